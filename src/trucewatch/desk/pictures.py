"""Pictures for pages: drawn once for a head of the ledger and a day, kept, and drawn again behind the pages' back.

A page gets the newest picture when it is there or comes soon; else the one before it, which says of which entry it is.
When what may be seen by whom has changed, or a text was erased, the one before is shown to nobody.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from trucewatch.desk.apart import Apart
from trucewatch.desk.picture import Derived, Picture, derive, draw
from trucewatch.desk.projection import Material, Projection
from trucewatch.desk.shelf import Shelf, key_of
from trucewatch.desk.view import began_later, end_of, material_as_of
from trucewatch.errors import TrucewatchError
from trucewatch.incidents.memory import Memory
from trucewatch.ledger.append import Head
from trucewatch.ledger.desk import Desk
from trucewatch.ledger.marks import Marks, read_marks, read_marks_within
from trucewatch.ledger.read import Contents
from trucewatch.model.agreement import Agreement
from trucewatch.packs.agreement import load_agreement

KEPT = 8
"""Pictures in memory."""
KEPT_CLAIMS = 300_000
"""Claims of all pictures in memory together; the newest picture is kept however many it has."""
FEW_CLAIMS = 5_000
"""A picture of more claims is derived in a process of its own; that of so few is done before one has started."""
WAITING = 6
"""Pictures that may wait to be drawn."""
SOON_S = 1.5
"""How long a page waits for the newest picture where it has the one before."""
PATIENCE_S = 20.0
"""How long it waits where it has none."""
WHO_SEES = ("restrict", "redact", "withdraw")
"""Decisions that change who may see what: withdrawing one of them does so too."""


class DrawingError(TrucewatchError):
    """The picture is being drawn and takes longer than a page can wait."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture, and the newest entry of its day: where the picture is not of it, a newer one is being drawn.

    ``rules`` is the number of the last decision on who may see what.
    """

    picture: Picture
    newest: Head
    rules: int

    @property
    def is_newest(self) -> bool:
        """Whether everything recorded is in it that belongs to its day."""
        return self.newest == self.picture.head

    def still(self, connection: Connection) -> bool:
        """Whether nothing was recorded since that could change the picture; inside a transaction."""
        marks = read_marks_within(connection, end_of(self.picture.as_of), WHO_SEES)
        return (_head(marks, self.picture.as_of), marks.decided) == (self.picture.head, self.rules)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a picture is of: ``rules`` is the last decision on who may see what."""

    projection: Projection
    day: date
    head: Head
    rules: int


def _head(marks: Marks, day: date) -> Head:
    """The newest entry that goes into the picture of a day."""
    return marks.now if began_later(marks.began_at, day) else marks.then


class Pictures:
    """The pictures of one desk; safe to be asked by many threads.  ``today`` gives the present day, UTC."""

    def __init__(self, desk: Desk, today: Callable[[], date]) -> None:
        self._desk, self._today = desk, today
        self._shelf = Shelf(desk.folder / "cache")
        self._drawer = ThreadPoolExecutor(1, thread_name_prefix="picture")
        # Only the drawer's one thread uses it; the public one has never seen a restricted report.
        self._memory: dict[Projection, Memory] = {"all": Memory(), "public": Memory()}
        self._apart = Apart()
        self._lock = threading.Lock()
        self._kept: OrderedDict[_Wanted, Picture] = OrderedDict()
        self._drawing: dict[_Wanted, Future[Picture]] = {}
        self._held: tuple[Head, Contents] | None = None

    def get(self, projection: Projection, day: date | None = None, *, patient: bool = False) -> Shown:
        """The picture of a day (None: today), the newest or the one before it.

        ``patient``: somebody who has just decided something waits for the picture that has it.
        Raises :class:`DrawingError` when there is none yet, and what drawing it raises.
        """
        wanted = self._wanted(projection, day or self._today())
        with self._lock:
            if found := self._kept.get(wanted):
                self._kept.move_to_end(wanted)
                return Shown(found, wanted.head, wanted.rules)
            before = self._before(wanted)
            drawing = self._drawing.get(wanted)
            if drawing is None:
                if len(self._drawing) >= WAITING:
                    return self._make_do(before, wanted)
                drawing = self._drawing[wanted] = self._drawer.submit(self._draw, wanted)
        try:
            return Shown(drawing.result(SOON_S if before and not patient else PATIENCE_S), wanted.head, wanted.rules)
        except NotYet:
            return self._make_do(before, wanted)

    def held(self) -> Contents:
        """All that the desk holds now, restricted and withdrawn reports among them."""
        now = read_marks(self._desk.engine, end_of(self._today())).now
        kept = self._held
        if kept is None or kept[0] != now:
            kept = self._held = (now, self._desk.contents())
        return kept[1]

    def close(self) -> None:
        """End the drawing; what waits is not drawn."""
        self._drawer.shutdown(wait=False, cancel_futures=True)
        self._apart.close()
        self._drawer.shutdown()
        self._apart.close()  # in case it was just being started

    def _wanted(self, projection: Projection, day: date) -> _Wanted:
        marks = read_marks(self._desk.engine, end_of(day), WHO_SEES)
        return _Wanted(projection, day, _head(marks, day), marks.decided)

    def _before(self, wanted: _Wanted) -> Picture | None:
        """The latest picture of the same day for the same eyes under the same rules."""
        same = (wanted.projection, wanted.day, wanted.rules)
        found = [p for w, p in self._kept.items() if (w.projection, w.day, w.rules) == same]
        return max(found, key=lambda p: p.head.seq, default=None)

    def _make_do(self, before: Picture | None, wanted: _Wanted) -> Shown:
        if before is None:
            raise DrawingError(
                f"the picture of {wanted.day} is being drawn from the reports, which takes a while; "
                "open this page again in a minute"
            )
        return Shown(before, wanted.head, wanted.rules)

    def _draw(self, wanted: _Wanted) -> Picture:
        try:
            picture = self._from_shelf_or_anew(wanted)
            with self._lock:
                self._kept[wanted] = picture
                self._forget()
            return picture
        finally:
            with self._lock:
                self._drawing.pop(wanted, None)

    def _forget(self) -> None:
        """Drop the pictures that were not asked for the longest."""

        def claims() -> int:
            return sum(len(p.situation.claims) for p in self._kept.values())

        while len(self._kept) > 1 and (len(self._kept) > KEPT or claims() > KEPT_CLAIMS):
            self._kept.popitem(last=False)

    def _from_shelf_or_anew(self, wanted: _Wanted) -> Picture:
        day, projection = wanted.day, wanted.projection
        held = self.held()
        agreement = load_agreement(self._desk.agreement) if self._desk.agreement else None
        material = material_as_of(self._desk, day, projection, held)
        key = key_of(wanted.rules, projection, day.isoformat(), wanted.head.chain, self._desk.agreement, agreement)
        derived = self._shelf.get(key)
        if derived is None:
            derived = self._derive(material, agreement, day, projection)
            # What was redacted meanwhile must not come back to the disk.
            if self._wanted(projection, day).rules == wanted.rules:
                self._shelf.put(key, derived)
        return draw(material, agreement, day, projection, derived, wanted.head)

    def _derive(self, material: Material, agreement: Agreement | None, day: date, projection: Projection) -> Derived:
        if len(material.claims) > FEW_CLAIMS:
            return self._apart.derive(material, agreement, day, projection)
        return derive(material, agreement, day, self._memory[projection])
