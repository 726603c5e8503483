"""Submissions of a form, as KoBoToolbox and ODK give them: a JSON array or one JSON object a line, read as rows.

A question in a group is ``group/question``.  Several answers become one cell with semicolons; a repeated group is
kept as JSON.  Metadata of the person and the device is dropped by the dialect (``leave_out``), not here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from trucewatch.errors import UnreadableError
from trucewatch.packs.sheets import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS, Row

_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def read_submissions(path: Path) -> tuple[list[str], Iterator[Row]]:
    """A header of all questions that occur, and a row for each submission, numbered from 1 as they stand in the file.

    Raises :class:`UnreadableError` when it is no such JSON or too large.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB; split it")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be read: {error.strerror}; check the name") from error
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path}: not UTF-8 at byte {error.start}; export it again") from error
    found = _parse(text, path)
    if len(found) > MAX_ROWS:
        raise UnreadableError(f"{path}: more than {MAX_ROWS} submissions; split it")
    header: dict[str, None] = {}
    for number, one in enumerate(found, 1):
        if not isinstance(one, dict):
            raise UnreadableError(f"{path}: submission {number} is no object of questions and answers; export it again")
        header.update(dict.fromkeys(one))
        if len(header) > MAX_COLUMNS * 2:
            raise UnreadableError(f"{path}: more than {MAX_COLUMNS * 2} questions; is it one form?")
    return [_clean(h) for h in header], _rows(found, list(header))


def _parse(text: str, path: Path) -> list[Any]:
    try:
        if text.lstrip()[:1] != "[":
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{path}: not JSON ({error}); give an array of submissions, or one a line") from error
    return found if isinstance(found, list) else [found]


def _rows(found: list[Any], header: list[str]) -> Iterator[Row]:
    for number, one in enumerate(found, 1):
        yield number, [_clean(_say(one.get(name)))[:MAX_CELL] for name in header]


def _say(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, list) and all(isinstance(v, (str, int, float)) for v in value):
        return "; ".join(map(str, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) if value else ""


def _clean(text: str) -> str:
    return " ".join(_UNSAFE.sub(" ", text).split())
