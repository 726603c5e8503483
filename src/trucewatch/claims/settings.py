"""Place names that say where a text is set, beside those where something happened.

A name in an organisation's, a nation's adjective, a dateline, "Athens police", "the University of Kentucky": no fact's
place, but evidence for what the other names of the text mean.  A name found once is found wherever it recurs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from trucewatch.claims.toponyms import Toponym, find_toponyms
from trucewatch.packs.gazetteer import Gazetteer
from trucewatch.packs.placewords import PlaceWords

_LOCAL = frozenset((
    "police", "man", "woman", "men", "women", "resident", "residents", "teen", "teenager", "boy", "girl", "couple",
    "native", "officials", "officers", "officer", "firefighters", "driver", "mayor", "council", "sheriff", "county",
    "township", "school", "schools", "high", "volunteer", "fire", "hospital", "city", "area", "residents'", "pastor",
    "attorney", "students", "student", "voters", "lawyer", "businessman", "family", "motorist", "library", "parish",
    "department", "district", "chamber", "municipal", "public", "regional", "community",
))  # fmt: skip
"""Words before which a name alone says whose, or from where."""
_CAPITALS_END = frozenset(("-", "–", "—", "--", "---", "(", ":", ","))
_TITLES = frozenset(
    ("mr", "mrs", "ms", "dr", "sgt", "lt", "capt", "gen", "col", "rep", "sen", "judge", "sheriff", "officer")
)
_OPENERS = frozenset((
    "the", "a", "an", "in", "at", "on", "of", "from", "near", "to", "for", "and", "but", "as", "when", "while", "if",
    "by", "with", "after", "before", "since", "both", "some", "most", "many", "all", "two", "three", "one", "north",
    "south", "east", "west", "northern", "southern", "eastern", "western", "downtown", "central", "greater", "outside",
    "inside",
))  # fmt: skip
"""Words whose capital says only that a sentence or a title begins, or that belong to a place."""
_WORD_BEFORE = re.compile(r"([\w'’.-]+)\s$")
_LONGEST = 3


def find_mentions(doc: Any, gazetteer: Gazetteer, words: PlaceWords) -> tuple[Toponym, ...]:
    """The toponyms of a spaCy document and the place names that only qualify, in order, none overlapping another."""
    found = list(find_toponyms(doc, gazetteer, words))
    taken = {i for t in found for i in range(t.start, t.end)}
    for more in (
        _datelines(doc, gazetteer),
        _in_bodies(doc, gazetteer, words),
        _local(doc, gazetteer, words),
        _based(doc, gazetteer),
    ):
        for name in more:
            if not taken & set(range(name.start, name.end)):
                found.append(name)
                taken |= set(range(name.start, name.end))
    return tuple(sorted(found, key=lambda t: t.start))


def recur(text: str, names: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The names of a text by their characters, and every other place where the same words stand as a name of their own.

    Not where a capitalised word or a title before them makes them a part of another name ("Andrew Jackson").
    """
    found = dict.fromkeys(names)
    words = {text[a:b] for a, b in names}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        if len(word) <= _LONGEST or not word[0].isupper():
            continue
        for match in re.finditer(rf"(?<![\w-]){re.escape(word)}(?!\w)", text):
            a, b = match.span()
            if not _is_part(text, a) and not any(x < b and a < y for x, y in found):
                found[a, b] = None
    return tuple(sorted(found))


def _is_part(text: str, at: int) -> bool:
    """Whether the word before makes the name at ``at`` a part of a longer one."""
    before = _WORD_BEFORE.search(text, max(0, at - 30), at)
    if before is None:
        return False
    word = before[1]
    if word.rstrip(".").lower() in _TITLES:
        return True
    return word[0].isupper() and word[-1].isalpha() and word.lower() not in _OPENERS


def _datelines(doc: Any, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """Capitals that open a sentence before a dash, a colon or an agency's brackets: "GENEVA (Reuters) —"."""
    for i, token in enumerate(doc):
        if i and doc[i - 1].text not in {".", "!", "?", "”", '"'} and not doc[i - 1].is_space:
            continue
        end = i
        while end < len(doc) and end - i < 4 and len(doc[end].text) > 2 and doc[end].text.isupper():
            end += 1
        if not (end > i and end < len(doc) and doc[end].text in _CAPITALS_END and token.is_alpha):
            continue
        if doc[end].text not in {",", ":"} or gazetteer.candidates(doc[i:end].text):
            yield Toponym(i, end, False)


def _in_bodies(doc: Any, gazetteer: Gazetteer, words: PlaceWords) -> Iterator[Toponym]:
    """The name that opens a body's name or stands behind "of" in it, and the adjectives of nations."""
    for ent in doc.ents:
        start = ent.start + (doc[ent.start].lower_ == "the")
        if ent.label_ not in {"ORG", "NORP", "FAC", "EVENT"}:
            continue
        size = gazetteer.longest_match([t.text for t in doc[start : ent.end]], 0) if start < ent.end else 0
        if ent.label_ == "NORP":
            size = ent.end - start
        elif not size:
            size = next(
                (n for n in (3, 2, 1) if start + n < ent.end and gazetteer.candidates(doc[start : start + n].text)), 0
            )
        if 0 < size <= ent.end - start and doc[start].lower_ not in words.never_alone:
            yield Toponym(start, start + size, True)
        for one, other in pairwise(range(ent.start, ent.end)):
            if doc[one].lower_ == "of":
                first = other + (doc[other].lower_ == "the")
                if first < ent.end and gazetteer.candidates(doc[first : ent.end].text):
                    yield Toponym(first, ent.end, True)


def _local(doc: Any, gazetteer: Gazetteer, words: PlaceWords) -> Iterator[Toponym]:
    """The name right before a word of local life: "a Crafton man", "Williston police"."""
    for token in doc:
        if token.lower_ not in _LOCAL or token.i == 0 or not doc[token.i - 1].text[:1].isupper():
            continue
        first = token.i
        while (
            first > 0 and token.i - first < _LONGEST and doc[first - 1].text[:1].isupper() and doc[first - 1].is_alpha
        ):
            first -= 1
        for start in range(first, token.i):
            name = doc[start : token.i]
            if name.text.casefold() not in words.never_alone and gazetteer.candidates(name.text):
                yield Toponym(start, token.i, True)
                break


def _based(doc: Any, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """The name before "-based" or "-led"."""
    for token in doc[:-2]:
        if doc[token.i + 1].text == "-" and doc[token.i + 2].lower_ in {"based", "led", "area", "born", "backed"}:
            first = token.i
            while first > 0 and doc[first - 1].pos_ == "PROPN" and token.i - first < _LONGEST - 1:
                first -= 1
            for start in range(first, token.i + 1):
                if token.text[:1].isupper() and gazetteer.candidates(doc[start : token.i + 1].text):
                    yield Toponym(start, token.i + 1, True)
                    break
