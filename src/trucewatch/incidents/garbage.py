"""Work without looks for garbage in between."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Python's search for cycles of garbage waits until the work is done.

    Building incidents makes millions of small values that all stay and none of which is in a cycle; every search goes
    through all of them in vain, which took as long again as the work.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
