"""Theatres: what a conflict's reports are about, and where (``knowledge/core/theatres.yaml``)."""

from __future__ import annotations

import functools

from pydantic import Field

from trucewatch.packs.actorfiles import KNOWLEDGE
from trucewatch.packs.load import Entry, read_yaml, validate


class Theatre(Entry):
    """A theatre: its countries (ISO 3166 alpha-2), and the neighbours that its reports also name."""

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    name: str = Field(min_length=1)
    countries: tuple[str, ...] = Field(min_length=1)
    neighbours: tuple[str, ...] = ()


class TheatreFile(Entry):
    """Schema of ``theatres.yaml``."""

    source: str = Field(min_length=1)
    theatres: tuple[Theatre, ...]


@functools.cache
def load_theatres() -> tuple[Theatre, ...]:
    """The bundled theatres; raises ``PackError`` with every fault."""
    return validate(TheatreFile, read_yaml(KNOWLEDGE / "core" / "theatres.yaml", "core/theatres.yaml")).theatres
