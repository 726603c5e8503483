"""Columns of a user's table → the columns that linking compares; each value that comes again is looked at once.

It says of whole columns what ``columns.Codes.add`` says of one telling, and is changed with it; a law in the tests
holds the two together.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

import numpy as np

from trucewatch.incidents.columns import OF_PLACE, OPEN, Codes, Flags, Integers, Lists, Table
from trucewatch.incidents.link import Context
from trucewatch.incidents.telling import TOLLS, Telling, Toll
from trucewatch.incidents.words import content_words
from trucewatch.model.claim import PlaceMention
from trucewatch.model.span import Span
from trucewatch.model.vocabulary import TYPES

Count = float | tuple[float | None, float | None] | None
"""A number; its lowest and highest, either open (None); or none told."""
_K = TypeVar("_K", bound=Hashable)
_COLUMNS = (
    "data_set", "first_day", "last_day", "published", "type", "place", "place_id", "lat", "lon", "precision", "target",
    "doer",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A table by its columns, an entry a row; a column that is left out says nothing of any row.

    ``row_id``: unique within its ``data_set``.  ``last_day`` None: the first.  ``type``: an incident type, "" for not
    known.  ``lat``, ``lon``: WGS84 degrees; ``precision``: 1 the place itself, 2 near it, 3 its region.  ``counts``: a
    column for each name of ``telling.TOLLS``.  ``words``: columns of free text.  ``events``: the data sets whose makers
    give every event one row, so that two rows of it are never one incident.

    Raises :class:`ValueError` for columns of other lengths, and for unknown types and counts.
    """

    row_id: Sequence[str]
    data_set: Sequence[str] = ()
    first_day: Sequence[date | None] = ()
    last_day: Sequence[date | None] = ()
    published: Sequence[date | None] = ()
    type: Sequence[str] = ()
    place: Sequence[str] = ()
    place_id: Sequence[str] = ()
    lat: Sequence[float | None] = ()
    lon: Sequence[float | None] = ()
    precision: Sequence[int | None] = ()
    counts: Mapping[str, Sequence[Count]] = field(default_factory=dict)
    target: Sequence[str] = ()
    doer: Sequence[str] = ()
    words: Sequence[Sequence[str]] = ()
    events: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        count = len(self.row_id)
        given = {name: getattr(self, name) for name in _COLUMNS} | dict(self.counts)
        given |= {f"words {n}": column for n, column in enumerate(self.words, 1)}
        if faults := [f"{name}: {len(column)}" for name, column in given.items() if len(column) not in (0, count)]:
            raise ValueError(f"columns must have {count} entries as row_id has, or none; not {', '.join(faults)}")
        if unknown := sorted({*self.type} - {"", *TYPES["incident"]}):
            raise ValueError(f"no types of incidents: {', '.join(unknown)}; known: {', '.join(TYPES['incident'])}")
        if unknown := sorted({*self.counts} - {*TOLLS}):
            raise ValueError(f"no counts: {', '.join(unknown)}; known: {', '.join(TOLLS)}")

    def __len__(self) -> int:
        return len(self.row_id)

    def filled(self, column: Sequence[_K], empty: _K) -> Sequence[_K]:
        """The column, or one of ``empty`` where it was left out."""
        return column or [empty] * len(self)


def encode_rows(rows: Rows) -> tuple[Codes, Table, Context]:
    """The rows as numbers; how often each word stands in them is counted here, of a row once."""
    count, codes = len(rows), Codes()
    types, kind = number_values(rows.filled(rows.type, ""))
    codes.kinds = [_stand_in(types=frozenset((name,)) if name else frozenset()) for name in types]
    told, tolls = number_values(zip(*rows.counts.values(), strict=True) if rows.counts else [()] * count)
    codes.tolls = [_stand_in(tolls=_tolls(tuple(rows.counts), numbers)) for numbers in told]
    points, place = number_values(
        zip(
            rows.filled(rows.place, ""), rows.filled(rows.place_id, ""), rows.filled(rows.lat, None),
            rows.filled(rows.lon, None), rows.filled(rows.precision, None), strict=True,
        )
    )  # fmt: skip
    mentions = [_mention(*point) for point in points]
    codes.places = [m for m in mentions if m is not None]
    numbers = iter(range(len(codes.places)))
    places = _lists([() if m is None else (next(numbers),) for m in mentions], place)
    targets, doers = _words(codes, rows.filled(rows.target, "")), _words(codes, rows.filled(rows.doer, ""))
    texts = [_words(codes, rows.filled(column, "")) for column in rows.words]
    named, at = number_values(m.span.quote if m else "" for m in mentions)
    of_places = _lists([_codes(codes, quote) for quote in named], at[place])
    base = max(1, len(codes.words))
    keys = _merged((*texts, targets, doers), base)
    words = _listed(keys, base, count)
    digits = np.array([word.isdigit() for word in codes.words], np.bool_)
    shut = _held(keys, _merged((targets, doers), base), base) | digits[words.values]
    start = _days(rows.filled(rows.first_day, None))
    end = np.where(start > 0, np.maximum(_days(rows.filled(rows.last_day, None)), start), 0)
    labels, of_set = number_values(rows.filled(rows.data_set, ""))
    one_row = np.array([label in rows.events for label in labels], np.bool_)
    table = Table(
        kind=kind, tolls=tolls, document=np.arange(count), start=start, end=end,
        published=_days(rows.filled(rows.published, None)), is_day=(start > 0) & (start == end),
        denied=np.zeros(count, np.bool_), table=np.where(one_row[of_set], of_set + 1, 0) if count else of_set,
        targets=targets, perpetrators=doers, places=places, words=words,
        marks=OPEN * ~shut + OF_PLACE * _held(keys, _merged((of_places,), base), base),
    )  # fmt: skip
    seen = np.bincount(words.values, minlength=len(codes.words))
    return codes, table, Context({}, dict(zip(codes.words, seen.tolist(), strict=True)), max(1, count))


def number_values(values: Iterable[_K]) -> tuple[list[_K], Integers]:
    """The different values in order of their first row, and the number of each row's value."""
    held = values if isinstance(values, Sequence) else list(values)
    numbers = {value: n for n, value in enumerate(dict.fromkeys(held))}
    return list(numbers), np.fromiter(map(numbers.__getitem__, held), np.int64, len(held))


def bounds_of(count: Count) -> tuple[float | None, float | None]:
    """The lowest and the highest of a count."""
    return count if isinstance(count, tuple) else (count, count)


def _tolls(names: Sequence[str], numbers: Sequence[Count]) -> tuple[Toll, ...]:
    told = [(name, *bounds_of(count)) for name, count in zip(names, numbers, strict=True) if count is not None]
    return tuple(Toll(name, low, high, f"{low}–{high}") for name, low, high in told)


def _mention(
    name: str, place_id: str, lat: float | None, lon: float | None, precision: int | None
) -> PlaceMention | None:
    # Other programs write "not a number" where none is known.
    located = lat is not None and lon is not None and math.isfinite(lat + lon)
    if not (name or place_id or located):
        return None
    quote = name or place_id or f"{lat}, {lon}"
    return PlaceMention(
        span=Span(0, len(quote), quote), place_id=place_id or None, name=name or None, lat=lat if located else None,
        lon=lon if located else None, geo_precision=precision if located else None,
    )  # fmt: skip


def _days(column: Sequence[date | None]) -> Integers:
    days, which = number_values(column)
    return np.array([day.toordinal() if day else 0 for day in days], np.int64)[which]


def _codes(codes: Codes, text: str) -> list[int]:
    return sorted([codes.words.setdefault(word, len(codes.words)) for word in sorted(content_words(text))])


def _words(codes: Codes, column: Sequence[str]) -> Lists:
    values, which = number_values(column)
    return _lists([_codes(codes, value) for value in values], which)


def _lists(held: Sequence[Sequence[int]], which: Integers) -> Lists:
    whole = Lists.of(held)
    _, at = whole.spread(which)
    return Lists(np.concatenate([[0], np.cumsum(whole.lengths[which])]), whole.values[at])


def _merged(lists: Iterable[Lists], base: int) -> Integers:
    """Row and word as one key, ascending, each once."""
    keys = np.sort(np.concatenate([one.owners * base + one.values for one in lists]))
    return keys[np.diff(keys, prepend=-1) > 0]


def _listed(keys: Integers, base: int, count: int) -> Lists:
    lengths = np.bincount(keys // base, minlength=count)
    return Lists(np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64), keys % base)


def _held(keys: Integers, others: Integers, base: int) -> Flags:
    """Which keys are among the others; both are ascending."""
    found = np.zeros(len(keys), np.bool_)
    if len(others):
        # Most words are nobody's name: only the others are looked up.
        asked = np.flatnonzero((np.bincount(others % base, minlength=base) > 0)[keys % base])
        at = np.minimum(np.searchsorted(others, keys[asked]), len(others) - 1)
        found[asked] = others[at] == keys[asked]
    return found


def _stand_in(types: frozenset[str] = frozenset(), tolls: tuple[Toll, ...] = ()) -> Telling:
    """A telling that stands for all of a kind, or of a toll."""
    return Telling(
        claim_ids=(), document_id="", origin_id="", order=(0, "", 0), types=types, places=(), start_on=None,
        end_on=None, is_day=True, published_on=None, tolls=tolls, targets=frozenset(), perpetrators=frozenset(),
        words=frozenset(), tally=False, series=False, denied=False,
    )  # fmt: skip
