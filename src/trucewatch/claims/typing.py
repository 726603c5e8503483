"""The type of a happening: what was hit, then by what means, then what the verb says, then what the text speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from trucewatch.claims.draft import ATTACKS, HARMS, Draft
from trucewatch.claims.means import find_means, is_struck
from trucewatch.claims.senses import Senses, lemma

Token = Any
_SAME = frozenset({"the", "this", "that", "these", "those", "its", "their"})
_AGENCYS = frozenset({
    "warehouse", "depot", "store", "storehouse", "truck", "lorry", "vehicle", "worker", "staff", "employee",
    "volunteer", "team", "driver", "convoy", "stock", "shipment",
})  # fmt: skip
_CARRYING = frozenset({"carry", "bring", "transport", "deliver", "haul", "take", "load", "laden", "ferry", "bear"})
_FLEET = 3
"""So many words for aircraft beside a drone make it a raid of many craft."""
_BY_HAND = frozenset({
    "execute", "behead", "hang", "lynch", "crucify", "murder", "massacre", "butcher", "assassinate", "slaughter",
    "slay", "slit", "strangle", "decapitate", "bludgeon", "put", "find", "stab", "hack",
})  # fmt: skip
_SEARCHING = frozenset({"search", "arrest", "detain", "inspect", "comb", "apprehend"})
_SEARCHES = frozenset({"raid", "operation", "campaign", "storming"})
_SOUGHT = frozenset({"cell", "tent", "suspect", "fugitive", "home", "house", "search", "arrest", "security"})
_TERROR = frozenset({
    "taliban", "haram", "shabaab", "al-shabaab", "shabab", "al-shabab", "militant", "militants", "insurgent",
    "insurgents", "jihadist", "jihadists", "roadside", "claimed", "terrorist", "terror", "suicide", "isis", "isil",
    "daesh", "da’esh", "da'esh", "qaeda", "qaida",
})  # fmt: skip
_BOMBINGS = frozenset({"bombing", "bomb"})
_SPECIFIC = ("air_strike", "drone_strike", "shelling")
_ORDER = ("chemical_attack", "drone_strike", "air_strike", "shelling", "explosion", "gunfire", "armed_clash")


def decide_type(draft: Draft, senses: Senses, spoken_of: str, likely: Mapping[str, int], convoy: str = "") -> str:
    """The guide's type.

    ``spoken_of`` is the last type of attack that the document named ("" for none); ``likely`` counts the words for each
    means in the whole document; ``convoy`` is the last sort of convoy that it spoke of (``find_convoy``).
    """
    types = [t.type for t in draft.triggers]
    first = draft.triggers[0].type if draft.triggers else draft.type
    violent = any(t in ATTACKS or t in HARMS for t in types)
    if not violent:
        return next((t for t in types if t == draft.type), types[0])
    doc = draft.head.doc
    helps = draft.type == "other_incident" and bool(set(types) & set(_SPECIFIC))
    if draft.type not in ATTACKS and draft.type not in HARMS and not helps:
        return draft.type
    targets = draft.roles.get("target", [])
    if is_by_hand(draft):
        return "killing"
    if any(t in ATTACKS for t in types):
        for start, end in targets:
            words = [doc[i] for i in range(start, end)]
            if any(senses.is_a(w, "medical_target") for w in words):
                return "attack_on_medical"
            if any(senses.is_a(w, "aid_target") or _of_agency(w, senses) for w in words) or _aid_convoy(
                words, senses, convoy
            ):
                return "attack_on_aid"
    # What was hit is not what it was hit with: "destroyed a tank".
    hit = {i for start, end in targets for i in range(start, end)}
    named = [
        t.type
        for t in draft.triggers
        if t.type in ATTACKS and t.type != "attack" and t.token.i not in hit and not (t.nominal and is_struck(t.token))
    ]
    own = {t.token.i for t in draft.triggers}
    means = find_means([doc[i] for i in range(draft.start, draft.end) if i not in own and i not in hit], senses)
    if _is_search(draft) and not set(named) & set(_SPECIFIC) and not any(t.effect == "killed" for t in draft.triggers):
        return "other_incident"
    if (
        "drone_strike" in means
        and means.count("air_strike") < _FLEET
        and any(t in ("air_strike", "attack") for t in types + named)
    ):
        return "drone_strike"
    if set(named) == {"gunfire"} and "fire" in {lemma(t.token) for t in draft.triggers}:
        # "The jets fired 22 munitions": what is fired, or fires, decides.
        named = [kind for kind in means if kind in _SPECIFIC] or named
    within = [doc[i] for i in range(draft.start, draft.end) if i not in hit]
    if any(senses.is_a(t, "poison_gas") for t in within if t.pos_ in ("NOUN", "PROPN")):
        return "chemical_attack"
    for kind in _ORDER:
        if kind in named:
            return kind
    for kind in _ORDER:
        if kind in means and (kind not in ("explosion", "armed_clash") or any(t in ATTACKS for t in types)):
            return kind
    hint = next((t.hint for t in draft.triggers if t.hint), "")
    if any(t == "attack" for t in types):
        if hint == "armed_clash":
            return hint
        if any(lemma(t.token) in _BOMBINGS for t in draft.triggers) and _is_terror(draft):
            return "explosion"
        if on_foot := _by_men_on_foot(draft, senses, types, hint):
            return on_foot
        if spoken_of and (hint or first == "attack"):
            return spoken_of
        if hint and likely.get(hint, 0):
            return hint
        most = max(_SPECIFIC, key=lambda kind: (likely.get(kind, 0), kind == hint))
        if likely.get(most, 0) >= (1 if hint else 2):
            return most
        if hint:
            return hint
        return "killing" if "killing" in types else "other_incident"
    return "killing" if "killing" in types else "other_incident"


def is_by_hand(draft: Draft) -> bool:
    """Whether people were put to death by those who held them; "executed three raids" puts nobody to death."""
    if any(t.nominal and t.token.dep_ in ("dobj", "nsubjpass") for t in draft.triggers):
        return False
    return any(t.effect == "killed" and lemma(t.token) in _BY_HAND for t in draft.triggers)


def _by_men_on_foot(draft: Draft, senses: Senses, types: list[str], hint: str) -> str:
    """What an attack by irregulars without a stated means is: a killing of civilians, or a fight with armed men."""
    doc = draft.head.doc
    doers = [doc[start:end].root for start, end in draft.roles.get("perpetrator", [])]
    if hint or not doers or not all(senses.is_a(d, "on_foot") for d in doers):
        return ""
    targets = [doc[start:end].root for start, end in draft.roles.get("target", [])]
    if "killing" in types and not any(senses.is_a(t, "armed", "military_post") for t in targets):
        return "killing"
    return "armed_clash" if any(senses.is_a(t, "armed", "military_post", "place") for t in targets) else ""


def _is_search(draft: Draft) -> bool:
    """Whether troops on the ground look for somebody: "raids on tents in search of", "a raid campaign"."""
    nouns = [t.token for t in draft.triggers if t.nominal and lemma(t.token) in _SEARCHES]
    if not nouns:
        return False
    words = {lemma(t) for t in draft.head.doc[draft.start : draft.end]}
    beside = {lemma(t.head) for t in nouns if t.dep_ == "compound"}
    return bool(words & (_SEARCHING | _SOUGHT)) or "campaign" in beside


def _is_terror(draft: Draft) -> bool:
    """Whether bombs were laid or carried, not dropped: the work of an underground group."""
    return any(t.lower_ in _TERROR for t in draft.head.sent)


def find_convoy(sentence: Iterable[Token], senses: Senses) -> str:
    """The last sort of convoy that a sentence speaks of: ``aid``, ``armed``, or "" when it names none by its sort."""
    found = ""
    for token in sentence:
        if "convoy" not in senses.lexicon.classes.get(lemma(token), ()) or token.pos_ not in ("NOUN", "PROPN"):
            continue
        if _is_armed(token, senses):
            found = "armed"
        elif any(senses.is_a(t, "aid", "aid_agency") for t in token.subtree if t.i != token.i):
            found = "aid"
    return found


def _is_armed(noun: Token, senses: Senses) -> bool:
    return any(
        lemma(c) in ("military", "army", "armoured", "armored") or senses.is_a(c, "armed")
        for c in noun.lefts
        if c.dep_ in ("compound", "amod", "nmod", "poss")
    )


def _of_agency(word: Token, senses: Senses) -> bool:
    """Whether a store, a vehicle or staff is an aid agency's or full of aid: "a UN warehouse", "WFP trucks"."""
    if lemma(word) not in _AGENCYS:
        return False
    owners = [c for c in word.lefts if c.dep_ in ("compound", "poss", "nmod", "amod")]
    inside = [t for c in word.rights if c.dep_ in ("prep", "amod", "acl") for t in c.subtree]
    return any(senses.is_a(o, "aid_agency", "aid") for o in owners) or any(
        "aid" in senses.lexicon.classes.get(lemma(t), ()) for t in inside
    )


def _carries_aid(clause: Token, senses: Senses) -> bool:
    """Whether a clause on a convoy says that it carries aid: "carrying food", "laden with supplies"."""
    return lemma(clause) in _CARRYING and any(senses.is_a(t, "aid") for t in clause.subtree)


def _aid_convoy(words: list[Token], senses: Senses, convoy: str) -> bool:
    """Whether the words name a convoy of aid, or "the convoy" after one."""
    rolling = [w for w in words if senses.is_a(w, "convoy")]
    if not rolling or any(_is_armed(w, senses) for w in rolling):
        return False
    own = {r.i for r in rolling}
    if any(senses.is_a(w, "aid", "aid_agency") for w in words if w.i not in own):
        return True
    if any(_carries_aid(c, senses) for r in rolling for c in r.rights if c.dep_ in ("acl", "relcl")):
        return True
    if any("aid" in senses.classes(r) for r in rolling):
        return True
    return convoy == "aid" and any(w.lower_ in _SAME for w in words)
