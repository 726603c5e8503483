"""Reading by the API: lists that page, ETags, faults that say what to do."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.api.conftest import Api
from trucewatch.publishing.exports import export_names

LISTS = ("claims", "documents", "incidents", "movements", "figures", "assessments")


def every(api: Api, role: str, path: str, limit: int = 7) -> list[dict]:  # type: ignore[type-arg]
    items, cursor = [], ""
    while True:
        page = api[role].get(f"/api/v1/{path}", params={"limit": limit, "cursor": cursor}).json()
        items += page["items"]
        cursor = page["next"]
        if cursor is None:
            return items


@pytest.mark.parametrize("path", LISTS)
def test_pages_follow_each_other_without_gap_or_repeat(shared: Api, path: str) -> None:
    small, large = every(shared, "analyst", path, 3), every(shared, "analyst", path, 200)
    assert small == large
    assert len({json.dumps(i, sort_keys=True) for i in small}) == len(small)
    assert small or path == "movements"


@pytest.mark.parametrize("path", [*LISTS, "agreements", "me"])
def test_what_the_other_side_has_is_not_sent_again(shared: Api, path: str) -> None:
    first = shared["viewer"].get(f"/api/v1/{path}")
    tag = first.headers["etag"]
    again = shared["viewer"].get(f"/api/v1/{path}", headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert shared["viewer"].get(f"/api/v1/{path}", headers={"If-None-Match": '"other"'}).status_code == 200


def test_one_claim_one_report_one_incident_one_agreement(shared: Api) -> None:
    claim = every(shared, "viewer", "claims")[0]["claim"]
    one = shared["viewer"].get(f"/api/v1/claims/{claim['claim_id']}").json()
    assert one["claim"] == claim
    report = shared["viewer"].get(f"/api/v1/documents/{claim['document_id']}").json()
    start, end = claim["span"]["start"], claim["span"]["end"]
    assert report["text"][start:end] == claim["span"]["quote"]
    incident = every(shared, "viewer", "incidents")[0]
    assert shared["viewer"].get(f"/api/v1/incidents/{incident['incident_id']}").json() == incident
    (watched,) = (a for a in shared["viewer"].get("/api/v1/agreements").json() if a["watched"])
    assert shared["viewer"].get(f"/api/v1/agreements/{watched['agreement_id']}").json()["provisions"]


def test_search_finds_claims_and_reports(shared: Api) -> None:
    found = shared["viewer"].get("/api/v1/search", params={"words": "talbiseh"}).json()
    assert found["claims"]
    assert found["documents"]
    some = shared["viewer"].get("/api/v1/incidents", params={"words": "talbiseh"}).json()["items"]
    assert 0 < len(some) < len(every(shared, "viewer", "incidents"))


def test_a_day_before_the_desk_began_shows_what_was_published_by_then(shared: Api) -> None:
    early = shared["viewer"].get("/api/v1/assessments", params={"as_of": "2016-09-14"}).json()
    assert (early["as_of"], bool(early["notes"])) == ("2016-09-14", True)
    late = shared["viewer"].get("/api/v1/assessments", params={"as_of": "2999-01-01"})
    assert (late.status_code, "lies in the future" in late.json()["detail"]) == (422, True)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("claims/sha256:" + "0" * 64, 404),
        ("documents/sha256:" + "0" * 64, 404),
        ("claims/rubbish", 422),
        ("claims?cursor=!!", 422),
        ("claims?cursor=AAAA", 422),
        ("incidents?cursor=AAAA", 422),
        ("claims?limit=0", 422),
        ("claims?type=picnic", 422),
        ("claims?box=1,2", 422),
        ("agreements/..%2F..%2Fetc", 404),
        ("agreements/nothing-of-this-name", 404),
        ("incidents/incident-0", 404),
        ("nothing", 404),
    ],
)
def test_a_fault_is_a_problem_that_says_what_to_do(shared: Api, path: str, status: int) -> None:
    told = shared["viewer"].get(f"/api/v1/{path}")
    assert told.status_code == status
    assert told.headers["content-type"] == "application/problem+json"
    assert told.json()["status"] == status
    assert len(told.json()["detail"]) > 10


@pytest.mark.parametrize("format", ["csv", "geojson", "jsonl"])
def test_claims_are_exported_whole(shared: Api, format: str) -> None:
    ids = [c["claim"]["claim_id"] for c in every(shared, "viewer", "claims", 200)]
    told = shared["viewer"].get(f"/api/v1/exports/claims/{format}")
    if format == "csv":
        found = [r["claim_id"] for r in csv.DictReader(io.StringIO(told.content.decode("utf-8-sig")))]
    elif format == "jsonl":
        found = [json.loads(line)["claim"]["claim_id"] for line in told.text.splitlines()]
    else:
        found = [f["id"] for f in told.json()["features"]]
    assert found == ids
    some = shared["viewer"].get(f"/api/v1/exports/claims/{format}", params={"kind": "access"}).content
    assert 0 < len(some) < len(told.content)


@pytest.mark.parametrize("format", ["csv", "geojson", "jsonl"])
def test_incidents_are_exported_as_the_command_line_does(shared: Api, format: str) -> None:
    assert format in export_names()
    assert len(shared["viewer"].get(f"/api/v1/exports/incidents/{format}").content) > 1000


def test_no_cell_of_an_export_is_a_live_formula(shared: Api) -> None:
    rows = csv.reader(io.StringIO(shared["analyst"].get("/api/v1/exports/claims/csv").content.decode("utf-8-sig")))
    assert not [cell for row in rows for cell in row if cell[:1] in "=+@\t\r" and cell]


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31"])
@pytest.mark.parametrize("path", ["incidents", "movements", "figures", "assessments"])
def test_a_day_before_all_reports_is_refused(shared: Api, path: str, day: str) -> None:
    answer = shared["analyst"].get(f"/api/v1/{path}", params={"as_of": day})
    assert (answer.status_code, "lies before all reports" in answer.json()["detail"]) == (422, True)
    assert shared["analyst"].get(f"/api/v1/{path}", params={"as_of": "1900-01-01"}).status_code == 200


def test_a_long_trace_is_answered_in_parts_that_say_how_long_it_is(shared: Api) -> None:
    asked = {"perspective": "any", "limit": 200, "as_of": "2016-09-20"}
    whole = shared["analyst"].get("/api/v1/assessments", params={**asked, "evidence": 1000}).json()
    assert whole["cut"] == []
    short = shared["analyst"].get("/api/v1/assessments", params={**asked, "evidence": 1}).json()
    kinds = ("against", "supporting", "set_aside")
    longer = {(n, k): len(a[k]) for n, a in enumerate(whole["items"]) for k in kinds if len(a[k]) > 1}
    assert longer
    assert {(c["item"], c["list"]): c["total"] for c in short["cut"] if c["list"] in kinds} == longer
    (item, kind), total = max(longer.items(), key=lambda one: one[1])
    parts = []
    for after in range(total):
        params = {**asked, "evidence": 1, "evidence_after": after}
        part = shared["analyst"].get("/api/v1/assessments", params=params).json()["items"][item][kind]
        parts += [{**p, "claim_ids": None} for p in part]
    assert parts == [{**p, "claim_ids": None} for p in whole["items"][item][kind]]
