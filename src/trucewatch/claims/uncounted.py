"""Harm told without a number: "others were hurt", "deaths and injuries", "an unknown number of civilians"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from trucewatch.claims.amount import FoundQuantity
from trucewatch.claims.counted import find_outcome, noun_class
from trucewatch.claims.parsing import Paragraph
from trucewatch.packs.quantities import load_quantities, outcome_words

Token = Any
_PLURAL = frozenset({"NNS", "NNPS"})
_HARM = frozenset({"killed", "injured"})
_QUANTIFIERS = frozenset({"number", "numbers", "many"})


def find_uncounted(paragraph: Paragraph, taken: set[int]) -> list[FoundQuantity]:
    """The dead and injured of a paragraph to whom the text gives no number: quantities open on both sides.

    ``taken``: the tokens that a number already counts.
    """
    found = []
    for token in paragraph.doc:
        if token.i in taken or not _may_be_many(token):
            continue
        if any(c.dep_ == "nummod" or c.like_num or c.lower_ in ("no", "any") for c in token.lefts):
            continue
        if _is_the_number(token):
            continue
        start = _first_word(token)
        span = paragraph.chars(start.idx, token.idx + len(token.text))
        base = FoundQuantity(
            span=span,
            low=None,
            high=None,
            what="other",
            unit=token.i,
            noun=token.lemma_.lower(),
            explicit=False,
        )
        found += [replace(base, what=w, governor=g, subset=s) for w, g, s in _harms(token)]
    return found


def _may_be_many(token: Token) -> bool:
    """A plural noun, or a participle that stands for people: "the wounded", "many injured"."""
    if token.tag_ in _PLURAL or token.lower_ in ("others", "many"):
        return True
    if token.lower_ not in outcome_words()["words"] or any(c.dep_ in ("dobj", "nummod") for c in token.children):
        return False
    first = token.head if token.dep_ == "conj" else token
    return first.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass") or first.tag_ in _PLURAL


def _harms(token: Token) -> Iterator[tuple[str, int, bool]]:
    """What befell those whom a plural noun names: the outcome, the word that says so, whether they are a part."""
    kind = noun_class(token)
    if kind in _HARM:
        # "The lives of 14 people", "ten sustained injuries": others say who they were, and perhaps how many.
        lent = any(token.head.lemma_ in light.verbs for light in load_quantities().light_verbs)
        if lent or any(c.dep_ == "prep" and c.lower_ == "of" for c in token.rights):
            return
        yield kind, token.i, False
        return
    if kind in ("people", "fighters") or token.lower_ in ("others", "many"):
        outcome = find_outcome(token, strict=True)
        if outcome is not None and outcome.what in _HARM:
            yield outcome.what, outcome.governor, outcome.subset
            for other in _joined(token.doc[outcome.governor]) - {outcome.what}:
                yield other, outcome.governor, outcome.subset


def _joined(governor: Token) -> set[str]:
    """What a second verb or participle beside the first says of the same people: "killed and wounded civilians"."""
    words = outcome_words()
    beside = [c for c in governor.children if c.dep_ == "conj"]
    if governor.dep_ == "conj":
        beside.append(governor.head)
    names = {words["words"].get(t.lower_) or words["verbs"].get(t.lemma_.lower()) for t in beside}
    return {n for n in names if n in _HARM}


def _is_the_number(token: Token) -> bool:
    """Whether "the number of people killed" only opens a sentence that tells it."""
    counting = token.head.head if token.dep_ == "pobj" else token
    return counting.lower_ in _QUANTIFIERS and any(c.lower_ == "the" for c in counting.lefts)


def _first_word(token: Token) -> Token:
    """Where the words for how many begin: "an unknown number of civilians", "many others"."""
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in _QUANTIFIERS:
        return token.head.head.left_edge
    return token.left_edge if token.left_edge.i >= token.i - 4 else token
