"""What kind of file some bytes are, by their content, and their text in the encoding they are in."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from trucewatch.errors import UnreadableError

MAX_BYTES = 20_000_000
"""A report is pages, not a library: larger files are refused (PDF: five times as much, for its pictures)."""
MAX_PDF_BYTES = 5 * MAX_BYTES

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a zip archive or an Office file"), (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"), (b"7z\xbc\xaf\x27\x1c", "a 7z archive"), (b"Rar!", "a rar archive"),
    (b"BZh", "a bzip2 archive"), (b"\xfd7zXZ", "an xz archive"), (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"), (b"RIFF", "a sound, film or WebP file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"), (b"\x7fELF", "a program"), (b"MZ\x90", "a program"),
    (b"{\\rtf", "a rich-text (RTF) file"), (b"SQLite format 3", "a database"), (b"ID3", "a sound file"),
    (b"OggS", "a sound or film file"),
)  # fmt: skip
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|div|p|h1|table|meta|title|script|span|ul|section|main)[\s>/]", re.I
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was in, and sentences about what was not plain UTF-8."""

    text: str
    encoding: str
    issues: tuple[str, ...] = ()


def detect_media(raw: bytes, path: str) -> str:
    """``text/plain``, ``text/markdown``, ``text/html`` or ``application/pdf``, by content.

    ``path``'s ending only tells Markdown from text.  Raises ``UnreadableError`` for an empty file, anything binary and
    files above the limit.
    """
    if not raw:
        raise UnreadableError(f"{path}: the file is empty; nothing can be read from it; save the report again")
    head = raw[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    is_pdf = b"%PDF-" in raw[:1024]
    limit = MAX_PDF_BYTES if is_pdf else MAX_BYTES
    if len(raw) > limit:
        raise UnreadableError(too_large(path, len(raw), limit))
    if is_pdf:
        return "application/pdf"
    for magic, name in _MAGIC:
        if head.startswith(magic):
            raise UnreadableError(
                f"{path}: {name}, whatever its name says; only text, Markdown, HTML and PDF are read; "
                "unpack it or save the report as one of these"
            )
    if b"\x00" in raw[:65536] and not _wide_encoding(raw):
        raise UnreadableError(
            f"{path}: binary data, not text; only text, Markdown, HTML and PDF are read; save the report as text"
        )
    if not _wide_encoding(raw) and _HTML.search(raw[:4096]) and head[:1] == b"<":
        return "text/html"
    lowered = path.lower()
    if lowered.endswith((".html", ".htm", ".xhtml")) and _HTML.search(raw.replace(b"\x00", b"")[:65536]):
        return "text/html"
    return "text/markdown" if lowered.endswith((".md", ".markdown")) else "text/plain"


def too_large(path: str, size: int, limit: int = MAX_BYTES) -> str:
    """The message for a file above the limit (bytes)."""
    return (
        f"{path}: {size / 1e6:.0f} MB is more than the {limit / 1e6:.0f} MB that one report may have; "
        "a report that long cannot be one; split the file"
    )


def decode(raw: bytes, path: str, *, html: bool = False) -> Decoded:
    """The text of ``raw`` without its byte-order mark, every other character as it stands.

    UTF-8 first, then what a byte-order mark or (in HTML) the page itself declares, then what the bytes look like.
    Raises ``UnreadableError`` when they are no text.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _checked(_strict(raw[len(mark) :], encoding, path), path)
    wide = _wide_encoding(raw)
    if wide:
        return _checked(_strict(raw, wide, path), path)
    try:
        return _checked(Decoded(raw.decode("utf-8"), "utf-8"), path)
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(raw[:4096]) if html else None
    if declared:
        name = declared.group(1).decode("ascii")
        try:
            # The web reads Latin-1 as its superset Windows-1252.
            codec = "cp1252" if codecs.lookup(name).name == "iso8859-1" else codecs.lookup(name).name
            if codec != "utf-8":
                return _checked(Decoded(raw.decode(codec), codec, (_named(codec, "as the page declares"),)), path)
        except (LookupError, UnicodeDecodeError):
            pass
    return _checked(_guess(raw, path), path)


def _named(encoding: str, how: str) -> str:
    return f"The file is not UTF-8; it was read as {encoding}, {how}."


def _strict(raw: bytes, encoding: str, path: str) -> Decoded:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{path}: marked as {encoding} but damaged at byte {error.start}; its characters cannot be told; "
            "save it again as UTF-8"
        ) from error
    issues = () if encoding == "utf-8" else (_named(encoding, "as its first bytes say"),)
    return Decoded(text, encoding, issues)


def _wide_encoding(raw: bytes) -> str:
    """UTF-16 without a mark: every second byte of Latin text is zero."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16-le" if raw.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    sample = raw[:4096]
    if len(sample) < 8 or len(raw) % 2:
        return ""
    even, odd = sample[0::2], sample[1::2]
    if odd.count(0) > 0.4 * len(odd) and even.count(0) < 0.05 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.4 * len(even) and odd.count(0) < 0.05 * len(odd):
        return "utf-16-be"
    return ""


def _guess(raw: bytes, path: str) -> Decoded:
    replaced = raw.decode("utf-8", "replace")
    broken = replaced.count("\ufffd")
    multibyte = sum(1 for c in replaced if ord(c) > 127) - broken
    if broken <= 0.2 * multibyte and broken <= 0.001 * len(replaced) + 1:
        noun = "character was" if broken == 1 else "characters were"
        return Decoded(replaced, "utf-8", (f"{broken} damaged {noun} replaced by \ufffd; the rest is UTF-8.",))
    high = sum(1 for b in raw if b > 127)
    if high <= 0.06 * len(raw):
        # Mostly ASCII: curly quotes and accents of a Western page; statistics have too little to go by.
        try:
            issue = _named("cp1252 (Windows, Western)", "which it looks like")
            return Decoded(raw.decode("cp1252"), "cp1252", (issue,))
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:200_000]).best()
    if best is None:
        raise UnreadableError(
            f"{path}: neither UTF-8 nor any known encoding; its characters cannot be told; save it again as UTF-8"
        )
    text = raw.decode(best.encoding, "replace")
    lost = text.count("\ufffd")
    issues = [_named(best.encoding, "which its bytes look like")]
    if lost:
        issues.append(f"{lost} characters could not be read and were replaced by \ufffd.")
    return Decoded(text, best.encoding, tuple(issues))


def _checked(decoded: Decoded, path: str) -> Decoded:
    text = decoded.text
    if not text.strip():
        raise UnreadableError(f"{path}: nothing but white space; there is no report in it; save the report again")
    sample = text[:65536]
    if len(_CONTROL.findall(sample)) > 0.01 * len(sample):
        raise UnreadableError(
            f"{path}: binary data, not text; only text, Markdown, HTML and PDF are read; save the report as text"
        )
    return decoded
