"""Incidents shown and corrected on a desk, as a user does it."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from trucewatch.cli import app
from trucewatch.errors import TrucewatchError
from trucewatch.ledger.desk import open_desk
from trucewatch.model.decision import Decision

TEXTS = {
    "morning.txt": "Morning Paper\n19 September 2016\n\nAn air strike hit a bakery in Talbiseh on 18 September 2016,"
    " killing six people, the Civil Defence said.",
    "evening.txt": "Evening Paper\n20 September 2016\n\nAn air strike on a bakery in Talbiseh on 18 September 2016"
    " killed at least nine people, a hospital said.",
    "weekly.txt": "Weekly Review\n21 September 2016\n\nArtillery shelled the market in Madaya on 18 September 2016,"
    " wounding three traders, residents said.",
}
WHY = ("--by", "Mo")


@pytest.fixture(scope="module")
def trucewatch():
    """The command line in this process: a dozen calls share one loaded parser."""

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
    assert trucewatch("add", *(folder / n for n in TEXTS), "--desk", folder / "desk").returncode == 0
    return folder / "desk"


@pytest.fixture
def desk(filled, tmp_path):
    """A copy of the desk, for one test to change."""
    return shutil.copytree(filled, tmp_path / "desk")


def listed(trucewatch, desk, *options):
    found = json.loads(trucewatch("incidents", "--json", "--desk", desk, *options).stdout)
    return {i["incident_id"]: i for i in found}


def read_again(folder):
    """As if a newer version had read every report of the desk."""
    desk = open_desk(folder)
    contents = desk.contents()
    for document in contents.documents:
        own = [c for c in contents.claims if c.document_id == document.document_id]
        raw = (desk.evidence / document.sha256).read_bytes()
        assert desk.add(raw, document, own, {"trucewatch": "9.0.0"}, datetime.now(UTC))


def of(incidents, words):
    """The one incident whose title holds the words."""
    (found,) = (i for i in incidents.values() if words in i["title"])
    return found


def test_one_incident_is_shown_within_80_columns_contradictions_first(trucewatch, filled):
    strike = of(listed(trucewatch, filled), "Talbiseh")
    result = trucewatch("incidents", "show", strike["incident_id"].removeprefix("incident-")[:6], "--desk", filled)
    assert result.returncode == 0
    lines = result.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[1] == strike["incident_id"]
    headings = [x for x in lines if x and x[0].isalpha() and ":" not in x and lines[lines.index(x) - 1] == ""]
    assert headings[:3] == ["Contradictions", "Positions", "Accounts side by side"]
    whole = " ".join(result.stdout.split())
    assert "killed: six (the Civil Defence) / at least nine (a hospital)" in whole
    assert "six (the Civil Defence; 1 independent origin)" in whole
    assert "same day, both: bakery; differs: killed six / at least nine" in whole
    assert "Fair: told by 2 sources" in whole


def test_an_incident_as_json_counts_origins_for_each_position(trucewatch, filled):
    strike = of(listed(trucewatch, filled), "Talbiseh")
    shown = json.loads(trucewatch("incidents", "show", strike["incident_id"], "--json", "--desk", filled).stdout)
    place = next(p for p in shown["positions"] if p["attribute"] == "place")
    assert (place["independent_origins"], shown["came_from"], len(shown["accounts"])) == (2, [], 2)


def test_a_link_joins_two_incidents_is_said_and_is_undone(trucewatch, desk):
    before = listed(trucewatch, desk)
    strike, shelling = of(before, "Talbiseh")["incident_id"], of(before, "Madaya")["incident_id"]
    result = trucewatch("link", strike, shelling, "--reason", "one raid on two towns", *WHY, "--desk", desk)
    assert result.returncode == 0, result.stderr
    assert "Decision 1 is recorded: link." in result.stderr
    (joined,) = listed(trucewatch, desk).values()
    name = json.loads(trucewatch("decide", "list", "--json", "--desk", desk).stdout)[0]["name"]
    assert joined["links"][0] == f"linked by Mo: one raid on two towns (decision {name})"
    shown = trucewatch("incidents", "show", shelling, "--desk", desk).stdout
    assert "is now part of" in shown or f"made from {strike}" in shown
    assert trucewatch("undo", name, "--reason", "they were two", *WHY, "--desk", desk).returncode == 0
    assert listed(trucewatch, desk) == before


def test_claims_taken_out_stay_out_when_a_newer_extractor_reads_again(trucewatch, desk):
    strike = of(listed(trucewatch, desk), "Talbiseh")
    named = strike["accounts"][1]["claim_ids"]
    result = trucewatch(
        "separate", *(c.removeprefix("sha256:")[:12] for c in named), "--reason", "another bakery", *WHY, "--desk", desk
    )
    assert result.returncode == 0, result.stderr
    incidents = listed(trucewatch, desk)
    assert len(incidents) == 3
    alone = next(i for i in incidents.values() if set(i["claim_ids"]) == set(named))
    assert any("separated by Mo: another bakery (decision " in miss for miss in alone["near_misses"])
    shown = json.loads(trucewatch("incidents", "show", alone["incident_id"], "--json", "--desk", desk).stdout)
    assert shown["came_from"] == [strike["incident_id"]]
    read_again(desk)
    assert listed(trucewatch, desk) == incidents


def test_two_reports_of_one_source_are_one_origin(trucewatch, desk):
    pair = ("same-origin", "morning.txt", "evening.txt")
    result = trucewatch(*pair, "--reason", "one press officer", *WHY, "--desk", desk)
    assert result.returncode == 0, result.stderr
    assert len(of(listed(trucewatch, desk), "Talbiseh")["origins"]) == 1
    again = trucewatch(*pair, "--reason", "again", *WHY, "--desk", desk)
    assert again.returncode == 2
    assert "share an origin already" in again.stderr


def test_reports_joined_by_a_person_are_parted_by_a_later_decision(trucewatch, desk):
    before = listed(trucewatch, desk)
    for command in ("same-origin", "other-origin"):
        done = trucewatch(command, "morning.txt", "evening.txt", "--reason", "asked them", *WHY, "--desk", desk)
        assert done.returncode == 0, done.stderr
    assert listed(trucewatch, desk) == before
    again = trucewatch("other-origin", "morning.txt", "evening.txt", "--reason", "again", *WHY, "--desk", desk)
    assert again.returncode == 2
    assert "two sources already" in again.stderr


def test_the_view_of_a_day_before_a_decision_does_not_know_it(trucewatch, desk):
    before = listed(trucewatch, desk)
    sides = [i["claim_ids"] for i in before.values()]
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    payload = {"incidents": list(before), "left": sides[0], "right": sides[1]}
    open_desk(desk).decide(
        Decision(kind="link", subjects=(sides[0][0], sides[1][0]), payload=payload, reason="x", by="Mo", at=tomorrow)
    )
    assert listed(trucewatch, desk) == before


def test_what_cannot_be_meant_is_one_line_that_says_what_to_do(trucewatch, filled):
    incidents = listed(trucewatch, filled)
    strike = of(incidents, "Talbiseh")
    every = [c.removeprefix("sha256:") for c in strike["claim_ids"]]
    attempts = {
        ("incidents", "show", "ffffffff"): "see: trucewatch incidents",
        ("link", strike["incident_id"], strike["incident_id"], "--reason", "x", *WHY): "one incident already",
        ("separate", *every, "--reason", "x", *WHY): "name only those that do not belong",
        ("same-origin", "morning.txt", "noon.txt", "--reason", "x", *WHY): "is no report of this desk",
        ("undo", "7", "--reason", "x", *WHY): "no decision 7",
        ("link", *incidents, "--reason", " ", *WHY): "--reason is empty",
    }
    for arguments, said in attempts.items():
        result = trucewatch(*arguments, "--desk", filled)
        assert result.returncode == 2, arguments
        assert said in result.stderr, result.stderr
        assert len(result.stderr.strip().splitlines()) == 1
    assert listed(trucewatch, filled) == incidents
