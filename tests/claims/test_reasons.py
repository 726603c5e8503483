"""Reasons: why a claim was read as it was."""

from trucewatch.claims.extract import extract_claims
from trucewatch.claims.reasons import find_reasons, say_rule
from trucewatch.model.claim import Claim
from trucewatch.model.document import Document
from trucewatch.reading import read_document

TEXT = (
    "The Observatory said on Monday that warplanes bombed a market in Idlib city, killing at least six people.\n\n"
    "The ministry denied that its jets had carried out the strike.\n"
)


def _read() -> tuple[Document, tuple[Claim, ...]]:
    document = read_document(TEXT.encode(), "note.txt")
    return document, extract_claims(document)


def test_the_sentence_the_parse_and_every_rule_are_told() -> None:
    document, claims = _read()
    for claim in claims:
        reasons = find_reasons(claim, document)
        assert claim.span.quote in reasons.sentence
        assert "".join(w.text for w in reasons.words)
        assert len(reasons.rules) == len(claim.rules)


def test_the_signs_add_up_to_the_confidence() -> None:
    import math

    document, claims = _read()
    for claim in claims:
        reasons = find_reasons(claim, document)
        odds = reasons.start + sum(weight for _, weight in reasons.signs)
        assert abs(1 / (1 + math.exp(-odds)) - claim.confidence) <= 0.0051


def test_every_filled_slot_stands_in_a_line_with_its_words() -> None:
    document, claims = _read()
    claim = next(c for c in claims if c.quantities)
    lines = "\n".join(find_reasons(claim, document).slots)
    assert "at least six" in lines
    assert "The Observatory" in lines


def test_a_rule_is_said_with_the_file_to_change() -> None:
    assert "events.yaml" in say_rule("incident.killing.15:kill")
    assert "positions.yaml" in say_rule("position.condemns:condemn")


def test_an_unknown_rule_is_still_readable() -> None:
    assert say_rule("position.explains_something") == "position explains something"
