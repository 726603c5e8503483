"""The table of the bench is the same every time, and its claims say what its rows have."""

from __future__ import annotations

from eval.linking_table import make_claims, make_rows


def test_the_rows_are_always_the_same_and_as_many_as_asked() -> None:
    rows = list(make_rows(300))
    assert rows == list(make_rows(300)) and len(rows) == 300


def test_every_span_is_in_the_text_of_its_report() -> None:
    rows = list(make_rows(200))
    documents, claims, origins, truth = make_claims(iter(rows))
    assert len(documents) == len(claims) == len(origins) == len(truth) == 200
    assert len({c.claim_id for c in claims}) == 200
    for row, document, claim in zip(rows, documents, claims, strict=True):
        spans = [claim.span, *(p.span for p in claim.places), *(c.span for c in claim.claimants)]
        spans += [a.span for a in claim.actors] + [q.span for q in claim.quantities]
        assert all(document.text[s.start : s.end] == s.quote for s in spans)
        assert claim.places[0].span.quote == row.town
