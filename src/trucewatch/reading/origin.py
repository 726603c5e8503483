"""Which documents share an origin: reprints and wire copies, told from look-alikes of one template or one event.

Candidates come from MinHash LSH over five-word runs (datasketch); each is then measured exactly.  Two bulletins of one
template share most of their words but not their numbers and names; two reporters at one event share those but not
their words.  A reprint shares both.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from trucewatch.model.document import Document, Origin
from trucewatch.reading.publisher import is_same_publisher
from trucewatch.reading.segment import FOREIGN

RUN = 5
"""Words in a run (shingle)."""
REPRINT = 0.8
"""The share of the shorter text's runs that must stand in the longer one."""
CREDITED = 0.5
"""The same where the document says that it owes its words to the other's publisher."""
FACTS = 0.9
"""The share of the shorter text's numbers, and of its names, that must stand in the longer one."""
SHORT = 20
"""Texts of fewer words must be equal: a common phrase is no reprint."""

_WORD = re.compile(r"\w+(?:['’.,]\w+)*")
_CLOSING = re.compile(r"[(\[]\s*([A-Z][^()\[\]]{1,60}?)\s*[)\]]\s*\.?\s*$")
# "One" is left out: it is a pronoun as often as a number.
_NUMBER_WORDS = frozenset(
    ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
     "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty",
     "sixty", "seventy", "eighty", "ninety", "hundred", "hundreds", "dozen", "dozens", "thousand", "thousands")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Print:
    """What of a document is compared."""

    document: Document
    words: tuple[str, ...]
    runs: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]


def find_origins(
    documents: Sequence[Document], *, joined: Mapping[tuple[str, str], str] | None = None
) -> tuple[Origin, ...]:
    """Every document in exactly one origin, in the order in which the origins first occur in ``documents``.

    The root is the earliest published telling (a document that credits another member comes after it, then by path);
    ``Origin.reasons`` tells for each other member the measured share.  The same documents in another order give the
    same origins.  A row of a table is an origin of its own.  ``joined``: pairs of document ids that a person says share
    an origin, each with the reason.
    """
    by_id = {d.document_id: d for d in reversed(documents)}
    # Rows of a table share their headers and set phrases, which says nothing about whose words they are.
    prints = [_print(d) for d in sorted(by_id.values(), key=_by_name) if not d.record]
    joins: dict[str, list[tuple[str, str]]] = {i: [] for i in by_id}
    groups = {i: {i} for i in by_id}
    judged = ((o.document.document_id, p.document.document_id, _judge(o, p)) for o, p in _candidates(prints))
    told = ((a, b, reason) for (a, b), reason in (joined or {}).items() if a in groups and b in groups)
    for a, b, reason in chain(judged, told):
        if not reason:
            continue
        joins[a].append((b, reason))
        joins[b].append((a, reason))
        if groups[a] is not groups[b]:
            groups[a] |= groups[b]
            for member in groups[b]:
                groups[member] = groups[a]
    made: dict[str, Origin] = {}
    for document in documents:
        group = groups[document.document_id]
        if not made.keys() & group:
            origin = _origin([by_id[i] for i in group], joins)
            made[origin.origin_id] = origin
    return tuple(made.values())


def _by_name(document: Document) -> tuple[str, str]:
    return (document.path, document.document_id)


def _print(document: Document) -> _Print:
    report = (s for s in document.segments if s.kind == "body" or s.reason == FOREIGN)
    body = "\n".join(document.text[s.start : s.end] for s in report) or document.text
    tokens = _WORD.findall(body)
    words = tuple(t.casefold() for t in tokens)
    runs = frozenset(" ".join(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)))
    lower = {t for t in tokens if t[:1].islower()}
    return _Print(
        document=document,
        words=words,
        runs=runs,
        numbers=frozenset(w for w in words if w[0].isdigit() or w in _NUMBER_WORDS),
        # A capital at a sentence's beginning is no name: such words also stand in small letters somewhere.
        names=frozenset(t.casefold() for t in tokens if t[:1].isupper() and len(t) > 2 and t.casefold() not in lower),
    )


def _candidates(prints: Sequence[_Print]) -> Iterator[tuple[_Print, _Print]]:
    # Loads scipy, which takes longer than the rest of this package: only where documents are compared.
    from datasketch import MinHash, MinHashLSH

    # Bands of two rows: a pair that shares 0.3 of its runs is found in 998 of 1000 cases.
    index = MinHashLSH(num_perm=128, params=(64, 2))
    by_id: dict[str, _Print] = {}
    for p in prints:
        sketch = MinHash(num_perm=128, seed=1, hashfunc=zlib.crc32)
        sketch.update_batch(sorted(run.encode() for run in p.runs))
        for key in sorted(index.query(sketch)):
            yield by_id[key], p
        index.insert(p.document.document_id, sketch)
        by_id[p.document.document_id] = p


def _judge(one: _Print, other: _Print) -> str:
    """Why the two share an origin; empty when they do not."""
    small, large = sorted((one, other), key=lambda p: (len(p.runs), p.document.path))
    if len(small.words) < SHORT:
        return "The two texts are the same words." if small.words == large.words and small.words else ""
    share = len(small.runs & large.runs) / len(small.runs)
    numbers, names = _share(small.numbers, large.numbers), _share(small.names, large.names)
    credit = _credit(one.document, other.document)
    if credit and share >= CREDITED and numbers >= FACTS - 0.1:
        return f"{credit}, and {share:.2f} of the shorter text's five-word runs stand in the other."
    if share >= REPRINT and numbers >= FACTS and names >= FACTS:
        return f"{share:.2f} of the shorter text's five-word runs stand in the other, with its numbers and names."
    return ""


def _share(some: frozenset[str], others: frozenset[str]) -> float:
    return len(some & others) / len(some) if some else 1.0


def _credit(one: Document, other: Document) -> str:
    for debtor, lender in ((one, other), (other, one)):
        if is_same_publisher(debtor.publisher, lender.publisher):
            continue
        for name in _credited(debtor):
            if is_same_publisher(name, lender.publisher):
                return f"{debtor.publisher or debtor.path} credits {name}"
    return ""


def _credited(document: Document) -> tuple[str, ...]:
    """Whom a document owes its words to: its credits, and a name in brackets after its last sentence.

    Such a name need not be in the book of publishers: it counts where another document at hand bears it.
    """
    names = [c.name for c in document.credits]
    body = document.segments_of("body")
    if body:
        last = body[-1]
        closing = _CLOSING.search(document.text[max(last.start, last.end - 120) : last.end])
        names += [" ".join(closing.group(1).split())] if closing else []
    return tuple(dict.fromkeys(names))


def _origin(members: list[Document], joins: dict[str, list[tuple[str, str]]]) -> Origin:
    def rank(document: Document) -> tuple[date, bool, str, str]:
        owes = any(
            is_same_publisher(name, m.publisher) and not is_same_publisher(document.publisher, m.publisher)
            for name in _credited(document)
            for m in members
        )
        return (document.published.on or date.max, owes, document.path, document.document_id)

    ranked = sorted(members, key=rank)
    root = ranked[0].document_id
    paths = {m.document_id: m.path for m in members}
    reasons = []
    for member in ranked[1:]:
        links = joins[member.document_id]
        # The link to the root says most; a chain is told by its nearest link.
        partner, reason = min(links, key=lambda link: (link[0] != root, paths[link[0]]))
        reasons.append(f"{member.path} with {paths[partner]}: {reason}")
    return Origin(origin_id=root, document_ids=tuple(m.document_id for m in ranked), reasons=tuple(reasons))
