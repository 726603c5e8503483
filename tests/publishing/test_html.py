# ruff: noqa: E501  payloads and the fields they go into
from __future__ import annotations

import dataclasses
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from trucewatch.model.situation import Situation
from trucewatch.model.span import Span
from trucewatch.publishing import html
from trucewatch.publishing.brief import Brief, build_brief
from trucewatch.publishing.words import visible

from .conftest import AS_OF, HOSTILE_TITLE, make_agreement, make_assessments, make_situation

VOID = {"meta", "br", "rect", "path", "circle", "img", "link", "hr"}


class Page(HTMLParser):
    """Tags with attributes, ids, links, and the text of table cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.cells: list[str] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.body = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if "href" in given:
            self.hrefs.append(str(given["href"]))
        if tag == "td":
            self.cells.append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.body += data
        if "td" in self.open:
            self.cells[-1] += data


@pytest.fixture(scope="module")
def page(brief: Brief) -> str:
    return html.render(brief)


@pytest.fixture(scope="module")
def parsed(page: str) -> Page:
    return Page(page)


def test_every_tag_is_closed_in_order(parsed: Page) -> None:
    assert (parsed.faults, parsed.open) == ([], [])


def test_every_link_has_its_target_in_the_file(parsed: Page) -> None:
    assert parsed.hrefs
    assert {h for h in parsed.hrefs if not h.startswith("#") or h[1:] not in set(parsed.ids)} == set()


def test_no_anchor_stands_twice(parsed: Page) -> None:
    assert len(parsed.ids) == len(set(parsed.ids))


def test_every_claim_has_an_anchor_before_its_words(page: str, situation: Situation, brief: Brief) -> None:
    assert brief.claims == len(situation.claims)
    notes = {n.number: n for s in brief.sources for p in s.paragraphs for n in p.notes}
    assert sorted(notes) == list(range(1, brief.claims + 1))
    for number, note in notes.items():
        marked = re.search(
            rf'id="c{number}"></span>(?:<span class="a" id="[^"]+"></span>)*<mark class="([^"]*)">([^<]*)', page
        )
        assert marked and f"c{number}" in marked.group(1).split()
        assert note.quote.startswith(marked.group(2).replace("&#34;", '"'))


def test_the_marked_pieces_of_a_claim_make_up_its_words(page: str, brief: Brief) -> None:
    import html as entities

    for note in (n for s in brief.sources for p in s.paragraphs for n in p.notes):
        pieces = re.findall(r'<mark class="([^"]*)">([^<]*)</mark>', page)
        words = "".join(entities.unescape(text) for classes, text in pieces if f"c{note.number}" in classes.split())
        assert words == visible(note.quote)


def test_every_number_in_a_table_stands_in_a_source_or_is_a_date_a_count_or_a_reference(
    page: str, situation: Situation, brief: Brief
) -> None:
    texts = " ".join(d.text for d in situation.documents)
    ours = re.sub(
        r'<(bdi|span)[^>]*class="(?:count|date)"[^>]*>.*?</\1>|<a class="n"[^>]*>.*?</a>|<caption>.*?</caption>',
        " ",
        page,
    )
    tables = "".join(re.findall(r"<tbody>.*?</tbody>", ours.split('id="timeline"')[0], re.DOTALL))
    shown = re.sub(r"<[^>]*>", " ", tables)
    shown = (
        shown.replace("0 of 7 days of calm in a row; 0 days since it was last reset", "")
        .replace(visible(HOSTILE_TITLE), "")
        .replace("⟨U+2067⟩", "")
        .replace("alert(2)", "")
    )
    numbers = re.findall(r"\d[\d,.]*\d|\d", shown)
    assert {"275,000", "199", "84,000", "20", "12"} <= set(numbers)
    assert [n for n in numbers if n not in texts] == []


def test_the_same_brief_gives_the_same_bytes() -> None:
    def build() -> str:
        situation, claims = make_situation()
        return html.render(build_brief(situation, make_agreement(), make_assessments(claims), AS_OF, notes=("a",)))

    assert build() == build()


def test_the_page_stays_small_and_fetches_nothing(page: str, parsed: Page) -> None:
    assert len(page.encode()) < 1_500_000
    assert not [a for t, a in parsed.tags if t in ("script", "link", "img", "iframe", "object", "base") or "src" in a]
    assert set(re.findall(r"url\(([a-z]+):", page)) == {"data"}
    assert "@import" not in page
    assert not re.search(r'(?:href|src|srcset|action)\s*=\s*"?(?:https?:)?//', page)


def test_the_policy_forbids_scripts_and_requests(parsed: Page) -> None:
    policy = next(str(a["content"]) for t, a in parsed.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy and "script-src" not in policy


def test_hostile_text_is_shown_and_never_obeyed(page: str, parsed: Page) -> None:
    assert not [t for t, a in parsed.tags if t in ("script", "img") or any(k.startswith("on") for k in a)]
    assert "<script>alert(1)" in parsed.body and "{{7*7}}" in parsed.body and "{% raw %}" in parsed.body
    assert "49" not in re.sub(r"\d{3,}", "", parsed.body.split("Statement")[-1].split("How this brief")[0])
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)
    assert "⟨U+202E⟩" in page and "⟨U+2067⟩" in page


def test_headings_go_down_by_one_and_there_is_one_title(parsed: Page) -> None:
    levels = [int(t[1]) for t, _ in parsed.tags if re.fullmatch(r"h[1-6]", t)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_tables_have_captions_and_scoped_headers(page: str) -> None:
    tables = re.findall(r"<table.*?</table>", page, re.DOTALL)
    assert len(tables) > 6
    assert all("<caption>" in t for t in tables)
    assert all("scope=" in th for t in tables for th in re.findall(r"<th\b[^>]*>", t))


def test_the_page_has_landmarks_a_skip_link_and_a_language(parsed: Page) -> None:
    tags = [t for t, _ in parsed.tags]
    assert {"header", "nav", "main", "footer", "section"} <= set(tags)
    assert parsed.hrefs[0] == "#main" and ("html", {"lang": "en"}) in parsed.tags


def test_furniture_is_kept_and_marked(page: str) -> None:
    assert re.search(r's-furniture"[^>]*>\s*<p dir="auto"><span class="seg"[^>]*>furniture: related links</span>', page)
    assert "ten pictures of the week" in page


def test_a_reprint_is_said_to_be_no_second_origin(page: str, brief: Brief) -> None:
    assert "does not count as a second origin" in page
    assert brief.origins == 3 and len(brief.sources) == 4


def test_an_empty_situation_still_makes_an_honest_page() -> None:
    empty = Situation(documents=(), claims=(), origins=(), incidents=(), movements=(), figures=(), declarations=())
    page = html.render(build_brief(empty, None, (), AS_OF))
    assert "That is not calm" in page and "No agreement was named" in page
    assert Page(page).faults == []


def test_a_huge_dossier_leaves_out_only_paragraphs_without_claims_and_says_so() -> None:
    situation, claims = make_situation()
    first = situation.documents[0]
    padding = "\n\n".join(f"Paragraph {i} says nothing of the subject." for i in range(20_000))
    text = first.text + "\n\n" + padding
    body = dataclasses.replace(first.segments[-1], kind="body", start=len(first.text) + 2, end=len(text))
    long = dataclasses.replace(first, text=text, segments=(*first.segments, body))
    bigger = dataclasses.replace(situation, documents=(long, *situation.documents[1:]))
    page = html.render(build_brief(bigger, make_agreement(), make_assessments(claims), AS_OF))
    assert len(page.encode()) < 1_500_000
    assert "paragraphs without a claim left out" in page
    assert all(f'id="c{n}"' in page for n in range(1, len(claims) + 1))


PAYLOADS = [
    "<script>alert(1)</script>", "</style><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover=alert(1) x='",
    "{{7*7}}{% include 'brief.css' %}", "<svg/onload=alert(1)>", "</title><svg onload=alert(1)>", "javascript:alert(1)", "&lt;script&gt;",
    "<!--", "]]>", "\x00<b>", "<a href=https://example.org>", "\u202e<i>", "</mark></p></article></main><script>",
]  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_in_any_text_field_adds_no_tag_and_no_attribute(payload: str, parsed: Page) -> None:
    situation, claims = make_situation()
    document = dataclasses.replace(
        situation.documents[0], title=payload, publisher=payload, author=payload, url=payload, path=payload, language=payload,
        issues=(payload,), media_type=payload, published=dataclasses.replace(situation.documents[0].published, note=payload),
    )  # fmt: skip
    incident = dataclasses.replace(
        situation.incidents[0], title=payload, grade_reason=payload, contradictions=(payload,), denied_by=(payload,), links=(payload,),
        positions=tuple(dataclasses.replace(p, value=payload, claimants=(payload,)) for p in situation.incidents[0].positions),
    )  # fmt: skip
    hostile = dataclasses.replace(
        situation, documents=(document, *situation.documents[1:]), incidents=(incident, *situation.incidents[1:])
    )
    agreement = dataclasses.replace(make_agreement(), title=payload, summary=payload, sources=(payload,))
    notes = (payload,)
    page = Page(
        html.render(
            build_brief(
                hostile,
                agreement,
                make_assessments(claims),
                AS_OF,
                notes=notes,
                versions={payload: payload},
                ledger_head=payload,
            )
        )
    )
    assert page.faults == []
    assert {t for t, _ in page.tags} <= {t for t, _ in parsed.tags}
    assert {k for _, a in page.tags for k in a} <= {k for _, a in parsed.tags for k in a}
    assert all(h.startswith("#") for h in page.hrefs)


def test_hash_seed_zone_and_locale_do_not_move_a_byte() -> None:
    script = (
        "import hashlib;"
        "from tests.publishing.conftest import AS_OF, make_agreement, make_assessments, make_situation;"
        "from trucewatch.publishing.brief import build_brief;"
        "from trucewatch.publishing.formats import FORMATS;"
        "s, c = make_situation();"
        "b = build_brief(s, make_agreement(), make_assessments(c), AS_OF);"
        "print([hashlib.sha256(f(b).encode()).hexdigest() for f in FORMATS.values()])"
    )
    root = Path(__file__).parents[2]
    printed = set()
    for seed, zone, locale in (("1", "Asia/Kathmandu", "C"), ("2", "America/St_Johns", "C.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        run = subprocess.run(
            [sys.executable, "-c", script], cwd=root, env=environment, capture_output=True, text=True, check=True
        )
        printed.add(run.stdout)
    assert len(printed) == 1


def test_five_hundred_claims_still_fit_one_file_and_every_one_keeps_its_anchor() -> None:
    situation, claims = make_situation()
    wire = situation.documents[0]
    sentence = "A war monitor said planes hit a relief column at Urem al-Kubra late on Monday, leaving at least 12 people dead.\n"
    text = sentence * 500
    words = sentence.split(" said ")[1].rstrip(".\n")
    hit = claims["hit"]
    documents = (dataclasses.replace(wire, text=text, segments=()), *situation.documents[1:])
    starts = [i * len(sentence) + sentence.index(words) for i in range(500)]
    many = tuple(
        dataclasses.replace(
            hit,
            claim_id=f"{hit.claim_id}{n}",
            span=Span.of(text, start, start + len(words)),
            claimants=(),
            actors=(),
            places=(),
            quantities=(),
        )
        for n, start in enumerate(starts)
    )
    strike = dataclasses.replace(situation.incidents[0], claim_ids=tuple(c.claim_id for c in many), positions=())
    big = Situation(
        documents=documents, claims=many, origins=(), incidents=(strike,), movements=(), figures=(), declarations=()
    )
    brief = build_brief(big, make_agreement(), (), AS_OF)
    page = html.render(brief)
    assert len(page.encode()) < 1_500_000
    assert all(f'id="c{n}"' in page for n in range(1, 501))
    assert len(brief.incidents[0].words) == 3 and len(brief.incidents[0].more) == 497
    assert not [u for u in brief.unknowns if u.title.startswith("Claims that fit")]
