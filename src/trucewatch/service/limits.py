"""How much one user or address may ask in a minute; counted in memory, in one process."""

from __future__ import annotations

from threading import Lock
from time import monotonic

from trucewatch.service.problems import Fault

_MINUTE = 60.0
_MOST = 10_000
"""Keys that are remembered at once."""


class RateLimit:
    """A bucket a key that fills again evenly; ``per_minute`` 0: no limit."""

    def __init__(self, per_minute: int) -> None:
        self._size = float(per_minute)
        self._buckets: dict[str, tuple[float, float]] = {}
        self._lock = Lock()

    def take(self, key: str) -> None:
        """Count one request; raises :class:`Fault` 429 when the bucket is empty."""
        if not self._size:
            return
        now, rate = monotonic(), self._size / _MINUTE
        with self._lock:
            left, since = self._buckets.get(key, (self._size, now))
            left = min(self._size, left + (now - since) * rate)
            if left < 1:
                wait = max(1, round((1 - left) / rate))
                raise Fault(429, f"too many requests; wait {wait} s, then go on", {"Retry-After": str(wait)})
            if len(self._buckets) >= _MOST:
                self._buckets.clear()
            self._buckets[key] = (left - 1, now)
