"""What is remembered, skipped and shared for speed changes nothing: the traces are those of the plain way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from eval.bench_terms import AS_OF, make_situation, make_terms
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compliance import oracle
from tests.compliance.founding import D19, founding_week
from tests.compliance.oracle import Truce
from tests.compliance.test_oracle import WHAT, reports, run, truces
from trucewatch.compliance import scope, weighing
from trucewatch.compliance.assess import assess
from trucewatch.compliance.perspectives import list_perspectives
from trucewatch.model.agreement import Agreement
from trucewatch.model.assessment import Assessment
from trucewatch.model.situation import Situation
from trucewatch.model.vocabulary import TYPES
from trucewatch.packs.agreement import list_agreements, load_agreement

EVERY_TYPE = frozenset(t for types in TYPES.values() for t in types)


class Forgetful(dict):  # type: ignore[type-arg]
    """A memory that keeps nothing."""

    def get(self, *_: object) -> None:
        return None

    def __setitem__(self, *_: object) -> None:
        return


def forget(memo: scope.Memo) -> None:
    memo.times, memo.areas, memo.blames = Forgetful(), Forgetful(), Forgetful()


@pytest.fixture
def plain() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def make_plain(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(scope.Memo, "__init__", forget)
    patch.setattr(weighing, "list_bearing_types", lambda term: EVERY_TYPE)


def one_by_one(situation: Situation, terms: Agreement, as_of: object) -> tuple[Assessment, ...]:
    """Each perspective in a call of its own, so that none shares a weight with another."""
    views = list_perspectives(terms)
    return tuple(a for v in views for a in assess(situation, terms, as_of, v))  # type: ignore[arg-type]


def test_the_week_of_september_2016_is_traced_alike_under_every_agreement(plain: pytest.MonkeyPatch) -> None:
    terms = [load_agreement(name) for name in list_agreements()]
    quick = [assess(founding_week(), t, D19 + timedelta(days=n), "all") for t in terms for n in (0, 5)]
    make_plain(plain)
    assert quick == [one_by_one(founding_week(), t, D19 + timedelta(days=n)) for t in terms for n in (0, 5)]


def test_generated_incidents_are_traced_alike(plain: pytest.MonkeyPatch) -> None:
    situation, terms = make_situation(300), make_terms()
    quick = assess(situation, terms, AS_OF, "all")
    make_plain(plain)
    assert quick == one_by_one(situation, terms, AS_OF)


@settings(max_examples=40, deadline=None)
@given(st.data(), truces)
def test_made_up_worlds_are_traced_alike(data: st.DataObject, truce: Truce) -> None:
    told = data.draw(reports(truce, WHAT))
    as_of = truce.starts.date() + 7 * oracle.DAY
    quick = run(told, truce, "two-origins", as_of)
    with pytest.MonkeyPatch.context() as patch:
        make_plain(patch)
        assert quick == run(told, truce, "two-origins", as_of)
