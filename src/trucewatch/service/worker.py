"""Reads what was sent, in a process of its own: pages stay fast, and a report that brings it down brings down no page.

The process is started at the first report, so that a desk which only shows things never loads the parser.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from trucewatch.desk.submissions import longest_waiting, read_waiting, refuse, sweep_incoming
from trucewatch.errors import LedgerError
from trucewatch.ledger.desk import Desk, open_desk
from trucewatch.service.clock import now

LONGEST_S = 300.0
"""How long one report may take."""
_AGAIN_S = 5.0
"""How often it looks for what another process of the same desk was sent."""


class ReadingWorker:
    """A thread that hands what waits to the reading process, one at a time, until stopped."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._wake = threading.Event()
        self._stopping = False
        self._pool: ProcessPoolExecutor | None = None
        self._thread = threading.Thread(target=self._work, name="reading", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """Something was sent."""
        self._wake.set()

    def stop(self) -> None:
        """End; what still waits is read after the next start."""
        self._stopping = True
        self._wake.set()
        self._drop_pool()
        self._thread.join(timeout=10)

    def _work(self) -> None:
        while not self._stopping:
            self._wake.clear()
            # A database that cannot be reached now is asked again later.
            with contextlib.suppress(LedgerError):
                while not self._stopping and self._read_one():
                    pass
                sweep_incoming(self._desk, now())
            self._wake.wait(_AGAIN_S)

    def _read_one(self) -> bool:
        row = longest_waiting(self._desk)
        if row is None:
            return False
        pool = self._pool or ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=_begin)
        self._pool = pool
        try:
            pool.submit(_read, str(self._desk.folder.resolve()), row.client_id).result(LONGEST_S)
        except (TimeoutError, BrokenProcessPool):
            if self._stopping:
                return False
            self._drop_pool()
            refuse(self._desk, row, f"{row.path}: reading it took too long or too much memory; send it in parts", now())
        except LedgerError:
            raise
        except Exception as error:  # noqa: BLE001  # whatever a hostile file does to a reader, the next one is read
            if self._stopping:
                return False
            refuse(self._desk, row, f"{row.path}: could not be read ({type(error).__name__}); please report it", now())
        return True

    def _drop_pool(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            for process in list((pool._processes or {}).values()):  # a pool has no public way to end a busy process
                process.kill()
            pool.shutdown(wait=False, cancel_futures=True)


def _begin() -> None:
    with contextlib.suppress(OSError):
        os.nice(5)


def _read(folder: str, client_id: str) -> None:
    from trucewatch.ledger.submissions import find_submission

    desk = open_desk(Path(folder))
    row = find_submission(desk.engine, client_id)
    if row is not None and row.state == "waiting":
        read_waiting(desk, row, now())
