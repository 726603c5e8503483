"""The queue over a link that is slow, drops, or loses answers: a reader goes on, and nothing is lost or doubled."""

from __future__ import annotations

import pytest

from trucewatch.desk.queue import take_ahead, take_next
from trucewatch.service.clock import now

from .test_pages_in_a_browser import violations
from .test_queue_in_a_browser import at_rest, current, desk, press_and_wait, reviews, served  # noqa: F401

SLOW = {"offline": False, "latency": 800, "downloadThroughput": 6_000, "uploadThroughput": 3_000}
"""A satellite telephone: nearly a second each way, 48 kbit/s down, 24 kbit/s up."""


def start(opened):
    """A reader at the queue who has the two claims that come next."""
    page = opened("analyst", locale="en")
    page.goto("/queue")
    page.wait_for_selector("#queue[data-ahead='2']")
    return page


def test_the_next_claim_is_there_before_the_desk_has_answered(opened, desk):  # noqa: F811
    page = start(opened)
    first, held = current(page), []
    page.route(f"**/queue/{first}", lambda route: held.append(route))
    press_and_wait(page, "a")
    assert (len(held), reviews(desk)) == (1, [])
    assert page.evaluate("document.activeElement.tagName") == "H1"
    held[0].continue_()
    at_rest(page)
    assert [d.subjects for d in reviews(desk)] == [(first,)]


def test_without_a_connection_the_reader_goes_on_and_is_told_when_nothing_is_left(opened, desk):  # noqa: F811
    page = start(opened)
    page.context.set_offline(True)
    page.wait_for_selector("#outbox:not([hidden])")
    assert "No connection. You can go on" in page.inner_text("#outbox")
    read = [current(page)]
    for _ in range(2):
        press_and_wait(page, "a")
        read.append(current(page))
    page.keyboard.press("a")
    page.wait_for_selector("#item[data-waiting]")
    assert "Your decision is kept" in page.inner_text("h1")
    assert violations(page) == []
    page.wait_for_function("() => document.getElementById('outbox').innerText.endsWith('3')")
    assert reviews(desk) == []
    page.context.set_offline(False)
    page.wait_for_selector("#item:not([data-waiting])")
    at_rest(page)
    assert "Nothing is left to review" in page.inner_text("h1")
    assert [d.subjects[0] for d in reviews(desk)] == read
    assert page.is_hidden("#outbox")


def test_what_waits_survives_closing_the_page(opened, desk):  # noqa: F811
    page = start(opened)
    first = current(page)
    page.context.set_offline(True)
    press_and_wait(page, "a")
    other = page.context.new_page()
    page.close()
    page.context.set_offline(False)
    other.goto("/search")
    other.wait_for_function("() => localStorage.getItem('trucewatch-outbox') === '[]'")
    assert [d.subjects[0] for d in reviews(desk)] == [first]


def test_an_answer_that_was_lost_doubles_nothing(opened, desk):  # noqa: F811
    page = start(opened)
    first, asked = current(page), []

    def lose(route):
        asked.append(route.fetch().status)
        if len(asked) == 1:
            route.abort()
        else:
            route.fulfill(status=204)

    page.route(f"**/queue/{first}", lose)
    press_and_wait(page, "a")
    page.wait_for_selector("#outbox:not([hidden])")
    page.evaluate("dispatchEvent(new Event('online'))")
    at_rest(page)
    assert asked == [204, 204]
    assert [d.subjects[0] for d in reviews(desk)] == [first]


def test_over_a_slow_link_every_decision_arrives_once_and_in_order(opened, desk):  # noqa: F811
    page = start(opened)
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    read = []
    for _ in range(2):
        read.append(current(page))
        press_and_wait(page, "a")
    at_rest(page)
    assert [d.subjects[0] for d in reviews(desk)] == read
    assert page.faults == []


def test_a_correction_that_came_too_late_is_shown_as_it_was_written_with_the_other_beside_it(opened, desk):  # noqa: F811
    from trucewatch.desk.review import Edit, review

    page = start(opened)
    claim = current(page)
    page.context.set_offline(True)
    page.select_option("select[name=stance]", "denied")
    page.fill("input[name=reason]", "he denies it")
    page.click("button[value=correct]")
    page.wait_for_function("id => document.getElementById('item').dataset.claim !== id", arg=claim)
    review(desk, "reject", claim, Edit(by="verifier", at=now(), expects=0, reason="a rumour"))
    page.context.set_offline(False)
    page.click("#outbox a")
    page.wait_for_selector(".conflict")
    told = page.inner_text(".conflict")
    assert "a rumour" in told
    assert "he denies it" in told
    assert "denied" in told
    assert page.evaluate("localStorage.getItem('trucewatch-refused')") == "[]"


def test_a_key_that_is_held_down_decides_one_claim(opened, desk):  # noqa: F811
    page = start(opened)
    first = current(page)
    page.keyboard.down("a")
    for _ in range(5):
        page.keyboard.down("a")
    page.keyboard.up("a")
    page.wait_for_function("id => document.getElementById('item').dataset.claim !== id", arg=first)
    at_rest(page)
    assert [d.subjects[0] for d in reviews(desk)] == [first]


@pytest.mark.parametrize("others", [False, True])
def test_what_is_fetched_ahead_leaves_enough_for_others_who_are_at_work(desk, others):  # noqa: F811
    mine = take_next(desk, "analyst", now())
    assert mine is not None
    if others:
        theirs = take_next(desk, "verifier", now())
        assert theirs is not None
        assert theirs.claim.claim_id != mine.claim.claim_id
    ahead = take_ahead(desk, "analyst", now(), [mine.claim.claim_id])
    assert (ahead is None) == others
    if ahead:
        assert ahead.claim.claim_id != mine.claim.claim_id
        assert take_ahead(desk, "analyst", now(), [mine.claim.claim_id, ahead.claim.claim_id]) is not None
