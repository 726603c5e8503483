"""Redaction by a program: who may, what is answered, and that the words are gone for everybody."""

from __future__ import annotations

from tests.api.conftest import Api

WORDS = "Talbiseh"


def reports_with(api: Api, word: str) -> set[str]:
    found = api["admin"].get("/api/v1/documents", params={"words": word, "limit": 200}).json()["items"]
    return {one["document_id"] for one in found}


def test_words_that_a_verifier_redacts_are_gone_for_everybody(api: Api) -> None:
    document_id = sorted(reports_with(api, WORDS))[0]
    path = f"/api/v1/documents/{document_id}"
    before = api["analyst"].get(path).json()
    asked = {"words": [WORDS], "reason": "asked for"}
    told = api["verifier"].post(f"{path}/redactions", json=asked)
    assert told.status_code == 201, told.text
    assert told.json()["places"] == before["text"].count(WORDS)
    assert {one["document_id"] for one in told.json()["elsewhere"]} <= reports_with(api, WORDS)
    after = api["analyst"].get(path).json()
    assert after["text"] == before["text"].replace(WORDS, "█" * len(WORDS))
    assert document_id not in reports_with(api, WORDS)
    assert WORDS not in api["analyst"].get("/api/v1/claims", params={"document_id": document_id, "limit": 200}).text
    (decision,) = api["analyst"].get("/api/v1/decisions", params={"kind": "redact"}).json()["items"]
    assert decision["decision"]["by"] == "verifier-1"
    back = api["verifier"].post(f"/api/v1/decisions/{decision['number']}/withdrawals", json={"reason": "back"})
    assert back.status_code == 403


def test_what_cannot_be_redacted_says_why(api: Api) -> None:
    document_id = sorted(reports_with(api, WORDS))[0]
    path = f"/api/v1/documents/{document_id}/redactions"
    for asked, why in (
        ({"reason": "x"}, "say what to redact"),
        ({"reason": "x", "words": ["no such words"]}, "do not stand in this report"),
        ({"reason": f"for {WORDS}", "words": [WORDS]}, "the very words"),
        ({"reason": "x", "spans": [[9, 5]]}, "is no span"),
    ):
        told = api["verifier"].post(path, json=asked)
        assert told.status_code == 422 and why in told.json()["detail"], told.text
    assert api["analyst"].post(path, json={"reason": "x", "whole": True}).status_code == 403
