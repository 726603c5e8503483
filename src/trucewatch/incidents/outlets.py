"""Who published a whole report, as its title and dateline show it: what its other reports say too says little."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from trucewatch.incidents.wording import Report, split_title

_HANDLE = re.compile(r"^\W*([\w .'’|-]{2,40}?) on (?:X|Twitter)\b")
_DATELINE = re.compile(r"\(([^()]{2,30})\)\s*[-–—]|,\s+([A-Z]{3,6})\s?[-–—]")
_DATELINE_IN = 500
_LEAST = 3
"""Of an outlet with fewer reports nothing can be said."""
POST = "a post"


def find_outlets(reports: Sequence[Report]) -> dict[str, list[int]]:
    """The reports of each outlet that has several, by index; a report may be of more than one."""
    marks = [_marks(report) for report in reports]
    counts = Counter(mark for found in marks for mark in found)
    first = Counter(f"title {parts[0].casefold()}" for parts in map(_parts, reports) if parts)
    outlets: dict[str, list[int]] = {}
    for index, found in enumerate(marks):
        for mark in sorted(found):
            # A headline that several reports bear is the part of the title that mostly stands first.
            if counts[mark] >= _LEAST and first[mark] * 2 < counts[mark]:
                outlets.setdefault(mark, []).append(index)
    return outlets


def _parts(report: Report) -> list[str]:
    return split_title(report.title)


def _marks(report: Report) -> frozenset[str]:
    found = {f"title {part.casefold()}" for part in _parts(report)}
    if handle := _HANDLE.search(report.title):
        found |= {f"handle {handle[1].casefold()}", POST}
    if dateline := _DATELINE.search(report.text[:_DATELINE_IN]):
        found.add(f"dateline {(dateline[1] or dateline[2]).casefold()}")
    if report.publisher:
        found.add(f"publisher {report.publisher.casefold()}")
    return frozenset(found)
