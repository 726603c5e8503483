"""The words, names and runs of names of a whole report, as they are compared: no parsing, no gazetteer."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from anyascii import anyascii

from trucewatch.packs.reportwords import load_report_words

# The happening is told in the headline and the first paragraphs; what follows is mostly background.
HEADLINE, OPENING, LEAD, REST = 300, 400, 1_200, 4_000
HEADLINE_WEIGHT, REST_WEIGHT, NUMBER_WEIGHT = 2.0, 0.5, 1.3
_WORD = re.compile(r"[^\W_]+(?:[’'ʼ`][^\W_]+)*")
_SEPARATOR = re.compile(r"\s+[|•–—-]\s+|\s+[|•]|\n+")
_ARABIC = re.compile("[\u0600-\u06ff]")
_LEAST_ARABIC = 4
"""Arabic has no capitals: longer words and those with an article stand for names, the others are mostly particles."""
# Spellings of one sound, in this order.
_SOUNDS = (("sh", "5"), ("ch", "5"), ("th", "t"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("q", "k"), ("c", "k"))
Terms = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is compared; ``published_on`` None and ``publisher`` empty: not known."""

    title: str
    text: str
    published_on: date | None = None
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """Terms with how much each counts: all words, skeletons of names, and pairs of names that follow each other."""

    words: Terms
    names: Terms
    runs: Terms


def split_title(title: str) -> list[str]:
    """The parts of a page's title, which often holds the site's name: "Shelling in Deraa | The Daily Post"."""
    return [part for part in map(str.strip, _SEPARATOR.split(title)) if part]


def bare_titles(titles: Sequence[str]) -> list[str]:
    """The titles without parts that stand beside different others: the names of sites."""
    split = [[part.casefold() for part in split_title(title)] for title in titles]
    beside: dict[str, set[frozenset[str]]] = defaultdict(set)
    for parts in split:
        for part in parts:
            beside[part].add(frozenset(parts) - {part})
    return [
        " . ".join(p for p in split_title(title) if len(parts) < 2 or len(beside[p.casefold()]) < 2)[:HEADLINE]
        for title, parts in zip(titles, split, strict=True)
    ]


def find_wording(title: str, text: str) -> Wording:
    """The wording of a report; the headline counts most, what stands after the lead least."""
    words: dict[str, float] = defaultdict(float)
    names: dict[str, float] = defaultdict(float)
    runs: dict[str, float] = defaultdict(float)
    articles = _articles()
    for part, weight in ((title, HEADLINE_WEIGHT), (text[:LEAD], 1.0), (text[LEAD:REST], REST_WEIGHT)):
        before, end = "", -2
        for match in _WORD.finditer(part):
            word = re.sub(r"[’']s$", "", match.group())
            definite = word.startswith("ال") and len(word) > _LEAST_ARABIC
            word = word[2:] if definite else word
            follows = match.start() == end + 1 and part[end] in " -‘’'"
            end = match.end()
            if word.lower() in articles and (before or word[0].isupper()):
                continue  # of a name: what stands before and after it follow each other
            if len(word) > 1:
                words[word.lower()] += weight * (NUMBER_WEIGHT if word.isdigit() else 1.0)
            name = skeleton(word) if definite or _is_name(word) else ""
            if len(name) > 1 and not word.isdigit():
                names[name] += weight
            if name and before and follows:
                runs[f"{before} {name}"] += weight
            before = name
    return Wording(dict(words), dict(names), dict(runs))


def _is_name(word: str) -> bool:
    return word[0].isupper() or word.isdigit() or (len(word) >= _LEAST_ARABIC and bool(_ARABIC.match(word)))


@functools.cache
def _articles() -> frozenset[str]:
    return frozenset(load_report_words().articles)


@functools.lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """The consonants of a name, doubles collapsed: transliterations of one name mostly share it (Tel Refaat, Rifat)."""
    bare = re.sub(r"[^a-z0-9]", "", anyascii(word).lower())
    for spelt, sound in _SOUNDS:
        bare = bare.replace(spelt, sound)
    if not _ARABIC.match(word):  # which writes a doubled letter once, and leaves out the vowel between two
        bare = re.sub(r"(.)\1+", r"\1", bare)
    consonants = re.sub(r"[aeiouwyh]", "", bare)
    if len(consonants) < 2 and bare[:1] in tuple("aeiou"):
        consonants = bare[:1] + consonants  # Ariha, Idlib's neighbour, is no "r"
    return consonants if len(consonants) > 1 else bare


def count_terms(found: Sequence[Terms]) -> Counter[str]:
    """In how many reports each term stands."""
    return Counter(term for terms in found for term in terms)
