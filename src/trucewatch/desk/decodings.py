"""Ways in which words may hide in a file: the same bytes read in every encoding that software writes them in.  Pure."""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import quopri
import re
from collections.abc import Iterator
from urllib.parse import unquote_plus

from anyascii import anyascii

_TAGS = re.compile(r"<[^>]*>")
_ESCAPED = re.compile(r"\\u\{?([0-9a-fA-F]{4,6})\}?|\\x([0-9a-fA-F]{2})|\\([0-7]{3})")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{11,}={0,2}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}[ :]?){8,}")
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f]")
_WORD = re.compile(r"[a-z0-9]+")
_MOST = 400_000
"""Characters of one run of base64 or hex that are decoded: a font is longer than any name."""


def decodings(content: bytes) -> Iterator[tuple[str, str]]:
    """Every reading of ``content`` with its name: the text as it stands, then as each encoding has it."""
    text = content.decode("utf-8", "replace")
    yield "as it stands", text
    seen = {text}
    bare = html.unescape(html.unescape(text))
    for name, read in (
        ("HTML entities", bare),
        ("words broken by marks", _TAGS.sub("", bare)),
        ("text between marks", _TAGS.sub(" ", bare)),
        ("URL encoding", unquote_plus(bare)),
        ("escapes", _ESCAPED.sub(_character, bare)),
        ("quoted-printable", quopri.decodestring(content).decode("utf-8", "replace")),
        ("ROT13", codecs.encode(bare, "rot13")),
        ("reversed", bare[::-1]),
        ("UTF-16", content.decode("utf-16-le", "ignore")),
        ("UTF-16, big end first", content.decode("utf-16-be", "ignore")),
    ):
        if read not in seen:
            seen.add(read)
            yield name, read
    yield "base64", "\n".join(_base64(bare))
    yield "hex", "\n".join(_hex(bare))


def words_of(text: str) -> list[str]:
    """The text's words in plain ASCII: transliterated, without accents, case and unseen characters."""
    return _WORD.findall(anyascii(_UNSEEN.sub("", text)).casefold())


def _character(found: re.Match[str]) -> str:
    wide, narrow, octal = found.groups()
    number = int(octal, 8) if octal else int(wide or narrow, 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else " "


def _base64(text: str) -> Iterator[str]:
    for found in _BASE64.finditer(text):
        run = found.group().rstrip("=").replace("-", "+").replace("_", "/")[:_MOST]
        # A name may begin anywhere in what was encoded, and the run anywhere in the text: all four alignments.
        for start in range(4):
            part = run[start:]
            part = part[: len(part) - len(part) % 4] if len(part) % 4 == 1 else part + "=" * (-len(part) % 4)
            try:
                yield from _plain(base64.b64decode(part))
            except (binascii.Error, ValueError):
                continue


def _hex(text: str) -> Iterator[str]:
    for found in _HEX.finditer(text):
        digits = re.sub(r"[ :]", "", found.group())[:_MOST]
        yield from _plain(bytes.fromhex(digits[: len(digits) - len(digits) % 2]))


def _plain(raw: bytes) -> Iterator[str]:
    yield raw.decode("utf-8", "ignore")
    if b"\0" in raw:
        yield raw.decode("utf-16-le", "ignore")
        yield raw.decode("utf-16-be", "ignore")
