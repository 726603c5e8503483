"""Draws the pictures of a desk from its ledger, and keeps what it worked out, so that the next one costs what changed.

Whatever is kept saves time only: a picture drawn after others is the same as one drawn from nothing.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from trucewatch.claims.corrected import REVIEWS, correct_claims
from trucewatch.compliance.assess import Court, open_court
from trucewatch.compliance.decided import find_resets, find_reviewed
from trucewatch.compliance.perspectives import asks_reviewers, list_perspectives
from trucewatch.desk.picture import Derived, Picture, derive, draw
from trucewatch.desk.projection import WITHHELD, Material, Projection
from trucewatch.desk.shelf import Shelf, key_of
from trucewatch.desk.view import began_later, end_of, material_as_of
from trucewatch.incidents.memory import Memory
from trucewatch.ledger.advance import advance
from trucewatch.ledger.append import Head
from trucewatch.ledger.desk import Desk
from trucewatch.ledger.marks import Marks, Rules, find_rules, read_marks
from trucewatch.ledger.read import Contents
from trucewatch.model.agreement import Agreement
from trucewatch.model.assessment import Assessment
from trucewatch.model.claim import Claim
from trucewatch.model.decision import DECISION, Decision
from trucewatch.packs.agreement import load_agreement

_DECIDES_NOTHING_ELSE = frozenset({*REVIEWS, WITHHELD})
"""Kinds of decisions that change claims and whose word is taken, and nothing else of what is derived."""
SHELVED_EVERY_S = 600.0
"""To write a large picture to disk takes longer than to hear reviews: after a restart a little is worked out again."""
_OF_HAPPENINGS = ("cards", "access", "map", "positions")
"""Parts of a picture that no review changes which leaves all claims as they are."""


@dataclass(slots=True)
class _Last:
    """The last picture of a projection, what went into it, and the court that heard its perspectives, once opened."""

    picture: Picture
    material: Material
    derived: Derived
    claims: tuple[Claim, ...]
    court: Court | None = None


@dataclass(slots=True)
class Drawer:
    """Draws the pictures of one desk; for one thread at a time."""

    desk: Desk
    _held: Contents | None = None
    _rules: Rules = field(default_factory=Rules)
    # The public one has never seen a restricted report.
    _memory: dict[Projection, Memory] = field(default_factory=lambda: {"all": Memory(), "public": Memory()})
    _last: dict[Projection, _Last] = field(default_factory=dict)
    _shelved: dict[Projection, float] = field(default_factory=dict)

    def draw(self, projection: Projection, day: date) -> tuple[Picture, int]:
        """The picture of a day as of the newest entry, and the last decision on who may see what that it obeys.

        Raises :class:`~trucewatch.errors.LedgerError`, and what deriving it raises.
        """
        marks = read_marks(self.desk.engine, end_of(day))
        # Nothing later than the entry that the picture names may be in it.
        held = self._held = advance(self.desk.engine, self._held, marks.now.seq)
        if (found := find_rules(self.desk.engine, self._rules)).last != self._rules.last:
            # What was kept of reports that are now restricted or redacted is kept no longer.
            self._memory, self._last = {"all": Memory(), "public": Memory()}, {}
        self._rules, rules = found, found.last
        agreement = load_agreement(self.desk.agreement) if self.desk.agreement else None
        material = material_as_of(self.desk, day, projection, held)
        head = head_of(marks, day)
        key = key_of(rules, projection, day.isoformat(), head.chain, self.desk.agreement, agreement)
        last = self._last.get(projection)
        same = last is not None and _same_claims(last, material, agreement, day)
        shelf = Shelf(self.desk.folder / "cache")
        derived, court = shelf.get(key), last.court if last is not None and same else None
        if derived is None:
            if last is not None and same:
                derived = self._rehear(last, material)
                court = last.court
            else:
                derived, court = derive(material, agreement, day, self._memory[projection])
                self._shelved.pop(projection, None)
            # What was redacted or restricted meanwhile must not come back to the disk.
            if self._is_worth_keeping(projection) and find_rules(self.desk.engine, self._rules).last == rules:
                shelf.put(key, derived)
        elif last is not None and same:
            # The same values as before are the same objects: whoever is sent them is sent little.
            derived = _as_before(last.derived, derived)
        picture = draw(material, agreement, day, projection, derived, head)
        if last is not None and same:
            parts = vars(last.picture)
            vars(picture).update({name: parts[name] for name in _OF_HAPPENINGS if name in parts})
        self._last[projection] = _Last(picture, material, derived, picture.situation.claims, court)
        return picture, rules

    def material(self, projection: Projection) -> Material:
        """What went into the last picture of a projection."""
        return self._last[projection].material

    def _is_worth_keeping(self, projection: Projection) -> bool:
        """Whether to write a picture down: each that was derived anew, of those that reviews moved one in a while."""
        now = time.monotonic()
        if now - self._shelved.get(projection, -SHELVED_EVERY_S) < SHELVED_EVERY_S:
            return False
        self._shelved[projection] = now
        return True

    def _rehear(self, last: _Last, material: Material) -> Derived:
        """What was derived before, with the perspectives heard anew that ask whom reviewers believed."""
        agreement, day = last.picture.agreement, last.picture.as_of
        reviewed = find_reviewed(material.decisions)
        if agreement is None or reviewed == find_reviewed(last.material.decisions):
            return last.derived
        if last.court is None:
            resets = find_resets(material.decisions, agreement)
            last.court = open_court(last.picture.situation, agreement, day, resets=resets)
        before: dict[str, list[Assessment]] = {}
        for assessment in last.derived.assessments:
            before.setdefault(assessment.perspective_id, []).append(assessment)
        heard: list[Assessment] = []
        for view in list_perspectives(agreement):
            anew = asks_reviewers(view) or view.perspective_id not in before
            heard += last.court.assess([view], reviewed) if anew else before[view.perspective_id]
        return _with(last.derived, tuple(heard))


def head_of(marks: Marks, day: date) -> Head:
    """The newest entry that goes into the picture of a day."""
    return marks.now if began_later(marks.began_at, day) else marks.then


def _same_claims(last: _Last, material: Material, agreement: Agreement | None, day: date) -> bool:
    """Whether nothing changed since the last picture but whose word reviewers accepted."""
    if (last.picture.as_of, last.picture.agreement) != (day, agreement):
        return False
    before, now = last.material, material
    old = len(before.decisions)
    return (
        now.documents == before.documents
        and now.decisions[:old] == before.decisions
        and all(_only_reviews(d, now.decisions) for d in now.decisions[old:])
        and _corrected(now, last) == last.claims
    )


def _corrected(material: Material, last: _Last) -> tuple[Claim, ...]:
    known = {d.document_id for d in last.picture.situation.documents}
    return correct_claims((c for c in material.claims if c.document_id in known), material.decisions)


def _only_reviews(decision: Decision, decisions: Sequence[Decision]) -> bool:
    if decision.kind != "withdraw":
        return decision.kind in _DECIDES_NOTHING_ELSE
    numbers = [s.removeprefix(DECISION) for s in decision.subjects if s.startswith(DECISION)]
    if len(numbers) != len(decision.subjects):
        return False
    taken = [decisions[int(n) - 1].kind for n in numbers if n.isdecimal() and 0 < int(n) <= len(decisions)]
    return len(taken) == len(numbers) and all(kind in _DECIDES_NOTHING_ELSE for kind in taken)


def _with(derived: Derived, assessments: tuple[Assessment, ...]) -> Derived:
    return Derived(
        origins=derived.origins,
        incidents=derived.incidents,
        movements=derived.movements,
        figures=derived.figures,
        declarations=derived.declarations,
        assessments=assessments,
    )


def _as_before(before: Derived, now: Derived) -> Derived:
    """What was derived now, of which all but the verdicts is what it was before."""
    known = {(a.perspective_id, a.provision_id, a.reading_id): a for a in before.assessments}
    same = (known.get((a.perspective_id, a.provision_id, a.reading_id)) for a in now.assessments)
    return _with(before, tuple(b if b == a else a for a, b in zip(now.assessments, same, strict=True)))
