"""What a command looks at: the reports that it is given, or those of a desk; either as of any day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from trucewatch.commands.console import now, parse_day
from trucewatch.commands.sources import Sources
from trucewatch.desk.view import View
from trucewatch.errors import UsageError

Looks = Callable[[str | None], View]
"""From a day in ISO form (None: the default one) to the view of it."""


def look(desk_folder: Path, as_of: str | None) -> View:
    """Open a desk and resolve what is public of it as of a day (None: today)."""
    from trucewatch.desk.view import view_as_of
    from trucewatch.ledger.desk import open_desk

    return view_as_of(open_desk(desk_folder), parse_day(as_of, "--as-of") or now().date())


class Given:
    """Reports given on the command line: read once, looked at as of any day."""

    def __init__(self, paths: Sequence[str], published_on: str | None = None) -> None:
        from trucewatch import pipeline
        from trucewatch.reading.files import unique

        self._sources = Sources(paths, parse_day(published_on, "--published-on"))
        pairs = list(pipeline.extract_each(unique(self._sources.documents())))
        if not pairs:
            self._sources.end()
        self._documents = [document for document, _ in pairs]
        self._claims = [claim for _, found in pairs for claim in found]

    def look(self, as_of: str | None) -> View:
        """The view of a day; of the newest report's day when none is asked for, which a note says."""
        from trucewatch.pipeline import situation_as_of

        day, notes = parse_day(as_of, "--as-of"), []
        if day is None:
            dates = [d.published.on for d in self._documents if d.published.on]
            day = max(dates, default=now().date())
            why = "the day of the newest report" if dates else "today, since no report bears a date"
            notes.append(f"No day was asked for: this is the view of {day}, {why}.")
        later = [d for d in self._documents if d.published.on and d.published.on > day]
        if later:
            notes.append(f"{len(later)} of the reports given bear a later date and were left out.")
        return View(day, situation_as_of(self._documents, self._claims, day), tuple(notes))

    def end(self) -> None:
        """Leave the command with the status that the reading earned."""
        self._sources.end()


def required_agreement(view: View, given: str | None) -> str:
    """The agreement asked for, or else the desk's own; raises :class:`UsageError` when there is none."""
    if found := given or view.agreement:
        return found
    raise UsageError("no agreement is named; add --agreement ID (see: trucewatch agreement list) or set it in the desk")
