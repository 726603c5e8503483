"""The pages of a picture in a real browser: for everybody, by keyboard, without script, asking nobody else."""

from __future__ import annotations

import pytest

from tests.web.dossier import DAY, folder  # noqa: F401  # a fixture
from tests.web.test_pages_in_a_browser import violations
from trucewatch.ledger.desk import open_desk
from trucewatch.ledger.releases import list_releases
from trucewatch.model.decision import standing

ASKED = f"?as_of={DAY}"
PAGES = (
    "/incidents", f"/incidents{ASKED}", f"/map{ASKED}", f"/timeline{ASKED}", f"/unknowns{ASKED}", f"/compliance{ASKED}",
    f"/compliance/calm{ASKED}", f"/compliance/changes{ASKED}", f"/access{ASKED}", "/publish",
    f"/publish/preview{ASKED}",
)  # fmt: skip


def first_incident(page):
    page.goto("/incidents")
    return page.locator("tbody th a").first.get_attribute("href")


def settled(page):
    page.wait_for_load_state("networkidle")
    if page.locator("#leaflet").count():
        page.wait_for_selector("#leaflet[data-ready]")


@pytest.mark.parametrize("locale", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_pass_axe_fit_the_screen_and_ask_nobody_else(opened, locale, scheme, width):
    page = opened("verifier", locale=locale, color_scheme=scheme, viewport={"width": width, "height": 900})
    incident = first_incident(page)
    page.goto(incident)
    source = page.locator(".words a.w").first.get_attribute("href")
    for path in (*PAGES, incident, source):
        page.goto(path)
        settled(page)
        page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        assert (path, violations(page)) == (path, [])
        assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, width)
        assert page.evaluate("document.documentElement.dir") == ("rtl" if locale == "ar" else "ltr")
    assert page.foreign == []
    assert page.faults == []


def tab_to(page, selector, most=200):
    """Move the focus by the Tab key until it is on what the selector names."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"the Tab key does not lead to {selector}")


def test_a_finding_is_signed_by_keyboard_alone_and_taken_back(opened, folder):  # noqa: F811
    page = opened("verifier", locale="en")
    incident = first_incident(page)
    page.goto(incident)
    tab_to(page, "details.form:last-of-type > summary")
    page.keyboard.press("Enter")
    tab_to(page, "textarea[name=found]", 3)
    page.keyboard.type("The convoy was hit from the air.")
    tab_to(page, "input[name=standard]", 3)
    page.keyboard.press("ArrowDown")
    tab_to(page, "details.form:last-of-type textarea[name=reason]", 3)
    page.keyboard.type("Craters and video.")
    tab_to(page, "button.primary", 4)
    page.keyboard.press("Enter")
    page.wait_for_selector(".said-now")
    assert "reasonable grounds to believe; signed by verifier" in page.inner_text("dl.facts")
    page.click("text=Take back decision")
    page.fill(".deeds input[name=reason]", "a mistake")
    page.click(".deeds button")
    page.wait_for_selector(".deeds .gone")
    assert "no reviewer has signed a finding" in page.inner_text("dl.facts")
    assert [d.kind for _, d in standing(open_desk(folder).contents().decisions) if d.kind == "finding"] == []
    assert page.faults == []


def test_the_slider_goes_through_the_days_by_keyboard_and_the_verdicts_follow(opened):
    page = opened("viewer", locale="en")
    page.goto(f"/compliance{ASKED}")
    tab_to(page, "input[type=range]", 30)
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    page.wait_for_url("**as_of=2016-09-16*")
    assert page.input_value("input[name=as_of]") == "2016-09-16"
    page.goto("/compliance?as_of=2016-09-13")
    early = page.inner_text("table.verdicts tbody tr:first-child td:nth-of-type(1)")
    page.goto(f"/compliance{ASKED}")
    late = page.inner_text("table.verdicts tbody tr:first-child td:nth-of-type(1)")
    assert "apparently violated" in late
    assert early != late


def test_without_script_every_page_says_the_same_and_a_decision_can_be_taken(opened):
    page = opened("analyst", locale="en", java_script_enabled=False)
    page.goto(f"/map{ASKED}")
    assert page.locator("#drawn svg circle").count() > 2
    assert not page.locator("#leaflet").is_visible()
    assert page.locator(".placelist li a").count() > 2
    page.goto("/compliance")
    page.fill("input[name=as_of]", DAY)
    page.click("form.asof button")
    assert "apparently violated" in page.inner_text("table.verdicts")
    page.goto(first_incident(page))
    page.click("text=Grade it yourself")
    page.select_option("select[name=grade]", "contested")
    page.fill("form[action$='/grade'] textarea", "two stories that exclude each other")
    page.click("form[action$='/grade'] button")
    page.wait_for_url("**said=recorded")
    assert "Graded contested by a person" in page.inner_text("dl.facts")


def test_the_map_draws_what_is_known_how_exactly_and_no_mark_in_the_middle_of_an_area(opened):
    page = opened("viewer", locale="en", viewport={"width": 1280, "height": 900})
    page.goto(f"/map{ASKED}")
    settled(page)
    known = page.evaluate("fetch(document.getElementById('leaflet').dataset.places).then(r => r.json())")["features"]
    towns = [f for f in known if f["properties"]["precision"] == 1]
    assert {f["geometry"]["type"] for f in known if f["properties"]["precision"] == 3} <= {"MultiPolygon", "Point"}
    assert all(f["properties"]["radius_m"] >= 1500 for f in known)
    drawn = page.evaluate(
        """() => [...document.querySelectorAll('.leaflet-marker-icon')].reduce(
            (n, m) => n + (m.classList.contains('many') ? Number(m.textContent) : 1), 0)"""
    )
    assert drawn == len(towns)
    page.click(".spot.many >> nth=0")
    page.wait_for_function("() => !document.querySelector('.leaflet-zoom-anim, .leaflet-cluster-anim')")
    page.keyboard.press("Tab")
    page.click(".show-on-map >> nth=1")
    page.wait_for_selector(".leaflet-popup-content a")
    assert page.locator(".leaflet-popup-content strong").inner_text()
    assert page.foreign == []
    assert page.faults == []


def test_words_found_in_any_spelling_lead_to_their_incidents(opened):
    page = opened("viewer", locale="en")
    for words in ("talbisah", "talbiseh", "تلبيسة"):
        page.goto("/incidents")
        page.fill("input[name=q]", words)
        page.keyboard.press("Enter")
        page.wait_for_url("**/incidents?q=*")
        assert "Talbiseh" in page.inner_text("tbody"), words


def test_a_brief_is_looked_at_and_released_in_the_browser(opened, folder):  # noqa: F811
    page = opened("verifier", locale="en")
    page.goto("/publish")
    page.fill("input[name=as_of]", "2016-09-19")
    page.click("button.primary")
    page.wait_for_selector("iframe.brief")
    assert "Where the truce stands" in page.frame_locator("iframe.brief").locator("#standing h2").inner_text()
    assert page.frame_locator("iframe.brief").locator("h1").evaluate("e => getComputedStyle(e).fontSize") != "32px"
    page.fill("textarea[name=reason]", "weekly brief")
    page.click("text=Release it")
    page.wait_for_url("**/publish/released/**")
    assert list_releases(open_desk(folder).engine)[0].release.reason == "weekly brief"
    assert page.faults == []
