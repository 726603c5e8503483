"""Names of rows in tables that people fill in further: readable, the same at every export, safe in a form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from anyascii import anyascii

_LONGEST = 28
_SHORT, _LONG = 4, 12


def name_rows(rows: Sequence[tuple[Sequence[str], str]]) -> list[str]:
    """A name for each row, of its parts and the beginning of its hash: ``eastern-aleppo-waiting-2016-09-14-3f2a``.

    Letters a to z, digits and hyphens only, so that KoBoToolbox, ODK and spreadsheets take it as it is.  The hash is
    of the claim: the name changes with what the row says, and with no other row.
    """
    short = [_name(parts, hash_, _SHORT) for parts, hash_ in rows]
    often = Counter(short)
    return [
        _name(parts, hash_, _LONG) if often[name] > 1 else name
        for name, (parts, hash_) in zip(short, rows, strict=True)
    ]


def _name(parts: Sequence[str], hash_: str, digits: int) -> str:
    plain = (re.sub(r"[^a-z0-9]+", "-", anyascii(part).lower())[:_LONGEST].strip("-") for part in parts)
    return "-".join([*(p for p in plain if p), hash_.rpartition(":")[2].rpartition("-")[2][:digits]])
