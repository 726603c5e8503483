"""The queue: one claim after the other; nothing is lost when two people decide at once."""

from __future__ import annotations

import dataclasses
import re

import pytest

from tests.ledger.conftest import AT, VERSIONS, make_claims, make_document
from trucewatch.desk.roles import ROLES
from trucewatch.ledger.desk import create_desk
from trucewatch.model.claim import Quantity, claim_id
from trucewatch.model.span import Span
from trucewatch.server import build_app

from .conftest import PASSWORD, Visitor, make_people

SENTENCES = (
    "Twelve trucks waited at the crossing on Tuesday, the agency said.",
    "Six shells hit the market on Monday and 12 people were killed, a doctor said.",
    "Ten trucks waited at the bridge <script>alert(1)</script> on Sunday, drivers said.",
)


def add_reports(desk, sentences=SENTENCES):
    """A report and one claim for each sentence, none of them of the random tenth."""
    for n, body in enumerate(sentences):
        raw, document = make_document(body, f"report-{n}.txt")
        for salt in range(100):
            span = Span.of(body, 0, 30)
            given = claim_id(document.document_id, span, "access", "aid_waiting", (), [n, salt], "test@1")
            if int(given.removeprefix("sha256:")[:8], 16) % 10 and _drawn(given):
                break
        number = Quantity(what="trucks", span=Span.of(body, 0, body.index(" ")), low=12, high=12)
        claim = dataclasses.replace(make_claims(document)[0], claim_id=given, span=span, quantities=(number,))
        desk.add(raw, document, (claim,), VERSIONS, AT)


def _drawn(given):
    import hashlib

    return int.from_bytes(hashlib.sha256(given.encode()).digest()[:4]) % 10 != 0


@pytest.fixture
def desk(tmp_path):
    desk = create_desk(tmp_path / "desk")
    add_reports(desk)
    make_people(desk)
    return desk


@pytest.fixture
def enter(desk):
    app = build_app(desk.folder)

    def enter(name):
        visitor = Visitor(app, follow_redirects=False)
        visitor.page("/sign-in")
        visitor.submit("/sign-in", {"name": name, "password": PASSWORD})
        return visitor

    return enter


def claim_of(answer):
    return re.search(r'data-claim="([^"]+)"', answer.text)[1]


def form_of(answer):
    """What the form of a claim holds, as a browser would post it."""
    import html

    form = re.search(r'<form class="claim".*?</form>', answer.text, re.DOTALL)[0]
    fields = dict(re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', form))
    for select in re.findall(r'<select[^>]*name="([^"]+)">(.*?)</select>', form, re.DOTALL):
        fields[select[0]] = re.search(r'value="([^"]+)" selected', select[1])[1]
    return {name: html.unescape(value) for name, value in fields.items()}


def decide(visitor, answer, act, **changes):
    return visitor.submit(f"/queue/{claim_of(answer)}", {**form_of(answer), "act": act, **changes})


def test_the_queue_is_for_those_who_review(enter):
    may = {role: enter(role).get("/queue").status_code for role in ROLES}
    assert may == {"viewer": 403, "monitor": 403, "analyst": 200, "verifier": 200, "admin": 200}


def test_two_reviewers_are_given_different_claims_and_see_who_holds_what(enter):
    one, other = enter("analyst"), enter("verifier")
    mine, theirs = one.page("/queue"), other.page("/queue")
    assert claim_of(mine) != claim_of(theirs)
    assert claim_of(one.page("/queue")) == claim_of(mine)
    held = one.get(f"/queue/{claim_of(theirs)}").text
    assert "<bdi>verifier</bdi> is at work on this one." in held
    assert "verifier" in one.get("/queue/progress").text


def test_accepting_records_a_decision_of_the_user_and_leads_on(enter, desk):
    analyst = enter("analyst")
    page = analyst.page("/queue")
    assert decide(analyst, page, "accept").headers["location"] == "/queue"
    (decision,) = [d for d in desk.contents().decisions if d.kind == "accept"]
    assert (decision.by, decision.subjects) == ("analyst", (claim_of(page),))
    assert claim_of(analyst.page("/queue")) != claim_of(page)


def test_who_decides_cannot_be_chosen_in_the_form(enter, desk):
    analyst = enter("analyst")
    decide(analyst, analyst.page("/queue"), "accept", by="verifier", name="verifier")
    assert [d.by for d in desk.contents().decisions if d.kind == "accept"] == ["analyst"]


def test_htmx_and_scripts_get_the_next_claim_in_the_answer(enter):
    analyst = enter("analyst")
    page = analyst.page("/queue")
    answer = analyst.post(
        f"/queue/{claim_of(page)}",
        data={**form_of(page), "act": "accept"},
        headers={"HX-Request": "true", "X-CSRF-Token": analyst.csrf},
    )
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert claim_of(answer) != claim_of(page)


def test_a_rejection_and_a_correction_need_a_reason_and_what_was_typed_stays(enter, desk):
    analyst = enter("analyst")
    page = analyst.page("/queue")
    answer = decide(analyst, page, "correct", stance="denied")
    assert (answer.status_code, "needs a reason" in answer.text) == (422, True)
    assert form_of(answer)["stance"] == "denied"
    assert decide(analyst, page, "reject").status_code == 422
    assert not [d for d in desk.contents().decisions if d.kind in ("reject", "correct")]
    assert decide(analyst, page, "correct", stance="denied", reason="he denies it").status_code == 303


def test_a_changed_form_is_not_accepted_by_mistake(enter, desk):
    analyst = enter("analyst")
    answer = decide(analyst, analyst.page("/queue"), "accept", stance="denied")
    assert (answer.status_code, "press Correct" in answer.text) == (422, True)
    assert not [d for d in desk.contents().decisions if d.kind == "accept"]


def test_a_number_that_the_report_does_not_say_is_refused(enter):
    analyst = enter("analyst")
    page = analyst.page("/queue")
    number = re.search(r"Twelve|Six|Ten", page.text)[0]
    missing = decide(analyst, page, "correct", reason="x", killed="99", **{"killed.words": "ninety-nine"})
    assert (missing.status_code, "does not have the words" in missing.text) == (422, True)
    wordless = decide(analyst, page, "correct", reason="x", killed="99", **{"killed.words": ""})
    assert (wordless.status_code, "which words of the report" in wordless.text) == (422, True)
    assert decide(analyst, page, "correct", reason="x", killed="12", **{"killed.words": number}).status_code == 303


def test_of_two_edits_the_later_one_is_not_recorded_and_both_are_shown(enter, desk):
    one, other = enter("analyst"), enter("verifier")
    path = f"/queue/{claim_of(one.page('/queue'))}"
    mine, theirs = one.page(path), other.page(path)
    assert decide(other, theirs, "reject", reason="a rumour").status_code == 303
    answer = decide(one, mine, "correct", stance="alleged", reason="only one source")
    assert answer.status_code == 409
    assert "a rumour" in answer.text
    assert "only one source" in answer.text
    assert [d.kind for d in desk.contents().decisions if d.kind != "admin"] == ["reject"]
    conflict = re.search(r'<section class="conflict".*?</section>', answer.text, re.DOTALL)[0]
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', conflict))
    assert one.submit(path, {**fields, "act": "correct"}).status_code == 303
    assert [d.kind for d in desk.contents().decisions if d.kind != "admin"] == ["reject", "correct"]


def test_a_decision_sent_twice_is_recorded_once(enter, desk):
    analyst = enter("analyst")
    page = analyst.page("/queue")
    for _ in range(3):
        assert decide(analyst, page, "accept").status_code == 303
    assert [d.kind for d in desk.contents().decisions if d.kind != "admin"] == ["accept"]


def test_next_leaves_a_claim_to_others_until_all_are_seen(enter):
    analyst = enter("analyst")
    seen = []
    for _ in SENTENCES:
        page = analyst.page("/queue")
        seen.append(claim_of(page))
        analyst.submit(f"/queue/{claim_of(page)}/next")
    assert len(set(seen)) == len(SENTENCES)
    assert "You left 3 claims for later." in analyst.get("/queue").text
    assert claim_of(analyst.get("/queue")) in seen


def test_what_a_report_says_is_text_and_nothing_else(enter):
    analyst = enter("analyst")
    shown = ""
    for _ in SENTENCES:
        page = analyst.page("/queue")
        shown += page.text
        analyst.submit(f"/queue/{claim_of(page)}/next")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in re.sub(r"</?mark[^>]*>", "", shown)
    assert "<script>alert" not in shown


def test_a_claim_that_there_is_not_says_so(enter):
    assert enter("analyst").get("/queue/sha256:0").status_code == 404


def test_a_form_without_the_decision_that_it_follows_is_refused(enter):
    analyst = enter("analyst")
    page = analyst.page("/queue")
    assert decide(analyst, page, "accept", expects="x").status_code == 422
