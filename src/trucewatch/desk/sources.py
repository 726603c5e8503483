"""Sources of a desk and who may see what they say: ``restrict`` decisions on reports, or on all that one brings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from trucewatch.errors import UnknownNameError, UsageError
from trucewatch.ledger.append import append_decision
from trucewatch.ledger.catalogue import read_decided, read_reports_of, read_sources
from trucewatch.ledger.desk import Desk
from trucewatch.ledger.standing import PUBLISHER, find_restricted, find_withdrawn
from trucewatch.model.decision import Decision, standing
from trucewatch.model.document import Document


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher as reports name it (may be empty); ``restricted``: whatever it brings is, unless decided singly."""

    name: str
    reports: int
    added_restricted: int
    restricted: bool


@dataclass(frozen=True, slots=True)
class Report:
    """A report of a source, without its text; ``seq`` is its entry in the ledger."""

    seq: int
    document: Document
    restricted: bool
    withdrawn: bool


def list_sources(desk: Desk) -> tuple[Source, ...]:
    """All sources, the one with most reports first."""
    levels = _levels(read_decided(desk.engine))
    rows = read_sources(desk.engine)
    return tuple(Source(r.name, r.reports, r.added_restricted, levels.get(_folded(r.name), False)) for r in rows)


def list_reports(desk: Desk, source: str, before: int = 0, most: int = 50) -> tuple[Report, ...]:
    """A source's reports, newest first, those before an entry of the ledger (0: the newest)."""
    rows = read_reports_of(desk.engine, source, before, most)
    decisions = read_decided(desk.engine)
    restricted = find_restricted([d for _, d in rows], decisions)
    gone = find_withdrawn(decisions)
    return tuple(Report(n, d, d.document_id in restricted, d.document_id in gone) for n, d in rows)


def restrict(desk: Desk, subject: str, restricted: bool, reason: str, by: str, now: datetime) -> int:
    """Restrict or open a report (``sha256:…``) or a source (``publisher:…``); returns the entry of the decision.

    Raises :class:`UsageError` without a reason, :class:`UnknownNameError` for a source without reports.
    """
    if not reason.strip():
        raise UsageError("a restriction needs a reason; it stays in the ledger")
    if not subject.startswith((PUBLISHER, "sha256:")):
        raise UnknownNameError(f"{subject!r} is neither a report nor a source of this desk")
    if subject.startswith(PUBLISHER) and subject not in {f"{PUBLISHER}{r.name}" for r in read_sources(desk.engine)}:
        raise UnknownNameError(f"{subject.removeprefix(PUBLISHER)!r} is no source of this desk")
    payload = {"restricted": restricted}
    made = Decision(kind="restrict", subjects=(subject,), payload=payload, reason=reason.strip(), by=by, at=now)
    return append_decision(desk.engine, made)


def _levels(decisions: tuple[Decision, ...]) -> dict[str, bool]:
    """Source → whether it is restricted, by what was decided last."""
    return {
        _folded(subject.removeprefix(PUBLISHER)): decision.payload.get("restricted") is not False
        for _, decision in standing(decisions)
        if decision.kind == "restrict"
        for subject in decision.subjects
        if subject.startswith(PUBLISHER)
    }


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
