"""What speaks for and against two whole reports telling one happening: signs with values, weighed by a fitted table.

Each sign adds its value times its weight to the log-odds.  Likenesses are taken in units of what is usual between
neighbours in the pile, so that reports on one war, all alike, and reports from everywhere are measured alike.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from trucewatch.incidents.pile import Pair, Pile, Share, cosine
from trucewatch.incidents.reportdays import FAR, days_apart
from trucewatch.incidents.wording import REST
from trucewatch.packs.reportwords import ReportWeights
from trucewatch.reading.copies import CHANGED, measure
from trucewatch.reading.prints import Sentence, split_sentences

Signs = dict[str, float]
USUAL = ("names", "headline", "opening", "rare_runs", "rarest_name")
"""Signs that are likenesses."""
LEAST_ALIKE = 0.1
"""Likeness of words and of names, together, from which on a pair is looked at."""
NEIGHBOURS = slice(3, 10)
"""Of a report's neighbours these are mostly of other happenings."""
BELIEVED = 50
"""So many pairs of other piles are added to what is usual in this one."""
_TOO_COMMON = 0.3
_READ_FROM = 0.2
_LEAST_SPREAD, _LOW, _HIGH, _UNIT = 0.02, -3.0, 8.0, 3.0
_FAR_PUBLISHED = 45
_MOST_AGES = 3


def find_signs(pile: Pile, weights: ReportWeights) -> dict[Pair, Signs]:
    """The signs of every pair that is worth looking at, likenesses in units of what is usual."""
    finder = _Finder(pile)
    alike: dict[Pair, float] = {}
    for i, j in pile.pairs():
        together = finder.likeness(i, j)
        if together >= LEAST_ALIKE:
            alike[i, j] = together
    found = {pair: finder.signs(*pair) for pair in alike}
    _standardise(found, alike, weights)
    return found


class _Finder:
    def __init__(self, pile: Pile) -> None:
        self.pile = pile
        self.sentences: dict[int, Sequence[Sentence]] = {}
        self.headline_words = [self._telling(h.words, pile.words.counts) for h in pile.headlines]
        self.opening_names = [self._telling(o.names, pile.names.counts) for o in pile.openings]
        self.place_names = [frozenset(filter(self._is_rare, p.place_names)) for p in pile.particulars]

    def _telling(self, terms: Mapping[str, float], counts: Mapping[str, int]) -> dict[str, float]:
        most = self.pile.size * _TOO_COMMON
        return {t: self.pile.rarity(counts[t]) for t in terms if counts[t] <= most}

    def _is_rare(self, name: str) -> bool:
        # A region is named by a share of the reports that grows with the pile, a village by a few.
        return self.pile.names.counts[name] <= math.sqrt(self.pile.size)

    def likeness(self, i: int, j: int) -> float:
        return cosine(self.pile.words.vectors[i], self.pile.words.vectors[j]) + cosine(
            self.pile.names.vectors[i], self.pile.names.vectors[j]
        )

    def signs(self, i: int, j: int) -> Signs:
        outlet = self.pile.outlet_of(i, j)
        signs = self._wording(i, j, outlet) | self._days(i, j, outlet) | self._particulars(i, j, outlet)
        if self.pile.is_one_site(i, j):
            signs["same_outlet"] = 1.0
        return {name: value for name, value in signs.items() if value}

    def _wording(self, i: int, j: int, outlet: str | None) -> Signs:
        pile = self.pile
        words, names, runs = (pile.share(v, outlet) for v in (pile.words, pile.names, pile.runs))
        name_vectors = pile.names.vectors
        alike = cosine(name_vectors[i], name_vectors[j], names)
        shared = name_vectors[i].keys() & name_vectors[j].keys()
        pairs = pile.runs.vectors[i].keys() & pile.runs.vectors[j].keys()
        all_words = cosine(pile.words.vectors[i], pile.words.vectors[j], words)
        told = pile.wordings
        return {
            "names": alike,
            "headline": (
                _covered(self.headline_words[i], told[j].words, words)
                + _covered(self.headline_words[j], told[i].words, words)
            )
            / 2,
            "opening": max(
                _covered(self.opening_names[i], told[j].names, names),
                _covered(self.opening_names[j], told[i].names, names),
            ),
            "rare_runs": min(4.0, sum(self._rarities(sorted(pairs), pile.runs.counts, runs))),
            "rarest_name": max(self._rarities(sorted(shared), pile.names.counts, names), default=0.0),
            "template": float(min(alike, all_words) >= _READ_FROM and self._is_template(i, j)),
        }

    def _rarities(self, terms: Sequence[str], counts: Mapping[str, int], share: Share | None) -> list[float]:
        pile = self.pile
        return [pile.rarity(counts[t]) * (share(t) if share else 1.0) / pile.scale for t in terms]

    def _is_template(self, i: int, j: int) -> bool:
        for index in (i, j):
            if index not in self.sentences:
                self.sentences[index] = split_sentences(self.pile.reports[index].text[:REST])
        one, other = self.sentences[i], self.sentences[j]
        small, large = sorted((one, other), key=lambda found: sum(len(s.words) for s in found))
        return measure(small, large).changed > CHANGED

    def _days(self, i: int, j: int, outlet: str | None) -> Signs:
        a, b = self.pile.days[i], self.pile.days[j]
        signs: Signs = {}
        if a.days and b.days:
            gap = days_apart(a, b)
            if gap == 0:
                signs["same_day"] = 1.0
                signs["rare_day"] = max(self.pile.day_rarity(d, outlet) for d in set(a.days) & set(b.days))
            elif gap > FAR:
                signs["far_days"] = 1.0
            elif gap > FAR // 2:
                signs["other_days"] = 1.0
            if a.named and b.named and min(abs((x - y).days) for x in a.named for y in b.named) > 1:
                signs["other_dates"] = 1.0
        else:
            if a.partial and b.partial:
                signs["same_date" if set(a.partial) & set(b.partial) else "other_date"] = 1.0
            if a.weekdays and b.weekdays:
                signs["same_weekday" if set(a.weekdays) & set(b.weekdays) else "other_weekday"] = 1.0
        if a.anchor and b.anchor:
            gap = abs((a.anchor - b.anchor).days)
            signs["published_apart"] = math.log1p(gap)
            signs["published_far"] = float(gap > _FAR_PUBLISHED)
        else:
            signs["published_unknown"] = 1.0
        return signs

    def _particulars(self, i: int, j: int, outlet: str | None) -> Signs:
        a, b = self.pile.particulars[i], self.pile.particulars[j]
        counts = self.pile.names.counts
        share = self.pile.share(self.pile.names, outlet)
        both = [name for place in sorted(set(a.places) & set(b.places)) for name in place.split()]
        left, right = self.place_names[i], self.place_names[j]
        return {
            "same_place": max(self._rarities(both, counts, share), default=0.0),
            "other_places": _differ(left, right),
            "other_hours": float(bool(a.hours) and bool(b.hours) and not a.hours & b.hours),
            "same_ages": float(min(_MOST_AGES, len(a.ages & b.ages))),
            "other_ages": float(bool(a.ages) and bool(b.ages) and not a.ages & b.ages),
            "same_hours": float(bool(a.hours & b.hours)),
            "same_killed": float(bool(a.tolls["killed"] & b.tolls["killed"])),
            "other_injured": _differ(a.tolls["injured"], b.tolls["injured"]),
            "other_shot": _differ(a.tolls["shot"], b.tolls["shot"]),
        }


def _differ(one: frozenset[object], other: frozenset[object]) -> float:
    return float(bool(one) and bool(other) and not one & other)


def _covered(telling: Mapping[str, float], other: Mapping[str, float], share: Share | None) -> float:
    """How much of the rarity of one report's terms the other report has, 0 to 1."""
    whole = sum(telling.values())
    if whole <= 0:
        return 0.0
    return sum(rarity * (share(term) if share else 1.0) for term, rarity in telling.items() if term in other) / whole


def _standardise(found: dict[Pair, Signs], alike: Mapping[Pair, float], weights: ReportWeights) -> None:
    usual = find_usual(found, alike, weights)
    for signs in found.values():
        for name in USUAL:
            mean, spread = usual[name]
            signs[name] = min(_HIGH, max(_LOW, (signs.get(name, 0.0) - mean) / max(spread, _LEAST_SPREAD))) / _UNIT


def find_usual(
    found: Mapping[Pair, Signs], alike: Mapping[Pair, float], weights: ReportWeights
) -> dict[str, tuple[float, float]]:
    """Mean and spread of each likeness between neighbours that are mostly of two happenings."""
    beside: dict[int, list[Pair]] = defaultdict(list)
    for pair in sorted(alike, key=lambda p: (-alike[p], p)):
        for index in pair:
            beside[index].append(pair)
    chosen = {pair for pairs in beside.values() for pair in pairs[NEIGHBOURS]}
    usual = {}
    for name in USUAL:
        values = [found[pair].get(name, 0.0) for pair in sorted(chosen)]
        prior = weights.usual[name]
        count = len(values) + BELIEVED
        mean = (sum(values) + BELIEVED * prior.mean) / count
        spread = math.sqrt((sum((v - mean) ** 2 for v in values) + BELIEVED * prior.spread**2) / count)
        usual[name] = mean, spread
    return usual
