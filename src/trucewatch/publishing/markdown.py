"""The brief as Markdown (CommonMark with tables); every figure links to an anchor beside its words."""

from __future__ import annotations

import re

from trucewatch.publishing.blocks import Block, Bullets, Heading, Paragraph, Table, Words, shown
from trucewatch.publishing.brief import Brief
from trucewatch.publishing.outline import outline
from trucewatch.publishing.words import Line, Run

# Everything that Markdown or the HTML inside it could take for markup; "." and "-" only matter at a line's start.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LEADING = re.compile(r"^(\s*\d*)([-+.)])(?=\s)")


def render(brief: Brief) -> str:
    """The Markdown of ``brief``; the same brief gives the same text."""
    return "\n".join(_block(block) for block in outline(brief))


def escaped(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return _LEADING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", shown_inside(text)))


def shown_inside(text: str) -> str:
    """Like :func:`blocks.shown`, keeping a space at either end."""
    head = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and text.strip() else ""
    return f"{head}{shown(text)}{tail}"


def _block(block: Block) -> str:
    match block:
        case Heading(level, text, anchor):
            mark = f'<a id="{anchor}"></a>\n\n' if anchor else ""
            return f"{mark}{'#' * level} {escaped(text)}\n"
        case Paragraph(line):
            return _line(line) + "\n"
        case Bullets(lines):
            return "".join(f"- {_line(line)}\n" for line in lines)
        case Table(caption, headers, rows):
            head = f"| {' | '.join(escaped(h) for h in headers)} |\n|{'---|' * len(headers)}\n"
            body = "".join(f"| {' | '.join(_line(cell) for cell in row)} |\n" for row in rows)
            return f"*{escaped(caption)}*\n\n{head}{body}"
        case Words(number, quote, about):
            return f'<a id="c{number}"></a>**{number}** “{escaped(quote)}” {_line(about)}\n'


def _line(line: Line) -> str:
    return "".join(_run(run) for run in line)


def _run(run: Run) -> str:
    text = escaped(run.text)
    if run.style == "quote":
        text = f"“{text}”"
    elif run.style == "strong" and text.strip():
        text = f"**{text.strip()}**"
    if run.claims:
        links = [f"[{text or f'[{run.claims[0]}]'}](#c{run.claims[0]})"] if text else []
        links += [f"[\\[{n}\\]](#c{n})" for n in (run.claims[1:] if text else run.claims)]
        return " ".join(links) + ("" if text else " ")
    return f"[{text}](#{run.anchor})" if run.anchor else text
