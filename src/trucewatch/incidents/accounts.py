"""Accounts: one origin's telling of a happening by one claimant chain."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from trucewatch.incidents.speakers import Register
from trucewatch.incidents.words import phrase_key
from trucewatch.model.claim import Claim
from trucewatch.model.incident import Account
from trucewatch.model.span import readable


def build_accounts(claims: Sequence[Claim], register: Register) -> tuple[Account, ...]:
    """The accounts in ``claims`` of one incident, in the order in which they were told.

    Claims of one origin by one chain of claimants are one account: a reprint adds its document, not an account.
    """
    found: dict[tuple[str, tuple[str, ...]], list[Claim]] = {}
    for claim in sorted(claims, key=register.order):
        chain = tuple(c.actor_id or phrase_key(c.span.quote) for c in claim.claimants)
        found.setdefault((register.origin(claim), chain), []).append(claim)
    return tuple(_account(origin, told, register) for (origin, _), told in found.items())


def stable_id(prefix: str, *parts: str) -> str:
    """``prefix`` and 16 hexadecimal digits of the SHA-256 of a JSON array of ``parts``: no collisions by joining."""
    packed = json.dumps(list(parts), ensure_ascii=False, separators=(",", ":"))
    return f"{prefix}-{hashlib.sha256(packed.encode()).hexdigest()[:16]}"


def _account(origin_id: str, told: Sequence[Claim], register: Register) -> Account:
    first = told[0]
    return Account(
        account_id=stable_id("account", first.claim_id),
        origin_id=origin_id,
        document_ids=tuple(dict.fromkeys(c.document_id for c in told)),
        # The narrator's account is the publisher's: it is named, so that no account stands without a voice.
        claimants=tuple(" ".join(readable(c.span.quote).split()) for c in first.claimants) or (register.name(first),),
        claimant_ids=tuple(c.actor_id for c in first.claimants if c.actor_id),
        claim_ids=tuple(c.claim_id for c in told),
    )
