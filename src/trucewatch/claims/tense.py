"""Does a sentence speak of what lies ahead?  Decides which way a bare weekday or month points."""

from __future__ import annotations

from typing import Any

from trucewatch.packs.times import load_times

_MAX_CLIMB = 12
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def direction(token: Any) -> str:
    """Where the verb that governs ``token`` (a spaCy token) points: ``"ahead"``, ``"present"`` or ``"behind"``.

    Ahead under *will*, *would*, *shall*; under an infinitive that has not yet happened ("ordered a pause to begin on
    Tuesday"); under *due*, *scheduled*, *expected*; and for announcing presents ("talks resume on Monday", "is
    meeting him on Tuesday").  A sentence without a verb points behind, as headlines and captions do.
    """
    words = load_times().future
    for _ in range(_MAX_CLIMB):
        if token.lower_ in words.adjectives and token.tag_ in {"JJ", "VBN", "IN", "RB"}:
            return "ahead"
        if token.pos_ in {"VERB", "AUX"}:
            verdict = _verb_points(token)
            if verdict is not None:
                return verdict
        if token.head is token:
            break
        token = token.head
    return "behind"


def _verb_points(verb: Any) -> str | None:
    """The verb's direction, or None when it leaves it to the one above it."""
    words = load_times().future
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if verb.tag_ == "MD":
        auxiliaries.append(verb)
    perfect = any(child.lemma_ == "have" for child in auxiliaries)
    if any(child.lower_ in words.auxiliaries for child in auxiliaries):
        return "behind" if perfect else "ahead"
    if any(child.tag_ == "TO" for child in auxiliaries):
        if perfect:
            return "behind"
        return None if verb.head.lemma_ in words.past_controllers else "ahead"
    if verb.tag_ in {"VBZ", "VBP"} and not auxiliaries:
        return "ahead" if verb.lemma_ in words.scheduled_verbs else "present"
    if verb.tag_ == "VBG":
        if verb.dep_ == "acl" and verb.lemma_ in words.scheduled_verbs:
            return "ahead"
        if not perfect and any(child.tag_ in {"VBZ", "VBP"} for child in auxiliaries):
            return "ahead"
    if verb.dep_ == "conj" and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children) and not auxiliaries:
        return None
    if any(child.tag_ == "MD" for child in auxiliaries):
        return "behind" if perfect else "present"
    return "behind" if verb.tag_ in _FINITE or auxiliaries else None
