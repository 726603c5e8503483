"""Dialects: how the columns of a table that the field keeps become a claim; ``knowledge/core/dialects.yaml``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from trucewatch.errors import UnknownNameError
from trucewatch.model.vocabulary import QUANTITIES, STANCES, TYPES
from trucewatch.packs.load import Entry, read_yaml, validate
from trucewatch.packs.names import fold

FILE = Path(__file__).parent.parent / "knowledge" / "core" / "dialects.yaml"
KIND_OF: dict[str, str] = {t: kind for kind in ("incident", "access", "figure") for t in TYPES[kind]}
Columns = tuple[str, ...]
_GROUPED = re.compile(r"(?:(?:[^/]*/)+|[\w.-]*\w[.-](?=\w+$))([^/]+)")
Precision = Literal["day", "week", "month", "year", "range"]


def _known_type(name: str) -> str:
    if name not in KIND_OF:
        raise ValueError(f"{name!r} is no type of an incident, of access or of a figure")
    return name


class DateColumns(Entry):
    """Where a row's time stands: a start and an end, or year, month and day; ``codes`` reads the precision.

    ``may_lack``: a row without a date is no bad row.
    """

    start: Columns = ()
    end: Columns = ()
    year: Columns = ()
    month: Columns = ()
    day: Columns = ()
    precision: Columns = ()
    codes: dict[str, Precision] = Field(default_factory=dict)
    may_lack: bool = False


class TypeColumns(Entry):
    """The column that says what happened, our type for its values, and which values are no event of ours.

    A value that is itself the name of a type needs no line.  ``other``: the type of any other value; without it a row
    with such a value is bad.
    """

    column: Columns
    values: dict[str, Columns] = Field(default_factory=dict)
    other: str = ""
    skip: Columns = ()
    stances: dict[str, Columns] = Field(default_factory=dict)
    """Values by which a row tells of what is planned, asked for or denied; any other row asserts."""

    @field_validator("stances")
    @classmethod
    def _stances(cls, value: dict[str, Columns]) -> dict[str, Columns]:
        if wrong := [s for s in value if s not in STANCES]:
            raise ValueError(f"{', '.join(wrong)}: no stance; use one of {', '.join(STANCES)}")
        return value

    def stance_of(self, cell: str) -> str:
        """The stance of a row by the cell that gives its type."""
        key = fold_header(cell)
        found = (stance for stance, values in self.stances.items() if key in map(fold_header, values))
        return next(found, "asserted")

    @field_validator("other")
    @classmethod
    def _other(cls, value: str) -> str:
        return _known_type(value) if value else ""

    @field_validator("values")
    @classmethod
    def _types(cls, value: dict[str, Columns]) -> dict[str, Columns]:
        for name in value:
            _known_type(name)
        return value


class ActorColumns(Entry):
    """The two sides' columns."""

    first: Columns = ()
    second: Columns = ()


class RoleRules(Entry):
    """For which types both sides are makers, and for which the first does it to the second; for others neither."""

    both_sides: Columns = ()
    first_does: Columns = ()


class CodedColumn(Entry):
    """A column and what its codes mean."""

    column: Columns
    codes: dict[str, int]


class GradeColumn(Entry):
    """A column that says how well an event is attested, and for which of its values it is denied."""

    column: Columns
    denied: Columns = ()


class CountColumns(Entry):
    """A number: ``best`` alone stands for both ends; ``low`` and ``high`` are taken where they are filled.

    ``leave_out_zero``: the table writes 0 also where no number is known, or in a column of what seldom happens.
    """

    what: str
    leave_out_zero: bool = False
    best: Columns = ()
    low: Columns = ()
    high: Columns = ()

    @field_validator("what")
    @classmethod
    def _what(cls, value: str) -> str:
        if value not in QUANTITIES:
            raise ValueError(f"{value!r} is none of {', '.join(QUANTITIES)}")
        return value


class Dialect(Entry):
    """One kind of table.  Column names are compared without case, accents and signs.

    Of several names for one thing the first that is filled counts.  ``point``: one cell with latitude and longitude;
    ``revises``: the id of the row that this one corrects; ``deleted``: when the source took the row back;
    ``carriers``: who brings the aid.  ``incidents``: whether incidents can be written out as such a table.
    ``leave_out``: columns that never become part of a document, such as who filled in a form.
    ``originals``: whom the ``sources`` quote; ``cites``: the article that a row rests on, so that rows which name the
    same one share an origin.  ``layout``: the columns in the order of releases that come without a header.
    ``row_is_event``: its makers give every event one row: two rows are two events (bundled dialects only).
    ``tells``: the types that it is about; incidents of others are not written out as such a table.
    """

    name: str
    title: str = ""
    publisher: str = ""
    signature: Columns = ()
    id: Columns
    published: Columns = ()
    date: DateColumns
    sources: Columns = ()
    originals: Columns = ()
    cites: Columns = ()
    type: TypeColumns
    actors: ActorColumns = ActorColumns()
    roles: RoleRules = RoleRules()
    carriers: Columns = ()
    incidents: bool = True
    place: Columns = ()
    lat: Columns = ()
    lon: Columns = ()
    point: Columns = ()
    place_precision: CodedColumn | None = None
    counts: tuple[CountColumns, ...] = ()
    words: Columns = ()
    revises: Columns = ()
    deleted: Columns = ()
    leave_out: Columns = ()
    layout: Columns = ()
    grades: GradeColumn | None = None
    row_is_event: bool = False
    tells: Columns = ()


class DialectsFile(Entry):
    """``dialects.yaml``."""

    source: str
    unnamed: tuple[str, ...]
    dialects: tuple[Dialect, ...]


@functools.cache
def _load() -> DialectsFile:
    return validate(DialectsFile, read_yaml(FILE, "dialects.yaml"))


def load_dialects() -> tuple[Dialect, ...]:
    """The bundled dialects; raises ``PackError`` with every fault."""
    return _load().dialects


@functools.cache
def load_unnamed() -> frozenset[str]:
    """What tables write in a cell for an actor, a source or a place when they know none; folded."""
    return frozenset(fold_header(word) for word in _load().unnamed)


@functools.cache
def tables_of_events() -> frozenset[str]:
    """The names of the dialects in which every event has one row."""
    return frozenset(d.name for d in load_dialects() if d.row_is_event)


def load_mapping(path: Path) -> Dialect:
    """A user's own mapping, one dialect in a YAML file; raises ``PackError`` with every fault and its line."""
    return validate(Dialect, read_yaml(path))


def find_dialect(name: str) -> Dialect:
    """The bundled dialect of that name; raises :class:`UnknownNameError`."""
    known = {d.name: d for d in load_dialects()}
    if name in known:
        return known[name]
    raise UnknownNameError(
        f"--as {name}: no such dialect; known: {', '.join(known)}; for any other table give --map FILE"
    )


def columns_of(dialect: Dialect) -> frozenset[str]:
    """Every name that the dialect mentions, folded as a header is: its columns, and harmlessly the values in them."""

    def names(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield fold_header(value)
        elif isinstance(value, tuple | list):
            for item in value:
                yield from names(item)
        elif isinstance(value, dict):
            yield from names(list(value.values()))

    return frozenset(names(dialect.model_dump(exclude={"layout"})))


def recognise(headers: Iterable[str]) -> Dialect | None:
    """The bundled dialect whose signature the headers hold; None when none or more than one fits.

    A list of deleted rows is known by its two columns.
    """
    cells = list(headers)
    have = {name for h in cells for name in column_names(h)}

    def holds(columns: Columns) -> bool:
        return bool(columns) and all(any(fold_header(name) in have for name in c.split("|")) for c in columns)

    known = load_dialects()
    fits = [d for d in known if holds(d.signature)]
    fits = fits or [d for d in known if d.deleted and holds((d.id[0], d.deleted[0]))]
    return fits[0] if len(fits) == 1 else None


def lay_out(dialect: Dialect, first: Sequence[str]) -> Columns:
    """The columns of a file whose first row is no header, in the dialect's order; () when it is one, or another."""
    named = frozenset(map(fold_header, dialect.layout))
    if len(first) != len(dialect.layout) or any(fold_header(cell) in named for cell in first if cell):
        return ()
    return dialect.layout


@dataclass(frozen=True, slots=True)
class TypeFound:
    """Our type for a value, empty when none is known; ``skipped``: it is known to be no event of ours."""

    type: str
    skipped: bool = False


class TypeBook:
    """What the values of a type column mean, made once for a whole table."""

    def __init__(self, columns: TypeColumns) -> None:
        self._known = {fold_header(v): name for name, values in columns.values.items() for v in values}
        self._skipped = frozenset(fold_header(v) for v in columns.skip)

    def find(self, value: str) -> TypeFound:
        """The meaning of one value; the name of one of our types means itself."""
        key = fold_header(value)
        if key in self._skipped:
            return TypeFound("", skipped=True)
        own = key.replace(" ", "_")
        return TypeFound(self._known.get(key, own if own in KIND_OF else ""))


def column_names(header: str) -> tuple[str, ...]:
    """The names that a column goes by, its full one first.

    A question in a form's group also goes by its own name: ``where/town`` of KoBoToolbox, ``where-town`` of ODK.
    """
    names = [header]
    if found := _GROUPED.fullmatch(header):
        names.append(found.group(1))
    return tuple(dict.fromkeys(k for k in map(fold_header, names) if k))


@functools.lru_cache(maxsize=4096)
def fold_header(name: str) -> str:
    """A header as it is compared: ``Event Date``, ``event_date`` and ``EVENT-DATE`` are one."""
    return " ".join(fold(name.replace("_", " ").replace("/", " ")).split())
