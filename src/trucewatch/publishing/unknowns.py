"""What we do not know: the holes in the account, counted and named.  Silence is not calm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from trucewatch.model.incident import Incident
from trucewatch.publishing.background import SortedIncidents
from trucewatch.publishing.book import Book
from trucewatch.publishing.cartography import MapView
from trucewatch.publishing.happenings import IncidentCard
from trucewatch.publishing.sources import SourceView
from trucewatch.publishing.terms import DayView, TermView
from trucewatch.publishing.words import Line, Run, day, flat, interval, label, say

MOST = 40
"""Items shown of one kind; the count always says how many there are."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """One kind of hole: a heading, how many, what it means, and the items."""

    title: str
    count: int
    meaning: str
    items: tuple[Line, ...]
    more: int = 0


def build_unknowns(
    book: Book,
    as_of: date,
    terms: tuple[TermView, ...],
    cards: tuple[IncidentCard, ...],
    incidents: SortedIncidents,
    sources: tuple[SourceView, ...],
    view: MapView,
    unplaced: list[int],
    notes: tuple[str, ...],
) -> tuple[Unknown, ...]:
    """Every kind of hole that has at least one item, the gravest for a reader first."""
    found = (
        _hole(
            "Terms of which no report speaks",
            "Nothing was read that bears on them. That is not calm: nobody may have been looking.",
            [(Run(t.title, anchor=t.anchor),) for t in terms if "no reports" in t.verdict],
        ),
        _hole(
            "Days without reports",
            "On these days of the count nothing was read either way.",
            _silent_days(terms),
        ),
        _hole(
            "Incidents told by a single origin",
            "Reprints and quotations of one report count once. Nothing independent supports these.",
            [say(Run(c.title, anchor=c.anchor)) for c in cards if c.origins <= 1],
        ),
        _hole(
            "Incidents that may be more, or fewer",
            "Their accounts are near the line between one happening and two: linked a little more strictly or more "
            "loosely they are counted otherwise.",
            _near_the_line(cards, incidents),
        ),
        _hole("Happenings without a date", "The report’s words do not say on which day.", _undated(book)),
        _hole(
            "Places that are not on the map",
            "They are left off rather than put at a guess.",
            [say(Run(u.words, u.claims, "words"), f" ({u.why})") for u in view.unlocated],
        ),
        _hole(
            "Documents without a date",
            "Words such as “on Monday” in them stay unresolved.",
            [say(_source(s)) for s in sources if s.found_by == "not found"],
        ),
        _hole("Parties that are not heard", "No report read here carries their own word.", _unheard(book)),
        _hole("Sources that have gone quiet", "Their latest report is two days old or older.", _quiet(book, as_of)),
        _hole(
            "Reports from which nothing was read",
            "Either they are outside the subject or they were not understood.",
            [say(_source(s)) for s in sources if not s.claims],
        ),
        _hole(
            "Report text in which nothing was read",
            "Paragraphs of the body that carry no claim; they are marked by a dotted line in the source text.",
            [
                say(_source(s), ": ", Run(f"{s.silent} of {_bodies(s)} paragraphs", style="count"))
                for s in sources if s.claims and s.silent
            ],
        ),
        _hole(
            "Told too vaguely to be an incident",
            "No place, day, actor or number tells them from anything else, so that they got no card.",
            _told_of(book, incidents.thin),
        ),
        _hole(
            "Told of the time before the truce",
            "Background: they are dated before the agreement starts, bear on no term of it, and got no card.",
            _told_of(book, incidents.before),
        ),
        _hole("Claims that fit no section above", "They stand marked in the source text.", _unplaced(book, unplaced)),
        _hole("Problems in reading", "What the reader of files could not make out.", [
            say(_source(s), ": ", issue) for s in sources for issue in s.issues
        ]),
        _hole("Languages that are not read", "These reports are kept, and not guessed at.", [
            say(_source(s), ": ", s.language) for s in sources if s.language not in ("en", "")
        ]),
        _hole("Remarks on this run", "", [(Run(n),) for n in notes]),
    )  # fmt: skip
    return tuple(u for u in found if u is not None)


def _hole(title: str, meaning: str, items: Iterable[Line]) -> Unknown | None:
    lines = tuple(items)
    return Unknown(title, len(lines), meaning, lines[:MOST], max(0, len(lines) - MOST)) if lines else None


def _source(source: SourceView) -> Run:
    return Run(f"{source.publisher}: {source.title}", anchor=source.anchor)


def _bodies(source: SourceView) -> int:
    return sum(1 for p in source.paragraphs if p.kind == "body") + sum(p.gap for p in source.paragraphs)


def _silent_days(terms: tuple[TermView, ...]) -> list[Line]:
    lines = []
    for term in terms:
        runs: list[list[DayView]] = []
        for d in term.clock.days if term.clock else ():
            if d.state == "unknown":
                if runs and (d.date - runs[-1][-1].date).days == 1:
                    runs[-1].append(d)
                else:
                    runs.append([d])
        for run in runs:
            days = say(run[0].on, " to ", run[-1].on) if len(run) > 1 else say(run[0].on)
            lines.append(say(*days, " (", Run(term.title, anchor=term.anchor), ")"))
    return lines


def _unplaced(book: Book, numbers: list[int]) -> list[Line]:
    ids = {n: c for c, n in book.number.items()}
    return [say(f"{label(book.claims[ids[n]].type)}: ", book.quote(ids[n], 110)) for n in numbers]


def _told_of(book: Book, incidents: Iterable[Incident]) -> list[Line]:
    """Each incident by its first claim's words, with who says so and when."""
    lines = []
    for incident in incidents:
        ids = [c for c in incident.claim_ids if c in book.claims]
        more = book.numbers(ids[1:])
        lines += [
            say(f"{label(book.claims[i].type)}: ", book.quote(i, 110), " (", interval(incident.when), ", ",
                book.who(book.claims[i]), ")", *([Run("; also", more)] if more else []))
            for i in ids[:1]
        ]  # fmt: skip
    return lines


def _near_the_line(cards: tuple[IncidentCard, ...], incidents: SortedIncidents) -> list[Line]:
    shown = {i.incident_id: i for i in incidents.cards}
    place = {c.incident_id: n for n, c in enumerate(cards)}
    items = []
    for n, card in enumerate(cards):
        incident = shown[card.incident_id]
        # Two that may be one are told of once, beside the first.
        after = [cards[place[j]] for j in incident.joins if place.get(j, -1) > n]
        if incident.parts > 1 or after:
            apart = f": may be {incident.parts} happenings" if incident.parts > 1 else ""
            one = [say("; may be one with ", Run(o.title, anchor=o.anchor)) for o in after]
            items.append(say(Run(card.title, anchor=card.anchor), apart, *one))
    return items


def _undated(book: Book) -> list[Line]:
    chosen = [
        c for c in book.claims.values()
        if c.kind in ("incident", "access") and not (c.when and c.when.start_on) and not c.repeats
    ]  # fmt: skip
    return [
        say(f"{label(c.type)}: ", book.quote(c.claim_id, 110), say(" (", interval(c.when), ")") if c.when else "")
        for c in chosen
    ]


def _unheard(book: Book) -> list[Line]:
    if book.agreement is None:
        return []
    spoken = {c.actor_id for claim in book.claims.values() for c in claim.claimants if c.actor_id}
    spoken |= {d.holder_id for d in book.situation.declarations if d.holder_id}
    names = [p.name for p in book.agreement.parties if not spoken & {p.party_id, *p.answers_for}]
    return [(Run(n),) for n in dict.fromkeys(names)]


def _quiet(book: Book, as_of: date) -> list[Line]:
    latest: dict[str, date] = {}
    for d in book.documents.values():
        if d.published.on and d.publisher:
            name = flat(d.publisher, 80)
            latest[name] = max(latest.get(name, date.min), d.published.on)
    silent = [(name, on) for name, on in sorted(latest.items()) if (as_of - on).days >= 2]
    return [say(f"{name}, last heard on ", day(on)) for name, on in silent]
