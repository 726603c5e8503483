"""Within one document: which claims speak of the same happening ("the strike", "the attack on the aid trucks")."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.incidents.corrections import Pair, pair_of
from trucewatch.incidents.geography import compare_places
from trucewatch.incidents.link import HARD, Context, score_pair
from trucewatch.incidents.sentences import Sentences
from trucewatch.incidents.telling import Telling, merge_tellings
from trucewatch.incidents.vocabulary import load_vocabulary
from trucewatch.model.claim import Claim

# Lower than between documents: one text that goes on about a happening mostly means the same one.
JOIN_AT = 2.75
NEAR_MISS_AT = 1.5
CERTAIN = 100.0
"""The score of what nothing speaks against: one row of a table, by each of its sources."""
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those|its?|their|[A-Z][\w.’'-]*['’]s)\b", re.IGNORECASE)
_INDEFINITE = re.compile(r"\b(?:an?|two|three|four|five|several|other)\b", re.IGNORECASE)
# How many words may stand between an article and the noun of the happening it opens.
_REACH = 40


@dataclass(frozen=True, slots=True)
class Group:
    """Claims of one document about one happening.  ``links`` and ``near_misses`` are sentences for the reader."""

    claims: tuple[Claim, ...]
    telling: Telling
    links: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()


def gather(
    claims: Sequence[Claim],
    tellings: Mapping[str, Telling],
    sentences: Sentences,
    context: Context,
    barred: Collection[Pair] = frozenset(),
) -> tuple[Group, ...]:
    """Group the incident claims of one document, in text order; each joins the best earlier group or opens its own.

    No group holds a pair of ``barred``: claim ids that a person keeps apart.
    """
    groups: list[Group] = []
    for claim in sorted(claims, key=lambda c: (c.span.start, c.span.end, c.claim_id)):
        telling = tellings[claim.claim_id]
        open_to = [
            (i, group)
            for i, group in enumerate(groups)
            if not any(pair_of(claim.claim_id, other.claim_id) in barred for other in group.claims)
        ]
        scored = [(*_score(claim, telling, group, sentences, context), i) for i, group in open_to]
        # The best; of equals the one told last, which is what "the attack" most likely means.
        best = max(scored, key=lambda s: (s[0], s[2]), default=None)
        if best and best[0] >= JOIN_AT:
            groups[best[2]] = _join(groups[best[2]], claim, telling, f"“{_short(claim)}”: {best[1]}")
        else:
            other = _short(groups[best[2]].claims[0]) if best else ""
            near_miss = best is not None and best[0] >= NEAR_MISS_AT
            misses = (f"“{_short(claim)}” not joined with “{other}”: {best[1]}",) if best and near_miss else ()
            groups.append(Group((claim,), telling, (), misses))
            if misses and best:
                near = groups[best[2]]
                groups[best[2]] = Group(near.claims, near.telling, near.links, near.near_misses + misses)
    return tuple(groups)


def are_listed_apart(a: Claim, b: Claim, sentences: Sentences) -> bool:
    """Whether one and the same sentence lists two claims as separate happenings.

    Rival versions (other claimants, or a denial) are not a list, nor is a consequence ("…, killing 12").
    """
    first, second = sorted((a, b), key=lambda c: (c.span.start, c.span.end))
    if a.document_id != b.document_id or sentences.index(first.span.start) != sentences.index(second.span.start):
        return False
    if "denied" in {a.stance, b.stance} or a.source_words != b.source_words:
        return False
    vocabulary = load_vocabulary()
    if first.span.overlaps(second.span):
        return bool(vocabulary.parts.search(sentences.text, first.span.start, second.span.start + 12))
    between = sentences.text[first.span.end : second.span.start].strip(" ,;–—-")
    return not (vocabulary.consequences.match(second.span.quote) or vocabulary.consequences.match(between))


def is_reference(claim: Claim) -> bool:
    """Whether a claim names its happening as one already told: a definite noun, no place or time of its own."""
    noun = load_vocabulary().happenings.search(claim.span.quote)
    if noun is None or (claim.when and not claim.when.inherited and claim.when.is_known):
        return False
    before = claim.span.quote[max(0, noun.start() - _REACH) : noun.start()]
    return bool(_DEFINITE.search(before)) and not _INDEFINITE.search(before)


def _score(claim: Claim, telling: Telling, group: Group, sentences: Sentences, context: Context) -> tuple[float, str]:
    if any(are_listed_apart(claim, other, sentences) for other in group.claims):
        return HARD, "listed apart in one sentence"
    same = (c for c in group.claims if (c.span, c.type) == (claim.span, claim.type))
    if any(c.source_words != claim.source_words for c in same):
        return CERTAIN, "the same words, of several sources"
    link = score_pair(telling, group.telling, context)
    score = link.score
    notes = [link.sentence] if link.agrees or link.differs else []
    if link.hard:
        return score, link.sentence
    gap = min(abs(sentences.index(claim.span.start) - sentences.index(c.span.start)) for c in group.claims)
    apart = compare_places(claim.places, group.telling.places, context.within).kind == "other"
    if claim.segment == "headline" or all(c.segment == "headline" for c in group.claims):
        # A headline is about what the report goes on to tell, and names its place more broadly.
        if gap == 0 and claim.segment == "headline":
            score += 1.0
            notes.append("one headline")
        gap = min(gap, 1)
        score += 1.5 * apart
    else:
        # One text mostly calls one place by one name.
        score -= 1.5 * apart
    if gap <= 4:
        score += 1.0 if gap <= 1 else 0.5
        notes.append("told in one breath" if gap <= 1 else "told close by")
    if gap <= 1 and _goes_on(claim, group.claims):
        score += 1.0
        notes.append("goes on about it")
    if claim.repeats and any(claim.repeats == c.claim_id for c in group.claims):
        score += 2.5
        notes.append("the text says it again")
    if is_reference(claim):
        score += 1.0
        notes.append("refers back to it")
    elif _opens_another(claim):
        score -= 3.0
        notes.append("told as another one")
    elif _is_indefinite(claim):
        score -= 1.0
    if telling.tally and not _same_count(telling, group.telling, claim, group.claims[0]):
        return HARD, "a tally of its own"
    return score, ", ".join(notes)


def _goes_on(claim: Claim, earlier: Sequence[Claim]) -> bool:
    """Whether a claim only adds to one just told: no place or time of its own, by the same speaker or only a toll."""
    if claim.places or (claim.when and not claim.when.inherited) or _is_indefinite(claim):
        return False
    tolls = any(q.what in {"killed", "injured"} for q in claim.quantities)
    only_toll = tolls and not load_vocabulary().happenings.search(claim.span.quote)
    return only_toll or any(claim.source_words == c.source_words for c in earlier)


def _same_count(a: Telling, b: Telling, claim: Claim, other: Claim) -> bool:
    def counts(c: Claim) -> set[tuple[str, float | None, float | None]]:
        return {(q.what, q.low, q.high) for q in c.quantities if q.what in {"violations", "incidents"}}

    return a.tally and b.tally and bool(counts(claim) & counts(other))


def _opens_another(claim: Claim) -> bool:
    vocabulary = load_vocabulary()
    noun = vocabulary.happenings.search(claim.span.quote)
    before = claim.span.quote[: noun.start()] if noun else claim.span.quote[:_REACH]
    return bool(vocabulary.others.search(before[-_REACH:]))


def _is_indefinite(claim: Claim) -> bool:
    noun = load_vocabulary().happenings.search(claim.span.quote)
    return bool(noun and _INDEFINITE.search(claim.span.quote[max(0, noun.start() - _REACH) : noun.start()]))


def _join(group: Group, claim: Claim, telling: Telling, reason: str) -> Group:
    merged = merge_tellings((group.telling, telling))
    return Group((*group.claims, claim), merged, (*group.links, reason), group.near_misses)


def _short(claim: Claim) -> str:
    words = " ".join(claim.span.quote.split())
    return words if len(words) <= 90 else words[:87].rsplit(" ", 1)[0] + " …"
