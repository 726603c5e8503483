"""The options of `redact`, `restrict`, `search`, `finding` and `grade`: what a desk's pages do, at a terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from trucewatch.commands.options import HERE, AsJson, Because, DeskOption, Signed

finding_app = typer.Typer(no_args_is_help=True, help="Sign what was found about an incident, or list what was signed.")


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (search, restrict, redact, grade):
        app.command()(command)
    app.add_typer(finding_app, name="finding")


Incident = Annotated[str, typer.Argument(metavar="INCIDENT", help="An incident's id, or how it begins.")]
OnPublic = Annotated[
    bool | None,
    typer.Option("--public/--all-reports", help="Whether it rests on public reports alone, and may be shown to all."),
]


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD…", help="suwayda also finds As-Suwaydāʾ and السويداء.")],
    of: Annotated[str, typer.Option("--of", metavar="WHAT", help="claims or reports; both if not given.")] = "",
    type: Annotated[str, typer.Option("--type", metavar="TYPE", help="Claims of one type, such as shelling.")] = "",
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Happened, or published, since.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Happened, or published, until.")] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="NUMBER", min=1, max=1000, help="At most so many.")] = 20,
    restricted: Annotated[bool, typer.Option("--restricted", help="Look into restricted reports too.")] = False,
    json: AsJson = False,
    desk: DeskOption = HERE,
) -> None:
    """Find claims and reports by their words, in any spelling; the newest recorded first."""
    from trucewatch.commands import searching

    searching.search(words, of, type, since, until, limit, restricted, json, desk)


def restrict(
    what: Annotated[str, typer.Argument(metavar="SOURCE|DOCUMENT", help="A publisher, or a report's path or hash.")],
    because: Because,
    by: Signed = "",
    open: Annotated[bool, typer.Option("--open", help="The other way: make it public.")] = False,
    json: AsJson = False,
    desk: DeskOption = HERE,
) -> None:
    """Keep a report, or all that a publisher brings, out of every public output, on every day."""
    from trucewatch.commands import restricting

    restricting.restrict(what, not open, because, by, json, desk)


def redact(
    document: Annotated[
        str | None, typer.Argument(metavar="DOCUMENT", help="A report's path, or how its SHA-256 begins.")
    ] = None,
    because: Annotated[
        str, typer.Option("--because", "--reason", metavar="TEXT", help="Why, without the words; it stays.")
    ] = "",
    words: Annotated[
        list[str] | None, typer.Option("--words", metavar="TEXT", help="Words, wherever they stand in it; repeat it.")
    ] = None,
    span: Annotated[
        list[str] | None, typer.Option("--span", metavar="START:END", help="Characters of its text; repeat it.")
    ] = None,
    whole: Annotated[bool, typer.Option("--whole", help="The whole report.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Only say what would go, and where it would stay.")] = False,
    finish: Annotated[bool, typer.Option("--finish", help="End redactions that were stopped half-way.")] = False,
    by: Signed = "",
    json: AsJson = False,
    desk: DeskOption = HERE,
) -> None:
    """Take words of a report, or all of it, out of the desk for ever; it cannot be taken back.

    Blocks stand in their place.  The ledger keeps that it was done, by whom, when and why, and the hashes.
    """
    from trucewatch.commands import redacting

    redacting.redact(document, words or [], span or [], whole, because, by, check, finish, json, desk)


def grade(
    incident: Incident,
    value: Annotated[str, typer.Argument(metavar="GRADE", help="confirmed, fair, weak, contested or discounted.")],
    because: Because,
    by: Signed = "",
    public: OnPublic = None,
    json: AsJson = False,
    desk: DeskOption = HERE,
) -> None:
    """Sign a grade of your own for an incident; it stands beside the rule's."""
    from trucewatch.commands import signing

    signing.grade(incident, value, because, by, public, json, desk)


@finding_app.command("issue")
def finding_issue(
    incident: Incident,
    found: Annotated[str, typer.Option("--found", metavar="TEXT", help="What is found, in a sentence.")],
    standard: Annotated[
        str, typer.Option("--standard", metavar="TEXT", help="The standard of proof: 'reasonable grounds to believe' …")
    ],
    because: Because,
    by: Signed = "",
    public: OnPublic = None,
    json: AsJson = False,
    desk: DeskOption = HERE,
) -> None:
    """Sign a finding on an incident, to a stated standard of proof; undo takes it back."""
    from trucewatch.commands import signing

    signing.issue(incident, found, standard, because, by, public, json, desk)


@finding_app.command("list")
def finding_list(json: AsJson = False, desk: DeskOption = HERE) -> None:
    """List findings and grades that stand, with who signed them and on what."""
    from trucewatch.commands import signing

    signing.list_all(json, desk)
