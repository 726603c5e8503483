"""Timing: which of a paragraph's times is the time of a fact, by the verb or noun that the time modifies.

A time at the head of its sentence ("On 3 May, …") is the main clause's and of what shares its time; any other is
that of the verb or noun it hangs on.  A fact shares the time of another verb where no clause of its own time stands
between: "were reported killed", "shelled the town, killing four", "the raid … killed four"; not so behind "said that",
"after", "agreed last year".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.draft import HARMS, Draft
from trucewatch.claims.parsing import Paragraph
from trucewatch.claims.tense import direction
from trucewatch.model.when import When
from trucewatch.packs.cues import load_cues
from trucewatch.packs.times import load_times

Token = Any
_OTHER_TIME = frozenset({
    "after", "before", "since", "until", "till", "following", "despite", "if", "unless", "because", "although",
    "though", "like", "pending",
})  # fmt: skip
"""Words between a fact and a verb whose time it then need not share."""
_NOMINAL = frozenset({
    "nsubj", "nsubjpass", "dobj", "obj", "pobj", "prep", "agent", "attr", "appos", "compound", "nmod", "dative", "dep",
    "oprd", "acomp", "poss",
})  # fmt: skip
_AGREED = frozenset({"announce", "sign", "broker", "agree", "reach", "publish", "conclude", "strike", "unveil"})
_MODIFIER = frozenset({"compound", "poss", "nummod", "amod", "nmod"})
_HAPPEN = frozenset({"take", "occur", "happen", "begin", "start", "come"})
_HAPPENING = frozenset(
    {"incident", "event", "attack", "strike", "bombing", "explosion", "shooting", "raid", "massacre"}
)
_FRONT = 14
"""Words that may stand before a time at the head of its sentence ("Shortly before 9 AM on …")."""
_STEPS = 10
_BESIDE = 0.5
"""Of times that differ by less than this in rank, none is nearer."""


def find_time(
    draft: Draft, paragraph: Paragraph, times: Sequence[When], published_on: date | None = None
) -> When | None:
    """The time of a draft, of ``times`` as they stand in its paragraph; None when none of them is its own.

    The nearest wins; of two of which one holds the other ("in 2015, on 3 May"), the narrower.  What was "since the
    truce began on Saturday" runs from that day to the day of publication.
    """
    doc = paragraph.doc
    ranked: list[tuple[float, int, When]] = []
    sentence = draft.head.sent
    # A time of another sentence is none of the draft's, but for a heading that the parser made one of its own.
    low = (doc[sentence.start - 1].sent if sentence.start else sentence).start_char
    for time in times:
        if time.span is None or not low <= time.span.start - paragraph.offset < sentence.end_char:
            continue
        start, end = time.span.start - paragraph.offset, time.span.end - paragraph.offset
        first, last = grammar.token_at(doc, start), grammar.token_at(doc, end - 1)
        if first is None or last is None:
            continue
        rank = _rank(draft, first, last)
        if rank is not None:
            ranked.append((rank, time.span.start, time))
    lasting = _since(draft, paragraph, times, published_on)
    if not ranked:
        return lasting
    ranked.sort(key=lambda r: r[:2])
    if lasting is not None and lasting.span == ranked[0][2].span:
        return lasting
    nearest, _, best = ranked[0]
    return next((t for rank, _, t in ranked if rank - nearest <= _BESIDE and _is_within(t, best)), best)


def _since(draft: Draft, paragraph: Paragraph, times: Sequence[When], published_on: date | None) -> When | None:
    """The stretch from what began "since" which a draft lasts, to the day of publication."""
    doc = paragraph.doc
    for time in times if published_on is not None else ():
        if time.span is None or time.start_on is None or time.start_on != time.end_on:
            continue
        first = grammar.token_at(doc, time.span.start - paragraph.offset)
        if first is None or first.sent.start != draft.head.sent.start:
            continue
        began = grammar.clause_head(first)
        if began.dep_ != "advcl" or not any(c.lower_ == "since" and c.dep_ == "mark" for c in began.lefts):
            continue
        main = began.head
        while main.dep_ in ("conj", "acl") and main.head.i != main.i:
            # "270 people had been killed and 2,600 wounded since …" lasts for both.
            main = main.head
        counted = draft.kind == "figure" and began.head.is_ancestor(draft.head)
        heads = [draft.head, *(t.token for t in draft.triggers if t.effect)]
        outside = next((h for h in heads if h.i != began.i and not began.is_ancestor(h)), None)
        if outside is None:
            continue
        lasts = outside.i in (began.head.i, main.i) or _shares(draft, began.head) or _shares(draft, main)
        if counted or lasts:
            return replace(time, end_on=published_on, precision="range")
    return None


def find_incident_time(sentence: Any, paragraph: Paragraph, times: Sequence[When]) -> When | None:
    """The time that a sentence gives to the happening told before: "The incident took place on Friday"; else None."""
    root = sentence.root
    subject = grammar.own_subject(root)
    if root.lemma_ not in _HAPPEN or subject is None or subject.lemma_.lower() not in _HAPPENING:
        return None
    start, end = paragraph.offset + sentence.start_char, paragraph.offset + sentence.end_char
    inside = [t for t in times if t.span is not None and start <= t.span.start < end and t.is_known]
    return inside[0] if len(inside) == 1 else None


def _is_within(time: When, wider: When) -> bool:
    if time.start_on is None or time.end_on is None or wider.start_on is None or wider.end_on is None:
        return wider.start_on is None and wider.end_on is None and time.start_on is not None
    inside = wider.start_on <= time.start_on and time.end_on <= wider.end_on
    return inside and time.end_on - time.start_on < wider.end_on - wider.start_on


def _rank(draft: Draft, first: Token, last: Token) -> float | None:
    """How far a time stands from a draft in grammar; None when it is not the draft's."""
    sentence = draft.head.sent
    anchors = {t.token.i for t in draft.triggers} | {draft.head.i}
    if draft.clause is not None:
        anchors.add(draft.clause.i)
    if first.sent.start != sentence.start:
        return 1.5 if _is_heading(first, sentence) and _shares(draft, sentence.root) else None
    token = _own_word(first, last)
    if _opens_otherwise(first, draft):
        return None
    if first.lower_ == "since" and _is_ranked(first):
        return None
    steps, governor = _climb(token, anchors)
    governor = _happening_before(_content_before(governor, first), first)
    if draft.kind == "position" and direction(token) == "ahead" and governor.i != draft.head.i:
        return None
    if governor.i in anchors and (governor.i == draft.head.i or _shares(draft, governor) or _joins(governor, draft)):
        return min(0.2 * steps, 0.9)
    fronted = is_fronted(first) and token.dep_ not in grammar.SUBJECTS
    if fronted and (_shares(draft, sentence.root, fronted=True) or _shares(draft, governor, fronted=True)):
        return 1.0
    if governor.i == sentence.root.i or grammar.is_verb(governor):
        if _shares(draft, governor):
            return 2.0 + steps
        inside = draft.start <= first.i < draft.end or (
            governor.dep_ == "relcl" and draft.start < governor.i < draft.end
        )
        if draft.kind == "term" and governor.dep_ in ("acl", "relcl") and governor.lemma_ in _AGREED:
            # "Under the deal announced on Tuesday, the sides will …": the day of the deal, not of what it asks.
            return None
        if inside and draft.kind != "position":
            return 4.0 + steps if draft.kind == "term" or _leads_down(governor, anchors) else None
    return None


def _opens_otherwise(first: Token, draft: Draft) -> bool:
    """Whether a time dates what opens the sentence: "After attacks on the town on Monday, the army bombed …"."""
    opening = first.doc[first.sent.start]
    if opening.lower_ not in ("after", "following") or is_fronted(first):
        return False
    subject = grammar.own_subject(grammar.clause_head(opening))
    return subject is not None and first.i < subject.i <= draft.head.i and draft.head.i > first.i


def _own_word(first: Token, last: Token) -> Token:
    """The word of a time that says what it modifies: its head, or the day in "for Monday's strike"."""
    words = first.doc[first.i : last.i + 1]
    owner = next((t for t in words if t.dep_ == "poss" and t.head.i > last.i), None)
    return words.root if owner is None or first.lower_ in _OTHER_TIME else owner


def _content_before(verb: Token, first: Token) -> Token:
    """What is told, where a time closes it before "…, SOURCE said", which the parser tends to give it to."""
    subject = grammar.own_subject(verb)
    if subject is None or not _is_speech(verb) or not first.i < subject.i:
        return verb
    return next((c for c in verb.children if c.dep_ == "ccomp" and c.i < first.i), verb)


def _happening_before(verb: Token, first: Token) -> Token:
    """The clause that says of something that it took place, right before a time that the parser hangs higher."""
    for token in reversed(first.doc[max(first.sent.start, first.i - _FRONT) : first.i]):
        if grammar.is_verb(token):
            told = token.dep_ == "relcl" and token.lemma_ in _HAPPEN and verb.is_ancestor(token)
            return token if told else verb
    return verb


def _joins(token: Token, draft: Draft) -> bool:
    """Whether a word that helps to tell a draft happens when its head does: not "after attacks on Monday, … bombed".

    A harm and the attack it comes from do: "killed after an airstrike on Monday".
    """
    if any(t.token.i == draft.head.i and t.type in HARMS for t in draft.triggers):
        return True
    for _ in range(_STEPS):
        if token.lower_ in _OTHER_TIME:
            return False
        if token.i == draft.head.i or token.head.i == token.i:
            return True
        token = token.head
    return True


def _is_ranked(since: Token) -> bool:
    """Whether "since" only says against what something is the first or the worst: "the deadliest raid since May"."""
    before = since.doc[max(since.sent.start, since.i - 2 * _FRONT) : since.i]
    return any((t.tag_ == "JJS" and t.lower_ not in ("least", "most")) or t.lower_ in ("first", "only") for t in before)


def is_fronted(first: Token) -> bool:
    """Whether the time that starts with ``first`` opens its sentence, adverbs and hours before it aside."""
    start = first.sent.start
    if first.i - start > _FRONT:
        return False
    return all(_may_lead(t) for t in first.doc[start : first.i])


def _may_lead(token: Token) -> bool:
    if token.pos_ in ("ADP", "ADV", "DET", "ADJ", "CCONJ", "SCONJ", "PUNCT", "SPACE", "NUM", "PART"):
        return token.lower_ not in _OTHER_TIME - {"before", "after"}
    words = load_times()
    if token.lower_ == "reported" or token.lower_ in words.weekdays:
        return True
    return token.lower_ in words.parts_of_day or token.lemma_.lower() in words.units or token.lower_ in _CLOCK


_CLOCK = frozenset({"am", "pm", "a.m.", "p.m.", "o'clock", "time", "gmt", "utc", "hour", "start", "beginning"})


def _is_heading(first: Token, sentence: Any) -> bool:
    """Whether the time opens words without a verb that the parser, or a colon, has cut off in front of a sentence."""
    before = first.sent
    if before.end != sentence.start or not is_fronted(first):
        return False
    return not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in before)


def _climb(token: Token, anchors: set[int]) -> tuple[float, Token]:
    """Steps up to, and the first, anchor or verb above a time; a noun that it is part of is no way further up."""
    steps = 0.0
    for _ in range(_STEPS):
        if token.i in anchors or grammar.is_verb(token) or token.head.i == token.i:
            break
        head = token.head
        part = token.dep_ in _MODIFIER and head.pos_ in ("NOUN", "PROPN") and not _is_time(head)
        if part and head.i not in anchors:
            return steps, head
        steps += 0.5 if token.dep_ in ("prep", "pobj") else 1.0
        if token.dep_ == "prep" and head.pos_ == "NOUN" and head.i not in anchors and not _is_time(head):
            # "concern over raids on Monday": more likely that noun's day.
            steps += 3.0
        token = head
    return steps, token


def _is_time(token: Token) -> bool:
    words = load_times()
    name = token.lower_.rstrip(".")
    return (
        name in words.parts_of_day
        or name in words.months
        or name in words.weekdays
        or name in words.units
        or token.like_num
        or name[:1].isdigit()
    )


def _shares(draft: Draft, verb: Token, *, fronted: bool = False) -> bool:
    """Whether the draft happens when ``verb`` does: every link up from its head to the verb keeps the time."""
    token = draft.head
    for _ in range(_STEPS):
        if token.i == verb.i:
            return True
        if token.head.i == token.i or not _keeps_time(token, draft, fronted):
            return False
        token = token.head
    return False


def _keeps_time(token: Token, draft: Draft, fronted: bool) -> bool:
    """Whether what ``token`` heads happens when what its head heads does."""
    head, link = token.head, token.dep_
    if link == "conj":
        # "…, and leaders had often claimed": a new subject's position has a time of its own.
        return fronted or draft.kind != "position" or grammar.own_subject(token) is None
    if draft.kind == "position" and link in ("ccomp", "xcomp", "parataxis"):
        return True
    if link in ("ccomp", "xcomp", "oprd") and grammar.is_verb(head):
        return _is_reported(head) or (link == "xcomp" and head.lemma_ in _PHASES)
    if link in ("advcl", "pcomp", "relcl", "acl"):
        marks = {c.lower_ for c in token.children if c.dep_ in ("mark", "advmod")} | {head.lower_}
        perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in token.children)
        lasting = link == "relcl" and token.tag_ == "VBG"
        return not marks & _OTHER_TIME and not perfect and not lasting
    if link in _NOMINAL:
        if token.lower_ in _OTHER_TIME:
            return False
        return not (grammar.is_verb(head) and _is_speech(head))
    return False


def _is_reported(verb: Token) -> bool:
    """Whether the verb only passes on what its complement says: "were reported killed", "is said to have fallen"."""
    return any(c.dep_ == "auxpass" for c in verb.children) or verb.lemma_ in ("appear", "seem")


_PHASES = frozenset({
    "begin", "start", "continue", "resume", "manage", "proceed", "keep", "go", "help", "use", "attempt", "try", "fail",
})  # fmt: skip


def _is_speech(verb: Token) -> bool:
    """Whether a verb tells of a happening rather than makes one: "condemned the attack on Monday"."""
    cues = load_cues().verbs.get(verb.lemma_, ())
    return bool(cues) and verb.lemma_ != "be" and not any("event" in cue.takes for cue in cues)


def _leads_down(governor: Token, anchors: set[int]) -> bool:
    """Whether the time's verb stands under the fact, in a clause that tells of it."""
    token = governor
    for _ in range(_STEPS):
        if token.i in anchors:
            return True
        # "A convoy carrying aid" does so meanwhile; what "was built" or "which had left" did so at another time.
        meanwhile = token.dep_ == "acl" and token.tag_ == "VBG"
        own = token.dep_ in ("acl", "relcl") and not meanwhile
        if own and token.head.i not in anchors and token.lemma_ not in _HAPPEN:
            return False
        if token.head.i == token.i:
            return False
        token = token.head
    return False
