"""The same table linked by us from the same columns that Splink gets: rows in, labels out, no reports, no incidents.

It is the linking of ``incidents.cluster`` without what an incident needs besides: reasons, accounts, positions.
"""

from __future__ import annotations

import time
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

import numpy as np

from eval.linking_table import Row
from trucewatch.incidents.blocks import candidate_pairs
from trucewatch.incidents.columns import OPEN, Codes, Integers, Lists, Table
from trucewatch.incidents.grouping import Scores
from trucewatch.incidents.islands import find_roots, islands_of
from trucewatch.incidents.link import LINK_AT, Context
from trucewatch.incidents.points import Points
from trucewatch.incidents.telling import Telling, Toll
from trucewatch.incidents.words import content_words
from trucewatch.model.claim import PlaceMention
from trucewatch.model.span import Span

_K = TypeVar("_K", bound=Hashable)


def link(rows: Sequence[Row]) -> tuple[float, float, list[int]]:
    """Seconds of linking, of the wall and of all processors; the label of each row."""
    start, busy = time.perf_counter(), time.process_time()
    codes, table, context = _encode(rows)
    points = Points(table, codes, context)
    i, j = candidate_pairs(table, codes, context)
    values = points.score(i, j)
    scores = Scores(len(rows), i, j, values, points.score)
    sure = values >= LINK_AT
    islands = islands_of(find_roots(len(rows), i[sure], j[sure]))
    labels = scores.within(islands).link(LINK_AT, (), np.arange(len(rows)))
    return time.perf_counter() - start, time.process_time() - busy, labels.tolist()


def _encode(rows: Sequence[Row]) -> tuple[Codes, Table, Context]:
    """The columns of the table; each value that comes again is looked at once."""
    codes = Codes()
    types, kind = _numbered(row.type for row in rows)
    tolls, killed = _numbered(row.killed for row in rows)
    towns, place = _numbered((row.town, row.lat, row.lon, row.precision) for row in rows)
    targets, target = _numbered(row.target for row in rows)
    told, words = _numbered((row.verb, row.detail) for row in rows)
    codes.kinds = [_telling(types=frozenset((name,))) for name in types]
    codes.tolls = [_telling(tolls=(Toll("killed", n, n, str(n)),) if n > 0 else ()) for n in tolls]
    codes.places = [
        PlaceMention(span=Span(0, len(n), n), place_id=f"t:{n}", name=n, lat=lat, lon=lon, geo_precision=precision)
        for n, lat, lon, precision in towns
    ]
    target_words = [_numbers(codes, content_words(name)) for name in targets]
    said = {
        words: _numbers(codes, content_words(words))
        for words in dict.fromkeys(w for v, d in told for w in (v, d.capitalize()))
    }
    told_words = [sorted({*said[verb], *said[detail.capitalize()]}) for verb, detail in told]
    days = np.fromiter((row.day.toordinal() for row in rows), np.int64, len(rows))
    of_targets, of_words = _lists(target_words, target), _lists(told_words, words)
    every = np.ones(len(rows), np.bool_)
    table = Table(
        kind=kind, tolls=killed, document=np.arange(len(rows)), start=days, end=days,
        published=np.fromiter((row.published.toordinal() for row in rows), np.int64, len(rows)),
        is_day=every, denied=~every, table=np.zeros(len(rows), np.int64),
        targets=of_targets, perpetrators=Lists.of([()] * len(rows)),
        places=_lists([(n,) for n in range(len(towns))], place),
        words=of_words, marks=np.full(len(of_words.values), OPEN),
    )  # fmt: skip
    seen = np.bincount(np.concatenate([of_targets.values, of_words.values]), minlength=len(codes.words))
    frequency = dict(zip(codes.words, seen.tolist(), strict=True))
    return codes, table, Context({}, frequency, len(rows))


def _numbered(values: Iterable[_K]) -> tuple[list[_K], Integers]:
    """The different values, and the number of each value."""
    numbers: dict[_K, int] = {}
    found = np.array([numbers.setdefault(value, len(numbers)) for value in values], np.int64)
    return list(numbers), found


def _numbers(codes: Codes, words: Iterable[str]) -> list[int]:
    return sorted(codes.words.setdefault(word, len(codes.words)) for word in words)


def _lists(held: Sequence[Sequence[int]], which: Integers) -> Lists:
    whole = Lists.of(held)
    _, at = whole.spread(which)
    return Lists(np.concatenate([[0], np.cumsum(whole.lengths[which])]), whole.values[at])


def _telling(types: frozenset[str] = frozenset(), tolls: tuple[Toll, ...] = ()) -> Telling:
    """A telling that stands for all of a kind, or of a toll."""
    return Telling(
        claim_ids=(), document_id="", origin_id="", order=(0, "", 0), types=types, places=(), start_on=None,
        end_on=None, is_day=True, published_on=None, tolls=tolls, targets=frozenset(), perpetrators=frozenset(),
        words=frozenset(), tally=False, series=False, denied=False,
    )  # fmt: skip
