"""Whose act a happening is, where nobody disputes it: the one outsider whom all who name a doer name.

What an account of harm leaves out ("62 soldiers were killed") is taken from there: rule 13 of ``docs/decisions/0004``.
"""

from __future__ import annotations

from trucewatch.compliance.happenings import Happening
from trucewatch.compliance.scope import Term, find_blame
from trucewatch.incidents.responsibility import own_perpetrators
from trucewatch.incidents.words import phrase_key
from trucewatch.model.claim import ActorMention, Claim

_TOLD = frozenset({"asserted", "alleged"})
_HARM = frozenset({"killed", "injured"})


def find_sole_outsider(happening: Happening, term: Term) -> str:
    """By whom it was done, as a reason without its full stop, where every account that names a doer names the same.

    "" where a party is named, an unknown, or more than one; where anybody denies anything of it; where nobody is named;
    and of what is no incident, whose accounts are not known to be of one act.
    """
    if happening.incident_id is None:
        return ""
    doers: set[frozenset[str]] = set()
    reason = ""
    for testimony in happening.testimonies:
        claim = testimony.claim
        if claim.stance == "denied" or claim.type == "denies_responsibility":
            return ""
        named = _doers(claim)
        if claim.stance not in _TOLD or not (named or claim.type == "accepts_responsibility"):
            continue
        blame = find_blame(testimony, term)
        if blame.parties or blame.unknown or not blame.outsiders:
            return ""
        doers.add(frozenset(m.actor_id or phrase_key(m.span.quote) for m in named))
        reason = reason or blame.reason
    return reason if len(doers) == 1 else ""


def tells_of_harm(claim: Claim) -> bool:
    """Whether an account says only what was suffered, and names nobody who did it."""
    if claim.kind != "incident" or claim.stance not in _TOLD or own_perpetrators(claim):
        return False
    counted = any(q.what in _HARM for q in (*claim.quantities, *claim.uncounted))
    return counted or bool(claim.actors_as("target"))


def _doers(claim: Claim) -> tuple[ActorMention, ...]:
    if claim.kind != "position":
        return own_perpetrators(claim)
    if claim.type == "accuses":
        return claim.actors_as("addressee")
    return claim.actors_as("holder") if claim.type == "accepts_responsibility" else ()
