"""Which incident a position is about: a denial, an explanation, an admission, an accusation, a condemnation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.incidents.geography import compare_places
from trucewatch.incidents.link import Context
from trucewatch.incidents.sentences import Sentences
from trucewatch.incidents.telling import Telling
from trucewatch.incidents.vocabulary import load_vocabulary
from trucewatch.incidents.words import content_words, proper_stems, singular
from trucewatch.model.claim import Claim

ABOUT_INCIDENTS: tuple[str, ...] = (
    "explains", "denies_responsibility", "accepts_responsibility", "accuses", "condemns",
)  # fmt: skip
# These three always speak of some happening; an accusation or a condemnation may be general.
_ALWAYS = frozenset({"explains", "denies_responsibility", "accepts_responsibility"})
_IN_GENERAL = frozenset({"violation"})
ATTACH_AT = 2.5
# One that always speaks of a happening needs little more than to stand beside it.
ATTACH_ALWAYS_AT = 1.9
# From another document: no nearness in the text helps, so more must be shared.
ATTACH_ACROSS_AT = 3.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """One telling of an incident that a position may be about: ``key`` names the incident."""

    key: int
    telling: Telling
    claims: tuple[Claim, ...]
    perpetrator_words: frozenset[str]


def make_candidate(key: int, telling: Telling, claims: Sequence[Claim]) -> Candidate:
    """A candidate from the claims of one document about one incident."""
    names = frozenset(s for c in claims for a in c.actors_as("perpetrator") for s in proper_stems(a.span.quote))
    return Candidate(key, telling, tuple(claims), names)


def attach_positions(
    positions: Sequence[Claim],
    candidates: Sequence[Candidate],
    sentences: Mapping[str, Sentences],
    published: Mapping[str, int],
    context: Context,
    across: bool = True,
    barred: Callable[[str, int], bool] = lambda claim_id, key: False,
) -> dict[str, tuple[int, str]]:
    """Claim id of a position → the incident's key and the reason in a sentence; positions about none are left out.

    ``published`` gives a document's publication day as an ordinal (0: not known).  ``across``: also look in other
    documents.  ``barred``: whether a person keeps a position (its claim id) out of an incident (its key).
    """
    result: dict[str, tuple[int, str]] = {}
    by_document: dict[str, list[Candidate]] = {}
    by_word: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_document.setdefault(candidate.telling.document_id, []).append(candidate)
        for word in candidate.telling.targets | candidate.telling.words if across else ():
            if context.frequency.get(word, 1) <= 40:
                by_word.setdefault(word, []).append(candidate)
    last: dict[tuple[str, str], tuple[int, int]] = {}
    for claim in sorted(positions, key=lambda c: (published.get(c.document_id, 0), c.document_id, c.span.start)):
        text = sentences[claim.document_id]
        here = text.index(claim.span.start)
        scored = []
        for candidate in by_document.get(claim.document_id, ()):
            if barred(claim.claim_id, candidate.key):
                continue
            score, reason = _score(claim, candidate, text, context)
            gap = min((abs(here - text.index(c.span.start)) for c in candidate.claims), default=99)
            previous = last.get((claim.document_id, claim.source_words))
            if score > 0 and gap <= 4:
                score += 1.5 if gap == 0 else 1.0 if gap == 1 else 0.5
                reason.append("said in the same breath" if gap <= 1 else "said close by")
            if claim.source_words and previous and previous[0] == candidate.key and here - previous[1] <= 2:
                score += 1.5
                reason.append("the same speaker goes on")
            scored.append((score, -gap, candidate.key, reason))
        best = max(scored, key=lambda s: (s[0], s[1], -s[2]), default=None)
        enough = ATTACH_ALWAYS_AT if claim.type in _ALWAYS else ATTACH_AT
        if best is None or best[0] < enough:
            best = _across(claim, by_word, text, published, context, barred) if across else None
        if best:
            result[claim.claim_id] = (best[2], ", ".join(best[3]))
            last[claim.document_id, claim.source_words] = (best[2], here)
    return result


def _across(
    claim: Claim,
    by_word: Mapping[str, list[Candidate]],
    text: Sentences,
    published: Mapping[str, int],
    context: Context,
    barred: Callable[[str, int], bool],
) -> tuple[float, int, int, list[str]] | None:
    words = content_words(text.around(claim.span))
    named = (c for word in sorted(words) for c in by_word.get(word, ()))
    found = {id(c): c for c in named if c.telling.document_id != claim.document_id}
    said = published.get(claim.document_id, 0)
    scored = []
    for candidate in found.values():
        happened = candidate.telling.start_on
        if barred(claim.claim_id, candidate.key):
            continue
        if happened and said and not -1 <= said - happened.toordinal() <= 21:
            continue
        score, reason = _score(claim, candidate, text, context)
        scored.append((score, 0, candidate.key, reason))
    best = max(scored, key=lambda s: (s[0], -s[2]), default=None)
    return best if best and best[0] >= ATTACH_ACROSS_AT else None


def _score(claim: Claim, candidate: Candidate, text: Sentences, context: Context) -> tuple[float, list[str]]:
    vocabulary = load_vocabulary()
    words = content_words(claim.span.quote) | content_words(text.around(claim.span))
    telling, reason = candidate.telling, [claim.type.replace("_", " ")]
    own = vocabulary.happenings.search(claim.span.quote)
    if telling.types == _IN_GENERAL and own:
        # "The strike" is no word for breaches in general.
        return -1.0, reason
    score = 1.0 if claim.type in _ALWAYS else 0.0
    noun = own or (vocabulary.happenings.search(text.around(claim.span)) if claim.type in _ALWAYS else None)
    shared = sorted(words & telling.targets)
    if noun:
        score += 0.75
        reason.append(f"speaks of “{noun.group()}”")
    if own and any(singular(own.group().lower()) in c.span.quote.lower() for c in candidate.claims):
        # "The strike" after a clash and an air strike is the air strike.
        score += 1.0
        reason.append("by the same word")
    if shared:
        score += 1.5
        reason.append("both: " + ", ".join(shared[:3]))
    if claim.type not in _ALWAYS and not (noun and shared) and not _same_place(claim, telling, context):
        return 0.0, reason
    if _is_accused(claim, candidate):
        score += 1.0
        reason.append("names who is blamed for it")
    nearness = compare_places(claim.places, telling.places, context.within)
    if nearness.kind in {"same", "near", "within"}:
        score += 1.5
        reason.append(nearness.words)
    elif nearness.kind == "different":
        return -1.0, reason
    if claim.when and claim.when.start_on and telling.start_on and claim.when.start_on < telling.start_on:
        return -1.0, reason
    return score, reason


def _same_place(claim: Claim, telling: Telling, context: Context) -> bool:
    return compare_places(claim.places, telling.places, context.within).kind in {"same", "near"}


def _is_accused(claim: Claim, candidate: Candidate) -> bool:
    speakers = {s for c in claim.claimants for s in proper_stems(c.span.quote)}
    named = proper_stems(claim.span.quote) - speakers
    if claim.type == "explains" and named:
        # "Called the American strike deliberate": the words name whose act it is, and it is not the speaker's.
        return bool(named & candidate.perpetrator_words)
    ids = {a.actor_id for a in claim.actors if a.actor_id} | {c.actor_id for c in claim.claimants if c.actor_id}
    if ids & candidate.telling.perpetrators:
        return True
    named = proper_stems(claim.span.quote) | {s for a in claim.actors for s in proper_stems(a.span.quote)}
    named |= {s for c in claim.claimants for s in proper_stems(c.span.quote)}
    return bool(named & candidate.perpetrator_words)
