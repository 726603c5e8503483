"""Scene: the place of a fact, in its own words or in what its sentence lends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.draft import Draft
from trucewatch.claims.parsing import Paragraph
from trucewatch.claims.placeholders import find_named
from trucewatch.claims.senses import Senses
from trucewatch.claims.where import FoundPlace
from trucewatch.model.span import Span

Token = Any
_THERE = frozenset({
    "in", "near", "at", "around", "outside", "on", "inside", "over", "across", "into", "onto", "throughout",
    "within", "between", "along", "towards", "toward", "off", "to",
})  # fmt: skip
_SHORT = 3
"""Tokens of "a small hospital"; what is longer says where it is."""
_WHITHER = frozenset({"to", "towards", "toward", "into", "onto"})
_TOO_FAR = 6.0
_SCENES = frozenset({"in", "around", "across", "inside", "outside", "near", "throughout"})
_ABOUT_A_COUNTRY = frozenset({"demands", "upholds", "extends", "rejects"})
_ABOUT_AN_ACT = frozenset({"condemns", "accepts_responsibility", "denies_responsibility", "explains"})
_WIDE = frozenset({"in", "across", "throughout", "inside"})
_MATTERS = frozenset({
    "situation", "crisis", "conflict", "war", "development", "event", "partner", "official", "representative",
    "ambassador", "embassy", "envoy", "authority", "government", "people", "election", "fight", "campaign",
})  # fmt: skip
_TAKING = frozenset({"liberation", "capture", "recapture", "fall", "siege", "blockade", "seizure", "occupation"})
_ELSEWHERE = frozenset({
    "attack", "strike", "airstrike", "raid", "bombing", "blast", "massacre", "shelling", "bombardment", "explosion",
    "assault", "killing", "meeting", "gathering", "talk", "summit", "conference", "diplomacy", "negotiation", "meet",
})  # fmt: skip
_MEET = frozenset({"meet", "gather", "convene", "assemble"})
_NOT = frozenset(["by", "from", "of", "with", "for", "like", "about", "under", "against"])


def find_scene(
    draft: Draft, paragraph: Paragraph, places: Sequence[FoundPlace], senses: Senses, before: Sequence[FoundPlace]
) -> tuple[FoundPlace | None, Span | None]:
    """The place of a draft and the words that name it; the words alone where they are no place phrase.

    ``places``: those of the paragraph; ``before``: the named ones told of before, for which "the city" or "there" may
    stand.  What the words say comes first, then what was hit, then what the sentence lends.
    """
    doc = paragraph.doc
    place = find_place(draft, paragraph, places)
    if place is not None and place.is_generic:
        place = find_named(place.start, place.end, doc, before) or place
        if is_indefinite(place, doc):
            place = find_lent_place(draft, paragraph, places) or place
    if place is None and draft.kind in ("incident", "access") and (hit := _hit_place(paragraph, draft, senses, before)):
        return None, hit
    place = place or find_lent_place(draft, paragraph, places)
    if place is None and draft.kind == "access" and any(t.lower_ == "there" for t in doc[draft.start : draft.end]):
        return None, before[-1].span if before else None
    return place, place.span if place is not None else None


def _hit_place(paragraph: Paragraph, draft: Draft, senses: Senses, before: Sequence[FoundPlace]) -> Span | None:
    """The target as the place, when a place is what was hit: "the rebel enclave"."""
    for start, end in draft.roles.get("target", []):
        tokens = paragraph.doc[start:end]
        if tokens.root.dep_ == "conj" or any(c.dep_ == "conj" for c in tokens.root.rights):
            # In a list of what was destroyed, buildings and bridges are things.
            continue
        if (named := find_named(start, end, paragraph.doc, before)) is not None:
            return named.span
        if senses.is_a(tokens.root, "place") and not senses.is_a(tokens.root, "armed", "people"):
            return paragraph.span(tokens)
    return None


def find_place(draft: Draft, paragraph: Paragraph, places: Sequence[FoundPlace]) -> FoundPlace | None:
    """The place phrase of a draft: of those in its words, the one that hangs nearest to what happened."""
    return _nearest([p for p in places if draft.start <= p.start < draft.end], draft, paragraph.doc)


def find_lent_place(draft: Draft, paragraph: Paragraph, places: Sequence[FoundPlace]) -> FoundPlace | None:
    """The named place that the rest of its sentence lends a draft; None for a position."""
    doc, sentence = paragraph.doc, draft.head.sent
    beside = [
        p
        for p in places
        if sentence.start <= p.start < sentence.end
        and not draft.start <= p.start < draft.end
        and (p.cores or _is_of_a_country(p, doc))
    ]
    where = _antecedent_of_where(draft, doc, beside)
    if draft.kind == "position":
        return where
    return where or _nearest([p for p in beside if _is_lent(p, draft, doc)], draft, doc) or _label(places, draft, doc)


def _is_of_a_country(place: FoundPlace, doc: Any) -> bool:
    """Whether an adjective of nationality names what is else a common noun: "the Jordanian border"."""
    return any(t.ent_type_ == "NORP" for t in doc[place.start : place.end])


def _label(places: Sequence[FoundPlace], draft: Draft, doc: Any) -> FoundPlace | None:
    """The place that stands as a label before the paragraph: "Donetsk region: The mission counted …"."""
    first = places[0] if places else None
    if first is None or not first.cores or not first.end < min(len(doc), draft.start + 1) or doc[first.end].text != ":":
        return None
    return None if any(t.is_alpha for t in doc[: first.start]) else first


def _antecedent_of_where(draft: Draft, doc: Any, places: Sequence[FoundPlace]) -> FoundPlace | None:
    """The place that "where" or "from which" stands for, right before a draft's words or at their head."""
    for token in doc[max(0, draft.start - 2) : draft.start + 1]:
        led = token.lower_ == "which" and token.i > 0 and doc[token.i - 1].lower_ in _THERE | {"from"}
        if token.lower_ == "where" or led:
            ends = [
                p
                for p in places
                if 0 <= token.i - p.end <= 3 and not any(t.is_alpha for t in doc[p.end : token.i - led])
            ]
            return ends[-1] if ends else None
    return None


def _nearest(places: Sequence[FoundPlace], draft: Draft, doc: Any) -> FoundPlace | None:
    anchors = {t.token.i for t in draft.triggers if not _is_before(t.token, draft.head)} | {draft.head.i}
    best: tuple[float, int] | None = None
    chosen = None
    for place in places:
        if draft.kind == "position" and not _is_scene(place, draft, doc):
            continue
        if place.is_country and any(a.lower_ == "between" for a in grammar.ancestors(head_of(place, doc), 4)):
            continue
        score = _fit(place, draft, doc, anchors)
        key = (score, place.start)
        if score < _TOO_FAR and (best is None or key < best):
            best, chosen = key, place
    return chosen


def _is_before(token: Token, head: Token) -> bool:
    """Whether a word is of what went before a draft's head: "after attacks on the town, … bombed"."""
    above = _between(token, head)
    return bool(above) and above[-1].head.i == head.i and above[-1].lower_ in ("after", "following", "before")


def _fit(place: FoundPlace, draft: Draft, doc: Any, anchors: set[int]) -> float:
    """How far a place is from what happened: steps in the parse, less for a phrase that says where."""
    head = doc[place.head]
    preposition = doc[place.preposition].lower_ if place.preposition is not None else ""
    score = _distance(head, anchors)
    if preposition in _THERE:
        score -= 2.0
    elif preposition in _NOT:
        score += 1.0 if preposition == "of" else 2.0
    if head.dep_ in ("poss", "compound", "amod", "nmod") and not place.is_generic:
        score += 3.0
    if head.dep_ in ("nsubj", "agent") and place.is_country:
        score += 5.0
    struck = any(t.token.i == head.head.i and not t.effect for t in draft.triggers)
    if head.dep_ in ("dobj", "nsubjpass") and struck and place.cores and not place.is_country:
        # What was bombed or taken is where it happened.
        score -= 2.0
    if place.is_generic:
        score += 2.0
    if _opens(place, doc):
        # "In northern Iraq, jets hit posts in Makhmur": what opens the sentence is the wider place.
        score += 1.5
    if place.is_country:
        score += 0.5
    if place.is_region and place.relation in ("in", "part", "direction"):
        # "In the north of X province, near the village of Y": the narrower place.
        score += 0.75
    if any(t.text == ":" for t in doc[place.end : draft.head.i]):
        # "3 in the south: shelling near the dam": the label before the colon is the wider place.
        score += 2.5
    return score


def _is_lent(place: FoundPlace, draft: Draft, doc: Any) -> bool:
    """Whether a place beside a draft's words is its scene too.

    It hangs on the verb of the draft, on one coordinated with it, or opens the sentence.
    """
    head = head_of(place, doc)
    verb, own = grammar.clause_head(head), grammar.clause_head(draft.head)
    if own.dep_ == "acl":
        # "Families driven from their homes are camping along the border."
        own = grammar.clause_head(own.head)
    if _opens(place, doc):
        return True
    # Convoys happen where they go to; fire towards a place does not place the fighting beside it.
    links = _THERE if draft.kind == "access" else _THERE - _WHITHER
    says_where = place.preposition is not None and doc[place.preposition].lower_ in links
    if not says_where and head.dep_ not in ("npadvmod", "advmod"):
        return False
    return verb.i == own.i or _first_verb(verb).i == _first_verb(own).i or bool(own.is_ancestor(verb))


def _opens(place: FoundPlace, doc: Any) -> bool:
    """Whether a place opens its sentence behind a preposition: "In Aleppo, …"."""
    opening = doc[doc[place.head].sent.start : place.start]
    return place.preposition is not None and not any(t.is_alpha and t.i != place.preposition for t in opening)


def _first_verb(verb: Token) -> Token:
    """The first of the verbs coordinated with ``verb``."""
    while verb.dep_ == "conj" and verb.head.i != verb.i and grammar.is_verb(verb.head):
        verb = verb.head
    return verb


_WAYS = frozenset({"road", "highway", "motorway", "crossing", "border", "bridge", "route", "corridor"})


def is_stay(place: FoundPlace, doc: Any) -> bool:
    """Whether "there" may mean a place: one with a name, neither a whole country nor a way that leads to one."""
    return bool(place.cores) and not place.is_generic and not place.is_country and doc[place.head].lower_ not in _WAYS


def is_indefinite(place: FoundPlace, doc: Any) -> bool:
    """Whether a phrase names no place and points at none: "a hospital", "two bridges"."""
    short = place.is_generic and place.end - place.start <= _SHORT
    return short and doc[place.start].lower_ not in ("the", "this", "that", "these", "those", "its", "their")


def head_of(place: FoundPlace, doc: Any) -> Token:
    """The token that governs a place phrase."""
    return doc[place.head]


def _is_scene(place: FoundPlace, draft: Draft, doc: Any) -> bool:
    """Whether a position's words place what it is about: "a truce in Eastern Ukraine", "the liberation of Tikrit".

    Neither the scene of an attack that it condemns, which is a fact of its own, nor where people meet.
    """
    if not place.cores:
        return False
    if place.preposition is None:
        of = doc[place.start - 1] if place.start else None
        return of is not None and of.lower_ == "of" and of.head.lemma_.lower() in _TAKING and not place.is_country
    link = doc[place.preposition]
    if link.head.i == draft.head.i and link.head.lemma_ in _MEET:
        # Who meets does so there; who speaks may do it anywhere.
        return link.lower_ in _SCENES | {"at"}
    if any(t.lemma_.lower() in _ELSEWHERE for t in _between(link, draft.head)):
        return False
    if draft.type in _ABOUT_A_COUNTRY:
        return link.lower_ in _SCENES | {"on"}
    if not place.is_country:
        return link.lower_ in _SCENES
    aside = any(t.dep_ == "relcl" and doc[t.left_edge.i - 1].text == "," for t in _between(link, draft.head))
    about = draft.type not in _ABOUT_AN_ACT and link.head.lemma_.lower() not in _MATTERS
    return link.lower_ in _WIDE and about and not aside


def _between(token: Token, head: Token) -> list[Token]:
    """The words above a token, up to the head of a draft or the top of the sentence."""
    above = []
    for word in grammar.ancestors(token, 12):
        if word.i == head.i:
            break
        above.append(word)
    return above


def _distance(token: Token, anchors: set[int]) -> float:
    """Steps in the parse from a token to one of ``anchors`` (token indices) above it."""
    steps = 0.0
    at = token
    for _ in range(12):
        if at.i in anchors:
            return steps
        if at.head.i == at.i:
            break
        # Crossing out of a relative clause or a purpose clause leads away from the happening.
        steps += 2.0 if at.dep_ in ("relcl", "advcl", "ccomp") else 0.5 if at.dep_ in ("prep", "pobj") else 1.0
        at = at.head
    return steps + 1.5
