"""Is it the same happening?  An explained score for two tellings: points for and against, each with its words.

The score is a sum of points; :data:`LINK_AT` and above is a link, :data:`NEAR_MISS_AT` and above a near miss that is
kept for the reader.  Points were set by reason and checked on rival accounts of known events, not fitted: a shared
place, day and type (5.5) link; without a place the target and the tolls must agree.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trucewatch.incidents.geography import compare_places
from trucewatch.incidents.telling import Telling, Toll
from trucewatch.incidents.vocabulary import load_vocabulary
from trucewatch.incidents.words import content_words

LINK_AT = 4.0
NEAR_MISS_AT = 2.0
HARD = -10.0
# Shared words are worth this at most, and nothing below the other.
MOST_WORDS, ENOUGH_WORDS = 1.5, 0.3
PLACE_POINTS: Mapping[str, float] = {
    "same": 2.5, "near": 1.75, "within": 1.0, "region": 0.4, "unclear": 0.0, "apart": -1.5, "other": -1.5,
    "different": HARD,
}  # fmt: skip
_TOLL_NAMES = {"killed": "killed", "injured": "injured", "detained": "detained", "trucks": "trucks"}


@dataclass(frozen=True, slots=True)
class Link:
    """The score of a pair and why: ``agrees`` and ``differs`` are phrases; ``hard``: a hard fact separates them."""

    score: float
    agrees: tuple[str, ...]
    differs: tuple[str, ...]
    hard: bool

    @property
    def sentence(self) -> str:
        """The reasons in one line: "within 4 km, same day, both: convoy; differs: killed 12 / at least 20"."""
        parts = [", ".join(self.agrees) or "nothing in common"]
        if self.differs:
            parts.append("differs: " + ", ".join(self.differs))
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Context:
    """What the scorer knows beyond the pair: containers of places, and in how many documents each word stands."""

    within: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    frequency: Mapping[str, int] = field(default_factory=dict)
    documents: int = 1

    def rarity(self, word: str) -> float:
        """0 (in every document) to 1 (in one): the inverse document frequency, scaled."""
        return rarity(max(1, self.frequency.get(word, 1)), self.documents)


@functools.lru_cache(maxsize=4_096)
def rarity(seen: int, documents: int) -> float:
    """How much a word says that stands in ``seen`` of ``documents`` documents, 0 to 1."""
    return math.log((documents + 1) / seen) / math.log(documents + 1) if documents > 1 else 0.5


def score_pair(a: Telling, b: Telling, context: Context, explain: bool = True) -> Link:
    """Compare two tellings; symmetric in its score.  ``explain``: with the phrases, which take as long again."""
    return add_words(compare(a, b, context.within, explain), shared_words(a, b), context)


def compare(a: Telling, b: Telling, within: Mapping[str, tuple[str, ...]], explain: bool = True) -> Link:
    """What kind, place, time, targets and tolls say: all of the score that no other report has a part in."""
    notes = _Notes(explain)
    if not _are_rows(a, b, notes):
        _types(a, b, notes)
    _places(a, b, within, notes)
    _times(a, b, notes)
    _actors(a, b, notes)
    _tolls(a, b, notes)
    return Link(notes.score, tuple(notes.agrees), tuple(notes.differs), notes.hard)


def shared_words(a: Telling, b: Telling) -> tuple[str, ...]:
    """The words of both that stand for no place, actor or number compared already, in order of the alphabet."""
    both = a.words & b.words
    if not both:
        return ()
    already = a.targets | a.perpetrators
    if a.places and b.places:
        already = already.union(*(content_words(p.span.quote) for p in (*a.places, *b.places)))
    return tuple(sorted(w for w in both - already if not w.isdigit()))


def add_words(link: Link, shared: Sequence[str], context: Context) -> Link:
    """A comparison with the points and the phrase for shared words."""
    rare = sorted((-context.rarity(w), w) for w in shared)
    # Squared: a name that only two of ten thousand reports have says much more than a word that a tenth have.
    points = min(MOST_WORDS, sum(share**2 for share, _ in rare))
    if points < ENOUGH_WORDS:
        return Link(round(link.score, 3), link.agrees, link.differs, link.hard)
    phrase = "shared words: " + ", ".join(w for _, w in rare[:4])
    return Link(round(link.score + points, 3), (*link.agrees, phrase), link.differs, link.hard)


def kind_points(a: Telling, b: Telling) -> float:
    """What the kinds alone say; :data:`HARD` where they separate the two."""
    notes = _Notes(False)
    _types(a, b, notes)
    return HARD if notes.hard else notes.score


def toll_points(a: Telling, b: Telling) -> float:
    """What the tolls alone say."""
    notes = _Notes(False)
    _tolls(a, b, notes)
    return HARD if notes.hard else notes.score


class _Notes:
    """Points and phrases as they gather."""

    def __init__(self, explain: bool) -> None:
        self.explain = explain
        self.score = 0.0
        self.agrees: list[str] = []
        self.differs: list[str] = []
        self.hard = False

    def add(self, points: float, words: str) -> None:
        self.score += points
        self.hard = self.hard or points <= HARD
        if words and self.explain:
            (self.agrees if points > 0 else self.differs).append(words)


def _are_rows(a: Telling, b: Telling, notes: _Notes) -> bool:
    """Whether both are rows of one table that gives every event one row."""
    if not a.table or a.table != b.table or a.document_id == b.document_id:
        return False
    notes.add(HARD, "two rows of a table that gives every event one row")
    return True


def _types(a: Telling, b: Telling, notes: _Notes) -> None:
    if a.tally != b.tally:
        notes.add(HARD, "a tally against one happening")
        return
    if not a.types or not b.types:
        return
    if a.series != b.series:
        notes.add(-2.0, "many strikes against one")
    elif a.series and not any(t.agrees(u) for t in a.tolls for u in b.tolls if t.what == u.what == "strikes"):
        notes.add(-3.0, "other numbers of strikes")
    if a.types & b.types:
        # "Incident" says little: two of them are hardly more alike than two of any kind.
        notes.add(1.0 if (a.types & b.types) - {"other_incident"} else 0.5, "")
        return
    vocabulary = load_vocabulary()
    labels = "/".join(vocabulary.labels[min(t)] for t in (a.types, b.types)) if notes.explain else ""
    if any(vocabulary.are_compatible(x, y) for x in a.types for y in b.types):
        notes.add(0.5, f"{labels} can be one happening")
    else:
        notes.add(HARD, f"{labels} cannot be one happening")


def _places(a: Telling, b: Telling, within: Mapping[str, tuple[str, ...]], notes: _Notes) -> None:
    nearness = compare_places(a.places, b.places, within)
    points = PLACE_POINTS[nearness.kind]
    notes.add(points, nearness.words if points else "")


def _times(a: Telling, b: Telling, notes: _Notes) -> None:
    if a.start_on is None or b.start_on is None:
        _published(a, b, notes)
        return
    a_end, b_end = a.end_on or a.start_on, b.end_on or b.start_on
    gap = max((b.start_on - a_end).days, (a.start_on - b_end).days, 0)
    lasting = bool((a.types | b.types) & load_vocabulary().lasting)
    if gap == 0:
        exact = a.is_day and b.is_day
        notes.add(2.0 if exact else 1.0, "same day" if exact else "times overlap")
    elif gap == 1:
        # What happens at night is dated either way: no point for the day, and none taken away.
        notes.add(0.0, "one day apart")
    elif lasting and gap <= 7:
        notes.add(-1.0, f"{gap} days apart")
    elif gap == 2:
        # One of two reports may be wrong by two days; then all else must agree.
        notes.add(-2.5, "2 days apart")
    else:
        notes.add(HARD, f"{gap} days apart")


def _published(a: Telling, b: Telling, notes: _Notes) -> None:
    if a.document_id == b.document_id:
        return
    # A report cannot tell what happens after it; one that gives no day mostly tells of the days before it.
    for dated, undated in ((a, b), (b, a)):
        if dated.start_on and not undated.start_on and undated.published_on:
            lag = (undated.published_on - dated.start_on).days
            if lag < -1:
                notes.add(HARD, "reported before it happened")
            elif lag <= 7:
                notes.add(0.5, "reported within a week of it")
            elif lag > 30:
                notes.add(-1.0, f"reported {lag} days later, without a day")
            return
    if a.published_on and b.published_on and a.start_on is None and b.start_on is None:
        gap = abs((a.published_on - b.published_on).days)
        notes.add(0.5 if gap <= 3 else -2.0 if gap > 14 else -0.5, f"reported {gap} days apart, without a day")


def _actors(a: Telling, b: Telling, notes: _Notes) -> None:
    shared = a.targets & b.targets
    if shared:
        smaller = min(len(a.targets), len(b.targets))
        notes.add(
            1.5 if 2 * len(shared) >= smaller else 1.0,
            "both: " + ", ".join(sorted(shared)[:4]) if notes.explain else "",
        )
    elif a.targets and b.targets and not (a.denied or b.denied):
        notes.add(-1.0, "other targets")
    if a.perpetrators & b.perpetrators:
        notes.add(0.5, "same blamed: " + ", ".join(sorted(a.perpetrators & b.perpetrators)[:3]))


def _tolls(a: Telling, b: Telling, notes: _Notes) -> None:
    if not a.tolls or not b.tolls:
        return
    counted = {t.what for t in a.tolls}
    for what in ("killed", "injured", "detained", "trucks"):
        right = [t for t in b.tolls if t.what == what] if what in counted else []
        if not right:
            continue
        left = [t for t in a.tolls if t.what == what]
        same = next((t for t in left if any(t.agrees(u) for u in right)), None)
        if same:
            # A large exact number that two texts share is worth more than a small one.
            size = math.log10(max(same.low or same.high or 1, 1) + 1)
            notes.add(min(1.5, 0.4 + 0.6 * size), f"same number {_TOLL_NAMES[what]} ({same.words})")
            continue
        rivals = f"{_TOLL_NAMES[what]} {left[0].words} / {right[0].words}"
        if any(t.overlaps(u) for t in left for u in right):
            notes.add(-0.1, rivals)
        else:
            # Rival tolls of one happening differ, but seldom by much.
            notes.add(-1.5 if _ratio(left[0], right[0]) > 5 else -0.5, rivals)


def _ratio(a: Toll, b: Toll) -> float:
    x, y = a.low or a.high or 1.0, b.low or b.high or 1.0
    return max(x, y) / max(1.0, min(x, y))
