"""Positions: what a party declares, by the verbs and verdicts of ``knowledge/core/positions.yaml``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.anchor import clause_range
from trucewatch.claims.draft import Draft
from trucewatch.claims.senses import Senses, lemma
from trucewatch.claims.stance import is_negated, read_stance
from trucewatch.packs.lexicon import PositionGroup

Token = Any
_FIRST = frozenset({"we", "i", "our", "us"})
_HOLDERS = ("political", "actor", "armed", "aid_agency", "name")
_FEW = 5
_OUTLOOK = frozenset({
    "will", "would", "could", "can", "cannot", "may", "might", "peace", "ceasefire", "truce", "war", "talks",
    "conflict", "settlement", "transition", "negotiations", "solution", "negotiate", "deal", "agreement",
    "fighting", "elections",
})  # fmt: skip
_STRIVING = frozenset({"fight", "scramble", "struggle", "race", "work", "strive", "rush", "battle", "push", "seek"})
_NAMING = frozenset({"call", "describe", "brand", "label", "dub", "deem", "characterize", "characterise", "declare"})
_BURDENS = frozenset({"burden", "onus", "responsibility", "duty"})
_ASKING = frozenset({"must", "should", "shall"})
_SPEAKING_PARTICIPLES = frozenset({
    "express", "voice", "declare", "accuse", "condemn", "call", "urge", "blame", "warn", "demand", "reject",
    "describe", "beg", "denounce", "criticize", "criticise", "slam", "press", "appeal", "vow", "threaten", "pledge",
    "deny", "claim", "insist", "characterize", "characterise", "refuse",
})  # fmt: skip
_FINITE = frozenset({"csubj", "pcomp", "ROOT", "ccomp", "parataxis", "advcl", "relcl", "conj", "dep"})
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
    for token in sentence:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod"):
            if not _heads_clause(token):
                continue
            draft = None
            if token.i not in busy:
                draft = _of_verb(token, senses, about)
            if draft is None and token.i not in busy and _states(token):
                draft = _statement(token, senses, about, busy, says(token))
            if draft is not None:
                drafts.append(draft)
        elif token.pos_ == "NOUN":
            draft = _of_noun(token, senses, about)
            if draft is not None and not any(d.start <= token.i < d.end and d.type == draft.type for d in drafts):
                drafts.append(draft)
    return drafts


def in_scope(tokens: Any, senses: Senses, about: bool) -> bool:
    """Whether the words speak of the subject."""
    lex = senses.lexicon
    for t in tokens:
        name = lemma(t)
        if (
            t.lower_ in lex.scope
            or name in lex.scope
            or (about and (name in lex.weak_scope or t.lower_ in lex.weak_scope))
        ):
            return True
    return False


def _heads_clause(verb: Token) -> bool:
    """Whether the verb heads a finite clause or is a participle that speaks ("accusing Moscow of …")."""
    if verb.dep_ not in _FINITE and not (
        verb.dep_ == "acl" and (verb.tag_ == "VBN" or lemma(verb) in _SPEAKING_PARTICIPLES)
    ):
        return False
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if to:
        return False
    if verb.tag_ == "VBG" and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return lemma(verb) in _SPEAKING_PARTICIPLES
    if verb.tag_ == "VB" and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return verb.dep_ == "conj" and _heads_clause(verb.head)
    return True


def _states(verb: Token) -> bool:
    """Whether the clause says something of its own: a root, or what a speech verb has as its content."""
    return verb.dep_ in ("ROOT", "ccomp", "parataxis") or (verb.dep_ == "conj" and _states(verb.head))


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
    holder = grammar.agent(verb)
    if any(c.dep_ == "aux" and c.lower_ in _ASKING for c in verb.children) and (
        holder is None or holder.lower_ not in _FIRST
    ):
        # "The regime must comply" binds the regime and is somebody else's demand.
        return None
    felt = grammar.is_passive(verb) and verb.lower_ in lex.position_verbs and verb.lower_ != lemma(verb)
    if felt and (holder is None or not senses.is_a(holder, "political", "actor")):
        # A state of mind: "is committed", "were alarmed by reports".
        holder = grammar.subject(verb)
    if holder is None:
        return None
    first = holder.lower_ in _FIRST
    if not (first or senses.is_a(holder, *_HOLDERS) or holder.ent_type_ == "PERSON"):
        return None
    if lemma(verb) in _NAMING:
        order = ("explains", *(name for name in lex.verdicts if name != "explains"))
        named = _verdict({w for t in verb.subtree for w in (t.lower_, lemma(t))}, senses, order)
        if named and (about or in_scope(verb.subtree, senses, about)):
            group = PositionGroup(type=named)
            return _draft(verb, holder, verb, group, (), senses)
    best: tuple[Token, PositionGroup, tuple[str, ...]] | None = None
    for token in _chain(verb):
        rules = lex.position_verbs.get(lemma(token)) or lex.position_verbs.get(token.lower_)
        if not rules:
            continue
        words = _words(token)
        for needs, group in rules:
            if all(n in words for n in needs) and _about(verb, holder, group, senses, about):
                if best is None or best[1].type in ("other_position", "extends"):
                    best = (token, group, needs)
                break
    if best is None:
        return None
    return _draft(verb, holder, *best, senses)


def _verdict(words: set[str], senses: Senses, names: tuple[str, ...]) -> str:
    """The first of the verdicts that the words pass, or ""."""
    return next((name for name in names if words & senses.lexicon.verdicts[name]), "")


def _words(verb: Token) -> set[str]:
    words = {w for c in verb.children for w in (lemma(c), c.lower_)}
    for c in verb.children:
        if c.dep_ in ("dobj", "prep", "xcomp", "ccomp", "acomp"):
            words |= {w for g in c.children for w in (lemma(g), g.lower_)}
    return words


def _about(verb: Token, holder: Token, group: PositionGroup, senses: Senses, about: bool) -> bool:
    if not group.about:
        return in_scope(verb.subtree, senses, True)
    lex = senses.lexicon
    inside = {t.i for t in holder.subtree}
    words = [t for t in verb.subtree if t.i not in inside]
    if "scope" in group.about and in_scope(words, senses, about):
        return True
    for token in words:
        classes = lex.classes.get(lemma(token))
        if classes and about and any(a in classes for a in group.about):
            return True
        if "talks" in group.about and about and lemma(token) in _TALKS:
            return True
    return False


def _draft(
    verb: Token, holder: Token, inner: Token, group: PositionGroup, needs: tuple[str, ...], senses: Senses
) -> Draft:
    draft = Draft("position", group.type, verb, clause=verb, holder=holder)
    draft.rules.append(f"position.{group.type}:{' '.join((lemma(inner), *needs))}")
    draft.start, draft.end = _range(verb)
    stance = read_stance(verb)
    if stance == "asserted" and inner.i != verb.i:
        stance = read_stance(inner)
    draft.stance = group.stance if group.stance != "asserted" else stance
    if (is_negated(verb) or is_negated(inner)) and group.type in ("upholds", "rejects"):
        draft.type = "rejects" if group.type == "upholds" else "upholds"
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
    return None


def _aim(head: Token, senses: Senses) -> Draft | None:
    """What an attack is said to be for: "the strike aimed to pave the way", "such attacks are meant to spread fear"."""
    own = grammar.own_subject(head)
    if own is None or lemma(head) not in ("aim", "intend", "mean", "design", "serve", "seek"):
        return None
    if lemma(own) not in senses.lexicon.nouns or not any(c.dep_ in ("xcomp", "advcl", "prep") for c in head.rights):
        return None
    draft = Draft("position", "explains", head, clause=head)
    draft.start, draft.end = _range(head)
    draft.rules.append("position.explains:aim of an attack")
    return draft


def _blamed(head: Token, senses: Senses) -> Token | None:
    """Whom a verdict falls on: "the regime's cowardice", "the barbarity of the regime", "the attack by the regime"."""
    for token in head.subtree:
        if token.pos_ != "NOUN":
            continue
        owners = [c for c in token.lefts if c.dep_ == "poss"]
        owners += [t for t in (grammar.by_phrase(token), grammar.prep_object(token, "of")) if t is not None]
        owners += [s for c in token.rights if c.dep_ == "relcl" and (s := grammar.own_subject(c)) is not None]
        for owner in owners:
            if senses.is_a(owner, "armed") and owner.pos_ in ("NOUN", "PROPN"):
                return owner
    return None


def _takes_side(head: Token) -> bool:
    """Whether a plain statement looks ahead, denies, speaks for "us" or of peace and war: else it is mere telling."""
    words = {t.lower_ for t in head.subtree}
    if len(words) < _FEW:
        return False
    return (
        bool(words & _OUTLOOK)
        or is_negated(head)
        or bool(words & {"no", "none", "nothing", "never"})
        or bool(words & {"we", "i", "our"})
    )


def _condemned(verb: Token, senses: Senses) -> Token | None:
    """Whose act is condemned: "the council's failure", "the shelling by the army"."""
    for thing in [c for c in verb.children if c.dep_ in grammar.OBJECTS]:
        owner = next((c for c in thing.lefts if c.dep_ == "poss"), None) or grammar.by_phrase(thing)
        if owner is not None and senses.is_a(owner, "actor", "political", "armed", "name"):
            return owner
    return None


def _range(verb: Token) -> grammar.Range:
    start, end = verb.i, verb.i + 1
    own = grammar.own_subject(verb)
    if own is not None:
        start = own.left_edge.i if own.left_edge.i < verb.i else verb.i
    for child in verb.lefts:
        if child.dep_ in ("aux", "auxpass", "neg", "nsubj", "nsubjpass"):
            start = min(start, child.left_edge.i)
    for child in verb.rights:
        if child.dep_ in ("conj", "parataxis") and child.pos_ in ("VERB", "AUX"):
            break
        if child.dep_ in ("punct", "cc"):
            continue
        if child.dep_ == "advcl" and child.tag_ == "VBG" and lemma(child) in _SPEAKING_PARTICIPLES | {"say", "add"}:
            break
        end = max(end, _cut(child) + 1)
    return grammar.trim(verb.doc, start, end)


def _cut(token: Token) -> int:
    """The last token of a dependant, without a coordinated finite clause at its end."""
    end: int = token.i
    for child in token.rights:
        if child.dep_ in ("punct", "cc"):
            continue
        if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX") and grammar.own_subject(child) is not None:
            break
        end = max(end, _cut(child))
    return end


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


def _statement(head: Token, senses: Senses, about: bool, busy: set[int], voice: str) -> Draft | None:
    """A plain statement of a political speaker: its verdict words or its modal say what it is.

    A statement whose clause only tells of an incident or a count is that fact and no position.
    """
    if not voice:
        return None
    aims = _aim(head, senses)
    if aims is not None:
        return aims
    asks = any(c.dep_ == "aux" and c.lower_ in _ASKING for c in head.children)
    scoped = in_scope(head.subtree, senses, about)
    if voice == "narrator" and not asks:
        return None
    if any(lemma(t) in senses.lexicon.courtesies for t in head.subtree):
        return None
    if any(c.dep_ in ("ccomp",) and grammar.is_verb(c) for c in head.children) and not any(
        c.dep_ == "neg" for c in head.children
    ):
        return None
    type_, stance = "other_position", ""
    own = grammar.own_subject(head)
    if asks:
        if not scoped and not (voice == "speaker" and about):
            return None
        type_, stance = "demands", "demanded"
    else:
        words = {w for t in head.subtree for w in (t.lower_, lemma(t))}
        names = ("condemns", "accuses", "explains", "demands", "doubts")
        for name in names if voice == "speaker" else names[:2]:
            if words & senses.lexicon.verdicts[name]:
                type_ = name
                break
        if not scoped and not (voice != "narrator" and about and type_ in ("condemns", "demands")):
            return None
        if type_ == "other_position" and voice != "speaker" and not (own is not None and own.lower_ in _FIRST):
            return None
        if type_ == "other_position" and not _takes_side(head):
            return None
        if type_ == "other_position" and any(
            t.i in busy for t in head.subtree if t.dep_ in ("xcomp", "ccomp", "advcl", "conj", "relcl", "acl")
        ):
            return None
        stance = "demanded" if type_ == "demands" else read_stance(head)
    draft = Draft("position", type_, head, clause=head, stance=stance)
    if (
        type_ in ("demands", "accuses")
        and own is not None
        and own.lower_ not in _FIRST
        and senses.is_a(own, "actor", "political", "armed", "name")
    ):
        draft.addressee = own
    elif type_ in ("condemns", "accuses"):
        draft.addressee = _blamed(head, senses)
    elif type_ == "demands":
        draft.addressee = grammar.prep_object(head, "on") if own is not None and lemma(own) in _BURDENS else None
    draft.start, draft.end = grammar.trim(head.doc, *clause_range(head, {head.i}, set()))
    draft.rules.append(f"position.statement.{type_}")
    return draft
