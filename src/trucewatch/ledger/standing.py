"""What of a ledger stands: the fold of its decisions over its documents.  Pure.

Nothing is deleted: a document that its source corrected or took back is withdrawn by a decision, and stands again when
a later decision restores it.  ``withdraw`` and ``restore`` name documents by their ids; ``withdraw`` also names
decisions (``decision:3``), which is no matter here except that a decision taken back counts for nothing.

``restrict`` names documents by their ids, or everything that a publisher ever brings (``publisher:Name``); its payload
says ``restricted`` true or false.  The last standing decision on a document, or else on its publisher, holds; opening
a publisher opens no report that was itself added as restricted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from trucewatch.ledger.read import Contents, Held
from trucewatch.model.decision import Decision, standing
from trucewatch.model.document import Document
from trucewatch.model.record import Removal

PUBLISHER = "publisher:"
"""Prefix of a subject that is everything of one publisher."""


def find_withdrawn(decisions: Sequence[Decision]) -> frozenset[str]:
    """The ids of the documents whose last standing decision is to withdraw them."""
    taken_back = {s for d in decisions if d.kind == "withdraw" for s in d.subjects if s.startswith("decision:")}
    gone: set[str] = set()
    for number, decision in enumerate(decisions, 1):
        if f"decision:{number}" in taken_back:
            continue
        if decision.kind == "withdraw":
            gone.update(s for s in decision.subjects if s.startswith("sha256:"))
        elif decision.kind == "restore":
            gone.difference_update(decision.subjects)
    return frozenset(gone)


def find_restricted(documents: Iterable[Document], decisions: Sequence[Decision]) -> frozenset[str]:
    """The ids of the documents that may appear in no public output, by how they were added and what was decided."""
    levels: dict[str, bool] = {}
    for _, decision in standing(decisions):
        if decision.kind == "restrict":
            levels.update(
                (publisher_key(s), decision.payload.get("restricted") is not False) for s in decision.subjects
            )
    return frozenset(
        d.document_id
        for d in documents
        if levels.get(d.document_id, d.restricted or levels.get(publisher_key(f"{PUBLISHER}{d.publisher}"), False))
    )


def keep_standing(contents: Contents) -> Contents:
    """The contents without withdrawn documents and their claims, restricted as it was decided."""
    gone = find_withdrawn(contents.decisions)
    restricted = find_restricted(contents.documents, contents.decisions)
    changed = [d for d in contents.documents if d.restricted != (d.document_id in restricted)]
    if changed:
        now = tuple(replace(d, restricted=d.document_id in restricted) for d in contents.documents)
        contents = replace(contents, documents=now)
    if not gone:
        return contents
    return replace(
        contents,
        documents=tuple(d for d in contents.documents if d.document_id not in gone),
        claims=tuple(c for c in contents.claims if c.document_id not in gone),
    )


def publisher_key(name: str) -> str:
    """A subject as restrictions compare it: a publisher is the same in whichever case and spacing reports print it."""
    return " ".join(name.casefold().split()) if name.startswith(PUBLISHER) else name


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What taking in a table does to documents that were there before or came twice in it.

    ``replaced``: old document id → the one that stands instead.  ``deleted``, ``no_event``, ``missing``: withdrawn
    with nothing instead, by the reason.  ``restored``: earlier versions that stand again.
    """

    replaced: dict[str, str] = field(default_factory=dict)
    deleted: tuple[str, ...] = ()
    no_event: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()


class Succession:
    """Which version of each record stands, while one table is taken in row by row.

    ``held`` are the records that the ledger holds, ``decisions`` all that were taken so far.
    """

    def __init__(self, held: Iterable[Held], decisions: Sequence[Decision]) -> None:
        self._gone = set(find_withdrawn(decisions))
        self._revises: dict[str, str] = {}
        self._revised_by: dict[str, set[str]] = {}
        self._ids: dict[str, list[str]] = {}
        self._order: dict[str, int] = {}
        for one in held:
            self._know(one.record, one.document_id, one.revises)
        self._given: dict[str, str] = {}
        self._present: set[str] = set()
        self._removed: dict[str, bool] = {}
        self._fresh: list[str] = []

    def given(self, record: str) -> str:
        """The document by which this table has given the record so far; empty for none."""
        return self._given.get(record, "")

    def give(self, document: Document) -> None:
        """The table holds this version of its record."""
        self._know(document.record, document.document_id, document.revises)
        self._given[document.record] = document.document_id
        self._fresh.append(document.record)

    def see(self, record: str) -> None:
        """The table holds the record in a row that cannot be read: what stands goes on standing."""
        self._present.add(record)

    def remove(self, removal: Removal) -> None:
        """The table takes the record back."""
        self._removed[removal.record] = removal.deleted

    def take_over(self) -> Changes:
        """What the versions given since the last time take the place of, as far as the table has been read.

        From then on it counts as done, so that a table can be taken in piece by piece: no record ever stands twice.
        """
        replaced: dict[str, str] = {}
        restored: list[str] = []
        seen: set[str] = set()
        for record in self._fresh:
            if record not in seen:
                family = self._family(record)
                seen.update(family)
                self._replace(family, replaced, restored)
        self._fresh = []
        self._gone.update(replaced)
        self._gone.difference_update(restored)
        return Changes(replaced=replaced, restored=tuple(restored))

    def settle(self, complete_for: str = "") -> Changes:
        """What has to be withdrawn and restored.

        ``complete_for``: the dialect of which the table holds every record, so that those it lacks are withdrawn.
        """
        families: dict[str, list[str]] = {}
        for record in self._ids:
            families.setdefault(self._root(record), []).append(record)
        replaced: dict[str, str] = {}
        lost: dict[str, list[str]] = {"deleted": [], "no_event": [], "missing": []}
        restored: list[str] = []
        for family in families.values():
            if self._winner(family):
                self._replace(family, replaced, restored)
            elif why := self._loss(family, complete_for):
                lost[why] += self._standing(family)
        return Changes(
            replaced=replaced,
            deleted=tuple(lost["deleted"]),
            no_event=tuple(lost["no_event"]),
            missing=tuple(lost["missing"]),
            restored=tuple(restored),
        )

    def _know(self, record: str, document_id: str, revises: str) -> None:
        known = self._ids.setdefault(record, [])
        self._order.setdefault(record, len(self._order))
        if document_id not in known:
            known.append(document_id)
        if revises and revises != record:
            self._revised_by.get(self._revises.get(record, ""), set()).discard(record)
            self._revises[record] = revises
            self._revised_by.setdefault(revises, set()).add(record)

    def _root(self, record: str) -> str:
        seen = {record}
        while (before := self._revises.get(record)) and before not in seen:
            record = before
            seen.add(before)
        return record

    def _family(self, record: str) -> list[str]:
        """The records that revisions join with one, in the order in which they came to be known."""
        found, ahead = {record}, [record]
        while ahead:
            one = ahead.pop()
            near = {self._revises.get(one, one), *self._revised_by.get(one, ())} - found
            found |= near
            ahead += near
        return sorted(found & self._ids.keys(), key=lambda r: self._order[r])

    def _replace(self, family: list[str], replaced: dict[str, str], restored: list[str]) -> None:
        """Note what a family's winner takes the place of, and whether it stands again."""
        if winner := self._winner(family):
            replaced.update({i: winner for i in self._standing(family) if i != winner})
            restored += [winner] if winner in self._gone else []

    def _standing(self, family: list[str]) -> list[str]:
        """The family's documents that stand before anything is settled; those just given among them."""
        return [i for record in family for i in self._ids[record] if i not in self._gone]

    def _winner(self, family: list[str]) -> str:
        """The document that the table gives for a family: of several, the one that no other revises."""
        given = [r for r in family if r in self._given and r not in self._removed]
        revised = {self._revises.get(r) for r in given}
        last = [r for r in given if r not in revised] or given
        return self._given[last[-1]] if last else ""

    def _loss(self, family: list[str], complete_for: str) -> str:
        removed = [self._removed[r] for r in family if r in self._removed]
        if removed:
            return "deleted" if any(removed) else "no_event"
        unseen = complete_for and not self._present.intersection(family)
        return "missing" if unseen and family[0].startswith(f"{complete_for}:") else ""
