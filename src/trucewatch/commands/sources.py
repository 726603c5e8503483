"""Reading the files that a command is given: what cannot be read is said on one line each, and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import typer

from trucewatch.commands.console import note, progress
from trucewatch.errors import UnreadableError
from trucewatch.model.document import Document


class Sources:
    """Files and folders given on the command line, read one at a time.

    After iterating, ``read`` and ``failed`` count; :meth:`exit_status` is 0, 1 (some failed) or 2 (nothing read).
    """

    def __init__(self, paths: Sequence[str], published_on: date | None = None) -> None:
        from trucewatch.reading.files import find_files

        self._published_on = published_on
        self.files, problems = find_files(paths)
        self.read = 0
        self.failed = len(problems)
        for problem in problems:
            note(problem)

    def documents(self) -> Iterator[Document]:
        """Each readable document, in the order of its path."""
        return (document for _, document in self.with_bytes())

    def with_bytes(self) -> Iterator[tuple[bytes, Document]]:
        """Each readable document with its original bytes."""
        from trucewatch.reading import read_document
        from trucewatch.reading.files import load_bytes

        with progress(len(self.files), "reading") as meter:
            for file in self.files:
                meter.step()
                try:
                    raw = load_bytes(file)
                    document = read_document(raw, file, published_on=self._published_on)
                except UnreadableError as error:
                    self.failed += 1
                    note(str(error))
                    continue
                self.read += 1
                yield raw, document

    def exit_status(self) -> int:
        """0 all read, 1 some not, 2 none."""
        if not self.read:
            return 2
        return 1 if self.failed else 0

    def end(self) -> None:
        """Leave the command with the status that the reading earned."""
        if status := self.exit_status():
            raise typer.Exit(status)
