"""Resets of a count that guarantors may agree on: those that were declared, and words that might be one.

No kind of claim says "we start the count again", so nobody's words reset a clock by themselves.  A person records a
declared reset with the words that it rests on; what a guarantor says of the truce's length or end is shown as what it
is: it may be a reset, and nobody has said so.  ``docs/decisions/0008`` has the rules.
"""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.compliance.clocks import Reset
from trucewatch.compliance.happenings import Known, Testimony
from trucewatch.compliance.perspectives import Hears
from trucewatch.compliance.scope import Term, find_time
from trucewatch.compliance.wording import tell
from trucewatch.model.assessment import Evidence

ABOUT_THE_COUNT: frozenset[str] = frozenset({"extends", "rejects"})
"""Positions that speak of a truce's length or end: the nearest that a report comes to a reset."""


def find_known_resets(resets: Iterable[Reset], term: Term, known: Known) -> tuple[Reset, ...]:
    """The recorded resets of the term's clock by the end of ``as_of`` that rest on nothing published later."""
    documents = {d.document_id for d in known.documents}
    claims = {t.claim.claim_id for h in known.happenings for t in h.testimonies}
    return tuple(
        r
        for r in resets
        if r.provision_id == term.provision.provision_id
        and r.on <= term.as_of
        and (not r.document_id or r.document_id in documents)
        and (not r.claim_ids or claims.intersection(r.claim_ids))
    )


def split_resets(resets: Iterable[Reset], term: Term) -> tuple[tuple[Reset, ...], tuple[Reset, ...]]:
    """Resets on which all agreed who must, and those on which somebody is missing.

    What is declared for one day counts together; a reset that names nobody is the guarantors' own.
    """
    must = set(term.provision.clock.may_reset) if term.provision.clock else set()
    found = tuple(resets)
    agreed = {on: {p for r in found if r.on == on for p in r.by} for on in {r.on for r in found}}
    whole = tuple(r for r in found if not r.by or must <= agreed[r.on])
    return whole, tuple(r for r in found if r not in whole)


def find_possible(known: Known, term: Term, hears: Hears, recorded: Iterable[Reset]) -> tuple[Evidence, ...]:
    """What may be a reset though nobody has said so: words of those who may declare one, and one that some declared."""
    clock = term.provision.clock
    if clock is None or not clock.may_reset:
        return ()
    whole, partial = split_resets(recorded, term)
    used = {i for r in whole for i in r.claim_ids}
    found = [_tell_partial(r, term) for r in partial]
    for happening in known.happenings:
        heard = [t for t in happening.testimonies if hears(t) and _may_speak_of_it(t, term)]
        ids = tuple(dict.fromkeys(t.claim.claim_id for t in heard))
        if ids and not used.intersection(ids):
            reason = f"{tell(heard[0])}: it may be a reset; nobody has said so"
            found.append(Evidence(claim_ids=ids, reason=reason, status="possible reset"))
    return tuple(found)


def _tell_partial(reset: Reset, term: Term) -> Evidence:
    must = term.provision.clock.may_reset if term.provision.clock else ()
    own, others = (
        " and ".join(term.agreement.party(p).name for p in ids)
        for ids in (reset.by, [p for p in must if p not in reset.by])
    )
    reason = f"recorded as declared by {own} for {reset.on.isoformat()}: {others} would have to agree"
    return Evidence(claim_ids=reset.claim_ids, reason=reason, status="possible reset")


def _may_speak_of_it(testimony: Testimony, term: Term) -> bool:
    claim, clock = testimony.claim, term.provision.clock
    if clock is None or claim.type not in ABOUT_THE_COUNT or claim.stance not in ("asserted", "alleged"):
        return False
    if find_time(testimony, term).fit == "outside":
        return False
    return bool(_speakers(testimony, term).intersection(clock.may_reset))


def _speakers(testimony: Testimony, term: Term) -> frozenset[str]:
    """The parties in whose name it is said; joint speakers ("the United States and Russia") are all of them."""
    found = set(testimony.voice.parties)
    for mention in testimony.claim.actors_as("holder"):
        ids = (
            [mention.actor_id]
            if mention.actor_id
            else [a.actor_id for a in term.roster.book.find_all(mention.span.quote)]
        )
        found.update(p for i in ids for p in term.roster.parties_of(i))
    return frozenset(found)
