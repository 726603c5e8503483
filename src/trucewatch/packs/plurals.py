"""Which form of a word goes with a whole number: the plural categories of a language.

The rules are Unicode's (CLDR, *Language Plural Rules*, cardinal, for whole numbers; CLDR 46).
"""

from __future__ import annotations

CATEGORIES: dict[str, tuple[str, ...]] = {
    "en": ("one", "other"),
    "ar": ("zero", "one", "two", "few", "many", "other"),
}
"""The categories that a language has."""


def plural_category(language: str, n: int) -> str:
    """The category of ``n`` (0 or more) in a language of :data:`CATEGORIES`."""
    if language == "ar":
        if n <= 2:
            return ("zero", "one", "two")[n]
        return "few" if 3 <= n % 100 <= 10 else "many" if 11 <= n % 100 <= 99 else "other"
    return "one" if n == 1 else "other"
