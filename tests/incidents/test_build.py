"""Incidents from claims: one happening, many tellings."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest

from tests.incidents.factory import DAY, Dossier, make_report
from trucewatch.incidents.build import build_incidents
from trucewatch.model.incident import Incident
from trucewatch.packs.actors import ActorBook
from trucewatch.packs.gazetteer import Gazetteer

NOBODY, NOWHERE = ActorBook(()), Gazetteer(())


def build(dossier: Dossier) -> tuple[Incident, ...]:
    return build_incidents(dossier.documents, dossier.claims, dossier.origins, gazetteer=NOWHERE, actors=NOBODY)


def test_the_accounts_of_the_convoy_are_one_incident(convoy: Dossier) -> None:
    (incident,) = build(convoy)
    assert set(incident.claim_ids) == {c.claim_id for c in convoy.claims}


def test_all_tolls_of_the_convoy_stand_side_by_side_with_who_gives_them(convoy: Dossier) -> None:
    (incident,) = build(convoy)
    killed = {(p.value, p.claimants) for p in incident.positions_on("killed")}
    assert killed == {
        ("12", ("The Red Crescent",)),
        ("some 20", ("The United States",)),
        ("More than 20", ("a war monitor",)),
        ("At least 10", ("A board of inquiry",)),
        ("at least 14", ("A commission of inquiry",)),
    }
    assert {p.value for p in incident.positions_on("injured")} == {"22", "at least 15"}


def test_both_denials_are_shown_and_neither_is_merged_with_a_claim_of_responsibility(convoy: Dossier) -> None:
    (incident,) = build(convoy)
    assert set(incident.denied_by) == {"Russia's Defence Ministry", "A Syrian military source"}
    assert incident.claimed_by == ()
    assert incident.contradictions[0].startswith("responsibility: denied by ")


def test_a_reprint_adds_a_document_and_neither_an_origin_nor_an_account(convoy: Dossier) -> None:
    (incident,) = build(convoy)
    assert len(incident.origins) == len(convoy.reports) - 1
    assert len(incident.accounts) == 7
    assert max(len(a.document_ids) for a in incident.accounts) == 2


def test_rival_perpetrators_make_an_incident_contested(convoy: Dossier) -> None:
    (incident,) = build(convoy)
    assert incident.grade == "contested"
    assert (
        "perpetrator: Russia (The United States) / Syrian aircraft (A commission of inquiry)" in incident.contradictions
    )


def test_accident_intent_and_deliberation_stand_side_by_side(garrison: Dossier) -> None:
    (incident,) = build(garrison)
    intents = {p.value: p.claimants for p in incident.positions_on("intent")}
    assert intents == {
        "a regrettable error": ("Washington",),
        "the Americans had intentionally bombed the Syrian troops": ("Russia",),
        "deliberate and planned in advance": ("Syria's envoy",),
    }
    assert any(
        c.startswith("intent: ") and "(Washington)" in c and "(Syria's envoy)" in c for c in incident.contradictions
    )


def test_a_title_states_a_report_and_never_the_happening(garrison: Dossier) -> None:
    (incident,) = build(garrison)
    assert incident.title == "Reported air strike, near Deir Ezzor, 17 September 2016"


def test_every_claim_after_the_first_has_a_reason_for_being_joined(convoy: Dossier) -> None:
    (incident,) = build(convoy)
    assert len(incident.links) == len(incident.claim_ids) - 1


@pytest.mark.parametrize("order", list(itertools.islice(itertools.permutations(range(4)), 0, 24, 7)))
def test_the_order_of_the_input_does_not_matter(convoy: Dossier, garrison: Dossier, order: tuple[int, ...]) -> None:
    reports = convoy.reports + garrison.reports
    whole = Dossier(reports, convoy.joined)
    quarters = [reports[i::4] for i in range(4)]
    shuffled = Dossier([r for i in order for r in quarters[i]], convoy.joined)
    assert build(shuffled) == build(whole)


def test_an_id_stays_when_a_later_report_is_added(convoy: Dossier) -> None:
    early = Dossier([r for r in convoy.reports if r.document.publisher != "Commission of Inquiry"], convoy.joined)
    assert build(early)[0].incident_id == build(convoy)[0].incident_id


def test_two_towns_on_one_day_are_two_incidents_and_a_near_miss_is_kept_only_when_it_was_near() -> None:
    north = make_report("An air strike hit Aleppo on Monday.", "A", DAY)
    north.claim("An air strike hit Aleppo on Monday", "air_strike", at="Aleppo", on=DAY, when="on Monday")
    south = make_report("An air strike hit Madaya on Monday.", "B", DAY)
    south.claim("An air strike hit Madaya on Monday", "air_strike", at="Madaya", on=DAY, when="on Monday")
    incidents = build(Dossier([north, south]))
    assert len(incidents) == 2
    assert all(not i.near_misses for i in incidents)


def test_one_place_on_days_apart_is_two_incidents() -> None:
    first = make_report("Shells fell on Madaya on Friday.", "A", date(2016, 9, 17))
    first.claim("Shells fell on Madaya on Friday", "shelling", at="Madaya", on=date(2016, 9, 16), when="on Friday")
    second = make_report("Shells fell on Madaya on Monday.", "B", DAY)
    second.claim("Shells fell on Madaya on Monday", "shelling", at="Madaya", on=DAY, when="on Monday")
    assert len(build(Dossier([first, second]))) == 2


def test_what_one_sentence_lists_as_separate_is_never_linked() -> None:
    text = "Jets bombed Aleppo on Monday, including a deadly strike on an aid convoy, and gunmen shelled a school."
    report = make_report(text, "A", DAY)
    report.claim("Jets bombed Aleppo on Monday", "air_strike", at="Aleppo", on=DAY, when="on Monday")
    report.claim("a deadly strike on an aid convoy", "attack_on_aid", at="Aleppo", on=DAY)
    report.claim("gunmen shelled a school", "shelling", at="Aleppo", on=DAY)
    assert len(build(Dossier([report]))) == 3


def test_a_consequence_in_the_same_sentence_is_the_same_happening() -> None:
    report = make_report("Jets bombed a market in Madaya on Monday, killing 12 people.", "A", DAY)
    report.claim("Jets bombed a market in Madaya on Monday", "air_strike", at="Madaya", on=DAY, when="on Monday")
    report.claim("killing 12 people", "killing", counts=[("killed", "12", 12, 12)])
    (incident,) = build(Dossier([report]))
    assert incident.types == ("air_strike", "killing")


def test_a_tally_is_never_merged_with_a_strike() -> None:
    report = make_report(
        "The army counted 45 violations in Aleppo on Monday. A shell hit a bakery in Aleppo on Monday.", "A", DAY
    )
    report.claim(
        "45 violations in Aleppo on Monday",
        "violation",
        by="The army",
        at="Aleppo",
        on=DAY,
        counts=[("violations", "45", 45, 45)],
    )
    report.claim("A shell hit a bakery in Aleppo on Monday", "shelling", at="Aleppo", on=DAY)
    assert [len(i.claim_ids) for i in build(Dossier([report]))] == [1, 1]


def test_a_later_mention_of_the_strike_joins_the_one_told_before() -> None:
    report = make_report(
        "A drone hit an aid convoy near Aleppo on Monday. Talks went on in Geneva. The attack on the relief trucks was"
        " described as a crime by doctors.",
        "A",
        DAY,
    )
    report.claim(
        "A drone hit an aid convoy near Aleppo on Monday",
        "drone_strike",
        at="Aleppo",
        on=DAY,
        actors={"target": ["an aid convoy"]},
    )
    report.claim("The attack on the relief trucks", "attack_on_aid", actors={"target": ["the relief trucks"]})
    assert len(build(Dossier([report]))) == 1


def test_another_strike_is_another_incident() -> None:
    report = make_report("A strike hit Madaya on Monday, killing two. Another strike hit Madaya later.", "A", DAY)
    report.claim("A strike hit Madaya on Monday, killing two", "air_strike", at="Madaya", on=DAY)
    report.claim("Another strike hit Madaya later", "air_strike", at="Madaya")
    assert len(build(Dossier([report]))) == 2


def test_what_is_planned_or_demanded_is_no_incident() -> None:
    report = make_report("The general threatened to bomb Aleppo.", "A", DAY)
    report.claim("bomb Aleppo", "air_strike", by="The general", stance="intended", at="Aleppo")
    assert build(Dossier([report])) == ()


def test_an_unlocated_place_is_matched_by_its_words_in_another_spelling() -> None:
    one = make_report("Gunmen fired on a crowd in Tal al-Shaykh on Monday.", "A", DAY)
    one.claim("Gunmen fired on a crowd in Tal al-Shaykh on Monday", "gunfire", at="Tal al-Shaykh", on=DAY)
    two = make_report("Shots were fired in Tell el-Sheikh on Monday.", "B", DAY)
    two.claim("Shots were fired in Tell el-Sheikh on Monday", "gunfire", at="Tell el-Sheikh", on=DAY)
    assert len(build(Dossier([one, two]))) == 1


def test_the_same_claimant_quoted_by_two_papers_is_one_source_and_weak() -> None:
    reports = []
    for publisher in ("A", "B"):
        report = make_report(f"Shells hit Madaya on Monday, the Observatory told {publisher}.", publisher, DAY)
        report.claim("Shells hit Madaya on Monday", "shelling", by="the Observatory", at="Madaya", on=DAY)
        reports.append(report)
    (incident,) = build(Dossier(reports))
    assert len(incident.origins) == 2
    assert incident.grade == "weak"


def test_two_papers_in_their_own_voice_are_two_sources_and_fair() -> None:
    reports = []
    for publisher in ("A", "B"):
        report = make_report(f"Shells hit Madaya on Monday, writes {publisher}.", publisher, DAY)
        report.claim("Shells hit Madaya on Monday", "shelling", at="Madaya", on=DAY)
        reports.append(report)
    (incident,) = build(Dossier(reports))
    assert incident.grade == "fair"
    assert "A, B" in incident.grade_reason or "B, A" in incident.grade_reason


def test_two_sources_in_one_paper_are_one_origin_and_weak() -> None:
    report = make_report("Shells hit Madaya, a nurse said. Shells hit Madaya, a teacher said.", "A", DAY)
    report.claim("Shells hit Madaya, a nurse said"[:17], "shelling", by="a nurse", at="Madaya", on=DAY)
    report.claim("Shells hit Madaya, a teacher said"[:17], "shelling", by="a teacher", at="Madaya", on=DAY)
    (incident,) = build(Dossier([report]))
    assert incident.grade == "weak"
    assert "in reports of 1 independent origin" in incident.grade_reason


def test_accepted_responsibility_confirms() -> None:
    report = make_report(
        "Shells hit Madaya on Monday, killing four. The army admitted that it had shelled the town.", "A", DAY
    )
    report.claim("Shells hit Madaya on Monday, killing four", "shelling", at="Madaya", on=DAY)
    report.claim("admitted that it had shelled the town", "accepts_responsibility", kind="position", by="The army")
    (incident,) = build(Dossier([report]))
    assert (incident.grade, incident.claimed_by) == ("confirmed", ("The army",))


def test_what_is_only_denied_is_discounted_and_titled_so() -> None:
    report = make_report("The army denied that it had shelled Madaya on Monday.", "A", DAY)
    report.claim("it had shelled Madaya on Monday", "shelling", by="The army", stance="denied", at="Madaya", on=DAY)
    (incident,) = build(Dossier([report]))
    assert incident.grade == "discounted"
    assert incident.title.startswith("Denied ")


def test_incidents_with_contradictions_come_first(convoy: Dossier) -> None:
    plain = make_report("Shells hit Madaya on Sunday.", "A", DAY)
    plain.claim("Shells hit Madaya on Sunday", "shelling", at="Madaya", on=date(2016, 9, 18))
    incidents = build(Dossier([plain, *convoy.reports], convoy.joined))
    assert [bool(i.contradictions) for i in incidents] == [True, False]


def test_claims_of_documents_that_are_not_given_are_left_out(convoy: Dossier) -> None:
    assert build_incidents((), convoy.claims, (), gazetteer=NOWHERE, actors=NOBODY) == ()


def test_a_claim_without_a_claimant_is_the_publishers(garrison: Dossier) -> None:
    (incident,) = build(garrison)
    assert any(p.claimants == ("Gazette",) and p.value == "62" for p in incident.positions_on("killed"))


def test_an_incident_holds_each_claim_once_and_none_twice(convoy: Dossier, garrison: Dossier) -> None:
    both = Dossier(convoy.reports + garrison.reports, convoy.joined)
    ids = [c for i in build(both) for c in i.claim_ids]
    assert len(ids) == len(set(ids)) == len(both.claims)


def test_a_repeated_claim_joins_the_one_it_repeats() -> None:
    report = make_report("Shells hit Madaya. Elsewhere talks began. Five days of calm ended with fire.", "A", DAY)
    first = report.claim("Shells hit Madaya", "shelling", at="Madaya")
    second = replace(report.claim("Five days of calm ended with fire", "shelling"), repeats=first.claim_id)
    (incident,) = build_incidents((report.document,), (first, second), (), gazetteer=NOWHERE, actors=NOBODY)
    assert incident.claim_ids == (first.claim_id, second.claim_id)


def test_a_strike_without_a_place_takes_that_of_the_accusation_about_it(convoy: Dossier) -> None:
    report = make_report(
        "London blamed Moscow for the strike on the convoy near Aleppo. Russian jets bombed the trucks, an envoy said.",
        "City Post",
        date(2016, 9, 21),
    )
    report.claim(
        "London blamed Moscow for the strike on the convoy near Aleppo",
        "accuses",
        kind="position",
        by="London",
        at="near Aleppo",
        place="Aleppo",
        precision=2,
        actors={"addressee": ["Moscow"]},
    )
    report.claim(
        "Russian jets bombed the trucks",
        "air_strike",
        by="an envoy",
        actors={"perpetrator": ["Russian jets"], "target": ["the trucks"]},
    )
    (incident,) = build(Dossier([*convoy.reports, report], convoy.joined))
    assert {c.claim_id for c in report.claims} <= set(incident.claim_ids)


def test_the_two_halves_of_a_headline_are_one_happening() -> None:
    report = make_report("Air strikes hit convoy west of Aleppo, monitor says nine killed", "A", DAY)
    hit = report.claim(
        "Air strikes hit convoy west of Aleppo",
        "attack_on_aid",
        at="west of Aleppo",
        place="Aleppo",
        precision=3,
        actors={"target": ["convoy"]},
    )
    toll = report.claim(
        "nine killed", "killing", by="monitor", at="west of Aleppo", place="Aleppo", precision=3,
        counts=[("killed", "nine", 9, 9)],
    )  # fmt: skip
    told = tuple(replace(c, segment="headline") for c in (hit, toll))
    (incident,) = build_incidents((report.document,), told, (), gazetteer=NOWHERE, actors=NOBODY)
    assert set(incident.claim_ids) == {hit.claim_id, toll.claim_id}


def test_the_first_print_of_a_story_speaks_before_its_reprints_of_the_same_day() -> None:
    text = "Shells hit Madaya on Monday, killing four."
    prints = [make_report(text, name, DAY) for name in ("A", "B", "C")]
    for report in prints:
        report.claim("Shells hit Madaya on Monday, killing four", "shelling", at="Madaya", on=DAY)
    for root in prints:
        others = [r for r in prints if r is not root]
        (incident,) = build(Dossier(prints, ([root, *others],)))
        assert incident.claim_ids[0] == root.claims[0].claim_id
