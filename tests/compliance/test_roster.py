from __future__ import annotations

from datetime import date

from tests.compliance.terms import make_agreement
from trucewatch.compliance.roster import Roster
from trucewatch.model.actor import Actor
from trucewatch.packs.actors import ActorBook


def actor(actor_id: str, *part_of: str, role: str = "") -> Actor:
    return Actor(actor_id=actor_id, name=actor_id.title(), kind="armed_group", part_of=part_of, role=role)


BOOK = ActorBook(
    [
        actor("syr-government"),
        actor("brigade", "army"),
        actor("army", "syr-government"),
        actor("ring-a", "ring-b"),
        actor("ring-b", "ring-a"),
        actor("cell", "hts"),
        actor("watch", role="monitor"),
    ]
)
ROSTER = Roster(make_agreement(), BOOK)


def test_a_part_of_a_part_belongs_to_the_party() -> None:
    assert ROSTER.parties_of("brigade") == {"north"}
    assert ROSTER.parties_of("watch") == ROSTER.parties_of(None) == frozenset()


def test_actors_that_are_part_of_each_other_do_not_hang() -> None:
    assert ROSTER.lineage("ring-a") == {"ring-a", "ring-b"}


def test_a_part_of_an_excluded_group_is_excluded() -> None:
    found = ROSTER.exclusion_of("cell", "the cell", None)
    assert found is not None and found.actor_id == "hts"
    assert ROSTER.exclusion_of("army", "the army", None) is None


def test_an_unknown_actor_is_excluded_by_a_name_of_its_day() -> None:
    assert ROSTER.exclusion_of(None, "fighters of New Front", date(2016, 7, 28)) is not None
    assert ROSTER.exclusion_of(None, "fighters of New Front", date(2016, 7, 27)) is None
    assert ROSTER.exclusion_of(None, "fighters", None) is None


def test_roles_come_from_the_actor_or_from_the_words() -> None:
    assert ROSTER.roles_of("watch", "whatever") == {"monitor"}
    assert ROSTER.roles_of("army", "the army's monitors") == frozenset()
    assert ROSTER.roles_of(None, "a monitoring group") == {"monitor"}
    assert ROSTER.roles_of(None, "a senior official") == frozenset()


def test_names_are_the_actors_or_the_texts() -> None:
    assert [ROSTER.name_of("army"), ROSTER.name_of(None, "gunmen"), ROSTER.name_of(None)] == [
        "Army",
        "gunmen",
        "somebody unnamed",
    ]
