"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DeskOption = Annotated[Path, typer.Option("--desk", help="The desk's folder.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The day whose view is wanted.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it stays in the ledger.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")]
Because = Annotated[str, typer.Option("--because", "--reason", metavar="TEXT", help="Why; it stays in the ledger.")]
Signed = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides; this machine's user if not given.")]
AgreementOption = Annotated[str | None, typer.Option("--agreement", metavar="ID", help="An id or a file.")]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Where to write; standard output if not given.")
]
HERE = Path()
