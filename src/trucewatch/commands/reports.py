"""`extract`, `attributions`, `text`, `brief PATH…`: from files to results, with no desk."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from trucewatch.commands.console import parse_day, write
from trucewatch.commands.material import Given
from trucewatch.commands.sources import Sources
from trucewatch.errors import UsageError


def extract(paths: list[str], published_on: str | None, format: str) -> None:
    """Write one JSON object a claim, in text order, to standard output (`CONTRACT.md`)."""
    from trucewatch.claims.contract import to_json
    from trucewatch.pipeline import extract_each

    _only_jsonl(format)
    sources = Sources(paths, parse_day(published_on, "--published-on"))
    for document, claims in extract_each(sources.documents()):
        for claim in claims:
            sys.stdout.write(json.dumps(to_json(claim, document), ensure_ascii=False) + "\n")
    sys.stdout.flush()
    sources.end()


def attributions(paths: list[str], format: str) -> None:
    """Write one JSON object an attribution, in or out of the subject, to standard output."""
    from trucewatch.claims.attributions import extract_attributions

    _only_jsonl(format)
    sources = Sources(paths)
    for document in sources.documents():
        for found in extract_attributions(document):
            row = {
                "document": {"path": document.path, "sha256": document.sha256},
                "source": _span(found.source),
                "cue": _span(found.cue),
                "content": [_span(piece) for piece in found.content],
                "kind": found.kind,
            }
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    sources.end()


def text(paths: list[str]) -> None:
    """Print the text that the offsets of HTML, PDF and other files index, to the letter."""
    sources = Sources(paths)
    for document in sources.documents():
        sys.stdout.write(document.text)
    sys.stdout.flush()
    sources.end()


def brief(
    paths: list[str], agreement: str | None, as_of: str | None, published_on: str | None, out: Path | None, format: str
) -> None:
    """Read, extract, resolve, assess and publish in one go."""
    from trucewatch import pipeline
    from trucewatch.desk.versions import run_versions
    from trucewatch.packs.agreement import load_agreement
    from trucewatch.plugins import find_renderer

    terms = load_agreement(agreement) if agreement else None
    find_renderer(format)
    parse_day(as_of, "--as-of")
    given = Given(paths, published_on)
    view = given.look(as_of)
    write(pipeline.publish(view.situation, terms, view.as_of, format, view.notes, run_versions()), out)
    given.end()


def _only_jsonl(format: str) -> None:
    if format != "jsonl":
        raise UsageError(f"--format {format}: there is no such format; use jsonl")


def _span(span: object) -> dict[str, object] | None:
    from trucewatch.model.span import Span

    if not isinstance(span, Span):
        return None
    return {"text": span.quote, "start": span.start, "end": span.end}
