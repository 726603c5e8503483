"""Which files a user means by some paths, and their bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from trucewatch.errors import UnreadableError
from trucewatch.model.document import Document
from trucewatch.reading.detect import MAX_PDF_BYTES, too_large

ENDINGS: tuple[str, ...] = (".txt", ".md", ".markdown", ".html", ".htm", ".pdf")
"""What is read from a folder; a file that is named itself is tried whatever its ending."""


def find_files(paths: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The report files under ``paths``, and a sentence for each path that gives none.

    Folders are searched all the way down in name order; hidden files and other endings are left out (the latter are
    told), links that lead in a circle are followed once.  A file reached twice is given once, as first named.
    """
    files: dict[str, None] = {}
    problems: list[str] = []
    seen: set[Path] = set()
    for name in paths:
        path = Path(name)
        if path.is_dir():
            found = list(_search(path, problems, set()))
            if not found:
                problems.append(f"{name}: no report in this folder; looked for {', '.join(ENDINGS)}; name a file")
        elif path.exists():
            found = [path]
        else:
            problems.append(f"{name}: no such file or folder; nothing was read from it; check the path")
            continue
        for file in found:
            real = file.resolve()
            if real not in seen:
                seen.add(real)
                files[str(file)] = None
    return tuple(files), tuple(problems)


def _search(folder: Path, problems: list[str], above: set[Path]) -> Iterator[Path]:
    real = folder.resolve()
    if real in above:
        return
    try:
        entries = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError as error:
        problems.append(f"{folder}: cannot be opened ({error.strerror}); skipped; check its permissions")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _search(entry, problems, above | {real})
        elif entry.suffix.lower() in ENDINGS:
            yield entry
        else:
            problems.append(f"{entry}: skipped, its ending is not one of {', '.join(ENDINGS)}; name it to try it")


def load_bytes(path: str) -> bytes:
    """The bytes of a file; raises ``UnreadableError`` when it is missing, unreadable, no file, or far too large."""
    file = Path(path)
    try:
        if file.is_dir():
            raise UnreadableError(f"{path}: a folder, not a file; name a file in it")
        if not file.exists():
            raise UnreadableError(f"{path}: no such file; nothing was read from it; check the path")
        if not file.is_file():
            raise UnreadableError(f"{path}: not an ordinary file; only files and folders are read; save it as a file")
        size = file.stat().st_size
        if size > MAX_PDF_BYTES:
            raise UnreadableError(too_large(path, size))
        return file.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error


def unique(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents without those whose bytes came before."""
    seen: set[str] = set()
    for document in documents:
        if document.document_id not in seen:
            seen.add(document.document_id)
            yield document
