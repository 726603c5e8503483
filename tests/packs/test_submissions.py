"""Submissions of a form as rows."""

import json

import pytest

from trucewatch.errors import UnreadableError
from trucewatch.packs.submissions import read_submissions

ONE = {"_uuid": "a1", "where/town": "Hama", "needs": ["water", "food"], "killed": 2.0, "sure": True, "note": None}


@pytest.mark.parametrize("write", [lambda subs: json.dumps(subs), lambda subs: "\n".join(map(json.dumps, subs))])
def test_an_array_and_one_object_a_line_give_the_same_rows(tmp_path, write):
    path = tmp_path / "s.json"
    path.write_text(write([ONE, {"_uuid": "a2", "extra": "x\ny"}]), encoding="utf8")
    header, rows = read_submissions(path)
    assert header == ["_uuid", "where/town", "needs", "killed", "sure", "note", "extra"]
    assert list(rows) == [
        (1, ["a1", "Hama", "water; food", "2", "yes", "", ""]),
        (2, ["a2", "", "", "", "", "", "x y"]),
    ]


def test_what_no_database_can_hold_is_taken_out_of_answers(tmp_path):
    path = tmp_path / "s.json"
    path.write_text(r'[{"_uuid": "a\u0000b\ud800c"}]', encoding="utf8")
    assert list(read_submissions(path)[1]) == [(1, ["a b c"])]


@pytest.mark.parametrize("content", [b"[1]", b"nonsense", b"[{", b"\xff", b"[" * 100_000])
def test_what_is_no_list_of_submissions_is_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "s.json"
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match=r"s\.json"):
        list(read_submissions(path)[1])
