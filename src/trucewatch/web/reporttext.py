"""A report's text as a page shows it: character for character, so that what is selected in it has offsets."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from trucewatch.model.claim import Claim
from trucewatch.model.document import Document
from trucewatch.model.span import Span

AROUND = 4000
"""Characters that are shown on each side of a claim unless the whole is asked for."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A stretch of a report's text from ``start`` on, with its marks; ``cut``: there is more of it."""

    markup: Markup
    start: int
    cut: bool


def show_around(document: Document, claim: Claim, whole: bool = False) -> Shown:
    """The text around a claim: its words lit, the words of its fields marked, furniture faint."""
    text = document.text
    start = 0 if whole else max(0, claim.span.start - AROUND)
    end = len(text) if whole else min(len(text), claim.span.end + AROUND)
    layers = [(s.start, s.end, "furniture") for s in document.segments if s.kind == "furniture"]
    layers += [(s.start, s.end, "part") for s in parts_of(claim)]
    layers.append((claim.span.start, claim.span.end, "lit"))
    return Shown(_mark(text, layers, start, end), start, start > 0 or end < len(text))


def show_whole(document: Document, claims: Iterable[Claim]) -> Markup:
    """The whole text, the words of all claims marked."""
    layers = [(s.start, s.end, "furniture") for s in document.segments if s.kind == "furniture"]
    layers += [(c.span.start, c.span.end, "part") for c in claims]
    return _mark(document.text, layers, 0, len(document.text))


def parts_of(claim: Claim) -> tuple[Span, ...]:
    """The words that a claim's fields rest on."""
    spans = [c.span for c in claim.claimants] + [a.span for a in claim.actors] + [p.span for p in claim.places]
    spans += [q.span for q in claim.quantities]
    if claim.when is not None and claim.when.span is not None:
        spans.append(claim.when.span)
    return tuple(dict.fromkeys(spans))


def _mark(text: str, layers: Sequence[tuple[int, int, str]], start: int, end: int) -> Markup:
    """The text from ``start`` to ``end``, each stretch in one element with the classes of all layers over it."""
    cuts = {start, end}
    for first, last, _ in layers:
        cuts.update(at for at in (first, last) if start < at < end)
    edges = sorted(cuts)
    pieces: list[Markup] = []
    lit_before = False
    for first, last in itertools.pairwise(edges):
        names = sorted({name for a, b, name in layers if a <= first and last <= b})
        # A bare carriage return would be made a line feed, or lost, by the browser; offsets must not move.
        words = escape(text[first:last]).replace("\r", Markup("&#13;"))
        if not names:
            pieces.append(words)
            continue
        lit = "lit" in names
        mark = ' id="words"' if lit and not lit_before else ""
        lit_before = lit_before or lit
        tag = "mark" if lit or "part" in names else "span"
        pieces.append(Markup(f'<{tag} class="{" ".join(names)}"{mark}>') + words + Markup(f"</{tag}>"))  # noqa: S704
    return Markup("").join(pieces)
