"""Sources: every document with its date and its origin, and its text with the claims' words marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trucewatch.model.claim import Claim
from trucewatch.model.document import Document, Segment
from trucewatch.publishing.book import Book
from trucewatch.publishing.marks import Marks, Piece
from trucewatch.publishing.numbers import number_words
from trucewatch.publishing.words import Line, Run, day, flat, interval, label, say, sentence

TEXT_BUDGET = 450_000
"""Characters of source text that a brief carries whole; beyond it only paragraphs near a claim, the gaps being said."""

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class ClaimNote:
    """What was read in some words: the note beside them."""

    number: int
    claim_id: str
    kind: str
    type: str
    stance: str
    start: int
    end: int
    quote: str
    who: Line
    when: Line
    places: str
    figures: Line
    confidence: float
    repeats: int


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph, what kind of segment it stands in, and the notes on the claims that begin in it.

    ``gap`` is the number of paragraphs left out in its place.
    """

    kind: str
    reason: str
    pieces: tuple[Piece, ...]
    notes: tuple[ClaimNote, ...]
    gap: int = 0

    @property
    def silent(self) -> bool:
        """Whether it is report text in which nothing was read."""
        return self.kind == "body" and not self.gap and not any(p.claims for p in self.pieces)


@dataclass(frozen=True, slots=True)
class SourceView:
    """One document."""

    anchor: str
    number: int
    title: str
    publisher: str
    author: str
    url: str
    path: str
    date: Line
    found_by: str
    date_note: str
    date_words: str
    """The words that dated it, where they stand in the text."""
    language: str
    media_type: str
    sha256: str
    text_sha256: str
    origin: Line
    credits: tuple[str, ...]
    issues: tuple[str, ...]
    claims: int
    silent: int
    """Paragraphs of report text in which nothing was read."""
    paragraphs: tuple[ParagraphView, ...]


def build_sources(book: Book) -> tuple[SourceView, ...]:
    """All documents in their order."""
    total = sum(len(d.text) for d in book.documents.values())
    by_document: dict[str, list[Claim]] = {d: [] for d in book.documents}
    for claim in book.claims.values():
        by_document[claim.document_id].append(claim)
    return tuple(
        _source(book, d, n, by_document[d.document_id], total > TEXT_BUDGET)
        for n, d in enumerate(book.documents.values(), 1)
    )


def build_source(book: Book, document: Document) -> SourceView:
    """One document of the book, with its whole text."""
    number = list(book.documents).index(document.document_id) + 1
    claims = [c for c in book.claims.values() if c.document_id == document.document_id]
    return _source(book, document, number, claims, False)


def _source(book: Book, document: Document, number: int, claims: list[Claim], is_cut: bool) -> SourceView:
    paragraphs = _paragraphs(book, document, claims)
    silent = sum(1 for p in paragraphs if p.silent)
    published = document.published
    return SourceView(
        anchor=f"source-{number}",
        number=number,
        title=flat(document.title, 200) or "(untitled)",
        publisher=flat(document.publisher, 80) or "publisher not named",
        author=flat(document.author, 80),
        url=document.url[:300],
        path=document.file_name,
        date=(day(published.on),) if published.on else (Run("date not known", style="quiet"),),
        found_by=published.found_by,
        date_note=sentence(published.note),
        date_words=flat(published.evidence.quote, 120) if published.evidence else "",
        language=document.language,
        media_type=document.media_type,
        sha256=document.container or document.sha256,
        text_sha256=document.text_sha256,
        origin=_origin(book, document),
        credits=tuple(dict.fromkeys(flat(c.name) for c in document.credits)),
        issues=tuple(sentence(i) for i in document.issues),
        claims=len(claims),
        silent=silent,
        paragraphs=_shortened(paragraphs) if is_cut else paragraphs,
    )


def _origin(book: Book, document: Document) -> Line:
    numbers, origin = book.place, book.origin(document.document_id)
    if origin is None or len(origin.document_ids) < 2:
        return say("an origin of its own")
    if origin.origin_id == document.document_id or origin.origin_id not in numbers:
        others = [d for d in origin.document_ids if d != document.document_id and d in numbers]
        links = [Run(f"source {numbers[d]}", anchor=f"source-{numbers[d]}") for d in others]
        return say("shares its origin with ", *_commas(links), "; together they count as one") if links else ()
    reason = _reason(origin.document_ids, origin.reasons, origin.origin_id, document.document_id)
    root = numbers[origin.origin_id]
    return say(
        "tells again what ", Run(f"source {root}", anchor=f"source-{root}"),
        " tells, and does not count as a second origin",
        f" ({reason})" if reason else "",
    )  # fmt: skip


def _reason(members: Sequence[str], reasons: Sequence[str], root: str, member: str) -> str:
    others = [m for m in members if m != root]
    if len(reasons) == len(others):
        return reasons[others.index(member)]
    return "; ".join(reasons)


def _commas(runs: list[Run]) -> list[Run | str]:
    out: list[Run | str] = []
    for i, run in enumerate(runs):
        out += [", ", run] if i else [run]
    return out


def _paragraphs(book: Book, document: Document, claims: list[Claim]) -> tuple[ParagraphView, ...]:
    segments = document.segments or (Segment(kind="body", start=0, end=len(document.text)),)
    marks = Marks(book, document, claims)
    out = []
    for segment in segments:
        for line in _LINE.finditer(document.text, segment.start, segment.end):
            if line.group().strip():
                notes = tuple(_note(book, c) for c in claims if line.start() <= c.span.start < line.end())
                out.append(ParagraphView(segment.kind, segment.reason, marks.cut(line.start(), line.end()), notes))
    return tuple(out)


def _note(book: Book, claim: Claim) -> ClaimNote:
    repeats = book.number.get(claim.repeats, 0) if claim.repeats else 0
    places = ", ".join(dict.fromkeys(p.name or flat(p.span.quote) for p in claim.places))
    figures: list[Run] = []
    for q in claim.quantities:
        figures.append(Run(("; " if figures else "") + f"{label(q.what)}: {number_words(q, book.text(claim))}"))
    when = interval(claim.when, "") if claim.when else ()
    return ClaimNote(
        number=book.number[claim.claim_id],
        claim_id=claim.claim_id,
        kind=claim.kind,
        type=label(claim.type),
        stance=claim.stance,
        start=claim.span.start,
        end=claim.span.end,
        quote=claim.span.quote,
        who=book.who(claim),
        when=when,
        places=places,
        figures=tuple(figures),
        confidence=round(claim.confidence, 2),
        repeats=repeats,
    )


def _shortened(paragraphs: tuple[ParagraphView, ...]) -> tuple[ParagraphView, ...]:
    marked = {i for i, p in enumerate(paragraphs) if any(x.claims or x.evidence for x in p.pieces)}
    near = marked | {i + d for i in marked for d in (-1, 1)}
    out: list[ParagraphView] = []
    gap = 0
    for i, paragraph in enumerate(paragraphs):
        if i in near:
            if gap:
                out.append(ParagraphView("gap", "", (), (), gap))
                gap = 0
            out.append(paragraph)
        else:
            gap += 1
    if gap:
        out.append(ParagraphView("gap", "", (), (), gap))
    return tuple(out)
