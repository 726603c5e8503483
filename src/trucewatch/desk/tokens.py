"""Keys of programs: shown once, kept as hashes, narrower than their person."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import cast

from trucewatch.desk.people import TOKEN_LASTS, User, check_role, digest, find, record
from trucewatch.desk.roles import WHATS, What, allowed
from trucewatch.errors import UsageError
from trucewatch.ledger import people
from trucewatch.ledger.desk import Desk
from trucewatch.ledger.people import TokenRow, stamp


def create_token(
    desk: Desk, name: str, label: str, scopes: Iterable[str], by: str, now: datetime, lasts: timedelta = TOKEN_LASTS
) -> str:
    """A token for a person's programs, which is never shown again.

    ``scopes`` are among :data:`~trucewatch.desk.roles.WHATS` and of what the person may.  Raises :class:`UsageError`,
    :class:`~trucewatch.errors.UnknownNameError`.
    """
    asked = sorted(set(scopes))
    may = allowed(check_role(find(desk, name).role))
    if not asked:
        raise UsageError(f"a token needs a scope; some of {', '.join(w for w in WHATS if w in may)}")
    if wrong := [s for s in asked if s not in may]:
        raise UsageError(f"{name!r} may not {', '.join(wrong)}; a token cannot do more than its person")
    if not 0 < len(label.strip()) <= 100:
        raise UsageError("a token needs a label of up to 100 characters, so that it can be told from others")
    token_id, secret = secrets.token_hex(6), "tw_" + secrets.token_urlsafe(32)
    row = TokenRow(token_id, name, label.strip(), " ".join(asked), stamp(now), stamp(now + lasts), "")
    people.add_token(desk.engine, digest(secret), row)
    record(desk, "create token", f"token:{token_id}", {"user": name, "scopes": asked, "label": row.label}, by, now)
    return secret


def end_token(desk: Desk, token_id: str, by: str, now: datetime) -> None:
    """Revoke a token; does nothing when it is unknown or ended."""
    standing = [t for t in people.read_tokens(desk.engine) if t.token_id == token_id and not t.revoked_at]
    if standing:
        people.revoke_token(desk.engine, token_id, now)
        record(desk, "revoke token", f"token:{token_id}", {"user": standing[0].name}, by, now)


def user_of_token(desk: Desk, secret: str, now: datetime) -> User | None:
    """Who a token stands for and what it may; None when it is unknown, revoked, over, or its person disabled."""
    found = people.find_token(desk.engine, digest(secret))
    if found is None:
        return None
    token, person = found
    if person.disabled or token.revoked_at or token.expires_at <= stamp(now):
        return None
    role = check_role(person.role)
    scopes = cast("set[What]", set(token.scopes.split()))
    return User(person.name, role, allowed(role) & scopes, False, person.language, token.token_id)
