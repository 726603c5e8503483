"""A term as of a day, with what was known then: what an inquiry into its rate or its quotas begins with."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from trucewatch.compliance.happenings import Known, gather_known
from trucewatch.compliance.roster import Roster
from trucewatch.compliance.scope import Term
from trucewatch.model.agreement import Agreement, Provision
from trucewatch.model.situation import Situation
from trucewatch.packs.actors import ActorBook, load_actors
from trucewatch.packs.gazetteer import Gazetteer, load_gazetteer


def open_inquiry(
    situation: Situation,
    agreement: Agreement,
    provision: Provision,
    as_of: date,
    actors: ActorBook | None,
    gazetteer: Gazetteer | None,
) -> tuple[Known, Term]:
    """What was known on ``as_of``, and the provision ready to be held against it; None takes the shipped packs."""
    roster = Roster(agreement, actors or load_actors())
    term = Term(
        provision=provision,
        reading_id="",
        agreement=agreement,
        zone=ZoneInfo(agreement.timezone),
        roster=roster,
        gazetteer=gazetteer or load_gazetteer(),
        as_of=as_of,
    )
    return gather_known(situation, roster, as_of), term
