"""Compare assessments: two days, two perspectives, two versions of one agreement: what changed, and on what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trucewatch.model.assessment import Assessment, ClockReading

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One term whose verdict, evidence or clock differs between two assessments; either may be missing."""

    provision_id: str
    reading_id: str
    party_id: str
    before: Assessment | None
    after: Assessment | None
    gained: tuple[str, ...] = ()
    """Claims that bear on it in the second and not in the first."""
    lost: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What changed, for a reader."""
        name = self.provision_id + (f" (reading {self.reading_id})" if self.reading_id else "")
        if self.before is None or self.after is None:
            here = self.after or self.before
            state = "new" if self.before is None else "gone"
            return f"{name}: {state}" + (f", {here.verdict}" if here else "")
        moved = (
            f"{self.before.verdict} → {self.after.verdict}"
            if self.before.verdict != self.after.verdict
            else f"still {self.after.verdict}"
        )
        parts = [f"{name}: {moved}"]
        old, new = self.before.clock, self.after.clock
        if old and new and old.day != new.day:
            parts.append(f"days of calm {old.day} → {new.day} of {new.of}")
        if old and new and old.elapsed != new.elapsed:
            parts.append(f"days passed {old.elapsed} → {new.elapsed}")
        if self.gained:
            parts.append(f"{len(self.gained)} more claim(s) bear on it")
        if self.lost:
            parts.append(f"{len(self.lost)} claim(s) no longer do")
        return "; ".join(parts)


def compare(
    before: Iterable[Assessment], after: Iterable[Assessment], pairs: Mapping[str, str] | None = None
) -> tuple[Change, ...]:
    """The terms that differ, in the order of ``before`` and then of what is new in ``after``.

    Give assessments of one perspective and day on each side: a term is known by provision, reading and party.
    ``pairs`` says which provision of ``after`` answers to which of ``before`` where the ids differ; such a change bears
    the id of ``before``.
    """
    known_as = {new: old for old, new in (pairs or {}).items()}
    old = {_key(a): a for a in before}
    new = {_key(a, known_as): a for a in after}
    found = []
    for key in dict.fromkeys((*old, *new)):
        first, second = old.get(key), new.get(key)
        was, is_ = _claims(first), _claims(second)
        if first and second and first.verdict == second.verdict and was == is_ and not _days_differ(first, second):
            continue
        found.append(
            Change(
                provision_id=key[0],
                reading_id=key[1],
                party_id=key[2],
                before=first,
                after=second,
                gained=tuple(sorted(is_ - was)),
                lost=tuple(sorted(was - is_)),
            )
        )
    return tuple(found)


def _key(assessment: Assessment, known_as: Mapping[str, str] | None = None) -> Key:
    provision = (known_as or {}).get(assessment.provision_id, assessment.provision_id)
    return provision, assessment.reading_id, assessment.party_id


def _claims(assessment: Assessment | None) -> frozenset[str]:
    if assessment is None:
        return frozenset()
    return frozenset(c for e in (*assessment.against, *assessment.supporting) for c in e.claim_ids)


def _days_differ(first: Assessment, second: Assessment) -> bool:
    return bool(first.clock and second.clock and _read(first.clock) != _read(second.clock))


def _read(clock: ClockReading) -> tuple[int, int]:
    return clock.day, clock.elapsed
