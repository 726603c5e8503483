"""The words that access is read by: ``core/constraints.yaml`` and ``core/access-words.yaml``."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from pydantic import field_validator, model_validator

from trucewatch.incidents.vocabulary import CORE, word_pattern
from trucewatch.model.movement import STAGES
from trucewatch.packs.load import Entry, read_yaml, validate


class CategoryEntry(Entry):
    """One category of access constraints, with the words that signal it."""

    id: str
    number: int
    label: str
    words: list[str]


class ConstraintsFile(Entry):
    """Schema of ``constraints.yaml``; ``verified``: whether the labels were compared with OCHA's own text."""

    source: str
    verified: bool
    of_stage: dict[str, str]
    categories: list[CategoryEntry]

    @field_validator("categories")
    @classmethod
    def _all_nine(cls, value: list[CategoryEntry]) -> list[CategoryEntry]:
        if [c.number for c in value] != list(range(1, 10)) or len({c.id for c in value}) != len(value):
            raise ValueError("needs OCHA's nine categories, numbered 1 to 9, each with an id of its own")
        return value

    @model_validator(mode="after")
    def _known(self) -> ConstraintsFile:
        ids = {c.id for c in self.categories}
        if wrong := [s for s, c in self.of_stage.items() if s not in STAGES or c not in ids]:
            raise ValueError(f"of_stage: {', '.join(wrong)}: give a known stage and the id of a category")
        return self


class Definition(Entry):
    """Who is counted, and the words that say so."""

    id: str
    words: list[str]


class WordsFile(Entry):
    """Schema of ``access-words.yaml``."""

    source: str
    definitions: list[Definition]
    of_type: dict[str, str]
    methods: list[str]
    cargo: list[str]
    only: list[str]
    one_of: list[str]
    together: list[str]
    each: list[str]
    numbers: dict[str, int]

    @field_validator("of_type")
    @classmethod
    def _types(cls, value: dict[str, str]) -> dict[str, str]:
        if unknown := [t for t in value if t not in {"besieged", "displaced", "in_need"}]:
            raise ValueError(f"{', '.join(unknown)}: no type of a population; use besieged, displaced or in_need")
        return value


@dataclass(frozen=True, slots=True)
class Category:
    """A category of constraints: its label as the data has it, and the pattern of its words."""

    category: str
    number: int
    label: str
    words: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Words:
    """The validated word lists as patterns."""

    definitions: tuple[tuple[str, re.Pattern[str]], ...]
    of_type: dict[str, str]
    methods: re.Pattern[str]
    cargo: re.Pattern[str]
    only: re.Pattern[str]
    one_of: re.Pattern[str]
    together: re.Pattern[str]
    each: re.Pattern[str]
    numbers: dict[str, int]


@functools.cache
def _file() -> ConstraintsFile:
    return validate(ConstraintsFile, read_yaml(CORE / "constraints.yaml", "core/constraints.yaml"))


@functools.cache
def load_categories() -> tuple[Category, ...]:
    """The nine categories in OCHA's order; raises ``PackError`` with every fault when the file has been spoilt."""
    return tuple(Category(c.id, c.number, c.label, word_pattern(c.words, plural=False)) for c in _file().categories)


def wording_note() -> str:
    """What a reader must know of the labels; empty when they were compared with OCHA's text."""
    return "" if _file().verified else "OCHA's nine categories, whose wording here was not compared with OCHA's text"


def stage_category(stage: str) -> str:
    """The category that a stage says by itself (an attack); empty for the others."""
    return _file().of_stage.get(stage, "")


def category_label(category: str) -> str:
    """The label of a category by its id; the id itself for one that is not among the nine."""
    return next((f"{c.number}. {c.label}" for c in load_categories() if c.category == category), category)


@functools.cache
def load_words() -> Words:
    """The word lists; raises ``PackError`` with every fault when the file has been spoilt."""
    file = validate(WordsFile, read_yaml(CORE / "access-words.yaml", "core/access-words.yaml"))
    return Words(
        definitions=tuple((d.id, word_pattern(d.words, plural=False)) for d in file.definitions),
        of_type=file.of_type,
        methods=word_pattern(file.methods, plural=False),
        cargo=word_pattern(file.cargo, plural=False),
        only=word_pattern(file.only, plural=False),
        one_of=word_pattern(file.one_of, plural=False),
        together=word_pattern(file.together, plural=False),
        each=word_pattern(file.each, plural=False),
        numbers=file.numbers,
    )
