"""Which documents share an origin: reprints, wire copies, summaries, renderings of one statement, quoted posts.

Told from look-alikes of one template or one event.  Candidates share a fingerprint (:mod:`prints`) or two numbers of
one speaker's statement (:mod:`statements`); each is then judged by its sentences.  People have the last word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from trucewatch.model.document import Document, Origin
from trucewatch.model.record import CITED
from trucewatch.reading.boilerplate import find_boilerplate
from trucewatch.reading.copies import judge_copy
from trucewatch.reading.credits import find_credit, owes_one_of
from trucewatch.reading.prints import Print, make_print, without
from trucewatch.reading.statements import Statement, find_statement, judge_statement, keys_of

RARE_IN = 50
"""In a fingerprint of more documents than this each is compared with few that follow it in time only."""
NEIGHBOURS = 3
NO_KEYS: frozenset[int] = frozenset()
Pairs = Mapping[tuple[str, str], str]
"""Pairs of document ids, each with the reason, a sentence."""


@dataclass(slots=True)
class Known:
    """What was worked out about documents, to be used again: every entry depends on its documents alone."""

    prints: dict[str, tuple[Print, Statement | None]]
    verdicts: dict[tuple[str, str, frozenset[int]], str]

    @classmethod
    def nothing(cls) -> Known:
        """Nothing yet."""
        return cls({}, {})


def find_origins(
    documents: Sequence[Document],
    *,
    joined: Pairs | None = None,
    parted: Collection[tuple[str, str]] = (),
    known: Known | None = None,
) -> tuple[Origin, ...]:
    """Every document in exactly one origin, in the order in which the origins first occur in ``documents``.

    The root is the earliest published telling (a document that credits another member comes after it, then by path);
    ``Origin.reasons`` tells for each other member the measured share.  The same documents in another order give the
    same origins.  A row of a table is an origin of its own.  ``joined``: pairs of document ids that a person says share
    an origin, each with the reason; ``parted``: pairs that a person says do not, which no chain of others joins.
    ``known``: what an earlier call worked out; it is added to, and changes no result.
    """
    by_id = {d.document_id: d for d in reversed(documents)}
    joins: dict[str, list[tuple[str, str]]] = {i: [] for i in by_id}
    groups = {i: {i} for i in by_id}
    foes: dict[str, set[str]] = {}
    for a, b in parted:
        foes.setdefault(a, set()).add(b)
        foes.setdefault(b, set()).add(a)
    told = ((a, b, reason) for (a, b), reason in (joined or {}).items() if a in groups and b in groups)
    everything = tuple(by_id.values())
    for a, b, reason in chain(told, cited_pairs(everything), judged_pairs(everything, known or Known.nothing())):
        if b in foes.get(a, ()):
            continue
        if groups[a] is not groups[b]:
            if any(foes.get(member, frozenset()) & groups[b] for member in groups[a] if member in foes):
                continue
            small, large = sorted((groups[a], groups[b]), key=len)
            large |= small
            for member in small:
                groups[member] = large
        joins[a].append((b, reason))
        joins[b].append((a, reason))
    made: dict[str, Origin] = {}
    seen: set[str] = set()
    for document in documents:
        if document.document_id not in seen:
            group = groups[document.document_id]
            seen |= group
            origin = _origin([by_id[i] for i in sorted(group)], joins)
            made[origin.origin_id] = origin
    return tuple(made.values())


def cited_pairs(documents: Sequence[Document]) -> Iterator[tuple[str, str, str]]:
    """Pairs of rows of tables that rest on the same article, each with the reason; the earlier row first."""
    first: dict[str, Document] = {}
    for document in sorted((d for d in documents if d.record), key=_by_time):
        for credit in document.credits:
            name = " ".join(credit.name.casefold().split())
            earlier = first.setdefault(name, document)
            if credit.kind == CITED and earlier is not document:
                yield earlier.document_id, document.document_id, f"both cite “{_shown(credit.name)}”"


def _shown(name: str) -> str:
    return name if len(name) <= 80 else f"{name[:78]} …"


def judged_pairs(documents: Sequence[Document], known: Known) -> Iterator[tuple[str, str, str]]:
    """Pairs of documents that share an origin by their words, each with the reason; ascending."""
    # Rows of a table share their headers and set phrases, which says nothing about whose words they are.
    ordered = sorted((d for d in documents if not d.record), key=_by_time)
    for document in ordered:
        known_as = known.prints.get(document.document_id)
        if known_as is None or known_as[0].document != document:
            if known_as is not None:
                known.verdicts.clear()  # its text was erased, or its publisher corrected
            made = make_print(document)
            known.prints[document.document_id] = made, find_statement(made)
    found = [known.prints[d.document_id] for d in ordered]
    furniture = find_boilerplate([[s.key for s in made.sentences] for made, _ in found])
    for i, j in sorted(_candidates(found)):
        keys = furniture.get(i, NO_KEYS) | furniture.get(j, NO_KEYS)
        a, b = ordered[i].document_id, ordered[j].document_id
        if (a, b, keys) not in known.verdicts:
            (one, left), (other, right) = found[i], found[j]
            known.verdicts[a, b, keys] = _judge(without(one, keys), left, without(other, keys), right)
        if reason := known.verdicts[a, b, keys]:
            yield a, b, reason


def _by_time(document: Document) -> tuple[date, str, str]:
    return (document.published.on or date.max, document.path, document.document_id)


def _candidates(found: Sequence[tuple[Print, Statement | None]]) -> set[tuple[int, int]]:
    holders: dict[int | tuple[str, str, str], list[int]] = {}
    for index, (made, statement) in enumerate(found):
        for run in made.runs:
            holders.setdefault(run, []).append(index)
        if statement:
            for key in keys_of(statement):
                holders.setdefault(key, []).append(index)
    pairs: Counter[tuple[int, int]] = Counter()
    for indices in holders.values():
        if len(indices) > 1:
            reach = len(indices) if len(indices) <= RARE_IN else NEIGHBOURS
            pairs.update((i, j) for at, i in enumerate(indices) for j in indices[at + 1 : at + 1 + reach])
    return set(pairs)


def _judge(one: Print, left: Statement | None, other: Print, right: Statement | None) -> str:
    reason = judge_copy(one, other, find_credit(one.document, other.document))
    return reason or (judge_statement(one, other, left, right) if left and right else "")


def _origin(members: list[Document], joins: dict[str, list[tuple[str, str]]]) -> Origin:
    def rank(document: Document) -> tuple[date, bool, str, str]:
        owes = owes_one_of(document, members)
        return (document.published.on or date.max, owes, document.path, document.document_id)

    ranked = sorted(members, key=rank)
    root = ranked[0].document_id
    names = {m.document_id: m.file_name for m in members}
    reasons = []
    for member in ranked[1:]:
        links = joins[member.document_id]
        # The link to the root says most; a chain is told by its nearest link.
        partner, reason = min(links, key=lambda link: (link[0] != root, names[link[0]]))
        reasons.append(f"{member.file_name} with {names[partner]}: {reason}")
    return Origin(origin_id=root, document_ids=tuple(m.document_id for m in ranked), reasons=tuple(reasons))
