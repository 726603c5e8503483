"""Tallies: counted breaches, the parts that a text breaks them into, and counts of none ("no deaths were recorded").

A count of breaches with a period, an area or parts is a figure; without, it tells of breaches alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.draft import Draft
from trucewatch.claims.senses import Senses, lemma

Token = Any
_BREACHES = frozenset({"violation", "breach", "infringement", "infraction"})
_COUNTS = frozenset({
    "record", "document", "register", "report", "log", "count", "note", "observe", "confirm", "list", "tally", "verify",
})  # fmt: skip
_PERIOD = frozenset({"since", "during", "between", "throughout", "over", "within", "so", "total", "altogether"})
_SPAN = frozenset({"week", "month", "day", "hour", "year", "fortnight", "period"})
_AREA = frozenset({"in", "across", "throughout", "along", "around"})
_OPENS = frozenset({":", "—", "–", "(", "including", "which", ";"})
_BEFORE_PART = _OPENS | {",", "and", "with", "plus"}
_AFTER_PART = frozenset({
    "in", "near", "at", "around", "through", "by", "along", "across", "inside", "outside", "over", "against", "from",
    "on", "involving", "were", "of", "via",
})  # fmt: skip
_STOPS = frozenset({".", "!", "?", ";"})
_VIOLENT = 2
"""Words for violence that a sentence of another text must hold for its breaches to be ones of a truce."""
_DEATHS = frozenset({"death", "fatality", "casualty"})
BULLETS = frozenset("•-*·–▪◦")


def find_tallies(sentence: Any, senses: Senses, about: bool, whole: Draft | None) -> list[Draft]:
    """The counted breaches of a sentence, each followed by its parts.

    ``about``: whether the text is in the subject; if not, only breaches of a truce or agreement count.  ``whole``: the
    tally above a list, of which an item that begins with a number is a part.
    """
    drafts: list[Draft] = []
    for token in sentence:
        if token.pos_ not in ("NOUN", "PROPN") or lemma(token) not in _BREACHES or token.ent_type_ == "PERSON":
            continue
        if not _numbers(token) or not _in_scope(token, senses, about):
            continue
        opening = find_opening(token)
        parts = list(find_parts(token, opening)) if opening is not None else []
        total = _total(token, parts, senses)
        drafts += [total, *(_part(first, end, total, senses) for first, end in parts)]
    if not drafts and whole is not None and not whole.parted:
        item = _item(sentence)
        if item is not None:
            drafts.append(_part(*item, whole, senses))
    return drafts


def find_none(sentence: Any, attack: str) -> list[Draft]:
    """Deaths that somebody counted and found none of: "documented no deaths", "no casualties were reported".

    ``attack``: the type of the attack told right before, of which "no casualties were reported" is the outcome; ""
    for none.
    """
    drafts = []
    for token in sentence:
        if token.lower_ != "no" or token.head.i <= token.i or lemma(token.head) not in _DEATHS:
            continue
        noun, verb = token.head, token.head.head
        counted = grammar.is_verb(verb) and lemma(verb) in _COUNTS and noun.dep_ in ("dobj", "nsubjpass")
        exists = noun.dep_ == "attr" and any(c.dep_ == "expl" for c in verb.children)
        if not counted and not exists:
            continue
        draft = Draft("figure", "death_toll", noun if noun.dep_ == "dobj" else verb)
        draft.start, draft.end = noun.left_edge.i, max(noun.right_edge.i, verb.i) + 1
        for child in verb.rights:
            if child.i > draft.end - 1 and child.dep_ in ("prep", "npadvmod", "advmod"):
                draft.end = child.right_edge.i + 1
        if exists:
            draft.start = verb.left_edge.i
        draft.start, draft.end = grammar.trim(noun.doc, draft.start, draft.end)
        draft.rules.append("figure.death_toll:none counted")
        if attack and noun.dep_ != "dobj":
            draft.kind, draft.type = "incident", attack
            draft.stance = "alleged" if lemma(verb) == "report" else "asserted"
        drafts.append(draft)
    return drafts


def _numbers(noun: Token) -> bool:
    return any(c.dep_ in ("nummod", "amod", "det", "quantmod") and _is_number(c) for c in noun.lefts)


def _is_number(token: Token) -> bool:
    return bool(token.like_num or token.lower_ in ("dozens", "hundreds", "thousands"))


def _in_scope(noun: Token, senses: Senses, about: bool) -> bool:
    """Whether what is breached is a truce, an agreement or a norm; unsaid, it is what the text is about."""
    beside = [c for c in noun.lefts if c.dep_ in ("compound", "nmod", "poss")]
    of = grammar.prep_object(noun, "of", "to")
    beside += [of] if of is not None else []
    if any(senses.is_a(t, "agreement", "norm") for t in beside):
        return True
    if any(t.pos_ == "NOUN" for t in beside):
        return False
    lex = senses.lexicon
    violent = {lemma(t) for t in noun.sent if lemma(t) in lex.nouns or t.lower_ in lex.scope} - _BREACHES
    return about or len(violent) >= _VIOLENT


def find_opening(noun: Token) -> Token | None:
    """The mark or word after which the parts stand."""
    for token in noun.doc[noun.i + 1 :]:
        if token.text in _STOPS:
            return None
        if token.lower_ in _OPENS:
            return token
    return None


def find_parts(noun: Token, opening: Token) -> Iterator[tuple[Token, int]]:
    """The first token and the end of each part after ``opening``: "26 in the north", "8 near the port"."""
    doc = noun.doc
    starts: list[int] = []
    end = len(doc)
    for token in doc[opening.i + 1 :]:
        if token.text in (".", "!", "?", ")") or (token.text == ":" and starts):
            end = token.i
            break
        if not _is_number(token) or token.ent_type_ in ("DATE", "TIME", "PERCENT"):
            continue
        before = doc[token.i - 1].lower_
        after = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
        if before in _BEFORE_PART and (after in _AFTER_PART or lemma(doc[token.i + 1]) in _BREACHES):
            starts.append(token.i)
    for n, start in enumerate(starts):
        yield doc[start], starts[n + 1] if n + 1 < len(starts) else end


def _item(sentence: Any) -> tuple[Token, int] | None:
    """The part that an item of a list gives: "- 3 in the south: …"."""
    doc = sentence.doc
    first = next((t for t in doc if t.text not in BULLETS and not t.is_space), None)
    if first is None or sentence.start > first.i or first.i == 0 or not _is_number(first):
        return None
    if first.i + 1 >= len(doc) or doc[first.i + 1].lower_ not in _AFTER_PART:
        return None
    end = next((t.i for t in doc[first.i :] if t.text in _STOPS or t.text in (":", ",")), len(doc))
    return first, end


def _total(noun: Token, parts: list[tuple[Token, int]], senses: Senses) -> Draft:
    doc, verb = noun.doc, grammar.clause_head(noun)
    told = grammar.is_verb(verb) and verb.i != noun.i
    subject = told and noun.dep_ in ("nsubj", "nsubjpass")
    draft = Draft("figure", "violation_tally", verb if subject else noun)
    start, end = noun.left_edge.i, noun.right_edge.i + 1
    if told and noun.dep_ in ("dobj", "nsubj", "nsubjpass"):
        for child in verb.rights:
            if child.dep_ in ("prep", "npadvmod", "advmod") and child.i >= noun.i:
                end = max(end, child.right_edge.i + 1)
        end = max(end, verb.i + 1)
        if lemma(verb) == "commit" and noun.dep_ == "dobj":
            start = min(start, verb.left_edge.i)
            doer = grammar.subject(verb)
            if doer is not None:
                draft.add("perpetrator", grammar.phrase(doer, joint=True))
    # The mark or word before the parts ends the total.
    end = next((t.i for t in doc[noun.i :] if t.lower_ in _OPENS), end) if parts else min(end, noun.sent.end)
    draft.start, draft.end = grammar.trim(doc, start, end)
    by = grammar.by_phrase(noun) or _accused(noun)
    if by is not None and senses.is_a(by, "armed", "actor", "political", "name"):
        begin, end = grammar.phrase(by, joint=True)
        draft.add("perpetrator", (begin, min(end, noun.head.i) if noun.head.head.i == by.i else end))
    draft.parts_end = parts[-1][1] if parts else 0
    draft.rules.append(f"figure.violation_tally:{lemma(noun)}")
    if not parts and not _is_running(noun.sent):
        draft.kind, draft.type = "incident", "violation"
    return draft


def _accused(noun: Token) -> Token | None:
    """Who is accused of what a noun counts, also where the parser hangs the "of" on the accused."""
    link = noun.head
    if noun.dep_ != "pobj" or link.lower_ != "of":
        return None
    if lemma(link.head) == "accuse":
        return next(iter(grammar.objects(link.head)), None)
    accused = link.head
    return accused if accused.dep_ == "dobj" and lemma(accused.head) == "accuse" else None


def _is_running(sentence: Any) -> bool:
    """Whether a sentence counts over a period or an area."""
    for token in sentence:
        if token.lower_ in _PERIOD or token.ent_type_ == "DATE" or lemma(token) in _SPAN:
            return True
        named = any(c.dep_ == "pobj" and c.ent_type_ in ("GPE", "LOC") for c in token.children)
        if token.dep_ == "prep" and token.lower_ in _AREA and named:
            return True
    return False


def _part(first: Token, end: int, whole: Draft, senses: Senses) -> Draft:
    draft = Draft("figure", "violation_tally", first, whole=whole)
    draft.start, draft.end = grammar.trim(first.doc, first.i, end)
    for token in first.doc[draft.start : draft.end]:
        if token.lower_ == "by":
            by = next((c for c in token.children if c.dep_ == "pobj"), None)
            if by is not None and senses.is_a(by, "armed"):
                draft.add("perpetrator", grammar.phrase(by, joint=True))
    draft.rules.append("figure.violation_tally:part")
    return draft
