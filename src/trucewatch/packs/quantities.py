"""The words that count, bound and name what is counted: ``knowledge/core/quantities.yaml``, validated."""

from __future__ import annotations

import functools
from pathlib import Path

from pydantic import model_validator

from trucewatch.model.vocabulary import QUANTITIES
from trucewatch.packs.load import Entry, read_yaml, validate

FILE = Path(__file__).parent.parent / "knowledge" / "core" / "quantities.yaml"
CASUALTIES = "casualties"


class Bounds(Entry):
    """Phrases beside a number, by what they do to it."""

    at_least: tuple[str, ...]
    up_to: tuple[str, ...]
    about: tuple[str, ...]
    exact: tuple[str, ...] = ()

    def kinds(self) -> dict[str, str]:
        """Phrase → ``at_least``, ``up_to``, ``about`` or ``exact``."""
        table = {"at_least": self.at_least, "up_to": self.up_to, "about": self.about, "exact": self.exact}
        return {phrase: kind for kind, phrases in table.items() for phrase in phrases}


class Compound(Entry):
    """Nouns that count something else after one of the modifiers."""

    nouns: tuple[str, ...]
    modifiers: tuple[str, ...]


class Outcome(Entry):
    """How a text says what happened to those counted.

    ``verbs``: they are its object, or its subject in the passive; ``subject``: its subject in the active; ``words``:
    adjectives and participles; ``nouns``: they follow "of" ("the death of two men").
    """

    verbs: tuple[str, ...]
    subject: tuple[str, ...]
    words: tuple[str, ...]
    nouns: tuple[str, ...]


class LightVerb(Entry):
    """Verbs that name an outcome only together with one of the objects."""

    verbs: tuple[str, ...]
    objects: tuple[str, ...]
    what: str


class QuantityWords(Entry):
    """The vocabulary of :mod:`trucewatch.claims.numerals` and :mod:`trucewatch.claims.quantity`."""

    source: str
    bounds: Bounds
    bounds_after: Bounds
    scales: dict[str, int]
    short_scales: dict[str, int]
    vague: dict[str, tuple[float, float | None]]
    designators: tuple[str, ...]
    durations: dict[str, int]
    measures: tuple[str, ...]
    nouns: dict[str, tuple[str, ...]]
    compounds: dict[str, Compound]
    outcomes: dict[str, Outcome]
    victims: tuple[str, ...]
    light_verbs: tuple[LightVerb, ...]
    company_words: tuple[str, ...]
    number_prepositions: tuple[str, ...]
    group_nouns: tuple[str, ...]
    whole_nouns: tuple[str, ...]
    counting_nouns: tuple[str, ...]
    subset_words: tuple[str, ...]
    deadly_words: tuple[str, ...]

    @model_validator(mode="after")
    def _names_are_known(self) -> QuantityWords:
        known = {*QUANTITIES, CASUALTIES}
        unknown = sorted({*self.nouns, *self.compounds, *self.outcomes, *self.victims} - known)
        unknown += sorted({verb.what for verb in self.light_verbs} - known)
        if unknown:
            raise ValueError(f"not names of quantities: {', '.join(unknown)}")
        return self


@functools.cache
def load_quantities() -> QuantityWords:
    """The validated words; raises :class:`trucewatch.errors.PackError` with every fault and its line."""
    return validate(QuantityWords, read_yaml(FILE, "core/quantities.yaml"))


@functools.cache
def noun_classes() -> dict[str, str]:
    """Lemma → the quantity that its number counts (or ``casualties``)."""
    return {noun: what for what, nouns in load_quantities().nouns.items() for noun in nouns}


@functools.cache
def outcome_words() -> dict[str, dict[str, str]]:
    """Per position (``verbs``, ``subject``, ``words``, ``nouns``): word → what happened."""
    positions = ("verbs", "subject", "words", "nouns")
    outcomes = load_quantities().outcomes
    return {p: {word: what for what, o in outcomes.items() for word in getattr(o, p)} for p in positions}
