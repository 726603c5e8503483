"""Verbs that give words to a source, and where the words stand: clause, infinitive, object, prepositional phrase."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from trucewatch.claims.drafts import Draft, Range, children, noun_phrase, subtree, without
from trucewatch.claims.subjects import find_agent, find_governor, find_subject
from trucewatch.packs.cues import CueBook, VerbCue

_AUXILIARY = frozenset({"aux", "auxpass", "neg"})
_VERBAL = ("VERB", "AUX")


def find_verbs(doc: Any, book: CueBook) -> Iterator[Draft]:
    """A draft for each cue verb of ``doc`` with content, or (content empty) that could take a quotation."""
    repairs = book.file.lemma_repairs
    for token in doc:
        if token.pos_ not in _VERBAL and not token.tag_.startswith("VB"):
            continue
        lemma = token.lemma_.lower()
        lemma = repairs.get(lemma, lemma)
        cues = book.verbs.get(lemma)
        if not cues or token.dep_ in ("aux", "auxpass"):
            continue
        draft = _draft(token, lemma, cues, book)
        if draft:
            yield draft


def _draft(verb: Any, lemma: str, cues: tuple[VerbCue, ...], book: CueBook) -> Draft | None:
    kids = children(verb)
    quoting: VerbCue | None = None
    for cue in cues:
        if cue.particles and not ("prt" in kids and kids["prt"].lower_ in cue.particles):
            continue
        for pattern in cue.takes:
            if pattern == "quote":
                quoting = quoting or cue
                continue
            content = _PATTERNS[pattern](verb, kids, cue)
            if content:
                return _complete(verb, lemma, cue, pattern, content, None, book)
        preposition, content = _prepositional(verb, cue)
        if content:
            return _complete(verb, lemma, cue, "preposition", content, preposition, book)
    if quoting:
        return _complete(verb, lemma, quoting, "quote", [], None, book)
    return None


def _complete(
    verb: Any, lemma: str, cue: VerbCue, pattern: str, content: list[Range], preposition: Any | None, book: CueBook
) -> Draft:
    start, end, negated = _cue_span(verb, book)
    if preposition is not None and preposition.i <= end + 1:
        end = preposition.i + 1
    passive = pattern == "passive" or any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    subject = find_agent(verb) if passive else find_subject(verb)
    if subject is not None and subject.lower_ == "it" and pattern == "clause" and _is_expletive(verb):
        subject = None
    source = noun_phrase(subject, verb.i) if subject is not None else None
    holes = [(start, end)] + ([source] if source else [])
    content = [piece for whole in content for piece in without(whole, *holes)]
    heard = _addressee(verb) if cue.addressee or pattern in ("object_infinitive", "object_of") else None
    return Draft(
        head=verb.i,
        cue=(start, end),
        source=source,
        source_head=subject.i if subject is not None else None,
        content=content,
        lemma=lemma,
        cue_class=cue.class_,
        stance=cue.stance,
        rule=f"verb:{pattern}",
        negated=negated,
        addressee=noun_phrase(heard, verb.i) if heard is not None else None,
        takes_quote=any("quote" in c.takes for c in book.verbs[lemma]),
    )


def _cue_span(verb: Any, book: CueBook) -> tuple[int, int, bool]:
    doc, start, end = verb.doc, verb.i, verb.i + 1
    negated = any(c.dep_ == "neg" for c in verb.children)
    while (
        start > 0
        and doc[start - 1].head.i == verb.i
        and (doc[start - 1].dep_ in _AUXILIARY or (doc[start - 1].dep_ == "advmod" and doc[start - 1].n_lefts == 0))
    ):
        start -= 1
    while (
        end < len(doc)
        and doc[end].head.i == verb.i
        and (
            doc[end].dep_ in ("prt", "neg")
            or (doc[end].dep_ == "advmod" and doc[end].tag_ == "RB" and doc[end].right_edge.i == end)
        )
    ):
        end += 1
    governor = find_governor(verb)
    if governor is not None and governor.i < start and start - governor.i <= 2:
        lemma = governor.lemma_.lower()
        if lemma in book.file.withholding or lemma in book.file.transparent:
            outer, _, outer_negated = _cue_span(governor, book)
            start = outer
            negated = negated or outer_negated or lemma in book.file.withholding
    return start, end, negated


def _is_expletive(verb: Any) -> bool:
    return verb.lemma_ in ("seem", "appear", "be")


def _addressee(verb: Any) -> Any | None:
    for child in verb.children:
        if child.dep_ in ("dobj", "dative") and child.pos_ != "ADP":
            return child
        if child.dep_ == "dative" or (child.dep_ == "prep" and child.lower_ == "to"):
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    return grandchild
    for child in verb.children:
        if child.dep_ == "ccomp":
            return next((g for g in child.children if g.dep_ == "nsubj" and child.tag_ == "VB"), None)
    return None


def _clause(verb: Any, kids: dict[str, Any], cue: VerbCue) -> list[Range]:
    ccomp = kids.get("ccomp")
    if ccomp is not None:
        if (
            ccomp.tag_ == "VBG"
            and ccomp.i > verb.i
            and not any(c.dep_ in ("nsubj", "aux", "nsubjpass") for c in ccomp.children)
        ):
            return []
        return [subtree(ccomp)]
    marked = any(c.dep_ in ("mark", "prep", "advmod") and c.lower_ == "as" for c in verb.lefts)
    inside = verb.dep_ == "parataxis" or (verb.dep_ in ("advcl", "prep", "ccomp") and marked)
    if inside and verb.head.pos_ in _VERBAL and any(c.dep_ in ("nsubj", "agent") for c in verb.children):
        return without(subtree(verb.head), subtree(verb))
    return []


def _infinitive(verb: Any, kids: dict[str, Any], cue: VerbCue) -> list[Range]:
    xcomp = kids.get("xcomp")
    if xcomp is None or xcomp.i < verb.i or not any(c.dep_ == "aux" and c.lower_ == "to" for c in xcomp.children):
        return []
    return [subtree(xcomp)]


def _gerund(verb: Any, kids: dict[str, Any], cue: VerbCue) -> list[Range]:
    xcomp = kids.get("xcomp")
    return [subtree(xcomp)] if xcomp is not None and xcomp.tag_ == "VBG" else []


def _object(verb: Any, kids: dict[str, Any], cue: VerbCue) -> list[Range]:
    thing = kids.get("dobj")
    if thing is not None:
        return [subtree(thing)] if thing.i > verb.i and not thing.lower_.endswith(("self", "selves")) else []
    if "nsubjpass" in kids and find_agent(verb) is not None:
        return [noun_phrase(kids["nsubjpass"], verb.i)]
    return []


def _object_infinitive(verb: Any, kids: dict[str, Any], cue: VerbCue) -> list[Range]:
    thing = kids.get("dobj") or kids.get("dative") or kids.get("nsubjpass")
    xcomp = kids.get("xcomp") or kids.get("ccomp")
    if xcomp is None or xcomp.i < verb.i or not any(c.dep_ == "aux" and c.lower_ == "to" for c in xcomp.children):
        return []
    end = xcomp.right_edge.i + 1
    if thing is not None and thing.i > verb.i:
        return [(thing.left_edge.i, end)]
    return [(xcomp.left_edge.i, end)]


def _object_of(verb: Any, kids: dict[str, Any], cue: VerbCue) -> list[Range]:
    prep = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ in ("of", "for", "with", "on")), None)
    thing = kids.get("dobj")
    if thing is not None and thing.i > verb.i:
        inner = prep or next(
            (c for c in thing.rights if c.dep_ == "prep" and c.lower_ in ("of", "for", "with", "on")), None
        )
        return [(thing.left_edge.i, max(thing.right_edge.i, inner.right_edge.i) + 1)] if inner is not None else []
    if "nsubjpass" in kids and prep is not None:
        return [noun_phrase(kids["nsubjpass"], verb.i), subtree(prep)]
    return []


def _object_as(verb: Any, kids: dict[str, Any], cue: VerbCue) -> list[Range]:
    as_ = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "as"), None)
    predicate = as_ if cue.only_as else kids.get("oprd") or kids.get("ccomp") or kids.get("xcomp") or as_
    thing = kids.get("dobj")
    if predicate is None or predicate.i < verb.i:
        if thing is not None and not cue.only_as and thing.i > verb.i:
            return [subtree(thing)]
        return []
    if "nsubjpass" in kids:
        return [noun_phrase(kids["nsubjpass"], verb.i), subtree(predicate)] if find_agent(verb) is not None else []
    start = min(predicate.left_edge.i, thing.left_edge.i if thing is not None and thing.i > verb.i else predicate.i)
    return [(start, predicate.right_edge.i + 1)]


def _passive(verb: Any, kids: dict[str, Any], cue: VerbCue) -> list[Range]:
    subject, xcomp = kids.get("nsubjpass"), kids.get("xcomp")
    if subject is None or xcomp is None or "auxpass" not in kids:
        return []
    return [noun_phrase(subject, verb.i), subtree(xcomp)]


def _prepositional(verb: Any, cue: VerbCue) -> tuple[Any | None, list[Range]]:
    if not cue.prepositions:
        return None, []
    for prep in verb.rights:
        if prep.dep_ in ("prep", "prt") and prep.lower_ in cue.prepositions:
            for child in prep.rights:
                if child.dep_ in ("pobj", "pcomp"):
                    end = child.right_edge.i + 1
                    rest = next((c for c in verb.rights if c.dep_ in ("xcomp", "advcl") and c.left_edge.i == end), None)
                    to = rest is not None and rest.left_edge.lower_ == "to"
                    return prep, [(child.left_edge.i, rest.right_edge.i + 1 if rest is not None and to else end)]
    return None, []


_PATTERNS: dict[str, Callable[[Any, dict[str, Any], VerbCue], list[Range]]] = {
    "clause": _clause,
    "infinitive": _infinitive,
    "gerund": _gerund,
    "object": _object,
    "object_infinitive": _object_infinitive,
    "object_of": _object_of,
    "object_as": _object_as,
    "passive": _passive,
}
