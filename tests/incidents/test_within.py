"""Grouping the claims of one report."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest

from tests.incidents.factory import make_report
from trucewatch.incidents import within
from trucewatch.incidents.link import Context, Link
from trucewatch.incidents.sentences import Sentences
from trucewatch.incidents.telling import Telling, make_telling
from trucewatch.incidents.within import NEAR, SHARING, Group, gather
from trucewatch.model.claim import Claim

ON = date(2016, 9, 30)
# Names of one spelling each: no two have their consonants in common.
NAMES = [
    "".join(letters).capitalize() for letters in itertools.islice(itertools.permutations("bdfgklmnprstvz", 4), 2_000)
]


def roundup(towns: int, *, at_the_end: str = "") -> tuple[Group, ...]:
    """A report of a strike in each of so many towns, a sentence and a day each."""
    lines = [f"Warplanes bombed a market in {NAMES[n]} today." for n in range(towns)] + [at_the_end]
    report = make_report("\n".join(filter(None, lines)), "Paper", ON)
    for n in range(towns):
        report.claim(lines[n][:-1], "air_strike", at=NAMES[n], on=ON - timedelta(days=n))
    if at_the_end:
        report.claim(at_the_end[:-1], "air_strike", at=NAMES[0], on=ON)
    text = Sentences.of(report.document.text)
    tellings = {c.claim_id: make_telling(c, report.document, "origin", text) for c in report.claims}
    return gather(report.claims, tellings, text, Context())


def test_each_strike_of_a_round_up_is_a_happening_of_its_own() -> None:
    assert len(roundup(2 * NEAR)) == 2 * NEAR


def test_what_was_told_long_before_is_found_again_by_its_place() -> None:
    groups = roundup(2 * NEAR, at_the_end=f"The market strike in {NAMES[0]} killed nobody.")
    assert len(groups) == 2 * NEAR
    assert len(groups[0].claims) == 2


def test_a_long_text_takes_no_more_comparisons_a_claim_than_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = [0]
    real = within.score_pair

    def counting(a: Telling, b: Telling, context: Context, explain: bool = True) -> Link:
        counted[0] += 1
        return real(a, b, context, explain)

    monkeypatch.setattr(within, "score_pair", counting)
    claims = 6 * NEAR
    roundup(claims)
    assert counted[0] <= claims * (NEAR + SHARING * SHARING)
    per_claim = counted[0] / claims
    counted[0] = 0
    roundup(2 * claims)
    assert counted[0] / (2 * claims) <= per_claim * 1.2


def test_claims_that_a_person_keeps_apart_share_no_group() -> None:
    report = make_report("Warplanes bombed a market in Talbiseh. The strike in Talbiseh killed nobody.", "Paper", ON)
    made: list[Claim] = [
        report.claim("Warplanes bombed a market in Talbiseh", "air_strike", at="Talbiseh", on=ON),
        report.claim("The strike in Talbiseh killed nobody", "air_strike", at="Talbiseh", on=ON),
    ]
    text = Sentences.of(report.document.text)
    tellings = {c.claim_id: make_telling(c, report.document, "origin", text) for c in made}
    pair = (min(c.claim_id for c in made), max(c.claim_id for c in made))
    assert len(gather(made, tellings, text, Context())) == 1
    assert len(gather(made, tellings, text, Context(), {pair})) == 2
