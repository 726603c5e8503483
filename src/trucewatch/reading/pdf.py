"""PDF → paragraphs, with running headers, footers and page numbers told from the report.  Bounded in pages and size."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import median
from typing import Any

from trucewatch.errors import UnreadableError
from trucewatch.reading.furniture import Mark
from trucewatch.reading.page import Page, StatedDate
from trucewatch.reading.vocabulary import furniture_words

MAX_PAGES = 300
MAX_CHARACTERS = 2_000_000
# What is wrong with a file is said in our own words, once.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*$")
_BULLET = re.compile(r"^(?:[•●▪■◦‣·*–—]\s*\S|-\s+\S|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s)")
# What fonts without a proper encoding give for a list's mark.
_MARKS = str.maketrans({"\x7f": "•", "\uf0b7": "•", "\uf0a7": "•", "\uf02d": "•", "\x00": " "})
# Titles and authors that programs fill in by themselves.
_FILLED_IN = re.compile(
    r"^\W*(?:anonymous|unspecified|untitled\w*|unknown|user|admin\w*|microsoft word - .*|.*\.docx?)\W*$", re.I
)
_HYPHEN = re.compile(r"(\w+)[-\u2010\u00ad]$")


@dataclass(frozen=True, slots=True)
class _Row:
    """A printed line: its words, baseline (points from the bottom), type size, and page."""

    text: str
    y: float
    size: float
    page: int


def read_pdf(raw: bytes, path: str) -> Page:
    """The text of a PDF, one paragraph a line; raises ``UnreadableError`` when it is locked, broken or has no text."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(raw), root_object_recovery_limit=1000)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError(f"{path}: an encrypted PDF; its text is locked; save a copy without a password")
        issues: list[str] = []
        rows = _rows(reader, issues)
        info = reader.metadata
        title, author = (_FILLED_IN.sub("", str(v or "").strip()) for v in (info and info.title, info and info.author))
        made_on = _made_on(info)
    except (
        PyPdfError,
        ValueError,
        TypeError,
        AttributeError,
        LookupError,
        RecursionError,
        OSError,
        ImportError,
    ) as error:
        # A damaged file can upset the parser anywhere; ImportError: a cipher that is not installed.
        why = " ".join(str(error).split())[:120] or type(error).__name__
        raise UnreadableError(f"{path}: a damaged PDF ({why}); it cannot be read; save it again") from error
    if not any(any(c.isalnum() for c in row.text) for row in rows):
        raise UnreadableError(
            f"{path}: a PDF without text, only pictures of pages; its words cannot be read; run text recognition (OCR) "
            "on it first"
        )
    text, hints = _reflow(rows)
    return Page(text=text, hints=hints, title=title, author=author, made_on=made_on, issues=tuple(issues))


def _rows(reader: Any, issues: list[str]) -> list[_Row]:
    rows: list[_Row] = []
    total = 0
    count = len(reader.pages)
    if count > MAX_PAGES:
        issues.append(f"Only the first {MAX_PAGES} of {count} pages were read.")
    for number in range(min(count, MAX_PAGES)):
        found = _page_rows(reader.pages[number], number)
        if not found:
            issues.append(f"Page {number + 1} has no text.")
        rows += found
        total += sum(len(row.text) for row in found)
        if total > MAX_CHARACTERS:
            issues.append(f"Only the first {number + 1} of {count} pages were read: the text is too long.")
            break
    return rows


def _page_rows(page: Any, number: int) -> list[_Row]:
    pieces: list[tuple[str, float, float]] = []

    def take(text: str, cm: Any, tm: Any, _font: Any, size: Any) -> None:
        y = float(tm[4] * cm[1] + tm[5] * cm[3] + cm[5])
        pieces.append((text, y, abs(float(size or 0) * float(tm[3] or 1)) or 10.0))

    page.extract_text(visitor_text=take)
    rows: list[_Row] = []
    text, y, size = "", 0.0, 0.0
    for piece, piece_y, piece_size in pieces:
        for i, part in enumerate(piece.split("\n")):
            if i:
                _add_row(rows, text, y, size, number)
                text, size = "", 0.0
            if part.strip():
                if not text.strip():
                    y = piece_y
                text, size = text + part, max(size, piece_size)
            elif part:
                text += part
    _add_row(rows, text, y, size, number)
    return rows


def _add_row(rows: list[_Row], text: str, y: float, size: float, page: int) -> None:
    clean = " ".join(text.translate(_MARKS).split())
    if clean:
        rows.append(_Row(clean, y, size, page))


def _reflow(rows: list[_Row]) -> tuple[str, dict[int, Mark]]:
    margins = _margins(rows)
    body = [row for i, row in enumerate(rows) if i not in margins]
    words = Counter(w.lower() for row in body for w in re.findall(r"[\w-]+", row.text))
    gaps = [a.y - b.y for a, b in pairwise(body) if a.page == b.page and 0 < a.y - b.y < 60]
    leading = median(gaps) if gaps else 12.0
    width = sorted(len(row.text) for row in body)[int(0.9 * (len(body) - 1))] if body else 0
    size = median(row.size for row in body) if body else 10.0
    paragraphs: list[tuple[str, Mark | None]] = []
    held: list[tuple[str, Mark | None]] = []
    previous: _Row | None = None
    for i, row in enumerate(rows):
        if i in margins:
            # Held back until the paragraph that it interrupts has ended.
            held.append((row.text, ("furniture", margins[i])))
            continue
        if previous is None or _begins(row, previous, leading, width, size):
            paragraphs += held
            held = []
            paragraphs.append((row.text, None))
        else:
            paragraphs[-1] = (_attach(paragraphs[-1][0], row.text, words), None)
        previous = row
    paragraphs += held
    text, hints = "", {}
    pieces: list[str] = []
    offset = 0
    for paragraph, mark in paragraphs:
        if mark:
            hints[offset] = mark
        pieces += [paragraph, "\n\n"]
        offset += len(paragraph) + 2
    text = "".join(pieces)
    return text[:-1] if text else text, hints


def _begins(row: _Row, previous: _Row, leading: float, width: int, size: float) -> bool:
    """Whether a row begins a paragraph rather than carrying the last one on.

    ``leading`` (points), ``width`` (characters) and type ``size`` are those of the report's usual row.
    """
    ended = bool(_SENTENCE_END.search(previous.text))
    carried = row.text[:1].islower()
    if _BULLET.match(row.text):
        return True
    if abs(row.size - previous.size) > 0.15 * max(row.size, previous.size) + 0.1:
        return True
    if row.page != previous.page or row.y > previous.y:
        return ended and not carried
    if previous.y - row.y > 1.35 * max(leading, 1.2 * row.size):
        return not carried or ended
    # The next word would still have fitted: the line ended because its paragraph did.
    filled = len(previous.text) * previous.size / size
    fits = filled + len(row.text.split(" ", 1)[0]) + 1 < 0.97 * width
    if ended:
        return fits and not carried
    return not carried and filled < 0.55 * width and not previous.text.endswith((",", "-", "–"))


def _attach(text: str, row: str, words: Counter[str]) -> str:
    """Join a row to the text before it; a word that the line's end cut is made whole, a compound keeps its hyphen."""
    cut = _HYPHEN.search(text)
    follows = re.match(r"\w+", row)
    if not cut or not follows:
        return f"{text} {row}"
    left, right = cut.group(1), follows.group()
    if text[-1] == "\u00ad":
        return text[:-1] + row
    whole, compound = (left + right).lower(), f"{left}-{right}".lower()
    keeps = (
        not right[0].islower()
        or left[0].isdigit()
        or words[compound] > 0
        or (
            words[whole] == 0
            and (left.lower() in _compounds() or (words[left.lower()] > 1 and words[right.lower()] > 0))
        )
    )
    return text + row if keeps else text[:-1] + row


def _compounds() -> frozenset[str]:
    return frozenset(furniture_words().compounds)


def _margins(rows: list[_Row]) -> dict[int, str]:
    """Rows at the top or bottom of pages that repeat on other pages, or are page numbers."""
    edges: dict[int, int] = {}
    by_page: dict[int, list[int]] = {}
    for i, row in enumerate(rows):
        by_page.setdefault(row.page, []).append(i)
    for page, found in by_page.items():
        heights = sorted(found, key=lambda i: rows[i].y)
        for i in {*heights[:2], *heights[-2:]}:
            edges[i] = page
    pages = len(by_page)
    shapes = Counter(shape for shape, _ in {(_shape(rows[i].text), page) for i, page in edges.items()})
    margins: dict[int, str] = {}
    for i in edges:
        if _PAGE_NUMBER.match(rows[i].text):
            margins[i] = "a page number"
        elif pages >= 2 and shapes[_shape(rows[i].text)] >= max(2, 0.5 * pages) and len(rows[i].text) < 160:
            margins[i] = "a running header or footer"
    return margins


def _shape(text: str) -> str:
    # Running lines differ by their page number alone; any other number is the report's.
    return re.sub(r"\b(?:page\s*)?\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?$|^\d{1,3}\b", "#", text.casefold()).strip()


def _made_on(info: Any) -> StatedDate | None:
    made = info.creation_date if info else None
    return StatedDate(on=made.date(), field="the PDF's own creation date") if isinstance(made, datetime) else None
