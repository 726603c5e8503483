"""Decisions: what a person did, appended and never changed.

They are numbered from 1 in the order of the ledger; ``withdraw`` names the number of the one that it takes back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

KINDS: tuple[str, ...] = (
    "accept", "reject", "correct", "link", "separate", "same_origin", "other_origin", "grade", "finding", "redact",
    "restrict", "withdraw", "restore", "reset", "admin",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One entry: who decided what about which subjects, why, and when (UTC).  ``payload`` is JSON."""

    kind: str
    subjects: tuple[str, ...]
    payload: Mapping[str, object]
    reason: str
    by: str
    at: datetime

    @property
    def name(self) -> str:
        """What public outputs call it: the first eight hex digits of the SHA-256 of what it says.

        Its number counts all decisions before it, restricted ones too, and so would tell of them.
        """
        said = [self.kind, self.subjects, self.payload, self.reason, self.by, self.at.isoformat()]
        packed = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=list)
        return hashlib.sha256(packed.encode()).hexdigest()[:NAME_LENGTH]


NAME_LENGTH = 8
STANDARDS: tuple[str, ...] = (
    "reasonable suspicion", "reasonable grounds to believe", "clear and convincing evidence",
    "beyond reasonable doubt",
)  # fmt: skip
"""Standards of proof that a finding may be signed to, the weakest first.

OHCHR, *Commissions of Inquiry and Fact-Finding Missions on International Human Rights and Humanitarian Law: Guidance
and Practice* (2015); commissions of inquiry mostly use reasonable grounds to believe.
"""
DECISION = "decision:"
"""Prefix of a subject that is an earlier decision's number."""


def standing(decisions: Sequence[Decision]) -> tuple[tuple[int, Decision], ...]:
    """The decisions that nobody withdrew, each with its number."""
    gone = {s for d in decisions if d.kind == "withdraw" for s in d.subjects}
    return tuple((n, d) for n, d in enumerate(decisions, 1) if d.kind != "withdraw" and f"{DECISION}{n}" not in gone)
