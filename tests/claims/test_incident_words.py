"""Incidents in the words that reporters use beside the plain ones."""

import pytest

from tests.claims.extracted import extract, only

LEAD = "Air strikes and shelling were reported near Mork in Syria in the weeks before the truce. "


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Rebels stormed the garrison on Sunday.", "armed_clash"),
        ("Militiamen ambushed a patrol near the river.", "armed_clash"),
        ("Soldiers raked the bus with gunfire.", "gunfire"),
        ("Rioters torched four shops.", "other_incident"),
        ("Rebels wrested the ridge back from the army.", "territory_change"),
        ("Militia units massed near the town.", "force_movement"),
        ("Fighter jets roared over the capital.", "overflight"),
        ("Fighters carted off furniture from the houses.", "looting"),
        ("Masked men dragged a teacher from his home.", "detention"),
    ],
)
def test_what_is_told_in_other_words_keeps_its_type(text, type_):
    assert type_ in {c.type for c in only(extract(LEAD + text), "incident") if c.span.start >= len(LEAD)}
