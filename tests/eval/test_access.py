"""How facts of access are scored: pairs of slots, types, and the trucks and people counted."""

from eval.access import score


def slots(type_: str, *quantities: tuple[str, float | None, float | None]) -> dict[str, list[object]]:
    return {"type": [type_], "quantity": list(quantities)}


def test_a_pair_with_the_same_type_and_counts_is_right() -> None:
    side = slots("aid_delivered", ("trucks", 20, 20), ("people", 4000, 4000))
    assert score([(side, side)]) == {"facts": 1.0, "type": 1.0, "trucks": 1.0, "people": 1.0}


def test_a_fact_without_a_claim_and_a_claim_without_a_fact_each_cost() -> None:
    found, other = slots("aid_delivered", ("trucks", 20, 20)), slots("aid_blocked", ("trucks", 9, 9))
    figures = score([(found, found), (other, None), (None, other)])
    assert figures["facts"] == figures["type"] == figures["trucks"] == 0.5


def test_a_wrong_type_keeps_the_fact_and_a_wrong_noun_costs_the_count() -> None:
    figures = score([(slots("aid_delivered", ("trucks", 20, 20)), slots("aid_moving", ("people", 20, 20)))])
    assert figures == {"facts": 1.0, "type": 0.0, "trucks": 0.0}


def test_evacuated_people_are_people() -> None:
    side = slots("evacuation", ("evacuated", 300, None))
    assert score([(side, side)])["people"] == 1.0
