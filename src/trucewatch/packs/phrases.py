"""Noun phrases without a parse: words, joint parts, appositions, heads.  Linear in the length of the phrase."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from trucewatch.packs.names import fold

MAX_PHRASE = 400
_POSSESSIVE = re.compile(r"(?<=\w)['’](?:s\b|(?=\s|$))")
_LEADING = frozenset(
    ("the", "a", "an", "its", "his", "her", "their", "our", "some", "several", "many", "both", "all", "two", "three")
)
_JOINT = re.compile(r"\s*(?:,\s*and\b|;|\band\b|\bor\b|\bas well as\b|\balong with\b|\btogether with\b|&)\s*", re.I)
_STOPS = re.compile(
    r"\s(?:in|on|at|by|to|with|against|near|around|inside|outside|over|who|which|that|whose|where|under|among|into|about)\b",
    re.I,
)
_APPOSITION = re.compile(r"\s*(?:,|\(|\)|[–—]|\s-\s|:)\s*")


@dataclass(frozen=True, slots=True)
class Words:
    """The nouns that decide what a phrase with a name in it means; ``actor-words.yaml`` says what each is for."""

    for_the_whole: frozenset[str] = frozenset()
    of_a_body: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    unnamed: frozenset[str] = frozenset()
    otherwise: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    belonging: tuple[str, ...] = ()


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a phrase, without possessives and leading determiners."""
    words = fold(_POSSESSIVE.sub(" ", text[:MAX_PHRASE])).split()
    while len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    return tuple(words)


def joint_parts(text: str) -> tuple[str, ...]:
    """The members of a joint phrase ("the SDF and coalition forces"), the phrase itself when it is not joint."""
    return tuple(p for p in _JOINT.split(text[:MAX_PHRASE]) if p.strip())


def appositions(text: str) -> Iterator[str]:
    """The phrase's parts between commas, brackets and dashes, in order: "Hezbollah, the group based in …"."""
    for part in _APPOSITION.split(text[:MAX_PHRASE]):
        if part.strip(" \"'“”‘’"):
            yield part


def head_part(text: str) -> str:
    """What stands before the first comma, preposition or relative pronoun."""
    first = next(appositions(text), text)
    cut = _STOPS.search(first)
    return first[: cut.start()] if cut else first


def split_owner(text: str, grammar: Words) -> tuple[str, str]:
    """The head chunk, and the words that it is said to belong to ("the army" | "Assad" for "the army of Assad")."""
    lowered = text.casefold()
    cut, owner = len(text), ""
    for phrase in grammar.belonging:
        at = lowered.find(f" {phrase} ")
        if 0 <= at < cut:
            cut, owner = at, text[at + len(phrase) + 2 :]
    stop = _STOPS.search(text)
    if stop and stop.start() < cut:
        return text[: stop.start()], ""
    if owner:
        stop = _STOPS.search(owner)
        owner = owner[: stop.start()] if stop else owner
    return text[:cut], owner


def is_cancelled(words: Sequence[str], start: int, end: int, grammar: Words) -> bool:
    """Whether the words around a name say that it is not the one who acts: "US-backed", "anti-Assad"."""
    after = words[end] if end < len(words) else ""
    before = words[start - 1] if start else ""
    return after in grammar.otherwise or before in grammar.against


def ends_with(words: Sequence[str], nouns: Collection[str]) -> bool:
    """Whether the last word or words are one of ``nouns``."""
    return any(" ".join(words[-n:]) in nouns for n in (1, 2, 3) if len(words) >= n)


def has_person_name(text: str, known: Collection[str]) -> bool:
    """Whether a capitalised word that is neither the first nor a known name's stands in ``text``."""
    tokens = [t.strip("\"'“”‘’,()") for t in _POSSESSIVE.sub(" ", text).split()]
    capitals = [t for t in tokens if t[:1].isupper() and len(t) > 1]
    if tokens and capitals[:1] == tokens[:1] and len(tokens) > 1 and len(capitals) < len(tokens):
        capitals = capitals[1:]
    return any(not all(w in known for w in fold(t).split()) for t in capitals if fold(t))
