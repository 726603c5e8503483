"""Whatever a picture can hold has words in every language."""

from __future__ import annotations

import pytest

from trucewatch.model.assessment import NO_REPORTS, VERDICTS
from trucewatch.model.decision import STANDARDS
from trucewatch.model.incident import ATTRIBUTES, GRADES
from trucewatch.model.movement import STAGES
from trucewatch.model.vocabulary import STANCES, TYPES
from trucewatch.publishing.timeline import LANES
from trucewatch.web.words import catalogue


def slug(name: str) -> str:
    return name.replace(" ", "_").replace("(", "").replace(")", "")


KEYS = (
    *(f"verdict.{slug(v)}" for v in (*VERDICTS, NO_REPORTS)),
    *(f"grade.{g}" for g in GRADES), *(f"grade_what.{g}" for g in GRADES),
    *(f"attribute.{a}" for a in ATTRIBUTES),
    *(f"stage.{slug(s)}" for s in STAGES),
    *(f"stance.{s}" for s in STANCES),
    *(f"type.{t}" for t in TYPES["incident"]),
    *(f"standard.{slug(s)}" for s in STANDARDS),
    *(f"lane.{lane}" for lane in LANES),
    *(f"clock.{state}" for state in ("calm", "broken", "disputed", "unknown")),
    *(f"decision.{kind}" for kind in ("link", "separate", "same_origin", "grade", "finding")),
)  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
def test_everything_a_picture_can_hold_has_words_in_every_language(key: str) -> None:
    entry = catalogue().get(key, {})
    assert set(entry) == {"en", "ar"}
    assert entry["en"] != entry["ar"]
