"""Between which days a text was written, by the offices, bodies and resolutions that it names.

Only for a text that nothing dates: a statement by a foreign secretary is of his time in office, one that names a
resolution is no older than it, and one that tells of a battle is of its weeks.  What is told of a person as "former",
or of two times at once, bounds nothing.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import date, timedelta

from trucewatch.packs.tenures import Tenure, load_tenures

_BESIDE = 80
"""Characters between a name and a word of its office."""
_NEWS = timedelta(days=180)
"""So long after its adoption the adoption of a resolution is told as news."""
_AFTER = timedelta(days=45)
"""So long after its end a battle is told of as of the present."""
_THEN = re.compile(r"\b(?:19|20)\d\d\b")
_MAX_TEXT = 60_000
_FORMER = re.compile(r"\b(?:former|ex|late|then|previous|predecessor|successor)\b", re.IGNORECASE)
_ADOPTED = re.compile(r"\b(?:adopt\w*|voted?|passed|unanimous\w*)\b", re.IGNORECASE)
_RESOLUTION = re.compile(
    r"\b(?:resolutions?|UNSCR|SCR)\s+(?:no\.?\s*)?(?P<number>\d{4})\b(?!\s*[–-]\s*\d)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Era:
    """The first and the last day on which a text can have been written; None: not known."""

    since: date | None
    until: date | None


def find_era(text: str) -> Era:
    """The days that the names in ``text`` leave; open on both sides where they tell nothing or disagree."""
    text = text[:_MAX_TEXT]
    bounds = [*_offices(text), *_began(text), *_resolutions(text)]
    if not _tells_of_then(text):
        bounds += _campaigns(text)
    since = max((s for s, _ in bounds), default=None)
    until = min((u for _, u in bounds if u is not None), default=None)
    if since is not None and until is not None and since > until:
        return Era(None, None)
    return Era(since, until)


def _offices(text: str) -> list[tuple[date, date | None]]:
    found = []
    for name, office, tenure in _holders():
        if tenure.name.rpartition(" ")[2] not in text:
            continue
        for match in name.finditer(text):
            line_start, line_end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
            start = max(line_start, match.start() - _BESIDE)
            end = min(line_end if line_end >= 0 else len(text), match.end() + _BESIDE)
            if office.search(text, start, end) and not _FORMER.search(text, start, match.start()):
                found.append((tenure.since, tenure.until))
                break
    return found


@functools.cache
def _holders() -> tuple[tuple[re.Pattern[str], re.Pattern[str], Tenure], ...]:
    """Each holder: a pattern of the name, with a middle initial or the surname behind the office, and of the office."""
    patterns = []
    for office in load_tenures().offices:
        words = "|".join(re.escape(word) for word in office.office)
        said = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
        for holder in office.holders:
            first, _, surname = holder.name.partition(" ")
            full = rf"{re.escape(first)}\s(?:[A-Z]\.\s)?{re.escape(surname)}"
            short = rf"(?<=\bSecretary\s){re.escape(surname)}|(?<=\bPresident\s){re.escape(surname)}"
            patterns.append((re.compile(rf"\b(?:{full}|{short})\b"), said, holder))
    return tuple(patterns)


def _began(text: str) -> list[tuple[date, date | None]]:
    return [(t.since, t.until) for t in load_tenures().began if t.name in text]


def _tells_of_then(text: str) -> bool:
    """Whether a text names a year, so that a battle it tells of may be of the past."""
    return _THEN.search(text) is not None


def _campaigns(text: str) -> list[tuple[date, date | None]]:
    found: list[tuple[date, date | None]] = []
    for campaign in load_tenures().campaigns:
        beside = not campaign.beside or any(_named(word).search(text) for word in campaign.beside)
        if beside and any(_named(name).search(text) for name in campaign.names):
            found.append((campaign.since, campaign.until + _AFTER))
    return found


@functools.lru_cache(maxsize=1024)
def _named(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)


def _resolutions(text: str) -> list[tuple[date, date | None]]:
    found: list[tuple[date, date | None]] = []
    adopted_on = load_tenures().resolutions
    for match in _RESOLUTION.finditer(text):
        adopted = adopted_on.get(match["number"])
        if adopted is not None:
            news = _ADOPTED.search(text, max(0, match.start() - _BESIDE), match.start())
            found.append((adopted, adopted + _NEWS if news else None))
    return found
