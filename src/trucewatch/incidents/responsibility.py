"""Who takes responsibility for an incident, who denies their own part, and who denies that it happened at all.

A false admission can hurt people, so that an admission counts only in the doer's own words, or where an account names
the one who admits as the perpetrator, and never from the side that was hit.  An explanation of an act is no admission.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.incidents.speakers import Register
from trucewatch.incidents.words import actor_phrase, is_actor_phrase, is_related_name, phrase_key, proper_stems
from trucewatch.model.claim import ActorMention, Claim, Claimant

_OWN = re.compile(r"(?:it|its|they|their|we|our|he|his|she|her|i|my)\b", re.IGNORECASE)
_TOLD = frozenset({"asserted", "alleged"})


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Names as printed, each once.  ``disputed_by`` deny that it happened, without being accused of it."""

    claimed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    disputed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """Actors by id, by their phrases, and by the proper names in them."""

    ids: frozenset[str]
    keys: frozenset[str]
    stems: frozenset[str]


def find_responsibility(
    told: Sequence[Claim], answers: Mapping[str, tuple[str, ...]], register: Register
) -> Responsibility:
    """The three lists for the claims ``told`` of one incident; ``answers`` gives the ids that act for an id."""
    if not any(_may_take_a_position(c) for c in told):
        return Responsibility((), (), ())
    accused = _side(
        a for c in told if c.stance in _TOLD for a in (*own_perpetrators(c), *(_addressees(c) if _accuses(c) else ()))
    )
    hit = _side(a for c in told if c.kind == "incident" for a in c.actors_as("target"))
    claimed = [c for c in told if _accepts(c, accused, hit, answers) or _admits(c, hit, answers)]
    denials = [c for c in told if c.type == "denies_responsibility" or c.stance == "denied"]
    told_of = any(c.kind == "incident" and c.stance in _TOLD for c in told)
    own = [c for c in denials if _denies_own_part(c, accused, answers)]
    return Responsibility(
        claimed_by=_names(claimed, register),
        denied_by=_names(own, register),
        # Where nobody tells of it, a denial stands against nothing.
        disputed_by=_names([c for c in denials if c not in own and c.kind == "incident"], register) if told_of else (),
    )


def _may_take_a_position(claim: Claim) -> bool:
    """Whether a claim can take or deny responsibility, its own or another's."""
    return (
        claim.kind != "incident"
        or claim.stance == "denied"
        or any(a.role == "perpetrator" and a.actor_id for a in claim.actors)
    )


def own_perpetrators(claim: Claim) -> tuple[ActorMention, ...]:
    """The perpetrators that a claim itself names.

    A possessive taken from words around it ("the army's spokesman") tells whose somebody is, and not who did it.
    """
    return tuple([a for a in claim.actors_as("perpetrator") if not _is_borrowed_possessive(a, claim)])


def _is_borrowed_possessive(mention: ActorMention, claim: Claim) -> bool:
    possessive = mention.span.quote.rstrip().endswith(("’s", "'s", "s’", "s'"))
    return possessive and not claim.span.overlaps(mention.span)


def _accuses(claim: Claim) -> bool:
    return claim.type == "accuses"


def _addressees(claim: Claim) -> tuple[ActorMention, ...]:
    return claim.actors_as("addressee")


def _accepts(claim: Claim, accused: _Side, hit: _Side, answers: Mapping[str, tuple[str, ...]]) -> bool:
    if claim.type != "accepts_responsibility" or claim.stance != "asserted":
        return False
    holder = _holder(claim)
    if _is_same_side(holder, hit, answers):
        return False
    speaker = _speaker(claim)
    in_own_words = not claim.claimants or bool(speaker.ids & holder.ids or speaker.keys & holder.keys)
    return in_own_words or _is_same_side(holder, accused, answers)


def _admits(claim: Claim, hit: _Side, answers: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a claimant tells an act as its own: "our jets struck the depot, the ministry said"."""
    if claim.kind != "incident" or claim.stance != "asserted" or not claim.claimants or claim.type == "armed_clash":
        return False
    speaker = claim.claimants[-1].actor_id
    # Only words of the claim itself: an actor supplied from elsewhere is no admission.
    doers = {a.actor_id for a in own_perpetrators(claim) if a.actor_id and claim.span.overlaps(a.span)}
    own = bool(speaker and {speaker, *answers.get(speaker, ())} & doers)
    return own and not _is_same_side(_holder(claim), hit, answers)


def _denies_own_part(claim: Claim, accused: _Side, answers: Mapping[str, tuple[str, ...]]) -> bool:
    holder = _holder(claim)
    mentions = (*own_perpetrators(claim), *_addressees(claim))
    named = _side(mentions)
    nobody_else = not (named.ids or named.keys)
    if nobody_else and (claim.type == "denies_responsibility" or mentions or _OWN.match(claim.span.quote)):
        # "Denied that it had shelled the town", "denied responsibility": its own part, on its own word.
        return True
    return _is_same_side(holder, accused, answers) or _is_same_side(holder, named, answers)


def _holder(claim: Claim) -> _Side:
    """Who takes the position: its holder, else who says it."""
    holders = claim.actors_as("holder") if claim.kind == "position" else ()
    return _side(holders) if holders else _speaker(claim)


def _speaker(claim: Claim) -> _Side:
    return _side(claim.claimants[-1:])


def _side(mentions: Iterable[ActorMention | Claimant]) -> _Side:
    found = tuple(mentions)
    return _Side(
        frozenset(a.actor_id for a in found if a.actor_id),
        frozenset(phrase_key(actor_phrase(a.span.quote)) for a in found if is_actor_phrase(a.span.quote)),
        frozenset(stem for a in found for stem in proper_stems(a.span.quote)),
    )


def _is_same_side(one: _Side, other: _Side, answers: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether an actor of one side is of the other, acts for it, or it for that one; by names where ids are wanting."""
    if one.ids and other.ids:
        whole, others = (s.ids | {w for i in s.ids for w in answers.get(i, ())} for s in (one, other))
        if whole & others:
            return True
    if one.keys & other.keys:
        return True
    return bool(one.stems and other.stems and is_related_name(one.stems, other.stems))


def _names(claims: Sequence[Claim], register: Register) -> tuple[str, ...]:
    """Who takes each position, as printed: its holder where the report tells of it in its own voice."""
    return tuple(dict.fromkeys(_name(c, register) for c in claims))


def _name(claim: Claim, register: Register) -> str:
    holders = claim.actors_as("holder") if claim.kind == "position" else ()
    if holders and not claim.claimants:
        return " ".join(holders[0].span.quote.split())
    return register.name(claim)
