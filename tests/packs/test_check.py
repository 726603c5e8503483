from pathlib import Path

from trucewatch.packs.actorfiles import ActorFile, ReadFile
from trucewatch.packs.check import check_actors, check_packs
from trucewatch.packs.load import parse_yaml, validate


def read(text: str, name: str) -> ReadFile:
    located = parse_yaml(text, name)
    return ReadFile(located, validate(ActorFile, located), name)


def test_the_bundled_packs_have_no_fault() -> None:
    assert check_packs() == []


def test_every_fault_across_files_is_named_with_its_line() -> None:
    one = read(
        "source: s\nactors:\n"
        "  - {id: red, name: Red, kind: armed_group, names: [Red Army], part_of: [nobody]}\n"
        "  - {id: blue, name: Blue, kind: armed_group, names: [Red Army]}\n",
        "one.yaml",
    )
    two = read(
        "source: s\nactors:\n  - {id: red, name: Red again, kind: state}\n  - {id: ghost, names: [Boo]}\n", "two.yaml"
    )
    faults = check_actors((one, two))
    assert any("one.yaml:3" in f and "'nobody' is no actor" in f for f in faults)
    assert any("one.yaml:4" in f and "is also red's name" in f for f in faults)
    assert any("two.yaml:3" in f and "is defined in one.yaml too" in f for f in faults)
    assert any("two.yaml:4" in f and "nowhere defined" in f for f in faults)


def test_one_name_may_pass_from_one_actor_to_another() -> None:
    text = (
        "source: s\nactors:\n"
        "  - {id: a, name: First, kind: state, people: [{text: Roe, until: 2016-01-01}]}\n"
        "  - {id: b, name: Second, kind: state, people: [{text: Roe, since: 2016-01-02}]}\n"
    )
    assert check_actors((read(text, "people.yaml"),)) == []


def test_place_data_stays_small() -> None:
    knowledge = Path(check_actors.__code__.co_filename).parent.parent / "knowledge"
    files = [*knowledge.rglob("places*"), *knowledge.rglob("regions.csv")]
    assert 0 < sum(f.stat().st_size for f in files) <= 6_000_000
