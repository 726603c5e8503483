"""Folding of names: one key for the spellings of a name, and a consonant skeleton that only proposes candidates.

Arabic names reach English reports in dozens of spellings.  :func:`fold` removes what never distinguishes two names
(case, accents, quotation marks, hyphens); :func:`skeleton` folds what transliteration varies (articles, vowels, doubled
letters, q/k/g, dh/z/d) and therefore also joins names that differ: what it proposes must be confirmed by
:func:`alike`, never taken.
"""

from __future__ import annotations

import functools
import re
import unicodedata

ARTICLES = frozenset(("al", "el", "as", "ash", "ad", "adh", "ar", "at", "ath", "az", "an", "ez", "es", "er", "ed", "en", "et", "ul", "il", "l"))  # fmt: skip
_APOSTROPHES = re.compile("[’‘ʼʻ`´ʿʾʹ']")
_NOT_WORD = re.compile(r"[^\w]+")
_ABBREVIATION = re.compile(r"\b((?:[a-z]\.){2,})")
_ARABIC = re.compile("[\u0600-\u06ff]")
_ARABIC_FOLDS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ؤ": "و", "ئ": "ي", "ـ": ""})
_DIGRAPHS = (("kh", "x"), ("gh", "g"), ("sh", "c"), ("ch", "c"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("q", "k"), ("j", "g"), ("v", "f"), ("p", "b"), ("z", "d"))  # fmt: skip
_VOWELS = re.compile(r"[aeiouyw]|(?<=[^\W])h\b")
_DOUBLED = re.compile(r"(.)\1+")


@functools.lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The key of a name: lower case, no accents, apostrophes or hyphens, single spaces; Arabic letters unified."""
    text = unicodedata.normalize("NFKD", name)
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = _ABBREVIATION.sub(lambda m: m.group(1).replace(".", ""), text)
    text = _APOSTROPHES.sub("", text).replace("ı", "i").replace("ə", "a")
    return _NOT_WORD.sub(" ", text.translate(_ARABIC_FOLDS)).replace("_", " ").strip()


def without_articles(folded: str) -> str:
    """``folded`` without Arabic articles, unless nothing would be left."""
    words = [w for w in folded.split() if w not in ARTICLES]
    if len(words) == 1 and words[0].startswith("ال") and len(words[0]) > 4:
        words = [words[0][2:]]
    return " ".join(words) or folded


@functools.lru_cache(maxsize=65536)
def skeleton(folded: str) -> str:
    """The consonants of a folded Latin name, in the classes that transliteration keeps; empty for other scripts."""
    if not folded.isascii():
        return ""
    text = without_articles(folded).replace(" ", "")
    for old, new in _DIGRAPHS:
        text = text.replace(old, new)
    return _DOUBLED.sub(r"\1", text[:1] + _VOWELS.sub("", text[1:]))


def alike(one: str, other: str) -> float:
    """How alike two folded names are, 0..100, articles left out (RapidFuzz' normalised indel similarity)."""
    from rapidfuzz import fuzz

    return fuzz.ratio(without_articles(one).replace(" ", ""), without_articles(other).replace(" ", ""))
