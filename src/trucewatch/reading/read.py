"""Bytes → Document: the one door of this package."""

from __future__ import annotations

import hashlib
import re
from datetime import date

from trucewatch.errors import UnreadableError
from trucewatch.model.document import Document, Segment
from trucewatch.reading.dates import find_dates
from trucewatch.reading.dating import date_document
from trucewatch.reading.detect import decode, detect_media
from trucewatch.reading.language import detect_language, language_name
from trucewatch.reading.page import Page, StatedDate
from trucewatch.reading.publisher import find_provenance
from trucewatch.reading.segment import segment_text

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.{0,5000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_-]{2,20})[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
MAX_TITLE = 300


def read_document(
    raw: bytes, path: str, *, published_on: date | None = None, publisher: str = "", url: str = ""
) -> Document:
    """One report from the bytes of a file.

    ``path`` names it in messages and lends its ending and date; ``published_on``, ``publisher`` and ``url`` are what
    the user knows and win over what is found.  For text and Markdown ``Document.text`` is the file's own decoded text
    without a byte-order mark; for HTML and PDF it is the text that was drawn from it.  A text in another language than
    English is kept, named in ``language`` and ``issues``.  Raises ``UnreadableError``.
    """
    media_type = detect_media(raw, path)
    page = _open(raw, path, media_type)
    language = detect_language(page.text)
    segments = segment_text(
        page.text, hints=page.hints, markdown=media_type == "text/markdown", english=language == "en"
    )
    provenance = find_provenance(page.text, segments, page, given=publisher, url=url)
    issues = list(page.issues)
    if language not in {"en", "und"}:
        issues.append(f"In {language_name(language)}, which is not read: kept, no claims taken.")
    return Document(
        path=path,
        sha256=hashlib.sha256(raw).hexdigest(),
        text=page.text,
        text_sha256=hashlib.sha256(page.text.encode("utf-8", "surrogatepass")).hexdigest(),
        media_type=media_type,
        title=_title(page, segments, provenance.publisher),
        publisher=provenance.publisher,
        published=date_document(page.text, segments, page, path, given=published_on, url=url),
        language=language,
        segments=segments,
        author=provenance.author,
        url=url or page.url,
        credits=provenance.credits,
        issues=tuple(issues),
    )


def _open(raw: bytes, path: str, media_type: str) -> Page:
    if media_type == "application/pdf":
        from trucewatch.reading.pdf import read_pdf

        return read_pdf(raw, path)
    decoded = decode(raw, path, html=media_type == "text/html")
    if media_type == "text/html":
        from trucewatch.reading.html import read_html

        page = read_html(decoded.text, path)
        if not page.text.strip():
            raise UnreadableError(f"{path}: HTML that shows no words; there is no report in it; save the page again")
        return Page(
            text=page.text, hints=page.hints, title=page.title, publisher=page.publisher, author=page.author,
            url=page.url, dates=page.dates, issues=decoded.issues + page.issues,
        )  # fmt: skip
    fields = _front_matter(decoded.text) if media_type == "text/markdown" else {}
    stated = next(find_dates(fields.get("date", "") or fields.get("published", "")), None)
    return Page(
        text=decoded.text,
        title=fields.get("title", ""),
        publisher=fields.get("publisher", "") or fields.get("source", ""),
        author=fields.get("author", ""),
        url=fields.get("url", ""),
        dates=(StatedDate(on=stated.on, field="its front matter"),) if stated else (),
        issues=decoded.issues,
    )


def _front_matter(text: str) -> dict[str, str]:
    block = _FRONT.match(text)
    return {k.lower(): v.strip("\"'") for k, v in _FIELD.findall(block.group(1))} if block else {}


def _title(page: Page, segments: tuple[Segment, ...], publisher: str) -> str:
    """The headline as it stands in the text, else the title that the file states; empty when there is neither."""
    heads = [" ".join(page.text[s.start : s.end].split()).lstrip("# ") for s in segments if s.kind == "headline"]
    # A category above the headline is shorter than the headline.
    title = next((h for h in heads if len(h.split()) >= 4), heads[0] if heads else "")
    if not title:
        stem, mark, end = page.title.rpartition(" - ") if " - " in page.title else page.title.rpartition(" | ")
        title = stem if mark and end.strip() == publisher else page.title
    return title.rstrip(" ;,")[:MAX_TITLE]
