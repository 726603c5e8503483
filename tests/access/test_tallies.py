"""Tallies beside the incidents found in their area and days: set side by side, never added."""

from __future__ import annotations

from datetime import date, timedelta

from tests.incidents.factory import DAY, Dossier, make_report
from trucewatch.access.figures import build_figures
from trucewatch.incidents.build import build_incidents
from trucewatch.model.figure import Figure
from trucewatch.model.incident import Incident
from trucewatch.packs.actors import ActorBook
from trucewatch.packs.gazetteer import Gazetteer

NONE = Gazetteer(())


def tally_and_reports() -> tuple[tuple[Figure, ...], tuple[Incident, ...]]:
    """A bulletin with a part in Talbiseh; a strike there that day, one in Madaya, and one there a week later."""
    bulletin = make_report(
        "The centre counted 45 violations on 19 September: 26 in Talbiseh and 19 in Madaya.", "Centre", DAY
    )
    whole = bulletin.claim(
        "45 violations on 19 September", "violation_tally", kind="figure", on=DAY, when="on 19 September",
        counts=[("violations", "45", 45, 45)],
    )  # fmt: skip
    assert whole.when is not None
    for words, town, count in (("26 in Talbiseh", "Talbiseh", 26), ("19 in Madaya", "Madaya", 19)):
        bulletin.claim(
            words, "violation_tally", kind="figure", at=town, counts=[("violations", str(count), count, count)]
        )
    dossier = Dossier([bulletin])
    for name, town, day in (("A", "Talbiseh", DAY), ("B", "Madaya", DAY), ("C", "Talbiseh", DAY + timedelta(days=7))):
        words = f"Shells hit a bakery in {town}"
        report = make_report(f"{words}, residents told {name}.", name, date(2016, 9, 27))
        report.claim(words, "shelling", at=town, on=day, actors={"target": ["a bakery"]})
        dossier.reports.append(report)
    incidents = build_incidents(
        dossier.documents, dossier.claims, dossier.origins, gazetteer=NONE, actors=ActorBook(())
    )
    return build_figures(dossier.documents, dossier.claims, dossier.origins, incidents, NONE), incidents


def test_a_tally_stands_beside_the_incidents_of_its_area_and_days() -> None:
    (total, talbiseh, madaya), incidents = tally_and_reports()
    assert len(incidents) == 3, "a tally is no incident"
    assert total.comparison == "against 45 stated, reports tell of 2 incidents on 2016-09-19"
    assert talbiseh.comparison == "against 26 stated, reports tell of 1 incident in Talbiseh on 2016-09-19"
    assert madaya.comparison == "against 19 stated, reports tell of 1 incident in Madaya on 2016-09-19"
    assert set(total.found) == {*talbiseh.found, *madaya.found}


def test_the_tally_s_own_number_is_as_stated() -> None:
    (total, *parts), _ = tally_and_reports()
    assert (total.quantity.low, total.parts_sum, total.mismatch) == (45, 45, "")
    assert [p.quantity.low for p in parts] == [26, 19]
