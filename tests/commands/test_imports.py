"""`import`: tables into a desk, as a user meets it."""

import csv
import json
from datetime import UTC, datetime

import pytest
import typer
import xlsxwriter

from trucewatch.commands.imports import BY, import_table
from trucewatch.commands.material import look
from trucewatch.desk.erasure import redact
from trucewatch.errors import UnreadableError, UsageError
from trucewatch.ledger.append import TOGETHER
from trucewatch.ledger.desk import create_desk, open_desk
from trucewatch.ledger.erasing import Wanted
from trucewatch.ledger.standing import keep_standing
from trucewatch.model.decision import Decision
from trucewatch.reading.records import RowReader

HEADER = [
    "event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1", "actor2", "country",
    "admin1", "location", "latitude", "longitude", "geo_precision", "source", "notes", "fatalities",
]  # fmt: skip
# fmt: off
SHELLS = ["SYR1", "2016-09-14", "1", "", "Shelling/artillery/missile attack", "Military Forces of Syria", "Civilians",
          "Syria", "Idleb", "Binnish", "35.9567", "36.7128", "1", "SHAM", "Shells fell on the edge of Binnish.", "3"]
CLASH = ["SYR2", "2016-09-15", "1", "Battles", "Armed clash", "Military Forces of Syria", "Ahrar al Sham", "Syria",
         "Hama", "Suran", "35.2936", "36.7430", "2", "SOHR", "Both sides fired near Suran.", "4"]
# fmt: on


@pytest.fixture
def folder(tmp_path):
    create_desk(tmp_path / "desk", "syria-us-russia-2016-09")
    return tmp_path / "desk"


def table(path, *rows, header=HEADER):
    with path.open("w", encoding="utf8", newline="") as out:
        csv.writer(out).writerows([header, *rows])
    return path


def changed(row, **cells):
    return [cells.get(name, value) for name, value in zip(HEADER, row, strict=True)]


def test_a_table_without_rows_says_so(folder, tmp_path):
    with pytest.raises(UnreadableError, match="nothing stands below its header"):
        import_table(folder, table(tmp_path / "bare.csv"), None, None)


@pytest.fixture
def take(folder, capsys):
    """Import in this process; gives the exit status and what was said."""

    def run(path, dialect=None, mapping=None, **options):
        try:
            import_table(folder, path, dialect, mapping, **options)
            status = 0
        except typer.Exit as left:
            status = left.exit_code
        return status, capsys.readouterr().err

    return run


def claims(folder):
    return sorted(claim.span.quote for claim in look(folder, None).situation.claims)


def test_a_table_becomes_claims_and_incidents_and_importing_it_again_doubles_nothing(trucewatch, folder, tmp_path):
    path = table(tmp_path / "a.csv", SHELLS, CLASH)
    first = trucewatch("import", path, "--as", "acled", "--desk", folder)
    assert first.returncode == 0, first.stderr
    assert "rows taken in: 2, new or changed: 2" in first.stderr
    before = open_desk(folder).contents()
    again = trucewatch("import", path, "--desk", folder)
    assert "read as Armed Conflict" in again.stderr
    assert "new or changed: 0" in again.stderr
    assert open_desk(folder).contents() == before
    assert claims(folder) == [CLASH[-2], SHELLS[-2]]
    incidents = trucewatch("incidents", "--desk", folder)
    assert "Binnish" in incidents.stdout
    assert "Suran" in incidents.stdout
    status = trucewatch("status", "--desk", folder)
    assert status.returncode == 0, status.stderr


def test_an_edit_replaces_and_the_older_version_can_come_back(take, folder, tmp_path):
    old = table(tmp_path / "old.csv", SHELLS, CLASH)
    new = table(tmp_path / "new.csv", SHELLS, changed(CLASH, notes="Both sides fired at Suran for an hour."))
    take(old)
    _, said = take(new)
    assert "earlier versions withdrawn: 1" in said
    assert claims(folder) == ["Both sides fired at Suran for an hour.", SHELLS[-2]]
    _, said = take(old)
    assert "stand again: 1" in said
    assert claims(folder) == [CLASH[-2], SHELLS[-2]]
    kinds = [(d.kind, d.by) for d in open_desk(folder).contents().decisions]
    assert kinds == [("withdraw", BY), ("withdraw", BY), ("restore", BY)]


def test_deletions_and_what_a_complete_table_lacks_are_withdrawn(take, folder, tmp_path):
    take(table(tmp_path / "a.csv", SHELLS, CLASH))
    gone = table(tmp_path / "d.csv", ["SYR1", "1474300800"], header=["event_id_cnty", "deleted_timestamp"])
    status, said = take(gone, "acled")
    assert status == 0, said
    assert "deleted by their source: 1" in said
    assert claims(folder) == [CLASH[-2]]
    part = table(tmp_path / "p.csv", changed(SHELLS, event_id_cnty="SYR3"))
    take(part)
    assert len(claims(folder)) == 2
    take(part, complete=True)
    assert claims(folder) == [SHELLS[-2]]


def test_bad_rows_are_told_with_number_and_reason_and_the_rest_is_kept(take, folder, tmp_path):
    rows = [
        changed(SHELLS, event_id_cnty=""),
        changed(SHELLS, latitude="999"),
        changed(SHELLS, event_date="31/02/2016"),
        CLASH,
        changed(CLASH, notes="Told twice."),
    ]
    status, said = take(table(tmp_path / "a.csv", *rows))
    assert status == 1
    for reason in ("row 2: it has no id", "row 3: latitude '999'", "row 4: event_date", "row 6: its id stands"):
        assert reason in said
    assert claims(folder) == [CLASH[-2]]


def test_no_row_is_taken_for_missing_while_some_have_no_id(take, folder, tmp_path):
    take(table(tmp_path / "a.csv", SHELLS, CLASH))
    part = table(tmp_path / "b.csv", SHELLS, changed(CLASH, event_id_cnty=""))
    _, said = take(part, complete=True)
    assert "no row is taken for missing" in said
    assert len(claims(folder)) == 2


def test_a_table_of_nothing_but_bad_rows_is_refused(take, folder, tmp_path):
    with pytest.raises(UnreadableError, match="no row could be taken"):
        take(table(tmp_path / "a.csv", changed(CLASH, event_date="")))


def test_a_table_of_ones_own_needs_a_mapping(take, folder, tmp_path):
    book = tmp_path / "ours.xlsx"
    with xlsxwriter.Workbook(book, {"strings_to_formulas": False}) as out:
        sheet = out.add_worksheet()
        sheet.write_row(0, 0, ["No", "Day", "What", "Where", "Told"])
        sheet.write_row(1, 0, [7, "2016-09-14", "mortar", "Hama", '=HYPERLINK("http://example.org")'])
    with pytest.raises(UsageError, match="--map"):
        take(book)
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        "name: ours\npublisher: Our team\nid: [no]\ndate: {start: [day]}\n"
        "type: {column: [what], values: {shelling: [mortar]}}\nplace: [where]\nwords: [told]\n",
        encoding="utf8",
    )
    status, said = take(book, mapping=mapping)
    assert status == 0, said
    assert claims(folder) == ['=HYPERLINK("http://example.org")']


def test_a_corrected_mapping_reads_the_same_rows_anew(take, folder, tmp_path):
    mapping = tmp_path / "m.yaml"
    text = "name: ours\nid: [no]\ndate: {start: [day]}\ntype: {column: [what], values: {TYPE: [hit]}}\n"
    path = table(tmp_path / "o.csv", ["1", "2016-09-14", "hit"], header=["no", "day", "what"])
    for type_ in ("shelling", "air_strike"):
        mapping.write_text(text.replace("TYPE", type_), encoding="utf8")
        assert take(path, mapping=mapping)[0] == 0
        contents = open_desk(folder).contents()
        assert [c.type for c in contents.claims] == [type_]
        assert len(contents.documents) == 1


def test_what_was_known_before_an_edit_stays_known(take, folder, tmp_path):
    take(table(tmp_path / "a.csv", SHELLS))
    first = open_desk(folder).contents().decisions
    take(table(tmp_path / "b.csv", changed(SHELLS, fatalities="5")))
    contents = open_desk(folder).contents()
    assert first == ()
    assert len(contents.documents) == 2
    (decision,) = contents.decisions
    assert list(decision.payload["by"].values()) == [contents.documents[1].document_id]


def test_a_file_that_breaks_off_leaves_the_desk_as_it_was(take, folder, tmp_path):
    path = table(tmp_path / "a.csv", SHELLS)
    path.write_bytes(path.read_bytes() + b'SYR9,"' + b"x" * 200_000)
    with pytest.raises(UnreadableError, match="row 3"):
        take(path)
    assert open_desk(folder).contents().documents == ()


def test_a_revised_submission_takes_the_place_of_the_first(take, folder, tmp_path):
    first = {"_uuid": "a1", "incident_type": "shooting", "incident_date": "2016-09-14", "account": "Shots were heard.",
             "where/point": "33.57 36.40 0 5", "where/town": "Duma", "_submitted_by": "someone"}  # fmt: skip
    path = tmp_path / "s.json"
    path.write_text(json.dumps([first]), encoding="utf8")
    assert take(path, "kobo", publisher="Our team")[0] == 0
    second = {**first, "_uuid": "a2", "meta/deprecatedID": "uuid:a1", "account": "Shots were fired at the gate."}
    path.write_text(json.dumps([second]), encoding="utf8")
    take(path)
    assert claims(folder) == ["Shots were fired at the gate."]
    assert all("someone" not in d.text for d in open_desk(folder).contents().documents)


def test_a_changed_file_of_evidence_is_told_once_for_all_its_rows(take, folder, tmp_path):
    take(table(tmp_path / "a.csv", SHELLS, CLASH))
    (evidence,) = (folder / "evidence").iterdir()
    evidence.write_text("changed", encoding="utf8")
    assert len(open_desk(folder).faults()) == 1


def test_restricted_rows_are_in_no_output(take, folder, tmp_path):
    take(table(tmp_path / "a.csv", SHELLS), restricted=True)
    assert claims(folder) == []


def many(count, **cells):
    return [changed(SHELLS, event_id_cnty=f"SYR{n}", **cells) for n in range(count)]


def versions(folder):
    """How many versions of each record stand."""
    standing = keep_standing(open_desk(folder).contents())
    return {r: sum(d.record == r for d in standing.documents) for r in {d.record for d in standing.documents}}


def test_an_import_that_is_stopped_leaves_no_record_twice_and_importing_again_completes_it(take, folder, tmp_path):
    count = TOGETHER * 2 + 50
    take(table(tmp_path / "a.csv", *many(count)))
    path = table(tmp_path / "b.csv", *many(count, fatalities="9"))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] + b'SYR9,"' + b"x" * 200_000)
    with pytest.raises(UnreadableError):
        take(path)
    assert versions(folder) == {f"acled:SYR{n}": 1 for n in range(count)}
    texts = [d.text for d in keep_standing(open_desk(folder).contents()).documents]
    assert 0 < sum("9" in t.splitlines()[-1] for t in texts) < count, "some rows are in, some are not yet"
    assert open_desk(folder).faults() == ()
    path.write_bytes(whole)
    assert take(path)[0] == 0
    again = open_desk(folder).contents()
    assert versions(folder) == {f"acled:SYR{n}": 1 for n in range(count)}
    assert len(again.documents) == 2 * count, "each version once"
    _, said = take(path)
    assert "new or changed: 0" in said
    assert open_desk(folder).contents().documents == again.documents


def test_others_can_decide_while_a_table_is_taken_in(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("trucewatch.ledger.engine.LOCK_WAIT_S", 0.2)
    path = table(tmp_path / "a.csv", *many(TOGETHER + 20))
    read = RowReader.read
    decided = []

    def read_and_decide(self, number, cells):
        if number % 50 == 0:
            note = Decision(kind="admin", subjects=(), payload={}, reason="", by="mo", at=datetime.now(UTC))
            decided.append(open_desk(folder).decide(note))
        return read(self, number, cells)

    monkeypatch.setattr(RowReader, "read", read_and_decide)
    import_table(folder, path, None, None)
    assert len(decided) == 4
    assert open_desk(folder).faults() == ()


def test_a_row_that_was_redacted_is_not_taken_in_again_nor_is_its_file_kept(take, folder, tmp_path):
    name = "Warda Qasimli"
    first = table(tmp_path / "a.csv", changed(SHELLS, notes=f"{name} saw shells fall."), CLASH)
    take(first)
    desk = open_desk(folder)
    row = next(d for d in desk.contents().documents if name in d.text)
    redact(desk, row.document_id, Wanted(words=(name,)), "asked for", "amal", datetime.now(UTC))
    second = table(
        tmp_path / "b.csv", changed(SHELLS, notes=f"{name} saw shells fall."), changed(CLASH, fatalities="5")
    )
    for path in (first, second, second):
        status, said = take(path)
        assert status == 0 and "holds what was redacted" in said
        assert not any(name.encode() in p.read_bytes() for p in folder.rglob("*") if p.is_file())
        assert open_desk(folder).faults() == ()
    assert [d.kind for d in open_desk(folder).contents().decisions].count("redact") == 2
