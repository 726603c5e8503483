"""The queue by keyboard and by selecting words, in a real browser."""

from __future__ import annotations

import pytest

from tests.serving import serving
from trucewatch.desk.review import Edit, review
from trucewatch.ledger.desk import create_desk
from trucewatch.server import build_app
from trucewatch.service.clock import now
from trucewatch.service.settings import LOOPBACK, Settings

from .conftest import AGREEMENT, make_people
from .test_pages_in_a_browser import violations
from .test_queue import SENTENCES, add_reports


@pytest.fixture
def desk(tmp_path):
    desk = create_desk(tmp_path / "desk", AGREEMENT)
    add_reports(desk)
    make_people(desk)
    return desk


@pytest.fixture
def served(desk):
    """The same desk behind a real server, new for each test."""
    with serving(build_app(desk.folder, Settings(folder=desk.folder, hosts=(*LOOPBACK,)))) as address:
        yield address


def reviews(desk):
    return [d for d in desk.contents().decisions if d.kind != "admin"]


def current(page):
    return page.get_attribute("#item", "data-claim")


def press_and_wait(page, key):
    before = current(page)
    page.wait_for_selector("#item:not([data-fresh])")
    page.keyboard.press(key)
    page.wait_for_function("id => document.getElementById('item').dataset.claim !== id", arg=before)
    page.wait_for_selector("#item:not([data-fresh])")


def at_rest(page):
    """The desk has taken all that was sent, and the claim takes keys."""
    page.wait_for_function("() => !JSON.parse(localStorage.getItem('trucewatch-outbox') || '[]').length")
    page.wait_for_selector("#item:not([data-fresh])")


@pytest.mark.parametrize("locale", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_queue_passes_axe_and_fits_the_screen(opened, locale, scheme, width):
    page = opened("analyst", locale=locale, color_scheme=scheme, viewport={"width": width, "height": 900})
    for path in ("/queue", "/queue/progress"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        for details in page.query_selector_all("details:not(.menu)"):
            details.evaluate("d => { d.open = true; }")
        assert (path, violations(page)) == (path, [])
        assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.foreign == []
    assert page.faults == []


def test_a_whole_queue_is_reviewed_by_keyboard_alone(opened, desk):
    page = opened("analyst")
    page.goto("/queue")
    first = current(page)
    press_and_wait(page, "a")
    second = current(page)
    page.keyboard.press("r")
    page.keyboard.type("a rumour")
    press_and_wait(page, "Enter")
    third = current(page)
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.name") == "type"
    page.select_option("select[name=stance]", "denied")
    page.focus("input[name=reason]")
    page.keyboard.type("he denies it")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.wait_for_selector("#item:not([data-claim])")
    at_rest(page)
    made = [(d.kind, d.subjects[0], d.reason) for d in reviews(desk)]
    assert made == [
        ("accept", first, ""), ("reject", second, "a rumour"), ("correct", third, "he denies it"),
    ]  # fmt: skip
    assert page.faults == []


def test_next_and_help_have_keys_too(opened):
    page = opened("analyst")
    page.goto("/queue")
    press_and_wait(page, "n")
    page.keyboard.press("?")
    assert page.is_visible("#help")
    assert violations(page) == []
    before = current(page)
    page.keyboard.press("a")  # keys do nothing behind the help
    page.keyboard.press("Escape")
    assert not page.is_visible("#help")
    assert current(page) == before


def test_the_keys_lie_where_they_are_on_an_arabic_keyboard_too(opened, desk):
    page = opened("analyst", locale="ar")
    page.goto("/queue")
    before = current(page)
    page.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'ش', code: 'KeyA', bubbles: true}))")
    page.wait_for_function("id => document.getElementById('item').dataset.claim !== id", arg=before)
    at_rest(page)
    assert [d.kind for d in reviews(desk)] == ["accept"]
    page.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', {key: '؟', code: 'Slash', bubbles: true}))")
    assert page.is_visible("#help")


def test_keys_that_are_typed_into_a_field_are_letters(opened, desk):
    page = opened("analyst")
    page.goto("/queue")
    page.focus("input[name=reason]")
    page.keyboard.type("a rumour can not run")
    assert page.input_value("input[name=reason]") == "a rumour can not run"
    assert reviews(desk) == []


def test_words_selected_in_the_report_become_the_words_of_a_field(opened, desk):
    page = opened("analyst")
    page.goto("/queue")
    while "Six shells" not in page.inner_text("#report"):
        press_and_wait(page, "n")
    page.evaluate(
        """() => {
        const report = document.getElementById('report');
        const walker = document.createTreeWalker(report, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf('12 people');
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at); range.setEnd(node, at + 2);
            getSelection().removeAllRanges(); getSelection().addRange(range);
        }
        // The browser tells of it later; this tells of it now.
        document.dispatchEvent(new Event('selectionchange'));}"""
    )
    page.click("details.more summary")
    page.click(".field[data-field=killed] button.take")
    assert page.input_value("input[name='killed.words']") == "12"
    page.fill("input[name=killed]", "12")
    page.fill("input[name=reason]", "the doctor's number")
    before = current(page)
    page.click("button[value=correct]")
    page.wait_for_function("id => document.getElementById('item').dataset.claim !== id", arg=before)
    at_rest(page)
    (decision,) = reviews(desk)
    start = SENTENCES[1].index("12 people")
    assert decision.payload["set"] == {"killed": f"12@{start}-{start + 2}"}


def test_a_decision_made_without_a_connection_goes_out_when_it_is_back(opened, desk):
    page = opened("analyst", locale="en")
    page.goto("/queue")
    claim = current(page)
    page.context.set_offline(True)
    page.keyboard.press("a")
    page.wait_for_selector("#outbox:not([hidden])")
    assert reviews(desk) == []
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_selector("#outbox[hidden]", state="attached")
    at_rest(page)
    assert [(d.kind, d.subjects) for d in reviews(desk)] == [("accept", (claim,))]


def test_a_decision_that_came_too_late_is_not_lost_but_shown_with_the_way_to_both(opened, desk):
    page = opened("analyst", locale="en")
    page.goto("/queue")
    claim = current(page)
    page.context.set_offline(True)
    page.keyboard.press("a")
    page.wait_for_selector("#outbox:not([hidden])")
    review(desk, "reject", claim, Edit(by="verifier", at=now(), expects=0, reason="a rumour"))
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_selector("#outbox a")
    page.click("#outbox a")
    page.wait_for_url(f"**/queue/{claim}")
    page.wait_for_selector(".conflict")
    assert "a rumour" in page.inner_text(".conflict")
    assert [d.by for d in reviews(desk)] == ["verifier"]
    page.click(".conflict >> text=Record mine after theirs")
    page.wait_for_selector(".conflict", state="detached")
    assert [d.by for d in reviews(desk)] == ["verifier", "analyst"]


def test_of_two_people_on_one_claim_the_slower_sees_both_edits(opened, desk):
    one, other = opened("analyst", locale="en"), opened("verifier", locale="en")
    one.goto("/queue")
    path = f"/queue/{current(one)}"
    other.goto(path)
    assert "analyst is at work on this one" in other.inner_text("#item")
    other.fill("input[name=reason]", "a rumour")
    other.click("#decide button[value=reject]")
    other.wait_for_function("id => document.getElementById('item').dataset.claim !== id", arg=current(one))
    other.wait_for_load_state("networkidle")
    one.keyboard.press("a")
    # The one who was slower is at the next claim by now, and is led back to where both can be seen.
    one.click("#outbox a")
    one.wait_for_selector(".conflict")
    assert "a rumour" in one.inner_text(".conflict")
    assert violations(one) == []
    assert [d.by for d in reviews(desk)] == ["verifier"]
    one.click(".conflict button[value=accept]")
    one.wait_for_selector(".conflict", state="detached")
    assert [d.by for d in reviews(desk)] == ["verifier", "analyst"]


def test_the_queue_works_without_scripts(opened, desk):
    page = opened("analyst", java_script_enabled=False)
    page.goto("/queue")
    claim = current(page)
    page.fill("input[name=reason]", "shorter words")
    page.select_option("select[name=stance]", "alleged")
    page.click("button[value=correct]")
    page.wait_for_url("**/queue")
    assert current(page) != claim
    assert reviews(desk)[0].kind == "correct"
