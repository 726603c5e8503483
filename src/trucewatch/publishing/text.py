"""The brief as plain text for a terminal: figures carry the number of their claim, words stand at the end."""

from __future__ import annotations

import textwrap

from trucewatch.publishing.blocks import Block, Bullets, Heading, Paragraph, Table, Words, shown
from trucewatch.publishing.brief import Brief
from trucewatch.publishing.outline import SILENT, outline
from trucewatch.publishing.words import Line, Run

WIDTH = 88


def render(brief: Brief) -> str:
    """The text of ``brief``, at most :data:`WIDTH` columns; the same brief gives the same text."""
    return "\n".join(_block(block) for block in outline(brief)).rstrip() + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(1, text, _):
            return f"{shown(text)}\n{'=' * min(WIDTH, len(shown(text)))}\n"
        case Heading(2, text, _):
            return f"\n{shown(text).upper()}\n{'-' * min(WIDTH, len(shown(text)))}\n"
        case Heading(_, text, _):
            return f"\n{_wrap(shown(text))}"
        case Paragraph(line):
            return _wrap(_line(line)) + "\n"
        case Bullets(lines):
            return "\n".join(_wrap(_line(line), "- ", "  ") for line in lines) + "\n"
        case Table(caption, headers, rows):
            return _wrap(f"{shown(caption)}:") + "\n" + "".join(_row(headers, row) for row in rows)
        case Words(number, quote, about):
            return _wrap(f"[{number}] “{shown(quote)}” {_line(about)}", "", "    ")


def _row(headers: tuple[str, ...], row: tuple[Line, ...]) -> str:
    # A row is a small list: columns of wrapped text can't be read aloud, nor on a narrow terminal.
    head = _wrap(_line(row[0]), "* ", "  ")
    told = ((h, _line(cell)) for h, cell in zip(headers[1:], row[1:], strict=True))
    # An empty cell of a grid needs no line where there is no grid.
    rest = (_wrap(f"{shown(h)}: {words}", "    ", "      ") for h, words in told if words != SILENT)
    return "\n".join((head, *rest)) + "\n"


def _wrap(text: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _line(line: Line) -> str:
    return shown("".join(_run(run) for run in line))


def _run(run: Run) -> str:
    text = f"“{run.text}”" if run.style == "quote" else run.text
    marks = "".join(f"[{n}]" for n in run.claims[:6])
    return f"{text} {marks}" if text and marks else text + marks + (" " if marks else "")
