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

ARTICLES = frozenset(
    ("al", "el", "as", "ash", "ad", "adh", "ar", "at", "ath", "az", "an", "ez", "es", "er", "ed", "en", "et", "ul")
)
_ABBREVIATION = re.compile(r"\b((?:[A-Za-z]\.){2,})")
_DIGRAPHS = {
    "kh": "x",
    "gh": "g",
    "sh": "c",
    "ch": "c",
    "th": "t",
    "dh": "z",
    "ph": "f",
    "ee": "i",
    "oo": "u",
    "ou": "u",
}
_LETTERS = str.maketrans("qjvpeyow", "kgfbiiuu")
_VOWELS = re.compile(r"[aiu]")
_LAST_H = re.compile(r"(?<=\w)h$")
_DOUBLED = re.compile(r"(.)\1+")


_OWN = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ؤ": "و", "ئ": "ي", "ـ": "", "ı": "i", "ə": "a"}
_DROPPED = frozenset("’‘ʼʻ`´ʿʾʹ'")


class _Folded(dict[int, str]):
    """What each character becomes in a key; worked out at its first use, for ``str.translate``."""

    def __missing__(self, code: int) -> str:
        plain = (c for c in unicodedata.normalize("NFKD", chr(code)) if not unicodedata.combining(c))
        folded = "".join(_letter(c) for c in unicodedata.normalize("NFKD", "".join(plain).casefold()))
        self[code] = folded
        return folded


def _letter(char: str) -> str:
    """A plain character in a key: dropped, unified, itself, or a space where it is neither letter nor digit."""
    if char in _DROPPED or unicodedata.combining(char):
        return ""
    return _OWN.get(char, char if char.isalnum() else " ")


_FOLDED = _Folded()


def fold(name: str) -> str:
    """The key of a name: lower case, no accents, apostrophes or hyphens, single spaces; Arabic letters unified."""
    if "." in name:
        name = _ABBREVIATION.sub(lambda m: m.group(1).replace(".", ""), name)
    return " ".join(name.translate(_FOLDED).split())


def without_articles(folded: str) -> str:
    """``folded`` without Arabic articles, unless nothing would be left."""
    words = [w for w in folded.split() if w not in ARTICLES]
    if len(words) == 1 and words[0].startswith("ال") and len(words[0]) > 4:
        words = [words[0][2:]]
    return " ".join(words) or folded


@functools.lru_cache(maxsize=65536)
def sound(folded: str) -> str:
    """A folded Latin name in the classes of letters that transliteration keeps; empty for other scripts."""
    if not folded.isascii():
        return ""
    text = without_articles(folded).replace(" ", "")
    for old, new in _DIGRAPHS.items():
        text = text.replace(old, new)
    return _DOUBLED.sub(r"\1", _LAST_H.sub("", text.translate(_LETTERS)))


def skeleton(folded: str) -> str:
    """The consonants of :func:`sound`, the first letter kept whatever it is."""
    text = sound(folded)
    return _DOUBLED.sub(r"\1", text[:1] + _VOWELS.sub("", text[1:]))


def alike(one: str, other: str) -> float:
    """How alike two folded names sound, 0..100 (RapidFuzz' normalised indel similarity of :func:`sound`)."""
    from rapidfuzz import fuzz

    return float(fuzz.ratio(sound(one), sound(other)))
