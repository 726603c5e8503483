"""`finding issue | list`, `grade`: what a person signs about an incident, appended to the ledger."""

from __future__ import annotations

import json
from pathlib import Path

from trucewatch.commands.console import note, now, write
from trucewatch.commands.correcting import find_incident
from trucewatch.commands.lookup import operator, plain
from trucewatch.desk.picture import Picture
from trucewatch.errors import UsageError
from trucewatch.ledger.desk import Desk, open_desk
from trucewatch.model.decision import Decision
from trucewatch.model.incident import Incident


def issue(
    given: str, found: str, standard: str, reason: str, by: str, public: bool | None, as_json: bool, folder: Path
) -> None:
    """Sign a finding."""
    from trucewatch.desk.signing import make_finding

    desk = open_desk(folder)
    picture = _picture(desk)
    incident = find_incident(given, picture.situation)
    rests = _rests(picture, incident, public)
    made = make_finding(picture, incident, found, standard, reason, rests, by.strip() or operator(), now())
    _append(desk, made, incident, rests, as_json)


def grade(given: str, value: str, reason: str, by: str, public: bool | None, as_json: bool, folder: Path) -> None:
    """Sign a grade."""
    from trucewatch.desk.signing import make_grade

    desk = open_desk(folder)
    picture = _picture(desk)
    incident = find_incident(given, picture.situation)
    rests = _rests(picture, incident, public)
    made = make_grade(picture, incident, value, reason, rests, by.strip() or operator(), now())
    _append(desk, made, incident, rests, as_json)


def list_all(as_json: bool, folder: Path) -> None:
    """Findings and grades that stand, in the order in which they were signed."""
    from trucewatch.desk.view import view_as_of
    from trucewatch.incidents.findings import find_signed, holder

    desk = open_desk(folder)
    whole = view_as_of(desk, now().date(), "all")
    public = view_as_of(desk, now().date(), "public")
    shown = {one.number for one in find_signed(public.decisions)}
    incidents = {i.incident_id: i for i in whole.situation.incidents}
    rows: list[dict[str, object]] = []
    for one in find_signed(whole.decisions):
        decision = whole.decisions[one.number - 1]
        held = holder(one, whole.situation.incidents)
        rows.append(
            {
                "number": one.number,
                "name": decision.name,
                "kind": one.kind,
                "by": one.by,
                "at": decision.at.isoformat(),
                "found": decision.payload.get("found", decision.payload.get("grade", "")),
                "standard": decision.payload.get("standard", ""),
                "reason": decision.reason,
                "incident": held or None,
                "title": incidents[held].title if held else None,
                "public": one.number in shown,
                "claims": list(one.claim_ids),
            }
        )
    if as_json:
        write(json.dumps(rows, ensure_ascii=False, indent=1), None)
        return
    lines = []
    for row in rows:
        seen = "" if row["public"] else " (not public)"
        standard = f" to the standard: {row['standard']}" if row["standard"] else ""
        lines.append(
            plain(f"{row['number']}. {row['kind']}{seen}, signed by {row['by']} on {str(row['at'])[:10]}{standard}")
        )
        lines.append(plain(f"   {row['found']}. It rests on: {row['reason']}"))
        lines.append(plain(f"   {row['title']} ({row['incident']})" if row["incident"] else "   of no incident now"))
    write("\n".join(lines) or "nothing is signed yet", None)


def _picture(desk: Desk) -> Picture:
    """Everything that the desk knows today, restricted reports too."""
    from trucewatch.desk.picture import derive, draw
    from trucewatch.desk.view import material_as_of

    day, held = now().date(), desk.contents()
    material = material_as_of(desk, day, "all", held)
    derived, _ = derive(material, None, day)
    return draw(material, None, day, "all", derived, held.head)


def _rests(picture: Picture, incident: Incident, public: bool | None) -> bool:
    """Whether what is signed rests on public reports alone; asks where that makes a difference and was not said."""
    from trucewatch.desk.signing import rests_on_restricted

    if public is None and rests_on_restricted(picture, incident):
        raise UsageError(
            "a restricted report speaks of this incident: add --public (it rests on the public ones alone, and is "
            "shown to all) or --all-reports (it rests on all, and is not public)"
        )
    return public is not False


def _append(desk: Desk, made: Decision, incident: Incident, public: bool, as_json: bool) -> None:
    number = desk.decide(made)
    if as_json:
        told = {"number": number, "name": made.name, "kind": made.kind, "incident": incident.incident_id}
        write(json.dumps({**told, "public": public}, ensure_ascii=False, indent=1), None)
        return
    note(f"Decision {number} ({made.name}) is recorded: {made.kind} on {incident.incident_id}.")
