"""Which language a text is in, cheaply: English shows in its function words; only doubt loads the identifier."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Any

from trucewatch.reading.vocabulary import language_words

# As much as is looked at: language is plain from a page.
SAMPLE = 6_000
_WORD = re.compile(r"[^\W\d_]+")
_ASCII = re.compile(r"[A-Za-z]")


def detect_language(text: str) -> str:
    """The ISO 639 code of the text's language; "en" for a short Latin text that nothing speaks against.

    Looks at the first :data:`SAMPLE` characters.  A text without letters is "und" (undetermined).
    """
    sample = text[:SAMPLE]
    words = [w.lower() for w in _WORD.findall(sample)]
    if not words:
        return "und"
    known = _english_words()
    share = sum(1 for w in words if w in known) / len(words)
    latin = latin_share(sample)
    if latin > 0.7 and (share >= 0.2 or (len(words) < 12 and share > 0)):
        return "en"
    code, sure = _identify(sample)
    if code == "en" or latin <= 0.5:
        return code
    # A few Latin words (a name, a headline of places) show too little for another language unless it is plain.
    if len(words) < 12 and not (sure and len(words) >= 5 and share == 0):
        return "en"
    return "en" if share >= 0.12 else code


def language_name(code: str) -> str:
    """The English name of a language code, or the code itself."""
    return language_words().names.get(code, f"the language {code!r}")


def latin_share(text: str) -> float:
    """The share of letters that are Latin; 1 for a text without letters."""
    if text.isascii():
        return 1.0
    plain = len(_ASCII.findall(text))
    others = [c for c in text if c > "\x7f" and c.isalpha()]
    if not plain and not others:
        return 1.0
    return (plain + sum(1 for c in others if is_latin(c))) / (plain + len(others))


@functools.lru_cache(maxsize=4096)
def is_latin(letter: str) -> bool:
    """Whether a letter is of the Latin script."""
    return letter.isascii() or unicodedata.name(letter, "").startswith(("LATIN", "MODIFIER", "FEMININE", "MASCULINE"))


@functools.cache
def _english_words() -> frozenset[str]:
    return frozenset(language_words().english)


@functools.cache
def _identifier() -> Any:
    # 0.75 s to load, so only when the cheap test is in doubt.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _identify(text: str) -> tuple[str, bool]:
    code, probability = _identifier().classify(text)
    return str(code), float(probability) > 0.9
