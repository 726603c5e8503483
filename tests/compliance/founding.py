"""The week of 12–19 September 2016 in our own sentences, from public facts."""

from __future__ import annotations

from datetime import date

from tests.compliance.situations import Report, incident, situation
from trucewatch.model.situation import Situation

D17, D18, D19 = date(2016, 9, 17), date(2016, 9, 18), date(2016, 9, 19)
ALEPPO = "geonames:170063"


def founding_week() -> Situation:
    """Everything that the reports of 19 September tell; the claims' order is that of the text."""
    paper = Report("paper", D19, publisher="An Example Review")
    strike = paper.tell(
        "Jets of the US-led coalition hit a Syrian army post near Deir ez-Zor on 17 September and killed 62 soldiers.",
        "air_strike",
        by=(("US-led coalition", "anti-isis-coalition"),),
        on=(("Syrian army", "syr-government"),),
        at=(("Deir ez-Zor", None),),
        when=(D17, D17),
        count=(("killed", "62", 62, 62),),
    )
    accident = paper.tell(
        "Washington spoke of a mistake.",
        "explains",
        says=(("Washington", "usa-government"),),
        holder=(("Washington", "usa-government"),),
    )
    intent = paper.tell(
        "Russia hinted that the Americans had meant to hit the soldiers.",
        "explains",
        says=(("Russia", "rus-government"),),
        holder=(("Russia", "rus-government"),),
    )
    paper.tell(
        "The army counted 300 breaches by “terrorist” bands since the truce began, a news agency wrote.",
        "violation",
        stance="alleged",
        says=(("a news agency", None), ("The army", "syr-government")),
        by=(("“terrorist” bands", None),),
        count=(("violations", "300", 300, 300),),
    )
    strikes = paper.tell(
        "Government aircraft bombed Aleppo and its outskirts dozens of times on Monday, said a monitoring network.",
        "air_strike",
        stance="alleged",
        says=(("a monitoring network", None),),
        anonymous=True,
        by=(("Government aircraft", "syr-government"),),
        at=(("Aleppo", ALEPPO),),
        when=(D19, D19),
        count=(("strikes", "dozens", 24, None),),
    )
    convoy = paper.tell(
        "An aid convoy was among what the aircraft of the government struck, the network said.",
        "attack_on_aid",
        stance="alleged",
        says=(("the network", None),),
        anonymous=True,
        by=(("aircraft of the government", "syr-government"),),
        when=(D19, D19),
    )
    paper.tell(
        "Some 45 lorries brought supplies to Talbiseh, the Red Cross announced.",
        "aid_delivered",
        says=(("the Red Cross", "icrc"),),
        at=(("Talbiseh", "geonames:163779"),),
        count=(("trucks", "45", 45, 45),),
    )
    paper.tell(
        "For the east of the city nothing moved: deliveries to eastern Aleppo were stuck.",
        "aid_blocked",
        at=(("eastern Aleppo", None),),
    )
    paper.tell(
        "The UN relief chief regretted that 20 lorries for Aleppo still stood before the frontier.",
        "aid_waiting",
        says=(("The UN relief chief", "un-ocha"),),
        at=(("Aleppo", ALEPPO),),
        count=(("trucks", "20", 20, 20),),
    )
    paper.tell(
        "The army let it be known that it would end the truce.",
        "rejects",
        stance="intended",
        says=(("The army", "syr-government"),),
        holder=(("The army", "syr-government"),),
        when=(D19, D19),
    )
    return situation(
        paper,
        incidents=(incident("deir-ez-zor", strike), incident("aleppo", strikes), incident("convoy", convoy)),
        about=((accident, "deir-ez-zor"), (intent, "deir-ez-zor")),
    )
