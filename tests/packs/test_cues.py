"""The cues of attribution are data, and every fault in them is reported with its line."""

import pytest

from trucewatch.errors import PackError
from trucewatch.packs.cues import CueFile, load_cues
from trucewatch.packs.load import parse_yaml, validate


def test_the_cues_are_indexed_by_lemma_in_the_order_of_the_file():
    book = load_cues()
    assert [cue.class_ for cue in book.verbs["deny"]] == ["denial"]
    assert book.verbs["say"][0].takes == ("clause", "quote")
    assert {cue.stance for cue in book.verbs["claim"]} == {"alleged"}
    assert all(cue.source for cues in book.verbs.values() for cue in cues)


def test_a_wrong_class_and_a_missing_source_are_both_reported_with_their_lines():
    text = "verbs:\n  - lemmas: [say]\n    class: talk\n    takes: [clause]\n"
    with pytest.raises(PackError) as error:
        validate(CueFile, parse_yaml(text, "cues.yaml"))
    assert any(fault.startswith("cues.yaml:3:") and "talk" in fault for fault in error.value.faults)
    assert any("source: is missing" in fault for fault in error.value.faults)


def test_no_lemma_stands_twice_in_one_entry():
    for cue in load_cues().file.verbs:
        assert len(set(cue.lemmas)) == len(cue.lemmas), cue.lemmas
