"""Who says what: the cues, the contents and the chains."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claims.attributed import attributions, chain, document, parsed
from trucewatch.claims.attribution import find_attributions

ROAD = "the road to the camp was open"


def only(text):
    found = [a for a in attributions(text).all if not a.weak]
    assert len(found) == 1, [(a.cue.quote, a.rule) for a in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (f"The envoy said {ROAD}.", "The envoy", "said", [ROAD]),
        (f"The army has not said that {ROAD}.", "The army", "has not said", [f"that {ROAD}"]),
        ("The road to the camp was open, the army said.", "the army", "said", ["The road to the camp was open"]),
        ("The truce, the army said, had been broken.", "the army", "said", ["The truce", "had been broken"]),
        (f"According to the Observatory, {ROAD}.", "the Observatory", "According to", [ROAD]),
        ("The council called for a pause in the fighting.", "The council", "called for", ["a pause in the fighting"]),
        (
            "The minister issued a warning that the truce would end.",
            "The minister",
            "issued a warning",
            ["that the truce would end"],
        ),
        ("The strike was condemned by the council.", "the council", "was condemned", ["The strike"]),
        (
            "The envoy urged both sides to hold their fire.",
            "The envoy",
            "urged",
            ["both sides to hold their fire"],
        ),
        ("The army vowed to answer every breach.", "The army", "vowed", ["to answer every breach"]),
        ("The army is expected to withdraw on Monday.", None, "is expected", ["The army", "to withdraw on Monday"]),
        (
            "The group has documented 12 breaches since Monday in Hama.",
            "The group",
            "has documented",
            ["12 breaches since Monday in Hama"],
        ),
        (
            "GENEVA (Reuters) - A U.N. envoy said the truce was holding.",
            "A U.N. envoy",
            "said",
            ["the truce was holding"],
        ),
    ],
)
def test_source_cue_and_content_are_found_wherever_they_stand(text, source, cue, content):
    found = only(text)
    assert (found.source and found.source.quote) == source
    assert found.cue.quote == cue
    assert [piece.quote for piece in found.content] == content


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        (f"The army said {ROAD}.", "asserted"),
        (f"The army claimed that {ROAD}.", "alleged"),
        (f"The army denied that {ROAD}.", "denied"),
        ("The army demanded that the road be opened.", "demanded"),
        ("The army promised to open the road.", "intended"),
        ("The road was reportedly shelled.", "alleged"),
        ("An alleged attack on the road is being looked into.", "alleged"),
        (f"The envoy asked whether {ROAD}.", None),
    ],
)
def test_a_cue_says_what_it_does_to_its_content(text, stance):
    assert attributions(text).all[0].stance == stance


@pytest.mark.parametrize(
    "text",
    [
        f"The army has not said whether {ROAD}.",
        f"Neither side has said whether {ROAD}.",
        f"The ministry refused to say whether {ROAD}.",
    ],
)
def test_what_is_withheld_is_marked_as_not_said(text):
    found = [a for a in attributions(text).all if a.covers(text.index("the road"), text.index(" open"))]
    assert found and all(a.negated for a in found)


def test_direct_indirect_and_mixed_speech_are_told_apart():
    assert only("“The road is open,” the envoy said.").kind == "direct"
    assert only(f"The envoy said {ROAD}.").kind == "indirect"
    assert only("The envoy said the road was “open to all.”").kind == "mixed"


def test_a_quotation_goes_on_after_its_cue():
    found = only("“The truce held,” Petrov told Reuters on Sunday. “Nobody fired on the convoy.”")
    assert [piece.quote for piece in found.content] == ["“The truce held,”", "“Nobody fired on the convoy.”"]
    assert found.medium.quote == "Reuters"


def test_a_quotation_left_open_runs_on_in_the_next_paragraph():
    text = "“The truce has held,” the envoy said. “We saw no shelling.\n\n“We hope that it lasts.”"
    assert chain(text, "hope that it lasts")[:1] == ["the envoy"]


def test_what_stands_below_a_colon_is_said_by_whom_it_names():
    said = "The Foreign Secretary said:\n\nFive trucks reached the camp.\n\nThe siege must end."
    text = said + "\n\nFurther information\n\nThe camp has a school."
    assert chain(text, "Five trucks reached the camp") == ["The Foreign Secretary"]
    assert chain(text, "The siege must end") == ["The Foreign Secretary"]
    assert chain(text, "The camp has a school") == []


def test_bullets_below_a_colon_are_said_by_whom_it_names():
    said = "The centre said the following had been broken:\n• one truce in Hama\n• two truces in Homs"
    text = said + "\n\nThe market was full."
    assert chain(text, "two truces in Homs") == ["The centre"]
    assert chain(text, "The market was full") == []


def test_chains_are_outermost_first():
    text = "According to Reuters, the army said that the rebels had claimed that the road was shelled."
    assert chain(text, "the road was shelled") == ["Reuters", "the army", "the rebels"]


def test_a_wire_credit_at_the_end_is_the_outermost():
    text = "The navy announced it meant to leave the talks, citing what it claimed were 12 breaches, Interfax reported."
    assert chain(text, "12 breaches")[:2] == ["Interfax", "The navy"]


def test_whom_citing_names_is_the_inner_source():
    text = "State television said the road was shut, citing a military official."
    assert chain(text, "the road was shut") == ["State television", "a military official"]


def test_words_of_the_narrator_are_nobodys():
    text = "The army said the road was shut. Ten trucks left the border at dawn."
    assert chain(text, "Ten trucks left") == []


def test_a_wish_covers_its_content_but_does_not_speak():
    text = "The council wants the truce to last."
    assert chain(text, "the truce to last", speaking=False) == ["The council"]
    assert chain(text, "the truce to last") == []


def test_what_according_to_measures_by_is_no_source():
    assert not attributions("The trucks will leave according to a strict timetable.").all


def test_a_place_before_the_colon_of_a_headline_is_no_speaker():
    assert not [a for a in attributions("Syria: Ten trucks reach the besieged town").all if a.rule == "colon"]


def test_a_person_before_the_colon_of_a_headline_speaks():
    found = only("John Kerry: Truce in Syria May Be Close to Its End")
    assert (found.source.quote, found.cue.quote) == ("John Kerry", ":")


SENTENCES = st.sampled_from(
    [
        "The army said the road was shut.",
        "“Nobody fired,” Anna Petrova told reporters. “The truce held.”",
        "She added that ten trucks had crossed.",
        "According to the Observatory, two shells fell on Hama, killing a farmer.",
        "The rebels denied that they had shelled the camp, and vowed to respond.",
        "Ten trucks left the border at dawn.",
        "The council called on all parties to open the road:",
        "“We will wait",
        "- 12 breaches in Homs",
        "He said, \"It is 'over',\" and left.",
    ]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=5), st.sampled_from(["\n\n", "\n", " "]))
def test_every_span_equals_the_text_and_no_content_holds_its_own_cue(sentences, between):
    text = between.join(sentences)
    found = attributions(text).all
    for i, attributed in enumerate(found):
        spans = [attributed.source, attributed.name, attributed.cue, attributed.addressee, attributed.medium]
        assert attributed.content
        assert all(span.is_in(text) for span in [*spans, *attributed.content] if span is not None)
        assert not any(piece.overlaps(attributed.cue) for piece in attributed.content)
        assert list(attributed.content) == sorted(attributed.content)
        seen, parent = {i}, attributed.parent
        while parent is not None:
            assert parent not in seen
            seen.add(parent)
            parent = found[parent].parent


@settings(max_examples=15, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=4))
def test_a_paragraph_of_the_narrators_at_the_end_changes_nothing_before_it(sentences):
    text = "\n\n".join([*sentences, "The market was full."])
    more = text + "\n\nThe bridge is made of stone."
    assert attributions(more).all == attributions(text).all


@settings(max_examples=15, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=4))
def test_the_same_text_gives_the_same_attributions(sentences):
    text = "\n\n".join(sentences)
    assert find_attributions(document(text), parsed(text)) == attributions(text)


def test_who_is_quoted_as_saying_it_stands_inside_of_who_quotes():
    text = "The agency quoted a military source as saying that two soldiers were killed."
    assert chain(text, "two soldiers were killed") == ["The agency", "a military source"]


def test_who_puts_a_toll_at_a_number_gives_it():
    assert chain("The network put the number of dead at 194.", "the number of dead") == ["The network"]


def test_an_accusation_holds_the_examples_that_it_gives():
    text = "The rebels accused the army of 12 breaches since Monday, including shelling of two villages."
    assert chain(text, "shelling of two villages") == ["The rebels"]


def test_a_source_behind_the_whole_sentence_has_said_all_of_it():
    text = "The truce took effect at noon and was holding, despite fire in Norhaven, a commander told the agency."
    assert chain(text, "fire in Norhaven") == ["a commander"]


def test_a_verb_that_reads_like_a_noun_still_gives_its_source():
    assert chain("More than 50,000 people have fled towards the border, the UN estimates.", "have fled")[0].endswith(
        "UN"
    )


def test_a_pronoun_does_not_mean_the_owner_of_something():
    text = "Salim Haddad was accused of being Omar Nasser's aide. He said that the road was open."
    assert chain(text, "the road was open") == ["Salim Haddad"]


def test_marks_of_footnotes_are_no_part_of_a_word():
    text = "The army denied it.[2] The envoy said that the road was open.[3][4]"
    assert chain(text, "the road was open") == ["The envoy"]
