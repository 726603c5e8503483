from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.errors import PackError
from trucewatch.model.assessment import Voices
from trucewatch.packs.perspectivefile import perspective_schema, read_perspective

GOOD = """\
id: two-monitors
name: two monitors
hears: {roles: [monitor], names: [the desk]}
ignores: {actors: [snhr]}
min_origins: 2
"""
BAD = """\
id: any
name: ""
hears:
  rols: [monitor]
  actors: [sohrr]
  roles: [spy]
min_origins: 0
reviewed: "yes"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf8")
    return path


def test_a_file_says_whose_word_is_taken(tmp_path: Path) -> None:
    found = read_perspective(write(tmp_path, GOOD))
    assert (found.perspective_id, found.kind, found.min_origins) == ("two-monitors", "defined", 2)
    assert found.hears == Voices(roles=("monitor",), names=("the desk",))
    assert found.ignores == Voices(actors=("snhr",))


def test_every_fault_is_told_at_once_with_line_and_remedy(tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        read_perspective(write(tmp_path, BAD))
    faults = caught.value.faults
    assert sorted({int(f.split("mine.yaml:")[1].split(":")[0]) for f in faults}) == [2, 4, 5, 6, 7, 8]
    assert all("; " in f for f in faults)
    assert any("did you mean sohr" in f for f in faults)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("id: two-monitors", "comes with Trucewatch"),
        ("hears: {roles: [monitor], names: [the desk]}", "names nobody"),
    ],
)
def test_a_taken_id_and_an_empty_choice_are_faults(tmp_path: Path, line: str, fault: str) -> None:
    text = GOOD.replace(line, "id: monitors" if line.startswith("id") else "hears: {}")
    with pytest.raises(PackError, match=fault):
        read_perspective(write(tmp_path, text))


def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError):
        read_perspective(write(tmp_path, "- a\n- b\n"))


def test_the_schema_names_every_key() -> None:
    assert set(perspective_schema()["properties"]) == {"id", "name", "hears", "ignores", "min_origins", "reviewed"}
