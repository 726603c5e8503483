"""Sentences about claims: always in somebody's mouth, never as a fact."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from datetime import date

from trucewatch.compliance.happenings import Testimony
from trucewatch.model.claim import Claim

MAX_WORDS = 30
_CUES: dict[str, str] = {
    "asserted": ", says {who}",
    "alleged": ", alleged by {who}",
    "denied": ", a denial by {who}",
    "intended": ", announced by {who}",
    "demanded": ", demanded by {who}",
    "conditional": ", said with a condition by {who}",
}
_OWN_CUES: dict[str, str] = {
    "asserted": ", reports {who}",
    "alleged": ", reported as an allegation by {who}",
    "denied": ", a denial that {who} reports",
}
"""For a report that speaks for itself: it passes on, and need not vouch."""


def quote(words: str) -> str:
    """``words`` in quotation marks on one line, cut after :data:`MAX_WORDS`."""
    parts = words.split()
    return f"“{' '.join(parts[:MAX_WORDS])}{' …' if len(parts) > MAX_WORDS else ''}”"


def tell(testimony: Testimony) -> str:
    """Who says what, in the text's own words: ``“…”, says the army, as Reuters reports``."""
    return tell_claim(testimony.claim, testimony.voice.words)


def tell_claim(claim: Claim, who: str) -> str:
    """The same for a claim in the voice of ``who``."""
    own = not claim.claimants and claim.kind != "position"
    cue = (_OWN_CUES if own else {}).get(claim.stance, _CUES.get(claim.stance, _CUES["asserted"]))
    carried = [c.span.quote for c in claim.claimants[:-1]]
    via = f", as {' and '.join(carried)} report{'s' * (len(carried) == 1)}" if carried else ""
    return quote(claim.span.quote) + cue.format(who=who if own else within_sentence(who)) + via


def within_sentence(name: str) -> str:
    """A name as it stands within a sentence: "The army" of a sentence's beginning is "the army"."""
    first, _, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if rest and first in ("The", "A", "An") else name


def wrap(lines: Iterable[str], width: int) -> str:
    """Lines folded to ``width`` columns (0: not at all); what continues stands two columns further in."""
    if not width:
        return "\n".join(lines)
    folded: list[str] = []
    for line in lines:
        inset = " " * (len(line) - len(line.lstrip()) + 2)
        folded += textwrap.wrap(
            line, width, subsequent_indent=inset, break_long_words=False, break_on_hyphens=False
        ) or [""]
    return "\n".join(folded)


def days(start_on: date | None, end_on: date | None) -> str:
    """A day, or two with "to" between; "" when unknown."""
    if start_on is None:
        return ""
    if end_on is None or end_on == start_on:
        return start_on.isoformat()
    return f"{start_on.isoformat()} to {end_on.isoformat()}"


def count(number: int, noun: str) -> str:
    """``1 document``, ``3 documents``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
