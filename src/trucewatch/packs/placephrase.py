"""Place phrases without a parse: the names in one, the level that each asks for, and how near the fact is to it.

``"the besieged town of Rastan in northern Homs"`` → Rastan (town, in), Homs (part).  Linear in the phrase's length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from trucewatch.packs.names import ARTICLES
from trucewatch.packs.placewords import PlaceWords, load_place_words

MAX_PHRASE = 400
_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|(?:St|Ste|Mt|Ft)\.|['’]s\b|[^\W_]+(?:['’ʼʻ`‘](?!s\b)[^\W_]+)*|[-–—/(),;:.]")
_POSSESSIVES = frozenset(("'s", "’s"))
_JOINERS = frozenset(("-", "–", "’", "'"))
_SPLITS = frozenset((",", "(", ")", ";", ":", "/", "—", "."))
_LOWER_INSIDE = ARTICLES | {"de", "del", "da", "do", "di", "la", "le", "sur", "upon", "bin", "ibn", "abu", "umm"}
_LEVELS = frozenset(("country", "adm1", "adm2", "adm3", "town"))


@dataclass(frozen=True, slots=True)
class NameInPhrase:
    """One name: its words, the level its container asks for (empty: none), the container, and the relation.

    ``relation``: ``in``, ``near``, ``direction`` or ``part``.  ``start``/``end``: characters of the phrase.  ``bare``:
    the name without a capitalised direction, which may or may not belong to it ("Eastern Ghouta", "Southern Idlib");
    ``full``: with a capitalised container after it ("Edgar County"), empty without one.
    """

    text: str
    bare: str
    level: str
    relation: str
    start: int
    end: int
    full: str = ""


def names_in(phrase: str) -> tuple[NameInPhrase, ...]:
    """The names of a place phrase in text order: the most specific comes first in English."""
    words = load_place_words()
    text = phrase[:MAX_PHRASE]
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    found: list[NameInPhrase] = []
    at = 0
    while at < len(tokens):
        end = _name_end(tokens, at, words)
        if end > at:
            before = _before(tokens, at)
            after = _after(tokens, end)
            level = _level(before, after, words)
            bare = at
            while bare < end - 1 and (tokens[bare][0].casefold() in words.directions or tokens[bare][0] in _JOINERS):
                bare += 1
            found.append(
                NameInPhrase(
                    text[tokens[at][1] : tokens[end - 1][2]],
                    text[tokens[bare][1] : tokens[end - 1][2]],
                    level,
                    _relation(before, after, words),
                    tokens[at][1],
                    tokens[end - 1][2],
                    _full(text, tokens, at, end, words),
                )
            )
        at = max(end, at + 1)
    return tuple(found)


def _full(text: str, tokens: list[tuple[str, int, int]], at: int, end: int, words: PlaceWords) -> str:
    if end == len(tokens) or not tokens[end][0][0].isupper() or tokens[end][0].casefold() not in words.level_of:
        return ""
    return text[tokens[at][1] : tokens[end][2]]


def _name_end(tokens: list[tuple[str, int, int]], at: int, words: PlaceWords) -> int:
    """The index after the name that starts at ``at``; ``at`` when none does."""
    first = tokens[at][0]
    if not _is_name_word(first, words, starts=True) and not _is_article(tokens, at):
        return at
    end = at
    while end < len(tokens) and end - at < 9:
        word = tokens[end][0]
        hyphen = word in _JOINERS and end > at and end + 1 < len(tokens) and tokens[end + 1][1] == tokens[end][2]
        small = word.casefold() in _LOWER_INSIDE and end + 1 < len(tokens) and _continues(tokens, end)
        if not (hyphen or small or _is_name_word(word, words, starts=end == at)):
            break
        end += 1
    while end > at and not _is_name_word(tokens[end - 1][0], words, starts=True):
        end -= 1
    only_directions = all(word.casefold() in words.directions for word, _, _ in tokens[at:end])
    return at if only_directions else end


def _is_article(tokens: list[tuple[str, int, int]], at: int) -> bool:
    """Whether ``al-`` starts a name here."""
    return tokens[at][0].casefold() in ARTICLES and at + 1 < len(tokens) and tokens[at + 1][0] == "-"


def _continues(tokens: list[tuple[str, int, int]], at: int) -> bool:
    """Whether a small word at ``at`` stands inside a name ("Jisr al-Shughur"), not between two names."""
    after = tokens[at + 1][0]
    if after in _JOINERS:
        return at + 2 < len(tokens) and tokens[at + 2][0][:1].isupper()
    return after[:1].isupper()


def _is_name_word(word: str, words: PlaceWords, *, starts: bool) -> bool:
    if not word[:1].isalpha():
        return word[:1].isdigit() and not starts
    if word.isascii() and not word[0].isupper():
        return False
    low = word.casefold()
    if low in words.directions:
        # "Eastern Ghouta", "South Sudan": capitalised, such a word may be part of the name.
        return True
    return not (low in words.level_of or low in words.states)


def _before(tokens: list[tuple[str, int, int]], at: int) -> list[str]:
    """The words before a name back to a bracket, a comma or another name's end, nearest last."""
    out: list[str] = []
    for word, _, _ in reversed(tokens[max(0, at - 8) : at]):
        if word in _SPLITS or word in _POSSESSIVES or (word[0].isupper() and len(out) > 3):
            break
        out.append(word.casefold())
    return out[::-1]


def _after(tokens: list[tuple[str, int, int]], end: int) -> list[str]:
    """The one to three words after a name up to a preposition, a comma or a bracket."""
    out: list[str] = []
    for word, _, _ in tokens[end : end + 3]:
        if word in _SPLITS or word.casefold() in {"in", "and", "near", "of", "on"}:
            break
        out.append(word.casefold())
    return out


def _level(before: list[str], after: list[str], words: PlaceWords) -> str:
    for word in after:
        if word in words.own_name:
            # "Deir ez-Zor district" is a district, "Salaheddine district" a quarter: either level will do.
            return "" if word == "district" else "site"
        level = words.level_of.get(word, "")
        if level in _LEVELS:
            return level
    noun = before[-2] if before[-1:] == ["of"] and len(before) > 1 else before[-1] if before else ""
    level = words.level_of.get(noun, "")
    return level if level in _LEVELS else ""


def _relation(before: list[str], after: list[str], words: PlaceWords) -> str:
    tail = before[-5:]
    if "of" in tail[-2:] and any(w in words.directions for w in tail):
        return "direction"
    if (tail and tail[-1] in words.near) or (tail[-1:] == ["the"] and tail[-2:-1] and tail[-2] in words.near):
        return "near"
    if "of" in tail[-2:] and any(w in words.parts for w in tail):
        return "part"
    if (tail and tail[-1] in words.directions) or any(w in words.parts for w in after):
        return "part"
    if any(w in words.near for w in tail):
        return "near"
    return "in"
