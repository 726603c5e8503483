"""One application of pages and API, for ``trucewatch serve``."""

from __future__ import annotations
