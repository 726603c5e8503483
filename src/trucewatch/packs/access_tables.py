"""Tables of access that people fill in, and the form for field monitors: ``core/access-tables.yaml``."""

from __future__ import annotations

import functools
from pathlib import Path

from pydantic import field_validator, model_validator

from trucewatch.errors import UnknownNameError
from trucewatch.packs.load import Entry, read_yaml, validate

FILE = Path(__file__).parent.parent / "knowledge" / "core" / "access-tables.yaml"


class Column(Entry):
    """A column with its HXL hashtag, what to write in it, and an example."""

    name: str
    hxl: str
    note: str
    example: str | int | float

    @field_validator("hxl")
    @classmethod
    def _tag(cls, value: str) -> str:
        if not value.startswith("#"):
            raise ValueError(f"{value!r} is no HXL hashtag; it begins with #")
        return value


class TableForm(Entry):
    """One table to fill in; its ``id`` is the dialect that reads it."""

    id: str
    title: str
    columns: list[Column]


class Question(Entry):
    """A question of the form, as an XLSForm row; ``when`` is its ``relevant`` expression."""

    type: str
    name: str
    label: str
    needed: bool = False
    when: str = ""


class MonitorForm(Entry):
    """The form: lists of choices (name → label) and the questions in order."""

    id: str
    title: str
    version: str
    choices: dict[str, dict[str, str]]
    questions: list[Question]

    @model_validator(mode="after")
    def _lists(self) -> MonitorForm:
        asked = {q.type.partition(" ")[2] for q in self.questions if q.type.startswith("select_one ")}
        if missing := sorted(asked - set(self.choices)):
            raise ValueError(f"choices: {', '.join(missing)}: no such list; give its names and labels")
        return self


class TablesFile(Entry):
    """``access-tables.yaml``."""

    source: str
    tables: list[TableForm]
    form: MonitorForm


@functools.cache
def load_tables() -> TablesFile:
    """The shipped file; raises ``PackError`` with every fault when it has been spoilt."""
    return validate(TablesFile, read_yaml(FILE, "core/access-tables.yaml"))


def find_table(name: str) -> TableForm:
    """The table of that id; raises :class:`UnknownNameError`."""
    tables = load_tables().tables
    for table in tables:
        if table.id == name:
            return table
    raise UnknownNameError(f"--of {name}: no such table; there are {', '.join(t.id for t in tables)}")
