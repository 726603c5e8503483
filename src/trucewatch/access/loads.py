"""What a convoy carries, and for how many convoys a number is.

"Twenty trucks, the first of two convoys, with food for 185,000 for both" is no 185,000 for twenty trucks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from trucewatch.access.lexicon import load_words
from trucewatch.access.nearby import clip, sentence_of
from trucewatch.incidents.sentences import Sentences
from trucewatch.model.claim import Claim, Quantity
from trucewatch.model.movement import Amount
from trucewatch.model.span import Span

# What a load is for can be that of several convoys; trucks are always those of the convoy that they are told of.
_FOR_ALL = frozenset({"people", "days", "tonnes", "other"})
# "Both" belongs to a number when it stands this near, in the number's own part of the sentence.
_NEAR = 60
_PART = re.compile(r"[;:()—–]|\.\s|,\s+(?:and|but|while|which|with)\b")
_COUNT = re.compile(r"\b(?P<count>two|three|four|2|3|4)\s+(?:\w+\s+)?(?:convoys|shipments|deliveries)\b", re.IGNORECASE)


def read_amounts(claim: Claim, sentences: Sentences) -> tuple[Amount, ...]:
    """Each number of a claim with the convoys that it is for, by the sentence of the claim and the one after it."""
    start, end = _around(claim, sentences)
    several = _several(sentences.text, start, end)
    return tuple(_amount(q, several, sentences.text) for q in claim.quantities)


def read_cargo(claim: Claim, sentences: Sentences, cells: Mapping[str, Span]) -> tuple[Span, ...]:
    """The words of the load: a table's cell, or those in the claim's own sentence."""
    if cells:
        return tuple(cells[name] for name in ("cargo",) if name in cells)
    start, end = sentence_of(claim, sentences)
    inside = load_words().cargo.finditer(sentences.text, max(start, claim.span.start), min(end, claim.span.end))
    return tuple(Span.of(sentences.text, m.start(), m.end()) for m in inside)


def _around(claim: Claim, sentences: Sentences) -> tuple[int, int]:
    """The claim's sentences with the one before and the one after, as far as the paragraph goes."""
    first = sentences.index(claim.span.start)
    start, _ = sentences.bounds(first)
    if first and "\n" not in sentences.text[sentences.bounds(first - 1)[0] : start]:
        start, _ = sentences.bounds(first - 1)
    last = sentences.index(claim.span.end - 1)
    end = sentences.bounds(last)[1]
    if last + 1 < len(sentences.starts) and "\n" not in sentences.text[claim.span.end : end]:
        end = sentences.bounds(last + 1)[1]
    return clip(claim, start, end)


def _several(text: str, start: int, end: int) -> tuple[int, Span] | None:
    """Of how many convoys the one told of is one (0: several), and the words that say so."""
    words = load_words()
    found = words.one_of.search(text, start, end)
    if found is None:
        return None
    number = next((n for word, n in words.numbers.items() if word in found.group().lower().split()), 0)
    more = _COUNT.search(text, start, end)
    if not number and more:
        number = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}[more.group("count").lower()]
    return number, Span.of(text, found.start(), found.end())


def _amount(quantity: Quantity, several: tuple[int, Span] | None, text: str) -> Amount:
    if several is None or quantity.what not in _FOR_ALL:
        return Amount(quantity=quantity)
    number, words = several
    start, end = _part(quantity, text)
    if load_words().each.search(text, start, end):
        return Amount(quantity=quantity)
    if together := _together(text, start, end):
        return Amount(quantity=quantity, convoys=number or 2, words=Span.of(text, together.start(), together.end()))
    return Amount(quantity=quantity, convoys=0, words=words)


def _together(text: str, start: int, end: int) -> re.Match[str] | None:
    """ "For both", "the two convoys": but not the "two convoys" of "the first of two convoys"."""
    found = load_words().together.finditer(text, start, end)
    return next(
        (m for m in found if not re.search(r"\bof\s+(?:the\s+)?$", text[max(0, m.start() - 12) : m.start()])), None
    )


def _part(quantity: Quantity, text: str) -> tuple[int, int]:
    """The number's own part of its sentence."""
    first, last = max(0, quantity.span.start - _NEAR), min(len(text), quantity.span.end + _NEAR)
    before = [m.end() for m in _PART.finditer(text, first, quantity.span.start)]
    after = _PART.search(text, quantity.span.end, last)
    return (before[-1] if before else first), (after.start() if after else last)
