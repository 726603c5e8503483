"""The terms of the agreement with their verdicts on each word, the evidence, the clock, and what would change them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from trucewatch.model.agreement import Provision
from trucewatch.model.assessment import NO_REPORTS, Assessment, ClockReading, Evidence
from trucewatch.publishing.book import Book
from trucewatch.publishing.words import Line, Run, label, sentence, short_day

# Perspectives by the id that they usually go by; a caller may give better names.
_NAMES = {
    "any": "any claim", "origins": "two independent origins", "two-origins": "two independent origins",
    "reviewed": "reviewed claims only", "monitors": "monitors only",
}  # fmt: skip


STRIP_DAYS = 28
"""Days of a clock that are drawn one by one; earlier ones are counted."""


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A reason, and the words that it rests on: (who says, quote) each."""

    reason: Line
    words: tuple[tuple[Line, Run], ...]


@dataclass(frozen=True, slots=True)
class WordView:
    """A verdict and on whose word it is given."""

    verdict: str
    perspectives: tuple[str, ...]
    reason: Line


@dataclass(frozen=True, slots=True)
class DayView:
    """One day of a clock; ``day`` is its number since the count began or was last reset."""

    on: Run
    date: date
    day: int
    state: str
    reason: str
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ClockView:
    """Where a count of days stands; ``day`` counts its days of calm."""

    day: int
    of: int
    summary: str
    days: tuple[DayView, ...]
    resets: tuple[Line, ...]
    note: Line

    @property
    def shown(self) -> tuple[DayView, ...]:
        """The latest days, as many as a strip can carry."""
        return self.days[-STRIP_DAYS:]


@dataclass(frozen=True, slots=True)
class TermView:
    """One term of the agreement as the brief shows it."""

    anchor: str
    title: str
    text: str
    quote: str
    status: str
    clause: str
    source: str
    bound: str
    verdict: str
    reason: Line
    rule: str
    steadiness: str
    words: tuple[WordView, ...]
    heard: tuple[WordView, ...]
    """The words that bear on it at all, for the overview; ``unheard`` counts the others."""
    unheard: int
    parties: tuple[tuple[str, str, Line], ...]
    readings: tuple[tuple[str, str, Line], ...]
    against: tuple[EvidenceView, ...]
    """What counts against the term; what only leaves it open stands in ``undecided``, as in `assess --explain`."""
    undecided: tuple[EvidenceView, ...]
    supporting: tuple[EvidenceView, ...]
    set_aside: tuple[EvidenceView, ...]
    against_claims: tuple[int, ...]
    undecided_claims: tuple[int, ...]
    supporting_claims: tuple[int, ...]
    clock: ClockView | None
    coverage: str
    would_change: tuple[Line, ...]


def state_words(state: str) -> str:
    """What happened to the count on a day, as no more than a claim."""
    return {"calm": "calm reported", "broken": "breach claimed", "unknown": "no reports"}.get(state, state)


def perspective_name(book: Book, perspective_id: str, names: Mapping[str, str]) -> str:
    """A perspective for a reader."""
    if perspective_id in names:
        return names[perspective_id]
    kind, _, rest = perspective_id.partition(":")
    return f"{book.party(rest)}: its own word" if rest else _NAMES.get(kind, label(kind.replace("-", " ")))


def build_term(
    book: Book, provision: Provision, number: int, assessments: list[Assessment], names: Mapping[str, str]
) -> TermView | None:
    """The view of one provision, number ``number`` of its agreement; None when nothing assessed it.

    The headline verdict is the one on any claim; ``names`` gives perspectives their names.
    """
    if not assessments:
        return None
    whole = [a for a in assessments if not a.party_id and not a.reading_id] or [
        a for a in assessments if not a.reading_id
    ]
    whole = whole or assessments
    head = next((a for a in whole if a.perspective_id.startswith("any")), whole[0])
    same = [a for a in assessments if a.perspective_id == head.perspective_id]
    counting = tuple(e for e in head.against if e.counts)
    undecided = tuple(e for e in head.against if not e.counts)
    words = _words(book, whole, names)
    return TermView(
        anchor=f"term-{number}",
        title=provision.title,
        text=provision.text,
        quote=provision.quote,
        status=provision.status,
        clause=provision.clause,
        source=provision.source,
        bound=", ".join(book.party(p) for p in provision.addressees),
        verdict=head.label,
        reason=_reason(book, head),
        rule=head.rule,
        steadiness=_steadiness(words),
        words=words,
        heard=tuple(w for w in words if w.verdict != NO_REPORTS),
        unheard=sum(len(w.perspectives) for w in words if w.verdict == NO_REPORTS),
        parties=tuple(
            (book.party(a.party_id), a.label, _reason(book, a)) for a in same if a.party_id and a not in whole
        ),
        readings=tuple(_reading(book, provision, a) for a in same if a.reading_id),
        against=_evidence(book, counting),
        undecided=_evidence(book, undecided),
        supporting=_evidence(book, head.supporting),
        set_aside=_evidence(book, head.set_aside),
        against_claims=book.numbers(c for e in counting for c in e.claim_ids),
        undecided_claims=book.numbers(c for e in undecided for c in e.claim_ids),
        supporting_claims=book.numbers(c for e in head.supporting for c in e.claim_ids),
        clock=_clock(book, head.clock) if head.clock else None,
        coverage=sentence(head.coverage),
        would_change=tuple(book.told(w, _claim_ids(head)) for w in head.would_change),
    )


def _reason(book: Book, assessment: Assessment) -> Line:
    return book.told(assessment.reason, _claim_ids(assessment))


def _claim_ids(assessment: Assessment) -> list[str]:
    evidence = (*assessment.against, *assessment.supporting, *assessment.set_aside)
    return [c for e in evidence for c in e.claim_ids]


def _reading(book: Book, provision: Provision, assessment: Assessment) -> tuple[str, str, Line]:
    text = next((r.text for r in provision.readings if r.reading_id == assessment.reading_id), assessment.reading_id)
    return (text, assessment.label, _reason(book, assessment))


def _words(book: Book, assessments: list[Assessment], names: Mapping[str, str]) -> tuple[WordView, ...]:
    by_verdict: dict[str, list[Assessment]] = {}
    for a in assessments:
        by_verdict.setdefault(a.label, []).append(a)
    views = []
    for verdict, group in by_verdict.items():
        shown = tuple(dict.fromkeys(perspective_name(book, a.perspective_id, names) for a in group))
        views.append(WordView(verdict, shown, _reason(book, group[0])))
    return tuple(views)


def _steadiness(words: tuple[WordView, ...]) -> str:
    perspectives = sum(len(w.perspectives) for w in words)
    if perspectives < 2:
        return ""
    if len(words) == 1:
        return "The verdict is the same on every word taken."
    return "The verdict depends on whose word is taken."


def _evidence(book: Book, evidence: tuple[Evidence, ...]) -> tuple[EvidenceView, ...]:
    views = []
    for e in evidence:
        reason = book.told(e.reason, e.claim_ids)
        quoted = {n for run in reason for n in run.claims}
        # The reason may quote its claims already: only the others' words follow it.
        rest = [c for c in e.claim_ids if c in book.claims and book.number[c] not in quoted]
        views.append(EvidenceView(reason, tuple((who, words) for who, words, _ in book.gathered(rest, 320))))
    return tuple(views)


def _clock(book: Book, clock: ClockReading) -> ClockView:
    days = tuple(
        DayView(short_day(d.on), d.on, d.day, d.state, sentence(d.reason), book.numbers(d.claim_ids))
        for d in clock.days
    )
    ids = [c for d in clock.days for c in d.claim_ids]
    resets = tuple(book.told(r, ids) for r in clock.resets)
    return ClockView(clock.day, clock.of, clock.in_words, days, resets, book.told(clock.note, ids))
