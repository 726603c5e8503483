"""Counts: which numbers belong to a fact, and what they count there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.draft import Draft, Trigger
from trucewatch.claims.parsing import Paragraph
from trucewatch.claims.quantity import FoundQuantity
from trucewatch.claims.senses import Senses, lemma
from trucewatch.model.claim import Quantity

Token = Any
_STRIKES = frozenset(["airstrike", "strike", "raid", "sortie", "airstrikes", "bombing", "air-strike"])
_SHELLS = frozenset(["shell", "rocket", "missile", "mortar", "projectile", "bomb", "round"])
_PLACES = frozenset({
    "village", "town", "city", "area", "neighborhood", "neighbourhood", "district", "location", "position", "site",
    "place", "region", "province", "governorate", "zone", "house",
})  # fmt: skip
_TRUCKS = frozenset(["truck", "lorry", "vehicle"])
_FIGHTERS = frozenset({
    "fighter", "militant", "soldier", "troop", "rebel", "combatant", "mercenary", "terrorist", "insurgent",
})  # fmt: skip
_WEAPONS = frozenset(["weapon", "tank", "launcher", "howitzer", "gun", "rifle", "system", "ied"])
_AERIAL = frozenset({"drone", "drones", "air", "aerial", "jets", "warplanes", "aircraft"})
_KINSHIPS = frozenset({"family", "generation", "household", "clan", "tribe", "branch"})
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def find_counts(draft: Draft, paragraph: Paragraph, found: tuple[FoundQuantity, ...], senses: Senses) -> list[Quantity]:
    """The quantities of a draft, in text order, each number once."""
    doc = paragraph.doc
    victims = _victims(draft)
    taken: list[Quantity] = []
    for quantity in found:
        at = (
            grammar.token_at(doc, quantity.span.start - paragraph.offset)
            if quantity.unit is None
            else doc[quantity.unit]
        )
        if at is None or not draft.start <= at.i < draft.end:
            continue
        if draft.whole is not None and draft.kind == "figure":
            # "26 in the north": the number counts what the total counts.
            if quantity.span.start <= paragraph.offset + draft.head.idx < quantity.span.end:
                taken.append(replace(quantity, what="violations").to_quantity())
            continue
        if quantity.low is None and quantity.high is None:
            taken.append(quantity.to_quantity())
            continue
        what = _what(draft, quantity, at, victims, senses)
        if what == "other" and not _belongs(draft, paragraph, quantity, at, victims):
            continue
        if what:
            taken.append(replace(quantity, what=what).to_quantity())
    return taken


def _belongs(
    draft: Draft, paragraph: Paragraph, quantity: FoundQuantity, at: Token, victims: list[tuple[int, int, str]]
) -> bool:
    """Whether a number of unnamed things is the fact's: what was hit or harmed, or a share."""
    if any(v[0] <= at.i < v[1] for v in victims):
        return True
    if quantity.noun in ("percent", "percentage", "%") or "%" in quantity.span.quote:
        return True
    if not quantity.explicit:
        return False
    where = quantity.span.start - paragraph.offset
    for start, end in (r for role in ("target", "carrier") for r in draft.roles.get(role, [])):
        if paragraph.doc[start].idx <= where < paragraph.doc[end - 1].idx + len(paragraph.doc[end - 1]):
            return True
    return draft.kind == "figure"


def _victims(draft: Draft) -> list[tuple[int, int, str]]:
    """Token ranges of who was killed, hurt, held or moved, with the quantity's name."""
    ranges: list[tuple[int, int, str]] = []
    effects = [t for t in draft.triggers if t.effect]
    for trigger in effects:
        for token in _undergoing(trigger):
            start, end = token.left_edge.i, token.right_edge.i + 1
            if not trigger.nominal and start <= trigger.token.i < end:
                start, end = grammar.phrase(token, joint=True)
            what = trigger.effect
            twin = next((t for t in effects if t is not trigger and _same_victims(trigger, t, token)), None)
            if twin is not None and {twin.effect, what} == {"killed", "injured"}:
                what = "other"
            ranges.append((start, end, what))
    return ranges


def _undergoing(trigger: Trigger) -> list[Token]:
    token = trigger.token
    if trigger.nominal:
        of = grammar.prep_object(token, "of", "to", "among")
        return [of] if of is not None else []
    if trigger.subject_role == "target" and not grammar.is_passive(token):
        found = grammar.subject(token)
        return [found] if found is not None else []
    return grammar.objects(token)


def _same_victims(one: Trigger, two: Trigger, victim: Token) -> bool:
    """Whether two effects have one and the same victims: "killed and wounded", "killing and injuring over 35"."""
    if two.nominal and any(c.dep_ == "nummod" for c in two.token.children):
        return False  # "three people killed and one injury"
    other = _undergoing(two)
    if other:
        return bool(other[0].i == victim.i)
    joined = {one.token.head.i, two.token.head.i} & {one.token.i, two.token.i}
    return bool(joined) and "conj" in (one.token.dep_, two.token.dep_)


def _what(draft: Draft, quantity: FoundQuantity, at: Token, victims: list[tuple[int, int, str]], senses: Senses) -> str:
    inside = [v for v in victims if v[0] <= at.i < v[1]]
    noun = quantity.noun or lemma(at)
    if inside and noun in _KINSHIPS:
        return "other" if any(at.i == v[1] - 1 for v in inside) and at.dep_ != "pobj" else ""
    if inside and noun not in _SHELLS | _STRIKES and noun not in _DAYS:
        # Of nested phrases the smallest holds the number.
        return min(inside, key=lambda v: v[1] - v[0])[2]
    if noun in ("civilian", "person", "people", "child", "woman", "man", "other", "member"):
        for up in (at, *grammar.ancestors(at, 3)):
            name = up.lower_
            if name in ("dead", "killed"):
                return "killed"
            if name in ("injured", "wounded", "hurt"):
                return "injured"
        for child in at.children:
            if child.lower_ in ("dead", "killed"):
                return "killed"
            if child.lower_ in ("injured", "wounded"):
                return "injured"
    if quantity.what and quantity.what != "other":
        return quantity.what
    if noun in _STRIKES:
        return "strikes"
    if noun in _SHELLS:
        return "shells"
    if noun == "attack":
        aerial = draft.type in ("air_strike", "drone_strike") or any(t.lower_ in _AERIAL for t in draft.head.sent)
        return "strikes" if aerial else "incidents"
    if noun in ("violation", "breach"):
        return "violations"
    if noun in ("clash", "incident", "explosion"):
        return "incidents"
    if noun in _PLACES:
        return "places"
    if noun in _TRUCKS and draft.kind == "access":
        return "trucks"
    if noun == "convoy":
        return "convoys"
    if noun in _FIGHTERS:
        return "fighters"
    if noun in _WEAPONS:
        return "weapons"
    if noun in ("ton", "tonne"):
        return "tonnes"
    if noun in _DAYS:
        return "days"
    if draft.kind == "access" and senses.is_a(at, "people"):
        return "people"
    return quantity.what or "other"
