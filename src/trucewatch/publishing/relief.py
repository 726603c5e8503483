"""Access: convoys and evacuations by stage, people cut off, and when each place was last said to be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trucewatch.access.reached import Reach, find_reached
from trucewatch.model.figure import Figure
from trucewatch.model.movement import Movement, Stage
from trucewatch.publishing.book import Book
from trucewatch.publishing.numbers import quantity
from trucewatch.publishing.words import Line, Run, flat, interval, label, listed, say, short_day

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
class ReachView:
    """A destination, when aid is last said to have arrived there, and what is said against it."""

    place: str
    last: Line
    before: Line
    contradicted: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Access:
    """The section's four parts."""

    movements: tuple[MovementView, ...]
    people: tuple[FigureView, ...]
    tallies: tuple[FigureView, ...]
    reached: tuple[ReachView, ...]


def build_access(book: Book) -> Access:
    """Access as the claims give it; movements with contradictions stand first."""
    ordered = sorted(book.situation.movements, key=lambda m: (not m.contradictions, _first(m), m.movement_id))
    people = tuple(_figure(book, f) for f in book.situation.figures if f.type in _CUT_OFF)
    tallies = tuple(_figure(book, f) for f in book.situation.figures if f.type not in _CUT_OFF)
    movements = tuple(_movement(book, m, n) for n, m in enumerate(ordered, 1))
    return Access(movements, people, tallies, _reached(book))


def _first(movement: Movement) -> int:
    days = [s.when.start_on for s in movement.stages if s.when and s.when.start_on]
    return min(days).toordinal() if days else date.max.toordinal()


def _movement(book: Book, movement: Movement, number: int) -> MovementView:
    return MovementView(
        anchor=f"movement-{number}",
        kind=label(movement.kind),
        title=flat(movement.title, 140),
        destination=_destination(movement),
        carriers=", ".join(flat(c) for c in movement.carriers),
        stages=tuple(_stage(book, s) for s in movement.stages if s.claim_id in book.claims),
        contradictions=_contradictions(book, movement),
    )


def _contradictions(book: Book, movement: Movement) -> tuple[Line, ...]:
    return tuple(book.told(c, [s.claim_id for s in movement.stages], figures=True) for c in movement.contradictions)


def _destination(movement: Movement) -> str:
    place = movement.destination
    if place is None:
        return ""
    return place.name or flat(place.span.quote)


def _stage(book: Book, stage: Stage) -> StageView:
    claim = book.claims[stage.claim_id]
    return StageView(
        stage.stage, _stance(stage), interval(stage.when), book.figures(claim),
        book.who(claim), book.quote(stage.claim_id),
    )  # fmt: skip


def _stance(stage: Stage) -> str:
    # "Never arrived" is what a denied delivery is called: saying "denied" beside it would turn it round.
    if stage.stance == "asserted" or (stage.stance == "denied" and stage.stage == "never arrived"):
        return ""
    return stage.stance


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
        book.told(figure.mismatch, [figure.claim_id, *figure.parts], figures=True) if figure.mismatch else (),
    )  # fmt: skip


def _reached(book: Book) -> tuple[ReachView, ...]:
    situation = book.situation
    found = find_reached(situation.documents, situation.claims, situation.origins)
    return tuple(_reach(book, r) for r in found)


def _reach(book: Book, reach: Reach) -> ReachView:
    if reach.claim_ids:
        on = short_day(reach.reached_on) if reach.reached_on else Run("day not given", style="quiet")
        names = listed([(Run(n, style="strong"),) for n in reach.claimants])
        last = say(on, ", ", Run("says", book.numbers(reach.claim_ids)), " ", names)
    else:
        last = (Run("no report read here says that aid arrived", style="quiet"),)
    before = say("before that, ", interval(reach.before)) if reach.before else ()
    against = tuple(
        say(book.who(book.claims[c]), ": ", book.quote(c, 160)) for c in reach.denial_ids if c in book.claims
    )
    return ReachView(reach.place.name or flat(reach.place.span.quote), last, before, against)
