"""Is one report made of the other's sentences?  Copied ones, edited or cut, against those of one template.

Sentences are aligned by the words that they share in order.  Two of one wording that carry the same facts are copied;
two of one wording of which each has a number or name that the other lacks are of one template, or of another day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from trucewatch.reading.prints import BLANKS, Print, Sentence

SHORT = 20
"""Texts of fewer words must be equal: a common phrase is no reprint."""
ALIKE = 0.7
"""The share of the shorter sentence's words that must stand in the longer one in the same order."""
COPIED = 0.7
"""The share of the shorter report's words that must be in copied sentences."""
CREDITED = 0.5
"""The same where one report says that it owes its words to the other's publisher, or both to one agency."""
FACTS = 0.5
"""The share of the shorter report's numbers and names that must be in copied sentences: background alone is none."""
LEAST_WORDS = 3
"""Sentences of one wording share so many words other than numbers and names."""
CHANGED = 0.2
"""From this share of facts in sentences of one wording with other facts on, the two are of one template."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Shares of the shorter report: its words and facts in copied sentences; and changed facts among aligned ones."""

    words: float
    facts: float
    changed: float


def judge_copy(one: Print, other: Print, credit: str) -> str:
    """Why the two share an origin by their words; empty when they do not.  ``credit``: a stated debt, or empty."""
    small, large = sorted((one, other), key=lambda p: (p.size, p.document.path, p.document.document_id))
    if not (small.is_report and large.is_report):
        return ""
    if small.size < SHORT:
        same = small.size > 0 and [s.words for s in small.sentences] == [s.words for s in large.sentences]
        return "The two texts are the same words." if same else ""
    overlap = measure(small.sentences, large.sentences)
    if overlap.changed > CHANGED or overlap.facts < FACTS or overlap.words < (CREDITED if credit else COPIED):
        return ""
    told = f"{overlap.words:.2f} of the shorter text's words stand in sentences of the other"
    return f"{credit}, and {told}." if credit else f"{told}, with their numbers and names."


def measure(small: Sequence[Sentence], large: Sequence[Sentence]) -> Overlap:
    """How much of the shorter report's sentences is copied from the longer one's."""
    words = copied = facts = copied_facts = changed = 0
    holders: dict[str, set[int]] = {}
    for index, sentence in enumerate(large):
        for word in set(sentence.frame):
            holders.setdefault(word, set()).add(index)
    for sentence in small:
        own = len(sentence.numbers) + len(sentence.names)
        words += len(sentence.words)
        facts += own
        found = _counterpart(sentence, large, holders)
        if found is None:
            continue
        if _is_changed(sentence, found):
            changed += own
        elif _share(sentence.words, found.words) >= ALIKE:
            copied += len(sentence.words)
            copied_facts += own
    return Overlap(
        copied / max(1, words), copied_facts / facts if facts else 1.0, changed / max(1, changed + copied_facts)
    )


def _counterpart(sentence: Sentence, large: Sequence[Sentence], holders: dict[str, set[int]]) -> Sentence | None:
    """The sentence of the longer report with most of its words; of equals the one that shares most facts."""
    shared: dict[int, int] = {}
    for word in set(sentence.frame):
        for index in holders.get(word, ()):
            shared[index] = shared.get(index, 0) + 1
    likely = sorted(shared, key=lambda i: (-shared[i], i))[:4]
    ranked = ((_share(sentence.frame, large[i].frame), _facts_shared(sentence, large[i]), -i) for i in likely)
    best = max(ranked, default=(0.0, 0, 0))
    found = large[-best[2]] if best[0] >= ALIKE else None
    # Blanks alone are no wording.
    return found if found and len(set(sentence.frame) & set(found.frame) - BLANKS) >= LEAST_WORDS else None


def _share(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    return float(LCSseq.similarity(one, other)) / max(1, min(len(one), len(other)))


def _facts_shared(one: Sentence, other: Sentence) -> int:
    return len(one.numbers & other.numbers) + len(one.names & other.names)


def _is_changed(one: Sentence, other: Sentence) -> bool:
    """Whether each carries a number, or each a name, that the other lacks: not a clause cut, but another fact."""
    if one.numbers - other.numbers and other.numbers - one.numbers:
        return True
    # A capital is no name where the other writes the word as well, if only in small letters.
    return bool(one.names.difference(other.words) and other.names.difference(one.words))
