"""The form for field monitors as an XLSForm (xlsform.org): a workbook that KoBoToolbox and ODK read."""

from __future__ import annotations

from trucewatch.access.lexicon import load_categories
from trucewatch.packs.access_tables import load_tables
from trucewatch.publishing.incidentrows import Cell
from trucewatch.publishing.tablefiles import Sheet, write_book


def make_form() -> bytes:
    """The workbook with its sheets ``survey``, ``choices`` and ``settings``; always the same bytes.

    It asks for no name of who fills it in; what a submission's metadata holds is left out on import.
    """
    form = load_tables().form
    survey: list[list[Cell]] = [
        [q.type, q.name, q.label, "yes" if q.needed else None, q.when or None] for q in form.questions
    ]
    labels = {f"c{c.number}": f"{c.number}. {c.label}" for c in load_categories()}
    choices: list[list[Cell]] = [
        [list_, name, labels[name] if list_ == "constraint" else label]
        for list_, options in form.choices.items()
        for name, label in options.items()
    ]
    settings: list[list[Cell]] = [[form.title, form.id, form.version]]
    return write_book(
        [
            Sheet("survey", ("type", "name", "label", "required", "relevant"), survey),
            Sheet("choices", ("list_name", "name", "label"), choices),
            Sheet("settings", ("form_title", "form_id", "version"), settings),
        ]
    )
