"""Retelling: a happening told several times in a document has one time, though only one telling may give it.

When all claims of a document are built, a claim of violence without a time takes it from another telling of the same
happening: one that repeats it, or, in a report of a single day's violence, any other.  Two different days in the report
settle nothing, and nothing is taken then.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from trucewatch.model.claim import Claim
from trucewatch.model.when import When
from trucewatch.packs.times import load_times

_VIOLENCE = frozenset({
    "air_strike", "drone_strike", "shelling", "armed_clash", "gunfire", "explosion", "chemical_attack", "attack_on_aid",
    "attack_on_medical", "killing", "other_incident",
})  # fmt: skip
_STRETCH = timedelta(days=7)
"""A time no longer than this may be that of the happening which a report is about."""
_NEAR = 1500
"""Characters from a dated telling within which an undated one may be of the same happening."""
_GOES_ON = 300
"""Characters within which a speaker's next words are of the same statement."""
_SAID = frozenset({"asserted", "alleged", "denied"})
_LONGEST = 5_000
"""Characters before and behind a claim within which the ends of its sentence are sought."""


_ACT = (
    "act|action|attack|bombing|bombardment|shelling|strike|airstrike|raid|incident|massacre|crime|operation|assault|"
    "killing|aggression"
)
_THIS_ACT = re.compile(rf"\b(?:this (?:[\w-]+ )?(?:{_ACT})|these (?:[\w-]+ )?(?:{_ACT})s)\b", re.IGNORECASE)


def share_times(claims: Sequence[Claim], text: str, placed: Sequence[When] = ()) -> tuple[Claim, ...]:
    """The claims, in order, with the time of a happening in every telling of it; a time so taken is ``inherited``.

    ``placed`` are the times of sentences that only say when it was ("The incident took place on Friday").
    """
    day = _only_day(claims, placed)
    told = sorted(
        span.start
        for span in (
            *(c.span for c in claims if _is_violence(c) and c.when is not None),
            *(w.span for w in placed if w.span),
        )
    )
    done: list[Claim] = []
    before: Claim | None = None
    for claim in claims:
        if claim.when is None:
            if claim.type == "violation":
                claim = _of_the_act(claim, before, text)
            elif day is not None and _is_retelling(claim, told, text):
                claim = _dated(claim, day, "only day")
            elif claim.kind == "position":
                claim = _of_the_statement(claim, done, text)
        if claim.kind == "incident" and claim.when is not None and claim.when.is_known:
            before = claim
        done.append(claim)
    return tuple(done)


def date_statement(claims: Sequence[Claim], issued: When, speaker: str) -> tuple[Claim, ...]:
    """The claims of a text that is itself a statement by ``speaker``, whose positions are of the day it bears."""
    name = speaker.casefold()
    return tuple(
        _dated(c, issued, "statement's day")
        if c.kind == "position" and c.when is None and (c.source_words.casefold() or name) in name
        else c
        for c in claims
    )


def _dated(claim: Claim, when: When, rule: str) -> Claim:
    return replace(claim, when=replace(when, span=None, inherited=True), rules=(*claim.rules, rule))


def _of_the_act(claim: Claim, before: Claim | None, text: str) -> Claim:
    """A breach "by this act" is of the act's day."""
    if before is None or before.when is None or claim.span.start - before.span.end > _NEAR:
        return claim
    if before.when.start_on == before.when.end_on and _THIS_ACT.search(_sentence(claim, text)):
        return _dated(claim, before.when, "this act")
    return claim


def _only_day(claims: Sequence[Claim], placed: Sequence[When]) -> When | None:
    """The time of the report's violence, when all that is dated of it is of that one time."""
    dated = [c.when for c in claims if _is_violence(c) and c.when is not None and c.when.is_known] + list(placed)
    # A month or a year is that of something told of beside the happening.
    short = [w for w in dated if w.start_on and w.end_on and w.end_on - w.start_on <= _STRETCH]
    if len({(w.start_on, w.end_on) for w in short}) != 1:
        return None
    return short[0] if short[0].start_on == short[0].end_on else None


def _is_violence(claim: Claim) -> bool:
    return claim.kind == "incident" and claim.type in _VIOLENCE


def _of_the_statement(claim: Claim, done: Sequence[Claim], text: str) -> Claim:
    """What a speaker goes on to say is said when the words right before were."""
    before = next((c for c in reversed(done) if c.kind == "position"), None)
    if before is None or before.when is None or before.when.start_on != before.when.end_on or not claim.claimants:
        return claim
    name = claim.source_words.split()[-1].casefold()
    hearers = {word.casefold() for a in before.actors_as("addressee") for word in a.span.quote.split()}
    spoken = {word.casefold() for word in re.findall(r"\w+", _sentence(before, text))}
    near = claim.span.start - before.span.end <= _GOES_ON
    return _dated(claim, before.when, "same statement") if near and name in spoken - hearers else claim


def _is_retelling(claim: Claim, told: Sequence[int], text: str) -> bool:
    """Whether an undated claim may be of the one happening: near a dated one, in the past, and of no habit.

    ``told``: where what is dated starts, in text order.
    """
    if not _is_violence(claim) or claim.stance not in _SAID:
        return False
    if _habit().search(_sentence(claim, text)):
        return False
    at = bisect_left(told, claim.span.start - _NEAR)
    return at < len(told) and told[at] <= claim.span.start + _NEAR


@functools.cache
def _habit() -> re.Pattern[str]:
    """Words that tell of many happenings, or of older ones."""
    words = "|".join(re.escape(word) for word in load_times().habits)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _sentence(claim: Claim, text: str) -> str:
    """The claim's words with those around it, up to the ends of its sentence or line."""
    first, last = max(0, claim.span.start - _LONGEST), min(len(text), claim.span.end + _LONGEST)
    start = max(text.rfind(mark, first, claim.span.start) for mark in (". ", "\n")) + 1
    ends = [at for mark in (". ", "\n") if (at := text.find(mark, claim.span.end, last)) >= 0]
    return text[max(start, first) : min(ends, default=last)]
