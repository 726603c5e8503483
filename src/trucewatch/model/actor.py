"""Actors: states, armed groups, agencies, people, and the names they go by over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorName:
    """A name, and from when to when it was used (None: open)."""

    text: str
    since: date | None = None
    until: date | None = None
    language: str = "en"
    kind: str = "name"
    """``name``, ``short``, ``demonym``, ``metonym`` (Damascus), ``part`` (the army) or ``person``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Someone who acts, speaks or is bound.

    ``kind``: state, armed_group, organisation, agency, media, person, civilians.

    ``part_of``: actor ids whose acts and words this one's are taken for (an army for its state).
    """

    actor_id: str
    name: str
    kind: str
    names: tuple[ActorName, ...] = ()
    part_of: tuple[str, ...] = ()
    role: str = ""
    """Standing role as a source: ``monitor``, ``media``, ``humanitarian``, ``party``, ``mediator`` or empty."""
    source: str = ""
