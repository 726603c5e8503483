"""Documents: what was read, where it came from, and which of its words are the report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from trucewatch.model.span import Span

SEGMENT_KINDS: tuple[str, ...] = ("headline", "byline", "dateline", "caption", "body", "furniture")

_NUMBERS = re.compile(r"(\d{1,9})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of a document's text and what it is.

    ``kind`` is one of :data:`SEGMENT_KINDS`.  Furniture (advertising, related links, credits, a doubled caption) is
    marked, never deleted.  Segments are in text order and do not overlap; text between them is white space.
    """

    kind: str
    start: int
    end: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationDate:
    """When the document was published, and how we know.

    ``found_by``: ``"given"`` (by the user), ``"metadata"``, ``"dateline"``, ``"caption"``, ``"url"``, ``"text"``,
    ``"file name"`` or ``"not found"``; ``evidence`` is the words, where they stand in the text; ``note`` says it in a
    sentence for the reader ("dated by the photo caption; its weekday agrees").
    """

    on: date | None
    found_by: str
    evidence: Span | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A stated debt to another publisher: a wire credit, "originally published by", "(Reuters)"."""

    name: str
    span: Span | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report as read.

    ``path`` is how the user named it; ``sha256`` is of the bytes, ``text_sha256`` of ``text`` in UTF-8.  All offsets
    in claims index ``text``.  ``restricted`` documents appear in no public output.  ``issues`` are sentences about
    what could not be understood (a page without text, characters replaced, a language that is not read).

    A row of a table is a document of its own: ``record`` names it for ever (``acled:SYR1234``; empty for any other
    document), ``container`` is the SHA-256 of the table's file, ``sha256`` that of the record's name and text, and
    ``revises`` the record that this one is a corrected version of, where its source says so.
    """

    path: str
    sha256: str
    text: str
    text_sha256: str
    media_type: str
    title: str
    publisher: str
    published: PublicationDate
    language: str
    segments: tuple[Segment, ...]
    author: str = ""
    url: str = ""
    credits: tuple[Credit, ...] = ()
    restricted: bool = False
    issues: tuple[str, ...] = ()
    record: str = ""
    container: str = ""
    revises: str = ""

    @property
    def document_id(self) -> str:
        """Stable name of the document: the hash of its bytes."""
        return f"sha256:{self.sha256}"

    @property
    def file_name(self) -> str:
        """The file's name without its folders, which are nobody else's business."""
        return self.path.replace("\\", "/").rsplit("/", 1)[-1]

    def segments_of(self, *kinds: str) -> tuple[Segment, ...]:
        """The segments whose kind is among ``kinds``, in text order."""
        return tuple(s for s in self.segments if s.kind in kinds)

    def segment_at(self, offset: int) -> Segment | None:
        """The segment that holds ``offset``, if any."""
        return next((s for s in self.segments if s.start <= offset < s.end), None)


def place_of(document: Document) -> tuple[date, list[tuple[int, str]], str]:
    """Where a document stands among others, by its content alone: its day (undated last), its file's name, its id.

    Numbers in names count as numbers: row 9 comes before row 10.
    """
    parts = ((int(part), "") if part.isdecimal() else (-1, part) for part in _NUMBERS.split(document.file_name))
    return document.published.on or date.max, list(parts), document.document_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The independent root of one or more documents: reprints and wire copies share it.

    ``origin_id`` is the document id of the earliest known telling; ``reasons`` says, per member other than the root,
    why it was joined ("0.93 of its five-word runs stand in …").
    """

    origin_id: str
    document_ids: tuple[str, ...]
    reasons: tuple[str, ...] = ()
