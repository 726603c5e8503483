"""Perspectives: whose word is taken, and which of an agreement's there are."""

from __future__ import annotations

from collections.abc import Callable

from rapidfuzz import fuzz, process

from trucewatch.compliance.happenings import Testimony
from trucewatch.errors import UnknownNameError
from trucewatch.model.agreement import Agreement
from trucewatch.model.assessment import Perspective
from trucewatch.packs.perspectives import load_perspectives

Hears = Callable[[Testimony], bool]


def list_perspectives(agreement: Agreement) -> tuple[Perspective, ...]:
    """The bundled perspectives, and each party's and guarantor's own word."""
    own: dict[str, Perspective] = {}
    for party in agreement.parties:
        own.setdefault(
            party.party_id,
            Perspective(
                perspective_id=f"own:{party.party_id}",
                name=f"{party.name}: its own word",
                kind="actors",
                actors=party.answers_for,
            ),
        )
    return (*load_perspectives(), *own.values())


def find_perspectives(agreement: Agreement, asked: str | Perspective) -> tuple[Perspective, ...]:
    """The perspective of that id (``own:PARTY`` or a party's bare id too), every one for ``"all"``.

    Raises :class:`UnknownNameError` with near names.
    """
    if isinstance(asked, Perspective):
        return (asked,)
    known = {p.perspective_id: p for p in list_perspectives(agreement)}
    if asked == "all":
        return tuple(known.values())
    for name in (asked, f"own:{asked}"):
        if name in known:
            return (known[name],)
    near = [m[0] for m in process.extract(asked, list(known), scorer=fuzz.WRatio, score_cutoff=50, limit=3)]
    hint = f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(known)}, all"
    raise UnknownNameError(f"no perspective {asked!r}; {hint}")


def hearing(perspective: Perspective, reviewed: frozenset[str]) -> Hears:
    """Whether a testimony is heard from a perspective; ``reviewed`` holds the accepted claims' ids.

    ``any`` and ``origins`` hear everybody: how many origins must agree is asked of a happening, not of a voice.
    """
    if perspective.kind == "actors":
        actors = frozenset(perspective.actors)
        return lambda t: bool(t.voice.lineage & actors)
    if perspective.kind == "role":
        return lambda t: perspective.role in t.voice.roles
    if perspective.kind == "reviewed":
        return lambda t: t.claim.claim_id in reviewed
    return lambda t: True
