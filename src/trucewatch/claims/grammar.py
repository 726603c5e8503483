"""Grammar read off a spaCy parse: subjects, objects, agents, noun phrases, clauses.

Everything takes and gives spaCy tokens of one paragraph; token ranges are indices into the paragraph's ``doc``, end
exclusive.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from typing import Any

Token = Any
Range = tuple[int, int]

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "obj", "dative"})
CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "pcomp", "xcomp", "csubjpass"})
HEADLINE_PASSIVES = frozenset({
    "kill", "injure", "wound", "arrest", "detain", "displace", "abduct", "kidnap", "evacuate", "besiege", "murder",
    "execute", "hurt", "massacre", "behead", "block", "loot", "hold", "delay", "suspend", "distribute", "release",
    "free", "shell", "bomb", "destroy", "damage", "deny", "postpone", "cancel", "deliver", "offload", "unload",
    "intercept", "bus",
})  # fmt: skip
OBJECT_CONTROL = frozenset({
    "accuse", "suspect", "blame", "charge", "convict", "condemn", "criticize", "criticise", "denounce", "keep",
    "prevent", "stop", "deter", "hinder", "discourage", "thank", "praise",
})  # fmt: skip
NOBODY = frozenset({"none", "nobody", "nothing", "neither"})
RAISING = frozenset({
    "report", "believe", "confirm", "fear", "presume", "say", "know", "think", "find", "declare", "allege", "claim",
    "assume", "pronounce", "understand", "suspect", "list",
})  # fmt: skip
"""Verbs whose passive lends its subject to a participle: "were reported killed"."""
RELATIVES = frozenset({"which", "that", "who", "whom", "whose", "where"})
_TRIM = frozenset("“”\"‘’'()[]{}:;,.!?-–—|•*")


def is_verb(token: Token) -> bool:
    """Whether ``token`` heads a clause."""
    return token.pos_ in ("VERB", "AUX")


def first_of_row(verb: Token) -> Token:
    """The first of coordinated infinitives, whose "will", "would" or "must" all of them share; else the verb itself."""
    first = verb
    while first.dep_ == "conj" and first.tag_ == "VB" and own_subject(first) is None and is_verb(first.head):
        first = first.head
    return first


def clause_head(token: Token) -> Token:
    """The verb of the clause that ``token`` stands in; the sentence's root where there is none."""
    while True:
        head = token.head
        if head.i == token.i:
            return token
        if head.pos_ in ("VERB", "AUX") and token.dep_ not in ("relcl", "acl"):
            return head
        if token.dep_ in ("relcl", "acl"):
            return token
        token = head


def own_subject(verb: Token) -> Token | None:
    """The subject that stands at ``verb`` itself; of two that the parse offers, the nearer."""
    found = None
    for child in verb.children:
        if child.dep_ in SUBJECTS and (found is None or child.i < verb.i):
            found = child
    return found


def is_passive(verb: Token) -> bool:
    """Whether ``verb`` is passive: by its auxiliary, its subject, or as a past participle behind a noun."""
    for child in verb.children:
        if child.dep_ in ("nsubjpass", "auxpass", "agent", "csubjpass"):
            return True
    own = own_subject(verb)
    if raised_from(verb) is not None:
        return True
    if verb.dep_ in ("acl", "amod") and verb.tag_ == "VBN":
        return own is None and not any(c.dep_ == "aux" and c.lower_ in ("has", "have", "had") for c in verb.children)
    if own is not None and verb.lemma_ in HEADLINE_PASSIVES and verb.tag_ in ("VBN", "VBD"):
        # "Two children killed": a headline leaves out the auxiliary.
        return not any(c.dep_ in OBJECTS or c.dep_ in ("prt", "xcomp", "ccomp") for c in verb.children)
    if verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD") and verb.head.pos_ == "VERB":
        plain = own_subject(verb) is None and not any(c.dep_ in OBJECTS for c in verb.children)
        return plain and is_passive(verb.head)
    return False


def raised_from(verb: Token) -> Token | None:
    """The passive verb of saying under which a bare participle stands: "were reported killed", "was found shot"."""
    head = verb.head
    if verb.dep_ not in ("xcomp", "oprd", "ccomp", "acomp") or verb.tag_ != "VBN" or head.lemma_ not in RAISING:
        return None
    if any(c.dep_ in OBJECTS or c.dep_ in ("aux", "nsubj", "mark") for c in verb.children):
        return None
    return head if any(c.dep_ in ("nsubjpass", "auxpass") for c in head.children) else None


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Who does it, or undergoes it in the passive: the verb's own subject, or the one that the grammar lends it."""
    own = own_subject(verb)
    if own is not None:
        return antecedent(own)
    if depth > 6:
        return None
    head, dep = verb.head, verb.dep_
    if head.i == verb.i:
        return None
    if dep == "conj" and is_verb(head):
        return subject(head, depth + 1)
    if raised_from(verb) is not None or (dep == "xcomp" and head.lemma_ == "use"):
        return subject(head, depth + 1)
    if dep == "xcomp" and head.dep_ == "acomp" and is_verb(head.head):
        return subject(head.head, depth + 1)  # "Agencies are unable to reach the camp".
    if dep in ("xcomp", "ccomp") and is_verb(head):
        if dep == "ccomp" and verb.tag_ not in ("VB", "VBG"):
            return None
        for child in head.children:
            if child.dep_ in OBJECTS and child.i < verb.i:
                return child
        return subject(head, depth + 1)
    if dep == "advcl" and is_verb(head) and verb.tag_ in ("VBG", "VB", "VBN"):
        return _absolute(verb) or subject(head, depth + 1)
    if dep == "pcomp":
        governor = clause_head(head)
        if governor.lemma_ in OBJECT_CONTROL:
            # "Accused the army of shelling": who is accused did it.
            return next(iter(objects(governor)), None)
        return subject(governor, depth + 1) if is_verb(governor) else None
    if dep == "acl" and verb.tag_ in ("VBG", "VB", "VBN"):
        return head
    if dep == "relcl":
        return head
    return None


def _absolute(verb: Token) -> Token | None:
    """The subject of a participle that "with" leads in: "with Ankara, in turn, declaring it over"."""
    if verb.tag_ != "VBG":
        return None
    start = verb.left_edge.i
    while verb.doc[start].is_punct:
        start += 1
    # A comma alone parts it ("with the support of X, targeting Y"); one on either side of an aside does not.
    aside = start < verb.i - 1 and verb.doc[verb.i - 1].is_punct and verb.doc[start - 1].is_punct
    end = start - 2 if aside else start - 1
    led = verb.doc[end] if end > 0 else verb
    for _ in range(4):
        if led.dep_ == "pobj" and led.head.lower_ == "with":
            return led if led.right_edge.i == end else None
        led = led.head
    return None


def names_nobody(token: Token) -> bool:
    """Whether the noun phrase denies that there is any: "neither side", "no shells", "none of the trucks", "nobody"."""
    if token.lower_ in NOBODY:
        return True
    return any(c.dep_ in ("det", "preconj") and c.lower_ in ("no", "neither") and c.i < token.i for c in token.lefts)


def is_neither(token: Token) -> bool:
    """Whether "neither" opens a list of names, which stay who they are ("neither the army nor the militia")."""
    return any(c.lower_ == "neither" for c in token.lefts) and any(c.lower_ == "nor" for c in token.rights)


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; any other token is itself."""
    if token.lower_ in RELATIVES and token.pos_ in ("PRON", "DET", "SCONJ", "ADV"):
        verb = token.head
        while verb.dep_ == "conj" and is_verb(verb.head):
            verb = verb.head
        if verb.dep_ in ("relcl", "acl"):
            return verb.head
        if verb.dep_ == "xcomp" and verb.head.dep_ == "relcl":
            return verb.head.head
        if verb.dep_ == "ccomp" and verb.head.i < token.i and token.lower_ in ("who", "which"):
            return _over_tag(verb.head) or token
    return token


def _over_tag(saying: Token) -> Token | None:
    """What "who" stands for behind a speech tag: the last noun of what was said before it.

    "They must rein in the militia," he said, "who is shelling the town".
    """
    before = next((c for c in saying.lefts if c.dep_ == "ccomp"), None)
    nouns = [t for t in before.subtree if t.pos_ in ("NOUN", "PROPN")] if before is not None else []
    return nouns[-1] if nouns else None


def objects(verb: Token) -> list[Token]:
    """The direct objects of ``verb``; for a passive, what its subject names."""
    if is_passive(verb):
        undergone = subject(verb)
        return [undergone] if undergone is not None else []
    found = [antecedent(c) for c in verb.children if c.dep_ in OBJECTS]
    if not found and verb.dep_ == "relcl":
        own = own_subject(verb)
        gap = own is not None and own.lower_ not in RELATIVES
        stranded = any(
            c.dep_ in ("ccomp", "xcomp") or (c.dep_ == "prep" and not any(g.dep_ == "pobj" for g in c.children))
            for c in verb.rights
        )
        if gap and not stranded:
            # "the deal it struck": the noun is what the clause leaves out.
            found = [verb.head]
    return found


def agent(verb: Token) -> Token | None:
    """Who does it: the active subject, or the passive's by-phrase."""
    if not is_passive(verb):
        return subject(verb)
    return by_phrase(verb)


def by_phrase(token: Token) -> Token | None:
    """The object of "by" (or "at the hands of") under ``token``."""
    for child in token.children:
        if child.dep_ in ("agent", "prep") and child.lower_ == "by":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
        if child.dep_ == "prep" and child.lower_ == "at":
            for inner in child.children:
                if inner.dep_ == "pobj" and inner.lower_ == "hands":
                    return prep_object(inner, "of")
    return None


def prep_object(token: Token, *prepositions: str) -> Token | None:
    """The object of the first of ``prepositions`` under ``token``."""
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in prepositions:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    return None


def conjuncts(token: Token) -> list[Token]:
    """``token`` and the nouns coordinated with it, in text order."""
    nominal = ("NOUN", "PROPN", "NUM", "PRON", "ADJ")
    return [token, *(c for c in token.conjuncts if c.i > token.i and c.pos_ in nominal)]


def phrase(token: Token, *, joint: bool = False) -> Range:
    """The noun phrase of ``token``: determiners to head, with its of-phrase; no relative clause, no apposition.

    ``joint`` takes what is coordinated with it as well.
    """
    doc, start, end = token.doc, token.i, token.i + 1
    for left in token.lefts:
        if left.pos_ in ("ADP", "SCONJ") and left.dep_ not in ("case",):
            continue
        if left.dep_ in ("punct", "cc", "preconj", "relcl", "advcl") or (left.dep_ == "prep"):
            continue
        edge = left.left_edge.i
        if edge < start:
            start = edge
    for right in token.rights:
        if right.dep_ == "prep" and right.lower_ in ("of",) and right.i <= end + 1:
            inner = next((c for c in right.children if c.dep_ == "pobj"), None)
            if inner is not None:
                end = max(end, phrase(inner, joint=True)[1])
        elif right.dep_ in ("compound", "nummod", "poss", "case", "amod") and right.i <= end:
            end = max(end, right.right_edge.i + 1)
        elif joint and right.dep_ == "conj" and right.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
            end = max(end, phrase(right, joint=True)[1])
    while start < end - 1 and (
        doc[start].text in _TRIM or doc[start].lower_ in ("both", "including", "and", "’s", "'s", "that")
    ):
        start += 1
    while end > start + 1 and doc[end - 1].text in _TRIM:
        end -= 1
    return start, end


def trim(doc: Any, start: int, end: int) -> Range:
    """The range without punctuation, conjunctions and complementisers at its ends."""
    while start < end - 1 and (
        doc[start].text in _TRIM or doc[start].is_space or doc[start].lower_ in ("and", "but", "that", "or")
    ):
        start += 1
    while end > start + 1 and (
        doc[end - 1].text in _TRIM or doc[end - 1].is_space or doc[end - 1].lower_ in ("and", "but")
    ):
        end -= 1
    return start, end


def token_at(doc: Any, char: int) -> Token | None:
    """The token that holds or follows character ``char`` of ``doc``; None beyond the last."""
    starts = doc.user_data.get("starts")
    if starts is None:
        starts = doc.user_data["starts"] = doc.to_array("IDX").tolist()
    place = bisect.bisect_right(starts, char) - 1
    if place < 0:
        return doc[0] if len(doc) else None
    token = doc[place]
    if char < token.idx + len(token):
        return token
    return doc[place + 1] if place + 1 < len(doc) else None


def ancestors(token: Token, limit: int = 12) -> Iterator[Token]:
    """The heads above ``token``, nearest first."""
    for _ in range(limit):
        if token.head.i == token.i:
            return
        token = token.head
        yield token
