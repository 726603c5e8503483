"""Verbs that give words to a source, and where the words stand: clause, infinitive, object, prepositional phrase."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from trucewatch.claims.complements import PATTERNS, find_prepositional, widen_object
from trucewatch.claims.drafts import Draft, Range, children, noun_phrase, plain_draft, text_of, without
from trucewatch.claims.subjects import find_agent, find_governor, find_neighbour, find_subject, is_voice
from trucewatch.claims.surface import mend_clause
from trucewatch.packs.cues import CueBook, VerbCue

_AUXILIARY = frozenset({"aux", "auxpass", "neg"})
_VERBAL = ("VERB", "AUX")
_FINITE = ("VBD", "VBZ", "VBP", "VB")
_VOICED = frozenset({"speech", "finding", "claim", "denial", "question", "intent", "belief", "demand"})
_MISREAD = {"estimates": "estimate", "reports": "report", "claims": "claim", "states": "state"}
_CLAUSE = 4
"""Tokens of the shortest clause before its source."""
_NARRATOR = frozenset({"i", "we", "you", "us"})


def find_verbs(doc: Any, book: CueBook) -> Iterator[Draft]:
    """A draft for each cue verb of ``doc`` with content, or (content empty) that could take a quotation."""
    repairs = book.file.lemma_repairs
    for token in doc:
        if token.tag_ == "NNS" and token.lower_ in _MISREAD and (draft := _misread(token)) is not None:
            yield draft
            continue
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


def _misread(noun: Any) -> Draft | None:
    """ "…, the UN estimates.": a verb that the parser takes for the noun of its sentence."""
    told = next((c for c in noun.lefts if c.dep_ == "ccomp"), None)
    start = told.right_edge.i + 1 if told is not None else noun.i
    while start < noun.i and noun.doc[start].is_punct:
        start += 1
    if told is None or start >= noun.i or noun.dep_ != "ROOT":
        return None
    content = [(told.left_edge.i, told.right_edge.i + 1)]
    cue, source = (noun.i, noun.i + 1), (start, noun.i)
    return plain_draft(noun.i, cue, source, content, _MISREAD[noun.lower_], "finding", "asserted", "verb:clause")


def _before_tail(verb: Any) -> list[Range]:
    """All that stands before "…, a commander told the agency." at the end of a sentence, where the parse lost it."""
    doc, sentence = verb.doc, verb.sent
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if subject is None or verb.lemma_ not in ("say", "tell", "add", "report") or verb.dep_ not in ("conj", "parataxis"):
        return []
    comma = subject.left_edge.i - 1
    if comma - sentence.start < _CLAUSE or doc[comma].text != "," or subject.right_edge.i + 1 != verb.i:
        return []
    if any(t.pos_ in _VERBAL for t in doc[verb.i + 1 : sentence.end]) or _in_quotes(verb):
        return []
    return [(sentence.start, comma)]


def _quoted_speaker(verb: Any) -> Any | None:
    """Who says what another passes on: X of "the agency quoted X as saying that"; None where nothing is passed on."""
    if verb.dep_ != "pcomp" or verb.tag_ != "VBG" or verb.head.lower_ != "as":
        return None
    above = verb.head.head
    quoting = above.lemma_ in ("quote", "cite", "report")
    return next((c for c in above.rights if c.dep_ == "dobj"), None) if quoting else None


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
            content = PATTERNS[pattern](verb, kids, cue)
            if content:
                draft = _complete(verb, lemma, cue, pattern, content, None, book)
                if draft is not None:
                    return draft
        preposition, content = find_prepositional(verb, cue)
        if content:
            return _complete(verb, lemma, cue, "preposition", content, preposition, book)
    if quoting:
        tail = _before_tail(verb)
        if tail:
            return _complete(verb, lemma, quoting, "clause", tail, None, book)
        return _complete(verb, lemma, quoting, "quote", [], None, book)
    return None


def _complete(
    verb: Any, lemma: str, cue: VerbCue, pattern: str, content: list[Range], preposition: Any | None, book: CueBook
) -> Draft | None:
    start, end, negated = _cue_span(verb, book)
    if preposition is not None and preposition.i <= end + 1:
        end = preposition.i + 1
    reduced = verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl") and not any(c.dep_ == "aux" for c in verb.lefts)
    passive = (
        reduced or pattern in ("passive", "raising") or any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    )
    subject = _quoted_speaker(verb) or (find_agent(verb) if passive else find_subject(verb))
    if (
        subject is not None
        and subject.lower_ == "it"
        and (_is_expletive(verb) or (subject.head.i != verb.i and _is_expletive(subject.head)))
    ):
        return None
    if subject is None and not passive and verb.tag_ in _FINITE:
        subject = find_neighbour(verb, start, end)
    if subject is not None and subject.lower_ in _NARRATOR and not _in_quotes(verb):
        return None
    if subject is None and not passive and verb.tag_ != "VBG" and pattern != "quote":
        return None
    source = noun_phrase(subject, verb.i) if subject is not None else None
    if pattern in ("clause", "quote") and source is not None and cue.class_ in _VOICED:
        content = mend_clause(verb, content, (start, end), source)
    if pattern in ("object", "event", "gerund") and cue.class_ == "finding" and not passive:
        content = widen_object(verb, content)
    holes = [(start, end)] + ([source] if source else [])
    content = [piece for whole in content for piece in without(whole, *holes)]
    heard = _addressee(verb) if cue.addressee or pattern in ("object_infinitive", "object_of") else None
    class_ = cue.class_
    if class_ == "evidence" and subject is not None and is_voice(subject, book):
        class_ = "finding"
    if source is not None and verb.doc[source[0]].lower_ in book.file.nobody:
        negated = True
    if pattern == "made_clear" and content:
        end = content[0][0]
    return Draft(
        head=verb.i,
        cue=(start, end),
        source=source,
        source_head=subject.i if subject is not None else None,
        content=content,
        lemma=lemma,
        cue_class=class_,
        stance=cue.stance,
        rule=f"verb:{pattern}",
        negated=negated,
        addressee=_hearer(heard, verb.i) if heard is not None else None,
        weak=cue.weak,
        takes_quote=any("quote" in c.takes for c in book.verbs[lemma]),
    )


def _hearer(heard: Any, verb: int) -> Range:
    start, end = noun_phrase(heard, verb)
    fault = next((c.i for c in heard.rights if c.dep_ == "prep" and c.lower_ in ("of", "for", "with")), end)
    named = fault if fault > heard.i and heard.doc[verb].lemma_ in ("accuse", "blame", "charge", "suspect") else end
    return start, min(end, named)


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


def _in_quotes(verb: Any) -> bool:
    """Whether the paragraph has quotations at all: what a quoted "we" says is kept, what the author's says is not."""
    return any(mark in text_of(verb.doc) for mark in ("“", '"', "''", "‘", "``"))


def _is_expletive(verb: Any) -> bool:
    return verb.lemma_ in ("seem", "appear", "be", "remain", "become")


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
