"""How an agreement's phases follow on one another, drawn for a terminal or as a Mermaid diagram."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from trucewatch.model.agreement import Agreement, Provision


def draw_phases(agreement: Agreement, width: int) -> Iterator[str]:
    """Boxes for what comes first, an arrow for what follows, all conditions of a step on its arrow."""
    later = [p for p in agreement.provisions if p.depends_on]
    if not later:
        yield "  one phase: no term waits for another"
        return
    for provision in later:
        needed = [agreement.provision(i) for i in provision.depends_on]
        column = min(max(len(p.title) for p in needed), width - 12)
        for i, condition in enumerate(needed):
            days = f", {length_in_words(condition.clock.length)}" if condition.clock else ""
            join = "─┐" if i == 0 else "─┤"
            yield f"  [ {condition.title:<{column}} ]{join if len(needed) > 1 else '─►'}{days.replace(', ', ' ')}"
        if len(needed) > 1:
            yield f"{' ' * (column + 7)}└─► all of them, then"
        yield f"  [ {provision.title} ]"


def draw_mermaid(agreement: Agreement) -> str:
    """The same as a Mermaid flow chart: a node a term, an arrow from each condition to what waits for it.

    Permissions and terms that nothing waits for and that wait for nothing stand in the first phase.
    """
    lines = ["flowchart LR"]
    for provision in agreement.provisions:
        if provision.modality != "permission":
            lines.append(f'  {_node(agreement, provision)}["{_label(provision)}"]')
    for provision in agreement.provisions:
        for condition in provision.depends_on:
            lines.append(f"  {_node(agreement, agreement.provision(condition))} --> {_node(agreement, provision)}")
    return "\n".join(lines) + "\n"


def _node(agreement: Agreement, provision: Provision) -> str:
    return f"t{agreement.provisions.index(provision) + 1}"


def _label(provision: Provision) -> str:
    days = f"<br/>{length_in_words(provision.clock.length)}" if provision.clock else ""
    return provision.title.replace('"', "#quot;") + days


def length_in_words(length: timedelta) -> str:
    """``7 days``, ``36 hours``."""
    hours = int(length.total_seconds() // 3600)
    number, unit = (hours // 24, "day") if hours % 24 == 0 else (hours, "hour")
    return f"{number} {unit}{'' if number == 1 else 's'}"
