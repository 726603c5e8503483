"""What `trucewatch --help` lists, and in which order."""

import typer

from trucewatch.cli import app
from trucewatch.commands.overview import OVERVIEW, arrange


def test_help_lists_every_command_under_a_heading_from_the_start_of_a_desk_on():
    group = typer.main.get_command(app)
    known = set(group.commands)
    arrange(group)
    assert set(group.commands) == known
    assert list(group.commands) == [name for names in OVERVIEW.values() for name in names]
    assert list(group.commands)[:2] == ["init", "add"]
