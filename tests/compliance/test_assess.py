from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compliance.founding import D17, D18, D19, founding_week
from tests.compliance.situations import Report, incident, situation
from trucewatch.compliance.assess import assess
from trucewatch.compliance.clocks import Reset
from trucewatch.errors import UnknownNameError
from trucewatch.model.assessment import Assessment, Perspective
from trucewatch.model.document import PublicationDate
from trucewatch.model.situation import Situation
from trucewatch.packs.agreement import load_agreement

TERMS = load_agreement("syria-us-russia-2016-09")
START = date(2016, 9, 12)
SOHR = (("the observatory", "sohr"),)
GOVERNMENT = (("government guns", "syr-government"),)


def verdict(found: tuple[Assessment, ...], provision: str, reading: str = "") -> Assessment:
    return next(a for a in found if a.provision_id == provision and a.reading_id == reading)


def test_on_19_september_the_seven_days_are_not_kept_where_a_strike_by_a_party_counts() -> None:
    found = assess(founding_week(), TERMS, D19)
    for reading in ("", "guarantors-bound"):
        calm = verdict(found, "calm", reading)
        assert calm.verdict == "apparently violated"
        assert calm.clock is not None and calm.clock.of == 7
        assert calm.clock.days[-1].on == D19 and calm.clock.days[-1].state == "broken"


def test_the_coalition_strike_counts_only_where_the_guarantors_are_bound() -> None:
    found = assess(founding_week(), TERMS, D18)
    assert verdict(found, "calm").verdict == "undetermined"  # published on the 19th: nothing was known yet
    found = assess(founding_week(), TERMS, D19)
    assert "deir-ez-zor" not in {e.incident_id for e in verdict(found, "calm").against}
    assert "deir-ez-zor" in {e.incident_id for e in verdict(found, "calm", "guarantors-bound").against}


def test_the_guarantors_may_reset_and_the_verdict_says_so() -> None:
    calm = verdict(assess(founding_week(), TERMS, D19), "calm")
    assert any("Russia agreed to reset the count" in c for c in calm.would_change)
    assert calm.clock is not None and "may agree to reset it" in calm.clock.note


def test_access_to_eastern_aleppo_is_not_met_and_the_next_phase_is_not_reached() -> None:
    found = assess(founding_week(), TERMS, D19)
    access = verdict(found, "aleppo-access")
    assert access.verdict == "apparently violated"
    assert any("Talbiseh" in e.reason and "elsewhere" in e.reason for e in access.set_aside)
    phase = verdict(found, "coordination")
    assert phase.verdict == "not yet due"
    assert "the next phase is not reached" in phase.reason


def test_the_unknown_bands_of_the_armys_tally_are_no_party() -> None:
    calm = verdict(assess(founding_week(), TERMS, D19, "own:government"), "calm")
    assert calm.verdict == "undetermined"
    assert any("matches no known party" in e.reason for e in calm.against)


def test_an_announced_end_of_the_truce_is_set_aside_as_a_plan() -> None:
    recommit = verdict(assess(founding_week(), TERMS, D19), "recommit")
    assert recommit.verdict == "undetermined"
    assert any("planned" in e.reason for e in recommit.set_aside)


def test_the_americans_own_word_admits_the_strike_and_the_syrian_word_does_not_speak_of_it() -> None:
    admitted = verdict(assess(founding_week(), TERMS, D19, "own:us"), "calm", "guarantors-bound")
    assert admitted.verdict == "apparently violated"
    silent = verdict(assess(founding_week(), TERMS, D19, "own:opposition"), "calm", "guarantors-bound")
    assert silent.verdict == "undetermined"


def test_responsibility_denied_by_all_leaves_it_undetermined() -> None:
    report = Report("r", D19)
    attack = report.tell("A convoy was hit on Monday.", "attack_on_aid", when=(D19, D19))
    denials = [
        report.tell(
            f"{name} said it was not them.", "denies_responsibility", says=((name, id_),), holder=((name, id_),)
        )
        for name, id_ in (("Moscow", "rus-government"), ("Damascus", "syr-government"))
    ]
    told = situation(report, incidents=(incident("i", attack),), about=tuple((d, "i") for d in denials))
    calm = verdict(assess(told, TERMS, D19), "calm")
    assert calm.verdict == "undetermined"
    assert calm.clock is not None and calm.clock.days[-1].state == "disputed"


def test_silence_is_never_kept() -> None:
    for a in assess(situation(), TERMS, D19, "all"):
        assert a.verdict != "kept"


def test_every_perspective_reading_and_provision_is_assessed_once() -> None:
    found = assess(founding_week(), TERMS, D19, "all")
    keys = {(a.perspective_id, a.provision_id, a.reading_id) for a in found}
    readings = sum(1 + len(p.readings) for p in TERMS.provisions)
    assert len(found) == len(keys) == 8 * readings


def test_the_same_situation_gives_the_same_assessments() -> None:
    assert assess(founding_week(), TERMS, D19, "all") == assess(founding_week(), TERMS, D19, "all")


def test_undated_documents_are_known_and_counted() -> None:
    report = Report("r", None)
    report.tell("On Monday government guns fired.", "shelling", by=GOVERNMENT, when=(D19, D19))
    calm = verdict(assess(situation(report), TERMS, D19), "calm")
    assert calm.verdict == "apparently violated"
    assert "without a date" in calm.coverage


def test_a_happening_later_than_the_day_asked_for_does_not_count() -> None:
    report = Report("r", D17)
    report.tell("On Monday government guns fired.", "shelling", by=GOVERNMENT, when=(D19, D19))
    calm = verdict(assess(situation(report), TERMS, D18), "calm")
    assert calm.verdict == "undetermined"
    assert any("later than 2016-09-18" in e.reason for e in calm.set_aside)


def test_an_incident_does_not_borrow_its_day_from_a_report_not_yet_published() -> None:
    early, late = Report("early", D18), Report("late", D19)
    first = early.tell("government guns fired.", "shelling", by=GOVERNMENT)
    second = late.tell("It was on Saturday that government guns fired.", "shelling", by=GOVERNMENT, when=(D17, D17))
    told = situation(early, late, incidents=(incident("i", first, second),))
    assert verdict(assess(told, TERMS, D18), "calm").verdict == "undetermined"
    assert verdict(assess(told, TERMS, D19), "calm").verdict == "apparently violated"


def test_a_term_that_does_not_bind_the_party_is_not_applicable_to_it() -> None:
    found = assess(founding_week(), TERMS, D19, "any", "opposition")
    assert verdict(found, "air-restrictions").verdict == "not applicable"
    assert verdict(found, "calm").verdict == "undetermined"
    assert verdict(assess(founding_week(), TERMS, D19, "any", "government"), "calm").verdict == "apparently violated"


def test_unknown_perspectives_and_parties_are_refused_with_near_names() -> None:
    with pytest.raises(UnknownNameError, match="did you mean monitors"):
        assess(situation(), TERMS, D19, "monitor")
    with pytest.raises(UnknownNameError, match="known: government, opposition"):
        assess(situation(), TERMS, D19, "any", "rebels")


def test_only_reviewed_claims_are_heard_from_the_reviewed_perspective() -> None:
    told = founding_week()
    strikes = next(c for c in told.claims if c.type == "air_strike" and "Aleppo" in c.span.quote)
    assert verdict(assess(told, TERMS, D19, "reviewed"), "calm").verdict == "undetermined"
    accepted = assess(told, TERMS, D19, "reviewed", reviewed=frozenset({strikes.claim_id}))
    assert verdict(accepted, "calm").verdict == "apparently violated"


days = st.integers(-2, 9).map(lambda n: START + timedelta(days=n))
accused = st.sampled_from(
    ["syr-government", "syr-opposition", "rus-government", "islamic-state", "usa-government", None]
)
speakers = st.sampled_from(["sohr", "snhr", "syr-government", "syr-opposition", "usa-government", "rus-government"])
told = st.fixed_dictionaries(
    {
        "speaker": speakers,
        "accused": accused,
        "type": st.sampled_from(["shelling", "air_strike", "violation_tally", "upholds"]),
        "stance": st.sampled_from(["asserted", "alleged", "denied", "intended"]),
        "day": days,
        "span": st.integers(0, 7),
        "incident": st.sampled_from(["", "one", "two"]),
        "document": st.integers(0, 2),
    }
)


def build(rows: list[dict[str, object]], extra: tuple[date, str] | None = None) -> Situation:
    reports = [Report(f"r{i}", D19) for i in range(4)]
    groups: dict[str, list] = {}
    for row in rows:
        calm = row["type"] == "upholds"
        end = row["day"] + timedelta(days=row["span"])  # type: ignore[operator]
        named = ((str(row["accused"]), row["accused"]),) if row["accused"] and not calm else ()
        claim = reports[row["document"]].tell(  # type: ignore[index]
            f"{row['speaker']} tells of {row['accused']}.",
            str(row["type"]),
            stance=str(row["stance"]),
            says=((str(row["speaker"]), str(row["speaker"])),),
            by=named,  # type: ignore[arg-type]
            when=(row["day"], end),  # type: ignore[arg-type]
        )
        if row["incident"] and claim.kind == "incident":
            groups.setdefault(str(row["incident"]), []).append(claim)
    if extra:
        reports[3].tell(
            "hrw tells of the army.",
            "shelling",
            says=(("hrw", "hrw"),),
            by=(("the army", extra[1]),),
            when=(extra[0], extra[0]),
        )
    return situation(*reports, incidents=tuple(incident(k, *c) for k, c in groups.items()))


@settings(max_examples=60, deadline=None)
@given(st.lists(told, max_size=8), st.integers(1, 7), st.sampled_from(["syr-government", "syr-opposition"]))
def test_an_undisputed_violation_always_breaks_the_term_and_never_mends_it(
    rows: list[dict[str, object]], day: int, who: str
) -> None:
    with_it = verdict(assess(build(rows, (START + timedelta(days=day), who)), TERMS, D19), "calm")
    assert with_it.verdict == "apparently violated"


@settings(max_examples=60, deadline=None)
@given(st.lists(told, max_size=8), told)
def test_one_more_claim_never_turns_a_violation_into_kept(
    rows: list[dict[str, object]], more: dict[str, object]
) -> None:
    before = verdict(assess(build(rows), TERMS, D19), "calm").verdict
    after = verdict(assess(build([*rows, more]), TERMS, D19), "calm").verdict
    assert not (before == "apparently violated" and after == "kept")


@settings(max_examples=60, deadline=None)
@given(st.lists(told, min_size=1, max_size=10))
def test_what_more_origins_call_a_violation_fewer_origins_do_too(rows: list[dict[str, object]]) -> None:
    world = build(rows)
    found = [
        verdict(
            assess(world, TERMS, D19, Perspective(perspective_id=f"o{n}", name="", kind="origins", min_origins=n)),
            "calm",
        ).verdict
        for n in (1, 2, 3)
    ]
    for fewer, more in ((0, 1), (1, 2)):
        if found[more] == "apparently violated":
            assert found[fewer] == "apparently violated"
    assert found[0] == verdict(assess(world, TERMS, D19, "any"), "calm").verdict


@settings(max_examples=40, deadline=None)
@given(st.lists(told, max_size=8), days)
def test_nothing_dated_after_the_day_asked_for_changes_a_verdict(rows: list[dict[str, object]], as_of: date) -> None:
    earlier = [r for r in rows if r["day"] <= as_of]  # type: ignore[operator]
    before = {a.provision_id: a.verdict for a in assess(_published(build(earlier), as_of), TERMS, as_of)}
    after = {a.provision_id: a.verdict for a in assess(_published(build(rows), as_of), TERMS, as_of)}
    assert before == after


def _published(world: Situation, on: date) -> Situation:
    known = PublicationDate(on=on, found_by="given")
    return replace(world, documents=tuple(replace(d, published=known) for d in world.documents))


def test_a_declared_reset_sets_aside_what_lies_before_it() -> None:
    report = Report("r", D18)
    report.tell("the observatory says government guns fired.", "shelling", says=SOHR, by=GOVERNMENT, when=(D17, D17))
    reset = Reset(provision_id="calm", on=D17, by=("us", "russia"))
    calm = verdict(assess(situation(report), TERMS, D19, resets=[reset]), "calm")
    assert calm.verdict == "undetermined"
    assert calm.clock is not None and (calm.clock.day, calm.clock.elapsed) == (0, 2)
    assert any("reset by the United States and Russia" in r for r in calm.clock.resets)


def test_who_holds_aid_up_must_be_said_to_blame_one_party_and_need_not_be_to_say_that_it_is_held_up() -> None:
    report = Report("r", D19)
    report.tell("Trucks for eastern Aleppo stand still.", "aid_blocked", at=(("eastern Aleppo", None),))
    together = verdict(assess(situation(report), TERMS, D19), "aleppo-access")
    alone = verdict(assess(situation(report), TERMS, D19, "any", "government"), "aleppo-access")
    assert together.verdict == "apparently violated"
    assert alone.verdict == "undetermined"
    assert any("who holds it up is not said" in e.reason for e in alone.against)


def test_what_two_origins_must_say_of_an_obligation() -> None:
    reports = [Report(f"r{n}", D19) for n in range(2)]
    for report, who in zip(reports, ("un", "icrc"), strict=True):
        report.tell(f"{who} says that aid reached eastern Aleppo.", "aid_delivered", says=((who, who),),
                    at=(("eastern Aleppo", None),), when=(D18, D18))  # fmt: skip
    one = verdict(assess(situation(reports[0]), TERMS, D19, "two-origins"), "aleppo-access")
    two = verdict(assess(situation(*reports), TERMS, D19, "two-origins"), "aleppo-access")
    assert one.verdict == "undetermined" and "told by one origin" in one.set_aside[0].reason
    # Two tellings that nobody joined are two happenings, each with one origin: joining them is the linker's work.
    assert two.verdict == "undetermined"


def test_evidence_names_one_voice_counts_the_others_and_tells_who_speaks_against_it() -> None:
    papers = [Report(f"p{n}", D18) for n in range(4)]
    told = [
        p.tell("Guns of the army fired.", "shelling", by=(("the army", "syr-government"),), when=(D17, D17))
        for p in papers[:3]
    ]
    denial = papers[3].tell(
        "The army did not fire, it says.",
        "shelling",
        stance="denied",
        says=(("The army", "syr-government"),),
        by=(("The army", "syr-government"),),
        when=(D17, D17),
    )
    found = verdict(assess(situation(*papers, incidents=(incident("i", *told, denial),)), TERMS, D18), "calm")
    (piece,) = found.against
    assert "“Guns of the army fired.”" in piece.reason and "(and 2 more)" in piece.reason
    assert "; against that: “The army did not fire, it says.”" in piece.reason
    assert found.verdict == "apparently violated"
