"""`incidents show ID`: one incident with its accounts side by side, in 80 columns or as JSON."""

from __future__ import annotations

import io
import json
import textwrap
from collections.abc import Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from trucewatch.commands.console import write
from trucewatch.commands.correcting import find_incident
from trucewatch.commands.lookup import plain
from trucewatch.commands.material import look
from trucewatch.incidents.corrections import find_corrections
from trucewatch.incidents.doubt import say_doubts
from trucewatch.incidents.forwarding import PREFIX, earlier_ids
from trucewatch.ledger.codec import to_plain
from trucewatch.model.incident import ATTRIBUTES, Account, Incident, Position
from trucewatch.model.situation import Situation

_WIDTH = 80
_ABREAST = 3
"""Accounts that stand side by side before the next begin below them."""


def show(given: str, as_of: str | None, as_json: bool, desk: Path) -> None:
    """Print the incident whose id begins with ``given``, or which took that one in."""
    view = look(desk, as_of)
    incident = find_incident(given, view.situation)
    came_from = earlier_ids(incident, find_corrections(view.decisions))
    notes = [*view.notes]
    if not incident.incident_id.startswith(PREFIX + given.removeprefix(PREFIX)):
        notes.append(f"{given} is now part of {incident.incident_id}.")
    if as_json:
        row = to_plain(incident) | {"came_from": list(came_from), "notes": notes}
        for position in row["positions"]:
            position["independent_origins"] = len(position["origins"])
        write(json.dumps(row, ensure_ascii=False, indent=1), None)
    else:
        write("\n".join([*_wrapped(notes, ""), *_lines(incident, view.situation, came_from)]), None)


def _lines(incident: Incident, situation: Situation, came_from: Sequence[str]) -> list[str]:
    origins = _count(len(incident.origins), "independent origin")
    lines = [*_wrapped([incident.title], ""), incident.incident_id]
    lines += [f"  made from {i}" for i in came_from]
    lines += _wrapped([f"{incident.grade_reason.rstrip('.')}; {origins}.", *incident.judged], "")
    lines += _section("Contradictions", _wrapped(incident.contradictions, "  "))
    lines += _section("Responsibility", _wrapped(_responsibility(incident), "  "))
    lines += _section("Positions", [line for a in ATTRIBUTES for line in _positions(incident.positions_on(a))])
    lines += _section("Accounts side by side", _side_by_side(incident))
    numbered = enumerate(incident.accounts, 1)
    lines += _section("In their words", [line for n, a in numbered for line in _words(n, a, situation)])
    lines += _section("Why they are one", _wrapped(incident.links, "  "))
    titles = {i.incident_id: i.title for i in situation.incidents}
    lines += _section("How many it may be", _wrapped(say_doubts(incident, titles), "  "))
    lines += _section("Near misses", _wrapped(incident.near_misses, "  "))
    return lines


def _responsibility(incident: Incident) -> list[str]:
    fields = (("claimed by", incident.claimed_by), ("denied by", incident.denied_by), ("assessed", incident.assessed))
    return [f"{name}: {', '.join(who)}" for name, who in fields if who]


def _positions(positions: Sequence[Position]) -> list[str]:
    if not positions:
        return []
    lines = [f"  {positions[0].attribute}"]
    for p in positions:
        who, stance = ", ".join(p.claimants), "" if p.stance == "asserted" else f"{p.stance}; "
        lines += _wrapped([f"{p.value} ({stance}{who}; {_count(len(p.origins), 'independent origin')})"], "    ")
    return lines


def _side_by_side(incident: Incident) -> list[str]:
    out = io.StringIO()
    console = Console(width=_WIDTH, file=out, color_system=None, highlight=False, legacy_windows=False)
    numbered = list(enumerate(incident.accounts, 1))
    for start in range(0, len(numbered), _ABREAST):
        some = numbered[start : start + _ABREAST]
        table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), show_edge=False)
        table.add_column("", width=14)
        for number, account in some:
            table.add_column(Text(plain(f"{number}. {' ← '.join(account.claimants)}")), width=18, overflow="fold")
        for attribute in ATTRIBUTES:
            told = [_told(account, incident.positions_on(attribute)) for _, account in some]
            if any(told):
                table.add_row(attribute, *(Text(t or "–") for t in told))
        console.print(table)
        console.print()
    return [line.rstrip() for line in out.getvalue().rstrip().split("\n")]


def _told(account: Account, positions: Sequence[Position]) -> str:
    own = (p for p in positions if set(p.claim_ids) & set(account.claim_ids))
    return plain("; ".join(p.value if p.stance == "asserted" else f"{p.value} ({p.stance})" for p in own))


def _words(number: int, account: Account, situation: Situation) -> list[str]:
    documents = [situation.document(i) for i in account.document_ids]
    papers = "; ".join(f"{d.path} ({d.published.on or 'undated'})" for d in documents)
    lines = _wrapped([f"{number}. {' ← '.join(account.claimants)}, in {papers}"], "  ")
    for claim_id in account.claim_ids:
        claim = situation.claim(claim_id)
        stance = "" if claim.stance == "asserted" else f"{claim.stance}: "
        lines += _wrapped([f"{claim_id.removeprefix('sha256:')[:8]}  {stance}“{claim.span.quote}”"], "     ")
    return lines


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return ["", title, *lines] if lines else []


def _wrapped(paragraphs: Sequence[str], indent: str) -> list[str]:
    hanging = f"{indent}  " if indent else ""
    return [
        line
        for p in paragraphs
        for line in textwrap.wrap(plain(p), _WIDTH, initial_indent=indent, subsequent_indent=hanging)
    ]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
