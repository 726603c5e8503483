"""The command line as people meet it: what it promises, and what it says when given something bad."""

import json
import os
import shutil
import stat
import zipfile
from pathlib import Path

import pytest

from tests.conftest import AGREEMENT, DOSSIER

REPORT = """Shelling reported west of the city

BEIRUT, 14 September 2016 – Mortar shells hit a market in the town of Douma on Wednesday, a monitoring group said. \
At least four people were killed.
"""


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf8")
    return path


def one_line(result):
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    return result.stderr


def test_version_says_which_and_verbose_says_what_reads(trucewatch):
    plain = trucewatch("--version")
    assert plain.returncode == 0
    assert plain.stdout.startswith("trucewatch ")
    full = trucewatch("--version", "--verbose")
    assert "en_core_web" in full.stdout
    assert "sqlite" in full.stdout


def test_no_arguments_show_the_help(trucewatch):
    shown = trucewatch()
    assert "brief" in shown.stdout
    assert "extract" in shown.stdout


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["breif"], "did you mean 'brief'"),
        (["brief", "--agrement", "x"], "--agreement"),
        (["access", "gaps", "--after", "soon"], "--after"),
        (["decide", "correct", "abc"], "--set"),
        (["access", "gaps", "--after", "0"], "trucewatch access gaps --help"),
    ],
)
def test_what_is_typed_wrong_is_told_in_one_line_with_where_to_look(trucewatch, typed, said):
    done = trucewatch(*typed)
    assert done.returncode == 2
    assert said.lower() in one_line(done).lower()
    assert done.stdout == ""


def test_a_brief_is_not_written_as_html_into_a_file_that_is_named_for_another_program(trucewatch, report, tmp_path):
    done = trucewatch("brief", report, "--as-of", "2016-09-20", "--out", tmp_path / "brief.docx")
    assert done.returncode == 2
    assert "--format" in one_line(done)
    assert not (tmp_path / "brief.docx").exists()


def test_extract_writes_claims_whose_words_stand_in_the_text(trucewatch, report):
    done = trucewatch("extract", report, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    assert claims
    text = report.read_text(encoding="utf8")
    for claim in claims:
        assert set(claim) == {
            "claim_id", "kind", "type", "stance", "document", "span", "claimants", "actors", "places", "time",
            "quantities", "confidence", "extractor",
        }  # fmt: skip
        assert text[claim["span"]["start"] : claim["span"]["end"]] == claim["span"]["quote"]
        for part in (*claim["claimants"], *claim["actors"], *claim["places"], *claim["quantities"]):
            assert text[part["start"] : part["end"]] == part["text"]
    shelling = next(c for c in claims if c["type"] == "shelling" and c["claimants"])
    assert shelling["claimants"][-1]["text"] == "a monitoring group"
    assert shelling["time"]["from"] == "2016-09-14"
    assert any(p["text"].endswith("Douma") for p in shelling["places"])


def test_extract_gives_the_same_bytes_twice(trucewatch, report):
    assert trucewatch("extract", report).stdout == trucewatch("extract", report).stdout


def test_attributions_are_spans_of_the_text(trucewatch, report):
    done = trucewatch("attributions", report, "--format", "jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert any(row["source"] and row["source"]["text"] == "a monitoring group" for row in rows)
    text = report.read_text(encoding="utf8")
    for row in rows:
        for piece in row["content"]:
            assert text[piece["start"] : piece["end"]] == piece["text"]


def test_text_prints_what_offsets_index_to_the_letter(trucewatch, report):
    assert trucewatch("text", report).stdout == REPORT


def test_a_missing_path_is_named_and_nothing_read_is_exit_2(trucewatch, tmp_path):
    done = trucewatch("extract", tmp_path / "no-such-file.txt")
    assert done.returncode == 2
    assert "no-such-file.txt" in one_line(done)


def test_one_bad_file_among_good_ones_is_exit_1_and_the_good_are_written(trucewatch, report, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    done = trucewatch("extract", tmp_path / "empty.txt", report)
    assert done.returncode == 1
    assert "empty.txt" in one_line(done)
    assert json.loads(done.stdout.splitlines()[0])["document"]["path"] == str(report)


def bad_inputs(folder):
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "huge.txt").write_bytes(b"The truce held on Monday, the monitor said.\n" * 1_200_000)
    with zipfile.ZipFile(folder / "zip.html", "w") as archive:
        archive.writestr("a.txt", "hello")
    return ["binary.txt", "huge.txt", "zip.html"]


def test_each_bad_input_is_one_clear_line_and_exit_2(trucewatch, tmp_path):
    for name in bad_inputs(tmp_path):
        done = trucewatch("extract", tmp_path / name)
        assert done.returncode == 2, name
        assert name in one_line(done)
        assert done.stdout == ""


def test_a_million_nested_tags_do_not_hang_or_crash(trucewatch, tmp_path):
    page = tmp_path / "deep.html"
    page.write_text("<html><body>" + "<div>" * 1_000_000 + "The truce held, the monitor said." + "</div>" * 1_000_000)
    done = trucewatch("extract", page)
    assert done.returncode in (0, 2)
    assert "Traceback" not in done.stderr


def test_a_language_that_is_not_read_is_named_and_not_guessed_at(trucewatch, tmp_path):
    page = tmp_path / "ar.txt"
    page.write_text(
        "قال المرصد السوري لحقوق الإنسان إن الهدنة صامدة في معظم أنحاء البلاد يوم الثلاثاء.\n" * 3, encoding="utf8"
    )
    done = trucewatch("extract", page)
    assert done.returncode == 0
    assert done.stdout == ""
    shown = trucewatch("brief", page, "--format", "text", "--as-of", "2016-09-14")
    assert "Arabic" in shown.stdout


def test_an_unknown_agreement_offers_near_names(trucewatch, report):
    done = trucewatch("brief", report, "--agreement", "syria-us-rusia-2016")
    assert done.returncode == 2
    assert AGREEMENT in one_line(done)


def test_a_day_in_the_future_or_no_day_is_refused(trucewatch, report):
    assert "future" in one_line(trucewatch("brief", report, "--as-of", "2999-01-01"))
    assert "YYYY-MM-DD" in one_line(trucewatch("brief", report, "--as-of", "yesterday-ish"))


def test_five_faults_of_an_agreement_are_all_reported_with_lines(trucewatch, tmp_path):
    source = trucewatch("agreement", "show", AGREEMENT, "--json")
    assert source.returncode == 0
    from trucewatch.packs.agreement import agreement_folder

    good = (agreement_folder() / AGREEMENT / "agreement.yaml").read_text(encoding="utf8")
    bad = good.replace("modality: prohibition", "modality: forbidden", 1)
    bad = bad.replace("    status: ", "    status: rumoured-", 1).replace(
        "timezone: Asia/Damascus", "timezone: Asia/Nowhere"
    )
    bad = bad.replace("acts:", "actz:", 1).replace("depends_on:", "depends_upon:", 1)
    path = tmp_path / "agreement.yaml"
    path.write_text(bad, encoding="utf8")
    done = trucewatch("agreement", "check", path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    faults = [line for line in done.stderr.splitlines() if "agreement.yaml:" in line]
    assert len(faults) >= 5, done.stderr


def test_agreements_are_listed_shown_and_their_cases_hold(trucewatch):
    assert AGREEMENT in trucewatch("agreement", "list").stdout
    shown = trucewatch("agreement", "show", AGREEMENT)
    assert shown.returncode == 0
    assert "eastern Aleppo" in shown.stdout
    tested = trucewatch("agreement", "test")
    assert tested.returncode == 0, tested.stdout


@pytest.mark.parametrize("format", ["html", "md", "json", "text"])
def test_the_dossiers_brief_comes_in_every_format_and_always_the_same(trucewatch, tmp_path, format):
    out = [tmp_path / f"{i}.{format}" for i in (1, 2)]
    for path in out:
        done = trucewatch(
            "brief", DOSSIER, "--agreement", AGREEMENT, "--as-of", "2016-09-20", "--format", format, "--out", path,
            env={"PYTHONHASHSEED": path.stem, "TZ": "Asia/Kathmandu" if path.stem == "1" else "UTC"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert out[0].read_bytes() == out[1].read_bytes()
    assert len(out[0].read_bytes()) < 1_500_000


def test_a_desk_gives_the_same_brief_for_a_day_after_more_was_added(trucewatch, tmp_path):
    desk = tmp_path / "desk"
    assert trucewatch("init", desk, "--agreement", AGREEMENT).returncode == 0
    first = [p for p in sorted(DOSSIER.iterdir()) if p.name < "2016-09-19" and p.suffix != ".md"]
    assert trucewatch("add", *first, cwd=desk).returncode == 0
    before = trucewatch("brief", "--as-of", "2016-09-18", "--out", "a.html", cwd=desk)
    assert before.returncode == 0, before.stderr
    again = trucewatch("add", *first, cwd=desk)
    assert "0 documents added" in again.stderr
    later = [p for p in sorted(DOSSIER.iterdir()) if p.name >= "2016-09-19" and p.suffix in {".txt", ".html"}]
    assert trucewatch("add", *later, cwd=desk).returncode == 0
    assert trucewatch("brief", "--as-of", "2016-09-18", "--out", "b.html", cwd=desk).returncode == 0
    assert (desk / "a.html").read_bytes() == (desk / "b.html").read_bytes()
    for command in ("status", "claims", "incidents", "assess", "access"):
        for options in ((), ("--json",)):
            done = trucewatch(command, "--as-of", "2016-09-20", *options, cwd=desk)
            assert done.returncode == 0, (command, done.stderr)
            assert done.stdout.strip()
    assert trucewatch("assess", "--explain", "no-such-term", cwd=desk).returncode == 2


def test_a_restricted_source_moves_nothing_public(trucewatch, tmp_path, report):
    desk = tmp_path / "desk"
    trucewatch("init", desk, "--agreement", AGREEMENT)
    trucewatch("add", report, cwd=desk)

    def shown():
        return [
            trucewatch(*command, "--as-of", "2016-09-20", cwd=desk).stdout
            for command in (("brief",), ("brief", "--format", "json"), ("claims",), ("incidents",), ("access",))
        ]

    before = shown()
    secret = tmp_path / "secret.txt"
    secret.write_text(
        "Eleven trucks were looted at Canaryville on 13 September 2016, a driver said.\n", encoding="utf8"
    )
    added = trucewatch("add", "--restricted", secret, cwd=desk)
    assert added.returncode == 0
    assert shown() == before


def test_a_folder_that_is_no_desk_says_how_to_make_one(trucewatch, tmp_path):
    done = trucewatch("status", cwd=tmp_path)
    assert done.returncode == 2
    assert "trucewatch init" in one_line(done)


def test_a_damaged_ledger_is_one_line(trucewatch, tmp_path):
    desk = tmp_path / "desk"
    trucewatch("init", desk)
    (desk / "ledger.db").write_bytes(b"\x00garbage" * 4000)
    done = trucewatch("status", cwd=desk)
    assert done.returncode == 2
    assert "damaged" in one_line(done)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_one_line(trucewatch, report):
    done = trucewatch("brief", report, "--out", "/dev/full", "--format", "text")
    assert done.returncode == 2
    assert "No space left" in one_line(done)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(trucewatch, report):
    report.chmod(0)
    done = trucewatch("extract", report)
    report.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert done.returncode == 2
    assert "report.txt" in one_line(done)


def test_the_order_in_which_reports_are_named_changes_no_byte(trucewatch, tmp_path):
    written = [p for p in sorted(DOSSIER.iterdir()) if "convoy" in p.name or "statement" in p.name]
    for name, files in (("a", written), ("b", written[::-1])):
        options = ("--agreement", AGREEMENT, "--as-of", "2016-09-20", "--out", tmp_path / f"{name}.json")
        assert trucewatch("brief", *files, *options).returncode == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_a_folder_is_read_whole_and_in_order(trucewatch, tmp_path, report):
    shutil.copytree(DOSSIER, tmp_path / "d")
    done = trucewatch("extract", tmp_path / "d")
    paths = list(dict.fromkeys(json.loads(line)["document"]["path"] for line in done.stdout.splitlines()))
    assert paths == sorted(paths)
    assert any(p.endswith(".pdf") for p in paths)
    assert any(p.endswith(".html") for p in paths)


def test_explain_says_why_a_claim_was_read_so(trucewatch, report):
    claim = json.loads(trucewatch("extract", report).stdout.splitlines()[-1])
    done = trucewatch("explain", claim["claim_id"][:20], report)
    assert done.returncode == 0, done.stderr
    assert claim["span"]["quote"] in done.stdout
    for heading in ("The sentence", "The parse that mattered", "The rules that fired", "Confidence"):
        assert heading in done.stdout
    reasons = json.loads(trucewatch("explain", claim["claim_id"], report, "--json").stdout)
    assert reasons["claim_id"] == claim["claim_id"]
    assert reasons["rules"]


def test_explain_of_an_unknown_claim_or_too_short_an_id_says_what_to_do(trucewatch, report):
    assert "no such claim" in one_line(trucewatch("explain", "sha256:0000000000000000", report))
    short = trucewatch("explain", "ab", report)
    assert short.returncode == 2
    assert "at least 6 characters" in one_line(short)


def test_an_imported_place_is_located_by_extract_and_a_bad_row_is_named(trucewatch, tmp_path, report):
    table = tmp_path / "mine.csv"
    table.write_text("name,lat,lon,country\nDouma,33.9,36.9,SY\nNowhere,133,36,SY\n", encoding="utf8")
    env = {"TRUCEWATCH_PLACES": str(tmp_path / "places")}
    imported = trucewatch("places", "import", table, env=env)
    assert imported.returncode == 1
    assert "row 3: the latitude 133" in imported.stderr
    assert "1 place is kept" in imported.stderr
    claims = [json.loads(line) for line in trucewatch("extract", report, env=env).stdout.splitlines()]
    assert "own:mine/2" in {p["place_id"] for c in claims for p in c["places"]}
    assert json.loads(trucewatch("places", "list", "--json", env=env).stdout)[0]["places"] == 1
    assert "own:mine/2" in trucewatch("places", "show", "Douma", env=env).stdout


def test_a_table_without_a_good_row_keeps_nothing(trucewatch, tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text("name,lat,lon\n,,\nA,1,1\n", encoding="utf8")
    result = trucewatch("places", "import", table, env={"TRUCEWATCH_PLACES": str(tmp_path / "places")})
    assert result.returncode == 2
    assert not (tmp_path / "places").exists()


def test_reports_are_assessed_without_a_desk_in_each_format(trucewatch, report):
    for format, wanted in (("text", "[calm]"), ("md", "| Term |"), ("json", '"assessments"')):
        done = trucewatch("assess", report, "--agreement", AGREEMENT, "--as-of", "2016-09-20", "--format", format)
        assert done.returncode == 0, done.stderr
        assert wanted in done.stdout
    assert "use one of text, md, json" in one_line(
        trucewatch("assess", report, "--agreement", AGREEMENT, "--format", "pdf")
    )


def test_two_days_and_two_words_are_compared_and_nothing_else(trucewatch):
    common = ("compare", DOSSIER, "--agreement", AGREEMENT)
    days = trucewatch(*common, "--since", "2016-09-18", "--as-of", "2016-09-19")
    assert days.returncode == 0, days.stderr
    assert "As of 2016-09-18 ↔ as of 2016-09-19" in days.stdout
    words = trucewatch(*common, "--perspective", "own:russia", "--perspective", "monitors", "--json")
    assert words.returncode == 0, words.stderr
    found = json.loads(words.stdout)
    assert found["before"]["perspective"] == "own:russia" and found["changes"]
    assert "give one option twice" in one_line(trucewatch("compare", "--as-of", "2016-09-19"))


def test_a_perspective_of_ones_own_is_checked_with_every_fault_and_used(trucewatch, tmp_path, report):
    mine = tmp_path / "mine.yaml"
    mine.write_text("id: mine\nname: mine\nhears: {actors: [sohrr], rolls: [monitor]}\n", encoding="utf8")
    done = trucewatch("perspective", "check", mine)
    assert done.returncode == 2
    assert "did you mean sohr" in done.stderr and "rolls" in done.stderr
    mine.write_text("id: mine\nname: mine\nhears: {roles: [monitor]}\n", encoding="utf8")
    assert trucewatch("perspective", "check", mine).returncode == 0
    done = trucewatch(
        "assess", report, "--agreement", AGREEMENT, "--as-of", "2016-09-20", "--perspective", mine, "--json"
    )
    assert done.returncode == 0, done.stderr
    assert {a["perspective_id"] for a in json.loads(done.stdout)["assessments"]} == {"mine"}


def test_a_person_records_a_reset_and_takes_it_back(trucewatch, tmp_path):
    desk = tmp_path / "desk"
    trucewatch("init", desk, "--agreement", AGREEMENT)
    trucewatch("add", DOSSIER / "2016-09-14-extension.txt", cwd=desk)
    words = "extend the cessation of hostilities in Syria for another 48 hours"
    who = ("--reason", "the desk's legal adviser reads it so", "--by", "A. Reviewer")

    def elapsed():
        done = trucewatch("assess", "--as-of", "2016-09-19", "--perspective", "any", "--json", cwd=desk)
        return json.loads(done.stdout)["assessments"][0]["clock"]["elapsed"]

    def record(term="calm", parties=("us", "russia"), said=words):
        named = [option for p in parties for option in ("--party", p)]
        return trucewatch("decide", "reset", term, "--on", "2016-09-14", *named, "--words", said, *who, cwd=desk)

    assert "with a clock: calm" in one_line(record(term="access"))
    assert "who may: us, russia" in one_line(record(parties=("government",)))
    assert "no report of this desk holds these words" in one_line(record(said="these words stand nowhere"))
    assert elapsed() == 7
    assert record().returncode == 0
    assert elapsed() == 5
    assert "1. " in trucewatch("decide", "list", cwd=desk).stdout
    assert trucewatch("decide", "withdraw", "1", *who, cwd=desk).returncode == 0
    assert elapsed() == 7


def test_an_accepted_claim_is_heard_from_the_reviewed_perspective(trucewatch, tmp_path):
    desk = tmp_path / "desk"
    trucewatch("init", desk, "--agreement", AGREEMENT)
    trucewatch("add", DOSSIER / "2016-09-17-deir-ezzor.txt", cwd=desk)
    claim = json.loads(trucewatch("claims", "--as-of", "2016-09-19", "--json", cwd=desk).stdout.splitlines()[0])
    who = ("--reason", "seen in the original", "--by", "A. Reviewer")
    assert "at least 6 characters" in one_line(trucewatch("decide", "accept", "abc", *who, cwd=desk))
    assert trucewatch("decide", "accept", claim["claim_id"][7:19], *who, cwd=desk).returncode == 0
    done = trucewatch("assess", "--as-of", "2016-09-19", "--perspective", "reviewed", "--json", cwd=desk)
    named = {i for a in json.loads(done.stdout)["assessments"] for e in a["against"] for i in e["claim_ids"]}
    assert named == {claim["claim_id"]}
