"""Where the parse puts what a verb gives to its source: clause, infinitive, object, prepositional phrase."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from trucewatch.claims.drafts import Range, noun_phrase, subtree, without
from trucewatch.claims.subjects import find_agent
from trucewatch.packs.cues import VerbCue
from trucewatch.packs.lexicon import load_lexicon
from trucewatch.packs.quantities import load_quantities

_VERBAL = ("VERB", "AUX")
_PLAIN = ("clear", "plain", "known")
_CIRCUMSTANCES = 12
"""Tokens within which the clause behind "clear" begins."""
_CARRIED = ("would", "had", "will", "could", "might", "should")
_FAULT = ("of", "for", "with", "on")


def _clause(verb: Any, kids: dict[str, Any], cue: VerbCue) -> list[Range]:
    ccomp = next((c for c in verb.rights if c.dep_ == "ccomp"), None) or kids.get("ccomp")
    if ccomp is not None:
        if (
            ccomp.tag_ == "VBG"
            and ccomp.i > verb.i
            and not any(c.dep_ in ("nsubj", "aux", "nsubjpass") for c in ccomp.children)
        ):
            return []
        if ccomp.i < verb.i:
            before = [c for c in verb.lefts if c.dep_ == "ccomp"]
            return [(before[0].left_edge.i, before[-1].right_edge.i + 1)]
        return [(ccomp.left_edge.i, _with_conjuncts(verb, ccomp.right_edge.i + 1))]
    marked = any(c.dep_ in ("mark", "prep", "advmod") and c.lower_ == "as" for c in verb.lefts)
    inside = verb.dep_ == "parataxis" or (verb.dep_ in ("advcl", "prep", "ccomp") and marked)
    if inside and verb.head.pos_ in _VERBAL and any(c.dep_ in ("nsubj", "agent") for c in verb.children):
        return without(subtree(verb.head), subtree(verb))
    return []


def _with_conjuncts(verb: Any, end: int) -> int:
    """ "said it would begin and would last": a second modal that the parse hung on the cue goes with the first."""
    joined = any(c.dep_ == "cc" for c in verb.rights)
    for child in verb.rights:
        if child.dep_ == "conj" and child.left_edge.i == end and not joined:
            # "reported that rockets fired from the hills hit the town": the parse took the participle for the verb.
            end = child.right_edge.i + 1
        elif child.dep_ == "conj" and child.left_edge.i >= end and child.left_edge.i - end <= 2:
            if any(c.dep_ == "aux" for c in verb.lefts):
                continue
            subjectless = not any(c.dep_ in ("nsubj", "nsubjpass") for c in child.lefts)
            if subjectless and any(c.dep_ in ("aux", "auxpass") and c.lower_ in _CARRIED for c in child.lefts):
                end = child.right_edge.i + 1
    return end


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


def _event(verb: Any, kids: dict[str, Any], cue: VerbCue) -> list[Range]:
    """A happening as the object: "counted forty explosions", "recorded shelling"; not "observed the truce"."""
    thing = kids.get("dobj") or next((c for c in verb.rights if _is_gerund(c)), None)
    if thing is None or thing.i < verb.i:
        return []
    nouns = load_lexicon().nouns
    named = [thing, *(c for c in thing.children if c.dep_ == "conj")]
    return [subtree(thing)] if any(t.lower_ in nouns or t.lemma_.lower() in nouns for t in named) else []


def _is_gerund(token: Any) -> bool:
    own = ("nsubj", "nsubjpass", "dobj", "aux")
    return token.dep_ in ("xcomp", "ccomp") and token.tag_ == "VBG" and not any(c.dep_ in own for c in token.children)


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
    prep = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ in _FAULT), None)
    thing = kids.get("dobj")
    if thing is not None and thing.i > verb.i:
        inner = prep or next((c for c in thing.rights if c.dep_ == "prep" and c.lower_ in _FAULT), None)
        if inner is None:
            return []
        # "Accused the army of 40 breaches since Monday, including two raids": how long and which, belong to it.
        rest = [c.right_edge.i for c in verb.rights if c.i > inner.i and c.left_edge.lower_ in ("since", "including")]
        return [(thing.left_edge.i, max(thing.right_edge.i, inner.right_edge.i, *rest) + 1)]
    if "nsubjpass" in kids and prep is not None:
        return [noun_phrase(kids["nsubjpass"], verb.i), subtree(prep)]
    return []


def _object_as(verb: Any, kids: dict[str, Any], cue: VerbCue) -> list[Range]:
    as_ = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "as"), None)
    if verb.i > 0 and verb.doc[verb.i - 1].text == "-":
        return []
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


def _object_at(verb: Any, kids: dict[str, Any], cue: VerbCue) -> list[Range]:
    """An estimate: "put the number of dead at 27"."""
    thing, at = kids.get("dobj"), next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "at"), None)
    if thing is not None and at is None:
        at = next((t for t in thing.subtree if t.dep_ == "prep" and t.lower_ == "at" and t.i > thing.i), None)
    if thing is None or at is None or thing.lemma_.lower() not in load_quantities().counting_nouns:
        return []
    return [(thing.left_edge.i, at.right_edge.i + 1)] if any(t.like_num for t in at.subtree) else []


def _passive(verb: Any, kids: dict[str, Any], cue: VerbCue) -> list[Range]:
    subject, xcomp = kids.get("nsubjpass"), kids.get("xcomp")
    if subject is None or xcomp is None or "auxpass" not in kids:
        return []
    return [noun_phrase(subject, verb.i), subtree(xcomp)]


def _raising(verb: Any, kids: dict[str, Any], cue: VerbCue) -> list[Range]:
    subject, rest = kids.get("nsubj"), kids.get("xcomp") or kids.get("oprd") or kids.get("acomp")
    if subject is None or rest is None or rest.i < verb.i:
        return []
    return [noun_phrase(subject, verb.i), subtree(rest)]


def _made_clear(verb: Any, kids: dict[str, Any], cue: VerbCue) -> list[Range]:
    """ "made it clear yesterday that …", "is clear that …"; between the two only circumstances may stand."""
    doc, end = verb.doc, verb.sent.end
    plain = next((i for i in range(verb.i + 1, min(verb.i + 4, end)) if doc[i].lower_ in _PLAIN), None)
    if plain is None:
        return []
    for i in range(plain + 1, min(plain + _CIRCUMSTANCES, end)):
        near = i <= plain + 2
        if doc[i].lower_ in ("that", "whether", "how", "what") and (near or doc[i].dep_ == "mark"):
            return [(i, max(end - 1, i + 1))]
        if not near and (doc[i].pos_ in _VERBAL or doc[i].text == ","):
            break
    return []


def widen_object(verb: Any, content: list[Range]) -> list[Range]:
    """What a monitor documents runs to the end of its clause: place, time and parentheses are part of the finding."""
    end = content[-1][1]
    for child in verb.rights:
        if child.i < end:
            continue
        if child.dep_ in ("conj", "advcl", "cc", "ccomp", "xcomp"):
            break
        end = child.right_edge.i + 1
    return [*content[:-1], (content[-1][0], end)]


def find_prepositional(verb: Any, cue: VerbCue) -> tuple[Any | None, list[Range]]:
    """The preposition of ``cue`` that stands with ``verb``, and what follows it."""
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


PATTERNS: dict[str, Callable[[Any, dict[str, Any], VerbCue], list[Range]]] = {
    "clause": _clause,
    "infinitive": _infinitive,
    "gerund": _gerund,
    "object": _object,
    "event": _event,
    "object_infinitive": _object_infinitive,
    "object_of": _object_of,
    "object_as": _object_as,
    "object_at": _object_at,
    "passive": _passive,
    "raising": _raising,
    "made_clear": _made_clear,
}
"""What each pattern of ``knowledge/core/cues.yaml`` looks for: (verb, its children by label, cue) → token ranges."""
