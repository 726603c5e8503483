"""Assessments: a provision, weighed as of a day on somebody's word, with its trace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

VERDICTS: tuple[str, ...] = ("kept", "apparently violated", "undetermined", "not applicable", "not yet due")
NO_REPORTS = "undetermined (no reports)"
"""What an undetermined verdict is called when nobody heard says anything either way: silence is not calm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """A choice of sources: whoever one of its lists names.

    ``actors`` are actor ids, whose parts are named with them; ``parties`` ids of an agreement's parties; ``roles``
    such as ``monitor``; ``names`` the words that reports use for a source; ``publishers`` those of a report.
    """

    actors: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Perspective:
    """Whose word is taken.

    ``kind``: ``any`` (any claim), ``origins`` (at least ``min_origins`` independent origins), ``actors`` (only the
    named actors' own word), ``role`` (only sources of a role, such as monitors), ``reviewed``, or ``defined`` by a
    user: those whom ``hears`` names (None: everybody) without those whom ``ignores`` names, with ``reviewed_only``
    only where a reviewer accepted the claim.  ``min_origins`` holds for every kind.
    """

    perspective_id: str
    name: str
    kind: str
    actors: tuple[str, ...] = ()
    role: str = ""
    min_origins: int = 1
    hears: Voices | None = None
    ignores: Voices | None = None
    reviewed_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece for or against: the claims, and in a sentence why it counts.

    ``status``: ``apparent`` and ``denied by the accused`` count against a term; ``disputed``, ``by whom unknown`` and
    ``doubtful`` leave it open; ``fulfilled`` speaks for it; ``aside`` does not bear on it.
    """

    claim_ids: tuple[str, ...]
    reason: str
    incident_id: str | None = None
    status: str = ""

    @property
    def counts(self) -> bool:
        """Whether it counts against the term, rather than leaving it open."""
        return self.status in ("apparent", "denied by the accused")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockDay:
    """One day of a clock, and what happened to the count on it.

    ``day`` is its number since the count began or was last reset, however calm it was; 0 on the day of the start and of
    a reset.
    """

    on: date
    day: int
    state: str
    """``calm`` (kept that day), ``broken``, ``disputed``, ``unknown`` (no reports)."""
    reason: str = ""
    claim_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockReading:
    """Where a clock stands, and what reset it.

    ``day`` is how many of the ``of`` days of calm that it needs are reported: the length of the unbroken run that
    lasts to this day for a ``continuous`` clock, else all calm days; never more than ``of``.  ``elapsed`` is how many
    whole days have passed since it began or was last reset, calm or not.
    """

    day: int
    of: int
    elapsed: int = 0
    continuous: bool = True
    days: tuple[ClockDay, ...] = ()
    resets: tuple[str, ...] = ()
    note: str = ""
    may_be_resets: tuple[Evidence, ...] = ()
    """Words of those who may reset it that nobody has recorded as a reset."""

    @property
    def in_words(self) -> str:
        """``0 of 7 days of calm in a row; 8 days since it began``: the two numbers are never mixed."""
        calm = f"{self.day} of {self.of} days of calm {'in a row' if self.continuous else 'in total'}"
        passed = f"{self.elapsed} day{'' if self.elapsed == 1 else 's'} since it "
        return f"{calm}; {passed}{'was last reset' if self.resets else 'began'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The verdict on one provision for one party from one perspective as of one day.

    ``party_id`` is empty for all addressees together.  ``against`` speaks for a violation, ``supporting`` for
    compliance, ``set_aside`` was looked at and does not count, each with its reason.  ``coverage`` says how many
    documents of how many origins speak of the period and the area.
    """

    provision_id: str
    party_id: str
    perspective_id: str
    as_of: date
    verdict: str
    reason: str
    rule: str
    supporting: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()
    set_aside: tuple[Evidence, ...] = ()
    clock: ClockReading | None = None
    coverage: str = ""
    would_change: tuple[str, ...] = ()
    reading_id: str = ""
    silent: bool = False
    """Nobody heard says anything of it either way: why it is undetermined."""

    @property
    def label(self) -> str:
        """The verdict for a reader: *undetermined (no reports)* is not the same as *undetermined*."""
        return NO_REPORTS if self.silent else self.verdict
