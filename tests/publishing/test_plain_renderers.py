from __future__ import annotations

import json
import re
from typing import Any

import pytest
from markdown_it import MarkdownIt

from trucewatch.model.situation import Situation
from trucewatch.publishing import jsonbrief, markdown, text
from trucewatch.publishing.brief import Brief
from trucewatch.publishing.words import visible


@pytest.mark.parametrize("renderer", [markdown, text, jsonbrief])
def test_the_same_brief_gives_the_same_bytes(renderer: Any, brief: Brief) -> None:
    assert renderer.render(brief) == renderer.render(brief)


@pytest.mark.parametrize("renderer", [markdown, text, jsonbrief])
def test_no_hidden_control_is_printed(renderer: Any, brief: Brief) -> None:
    printed = renderer.render(brief)
    if renderer is jsonbrief:
        assert "\\u202e" in json.dumps(json.loads(printed))  # data stay as they are; showing them is the reader's
    else:
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", printed) and "⟨U+202E⟩" in printed.replace("\\", "")


def test_every_markdown_link_has_its_anchor(brief: Brief) -> None:
    printed = markdown.render(brief)
    anchors = set(re.findall(r'<a id="([^"]+)"></a>', printed))
    targets = set(re.findall(r"\]\(#([^)]+)\)", printed))
    assert targets and targets - anchors == set()
    assert {f"c{n}" for n in range(1, brief.claims + 1)} <= anchors


def test_hostile_text_is_no_markup_in_markdown(brief: Brief) -> None:
    page = MarkdownIt("commonmark").enable("table").render(markdown.render(brief))
    assert not re.search(r"<(script|img|svg|b|style)\b", page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert page.count("<table>") > 5


def test_the_text_names_every_claim_it_refers_to(brief: Brief) -> None:
    printed = text.render(brief)
    references = {int(n) for n in re.findall(r"\[(\d+)\]", printed)}
    words = {int(n) for n in re.findall(r"^\[(\d+)\] “", printed, re.MULTILINE)}
    assert references == words == set(range(1, brief.claims + 1))


def test_the_text_keeps_to_its_width(brief: Brief) -> None:
    too_long = [x for x in text.render(brief).splitlines() if len(x) > text.WIDTH]
    assert [x for x in too_long if " " in x.strip().removeprefix("SHA-256 ")] == []


def test_the_json_resolves_every_claim_to_exact_words(brief: Brief, situation: Situation) -> None:
    value = json.loads(jsonbrief.render(brief))
    texts = {d.sha256: d.text for d in situation.documents}
    assert value["format"] == "trucewatch-brief/1" and value["as_of"] == "2016-09-20"
    assert {c["claim_id"] for c in value["claims"]} == {c.claim_id for c in situation.claims}
    for claim in value["claims"]:
        assert texts[claim["document_sha256"]][claim["start"] : claim["end"]] == claim["quote"]


def test_the_json_carries_no_drawing_but_coordinates(brief: Brief) -> None:
    value = json.loads(jsonbrief.render(brief))
    assert "land" not in value["map"]
    assert {(p["name"], p["lat"], p["lon"], p["precision"]) for p in value["map"]["places"]} == {
        ("Urum al-Kubra", 36.13, 36.94, 1),
        ("Talbiseh", 34.84, 36.73, 1),
        ("Aleppo", 36.2, 37.16, 2),
    }


@pytest.mark.parametrize(
    "raw", ["# no heading", "1. no list", "- no list", "a | b", "*x* _y_ `z`", "[a](b)", "<i>", "&amp;"]
)
def test_markdown_shows_text_as_it_stands(raw: str) -> None:
    shown = MarkdownIt("commonmark").enable("table").render(markdown.escaped(raw))
    import html

    assert html.unescape(re.sub(r"</?p>", "", shown)).strip() == visible(raw)


def test_the_text_leaves_out_what_a_claimant_says_nothing_of_and_the_grid_marks_it(brief: Brief) -> None:
    assert "says nothing of it" not in text.render(brief)
    assert "says nothing of it" in markdown.render(brief)
