"""The timeline: what is said to have happened, by day; undated and long-running things apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from trucewatch.model.when import When
from trucewatch.publishing.book import Book
from trucewatch.publishing.happenings import IncidentCard
from trucewatch.publishing.relief import Access
from trucewatch.publishing.terms import TermView
from trucewatch.publishing.words import Line, Run, flat, interval, label, say, short_day

LANES = ("incidents", "access", "positions")
STRIP_DAYS = 16
"""Columns of the overview; earlier days are in the list below it."""
LONG_DAYS = 7
"""Anything that spans more days than this isn't put under one of them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing under a day."""

    lane: str
    text: Line
    stance: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day, what is said of it, and what it did to the clock."""

    anchor: str
    on: Run
    weekday: str
    iso: str
    number: str
    """Its number since the count of days began, as ``day 3``; empty outside a count."""
    state: str
    reports: int
    """Documents published that day."""
    entries: tuple[Entry, ...]

    def lane(self, name: str) -> tuple[Entry, ...]:
        """The entries of one lane."""
        return tuple(e for e in self.entries if e.lane == name)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Days in order, the last of them as an overview strip, and what has no day."""

    days: tuple[Day, ...]
    strip: tuple[Day, ...]
    long: tuple[Entry, ...]
    undated: int


def build_timeline(
    book: Book, as_of: date, cards: tuple[IncidentCard, ...], access: Access, terms: tuple[TermView, ...]
) -> Timeline:
    """The days from the first to the last that anything is claimed of, those of the first clock included."""
    by_day: dict[date, list[Entry]] = {}
    long: list[Entry] = []
    undated = 0
    for when, entry in _entries(book, cards, access):
        if when is None or when.start_on is None:
            undated += 1
        elif when.end_on and (when.end_on - when.start_on).days > LONG_DAYS:
            long.append(Entry(entry.lane, say(*entry.text, " (", *interval(when), ")"), entry.stance))
        else:
            by_day.setdefault(when.start_on, []).append(entry)
    states: dict[date, tuple[str, str]] = {}
    for clock in [t.clock for t in terms if t.clock][:1]:
        for view in clock.shown:
            states[view.date] = (f"day {view.day}", view.state)
    published: dict[date, int] = {}
    for d in book.documents.values():
        if d.published.on:
            published[d.published.on] = published.get(d.published.on, 0) + 1
    shown = sorted({*by_day, *states})
    days = tuple(_day(on, by_day.get(on, []), states.get(on, ("", "")), published.get(on, 0)) for on in shown)
    start = as_of - timedelta(days=STRIP_DAYS - 3)
    strip = tuple(d for d in days if start <= date.fromisoformat(d.iso) <= as_of + timedelta(days=2))
    return Timeline(days, strip, tuple(long), undated)


def _entries(book: Book, cards: tuple[IncidentCard, ...], access: Access) -> Iterator[tuple[When | None, Entry]]:
    incidents = {i.incident_id: i for i in book.situation.incidents}
    for card in cards:
        text = say(Run(card.title, anchor=card.anchor), " ", Run(f"({card.grade})", style="quiet"))
        yield incidents[card.incident_id].when, Entry("incidents", text, "")
    titles = {m.title: m.anchor for m in access.movements}
    for movement in book.situation.movements:
        for stage in movement.stages:
            if stage.claim_id in book.claims:
                claim = book.claims[stage.claim_id]
                title = flat(movement.title, 140)
                text = say(Run(title, anchor=titles.get(title, "access")), f": {stage.stage}, says ", book.who(claim))
                yield stage.when, Entry("access", text, _stance(stage.stance))
    for declaration in book.situation.declarations:
        if declaration.claim_id in book.claims:
            claim = book.claims[declaration.claim_id]
            holder = flat(declaration.holder, 90) or book.speaker(claim)
            text = say(Run(holder, style="strong"), f" {_verb(declaration.type)} ", book.quote(claim.claim_id, 150))
            yield claim.when, Entry("positions", text, _stance(declaration.stance))


def _stance(stance: str) -> str:
    return "" if stance == "asserted" else stance


def _verb(type_: str) -> str:
    return "says:" if type_ == "other_position" else f"{label(type_)}:"


def _day(on: date, entries: list[Entry], state: tuple[str, str], reports: int) -> Day:
    ordered = tuple(sorted(entries, key=lambda e: LANES.index(e.lane)))
    weekday = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[on.weekday()]
    return Day(f"day-{on.isoformat()}", short_day(on), weekday, on.isoformat(), state[0], state[1], reports, ordered)
