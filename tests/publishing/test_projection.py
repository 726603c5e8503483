"""What the public sees is derived anew from what is public, under the same decisions as everything else."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.incidents.factory import DAY, make_report
from trucewatch.model.decision import Decision
from trucewatch.model.situation import Situation
from trucewatch.pipeline import resolve
from trucewatch.publishing.projection import project


def three_reports() -> Situation:
    """Two towns that a person linked, two reports that she called one source, and a report of a later day."""
    reports = []
    for name, town, day in (("Alpha", "Talbiseh", 20), ("Beta", "Madaya", 20), ("Late", "Deir Ezzor", 27)):
        words = f"An air strike hit a bakery in {town} on 19 September"
        report = make_report(f"{words}, residents of the town told {name}.", name, date(2016, 9, day))
        report.claim(words, "air_strike", at=town, on=DAY, when="on 19 September", actors={"target": ["a bakery"]})
        reports.append(report)
    (a,), (b,) = reports[0].claims, reports[1].claims
    documents = [r.document for r in reports]
    link = {"left": [a.claim_id], "right": [b.claim_id], "incidents": []}
    decisions = (
        _decide("link", (a.claim_id, b.claim_id), link),
        _decide("same_origin", (documents[0].document_id, documents[1].document_id), {}),
    )
    return resolve(documents, [c for r in reports for c in r.claims], decisions)


def _decide(kind: str, subjects: tuple[str, ...], payload: dict[str, object]) -> Decision:
    return Decision(
        kind=kind, subjects=subjects, payload=payload, reason="seen", by="Mo", at=datetime(2026, 1, 1, tzinfo=UTC)
    )


def test_corrections_hold_in_what_is_derived_anew() -> None:
    situation = three_reports()
    public, _ = project(situation, None, (), date(2016, 9, 22))
    assert [d.publisher for d in public.documents] == ["Alpha", "Beta"], "the later report is as if never read"
    (incident,) = public.incidents
    assert incident.links[0] == f"linked by Mo: seen (decision {situation.decisions[0].name})"
    assert len(public.origins) == 1 and incident.origins == (public.origins[0].origin_id,)


def test_where_nothing_is_left_out_nothing_is_derived() -> None:
    situation = three_reports()
    assert project(situation, None, (), date(2016, 9, 27))[0] is situation
