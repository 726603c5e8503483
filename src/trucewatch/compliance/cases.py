"""Run an agreement's cases: build the situation that a case tells, assess it, compare."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from trucewatch.compliance.assess import assess
from trucewatch.compliance.clocks import Reset
from trucewatch.model.agreement import Agreement
from trucewatch.model.assessment import Assessment
from trucewatch.model.claim import ActorMention, Claim, Claimant, PlaceMention, Quantity, claim_id
from trucewatch.model.document import Document, PublicationDate, Segment
from trucewatch.model.incident import Incident
from trucewatch.model.movement import Movement, Stage
from trucewatch.model.situation import Declaration, Situation
from trucewatch.model.span import Span
from trucewatch.model.when import When
from trucewatch.packs.actors import ActorBook, load_actors
from trucewatch.packs.agreement import load_agreement
from trucewatch.packs.cases import KIND_OF, CaseEntry, ExpectEntry, ReportEntry, load_cases
from trucewatch.packs.gazetteer import Gazetteer, load_gazetteer

_UNDATED = PublicationDate(on=None, found_by="not found")
EXTRACTOR = "trucewatch.cases@1"
_STAGES = {
    "aid_delivered": "delivered",
    "aid_moving": "moving",
    "aid_waiting": "waiting",
    "aid_blocked": "blocked",
    "aid_looted": "looted",
    "aid_approved": "approved",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """One case's outcome; ``failures`` are sentences, empty when all that was expected came out."""

    case: str
    because: str
    failures: tuple[str, ...]
    assessments: tuple[Assessment, ...]

    @property
    def passed(self) -> bool:
        """Whether everything expected came out."""
        return not self.failures

    @property
    def case_id(self) -> str:
        """What the case is called."""
        return self.case

    @property
    def message(self) -> str:
        """What came out otherwise, and why the case expects what it does."""
        return "; ".join(self.failures) + f" (expected because {self.because})" if self.failures else ""


def run_cases(
    agreement: Agreement | str | Path, *, actors: ActorBook | None = None, gazetteer: Gazetteer | None = None
) -> tuple[CaseResult, ...]:
    """Run the cases beside an agreement's file, in the file's order.

    ``agreement`` is a bundled id, a path, or a bundled agreement as loaded.

    Raises ``PackError`` when either file is wrong and ``UnknownNameError`` when the agreement is not known.
    """
    loaded = agreement if isinstance(agreement, Agreement) else load_agreement(agreement)
    where = agreement.agreement_id if isinstance(agreement, Agreement) else agreement
    book, places = actors or load_actors(), gazetteer or load_gazetteer()
    return tuple(run_case(case, loaded, book, places) for case in load_cases(where).cases)


def run_case(case: CaseEntry, agreement: Agreement, book: ActorBook, gazetteer: Gazetteer) -> CaseResult:
    """Assess one case and compare with what it expects."""
    situation, reviewed = build_situation(case, book, gazetteer)
    found = assess(
        situation,
        agreement,
        case.as_of,
        case.perspective,
        case.party,
        actors=book,
        gazetteer=gazetteer,
        reviewed=reviewed,
        resets=[Reset(provision_id=r.provision, on=r.on, by=tuple(r.by)) for r in case.resets],
    )
    failures = tuple(f for expected in case.expect for f in _compare(expected, found))
    return CaseResult(case=case.case, because=case.because, failures=failures, assessments=found)


def _compare(expected: ExpectEntry, found: tuple[Assessment, ...]) -> list[str]:
    name = expected.provision + (f" (reading {expected.reading})" if expected.reading else "")
    fitting = [a for a in found if a.provision_id == expected.provision and a.reading_id == expected.reading]
    if not fitting:
        return [f"{name}: no such provision or reading"]
    wrong = []
    for a in fitting:
        if a.verdict != expected.verdict:
            wrong.append(f"{name}: expected {expected.verdict!r}, came out {a.verdict!r} ({a.reason})")
        told = " ".join((a.reason, *(e.reason for e in (*a.against, *a.supporting, *a.set_aside))))
        if expected.reason and expected.reason not in told:
            wrong.append(f"{name}: {expected.reason!r} is not among its reasons: {told}")
        if expected.clock_day is not None and (a.clock is None or a.clock.day != expected.clock_day):
            came = a.clock.day if a.clock else None
            wrong.append(f"{name}: expected {expected.clock_day} days of calm on the clock, came out {came}")
        if expected.clock_elapsed is not None and (a.clock is None or a.clock.elapsed != expected.clock_elapsed):
            came = a.clock.elapsed if a.clock else None
            wrong.append(f"{name}: expected {expected.clock_elapsed} days passed on the clock, came out {came}")
    return wrong


@dataclass(slots=True)
class _Draft:
    """A document in the writing: its words are those of its claims, so that every span is exact."""

    name: str
    text: str = ""
    publisher: str = ""
    published: PublicationDate = _UNDATED
    claims: list[tuple[ReportEntry, Claim]] = field(default_factory=list)

    def write(self, words: str) -> Span:
        start = len(self.text) + bool(self.text)
        self.text += (" " if self.text else "") + words
        return Span(start, start + len(words), words)


def build_situation(case: CaseEntry, book: ActorBook, gazetteer: Gazetteer) -> tuple[Situation, frozenset[str]]:
    """The situation that a case's reports tell, and the ids of its reviewed claims."""
    drafts: dict[str, _Draft] = {}
    told: list[tuple[ReportEntry, Claim]] = []
    for report in case.reports:
        draft = drafts.setdefault(report.in_report, _Draft(report.in_report))
        if report.publisher:
            draft.publisher = report.publisher
        if report.published:
            draft.published = PublicationDate(on=report.published, found_by="given")
        told.append((report, _write_claim(report, draft, book, gazetteer)))
    situation = Situation(
        documents=tuple(_finish(d) for d in drafts.values()),
        claims=tuple(c for _, c in told),
        origins=(),
        incidents=_incidents(told),
        movements=_movements(told),
        figures=(),
        declarations=_declarations(told),
    )
    return situation, frozenset(c.claim_id for r, c in told if r.reviewed)


def _document_id(name: str) -> str:
    return "sha256:" + hashlib.sha256(name.encode()).hexdigest()


def _finish(draft: _Draft) -> Document:
    return Document(
        path=f"{draft.name}.txt",
        sha256=_document_id(draft.name).removeprefix("sha256:"),
        text=draft.text,
        text_sha256=hashlib.sha256(draft.text.encode()).hexdigest(),
        media_type="text/plain",
        title=f"report {draft.name}",
        publisher=draft.publisher,
        published=draft.published,
        language="en",
        segments=(Segment(kind="body", start=0, end=len(draft.text)),),
    )


def _write_claim(report: ReportEntry, draft: _Draft, book: ActorBook, gazetteer: Gazetteer) -> Claim:
    start = len(draft.text) + bool(draft.text)
    claimants = tuple(_claimant(w, report, draft, book) for w in report.says)
    roles = (("perpetrator", report.by), ("target", report.on), ("addressee", report.to), ("holder", report.holder))
    actors = tuple(_mention(role, w, draft, book) for role, words in roles for w in words)
    draft.write(report.act.replace("_", " "))
    places = tuple(_place(w, draft, gazetteer) for w in report.at)
    quantities = tuple(
        Quantity(
            what=what,
            span=draft.write(f"{_shown(low, high)} {what}{f' of {report.of}' if report.of else ''}"),
            low=low,
            high=high,
        )
        for what, (low, high) in report.count.items()
    )
    when = None
    if report.when is not None:
        first, last, precision = report.when
        words = draft.write(first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}")
        when = When(start_on=first, end_on=last, precision=precision, span=words)
    span = Span.of(draft.text, start, len(draft.text))
    draft.text += "."
    document_id, kind = _document_id(draft.name), KIND_OF[report.act]
    return Claim(
        claim_id=claim_id(document_id, span, kind, report.act, tuple(report.says), report.stance, EXTRACTOR),
        document_id=document_id,
        kind=kind,
        type=report.act,
        stance=report.stance,
        span=span,
        claimants=claimants,
        actors=actors,
        places=places,
        when=when,
        quantities=quantities,
        extractor=EXTRACTOR,
    )


def _shown(low: float | None, high: float | None) -> str:
    if low == high:
        return f"{low:g}"
    return f"at least {low:g}" if high is None else f"up to {high:g}" if low is None else f"{low:g} to {high:g}"


def _named(words: str, book: ActorBook) -> tuple[str, str | None]:
    actor = book.get(words)
    return (actor.name, words) if actor else (words, None)


def _claimant(words: str, report: ReportEntry, draft: _Draft, book: ActorBook) -> Claimant:
    name, actor_id = _named(words, book)
    return Claimant(span=draft.write(name), actor_id=actor_id, anonymous=report.anonymous)


def _mention(role: str, words: str, draft: _Draft, book: ActorBook) -> ActorMention:
    name, actor_id = _named(words, book)
    return ActorMention(role=role, span=draft.write(name), actor_id=actor_id)


def _place(words: str, draft: _Draft, gazetteer: Gazetteer) -> PlaceMention:
    name, _, place_id = (w.strip() for w in words.partition("="))
    known = gazetteer.get(place_id) if place_id else None
    return PlaceMention(
        span=draft.write(name),
        place_id=place_id or None,
        name=known.name if known else None,
        lat=known.lat if known else None,
        lon=known.lon if known else None,
        geo_precision=1 if known else None,
    )


def _incidents(told: list[tuple[ReportEntry, Claim]]) -> tuple[Incident, ...]:
    groups: dict[str, list[Claim]] = {}
    for report, claim in told:
        if report.about and claim.kind == "incident":
            groups.setdefault(report.about, []).append(claim)
    return tuple(
        Incident(
            incident_id=f"incident:{key}",
            types=tuple(dict.fromkeys(c.type for c in claims)),
            title=key,
            when=claims[0].when,
            places=claims[0].places,
            accounts=(),
            positions=(),
            origins=tuple(dict.fromkeys(c.document_id for c in claims)),
            grade="weak",
            grade_reason="a case, not a happening",
            claim_ids=tuple(c.claim_id for c in claims),
        )
        for key, claims in groups.items()
    )


def _declarations(told: list[tuple[ReportEntry, Claim]]) -> tuple[Declaration, ...]:
    incidents = {r.about for r, c in told if r.about and c.kind == "incident"}
    return tuple(
        Declaration(
            claim_id=claim.claim_id,
            type=claim.type,
            holder=holders[0].span.quote if (holders := claim.actors_as("holder")) else claim.source_words,
            holder_id=holders[0].actor_id if holders else None,
            stance=claim.stance,
            incident_id=f"incident:{report.about}" if report.about in incidents else None,
        )
        for report, claim in told
        if claim.kind == "position"
    )


def _movements(told: list[tuple[ReportEntry, Claim]]) -> tuple[Movement, ...]:
    groups: dict[str, list[Claim]] = {}
    for report, claim in told:
        if report.about and claim.kind == "access":
            groups.setdefault(report.about, []).append(claim)
    return tuple(
        Movement(
            movement_id=f"movement:{key}",
            kind="aid",
            title=key,
            destination=next((p for c in claims for p in c.places), None),
            carriers=(),
            stages=tuple(
                Stage(
                    stage="never arrived" if c.stance == "denied" else _STAGES.get(c.type, "moving"),
                    claim_id=c.claim_id,
                    claimants=tuple(w.span.quote for w in c.claimants),
                    origin_id=c.document_id,
                    stance=c.stance,
                    when=c.when,
                    quantities=c.quantities,
                )
                for c in claims
            ),
        )
        for key, claims in groups.items()
    )
