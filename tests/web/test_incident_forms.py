"""Deciding about an incident: who may, that it counts once, that nobody is overwritten, that it can be taken back."""

from __future__ import annotations

import re

import pytest

from tests.web.dossier import folder  # noqa: F401  # a fixture
from trucewatch.ledger.desk import open_desk
from trucewatch.model.decision import STANDARDS, standing


@pytest.fixture
def decisions(folder):  # noqa: F811
    """The decisions on reports that stand, read anew at each call."""
    return lambda: [d for _, d in standing(open_desk(folder).contents().decisions) if d.kind != "admin"]


def incidents(visitor):
    return re.findall(r'href="(/incidents/incident-[0-9a-f]+)"', visitor.page("/incidents?said=recorded").text)


def open_incident(visitor, number=0):
    """The path of an incident and the fields that each of its forms carries."""
    path = incidents(visitor)[number]
    text = visitor.page(f"{path}?said=recorded").text
    fields = {"decided": re.search(r'name="decided" value="(\d+)"', text)[1]}
    return path, text, fields


def finding(**changes):
    return {"found": "The depot was hit from the air.", "standard": STANDARDS[1], "reason": "video and craters",
            "public": "true", **changes}  # fmt: skip


def test_a_verifier_signs_a_finding_that_the_page_and_the_brief_then_show(visit, decisions):
    verifier = visit("verifier")
    path, _, fields = open_incident(verifier)
    answer = verifier.submit(f"{path}/finding", finding(**fields))
    assert answer.status_code == 303, answer.text[-900:]
    signed = decisions()[-1]
    assert (signed.kind, signed.by, signed.payload["standard"]) == ("finding", "verifier", STANDARDS[1])
    for who in ("verifier", "viewer"):
        assert "The depot was hit from the air (to the standard: reasonable grounds to believe; signed by verifier" in (
            visit(who).page(f"{path}?said=recorded").text
        )


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("monitor", 403), ("analyst", 403), ("admin", 303)])
def test_only_who_may_sign_findings_does(visit, role, status):
    visitor = visit(role)
    path, _, _ = open_incident(visit("verifier"))
    decided = open_incident(visit("verifier"))[2]
    assert visitor.submit(f"{path}/finding", finding(**decided)).status_code == status


@pytest.mark.parametrize("changes", [{"found": ""}, {"standard": "a hunch"}, {"reason": ""}])
def test_a_form_that_lacks_something_is_refused_with_the_page_and_a_reason(visit, decisions, changes):
    verifier = visit("verifier")
    path, _, fields = open_incident(verifier)
    before = decisions()
    answer = verifier.submit(f"{path}/finding", finding(**fields, **changes))
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert decisions() == before


def test_a_form_sent_twice_counts_once(visit, decisions):
    analyst = visit("analyst")
    path, _, fields = open_incident(analyst, 1)
    form = {"grade": "fair", "reason": "two visits", "client_id": "one-visit", **fields}
    before = len(decisions())
    assert analyst.submit(f"{path}/grade", form).status_code == 303
    assert analyst.submit(f"{path}/grade", form).status_code == 303
    assert len(decisions()) == before + 1


def test_whoever_is_second_learns_who_was_first_and_nothing_is_recorded(visit, decisions):
    one, other = visit("analyst"), visit("verifier")
    path, _, fields = open_incident(one, 2)
    assert one.submit(f"{path}/grade", {"grade": "fair", "reason": "seen it", **fields}).status_code == 303
    before = decisions()
    answer = other.submit(f"{path}/grade", {"grade": "weak", "reason": "hearsay", **fields})
    assert answer.status_code == 409
    assert "analyst: grade (seen it)" in answer.text
    assert decisions() == before
    fresh = open_incident(other, 2)[2]
    assert other.submit(f"{path}/grade", {"grade": "weak", "reason": "hearsay", **fresh}).status_code == 303


def test_two_incidents_become_one_and_two_again(visit):
    analyst = visit("analyst")
    paths = incidents(analyst)
    one, other = (p.rsplit("/", 1)[1] for p in paths[-2:])
    decided = open_incident(analyst)[2]
    answer = analyst.submit("/incidents/link", {"incident": [one, other], "reason": "one strike", **decided})
    assert answer.status_code == 303, answer.text[-600:]
    assert len(incidents(analyst)) == len(paths) - 1
    moved = analyst.page(f"/incidents/{other}?said=recorded")
    page = analyst.page(moved.headers["location"]) if moved.status_code == 303 else moved
    number = re.search(r'name="number" value="(\d+)"', page.text)[1]
    decided = re.search(r'name="decided" value="(\d+)"', page.text)[1]
    back = {"number": number, "decided": decided, "reason": "two after all"}
    assert analyst.submit(f"/incidents/{one}/withdraw", back).status_code == 303
    assert len(incidents(analyst)) == len(paths)


def test_a_claim_is_separated_from_its_incident(visit):
    analyst = visit("analyst")
    path, text, fields = open_incident(analyst)
    claim = re.search(r'name="claim" value="([^"]+)"', text)[1]
    before = len(incidents(analyst))
    form = {"claim": claim, "reason": "another place", **fields}
    assert analyst.submit(f"{path}/separate", form).status_code == 303
    assert len(incidents(analyst)) >= before


def test_two_prints_of_one_report_are_parted_and_joined_again(visit, decisions):
    analyst = visit("analyst")
    path, text, fields = open_incident(analyst)
    form = text[text.index("/other-origin") :]
    reports = re.findall(r'name="report" value="([^"]+)"', form[: form.index("</form>")])
    assert len(reports) >= 2, "the dossier holds a reprint"
    chosen = {"report": reports[:2], "reason": "both sent a reporter"}
    assert analyst.submit(f"{path}/other-origin", {**chosen, **fields}).status_code == 303
    assert decisions()[-1].kind == "other_origin"
    path, _, fields = open_incident(analyst)
    assert analyst.submit(f"{path}/other-origin", {**chosen, **fields}).status_code == 422
    assert analyst.submit(f"{path}/same-origin", {**chosen, **fields}).status_code == 303


def test_an_analyst_cannot_take_a_finding_back_and_a_verifier_can(visit, decisions):
    verifier, analyst = visit("verifier"), visit("analyst")
    path, _, fields = open_incident(verifier, 3)
    assert verifier.submit(f"{path}/finding", finding(**fields)).status_code == 303
    page = verifier.page(f"{path}?said=recorded").text
    number = re.search(r'name="number" value="(\d+)"', page)[1]
    decided = re.search(r'name="decided" value="(\d+)"', page)[1]
    form = {"number": number, "decided": decided, "reason": "mistaken"}
    assert analyst.submit(f"{path}/withdraw", form).status_code == 422
    assert verifier.submit(f"{path}/withdraw", form).status_code == 303
    assert "The depot was hit" not in visit("viewer").page(f"{path}?said=recorded").text


def test_a_form_of_another_session_is_refused(visit):
    analyst = visit("analyst")
    path, _, fields = open_incident(analyst)
    analyst.csrf = "forged"
    assert analyst.submit(f"{path}/grade", {"grade": "fair", "reason": "x", **fields}).status_code == 403


def test_an_id_that_nobody_knows_is_not_found(visit):
    for path in ("/incidents/incident-0000000000000000", "/sources/" + "0" * 64, "/compliance/no-such-term",
                 "/publish/released/" + "0" * 64):  # fmt: skip
        assert visit("viewer").page(path).status_code == 404


@pytest.mark.parametrize("query", ["as_of=yesterday", "as_of=2999-01-01", "since=2016-13-01"])
def test_a_day_that_is_none_is_refused_with_a_sentence(visit, query):
    answer = visit("viewer").page(f"/incidents?{query}")
    assert answer.status_code == 422
    assert "2016-09-19" in answer.text or "future" in answer.text
