"""The blocks that the plain renderers know: headings, paragraphs, lists, tables, and a claim's words."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.publishing.words import Line, Run, say, visible


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of ``level`` 1 to 3, and the anchor that leads to it."""

    level: int
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    line: Line


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and a header row."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A claim's words in their source: the end of every reference."""

    number: int
    quote: str
    about: Line


Block = Heading | Paragraph | Bullets | Table | Words


def joined(lines: tuple[Line, ...]) -> Line:
    """Lines as one, a space between them."""
    runs: list[Run] = []
    for line in lines:
        runs += [Run(" "), *line] if runs else line
    return tuple(runs)


def numbers(claims: tuple[int, ...]) -> Line:
    """How many claims, and the number of each: ``2: [4] [7]``."""
    if not claims:
        return (Run("none"),)
    return say(f"{len(claims)}: ", *(Run("", (n,)) for n in claims))


def shown(text: str) -> str:
    """Text on one line with hidden characters made visible."""
    return visible(" ".join(text.split()))
