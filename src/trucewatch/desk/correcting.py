"""What people correct about incidents, as decisions: two are one, claims do not belong, two reports are one source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from trucewatch.desk.picture import Picture
from trucewatch.desk.signing import check_text
from trucewatch.errors import UsageError
from trucewatch.model.decision import Decision
from trucewatch.model.incident import Incident


def make_link(one: Incident, other: Incident, reason: str, by: str, at: datetime) -> Decision:
    """Two incidents are one.  Raises :class:`UsageError`."""
    if one.incident_id == other.incident_id:
        raise UsageError("these are one incident already; choose two")
    payload = {
        "incidents": [one.incident_id, other.incident_id],
        "left": list(one.claim_ids),
        "right": list(other.claim_ids),
    }
    subjects = (one.claim_ids[0], other.claim_ids[0])
    return Decision(kind="link", subjects=subjects, payload=payload, reason=check_text(reason, "why"), by=by, at=at)


def make_separation(incident: Incident, claims: Sequence[str], reason: str, by: str, at: datetime) -> Decision:
    """Claims do not belong with the others of their incident.  Raises :class:`UsageError`."""
    named = tuple(c for c in incident.claim_ids if c in set(claims))
    others = [c for c in incident.claim_ids if c not in named]
    if not named or len(named) < len(set(claims)):
        raise UsageError("choose at least one claim, and only claims of this incident")
    if not others:
        raise UsageError("these are all claims of the incident; choose only those that do not belong")
    payload = {"incidents": [incident.incident_id], "others": others}
    return Decision(kind="separate", subjects=named, payload=payload, reason=check_text(reason, "why"), by=by, at=at)


def make_same_origin(picture: Picture, reports: Sequence[str], reason: str, by: str, at: datetime) -> Decision:
    """Two reports are one source.  Raises :class:`UsageError`."""
    named = _two(picture, reports)
    if picture.book.origin_of(named[0]) == picture.book.origin_of(named[1]):
        raise UsageError("these two reports share an origin already; nothing is to be decided")
    return _on_origins("same_origin", named, reason, by, at)


def make_other_origin(picture: Picture, reports: Sequence[str], reason: str, by: str, at: datetime) -> Decision:
    """Two reports that are taken for one source are two.  Raises :class:`UsageError`."""
    named = _two(picture, reports)
    if picture.book.origin_of(named[0]) != picture.book.origin_of(named[1]):
        raise UsageError("these two reports are two sources already; nothing is to be decided")
    return _on_origins("other_origin", named, reason, by, at)


def _two(picture: Picture, reports: Sequence[str]) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(reports))
    if len(named) != 2 or not set(named) <= picture.book.documents.keys():
        raise UsageError("choose two of the reports")
    return named


def _on_origins(kind: str, named: tuple[str, ...], reason: str, by: str, at: datetime) -> Decision:
    return Decision(kind=kind, subjects=named, payload={}, reason=check_text(reason, "why"), by=by, at=at)
