"""`access` as people meet it: a board in 80 columns, JSON, tables in and out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from trucewatch.cli import app

REPORT = (
    "MADAYA, 19 September 2016 (Levant Wire) – A convoy of 44 trucks reached Madaya on Monday, the Red Cross said. "
    "No aid ever reached any of the towns, an opposition delegate said.\n"
)
SUBMISSIONS = [
    {
        "_uuid": "u1",
        "incident_type": "convoy_removed",
        "incident_date": "2016-09-18",
        "convoy": "C7",
        "town": "Madaya",
        "country": "Syria",
        "trucks": 12,
        "cargo": "surgical kits",
        "done_by": "Soldiers",
        "constraint": "c6",
        "told_by": "a driver",
        "_submission_time": "2016-09-18T10:00:00",
        "_submitted_by": "somebody",
    }
]


def run(*words: object) -> str:
    done = CliRunner().invoke(app, [str(w) for w in words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf8")
    return path


def test_the_board_is_meant_when_only_a_report_is_named_and_fits_eighty_columns(report: Path) -> None:
    shown = run("access", report)
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert "44 trucks" in shown and "DISPUTED" in shown
    assert shown == run("access", "board", report)


def test_by_place_leaves_out_the_convoys_and_by_convoy_the_places(report: Path) -> None:
    assert "BY CONVOY" not in run("access", report, "--by", "place")
    assert "BY PLACE" not in run("access", report, "--by", "convoy")
    value = json.loads(run("access", report, "--by", "place", "--json"))
    assert "convoys" not in value and value["places"][0]["name"] == "Madaya"


def test_gaps_name_the_delivery_that_another_account_denies(report: Path) -> None:
    assert "Delivered on one account and not on another" in run("access", "gaps", report)
    assert [g["kind"] for g in json.loads(run("access", "gaps", report, "--json"))["gaps"]] == ["disputed"]


def test_rates_are_read_against_a_term(report: Path) -> None:
    shown = run("access", "rates", report, "--agreement", "gaza-2025-10", "--term", "aid")
    assert "600 trucks" in shown
    assert all(len(line) <= 80 for line in shown.splitlines())


def test_a_template_filled_in_comes_back_on_the_board_and_twice_changes_nothing(tmp_path: Path) -> None:
    table, desk = tmp_path / "convoys.csv", tmp_path / "desk"
    run("access", "template", "--hxl", "--out", table)
    run("init", desk)
    run("import", table, "--desk", desk)
    first = run("access", "--desk", desk)
    assert "C1" in first and "from Gaziantep by Cilvegozu crossing to eastern Aleppo" in first
    run("import", table, "--desk", desk)
    assert run("access", "--desk", desk) == first


def test_a_submission_of_the_form_is_a_convoy_with_who_held_it_and_why(tmp_path: Path) -> None:
    path, desk = tmp_path / "submissions.json", tmp_path / "desk"
    path.write_text(json.dumps(SUBMISSIONS), encoding="utf8")
    run("init", desk)
    run("import", path, "--as", "kobo", "--desk", desk)
    (row,) = json.loads(run("access", "--desk", desk, "--json"))["convoys"]
    assert (row["convoy"], row["stage"], row["held_by"], row["cargo"]) == (
        "C7", "removed", ["Soldiers"], ["surgical kits"],
    )  # fmt: skip
    assert row["reasons"][0]["category"] == "interference"
    assert "somebody" not in run("access", "--desk", desk, "--json")


def test_the_form_and_the_annex_are_written(tmp_path: Path, report: Path) -> None:
    run("access", "form", "--out", tmp_path / "form.xlsx")
    run("access", "export", report, "--out", tmp_path / "annex.xlsx")
    assert (tmp_path / "form.xlsx").read_bytes()[:2] == b"PK"
    assert (tmp_path / "annex.xlsx").read_bytes()[:2] == b"PK"
    assert "Madaya" in run("access", "export", report, "--as", "csv")
