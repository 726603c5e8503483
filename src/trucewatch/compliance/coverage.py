"""How much was heard of a term's period and area: documents and independent origins, so that silence shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from trucewatch.compliance.happenings import Known, Testimony
from trucewatch.compliance.scope import Term, area_key, find_area, find_time, time_key
from trucewatch.compliance.wording import count
from trucewatch.model.assessment import ClockReading


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The documents that speak of a term's period and area, and of single days of it."""

    documents: frozenset[str]
    origins: Mapping[str, str]
    area_name: str = ""
    undated: int = 0
    by_day: Mapping[date, frozenset[str]] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """``2 documents from 1 origin speak of this period and of eastern Aleppo``."""
        said = self._speak(self.documents, f"this period{f' and of {self.area_name}' if self.area_name else ''}")
        if self.undated:
            said += f"; {count(self.undated, 'document')} without a date counted as known"
        return said

    def on(self, day: date) -> str:
        """The same of one day: documents that date something to it, or were published on it and date nothing."""
        return self._speak(self.by_day.get(day, frozenset()), "this day")

    def _speak(self, documents: frozenset[str], of: str) -> str:
        if not documents:
            return f"no report read here speaks of {of}"
        verb = "speaks" if len(documents) == 1 else "speak"
        origins = {self.origins[d] for d in documents}
        return f"{count(len(documents), 'document')} from {count(len(origins), 'origin')} {verb} of {of}"


@dataclass(frozen=True, slots=True)
class Alike:
    """Testimonies that no term can tell apart by place and time: one of them, and the documents of all."""

    testimony: Testimony
    documents: frozenset[str]


def group_alike(known: Known) -> tuple[Alike, ...]:
    """Everything known, by place and time: a million reports speak of few places and days."""
    groups: dict[tuple[object, ...], tuple[Testimony, set[str]]] = {}
    for happening in known.happenings:
        for testimony in happening.testimonies:
            key = (area_key(testimony), time_key(testimony))
            if (found := groups.get(key)) is None:
                found = groups[key] = (testimony, set())
            found[1].add(testimony.claim.document_id)
    return tuple(Alike(t, frozenset(documents)) for t, documents in groups.values())


def find_coverage(known: Known, term: Term, alike: tuple[Alike, ...] | None = None) -> Coverage:
    """What was heard of a term's period and area, whoever says it and whatever it is about.

    ``alike`` is :func:`group_alike` of ``known``, for who asks of many terms.
    """
    documents: set[str] = set()
    by_day: dict[date, set[str]] = {}
    for group in group_alike(known) if alike is None else alike:
        spoken, day = _find_spoken(group.testimony, term)
        if spoken:
            documents |= group.documents
        if spoken and day is not None:
            by_day.setdefault(day, set()).update(group.documents)
    return Coverage(
        documents=frozenset(documents),
        origins=known.origins,
        area_name=term.provision.area_name,
        undated=known.undated,
        by_day={day: frozenset(found) for day, found in by_day.items()},
    )


def describe_coverage(known: Known, term: Term) -> str:
    """The sentence of :func:`find_coverage`."""
    return find_coverage(known, term).sentence


def cover_days(clock: ClockReading, coverage: Coverage) -> ClockReading:
    """The reading with, on each day of which nobody says whether it was calm, how many documents speak of that day."""
    days = tuple(
        replace(d, reason=f"{d.reason}; {coverage.on(d.on)}") if d.state == "unknown" else d for d in clock.days
    )
    return replace(clock, days=days)


def _find_spoken(testimony: Testimony, term: Term) -> tuple[bool, date | None]:
    """Whether it speaks of the term's period and area, and of which single day, if of one."""
    if find_area(testimony, term).fit != "inside":
        return False, None
    time = find_time(testimony, term)
    if time.start_on is not None or time.fit == "outside":
        one_day = time.start_on == time.end_on
        return time.fit == "inside", time.start_on if one_day else None
    start, on = term.starts_on, testimony.published_on
    within = on is not None and on <= term.last_on and (start is None or start <= on)
    return within, on if within else None
