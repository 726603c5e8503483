"""After a truce is spoken of, what may not, must or will be done is its term, by many words."""

import pytest

from tests.claims.extracted import extract, only

LEAD = "The ceasefire between the army and the rebels of Mork in Syria was two days old. "


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Warplanes may not fly over the zone.", "no_fly"),
        ("Army units will leave the towns within sixty days.", "withdrawal"),
        ("The accord bans offensive operations.", "cease_hostilities"),
    ],
)
def test_a_duty_after_a_truce_is_a_term(text, type_):
    assert type_ in {c.type for c in only(extract(LEAD + text), "term")}
