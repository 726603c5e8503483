from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from trucewatch.errors import PackError, UnknownNameError
from trucewatch.packs.act_groups import EVERY_TYPE, expand_acts, load_act_groups
from trucewatch.packs.actors import load_actors
from trucewatch.packs.agreement import list_agreements, load_agreement, read_agreement
from trucewatch.packs.editor_schema import agreement_schema
from trucewatch.packs.gazetteer import load_gazetteer
from trucewatch.packs.load import parse_yaml

SOUND = """\
id: mine
version: "1"
title: A truce
theatre: hills
timezone: Asia/Kathmandu
effective: 2006-11-21 00:00 Asia/Kathmandu
parties:
  - {id: north, name: the North, answers_for: [npl-government]}
guarantors:
  - {id: friend, name: a friend, answers_for: [un]}
provisions:
  - id: calm
    title: Calm
    text: No attacks.
    status: reported
    modality: prohibition
    addressees: [north]
    acts: [any attack, overflight]
    clock: {length: 2 weeks, may_reset: [friend]}
    source: a newspaper
  - id: talks
    title: Talks
    text: They talk.
    status: reported
    modality: obligation
    addressees: [north, friend]
    depends_on: [calm]
    deadline: 2006-12-31 12:00 UTC
    source: a newspaper
sources: [a newspaper]
"""


def faults_of(text: str) -> tuple[str, ...]:
    with pytest.raises(PackError) as caught:
        read_agreement(parse_yaml(text, "mine.yaml"))
    return caught.value.faults


def test_a_sound_file_becomes_an_agreement() -> None:
    terms = read_agreement(parse_yaml(SOUND, "mine.yaml"))
    assert terms.effective_at == datetime(2006, 11, 20, 18, 15, tzinfo=UTC)
    calm = terms.provision("calm")
    assert calm.acts == (*load_act_groups()["any attack"], "overflight")
    assert calm.starts_at == terms.effective_at
    assert calm.clock is not None and calm.clock.length == timedelta(days=14)
    assert calm.clock.starts_at == terms.effective_at
    assert terms.party("friend").role == "guarantor"
    assert terms.provision("talks").depends_on == ("calm",)


def test_five_faults_of_five_kinds_are_reported_at_once_each_with_its_line() -> None:
    text = (
        SOUND.replace("Asia/Kathmandu\neffective", "Asia/Kathmandoo\neffective")
        .replace("acts: [any attack, overflight]", "acts: [any attack, bombing]")
        .replace("addressees: [north]", "addressees: [nort]")
        .replace("depends_on: [calm]", "depends_on: [clam]")
        .replace("status: reported\n    modality: obligation", "status: rumoured\n    modality: obligation")
    )
    faults = faults_of(text)
    assert len(faults) == 5
    for line, words in (
        (5, "not a time zone"),
        (17, "'nort' is no party or guarantor"),
        (18, "'bombing' is no known type or group of acts"),
        (24, "rumoured"),
        (27, "'clam' is no provision"),
    ):
        assert any(f.startswith(f"mine.yaml:{line}:") and words in f for f in faults), (line, words, faults)
    assert any("did you mean 'calm'?" in f for f in faults)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("effective: 2006-11-21 00:00 Asia/Kathmandu", "effective: 2006-11-21 00:00", "has no zone"),
        ("effective: 2006-11-21 00:00", "effective: 2006-11-31 00:00", "not an instant"),
        ("effective: 2006-11-21 00:00 Asia/Kathmandu", "effective: 2016-03-25 00:30 Asia/Damascus", "does not exist"),
        ("length: 2 weeks", "length: a fortnight", "is not a length"),
        ("length: 2 weeks", "length: 0 days", "is not a length"),
        ("length: 2 weeks", "length: 5 hours", "shorter than a day"),
        ("length: 2 weeks", "length: 2 weeks, reset_by: [peace]", "'peace' is no provision"),
        ("may_reset: [friend]", "may_reset: [foe]", "'foe' is no party or guarantor"),
        ("    depends_on: [calm]\n", "    depends_on: [talks]\n", "waits for itself: talks → talks"),
        ("    source: a newspaper\n  - id: talks", "  - id: talks", "source: is missing"),
        ("- id: talks", "- id: calm", "stands twice"),
        ("- {id: friend,", "- {id: north,", "stands twice"),
        ("deadline: 2006-12-31", "deadline: 2006-10-31", "is not after the start"),
        ("deadline: 2006-12-31 12:00 UTC", "ends: 2006-11-20 12:00 UTC", "not after it starts"),
        ("acts: [any attack, overflight]", "acts: []", "forbids nothing"),
        ("addressees: [north]", "addressees: []", "binds nobody"),
        (
            "status: reported\n    modality: prohibition",
            "status: published\n    modality: prohibition",
            "without its words",
        ),
        ("theatre: hills", "theatre: hills\ncolour: blue", "not a known key"),
        ("title: Calm", "title: 7", "Input should be a valid string"),
        ("effective: 2006-11-21 00:00 Asia/Kathmandu\n", "", "a clock without a start"),
        ("text: No attacks.", f"quote: {'word ' * 26}\n    text: No attacks.", "the quote has 26 words"),
        (
            "acts: [any attack, overflight]",
            "acts: [shelling]\n    rate: {what: trucks, at_least: 1, every: 2 hours, stage: moving}",
            "shorter than a day",
        ),
        (
            "acts: [any attack, overflight]",
            "acts: [shelling]\n    rate: {what: lorries, at_least: 1, every: 1 day, stage: moving}",
            "is none of killed",
        ),
        (
            "sources: [a newspaper]",
            "exclusions:\n  - {actor: x, name: X, source: s, "
            "names: [{name: X, since: 2016-02-01, until: 2016-01-01}]}\nsources: [a newspaper]",
            "before it starts",
        ),
        (
            "acts: [any attack, overflight]",
            "acts: [shelling]\n    readings: [{id: a, text: t, acts: [bombs]}, {id: a, text: t}]",
            "'bombs' is no known type",
        ),
    ],
)
def test_each_fault_is_told_with_a_remedy(old: str, new: str, reason: str) -> None:
    assert old in SOUND
    faults = faults_of(SOUND.replace(old, new))
    assert any(reason in f for f in faults), faults
    assert all(f.startswith("mine.yaml:") for f in faults)


def test_two_terms_that_wait_for_each_other_are_reported_once() -> None:
    text = SOUND.replace("    clock: {", "    depends_on: [talks]\n    clock: {")
    faults = [f for f in faults_of(text) if "waits for itself" in f]
    assert len(faults) == 1
    assert "calm → talks → calm" in faults[0]


def test_a_users_own_file_or_folder_loads_by_path(tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(SOUND, encoding="utf-8")
    assert load_agreement(tmp_path).agreement_id == load_agreement(tmp_path / "agreement.yaml").agreement_id == "mine"


def test_an_unknown_agreement_is_refused_with_near_names() -> None:
    with pytest.raises(UnknownNameError, match="did you mean syria-us-russia-2016-09"):
        load_agreement("syria-us-rusia-2016")


def test_the_schema_for_editors_is_json_and_closed() -> None:
    schema = agreement_schema()
    assert json.loads(json.dumps(schema)) == schema
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["ProvisionEntry"]["properties"]["modality"]["enum"] == [
        "obligation",
        "prohibition",
        "permission",
    ]


def test_groups_of_acts_hold_known_types_only() -> None:
    for acts in load_act_groups().values():
        assert set(acts) <= EVERY_TYPE
    assert expand_acts(["aerial attack", "air_strike"]) == ("air_strike", "drone_strike")


@pytest.mark.parametrize("name", list_agreements())
def test_bundled_agreements_name_known_actors_and_places_only(name: str) -> None:
    terms, book, places = load_agreement(name), load_actors(), load_gazetteer()
    assert terms.agreement_id == name
    wanted = {a for p in terms.parties for a in p.answers_for} | {e.actor_id for e in terms.exclusions}
    wanted |= {h for p in terms.provisions for r in p.readings for h in r.held_by}
    assert {a for a in wanted if book.get(a) is None} == set()
    assert {a for p in terms.provisions for a in p.area if places.get(a) is None} == set()


def test_the_nusra_front_is_excluded_under_both_of_its_names() -> None:
    terms = load_agreement("syria-us-russia-2016-09")
    names = {n: since for e in terms.exclusions for n, since, _ in e.names}
    assert names["Jabhat Fateh al-Sham"] == date(2016, 7, 28)
    assert "Nusra Front" in names


QUOTAS = SOUND.replace(
    "    depends_on: [calm]",
    """\
    acts: [release]
    quotas:
      - {what: people, by: north, at_least: 33}
      - {what: people, by: friend, at_least: 30, at_most: 50, for_each_by: north}
    depends_on: [calm]""",
)


def test_quotas_are_in_all_or_for_each_one_that_another_gives() -> None:
    in_all, for_each = read_agreement(parse_yaml(QUOTAS, "mine.yaml")).provision("talks").quotas
    assert (in_all.low, in_all.enough, in_all.for_each_by) == (33, 33, "")
    assert (for_each.low, for_each.enough, for_each.for_each_by) == (30, 50, "north")


def test_faults_of_quotas_are_told_with_their_lines() -> None:
    text = (
        QUOTAS.replace("by: friend, at_least: 30, at_most: 50", "by: frend, at_least: 50, at_most: 30")
        .replace("for_each_by: north", "for_each_by: nort")
        .replace("    acts: [release]\n", "")
    )
    told = "\n".join(faults_of(text))
    for words in ("'frend' is no addressee", "'nort' is no party", "is less than at_least", "nothing is counted for"):
        assert words in told
    assert len(faults_of(text)) == 4
