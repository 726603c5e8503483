"""Doers: who did it, by the verb's subject and by-phrase, the noun's owners, helpers, and claims of responsibility."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.draft import ATTACKS, HARMS, Draft, Trigger
from trucewatch.claims.fillers import TIMES, acts, find_makers, put
from trucewatch.claims.senses import Senses, lemma

Token = Any
_SUPPORT = frozenset(
    {"support", "help", "aid", "assistance", "participation", "backing", "cooperation", "coordination"}
)
_JOINING = frozenset({"back", "support", "assist", "accompany", "join", "aid", "help"})
_BESIDE = frozenset({"alongside", "along", "together", "jointly"})
_LISTING = frozenset({"include", "comprise", "be"})
_DOING = frozenset({
    "stop", "halt", "cease", "end", "continue", "resume", "suspend", "threaten", "plan", "prepare", "order", "begin",
    "start", "admit", "acknowledge", "claim", "join", "intensify", "escalate", "step", "pause",
})  # fmt: skip
"""Verbs whose subject is the doer of the act that their object names."""
_GIVING = {"blame": ("on", "upon"), "attribute": ("to",), "ascribe": ("to",), "pin": ("on",), "trace": ("to",)}
"""Participles that give an act to its doer, with their prepositions."""
_UNDERGOING = frozenset({"come", "be", "remain", "face", "suffer", "take", "draw", "receive"})
"""Verbs by which one undergoes an attack: "came under fire from", "faced shelling by"."""
_YIELDING = frozenset({"fall", "loss", "surrender", "handover"})


def add_doers(draft: Draft, trigger: Trigger, senses: Senses) -> None:
    """Add to ``draft`` the perpetrators that a noun or a passive verb names; an active verb's is its subject."""
    word = trigger.token
    if not trigger.nominal and trigger.subject_role == "target" and lemma(word) in _UNDERGOING:
        under = grammar.prep_object(word, "under") or next(iter(grammar.objects(word)), None)
        if under is not None:
            put(draft, "perpetrator", grammar.prep_object(under, "from", "by"), senses)
            put(draft, "perpetrator", grammar.prep_object(word, "from", "by"), senses)
    if not trigger.nominal:
        if grammar.is_passive(word) and trigger.object_role != "none":
            put(draft, trigger.subject_role, grammar.by_phrase(word), senses)
    elif word.dep_ != "amod":
        _add_of_noun(draft, trigger, senses)
    if trigger.type in ATTACKS or trigger.type == "territory_change":
        undergone = not trigger.nominal and grammar.is_passive(word) and grammar.by_phrase(word) is None
        for helper in _helpers(word, senses):
            put(draft, "target" if undergone else "perpetrator", helper, senses)


def _add_of_noun(draft: Draft, trigger: Trigger, senses: Senses) -> None:
    noun = trigger.token
    by = grammar.by_phrase(noun) or _shared_by(noun)
    owned = trigger.type in HARMS and any(c.dep_ == "poss" for c in noun.lefts)
    if by is not None:
        put(draft, "perpetrator", by, senses)
    elif not owned:
        # "His death": the owner of a harm is its victim.
        for edge in find_makers(noun, senses):
            draft.add("perpetrator", edge)
    between = grammar.prep_object(noun, "between")
    if between is not None and senses.is_a(between, "armed", "actor", "name") and between.ent_type_ not in TIMES:
        put(draft, "perpetrator", between, senses)
    of = grammar.prep_object(noun, "of")
    if of is not None and is_doer_of(noun, of, trigger, senses):
        put(draft, "perpetrator", of, senses)
    if trigger.type == "territory_change" and lemma(noun) in _YIELDING:
        put(draft, "perpetrator", grammar.prep_object(noun, "to"), senses)
    if not draft.roles.get("perpetrator"):
        for doer in _blamed(noun):
            if acts(doer, senses) and not senses.is_a(doer, "civilian"):
                put(draft, "perpetrator", doer, senses)


def is_doer_of(noun: Token, of: Token, trigger: Trigger, senses: Senses) -> bool:
    """Whether the of-phrase of a happening names its doer: "the shelling of the militia on the town", "the flight of
    drones"."""
    if trigger.type in ("force_movement", "overflight") or senses.is_a(of, "aircraft", "projectile"):
        return True
    if trigger.type not in ATTACKS or not senses.is_a(of, "armed") or senses.is_a(of, "place"):
        return False
    return lemma(noun) in ("operation", "raid", "attack", "offensive", "assault", "fire") or any(
        c.dep_ == "prep" and c.lower_ in ("on", "against", "at") for c in (*noun.children, *of.rights)
    )


def _shared_by(noun: Token) -> Token | None:
    """The by-phrase of the last of the nouns coordinated with ``noun``: "shelling and airstrikes by the army"."""
    for other in noun.conjuncts:
        if other.i > noun.i and (by := grammar.by_phrase(other)) is not None:
            return by
    return None


def _helpers(word: Token, senses: Senses) -> Iterator[Token]:
    """Forces that did it with the doer: "with the support of the coalition", "backed by helicopters"."""
    verb = word if grammar.is_verb(word) else grammar.clause_head(word)
    if not grammar.is_verb(verb):
        return
    subject = grammar.own_subject(verb)
    for child in (*verb.children, *(subject.rights if subject is not None else ())):
        found = None
        if child.dep_ == "prep" and child.lower_ == "with":
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None and lemma(inner) in _SUPPORT:
                found = grammar.prep_object(inner, "of", "from", "with")
        elif child.lower_ in _BESIDE:
            found = grammar.prep_object(child, "with") or next((c for c in child.children if c.dep_ == "pobj"), None)
        elif child.dep_ in ("acl", "advcl") and child.tag_ == "VBN" and lemma(child) in _JOINING:
            found = grammar.by_phrase(child)
        if found is not None and found.ent_type_ != "GPE" and senses.is_a(found, "armed"):
            yield found


def _blamed(noun: Token) -> list[Token]:
    """Who claims the act that a noun names, or is given it by others.

    "An attack claimed by X", "X claimed the attack", "X is responsible for", "the raid blamed on X", "X was behind".
    """
    found: list[Token | None] = []
    for child in noun.rights:
        if child.dep_ in ("acl", "relcl") and child.pos_ == "VERB":
            if lemma(child) == "claim":
                found.append(grammar.by_phrase(child))
            found.append(grammar.prep_object(child, *_GIVING.get(lemma(child), ("",))))
    head = noun.head
    if noun.dep_ in grammar.OBJECTS and lemma(head) in _DOING and not grammar.is_passive(head):
        found.append(grammar.subject(head))
    elif noun.dep_ in ("nsubjpass",):
        if lemma(head) == "claim":
            found.append(grammar.by_phrase(head))
        found.append(grammar.prep_object(head, *_GIVING.get(lemma(head), ("",))))
    elif noun.dep_ == "pobj" and head.lower_ in ("for", "of", "behind"):
        found += _charged(head)
    return [t for t in found if t is not None]


def _charged(preposition: Token) -> list[Token | None]:
    """Who is charged with what stands under ``preposition``: "responsibility for", "blamed X for", "X was behind"."""
    above, word = preposition.head, preposition.lower_
    if word == "for" and lemma(above) in ("responsibility", "responsible", "credit"):
        return [grammar.subject(above.head) if grammar.is_verb(above.head) else None]
    charging = (word, lemma(above)) in (("for", "blame"), ("of", "accuse"), ("of", "suspect"), ("for", "condemn"))
    if charging and grammar.is_verb(above):
        return list(grammar.objects(above)[:1])
    if word == "behind" and lemma(above) == "be":
        return [grammar.subject(above)]
    return []


def responsible(sentence: Any, senses: Senses) -> Token | None:
    """Who takes responsibility for what the rest of the sentence tells ("for which X claimed responsibility")."""
    for token in sentence:
        if token.lower_ == "responsibility" and token.dep_ in grammar.OBJECTS and grammar.is_verb(token.head):
            doer = grammar.subject(token.head)
            takes = lemma(token.head) in ("claim", "take", "accept", "admit")
            if takes and doer is not None and acts(doer, senses):
                return doer
    return None


def blamed(sentence: Any, senses: Senses) -> Token | None:
    """Whom the source blames behind its account: "…, the ministry said, blaming the militia"; for nothing else."""
    for token in sentence:
        if token.lower_ != "blaming" or token.dep_ not in ("advcl", "acl", "conj"):
            continue
        other = grammar.prep_object(token, "for")
        doer = next(iter(grammar.objects(token)), None)
        if doer is not None and acts(doer, senses) and (other is None or other.lower_ in ("it", "this")):
            return doer
    return None


def members(doer: Token, verb: Token) -> list[Token]:
    """Who the doer of a relative clause is said to be: "states that flew sorties include A, B and C"; else itself."""
    if verb.dep_ == "relcl" and doer.dep_ == "nsubj" and lemma(doer.head) in _LISTING:
        listed = [c for c in doer.head.children if c.dep_ in ("dobj", "attr") and c.ent_type_ in ("GPE", "ORG")]
        if listed:
            return listed
    named = [doer]
    for child in doer.rights:
        if child.dep_ == "prep" and child.lower_ == "including":
            named += [c for c in child.children if c.dep_ == "pobj" and c.pos_ in ("NOUN", "PROPN")]
    return named


def add_sides(draft: Draft, senses: Senses) -> None:
    """Both sides of a clash are perpetrators."""
    for trigger in draft.triggers:
        for where in (trigger.token, draft.clause):
            if where is None:
                continue
            for child in where.children:
                if child.dep_ == "prep" and child.lower_ in ("between", "with", "against", "among"):
                    for inner in child.children:
                        if inner.dep_ == "pobj" and senses.is_a(inner, "armed", "actor", "name"):
                            put(draft, "perpetrator", inner, senses)
                elif child.dep_ == "advcl" and lemma(child) == "pit":
                    for side in [*grammar.objects(child), grammar.prep_object(child, "against")]:
                        put(draft, "perpetrator", side, senses)
        for word in draft.head.sent:
            if word.lower_ == "pitting" and word.dep_ == "amod" and word.i > trigger.token.i:
                # The parser takes "pitting troops against rebels" for a quality of the troops.
                for start, end in (grammar.phrase(part) for part in grammar.conjuncts(word.head)):
                    draft.add("perpetrator", (max(start, word.i + 1), end))
                put(draft, "perpetrator", grammar.prep_object(word.head, "against"), senses)
        if not trigger.nominal:
            for thing in grammar.objects(trigger.token):
                if senses.is_a(thing, "armed"):
                    put(draft, "perpetrator", thing, senses)
    for part in draft.roles.get("perpetrator", []):
        if part in draft.roles.get("target", []):
            draft.roles["target"].remove(part)
