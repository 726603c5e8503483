"""The story so far: what a document has spoken of up to a sentence, from which later words take what they leave out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.authorship import Authorship
from trucewatch.claims.draft import ATTACKS, HARMS, Draft, Trigger
from trucewatch.claims.parsing import Paragraph
from trucewatch.claims.typing import is_by_hand
from trucewatch.claims.where import FoundPlace
from trucewatch.model.claim import Claim, PlaceMention
from trucewatch.model.span import Span
from trucewatch.model.when import When

Token = Any
_SPECIFIC = frozenset({"air_strike", "drone_strike", "shelling", "chemical_attack"})
_NEAR = 700
"""Characters within which a happening goes on being told."""
_STRETCH = timedelta(days=7)
"""A time longer than this says too little of one happening to be lent to another."""
_BEHIND = 150
"""Characters, about a sentence, within which a happening takes the place of the one before."""
_BELOW = 2
"""Paragraphs below a tally, or below the item before, in which an item of its list begins."""
_VAGUE = frozenset({
    "recent", "recently", "also", "previously", "earlier", "repeatedly", "often", "ongoing", "continued",
    "continue", "has", "have", "since",
})  # fmt: skip
_WEAPONS = frozenset({"shell", "rocket", "missile", "bomb", "projectile", "one", "strike", "raid", "airstrike"})
_BULLETS = frozenset("•-*·–.▪◦")
_PLACELESS = frozenset({"violation", "displacement", "siege"})


@dataclass(slots=True)
class Story:
    """State while one document is read in text order.

    ``about``: whether the text is in the subject; ``sure``: whether one of its words leaves no doubt of that.
    ``likely``: how often each means of attack is named.  ``own_voice``: whether the publisher speaks for itself, and
    ``publisher`` where it is first named, ``itself`` under what name.  ``index``: the paragraph being read, of
    ``parsed``.  ``attack``: the last specific type of attack, ``convoy`` the last sort of convoy.  ``last`` and
    ``dated``: the last incident, and the
    last with a date.  ``place``: the last named place of one.  ``time``: the last time read.  ``tally``: the last
    tally, in the paragraph ``tally_index`` or continued there.  ``aid``: the last fact of aid.  ``named``: the named
    places of the paragraphs before.  ``deal_end``: where the last sentence about a deal ends, -1 for none.
    ``authors``: who did the last attack.  ``lead``: the time that the line above a list gives to all its items.
    """

    parsed: Sequence[Paragraph]
    about: bool
    own_voice: bool
    itself: str = ""
    sure: bool = True
    likely: Mapping[str, int] = field(default_factory=dict)
    index: int = 0
    attack: str = ""
    convoy: str = ""
    last: Claim | None = None
    place: tuple[PlaceMention, ...] = ()
    place_end: int = 0
    time: When | None = None
    dated: Claim | None = None
    publisher: Span | None = None
    tally: Draft | None = None
    tally_index: int = -1
    item_index: int = -1
    aid: Claim | None = None
    named: list[FoundPlace] = field(default_factory=list)
    deal_end: int = -1
    authors: Authorship = field(default_factory=Authorship)
    lead: When | None = None

    def open_list(self, times: Sequence[When]) -> None:
        """Remember the one time of a sentence that opens a list, until a line that is no item of one."""
        paragraph = self.parsed[self.index]
        text = paragraph.text.strip()
        if text[:1] in _BULLETS:
            return
        *_, last = paragraph.doc.sents
        start = paragraph.offset + last.start_char
        known = [t for t in times if t.is_known and t.span is not None and t.span.start >= start]
        self.lead = known[0] if len(known) == 1 and text.endswith(":") else None

    def lead_time(self) -> When | None:
        """The time of the list in which the paragraph being read is an item."""
        item = self.parsed[self.index].text.lstrip()[:1] in _BULLETS
        return replace(self.lead, span=None, inherited=True) if item and self.lead is not None else None

    def count(self, tallies: Sequence[Draft]) -> None:
        """Remember the last tally, of which items of a list below it may be parts."""
        for draft in tallies:
            if draft.whole is None:
                self.tally, self.tally_index = draft, self.index
            elif self.tally is draft.whole:
                self.tally_index = self.index

    def list_above(self) -> Draft | None:
        """The tally above the list of which the paragraph being read is an item, marked by a bullet."""
        above = self.tally_above()
        if above is None or self.parsed[self.index].text.lstrip()[:1] not in _BULLETS:
            return self.tally if self.tally is not None and self.item_index == self.index else None
        self.tally_index = self.item_index = self.index
        return above

    def tally_above(self) -> Draft | None:
        """The tally right above the list in which the paragraph being read is an item."""
        return self.tally if 0 < self.index - self.tally_index <= _BELOW else None

    def attack_before(self, sentence: Any, drafts: Sequence[Draft]) -> str:
        """The type of the attack told last before the end of a sentence and near it; "" for none."""
        here = [d.type for d in drafts if d.kind == "incident" and d.type in ATTACKS]
        if here:
            return here[-1] if here[-1] != "attack" else self.attack
        if self.last is None or self.last.type not in ATTACKS:
            return ""
        start = self.parsed[self.index].offset + int(sentence.start_char)
        return self.last.type if start - self.last.span.end <= _NEAR else ""

    def deal_before(self, sentence: Any, *, here: bool) -> bool:
        """Whether a deal was spoken of shortly before a sentence; ``here``: the sentence itself speaks of one."""
        start = self.parsed[self.index].offset + int(sentence.start_char)
        after = 0 <= self.deal_end <= start <= self.deal_end + _NEAR
        if here:
            self.deal_end = self.parsed[self.index].offset + int(sentence.end_char)
        return after

    def aid_before(self, sentence: Any) -> str:
        """The type of the fact of aid told last near a sentence; "" for none."""
        start = self.parsed[self.index].offset + int(sentence.start_char)
        return self.aid.type if self.aid is not None and start - self.aid.span.end <= _NEAR else ""

    def speak_of(self, type_: str) -> None:
        """Remember the type of attack, when it is a specific one."""
        if type_ in _SPECIFIC:
            self.attack = type_

    def add(self, claim: Claim, named_place: bool) -> None:
        """Remember an incident, or a fact of aid."""
        if claim.kind == "access" and claim.type.startswith("aid_"):
            self.aid = claim
        if claim.kind == "incident":
            self.last = claim
            self.authors.remember(claim, self.index)
            if claim.when is not None and claim.when.is_known:
                self.dated = claim
            if claim.places and named_place and claim.type != "siege":
                self.place, self.place_end = claim.places, claim.span.end

    def continues(self, draft: Draft, span: Span) -> bool:
        """Whether the draft goes on telling of the last incident: "the attack …", or a harm without its own cause."""
        if self.last is None or span.start - self.last.span.end > _NEAR:
            return False
        attacks = [t for t in draft.triggers if t.type in ATTACKS]
        if self.last.type in _SPECIFIC and all(_by_weapon(t) for t in attacks) and attacks:
            return True
        if attacks and draft.head.doc[:3].text.strip()[:1] in _BULLETS and self.last.type in _SPECIFIC:
            # An item of a list of strikes: the doer stands above the list.
            return any(t.nominal or _by_weapon(t) for t in attacks)
        if not attacks:
            if is_by_hand(draft) or draft.roles.get("perpetrator"):
                return False
            return all(t.type in HARMS for t in draft.triggers) and self.last.type in ATTACKS
        named = [t.token for t in attacks if t.nominal and _is_definite(t.token)]
        # "Two cars were hit in the raid": the verb only tells of the strike that stands under it.
        return all(t.token in named or (not t.nominal and _leads_to(t.token, named)) for t in attacks)

    def moves(self, place: FoundPlace | None) -> bool:
        """Whether a named place is another than where the last incident was, so that another thing happened there."""
        if place is None or not place.cores or self.last is None or not self.last.places:
            return False
        return not _names((PlaceMention(span=place.span),)) & _names(self.last.places)

    def time_for(self, draft: Draft, goes_on: bool, span: Span, places: tuple[PlaceMention, ...]) -> When | None:
        """The time of the happenings before, for one that names none: the same attack, or the same act there."""
        dated = self.dated
        if goes_on and self.last is not None and self.last.when is not None:
            dated = self.last
        if dated is None or dated.when is None or span.start - dated.span.end > 2 * _NEAR:
            return None
        first, last = dated.when.start_on, dated.when.end_on
        if first is None or last is None or last - first > _STRETCH:
            return None
        there = not places or bool(_names(places) & _names(dated.places))
        vague = any(t.lower_ in _VAGUE for t in draft.head.sent)
        if goes_on or (dated.type == draft.type and there and not vague):
            return replace(dated.when, span=None, inherited=True)
        return None

    def place_for(
        self, type_: str, goes_on: bool, span: Span, before: Sequence[FoundPlace]
    ) -> tuple[PlaceMention, ...]:
        """The place of the happenings before, for one that names none and goes on telling or stands right behind.

        ``before``: the places named before it; the last, when only just named, is where it happened too.  A place is
        not carried further: a strike told paragraphs after a town was named need not have hit that town.
        """
        if type_ in _PLACELESS:
            return ()
        if self.place and (goes_on or span.start - self.place_end <= _BEHIND):
            return self.place
        last = before[-1].span if before and before[-1].is_sure else None
        return (PlaceMention(span=last),) if last is not None and span.start - last.end <= _BEHIND else ()


def _is_definite(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ("the", "this", "these", "those") for c in token.lefts)


def _leads_to(verb: Token, attacks: Sequence[Token]) -> bool:
    """Whether "in" or "by" leads from a passive verb to one of ``attacks``."""
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    return passive and any(a.head.head.i == verb.i and a.head.lower_ in ("in", "by") for a in attacks)


def _by_weapon(trigger: Trigger) -> bool:
    """Whether shells, rockets or "one of the shells" do it, so that the attack is one already told."""
    if trigger.nominal:
        return False
    subject = grammar.own_subject(trigger.token)
    if subject is None:
        return False
    of = grammar.prep_object(subject, "of")
    named = of if of is not None else subject
    return named.lemma_.lower() in _WEAPONS and not any(c.ent_type_ for c in named.lefts)


def _names(places: tuple[PlaceMention, ...]) -> set[str]:
    small = {"the", "of", "in", "and", "near", "city", "town", "village", "area", "province", "countryside"}
    return {w.strip("’'s,.()") for p in places for w in p.span.quote.lower().split()} - small
