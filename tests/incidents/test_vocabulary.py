"""The shipped tables of incidents and access hold together."""

from __future__ import annotations

from trucewatch.access.stages import load_stages
from trucewatch.incidents.positions import intent_of
from trucewatch.incidents.vocabulary import load_vocabulary
from trucewatch.model.movement import STAGES
from trucewatch.model.vocabulary import TYPES


def test_every_incident_type_has_a_label_and_every_access_type_a_stage() -> None:
    assert set(load_vocabulary().labels) == set(TYPES["incident"])
    assert {stage for _, stage in load_stages().types.values()} <= set(STAGES)
    assert set(TYPES["access"]) <= set(load_stages().types)


def test_a_tally_type_is_compatible_with_nothing_else() -> None:
    vocabulary = load_vocabulary()
    assert not any(vocabulary.are_compatible("violation", t) for t in TYPES["incident"] if t != "violation")


def test_words_that_deny_intent_are_not_read_as_intent() -> None:
    assert intent_of("it was not deliberate") == "accident"
    assert intent_of("a deliberate act") == "deliberate"
    assert intent_of("the trucks caught fire") == "other_cause"
    assert intent_of("a visit to the town") == ""
