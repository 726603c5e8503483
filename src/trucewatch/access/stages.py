"""Which stage of which kind of movement a claim speaks of: the table ``core/access-stages.yaml``."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from pydantic import field_validator

from trucewatch.incidents.vocabulary import CORE, word_pattern
from trucewatch.model.claim import Claim
from trucewatch.model.movement import STAGES
from trucewatch.model.vocabulary import STANCES, TYPES
from trucewatch.packs.load import Entry, read_yaml, validate

NEVER = "never arrived"
REGION = 3
"""The precision of a place that is a larger region."""


class Rule(Entry):
    """Kind and stage of a claim type."""

    kind: str
    stage: str

    @field_validator("stage")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in STAGES:
            raise ValueError(f"is no stage; known are {', '.join(STAGES)}")
        return value


class Sharper(Entry):
    """Words that make the stage of some types more exact."""

    types: list[str]
    stage: str
    words: list[str]
    region: bool = False
    """Only where all places that the claim names are larger regions."""

    @field_validator("stage")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in STAGES:
            raise ValueError(f"is no stage; known are {', '.join(STAGES)}")
        return value


class Volume(Entry):
    """Words by which a volume over a period says at which stage it was counted."""

    stage: str
    words: list[str]

    @field_validator("stage")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in STAGES:
            raise ValueError(f"is no stage; known are {', '.join(STAGES)}")
        return value


class StageTable(Entry):
    """Schema of ``access-stages.yaml``."""

    source: str
    types: dict[str, Rule]
    words: list[Sharper]
    volumes: list[Volume]
    territories: list[str]
    passages: list[str]
    here: list[str]
    not_done: dict[str, str]
    kinds: dict[str, list[str]]
    everywhere: list[str]
    loads: list[str]
    totals: list[str]
    breakdown: list[str]
    labels: dict[str, str]

    @field_validator("types")
    @classmethod
    def _complete(cls, value: dict[str, Rule]) -> dict[str, Rule]:
        missing = [t for t in TYPES["access"] if t not in value]
        if missing:
            raise ValueError(f"lacks {', '.join(missing)}")
        return value

    @field_validator("not_done")
    @classmethod
    def _stances(cls, value: dict[str, str]) -> dict[str, str]:
        wrong = [
            f"{stance}: {stage}" for stance, stage in value.items() if stance not in STANCES or stage not in STAGES
        ]
        if wrong:
            raise ValueError(f"{'; '.join(wrong)}: give a stance and a stage that are known")
        return value


@dataclass(frozen=True, slots=True)
class Stages:
    """The validated table, prepared for look-up."""

    types: dict[str, tuple[str, str]]
    sharper: tuple[tuple[frozenset[str], str, re.Pattern[str], bool], ...]
    volumes: tuple[tuple[str, re.Pattern[str]], ...]
    territories: frozenset[str]
    passages: re.Pattern[str]
    here: re.Pattern[str]
    not_done: dict[str, str]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    everywhere: re.Pattern[str]
    loads: re.Pattern[str]
    totals: re.Pattern[str]
    breakdown: re.Pattern[str]
    labels: dict[str, str]


@functools.cache
def load_stages() -> Stages:
    """The shipped table; raises ``PackError`` with every fault when it has been spoilt."""
    table = validate(StageTable, read_yaml(CORE / "access-stages.yaml", "core/access-stages.yaml"))
    return Stages(
        types={name: (rule.kind, rule.stage) for name, rule in table.types.items()},
        sharper=tuple(
            (frozenset(s.types), s.stage, word_pattern(s.words, plural=False), s.region) for s in table.words
        ),
        volumes=tuple((v.stage, word_pattern(v.words, plural=False)) for v in table.volumes),
        territories=frozenset(t.casefold() for t in table.territories),
        passages=word_pattern(table.passages, plural=False),
        here=word_pattern(table.here, plural=False),
        not_done=table.not_done,
        kinds=tuple((kind, word_pattern(words, plural=False)) for kind, words in table.kinds.items()),
        everywhere=word_pattern(table.everywhere, plural=False),
        loads=word_pattern(table.loads, plural=False),
        totals=word_pattern(table.totals, plural=False),
        breakdown=re.compile(rf"[:(–—\n]|{word_pattern(table.breakdown, plural=False).pattern}", re.IGNORECASE),
        labels=table.labels,
    )


def stage_of(claim: Claim) -> tuple[str, str] | None:
    """Kind of movement and stage; None for a claim that is about none.

    A delivery that is denied "never arrived".  What is only intended or conditional is "planned", what is demanded is
    "requested": neither has been approved, let alone moved.
    """
    table = load_stages()
    found = table.types.get(claim.type)
    if found is None or claim.kind not in {"access", "incident"}:
        return None
    kind, stage = found
    if kind == "aid" and claim.kind == "access":
        kind = next((k for k, words in table.kinds if words.search(claim.span.quote)), kind)
    if claim.stance == "denied" and claim.type in {"aid_delivered", "aid_moving"}:
        return kind, NEVER
    if claim.stance in table.not_done:
        return kind, table.not_done[claim.stance]
    for types, sharper, pattern, region in table.sharper:
        if claim.type in types and pattern.search(claim.span.quote) and (not region or is_of_region(claim)):
            return kind, sharper
    return kind, stage


def is_of_region(claim: Claim) -> bool:
    """Whether all places of a claim are larger regions, or names that a territory shares with a town."""
    named = load_stages().territories
    places = claim.places
    return bool(places) and all(
        (p.geo_precision or 1) >= REGION or " ".join(p.span.quote.casefold().split()) in named for p in places
    )


def is_everywhere(words: str) -> bool:
    """Whether the words of a place name no place but all of them ("any of the areas")."""
    return bool(load_stages().everywhere.search(words))
