"""Numbers as their sources give them: in their own words, with what bounds them."""

from __future__ import annotations

import re

from trucewatch.model.claim import Quantity
from trucewatch.publishing.words import Line, Run, flat, label, say

# Words directly before a number that open or blur it; a display rule, the bounds themselves are the claim's.
_BOUND = re.compile(
    r"\b(?:at least|at most|as many as|as much as|no (?:more|fewer|less) than|not less than|more than|fewer than|"
    r"less than|up to|over|under|around|about|some|nearly|almost|roughly|approximately|close to|an estimated)\s+$",
    re.IGNORECASE,
)


def quantity(q: Quantity, text: str, claims: tuple[int, ...]) -> Line:
    """A number of ``text`` in the source's own words after its label: ``killed: at least 12``."""
    return say(f"{label(q.what)}: ", Run(number_words(q, text), claims, style="words"), bound(q, text))


def number_words(q: Quantity, text: str) -> str:
    """The number's words with those before it that bound it: ``up to 275,000``."""
    words = flat(q.span.quote)
    before = _BOUND.search(text, max(0, q.span.start - 24), q.span.start)
    return f"{flat(before.group())} {words}" if before else words


def bound(q: Quantity, text: str) -> Run | str:
    """Our own word for an open side of a number in digits where the source's words beside it don't say it.

    Beside the best number of a table stand its lowest and highest.
    """
    words = number_words(q, text)
    if words != flat(q.span.quote) or not any(ch.isdigit() for ch in words) or any(ch.isalpha() for ch in words):
        return ""
    side = (
        "at most"
        if q.low is None and q.high is not None
        else "at least"
        if q.high is None and q.low is not None
        else ""
    )
    side = side or ("about" if q.approx else "")
    if words.isdecimal() and q.low is not None and q.high is not None and q.low < q.high:
        side = f"{q.low:g} to {q.high:g}"
    return Run(f" ({side})", style="quiet") if side else ""
