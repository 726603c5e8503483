"""The main path: five verbs on plain values; no clock, no network, no database, which a command line or desk adds.

reports ──read──▶ Document ──extract──▶ Claim ──resolve──▶ Situation ──assess──▶ Assessment ──publish──▶ brief
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from trucewatch.access.figures import build_figures
from trucewatch.access.movements import build_movements
from trucewatch.claims.corrected import correct_claims
from trucewatch.claims.extract import extract_all
from trucewatch.compliance.assess import assess as assess_provisions
from trucewatch.compliance.decided import find_resets, find_reviewed
from trucewatch.errors import UnreadableError
from trucewatch.identity.resolve import resolve_identities
from trucewatch.incidents.declarations import build_declarations
from trucewatch.incidents.findings import sign
from trucewatch.incidents.memory import Memory
from trucewatch.incidents.resolved import resolve_incidents
from trucewatch.model.agreement import Agreement
from trucewatch.model.assessment import Assessment, Perspective
from trucewatch.model.claim import Claim
from trucewatch.model.collection import Records
from trucewatch.model.decision import Decision
from trucewatch.model.document import Document
from trucewatch.model.situation import Situation, in_order
from trucewatch.packs.agreement import load_agreement
from trucewatch.plugins import find_renderer
from trucewatch.publishing.brief import build_brief
from trucewatch.publishing.seal import seal
from trucewatch.reading import read_document
from trucewatch.reading.files import find_files, load_bytes, unique

Documents = Sequence[Document]
Claims = Sequence[Claim]
Decisions = Sequence[Decision]
TOGETHER = 16  # documents parsed as one stream: more is not faster


def read(*paths: str | Path, published_on: date | None = None) -> Records[Document]:
    """Read files and folders of reports; offsets of everything later index ``Document.text``.

    ``published_on`` dates documents that the user knows the date of.  A file that cannot be read gives a warning and
    the rest is kept; raises :class:`~trucewatch.errors.UnreadableError` when nothing could be read.
    """
    files, problems = find_files([str(p) for p in paths])
    documents: list[Document] = []
    for file in files:
        try:
            documents.append(read_document(load_bytes(file), file, published_on=published_on))
        except UnreadableError as error:
            problems = (*problems, str(error))
    if not documents:
        raise UnreadableError("; ".join(problems) or "no file was given; name a file or a folder")
    for problem in problems:
        warnings.warn(problem, stacklevel=2)
    return Records(unique(documents))


def extract(documents: Iterable[Document]) -> Records[Claim]:
    """Every claim of the documents, in order, its actors and places looked up in the packs."""
    return Records(claim for _, claims in extract_each(documents) for claim in claims)


def extract_each(documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """The same as a stream, some documents at a time: memory doesn't grow with their number."""
    stream = iter(documents)
    while group := tuple(islice(stream, TOGETHER)):
        for document, claims in zip(group, extract_all(group), strict=True):
            yield document, resolve_identities(claims, (document,))


def known_by(documents: Documents, as_of: date) -> tuple[Document, ...]:
    """The documents published on or before ``as_of``, and those that bear no date."""
    return tuple(d for d in documents if d.published.on is None or d.published.on <= as_of)


def resolve(documents: Documents, claims: Claims, decisions: Decisions = (), memory: Memory | None = None) -> Situation:
    """The picture that the claims draw together: incidents, movements, figures, declarations, origins.

    Claims of documents that are not among ``documents`` are left out, and so is every restricted document: it must not
    move a single figure of a public output.  The order is by content, not as given.  ``decisions`` correct, reject,
    link, separate, join, grade, find; ``memory`` only saves time: it keeps what was worked out, for the next call.
    """
    public, told = in_order((d for d in documents if not d.restricted), claims)
    kept = correct_claims(told, decisions)
    origins, built = resolve_incidents(public, kept, decisions, memory)
    return Situation(
        documents=public,
        claims=kept,
        origins=origins,
        incidents=sign(built, decisions),
        movements=build_movements(public, kept, origins),
        figures=build_figures(public, kept, origins, built),
        declarations=build_declarations(public, kept, built),
        decisions=tuple(decisions),
    )


def situation_as_of(
    documents: Documents, claims: Claims, as_of: date, decisions: Decisions = (), memory: Memory | None = None
) -> Situation:
    """The situation by what had been published on ``as_of``; ``decisions`` are those taken by then."""
    return resolve(known_by(documents, as_of), claims, decisions, memory)


def assess(
    situation: Situation,
    agreement: Agreement | str,
    as_of: date,
    perspective: str | Perspective = "all",
    party_id: str = "",
    decisions: Decisions = (),
) -> Records[Assessment]:
    """Weigh every provision as of a day; ``agreement`` is a bundled id, a path or a value.

    ``decisions`` are those taken by then: claims that a reviewer accepted, resets that guarantors declared.
    Raises :class:`~trucewatch.errors.UnknownNameError` or :class:`~trucewatch.errors.PackError`.
    """
    terms = load_agreement(agreement) if isinstance(agreement, str) else agreement
    reviewed, resets = find_reviewed(decisions), find_resets(decisions, terms)
    return Records(assess_provisions(situation, terms, as_of, perspective, party_id, reviewed=reviewed, resets=resets))


def publish(
    situation: Situation,
    agreement: Agreement | str | None,
    as_of: date,
    format: str = "html",
    notes: Sequence[str] = (),
    versions: Mapping[str, str] | None = None,
    decisions: Decisions = (),
) -> str:
    """The brief as ``html``, ``md``, ``json``, ``text``, or as a plug-in renders it; same values, same bytes.

    ``notes`` stand at the top of the brief; ``versions`` say what read the reports; ``decisions`` as for ``assess``.
    """
    terms = load_agreement(agreement) if isinstance(agreement, str) else agreement
    verdicts = assess(situation, terms, as_of, decisions=decisions) if terms else Records[Assessment]()
    brief = build_brief(
        situation, terms, tuple(verdicts), as_of, notes=tuple(notes), ledger_head=seal(situation), versions=versions
    )
    return find_renderer(format)(brief)
