"""Editing by the API: compared, repeated harmlessly, and both sides of a conflict shown."""

from __future__ import annotations

from tests.api.conftest import NOW, Api
from trucewatch.desk.people import create
from trucewatch.desk.roles import allowed
from trucewatch.desk.tokens import create_token
from trucewatch.model.decision import STANDARDS


def first(api: Api) -> tuple[str, str, int]:
    told = api["analyst"].post("/api/v1/queue/next", json={})
    claim_id = told.json()["claim"]["claim_id"]
    return claim_id, api["analyst"].get(f"/api/v1/claims/{claim_id}").headers["etag"], told.json()["expects"]


def test_a_review_by_etag_is_recorded_once_however_often_it_is_sent(api: Api) -> None:
    claim_id, tag, _ = first(api)
    asked = {"kind": "correct", "reason": "a denial", "set": {"stance": "conditional"}}
    headers = {"If-Match": tag, "Idempotency-Key": "edit-1"}
    for again in (False, True):
        told = api["analyst"].post(f"/api/v1/claims/{claim_id}/reviews", json=asked, headers=headers)
        assert (told.status_code, told.json()["claim"]["state"]) == (201, "corrected")
        assert told.json()["claim"]["claim"]["stance"] == "conditional"
        assert ("idempotent-replayed" in told.headers) == again
    history = api["analyst"].get(f"/api/v1/claims/{claim_id}/decisions").json()
    assert [h["decision"]["by"] for h in history] == ["analyst-1"]
    other = api["analyst"].post(f"/api/v1/claims/{claim_id}/reviews", json={**asked, "reason": "x"}, headers=headers)
    assert (other.status_code, "another edit" in other.json()["detail"]) == (422, True)


def test_an_edit_that_somebody_was_faster_than_shows_both(api: Api) -> None:
    claim_id, tag, expects = first(api)
    path = f"/api/v1/claims/{claim_id}/reviews"
    done = api["verifier"].post(path, json={"kind": "accept", "expects": expects})
    assert done.status_code == 201
    asked = {"kind": "reject", "reason": "no such thing"}
    for more, headers, status in (({"expects": expects}, {}, 409), ({}, {"If-Match": tag}, 412)):
        told = api["analyst"].post(path, json={**asked, **more}, headers=headers)
        assert told.status_code == status
        body = told.json()
        assert (body["yours"]["kind"], body["yours"]["by"]) == ("reject", "analyst-1")
        assert [(t["number"], t["decision"]["by"]) for t in body["theirs"]] == [(done.json()["number"], "verifier-1")]
        assert body["now"]["state"] == "accepted"
    assert api["analyst"].post(path, json=asked).status_code == 428
    looked = {**asked, "expects": body["now"]["expects"]}
    assert api["analyst"].post(path, json=looked).status_code == 201


def test_a_review_can_be_taken_back_once(api: Api) -> None:
    claim_id, _, expects = first(api)
    number = (
        api["analyst"]
        .post(f"/api/v1/claims/{claim_id}/reviews", json={"kind": "accept", "expects": expects})
        .json()["number"]
    )
    path = f"/api/v1/decisions/{number}/withdrawals"
    assert api["analyst"].post(path, json={"reason": "a slip"}).status_code == 201
    assert api["analyst"].post(path, json={"reason": "a slip"}).status_code == 409
    assert api["analyst"].get(f"/api/v1/claims/{claim_id}").json()["state"] == "open"
    assert api["analyst"].post("/api/v1/decisions/999/withdrawals", json={"reason": "a slip"}).status_code == 404
    assert api["analyst"].get("/api/v1/decisions/1").status_code == 404  # an administrator's, who made the users
    refused = api["admin"].post("/api/v1/decisions/1/withdrawals", json={"reason": "a slip"})
    assert (refused.status_code, "not taken back by this operation" in refused.json()["detail"]) == (403, True)


def test_a_held_item_goes_to_nobody_else_until_it_is_let_go(api: Api) -> None:
    claim_id, _, _ = first(api)
    other = api["verifier"].post("/api/v1/queue/next", json={}).json()["claim"]["claim_id"]
    assert other != claim_id
    assert api["verifier"].post("/api/v1/queue/let-go", json={}).status_code == 204
    skipped = api["verifier"].post("/api/v1/queue/next", json={"skipping": [other]}).json()["claim"]["claim_id"]
    assert skipped not in (claim_id, other)
    assert api["analyst"].get("/api/v1/queue").json()[0]["held_by"] == "analyst-1"


def test_progress_and_reliability_are_told(api: Api) -> None:
    claim_id, _, expects = first(api)
    api["analyst"].post(f"/api/v1/claims/{claim_id}/reviews", json={"kind": "accept", "expects": expects})
    assert api["analyst"].get("/api/v1/queue/progress").json()["states"]["accepted"] == 1
    assert api["analyst"].get("/api/v1/queue/reliability").json()["all"]["review"]["verdict"] == "too few to say"


def test_decisions_are_listed_newest_first_and_those_of_administrators_only_for_them(api: Api) -> None:
    claim_id, _, expects = first(api)
    api["analyst"].post(f"/api/v1/claims/{claim_id}/reviews", json={"kind": "accept", "expects": expects})
    mine = api["analyst"].get("/api/v1/decisions").json()
    assert [i["decision"]["kind"] for i in mine["items"]] == ["accept"]
    everything = api["admin"].get("/api/v1/decisions", params={"limit": 3}).json()
    assert [i["decision"]["kind"] for i in everything["items"]] == ["accept", "admin", "admin"]
    older = api["admin"].get("/api/v1/decisions", params={"limit": 3, "cursor": everything["next"]}).json()
    assert older["items"][0]["number"] == everything["items"][-1]["number"] - 1


def test_a_token_can_do_less_than_its_person(api: Api) -> None:
    create(api.desk, "narrow", "analyst", "test", NOW)
    assert "review" in allowed("analyst")
    reads = {"Authorization": f"Bearer {create_token(api.desk, 'narrow', 'reads', ['read'], 'test', NOW)}"}
    reviews = {"Authorization": f"Bearer {create_token(api.desk, 'narrow', 'both', ['read', 'review'], 'test', NOW)}"}
    client = api["nobody"]
    assert client.get("/api/v1/me", headers=reads).json()["may"] == ["read"]
    assert client.get("/api/v1/queue", headers=reads).status_code == 403
    assert client.get("/api/v1/queue", headers=reviews).status_code == 403  # it would see what is restricted
    public = api["viewer"].get("/api/v1/documents").content
    assert client.get("/api/v1/documents", headers=reads).content == public


def test_an_incident_is_graded_and_found_on_by_whoever_may_after_what_they_saw(api: Api) -> None:
    incident = api["analyst"].get("/api/v1/incidents").json()["items"][0]
    path = f"/api/v1/incidents/{incident['incident_id']}/decisions"
    decided = api["admin"].get("/api/v1/decisions", params={"limit": 1}).json()["items"][0]["number"]
    grade = {"kind": "grade", "grade": "weak", "reason": "one voice", "decided": decided}
    for again in (False, True):
        told = api["analyst"].post(path, json=grade, headers={"Idempotency-Key": "grade-1"})
        assert (told.status_code, "idempotent-replayed" in told.headers) == (201, again)
    number = told.json()["number"]
    late = api["verifier"].post(path, json=grade)
    assert (late.status_code, [t["number"] for t in late.json()["theirs"]]) == (409, [number])
    finding = {
        "kind": "finding", "found": "shells fell", "standard": STANDARDS[0], "reason": "two videos",
        "decided": number,
    }  # fmt: skip
    assert api["analyst"].post(path, json=finding).status_code == 403
    signed = api["verifier"].post(path, json=finding)
    assert signed.status_code == 201
    taken = f"/api/v1/decisions/{signed.json()['number']}/withdrawals"
    assert api["analyst"].post(taken, json={"reason": "a slip"}).status_code == 403
    assert api["verifier"].post(taken, json={"reason": "a slip"}).status_code == 201
    assert api["analyst"].post(path, json={**grade, "kind": "link", "decided": number}).status_code == 404


def test_a_brief_is_released_as_it_was_looked_at_and_stays(api: Api) -> None:
    seen = api["verifier"].get("/api/v1/release-preview", params={"format": "md"}).json()
    asked = {"format": "md", "sha256": seen["sha256"], "reason": "weekly", "confirmed": seen["traces"]}
    stale = api["verifier"].post("/api/v1/releases", json={**asked, "sha256": "0" * 64})
    assert (stale.status_code, "look at it again" in stale.json()["detail"]) == (409, True)
    made = api["verifier"].post("/api/v1/releases", json=asked)
    assert made.status_code == 201
    (listed,) = api["viewer"].get("/api/v1/releases").json()
    assert listed["sha256"] == seen["sha256"]
    assert listed["of_entry"] is listed["of_chain"] is listed["confirmed"] is None, "they count what is restricted"
    assert api["analyst"].get("/api/v1/releases").json()[0]["of_entry"] > 0
    told = api["viewer"].get(f"/api/v1/releases/{seen['sha256']}")
    assert told.text == seen["content"]
    assert told.headers["content-disposition"].startswith("attachment")
    assert api["verifier"].post("/api/v1/releases", json=asked).status_code == 409
