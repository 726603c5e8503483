"""Adding reports one by one, with a memory, gives exactly what a build of all of them gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.incidents.factory import DAY, POINTS, Report, make_report
from trucewatch.incidents.build import build_incidents
from trucewatch.incidents.corrections import Ruling, find_corrections
from trucewatch.incidents.memory import Memory
from trucewatch.model.decision import Decision
from trucewatch.model.document import Origin
from trucewatch.model.incident import Incident
from trucewatch.packs.actors import ActorBook
from trucewatch.packs.gazetteer import Gazetteer

PLAN = st.tuples(
    st.sampled_from(["Talbiseh", "Madaya", "Aleppo"]),
    st.sampled_from(["air_strike", "shelling", "armed_clash"]),
    st.integers(-1, 1),
    st.sampled_from(["a bakery", "a school", "aid trucks"]),
    st.integers(0, 9),
    st.booleans(),
)


def report(number: int, plan: tuple[str, str, int, str, int, bool]) -> Report:
    town, type_, slip, target, killed, denied = plan
    words = f"{killed} people died as {target} came under fire in {town}"
    denial = f"The army denied striking {target} in {town}." if denied else ""
    made = make_report(
        f"{words}, residents told Kardoun{number % 3}. {denial}", f"Paper {number}", DAY + timedelta(days=2)
    )
    made.claim(
        words,
        type_,
        at=town,
        on=DAY + timedelta(days=slip),
        actors={"target": [target]},
        counts=[("killed", str(killed), killed, killed)],
    )
    if denied:
        made.claim(f"denied striking {target} in {town}", "denies_responsibility", kind="position", by="The army")
    return made


def build(reports: list[Report], same: bool, links: tuple[Ruling, ...], memory: Memory | None) -> tuple[Incident, ...]:
    documents = [r.document for r in reports]
    together = [documents[:2], *([d] for d in documents[2:])] if same else [[d] for d in documents]
    return build_incidents(
        documents,
        [c for r in reports for c in r.claims],
        [Origin(origin_id=g[0].document_id, document_ids=tuple(d.document_id for d in g)) for g in together],
        gazetteer=Gazetteer(()),
        actors=ActorBook(()),
        must_link=links,
        memory=memory,
    )


@settings(deadline=None, max_examples=60)
@given(st.lists(PLAN, min_size=2, max_size=7), st.booleans(), st.booleans())
def test_one_report_after_the_other_is_the_same_as_all_at_once(
    plans: list[tuple[str, str, int, str, int, bool]], same: bool, linked: bool
) -> None:
    reports = [report(number, plan) for number, plan in enumerate(plans)]
    first, second = (r.claims[0].claim_id for r in reports[:2])
    decision = Decision(
        kind="link",
        subjects=(first, second),
        payload={"left": [first], "right": [second]},
        reason="x",
        by="Mo",
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    links = find_corrections([decision]).links if linked else ()
    memory = Memory()
    for count in range(1, len(reports) + 1):
        # Origins and decisions come and go with the reports, as on a desk.
        known = (same and count > 3, links if count > 2 else ())
        assert build(reports[:count], *known, memory) == build(reports[:count], *known, None)


def test_a_claim_corrected_by_a_person_is_not_remembered_as_it_was() -> None:
    plan = ("Talbiseh", "shelling", 0, "a school", 4, False)
    before, memory = [report(0, plan), report(1, plan)], Memory()
    build(before, False, (), memory)
    after = [report(0, plan), report(1, plan)]
    after[1].claims[0] = replace(after[1].claims[0], type="air_strike", quantities=())
    assert after[1].claims[0].claim_id == before[1].claims[0].claim_id
    assert build(after, False, (), memory) == build(after, False, (), None) != build(before, False, (), None)


def test_a_memory_holds_little_more_than_is_in_use() -> None:
    memory = Memory()
    for number in range(12):
        build([report(number, ("Talbiseh", "shelling", 0, "a school", number, False))], False, (), memory)
    assert len(memory.incidents) <= 4


def test_the_towns_of_the_plans_are_located() -> None:
    assert {"Talbiseh", "Madaya", "Aleppo"} <= POINTS.keys() and date(2016, 9, 19) == DAY
