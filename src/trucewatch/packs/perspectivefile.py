"""A user's own perspective: a small YAML file that says whose word is taken, whose is not, and how many must agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError
from rapidfuzz import fuzz, process

from trucewatch.errors import PackError
from trucewatch.model.assessment import Perspective, Voices
from trucewatch.packs.actors import load_actors
from trucewatch.packs.load import Entry, Located, Path_, read_yaml, validate

ROLES = ("monitor", "media", "humanitarian", "party", "mediator")
RESERVED = ("all", "any", "two-origins", "monitors", "reviewed")
MAX_ORIGINS = 100
Filled = Annotated[str, Field(min_length=1)]


class VoicesEntry(Entry):
    """Sources by actor, party, role, the words that reports use for them, or publisher; any of them is enough."""

    actors: list[Filled] = Field(
        default_factory=list, description="ids of known actors; what is part of them is named with them"
    )
    parties: list[Filled] = Field(default_factory=list, description="ids of the agreement's parties and guarantors")
    roles: list[Filled] = Field(
        default_factory=list,
        description="standing roles of sources",
        json_schema_extra={"items": {"enum": list(ROLES)}},
    )
    names: list[Filled] = Field(default_factory=list, description="words that reports use for a source")
    publishers: list[Filled] = Field(default_factory=list, description="publishers of reports, by name")


class PerspectiveFile(Entry):
    """A perspective."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$", description="lower-case letters, digits and hyphens")
    name: Filled = Field(description="how outputs call it: 'our two monitors'")
    hears: VoicesEntry | None = Field(default=None, description="whose word is taken; left out: everybody's")
    ignores: VoicesEntry | None = Field(default=None, description="whose word is not taken, even so")
    min_origins: int = Field(
        default=1, ge=1, le=MAX_ORIGINS, description="how many independent origins must tell of a happening"
    )
    reviewed: bool = Field(default=False, description="only claims that a reviewer accepted")


def read_perspective(path: str | Path) -> Perspective:
    """The perspective in a file.

    Raises :class:`PackError` with every fault at once, each with line, reason and remedy.
    """
    located = read_yaml(Path(path), str(path))
    try:
        file = validate(PerspectiveFile, located)
    except PackError as error:
        raise PackError(tuple(dict.fromkeys((*error.faults, *_faults_in(_sound_parts(located), located))))) from error
    if faults := tuple(_faults_in(file, located)):
        raise PackError(faults)
    return Perspective(
        perspective_id=file.id,
        name=file.name,
        kind="defined",
        min_origins=file.min_origins,
        hears=_voices(file.hears),
        ignores=_voices(file.ignores),
        reviewed_only=file.reviewed,
    )


def perspective_schema() -> dict[str, Any]:
    """The JSON Schema of a perspective's file, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | PerspectiveFile.model_json_schema()


def _voices(entry: VoicesEntry | None) -> Voices | None:
    if entry is None:
        return None
    return Voices(**{name: tuple(values) for name, values in entry.model_dump().items()})


def _sound_parts(located: Located) -> PerspectiveFile:
    """What can be read of a file whose schema fails, so that faults of reference show in the same pass."""
    data = located.data if isinstance(located.data, dict) else {}
    parts: dict[str, VoicesEntry] = {}
    for key in ("hears", "ignores"):
        given = data.get(key)
        if not isinstance(given, dict):
            continue
        for name in VoicesEntry.model_fields:
            try:
                sound = VoicesEntry.model_validate({name: given.get(name, [])})
            except ValidationError:
                continue
            parts[key] = parts.get(key, VoicesEntry()).model_copy(update={name: getattr(sound, name)})
    return PerspectiveFile(id="unnamed", name="unnamed", **parts)  # type: ignore[arg-type]


def _faults_in(file: PerspectiveFile, located: Located) -> Iterator[str]:
    if file.id in RESERVED:
        yield located.fault(("id",), f"{file.id!r} is a perspective that comes with Trucewatch", "choose another id")
    actors = load_actors().actors
    for key, voices in (("hears", file.hears), ("ignores", file.ignores)):
        if voices is None:
            continue
        if not any(getattr(voices, name) for name in VoicesEntry.model_fields) and file.id != "unnamed":
            yield located.fault((key,), "names nobody", "name a source, or leave it out for everybody")
        yield from _unknown(located, (key, "actors"), voices.actors, actors, "no known actor")
        yield from _unknown(located, (key, "roles"), voices.roles, ROLES, "no role of sources")


def _unknown(located: Located, where: Path_, given: list[str], known: Iterable[str], said: str) -> Iterator[str]:
    names = sorted(known)
    for i, name in enumerate(given):
        if name not in names:
            near = [m[0] for m in process.extract(name, names, scorer=fuzz.WRatio, score_cutoff=60, limit=2)]
            hint = f"did you mean {' or '.join(near)}?" if near else "put words that reports use under names"
            yield located.fault((*where, i), f"{name!r} is {said}", hint)
