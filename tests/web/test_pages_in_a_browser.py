"""Every page in a real browser: nobody is kept out by how it is drawn, nothing leaves the host, nothing breaks."""

from __future__ import annotations

import hashlib

import pytest

from tests.ledger.conftest import BODY

REPORT = hashlib.sha256(BODY.encode()).hexdigest()
PAGES = (
    "/", "/password", "/reports", "/search", "/search?q=truck", "/search?q=truck&of=reports",
    "/admin/users", "/admin/tokens", "/admin/sources",
    "/admin/sources/reports?source=Example%20agency", "/admin/versions", "/admin/audit", "/nothing/here",
    f"/redact/{REPORT}",
)  # fmt: skip
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")


def violations(page):
    found = axe.Axe().run(page).response["violations"]
    return [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found]


@pytest.mark.parametrize("locale", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_pass_axe_fit_the_screen_and_ask_nobody_else(opened, locale, scheme, width):
    page = opened("admin", locale=locale, color_scheme=scheme, viewport={"width": width, "height": 900})
    for path in PAGES:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert (path, violations(page)) == (path, [])
        assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, width)
        assert page.evaluate("document.documentElement.dir") == ("rtl" if locale == "ar" else "ltr")
    assert page.foreign == []
    assert [f for f in page.faults if "404" not in f] == []


def test_the_page_to_sign_in_passes_axe(opened):
    page = opened(None, viewport={"width": 390, "height": 800})
    page.goto("/sign-in")
    assert violations(page) == []


def test_a_user_signs_in_and_out_by_keyboard_alone(opened):
    page = opened(None)
    page.goto("/sign-in")
    page.keyboard.type("viewer")
    page.keyboard.press("Tab")
    page.keyboard.type("quiet river stones")
    page.keyboard.press("Enter")
    page.wait_for_url("**/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.click("summary")
    page.click("text=Sign out")
    page.wait_for_url("**/sign-in")
    page.goto("/")
    assert "/sign-in" in page.url


def test_an_administrator_makes_a_user_who_then_chooses_a_password(opened):
    page = opened("admin")
    page.goto("/admin/users")
    page.fill("input[name=name] >> nth=-1", "nadia")
    page.select_option("select[name=role] >> nth=-1", "analyst")
    page.click("text=Create")
    password = page.inner_text(".secret")
    other = opened(None)
    other.goto("/sign-in")
    other.fill("input[name=name]", "nadia")
    other.fill("input[name=password]", password)
    other.click("button.primary")
    other.wait_for_url("**/password")
    other.fill("input[name=old]", password)
    other.fill("input[name=new]", "seven calm days")
    other.fill("input[name=again]", "seven calm days")
    other.click("button.primary")
    other.wait_for_url("**/?said=password_changed")
    assert "analyst" in other.inner_text(".who")
    assert other.locator("nav.places >> text=Admin").count() == 0


def test_choosing_arabic_turns_the_page_round_and_stays(opened):
    page = opened("monitor", locale="en")
    page.goto("/reports")
    page.click("text=العربية")
    page.wait_for_url("**/reports")
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    box = page.locator(".mark").bounding_box()
    assert box["x"] > page.viewport_size["width"] / 2
    page.click("text=English")
    page.wait_for_url("**/reports")


def test_a_report_written_without_a_connection_goes_out_when_it_is_back(opened):
    page = opened("monitor", locale="en")
    page.goto("/reports")
    page.context.set_offline(True)
    page.fill("textarea[name=text]", "Shells fell near the bakery, a neighbour said.")
    page.fill("input[name=place]", "Homs")
    page.click("form[action='/reports/field'] button")
    page.wait_for_selector("#outbox:not([hidden])")
    assert "1" in page.inner_text("#outbox")
    assert page.input_value("textarea[name=text]") == ""
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_selector("#outbox[hidden]", state="attached")
    page.goto("/reports")
    assert page.locator("#sent tbody tr").count() == 1
    assert page.evaluate("localStorage.getItem('trucewatch-outbox')") == "[]"


def test_a_session_that_is_over_loses_nothing_that_was_written(opened, served):
    page = opened("monitor", locale="en")
    page.goto("/reports")
    page.context.clear_cookies()
    page.fill("textarea[name=text]", "Nine trucks waited at the bridge, a driver said.")
    page.click("form[action='/reports/field'] button")
    page.wait_for_selector("#outbox a")
    assert "signed out" in page.inner_text("#outbox")
    page.click("#outbox a")
    page.fill("input[name=name]", "monitor")
    page.fill("input[name=password]", "quiet river stones")
    page.click("button.primary")
    page.wait_for_url("**/reports")
    page.wait_for_function("() => localStorage.getItem('trucewatch-outbox') === '[]'")


def test_what_waits_in_the_outbox_goes_out_as_whoever_wrote_it_and_once(opened):
    page = opened("monitor", locale="en")
    page.goto("/reports")
    entry = page.evaluate(
        """() => {
        const fields = [['client_id', 'written-by-another'], ['text', 'Not mine.'], ['happened_on', '2016-09-14']];
        localStorage.setItem('trucewatch-outbox', JSON.stringify(
            [{id: 'written-by-another', user: 'verifier', action: '/reports/field', fields}]));
        return localStorage.getItem('trucewatch-outbox');}"""
    )
    page.reload()
    # The outbox is at work: what this one writes goes out.
    page.fill("textarea[name=text]", "Shells fell near the mill, a neighbour said.")
    page.click("form[action='/reports/field'] button")
    page.wait_for_url("**/reports?said=sent")
    assert page.evaluate("localStorage.getItem('trucewatch-outbox')") == entry
    assert "field-report-2016-09-14" not in page.inner_text("#sent")


def test_pages_work_without_scripts(opened):
    page = opened("monitor", java_script_enabled=False)
    page.goto("/reports")
    page.fill("textarea[name=text]", "Two trucks waited at the bridge.")
    page.click("form[action='/reports/field'] button")
    page.wait_for_url("**/reports?said=sent")
    assert page.locator("#sent tbody tr").count() >= 1
