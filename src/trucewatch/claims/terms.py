"""Terms: what an agreement, a resolution or an order requires, and how long it runs."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.anchor import clause_range
from trucewatch.claims.draft import Draft
from trucewatch.claims.duties import find_duty, is_ban, is_dated, is_setting, type_of_act, type_of_duty
from trucewatch.claims.provisions import duty, find_calm, find_exclusion, find_under, is_binding
from trucewatch.claims.senses import Senses, lemma
from trucewatch.claims.stance import read_stance

Token = Any
_LENGTH = frozenset({"enter", "remain", "last", "expire", "run", "end"})
_SIDES = frozenset({"side", "party"})
_FORCE = frozenset({"attack", "hostility", "fighting", "shelling", "prisoner", "weapon"})
_SIGNING = frozenset({"sign", "initial", "ink", "approve", "adopt"})
"""What a party does to an agreement, which is its stand and no term."""
_RENEW = frozenset({"extend", "renew", "prolong"})
_TRUCE = frozenset({"ceasefire", "cease-fire", "truce", "cessation", "armistice", "pause", "lull"})


def find_terms(sentence: Any, senses: Senses, busy: set[int], about: bool) -> list[Draft]:
    """The terms of a sentence: an instrument that requires, is concluded, or starts and ends.

    ``about``: whether the document is in the subject; if not, only a truce counts, no deal of another sort.
    """
    terms = senses.lexicon.terms
    drafts: list[Draft] = []
    if not about:
        words = {lemma(t) for t in sentence}
        if not words & _TRUCE and not (words & _SIDES and words & _FORCE):
            return []
    conditional = _next_phase(sentence.root, senses)
    if conditional is not None:
        drafts.append(conditional)
    drafts += _plain(sentence, senses, busy, conditional)
    told = {d.head.i for d in drafts}
    busy = busy | told
    names = {*terms.instruments, *terms.loose}
    for token in sentence:
        if token.pos_ == "NUM":
            # "Resolutions 2139 and 2254 which prohibit …": the clause hangs on the last number.
            if not any(lemma(t) in terms.instruments for t in grammar.ancestors(token, 3)) and not any(
                lemma(t) in terms.instruments for t in token.doc[max(0, token.i - 4) : token.i]
            ):
                continue
        elif token.pos_ not in ("NOUN", "PROPN") or lemma(token) not in names:
            continue
        head, dep = token.head, token.dep_
        verb = head if grammar.is_verb(head) else None
        if dep in ("nsubj", "nsubjpass") and verb is not None and verb.i not in busy:
            name = lemma(verb)
            if dep == "nsubj" and name in terms.require and is_setting(verb):
                loose = lemma(token) not in terms.instruments
                drafts += [
                    d
                    for d in _requirements(token, verb, senses)
                    if not loose or d.type not in ("other_term", "exclusion")
                ]
                continue
            if lemma(token) in terms.loose:
                continue
            if (
                dep == "nsubj"
                and name in terms.clock
                and is_dated(verb)
                and lemma(token) in _TRUCE | {"agreement", "deal", "resolution"}
            ):
                drafts.append(
                    _draft(
                        verb,
                        token,
                        "duration"
                        if name in _LENGTH or (name != "hold" and not _is_new(token))
                        else "cease_hostilities",
                        senses,
                    )
                )
                continue
            if (
                dep == "nsubjpass"
                and name in ("extend", "renew", "prolong")
                and is_dated(verb)
                and lemma(token) in _TRUCE
            ):
                drafts.append(_draft(verb, token, "duration", senses))
                continue
            if dep == "nsubjpass" and name in terms.conclude:
                drafts.append(_draft(verb, token, "", senses))
                continue
        if lemma(token) in terms.loose:
            continue
        of = grammar.prep_object(token, "of") if lemma(token) == "cessation" else None
        for child in [*token.children, *(of.children if of is not None else ())]:
            if child.dep_ in ("acl", "relcl") and grammar.is_verb(child) and child.i not in busy:
                name = lemma(child)
                if name in terms.require and (child.dep_ == "relcl" or child.tag_ == "VBG"):
                    drafts += _requirements(token, child, senses)
                    break
                settled = lemma(token) in _TRUCE or child.dep_ == "acl" or is_dated(child)
                if (name in terms.conclude and child.tag_ in ("VBN", "VBD") and settled) or (
                    name in terms.clock and is_dated(child)
                ):
                    type_ = "duration" if name in terms.clock else ""
                    draft = _draft(child, token, type_, senses)
                    draft.start = token.left_edge.i
                    draft.head = token
                    drafts.append(draft)
                    break
        else:
            if (
                dep == "dobj"
                and verb is not None
                and lemma(verb) in terms.conclude
                and lemma(verb) not in _SIGNING
                and verb.i not in busy
            ):
                subject = grammar.subject(verb)
                if subject is not None and senses.is_a(subject, "political", "actor", "armed", "name"):
                    drafts.append(_draft(verb, token, "", senses))
    return drafts


def _plain(sentence: Any, senses: Senses, busy: set[int], phase: Draft | None) -> list[Draft]:
    """Provisions of which no instrument is the subject: "under the deal they must …", "all sides are to stop"."""
    drafts: list[Draft] = []
    taken: set[int] = {phase.head.i, *(c.i for c in phase.head.conjuncts)} if phase is not None else set()
    for verb in sentence:
        if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("aux", "auxpass") or verb.i in taken:
            continue
        found = find_exclusion(verb, senses) or (find_calm(verb, senses) if verb.i not in busy else None)
        if found is not None:
            drafts.append(found)
            continue
        under = find_under(verb, senses)
        for n, part in enumerate(under):
            due = find_duty(part)
            type_ = type_of_duty(due, senses) if due is not None else ""
            draft = _provision(part, duty(part) or part, under[n + 1 :], senses, type_)
            if n == 0 or draft.type != "other_term":
                taken.add(part.i)
                drafts.append(draft)
        if under:
            continue
        due = find_duty(verb)
        type_ = type_of_duty(due, senses) if due is not None and due.firm else ""
        infinitive = duty(verb)
        if due is not None and type_:
            draft = _provision(due.governor, due.act, [], senses, type_)
            draft.clause = due.act
            drafts.append(draft)
        elif infinitive is not None:
            draft = _provision(verb, infinitive, [], senses)
            if is_binding(draft.type, grammar.own_subject(verb), senses):
                drafts.append(draft)
    return drafts


def _provision(verb: Token, act: Token, later: list[Token], senses: Senses, type_: str = "") -> Draft:
    """The term that a clause of duty states, of ``type_`` or of the type that its words tell.

    ``later``: coordinated duties, which are terms of their own.
    """
    rest = {t.i for other in later for t in other.subtree}
    under = {t.i for c in verb.children if c.dep_ == "prep" and c.lower_ == "under" for t in c.subtree}
    others = {t.i for c in verb.children if c.dep_ in ("conj", "cc") for t in c.subtree}
    words = [t for t in verb.subtree if t.i not in rest | under | others]
    draft = Draft("term", type_ or type_of(words, senses), verb, clause=verb)
    start, end = clause_range(verb, {verb.i, act.i}, {o.i for o in later})
    if later:
        end = min(end, later[0].left_edge.i)
    draft.start, draft.end = grammar.trim(verb.doc, start, end)
    doer = grammar.own_subject(verb)
    if doer is not None and not grammar.is_passive(verb) and senses.is_a(doer, "political", "actor", "armed", "name"):
        for part in grammar.conjuncts(doer):
            draft.add("holder", grammar.phrase(part))
    draft.rules.append(f"term.{draft.type}:duty {lemma(act)}")
    return draft


def _next_phase(root: Token, senses: Senses) -> Draft | None:
    """What follows if the truce holds: "if the ceasefire were to hold for a week, X and Y would begin to …"."""
    if not any(c.dep_ == "aux" and c.lower_ in ("would", "will", "shall", "should") for c in root.children):
        return None
    for clause in root.children:
        if clause.dep_ != "advcl" or not any(c.dep_ == "mark" and c.lower_ in ("if", "once") for c in clause.children):
            continue
        own = grammar.own_subject(clause)
        if own is not None and lemma(own) in _TRUCE | {"agreement", "deal", "calm", "quiet"}:
            draft = Draft("term", "next_phase", root, clause=root, stance="conditional")
            draft.start, draft.end = grammar.trim(root.doc, root.left_edge.i, root.right_edge.i + 1)
            doer = grammar.subject(root)
            for part in grammar.conjuncts(doer) if doer is not None else []:
                draft.add("holder", grammar.phrase(part))
            draft.rules.append("term.next_phase:if the truce holds")
            return draft
    return None


def _is_new(token: Token) -> bool:
    """Whether a truce is one not spoken of before: "a ceasefire would begin"."""
    return any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in token.lefts)


def _draft(verb: Token, token: Token, type_: str, senses: Senses) -> Draft:
    draft = Draft("term", type_ or type_of([token, *token.subtree, *verb.subtree], senses), verb, clause=verb)
    draft.start, draft.end = grammar.trim(verb.doc, *clause_range(verb, {verb.i, token.i}, set()))
    draft.stance = _stance(verb)
    _holders(draft, verb, token, senses)
    draft.rules.append(f"term.{draft.type}:{lemma(token)}+{lemma(verb)}")
    return draft


def _requirements(token: Token, verb: Token, senses: Senses) -> list[Draft]:
    """One draft for each thing that is required."""
    drafts = []
    asked = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and grammar.is_verb(c)), None)
    things = _things(verb, senses) if asked is None else []
    if len(things) > 1:
        return [_thing(thing, type_, n, token, verb) for n, (thing, type_) in enumerate(things)]
    parts = (
        [asked, *[c for c in asked.conjuncts if c.tag_ == asked.tag_ and lemma(c) != "need"]]
        if asked is not None
        else [verb]
    )
    for n, part in enumerate(parts):
        rest = {t.i for other in parts if other is not part and other.i > part.i for t in other.subtree}
        type_ = type_of_act(part, is_ban(verb), senses) if asked is not None else ""
        if is_ban(verb) and not type_:
            type_ = "no_fly" if any(senses.is_a(t, "flight", "aircraft") for t in part.subtree) else ""
            type_ = type_ or ("cease_hostilities" if any(senses.is_a(t, "violence") for t in part.subtree) else "")
        type_ = type_ or type_of([t for t in part.subtree if t.i not in rest], senses)
        draft = Draft("term", type_, part, clause=part)
        if n == 0:
            low, high = clause_range(verb, {verb.i, part.i}, set())
            if verb.dep_ in ("relcl", "acl"):
                low = token.left_edge.i
            after = parts[1].left_edge.i if len(parts) > 1 else high
            draft.start, draft.end = grammar.trim(verb.doc, low, min(high, after) if after > part.i else high)
        else:
            draft.start, draft.end = grammar.trim(verb.doc, part.i, part.right_edge.i + 1)
        draft.stance = "demanded" if lemma(verb) in ("demand", "call", "urge") else "asserted"
        bound = asked and grammar.own_subject(asked)
        if not bound:
            bound = next((c for c in verb.children if c.dep_ == "dobj"), None)
        if bound is not None and senses.is_a(bound, "political", "actor", "armed"):
            draft.add("holder", grammar.phrase(bound, joint=True))
        draft.rules.append(f"term.{type_}:{lemma(token)}+{lemma(verb)}")
        drafts.append(draft)
    return drafts


def _things(verb: Token, senses: Senses) -> list[tuple[Token, str]]:
    """The coordinated things that an instrument provides for, where they are of different types."""
    first = grammar.prep_object(verb, "for") or next((c for c in verb.children if c.dep_ == "dobj"), None)
    if first is None:
        return []
    parts = grammar.conjuncts(first)
    found = []
    for part in parts:
        others = {t.i for other in parts if other.i > part.i for t in other.subtree}
        found.append((part, type_of([t for t in part.subtree if t.i not in others], senses)))
    types = [type_ for _, type_ in found]
    return found if "other_term" not in types and len(set(types)) == len(types) else []


def _thing(thing: Token, type_: str, n: int, token: Token, verb: Token) -> Draft:
    draft = Draft("term", type_, thing if n else verb, clause=verb if n == 0 else None)
    after = [c for c in thing.rights if c.dep_ in ("cc", "conj")]
    end = min([c.left_edge.i for c in after], default=thing.right_edge.i + 1)
    low = token.left_edge.i if verb.dep_ in ("relcl", "acl") else verb.left_edge.i
    draft.start, draft.end = grammar.trim(verb.doc, thing.left_edge.i if n else low, end)
    draft.stance = "demanded" if lemma(verb) == "demand" else "asserted"
    draft.rules.append(f"term.{type_}:{lemma(token)}+{lemma(verb)}")
    return draft


def type_of(tokens: list[Token], senses: Senses) -> str:
    """The type of what is asked, by its words."""
    words = {w for t in tokens for w in (t.lower_, lemma(t))}
    text = " ".join(t.lower_ for t in sorted(set(tokens), key=lambda t: t.i))
    for group in senses.lexicon.terms.types:
        if any((w in words) if " " not in w else (w in text) for w in group.words):
            return group.type
    return "other_term"


def _holders(draft: Draft, verb: Token, token: Token, senses: Senses) -> None:
    doer = grammar.agent(verb)
    if doer is not None and doer.i != token.i and senses.is_a(doer, "political", "actor", "armed", "name"):
        for part in grammar.conjuncts(doer):
            draft.add("holder", grammar.phrase(part))
    for where in (verb, token):
        between = grammar.prep_object(where, "between", "with")
        if between is not None and senses.is_a(between, "political", "actor", "armed", "name"):
            for part in grammar.conjuncts(between):
                draft.add("holder", grammar.phrase(part))


def _stance(verb: Token) -> str:
    stance = read_stance(verb)
    return "asserted" if stance == "conditional" else stance
