"""The brief as a value: everything that its renderers need, and nothing that they must look up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from trucewatch.compliance.perspectives import list_perspectives
from trucewatch.model.agreement import Agreement
from trucewatch.model.assessment import Assessment, Perspective
from trucewatch.model.situation import Situation
from trucewatch.publishing.background import sort_incidents
from trucewatch.publishing.book import Book
from trucewatch.publishing.cartography import MapView, build_map
from trucewatch.publishing.happenings import IncidentCard, build_cards
from trucewatch.publishing.projection import project
from trucewatch.publishing.relief import Access, build_access
from trucewatch.publishing.sources import SourceView, build_sources
from trucewatch.publishing.stances import StanceGroup, build_stances, position_sentences
from trucewatch.publishing.standing import Standing, build_standing
from trucewatch.publishing.timeline import Timeline, build_timeline
from trucewatch.publishing.unknowns import Unknown, build_unknowns
from trucewatch.publishing.words import flat, numbers_in, short_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A brief as of one day.  No clock is read: the same inputs give the same brief, byte for byte, for ever."""

    title: str
    as_of: date
    agreement_id: str
    agreement_version: str
    agreement_summary: str
    agreement_sources: tuple[str, ...]
    exclusions: tuple[tuple[str, tuple[str, ...]], ...]
    """Groups outside the truce, each with the other names it bears."""
    standing: Standing
    incidents: tuple[IncidentCard, ...]
    access: Access
    positions: tuple[StanceGroup, ...]
    unknowns: tuple[Unknown, ...]
    timeline: Timeline
    map: MapView
    sources: tuple[SourceView, ...]
    claims: int
    origins: int
    notes: tuple[str, ...]
    ledger_head: str
    versions: tuple[tuple[str, str], ...]


def build_brief(
    situation: Situation,
    agreement: Agreement | None,
    assessments: tuple[Assessment, ...],
    as_of: date,
    *,
    notes: tuple[str, ...] = (),
    ledger_head: str = "",
    versions: Mapping[str, str] | None = None,
    perspectives: tuple[Perspective, ...] = (),
) -> Brief:
    """The brief on ``situation`` under ``agreement`` as of ``as_of``.

    ``assessments`` are those of all perspectives, in the order in which the perspectives shall be shown;
    ``perspectives`` gives names to those that are not the bundled ones.  Restricted and later documents, and whatever
    rests on them, are left out as if they had never been read (``projection``).  ``notes`` are sentences on this run;
    ``versions`` what produced it.
    """
    situation, assessments = project(situation, agreement, assessments, as_of)
    book = Book(situation, agreement)
    known = (*(list_perspectives(agreement) if agreement else ()), *perspectives)
    names = {p.perspective_id: p.name for p in known}
    standing = build_standing(book, assessments, as_of, position_sentences(book), names)
    sorted_ = sort_incidents(book, as_of)
    cards = build_cards(book, sorted_.cards)
    access = build_access(book, as_of)
    sources = build_sources(book)
    view = build_map(book)
    stances = build_stances(book, {c.incident_id: c.anchor for c in cards})
    placed = numbers_in((standing, cards, access, stances)) | {n for c in cards for n in c.claims}
    listed = (*sorted_.before, *sorted_.thin)
    placed |= {n for i in listed for n in book.numbers(i.claim_ids)}
    unplaced = sorted(set(book.number.values()) - placed)
    return Brief(
        title=flat(agreement.title, 160) if agreement else "Reports on a truce",
        as_of=as_of,
        agreement_id=agreement.agreement_id if agreement else "",
        agreement_version=agreement.version if agreement else "",
        agreement_summary=flat(agreement.summary) if agreement else "",
        agreement_sources=agreement.sources if agreement else (),
        exclusions=tuple((e.name, _other_names(e.name, e.names)) for e in agreement.exclusions) if agreement else (),
        standing=standing,
        incidents=cards,
        access=access,
        positions=stances,
        unknowns=build_unknowns(book, as_of, standing.terms, cards, sorted_, sources, view, unplaced, notes),
        timeline=build_timeline(book, as_of, cards, access, standing.terms),
        map=view,
        sources=sources,
        claims=len(book.claims),
        origins=len({book.origin_of(d) for d in book.documents}),
        notes=notes,
        ledger_head=ledger_head,
        versions=tuple(sorted((versions or {}).items())),
    )


def _other_names(name: str, names: tuple[tuple[str, date | None, date | None], ...]) -> tuple[str, ...]:
    shown = []
    for text, since, until in names:
        if text == name:
            continue
        dates = (("from", since), ("until", until))
        bounds = " ".join(f"{word} {short_day(on).text}" for word, on in dates if on)
        shown.append(f"{text} ({bounds})" if bounds else text)
    return tuple(dict.fromkeys(shown))
