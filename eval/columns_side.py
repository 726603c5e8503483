"""The same table grouped by the shipped ``incidents.bulk``: columns in, labels and a table of incidents out."""

from __future__ import annotations

import time
from collections.abc import Sequence

from eval.linking_table import Row
from trucewatch.incidents.bulk import group_rows
from trucewatch.incidents.bulktable import Rows


def link(rows: Sequence[Row]) -> tuple[float, float, list[int]]:
    """Seconds from rows to incidents, of the wall and of all processors; the incident of each row."""
    start, busy = time.perf_counter(), time.process_time()
    labels, _ = group_rows(_columns(rows))
    return time.perf_counter() - start, time.process_time() - busy, labels.tolist()


def _columns(rows: Sequence[Row]) -> Rows:
    return Rows(
        row_id=[str(n) for n in range(len(rows))],
        first_day=[row.day for row in rows],
        published=[row.published for row in rows],
        type=[row.type for row in rows],
        place=[row.town for row in rows],
        place_id=[f"t:{row.town}" for row in rows],
        lat=[row.lat for row in rows],
        lon=[row.lon for row in rows],
        precision=[row.precision for row in rows],
        counts={"killed": [row.killed if row.killed > 0 else None for row in rows]},
        target=[row.target for row in rows],
        words=([row.verb for row in rows], [row.detail.capitalize() for row in rows]),
    )
