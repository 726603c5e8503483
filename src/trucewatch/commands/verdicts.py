"""`assess`: the verdict on each term as of a day, or the trace of one, as text, Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from trucewatch.commands.console import write
from trucewatch.commands.material import Given, look, required_agreement
from trucewatch.desk.view import View
from trucewatch.errors import UnknownNameError, UsageError
from trucewatch.ledger.codec import to_plain
from trucewatch.model.agreement import Agreement
from trucewatch.model.assessment import Assessment, Perspective

FORMATS = ("text", "md", "json")


def assess(
    paths: list[str],
    agreement: str | None,
    as_of: str | None,
    perspective: str,
    party: str,
    explain: str | None,
    format: str,
    published_on: str | None,
    desk: Path,
) -> None:
    """The verdict on each provision, or the trace of one."""
    from trucewatch.compliance.perspectives import find_perspectives
    from trucewatch.packs.agreement import load_agreement

    known_format(format)
    terms = load_agreement(agreement) if agreement else None
    given = Given(paths, published_on) if paths else None
    view = given.look(as_of) if given else look(desk, as_of)
    terms = terms or load_agreement(required_agreement(view, agreement))
    known = [p.provision_id for p in terms.provisions]
    if explain is not None and explain not in known:
        raise UnknownNameError(f"--explain {explain}: no such provision; this agreement has {', '.join(known)}")
    views = find_perspectives(terms, perspective)
    verdicts = weigh(view, terms, views, party)
    if explain is not None:
        verdicts = [v for v in verdicts if v.provision_id == explain]
    write(_show(verdicts, terms, view, views, explain is not None, format), None)
    if given:
        given.end()


def known_format(format: str) -> None:
    """Raises :class:`UsageError` for a format that there is not."""
    if format not in FORMATS:
        raise UsageError(f"--format {format}: there is no such format; use one of {', '.join(FORMATS)}")


def weigh(view: View, terms: Agreement, perspectives: Sequence[Perspective], party: str) -> list[Assessment]:
    """The assessments of all terms, perspective by perspective."""
    from trucewatch.pipeline import assess as assess_terms

    return [a for p in perspectives for a in assess_terms(view.situation, terms, view.as_of, p, party, view.decisions)]


def _show(
    verdicts: list[Assessment],
    terms: Agreement,
    view: View,
    perspectives: Sequence[Perspective],
    explained: bool,
    format: str,
) -> str:
    from trucewatch.compliance.explain import explain_words
    from trucewatch.compliance.table import WIDTH, tabulate, tabulate_markdown
    from trucewatch.compliance.wording import wrap

    if format == "json":
        return json.dumps(to_json(verdicts, terms, view, explained), ensure_ascii=False, indent=1)
    if explained:
        width = WIDTH if format == "text" else 0
        trace = explain_words(verdicts, terms, view.situation, perspectives=perspectives, width=width)
        return "\n".join([*(wrap([n], width) for n in view.notes), trace])
    head = [*view.notes, f"{terms.title}, as of {view.as_of}", ""]
    if format == "md":
        return "\n\n".join(
            [
                f"# {terms.title}, as of {view.as_of}",
                *view.notes,
                tabulate_markdown(verdicts, terms, perspectives=perspectives),
            ]
        )
    return "\n".join([wrap(head, WIDTH), tabulate(verdicts, terms)])


def to_json(verdicts: Sequence[Assessment], terms: Agreement, view: View, explained: bool = False) -> dict[str, Any]:
    """The assessments with the claims that they name; ``explained`` adds each one's trace in sentences."""
    from trucewatch.claims.contract import to_json as claim_to_json
    from trucewatch.compliance.explain import explain_lines

    rows = []
    for verdict in verdicts:
        row = to_plain(verdict) | {"label": verdict.label}
        if explained:
            row["trace"] = list(explain_lines(verdict, terms, view.situation))
        rows.append(row)
    named = {i for v in verdicts for e in (*v.against, *v.supporting, *v.set_aside) for i in e.claim_ids}
    claims = [c for c in view.situation.claims if c.claim_id in named]
    return {
        "agreement": {"id": terms.agreement_id, "version": terms.version, "title": terms.title},
        "as_of": view.as_of.isoformat(),
        "notes": list(view.notes),
        "assessments": rows,
        "claims": [claim_to_json(c, view.situation.document(c.document_id)) for c in claims],
    }
