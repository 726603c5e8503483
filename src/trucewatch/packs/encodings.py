"""The encoding of a CSV file: UTF-8, what a mark at its front says, or what old spreadsheets save without asking."""

from __future__ import annotations

import codecs
from pathlib import Path

from trucewatch.errors import UnreadableError

_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WESTERN = frozenset(
    "àâäåáãæçèéêëìíîïñòóôöõøùúûüýÿßœšžÀÂÄÅÁÃÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØÙÚÛÜÝŸŒŠŽ‘’“”–—…•€£°§«»·´`©®™ºª¿¡½¼¾\u00a0"
)
_LEGACY = ("cp1256", "cp1251", "cp1254")
"""Tried where the letters cannot be Western: Arabic, Cyrillic and Turkish Windows."""


def decode_table(raw: bytes, path: Path) -> tuple[str, str]:
    """The text, and a sentence for the user where it is not UTF-8; empty where it is.

    Raises :class:`UnreadableError` where nobody can tell.
    """
    for mark, name in _MARKS:
        if raw.startswith(mark):
            try:
                return raw[len(mark) :].decode(name), f"{path}: read as {name}, as its first bytes say"
            except UnicodeDecodeError as error:
                raise UnreadableError(f"{path}: {name}, damaged at byte {error.start}; save it as CSV UTF-8") from error
    try:
        return raw.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        found = _guess(raw)
        if found is None:
            raise UnreadableError(f"{path}: not UTF-8 at byte {error.start}; save it as CSV UTF-8") from error
    text, name = found
    return text, f"{path}: not UTF-8; read as {name}, which it looks like: check the names, or save it as CSV UTF-8"


def _guess(raw: bytes) -> tuple[str, str] | None:
    if b"\0" in raw or sum(b < 9 for b in raw[:4096]):
        return None
    try:
        western = raw.decode("cp1252")
    except UnicodeDecodeError:
        western = ""
    strange = {c for c in western if ord(c) > 127}
    if western and strange <= _WESTERN and _spread(western):
        return western, "Windows-1252 (Western)"
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:200_000], cp_isolation=list(_LEGACY)).best()
    if best is None:
        return None
    try:
        return raw.decode(best.encoding), best.encoding.replace("cp", "Windows-")
    except UnicodeDecodeError:
        return None


def _spread(text: str) -> bool:
    """Whether letters outside ASCII stand alone among others, as accents do, and make no whole words."""
    letters = [c for c in text if c.isalpha()]
    return sum(ord(c) > 127 for c in letters) <= 0.15 * len(letters)
