"""Access: convoys and evacuations by stage, people cut off, and when each place was last said to be reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from trucewatch.access.board import ConvoyRow, Number, Telling, build_board
from trucewatch.model.figure import Figure
from trucewatch.publishing.boardview import (
    GapView,
    PlaceView,
    StandView,
    TotalView,
    show_gaps,
    show_places,
    show_stand,
    show_totals,
)
from trucewatch.publishing.book import Book
from trucewatch.publishing.numbers import quantity
from trucewatch.publishing.words import Line, Run, flat, interval, label, say

_CUT_OFF = ("besieged", "displaced", "in_need")


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage of a movement as one claim gives it."""

    stage: str
    stance: str
    when: Line
    figures: Line
    who: Line
    words: Run


@dataclass(frozen=True, slots=True)
class MovementView:
    """A convoy, evacuation or return."""

    anchor: str
    kind: str
    title: str
    destination: str
    carriers: str
    stages: tuple[StageView, ...]
    contradictions: tuple[Line, ...]
    stand: StandView


@dataclass(frozen=True, slots=True)
class FigureView:
    """A count of people or things as one claim gives it."""

    what: str
    figures: Line
    place: str
    when: Line
    who: Line
    words: Run
    mismatch: Line


@dataclass(frozen=True, slots=True)
class Access:
    """The section's parts; ``people`` that stand on the board with their place are listed there too.

    ``note`` is what a reader must know of the wording of the reasons, empty where none is given.
    """

    movements: tuple[MovementView, ...]
    people: tuple[FigureView, ...]
    tallies: tuple[FigureView, ...]
    places: tuple[PlaceView, ...]
    totals: tuple[TotalView, ...]
    gaps: tuple[GapView, ...]
    note: str

    @property
    def elsewhere(self) -> tuple[FigureView, ...]:
        """Counts of people whose place no report names."""
        return tuple(f for f in self.people if not f.place)


def build_access(book: Book, as_of: date) -> Access:
    """Access as the claims give it; movements with contradictions stand first."""
    board = build_board(book.situation, as_of)
    ordered = sorted(board.convoys, key=lambda m: (not m.contradictions, _first(m), m.movement_id))
    people = tuple(_figure(book, f) for f in book.situation.figures if f.type in _CUT_OFF)
    totals = {t.claim_id for row in board.totals for t in row.tellings}
    tallies = tuple(
        _figure(book, f) for f in book.situation.figures if f.type not in _CUT_OFF and f.claim_id not in totals
    )
    beside: dict[str, list[Number]] = {}
    for number in board.numbers:
        beside.setdefault(number.movement_id, []).append(number)
    movements = tuple(_movement(book, m, n, beside.get(m.movement_id, ())) for n, m in enumerate(ordered, 1))
    note = board.note if any(m.reasons for m in board.convoys) else ""
    places, gaps = show_places(book, board), show_gaps(book, board)
    return Access(movements, people, tallies, places, show_totals(book, board), gaps, note)


def _first(row: ConvoyRow) -> int:
    days = [t.when.start_on for t in row.tellings if t.when and t.when.start_on]
    return min(days).toordinal() if days else date.max.toordinal()


def _movement(book: Book, row: ConvoyRow, number: int, beside: Iterable[Number]) -> MovementView:
    return MovementView(
        anchor=f"movement-{number}",
        kind=label(row.kind),
        title=flat(row.title, 140),
        destination=row.destination_name,
        carriers=", ".join(flat(c) for c in row.carriers),
        stages=tuple(_stage(book, t) for t in row.tellings if t.claim_id in book.claims),
        contradictions=_contradictions(book, row),
        stand=show_stand(book, row, beside),
    )


def _contradictions(book: Book, row: ConvoyRow) -> tuple[Line, ...]:
    return tuple(book.told(c, [t.claim_id for t in row.tellings], figures=True) for c in row.contradictions)


def _stage(book: Book, telling: Telling) -> StageView:
    return StageView(
        telling.stage, _stance(telling), interval(telling.when), _numbers(book, telling),
        book.who(book.claims[telling.claim_id]), book.quote(telling.claim_id),
    )  # fmt: skip


def _numbers(book: Book, telling: Telling) -> Line:
    """The claim's numbers, and how many convoys those are for that are not for this one alone."""
    claim = book.claims[telling.claim_id]
    scopes = [n.scope for n in telling.numbers if n.scope]
    return say(book.figures(claim), *(Run(f" {s}", style="quiet") for s in dict.fromkeys(scopes)))


def _stance(telling: Telling) -> str:
    # "Never arrived" is what a denied delivery is called: saying "denied" beside it would turn it round.
    if telling.stance == "asserted" or (telling.stance == "denied" and telling.stage == "never arrived"):
        return ""
    return telling.stance


def _checked(book: Book, figure: Figure) -> Line:
    """What speaks against a figure, and what reports tell beside a tally."""
    own = book.told(figure.mismatch, [figure.claim_id, *figure.parts], figures=True) if figure.mismatch else ()
    # Our own count of incidents leads to no claim.
    beside = f"{figure.comparison[:1].upper()}{figure.comparison[1:]}." if figure.comparison else ""
    return say(own, " " if own and beside else "", beside)


def _figure(book: Book, figure: Figure) -> FigureView:
    claim = book.claims[figure.claim_id]
    place = figure.place
    return FigureView(
        label(figure.type),
        quantity(figure.quantity, book.text(claim), book.numbers([claim.claim_id])),
        (place.name or flat(place.span.quote)) if place else "",
        interval(figure.when),
        book.who(claim),
        book.quote(figure.claim_id),
        _checked(book, figure),
    )  # fmt: skip
