"""States of many: so many trapped, uprooted, in need or held, so many hospitals open, so much aid in a time.

The words are ``knowledge/core/figures.yaml``; what is counted must carry a number.
"""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.anchor import clause_range
from trucewatch.claims.draft import Draft
from trucewatch.claims.senses import Senses, lemma
from trucewatch.claims.stance import read_stance
from trucewatch.claims.triggers import dependants
from trucewatch.packs.figures import StateGroup, load_figures

Token = Any
_NOW = frozenset({"am", "is", "are", "remain", "remains", "’re", "'re"})
_RATES = (
    "a day",
    "per day",
    "each day",
    "every day",
    "daily",
    "a week",
    "per week",
    "on average",
    "a month",
    "per month",
)
_SPANS = ("since", "so far", "to date", "this year", "last year", "this month", "last month", "in total", "altogether")
_LOADS = frozenset({"convoy", "truck", "lorry", "tonne", "ton", "truckload", "lorryload", "ship", "flight", "litre"})
_MEANS = frozenset({"average", "total", "mean"})
_DIGITS = 2
_DURING = frozenset({"in", "during", "between", "from", "over", "throughout", "within"})
_PERIODS = frozenset({"week", "month", "year", "fortnight"})
_SHARES = frozenset({"quarter", "third", "half", "majority", "most", "%", "cent", "percent", "thirds", "quarters"})


def find_states(sentence: Any, senses: Senses, busy: set[int]) -> list[Draft]:
    """The counted states of a sentence whose verb tells nothing else."""
    drafts = []
    for verb in sentence:
        if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("aux", "auxpass") or verb.i in busy:
            continue
        found = _match(verb, senses)
        if found is not None:
            drafts.append(_draft(verb, *found))
    return drafts


def state_of(verb: Token, senses: Senses) -> str:
    """The figure that a happening told by ``verb`` amounts to, as it is a state that goes on; "" for none.

    "Are held", "remain trapped", "have been uprooted", with a count and nobody named who does it.
    """
    if not grammar.is_passive(verb) or grammar.by_phrase(verb) is not None:
        return ""
    aux = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if not aux & (_NOW | {"have", "has"}):
        return ""
    found = _match(verb, senses)
    return found[0] if found is not None and found[0] != "death_toll" else ""


def volume_of(draft: Draft) -> str:
    """``aid_volume`` when an act of aid is told as so much in a time: "80 lorries a day crossed"; else ""."""
    if draft.kind != "access" or draft.type not in ("aid_delivered", "aid_moving") or draft.clause is None:
        return ""
    verb = draft.clause
    things = [*grammar.objects(verb), grammar.agent(verb)]
    loads = [t for t in things if t is not None and any(lemma(x) in _LOADS for x in t.subtree) and _is_counted(t)]
    if not loads:
        return ""
    if any(_is_bulk(t) or lemma(t) == "convoy" for t in loads) and _over_period(verb):
        return "aid_volume"
    text = " ".join(t.lower_ for t in verb.subtree)
    if any(f" {rate} " in f" {text} " for rate in _RATES):
        return "aid_volume"
    perfect = any(c.dep_ == "aux" and c.lower_ in ("have", "has") for c in verb.children)
    spanned = any(f" {span} " in f" {text} " for span in _SPANS)
    return "aid_volume" if spanned and (perfect or "month" in text or "year" in text) else ""


def _is_counted(load: Token) -> bool:
    """Whether a load, or the one that "an average of" names, carries a number."""
    of = grammar.prep_object(load, "of") if lemma(load) in _MEANS else None
    return _has_number(load) or (of is not None and _has_number(of))


def _is_bulk(load: Token) -> bool:
    """Whether so many are more than a convoy carries: hundreds, thousands."""
    return any(
        t.like_num and ("," in t.text or (t.text.isdecimal() and len(t.text) > _DIGITS)) for t in load.subtree
    ) or any(t.lower_ in ("hundreds", "thousands", "thousand") for t in load.subtree)


def _over_period(verb: Token) -> bool:
    """Whether the clause counts over weeks: "in October", "between 10 and 31 October", "in the first week"."""
    for child in verb.children:
        if child.dep_ != "prep" or child.lower_ not in _DURING:
            continue
        for span in child.children:
            words = [lemma(t) for t in span.subtree]
            dates = sum(t.isdecimal() for t in words)
            if span.dep_ != "pobj" or not (span.ent_type_ == "DATE" or set(words) & _PERIODS):
                continue
            between = child.lower_ in ("between", "from") and (dates > 1 or any(c.dep_ == "conj" for c in span.rights))
            month = child.lower_ in ("in", "during", "throughout") and not dates and span.pos_ == "PROPN"
            if between or month or set(words) & _PERIODS:
                return True
    return False


def is_uprooting(verb: Token) -> bool:
    """Whether "fled" tells of a share of a people or of millions, which is a state and no single flight."""
    who = grammar.own_subject(verb)
    if who is None or not any(c.dep_ == "aux" and c.lower_ in ("have", "has") for c in verb.children):
        return False
    words = {t.lower_ for t in who.subtree}
    return bool(words & (_SHARES | {"million", "millions"}))


def _match(verb: Token, senses: Senses) -> tuple[str, Token] | None:
    groups = load_figures().states.get(lemma(verb))
    if not groups:
        return None
    words = dependants(verb) | {c.lower_ for c in verb.children if c.dep_ == "auxpass"}
    for needs, group in groups:
        if all(n in words for n in needs) and (counted := _counted(verb, group, senses)) is not None:
            return group.type, counted
    return None


def _counted(verb: Token, group: StateGroup, senses: Senses) -> Token | None:
    doer = grammar.agent(verb)
    if group.stop and words_of(verb) & set(group.stop):
        return None
    if group.counted == "object":
        if group.subject and not senses.is_a(doer, *group.subject):
            return None
        for thing in grammar.objects(verb):
            if _has_number(thing) and (not group.whom or senses.is_a(thing, *group.whom)):
                return thing
        return None
    who = grammar.subject(verb)
    if who is None or not (_has_number(who) or (group.counted == "subject" and lemma(who) in _SHARES)):
        return None
    if group.counted == "share":
        of = grammar.prep_object(who, "of", "in")
        share = {t.lower_ for t in who.subtree} & _SHARES or who.pos_ == "NUM" or who.like_num
        return who if share and of is not None and senses.is_a(of, *group.whom) else None
    return who if not group.whom or senses.is_a(who, *group.whom) else None


def words_of(verb: Token) -> set[str]:
    """The lemmas of what hangs on a verb, and its own."""
    return {lemma(c) for c in verb.children} | {lemma(verb)}


def _has_number(token: Token) -> bool:
    return any(t.like_num or t.ent_type_ == "CARDINAL" for t in (token, *token.lefts)) or any(
        t.like_num for c in token.lefts for t in c.subtree
    )


def _draft(verb: Token, type_: str, counted: Token) -> Draft:
    draft = Draft("figure", type_, verb, clause=verb)
    draft.start, draft.end = grammar.trim(verb.doc, *clause_range(verb, {verb.i, counted.i}, set()))
    draft.stance = read_stance(verb)
    if any(c.dep_ == "aux" and c.lower_ in ("may", "might", "could") for c in verb.children):
        draft.stance = "alleged"  # "Up to 40,000 people may be trapped".
    draft.rules.append(f"figure.{type_}:{lemma(verb)}")
    if type_ not in ("other_figure", "aid_volume"):
        draft.add("target", grammar.phrase(counted))
    return draft
