"""Programs send reports: once for an id, read in the background, seen by who sent them."""

from __future__ import annotations

import time

from tests.api.conftest import Api

REPORT = b"Air strikes hit a hospital in Aleppo on Tuesday. Five people were killed, a doctor said."
NAME = {"name": "strike.txt", "published_on": "2016-09-14", "publisher": "A clinic", "restricted": "true"}


def send(api: Api, role: str = "monitor", key: str = "an-id-of-mine", content: bytes = REPORT, **query: str):  # type: ignore[no-untyped-def]
    return api[role].post(
        "/api/v1/submissions", params={**NAME, **query}, content=content, headers={"Idempotency-Key": key}
    )


def test_what_is_sent_is_read_and_says_what_came_of_it(api: Api) -> None:
    with api["monitor"] as monitor:
        assert send(api).json()["state"] == "waiting"
        for _ in range(600):
            told = monitor.get("/api/v1/submissions/an-id-of-mine").json()
            if told["state"] != "waiting":
                break
            time.sleep(0.1)
    assert (told["state"], told["by"]) == ("read", "monitor-1")
    assert told["claims"] >= 1
    document = next(d for d in api.desk.contents().documents if d.document_id == told["document_id"])
    assert (document.publisher, document.restricted, str(document.published.on)) == ("A clinic", True, "2016-09-14")
    path = f"/api/v1/documents/{told['document_id']}"
    assert (api["analyst"].get(path).status_code, api["viewer"].get(path).status_code) == (200, 404)


def test_sending_again_doubles_nothing_and_an_id_stands_for_one_report(api: Api) -> None:
    assert send(api).json() == send(api).json()
    assert send(api, content=b"Something else.").status_code == 422
    assert send(api, role="analyst").status_code == 422
    assert len(api["analyst"].get("/api/v1/submissions").json()) == 1


def test_one_sees_what_one_sent_and_who_sees_everything_sees_all(api: Api) -> None:
    send(api)
    send(api, role="analyst", key="of-the-analyst")
    assert [s["by"] for s in api["monitor"].get("/api/v1/submissions").json()] == ["monitor-1"]
    assert len(api["analyst"].get("/api/v1/submissions").json()) == 2
    assert api["monitor"].get("/api/v1/submissions/of-the-analyst").status_code == 404


def test_nothing_and_a_day_to_come_are_refused_with_the_reason(api: Api) -> None:
    assert "empty" in send(api, content=b"").json()["detail"]
    assert "future" in send(api, published_on="2999-01-01").json()["detail"]
    assert send(api, name="a\nb").status_code == 422
