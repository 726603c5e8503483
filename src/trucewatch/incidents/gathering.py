"""Every report by itself: its claims grouped by happening, before reports are compared with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from trucewatch.incidents.attach import attach_positions, make_candidate
from trucewatch.incidents.corrections import Pair
from trucewatch.incidents.link import Context
from trucewatch.incidents.memory import Memory, ReportKey
from trucewatch.incidents.sentences import Sentences
from trucewatch.incidents.speakers import Register
from trucewatch.incidents.telling import make_telling
from trucewatch.incidents.within import Group, gather
from trucewatch.model.claim import Claim


@dataclass(frozen=True, slots=True)
class Told:
    """The groups of all reports, in order of publication; in how many of the ``documents`` each word stands."""

    groups: tuple[Group, ...]
    sentences: Mapping[str, Sentences]
    frequency: Mapping[str, int]
    documents: int


def gather_all(
    happenings: Sequence[Claim],
    positions: Sequence[Claim],
    register: Register,
    within: Mapping[str, tuple[str, ...]],
    barred: frozenset[Pair],
    memory: Memory,
) -> Told:
    """Group the claims of each report; a report that ``memory`` knows is not gone through again."""
    told: dict[str, list[Claim]] = {}
    declared: dict[str, list[Claim]] = {}
    for claims, by_document in ((happenings, told), (positions, declared)):
        for claim in claims:
            by_document.setdefault(claim.document_id, []).append(claim)
    for document_id in told.keys() | declared.keys():
        text = register.documents[document_id].text
        if document_id not in memory.sentences or memory.sentences[document_id].text != text:
            memory.sentences[document_id] = Sentences.of(text)
    # How rare a word is elsewhere says nothing about what one text means by it.
    context = Context(within)
    frequency: Counter[str] = Counter()
    groups: list[Group] = []
    for document_id in sorted(told, key=lambda d: register.order(told[d][0])[:2]):
        own, about = told[document_id], declared.get(document_id, [])
        kept_apart = _among(own, barred) if barred else barred
        key: ReportKey = (
            register.documents[document_id], tuple(own), tuple(about), register.origin(own[0]), kept_apart,
        )  # fmt: skip
        known = memory.reports.get(document_id) if memory.keeps else None
        if known is None or known[0] != key:
            made = _gather_one(own, about, register, memory.sentences, context, kept_apart)
            words = frozenset().union(*(w for g in made for w in (g.telling.words, g.telling.targets)))
            known = key, made, words
            if memory.keeps:
                memory.reports[document_id] = known
        groups += known[1]
        frequency.update(known[2])
    return Told(tuple(groups), memory.sentences, frequency, len(told))


def _among(claims: Sequence[Claim], barred: frozenset[Pair]) -> frozenset[Pair]:
    """The pairs that are both of these claims."""
    ids = {c.claim_id for c in claims}
    return frozenset(p for p in barred if p[0] in ids and p[1] in ids)


def _gather_one(
    claims: Sequence[Claim],
    positions: Sequence[Claim],
    register: Register,
    sentences: Mapping[str, Sentences],
    context: Context,
    barred: frozenset[Pair],
) -> tuple[Group, ...]:
    document = register.documents[claims[0].document_id]
    text = sentences[document.document_id]
    if len(claims) == 1 and not positions:
        (only,) = claims
        return (Group((only,), make_telling(only, document, register.origin(only), text)),)
    tellings = {c.claim_id: make_telling(c, document, register.origin(c), text) for c in claims}
    groups = gather(claims, tellings, text, context, barred)
    return _lend_places(groups, positions, sentences, context, register) if positions else groups


def _lend_places(
    groups: Sequence[Group],
    positions: Sequence[Claim],
    sentences: Mapping[str, Sentences],
    context: Context,
    register: Register,
) -> tuple[Group, ...]:
    """Groups without a place take that of a position about them in the same text ("blamed X for the strike near Y").

    The time of a position is when it was declared, so that it is not taken over.
    """
    bare = [i for i, g in enumerate(groups) if not g.telling.tally]
    candidates = [make_candidate(i, groups[i].telling, groups[i].claims) for i in bare]
    lent = list(groups)
    published = register.documents[positions[0].document_id].published.on
    days = {positions[0].document_id: published.toordinal() if published else 0}
    found = attach_positions(positions, candidates, sentences, days, context, across=False)
    for claim in positions:
        index, _ = found.get(claim.claim_id, (-1, ""))
        if index >= 0 and claim.places and not lent[index].telling.places:
            lent[index] = replace(lent[index], telling=replace(lent[index].telling, places=claim.places))
    return tuple(lent)
