from dataclasses import replace

from tests.claims.extracted import extract
from trucewatch.claims.verify import is_grounded, spans_of
from trucewatch.model.span import Span

TEXT = "Government jets bombed the town of Rastan on Saturday, killing six people.\n"


def test_a_claim_with_a_changed_word_is_not_grounded():
    (claim,) = extract(TEXT)
    assert is_grounded(claim, TEXT)
    assert not is_grounded(replace(claim, span=Span(claim.span.start, claim.span.end, "Rebel jets")), TEXT)
    assert not is_grounded(claim, TEXT.replace("six", "ten"))


def test_a_type_outside_the_closed_lists_is_not_written():
    (claim,) = extract(TEXT)
    assert not is_grounded(replace(claim, type="earthquake"), TEXT)


def test_every_shown_span_is_checked():
    (claim,) = extract(TEXT)
    assert len(list(spans_of(claim))) >= 1 + len(claim.actors) + len(claim.places) + len(claim.quantities)
