"""The hash chain: every appended thing is a leaf, and each entry seals all before it.

A chain that only its holder keeps does not show a cut tail or a rebuilt chain (``reference/integrity.md`` §2.3);
therefore the head is printed in every brief, where others keep it.
"""

from __future__ import annotations

import hashlib
import json

ZERO = "0" * 64


def leaf(body: str) -> str:
    """SHA-256 of an appended body (UTF-8), as hex."""
    return hashlib.sha256(body.encode()).hexdigest()


def link(seq: int, kind: str, subject: str, recorded_at: str, leaf_hash: str, previous: str) -> str:
    """The chain value of an entry: SHA-256 of a JSON array, so that no two different rows pack alike."""
    packed = json.dumps([seq, kind, subject, recorded_at, leaf_hash, previous], separators=(",", ":"))
    return hashlib.sha256(packed.encode()).hexdigest()
