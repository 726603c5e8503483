"""Passages: who may not leave, whose way home it was, and what is planned or was not possible."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.anchor import clause_range
from trucewatch.claims.draft import Draft
from trucewatch.claims.happenings import PLANNED
from trucewatch.claims.senses import Senses, lemma
from trucewatch.claims.stance import KEEPING, is_negated

Token = Any
_ENTRIES = frozenset({"enter", "visit", "cross", "access"})
_EXITS = frozenset({"leave", "exit", "escape", "depart", "flee"})
_PERMITS = frozenset({"allow", "permit", "able", "let", "free", "authorize", "authorise"})
_UNABLE = frozenset({"unable"})
_CAN = frozenset({"can", "could", "may", "ca"})
_LOADING = frozenset({"load", "laden", "pack", "line"})
_STOPPED = frozenset({"halt", "suspend", "cancel", "block", "prevent", "stop", "abort", "thwart"})
_HOMEGOERS = frozenset({"returnee", "repatriate"})
_MOVES = frozenset({"cross", "leave", "arrive", "travel", "depart", "head", "board", "move", "reach"})
_HOMEWARD = frozenset({"repatriation", "homecoming"})
"""What a way home is called; who crosses a border on one does not flee."""


def settle(draft: Draft, senses: Senses) -> None:
    """Set what only a fact of access can be: planned, out of reach, or a return though its verb says "escort".

    Changes ``draft`` in place.
    """
    head = draft.head
    if draft.stance in ("asserted", "conditional") and draft.clause is not None:
        helpers = {c.lower_ for c in head.children if c.dep_ == "aux"}
        if helpers & {"can", "could", "ca"} and is_negated(head):
            draft.stance = "asserted"  # Denied by its "not".
        elif _is_planned(head) or _was_supposed(head):
            draft.stance = "intended"
    if (
        draft.clause is None
        and head.dep_ == "nsubjpass"
        and lemma(head.head) in _STOPPED
        and draft.stance == "asserted"
    ):
        draft.stance = "denied"
    if draft.type in ("aid_delivered", "aid_moving") and head.dep_ == "pcomp" and lemma(head.head.head) in KEEPING:
        draft.type = "aid_blocked"
        draft.roles.pop("carrier", None)
        keeper = grammar.agent(head.head.head)
        if keeper is not None and senses.is_a(keeper, "armed", "actor", "political", "name"):
            draft.add("perpetrator", grammar.phrase(keeper, joint=True))
    if draft.type == "aid_looted":
        told = [t for t in head.doc[draft.start : draft.end] if t.pos_ in ("NOUN", "PROPN")]
        if not any(senses.is_a(t, "aid", "convoy", "aid_store", "aid_agency", "access") for t in told):
            draft.kind, draft.type = "incident", "looting"
    if draft.type in ("evacuation", "displacement"):
        doc = head.doc
        moved = [doc[i] for start, end in draft.roles.get("target", []) for i in range(start, end)]
        said = [*moved, *doc[draft.start : draft.end]]
        if any(lemma(t) in _HOMEGOERS | _HOMEWARD for t in said):
            draft.kind, draft.type = "access", "returns"
            draft.triggers = [replace(t, effect="people") if t.effect == "displaced" else t for t in draft.triggers]


def _is_planned(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and lemma(verb.head) in PLANNED


def _was_supposed(verb: Token) -> bool:
    """ "Was supposed to bring aid": what was due, whether or not it came."""
    return verb.dep_ == "xcomp" and lemma(verb.head) in ("suppose", "mean", "due") and not is_negated(verb.head)


def find_shut_in(sentence: Any, senses: Senses, busy: set[int]) -> list[Draft]:
    """Ways closed to people: "nobody may leave", "residents are unable to leave", "snipers stop anyone leaving"."""
    drafts = []
    for verb in sentence:
        if verb.i in busy or not grammar.is_verb(verb):
            continue
        if lemma(verb) == "have" and (way := _no_way(verb)) is not None:
            drafts.append(_closed(verb, verb, way, None, senses))
        if verb.pos_ != "VERB" or not (lemma(verb) in _EXITS | _ENTRIES or _gets_out(verb)):
            continue
        who, barred_by, head = _shut_in(verb)
        if who is None or head.i in busy or not (grammar.names_nobody(who) or _is_people(who, senses)):
            continue
        drafts.append(_closed(head, verb, who, barred_by, senses))
    return drafts


def _closed(head: Token, verb: Token, who: Token, barred_by: Token | None, senses: Senses) -> Draft:
    draft = Draft("access", "route_closed", head, clause=head)
    draft.start, draft.end = grammar.trim(verb.doc, *clause_range(head, {verb.i, head.i}, set()))
    if _is_people(who, senses) and not grammar.names_nobody(who):
        draft.add("target", grammar.phrase(who))
    if barred_by is not None and senses.is_a(barred_by, "armed", "actor", "political", "name"):
        draft.add("perpetrator", grammar.phrase(barred_by, joint=True))
    draft.rules.append(f"access.route_closed:{lemma(head)} {lemma(verb)}")
    return draft


def _gets_out(verb: Token) -> bool:
    return lemma(verb) in ("get", "go", "come") and any(c.lower_ == "out" for c in verb.rights)


def _no_way(verb: Token) -> Token | None:
    """Who has "no way out"."""
    way = next((c for c in verb.rights if c.dep_ == "dobj" and lemma(c) in ("way", "route", "exit")), None)
    if way is None or not grammar.names_nobody(way):
        return None
    out = lemma(way) == "exit" or any(t.lower_ == "out" for t in verb.doc[way.i : way.i + 2])
    return grammar.own_subject(verb) if out else None


def find_homeward(sentence: Any, senses: Senses, busy: set[int]) -> list[Draft]:
    """Returns told by a verb of moving: "3,000 refugees crossed the border in the second phase of a repatriation"."""
    drafts = []
    for verb in sentence:
        if verb.pos_ != "VERB" or lemma(verb) not in _MOVES or verb.i in busy:
            continue
        who = grammar.subject(verb)
        if who is None or not _is_people(who, senses) or not any(lemma(t) in _HOMEWARD for t in verb.subtree):
            continue
        draft = Draft("access", "returns", verb, clause=verb)
        draft.start, draft.end = grammar.trim(verb.doc, *clause_range(verb, {verb.i, who.i}, set()))
        draft.add("target", grammar.phrase(who, joint=True))
        draft.rules.append(f"access.returns:{lemma(verb)} homeward")
        drafts.append(draft)
    return drafts


def _shut_in(verb: Token) -> tuple[Token | None, Token | None, Token]:
    """Who may not leave, who keeps them in, and the verb that says so."""
    above = verb.head
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    own = grammar.own_subject(verb)
    forbids = _CAN if lemma(verb) in _EXITS or _gets_out(verb) else _CAN - {"could"}
    if helpers & forbids and own is not None and (is_negated(verb) or grammar.names_nobody(own)):
        return own, None, verb
    if verb.dep_ == "pcomp" and above.lower_ == "from" and lemma(above.head) in KEEPING:
        kept = next(iter(grammar.objects(above.head)), None)
        return kept, grammar.agent(above.head), above.head
    if verb.dep_ == "xcomp" and lemma(above) in _UNABLE:
        return grammar.own_subject(above.head), None, above.head
    if verb.dep_ in ("xcomp", "ccomp") and lemma(above) in _PERMITS:
        state = above.head if above.pos_ == "ADJ" else above
        if is_negated(state):
            return grammar.own_subject(state), grammar.by_phrase(state), state
    return None, None, verb


def _is_people(token: Token, senses: Senses) -> bool:
    return token.lower_ in ("anyone", "anybody", "everyone", "people") or senses.is_a(
        token, "people", "civilian", "observer"
    )


def drop_inner(drafts: list[Draft]) -> list[Draft]:
    """The drafts less those that only name again what another fact of access in the sentence tells.

    "Deliveries" of those that have halted; "the first time the town was reached" beside the delivery.
    """
    clauses = [d for d in drafts if d.kind == "access" and d.clause is not None]
    return [d for d in drafts if not any(d is not other and _names_again(d, other) for other in clauses)]


def _names_again(draft: Draft, other: Draft) -> bool:
    if draft.kind != "access":
        return False
    if draft.clause is None:
        return draft.type.startswith("aid_") and other.start <= draft.head.i < other.end
    noun = draft.clause.head
    below = draft.clause.dep_ in ("relcl", "acl")
    if below and lemma(draft.clause) in _LOADING and other.start <= noun.i < other.end:
        return True  # "Forty trucks loaded with flour are parked".
    if below and draft.type.startswith("aid_") and any(c.lower_ == "the" for c in noun.lefts):
        # "Of the 98 trucks that the agency collected, 77 were looted": which trucks are meant.
        return bool(other.start <= noun.i < other.end)
    again = below and lemma(noun) == "time" and draft.type == other.type
    if draft.type == other.type and draft.clause.dep_ in ("pcomp", "advcl", "acl"):
        # "The evacuation resumed, with 20 buses leaving"; "ships are anchored off the port awaiting permission".
        goes_on = draft.clause.dep_ == "advcl" and draft.clause.tag_ == "VBG" and noun.i == other.head.i
        if goes_on or other.start <= draft.head.i < other.end:
            return True
    return again and any(lemma(c) == "first" for c in noun.lefts)


def is_forecast(term: Draft) -> bool:
    """Whether a term is only what is expected of a load that the text counts: "a convoy of 31 trucks is expected"."""
    verb = term.head
    if term.type == "aid_access" and lemma(verb) in ("feed", "sustain", "nourish"):
        return True  # "The two convoys would feed 185,000 people" says how much they carry.
    if term.type != "aid_access" or lemma(verb) not in ("expect", "schedule", "due", "hope"):
        return False
    subject = grammar.own_subject(verb)
    return subject is not None and any(c.lower_ in ("a", "an", "another") or c.like_num for c in subject.lefts)


def tells_plan(position: Draft, drafts: list[Draft]) -> bool:
    """Whether a position is only the plan of a fact of access: "plans to send 100 trucks"."""
    return lemma(position.head) in PLANNED and any(
        d.kind in ("access", "figure") and d.clause is not None and d.clause.head.i == position.head.i for d in drafts
    )


def drop_told_elsewhere(drafts: list[Draft], figures: list[Draft]) -> list[Draft]:
    """The drafts less the nouns that a figure only counts: evacuation that is needed, "the number of displaced"."""

    def is_told(draft: Draft) -> bool:
        type_ = "in_need" if draft.kind == "access" else "displaced" if draft.type == "displacement" else ""
        return any(f.type == type_ and f.start <= draft.head.i < f.end for f in figures)

    return [d for d in drafts if not ((d.clause is None or d.clause.dep_ in ("pcomp", "acl")) and is_told(d))]
