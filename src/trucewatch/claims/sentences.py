"""One sentence → drafts: happenings first, then terms, figures and positions of what they leave over."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.anchor import place_anchor
from trucewatch.claims.attribution import Attributions
from trucewatch.claims.breaches import is_breach
from trucewatch.claims.breakdowns import find_breakdowns
from trucewatch.claims.draft import Draft
from trucewatch.claims.duties import urges
from trucewatch.claims.endings import declares_end
from trucewatch.claims.figures import figure_of, find_figures
from trucewatch.claims.funding import find_funding
from trucewatch.claims.happenings import find_happenings
from trucewatch.claims.inclusion import share_with_parts
from trucewatch.claims.parsing import Paragraph
from trucewatch.claims.passages import (
    drop_inner,
    drop_told_elsewhere,
    find_homeward,
    find_shut_in,
    is_forecast,
    settle,
    tells_plan,
)
from trucewatch.claims.plans import find_plans, speaks_of_deal
from trucewatch.claims.populations import find_populations
from trucewatch.claims.positions import find_positions
from trucewatch.claims.roles import assign_roles
from trucewatch.claims.senses import Senses, lemma
from trucewatch.claims.stance import deny, is_planned, is_supposed, is_undone, read_stance
from trucewatch.claims.story import Story
from trucewatch.claims.supplies import find_supplies
from trucewatch.claims.tallies import find_none, find_tallies
from trucewatch.claims.terms import find_terms
from trucewatch.claims.triggers import find_triggers
from trucewatch.claims.typing import decide_type, find_convoy
from trucewatch.claims.voices import voice_at

Token = Any


_PLAIN = frozenset({"air_strike", "drone_strike", "shelling", "chemical_attack", "siege", "killing", "displacement"})
_RELIEF = frozenset(
    {"aid", "relief", "humanitarian", "convoy", "enclave", "civilian", "refugee", "wounded", "besieged"}
)
_TO_COME = frozenset({"next_phase", "aid_access", "exchange"})
_LAW = frozenset({"police", "officer", "policeman", "constable", "detective", "sheriff", "guard", "gang"})
_PURPOSE = frozenset({"intentionally", "deliberately", "purposely", "purposefully", "accidentally", "mistakenly"})


def _asked_for(draft: Draft, terms: list[Draft]) -> bool:
    """Whether a term requires what the draft would tell as done: aid let in, joint strikes to come."""
    if any(
        t.kind == "term" and t.clause is not None and draft.clause is not None and t.clause.i == draft.clause.i
        for t in terms
    ):
        return True
    inside = [t for t in terms if t.start <= draft.head.i < t.end and t.type in _TO_COME]
    return bool(inside) and (draft.kind == "access" or draft.clause is None)


def _is_plain(draft: Draft, senses: Senses) -> bool:
    """Whether a happening is plainly violence without the help of the text around it: by its words or its doer."""
    if any(t.type in _PLAIN or t.effect == "killed" for t in draft.triggers):
        return True
    if draft.kind == "access" and any(lemma(t) in _RELIEF for t in draft.head.sent):
        return True
    verb = draft.clause
    doer = grammar.agent(verb) if verb is not None else None
    if doer is not None and lemma(doer) in _LAW:
        # What police do is war only where the text says so.
        return False
    return senses.is_a(doer, "armed", "projectile")


def _on_purpose(draft: Draft) -> bool:
    """Whether the clause is about intent: "had intentionally targeted troops"."""
    return draft.clause is not None and any(c.lower_ in _PURPOSE for c in draft.clause.children)


def _denies(position: Draft, drafts: list[Draft]) -> bool:
    """Whether what a position denies is told as a happening that was denied: "denied shelling the town"."""
    if position.type != "denies_responsibility" or position.clause is None:
        return False
    return any(
        d.kind == "incident" and d.clause is not None and d.clause.head.i == position.clause.i
        and d.clause.dep_ in ("xcomp", "ccomp") and position.start <= d.clause.i < position.end
        for d in drafts
    )  # fmt: skip


def _counts_besieged(draft: Draft, figures: list[Draft]) -> bool:
    """Whether a siege is told by the count of those who live under it."""
    return draft.type == "siege" and any(f.type == "besieged" and f.start <= draft.head.i < f.end for f in figures)


def _same(plan: Draft, term: Draft) -> bool:
    """Whether a term is told already by the words of a plan's clause."""
    return plan.start < term.end and term.start < plan.end


def _tells(tally: Draft, draft: Draft) -> bool:
    """Whether a draft tells of the breaches that a tally counts."""
    inside = [t.token.i for t in draft.triggers] or [draft.head.i]
    overlap = draft.type == "violation_tally" and draft.start < tally.end and tally.start < draft.end
    return overlap or (draft.kind == "incident" and any(tally.start <= i < tally.end for i in inside))


def find_drafts(sentence: Any, paragraph: Paragraph, senses: Senses, said: Attributions, story: Story) -> list[Draft]:
    """The facts of a sentence as drafts: kind, type, stance, anchor and the roles that its grammar gives."""

    def says(token: Token) -> str:
        at = paragraph.offset + token.idx
        return voice_at(said, at, at + len(token), senses.lexicon, story.own_voice)

    drafts = [
        d for d in find_happenings(find_triggers(sentence, senses), senses) if not is_supposed(d) and not is_planned(d)
    ]
    story.convoy = find_convoy(sentence, senses) or story.convoy
    if not story.sure:
        drafts = [d for d in drafts if _is_plain(d, senses)]
    every = {t.token.i for d in drafts for t in d.triggers} | {d.head.i for d in drafts}
    busy = {d.head.i for d in drafts}
    terms = find_terms(sentence, senses, busy, story.about)
    terms = [t for t in terms if not (urges(t.head) and says(t.head) == "speaker")]
    after = story.deal_before(sentence, here=speaks_of_deal(sentence))
    if story.about or story.sure:
        plans = find_plans(sentence, senses, {d.head.i for d in terms}, after)
        terms += [p for p in plans if says(p.head) != "speaker" and not any(_same(p, t) for t in terms)]
    terms = [t for t in terms if declares_end(t.head, senses) is None and not is_undone(t)]
    terms = [t for t in terms if not is_forecast(t)]
    drafts = [d for d in drafts if not _asked_for(d, terms)]
    busy = {d.head.i for d in drafts}
    busy |= {d.head.i for d in terms}
    tallies = find_tallies(sentence, senses, story.about or story.sure, story.tally_above())
    item_of = story.list_above()
    drafts = [d for d in drafts if d.type != "violation" or not any(_tells(t, d) for t in tallies)]
    busy |= {v.i for t in tallies for v in grammar.ancestors(t.head, 1) if grammar.is_verb(v)}
    figures = [f for f in find_figures(sentence, senses, busy) if not any(_tells(t, f) for t in tallies)]
    # "Clashed, leaving five dead": the dead are those of the clash.
    figures = [f for f in figures if not (f.type == "death_toll" and f.head.dep_ == "advcl" and f.head.head.i in busy)]
    attack = story.attack_before(sentence, drafts)
    if attack or story.about or story.sure:
        figures += find_none(sentence, attack)
    if story.about or story.sure:
        counted = busy | {d.head.i for d in figures}
        figures += find_funding(sentence, senses, counted) + find_populations(sentence, senses, counted)
        told = [f for f in figures if f.type in ("aid_volume", "besieged", "displaced")]
        drafts = [d for d in drafts if d.head.i not in {f.head.i for f in told} and not _counts_besieged(d, told)]
    figures += tallies
    drafts = drop_told_elsewhere(drafts, figures)
    if story.about or story.sure:
        counted = busy | {d.head.i for d in figures}
        figures += find_supplies(sentence, senses, counted, story.aid_before(sentence))
        counted |= {d.head.i for d in figures}
        figures += find_shut_in(sentence, senses, counted) + find_homeward(sentence, senses, counted)
    story.count(tallies)
    busy |= {d.head.i for d in figures} | every

    positions = find_positions(sentence, senses, busy, says, story.about)
    urged = [p for p in positions if p.type == "demands"]
    terms = [t for t in terms if not (urges(t.head) and any(p.start <= t.head.i < p.end for p in urged))]
    explained = [p for p in positions if p.type == "explains"]
    drafts = [d for d in drafts if d.clause is not None or not any(p.start <= d.head.i < p.end for p in explained)]
    for draft in drafts:
        draft.whole = item_of if draft.kind != "position" else None
        own = {t.token.i for t in draft.triggers}
        place_anchor(draft, every - own - {draft.head.i})
        assign_roles(draft, senses)
        draft.type = decide_type(draft, senses, story.attack, story.likely, story.convoy)
        draft.stance = read_stance(draft.head)
        if draft.kind == "access" or draft.type == "displacement":
            settle(draft, senses)
        if draft.clause is not None and not is_breach(draft):
            deny(draft)
        story.speak_of(draft.type)
        figure = figure_of(draft, senses)
        if figure:
            draft.kind, draft.type = "figure", figure
        elif draft.kind == "incident" and _on_purpose(draft) and says(draft.head) == "speaker":
            draft.kind, draft.type = "position", "explains"
            draft.rules.insert(0, "position.explains:on purpose")
            draft.roles.clear()
    share_with_parts(drafts)
    positions = [p for p in positions if not tells_plan(p, drafts) and not _denies(p, drafts)]
    told_of = [*drop_inner(drafts), *terms, *figures]
    return [*told_of, *find_breakdowns(told_of), *positions]
