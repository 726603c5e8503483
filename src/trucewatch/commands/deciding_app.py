"""The options of `decide`: what a person decided, into the desk's ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from trucewatch.commands.options import HERE, AgreementOption, AsJson, By, DeskOption, Reason

decide_app = typer.Typer(no_args_is_help=True, help="Record what a person decided, in the desk's ledger.")


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.add_typer(decide_app, name="decide")


ClaimIds = Annotated[list[str], typer.Argument(metavar="CLAIM…", help="Ids of claims, or their beginnings.")]


@decide_app.command("accept")
def decide_accept(claims: ClaimIds, reason: Reason, by: By, desk: DeskOption = HERE) -> None:
    """Accept claims: the perspective "reviewed" takes their word."""
    from trucewatch.commands import deciding

    deciding.review("accept", claims, reason, by, desk)


@decide_app.command("reject")
def decide_reject(claims: ClaimIds, reason: Reason, by: By, desk: DeskOption = HERE) -> None:
    """Reject claims: they are left out of what is built, until the rejection is withdrawn."""
    from trucewatch.commands import deciding

    deciding.review("reject", claims, reason, by, desk)


@decide_app.command("correct")
def decide_correct(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's id, or its beginning.")],
    set_: Annotated[
        list[str],
        typer.Option("--set", metavar="FIELD=VALUE", help="As stance=denied, or killed=12@TWELVE WORDS OF THE REPORT."),
    ],
    reason: Reason,
    by: By,
    desk: DeskOption = HERE,
) -> None:
    """Correct fields of a claim, with the words that say so; the machine's reading is kept beside it."""
    from trucewatch.commands import deciding

    deciding.correct(claim, set_, reason, by, desk)


@decide_app.command("reliability")
def decide_reliability(json: AsJson = False, desk: DeskOption = HERE) -> None:
    """Say how well reviewers agree: raw agreement, Krippendorff's alpha and prevalence, field by field."""
    from trucewatch.commands import deciding

    deciding.reliability(json, desk)


@decide_app.command("reset")
def decide_reset(
    provision: Annotated[str, typer.Argument(metavar="PROVISION", help="The term whose clock it is.")],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day of the reset; the next is day 1.")],
    party: Annotated[list[str], typer.Option("--party", metavar="NAME", help="Who declared it; once for each.")],
    words: Annotated[str, typer.Option("--words", metavar="TEXT", help="The exact words of a report that say so.")],
    reason: Reason,
    by: By,
    agreement: AgreementOption = None,
    desk: DeskOption = HERE,
) -> None:
    """Record that guarantors declared a count reset, with the words that say so."""
    from trucewatch.commands import deciding

    deciding.reset(provision, on, party, words, reason, by, agreement, desk)


@decide_app.command("withdraw")
def decide_withdraw(
    number: Annotated[
        str, typer.Argument(metavar="NUMBER", help="The decision's number, or what views call it; see decide list.")
    ],
    reason: Reason,
    by: By,
    desk: DeskOption = HERE,
) -> None:
    """Take a decision back; it stays on record."""
    from trucewatch.commands import deciding

    deciding.withdraw(number, reason, by, desk)


@decide_app.command("list")
def decide_list(json: AsJson = False, desk: DeskOption = HERE) -> None:
    """List all decisions with their numbers."""
    from trucewatch.commands import deciding

    deciding.list_all(json, desk)
