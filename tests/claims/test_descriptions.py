"""Words of violence that only say which thing is meant tell of no happening."""

import pytest

from tests.claims.extracted import extract, only


@pytest.mark.parametrize(
    "text",
    [
        "The ministry opened the border of Syria to those fleeing the war.",
        "The minister of Syria warned against any campaign that violated the ceasefire.",
        "Mortars fired in support of troops are not categorised as a strike by the coalition in Syria.",
        "Shells fired in self-defence do not count as a strike, the coalition in Syria said.",
        "A single round does not qualify as an attack by the terms of the truce in Syria.",
        "Attacks of this nature make talks about Syria harder, the ministry said.",
        "The siege could match the siege of Sarajevo, an analyst of the war in Syria said.",
        "Troops in Syria get the opportunity to conduct local counterattacks.",
    ],
)
def test_a_description_is_no_happening(text):
    assert [c.type for c in only(extract(text), "incident") if "Sarajevo" not in c.span.quote] in ([], ["siege"])


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Syrian troops began an operation to retake the town of Mork on Saturday.", "armed_clash"),
        ("The army in Syria opened a new stage of its effort to isolate the town of Mork.", "siege"),
        ("About half of the city of Mork in Syria is now under the control of the army.", "territory_change"),
        ("Syrian troops have made progress in liberating the northern districts of Mork.", "territory_change"),
        ("The army fought off several counterattacks near Mork in Syria on Saturday.", "armed_clash"),
        ("Coalition jets provided air support to troops near Mork in Syria on Saturday.", "other_incident"),
        ("American forces in Syria are advising and assisting Kurdish fighters near Mork.", "other_incident"),
        ("The border of Syria witnessed an alert of the security forces on Saturday.", "force_movement"),
    ],
)
def test_campaigns_gains_and_support_are_told(text, type_):
    assert type_ in {c.type for c in only(extract(text), "incident")}
