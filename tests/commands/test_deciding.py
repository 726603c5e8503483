"""`decide correct` and `decide reliability`, as typed."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from tests.desk.conftest import desk, filled  # noqa: F401
from trucewatch.cli import app
from trucewatch.desk.coding import FIELDS


def run(*words: object):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(app, [str(w) for w in words])


def test_a_correction_names_the_claim_the_field_and_why(desk):  # type: ignore[no-untyped-def]  # noqa: F811
    claim = desk.contents().claims[0]
    here = ("--reason", "misread", "--by", "mo", "--desk", desk.folder)
    done = run("decide", "correct", claim.claim_id[7:20], "--set", "stance=conditional", *here)
    assert (done.exit_code, "Decision 1 is recorded" in done.output) == (0, True)
    decision = desk.contents().decisions[0]
    assert decision.payload == {"set": {"stance": "conditional"}, "fields": {"stance": "conditional"}}
    wrong = run("decide", "correct", claim.claim_id[7:20], "--set", "stance", *here)
    assert "write FIELD=VALUE" in str(wrong.exception)


def test_reliability_prints_raw_agreement_alpha_and_prevalence_together(desk):  # type: ignore[no-untyped-def]  # noqa: F811
    for by in ("mo", "jo"):
        for claim in desk.contents().claims[:3]:
            who = ("--reason", "seen", "--by", by, "--desk", desk.folder)
            run("decide", "accept" if by == "mo" else "reject", claim.claim_id, *who)
    said = run("decide", "reliability", "--desk", desk.folder).output
    assert "3 claims were read by two people, 0 of them blind" in said
    assert "review        0.00" in said
    assert "too few to say" in said
    told = json.loads(run("decide", "reliability", "--json", "--desk", desk.folder).output)
    assert set(told["all"]) == set(FIELDS)
    assert len(told["disputed"]) == 3
