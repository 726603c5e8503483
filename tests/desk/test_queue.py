"""The queue: what matters most and is least certain comes first, a fixed tenth is read by two people."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

from tests.desk.conftest import AT, decide
from trucewatch.desk.queue import find_item, next_items, read_progress, take_ahead, take_next
from trucewatch.desk.review import Edit, review
from trucewatch.ledger.desk import Desk
from trucewatch.ledger.holds import read_holds
from trucewatch.ledger.indexrows import rank


def everything(desk: Desk, user: str = "mo") -> list[str]:
    return [i.claim.claim_id for i in next_items(desk, user, AT, 1000)]


def test_every_claim_of_the_desk_comes_once(desk: Desk) -> None:
    assert sorted(everything(desk)) == sorted(c.claim_id for c in desk.contents().claims)


def test_what_matters_most_and_is_least_certain_comes_first(desk: Desk) -> None:
    ranks = [i.rank for i in next_items(desk, "mo", AT, 1000) if i.lane == "first"]
    assert ranks == sorted(ranks, reverse=True)
    claim = {"kind": "incident", "type": "air_strike", "confidence": 0.5, "quantities": [], "repeats": None}
    assert rank(claim) > rank({**claim, "confidence": 0.95}) > rank({**claim, "type": "overflight", "confidence": 0.95})
    dead = [{"what": "killed", "low": 40, "high": 40}]
    assert rank({**claim, "quantities": dead}) > rank(claim) > rank({**claim, "repeats": "x"})


def test_every_tenth_item_is_one_of_the_random_sample_and_the_sample_is_always_the_same(desk: Desk) -> None:
    items = next_items(desk, "mo", AT, 1000)
    assert next(n for n, i in enumerate(items, 1) if i.lane == "sample") == 10
    for user in ("mo", "jo"):
        again = next_items(desk, user, AT, 1000)
        assert {i.claim.claim_id for i in again if i.lane == "sample"} == {
            i.claim.claim_id for i in items if i.lane == "sample"
        }


def test_what_somebody_is_at_work_on_is_kept_from_others(desk: Desk) -> None:
    mine, theirs = take_next(desk, "mo", AT), take_next(desk, "jo", AT)
    assert mine is not None and theirs is not None
    assert mine.claim.claim_id != theirs.claim.claim_id
    seen = find_item(desk, mine.claim.claim_id, AT)
    assert seen is not None and seen.held_by == "mo"
    assert take_next(desk, "mo", AT) == dataclasses.replace(mine, held_by="mo")
    assert mine.claim.claim_id not in everything(desk, "jo")


def test_a_skipped_claim_gives_way_to_the_next(desk: Desk) -> None:
    first, second = everything(desk)[:2]
    item = take_next(desk, "mo", AT, skipping=[first])
    assert item is not None and item.claim.claim_id == second


def test_a_reviewed_claim_leaves_the_queue_unless_it_wants_a_second_reader(desk: Desk) -> None:
    plain = next(i for i in next_items(desk, "mo", AT, 1000) if i.lane == "first").claim.claim_id
    drawn = next(i for i in next_items(desk, "mo", AT, 1000) if i.lane == "sample").claim
    decide(desk, "accept", plain)
    decide(desk, "correct", drawn.claim_id, fields={"stance": "intended"})
    assert not {plain, drawn.claim_id} & set(everything(desk, "mo"))
    (blind,) = (i for i in next_items(desk, "jo", AT, 1000) if i.claim.claim_id == drawn.claim_id)
    assert (blind.second, blind.state, blind.claim) == (True, "open", drawn)
    review(desk, "accept", drawn.claim_id, Edit(by="jo", at=AT, expects=blind.expects, second=True))
    seen = find_item(desk, drawn.claim_id, AT)
    assert seen is not None and (seen.state, seen.claim.stance) == ("corrected", "intended")
    assert drawn.claim_id not in everything(desk, "al")
    assert read_progress(desk).sampled_twice == 1


def test_what_is_fetched_ahead_comes_in_the_order_of_the_queue_with_every_tenth_of_the_sample(desk: Desk) -> None:
    plain = [(i.claim.claim_id, i.lane) for i in next_items(desk, "mo", AT, 12)]
    first = take_next(desk, "mo", AT)
    assert first is not None
    has, fetched = [first.claim.claim_id], [(first.claim.claim_id, first.lane)]
    for _ in range(11):
        ahead = take_ahead(desk, "mo", AT, has)
        assert ahead is not None
        has.append(ahead.claim.claim_id)
        fetched.append((ahead.claim.claim_id, ahead.lane))
    assert fetched == plain
    assert {h.subject for h in read_holds(desk.engine, AT) if h.by == "mo"} == set(has)


def test_fetching_ahead_holds_what_one_has_for_longer(desk: Desk) -> None:
    first = take_next(desk, "mo", AT)
    assert first is not None
    take_ahead(desk, "mo", AT + timedelta(minutes=10), [first.claim.claim_id])
    later = AT + timedelta(minutes=20)
    assert first.claim.claim_id in {h.subject for h in read_holds(desk.engine, later)}
    assert first.claim.claim_id not in {h.subject for h in read_holds(desk.engine, AT + timedelta(minutes=26))}
