"""The review queue: the most consequential and least certain claims first, and a fixed random tenth for measuring.

A claim of the random tenth is read by two people who do not see each other's decision, so that their agreement can be
measured; it comes as every tenth item of whoever reviews.  An item that somebody is at work on is kept from others.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from trucewatch.claims.corrected import REVIEWS
from trucewatch.ledger import tables
from trucewatch.ledger.codec import decode
from trucewatch.ledger.desk import Desk
from trucewatch.ledger.holds import Hold, read_holds_within, take_hold_within
from trucewatch.ledger.index import decided_last, reading_index
from trucewatch.ledger.views import claims, ruled
from trucewatch.model.claim import Claim

EVERY = 10
"""Every so-manieth item is one of the random sample."""
CODERS = 2
"""How many people read a sampled claim."""
LEFT_FOR_OTHERS = 5
"""How many items must be left besides one that is held ahead of time, while somebody else is at work."""
_VIEW = claims["all"]


@dataclass(frozen=True, slots=True)
class Item:
    """A claim to review: as it stands, its ``state``, and the decision that an edit of it must expect.

    ``lane`` is ``"first"`` (by rank) or ``"sample"``; ``held_by`` is empty when nobody holds it.  ``second``: somebody
    has reviewed it already, which this reader must not see; the review says ``second`` and only measures agreement.
    """

    claim: Claim
    state: str
    expects: int
    rank: float
    lane: str
    held_by: str = ""
    second: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review is: claims by state, and how many of the sample two people have read."""

    states: dict[str, int]
    sampled: int
    sampled_twice: int


def next_items(desk: Desk, user: str, at: datetime, count: int = 1, skipping: Collection[str] = ()) -> tuple[Item, ...]:
    """What ``user`` should review next; what others hold, and claims of ``skipping`` (ids), are left out."""
    with reading_index(desk.engine) as connection:
        return _next(connection, user, at, count, skipping)


def take_next(desk: Desk, user: str, at: datetime, skipping: Collection[str] = ()) -> Item | None:
    """The next item, held for ``user`` from now on; None when nothing is left."""
    with reading_index(desk.engine, writing=True) as connection:
        return take_next_within(connection, user, at, skipping)


def take_next_within(connection: Connection, user: str, at: datetime, skipping: Collection[str] = ()) -> Item | None:
    """The same inside a transaction that writes, in which the index is caught up."""
    for item in _next(connection, user, at, 1, skipping):
        take_hold_within(connection, item.claim.claim_id, user, at)
        return item
    return None


def take_ahead(desk: Desk, user: str, at: datetime, has: Sequence[str], skipping: Collection[str] = ()) -> Item | None:
    """The item after those that ``user`` has before them or ahead (``has``, ids), held for them as these are anew.

    None when nothing is left, or so little that others who are at work would find nothing.
    """
    with reading_index(desk.engine, writing=True) as connection:
        holds = read_holds_within(connection, at)
        others = {h.subject for h in holds if h.by != user}
        for mine in {h.subject for h in holds if h.by == user} & set(has):
            take_hold_within(connection, mine, user, at)
        wanted = 1 + (LEFT_FOR_OTHERS if others else 0)
        found = _next(connection, user, at, wanted, {*skipping, *has}, ahead=len(has))
        if len(found) < wanted:
            return None
        take_hold_within(connection, found[0].claim.claim_id, user, at)
        return found[0]


def find_item(desk: Desk, claim_id: str, at: datetime, *, second: bool = False) -> Item | None:
    """The item of one claim, whoever holds it and whatever was decided; None when the desk has no such claim.

    ``second``: as a second reader sees it, if somebody has reviewed it.
    """
    with reading_index(desk.engine) as connection:
        row = connection.execute(select(_VIEW).where(_VIEW.c.claim_id == claim_id)).first()
        return (
            _items(connection, [(row, "sample" if second else "first")], read_holds_within(connection, at))[0]
            if row
            else None
        )


def read_progress(desk: Desk) -> Progress:
    """How many claims are in which state."""
    with reading_index(desk.engine) as connection:
        states = connection.execute(select(_VIEW.c.state, func.count()).group_by(_VIEW.c.state)).all()
        sampled = connection.execute(
            select(func.count(), func.count().filter(_VIEW.c.coders >= CODERS)).where(_VIEW.c.sampled.is_(True))
        ).one()
    return Progress({state: int(n) for state, n in states}, int(sampled[0]), int(sampled[1]))


def _next(
    connection: Connection, user: str, at: datetime, count: int, skipping: Collection[str], ahead: int = 0
) -> tuple[Item, ...]:
    """The next ``count`` items; ``ahead`` is how many the user has before them and has not decided yet."""
    holds = read_holds_within(connection, at)
    kept_off = [*{*skipping, *(h.subject for h in holds if h.by != user)}][:_MOST_SKIPPED]
    first = _rows(connection, _by_rank(), kept_off, count)
    done = _reviewed_by(connection, user) + ahead
    sample_is_near = any((done + n + 1) % EVERY == 0 for n in range(count))
    drawn = _drawn(connection, user, kept_off, count) if sample_is_near or len(first) < count else []
    order: list[tuple[Row[Any], str]] = []
    while len(order) < count and (first or drawn):
        sample_is_due = (done + len(order) + 1) % EVERY == 0
        lane = "sample" if drawn and (sample_is_due or not first) else "first"
        order.append(((drawn if lane == "sample" else first).pop(0), lane))
    return _items(connection, order, holds)


_MOST_SKIPPED = 10_000
"""Ids that one query leaves out; more than anybody skips in a day."""


def _by_rank() -> Select[Any]:
    wanted = select(_VIEW).where(_VIEW.c.state == "open", _VIEW.c.sampled.is_(False))
    return wanted.order_by(_VIEW.c.rank.desc(), _VIEW.c.seq.desc())


def _drawn(connection: Connection, user: str, kept_off: list[str], count: int) -> list[Row[Any]]:
    """Sampled claims that fewer than two people have read, and not this one, in the order of the draw."""
    mine = select(ruled.c.subject).where(ruled.c.by == user, ruled.c.kind.in_(REVIEWS))
    found: list[Row[Any]] = []
    # By each number of readers for itself, which an index gives in order: nothing is sorted.
    for coders in range(CODERS):
        wanted = select(_VIEW).where(_VIEW.c.sampled.is_(True), _VIEW.c.coders == coders, _VIEW.c.claim_id.not_in(mine))
        found += _rows(connection, wanted.order_by(_VIEW.c.draw, _VIEW.c.seq), kept_off, count)
    return sorted(found, key=lambda row: (row.draw, row.seq))[:count]


def _rows(connection: Connection, wanted: Select[Any], kept_off: list[str], count: int) -> list[Row[Any]]:
    if kept_off:
        wanted = wanted.where(_VIEW.c.claim_id.not_in(kept_off))
    return list(connection.execute(wanted.limit(count)))


def _reviewed_by(connection: Connection, user: str) -> int:
    wanted = select(func.count()).where(ruled.c.by == user, ruled.c.kind.in_(REVIEWS), ruled.c.takes_back == 0)
    return int(connection.execute(wanted).scalar_one())


def _items(connection: Connection, order: list[tuple[Row[Any], str]], holds: tuple[Hold, ...]) -> tuple[Item, ...]:
    last = decided_last(connection, [row.claim_id for row, _ in order])
    held = {h.subject: h.by for h in holds}
    items = []
    for row, lane in order:
        body, state = row.body, row.state
        if lane == "sample" and row.coders:
            # The second reader sees the claim as the machine read it, and not what the first one made of it.
            read = tables.claim.c
            wanted = select(read.body).where(read.claim_id == row.claim_id, read.seq == row.seq)
            body, state = connection.execute(wanted).scalar_one(), "open"
        claim = decode(Claim, body)
        second = lane == "sample" and row.coders > 0
        items.append(Item(claim, state, last[claim.claim_id], row.rank, lane, held.get(claim.claim_id, ""), second))
    return tuple(items)
