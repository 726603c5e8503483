"""Positions: what a party declares, by the verbs and verdicts of ``knowledge/core/positions.yaml``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.climate import read_climate
from trucewatch.claims.demands import split_demand
from trucewatch.claims.draft import Draft
from trucewatch.claims.endings import declares_end
from trucewatch.claims.senses import Senses, lemma
from trucewatch.claims.stance import is_negated, read_stance
from trucewatch.claims.statements import (
    ASKING,
    FIRST,
    SPEAKING_PARTICIPLES,
    find_verdict,
    find_wish,
    in_scope,
    makes_statement,
    position_range,
    read_aim,
    read_statement,
)
from trucewatch.packs.lexicon import Lexicon, PositionGroup

Token = Any
_HOLDERS = ("political", "actor", "armed", "aid_agency", "name")
_STRIVING = frozenset({"fight", "scramble", "struggle", "race", "work", "strive", "rush", "battle", "push", "seek"})
_NAMING = frozenset({"call", "describe", "brand", "label", "dub", "deem", "characterize", "characterise", "declare"})
_FINITE = frozenset({"csubj", "pcomp", "ROOT", "ccomp", "parataxis", "advcl", "relcl", "conj", "dep"})
_SELVES = ("self", "selves", "troops", "forces")
_OWNS_UP = frozenset({"admit", "concede", "acknowledge", "confess"})
_OFFERED = frozenset({"proposal", "plan", "initiative", "offer", "framework", "draft", "roadmap"})
_HARDLY = frozenset({"little", "no", "few", "scant", "any", "less"})
_HOPEFUL = frozenset({"optimistic", "hopeful", "confident", "upbeat", "sure", "convinced", "certain", "believe"})
_VOWS = frozenset({"commitment", "undertaking", "line"})
_CONTENT = frozenset({"dobj", "prep", "ccomp", "xcomp", "dative", "prt"})
_NEGOTIATORS = frozenset({"mediator", "negotiator", "delegation", "envoy", "facilitator", "guarantor"})
_TALKS = frozenset({"negotiate", "talk", "negotiation", "conference", "summit", "dialogue", "congress", "meeting"})


def find_positions(
    sentence: Any, senses: Senses, busy: set[int], says: Callable[[Token], str], about: bool
) -> list[Draft]:
    """The positions of a sentence; ``busy``: token indices that carry other facts.

    ``says``: whose words a clause is: a political ``speaker``'s (in which a plain statement is a position too), the
    ``publisher``'s own, the ``narrator``'s, or "" for a source that takes no part.
    ``about``: whether the document is in the subject, so that weak words of scope count.
    """
    drafts: list[Draft] = []
    asked: set[int] = set()
    busy = busy | {end.i for verb in sentence if (end := declares_end(verb, senses)) is not None}
    for token in sentence:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod"):
            if not _heads_clause(token) or token.i in asked:
                continue
            draft = read_aim(token, senses) if says(token) else None
            if draft is None and token.i not in busy:
                draft = _of_verb(token, senses, about)
            if draft is None and about and token.i not in busy:
                draft = read_climate(token, senses)
            if draft is None and token.i not in busy and makes_statement(token):
                draft = read_statement(token, senses, about, busy, says(token))
            if draft is not None and draft.type == "demands":
                asked |= {c.i for c in token.rights if c.dep_ == "ccomp" and c.tag_ == "VB"}
            if draft is not None and draft.type == "demands" and (wish := find_wish(token, senses)) is not None:
                asked.add(wish.i)
            if draft is not None:
                row = split_demand(draft) if draft.type == "demands" else [draft]
                asked |= {d.head.i for d in row[1:]}
                drafts += row
        elif token.pos_ == "NOUN":
            draft = _of_noun(token, senses, about)
            if draft is not None and not any(d.start <= token.i < d.end and d.type == draft.type for d in drafts):
                drafts.append(draft)
    return [d for d in drafts if not any(_holds(other, d) for other in drafts)]


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether a stand is told already by the words of another of its type."""
    if outer is inner:
        return False
    plain = inner.rules[0].startswith("position.statement") and not outer.rules[0].startswith("position.statement")
    if not (plain and inner.type == "other_position") and (
        outer.type != inner.type or outer.type in ("demands", "other_position")
    ):
        return False
    within = outer.start <= inner.start and inner.end <= outer.end
    return within and (outer.end - outer.start, -outer.start) > (inner.end - inner.start, -inner.start)


def _heads_clause(verb: Token) -> bool:
    """Whether the verb heads a finite clause or is a participle that speaks ("accusing Moscow of …")."""
    if verb.dep_ not in _FINITE and not (
        verb.dep_ == "acl" and (verb.tag_ == "VBN" or lemma(verb) in SPEAKING_PARTICIPLES)
    ):
        return False
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if to:
        return False
    if verb.tag_ == "VBG" and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return lemma(verb) in SPEAKING_PARTICIPLES
    if verb.tag_ == "VB" and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return verb.dep_ == "conj" and _heads_clause(verb.head)
    return True


def _chain(verb: Token) -> list[Token]:
    """The verb and the verbs that it opens ("will continue to call for"), outermost first."""
    chain = [verb]
    at = verb
    for _ in range(4):
        after = next((c for c in at.rights if c.dep_ == "xcomp" and (c.pos_ in ("VERB", "ADJ", "NOUN"))), None)
        if after is None and lemma(at) in _STRIVING:
            after = next((c for c in at.rights if c.dep_ == "advcl" and c.tag_ == "VB"), None)
        if after is None and at.lemma_ in ("be", "remain", "stay", "stand", "become"):
            after = next((c for c in at.rights if c.dep_ == "acomp"), None)
        if after is None:
            break
        chain.append(after)
        at = after
    return chain


def _of_verb(verb: Token, senses: Senses, about: bool) -> Draft | None:
    lex = senses.lexicon
    if any(lemma(t) in lex.courtesies or t.lower_ in lex.courtesies for t in verb.subtree):
        return None
    if any(c.dep_ == "ccomp" for c in verb.lefts) and not any(c.dep_ in _CONTENT for c in verb.rights):
        # "The deal is dead, he insisted": what he insisted on is the statement.
        return None
    drawn = _drawn(verb, senses, about)
    if drawn is not None:
        return drawn
    holder = grammar.agent(verb)
    if any(c.dep_ == "aux" and c.lower_ in ASKING for c in verb.children) and (
        holder is None or holder.lower_ not in FIRST
    ):
        # "The regime must comply" binds the regime and is somebody else's demand.
        return None
    felt = grammar.is_passive(verb) and verb.lower_ in lex.position_verbs and verb.lower_ != lemma(verb)
    if felt and (holder is None or not senses.is_a(holder, "political", "actor")):
        # A state of mind: "is committed", "were alarmed by reports".
        holder = grammar.subject(verb)
    if holder is None:
        return None
    if grammar.names_nobody(holder) and not grammar.is_neither(holder):
        return None
    first = holder.lower_ in FIRST
    blames = lemma(verb) in ("blame", "accuse") and senses.is_a(holder, "people", "civilian")
    if not (first or blames or senses.is_a(holder, *_HOLDERS) or holder.ent_type_ == "PERSON"):
        return None
    if declares_end(verb, senses) is not None:
        return _draft(verb, holder, verb, PositionGroup(type="rejects"), ("end",), senses)
    if lemma(verb) in _NAMING and not any(c.dep_ == "prep" and c.lower_ in ("on", "upon", "for") for c in verb.rights):
        order = ("explains", *(name for name in lex.verdicts if name != "explains"))
        named = find_verdict({w for t in verb.subtree for w in (t.lower_, lemma(t))}, senses, order)
        if named and (about or in_scope(verb.subtree, senses, about)):
            group = PositionGroup(type=named)
            return _draft(verb, holder, verb, group, (), senses)
    wanted = _wanted(verb, senses)
    if wanted is not None and in_scope(verb.subtree, senses, about):
        draft = _draft(verb, holder, verb, PositionGroup(type="demands", stance="demanded"), ("of others",), senses)
        draft.addressee = wanted
        return draft
    lent = _lent(verb, holder, senses, about)
    if lent is not None:
        return lent
    best: tuple[Token, PositionGroup, tuple[str, ...]] | None = None
    for token in _chain(verb):
        rules = lex.position_verbs.get(lemma(token)) or lex.position_verbs.get(token.lower_)
        if not rules or _is_other_sense(token, lex):
            continue
        words = _words(token)
        for needs, group in rules:
            if group.type == "demands" and not needs and _only_names(token):
                continue
            if all(n in words for n in needs) and _about(verb, holder, group, senses, about):
                if best is None or best[1].type in ("other_position", "extends"):
                    best = (token, group, needs)
                break
    if best is None:
        return None
    return _draft(verb, holder, *best, senses)


def _only_names(verb: Token) -> bool:
    """Whether "call" gives a name and asks for nothing: "called the truce a gesture"."""
    if lemma(verb) != "call":
        return False
    return any(c.dep_ in ("dobj", "nsubjpass", "oprd") for c in verb.children) and not any(
        c.dep_ in ("xcomp", "prep") and c.lower_ in ("on", "upon", "for") for c in verb.rights
    )


def _lent(verb: Token, holder: Token, senses: Senses, about: bool) -> Draft | None:
    """A position that a noun names and its verb lends a subject: "voiced doubt", "gave its consent to"."""
    if lemma(verb) not in senses.lexicon.lending:
        return None
    for noun in (c for c in verb.rights if c.dep_ == "dobj"):
        if any(c.lower_ in _HARDLY for c in noun.lefts):
            continue
        groups = senses.lexicon.lent_nouns.get(lemma(noun), ())
        group = next((g for g in groups if _on_truce(verb, noun, g, senses)), None)
        if group is not None and _about(verb, holder, group, senses, about):
            draft = _draft(verb, holder, verb, group, (lemma(noun),), senses)
            if group.object == "addressee" and draft.addressee is None:
                draft.addressee = grammar.prep_object(noun, "against", "at", "to", "on", "for")
            return draft
    return None


def _wanted(verb: Token, senses: Senses) -> Token | None:
    """Of whom somebody wants an act: "want the president to step down"."""
    if lemma(verb) != "want":
        return None
    for clause in verb.rights:
        if clause.dep_ == "ccomp" and clause.tag_ == "VB":
            doer = grammar.own_subject(clause)
            if doer is not None and senses.is_a(doer, "armed", "political", "actor", "name"):
                return doer
    return None


def _on_truce(verb: Token, noun: Token, group: PositionGroup, senses: Senses) -> bool:
    """Whether what a noun upholds is an agreement: "voiced support for the truce", not for a government."""
    if group.type != "upholds":
        return True
    return any(
        lemma(t) in _OFFERED or ("agreement" in senses.lexicon.classes.get(lemma(t), ()) and lemma(t) not in _VOWS)
        for t in verb.subtree
        if t.i > noun.i
    )


def _drawn(verb: Token, senses: Senses, about: bool) -> Draft | None:
    """What somebody's act meets with from somebody else: "drew condemnation from France"."""
    if lemma(verb) not in senses.lexicon.drawing:
        return None
    noun = next((c for c in verb.rights if c.dep_ == "dobj"), None) or grammar.prep_object(verb, "with")
    group = next(iter(senses.lexicon.lent_nouns.get(lemma(noun), ())), None) if noun is not None else None
    if noun is None or group is None or not in_scope(verb.subtree, senses, about):
        return None
    holder = grammar.prep_object(noun, "from", "by") or grammar.prep_object(verb, "from", "by")
    if holder is None or not senses.is_a(holder, *_HOLDERS):
        return None
    return _draft(verb, holder, verb, group, (lemma(noun),), senses)


def _is_other_sense(verb: Token, lexicon: Lexicon) -> bool:
    """Whether the verb takes no position: "warned that the men could be soldiers", "committed 40 violations"."""
    name = lemma(verb)
    if name == "warn":
        told = [c for c in verb.children if c.dep_ == "ccomp" and not any(g.tag_ == "TO" for g in c.lefts)]
        return bool(told) and not any(c.dep_ == "prep" and c.lower_ == "against" for c in verb.children)
    if name == "insist":
        # "Insists it will keep troops there" asks for nothing; "insists that a truce be watched" does.
        content = next((c for c in verb.rights if c.dep_ == "ccomp"), None)
        if content is None or (content.tag_ == "VB" and not any(c.tag_ == "MD" for c in content.lefts)):
            return False
        return not any(c.lower_ in ASKING for c in content.lefts if c.dep_ == "aux")
    if name == "observe":
        seen = next((c for c in verb.rights if c.dep_ == "dobj"), None)
        return seen is not None and "agreement" not in lexicon.classes.get(lemma(seen), ())
    if name in _OWNS_UP:
        admitted = next((c for c in verb.children if c.dep_ == "ccomp"), None)
        return admitted is not None and not _is_of_own(admitted)
    return name == "commit" and any(c.dep_ == "dobj" and not c.lower_.endswith(_SELVES) for c in verb.children)


def _is_of_own(told: Token) -> bool:
    """Whether what is admitted may be the speaker's own deed: "its forces struck", "we erred", "it was a mistake"."""
    subject = grammar.own_subject(told)
    return lemma(told) == "be" or subject is None or any(t.pos_ == "PRON" for t in subject.subtree)


def _words(verb: Token) -> set[str]:
    words = {w for c in verb.children for w in (lemma(c), c.lower_)}
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        # "an attack claimed by the group"
        words.add("attack" if verb.head.pos_ in ("NUM", "PRON") else lemma(verb.head))
    for c in verb.children:
        if c.dep_ in ("dobj", "prep", "xcomp", "ccomp", "acomp"):
            words |= {w for g in c.children for w in (lemma(g), g.lower_)}
    return words


def _about(verb: Token, holder: Token, group: PositionGroup, senses: Senses, about: bool) -> bool:
    lex = senses.lexicon
    if not group.about:
        return in_scope(verb.subtree, senses, True) or (about and any(lemma(t) in lex.matters for t in verb.subtree))
    if about and "talks" in group.about and lemma(holder) in _NEGOTIATORS:
        return True
    inside = {t.i for t in holder.subtree}
    words = [t for t in verb.subtree if t.i not in inside]
    if group.type == "accepts_responsibility":
        if verb.dep_ in ("acl", "relcl"):
            # "a bombing claimed by the group"
            words.append(verb.head)
        told = next((c for c in verb.children if c.dep_ == "ccomp"), None)
        if told is not None and lemma(told) in lex.verbs:
            # "admitted that its gunners had shelled the hospital"
            return True
    if "scope" in group.about and in_scope(words, senses, about):
        return True
    for token in words:
        classes = lex.classes.get(lemma(token))
        if classes and about and any(a in classes for a in group.about):
            return True
        if about and (lemma(token) in lex.matters or ("talks" in group.about and lemma(token) in _TALKS)):
            return True
    return False


def _draft(
    verb: Token, holder: Token, inner: Token, group: PositionGroup, needs: tuple[str, ...], senses: Senses
) -> Draft:
    draft = Draft("position", group.type, verb, clause=verb, holder=holder)
    draft.rules.append(f"position.{group.type}:{' '.join((lemma(inner), *needs))}")
    draft.start, draft.end = position_range(verb)
    stance = read_stance(verb)
    if stance == "asserted" and inner.i != verb.i:
        stance = read_stance(inner)
    draft.stance = group.stance if group.stance != "asserted" else stance
    if (is_negated(verb) or is_negated(inner)) and group.type in ("upholds", "rejects"):
        draft.type = "rejects" if group.type == "upholds" else "upholds"
    if is_negated(verb) and (lemma(inner) in _HOPEFUL or inner.lower_ in _HOPEFUL):
        draft.type = "doubts"
    if group.object == "addressee":
        draft.addressee = _addressee(inner, group, senses)
    elif group.type == "condemns":
        draft.addressee = _condemned(inner, senses)
    return draft


def _addressee(verb: Token, group: PositionGroup, senses: Senses) -> Token | None:
    thing = next((c for c in verb.children if c.dep_ in grammar.OBJECTS), None)
    if thing is None or not senses.is_a(thing, "actor", "political", "armed", "people", "name", "civilian"):
        thing = grammar.prep_object(verb, *group.via) or thing
    if thing is None or not senses.is_a(thing, "actor", "political", "armed", "people", "name"):
        inner = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and grammar.own_subject(c)), None)
        thing = grammar.own_subject(inner) if inner is not None else thing
    if thing is None and grammar.is_passive(verb):
        thing = grammar.own_subject(verb)
    if thing is not None and senses.is_a(thing, "actor", "political", "armed", "people", "name", "civilian"):
        return thing
    return _whose_act(verb, senses) if group.type == "demands" else None


def _whose_act(verb: Token, senses: Senses) -> Token | None:
    """Whose act is to end: "called for an end to the army's attacks", "demanded a halt to shelling by the militia"."""
    for noun in verb.subtree:
        if noun.i < verb.i or noun.pos_ != "NOUN":
            continue
        owner = next((c for c in noun.lefts if c.dep_ == "poss"), None) or grammar.by_phrase(noun)
        if owner is not None and owner.pos_ in ("NOUN", "PROPN") and senses.is_a(owner, "armed", "political", "actor"):
            return owner
    return None


def _condemned(verb: Token, senses: Senses) -> Token | None:
    """Whose act is condemned: "the council's failure", "the shelling by the army"."""
    for thing in [c for c in verb.children if c.dep_ in grammar.OBJECTS]:
        owner = next((c for c in thing.lefts if c.dep_ == "poss"), None) or grammar.by_phrase(thing)
        if owner is not None and senses.is_a(owner, "actor", "political", "armed", "name"):
            return owner
    return None


def _of_noun(noun: Token, senses: Senses, about: bool) -> Draft | None:
    group = senses.lexicon.position_nouns.get(lemma(noun))
    if group is None:
        return None
    holder = next((c for c in noun.lefts if c.dep_ == "poss"), None) or grammar.by_phrase(noun)
    if holder is None and group.type in ("demands", "condemns"):
        holder = grammar.prep_object(noun, "of", "from")
    if holder is None or not senses.is_a(holder, *_HOLDERS) or not in_scope(noun.subtree, senses, about):
        return None
    draft = Draft("position", group.type, noun, clause=None, holder=holder)
    draft.stance = group.stance
    draft.start, draft.end = grammar.trim(noun.doc, noun.left_edge.i, noun.right_edge.i + 1)
    draft.rules.append(f"position.{group.type}:noun {lemma(noun)}")
    return draft
