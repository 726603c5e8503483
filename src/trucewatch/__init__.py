"""Trucewatch: reports about a ceasefire in, an account that can be checked out."""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "assess", "extract", "publish", "read", "resolve"]


def __getattr__(name: str) -> Any:
    # The five verbs load spaCy and friends, so they are imported when first asked for.
    if name in __all__:
        return getattr(importlib.import_module("trucewatch.pipeline"), name)
    raise AttributeError(f"module 'trucewatch' has no attribute {name!r}")
