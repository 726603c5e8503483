"""A finding has a standard of proof; one that rests on restricted reports shows in no public picture."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.desk.conftest import AS_OF, AT, SECRET, decide
from trucewatch.desk.picture import Picture
from trucewatch.desk.pictures import Pictures
from trucewatch.desk.signing import make_finding, make_grade, rests_on_restricted
from trucewatch.errors import UsageError
from trucewatch.ledger.desk import Desk
from trucewatch.model.decision import STANDARDS
from trucewatch.model.incident import Incident


@pytest.fixture
def pictures(desk: Desk) -> Iterator[Pictures]:
    opened = Pictures(desk, lambda: AS_OF)
    yield opened
    opened.close()


def of_the_secret(picture: Picture) -> Incident:
    secret = next(d.document_id for d in picture.situation.documents if d.path == SECRET)
    hidden = {c.claim_id for c in picture.situation.claims if c.document_id == secret}
    return next(i for i in picture.situation.incidents if hidden & set(i.claim_ids))


def told_by_many(picture: Picture) -> Incident:
    return max(picture.situation.incidents, key=lambda i: (not rests_on_restricted(picture, i), len(i.claim_ids)))


def assessed(pictures: Pictures, projection: str) -> list[str]:
    return [a for i in pictures.get(projection).picture.situation.incidents for a in i.assessed]


def test_a_public_finding_is_seen_by_all_and_is_in_the_brief(desk: Desk, pictures: Pictures) -> None:
    whole = pictures.get("all").picture
    incident = told_by_many(whole)
    desk.decide(make_finding(whole, incident, "Aircraft hit it.", STANDARDS[1], "video", True, "amal", AT))
    (sentence,) = assessed(pictures, "public")
    assert sentence.startswith("Aircraft hit it (to the standard: reasonable grounds to believe; signed by amal")
    cards = pictures.get("public").picture.brief.incidents
    assert [c.assessed for c in cards if c.assessed] == [sentence]


def test_a_finding_on_restricted_reports_is_in_no_public_picture(desk: Desk, pictures: Pictures) -> None:
    whole = pictures.get("all").picture
    incident = of_the_secret(whole)
    assert rests_on_restricted(whole, incident)
    desk.decide(make_finding(whole, incident, "Shells hit it.", STANDARDS[0], "the nurse", False, "amal", AT))
    assert len(assessed(pictures, "all")) == 1
    assert assessed(pictures, "public") == []


def test_what_only_restricted_reports_tell_cannot_be_found_in_public(desk: Desk, pictures: Pictures) -> None:
    whole = pictures.get("all").picture
    incident = of_the_secret(whole)
    told = {c.document_id for c in whole.situation.claims if c.claim_id in incident.claim_ids}
    if told <= whole.restricted:
        with pytest.raises(UsageError, match="cannot be public"):
            make_finding(whole, incident, "Shells hit it.", STANDARDS[0], "the nurse", True, "amal", AT)
    else:
        decision = make_finding(whole, incident, "Shells hit it.", STANDARDS[0], "the nurse", True, "amal", AT)
        assert set(decision.subjects) < set(incident.claim_ids)


def test_a_withdrawn_finding_is_gone_from_the_brief(desk: Desk, pictures: Pictures) -> None:
    whole = pictures.get("all").picture
    finding = make_finding(whole, told_by_many(whole), "Aircraft hit it.", STANDARDS[1], "video", True, "amal", AT)
    number = desk.decide(finding)
    decide(desk, "withdraw", f"decision:{number}")
    assert assessed(pictures, "public") == []


@pytest.mark.parametrize(
    ("found", "standard", "why"), [("", STANDARDS[0], "v"), ("x", "a hunch", "v"), ("x", STANDARDS[0], " ")]
)
def test_a_finding_without_words_standard_or_basis_is_refused(
    pictures: Pictures, found: str, standard: str, why: str
) -> None:
    whole = pictures.get("all").picture
    with pytest.raises(UsageError):
        make_finding(whole, told_by_many(whole), found, standard, why, True, "amal", AT)


def test_a_grade_is_one_of_the_scale(desk: Desk, pictures: Pictures) -> None:
    whole = pictures.get("all").picture
    incident = told_by_many(whole)
    with pytest.raises(UsageError, match="is no grade"):
        make_grade(whole, incident, "certain", "seen", True, "amal", AT)
    made = make_grade(whole, incident, "contested", "two stories", True, "amal", AT)
    desk.decide(made)
    judged = pictures.get("public").picture.incidents[incident.incident_id].judged
    signature = f"signed by amal on 2016-09-21, decision {made.name}"
    assert judged == (f"Graded contested by a person: two stories ({signature}).",)
