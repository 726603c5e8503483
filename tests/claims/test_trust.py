"""Trust: a confidence from signs that can be checked."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.claims.extract import extract_claims
from trucewatch.claims.trust import find_signs, rate, weigh_signs
from trucewatch.model.vocabulary import STANCES, TYPES
from trucewatch.packs.trust import load_trust
from trucewatch.reading import read_document

CLAIM = extract_claims(
    read_document(
        b"Rebels shelled a hospital in the town of Douma on Sunday, wounding three nurses, medics said.", "a.txt"
    )
)[0]


def test_a_claim_that_names_its_place_is_trusted_more_than_one_that_does_not() -> None:
    assert rate(CLAIM) > rate(replace(CLAIM, places=()))


def test_the_signs_say_what_can_be_seen() -> None:
    assert {"kind: incident", "names a place", "has a source"} <= set(find_signs(CLAIM))


def test_only_signs_with_a_weight_are_weighed_and_the_weightiest_come_first() -> None:
    weighed = weigh_signs(CLAIM)
    assert {sign for sign, _ in weighed} <= set(load_trust().weights)
    assert [abs(w) for _, w in weighed] == sorted((abs(w) for _, w in weighed), reverse=True)


@given(
    kind_type=st.sampled_from([(k, t) for k, types in TYPES.items() for t in types]),
    stance=st.sampled_from(sorted(STANCES)),
    rule=st.text(max_size=40),
)
def test_a_confidence_is_never_certainty(kind_type: tuple[str, str], stance: str, rule: str) -> None:
    claim = replace(CLAIM, kind=kind_type[0], type=kind_type[1], stance=stance, rules=(rule,))
    assert 0 < rate(claim) < 1
