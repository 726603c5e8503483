from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.errors import PackError
from trucewatch.packs import cache
from trucewatch.packs.load import Entry, parse_yaml, read_yaml, validate


class Words(Entry):
    words: tuple[str, ...]


@pytest.fixture
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A knowledge folder and a cache folder of this test's own."""
    folder = tmp_path / "knowledge"
    folder.mkdir()
    monkeypatch.setattr(cache, "BUNDLED", folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder


def kept(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache").rglob("*.json"))


def test_a_second_reading_gives_the_same_data_from_the_cache(bundled: Path, tmp_path: Path) -> None:
    file = bundled / "a.yaml"
    file.write_text("words: [truce, 1, 2.5, true, null, 'yes']\nmore:\n  b: x\n  a: y\n", encoding="utf-8")
    first, second = read_yaml(file), read_yaml(file)
    assert second.data == first.data
    assert list(second.data["more"]) == ["b", "a"]
    assert (second.text, first.text) == (file.read_text(encoding="utf-8"), "")
    assert len(kept(tmp_path)) == 1


def test_a_changed_file_is_read_anew(bundled: Path) -> None:
    file = bundled / "a.yaml"
    file.write_text("words: [truce]\n", encoding="utf-8")
    read_yaml(file)
    file.write_text("words: [armistice]\n", encoding="utf-8")
    assert read_yaml(file).data == {"words": ["armistice"]}
    assert read_yaml(file).data == {"words": ["armistice"]}


def test_faults_of_cached_data_still_name_their_lines(bundled: Path) -> None:
    file = bundled / "a.yaml"
    file.write_text("words: [truce]\n\nwrong: 1\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(PackError, match=r"a\.yaml:3: wrong: is not a known key"):
            validate(Words, read_yaml(file, "a.yaml"))


def test_a_file_with_a_duplicate_key_is_never_remembered(bundled: Path, tmp_path: Path) -> None:
    file = bundled / "a.yaml"
    file.write_text("words: [truce]\nwords: [war]\n", encoding="utf-8")
    assert [read_yaml(file, "a.yaml").faults for _ in range(2)] == [["a.yaml:2: words: stands twice; keep one"]] * 2
    assert kept(tmp_path) == []


def test_a_file_of_the_users_own_is_never_remembered(bundled: Path, tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("words: [truce]\n", encoding="utf-8")
    read_yaml(file)
    assert kept(tmp_path) == []


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff\xfe", b'{"key": "other", "data": {"words": ["war"]}}'])
def test_a_damaged_cache_is_read_as_none(bundled: Path, tmp_path: Path, damage: bytes) -> None:
    file = bundled / "a.yaml"
    file.write_text("words: [truce]\n", encoding="utf-8")
    read_yaml(file)
    kept(tmp_path)[0].write_bytes(damage)
    assert read_yaml(file).data == {"words": ["truce"]}
    assert json.loads(kept(tmp_path)[0].read_bytes())["data"] == {"words": ["truce"]}


def test_a_cache_that_cannot_be_written_is_no_fault(bundled: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    file = bundled / "a.yaml"
    file.write_text("words: [truce]\n", encoding="utf-8")
    assert read_yaml(file).data == {"words": ["truce"]}


def test_the_folder_is_the_platforms_own() -> None:
    assert cache.folder({"XDG_CACHE_HOME": "/x", "HOME": "/h"}, "linux") == Path("/x/trucewatch")
    assert cache.folder({"HOME": "/h"}, "linux") == Path("/h/.cache/trucewatch")
    assert cache.folder({"HOME": "/h"}, "darwin") == Path("/h/Library/Caches/trucewatch")
    assert cache.folder({}, "linux") is None
    assert cache.folder({}, "win32") is None


@given(st.binary(), st.binary(), st.binary(), st.binary())
def test_two_files_have_one_key_only_when_they_and_their_readers_are_equal(
    one: bytes, other: bytes, reader: bytes, newer: bytes
) -> None:
    assert (cache.key_of(one, reader) == cache.key_of(other, newer)) is ((one, reader) == (other, newer))


def test_every_bundled_file_comes_out_of_json_as_it_went_in() -> None:
    for path in sorted(cache.BUNDLED.rglob("*.yaml")):
        data = parse_yaml(path.read_text(encoding="utf-8"), path.name).data
        assert json.loads(json.dumps(data, ensure_ascii=False)) == data, path.name
