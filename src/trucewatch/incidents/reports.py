"""Which whole reports tell the same happening, from their words alone: no extraction, no gazetteer, no theatre pack.

Two reports are as close as the lesser of two likenesses: of all their words, and of the names in them.  The first
alone joins reports that share a publisher's phrases, the second those that share a city.  Rare words count most
(TF-IDF).  Days that both name, or days between their publication, move the score.
"""

from __future__ import annotations

import calendar
import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from anyascii import anyascii

from trucewatch.incidents.linkage import average_linkage
from trucewatch.reading.boilerplate import find_boilerplate
from trucewatch.reading.copies import CHANGED, measure
from trucewatch.reading.prints import Sentence, split_sentences

# The happening is told in the headline and the first paragraphs; what follows is mostly background.
LEAD, REST = 1_200, 4_000
HEADLINE_WEIGHT, REST_WEIGHT, NUMBER_WEIGHT = 2.0, 0.5, 1.3
# A term in more of the reports than this says nothing; one in more than so many brings no pairs together.
TOO_COMMON, RARE_IN = 0.2, 60
# Closeness needed to join: JOIN_AT / ln(reports + 1)², at most JOIN_AT_MOST.  Among few reports, mostly on one war,
# a word that stands in two is weak evidence; among thousands it is strong.  Set on news of shootings (3,161 reports)
# and on reports of Syrian incidents (181), for which one fixed threshold suits only one.
JOIN_AT, JOIN_AT_MOST = 9.8, 0.45
SAME_DAY, OTHER_DAY = 0.05, 0.1
PER_DAY_APART, MAX_DAYS_APART = 0.003, 60
# From this likeness on two reports are read for what differs in sentences of one wording; what that takes away.
WORTH_READING, OTHER_FACTS = 0.3, 0.3
_PIECE = re.compile(r"(?<=[.!?…])\s+|\n+")
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = re.compile(rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?!\d)|\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH})\b", re.IGNORECASE)
_MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if name}
Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is compared; ``published_on`` None: not known."""

    title: str
    text: str
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two reports are (``score``), and why: the terms that weigh most, and what their days say."""

    score: float
    shared: tuple[str, ...]
    days: str


def group_reports(reports: Sequence[Report]) -> tuple[tuple[int, ...], ...]:
    """Indices of the reports that tell one happening, each group ascending, in order of their first member.

    Near-linear in the number of reports: only reports that share a rare term are compared.
    """
    if not reports:
        return ()
    scores = {pair: likeness.score for pair, likeness in compare_reports(reports).items()}
    enough = min(JOIN_AT_MOST, JOIN_AT / math.log(len(reports) + 1) ** 2)
    labels = average_linkage(len(reports), scores, enough)
    groups: dict[int, list[int]] = defaultdict(list)
    for index, label in enumerate(labels):
        groups[label].append(index)
    return tuple(tuple(groups[label]) for label in sorted(groups))


def compare_reports(reports: Sequence[Report]) -> dict[tuple[int, int], Likeness]:
    """The likeness of every pair of reports that shares a rare term, lower index first."""
    reports = _without_boilerplate(reports)
    terms = [_terms(report) for report in reports]
    words, word_counts = _weigh([t[0] for t in terms])
    names, name_counts = _weigh([t[1] for t in terms])
    days = [_days(f"{report.title} {report.text[:REST]}") for report in reports]
    pairs = _pairs(words, word_counts) | _pairs(names, name_counts)
    found: dict[tuple[int, int], Likeness] = {}
    sentences = [split_sentences(report.text[:REST]) for report in reports]
    for i, j in sorted(pairs):
        all_words, all_names = _cosine(words[i], words[j]), _cosine(names[i], names[j])
        change, why = _judge_days(reports[i], reports[j], days[i], days[j])
        score = min(all_words, all_names) + change
        if score >= WORTH_READING and _is_template(sentences[i], sentences[j]):
            score, why = score - OTHER_FACTS, ", ".join(filter(None, (why, "one wording with other facts")))
        found[i, j] = Likeness(score, _heaviest(words[i], words[j]), why)
    return found


def _without_boilerplate(reports: Sequence[Report]) -> list[Report]:
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


def _is_template(one: Sequence[Sentence], other: Sequence[Sentence]) -> bool:
    small, large = sorted((one, other), key=lambda found: sum(len(s.words) for s in found))
    return measure(small, large).changed > CHANGED


def _terms(report: Report) -> tuple[dict[str, float], dict[str, float]]:
    words: dict[str, float] = defaultdict(float)
    names: dict[str, float] = defaultdict(float)
    parts = (
        (report.title, HEADLINE_WEIGHT),
        (report.text[:LEAD], 1.0),
        (report.text[LEAD:REST], REST_WEIGHT),
    )
    for text, weight in parts:
        for match in _WORD.finditer(text):
            word = re.sub(r"[’']s$", "", match.group())
            if len(word) < 2:
                continue
            words[word.lower()] += weight * (NUMBER_WEIGHT if word.isdigit() else 1.0)
            skeleton = _skeleton(word) if word[0].isupper() else ""
            if len(skeleton) > 1:
                names[skeleton] += weight
    return words, names


def _skeleton(word: str) -> str:
    """The consonants of a name, doubles collapsed: transliterations of one name mostly share it."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouwyh'’]", "", anyascii(word).lower()))


def _weigh(terms: Sequence[Mapping[str, float]]) -> tuple[list[dict[str, float]], Counter[str]]:
    """Unit TF-IDF vectors without terms that stand in one report only or in too many, and the document frequencies."""
    counts = Counter(term for found in terms for term in found)
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
    return vectors, counts


def _pairs(vectors: Sequence[Vector], counts: Mapping[str, int]) -> set[tuple[int, int]]:
    posting: dict[str, list[int]] = defaultdict(list)
    for index, vector in enumerate(vectors):
        for term in vector:
            if counts[term] <= RARE_IN:
                posting[term].append(index)
    # One rare word in common is chance; two, or a share of the weight, is worth comparing.
    shared: Counter[tuple[int, int]] = Counter()
    for indices in posting.values():
        shared.update((i, j) for position, i in enumerate(indices) for j in indices[position + 1 :])
    return {pair for pair, count in shared.items() if count > 1}


def _cosine(a: Vector, b: Vector) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(w * b[term] for term, w in a.items() if term in b)


def _heaviest(a: Vector, b: Vector) -> tuple[str, ...]:
    shared = sorted(((a[t] * b[t], t) for t in a if t in b), key=lambda x: (-x[0], x[1]))
    return tuple(term for _, term in shared[:6])


def _days(text: str) -> frozenset[tuple[int, int]]:
    found = ((m[1] or m[4], int(m[2] or m[3])) for m in _DAY.finditer(text))
    return frozenset((_MONTHS[month[:3].lower()], day) for month, day in found if 1 <= day <= 31)


def _judge_days(
    a: Report, b: Report, left: frozenset[tuple[int, int]], right: frozenset[tuple[int, int]]
) -> tuple[float, str]:
    change, why = 0.0, []
    if left and right:
        same = bool(left & right)
        change += SAME_DAY if same else -OTHER_DAY
        why.append("a day in common" if same else "no day in common")
    if a.published_on and b.published_on:
        gap = abs((a.published_on - b.published_on).days)
        change -= PER_DAY_APART * min(gap, MAX_DAYS_APART)
        why.append(f"published {gap} days apart")
    return change, ", ".join(why)
