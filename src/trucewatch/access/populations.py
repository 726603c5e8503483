"""Who a figure counts and how it was counted, by the words around it or the cells of its row."""

from __future__ import annotations

import re
from collections.abc import Mapping

from trucewatch.access.lexicon import load_words
from trucewatch.access.nearby import sentence_of
from trucewatch.incidents.sentences import Sentences
from trucewatch.model.claim import Claim
from trucewatch.model.span import Span

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})*|\d+")


def read_definition(claim: Claim, type_: str, cells: Mapping[str, Span]) -> str:
    """Who is counted; empty for a figure that is of no population.

    The words of the claim decide; besieged is not hard to reach, nor trapped.
    """
    words = load_words()
    if type_ not in words.of_type:
        return ""
    told = cells["definition"].quote.replace("_", " ") if "definition" in cells else claim.span.quote
    return next((name for name, pattern in words.definitions if pattern.search(told)), words.of_type[type_])


def read_method(claim: Claim, sentences: Sentences, cells: Mapping[str, Span]) -> Span | None:
    """The words that say how it was counted: a table's cell, or those in the claim's sentence."""
    if cells:
        return cells.get("method")
    start, end = sentence_of(claim, sentences)
    found = load_words().methods.search(sentences.text, start, end)
    return Span.of(sentences.text, found.start(), found.end()) if found else None


def read_best(cells: Mapping[str, Span]) -> float | None:
    """A table's best number of people, where it stands beside a lowest or a highest one."""
    cell = cells.get("people")
    if cell is None or not _DIGITS.fullmatch(cell.quote):
        return None
    return float(cell.quote.replace(",", ""))
