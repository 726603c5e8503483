"""Two happenings told by rival accounts, in our own sentences from public facts."""

from __future__ import annotations

from datetime import date

import pytest

from tests.incidents.factory import DAY, Dossier, make_report

_STRUCK = (
    "12 of its drivers and volunteers died when an air strike destroyed trucks of an aid convoy at Urem al-Kubra on"
    " 19 September"
)


@pytest.fixture
def convoy() -> Dossier:
    """Six accounts of the convoy of Urem al-Kubra, and a reprint of the first, in our own sentences."""
    told = f"The Red Crescent said that {_STRUCK}."
    crescent = make_report(told, "Relief Bulletin", date(2016, 9, 20))
    reprint = make_report(f"{told} Copied from Relief Bulletin.", "Morning Paper", date(2016, 9, 21))
    for report in (crescent, reprint):
        report.claim(
            _STRUCK,
            "attack_on_aid",
            by="The Red Crescent",
            at="Urem al-Kubra",
            on=DAY,
            when="on 19 September",
            actors={"target": ["an aid convoy"]},
            counts=[("killed", "12", 12, 12)],
        )
    board = make_report(
        "A board of inquiry found that the humanitarian convoy in Urem al-Kubra was attacked from the air on 19"
        " September 2016. At least 10 people were killed and 22 injured, it said. It could not identify the attacker.",
        "United Nations",
        date(2016, 12, 21),
    )
    board.claim(
        "the humanitarian convoy in Urem al-Kubra was attacked from the air on 19 September 2016",
        "attack_on_aid",
        by="A board of inquiry",
        at="Urem al-Kubra",
        on=DAY,
        when="on 19 September 2016",
        actors={"target": ["the humanitarian convoy"]},
    )
    board.claim(
        "At least 10 people were killed and 22 injured",
        "attack_on_aid",
        by="A board of inquiry",
        counts=[("killed", "10", 10, None), ("injured", "22", 22, None)],
    )
    commission = make_report(
        "A commission of inquiry wrote that at least 14 aid workers were killed and at least 15 wounded when Syrian"
        " aircraft bombed a relief convoy near Urem al-Kubra on the evening of 19 September.",
        "Commission of Inquiry",
        date(2017, 3, 1),
    )
    commission.claim(
        "at least 14 aid workers were killed and at least 15 wounded when Syrian aircraft bombed a relief convoy near"
        " Urem al-Kubra on the evening of 19 September",
        "air_strike",
        by="A commission of inquiry",
        at="near Urem al-Kubra",
        place="Urem al-Kubra",
        precision=2,
        on=DAY,
        when="on the evening of 19 September",
        actors={"perpetrator": ["Syrian aircraft"], "target": ["a relief convoy", "aid workers"]},
        counts=[("killed", "14", 14, None), ("injured", "15", 15, None)],
    )
    monitor = make_report(
        "More than 20 people died as warplanes hit aid trucks in the Aleppo countryside on Monday, a war monitor said.",
        "Wire Agency",
        date(2016, 9, 20),
    )
    monitor.claim(
        "More than 20 people died as warplanes hit aid trucks in the Aleppo countryside on Monday",
        "attack_on_aid",
        by="a war monitor",
        at="the Aleppo countryside",
        place="Aleppo",
        precision=2,
        on=DAY,
        when="on Monday",
        actors={"perpetrator": ["warplanes"], "target": ["aid trucks"]},
        counts=[("killed", "20", 20, None)],
    )
    washington = make_report(
        "The United States blamed Russia on Tuesday for the strike on the aid convoy near Aleppo that killed some 20"
        " people the day before. Two Russian planes were overhead, a US official said.",
        "Capital Post",
        date(2016, 9, 20),
    )
    washington.claim(
        "The United States blamed Russia on Tuesday for the strike on the aid convoy near Aleppo that killed some 20"
        " people the day before",
        "attack_on_aid",
        by="The United States",
        stance="alleged",
        at="near Aleppo",
        place="Aleppo",
        precision=2,
        on=DAY,
        when="the day before",
        actors={"perpetrator": ["Russia"], "target": ["the aid convoy"]},
        counts=[("killed", "20", 20, 20)],
    )
    moscow = make_report(
        "Russia's Defence Ministry denied that its aircraft or Syria's had struck the aid convoy near Aleppo. The"
        " trucks had caught fire, the ministry said.",
        "Moscow Wire",
        date(2016, 9, 20),
    )
    moscow.claim(
        "denied that its aircraft or Syria's had struck the aid convoy near Aleppo",
        "denies_responsibility",
        kind="position",
        by="Russia's Defence Ministry",
        at="near Aleppo",
        place="Aleppo",
        precision=2,
        actors={"holder": ["Russia's Defence Ministry"]},
    )
    moscow.claim("The trucks had caught fire", "explains", kind="position", by="Russia's Defence Ministry")
    damascus = make_report(
        "A Syrian military source denied reports that government aircraft had hit the humanitarian convoy west of"
        " Aleppo on 19 September.",
        "State Agency",
        date(2016, 9, 20),
    )
    damascus.claim(
        "government aircraft had hit the humanitarian convoy west of Aleppo on 19 September",
        "attack_on_aid",
        by="A Syrian military source",
        stance="denied",
        at="west of Aleppo",
        place="Aleppo",
        precision=2,
        on=DAY,
        when="on 19 September",
        actors={"perpetrator": ["government aircraft"], "target": ["the humanitarian convoy"]},
    )
    reports = [crescent, reprint, board, commission, monitor, washington, moscow, damascus]
    return Dossier(reports, ([crescent, reprint],))


@pytest.fixture
def garrison() -> Dossier:
    """The strike near Deir Ezzor of 17 September: one report, three versions of intent, and a monitor's other toll."""
    paper = make_report(
        "What Washington called a regrettable error has shaken the truce. Coalition jets killed 62 Syrian soldiers in a"
        " strike south of Deir Ezzor on Saturday.\n\nRussia suggested that the Americans had intentionally bombed the"
        " Syrian troops. Syria's envoy called the American strike “deliberate and planned in advance”.",
        "Gazette",
        DAY,
    )
    paper.claim("a regrettable error", "explains", kind="position", by="Washington")
    paper.claim(
        "Coalition jets killed 62 Syrian soldiers in a strike south of Deir Ezzor on Saturday",
        "air_strike",
        at="south of Deir Ezzor",
        place="Deir Ezzor",
        precision=2,
        on=date(2016, 9, 17),
        when="on Saturday",
        actors={"perpetrator": ["Coalition jets"], "target": ["Syrian soldiers"]},
        counts=[("killed", "62", 62, 62)],
    )
    paper.claim(
        "the Americans had intentionally bombed the Syrian troops",
        "explains",
        kind="position",
        by="Russia",
        stance="alleged",
    )
    paper.claim(
        "called the American strike “deliberate and planned in advance”",
        "explains",
        kind="position",
        by="Syria's envoy",
    )
    monitor = make_report(
        "Over 90 soldiers died in the coalition strikes on an army base near Deir Ezzor on 17 September, the"
        " Observatory said.",
        "Observatory",
        date(2016, 9, 18),
    )
    monitor.claim(
        "Over 90 soldiers died in the coalition strikes on an army base near Deir Ezzor on 17 September",
        "air_strike",
        by="the Observatory",
        at="near Deir Ezzor",
        place="Deir Ezzor",
        precision=2,
        on=date(2016, 9, 17),
        when="on 17 September",
        actors={"target": ["soldiers"]},
        counts=[("killed", "90", 90, None)],
    )
    return Dossier([paper, monitor])
