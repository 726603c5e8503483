"""What whoever starts the desk can choose."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MIB = 1024 * 1024
UPLOADS: tuple[str, ...] = ("/api/v1/submissions",)
"""Paths whose whole body is a file."""
LOOPBACK: tuple[str, ...] = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a desk is served.

    ``hosts`` are the names that a request may be addressed to (others are refused, so that no foreign page can reach
    a desk by a name of its own).  ``https``: cookies go over encrypted connections only; set it behind a proxy that
    encrypts.  ``max_body`` bounds a request in bytes, ``max_upload`` one with files; ``requests_per_minute`` bounds
    what one user or address may ask (0: no bound).
    """

    folder: Path
    hosts: tuple[str, ...] = LOOPBACK
    https: bool = False
    max_body: int = MIB
    max_upload: int = 64 * MIB
    max_files: int = 50
    requests_per_minute: int = 1200
