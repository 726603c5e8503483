"""Agreement files → :class:`~trucewatch.model.agreement.Agreement`: bundled ones by id, a user's own by path."""

from __future__ import annotations

from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from rapidfuzz import fuzz, process

from trucewatch.errors import PackError, UnknownNameError
from trucewatch.model import agreement as model
from trucewatch.packs.act_groups import expand_acts
from trucewatch.packs.agreement_checks import find_faults
from trucewatch.packs.agreement_schema import (
    AgreementFile,
    AreaEntry,
    ClockEntry,
    PartyEntry,
    ProvisionEntry,
    QuotaEntry,
    RateEntry,
    ReadingEntry,
)
from trucewatch.packs.load import Located, read_yaml, validate

FILE_NAME = "agreement.yaml"


def agreement_folder() -> Path:
    """Where the bundled agreements are, a folder each."""
    return Path(str(resources.files("trucewatch") / "knowledge" / "agreements"))


def list_agreements() -> tuple[str, ...]:
    """The ids of the bundled agreements, sorted."""
    folder = agreement_folder()
    return tuple(sorted(p.parent.name for p in folder.glob(f"*/{FILE_NAME}"))) if folder.is_dir() else ()


def find_agreement_file(id_or_path: str | Path) -> Path:
    """The file that a bundled id, a path to a file, or a path to a folder with ``agreement.yaml`` means.

    Raises :class:`UnknownNameError` with near ids when nothing fits.
    """
    if str(id_or_path) in list_agreements():
        return agreement_folder() / str(id_or_path) / FILE_NAME
    path = Path(id_or_path)
    if path.is_dir() and (path / FILE_NAME).is_file():
        return path / FILE_NAME
    if path.is_file():
        return path
    known = list_agreements()
    near = [m[0] for m in process.extract(str(id_or_path), known, scorer=fuzz.WRatio, score_cutoff=50, limit=3)]
    hint = f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(known)}"
    raise UnknownNameError(f"no agreement {str(id_or_path)!r}, neither bundled nor a file; {hint}")


def load_agreement(id_or_path: str | Path) -> model.Agreement:
    """The agreement of a bundled id or of a file.

    Raises :class:`UnknownNameError` for an unknown id and :class:`PackError` with every fault of the file.
    """
    path = find_agreement_file(id_or_path)
    bundled = path.is_relative_to(agreement_folder())
    return read_agreement(read_yaml(path, f"{path.parent.name}/{path.name}" if bundled else str(id_or_path)))


def read_agreement(located: Located) -> model.Agreement:
    """The agreement of a parsed file; raises :class:`PackError` with every fault of schema and references."""
    try:
        file = validate(AgreementFile, located)
    except PackError as error:
        raise PackError(tuple(dict.fromkeys((*error.faults, *_faults_of_sound_parts(located))))) from error
    faults = tuple(find_faults(file, located))
    if faults:
        raise PackError(faults)
    return _build(file)


def _faults_of_sound_parts(located: Located) -> tuple[str, ...]:
    """Faults of reference in a file whose schema fails elsewhere, so that one pass shows all that can be seen.

    Values with a schema fault are dropped, one level up each time, until what is left is sound.
    """
    if not isinstance(located.data, dict):
        return ()
    data = _copy(located.data)
    for _ in range(200):
        try:
            file = AgreementFile.model_validate(data)
        except ValidationError as error:
            blanked = [_blank(data, tuple(e["loc"]), e["type"]) for e in error.errors(include_url=False)]
            if not any(blanked):
                return ()
            continue
        return tuple(find_faults(file, located))
    return ()


_FILLERS: dict[str, Any] = {
    "timezone": "UTC", "status": "reported", "modality": "permission", "length": "1 day", "every": "1 day",
    "at_least": 1.0, "what": "trucks", "stage": "delivered",
}  # fmt: skip
_LISTS = ("answers_for", "sources", "provisions", "parties")


def _blank(data: Any, loc: tuple[Any, ...], kind: str) -> bool:
    """Put something harmless where a schema fault is; False when it cannot be reached."""
    *way, last = loc or ("",)
    try:
        for step in way:
            data = data[step]
        if kind == "extra_forbidden":
            del data[last]
        elif last in _LISTS:
            return False
        elif isinstance(data, list):
            data[last] = "unnamed"
        elif last in ("starts", "ends", "deadline", "effective", "signed", "joined", "since", "until", "quote"):
            data.pop(last, None)
        else:
            data[last] = _FILLERS.get(str(last), "unnamed")
    except (KeyError, IndexError, TypeError):
        return False
    return True


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _copy(v) for k, v in value.items()}
    return [_copy(v) for v in value] if isinstance(value, list) else value


def _build(file: AgreementFile) -> model.Agreement:
    return model.Agreement(
        agreement_id=file.id,
        version=file.version,
        title=file.title,
        summary=file.summary,
        theatre=file.theatre,
        timezone=file.timezone,
        signed_on=file.signed,
        effective_at=file.effective,
        parties=(
            *(_build_party(p, "party") for p in file.parties),
            *(_build_party(p, "guarantor") for p in file.guarantors),
        ),
        exclusions=tuple(
            model.Exclusion(
                actor_id=e.actor,
                name=e.name,
                names=tuple((n.name, n.since, n.until) for n in e.names),
                source=e.source,
            )
            for e in file.exclusions
        ),
        provisions=tuple(_build_provision(p, file) for p in file.provisions),
        sources=tuple(file.sources),
    )


def _build_party(entry: PartyEntry, role: str) -> model.Party:
    return model.Party(
        party_id=entry.id, name=entry.name, answers_for=tuple(entry.answers_for), role=role, joined_at=entry.joined
    )


def _build_provision(entry: ProvisionEntry, file: AgreementFile) -> model.Provision:
    starts_at = entry.starts or file.effective
    return model.Provision(
        provision_id=entry.id,
        title=entry.title,
        text=entry.text,
        quote=entry.quote,
        status=entry.status,
        modality=entry.modality,
        addressees=tuple(entry.addressees),
        acts=expand_acts(entry.acts),
        counter_acts=expand_acts(entry.counter_acts),
        area=_area(entry.area),
        area_name=entry.area.name if entry.area else "",
        area_names=tuple(entry.area.names) if entry.area else (),
        starts_at=starts_at,
        ends_at=entry.ends,
        deadline_at=entry.deadline,
        clock=_build_clock(entry.clock, starts_at),
        rate=_build_rate(entry.rate),
        quotas=tuple(_build_quota(q) for q in entry.quotas),
        depends_on=tuple(entry.depends_on),
        readings=tuple(_build_reading(r) for r in entry.readings),
        clause=entry.clause,
        source=entry.source,
    )


def _build_clock(entry: ClockEntry | None, starts_at: datetime | None) -> model.Clock | None:
    start = (entry.starts if entry else None) or starts_at
    if entry is None or start is None:
        return None
    return model.Clock(
        starts_at=start,
        length=entry.length,
        continuous=entry.continuous,
        reset_by=tuple(entry.reset_by),
        may_reset=tuple(entry.may_reset),
        may_renew=tuple(entry.may_renew),
    )


def _build_rate(entry: RateEntry | None) -> model.Rate | None:
    if entry is None:
        return None
    return model.Rate(
        what=entry.what,
        low=entry.at_least,
        per_days=entry.every.days,
        stage=entry.stage,
        share_words=tuple(entry.of),
    )


def _build_quota(entry: QuotaEntry) -> model.Quota:
    return model.Quota(
        what=entry.what,
        by=entry.by,
        low=entry.at_least,
        enough=entry.at_least if entry.at_most is None else entry.at_most,
        for_each_by=entry.for_each_by or "",
    )


def _area(entry: AreaEntry | None) -> tuple[str, ...]:
    return tuple(entry.places) if entry else ()


def _build_reading(entry: ReadingEntry) -> model.Reading:
    return model.Reading(
        reading_id=entry.id,
        text=entry.text,
        held_by=tuple(entry.held_by),
        acts=expand_acts(entry.acts),
        area=_area(entry.area),
        addressees=tuple(entry.addressees),
    )
