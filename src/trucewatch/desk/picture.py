"""The picture of a desk as of a day: what is derived from it, once, for one projection."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date

from trucewatch.claims.corrected import correct_claims
from trucewatch.compliance.assess import Court, open_court
from trucewatch.compliance.decided import find_resets, find_reviewed
from trucewatch.compliance.perspectives import list_perspectives
from trucewatch.compliance.reports import Reports
from trucewatch.desk.projection import Material, Projection
from trucewatch.incidents.memory import Memory
from trucewatch.ledger.append import Head
from trucewatch.model.agreement import Agreement
from trucewatch.model.assessment import Assessment
from trucewatch.model.decision import Decision
from trucewatch.model.document import Origin
from trucewatch.model.figure import Figure
from trucewatch.model.incident import Incident
from trucewatch.model.movement import Movement
from trucewatch.model.situation import Declaration, Situation
from trucewatch.pipeline import known_by, situation_as_of
from trucewatch.publishing.background import sort_incidents
from trucewatch.publishing.book import Book
from trucewatch.publishing.brief import Brief, build_brief
from trucewatch.publishing.cartography import MapView, build_map
from trucewatch.publishing.happenings import IncidentCard, build_cards
from trucewatch.publishing.relief import Access, build_access
from trucewatch.publishing.seal import seal
from trucewatch.publishing.stances import StanceGroup, build_stances, position_sentences
from trucewatch.publishing.standing import Standing, build_standing
from trucewatch.publishing.timeline import Timeline, build_timeline
from trucewatch.publishing.webmap import Told, describe


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Incidents, movements, figures, verdicts: everything that a page shows and nothing that it must look up.

    ``projection`` says for whom it was made; one that is *public* never held a restricted report.  ``head`` is the
    ledger's last entry that went into it; ``restricted`` are the ids of the documents that a public one lacks;
    ``assessments`` are those of every perspective, empty without an agreement.
    """

    projection: Projection
    as_of: date
    head: Head
    situation: Situation
    agreement: Agreement | None
    assessments: tuple[Assessment, ...]
    decisions: tuple[Decision, ...]
    notes: tuple[str, ...]
    restricted: frozenset[str]

    @functools.cached_property
    def brief(self) -> Brief:
        """The whole brief; published only from a public picture.  Pages take the parts below, which are made alone."""
        return build_brief(
            self.situation, self.agreement, self.assessments, self.as_of,
            notes=self.notes, ledger_head=self.seal,
        )  # fmt: skip

    @functools.cached_property
    def seal(self) -> str:
        """The brief's seal, which no page has to make the whole brief for."""
        return seal(self.situation)

    @functools.cached_property
    def cards(self) -> tuple[IncidentCard, ...]:
        """The brief's incidents, in its order."""
        return build_cards(self.book, sort_incidents(self.book, self.as_of).cards)

    @functools.cached_property
    def access(self) -> Access:
        """The access board."""
        return build_access(self.book, self.as_of)

    @functools.cached_property
    def map(self) -> MapView:
        """The map."""
        return build_map(self.book)

    @functools.cached_property
    def standing(self) -> Standing:
        """Where the truce stands."""
        names = {p.perspective_id: p.name for p in list_perspectives(self.agreement)} if self.agreement else {}
        return build_standing(self.book, self.assessments, self.as_of, position_sentences(self.book), names)

    @functools.cached_property
    def positions(self) -> tuple[StanceGroup, ...]:
        """Who upholds, rejects, demands."""
        return build_stances(self.book, {c.incident_id: c.anchor for c in self.cards})

    @functools.cached_property
    def timeline(self) -> Timeline:
        """The days."""
        return build_timeline(self.book, self.as_of, self.cards, self.access, self.standing.terms)

    @functools.cached_property
    def book(self) -> Book:
        """The claims by number, with who says them."""
        return Book(self.situation, self.agreement)

    @functools.cached_property
    def numbered(self) -> dict[int, str]:
        """The ids of the claims by their numbers."""
        return {number: claim_id for claim_id, number in self.book.number.items()}

    @functools.cached_property
    def listed(self) -> tuple[Incident, ...]:
        """The incidents as a list of them begins: those in contradiction first, then the latest."""
        return tuple(sorted(self.situation.incidents, key=_needs_somebody))

    @functools.cached_property
    def told(self) -> dict[str, Told]:
        """What is told of each place of the map, by its anchor."""
        return describe(self.book, self.map.places)

    @functools.cached_property
    def reports(self) -> Reports:
        """The reports and words behind a verdict."""
        return Reports(self.situation)

    @functools.cached_property
    def published(self) -> tuple[date, date]:
        """The first and the last day that a report was published on, or the picture's own."""
        days = [d.published.on for d in self.situation.documents if d.published.on]
        return min([*days, self.as_of]), max([*days, self.as_of])

    @functools.cached_property
    def incidents(self) -> dict[str, Incident]:
        """The incidents by id, in their order."""
        return {i.incident_id: i for i in self.situation.incidents}


def _needs_somebody(incident: Incident) -> tuple[bool, int, int, str]:
    on = incident.when.start_on if incident.when else None
    calm = not incident.contradictions and incident.grade != "contested"
    return (calm, -on.toordinal() if on else 0, -len(incident.claim_ids), incident.incident_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """The part of a picture that takes long to make, and that is kept on disk."""

    origins: tuple[Origin, ...]
    incidents: tuple[Incident, ...]
    movements: tuple[Movement, ...]
    figures: tuple[Figure, ...]
    declarations: tuple[Declaration, ...]
    assessments: tuple[Assessment, ...]


def derive(
    material: Material, agreement: Agreement | None, day: date, memory: Memory | None = None
) -> tuple[Derived, Court | None]:
    """What ``resolve`` and ``assess`` make of the material as of a day; ``memory`` of earlier days saves time only.

    With it comes the court that heard the perspectives, where there is an agreement.
    """
    situation = situation_as_of(material.documents, material.claims, day, material.decisions, memory)
    court: Court | None = None
    verdicts: tuple[Assessment, ...] = ()
    if agreement is not None:
        court = open_court(situation, agreement, day, resets=find_resets(material.decisions, agreement))
        verdicts = court.assess(list_perspectives(agreement), find_reviewed(material.decisions))
    derived = Derived(
        origins=situation.origins,
        incidents=situation.incidents,
        movements=situation.movements,
        figures=situation.figures,
        declarations=situation.declarations,
        assessments=verdicts,
    )
    return derived, court


def draw(
    material: Material, agreement: Agreement | None, day: date, projection: Projection, derived: Derived, head: Head
) -> Picture:
    """The picture of a day out of the material and what was derived from it; ``head`` is the last entry in it."""
    documents = known_by(material.documents, day)
    known = {d.document_id for d in documents}
    situation = Situation(
        documents=documents,
        claims=correct_claims((c for c in material.claims if c.document_id in known), material.decisions),
        origins=derived.origins,
        incidents=derived.incidents,
        movements=derived.movements,
        figures=derived.figures,
        declarations=derived.declarations,
        decisions=material.decisions,
    )
    return Picture(
        projection=projection,
        as_of=day,
        head=head,
        situation=situation,
        agreement=agreement,
        assessments=derived.assessments,
        decisions=material.decisions,
        notes=material.notes,
        restricted=material.restricted,
    )
