"""The board of access as a brief shows it: places with their people and aid, where each movement stands, gaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from trucewatch.access.board import Board, ConvoyRow, PlaceRow, Telling
from trucewatch.access.numbers import Number, place_name
from trucewatch.access.placerows import Count, Reached
from trucewatch.access.rows import tell_together
from trucewatch.model.claim import PlaceMention
from trucewatch.model.when import When
from trucewatch.publishing.book import Book
from trucewatch.publishing.numbers import number_words
from trucewatch.publishing.words import Line, Run, counted, flat, interval, listed, say, short_day, since_word

GAP_TITLES: dict[str, str] = {
    "not delivered": "Under way or held up, and nobody says that it arrived",
    "disputed": "Delivered on one account and not on another",
    "not reached": "People, and no delivery for long",
    "run out": "Supplies that have run out",
}


@dataclass(frozen=True, slots=True)
class StandView:
    """Where a movement stands: stage, since when and on whose word, its journey, load, who holds it up and why."""

    now: Line
    journey: Line
    load: Line
    beside: Line
    held_by: str
    because: tuple[Line, ...]
    excesses: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place: its people by each count, when aid last came, and what is told of each stage."""

    place: str
    people: tuple[Line, ...]
    rivals: tuple[Line, ...]
    last: Line
    before: Line
    stages: tuple[tuple[str, tuple[Line, ...]], ...]
    contradicted: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class TotalView:
    """The totals of one place: stage, days, how much, who counts; and which of them exclude each other."""

    place: str
    rows: tuple[tuple[str, Line, Line, Line, Run], ...]
    rivals: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class GapView:
    """Something that is missing, under its kind's title."""

    title: str
    place: str
    words: Line


def show_stand(book: Book, row: ConvoyRow, beside: Iterable[Number]) -> StandView:
    """Where a movement stands now; ``beside`` are numbers without a stage that are told beside it."""
    ids = [t.claim_id for t in row.tellings]
    now: Line = ()
    if row.stage:
        here = [t for t in row.tellings if t.stage == row.stage and t.who in row.told_by]
        since = any(t.since and t.since == row.since for t in here)
        says = Run("says", book.numbers(t.claim_id for t in here))
        who = listed([(Run(name, style="strong"),) for name in row.told_by])
        began = f", {since_word(row.since)} " if since else ", "
        now = say(Run(row.stage, style="strong"), began, _day(row.since), ", ", says, " ", who)
    steps = [say("from ", _place(book, row.origin, ids))] if row.origin else []
    steps += [say("by ", _place(book, p, ids)) for p in row.route]
    steps += [say("to ", row.destination_name)] if row.destination else []
    reasons = {r.category: r for r in reversed(row.reasons)}
    return StandView(
        now=now,
        journey=listed(steps, ", "),
        load=listed([(Run(flat(c), book.numbers(ids[:1]), style="words"),) for c in row.cargo], ", "),
        beside=listed([(Run(n.plain(), book.numbers([n.claim_id]), style="words"),) for n in beside], ", "),
        held_by=", ".join(flat(h) for h in row.held_by),
        because=tuple(
            say(f"{r.label}: ", Run(flat(r.words, 200), book.numbers([r.claim_id]), style="quote"), f" ({r.who})")
            for r in reversed(reasons.values())
        ),
        excesses=tuple(book.told(e, ids, figures=True) for e in row.excesses),
    )


def show_places(book: Book, board: Board) -> tuple[PlaceView, ...]:
    """The board by place; a place of which only a closed road without a place's name is told is left out."""
    return tuple(_place_view(book, row) for row in board.places)


def show_totals(book: Book, board: Board) -> tuple[TotalView, ...]:
    """The totals by place."""
    return tuple(
        TotalView(
            place=flat(row.name),
            rows=tuple(
                (
                    t.stage,
                    interval(t.when),
                    _how_much(book, t),
                    book.who(book.claims[t.claim_id]),
                    book.quote(t.claim_id),
                )
                for t in row.tellings
            ),
            rivals=tuple(book.told(r, [t.claim_id for t in row.tellings], figures=True) for r in row.rivals),
        )
        for row in board.totals
    )


def _total_row(book: Book, telling: Telling) -> tuple[str, Line, Line, Line, Run]:
    who = book.who(book.claims[telling.claim_id])
    return telling.stage, interval(telling.when), _how_much(book, telling), who, book.quote(telling.claim_id)


def _how_much(book: Book, telling: Telling) -> Line:
    ids = book.numbers([telling.claim_id])
    return listed([(Run(n.plain(), ids, style="words"),) for n in telling.numbers], ", ")


def show_gaps(book: Book, board: Board) -> tuple[GapView, ...]:
    """The gaps that are no contradiction: those stand with their movements."""
    stated = _Stated(board)
    return tuple(
        GapView(
            GAP_TITLES[g.kind],
            "" if g.kind == "not delivered" else flat(g.place),
            book.told(g.words, g.claim_ids, stated.by(g.claim_ids)),
        )
        for g in board.gaps
        if g.kind != "disputed"
    )


class _Stated:
    """The numbers on a board in words, by the claim that gives them."""

    def __init__(self, board: Board) -> None:
        loads = ((n.plain(), n.claim_id) for row in board.convoys for t in row.tellings for n in t.numbers)
        people = ((f"{c.words} {c.definition}", c.claim_id) for p in board.places for c in p.people)
        self._of: dict[str, list[tuple[int, str]]] = {}
        for place, (words, claim_id) in enumerate(chain(loads, people)):
            self._of.setdefault(claim_id, []).append((place, words))

    def by(self, claim_ids: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
        """What those claims state, in the board's order, each with its claim."""
        found = sorted((place, words, i) for i in set(claim_ids) for place, words in self._of.get(i, ()))
        return [(words, (i,)) for _, words, i in found]


def _place_view(book: Book, row: PlaceRow) -> PlaceView:
    return PlaceView(
        place=row.name,
        people=tuple(_count(book, c) for c in row.people),
        rivals=tuple(book.told(r, [c.claim_id for c in row.people], figures=True) for r in row.rivals),
        last=_last(book, row.reached),
        before=_before(row.reached),
        stages=tuple((stage, tuple(_telling(book, g) for g in tell_together(told))) for stage, told in row.stages),
        contradicted=tuple(
            say(book.who(book.claims[c]), ": ", book.quote(c, 160))
            for c in (row.reached.denial_ids if row.reached else ())
            if c in book.claims
        ),
    )


def _count(book: Book, count: Count) -> Line:
    claim = book.claims[count.claim_id]
    quantity = next((q for q in claim.quantities if number_words(q, book.text(claim)) == count.words), None)
    words = Run(count.words, book.numbers([count.claim_id]), style="words")
    stance = f" [{count.stance}]" if count.stance != "asserted" else ""
    when = interval(count.on) if count.on else short_day(count.said_on) if count.said_on else "no day"
    bounds = "" if quantity is None or quantity.low == quantity.high else f" ({_bounds(count)})"
    method = say(", counted by: ", Run(count.method, book.numbers([count.claim_id]), "words")) if count.method else ()
    return say(words, f" {count.definition}{bounds}{stance}, says ", book.who(claim), ", ", when, method)


def _bounds(count: Count) -> str:
    open_ = [name for name, value in (("lowest", count.low), ("highest", count.high)) if value is None]
    return "about" if count.approx else f"no {' and no '.join(open_)} given" if open_ else "lowest to highest"


def _last(book: Book, reached: Reached | None) -> Line:
    if reached is None:
        return (Run("no report read here speaks of it", style="quiet"),)
    names = listed([(Run(n, style="strong"),) for n in reached.who])
    says = say(", ", Run("says", book.numbers(reached.claim_ids)), " ", names)
    if reached.when is None and reached.claim_ids:
        return say(Run("day not given", style="quiet"), says)
    if reached.when is None and reached.before is None:
        return (Run("no report read here says that aid arrived", style="quiet"),)
    days: Line = ()
    if reached.days_least is not None:
        most = reached.days_most
        over = f" to {most}" if most not in (None, reached.days_least) else ""
        count = Run(f"{reached.days_least}{over} days", style="count") if over else counted(reached.days_least, "day")
        days = say(" (", "the same day" if not reached.days_least and not over else say(count, " ago"), ")")
    if reached.when is None:
        return say(_day(reached.before), days, "; not since, as far as these reports say")
    return say(_day(reached.when), days, says)


def _before(reached: Reached | None) -> Line:
    if reached is None or reached.before is None or not reached.claim_ids:
        return ()
    return say("before that, ", _day(reached.before))


def _telling(book: Book, group: tuple[Telling, ...]) -> Line:
    first = group[0]
    is_plain = first.stance == "asserted" or (first.stance == "denied" and first.stage == "never arrived")
    stance = "" if is_plain else f" [{first.stance}]"
    if len(group) > 1:
        each = [
            say(
                Run(t.who, book.numbers([t.claim_id]), style="strong"),
                " (",
                _told_day(t),
                ")" if t.on else "day not given)",
            )
            for t in group
        ]
        return say("no number given", stance, ", say ", listed(each))
    ids = book.numbers([first.claim_id])
    numbers = listed([(Run(n.plain(), ids, style="words"),) for n in first.numbers], ", ")
    how_much = numbers or (Run("no number given", ids, style="quiet"),)
    when = _told_day(first)
    return say(how_much, stance, say(", ", when) if when else "", ", says ", Run(first.who, style="strong"))


def _told_day(telling: Telling) -> Line:
    if telling.when:
        return interval(telling.when)
    return say("by ", short_day(telling.said_on)) if telling.said_on else ()


def _day(when: When | None) -> Line:
    """A day or a month; "by …" where only the report's own day is known."""
    if when is not None and when.start_on is None and when.end_on is not None:
        return say("by ", short_day(when.end_on))
    return interval(when)


def _place(book: Book, place: PlaceMention, ids: Iterable[str]) -> Run:
    return Run(place_name(place), book.numbers(list(ids)[:1]), style="words")
