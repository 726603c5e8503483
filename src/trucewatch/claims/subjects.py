"""Whose act a verb is: its subject, its agent, or whoever controls it."""

from __future__ import annotations

from typing import Any

from trucewatch.packs.cues import CueBook

_SUBJECTS = ("nsubj", "csubj")
_OBJECT_CONTROL = frozenset(
    {"urge", "ask", "tell", "order", "persuade", "allow", "force", "invite", "encourage", "advise"}
)
_DEPTH = 6
_PAPERS = frozenset({"statement", "communique", "communiqué", "declaration", "letter", "message", "report", "note"})
_ISSUING = frozenset(
    {"issue", "release", "publish", "make", "send", "circulate", "post", "deliver", "distribute", "read"}
)


def find_subject(verb: Any, depth: int = 0) -> Any | None:
    """The token that heads the noun phrase doing ``verb``; None when the sentence names nobody."""
    passive = False
    for child in verb.children:
        if child.dep_ in _SUBJECTS:
            return None if child.lower_ == "there" or child.dep_ == "csubj" else child
        if child.dep_ == "nsubjpass" and depth:
            # Whoever "was seen to say" or "was killed and had said" something is the one who says it.
            return child
        passive = passive or child.dep_ in ("nsubjpass", "auxpass")
    if passive:
        return find_agent(verb)
    if depth > _DEPTH:
        return None
    return _controller(verb, depth + 1)


def find_agent(verb: Any) -> Any | None:
    """The doer of a passive: the object of its "by"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    return grandchild
    return None


def find_governor(verb: Any) -> Any | None:
    """The verb that ``verb`` is an infinitive or gerund of ("refused to *say*"), if any."""
    return verb.head if verb.dep_ == "xcomp" and verb.head.pos_ in ("VERB", "AUX", "ADJ") else None


def _controller(verb: Any, depth: int) -> Any | None:
    head, dep = verb.head, verb.dep_
    if head is verb:
        return None
    if dep in ("conj", "xcomp", "advcl", "ccomp", "dep") and head.pos_ in ("VERB", "AUX"):
        if dep == "xcomp" and head.lemma_ in _OBJECT_CONTROL:
            for child in head.children:
                if child.dep_ in ("dobj", "dative"):
                    return child
        if dep in ("conj", "dep") and head.dep_ == "ccomp" and verb.tag_ in ("VBD", "VBZ", "VBP"):
            # "X said A was lost and said B held": the second verb was hung on the inner clause.
            own = find_subject(head, depth)
            outer = head.head
            return find_subject(outer, depth) if outer.lemma_ == verb.lemma_ else own
        return find_subject(head, depth)
    if dep == "pcomp" and head.dep_ in ("prep", "agent", "mark") and head.head.pos_ in ("VERB", "AUX"):
        return find_subject(head.head, depth)
    if dep == "pcomp" and head.dep_ == "prep" and head.head.pos_ in ("NOUN", "PROPN"):
        return _possessor(head.head)
    if dep == "acl" and verb.tag_ == "VBG" and head.dep_ == "dobj" and verb.i > 1 and verb.doc[verb.i - 1].text == ",":
        # "issued a statement, saying …": the comma gives the participle back to the sentence's subject.
        return find_subject(head.head, depth)
    if dep == "acl" and verb.tag_ == "VBG" and head.lemma_.lower() in _PAPERS:
        author = find_author(head)
        return author if author is not None else head
    if dep == "acl" and verb.tag_ == "VBG" and head.pos_ in ("NOUN", "PROPN", "PRON"):
        return head
    if dep == "acl" and verb.tag_ == "VB":
        return _possessor(head)
    if dep in ("xcomp", "acomp") and head.pos_ == "ADJ":
        return find_subject(head.head, depth) if head.dep_ == "acomp" else None
    return None


def find_author(paper: Any) -> Any | None:
    """Whose statement it is: "the ministry's statement", "a statement by the ministry", "X issued a statement"."""
    for child in paper.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    verb = paper.head
    if paper.dep_ != "dobj" or verb.lemma_ not in _ISSUING:
        return None
    return find_subject(verb)


def _possessor(noun: Any) -> Any | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    return find_subject(noun.head) if noun.dep_ == "dobj" and noun.head.pos_ == "VERB" else None


def is_voice(subject: Any, book: CueBook) -> bool:
    """Whether ``subject`` can speak: a person, a body, or a thing that speaks in reports."""
    if subject.pos_ == "PROPN" or subject.ent_type_ in _NAMED or subject.lower_ in _SPEAKING_PRONOUNS:
        return True
    lemma, file = subject.lemma_.lower(), book.file
    return lemma in book.unnamed or lemma in file.voices or lemma in file.body_nouns or lemma in file.person_nouns


_NAMED = ("PERSON", "ORG", "GPE", "NORP")
_SPEAKING_PRONOUNS = frozenset({"he", "she", "they", "who"})


def find_neighbour(verb: Any, start: int, end: int) -> Any | None:
    """The name right before or after the cue ``start``..``end`` of a finite verb that the parse left subjectless."""
    doc = verb.doc
    before = start - 1
    if before >= 1 and doc[before].text in (",", "—", "–", ")"):
        before -= 1
    if before >= 0 and doc[before].pos_ in _NAMING and doc[before].sent == verb.sent:
        return _top(doc[before], 0, start)
    after = end
    while after < len(doc) and doc[after].pos_ in ("DET", "ADJ", "NUM") and doc[after].sent == verb.sent:
        after += 1
    if after < len(doc) and doc[after].pos_ in _NAMING and doc[after].sent == verb.sent:
        return _top(doc[after], end, len(doc))
    return None


_NAMING = ("NOUN", "PROPN", "PRON", "NUM")


def _top(token: Any, low: int, high: int) -> Any:
    """The head of the noun phrase that ``token`` is in, as far as it stays within ``low``..``high``."""
    while token.head.i != token.i and low <= token.head.i < high and token.head.pos_ in (*_NAMING, "ADP"):
        if token.head.pos_ == "ADP" and token.head.head.pos_ not in _NAMING:
            break
        token = token.head
    return token
