"""What people decide about incidents: folded purely, obeyed by the builders, undone by another decision."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.incidents.factory import DAY, Dossier, make_report
from trucewatch.incidents.accounts import stable_id
from trucewatch.incidents.build import build_incidents
from trucewatch.incidents.corrections import NONE, find_corrections, find_void
from trucewatch.incidents.forwarding import earlier_ids, find_incidents
from trucewatch.model.decision import Decision
from trucewatch.model.incident import Incident
from trucewatch.packs.actors import ActorBook
from trucewatch.packs.gazetteer import Gazetteer

AT = datetime(2026, 1, 1, tzinfo=UTC)
NAMES = st.sampled_from("abcdef")
SOME = st.lists(NAMES, min_size=1, max_size=3, unique=True)


def decide(kind: str, *subjects: str, **payload: object) -> Decision:
    return Decision(kind=kind, subjects=subjects, payload=payload, reason="seen on site", by="Mo", at=AT)


def link(left: list[str], right: list[str]) -> Decision:
    return decide("link", left[0], right[0], left=left, right=right, incidents=["incident-1", "incident-2"])


def separate(named: list[str], others: list[str]) -> Decision:
    return decide("separate", *named, others=others, incidents=["incident-1"])


def undo(number: int) -> Decision:
    return decide("withdraw", f"decision:{number}")


SAME = st.builds(lambda one, other: decide("same_origin", one, other), NAMES, NAMES)
OTHER = st.builds(lambda one, other: decide("other_origin", one, other), NAMES, NAMES)
DECISIONS = st.one_of(st.builds(link, SOME, SOME), st.builds(separate, SOME, SOME), SAME, OTHER)


def meaning(decisions: list[Decision]) -> list[tuple[str, frozenset[tuple[str, str]]]]:
    """The pairs in force, without the numbers of the decisions that said so."""
    found = find_corrections(decisions)
    return [
        (r.kind, r.pairs) for rulings in (found.links, found.separations, found.origins, found.parted) for r in rulings
    ]


@given(st.lists(DECISIONS, max_size=4), DECISIONS)
def test_a_decision_and_its_undoing_are_as_if_neither_was_taken(before: list[Decision], one: Decision) -> None:
    assert find_corrections([*before, one, undo(len(before) + 1)]) == find_corrections(before)


@given(st.lists(DECISIONS, min_size=1, max_size=5), st.data())
def test_in_which_order_decisions_are_undone_does_not_matter(decisions: list[Decision], data: st.DataObject) -> None:
    gone = data.draw(st.lists(st.integers(1, len(decisions)), unique=True))
    other = data.draw(st.permutations(gone))
    left = [d for n, d in enumerate(decisions, 1) if n not in gone]
    assert find_corrections(decisions + [undo(n) for n in gone]) == find_corrections(
        decisions + [undo(n) for n in other]
    )
    assert meaning(decisions + [undo(n) for n in gone]) == meaning(left)


@given(st.lists(DECISIONS, max_size=6))
def test_no_pair_is_both_joined_and_kept_apart_and_the_last_word_counts(decisions: list[Decision]) -> None:
    found = find_corrections(decisions)
    joined = [p for r in found.links for p in r.pairs]
    apart = [p for r in found.separations for p in r.pairs]
    assert not set(joined) & set(apart)
    assert len(joined) == len(set(joined))
    last = next((d for d in reversed(decisions) if d.kind in ("link", "separate")), None)
    if last is not None and last.kind == "link":
        assert set(meaning([last])[0][1] if meaning([last]) else ()) <= set(joined)


def test_decisions_of_other_kinds_say_nothing_about_incidents() -> None:
    assert find_corrections([decide("accept", "a"), decide("reset", "b", on="2016-09-19")]) == NONE


def test_a_decision_whose_claims_are_gone_is_named_and_one_with_some_left_is_not() -> None:
    decisions = [
        link(["a", "x"], ["b"]),
        separate(["y"], ["a"]),
        decide("same_origin", "d", "e"),
        link(["z"], ["b"]),
        undo(4),
    ]
    apart, same = decisions[1].name, decisions[2].name
    assert find_void(decisions, {"a", "b"}, {"d"}) == (
        f"Decision {apart} (separate, by Mo) names claims that this desk no longer reads; it changes nothing.",
        f"Decision {same} (same origin, by Mo) names reports that this desk no longer reads; it changes nothing.",
    )
    assert find_void(decisions, {"a", "b", "y"}, {"d", "e"}) == ()


def test_of_two_decisions_on_one_pair_of_reports_the_later_one_holds() -> None:
    same, other = decide("same_origin", "d", "e"), decide("other_origin", "e", "d")
    assert meaning([same, other]) == [("other_origin", frozenset({("d", "e")}))]
    assert meaning([same, other, same]) == [("same_origin", frozenset({("d", "e")}))]
    assert meaning([same, other, undo(2)]) == meaning([same])
    assert meaning([link(["d"], ["e"]), other])[0] == ("link", frozenset({("d", "e")})), "claims are no reports"


def two_strikes() -> Dossier:
    """Two reports that the scorer keeps apart (two towns), and a third that it joins with the first."""
    dossier = Dossier([])
    for name, town, day in (("Alpha", "Talbiseh", 20), ("Beta", "Madaya", 20), ("Gamma", "Talbiseh", 21)):
        words = f"An air strike hit a bakery in {town} on 19 September"
        report = make_report(f"{words}, residents of the town said in {name}.", name, date(2016, 9, day))
        report.claim(words, "air_strike", at=town, on=DAY, when="on 19 September", actors={"target": ["a bakery"]})
        dossier.reports.append(report)
    return dossier


def build(dossier: Dossier, decisions: list[Decision]) -> tuple[Incident, ...]:
    found = find_corrections(decisions)
    return build_incidents(
        dossier.documents,
        dossier.claims,
        dossier.origins,
        gazetteer=Gazetteer(()),
        actors=ActorBook(()),
        must_link=found.links,
        cannot_link=found.separations,
    )


def members(incidents: tuple[Incident, ...]) -> set[frozenset[str]]:
    return {frozenset(i.claim_ids) for i in incidents}


def test_linked_incidents_are_one_and_say_who_linked_them_and_why() -> None:
    dossier = two_strikes()
    alpha, beta, gamma = (c.claim_id for c in dossier.claims)
    assert members(build(dossier, [])) == {frozenset({alpha, gamma}), frozenset({beta})}
    decision = link([alpha, gamma], [beta])
    (incident,) = build(dossier, [decision])
    assert set(incident.claim_ids) == {alpha, beta, gamma}
    assert incident.links[0] == f"linked by Mo: seen on site (decision {decision.name})"
    assert not any("apart" in sentence for sentence in incident.links)


def test_a_claim_taken_out_stands_alone_and_the_reason_is_a_near_miss() -> None:
    dossier = two_strikes()
    alpha, beta, gamma = (c.claim_id for c in dossier.claims)
    decision = separate([gamma], [alpha])
    incidents = build(dossier, [decision])
    assert members(incidents) == {frozenset({alpha}), frozenset({beta}), frozenset({gamma})}
    alone = next(i for i in incidents if gamma in i.claim_ids)
    assert any(f"separated by Mo: seen on site (decision {decision.name})" in miss for miss in alone.near_misses)


def test_what_is_linked_and_then_taken_out_leaves_the_rest_linked() -> None:
    dossier = two_strikes()
    alpha, beta, gamma = (c.claim_id for c in dossier.claims)
    decisions = [link([alpha, gamma], [beta]), separate([gamma], [alpha, beta])]
    assert members(build(dossier, decisions)) == {frozenset({alpha, beta}), frozenset({gamma})}
    again = [*decisions, link([alpha, beta], [gamma])]
    assert members(build(dossier, again)) == {frozenset({alpha, beta, gamma})}


def test_two_claims_of_one_report_can_be_taken_apart() -> None:
    report = make_report("Jets struck a bakery in Madaya on Monday. The strike killed four.", "Alpha", DAY)
    first = report.claim(
        "Jets struck a bakery in Madaya on Monday", "air_strike", at="Madaya", on=DAY, when="on Monday"
    )
    second = report.claim("The strike killed four", "air_strike", on=DAY, counts=[("killed", "four", 4, 4)])
    dossier = Dossier([report])
    assert len(build(dossier, [])) == 1
    assert members(build(dossier, [separate([second.claim_id], [first.claim_id])])) == {
        frozenset({first.claim_id}),
        frozenset({second.claim_id}),
    }


def test_a_denial_can_be_taken_out_of_the_incident_that_it_was_attached_to(convoy: Dossier) -> None:
    (incident,) = build(convoy, [])
    denial = next(c.claim_id for c in convoy.claims if c.type == "denies_responsibility")
    others = [c for c in incident.claim_ids if c != denial]
    incidents = build(convoy, [separate([denial], others)])
    assert not any(denial in i.claim_ids for i in incidents)


def test_decisions_taken_back_leave_the_incidents_to_the_letter(convoy: Dossier) -> None:
    claims = [c.claim_id for c in convoy.claims]
    decisions = [separate(claims[:1], claims[1:]), link(claims[:1], claims[1:]), undo(2), undo(1)]
    assert build(convoy, decisions) == build(convoy, [])


def test_claims_that_are_gone_change_nothing(convoy: Dossier) -> None:
    some = convoy.claims[0].claim_id
    assert build(convoy, [link(["gone"], [some]), separate([some], ["gone"])]) == build(convoy, [])


def test_an_earlier_id_leads_to_the_incident_that_took_it_in() -> None:
    dossier = two_strikes()
    decisions: list[Decision] = []
    left, right = build(dossier, [])
    decisions.append(
        decide(
            "link",
            left=list(left.claim_ids),
            right=list(right.claim_ids),
            incidents=[left.incident_id, right.incident_id],
        )
    )
    (incident,) = build(dossier, decisions)
    for old in (left, right):
        assert find_incidents(old.incident_id, (incident,), dossier.claims) == (incident,)
    (other,) = {left.incident_id, right.incident_id} - {incident.incident_id}
    assert earlier_ids(incident, find_corrections(decisions)) == (other,)
    assert find_incidents(stable_id("incident", "never told"), (incident,), dossier.claims) == ()
