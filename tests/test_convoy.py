"""Six accounts of one convoy, from their texts to one incident, in our own sentences from public facts.

The convoy of Urem al-Kubra, 19 September 2016: three rival tolls, an accusation, two denials; and one reprint.
"""

from datetime import date

import pytest

from trucewatch.model.incident import Incident
from trucewatch.pipeline import extract, publish, resolve
from trucewatch.reading import read_document

INSTITUTE = (
    "20 September 2016\n\nFifteen people were killed and 25 were injured when aircraft bombed an aid convoy in Urem"
    " al-Kubra, west of Aleppo, on Monday, the Relief Institute said. Volunteers of the Red Crescent had spent the"
    " afternoon unloading flour and medicine into a warehouse there.\n"
)
ACCOUNTS = {
    "institute.txt": f"Syria Bulletin\n{INSTITUTE}",
    "reprint.txt": f"Morning Paper\n{INSTITUTE}",
    "board.txt": "United Nations\n21 December 2016\n\nA board of inquiry found that an aid convoy in Urem al-Kubra was"
    " attacked from the air on 19 September 2016. At least 10 people were killed and at least 22 were injured,"
    " the board said. The board could not identify who was responsible.\n",
    "commission.txt": "Review of Inquiries\n1 March 2017\n\nThe Commission of Inquiry said that Syrian aircraft"
    " bombed a convoy of 31 trucks carrying aid in Urem al-Kubra on 19 September 2016. At least 14 aid workers were"
    " killed and at least 15 others were wounded, the commission said.\n",
    "washington.txt": "Capital Post\n20 September 2016\n\nThe United States blamed Russia for Monday's air strike on"
    " the aid convoy in Urem al-Kubra, near Aleppo.\n",
    "moscow.txt": "Moscow Wire\n20 September 2016\n\nRussia's Defence Ministry denied that Russian or Syrian planes had"
    " struck the aid convoy in Urem al-Kubra on Monday.\n",
    "damascus.txt": "State Agency\n20 September 2016\n\nThe Syrian army denied reports that its jets had attacked the"
    " humanitarian convoy in Urem al-Kubra on Monday.\n",
}


@pytest.fixture(scope="module")
def incidents() -> tuple[Incident, ...]:
    documents = [read_document(text.encode(), name) for name, text in ACCOUNTS.items()]
    return resolve(documents, extract(documents)).incidents


def test_six_accounts_of_one_convoy_are_one_incident(incidents: tuple[Incident, ...]) -> None:
    (incident,) = incidents
    assert {i for a in incident.accounts for i in a.document_ids} == {
        read_document(text.encode(), name).document_id for name, text in ACCOUNTS.items()
    }


def test_every_toll_stands_with_who_gives_it(incidents: tuple[Incident, ...]) -> None:
    (incident,) = incidents
    assert {(p.value, p.claimants) for p in incident.positions_on("killed")} == {
        ("Fifteen", ("the Relief Institute",)),
        ("At least 10", ("A board of inquiry",)),
        ("At least 14", ("The Commission of Inquiry",)),
    }
    assert {p.value for p in incident.positions_on("injured")} == {"25", "at least 22", "at least 15"}


def test_both_denials_are_shown_and_nobody_who_denies_is_counted_as_a_source(incidents: tuple[Incident, ...]) -> None:
    (incident,) = incidents
    assert set(incident.denied_by) == {"Russia's Defence Ministry", "The Syrian army"}
    assert incident.claimed_by == ()
    assert incident.contradictions[0].startswith("responsibility: denied by ")
    assert "The Syrian army" not in incident.grade_reason
    assert incident.grade == "contested"


def test_a_reprint_is_no_origin_of_its_own(incidents: tuple[Incident, ...]) -> None:
    (incident,) = incidents
    assert len(incident.origins) == 6
    (fifteen,) = (p for p in incident.positions_on("killed") if p.value == "Fifteen")
    assert len(fifteen.origins) == 1


def test_the_brief_is_the_same_in_whatever_order_the_reports_are_given() -> None:
    documents = [read_document(text.encode(), name) for name, text in ACCOUNTS.items()]
    claims = extract(documents)
    ordered = resolve(documents, claims)
    turned = resolve(documents[::-1], claims[::-1])
    assert turned == ordered
    day = date(2017, 3, 2)
    assert publish(turned, "syria-us-russia-2016-09", day) == publish(ordered, "syria-us-russia-2016-09", day)
