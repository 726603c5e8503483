"""What a number counts: from the noun beside it and from what the sentence says happened to those counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from trucewatch.packs.quantities import CASUALTIES, load_quantities, noun_classes, outcome_words

_MAX_CLIMB = 8
_UP = frozenset(
    {"conj", "appos", "nummod", "compound", "quantmod", "amod", "det", "nmod", "poss", "advmod", "npadvmod", "dep"}
)
_LINKING = frozenset(
    {"be", "include", "rise", "reach", "climb", "stand", "hit", "increase", "put", "bring", "leave", "total"}
)
_COMPLEMENTS = frozenset({"oprd", "acomp", "attr", "ccomp", "xcomp", "acl", "advcl"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_REACHING = frozenset({"to", "at", "of", "by", "past"})
_NUMBERED = frozenset({"nsubj", "nsubjpass", "dobj"})
_HARM = frozenset({"killed", "injured"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened to those counted; ``governor`` is the index of the word that says so."""

    what: str
    governor: int
    subset: bool = False


def noun_class(token: Any) -> str | None:
    """The quantity that a number before this noun (a spaCy token) counts; None for a noun without one."""
    words = load_quantities()
    lemma = token.lemma_.lower()
    before = [c.lower_ for c in token.children if c.dep_ in {"compound", "amod", "nmod"} and c.i < token.i]
    for what, compound in words.compounds.items():
        if lemma in compound.nouns and any(b in compound.modifiers for b in before):
            return what
    for modifier in before:
        joined = f"{modifier} {lemma}"
        if joined in noun_classes():
            return noun_classes()[joined]
    known = noun_classes().get(lemma) or noun_classes().get(token.lower_)
    if known is None and token.tag_ in {"NNPS", "NNP"}:  # "U.S. Marines": a name keeps its plural as lemma
        known = noun_classes().get(lemma.removesuffix("s")) or noun_classes().get(lemma.replace("men", "man"))
    return known or ("people" if token.tag_ == "NNPS" and token.ent_type_ in {"NORP", "PERSON"} else None)


def is_person(token: Any) -> bool:
    """Whether the noun is one for people or fighters."""
    return noun_class(token) in {"people", "fighters"}


def find_outcome(token: Any, *, strict: bool = False) -> Outcome | None:
    """What the sentence says happened to ``token`` (the noun counted, or the number itself where it stands alone).

    Climbs the dependencies from the token; None where no word of the outcome lists is met, or where the token is the
    one who acts.  ``strict`` climbs only from a conjunct to the first and through "of" and "including", as for a
    noun that carries no number.
    """
    words, subset, node = outcome_words(), False, token
    for _ in range(_MAX_CLIMB):
        beside = _beside(node)
        if beside is not None:
            return replace(beside, subset=subset)
        head, dep = node.head, node.dep_
        if head == node:
            return _as_word(node, subset)
        if head.dep_ in {"aux", "auxpass"} and dep in _SUBJECTS:
            head = head.head  # "are missing": some parses hang the subject on the auxiliary
        beneath = {"nummod", "advmod", "npadvmod", "amod", "compound"} | (_SUBJECTS if head.pos_ == "ADJ" else set())
        if head.lower_ in words["words"] and dep in beneath:
            return Outcome(words["words"][head.lower_], head.i, subset)
        if dep == "pobj":
            subset = subset or head.lower_ in load_quantities().subset_words
            reached = _through_preposition(node, head, subset, strict)
            if isinstance(reached, Outcome) or reached is None:
                return reached
            node = reached
        elif head.pos_ in {"VERB", "AUX"} and dep not in {"prep", "conj"}:
            return _by_verb(node, head, dep, subset)
        elif dep == "conj" or is_kin_beside(node) or (not strict and (dep in _UP or dep == "prep")):
            node = head
        else:
            return None
    return None


def is_kin_beside(node: Any) -> bool:
    """Whether an apposition is another person of a list: "the farmer, his wife and their son"."""
    return node.dep_ == "appos" and any(
        (c.dep_ == "poss" and c.pos_ == "PRON") or c.lower_ == "another" for c in node.children
    )


def _as_word(node: Any, subset: bool) -> Outcome | None:
    what = outcome_words()["words"].get(node.lower_)
    return Outcome(what, node.i, subset) if what else None


def _beside(node: Any) -> Outcome | None:
    """A participle or adjective hanging on the noun: "62 soldiers killed", "two dead children", "those injured"."""
    words = outcome_words()
    for child in node.children:
        if child.dep_ == "prep" and child.lower_ == "of":  # "dozens of wounded"
            for counted in child.children:
                if counted.lower_ in words["words"] and counted.dep_ in {"pobj", "amod", "pcomp"}:
                    return Outcome(words["words"][counted.lower_], counted.i)
        if child.dep_ in {"acl", "amod", "relcl", "advcl"} and child.tag_ in {"VBN", "JJ", "VBD"}:
            what = words["words"].get(child.lower_)
            objects = any(c.dep_ in {"dobj", "obj"} for c in child.children)
            subjects = [c for c in child.children if c.dep_ in {"nsubj", "nsubjpass"}]
            if any(subject.tag_ not in {"WP", "WDT"} for subject in subjects):
                continue  # "women, where a civilian was killed" says nothing of the women
            active = child.dep_ == "relcl" and not any(c.dep_ in {"nsubjpass", "auxpass"} for c in child.children)
            if what and not objects and not active:
                return Outcome(what, child.i)
            if active and words["subject"].get(child.lemma_):
                return Outcome(words["subject"][child.lemma_], child.i)
    return None


def _by_verb(node: Any, verb: Any, dep: str, subset: bool) -> Outcome | None:
    words = outcome_words()
    lemma = verb.lemma_.lower()
    passive = dep == "nsubjpass" or any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)
    objects = [c for c in verb.children if c.dep_ in {"dobj", "obj"} and c != node]
    if dep in {"nsubj", "nsubjpass", "csubj"}:
        if dep == "nsubj" and lemma in words["subject"]:
            return Outcome(words["subject"][lemma], verb.i, subset)
        for light in load_quantities().light_verbs:
            if lemma in light.verbs and any(c.lemma_.lower() in light.objects for c in objects):
                return Outcome(light.what, verb.i, subset)
        what = words["verbs"].get(lemma) or words["words"].get(verb.lower_)
        if what == "injured" and any(c.lower_ in {"mortally", "fatally"} for c in verb.children):
            what = "killed"
        if what is None and dep == "nsubjpass":  # "was struck and killed"
            shared = next((c for c in verb.children if c.dep_ == "conj" and c.tag_ == "VBN"), None)
            if shared is not None and not any(c.dep_ in _SUBJECTS for c in shared.children):
                verb, what = shared, words["words"].get(shared.lower_)
        bare = verb.tag_ in {"VBN", "VBD", "VBG", "JJ"} and not objects and verb.lower_ in words["words"]
        if what and (passive or bare):
            return Outcome(what, verb.i, subset)
    elif dep in {"dobj", "obj", "dative", "oprd", "ccomp"}:
        what = words["verbs"].get(lemma)
        if what and not (passive and dep != "oprd"):
            return Outcome(what, verb.i, subset)
    for child in verb.children:
        what = words["words"].get(child.lower_) if child.dep_ in _COMPLEMENTS and child != node else None
        undergone = lemma in {"leave", "find"} and child.i == verb.i + 1  # "five officers left dead"
        if what and (dep != "nsubj" or lemma == "be" or undergone):
            return Outcome(what, child.i, subset)
    if lemma == "leave" and dep in {"dobj", "nsubj"} and node.i > verb.i:
        for later in verb.doc[node.i + 1 : verb.sent.end]:  # "left nine civilians and two guards dead"
            if later.lower_ in words["words"] and later.tag_ in {"JJ", "VBN"}:
                return Outcome(words["words"][later.lower_], later.i, subset)
    return _by_subject(node, verb, subset) if lemma in _LINKING else None


def _by_subject(node: Any, verb: Any, subset: bool) -> Outcome | None:
    """The other side of a linking verb: "the death toll rose to 12", "the dead included two children"."""
    words = outcome_words()
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass", "attr", "dobj"} and child != node:
            sides = [child, *_modifiers(child)]
            of = counted_by(child)
            if of is not None:
                sides += [of, *_modifiers(of)]
        elif child.dep_ == "prep" and child.lower_ in load_quantities().subset_words:
            sides, subset = list(child.children), True
        else:
            continue
        for side in sides:
            what = words["words"].get(side.lower_) or words["nouns"].get(side.lemma_.lower())
            if what:
                return Outcome(what, side.i, subset or verb.lemma_ == "include")
    return None


def _modifiers(noun: Any) -> list[Any]:
    return [c for c in noun.children if c.dep_ in {"compound", "amod"}]


def counted_by(noun: Any) -> Any | None:
    """What a noun such as "number" counts: the object of its "of"; None for other nouns."""
    if noun.lemma_.lower() not in load_quantities().counting_nouns:
        return None
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def counted_noun(number: Any) -> Any | None:
    """The noun whose count a number that stands alone completes: "the number of violations rose to 37"."""
    if number.dep_ not in {"attr", "dobj", "oprd", "pobj"}:
        return None
    node = number
    for _ in range(_MAX_CLIMB):
        node = node.head
        if node.dep_ == "prep" and node.lower_ not in _REACHING:
            return None
        if counted_by(node) is not None:  # "put the number of dead at 27"
            return counted_by(node)
        if node.lemma_ in _LINKING or node.head == node:
            break
    if node.lemma_ not in _LINKING:
        return None
    return next((counted_by(c) for c in node.children if c.dep_ in _NUMBERED and counted_by(c) is not None), None)


def _through_preposition(node: Any, preposition: Any, subset: bool, strict: bool) -> Outcome | Any | None:
    """From the object of a preposition up: an outcome, the next token to climb from, or None to stop."""
    lists, word, head = load_quantities(), preposition.lower_, preposition.head
    if head == preposition:
        return None
    if head.pos_ == "ADJ" and word == "than" and head.dep_ == "acomp":  # "the toll may be higher than five"
        return _by_subject(preposition, head.head, subset) if head.head.lemma_ in _LINKING else None
    if head.pos_ in {"VERB", "AUX", "ADJ"}:
        return _from_verb(node, preposition, head, subset)
    if word in lists.subset_words:
        return head
    if head.pos_ == "ADP":  # "along with", "up to"
        return head if word in lists.number_prepositions else None
    words = outcome_words()
    what = words["nouns"].get(head.lemma_.lower()) or words["words"].get(head.lower_)
    if what and word in {"of", "to", "for", "among"}:
        return Outcome(what, head.i, subset)
    counting = head.lemma_.lower() in lists.counting_nouns
    grouped = head.pos_ in {"NUM", "PRON", "DET"} or head.lemma_.lower() in lists.group_nouns
    return head if word == "of" and (counting or (grouped and not strict)) else None


def _from_verb(node: Any, preposition: Any, verb: Any, subset: bool) -> Outcome | None:
    words, lists, word = outcome_words(), load_quantities(), preposition.lower_
    if word in lists.number_prepositions and any(t.like_num for t in node.subtree):
        found = _by_verb(node, verb, "dobj" if preposition.i > verb.i else "nsubj", subset)
        if found is not None:
            return found
    beside = word in lists.company_words or (word == "with" and _before(preposition) in lists.company_words)
    if word in lists.subset_words or beside:
        if verb.lower_ in words["words"]:
            return Outcome(words["words"][verb.lower_], verb.i, subset)
        subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
        found = find_outcome(subject) if subject is not None else None
        return replace(found, subset=subset) if found is not None else None
    return _by_subject(preposition, verb, subset) if verb.lemma_ in _LINKING else None


def _before(token: Any) -> str:
    return str(token.doc[token.i - 1].lower_) if token.i else ""


def is_both(doc: Any, outcome: Outcome, token: Any) -> bool:
    """Whether the same number is given to dead and wounded together ("30 killed and wounded")."""
    if outcome.what not in _HARM:
        return False
    words, governor = outcome_words(), doc[outcome.governor]
    partners = [c for c in governor.children if c.dep_ == "conj"]
    if governor.dep_ == "conj":
        partners.append(governor.head)
    for partner in partners:
        other = words["words"].get(partner.lower_) or words["verbs"].get(partner.lemma_)
        if other in _HARM and other != outcome.what and not _has_own(partner, governor, token):
            return True
    return False


def _has_own(partner: Any, governor: Any, token: Any) -> bool:
    """Whether the partner has its own people ("and wounded five", "and five were wounded")."""
    for child in partner.children:
        if child == governor or token in child.subtree:
            continue
        if child.dep_ in {"dobj", "obj", "nsubjpass", "nummod", "oprd"}:
            return True
        counted = child.pos_ == "NUM" or any(c.dep_ == "nummod" for c in child.children)
        if child.dep_ == "nsubj" and (counted or partner.i > governor.i):
            return True
    return False


def casualty_whats(what: str, zero: bool) -> tuple[str, ...]:
    """The quantity names that a noun's class stands for: no casualties are no dead and no injured."""
    if what == CASUALTIES:
        return ("killed", "injured") if zero else ("other",)
    return (what,)
