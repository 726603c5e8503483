"""Within one document: which claims speak of the same happening ("the strike", "the attack on the aid trucks")."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from trucewatch.incidents.corrections import Pair
from trucewatch.incidents.geography import compare_places
from trucewatch.incidents.link import HARD, Context, score_pair
from trucewatch.incidents.sentences import Sentences
from trucewatch.incidents.telling import Telling, merge_tellings
from trucewatch.incidents.vocabulary import load_vocabulary
from trucewatch.incidents.words import place_letters
from trucewatch.model.claim import Claim

# Lower than between documents: one text that goes on about a happening mostly means the same one.
JOIN_AT = 2.75
NEAR_MISS_AT = 1.5
CERTAIN = 100.0
"""The score of what nothing speaks against: one row of a table, by each of its sources."""
NEAR, SHARING = 64, 12
"""A claim is compared with so many groups that were told of last, and with so many for each detail that it shares."""
GROWS = 48
"""A group of so many claims is compared by these."""
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


@dataclass(slots=True)
class _Open:
    """A group that may still grow; its claims stand in the order of the text."""

    claims: list[Claim]
    telling: Telling
    links: list[str] = field(default_factory=list)
    near_misses: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    voices: set[str] = field(default_factory=set)
    headlines: bool = True
    later: list[Telling] = field(default_factory=list)

    def take(self, telling: Telling) -> None:
        """A happening told at great length is known by what was told of it first."""
        if len(self.claims) < GROWS:
            self.telling = merge_tellings((self.telling, telling))
        else:
            self.later.append(telling)

    def close(self) -> Group:
        whole = merge_tellings((self.telling, *self.later)) if self.later else self.telling
        return Group(tuple(self.claims), whole, tuple(self.links), tuple(self.near_misses))

    def add(self, claim: Claim) -> None:
        self.claims.append(claim)
        self.ids.add(claim.claim_id)
        self.voices.add(claim.source_words)
        self.headlines = self.headlines and claim.segment == "headline"

    def beside(self, claim: Claim, sentences: Sentences) -> Iterator[Claim]:
        """The claims that begin in the sentence in which ``claim`` does, which comes after all of them."""
        number = sentences.index(claim.span.start)
        return itertools.takewhile(lambda c: sentences.index(c.span.start) == number, reversed(self.claims))


@dataclass(slots=True)
class _Candidates:
    """Which groups a claim of a long text is compared with: those told of last, and those that share a detail."""

    recent: dict[int, None] = field(default_factory=dict)
    sharing: dict[object, dict[int, None]] = field(default_factory=dict)

    def add(self, number: int, telling: Telling) -> None:
        _remember(self.recent, number, NEAR)
        for detail in itertools.islice(_details(telling), SHARING):
            _remember(self.sharing.setdefault(detail, {}), number, SHARING)

    def find(self, claim: Claim, telling: Telling) -> list[int]:
        found = set(self.recent)
        for detail in (claim.repeats, *itertools.islice(_details(telling), SHARING)):
            found.update(self.sharing.get(detail, ()) if detail else ())
        return sorted(found)


def _remember(numbers: dict[int, None], number: int, most: int) -> None:
    numbers.pop(number, None)
    numbers[number] = None
    if len(numbers) > most:
        del numbers[next(iter(numbers))]


def _details(telling: Telling) -> Iterator[object]:
    yield from telling.claim_ids[-1:]
    yield from (p.place_id or place_letters(p.span.quote) for p in telling.places)
    yield from telling.targets
    if telling.start_on:
        yield telling.start_on


def gather(
    claims: Sequence[Claim],
    tellings: Mapping[str, Telling],
    sentences: Sentences,
    context: Context,
    barred: Collection[Pair] = frozenset(),
) -> tuple[Group, ...]:
    """Group the incident claims of one document, in text order; each joins the best earlier group or opens its own.

    No group holds a pair of ``barred``: claim ids that a person keeps apart.  Near-linear in the number of claims: in a
    text of more than :data:`NEAR` happenings a claim is compared with those told of last, and with some of those that
    share a place, day or target with it.
    """
    groups: list[_Open] = []
    candidates = _Candidates()
    foes: dict[str, set[str]] = {}
    for one, other in barred:
        foes.setdefault(one, set()).add(other)
        foes.setdefault(other, set()).add(one)
    for claim in sorted(claims, key=lambda c: (c.span.start, c.span.end, c.claim_id)):
        telling = tellings[claim.claim_id]
        apart = foes.get(claim.claim_id, set())
        open_to = [i for i in candidates.find(claim, telling) if apart.isdisjoint(groups[i].ids)]
        # The best; of equals the one told last, which is what "the attack" most likely means.
        at = max(
            open_to, key=lambda i: (_score(claim, telling, groups[i], sentences, context, False)[0], i), default=-1
        )
        score, reason = _score(claim, telling, groups[at], sentences, context) if at >= 0 else (HARD, "")
        if score >= JOIN_AT:
            groups[at].take(telling)
            groups[at].links.append(f"“{_short(claim)}”: {reason}")
        else:
            near = groups[at] if score >= NEAR_MISS_AT else None
            at = len(groups)
            groups.append(_Open([], telling))
            if near:
                miss = f"“{_short(claim)}” not joined with “{_short(near.claims[0])}”: {reason}"
                groups[at].near_misses.append(miss)
                near.near_misses.append(miss)
        groups[at].add(claim)
        candidates.add(at, telling)
    return tuple(group.close() for group in groups)


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


def _score(
    claim: Claim, telling: Telling, group: _Open, sentences: Sentences, context: Context, explain: bool = True
) -> tuple[float, str]:
    if any(are_listed_apart(claim, other, sentences) for other in group.beside(claim, sentences)):
        return HARD, "listed apart in one sentence"
    same = (c for c in group.beside(claim, sentences) if (c.span, c.type) == (claim.span, claim.type))
    if any(c.source_words != claim.source_words for c in same):
        return CERTAIN, "the same words, of several sources"
    link = score_pair(telling, group.telling, context, explain)
    score = link.score
    notes = [link.sentence] if link.agrees or link.differs else []
    if link.hard:
        return score, link.sentence
    gap = sentences.index(claim.span.start) - sentences.index(group.claims[-1].span.start)
    apart = compare_places(claim.places, group.telling.places, context.within).kind == "other"
    if claim.segment == "headline" or group.headlines:
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
    if gap <= 1 and _goes_on(claim, group):
        score += 1.0
        notes.append("goes on about it")
    if claim.repeats in group.ids:
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


def _goes_on(claim: Claim, earlier: _Open) -> bool:
    """Whether a claim only adds to one just told: no place or time of its own, by the same speaker or only a toll."""
    if claim.places or (claim.when and not claim.when.inherited) or _is_indefinite(claim):
        return False
    tolls = any(q.what in {"killed", "injured"} for q in claim.quantities)
    only_toll = tolls and not load_vocabulary().happenings.search(claim.span.quote)
    return only_toll or claim.source_words in earlier.voices


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


def _short(claim: Claim) -> str:
    words = " ".join(claim.span.quote.split())
    return words if len(words) <= 90 else words[:87].rsplit(" ", 1)[0] + " …"
