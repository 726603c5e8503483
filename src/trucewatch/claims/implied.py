"""Quantities without a numeral: "no casualties", "a civilian was killed", "a week", "a deadly raid"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from trucewatch.claims.amount import FoundQuantity, in_days
from trucewatch.claims.counted import casualty_whats, find_outcome, is_both, is_person, noun_class
from trucewatch.claims.numerals import bounded
from trucewatch.claims.parsing import Paragraph
from trucewatch.packs.quantities import CASUALTIES, load_quantities

_NONE = re.compile(r"\b(?:no|nobody|without|none)\b", re.IGNORECASE)
_NEVER = frozenset({"PUNCT", "ADP", "CCONJ", "SCONJ", "PART", "AUX", "NUM", "SPACE"})
_ARTICLES = frozenset({"a", "an"})
_ONE_PERSON = frozenset({"he", "she", "him", "her", "another"})
_ORDINALS = frozenset({
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "last", "next",
})  # fmt: skip
_COLLECTIVES = frozenset({"staff", "personnel", "police", "crew", "youth", "military", "other"})
_NO_PERSON = frozenset({"ORG", "NORP", "GPE", "FAC", "PRODUCT", "WORK_OF_ART"})


def find_none(paragraph: Paragraph) -> list[FoundQuantity]:
    """ "No casualties", "no one was killed", "without injuries"."""
    found: list[FoundQuantity] = []
    if not _NONE.search(paragraph.text):
        return found
    for token in paragraph.doc:
        if token.lower_ not in {"no", "nobody", "without", "none"}:
            continue
        noun = _counted_by_no(token)
        if noun is None:
            continue
        start, end = (token, token) if noun.i == token.i else (token, noun)
        span = paragraph.chars(start.idx, end.idx + len(end.text))
        kind = noun_class(noun)
        whats: tuple[str, ...] = ()
        governor = None
        if kind in {"killed", "injured", CASUALTIES}:
            whats = casualty_whats(kind, zero=True)
        elif kind in {"people", "fighters", None} and token.lower_ != "without":
            outcome = find_outcome(noun)
            if outcome is not None and outcome.what in {"killed", "injured"}:
                both = is_both(paragraph.doc, outcome, noun)
                whats, governor = ("killed", "injured") if both else (outcome.what,), outcome.governor
        for what in whats:
            found.append(
                FoundQuantity(
                    span=span, low=0, high=0, what=what, unit=noun.i, noun=noun.lemma_.lower(), governor=governor
                )
            )
    return found


def _counted_by_no(token: Any) -> Any | None:
    if token.lower_ in {"nobody", "none"}:
        return token
    if token.lower_ == "no":
        return token.head if token.dep_ in {"det", "neg", "advmod"} and token.head.i > token.i else None
    return next((c for c in token.children if c.dep_ == "pobj"), None)


def find_implied(paragraph: Paragraph, taken: set[int], times: Iterable[tuple[int, int]]) -> list[FoundQuantity]:
    """One victim without a numeral, "a shell", "a month", "deadly"."""
    found = []
    words = load_quantities()
    for token in paragraph.doc:
        # Most words can be no quantity; the look at their neighbours is the costly part.
        if token.pos_ in _NEVER or token.i in taken or any(start <= token.idx < end for start, end in times):
            continue
        lemma, low = token.lemma_.lower(), token.lower_
        article = next((c for c in token.lefts if c.dep_ in {"det", "nummod"} and c.lower_ in _ARTICLES), None)
        start = article if article is not None else token

        def one(start: Any = start, token: Any = token, noun: str = lemma) -> FoundQuantity:
            span = paragraph.chars(start.idx, token.idx + len(token.text))
            return FoundQuantity(span=span, low=1, high=1, what="other", unit=token.i, noun=noun, explicit=False)

        if low in words.deadly_words and token.pos_ == "ADJ":
            found.append(replace(one(), what="killed", high=None, unit=None, noun=""))
        elif low.endswith("long") and words.durations.get(low.removesuffix("long")):
            found.append(in_days(replace(one(), noun=low.removesuffix("long"))))
        elif words.durations.get(lemma) and token.tag_ == "NN" and (_is_a(token, article) or _long(token)):
            begin, least, most, approx = bounded(paragraph.text, start.idx, 1, 1)
            span = paragraph.chars(begin, token.idx + len(token.text))
            length = replace(one(), span=span, low=least, high=most, approx=approx)
            # "Within a year": a term of months or years keeps its own unit.
            found.append(length if least is None and lemma in ("month", "year") else in_days(length))
        elif article is not None and noun_class(token) == "shells" and token.tag_ == "NN":
            found.append(replace(one(), what="shells"))
        elif _is_one_victim(token):
            outcome = find_outcome(token, strict=True)
            if outcome is not None and outcome.what in words.victims and _may_suffer(token, outcome.what):
                whole = paragraph.chars(token.left_edge.idx, token.idx + len(token.text))
                found.append(
                    replace(one(), span=whole, what=outcome.what, governor=outcome.governor, subset=outcome.subset)
                )
    return found


def _is_a(token: Any, article: Any | None) -> bool:
    """Whether "a week" is one week rather than "a second week"."""
    ordinal = any(c.ent_type_ == "ORDINAL" or c.lower_ in _ORDINALS for c in token.children)
    return article is not None and not ordinal and not _is_rate(article)


def _is_rate(article: Any) -> bool:
    """Whether "a day" says how often and not how long: "80 trucks a day"."""
    before = article.doc[article.i - 1] if article.i else None
    counted = before is not None and before.tag_ == "NNS" and any(c.like_num for c in before.lefts)
    return bool(counted or (before is not None and before.lower_ in {"times", "once", "twice"}))


def _long(token: Any) -> bool:
    """ "month-long", "weeklong" read as one unit."""
    following = token.doc[token.i + 1 : token.i + 3]
    return len(following) == 2 and following[0].text == "-" and following[1].lower_ == "long"


def _is_one_victim(token: Any) -> bool:
    """A noun phrase for one person: "a civilian", "his cousin", a person's name; never a group."""
    if token.lower_ in _ONE_PERSON and token.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        return True
    if token.tag_ == "NNP" and token.dep_ == "nsubjpass" and token.head.lemma_ == "kill":
        return True  # only a person is killed, whatever the parser takes the name for
    if token.dep_ == "compound" or token.ent_type_ in _NO_PERSON or token.lower_ in _COLLECTIVES:
        return False
    if token.ent_type_ == "PERSON" and token.pos_ == "PROPN":
        return token.dep_ in {"nsubj", "nsubjpass", "dobj", "conj", "pobj"}
    return token.tag_ in {"NN", "NNP"} and is_person(token) and not any(c.dep_ == "nummod" for c in token.children)


def _may_suffer(token: Any, what: str) -> bool:
    """Single people flee and are evacuated all through a story; only what befalls one person counts as one."""
    return what in {"killed", "injured", "detained", "missing"} or (token.pos_ == "NOUN" and what == "evacuated")
