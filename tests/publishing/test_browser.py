# ruff: noqa: E501  scripts for the browser
"""The HTML file in a real browser, from ``file://``; skipped, with the reason, where no Chromium is installed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from trucewatch.publishing import html
from trucewatch.publishing.brief import Brief, build_brief

from .conftest import AS_OF, make_agreement, make_situation


@pytest.fixture
def opened(browser: Any, brief: Brief, tmp_path: Path) -> Iterator[tuple[Any, list[str], list[str]]]:
    file = tmp_path / "brief.html"
    file.write_text(html.render(brief), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1100, "height": 800})
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda r: requests.append(r.url))
    page.on("console", lambda m: errors.append(m.text))
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.on("dialog", lambda d: errors.append(d.message))
    page.goto(file.as_uri())
    yield page, requests, errors
    page.close()


def test_it_opens_from_a_file_with_no_request_and_no_error(opened: tuple[Any, list[str], list[str]]) -> None:
    page, requests, errors = opened
    page.wait_for_load_state("networkidle")
    assert [r for r in requests if not r.startswith(("file://", "data:"))] == []
    assert len([r for r in requests if r.startswith("file://")]) == 1
    assert errors == []


def test_its_own_fonts_are_used(opened: tuple[Any, list[str], list[str]]) -> None:
    page, _, _ = opened
    page.evaluate("document.fonts.ready.then(() => true)")
    assert page.evaluate("document.fonts.check('16px Literata') && document.fonts.check('16px Inter')")


def test_a_click_on_a_figure_brings_its_words_into_view_highlighted(opened: tuple[Any, list[str], list[str]]) -> None:
    page, _, errors = opened
    page.emulate_media(reduced_motion="reduce")
    page.click("#access a.w:has-text('275,000')")
    page.wait_for_timeout(150)
    shown = page.evaluate(
        """() => {
        const id = location.hash.slice(1);
        const marks = [...document.querySelectorAll('mark.' + id)];
        const box = marks[0].getBoundingClientRect();
        return {words: marks.map(m => m.textContent).join(''), visible: box.top >= 0 && box.bottom <= innerHeight,
                lit: new Set(marks.map(m => getComputedStyle(m).backgroundColor)).size === 1,
                colour: getComputedStyle(marks[0]).backgroundColor,
                other: getComputedStyle(document.querySelector('mark:not(.' + id + ')')).backgroundColor};}"""
    )
    assert "275,000" in shown["words"] and shown["visible"]
    assert shown["lit"] and shown["colour"] != shown["other"]
    assert errors == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_the_page_never_scrolls_sideways(opened: tuple[Any, list[str], list[str]], width: int) -> None:
    page, _, _ = opened
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_table_is_cut_off_on_paper(opened: tuple[Any, list[str], list[str]]) -> None:
    page, _, _ = opened
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 960})  # A4 less its margins
    cut = page.evaluate("[...document.querySelectorAll('.wide')].filter(e => e.scrollWidth > e.clientWidth + 1).length")
    assert cut == 0
    assert page.evaluate("getComputedStyle(document.querySelector('.source .text')).display") != "none"


def test_the_keyboard_reaches_the_skip_link_first(opened: tuple[Any, list[str], list[str]]) -> None:
    page, _, _ = opened
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast_enough(opened: tuple[Any, list[str], list[str]], scheme: str) -> None:
    page, _, _ = opened
    page.emulate_media(color_scheme=scheme)
    faint = page.evaluate(
        """() => {
        const rgb = c => (c.match(/[\\d.]+/g) || []).map(Number);
        const light = c => { const [r, g, b] = rgb(c).map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
                             return .2126 * r + .7152 * g + .0722 * b; };
        const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; const a = rgb(c)[3];
                              if (a === undefined || a > .9) return c; } return 'rgb(255,255,255)'; };
        const out = [];
        for (const e of document.querySelectorAll('body *:not(svg *)')) {
          if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
          if (!e.getClientRects().length) continue;
          let o = 1; for (let p = e; p; p = p.parentElement) o *= +getComputedStyle(p).opacity;
          const bg = rgb(ground(e)), fg = rgb(getComputedStyle(e).color).slice(0, 3).map((v, i) => v * o + bg[i] * (1 - o));
          const a = light('rgb(' + fg + ')'), b = light('rgb(' + bg.slice(0, 3) + ')');
          const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
          if (ratio < 4.5) out.push(e.tagName + '.' + e.className + ' ' + ratio.toFixed(2) + ' ' + e.textContent.slice(0, 40));
        }
        return out;}"""
    )
    assert faint == []


def test_the_policy_alone_stops_a_script_that_escaping_let_through(browser: Any, brief: Brief, tmp_path: Path) -> None:
    hole = html.render(brief).replace(
        '<main id="main">',
        '<main id="main"><script>document.title = "owned"</script><img src="x" onerror="document.title = \'owned\'">'
        '<a id="lure" href="javascript:document.title=\'owned\'">x</a>',
    )
    file = tmp_path / "hole.html"
    file.write_text(hole, encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    page.click("#lure")
    page.wait_for_timeout(150)
    assert page.title() == "The September arrangement: where the truce stands, 2016-09-20"
    page.close()


def test_dates_keep_their_order_beside_text_from_right_to_left(browser: Any, tmp_path: Path) -> None:
    situation, _ = make_situation()
    first = dataclasses.replace(situation.documents[0], publisher="وكالة النهر", title="هدنة متعثرة 2016-09-20")
    arabic = dataclasses.replace(situation, documents=(first, *situation.documents[1:]))
    file = tmp_path / "arabic.html"
    file.write_text(html.render(build_brief(arabic, make_agreement(), (), AS_OF)), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    order = page.evaluate(
        """() => { const cell = document.querySelector('#sources tbody td bdi.date').firstChild;
        const at = i => { const r = document.createRange(); r.setStart(cell, i); r.setEnd(cell, i + 1); return r.getBoundingClientRect().left; };
        return [...cell.data.split('\\n')[0]].slice(0, 5).map((_, i) => at(i)); }"""
    )
    assert order == sorted(order)
    page.close()
