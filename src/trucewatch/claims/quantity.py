"""Quantities in a parsed paragraph: numerals with their bounds, the noun that they count, and what became of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from trucewatch.claims.amount import FoundQuantity, in_days
from trucewatch.claims.counted import (
    casualty_whats,
    counted_noun,
    find_outcome,
    is_both,
    is_kin_beside,
    is_person,
    noun_class,
)
from trucewatch.claims.implied import find_implied, find_none
from trucewatch.claims.numerals import Numeral, find_numerals
from trucewatch.claims.parsing import Paragraph
from trucewatch.claims.uncounted import find_uncounted
from trucewatch.claims.when import time_stretches
from trucewatch.packs.quantities import load_quantities

__all__ = ["FoundQuantity", "find_quantities"]

_NOUNS = frozenset({"NOUN", "PROPN"})
_FEW = 10
# "In the last two weeks" says when and how long; months and years are only when.
_WINDOW = re.compile(r"\b(?:last|past|previous|preceding)\s$", re.IGNORECASE)
_SHORT = re.compile(r"[\s-](?:hours?|days?|weeks?)\b", re.IGNORECASE)
_OFFSETS = frozenset({"after", "later", "ago", "before", "since", "earlier", "prior", "old"})
_WARS = frozenset({"war", "conflict", "uprising", "revolution", "insurgency", "rule", "occupation", "dictatorship"})
_BACKGROUND = 730
_OPENS_LIST = frozenset({",", ":", "(", "–", "—", "-"})
_OLDEST = 120
_OR = frozenset({"or", "-", "–", "to"})
_WHOLES = frozenset({"them", "whom", "these", "those", "which"})
_BESIDE = frozenset({"nummod", "amod", "quantmod", "compound", "det", "predet", "nmod", "poss"})


def find_quantities(paragraph: Paragraph) -> tuple[FoundQuantity, ...]:
    """Every quantity of a paragraph in text order.

    Numbers inside dates are left out, as are ages, clock times, years and numbers that name something.  "A woman and
    two children" is summed; "no casualties" gives two quantities on one span (killed 0, injured 0).
    """
    times = time_stretches(paragraph.text)
    found: list[FoundQuantity] = []
    taken: set[int] = set()
    for numeral in find_numerals(paragraph.text):
        dated = any(start < numeral.core_end and numeral.core_start < end for start, end in times)
        if dated and not _WINDOW.search(paragraph.text, max(0, numeral.start - 12), numeral.start):
            continue
        if dated and not _SHORT.match(paragraph.text, numeral.core_end):
            continue
        quantity = _explicit(paragraph, numeral)
        if quantity is not None:
            found.append(quantity)
            taken.add(quantity.unit if quantity.unit is not None else -1)
    found += find_none(paragraph)
    found += find_implied(paragraph, taken, times)
    found = _sum(paragraph, found)
    found += find_uncounted(paragraph, {q.unit for q in found if q.unit is not None})
    return tuple(sorted(found, key=lambda q: (q.span.start, q.span.end, q.what != "killed", q.what)))


def _explicit(paragraph: Paragraph, numeral: Numeral) -> FoundQuantity | None:
    doc = paragraph.doc
    tokens = doc.char_span(numeral.core_start, numeral.core_end, alignment_mode="expand")
    number = tokens.root
    unit = _unit(doc, tokens, number)
    if number.lower_ == "both" and (unit is None or number.dep_ in {"preconj", "cc"}):
        return None
    if unit is None and _is_age(doc, tokens):
        return None
    if number.lower_ == "one" and any(c.lower_ == "of" for c in number.children) and not _befalls(number):
        return None  # "one of the sites" counts nothing
    if number.lower_ == "one" and number.pos_ == "PRON" and unit is None and number.dep_ in {"pobj", "attr"}:
        return None
    if tokens.start > 1 and doc[tokens.start - 1].lower_ == "in" and doc[tokens.start - 2].like_num:
        return None  # "nine in ten people" is a share
    first = doc.char_span(numeral.start, numeral.start + 1, alignment_mode="expand")[0]
    handed = first.lower_ == "over" and first.i > 0 and first.nbor(-1).lemma_ == "hand"
    if first.dep_ == "prt" or handed:  # "handed over 12 tanks" bounds nothing
        low = numeral.high if numeral.low is None else numeral.low
        numeral = replace(numeral, start=numeral.core_start, low=low, high=low)
    base = FoundQuantity(
        span=paragraph.chars(numeral.start, numeral.end),
        low=numeral.low,
        high=numeral.high,
        approx=numeral.approx,
        what="other",
        unit=unit.i if unit is not None else None,
        noun=unit.lemma_.lower() if unit is not None else "",
    )
    if any(c.dep_ == "pobj" and c.lower_ in _WHOLES for p in number.children if p.lower_ == "of" for c in p.children):
        base = replace(base, subset=True)  # "five of them"
    if numeral.kind in {"money", "percent"}:
        return replace(base, noun=numeral.kind)
    if unit is not None and unit.lemma_.lower() in load_quantities().durations:
        return _length(base, unit) if unit.i + 1 == len(doc) or doc[unit.i + 1].lower_ not in _OFFSETS else None
    if unit is not None and unit.lemma_.lower() in load_quantities().measures:
        return base
    found = _classify(doc, base, unit if unit is not None else number, unit)
    return None if number.lower_ == "both" and found.what == "other" else found


def _length(base: FoundQuantity, unit: Any) -> FoundQuantity | None:
    """A length of time in days; None for the age of a war and for years, which are background.

    A term of months or years ("within a year") keeps its own unit: it bounds, and does not last.
    """
    if unit.head.lemma_.lower() in _WARS and unit.dep_ in {"compound", "nmod", "amod", "npadvmod"}:
        return None
    if base.low is None and base.noun in {"month", "year"}:
        return base
    length = in_days(base)
    if length.what == "days" and base.noun in {"year", "decade"} and (length.low or length.high or 0) >= _BACKGROUND:
        return None
    return length


def _befalls(number: Any) -> bool:
    """Whether something happened to the one that is meant: "one of the victims died"."""
    outcome = find_outcome(number)
    return outcome is not None and outcome.what in load_quantities().victims


def _is_age(doc: Any, tokens: Any) -> bool:
    """A bare number set off after a name: "the mayor, 45, said"."""
    if tokens.start < 2 or tokens.end >= len(doc):
        return False
    ages = [t for t in tokens if t.text.isdecimal()]
    between = all(t.text.isdecimal() or t.lower_ in _OR for t in tokens)
    if not ages or not between or any(int(t.text) > _OLDEST for t in ages):
        return False
    before, after = doc[tokens.start - 1], doc[tokens.end]
    return before.text in {",", "("} and after.is_punct and _is_name(doc[tokens.start - 2])


def _is_name(token: Any) -> bool:
    return token.pos_ == "PROPN" or (token.pos_ == "NOUN" and is_person(token))


def _classify(doc: Any, base: FoundQuantity, token: Any, unit: Any) -> FoundQuantity:
    """``what`` from the noun, or for people, fighters and bare numbers from what happened to them."""
    counted = unit if unit is not None else counted_noun(token) or _named_before(doc, token)
    kind = noun_class(counted) if counted is not None else None
    if counted is not None and kind is not None and kind not in {"people", "fighters"}:
        return replace(base, what=casualty_whats(kind, zero=base.high == 0)[0], noun=counted.lemma_.lower())
    outcome = find_outcome(token)
    if outcome is None and unit is None and counted is not None:
        outcome = find_outcome(counted)
    if outcome is None or (kind is None and unit is not None and unit.pos_ == "NOUN" and not _takes_harm(unit)):
        return replace(base, what=kind or ("people" if unit is None and _is_crowd(token, base) else "other"))
    what = "other" if is_both(doc, outcome, token) else outcome.what
    return replace(base, what=what, governor=outcome.governor, subset=outcome.subset or base.subset)


def _named_before(doc: Any, number: Any) -> Any | None:
    """What a bare number counts that was named before it: "of the 98 lorries, 77 were looted", "lorries unloaded: 294".

    Only a noun of a class other than people, whose lot the verb tells.
    """
    if number.i and doc[number.i - 1].text == ":":
        named = [
            t for t in doc[number.sent.start : number.i] if t.pos_ in _NOUNS and t.dep_ not in {"compound", "pobj"}
        ]
    else:
        wholes = [t for t in doc[number.sent.start : number.i] if t.dep_ == "pobj" and t.head.lower_ == "of"]
        named = [t for t in wholes if any(c.like_num for c in t.lefts) and not _is_inside(number, t)]
    classes = {t.i: noun_class(t) for t in named}
    return next((t for t in named if classes[t.i] not in {None, "people", "fighters"}), None)


def _is_inside(number: Any, noun: Any) -> bool:
    """Whether the number stands in the noun's own phrase."""
    return bool(noun.left_edge.i <= number.i <= noun.right_edge.i)


def _is_crowd(number: Any, base: FoundQuantity) -> bool:
    """Whether a bare number can only be of people: "dozens gathered", "the 3 million in the province"."""
    large = (base.low or base.high or 0) >= 1000
    return (large or number.pos_ == "NOUN") and number.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}


def _takes_harm(unit: Any) -> bool:
    """Whether a noun without a class may be people: capitalised or plural nouns ("Syrians", "shoppers")."""
    return unit.tag_ in {"NNS", "NNPS", "NNP"} or unit.ent_type_ in {"PERSON", "NORP"}


def _unit(doc: Any, tokens: Any, number: Any) -> Any | None:
    """The noun that a number counts: its head, the object of its "of", or the noun right after it."""
    for child in number.children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i >= tokens.end - 1:
            return next((c for c in child.children if c.dep_ == "pobj" and c.pos_ in _NOUNS), None)
    head = number.head
    if number.dep_ in _BESIDE and head.pos_ in _NOUNS and head.i >= tokens.end:
        return head
    return _next_noun(doc, _after_whole(doc, tokens.end))


def _after_whole(doc: Any, end: int) -> int:
    """Past the number of the whole behind a part: "14 out of 23 districts", "97 of the 109 trucks"."""
    at = end + 1 if end < len(doc) and doc[end].lower_ == "out" else end
    if at >= len(doc) or doc[at].lower_ != "of":
        return end
    at += 1
    while at < len(doc) and doc[at].pos_ in {"DET", "PRON"}:
        at += 1
    first = at
    while at < len(doc) and doc[at].like_num:
        at += 1
    return at if at > first else end


def _next_noun(doc: Any, start: int) -> Any | None:
    """The noun of the phrase that begins at ``start``, for parses that hang the number elsewhere."""
    last = None
    for token in doc[start : start + 5]:
        if (
            token.pos_ in _NOUNS
            and token.ent_type_ in {"DATE", "TIME"}
            and not load_quantities().durations.get(token.lemma_.lower())
        ):
            break  # "killed a dozen yesterday"
        if token.pos_ in _NOUNS:
            last = token
            if token.dep_ not in {"compound", "amod", "nmod"}:
                break
        elif token.pos_ != "ADJ" and token.dep_ != "amod" and token.text != "-":
            break
    return last


def _sum(paragraph: Paragraph, found: list[FoundQuantity]) -> list[FoundQuantity]:
    """Join coordinated people with the same fate: "a woman and two children" → 3.

    Large counts side by side ("39 soldiers and nine civilians") stay apart, since texts give those as parts.
    """
    doc, victims = paragraph.doc, load_quantities().victims
    by_unit = {q.unit: q for q in found if q.unit is not None and q.governor is not None and q.what in victims}
    merged: list[FoundQuantity] = []
    gone: set[int] = set()
    for unit in sorted(by_unit):
        first = by_unit[unit]
        if unit in gone:
            continue
        parts = [first]
        for token in _beside(doc[unit]):
            part = by_unit.get(token.i)
            same = part is not None and part.what == first.what and _is_like(token, doc[unit])
            if part is not None and token.i > unit and same:
                parts.append(part)
        if len(parts) < 2 or not _adds_up(parts) or _spells_out(doc, parts):
            continue
        gone.update(p.unit for p in parts if p.unit is not None)
        merged.append(_joined(paragraph, parts))
    return [q for q in found if q.unit not in gone or q.unit not in by_unit] + merged


def _is_like(one: Any, two: Any) -> bool:
    """Whether two nouns may be added: of one class, or one of them the name of a person."""
    classes = {noun_class(t) or ("people" if t.pos_ == "PROPN" else None) for t in (one, two)}
    return len(classes) == 1


def _beside(noun: Any) -> list[Any]:
    """Who is listed with ``noun``: its conjuncts, and its kin set beside it ("the farmer, his wife and their son")."""
    kin = [c for c in noun.children if is_kin_beside(c)]
    return sorted({*noun.conjuncts, *kin, *(t for c in kin for t in c.conjuncts)}, key=lambda t: t.i)


def _spells_out(doc: Any, parts: list[FoundQuantity]) -> bool:
    """Whether what follows a number only says who they were: "four civilians, a farmer, his wife and two sons"."""
    first = parts[0]
    if first.noun not in load_quantities().whole_nouns or (first.low or 0) < 2 or first.unit is None:
        return False
    return first.unit + 1 < len(doc) and doc[first.unit + 1].text in _OPENS_LIST


def _adds_up(parts: list[FoundQuantity]) -> bool:
    if any(p.low is None for p in parts):
        return False
    return any(not p.explicit for p in parts) or all((p.low or 0) <= _FEW for p in parts)


def _joined(paragraph: Paragraph, parts: list[FoundQuantity]) -> FoundQuantity:
    last = paragraph.doc[parts[-1].unit or 0]
    end = max(last.idx + len(last.text), parts[-1].span.end - paragraph.offset)
    highs = [p.high for p in parts]
    return replace(
        parts[0],
        span=paragraph.chars(min(p.span.start for p in parts) - paragraph.offset, end),
        low=sum(p.low or 0 for p in parts),
        high=None if None in highs else sum(h or 0 for h in highs),
        approx=any(p.approx for p in parts),
        noun=parts[0].noun if len({p.noun for p in parts}) == 1 else "people",
        explicit=any(p.explicit for p in parts),
    )
