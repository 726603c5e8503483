"""What a reader of one file format hands on: text, what its markup says of lines, and its metadata."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from trucewatch.reading.furniture import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDate:
    """A publication date in a file's metadata, and which field says so."""

    on: date
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A file as text.

    ``hints``: start offsets of lines → what the file's own structure says of them.  ``dates`` are in falling order of
    trust; ``made_on`` is when the file itself was made, which is weak.  Empty strings: not stated.
    """

    text: str
    hints: dict[int, Mark] = field(default_factory=dict)
    title: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    dates: tuple[StatedDate, ...] = ()
    made_on: StatedDate | None = None
    issues: tuple[str, ...] = ()
