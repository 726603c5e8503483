"""Furniture by company: second copies of a line, runs of tags and menus, headlines of other pages at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.reading.furniture import Mark
from trucewatch.reading.lines import Line

_MENU = 4
"""So many very short lines in a row are a menu or tags."""
_TAIL = 3
"""So many headlines in a row at the end are links to other pages."""


def find_repeats(lines: Sequence[Line], marks: list[Mark | None]) -> None:
    """Mark exact second copies: of a caption anywhere, of another long line only right after the first.

    A bulletin may rightly say the same sentence twice of two places, so copies further apart stay report.
    """
    seen: dict[str, int] = {}
    previous = -1
    for i, line in enumerate(lines):
        key = line.text
        earlier = seen.get(key)
        if earlier is not None and line.words >= 5:
            first = marks[earlier]
            if first and first[0] == "caption" and (marks[i] is None or marks[i] == first):
                marks[i] = ("furniture", "second copy of the caption")
            elif earlier == previous and marks[i] is None and line.words >= 8:
                marks[i] = ("furniture", "second copy of the line before")
        if earlier is None:
            seen[key] = i
        if not (marks[i] and marks[i] == ("furniture", "second copy of the caption")):
            previous = i


def find_menus(lines: Sequence[Line], marks: list[Mark | None]) -> None:
    """Mark runs of very short lines before and after the report: menus and tags."""
    report = _sentences(lines, marks)
    if report:
        _mark_menu(range(report[0]), lines, marks)
        _mark_menu(range(report[-1] + 1, len(lines)), lines, marks)


def find_tail(lines: Sequence[Line], marks: list[Mark | None]) -> None:
    """Mark headlines of other pages at the end."""
    report = _sentences(lines, marks)
    if report:
        _mark_tail(report, lines, marks)


def _sentences(lines: Sequence[Line], marks: list[Mark | None]) -> list[int]:
    return [i for i, line in enumerate(lines) if marks[i] is None and line.ends_sentence and line.words >= 6]


def _mark_menu(reach: range, lines: Sequence[Line], marks: list[Mark | None]) -> None:
    run: list[int] = []
    for i in [*reach, -1]:
        labelled = i >= 0 and (marks[i] or ("", ""))[0] == "furniture"
        # A menu's known labels count among its items.
        if i >= 0 and _is_menu_item(lines[i]) and (marks[i] is None or labelled):
            run.append(i)
            continue
        if labelled:
            continue
        before = lines[run[0] - 1].text if run and run[0] else ""
        # Names after "in these places:" are the report's own list.
        if len(run) >= _MENU and not before.endswith(":"):
            for j in run:
                marks[j] = marks[j] or ("furniture", "a run of very short lines: a menu or tags")
        run = []


def _is_menu_item(line: Line) -> bool:
    return line.words <= 4 and not line.ends_sentence and not line.is_bullet and not re.search(r"\d|:", line.text)


def _mark_tail(report: Sequence[int], lines: Sequence[Line], marks: list[Mark | None]) -> None:
    tail = [i for i in range(report[-1] + 1, len(lines)) if marks[i] is None]
    longer = [i for i in range(report[-1]) if marks[i] is None and lines[i].words >= 9]
    ended = sum(1 for i in longer if lines[i].ends_sentence)
    # In a text that ends its sentences, lines that end none are not its own.
    if len(tail) < _TAIL or lines[report[-1]].text.endswith(":"):
        return
    among_links = "link" in (marks[tail[0] - 1] or ("", ""))[1]
    # A plain bulletin may end in a bare list; only a page that carries furniture carries links as well.
    is_page = any(mark and mark[0] in {"furniture", "caption"} for mark in marks)
    if not among_links and (not is_page or not longer or ended < 0.8 * len(longer)):
        return
    if all(_is_link(lines[i]) for i in tail):
        for i in tail:
            marks[i] = ("furniture", "a run of headlines after the report: links to other pages")


def _is_link(line: Line) -> bool:
    own_list = line.is_bullet or re.search(r":\s*\S*\d|^\W*\d+[.):]", line.text)
    return line.gap and 4 <= line.words <= 30 and not line.ends_sentence and not own_list
