"""`agreement list | show | check | test | schema`."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from trucewatch.commands.console import note, write
from trucewatch.errors import UsageError


def list_all(as_json: bool) -> None:
    """The bundled agreements."""
    from trucewatch.packs.agreement import list_agreements, load_agreement

    known = [load_agreement(name) for name in list_agreements()]
    if as_json:
        write(
            json.dumps([{"id": a.agreement_id, "title": a.title, "theatre": a.theatre} for a in known], indent=1), None
        )
    else:
        write("\n".join(f"{a.agreement_id:28} {a.title}" for a in known), None)


def show(name: str, as_json: bool, mermaid: bool) -> None:
    """An agreement in plain words: parties, terms, clocks, phases; or its phases alone as a Mermaid diagram."""
    from trucewatch.compliance.show import show as shown
    from trucewatch.ledger.codec import to_plain
    from trucewatch.packs.agreement import load_agreement

    terms = load_agreement(name)
    if mermaid:
        from trucewatch.compliance.phases import draw_mermaid

        write(draw_mermaid(terms), None)
    else:
        write(json.dumps(to_plain(terms), ensure_ascii=False, indent=1) if as_json else shown(terms), None)


def schema(of: str, out: Path | None) -> None:
    """The JSON Schema of one of an agreement's files, for editors."""
    from trucewatch.packs.editor_schema import SCHEMAS

    if of not in SCHEMAS:
        raise UsageError(f"--of {of}: there is no such file; use one of {', '.join(SCHEMAS)}")
    write(json.dumps(SCHEMAS[of](), ensure_ascii=False, indent=1), out)


def check(names: list[str]) -> None:
    """Check agreement files: every fault of every file, with line, reason and remedy."""
    from trucewatch.errors import PackError
    from trucewatch.packs.agreement import load_agreement

    faults = 0
    for name in names:
        try:
            terms = load_agreement(name)
        except PackError as error:
            faults += len(error.faults)
            note(str(error))
        else:
            write(f"{name}: {len(terms.provisions)} provisions, no fault", None)
    if faults:
        note(f"{faults} fault{'s' if faults > 1 else ''}")
        raise typer.Exit(2)


def test(names: list[str]) -> None:
    """Run the cases of agreements; each that comes out otherwise is said with what was expected and what came."""
    from trucewatch.compliance.cases import run_cases
    from trucewatch.packs.agreement import list_agreements

    failed = 0
    for name in names or list_agreements():
        results = run_cases(name)
        wrong = [r for r in results if not r.passed]
        failed += len(wrong)
        write(f"{name}: {len(results) - len(wrong)} of {len(results)} cases come out as written", None)
        for result in wrong:
            write(f"  {result.case_id}: {result.message}", None)
    if failed:
        raise typer.Exit(1)
