"""The command line: options here, work in ``commands/``.

Exit status: 0 all well · 1 some of the input could not be read, or a case failed · 2 nothing could be done.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Annotated

import typer

from trucewatch import __version__
from trucewatch.commands import (
    access_app,
    correcting_app,
    deciding_app,
    grouping_app,
    knowledge_app,
    operations_app,
    overview,
    serving_app,
)
from trucewatch.commands.options import HERE, AgreementOption, AsJson, AsOf, DeskOption, Out
from trucewatch.errors import TrucewatchError, UsageError

_INTERRUPTED = 130

app = typer.Typer(
    name="trucewatch",
    help="Ceasefire reports in, an account that can be checked out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
knowledge_app.register(app)
deciding_app.register(app)
correcting_app.register(app)
operations_app.register(app)
serving_app.register(app)
access_app.register(app)
grouping_app.register(app)

Paths = Annotated[list[str], typer.Argument(metavar="PATH…", help="Files or folders of .txt, .md, .html or .pdf.")]
Reports = Annotated[list[str] | None, typer.Argument(metavar="[PATH…]", help="Reports; none: the desk's.")]
PublishedOn = Annotated[
    str | None, typer.Option("--published-on", metavar="DATE", help="The day on which the reports were published.")
]
PartyOption = Annotated[str, typer.Option("--party", metavar="NAME", help="For one party only.")]


@app.callback(invoke_without_command=True)
def version(
    context: typer.Context,
    show: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="With --version: also parser, model and knowledge.")
    ] = False,
) -> None:
    """Ceasefire reports in, an account that can be checked out."""
    if show:
        typer.echo(f"trucewatch {__version__}")
        if verbose:
            from trucewatch.commands import versions

            typer.echo(versions.verbose())
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit


@app.command()
def brief(
    paths: Reports = None,
    agreement: AgreementOption = None,
    as_of: AsOf = None,
    published_on: PublishedOn = None,
    out: Out = None,
    format: Annotated[str, typer.Option("--format", help="html, md, json or text.")] = "",
    desk: DeskOption = HERE,
) -> None:
    """Publish a brief, of the reports given or of the desk."""
    chosen = format or _format_of(out)
    if paths:
        from trucewatch.commands import reports

        reports.brief(paths, agreement, as_of, published_on, out, chosen)
    else:
        from trucewatch.commands import desk as desks

        desks.brief(desk, agreement, as_of, out, chosen)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DESK", help="The folder to make.")],
    agreement: Annotated[str, typer.Option("--agreement", metavar="ID", help="The agreement that it watches.")] = "",
) -> None:
    """Make a desk: a folder that remembers."""
    from trucewatch.commands import desk

    desk.init(folder, agreement)


@app.command()
def add(
    paths: Paths,
    published_on: PublishedOn = None,
    restricted: Annotated[bool, typer.Option("--restricted", help="Keep out of every public output.")] = False,
    desk: DeskOption = HERE,
) -> None:
    """Read reports into the desk; adding a file twice changes nothing."""
    from trucewatch.commands import desk as desks

    desks.add(desk, paths, published_on, restricted)


@app.command("import")
def import_(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A .csv, .xlsx, .parquet, or a form's .json or .jsonl.")],
    dialect: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="NAME",
            help="acled, ucdp-ged, awsd, airwars, trucewatch, convoys, people, kobo; none: by header.",
        ),
    ] = None,
    mapping: Annotated[Path | None, typer.Option("--map", metavar="FILE", help="A mapping of your own (YAML).")] = None,
    publisher: Annotated[str, typer.Option("--publisher", metavar="NAME", help="Whose table it is.")] = "",
    complete: Annotated[bool, typer.Option("--complete", help="It holds all rows: withdraw those it lacks.")] = False,
    restricted: Annotated[bool, typer.Option("--restricted", help="Keep out of every public output.")] = False,
    desk: DeskOption = HERE,
) -> None:
    """Take a table into the desk, row by row; importing again updates by id and doubles nothing.

    A bad row is named with its number and reason, and the rest is kept (exit status 1).
    """
    from trucewatch.commands import imports

    imports.import_table(desk, path, dialect, mapping, publisher=publisher, complete=complete, restricted=restricted)


@app.command()
def status(as_of: AsOf = None, json: AsJson = False, desk: DeskOption = HERE) -> None:
    """Say what the desk holds, and whether it is all as it was recorded."""
    from trucewatch.commands import desk as desks

    desks.status(desk, as_of, json)


@app.command()
def claims(as_of: AsOf = None, json: AsJson = False, desk: DeskOption = HERE) -> None:
    """List the claims: who says that what happened, in which words."""
    from trucewatch.commands import views

    views.claims(desk, as_of, json)


@app.command()
def export(
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH…]", help="Reports; none: the desk's.")] = None,
    name: Annotated[
        str, typer.Option("--as", metavar="FORMAT", help="csv, xlsx, geojson, jsonl, acled, ucdp-ged, …")
    ] = "csv",
    out: Out = None,
    as_of: AsOf = None,
    desk: DeskOption = HERE,
) -> None:
    """Write the incidents as a table that other programs read."""
    from trucewatch.commands import exports

    exports.export(paths or [], name, out, as_of, desk)


@app.command()
def assess(
    paths: Reports = None,
    agreement: AgreementOption = None,
    as_of: AsOf = None,
    perspective: Annotated[
        str, typer.Option("--perspective", metavar="NAME", help="Whose word is taken: a name, a file, or all.")
    ] = "all",
    party: PartyOption = "",
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="PROVISION", help="The trace of one term.")
    ] = None,
    format: Annotated[str, typer.Option("--format", help="text, md or json.")] = "text",
    json: AsJson = False,
    published_on: PublishedOn = None,
    desk: DeskOption = HERE,
) -> None:
    """Weigh the agreement's terms as of a day, by the reports given or the desk's."""
    from trucewatch.commands import verdicts

    verdicts.assess(
        paths or [],
        agreement,
        as_of,
        perspective,
        party,
        explain,
        "json" if json else format,
        published_on,
        desk,
    )


@app.command()
def compare(
    paths: Reports = None,
    agreement: Annotated[
        list[str] | None, typer.Option("--agreement", metavar="ID", help="An id or a file; twice: compare the two.")
    ] = None,
    as_of: Annotated[
        list[str] | None, typer.Option("--as-of", metavar="DATE", help="The day; twice: compare the two.")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="What changed since that day.")] = None,
    perspective: Annotated[
        list[str] | None,
        typer.Option("--perspective", metavar="NAME", help="Whose word is taken; twice: compare the two."),
    ] = None,
    party: PartyOption = "",
    json: AsJson = False,
    published_on: PublishedOn = None,
    desk: DeskOption = HERE,
) -> None:
    """Compare two days, two perspectives, two agreements, or two versions of one: give that option twice."""
    from trucewatch.commands import comparing

    days = [*([since] if since else []), *(as_of or [])]
    comparing.compare(paths or [], agreement or [], days, perspective or [], party, json, published_on, desk)


@app.command()
def extract(
    paths: Paths,
    published_on: PublishedOn = None,
    format: Annotated[str, typer.Option("--format", help="jsonl.")] = "jsonl",
) -> None:
    """Write every claim as a line of JSON."""
    from trucewatch.commands import reports

    reports.extract(paths, published_on, format)


@app.command()
def explain(
    claim: Annotated[str, typer.Argument(metavar="CLAIM_ID", help="A claim's id, or how it begins.")],
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH…]", help="Its report; none: the desk's.")] = None,
    published_on: PublishedOn = None,
    json: AsJson = False,
    desk: DeskOption = HERE,
) -> None:
    """Say why a claim was read as it was."""
    from trucewatch.commands import explain as explanations

    explanations.explain(claim, paths or [], desk, published_on, json)


@app.command()
def attributions(paths: Paths, format: Annotated[str, typer.Option("--format", help="jsonl.")] = "jsonl") -> None:
    """Write every attribution (source, cue, content) as a line of JSON."""
    from trucewatch.commands import reports

    reports.attributions(paths, format)


@app.command()
def text(paths: Paths) -> None:
    """Print the text that the offsets of claims index."""
    from trucewatch.commands import reports

    reports.text(paths)


def _format_of(out: Path | None) -> str:
    """The format of a brief that was given none: by the ending of its file; HTML where there is no ending to go by."""
    endings = {".md": "md", ".json": "json", ".txt": "text", ".html": "html", ".htm": "html"}
    if out is None or not out.suffix:
        return "html"
    if out.suffix.lower() not in endings:
        known = ", ".join(e.removeprefix(".") for e in endings)
        raise UsageError(f"--out {out}: no format goes by {out.suffix!r}; end the name in {known}, or add --format")
    return endings[out.suffix.lower()]


def _say_fault(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """A fault of ours, in one line; TRUCEWATCH_DEBUG=1 shows the trace."""
    if os.environ.get("TRUCEWATCH_DEBUG"):
        sys.__excepthook__(kind, fault, trace)
        return
    said = (
        f"trucewatch: an internal fault ({kind.__name__}: {fault}).  Nothing recorded was changed by it; please report"
    )
    sys.stderr.write(f"{said} it with the output of the same command after: export TRUCEWATCH_DEBUG=1\n")


def main() -> None:
    """Run the command line; every expected fault is one line on standard error and a non-zero exit."""
    sys.excepthook = _say_fault
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="")
    try:
        # Not ``app()``, which would put Typer's own hook for faults in the place of ours; nor standalone, which tells
        # a wrong option in five lines and says nothing of an interruption.
        commands = typer.main.get_command(app)
        overview.arrange(commands)
        status = commands(standalone_mode=False)
        if status == _INTERRUPTED:
            raise KeyboardInterrupt
        sys.exit(status or 0)
    except TrucewatchError as error:
        typer.echo(f"trucewatch: {error}", err=True)
        sys.exit(error.exit_status)
    except BrokenPipeError:
        # The reader went away (head, less): nothing is wrong.  Python must not flush into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        typer.echo(f"trucewatch: the output cannot be written: {error.strerror}; free some space", err=True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(2)
    except KeyboardInterrupt:
        typer.echo("trucewatch: stopped; what was recorded so far is kept", err=True)
        sys.exit(_INTERRUPTED)
    except Exception as error:
        # What was typed is wrong.  The class of these faults is not public: they are known by how they tell themselves.
        if not hasattr(error, "format_message"):
            raise
        _say_mistyped(error.format_message(), getattr(error, "ctx", None))
        sys.exit(2)


def _say_mistyped(what: str, context: typer.Context | None) -> None:
    if what:  # else a group of commands was named alone, and its help is printed
        path = context.command_path if context else "trucewatch"
        typer.echo(f"trucewatch: {what.rstrip('.')}; see: {path} --help", err=True)


if __name__ == "__main__":
    main()
