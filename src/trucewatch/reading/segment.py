"""Text → segments: which lines are headline, byline, dateline, caption, report and furniture.

Lines are the unit, and every non-blank line falls into exactly one segment.  In doubt a line is report: a false
sentence costs less than a lost one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from trucewatch.model.document import Segment
from trucewatch.reading.captions import byline_names, find_dateline, is_caption, is_date_line, is_place_line
from trucewatch.reading.furniture import Mark, find_labels, find_opening, is_author_note, is_handles, is_rule
from trucewatch.reading.language import latin_share
from trucewatch.reading.lines import Line, join_wrapped, split_lines
from trucewatch.reading.runs import find_menus, find_repeats, find_tail
from trucewatch.reading.vocabulary import find_publisher

HEADLINE_WORDS = 32
"""A first line without a sentence's end and not longer than this is a headline."""
WRAPPED = "wrapped: its sentences run over line ends"
"""The reason of a body segment in which a line end is only a space."""
FOREIGN = "in another script than the report, which is not read"
"""The reason of a line that is report, but in a script that is not read."""
_TOP = 8
"""How many lines from the top a caption, byline or date line may still stand without other proof."""


def segment_text(
    text: str, *, hints: Mapping[int, Mark] | None = None, markdown: bool = False, english: bool = True
) -> tuple[Segment, ...]:
    """The segments of ``text``, in order, not overlapping, white space between them.

    ``hints``: by start offset of a line, what the file's own markup says of it (HTML tags, PDF margins); it is taken.
    ``english``: lines of another script are then set aside, named.
    """
    lines = list(split_lines(text))
    if not hints:
        lines = join_wrapped(lines)
    marks: list[Mark | None] = [(hints or {}).get(line.start) for line in lines]
    if markdown:
        _mark_markdown(lines, marks)
    _mark_plain(lines, marks, english=english)
    find_labels(lines, marks)
    find_menus(lines, marks)
    _mark_forms(lines, marks)
    find_repeats(lines, marks)
    _mark_headline(lines, marks)
    find_tail(lines, marks)
    _mark_authors(lines, marks)
    return tuple(_join(text, lines, _never_empty(text, lines, marks)))


def _mark_plain(lines: Sequence[Line], marks: list[Mark | None], *, english: bool) -> None:
    for i, line in enumerate(lines):
        if marks[i] is None and is_rule(line.text):
            marks[i] = ("furniture", "a rule or a counter of the page")
        elif marks[i] is None and english and latin_share(line.text[:200]) < 0.3:
            marks[i] = ("furniture", FOREIGN)


def _mark_forms(lines: Sequence[Line], marks: list[Mark | None]) -> None:
    """Captions, bylines, date lines and furniture by their own words."""
    if len(lines) == 1:
        return
    open_lines = [i for i, mark in enumerate(marks) if mark is None]
    last = max((i for i in open_lines if lines[i].ends_sentence or lines[i].words > 12), default=-1)
    for rank, i in enumerate(open_lines):
        line = lines[i]
        caption = is_caption(line, near_top=rank < _TOP, last=i == last)
        if caption:
            marks[i] = ("caption", caption)
        elif reason := find_opening(line):
            marks[i] = ("furniture", reason)
        elif is_handles(line.text):
            marks[i] = ("furniture", "address or social handle")
        elif is_date_line(line) and (rank < 2 * _TOP or rank >= len(open_lines) - _TOP):
            marks[i] = ("dateline", "a date on a line of its own")
        elif byline_names(line) and (rank < _TOP or rank >= len(open_lines) - _TOP):
            marks[i] = ("byline", "names its author")
        elif rank < _TOP or rank >= len(open_lines) - _TOP:
            _mark_name(line, i, marks)


def _mark_name(line: Line, i: int, marks: list[Mark | None]) -> None:
    if line.words <= 8 and not line.ends_sentence and find_publisher(line.text):
        marks[i] = ("byline", "names its publisher")
    elif i and is_place_line(line) and (marks[i - 1] or ("", ""))[0] in {"byline", "dateline", "headline"} and i < _TOP:
        marks[i] = ("dateline", "a place on a line of its own")


def _mark_headline(lines: Sequence[Line], marks: list[Mark | None]) -> None:
    """The first unmarked line, when it is short, ends no sentence and something follows it; and its second line."""
    if any(mark and mark[0] == "headline" for mark in marks):
        return
    open_lines = [i for i, mark in enumerate(marks) if mark is None]
    if len(open_lines) < 2:
        return
    first = open_lines[0]
    # A headline stands at the top: what precedes it is furniture, caption, byline or dateline only.
    if not _is_headline(lines[first]):
        return
    marks[first] = ("headline", "the first line, no sentence")
    for i in open_lines[1:3]:
        # Category labels above the headline, or a deck right under it.
        if not (_is_headline(lines[i]) and i == first + 1 and i < len(lines) - 1 and len(open_lines) > 3):
            break
        if lines[first].words < 5 or lines[i].words >= 5:
            marks[i] = ("headline", "the line under the headline, no sentence")
        first = i


def _is_headline(line: Line) -> bool:
    return (
        line.words <= HEADLINE_WORDS
        and not line.ends_sentence
        and not line.is_bullet
        and find_dateline(line.text) is None
    )


def _mark_authors(lines: Sequence[Line], marks: list[Mark | None]) -> None:
    """Notes on an author, among the last lines of the report."""
    authors = [byline_names(line) for line, mark in zip(lines, marks, strict=True) if mark and mark[0] == "byline"]
    report = [i for i, mark in enumerate(marks) if mark is None]
    for i in reversed(report[-4:]):
        if len(report) > 1 and is_author_note(lines[i], [a for a in authors if a]):
            marks[i] = ("furniture", "a note on the author")


def _mark_markdown(lines: Sequence[Line], marks: list[Mark | None]) -> None:
    """Front matter, images and headings of Markdown; its other markup stays as it stands."""
    first = 0
    if lines and lines[0].text == "---" and lines[0].start <= 1:
        closing = next((i for i, line in enumerate(lines[1:60], 1) if line.text in {"---", "..."}), 0)
        for i in range(closing + 1 if closing else 0):
            marks[i] = ("furniture", "front matter")
        first = closing + 1 if closing else 0
    for i in range(first, len(lines)):
        text = lines[i].text
        if text.startswith("![") and text.endswith(")"):
            marks[i] = ("caption", "an image")
        elif text.startswith("#") and text.lstrip("#").startswith(" "):
            kind = "headline" if not any(m and m[0] == "headline" for m in marks) else "body"
            marks[i] = (kind, "a heading")


def _never_empty(text: str, lines: Sequence[Line], marks: list[Mark | None]) -> list[Mark]:
    """Every line's kind; where nothing but furniture is left, its longer lines are the report after all."""
    filled: list[Mark] = [
        mark or ("body", WRAPPED if "\n" in text[line.start : line.end] else "")
        for line, mark in zip(lines, marks, strict=True)
    ]
    if not any(kind in {"body", "headline", "caption"} for kind, _ in filled):
        filled = [("body", "") if line.words >= 6 else mark for line, mark in zip(lines, filled, strict=True)]
    return filled


def _join(text: str, lines: Sequence[Line], marks: Sequence[Mark]) -> list[Segment]:
    """One segment for each run of lines of one kind and reason within a paragraph."""
    numbered: list[tuple[int, Line, Mark]] = []
    run = 0
    for i, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        if i and (mark != marks[i - 1] or line.gap):
            run += 1
        numbered.append((run, line, mark))
    segments = []
    for _, group in groupby(numbered, key=lambda item: item[0]):
        items = list(group)
        kind, reason = items[0][2]
        segments.append(Segment(kind=kind, start=items[0][1].start, end=items[-1][1].end, reason=reason))
    return segments
