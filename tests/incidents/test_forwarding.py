"""An id that was ever given leads on, however incidents merge and split as reports are added one by one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.incidents.test_memory import PLAN, build, report
from trucewatch.incidents.forwarding import find_incidents
from trucewatch.incidents.memory import Memory


@settings(deadline=None, max_examples=40)
@given(st.lists(PLAN, min_size=2, max_size=7), st.randoms(use_true_random=False))
def test_every_id_that_was_ever_given_leads_to_the_one_incident_that_holds_its_claim(plans, chance) -> None:
    reports = [report(number, plan) for number, plan in enumerate(plans)]
    chance.shuffle(reports)  # an earlier report may come in late
    given_before: dict[str, str] = {}
    memory = Memory()
    for count in range(1, len(reports) + 1):
        incidents = build(reports[:count], False, (), memory)
        claims = [c for r in reports[:count] for c in r.claims]
        for incident_id, first in given_before.items():
            (found,) = find_incidents(incident_id, incidents, claims)
            assert first in found.claim_ids or found.incident_id == incident_id
        happenings = {c.claim_id for c in claims if c.kind == "incident"}
        given_before |= {i.incident_id: next(c for c in i.claim_ids if c in happenings) for i in incidents}


def test_a_near_miss_is_explained_on_both_sides_once_the_second_report_is_in() -> None:
    memory = Memory()
    first = report(0, ("Talbiseh", "air_strike", 0, "a bakery", 2, False))
    second = report(1, ("Talbiseh", "air_strike", 1, "a school", 9, False))
    assert build([first], False, (), memory)[0].near_misses == ()
    one, other = build([first, second], False, (), memory)
    for incident in (one, other):
        (why,) = incident.near_misses
        assert why.startswith("Not joined with Paper") and "same place" in why and "one day apart" in why
