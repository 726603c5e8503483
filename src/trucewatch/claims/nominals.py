"""Cues that are no verbs: nouns ("a warning that …"), "according to" and its like, hedging adverbs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from trucewatch.claims.drafts import Draft, Range, noun_phrase, plain_draft, subtree, without
from trucewatch.claims.subjects import find_subject
from trucewatch.packs.cues import CueBook, NounCue, PhraseCue

_NOMINAL = ("NOUN", "PROPN")
_VERBAL = ("VERB", "AUX")


def find_nominals(doc: Any, book: CueBook) -> Iterator[Draft]:
    """A draft for each noun, phrase and adverb of ``doc`` that is a cue."""
    for token in doc:
        lower = token.lower_
        if token.pos_ in _NOMINAL:
            cues = book.nouns.get(token.lemma_.lower())
            draft = _noun(token, cues, book) if cues else None
            if draft:
                yield draft
        if lower in book.adverbs and token.dep_ == "advmod":
            draft = _adverb(token, book)
            if draft:
                yield draft
        if lower in book.adjectives and token.dep_ == "amod" and token.head.i > token.i:
            yield _adjective(token, book)
        for phrase in book.phrases.get(lower, ()):
            draft = _phrase(token, phrase, book)
            if draft:
                yield draft


def _noun(noun: Any, cues: tuple[NounCue, ...], book: CueBook) -> Draft | None:
    for cue in cues:
        content, preposition = _noun_content(noun, cue)
        if content is None:
            continue
        owner, start, holder = _owner(noun, book, content)
        if owner is None and not (holder or preposition is None):
            continue
        end = preposition.i + 1 if preposition is not None and preposition.i == noun.i + 1 else noun.i + 1
        source = noun_phrase(owner, noun.i) if owner is not None else None
        if source and source[1] > start >= source[0]:
            source = (source[0], start)
        return Draft(
            head=noun.i,
            cue=(start, end),
            source=source,
            source_head=owner.i if owner is not None else None,
            content=without(content, (start, end), *([source] if source else [])),
            lemma=noun.lemma_.lower(),
            cue_class=cue.class_,
            stance=cue.stance,
            rule="noun:preposition" if preposition is not None else "noun:clause",
            weak=owner is None,
        )
    return None


def _noun_content(noun: Any, cue: NounCue) -> tuple[Range | None, Any | None]:
    for child in noun.rights:
        if child.dep_ in ("acl", "ccomp", "relcl", "appos") and child.pos_ in _VERBAL:
            first = child.left_edge.lower_
            if "clause" in cue.takes and first == "that" and child.left_edge.dep_ == "mark":
                return subtree(child), None
            if (
                "infinitive" in cue.takes
                and child.dep_ in ("acl", "ccomp")
                and any(c.dep_ == "aux" and c.lower_ == "to" for c in child.lefts)
            ):
                return subtree(child), None
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in cue.prepositions:
            for grandchild in child.rights:
                if grandchild.dep_ in ("pobj", "pcomp"):
                    return subtree(grandchild), child
    return None, None


def _owner(noun: Any, book: CueBook, content: Range) -> tuple[Any | None, int, bool]:
    """Who the noun belongs to, where the cue starts, and whether a verb holds the noun ("issued a warning")."""
    for child in noun.lefts:
        if child.dep_ == "poss":
            mark = next((c for c in child.rights if c.dep_ == "case"), None)
            return child, (mark.i if mark is not None else child.right_edge.i) + 1, False
    for child in noun.rights:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            for grandchild in child.rights:
                if grandchild.dep_ == "pobj":
                    return grandchild, noun.i, False
    verb = noun.head
    if noun.dep_ == "dobj" and verb.pos_ == "VERB" and verb.lemma_.lower() in book.file.light_verbs:
        start = verb.i
        while (
            start > 0 and noun.doc[start - 1].head.i == verb.i and noun.doc[start - 1].dep_ in ("aux", "neg", "advmod")
        ):
            start -= 1
        return find_subject(verb), start, True
    return None, noun.i, False


def _adverb(adverb: Any, book: CueBook) -> Draft | None:
    cue = book.adverbs[adverb.lower_]
    verb = adverb.head
    if verb.pos_ == "ADJ" or verb.pos_ in _NOMINAL:
        content = without(subtree(verb), (adverb.i, adverb.i + 1))
    elif verb.pos_ in _VERBAL:
        if verb.lemma_.lower() in book.verbs and verb.i == adverb.i + 1:
            return None
        whole = subtree(verb)
        content = without(whole, (adverb.i, adverb.i + 1))
    else:
        return None
    return plain_draft(
        adverb.i, (adverb.i, adverb.i + 1), None, content, adverb.lower_, cue.class_, cue.stance, "adverb", True
    )


def _adjective(adjective: Any, book: CueBook) -> Draft:
    """ "the alleged attack": the noun's whole phrase is hedged, and nobody is named."""
    cue, at = book.adjectives[adjective.lower_], adjective.i
    content = without(noun_phrase(adjective.head, -1), (at, at + 1))
    return plain_draft(at, (at, at + 1), None, content, adjective.lower_, cue.class_, cue.stance, "adjective", True)


def _phrase(first: Any, phrase: PhraseCue, book: CueBook) -> Draft | None:
    doc, size = first.doc, len(phrase.words)
    if tuple(t.lower_ for t in doc[first.i : first.i + size]) != phrase.words:
        return None
    last = doc[first.i + size - 1]
    owner = next((c for c in last.rights if c.dep_ == "pobj"), None)
    if owner is None or owner.lemma_.lower() in book.file.not_sources:
        return None
    source = noun_phrase(owner, last.i)
    verb = first.head
    while verb.pos_ not in _VERBAL and verb.head.i != verb.i:
        verb = verb.head
    sentence = first.sent
    closes = first.i > sentence.start and doc[first.i - 1].text == "," and sentence.end - source[1] <= 1
    whole = (sentence.start, sentence.end) if closes else subtree(verb)
    content = without(whole, (first.i, max(last.i + 1, source[1])))
    draft = plain_draft(
        first.i, (first.i, last.i + 1), source, content, " ".join(phrase.words), phrase.class_, phrase.stance, "phrase"
    )
    draft.source_head = owner.i
    return draft
