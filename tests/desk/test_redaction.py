"""The redaction check finds what was planted, in every encoding, and nothing where nothing is."""

from __future__ import annotations

import base64
import codecs
import dataclasses
import html
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk.conftest import SECRET
from trucewatch.desk.privacy import find_traces
from trucewatch.desk.redaction import find_leaks
from trucewatch.ledger.desk import open_desk
from trucewatch.ledger.read import Contents
from trucewatch.model.claim import PlaceMention
from trucewatch.model.span import Span

BRIEF = b"<!DOCTYPE html><p>Shelling is told of near Talbiseh by the observatory.</p>"
SENTENCE = "said that four shells hit the dialysis ward at Talbiseh on 18"
NAME = "Nurse Hazim Qabbani"
ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "plain": lambda t: t.encode(),
    "upper case": lambda t: t.upper().encode(),
    "HTML entities": lambda t: "".join(f"&#{ord(c)};" for c in t).encode(),
    "URL": lambda t: quote(t, safe="").encode(),
    "all of a URL": lambda t: "".join(f"%{ord(c):02X}" for c in t).encode(),
    "base64": lambda t: base64.b64encode(t.encode()),
    "base64 inside other words": lambda t: base64.urlsafe_b64encode(f"xy{t}z".encode()),
    "base64 of UTF-16": lambda t: base64.b64encode(t.encode("utf-16-le")),
    "hex": lambda t: t.encode().hex().encode(),
    "UTF-16": lambda t: t.encode("utf-16-le"),
    "UTF-16, big end first": lambda t: t.encode("utf-16-be"),
    "JSON escapes": lambda t: "".join(f"\\u{ord(c):04x}" for c in t).encode(),
    "quoted-printable": lambda t: "".join(f"{c}=\n" for c in t).encode(),
    "ROT13": lambda t: codecs.encode(t, "rot13").encode(),
    "reversed": lambda t: t[::-1].encode(),
    "words broken by marks": lambda t: "".join(f"{c}<i></i>" for c in t).encode(),
    "unseen characters": lambda t: "\u200b\u00ad".join(t).encode(),
    "full-width letters": lambda t: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in t).encode(),
    "new lines": lambda t: t.replace(" ", "<br>\n  ").encode(),
}


@pytest.fixture(scope="module")
def contents(filled: Path) -> Contents:
    return open_desk(filled).contents()


def leaks_in(content: bytes, contents: Contents, known: str = "") -> set[str]:
    restricted = frozenset(d.document_id for d in contents.documents if d.restricted)
    return {leak.what for leak in find_leaks(content, contents.documents, contents.claims, restricted, known)}


def test_nothing_is_found_where_nothing_is(contents: Contents) -> None:
    assert leaks_in(BRIEF, contents) == set()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_sentence_of_a_restricted_report_is_found_in_any_encoding(contents: Contents, encoding: str) -> None:
    assert "text" in leaks_in(BRIEF + ENCODINGS[encoding](SENTENCE), contents)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_its_claimant_is_found_in_any_encoding(contents: Contents, encoding: str) -> None:
    planted = b"<p>said " + ENCODINGS[encoding](NAME) + b" </p>"
    if encoding.startswith("UTF-16"):
        planted = ENCODINGS[encoding](f"<p>said {NAME} </p>")
    assert "claimant" in leaks_in(planted, contents)


def test_its_file_name_hash_and_claim_ids_are_found(contents: Contents) -> None:
    secret = next(d for d in contents.documents if d.path == SECRET)
    claim = next(c for c in contents.claims if c.document_id == secret.document_id)
    assert leaks_in(b"see kefraya-nurse-hazim.txt", contents) >= {"file name"}
    assert leaks_in(b"see KEFRAYA_NURSE_HAZIM", contents) >= {"file name"}
    assert leaks_in(json.dumps({"sha256": secret.sha256}).encode(), contents) == {"hash"}
    assert leaks_in(claim.claim_id.encode(), contents) == {"claim id"}


def test_words_that_public_reports_hold_too_give_nothing_away(contents: Contents) -> None:
    public = next(d for d in contents.documents if not d.restricted)
    assert leaks_in(public.text.encode(), contents) == set()
    assert leaks_in(b"Nurse Hazim Qabbani", contents, known="Nurse Hazim Qabbani is minister") == set()


WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=9), min_size=8, max_size=8)


@settings(max_examples=40)
@given(WORDS, st.sampled_from(sorted(ENCODINGS)), st.binary(max_size=60))
def test_whatever_stands_around_it_a_planted_run_of_words_is_found(
    filled: Path, words: list[str], encoding: str, around: bytes
) -> None:
    contents = open_desk(filled).contents()
    secret = dataclasses.replace(next(d for d in contents.documents if d.restricted), text=" ".join(words))
    encoded = ENCODINGS[encoding](" ".join(words))
    start = around[: len(around) - len(around) % 2] if encoding.startswith("UTF-16") else around
    content = start + encoded
    leaks = find_leaks(content, [secret], [], frozenset({secret.document_id}))
    assert "text" in {leak.what for leak in leaks}, html.escape(repr(content))


def place(lat: float, lon: float, precision: int) -> PlaceMention:
    return PlaceMention(span=Span(0, 1, "T"), name="T", lat=lat, lon=lon, geo_precision=precision)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("write to hazim.q@example.org now", "e-mail address"),
        ("hazim.q at example.org", "e-mail address"),
        ("<a>call +963 944 123 456</a>", "telephone number"),
        ("call 00963-944-123-456.", "telephone number"),
        ("at 34.84127, 36.73056", "exact coordinates"),
        ('{"lat": 34.84127, "lon": 36.73056}', "exact coordinates"),
        ("34°50′28″ N", "exact coordinates"),
    ],
)
def test_what_may_lead_to_a_person_is_found(text: str, what: str) -> None:
    assert [t.what for t in find_traces(text.encode())] == [what]


@pytest.mark.parametrize(
    "text",
    [
        "on 2016-09-19 at 19:00, 250,000 people; 1.5 of 2.5 days",
        "sha256:0044963944123456780044963944123456",
        "a value of 12.5, 13.25",
        "<style>a{b:34.84127 36.73056}</style>",
        "34.84, 36.73",
    ],
)
def test_dates_counts_hashes_and_rough_places_are_no_traces(text: str) -> None:
    assert find_traces(text.encode()) == ()


def test_a_place_may_be_told_as_exactly_as_it_is_known_and_no_more() -> None:
    text = b"34.841, 36.731"
    assert find_traces(text, [place(34.84, 36.73, 1)]) == ()
    assert len(find_traces(text, [place(34.84, 36.73, 2)])) == 1
    assert len(find_traces(text, [place(10.0, 36.73, 1)])) == 1
