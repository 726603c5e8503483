"""`search`, `restrict`, `redact`, `finding` and `grade` as a person at a terminal uses them."""

import json
import shutil
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from trucewatch.cli import app
from trucewatch.errors import TrucewatchError
from trucewatch.ledger.desk import open_desk

TEXTS = {
    "morning.txt": "Morning Paper\n19 September 2016\n\nAn air strike hit a bakery in As-Suwayda on 18 September 2016,"
    " killing six people, Dr Warda Qasimli said.",
    "evening.html": "<html><head><title>Bakery hit</title><meta property='og:site_name' content='Evening Paper'></head>"
    "<body><article><p>20 September 2016</p><p>An air strike on a bakery in As-Suwayda on 18 September 2016 killed at "
    "least nine people, a hospital said.</p></article></body></html>",
    "note.txt": "Field note\n19 September 2016\n\nAn air strike hit a bakery in As-Suwayda on 18 September 2016,"
    " killing seven people, a driver said.",
}
WHY = ("--because", "seen on site", "--by", "Mo")
FINDING = ("--found", "It was an air strike", "--standard", "reasonable grounds to believe")


@pytest.fixture(scope="module")
def trucewatch():
    """The command line in this process; faults that are told come back as their one line."""

    def run(*arguments):
        result = CliRunner().invoke(app, [str(a) for a in arguments])
        known = isinstance(result.exception, TrucewatchError)
        if result.exception and not known and not isinstance(result.exception, SystemExit):
            raise result.exception
        said, status = (str(result.exception), 2) if known else (result.stderr, result.exit_code)
        return SimpleNamespace(returncode=status, stdout=result.stdout, stderr=said)

    return run


@pytest.fixture(scope="module")
def filled(trucewatch, tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf8")
    assert trucewatch("init", folder / "desk").returncode == 0
    for name in TEXTS:
        more = ["--restricted"] if name == "note.txt" else []
        assert trucewatch("add", folder / name, *more, "--desk", folder / "desk").returncode == 0
    return folder / "desk"


@pytest.fixture
def desk(filled, tmp_path):
    """A copy of the desk, for one test to change."""
    return shutil.copytree(filled, tmp_path / "desk")


def found(trucewatch, desk, *words):
    result = trucewatch("search", *words, "--json", "--desk", desk)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def incident(trucewatch, desk):
    (one,) = json.loads(trucewatch("incidents", "--json", "--desk", desk).stdout)
    return one["incident_id"]


@pytest.mark.parametrize("word", ["suwayda", "As-Suwayda'", "السويداء", "SUWAY"])
def test_search_finds_a_place_however_it_is_spelled(trucewatch, filled, word):
    names = {r["name"] for r in found(trucewatch, filled, "bakery", "--of", "reports")["reports"]}
    assert names == {"morning.txt", "evening.html"}, "restricted ones only when asked for"
    assert len(found(trucewatch, filled, word, "--of", "claims")["claims"]) == 2
    assert len(found(trucewatch, filled, word, "--of", "claims", "--restricted")["claims"]) == 3


def test_search_as_text_is_a_line_a_find_and_says_when_there_is_nothing(trucewatch, filled):
    lines = trucewatch("search", "nine", "hospital", "--desk", filled).stdout.splitlines()
    assert any("evening" in line.casefold() for line in lines)
    assert trucewatch("search", "volcano", "--desk", filled).stdout == "nothing was found\n"
    many = trucewatch("search", "bakery", "--limit", 1, "--desk", filled).stdout
    assert "and more" in many


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("x", "--of", "people"), "claims or reports"),
        (("x", "--type", "volcano"), "no such type"),
        (("x", "--since", "last week"), "not a date"),
        ((" ",), "at least one word"),
    ],
)
def test_a_search_that_cannot_be_meant_says_why(trucewatch, filled, options, why):
    result = trucewatch("search", *options, "--desk", filled)
    assert result.returncode == 2 and why in result.stderr


def test_a_source_and_a_report_are_restricted_and_opened(trucewatch, desk):
    for what, left in (("EVENING  paper", {"morning.txt"}), ("morning.txt", set())):
        result = trucewatch("restrict", what, *WHY, "--desk", desk)
        assert result.returncode == 0, result.stderr
        assert {r["name"] for r in found(trucewatch, desk, "bakery")["reports"]} == left
    told = json.loads(trucewatch("restrict", "morning.txt", "--open", *WHY, "--json", "--desk", desk).stdout)
    assert told["restricted"] is False
    assert {r["name"] for r in found(trucewatch, desk, "bakery")["reports"]} == {"morning.txt"}
    unknown = trucewatch("restrict", "Nobody", *WHY, "--desk", desk)
    assert unknown.returncode == 2 and "neither a source" in unknown.stderr


def test_a_finding_and_a_grade_are_signed_listed_and_taken_back(trucewatch, desk):
    trucewatch("restrict", "note.txt", "--open", *WHY, "--desk", desk)
    one = incident(trucewatch, desk)
    issued = trucewatch("finding", "issue", one, *FINDING, *WHY, "--json", "--desk", desk)
    assert issued.returncode == 0, issued.stderr
    made = json.loads(issued.stdout)
    assert made["public"] is True
    assert trucewatch("grade", one, "fair", *WHY, "--desk", desk).returncode == 0
    rows = json.loads(trucewatch("finding", "list", "--json", "--desk", desk).stdout)
    assert [(r["kind"], r["by"], r["public"], r["incident"]) for r in rows] == [
        ("finding", "Mo", True, one), ("grade", "Mo", True, one),
    ]  # fmt: skip
    assert rows[0]["standard"] == "reasonable grounds to believe"
    text = trucewatch("finding", "list", "--desk", desk).stdout
    assert "signed by Mo" in text and "It was an air strike" in text
    assert trucewatch("undo", made["name"], "--reason", "x", "--by", "Mo", "--desk", desk).returncode == 0
    rows = json.loads(trucewatch("finding", "list", "--json", "--desk", desk).stdout)
    assert [r["kind"] for r in rows] == ["grade"]


def test_where_a_restricted_report_speaks_of_it_one_has_to_say_what_a_finding_rests_on(trucewatch, desk):
    one = incident(trucewatch, desk)
    asked = trucewatch("finding", "issue", one, *FINDING, *WHY, "--desk", desk)
    assert asked.returncode == 2 and "--public" in asked.stderr
    assert trucewatch("finding", "issue", one, *FINDING, *WHY, "--all-reports", "--desk", desk).returncode == 0
    assert trucewatch("finding", "issue", one, *FINDING, *WHY, "--public", "--desk", desk).returncode == 0
    rows = json.loads(trucewatch("finding", "list", "--json", "--desk", desk).stdout)
    assert [r["public"] for r in rows] == [False, True]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("finding", "issue", "ffffffff", *FINDING, *WHY), "no incident of this desk"),
        (("grade", "ffffffff", "fair", *WHY), "no incident of this desk"),
        (("redact", "nothing.txt", "--whole", *WHY), "no report of this desk"),
        (("redact", "morning.txt", *WHY), "say what to redact"),
        (("redact", "morning.txt", "--words", "volcano", *WHY), "do not stand in this report"),
        (("redact", "morning.txt", "--span", "nine", *WHY), "START:END"),
        (("redact", "morning.txt", "--whole"), "say why"),
        (("redact",), "name the report"),
    ],
)
def test_what_cannot_be_done_is_one_line_that_says_why(trucewatch, filled, arguments, why):
    result = trucewatch(*arguments, "--desk", filled)
    assert result.returncode == 2, result.stdout
    assert why in result.stderr and "\n" not in result.stderr.strip()


def test_a_standard_or_a_grade_of_ones_own_is_refused(trucewatch, desk):
    trucewatch("restrict", "note.txt", "--open", *WHY, "--desk", desk)
    one = incident(trucewatch, desk)
    wrong = trucewatch("finding", "issue", one, "--found", "x", "--standard", "a hunch", *WHY, "--desk", desk)
    assert wrong.returncode == 2 and "reasonable grounds to believe" in wrong.stderr
    assert "is no grade" in trucewatch("grade", one, "certain", *WHY, "--desk", desk).stderr


def test_words_are_redacted_from_the_desk_and_nothing_before_is_changed_by_looking(trucewatch, desk):
    words = ("--words", "Warda Qasimli")
    looked = json.loads(trucewatch("redact", "morning.txt", *words, "--check", "--json", "--desk", desk).stdout)
    assert (looked["places"], looked["elsewhere"], looked["released"]) == (1, [], [])
    assert found(trucewatch, desk, "qasimli")["reports"]
    done = trucewatch("redact", "morning.txt", *words, *WHY, "--desk", desk)
    assert done.returncode == 0, done.stderr
    assert "1 place" in done.stderr and "Backups" in done.stderr and "Qasimli" not in done.stderr
    assert not found(trucewatch, desk, "qasimli")["reports"]
    assert not any(b"Qasimli" in p.read_bytes() for p in desk.rglob("*") if p.is_file())
    assert "█████ ███████" not in trucewatch("claims", "--desk", desk).stdout
    assert "█" in trucewatch("claims", "--desk", desk).stdout
    assert trucewatch("status", "--desk", desk).returncode == 0
    kinds = [d["kind"] for d in json.loads(trucewatch("decide", "list", "--json", "--desk", desk).stdout)]
    assert kinds == ["redact"]
    refused = trucewatch("undo", 1, "--reason", "back", "--by", "Mo", "--desk", desk)
    assert refused.returncode == 2 and "the words are gone" in refused.stderr


def test_a_whole_report_is_redacted_and_not_taken_in_again(trucewatch, desk, tmp_path):
    done = trucewatch("redact", "morning.txt", "--whole", *WHY, "--json", "--desk", desk)
    assert done.returncode == 0, done.stderr
    again = tmp_path / "copy.txt"
    again.write_text(TEXTS["morning.txt"], encoding="utf8")
    added = trucewatch("add", again, "--desk", desk)
    assert "was redacted on this desk" in added.stderr
    assert trucewatch("redact", "--finish", "--desk", desk).returncode == 0
    assert open_desk(desk).faults() == ()
