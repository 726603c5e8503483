"""Who holds a movement up, and why: the constraint categories that the words around a hold-up signal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from trucewatch.access.cells import find_cells
from trucewatch.access.lexicon import load_categories, stage_category
from trucewatch.access.nearby import clip
from trucewatch.incidents.sentences import Sentences
from trucewatch.incidents.words import actor_phrase, is_actor_phrase, phrase_key
from trucewatch.model.claim import Claim
from trucewatch.model.document import Document
from trucewatch.model.movement import HELD_UP, Constraint
from trucewatch.model.span import Span

_MARK = re.compile(r"[,;:—–]\s+|\s[—–-]\s")


def find_constraints(told: Iterable[tuple[Claim, str]], documents: Mapping[str, Document]) -> tuple[Constraint, ...]:
    """Why, by each claim of a hold-up: every category that its own sentence signals, or else the sentence after it.

    The words of a constraint are the clause that holds the signal.  A table's column ``constraint`` says it by id or
    number.
    """
    found: dict[tuple[str, str], Constraint] = {}
    for claim, stage in told:
        if claim.stance not in {"asserted", "alleged"}:
            continue
        document = documents[claim.document_id]
        cells = find_cells(document)
        spotted = [
            Constraint(category=c, words=claim.span, claim_id=claim.claim_id) for c in [stage_category(stage)] if c
        ]
        if stage in HELD_UP:
            spotted += _in_cells(claim, cells) if cells else _in_text(claim, Sentences.of(document.text))
        for constraint in spotted:
            found.setdefault((constraint.category, claim.claim_id), constraint)
    return tuple(found.values())


def find_holders(told: Iterable[tuple[Claim, str]], documents: Mapping[str, Document]) -> tuple[str, ...]:
    """Who is said to hold a movement up, in the order told; nobody is guessed."""
    found: dict[str, str] = {}
    for claim, stage in told:
        if stage not in HELD_UP or claim.stance not in {"asserted", "alleged"}:
            continue
        cell = find_cells(documents[claim.document_id]).get("held by")
        if cell is not None:
            found.setdefault(phrase_key(cell.quote), cell.quote)
        for actor in claim.actors_as("perpetrator"):
            words = actor_phrase(actor.span.quote)
            if is_actor_phrase(words):
                found.setdefault(actor.actor_id or phrase_key(words), words)
    return tuple(found.values())


def _in_cells(claim: Claim, cells: Mapping[str, Span]) -> list[Constraint]:
    cell = cells.get("constraint")
    named = {str(c.number): c.category for c in load_categories()} | {c.category: c.category for c in load_categories()}
    # "3", "3. Restriction of …", a form's "c3", or the id.
    code = re.split(r"[.\s]", cell.quote.casefold().replace("_", "-"))[0] if cell else ""
    if cell is not None and (category := named.get(code) or named.get(code.removeprefix("c"))):
        return [Constraint(category=category, words=cell, claim_id=claim.claim_id)]
    reason = cells.get("reason") or cell
    if reason is None:
        return []
    return [
        Constraint(category=c.category, words=reason, claim_id=claim.claim_id)
        for c in load_categories()
        if c.words.search(reason.quote)
    ]


def _in_text(claim: Claim, sentences: Sentences) -> list[Constraint]:
    first, last = sentences.index(claim.span.start), sentences.index(claim.span.end - 1)
    start, end = sentences.bounds(first)[0], sentences.bounds(last)[1]
    found = _signals(claim, sentences, *clip(claim, start, end))
    if found or last + 1 >= len(sentences.starts) or "\n" in sentences.text[claim.span.end : end]:
        return found
    return _signals(claim, sentences, *clip(claim, *sentences.bounds(last + 1)))


def _signals(claim: Claim, sentences: Sentences, start: int, end: int) -> list[Constraint]:
    return [
        Constraint(category=c.category, words=_clause(sentences.text, start, end, m), claim_id=claim.claim_id)
        for c in load_categories()
        for m in [c.words.search(sentences.text, start, end)]
        if m
    ]


def _clause(text: str, start: int, end: int, signal: re.Match[str]) -> Span:
    """The clause of a signal: from the mark before it to the mark after it."""
    before = [m.end() for m in _MARK.finditer(text, start, signal.start())]
    after = _MARK.search(text, signal.end(), end)
    left, right = (before[-1] if before else start), (after.start() if after else end)
    while text[right - 1].isspace() or (text[right - 1] in ".,;" and right - 1 >= signal.end()):
        right -= 1
    return Span.of(text, left, right)
