"""`link | separate | same-origin | other-origin`: what a person knows better, appended to the ledger."""

from __future__ import annotations

from pathlib import Path

from trucewatch.commands.console import note
from trucewatch.commands.deciding import append, find_claim
from trucewatch.commands.material import look
from trucewatch.errors import UnknownNameError, UsageError
from trucewatch.incidents.forwarding import find_incidents
from trucewatch.ledger.desk import open_desk
from trucewatch.model.document import Document
from trucewatch.model.incident import Incident
from trucewatch.model.situation import Situation

_LEAST = 4
"""Characters of an id that must be given."""


def link(one: str, other: str, reason: str, by: str, folder: Path) -> None:
    """Record that two incidents are one."""
    situation = look(folder, None).situation
    left, right = find_incident(one, situation), find_incident(other, situation)
    if left == right:
        raise UsageError(f"{one} and {other} are one incident already, {left.incident_id}; give two")
    payload = {
        "incidents": [left.incident_id, right.incident_id],
        "left": list(left.claim_ids),
        "right": list(right.claim_ids),
    }
    append(open_desk(folder), "link", (left.claim_ids[0], right.claim_ids[0]), payload, reason, by)
    _say_where(left.claim_ids[:1], folder)


def separate(claims: list[str], reason: str, by: str, folder: Path) -> None:
    """Record that claims do not belong with the others of their incident."""
    situation = look(folder, None).situation
    known = [c.claim_id for c in situation.claims]
    named = tuple(dict.fromkeys(find_claim(c, known) for c in claims))
    holding = [i for i in situation.incidents if set(named) & set(i.claim_ids)]
    if len(holding) != 1 or not set(named) <= set(holding[0].claim_ids):
        raise UsageError("the claims are not all of one incident; give those of one, see: trucewatch incidents show ID")
    (incident,) = holding
    others = [c for c in incident.claim_ids if c not in named]
    if not others:
        raise UsageError(f"these are all the claims of {incident.incident_id}; name only those that do not belong")
    append(open_desk(folder), "separate", named, {"incidents": [incident.incident_id], "others": others}, reason, by)
    _say_where(named, folder)


def same_origin(one: str, other: str, reason: str, by: str, folder: Path) -> None:
    """Record that two reports are one source."""
    situation = look(folder, None).situation
    first, second = _find_document(one, situation), _find_document(other, situation)
    if situation.origin_of(first.document_id) == situation.origin_of(second.document_id):
        raise UsageError(f"{one} and {other} share an origin already; nothing is to be decided")
    append(open_desk(folder), "same_origin", (first.document_id, second.document_id), {}, reason, by)


def other_origin(one: str, other: str, reason: str, by: str, folder: Path) -> None:
    """Record that two reports, which their words or a chain of others join, are two sources."""
    situation = look(folder, None).situation
    first, second = _find_document(one, situation), _find_document(other, situation)
    if situation.origin_of(first.document_id) != situation.origin_of(second.document_id):
        raise UsageError(f"{one} and {other} are two sources already; nothing is to be decided")
    append(open_desk(folder), "other_origin", (first.document_id, second.document_id), {}, reason, by)


def find_incident(given: str, situation: Situation) -> Incident:
    """The one incident of an id or its beginning, also where others have taken it in since.

    Raises :class:`UnknownNameError`.
    """
    long_enough = len(given.removeprefix("incident-")) >= _LEAST
    found = find_incidents(given, situation.incidents, situation.claims) if long_enough else ()
    if len(found) != 1:
        why = f"fits {len(found)} incidents" if found else "is no incident of this desk"
        raise UnknownNameError(
            f"{given!r} {why}; give at least {_LEAST} characters of an id; see: trucewatch incidents"
        )
    return found[0]


def _find_document(given: str, situation: Situation) -> Document:
    bare = given.removeprefix("sha256:")
    named = [d for d in situation.documents if given in (d.path, Path(d.path).name)]
    found = named or [d for d in situation.documents if len(bare) >= _LEAST and d.sha256.startswith(bare)]
    if len(found) != 1:
        why = f"fits {len(found)} reports" if found else "is no report of this desk"
        raise UnknownNameError(f"{given!r} {why}; give its path as in: trucewatch claims, or its SHA-256")
    return found[0]


def _say_where(claim_ids: tuple[str, ...], folder: Path) -> None:
    now_in = [i for i in look(folder, None).situation.incidents if set(claim_ids) & set(i.claim_ids)]
    for incident in now_in:
        note(f"Now in {incident.incident_id}: {incident.title}.")
    if not now_in:
        note("Now in no incident.")
