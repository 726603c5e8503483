"""Sentences of the analysis on a page: in the language of whoever looks, and marked as English where they are."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable

from markupsafe import Markup, escape

from trucewatch.packs.sentences import BORROWED, load_sentences
from trucewatch.publishing.translated import Piece, Translator
from trucewatch.publishing.words import Line, Run, visible
from trucewatch.web.words import DIRECTION, catalogue

Shown = Callable[[Line | Run], Markup]


def tell(language: str, sentence: Line | Run | str, shown: Shown) -> Markup:
    """A sentence as HTML; ``shown`` makes a run into its link."""
    found = _translate(language, sentence)
    if found is None:
        line = Run(sentence) if isinstance(sentence, str) else sentence
        english = shown(line)
        return Markup('<bdi lang="en">{}</bdi>').format(english)
    # English that stands together is one stretch: in a text from right to left its parts would change places.
    parts = [(kind, list(pieces)) for kind, pieces in itertools.groupby(found, lambda piece: piece.kind)]
    return Markup("").join(_stretch(kind, [_shown(p, shown) for p in pieces]) for kind, pieces in parts)


def tell_plain(language: str, sentence: str) -> Markup:
    """The same where no mark-up may stand, such as in a list to choose from."""
    found = _translate(language, sentence)
    return escape(visible(sentence if found is None else "".join(p.text for p in found)))


def _shown(piece: Piece, shown: Shown) -> Markup:
    return shown(piece.run if piece.run else Run(piece.text))


def _stretch(kind: str, told: list[Markup]) -> Markup:
    match kind:
        case "foreign":
            return Markup('<bdi lang="en">{}</bdi>').format(Markup("").join(told))
        case "figure":
            return Markup("").join(Markup('<bdi dir="ltr">{}</bdi>').format(one) for one in told)
        case _:
            return Markup("").join(told)


def _translate(language: str, sentence: Line | Run | str) -> tuple[Piece, ...] | None:
    return None if language == "en" or not sentence else _found(language, sentence)


@functools.lru_cache(maxsize=8192)
def _found(language: str, sentence: Line | Run | str) -> tuple[Piece, ...] | None:
    translator = _translator(language)
    return translator.translate(sentence) if translator else None


@functools.cache
def _translator(language: str) -> Translator | None:
    sentences = load_sentences(language)
    if sentences is None or language not in DIRECTION:
        return None
    borrowed: dict[str, dict[str, str]] = {group: {} for group in BORROWED}
    for key, entry in catalogue().items():
        group, _, name = key.partition(".")
        english, words = entry.get("en"), entry.get(language)
        if group in borrowed and isinstance(english, str) and isinstance(words, str):
            borrowed[group] |= {english: words, name.replace("_", " "): words}
    return Translator(sentences, borrowed)
