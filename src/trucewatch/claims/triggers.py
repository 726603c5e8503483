"""Triggers: the verbs, nouns and participles of a sentence that carry a happening."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.breaches import find_breach
from trucewatch.claims.campaigns import CAMPAIGNS, is_armed, type_by_aim
from trucewatch.claims.descriptions import describes, is_certain, is_sort, strives
from trucewatch.claims.draft import Trigger
from trucewatch.claims.loads import find_lost_load
from trucewatch.claims.means import is_struck
from trucewatch.claims.senses import Senses, lemma
from trucewatch.packs.lexicon import NounRule, VerbRule

Token = Any
FINDING = frozenset(
    {"report", "record", "document", "register", "monitor", "observe", "note", "count", "log", "confirm"}
)
"""Verbs of a monitor, whose object is what it found and not what it did."""
_ADJECTIVES = {"besieged": "siege", "encircled": "siege", "blockaded": "siege"}
_STOPPING = frozenset({"cessation", "end", "halt", "suspension", "stop", "pause", "lull", "freeze", "moratorium"})
_ABOUT = ("of", "against", "over", "near", "around", "towards", "toward", "into", "by")
"""Prepositions that lead in what an act is done to, or by whom."""
_EVENT_HEADS = frozenset({"campaign", "operation", "wave", "series", "spree", "incident", "spate"})


def find_triggers(sentence: Any, senses: Senses) -> list[Trigger]:
    """The triggers of a sentence in text order."""
    lex, found = senses.lexicon, []
    for token in sentence:
        pos = token.pos_
        if pos == "VERB" and token.tag_ == "VBG" and _is_gerund(token, senses):
            pos = "NOUN"
        if pos == "VERB" and _is_misread(token):
            pos = "NOUN"
        if pos == "VERB" or (pos == "AUX" and token.dep_ not in ("aux", "auxpass")):
            breach = find_breach(token, senses)
            if breach is not None:
                found.append(breach)
                continue
            rules = lex.verbs.get(lemma(token))
            if rules:
                trigger = _verb(token, rules, senses)
                if trigger:
                    found.append(trigger)
                    continue
        if pos in ("NOUN", "PROPN"):
            noun_rules = lex.nouns.get(token.lower_) or lex.nouns.get(lemma(token))
            if noun_rules:
                trigger = _noun(token, noun_rules, senses)
                if trigger:
                    found.append(trigger)
        elif (
            token.lower_ in _ADJECTIVES
            and token.dep_ == "amod"
            and senses.is_a(token.head, "place", "people", "armed")
            and is_certain(token.head)
        ):
            type_ = _ADJECTIVES[token.lower_]
            found.append(Trigger(token, "incident", type_, f"participle:{token.lower_}", nominal=True))
    return found


def _is_gerund(token: Token, senses: Senses) -> bool:
    """Whether a verb in -ing stands as a noun: "subjected to shelling", "recorded shelling"."""
    found = token.dep_ == "csubj" or (token.dep_ in ("xcomp", "ccomp") and lemma(token.head) in FINDING)
    return (
        token.lower_ in senses.lexicon.nouns
        and (found or token.dep_ in ("pobj", "nsubj", "nsubjpass", "dobj", "attr", "conj", "ROOT", "pcomp"))
        and not any(c.dep_ in ("dobj", "aux", "nsubj") for c in token.children)
    )


def _is_misread(token: Token) -> bool:
    """Whether a plural noun was tagged as a verb: it is itself an argument ("Air strikes on the town killed six")."""
    return token.tag_ == "VBZ" and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")


def _verb(token: Token, rules: tuple[VerbRule, ...], senses: Senses) -> Trigger | None:
    if token.dep_ in ("amod", "compound"):
        return None
    words: set[str] | None = None
    things: list[Token] | None = None
    doer: Token | None = None
    for rule in rules:
        group = rule.group
        if rule.needs:
            words = words if words is not None else dependants(token)
            if not all(n in words for n in rule.needs):
                continue
        if things is None:
            things = grammar.objects(token) or _let(token)
            doer = find_lost_load(token, senses) or grammar.agent(token)
        if group.stop and (
            any(lemma(t) in group.stop for t in things)
            or _lemma_of(grammar.prep_object(token, "from")) in group.stop
            or any(lemma(c) in group.stop for t in things for c in t.lefts if c.dep_ in ("compound", "amod"))
            or (doer is not None and lemma(doer) in group.stop)
            or any(c.lower_ in group.stop for c in token.rights if c.dep_ in ("prt", "advmod", "prep"))
        ):
            continue
        if strives(token, things) or describes(token, group.type, things):
            continue
        if group.subject or group.object:
            by = bool(group.subject) and senses.is_a(doer, *group.subject)
            if group.type == "none" and not by and doer is None:
                # "was damaged in a flood"
                by = senses.is_a(grammar.prep_object(token, "in", "during", "by", "from"), *group.subject)
            to = bool(group.object) and any(senses.is_a(t, *group.object) for t in things)
            if group.both and group.subject and group.object:
                passive = to and doer is None and grammar.is_passive(token) and not group.named
                if not ((by and to) or passive):
                    continue
            elif not (by or to):
                continue
        if group.type == "none":
            return None
        return Trigger(
            token, rule.kind, group.type, rule.name, group.effect, group.hint,
            subject_role=group.roles.subject, object_role=group.roles.object,
        )  # fmt: skip
    return None


def _lemma_of(token: Token | None) -> str:
    """The lemma of a word that may be missing."""
    return lemma(token) if token is not None else ""


def _let(verb: Token) -> list[Token]:
    """Who is let or not let do something: "will not allow refugees to cross"."""
    below = [c for c in verb.rights if c.dep_ == "ccomp"]
    # "Let UN aid through": the parse takes "aid" for the verb of a clause.
    nouns = [c for c in below if c.pos_ == "NOUN"]
    return nouns + [g for c in below if c.tag_ == "VB" for g in c.children if g.dep_ == "nsubj"]


def dependants(verb: Token) -> set[str]:
    """The lemmas and forms of what hangs on a verb, of which an entry of several words must find its own."""
    words: set[str] = set()
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.dep_ in ("ROOT", "appos", "dep"):
        # "Two shells fired at the town": a note leaves out the verb.
        words.add(lemma(verb.head))
    if lemma(verb) == "hand" and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "over":
        words.add("over")  # "Hand over 120 detainees" is read as "over 120".
    for child in verb.children:
        if child.dep_ in ("dobj", "prt", "acomp", "xcomp", "oprd", "advmod", "ccomp", "dative", "nsubjpass", "attr"):
            words |= {lemma(child), child.lower_}
            if child.dep_ in ("dobj", "nsubjpass"):
                for inner in child.children:
                    if inner.dep_ in ("compound", "amod", "acl", "oprd"):
                        words |= {lemma(inner), inner.lower_}
                    elif inner.dep_ == "prep" and inner.lower_ in ("of", "for", "to"):
                        counted = [c for c in inner.children if c.dep_ == "pobj"]
                        words |= {lemma(c) for c in counted}
                        # "Sent thousands of people fleeing"
                        words |= {lemma(g) for c in counted for g in c.rights if g.dep_ == "acl" and g.tag_ == "VBG"}
            if child.dep_ == "ccomp":
                for inner in child.children:
                    if inner.dep_ in ("nsubj",):
                        words.add(lemma(inner))
                    elif child.pos_ == "NOUN" and inner.dep_ in ("prep", "prt", "advmod"):
                        words.add(inner.lower_)
        if child.dep_ in ("prep", "agent", "dative"):
            words.add(child.lower_)
            for inner in child.children:
                if inner.dep_ == "pobj":
                    words.add(lemma(inner))
    return words


def _noun(token: Token, rules: tuple[NounRule, ...], senses: Senses) -> Trigger | None:
    if token.dep_ == "compound" and lemma(token.head) not in _EVENT_HEADS:
        return None
    if token.dep_ == "pobj" and token.head.lower_ in ("of", "to", "in") and lemma(token.head.head) in _STOPPING:
        return None
    if is_sort(token):
        return None
    for rule in rules:
        group = rule.group
        if len(rule.words) > 1 and not _matches(token, rule.words):
            continue
        if group.stop and any(lemma(c) in group.stop for c in token.children):
            continue
        if group.type == "explosion" and is_struck(token):
            # A car bomb that was destroyed has not gone off.
            continue
        if group.of:
            about = [c for c in token.children if c.dep_ in ("compound", "poss", "amod", "nmod")]
            of = (grammar.prep_object(token, name) for name in _ABOUT)
            about += [t for t in of if t is not None]
            if not any(senses.is_a(t, *group.of) for t in about):
                continue
        if len(rule.words) == 1 and lemma(token) in CAMPAIGNS and not is_armed(token, senses):
            continue
        return Trigger(
            token, rule.kind, type_by_aim(token) or group.type, rule.name, group.effect, group.hint,
            nominal=True, weak=group.weak, victims=group.victims,
        )  # fmt: skip
    return None


def _matches(token: Token, words: tuple[str, ...]) -> bool:
    doc = token.doc
    if len(words) >= 3 and words[1] == "of":
        after = grammar.prep_object(token, "of")
        return after is not None and lemma(after) in (words[-1], words[-1].rstrip("s"))
    start = token.i - len(words) + 1
    if start >= 0 and all(words[k] in (lemma(doc[start + k]), doc[start + k].lower_) for k in range(len(words) - 1)):
        return True
    # "drone and artillery attacks": the first word may be coordinated before the head.
    return len(words) == 2 and any(
        words[0] in (lemma(c), c.lower_) for c in token.children if c.dep_ in ("compound", "amod", "nmod")
    )
