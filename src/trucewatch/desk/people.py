"""People of a desk: made, changed, signed in, throttled; and the tokens of their programs.

Ids of sessions and tokens are random and leave this module once; the database keeps their hashes.  What an
administrator does is also appended to the ledger as a decision of the kind ``admin``.
"""

from __future__ import annotations

import functools
import hashlib
import re
import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from trucewatch.desk.roles import ROLES, Role, What, allowed
from trucewatch.errors import UnknownNameError, UsageError
from trucewatch.ledger import people
from trucewatch.ledger.desk import Desk
from trucewatch.ledger.people import PersonRow, stamp

LEAST_PASSWORD = 12
"""Characters of a password, in the sense of NIST SP 800-63B: length, no rules of composition."""
LONGEST_PASSWORD = 200
LEAST_LETTERS = 5
"""Different characters of a password."""
SESSION_LASTS = timedelta(hours=12)
TOKEN_LASTS = timedelta(days=90)
THROTTLED_FOR = timedelta(minutes=15)
FAILURES_BY_NAME = 8
FAILURES_BY_ADDRESS = 30
_NAME = re.compile(r"[\w][\w.-]{0,39}\Z")


@dataclass(frozen=True, slots=True)
class User:
    """Who is asking: ``whats`` is what they may do, which a token can narrow; ``token`` is that token's id."""

    name: str
    role: Role
    whats: frozenset[What]
    must_change: bool = False
    language: str = ""
    token: str = ""


class ThrottledError(UsageError):
    """Too many sign-ins failed for this name or from this address."""


def first_admin(desk: Desk, now: datetime) -> str:
    """Make the administrator ``admin`` on a desk that nobody can sign in to; the password, or "" when somebody can."""
    if people.read_people(desk.engine):
        return ""
    return create(desk, "admin", "admin", by="trucewatch", now=now)


def create(desk: Desk, name: str, role: str, by: str, now: datetime) -> str:
    """Make a person; returns a password that must be changed at first use.  Raises :class:`UsageError`."""
    if not _NAME.match(name):
        raise UsageError(f"{name!r}: a name is 1 to 40 letters, digits, dots, dashes or underscores; choose another")
    password = secrets.token_urlsafe(12)
    known = check_role(role)
    row = PersonRow(name, known, _hasher().hash(password), True, False, "", stamp(now))
    if not people.add_person(desk.engine, row):
        raise UsageError(f"{name!r}: there is a user of that name; choose another")
    record(desk, "create user", f"user:{name}", {"role": known}, by, now)
    return password


def reset_password(desk: Desk, name: str, by: str, now: datetime) -> str:
    """A new password that must be changed at first use; ends all sessions.  Raises :class:`UnknownNameError`."""
    find(desk, name)
    password = secrets.token_urlsafe(12)
    people.change_person(desk.engine, name, password_hash=_hasher().hash(password), must_change=True)
    people.clear_failures(desk.engine, _key("user", name))
    record(desk, "reset password", f"user:{name}", {}, by, now)
    return password


def change_role(desk: Desk, name: str, role: str, by: str, now: datetime) -> None:
    """Give a person another role; ends their sessions.  Raises :class:`UsageError` for the last administrator."""
    known = check_role(role)
    before = find(desk, name)
    if before.role == known:
        return
    _keep_an_admin(desk, before)
    people.change_person(desk.engine, name, role=known)
    record(desk, "change role", f"user:{name}", {"from": before.role, "to": known}, by, now)


def disable(desk: Desk, name: str, disabled: bool, by: str, now: datetime) -> None:
    """Let a person sign in no more, or again; ends their sessions.  Raises :class:`UsageError`."""
    before = find(desk, name)
    if before.disabled == disabled:
        return
    if disabled:
        _keep_an_admin(desk, before)
    people.change_person(desk.engine, name, disabled=disabled)
    record(desk, "disable user" if disabled else "enable user", f"user:{name}", {}, by, now)


def change_password(desk: Desk, name: str, old: str, new: str) -> None:
    """A person's own change; ends all their sessions.  Raises :class:`UsageError`, which says what is wrong."""
    row = find(desk, name)
    if not _fits(row.password_hash, old):
        raise UsageError("the present password is not right; type it again")
    if not LEAST_PASSWORD <= len(new) <= LONGEST_PASSWORD:
        raise UsageError(f"a password has {LEAST_PASSWORD} to {LONGEST_PASSWORD} characters; choose a longer phrase")
    if new == old or name.lower() in new.lower() or len(set(new)) < LEAST_LETTERS:
        raise UsageError(
            "the new password is the old one, holds your name or says one thing over and over; choose another"
        )
    people.change_person(desk.engine, name, password_hash=_hasher().hash(new), must_change=False)


def sign_in(desk: Desk, name: str, password: str, address: str, now: datetime) -> str:
    """The id of a new session; "" when name and password do not fit, whichever is wrong, in the same time.

    Raises :class:`ThrottledError` after too many failures.
    """
    since = now - THROTTLED_FOR
    by_name, by_address = _key("user", name), _key("address", address)
    failed = people.count_failures(desk.engine, (by_name, by_address), since)
    if failed.get(by_name, 0) >= FAILURES_BY_NAME or failed.get(by_address, 0) >= FAILURES_BY_ADDRESS:
        minutes = THROTTLED_FOR // timedelta(minutes=1)
        raise ThrottledError(f"too many sign-ins failed; wait {minutes} minutes, then try again")
    row = people.find_person(desk.engine, name)
    fits = _fits(row.password_hash if row else _no_password(), password[:LONGEST_PASSWORD])
    if row is None or not fits or row.disabled:
        people.add_failure(desk.engine, (by_name, by_address), now, since)
        return ""
    if failed:
        people.clear_failures(desk.engine, by_name)
    return start_session(desk, name, now)


def start_session(desk: Desk, name: str, now: datetime) -> str:
    """The id of a new session for somebody who has shown who they are."""
    session = secrets.token_urlsafe(32)
    people.open_session(desk.engine, digest(session), name, secrets.token_urlsafe(24), now, now + SESSION_LASTS)
    return session


def sign_out(desk: Desk, session: str) -> None:
    """End a session."""
    people.close_session(desk.engine, digest(session))


def user_of_session(desk: Desk, session: str, now: datetime) -> tuple[User, str] | None:
    """Who a session's cookie stands for and what its forms must carry; None when it is over."""
    row = people.find_session(desk.engine, digest(session))
    if row is None or row.person.disabled or row.expires_at <= stamp(now):
        return None
    role = check_role(row.person.role)
    return User(row.person.name, role, allowed(role), row.person.must_change, row.person.language), row.csrf


def find(desk: Desk, name: str) -> PersonRow:
    """The person of that name; raises :class:`UnknownNameError`."""
    row = people.find_person(desk.engine, name)
    if row is None:
        raise UnknownNameError(f"{name!r} is no user of this desk; see: trucewatch user list")
    return row


def check_role(role: str) -> Role:
    """The role of that name; raises :class:`UsageError`."""
    if role not in ROLES:
        raise UsageError(f"{role!r} is no role; one of {', '.join(ROLES)}")
    return role


def digest(secret: str) -> str:
    """SHA-256 of a random id, as hex: enough for what is long and random."""
    return hashlib.sha256(secret.encode()).hexdigest()


def record(desk: Desk, act: str, subject: str, payload: dict[str, object], by: str, now: datetime) -> None:
    """Append to the ledger what an administrator did."""
    from trucewatch.ledger.append import append_decision
    from trucewatch.model.decision import Decision

    said = {"act": act, **payload}
    decision = Decision(kind="admin", subjects=(subject,), payload=said, reason=act, by=by, at=now)
    append_decision(desk.engine, decision)


def _keep_an_admin(desk: Desk, row: PersonRow) -> None:
    rest = [p for p in people.read_people(desk.engine) if p.role == "admin" and not p.disabled and p.name != row.name]
    if row.role == "admin" and not row.disabled and not rest:
        raise UsageError(f"{row.name!r} is the last administrator; make another one first")


def _key(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind}:{value.casefold()}".encode()).hexdigest()


@functools.cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@functools.cache
def _no_password() -> str:
    """A hash to compare with where there is no user: an unknown name takes as long as a wrong password."""
    return _hasher().hash(secrets.token_urlsafe(12))


_AT_ONCE = threading.BoundedSemaphore(4)
"""A password takes 64 MiB to compare: many at once must not take all memory."""


def _fits(password_hash: str, password: str) -> bool:
    try:
        with _AT_ONCE:
            return _hasher().verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
