"""Sentences about claims: always in somebody's mouth, never as a fact."""

from __future__ import annotations

from datetime import date

from trucewatch.compliance.happenings import Testimony

MAX_WORDS = 30
_CUES: dict[str, str] = {
    "asserted": "says",
    "alleged": "alleges",
    "denied": "denies",
    "intended": "announces",
    "demanded": "demands",
    "conditional": "says, with a condition",
}


def quote(words: str) -> str:
    """``words`` in quotation marks on one line, cut after :data:`MAX_WORDS`."""
    parts = words.split()
    return f"“{' '.join(parts[:MAX_WORDS])}{' …' if len(parts) > MAX_WORDS else ''}”"


def tell(testimony: Testimony) -> str:
    """Who says what, in the text's own words: ``“…”, says the army``."""
    claim = testimony.claim
    cue = _CUES.get(claim.stance, "says")
    if not claim.claimants and claim.kind != "position":
        cue = {"alleged": "reports, as an allegation", "denied": "reports that it is denied"}.get(
            claim.stance, "reports"
        )
    return f"{quote(claim.span.quote)}, {cue} {testimony.voice.words}"


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
