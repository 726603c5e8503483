"""The redaction check: whether a file that is to go out holds anything of a restricted report.  Pure.

What goes out is built from the public projection, so nothing should ever be found; the check does not rely on it.  A
match in text is a run of words that no public report holds; a name counts when nothing public bears it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from trucewatch.desk.decodings import decodings, words_of
from trucewatch.model.claim import Claim
from trucewatch.model.document import Document

RUN = 6
"""Words in a row that give a text away."""
LEAST_NAME = 5
"""Letters of the shortest name that is looked for."""
LEAST_JOINED = 9
"""Letters of the shortest name that is also looked for with its words run together."""


@dataclass(frozen=True, slots=True)
class Leak:
    """Something of a restricted report in a file: which report, what of it, read by which encoding."""

    document_id: str
    what: str
    words: str
    how: str

    @property
    def sentence(self) -> str:
        """For who may see restricted reports."""
        return f"{self.what} of a restricted report, “{self.words}” ({self.how})"


@dataclass(frozen=True, slots=True)
class _Needle:
    document_id: str
    what: str
    words: str
    key: tuple[str, ...]


def find_leaks(
    content: bytes, documents: Sequence[Document], claims: Iterable[Claim], restricted: frozenset[str], known: str = ""
) -> tuple[Leak, ...]:
    """What of the restricted documents is in ``content``, each once with the first encoding that shows it.

    ``documents`` and ``claims`` are all that a desk holds, ``restricted`` the ids of those that may not appear;
    ``known`` is further public text (an agreement, a form's own words) whose names give nothing away.
    """
    hidden = [d for d in documents if d.document_id in restricted]
    if not hidden:
        return ()
    public = words_of(" ".join([known, *(_said(d) for d in documents if d.document_id not in restricted)]))
    harmless, spoken = _runs(public), f" {' '.join(public)} "
    texts = {d.document_id: {r: None for r in _runs_in_order(words_of(d.text)) if r not in harmless} for d in hidden}
    needles = [n for n in _needles(hidden, claims, restricted) if f" {' '.join(n.key)} " not in spoken]
    found: dict[tuple[str, str, str], Leak] = {}
    for how, text in decodings(content):
        words = words_of(text)
        runs = _runs(words)
        for document_id, own in texts.items():
            if hit := next((r for r in own if r in runs), None):
                found.setdefault((document_id, "text", ""), Leak(document_id, "text", " ".join(hit), how))
        apart, joined = f" {' '.join(words)} ", "".join(words)
        for n in needles:
            run_together = "".join(n.key)
            if f" {' '.join(n.key)} " in apart or (len(run_together) >= LEAST_JOINED and run_together in joined):
                found.setdefault((n.document_id, n.what, n.words), Leak(n.document_id, n.what, n.words, how))
    return tuple(found.values())


def _said(document: Document) -> str:
    return " ".join((document.text, document.title, document.publisher, document.author, document.path, document.url))


def _needles(hidden: Sequence[Document], claims: Iterable[Claim], restricted: frozenset[str]) -> Iterator[_Needle]:
    named: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for d in hidden:
        file = PurePosixPath(d.path.replace("\\", "/"))
        for what, words in (
            ("title", d.title), ("publisher", d.publisher), ("author", d.author), ("address", d.url),
            ("file name", file.name), ("file name", file.stem), ("record", d.record),
            ("hash", d.sha256), ("hash", d.text_sha256),
        ):  # fmt: skip
            named[d.document_id, what, words] = tuple(words_of(words))
        if len(words_of(d.text)) < RUN:
            named[d.document_id, "text", d.text] = tuple(words_of(d.text))
    for claim in claims:
        if claim.document_id in restricted:
            named[claim.document_id, "claim id", claim.claim_id] = (claim.claim_id.removeprefix("sha256:"),)
            for claimant in claim.claimants:
                words = " ".join(claimant.span.quote.split())
                named[claim.document_id, "claimant", words] = tuple(words_of(words))
    for (document_id, what, words), key in named.items():
        if sum(map(len, key)) >= LEAST_NAME:
            yield _Needle(document_id, what, words, key)


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(_runs_in_order(words))


def _runs_in_order(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
