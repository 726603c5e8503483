"""A pile of whole reports that are compared with each other: how rare each word is in it, and who says it anyway.

Rare words count most (TF-IDF).  Between two reports of one outlet a term counts by how rare it is in that outlet's
other reports: its name, its templates and its beat say nothing.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from trucewatch.incidents.outlets import POST, find_outlets
from trucewatch.incidents.particulars import Particulars, find_particulars
from trucewatch.incidents.reportdays import Days, find_days
from trucewatch.incidents.wording import LEAD, OPENING, Report, Terms, Wording, bare_titles, count_terms, find_wording
from trucewatch.reading.boilerplate import find_boilerplate

# A term in more of the reports than this says nothing; one in more than so many brings no pairs together.
TOO_COMMON, RARE_IN = 0.2, 60
SMOOTHING = 5.0
"""An outlet's habit is believed like that of so many more reports that write as the whole pile does."""
_PIECE = re.compile(r"(?<=[.!?…])\s+|\n+")
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
Pair = tuple[int, int]
Share = Callable[[str], float]
"""How much of a term's rarity is left between two reports of one outlet, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Terms of one kind in a pile: unit TF-IDF vectors, and in how many reports and of which outlet each term is."""

    vectors: list[dict[str, float]]
    counts: Counter[str]
    by_outlet: Mapping[str, Counter[str]]


class Pile:
    """Reports prepared for comparison; positions are those in the sequence given."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.outlets = find_outlets(reports)
        self.outlets_of: list[set[str]] = [set() for _ in reports]
        for outlet, members in self.outlets.items():
            for index in members:
                self.outlets_of[index].add(outlet)
        self.titles = bare_titles([report.title for report in reports])
        self.reports = without_boilerplate(reports)
        self.size = len(self.reports)
        wordings = [find_wording(title, r.text) for title, r in zip(self.titles, self.reports, strict=True)]
        self.words = self._vocabulary([w.words for w in wordings])
        self.names = self._vocabulary([w.names for w in wordings])
        self.runs = self._vocabulary([w.runs for w in wordings])
        self.wordings: list[Wording] = wordings
        self.headlines = [find_wording(title, "") for title in self.titles]
        self.openings = [
            find_wording(title, report.text[:OPENING]) for title, report in zip(self.titles, self.reports, strict=True)
        ]
        self.particulars: list[Particulars] = [
            find_particulars(f"{title}. {r.text[:LEAD]}") for title, r in zip(self.titles, self.reports, strict=True)
        ]
        self.days: list[Days] = [find_days(r, title) for title, r in zip(self.titles, self.reports, strict=True)]
        self.day_counts = Counter(day for days in self.days for day in days.days)
        self.outlet_days = {
            outlet: Counter(day for i in members for day in self.days[i].days)
            for outlet, members in self.outlets.items()
        }

    def _vocabulary(self, terms: Sequence[Terms]) -> Vocabulary:
        counts = count_terms(terms)
        by_outlet = {outlet: count_terms([terms[i] for i in members]) for outlet, members in self.outlets.items()}
        return Vocabulary(_weigh(terms, counts), counts, by_outlet)

    @property
    def scale(self) -> float:
        """The rarity of a term that no report has, of which others are shares: piles of all sizes have one measure."""
        return math.log(self.size + 1)

    def rarity(self, count: int) -> float:
        """How much a term tells that stands in ``count`` reports, in nats."""
        return math.log((self.size + 1) / max(count, 1))

    def pairs(self) -> list[Pair]:
        """The pairs that share two rare terms, lower position first: all others are of two happenings."""
        found: set[Pair] = set()
        for vocabulary in (self.words, self.names, self.runs):
            found |= _sharing(vocabulary)
        return sorted(found)

    def outlet_of(self, i: int, j: int) -> str | None:
        """The outlet that two reports have in common, the one of most reports; None if there is none."""
        both = self.outlets_of[i] & self.outlets_of[j]
        return max(sorted(both), key=lambda outlet: len(self.outlets[outlet])) if both else None

    def is_one_site(self, i: int, j: int) -> bool:
        """Whether two reports are of one outlet, not only posts on one network."""
        return bool((self.outlets_of[i] & self.outlets_of[j]) - {POST})

    def share(self, vocabulary: Vocabulary, outlet: str | None) -> Share | None:
        """How much each term of ``vocabulary`` counts between two reports of ``outlet``; None: all of it."""
        if outlet is None:
            return None
        counts, own = vocabulary.counts, vocabulary.by_outlet[outlet]
        members = len(self.outlets[outlet])

        def left(term: str) -> float:
            told = self._surprise(own[term], counts[term], members)
            return min(1.0, told / max(self.rarity(counts[term]), 0.1))

        return left

    def day_rarity(self, day: date, outlet: str | None) -> float:
        """How much it tells that two reports are of this day, as a share of :attr:`scale`."""
        told = math.log((self.size + 1) / max(2, self.day_counts[day]))
        if outlet is not None:
            own = self.outlet_days[outlet][day]
            told = min(told, self._surprise(own, self.day_counts[day], len(self.outlets[outlet])))
        return told / self.scale

    def _surprise(self, own: int, everywhere: int, members: int) -> float:
        # The two reports themselves are left out of what the outlet is used to.
        expected = SMOOTHING * max(everywhere, 1) / self.size
        return -math.log(min(1.0, (max(own - 2, 0) + expected) / (members - 2 + SMOOTHING)))


def without_boilerplate(reports: Sequence[Report]) -> list[Report]:
    """The reports without the sentences of their sites and templates, which stand in many that otherwise differ."""
    split = [[(piece, _key(piece)) for piece in _PIECE.split(report.text)] for report in reports]
    dated = sorted(range(len(reports)), key=lambda i: (reports[i].published_on or date.min, reports[i].text))
    keys = find_boilerplate([[key for _, key in split[i] if key] for i in dated])
    gone = {dated[at]: found for at, found in keys.items()}
    return [
        replace(report, text="\n".join(piece for piece, key in split[i] if key not in gone[i])) if i in gone else report
        for i, report in enumerate(reports)
    ]


def _key(piece: str) -> int:
    words = " ".join(_WORD.findall(piece.casefold()))
    return zlib.crc32(words.encode()) if words else 0


def _weigh(terms: Sequence[Terms], counts: Mapping[str, int]) -> list[dict[str, float]]:
    """Unit TF-IDF vectors without terms that stand in one report only or in too many."""
    total, common = len(terms), max(2.0, len(terms) * TOO_COMMON)
    vectors = []
    for found in terms:
        vector = {
            term: (1 + math.log(weight) if weight > 1 else weight) * math.log((total + 1) / counts[term])
            for term, weight in found.items()
            if 1 < counts[term] <= common
        }
        length = math.sqrt(sum(w * w for w in vector.values())) or 1.0
        vectors.append({term: w / length for term, w in vector.items()})
    return vectors


def _sharing(vocabulary: Vocabulary) -> set[Pair]:
    posting: dict[str, list[int]] = defaultdict(list)
    for index, vector in enumerate(vocabulary.vectors):
        for term in vector:
            if vocabulary.counts[term] <= RARE_IN:
                posting[term].append(index)
    shared: Counter[Pair] = Counter()
    for indices in posting.values():
        shared.update((i, j) for position, i in enumerate(indices) for j in indices[position + 1 :])
    # One rare term in common is chance; two are worth comparing.
    return {pair for pair, count in shared.items() if count > 1}


def cosine(a: Mapping[str, float], b: Mapping[str, float], share: Share | None = None) -> float:
    """The likeness of two unit vectors, each term in common counting by its ``share``."""
    if len(a) > len(b):
        a, b = b, a
    if share is None:
        return sum(w * b[term] for term, w in a.items() if term in b)
    return sum(w * b[term] * share(term) for term, w in a.items() if term in b)
