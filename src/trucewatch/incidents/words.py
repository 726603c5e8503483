"""Comparing words: content words of a phrase, names of places spelt differently, who is named in a phrase."""

from __future__ import annotations

import functools
import re

from anyascii import anyascii
from rapidfuzz import fuzz

from trucewatch.incidents.vocabulary import load_vocabulary
from trucewatch.model.span import readable

# Words come again all the time, whole phrases seldom: how many of each are remembered.
_WORDS, _PHRASES = 65_536, 8_192
_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[\w’']+", re.UNICODE)
# Two spellings at least this alike (0..100, rapidfuzz ratio over the joined letters) are taken for one place name.
_SAME_SPELLING = 84.0


@functools.lru_cache(maxsize=_PHRASES)
def tokens(text: str) -> tuple[str, ...]:
    """The words of ``text`` as they stand, possessive endings and dots inside initials removed."""
    found = _WORD.findall(text)
    if all(map(str.isalnum, found)):
        return tuple(found)
    return tuple([w for w in [w if w.isalnum() else _bare(w) for w in found] if w])


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word.replace(".", "")).strip("'’_")


@functools.lru_cache(maxsize=_WORDS)
def is_common(word: str) -> bool:
    """Whether any report may have the word: it tells no two happenings apart."""
    if word == "US":
        return False  # a name, and no pronoun
    common = load_vocabulary().common
    lower = word.lower()
    return lower in common or singular(lower) in common


@functools.lru_cache(maxsize=_WORDS)
def is_happening(word: str) -> bool:
    """Whether a word is the name of a happening ("strike", "attack")."""
    return load_vocabulary().happenings.fullmatch(word) is not None


def is_generic_actor(word: str) -> bool:
    """Whether a word names a kind of actor and nobody ("regime", "warplanes")."""
    generic = load_vocabulary().generic_actors
    lower = word.lower()
    return lower in generic or singular(lower) in generic


def singular(word: str) -> str:
    """A word without its plural ending, roughly: convoys, lorries, buses."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@functools.lru_cache(maxsize=_WORDS)
def canonical(word: str) -> str:
    """A word in lower case, singular, with words for one thing made one ("troops" → soldier), ASCII letters only."""
    same = load_vocabulary().same_thing
    lower = anyascii(word).lower()
    stem = singular(lower)
    return same.get(lower, same.get(stem, stem))


@functools.lru_cache(maxsize=_PHRASES)
def content_words(text: str) -> frozenset[str]:
    """The canonical words of ``text`` that carry content: no function words, weekdays, or words that any report has."""
    return frozenset(filter(None, map(_content, tokens(text))))


@functools.lru_cache(maxsize=_WORDS)
def _content(word: str) -> str:
    return canonical(word) if (len(word) > 2 or word.isupper()) and not is_common(word) else ""


def is_generic_plural(text: str) -> bool:
    """Whether a phrase names a class of things, not a thing: a bare plural ("humanitarian convoys")."""
    words = tokens(text)
    if not words or words[0].lower() in {"the", "a", "an", "those", "these", "two", "three"} or words[0].isdigit():
        return False
    head = words[-1]
    return head.islower() and singular(head) != head


@functools.lru_cache(maxsize=65_536)
def proper_stems(text: str) -> frozenset[str]:
    """First letters of the proper names in a phrase, so that Russia and Russian meet; initials stay as they are."""
    return frozenset(
        anyascii(w).lower()[:5] if len(w) > 3 else w.lower()
        for w in tokens(text)
        if w[:1].isupper() and not is_common(w) and not is_generic_actor(w)
    )


@functools.lru_cache(maxsize=65_536)
def place_letters(text: str) -> str:
    """The letters by which a place phrase is told from others: no articles, directions or words like "province"."""
    skip = load_vocabulary().place_words
    parts = (p for w in tokens(anyascii(text)) for p in re.split(r"[\W_]+", w.lower()))
    return "".join(p for p in parts if p and p not in skip and not p.isdigit())


@functools.lru_cache(maxsize=65_536)
def place_key(text: str) -> str:
    """The consonants of a place phrase, doubles collapsed: spellings of one name mostly share it."""
    bare = re.sub(r"[aeiouwyh]", "", place_letters(text))
    return re.sub(r"(.)\1+", r"\1", bare) or place_letters(text)


@functools.lru_cache(maxsize=65_536)
def is_same_name(a: str, b: str) -> bool:
    """Whether two place phrases name one place, allowing for spelling."""
    x, y = place_letters(a), place_letters(b)
    if not x or not y:
        return False
    return x == y or (min(len(x), len(y)) >= 5 and fuzz.ratio(x, y) >= _SAME_SPELLING) or place_key(a) == place_key(b)


def shares_name(a: str, b: str) -> bool:
    """Whether two place phrases have a telling word in common ("Kobani city centre", "Kobani's old quarter")."""
    skip = load_vocabulary().place_words
    left, right = ({anyascii(w).lower() for w in tokens(x) if len(w) > 3} - skip for x in (a, b))
    return bool(left & right)


def is_related_name(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of :func:`proper_stems` share a name, an adjective of it included (Turkey, Turkish)."""
    return bool(a & b) or any(len(x) > 4 and len(y) > 4 and x[:4] == y[:4] for x in a for y in b)


def actor_phrase(text: str) -> str:
    """An actor's words for showing: on one line, without a possessive ending or marks around them."""
    joined = " ".join(readable(text).split()).strip(" ,;:“”\"'")
    return re.sub(r"(?:(?<=s)[’']|[’']s)$", "", joined)


def is_actor_phrase(text: str) -> bool:
    """Whether words can name who did something: no pronoun, no number alone, and not the happening itself."""
    vocabulary = load_vocabulary()
    words = [w.lower() for w in tokens(text)]
    if not words or words[0] in {"neither", "no"} or all(w in vocabulary.no_actors or w.isdigit() for w in words):
        return False
    return not vocabulary.happenings.fullmatch(words[-1]) or bool(proper_stems(text))


@functools.lru_cache(maxsize=_PHRASES)
def phrase_key(text: str) -> str:
    """A phrase for grouping equal values: lower case, no leading article, single spaces, no closing punctuation."""
    joined = " ".join(text.split()).strip(" ,.;:\"'“”‘’").casefold().replace("’", "'")
    return re.sub(r"^(?:the|a|an|some|its|their)\s+", "", joined)
