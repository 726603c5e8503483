"""The order and the headings in which `trucewatch --help` lists the commands: as a desk is used, from its start."""

from __future__ import annotations

from typing import Any

OVERVIEW: dict[str, tuple[str, ...]] = {
    "Start, and bring reports in": ("init", "add", "import", "status"),
    "Look": ("claims", "incidents", "assess", "access", "search", "explain", "compare"),
    "Take it out": ("brief", "export", "serve"),
    "Decide and correct": (
        "link", "separate", "same-origin", "other-origin", "decide", "finding", "grade", "undo", "restrict", "redact",
    ),
    "Know beforehand": ("agreement", "places", "perspective"),
    "Run a desk for a team": ("user",),
    "Tables without a desk": ("group",),
    "Parts of the way, as text and JSON": ("extract", "attributions", "text"),
}  # fmt: skip
"""Heading → commands.  One that stands nowhere here is listed at the end."""


def arrange(group: Any) -> None:
    """Put the commands of Typer's group in that order, under those headings."""
    placed = [(name, heading) for heading, names in OVERVIEW.items() for name in names if name in group.commands]
    for name, heading in placed:
        group.commands[name].rich_help_panel = heading
    named = [name for name, _ in placed]
    rest = [name for name in group.commands if name not in named]
    group.commands = {name: group.commands[name] for name in [*named, *rest]}
