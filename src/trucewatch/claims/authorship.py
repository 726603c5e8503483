"""Authorship: who did the attack told last, lent to words that point back to it or stand in a list below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.draft import ATTACKS, HARMS, Draft, Trigger
from trucewatch.model.claim import ActorMention, Claim

Token = Any
_NEAR = 700
"""Characters behind an attack within which later words may mean it."""
_RIGHT_BEHIND = 120
"""Characters behind an attack within which a harm that no act is told of comes from it."""
_BELOW = 2
"""Paragraphs below an attack, or below the item before, in which an item of its list begins."""
_BULLETS = frozenset("•-*·–—.▪◦")
_MEANS = frozenset({"air_strike", "drone_strike", "shelling", "chemical_attack"})
_WEAPONS = frozenset({"shell", "rocket", "missile", "bomb", "projectile", "one", "strike", "raid", "airstrike"})
_POINTING = frozenset({"this", "these", "those", "such", "both"})
"""Words that can only mean an act already told; "the strike" may be one that nobody is yet said to have made."""


@dataclass(slots=True)
class Authorship:
    """The perpetrators of the last attack that had any, its type, where it ends, and the paragraph it stands in."""

    actors: tuple[ActorMention, ...] = ()
    type: str = ""
    end: int = 0
    index: int = -1

    def remember(self, claim: Claim, index: int) -> None:
        """Take note of an attack told in paragraph ``index``; one without a perpetrator changes nothing."""
        actors = claim.actors_as("perpetrator")
        if claim.kind == "incident" and claim.type in ATTACKS | HARMS and actors:
            self.actors, self.type, self.end, self.index = tuple(actors), claim.type, claim.span.end, index

    def recall(self, draft: Draft, start: int, index: int) -> tuple[ActorMention, ...]:
        """Who did it, for a draft at character ``start`` of paragraph ``index`` that names nobody; empty if unknown."""
        attacks = [t for t in draft.triggers if t.type in ATTACKS]
        if not self.actors:
            return ()
        if not attacks:
            # "The army shelled the town. Four people were injured."
            harms = [t for t in draft.triggers if t.type in HARMS and grammar.is_passive(t.token)]
            return self.actors if harms and start - self.end <= _RIGHT_BEHIND and self.index == index else ()
        if 0 < index - self.index <= _BELOW and _is_item(draft, attacks):
            return self.actors
        if start - self.end > _NEAR or self._is_other(attacks):
            return ()
        if all(_is_by_weapon(t) for t in attacks):
            return self.actors
        nouns = [t for t in attacks if t.nominal]
        return self.actors if nouns and all(_points_back(t) for t in nouns) else ()

    def _is_other(self, attacks: list[Trigger]) -> bool:
        """Whether the words name another means than the attack remembered."""
        return any(t.nominal and {t.type, self.type} <= _MEANS and t.type != self.type for t in attacks)


def _is_item(draft: Draft, attacks: list[Trigger]) -> bool:
    """Whether the draft is an item of a list of strikes: behind a bullet, or "Near X, two strikes destroyed …"."""
    marked = draft.head.doc[:3].text.strip()[:1] in _BULLETS
    counted = (t for t in attacks if t.nominal and any(c.dep_ == "nummod" for c in t.token.lefts))
    bare = any(not any(c.dep_ in ("compound", "amod", "poss") for c in t.token.lefts) for t in counted)
    return bare or (marked and any(t.nominal or _is_by_weapon(t) for t in attacks))


def _points_back(trigger: Trigger) -> bool:
    return any(c.dep_ in ("det", "amod", "predet") and c.lower_ in _POINTING for c in trigger.token.lefts)


def _is_by_weapon(trigger: Trigger) -> bool:
    """Whether "the shells" or "one of the rockets" do it, so that the attack is one already told."""
    if trigger.nominal:
        return False
    subject = grammar.own_subject(trigger.token)
    if subject is None:
        return False
    of = grammar.prep_object(subject, "of")
    named = of if of is not None else subject
    known = any(c.lower_ in (*_POINTING, "the", "another") for c in named.lefts) or subject.lower_ in ("one", "another")
    return known and named.lemma_.lower() in _WEAPONS and not any(c.ent_type_ for c in named.lefts)
