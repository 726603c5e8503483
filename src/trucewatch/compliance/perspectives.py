"""Perspectives: whose word is taken, and which of an agreement's there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from rapidfuzz import fuzz, process

from trucewatch.compliance.happenings import Testimony
from trucewatch.errors import UnknownNameError
from trucewatch.model.agreement import Agreement
from trucewatch.model.assessment import Perspective, Voices
from trucewatch.packs.perspectivefile import read_perspective
from trucewatch.packs.perspectives import load_perspectives

Hears = Callable[[Testimony], bool]
SUFFIXES = (".yaml", ".yml")
"""Endings of a user's own perspective's file."""
_WORD = re.compile(r"\w+")


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
    """The perspective of that id (``own:PARTY`` or a party's bare id too), every one for ``"all"``, or a file's.

    Raises :class:`UnknownNameError` with near names, also where a file names a party that the agreement does not
    have, and ``PackError`` with every fault of the file.
    """
    if not isinstance(asked, Perspective) and asked.endswith(SUFFIXES):
        asked = read_perspective(asked)
    if isinstance(asked, Perspective):
        _check_parties(agreement, asked)
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
    if perspective.kind == "defined":
        return lambda t: _hears_as_defined(t, perspective, reviewed)
    return lambda t: True


def asks_reviewers(perspective: Perspective) -> bool:
    """Whether what is heard from a perspective depends on which claims a reviewer accepted."""
    return perspective.kind == "reviewed" or (perspective.kind == "defined" and perspective.reviewed_only)


def _hears_as_defined(testimony: Testimony, perspective: Perspective, reviewed: frozenset[str]) -> bool:
    if perspective.reviewed_only and testimony.claim.claim_id not in reviewed:
        return False
    if perspective.hears is not None and not _names(perspective.hears, testimony):
        return False
    return perspective.ignores is None or not _names(perspective.ignores, testimony)


def _names(voices: Voices, testimony: Testimony) -> bool:
    """Whether a list names the source of a testimony, or the report that carries it."""
    voice = testimony.voice
    return bool(
        voice.lineage.intersection(voices.actors)
        or voice.parties.intersection(voices.parties)
        or voice.roles.intersection(voices.roles)
        or any(_says(name, voice.words) for name in voices.names)
        or any(_says(name, testimony.publisher) for name in voices.publishers)
    )


def _says(name: str, words: str) -> bool:
    """Whether ``words`` hold ``name`` as whole words, in whichever case."""
    given, said = (f" {' '.join(_WORD.findall(text.casefold()))} " for text in (name, words))
    return given in said


def _check_parties(agreement: Agreement, perspective: Perspective) -> None:
    known = {p.party_id for p in agreement.parties}
    asked = {p for voices in (perspective.hears, perspective.ignores) if voices for p in voices.parties}
    if unknown := sorted(asked - known):
        raise UnknownNameError(
            f"perspective {perspective.perspective_id!r} names no party of {agreement.agreement_id}:"
            f" {', '.join(unknown)}; known: {', '.join(sorted(known))}"
        )


def name_perspectives(agreement: Agreement, perspectives: Iterable[Perspective] = ()) -> dict[str, str]:
    """Names for readers by id: the agreement's perspectives, and others that are in use."""
    return {p.perspective_id: p.name for p in (*list_perspectives(agreement), *perspectives)}
