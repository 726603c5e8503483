"""Which rows of one or several big tables tell of one happening: columns in, a table of incidents out, without a desk.

It is the linking of ``cluster`` without what an incident of a desk has besides: accounts, positions, grades and the
reasons of each join.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from trucewatch.incidents.blocks import candidate_pairs
from trucewatch.incidents.bulktable import Count, Rows, bounds_of, encode_rows, number_values
from trucewatch.incidents.columns import Flags, Floats, Integers, Table
from trucewatch.incidents.doubt import Doubts, find_doubts
from trucewatch.incidents.garbage import uncollected
from trucewatch.incidents.grouping import Scores
from trucewatch.incidents.islands import find_roots, islands_of
from trucewatch.incidents.link import LINK_AT
from trucewatch.incidents.points import Points

Range = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidents:
    """A table of incidents by its columns, in order of their first row.

    ``counts``: for each name the lowest and the highest that a row gives, never a sum; None where no row tells it or
    one leaves that end open.  ``row``: the position of the row whose place is the most exact, which stands for the
    incident's place.  ``doubtful``: linked a little more strictly it is several, or more loosely one with another.
    """

    incident_id: list[str]
    first_day: list[date | None]
    last_day: list[date | None]
    types: list[tuple[str, ...]]
    row: list[int]
    counts: dict[str, list[Range]]
    rows: list[int]
    data_sets: list[tuple[str, ...]]
    doubtful: list[bool]

    def __len__(self) -> int:
        return len(self.incident_id)


def link_rows(rows: Rows) -> Integers:
    """For each row the lowest position of a row of the same happening."""
    return _link(rows)[0]


@uncollected()
def group_rows(rows: Rows) -> tuple[Integers, Incidents]:
    """For each row the position of its incident, and the incidents.

    What is compared, and so what is linked, can hang on the order of rows where very many tell of one place and day:
    give them in an order of their own, by day of publication first.  An incident's id is that of the first of its
    rows by data set and row id: it stays while that row does.
    """
    labels, doubts, table = _link(rows)
    first, of = np.unique(labels, return_inverse=True)
    if not len(rows):
        return of, Incidents(
            incident_id=[], first_day=[], last_day=[], types=[], row=[], counts={}, rows=[], data_sets=[], doubtful=[]
        )
    order = np.argsort(of, kind="stable")
    starts = np.searchsorted(of[order], np.arange(len(first)))
    dated = table.start > 0
    opened = np.minimum.reduceat(np.where(dated, table.start, date.max.toordinal() + 1)[order], starts)
    closed = np.maximum.reduceat(table.end[order], starts)
    doubted = np.zeros(len(rows), np.bool_)
    doubted[[*doubts.parts, *doubts.joins]] = True
    told = {name: _ranges(column, order, starts) for name, column in rows.counts.items() if len(column)}
    return of, Incidents(
        incident_id=_ids(rows, order, starts),
        first_day=[
            date.fromordinal(n) if end else None for n, end in zip(opened.tolist(), closed.tolist(), strict=True)
        ],
        last_day=[date.fromordinal(n) if n else None for n in closed.tolist()],
        types=_values(rows.filled(rows.type, ""), of),
        row=_most_exact(rows, table, of),
        counts=told,
        rows=np.diff(starts, append=len(rows)).tolist(),
        data_sets=_values(rows.filled(rows.data_set, ""), of),
        doubtful=doubted[first].tolist(),
    )


def _link(rows: Rows) -> tuple[Integers, Doubts, Table]:
    codes, table, context = encode_rows(rows)
    points = Points(table, codes, context)
    i, j = candidate_pairs(table, codes, context)
    values = points.score(i, j)
    scores = Scores(len(rows), i, j, values, points.score)
    sure = values >= LINK_AT
    islands = islands_of(find_roots(len(rows), i[sure], j[sure]))
    labels = scores.within(islands).link(LINK_AT, (), np.arange(len(rows)))
    return labels, find_doubts(labels, scores, (), ()), table


def _ids(rows: Rows, order: Integers, starts: Integers) -> list[str]:
    names = [f"{label}\0{row_id}" for label, row_id in zip(rows.filled(rows.data_set, ""), rows.row_id, strict=True)]
    ends = [*starts.tolist()[1:], len(rows)]
    members = order.tolist()
    least = [min([names[m] for m in members[a:b]]) for a, b in zip(starts.tolist(), ends, strict=True)]
    return [f"incident-{hashlib.sha256(name.encode()).hexdigest()[:16]}" for name in least]


def _values(column: Sequence[str], of: Integers) -> list[tuple[str, ...]]:
    """The different values of each incident's rows, the most frequent first, then by alphabet; empty ones left out."""
    values, which = number_values(column)
    rank = np.argsort(np.argsort(np.array(values, object), kind="stable"), kind="stable")
    pairs, counts = np.unique(of * len(values) + rank[which], return_counts=True)
    incident, place = pairs // len(values), pairs % len(values)
    order = np.lexsort((place, -counts, incident))
    ordered = sorted(values)
    found: list[tuple[str, ...]] = [()] * (int(of.max()) + 1)
    for one, at in zip(incident[order].tolist(), place[order].tolist(), strict=True):
        if ordered[at]:
            found[one] = (*found[one], ordered[at])
    return found


def _most_exact(rows: Rows, table: Table, of: Integers) -> list[int]:
    located: Flags = np.array([lat is not None for lat in rows.filled(rows.lat, None)], np.bool_)
    exact = np.array([n or 1 for n in rows.filled(rows.precision, None)], np.int64)
    rank = np.where(table.places.lengths == 0, 9, np.where(located, exact, 8))
    order = np.lexsort((rank, of))
    best: list[int] = order[np.searchsorted(of[order], np.arange(int(of.max()) + 1))].tolist()
    return best


def _ranges(column: Sequence[Count], order: Integers, starts: Integers) -> list[Range]:
    """The range of each incident over the rows that tell a count."""
    known, which = number_values(column)
    lows: Floats = np.array([_end(count, 0) for count in known])
    highs: Floats = np.array([_end(count, 1) for count in known])
    low = np.minimum.reduceat(lows[which][order], starts)
    high = np.maximum.reduceat(highs[which][order], starts)
    return [
        (a if abs(a) < np.inf else None, b if abs(b) < np.inf else None)
        for a, b in zip(low.tolist(), high.tolist(), strict=True)
    ]


def _end(count: Count, at: int) -> float:
    """One end of a count; an open one outdoes every number, one that is not told none."""
    outermost = -np.inf if at == 0 else np.inf
    if count is None:
        return -outermost
    number = bounds_of(count)[at]
    return outermost if number is None else float(number)
