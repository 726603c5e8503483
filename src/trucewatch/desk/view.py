"""A desk as of a day: what it held by then, resolved; for one projection."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from trucewatch.desk.projection import Material, Projection, project
from trucewatch.incidents.corrections import find_void
from trucewatch.ledger.advance import cut_back
from trucewatch.ledger.desk import Desk
from trucewatch.ledger.marks import read_marks
from trucewatch.ledger.read import Contents
from trucewatch.model.decision import Decision
from trucewatch.model.situation import Situation
from trucewatch.pipeline import situation_as_of


@dataclass(frozen=True, slots=True)
class View:
    """What is known as of a day, and what a reader must be told about that day.

    ``agreement`` is the desk's own (may be empty); ``decisions`` are those recorded by then.
    """

    as_of: date
    situation: Situation
    notes: tuple[str, ...]
    agreement: str = ""
    decisions: tuple[Decision, ...] = ()


def end_of(day: date) -> datetime:
    """The last instant of a day, UTC."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=UTC)


def view_as_of(desk: Desk, day: date, projection: Projection = "public") -> View:
    """Resolve what a desk holds as of a day; raises :class:`~trucewatch.errors.LedgerError`."""
    shown = material_as_of(desk, day, projection, desk.contents())
    situation = situation_as_of(shown.documents, shown.claims, day, shown.decisions)
    return View(day, situation, shown.notes, desk.agreement, shown.decisions)


def material_as_of(desk: Desk, day: date, projection: Projection, held: Contents) -> Material:
    """What a desk held as of a day, not yet resolved; ``held`` is all that it holds now.

    Only what was recorded by the end of that day counts, less what was withdrawn by then.  A desk that began later
    than the day asked for cannot know what it would have held; then what had been *published* by that day is taken,
    and a note says so.  Raises :class:`~trucewatch.errors.LedgerError`.
    """
    limit = end_of(day)
    then = held
    notes: tuple[str, ...] = ()
    if began_later(held.began_at, day):
        notes = (
            f"This desk's first record is of {held.began_at:%Y-%m-%d}.  As of {day} it shows what had been "
            "published by then, out of everything recorded since; not what this desk knew that day.",
        )
    elif (marks := read_marks(desk.engine, limit)).then != marks.now:
        then = cut_back(desk.engine, held, limit)
    shown = project(then, held.decisions, projection)
    claim_ids, document_ids = (c.claim_id for c in shown.claims), (d.document_id for d in shown.documents)
    return replace(shown, notes=(*notes, *find_void(shown.decisions, claim_ids, document_ids)))


def began_later(began_at: datetime | None, day: date) -> bool:
    """Whether a desk's first record is of a later day."""
    return began_at is not None and began_at > end_of(day)
