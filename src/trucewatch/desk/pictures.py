"""Pictures for pages: drawn once for a head of the ledger and a day, kept, and drawn again behind the pages' back.

A page gets the newest picture when it is there or comes soon; else the one before it, which says of which entry it is.
One picture of a day and a projection is drawn at a time: what is decided meanwhile is in the next one.  When what may
be seen by whom has changed, or a text was erased, the one before is shown to nobody.
"""

from __future__ import annotations

import gc
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from trucewatch.desk.apart import Apart
from trucewatch.desk.drawer import Drawer, head_of
from trucewatch.desk.picture import Picture
from trucewatch.desk.projection import Projection
from trucewatch.desk.view import end_of
from trucewatch.errors import TrucewatchError
from trucewatch.ledger.advance import advance
from trucewatch.ledger.append import Head
from trucewatch.ledger.catalogue import count_claims
from trucewatch.ledger.desk import Desk
from trucewatch.ledger.marks import Rules, find_rules, find_rules_within, read_marks, read_marks_within
from trucewatch.ledger.read import Contents

KEPT = 8
"""Pictures in memory."""
KEPT_CLAIMS = 300_000
"""Claims of all pictures in memory together; the newest picture is kept however many it has."""
FEW_CLAIMS = 5_000
"""The pictures of a desk of more claims are drawn in a process of its own; few are done before one has started."""
WAITING = 6
"""Pictures that may wait to be drawn."""
SOON_S = 1.5
"""How long a page waits for the newest picture where it has the one before."""
PATIENCE_S = 20.0
"""How long it waits where somebody has just decided something, or where it has none and few claims make it."""


class DrawingError(TrucewatchError):
    """There is no picture yet: one is being drawn, which takes longer than a page can wait."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture, and the newest entry of its day: where the picture is not of it, a newer one is being drawn.

    ``rules`` is the number of the last decision on who may see what; ``day`` the one that was asked for.
    """

    picture: Picture
    newest: Head
    rules: int
    day: date

    @property
    def is_newest(self) -> bool:
        """Whether everything recorded is in it that belongs to its day."""
        return self.newest == self.picture.head and self.day == self.picture.as_of

    def still(self, connection: Connection) -> bool:
        """Whether nothing was recorded since that could change the picture; inside a transaction."""
        marks = read_marks_within(connection, end_of(self.picture.as_of))
        rules = find_rules_within(connection, Rules(self.rules, self.rules)).last
        return (head_of(marks, self.picture.as_of), rules) == (self.picture.head, self.rules)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a picture is of: ``rules`` is the last decision on who may see what."""

    projection: Projection
    day: date
    head: Head
    rules: int

    @property
    def kind(self) -> tuple[Projection, date, int]:
        """All but the entry: of each of these one picture is drawn at a time."""
        return (self.projection, self.day, self.rules)


class Pictures:
    """The pictures of one desk; safe to be asked by many threads.  ``today`` gives the present day, UTC."""

    def __init__(self, desk: Desk, today: Callable[[], date]) -> None:
        self._desk, self._today = desk, today
        self._drawer = ThreadPoolExecutor(1, thread_name_prefix="picture")
        # Only the drawer's one thread uses these two.
        self._here, self._apart = Drawer(desk), Apart(desk.folder)
        self._lock = threading.Lock()
        self._kept: OrderedDict[_Wanted, Picture] = OrderedDict()
        self._drawing: dict[tuple[Projection, date, int], Future[Picture]] = {}
        self._held: Contents | None = None
        self._rules = Rules()
        self._many: bool | None = None

    def get(self, projection: Projection, day: date | None = None, *, patient: bool = False) -> Shown:
        """The picture of a day (None: today), the newest or the one before it.

        ``patient``: somebody who has just decided something waits for the picture that has it.  Where today has no
        picture yet and nobody is so patient, yesterday's or an earlier one is shown meanwhile, by its own day.
        Raises :class:`DrawingError` when there is none yet, and what drawing it raises.
        """
        wanted = self._wanted(projection, day or self._today())
        until = time.monotonic() + (SOON_S if self._is_large() and not patient else PATIENCE_S)
        while True:
            with self._lock:
                if found := self._kept.get(wanted):
                    self._kept.move_to_end(wanted)
                    return Shown(found, wanted.head, wanted.rules, wanted.day)
                before = self._before(wanted, or_earlier=day is None and not patient)
                drawing = self._drawing.get(wanted.kind)
                if drawing is None:
                    if len(self._drawing) >= WAITING:
                        return self._make_do(before, wanted)
                    drawing = self._drawing[wanted.kind] = self._drawer.submit(self._draw, wanted)
            try:
                picture = drawing.result(SOON_S if before and not patient else max(0.0, until - time.monotonic()))
            except NotYet:
                return self._make_do(before, wanted)
            # One that was begun before the decision that somebody waits for is not the one.
            if not patient or picture.head.seq >= wanted.head.seq or time.monotonic() > until:
                return Shown(picture, wanted.head, wanted.rules, wanted.day)

    def begin(self) -> None:
        """Have today's pictures drawn before anybody asks for them."""
        for projection in ("public", "all"):
            wanted = self._wanted(projection, self._today())
            with self._lock:
                if wanted not in self._kept and wanted.kind not in self._drawing:
                    self._drawing[wanted.kind] = self._drawer.submit(self._draw, wanted)

    def held(self) -> Contents:
        """All that the desk holds now, restricted and withdrawn reports among them."""
        now = read_marks(self._desk.engine, end_of(self._today())).now
        kept = self._held
        if kept is None or kept.head.seq < now.seq:
            kept = self._held = advance(self._desk.engine, kept)
        return kept

    def close(self) -> None:
        """End the drawing; what waits is not drawn."""
        self._drawer.shutdown(wait=False, cancel_futures=True)
        self._apart.close()
        self._drawer.shutdown()
        self._apart.close()  # in case it was just being started

    def _is_large(self) -> bool:
        """Whether drawing takes longer than a page should wait."""
        if self._many is None:
            self._many = count_claims(self._desk.engine) > FEW_CLAIMS
        return self._many

    def _wanted(self, projection: Projection, day: date) -> _Wanted:
        marks = read_marks(self._desk.engine, end_of(day))
        self._rules = find_rules(self._desk.engine, self._rules)
        return _Wanted(projection, day, head_of(marks, day), self._rules.last)

    def _before(self, wanted: _Wanted, *, or_earlier: bool) -> Picture | None:
        """The latest picture of the same day (or the latest day) for the same eyes under the same rules."""
        same = (wanted.projection, wanted.rules)
        found = [
            p
            for w, p in self._kept.items()
            if (w.projection, w.rules) == same and (w.day == wanted.day or (or_earlier and w.day < wanted.day))
        ]
        return max(found, key=lambda p: (p.as_of, p.head.seq), default=None)

    def _make_do(self, before: Picture | None, wanted: _Wanted) -> Shown:
        if before is None:
            raise DrawingError(
                f"the picture of {wanted.day} is being drawn from the reports, which takes a while; "
                "open this page again in a minute"
            )
        return Shown(before, wanted.head, wanted.rules, wanted.day)

    def _draw(self, wanted: _Wanted) -> Picture:
        try:
            self._many = None
            many = self._is_large()
            picture, rules = (self._apart if many else self._here).draw(wanted.projection, wanted.day)
            with self._lock:
                self._kept[_Wanted(wanted.projection, wanted.day, picture.head, rules)] = picture
                self._forget()
            if many:
                gc.collect(1)
                # Values without circles: looking through millions of them for circles would stop every page.
                gc.freeze()
            return picture
        finally:
            with self._lock:
                self._drawing.pop(wanted.kind, None)

    def _forget(self) -> None:
        """Drop the pictures that a newer one of their day took the place of, and those not asked for the longest."""
        newest: dict[tuple[Projection, date], int] = {}
        for wanted, picture in self._kept.items():
            key = (wanted.projection, wanted.day)
            newest[key] = max(newest.get(key, 0), picture.head.seq)
        for wanted in list(self._kept):
            if wanted.head.seq < newest[wanted.projection, wanted.day]:
                del self._kept[wanted]

        def claims() -> int:
            return sum(len(p.situation.claims) for p in self._kept.values())

        while len(self._kept) > 1 and (len(self._kept) > KEPT or claims() > KEPT_CLAIMS):
            self._kept.popitem(last=False)
