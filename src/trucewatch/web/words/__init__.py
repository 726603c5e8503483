"""The words of the interface: every ``*.yaml`` here gives keys, each in every language.

A value is a sentence, or by number: ``{one: …, other: …}`` in the categories of the language (CLDR), chosen by the
value ``n``.
"""

from __future__ import annotations

import functools
from pathlib import Path

from markupsafe import Markup, escape
from ruamel.yaml import YAML

from trucewatch.packs.plurals import plural_category

NAMES = {"en": "English", "ar": "العربية"}
DIRECTION = {"en": "ltr", "ar": "rtl"}

Words = str | dict[str, str]


@functools.cache
def catalogue() -> dict[str, dict[str, Words]]:
    """Key → language → words.  Raises ``ValueError`` when a key stands in two files."""
    found: dict[str, dict[str, Words]] = {}
    for path in sorted(Path(__file__).parent.glob("*.yaml")):
        for key, words in (YAML(typ="safe", pure=True).load(path.read_text(encoding="utf8")) or {}).items():
            if key in found:
                raise ValueError(f"{path.name}: {key} stands in another file of words too; keep one")
            found[str(key)] = words
    return found


def say(language: str, key: str, **values: object) -> Markup:
    """The words of a key with its values put in, escaped; the key itself where there are no such words."""
    entry = catalogue().get(key)
    if entry is None:
        return escape(key)
    words = entry.get(language) or entry["en"]
    if isinstance(words, dict):
        n = values.get("n", 0)
        words = words.get(plural_category(language, n if isinstance(n, int) else 0)) or words["other"]
    return escape(words).format(**values)
