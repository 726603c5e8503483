"""Retelling: a happening told several times in a document has one time, though only one telling may give it.

When all claims of a document are built, a claim of violence without a time takes it from another telling of the same
happening: one that repeats it, or, in a report of a single day's violence, any other.  Two different days in the report
settle nothing, and nothing is taken then.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from trucewatch.model.claim import Claim
from trucewatch.model.when import When

_VIOLENCE = frozenset({
    "air_strike", "drone_strike", "shelling", "armed_clash", "gunfire", "explosion", "chemical_attack", "attack_on_aid",
    "attack_on_medical", "killing", "other_incident",
})  # fmt: skip
_NEAR = 1500
"""Characters from a dated telling within which an undated one may be of the same happening."""
_SAID = frozenset({"asserted", "alleged", "denied"})
_HABIT = re.compile(
    r"\b(?:recent(?:ly)?|often|repeated(?:ly)?|previous(?:ly)?|regular(?:ly)?|frequent(?:ly)?|daily|usually|always|"
    r"ongoing|constant(?:ly)?|increas(?:ed|ing)ly|of this (?:nature|kind|sort|type)|over the (?:past|last|years)|"
    r"in the past|years? ago|months? ago|weeks? ago|historic(?:ally)?|every|other attacks|such attacks)\b",
    re.IGNORECASE,
)
"""Words that tell of many happenings, or of older ones."""


_THIS_ACT = re.compile(
    r"\b(?:this|these|the said|the aforementioned) (?:[\w-]+ ){0,2}(?:acts?|actions?|attacks?|bombings?|bombardments?|"
    r"shellings?|strikes?|airstrikes?|raids?|incidents?|massacres?|crimes?|operations?|assaults?|killings?|targeting|"
    r"conduct|aggression)\b",
    re.IGNORECASE,
)


def share_times(claims: Sequence[Claim], text: str) -> tuple[Claim, ...]:
    """The claims, in order, with the time of a happening in every telling of it; a time so taken is ``inherited``."""
    day = _only_day(claims)
    done: list[Claim] = []
    before: Claim | None = None
    for claim in claims:
        if claim.when is None:
            if claim.type == "violation":
                claim = _of_the_act(claim, before, text)
            elif day is not None and _is_retelling(claim, claims, text):
                claim = _dated(claim, day, "only day")
        if claim.kind == "incident" and claim.when is not None and claim.when.is_known:
            before = claim
        done.append(claim)
    return tuple(done)


def _dated(claim: Claim, when: When, rule: str) -> Claim:
    return replace(claim, when=replace(when, span=None, inherited=True), rules=(*claim.rules, rule))


def _of_the_act(claim: Claim, before: Claim | None, text: str) -> Claim:
    """A breach "by this act" is of the act's day."""
    if before is None or before.when is None or claim.span.start - before.span.end > _NEAR:
        return claim
    if before.when.start_on == before.when.end_on and _THIS_ACT.search(_sentence(claim, text)):
        return _dated(claim, before.when, "this act")
    return claim


def _only_day(claims: Sequence[Claim]) -> When | None:
    """The time of the report's violence, when all that is dated of it is of that one time."""
    dated = [c.when for c in claims if _is_violence(c) and c.when is not None and c.when.is_known]
    days = {(w.start_on, w.end_on) for w in dated}
    if len(days) != 1:
        return None
    first = dated[0]
    return first if first.start_on == first.end_on else None


def _is_violence(claim: Claim) -> bool:
    return claim.kind == "incident" and claim.type in _VIOLENCE


def _is_retelling(claim: Claim, claims: Sequence[Claim], text: str) -> bool:
    """Whether an undated claim may be of the one happening: near a dated one, in the past, and of no habit."""
    if not _is_violence(claim) or claim.stance not in _SAID:
        return False
    if _HABIT.search(_sentence(claim, text)):
        return False
    return any(_is_violence(c) and c.when is not None and abs(c.span.start - claim.span.start) <= _NEAR for c in claims)


def _sentence(claim: Claim, text: str) -> str:
    """The claim's words with those around it, up to the ends of its sentence or line."""
    start = max(text.rfind(mark, 0, claim.span.start) for mark in (". ", "\n")) + 1
    ends = [at for mark in (". ", "\n") if (at := text.find(mark, claim.span.end)) >= 0]
    return text[start : min(ends, default=len(text))]
