"""Scores of pairs of tellings by their positions in a list, remembered where there is a memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from trucewatch.incidents.link import HARD, Context, Link, add_words, compare, score_pair, shared_words
from trucewatch.incidents.telling import Telling

# Two groups that one document keeps apart need more than usual to be one.
SAME_DOCUMENT = -2.0


@dataclass(slots=True)
class Pairs:
    """What two tellings say by themselves, and the words that they share, whose weight changes with every report.

    ``numbers`` holds each telling that has one, so that a number is never another's.
    """

    numbers: dict[int, tuple[int, Telling]] = field(default_factory=dict)
    bare: dict[tuple[int, int], tuple[Link, tuple[str, ...]]] = field(default_factory=dict)
    told: dict[tuple[int, int], Link] = field(default_factory=dict)

    def number(self, telling: Telling) -> int:
        """The telling's own number for as long as the memory lives."""
        found = self.numbers.get(id(telling))
        if found is None:
            found = self.numbers[id(telling)] = (len(self.numbers), telling)
        return found[0]


class Scorer:
    """The link between two tellings by their positions; ``apart`` forbids a pair of one document whatever its score."""

    def __init__(
        self,
        tellings: Sequence[Telling],
        context: Context,
        apart: Callable[[int, int], bool],
        known: Pairs | None = None,
    ) -> None:
        self._tellings, self._context, self._apart, self._known = tellings, context, apart, known
        self._numbers = [known.number(t) for t in tellings] if known else []

    def link(self, i: int, j: int) -> Link:
        """The link with its reasons; lower position first."""
        a, b = self._tellings[i], self._tellings[j]
        if self._known is None:
            return self._within_one(i, j, score_pair(a, b, self._context))
        key = self._numbers[i], self._numbers[j]
        if key not in self._known.told:
            self._known.told[key] = compare(a, b, self._context.within)
        _, shared = self._bare(i, j, self._known)
        return self._within_one(i, j, add_words(self._known.told[key], shared, self._context))

    def score(self, i: int, j: int) -> float:
        """The score alone; where a hard fact separates the two it is :data:`HARD`, whatever they share."""
        a, b = self._tellings[i], self._tellings[j]
        if self._known is None:
            link = score_pair(a, b, self._context, explain=False)
        else:
            bare, shared = self._bare(i, j, self._known)
            link = bare if bare.hard else add_words(bare, shared, self._context)
        link = self._within_one(i, j, link)
        return HARD if link.hard else link.score

    def _bare(self, i: int, j: int, known: Pairs) -> tuple[Link, tuple[str, ...]]:
        key = self._numbers[i], self._numbers[j]
        found = known.bare.get(key)
        if found is None:
            a, b = self._tellings[i], self._tellings[j]
            made = compare(a, b, self._context.within, explain=False), shared_words(a, b)
            found = known.bare[key] = made
        return found

    def _within_one(self, i: int, j: int, link: Link) -> Link:
        """The link as it counts between two groups of one document; any other as it is."""
        if self._tellings[i].document_id != self._tellings[j].document_id:
            return link
        apart = self._apart(i, j)
        change = HARD if apart else SAME_DOCUMENT
        return Link(link.score + change, link.agrees, (*link.differs, "one report tells both"), apart or link.hard)
