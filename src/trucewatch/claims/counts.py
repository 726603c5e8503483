"""Counts: which numbers belong to a fact, and what they count there."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.counted import noun_class
from trucewatch.claims.draft import Draft, Trigger
from trucewatch.claims.parsing import Paragraph
from trucewatch.claims.quantity import FoundQuantity
from trucewatch.claims.senses import Senses, lemma
from trucewatch.model.claim import Quantity
from trucewatch.packs.quantities import load_quantities

Token = Any
_AERIAL = frozenset({"drone", "drones", "air", "aerial", "jets", "warplanes", "aircraft"})
_GROUND_BLASTS = frozenset({"explosion", "armed_clash"})
_CARRIAGES = frozenset({"bus", "coach", "minibus", "ambulance", "convoy"})
_GOES_ON = frozenset({"resume", "begin", "start", "continue"})
_HOUSEHOLDS = frozenset({"family", "household"})
_KINSHIPS = frozenset({"family", "generation", "household", "clan", "tribe", "branch"})
_HARM = frozenset({"killed", "injured"})
_TOLD_APART = frozenset({"after", "before", "since", "following", "when", "while"})
_HAPPENINGS = frozenset({"killed", "injured", "incidents", "strikes", "shells", "violations"})
_NOT_VICTIMS = frozenset({"strikes", "shells", "days", "incidents"})
_COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|as against|versus|up from|down from)\s(?:\w+\s){0,2}$", re.IGNORECASE
)
_LOOK_BACK = 40
_ARGUMENTS = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "dative", "oprd"})
_INSIDE = frozenset({"conj", "appos", "compound", "nmod", "poss", "nummod", "amod"})


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
                taken.append(replace(quantity, what=_what_of_whole(draft.whole)).to_quantity())
            continue
        if _is_told_apart(draft, quantity, doc) or _only_compares(quantity, at, paragraph):
            continue
        if quantity.low is None and quantity.high is None:
            taken.append(quantity.to_quantity())
            continue
        what = _what(draft, quantity, at, victims, senses)
        if what == "other" and not _belongs(draft, quantity, at, victims):
            continue
        if what == "shells" and draft.type == "explosion":
            # What was laid or carried is no shell: "a car bomb".
            continue
        # A position is about what happened, which is a fact of its own with the numbers.
        if what and not (draft.kind == "position" and what in _HAPPENINGS):
            taken.append(replace(quantity, what=what).to_quantity())
    return taken


def _only_compares(quantity: FoundQuantity, at: Token, paragraph: Paragraph) -> bool:
    """Whether a number only says what another is measured by: "compared with 3,100 in the week before", "for the second
    time in four days", "three people of one family"."""
    noun = quantity.noun or lemma(at)
    above = at.head
    if at.dep_ == "pobj" and noun in _KINSHIPS and above.lower_ in ("of", "from"):
        return True
    if at.dep_ == "pobj" and quantity.what == "days" and above.lower_ == "in" and lemma(above.head) == "time":
        return True
    start = quantity.span.start - paragraph.offset
    return _COMPARED.search(paragraph.text, max(0, start - _LOOK_BACK), start) is not None


def _what_of_whole(whole: Draft) -> str:
    """What the number of the whole counts, which its parts count too."""
    counted = whole.claim.quantities if whole.claim is not None else ()
    return "violations" if whole.type != "aid_volume" else next((q.what for q in counted), "other")


def _is_told_apart(draft: Draft, quantity: FoundQuantity, doc: Any) -> bool:
    """Whether the number is of another happening, told beside this one: "bombed it, after three soldiers had died"."""
    if quantity.governor is None or quantity.what not in _HARM:
        return False
    verb = doc[quantity.governor]
    if not grammar.is_verb(verb):
        verb = grammar.clause_head(verb)
    if any(t.token.i in (quantity.governor, verb.i) for t in draft.triggers) or verb.i == draft.head.i:
        return False
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod", "prep")}
    marks |= {verb.head.lower_} if verb.dep_ == "pcomp" else set()
    return verb.dep_ in ("advcl", "pcomp") and bool(marks & _TOLD_APART)


def _belongs(draft: Draft, quantity: FoundQuantity, at: Token, victims: list[tuple[int, int, str]]) -> bool:
    """Whether a number of things that no class names is the fact's: an argument of one of its verbs, or a share."""
    if any(v[0] <= at.i < v[1] for v in victims):
        return True
    if quantity.noun in ("percent", "percentage", "%") or "%" in quantity.span.quote:
        return True
    if not quantity.explicit:
        return False
    if any(start <= at.i < end for role in ("target", "carrier") for start, end in draft.roles.get(role, [])):
        return True
    if draft.kind in ("figure", "term"):
        return True
    if quantity.noun in load_quantities().durations:
        return quantity.low is None  # a term bounds what is told; other hours are how long a visit or a raid took
    noun = at
    while noun.dep_ in _INSIDE and noun.head.i != noun.i:
        noun = noun.head
    return noun.dep_ in _ARGUMENTS and quantity.unit is not None


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


def _is_aboard(people: Token) -> bool:
    """ "Two buses with 85 wounded fighters"."""
    return (
        people.dep_ == "pobj"
        and people.head.lower_ in ("with", "of")
        and lemma(people.head.head) in _CARRIAGES | _GOES_ON
    )


def _what(draft: Draft, quantity: FoundQuantity, at: Token, victims: list[tuple[int, int, str]], senses: Senses) -> str:
    inside = [v for v in victims if v[0] <= at.i < v[1]]
    noun, kind = quantity.noun or lemma(at), noun_class(at)
    if inside and noun in _KINSHIPS:
        return "other" if any(at.i == v[1] - 1 for v in inside) and at.dep_ != "pobj" else ""
    if inside and kind not in _NOT_VICTIMS and quantity.what != "days":
        # Of nested phrases the smallest holds the number; what its own noun or verb says of it comes first.
        told = min(inside, key=lambda v: v[1] - v[0])[2]
        return quantity.what if {quantity.what, told} == _HARM else told
    if noun in ("attack", "raid", "bombing", "operation") and quantity.what in ("incidents", "strikes", "other"):
        aerial = draft.type in ("air_strike", "drone_strike") or any(t.lower_ in _AERIAL for t in draft.head.sent)
        return "strikes" if aerial and draft.type not in _GROUND_BLASTS else "incidents"
    if quantity.what == "displaced" and draft.type == "force_movement":
        return "fighters"
    if quantity.what == "displaced" and draft.type.startswith("aid_"):
        return "people"
    if quantity.what == "people" and draft.kind == "figure" and draft.type == "displaced":
        return "displaced"
    if quantity.what in ("evacuated", "displaced") and draft.type == "returns" and kind in ("people", "fighters"):
        return kind
    if quantity.what == "other" and noun in ("vehicle", "lorry") and draft.kind == "access":
        return "trucks"
    if draft.kind == "access" and noun not in _HOUSEHOLDS and quantity.what == "other" and senses.is_a(at, "people"):
        return "people"
    if draft.type == "evacuation" and kind in ("people", "fighters") and _is_aboard(at):
        return "evacuated"
    if draft.type == "release" and quantity.what in ("detained", "fighters"):
        return "people"
    return quantity.what
