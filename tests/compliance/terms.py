"""Small agreements for the tests."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from trucewatch.compliance.roster import Roster
from trucewatch.compliance.scope import Term
from trucewatch.model.agreement import Agreement, Clock, Exclusion, Party, Provision
from trucewatch.packs.actors import load_actors
from trucewatch.packs.gazetteer import load_gazetteer


def make_agreement(*provisions: Provision, zone: str = "Asia/Damascus") -> Agreement:
    return Agreement(
        agreement_id="test",
        version="1",
        title="A truce",
        theatre="syria",
        timezone=zone,
        signed_on=None,
        effective_at=None,
        parties=(
            Party(party_id="north", name="the North", answers_for=("syr-government",)),
            Party(party_id="south", name="the South", answers_for=("syr-opposition",)),
            Party(party_id="friend", name="the Friend", answers_for=("rus-government",), role="guarantor"),
        ),
        exclusions=(
            Exclusion(
                actor_id="hts",
                name="the Front",
                names=(("Old Front", None, None), ("New Front", date(2016, 7, 28), None)),
            ),
        ),
        provisions=provisions,
    )


def make_provision(modality: str = "prohibition", **values: object) -> Provision:
    given: dict[str, object] = {
        "provision_id": "term",
        "title": "A term",
        "text": "What it asks.",
        "quote": "",
        "status": "reported",
        "modality": modality,
        "addressees": ("north", "south"),
        "acts": ("shelling", "air_strike", "armed_clash", "violation_tally", "accuses"),
        "starts_at": datetime(2016, 9, 12, tzinfo=ZoneInfo("Asia/Damascus")),
    }
    return Provision(**(given | values))  # type: ignore[arg-type]


def make_clock(starts_at: datetime, days: int = 3, **values: object) -> Clock:
    return Clock(starts_at=starts_at, length=timedelta(days=days), **values)  # type: ignore[arg-type]


def make_term(provision: Provision, as_of: date = date(2016, 9, 20), zone: str = "Asia/Damascus") -> Term:
    agreement = make_agreement(provision, zone=zone)
    return Term(
        provision=provision,
        reading_id="",
        agreement=agreement,
        zone=ZoneInfo(zone),
        roster=Roster(agreement, load_actors()),
        gazetteer=load_gazetteer(),
        as_of=as_of,
    )
