"""200 restricted reports with a canary each: none comes out to a viewer in any encoding; and nothing moves by them."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import html
import logging
import quopri
import re
import urllib.parse
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from anyascii import anyascii

from tests.api.conftest import Api, make_api
from tests.api.test_roles import EXPECTED
from tests.conftest import AGREEMENT
from trucewatch import server
from trucewatch.ledger.desk import create_desk
from trucewatch.model.claim import Claim, Claimant, PlaceMention, claim_id
from trucewatch.model.document import Document, PublicationDate, Segment
from trucewatch.model.span import Span
from trucewatch.model.when import When

AT = datetime(2016, 9, 21, tzinfo=UTC)
DAY = date(2016, 9, 16)
PARTS = ("Qarrābi", "Zühtü", "Ksawéry", "Þórdís", "Vdovičenko", "Ngũgĩ", "Łęczycka", "Ørjansdatter")
CANARIES = tuple(f"{PARTS[n % 8]}{hashlib.sha256(f'canary {n}'.encode()).hexdigest()[:8]}" for n in range(200))
ROLES = ("viewer", "monitor", "nobody")


def encodings(word: str) -> dict[str, bytes]:
    """Twelve ways in which a word can stand in bytes."""
    raw = word.encode()
    middle = base64.b64encode(b"\x00\x00" + raw + b"\x00\x00\x00").rstrip(b"=")[4:-6]
    return {
        "plain": raw,
        "percent": urllib.parse.quote(word).encode(),
        "transliterated": anyascii(word).encode(),
        "html": html.escape(word).encode("ascii", "xmlcharrefreplace"),
        "hex entities": "".join(f"&#x{ord(c):x};" for c in word).encode(),
        "json escapes": "".join(c if c.isascii() else f"\\u{ord(c):04x}" for c in word).encode(),
        "base64": base64.b64encode(raw).rstrip(b"=")[:-2],
        "base64 inside": middle,
        "hex": raw.hex().encode(),
        "utf-16": word.encode("utf-16-le"),
        "quoted-printable": quopri.encodestring(raw),
        "reversed": word[::-1].encode(),
    }


CODED = {(word, name): coded.lower() for word in CANARIES for name, coded in encodings(word).items()}


def leaks(where: bytes) -> list[tuple[str, str]]:
    """The canaries in some bytes, each with its encoding."""
    low = where.lower()
    # The hashes are in plain ASCII in most encodings: a quick look before the long one.
    return [found for found, coded in CODED.items() if coded in low]


def report(number: int, word: str, restricted: bool) -> tuple[bytes, Document, Claim]:
    body = f"Shells fell on the quarter of {word} on Friday, {word} said. Number {number}."
    raw = body.encode()
    document = Document(
        path=f"/home/{word}/{word}.txt", sha256=hashlib.sha256(raw).hexdigest(), text=body, title=f"From {word}",
        text_sha256=hashlib.sha256(raw).hexdigest(), media_type="text/plain", publisher=f"{word} agency", language="en",
        published=PublicationDate(on=DAY, found_by="given"), author=word, url=f"https://example.org/{word}",
        segments=(Segment(kind="body", start=0, end=len(body)),), restricted=restricted,
    )  # fmt: skip
    span = Span.of(body, 0, len(body) - 11)
    here = Span.of(body, body.index(word), body.index(word) + len(word))
    claim = Claim(
        claim_id=claim_id(document.document_id, span, "incident", "shelling", (word,), number, "test@1"),
        document_id=document.document_id, kind="incident", type="shelling", stance="asserted", span=span,
        claimants=(Claimant(span=here),), when=When(start_on=DAY, end_on=DAY, precision="day"),
        places=(PlaceMention(span=here, name=word, lat=34.8 + number / 1000, lon=36.7, geo_precision=1),),
    )  # fmt: skip
    return raw, document, claim


def make(folder: Path, secrets: Iterable[str], public: int = 12) -> Api:
    desk = create_desk(folder, AGREEMENT)
    reports = [report(n, f"Openplace{n}", False) for n in range(public)]
    reports += [report(1000 + n, word, True) for n, word in enumerate(secrets)]
    for raw, document, claim in reports:
        desk.add(raw, document, (claim,), {"trucewatch": "test"}, AT)
    return make_api(folder)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Api:
    return make(tmp_path_factory.mktemp("canaries") / "desk", CANARIES)


def requests(ids: Iterable[tuple[str, str]]) -> Iterable[tuple[str, dict[str, str]]]:
    """What is asked for: every operation and page that is read, with ids of secrets and words of secrets."""
    routes = [route for part in server.parts() for route in part.router.routes]
    pages = ["/api/v1/openapi.json", *(r.path for r in routes if "GET" in r.methods)]
    assert "/admin/audit" in pages
    assert {o.split(" ")[1] for o in EXPECTED if o.startswith("GET")} < set(pages)
    for document_id, secret_id in ids:
        values = {
            "document_id": document_id, "claim_id": secret_id, "agreement_id": AGREEMENT, "number": "1",
            "incident_id": f"incident-{secret_id[7:17]}",
        }  # fmt: skip
        for path in dict.fromkeys(pages):
            for format in ("csv", "geojson", "jsonl") if "{format}" in path else ("",):
                yield _fill(path, {**values, "format": format}), {} if "queue" in path else {"limit": "50"}


def _fill(path: str, values: dict[str, str]) -> str:
    return re.sub(r"{(\w+)(:path)?}", lambda m: values.get(m[1], "x"), path)


def test_the_scanner_finds_every_canary_in_every_encoding() -> None:
    assert len({name for _, name in CODED}) == 12
    for word in CANARIES:
        for name, coded in encodings(word).items():
            assert (word, name) in leaks(b'{"a": "' + coded + b'"}')


def test_no_canary_comes_out_to_whoever_may_not_see_it(watched: Api, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secret = [
        (d.document_id, c.claim_id) for (_, d, c) in (report(1000 + n, w, True) for n, w in enumerate(CANARIES[:3]))
    ]
    seen = 0
    for role in ROLES:
        for path, query in requests(secret):
            told = watched[role].get(path, params=query, follow_redirects=False)
            headers = "\n".join(f"{k}: {v}" for k, v in told.headers.items()).encode()
            assert leaks(told.content + headers) == [], (role, path)
            assert told.status_code != 500
            seen += 1
    assert seen > 100
    assert leaks(caplog.text.encode()) == []


def test_looking_for_a_canary_by_its_name_finds_nothing_and_repeats_nothing(
    watched: Api, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "trucewatch")
    for word in CANARIES[::20]:
        for path in ("search", "claims", "documents", "incidents"):
            for asked in (word, anyascii(word), word[:6]):
                told = watched["viewer"].get(f"/api/v1/{path}", params={"words": asked})
                assert leaks(told.content) == []
                assert told.json() in ({"items": [], "next": None}, {"claims": [], "documents": []})
    assert watched["analyst"].get("/api/v1/search", params={"words": CANARIES[0]}).json()["claims"]
    assert leaks(watched["analyst"].get("/api/v1/claims", params={"limit": 200}).content)


def test_public_answers_are_the_same_bytes_whatever_the_restricted_reports_say(tmp_path: Path) -> None:
    desks = {
        "some": make(tmp_path / "a" / "desk", CANARIES[:5]),
        "others": make(tmp_path / "b" / "desk", CANARIES[50:58]),
        "none": make(tmp_path / "c" / "desk", ()),
    }
    asked = 0
    for path, query in requests([("sha256:" + "0" * 64, "sha256:" + "0" * 64)]):
        if not path.startswith("/api/v1/"):
            continue
        for role in ("viewer", "monitor"):
            whole = {**query, "as_of": "2016-09-20"} if "as_of" not in query else query
            told = {name: api[role].get(path, params=whole) for name, api in desks.items()}
            bytes_of = {name: (t.status_code, sorted(t.headers.items()), t.content) for name, t in told.items()}
            assert bytes_of["some"] == bytes_of["others"] == bytes_of["none"], path
            asked += 1
    cursor = {}
    for name, api in desks.items():
        cursor[name] = api["viewer"].get("/api/v1/claims", params={"limit": 5}).json()["next"]
    assert len(set(cursor.values())) == 1
    assert asked > 30


def test_a_report_that_becomes_restricted_leaves_the_same_bytes_as_if_it_had_never_been(tmp_path: Path) -> None:
    from trucewatch.model.decision import Decision

    never = make(tmp_path / "a" / "desk", (), public=6)
    since = make(tmp_path / "b" / "desk", (), public=7)
    raw, document, _ = report(6, "Openplace6", False)
    assert raw
    since.desk.decide(
        Decision(
            kind="restrict", subjects=(document.document_id,), payload={"restricted": True}, reason="asked for",
            by="mo", at=AT,
        )
    )  # fmt: skip
    for path in ("claims", "documents", "incidents", "assessments", "search?words=shells", "exports/claims/jsonl"):
        one, two = (api["viewer"].get(f"/api/v1/{path}") for api in (never, since))
        assert one.content == two.content, path
    assert dataclasses.is_dataclass(document)
