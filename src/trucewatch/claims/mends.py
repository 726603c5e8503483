"""Mends of the parse: errors that the model makes often and that the grammar of English rules out."""

from __future__ import annotations

from typing import Any

Token = Any
_FINITE = frozenset({"VBD", "VBZ"})
_BARE = frozenset({"VB", "VBG"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_CLIMB = 6
_ALSO_VERBS = frozenset({"free", "back", "open", "clear", "near", "empty", "secure", "blast", "slam"})
"""Adjectives that headlines use as verbs: "Houthis free 153 detainees"."""


def mend_tree(doc: Any) -> None:
    """Hang verbs where they belong, in place.

    A finite verb without a subject is coordinated with a finite one: of "pressed the sides to let aid in and stressed
    the need for calm" the model hangs "stressed" on "let".  What has a subject and an object is a verb.
    """
    names = doc.vocab.strings
    deps, tags = doc.to_array("DEP"), doc.to_array("TAG")
    for i in ((tags == names["JJ"]) & ((deps == names["ROOT"]) | (deps == names["ccomp"]))).nonzero()[0].tolist():
        if doc[i].lower_ in _ALSO_VERBS and {"nsubj", "dobj"} <= {c.dep_ for c in doc[i].children}:
            doc[i].pos_, doc[i].tag_ = "VERB", "VBP"
    for i in ((tags == names["NN"]) & (deps == names["attr"])).nonzero()[0].tolist():
        _make_progressive(doc[i])
    for i in (deps == names["conj"]).nonzero()[0].tolist():
        verb = doc[i]
        if verb.tag_ in _FINITE and verb.head.tag_ in _BARE and (above := _finite_above(verb)) is not None:
            verb.head = above


def _make_progressive(noun: Token) -> None:
    """Read "is indiscriminately bombing the town" as the verb that it is: a noun takes no adverb."""
    link = noun.head
    if not noun.lower_.endswith("ing") or link.lemma_ != "be" or link.pos_ not in ("AUX", "VERB"):
        return
    if not any(c.dep_ == "advmod" and c.lower_.endswith("ly") for c in noun.lefts):
        return
    if any(c.dep_ in ("det", "amod", "poss", "nummod") for c in noun.lefts):
        return
    noun.tag_, noun.pos_, noun.lemma_ = "VBG", "VERB", noun.lower_.removesuffix("ing")
    noun.dep_, above, root = link.dep_, link.head, link.head.i == link.i
    moved = [c for c in link.children if c.i != noun.i]
    noun.head = noun if root else above
    for child in moved:
        child.head = noun
    link.head, link.dep_, link.pos_ = noun, "aux", "AUX"


def _finite_above(verb: Token) -> Token | None:
    """The finite verb over an infinitive that ``verb`` goes on from; None when it has a subject or a helper itself."""
    if verb.head.i > verb.i or any(c.dep_ in _SUBJECTS or c.dep_ in ("aux", "auxpass") for c in verb.lefts):
        return None
    at = verb.head
    helpers = {c.tag_ for c in at.lefts if c.dep_ == "aux"}
    if "MD" in helpers or ("TO" not in helpers and any(c.dep_ in _SUBJECTS for c in at.lefts)):
        # Its own subject makes a clause of it: "saw the army shell the town and fired back".
        return None
    for _ in range(_CLIMB):
        if at.head.i == at.i:
            return None
        at = at.head
        if at.pos_ in ("VERB", "AUX") and at.tag_ == verb.tag_:
            return at
        if at.dep_ in ("relcl", "acl"):
            return None
    return None
