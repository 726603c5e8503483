import os

import pytest

from trucewatch.errors import UnreadableError
from trucewatch.reading.files import find_files, load_bytes


def test_a_folder_gives_its_reports_in_name_order_and_tells_what_it_skips(tmp_path):
    for name in ("b.txt", "a.md", "c/d.HTML", "c/e.pdf", ".hidden.txt", "c/.git/x.txt", "photo.jpg"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("The truce held.")
    files, problems = find_files([str(tmp_path)])
    assert [os.path.relpath(f, tmp_path) for f in files] == ["a.md", "b.txt", "c/d.HTML", "c/e.pdf"]
    assert len(problems) == 1 and problems[0].startswith(f"{tmp_path}/photo.jpg: skipped")


def test_a_file_named_itself_is_tried_whatever_its_ending_and_given_once(tmp_path):
    file = tmp_path / "report.log"
    file.write_text("The truce held.")
    assert find_files([str(file), str(file)]) == ((str(file),), ())


def test_a_missing_path_and_an_empty_folder_are_told_and_nothing_else_is_lost(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text("The truce held.")
    files, problems = find_files([str(tmp_path / "none"), str(tmp_path / "empty"), str(tmp_path / "a.txt")])
    assert files == (str(tmp_path / "a.txt"),)
    assert len(problems) == 2 and "no such file or folder" in problems[0] and "no report in this folder" in problems[1]


def test_links_in_a_circle_end(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("The truce held.")
    (tmp_path / "in" / "loop").symlink_to(tmp_path)
    files, problems = find_files([str(tmp_path)])
    assert files == (str(tmp_path / "in" / "a.txt"),) and problems == ()


@pytest.mark.parametrize("name", ["none.txt", "."])
def test_what_is_no_file_is_refused(tmp_path, name):
    with pytest.raises(UnreadableError):
        load_bytes(str(tmp_path / name))


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    file = tmp_path / "huge.txt"
    with file.open("wb") as out:
        out.truncate(3_000_000_000)
    with pytest.raises(UnreadableError, match="3000 MB is more than"):
        load_bytes(str(file))
