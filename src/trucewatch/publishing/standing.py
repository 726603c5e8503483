"""Where the truce stands: the terms with their verdicts on each word, and a paragraph that says no more than they."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from trucewatch.model.agreement import Agreement, Provision
from trucewatch.model.assessment import Assessment, ClockReading, Evidence
from trucewatch.publishing.book import Book
from trucewatch.publishing.words import Line, Run, counted, day, label, listed, say, sentence, short_day

# Perspectives by the id that they usually go by; a caller may give better names.
NO_REPORTS = "undetermined (no reports)"
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
    """One day of a clock."""

    on: Run
    date: date
    day: int
    state: str
    reason: str
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ClockView:
    """Where a count of days stands."""

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
    supporting: tuple[EvidenceView, ...]
    set_aside: tuple[EvidenceView, ...]
    against_claims: tuple[int, ...]
    supporting_claims: tuple[int, ...]
    clock: ClockView | None
    coverage: str
    would_change: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ReportedTerm:
    """A term as a report tells it, which may differ from the text that was encoded."""

    type: str
    stance: str
    words: Run
    who: Line


@dataclass(frozen=True, slots=True)
class Standing:
    """The first section: sentences, then the terms."""

    sentences: tuple[Line, ...]
    positions: tuple[Line, ...]
    basis: Line
    terms: tuple[TermView, ...]
    reported: tuple[ReportedTerm, ...] = ()
    """What the reports themselves say that the agreement asks."""


def build_standing(
    book: Book, assessments: tuple[Assessment, ...], as_of: date, positions: tuple[Line, ...], names: Mapping[str, str]
) -> Standing:
    """The standing as of ``as_of``; ``positions`` are sentences on who upholds and who rejects the truce."""
    agreement = book.agreement
    if agreement is None:
        first = say("No agreement was named, so nothing here is weighed against terms.")
        return Standing((first,), positions, _basis(book), (), _reported(book))
    terms = tuple(
        term
        for i, provision in enumerate(agreement.provisions, 1)
        if (
            term := _term(
                book, provision, i, [a for a in assessments if a.provision_id == provision.provision_id], names
            )
        )
    )
    return Standing(_sentences(agreement, terms, as_of), positions, _basis(book), terms, _reported(book))


def perspective_name(book: Book, perspective_id: str, names: Mapping[str, str]) -> str:
    """A perspective for a reader."""
    if perspective_id in names:
        return names[perspective_id]
    kind, _, rest = perspective_id.partition(":")
    return f"{book.party(rest)}: its own word" if rest else _NAMES.get(kind, label(kind.replace("-", " ")))


def _reported(book: Book) -> tuple[ReportedTerm, ...]:
    return tuple(
        ReportedTerm(label(c.type), "" if c.stance == "asserted" else c.stance, book.quote(c.claim_id), book.who(c))
        for c in book.claims.values()
        if c.kind == "term"
    )


def _term(
    book: Book, provision: Provision, number: int, assessments: list[Assessment], names: Mapping[str, str]
) -> TermView | None:
    if not assessments:
        return None
    whole = [a for a in assessments if not a.party_id and not a.reading_id] or [
        a for a in assessments if not a.reading_id
    ]
    whole = whole or assessments
    head = next((a for a in whole if a.perspective_id.startswith("any")), whole[0])
    same = [a for a in assessments if a.perspective_id == head.perspective_id]
    against, supporting = _evidence(book, head.against), _evidence(book, head.supporting)
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
        verdict=_verdict(head),
        reason=_reason(book, head),
        rule=head.rule,
        steadiness=_steadiness(words),
        words=words,
        heard=tuple(w for w in words if w.verdict != NO_REPORTS),
        unheard=sum(len(w.perspectives) for w in words if w.verdict == NO_REPORTS),
        parties=tuple(
            (book.party(a.party_id), _verdict(a), _reason(book, a)) for a in same if a.party_id and a not in whole
        ),
        readings=tuple(_reading(book, provision, a) for a in same if a.reading_id),
        against=against,
        supporting=supporting,
        set_aside=_evidence(book, head.set_aside),
        against_claims=book.numbers(c for e in head.against for c in e.claim_ids),
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


def _verdict(assessment: Assessment) -> str:
    silent = not (assessment.supporting or assessment.against)
    return NO_REPORTS if assessment.verdict == "undetermined" and silent else assessment.verdict


def _reading(book: Book, provision: Provision, assessment: Assessment) -> tuple[str, str, Line]:
    text = next((r.text for r in provision.readings if r.reading_id == assessment.reading_id), assessment.reading_id)
    return (text, _verdict(assessment), _reason(book, assessment))


def _words(book: Book, assessments: list[Assessment], names: Mapping[str, str]) -> tuple[WordView, ...]:
    by_verdict: dict[str, list[Assessment]] = {}
    for a in assessments:
        by_verdict.setdefault(_verdict(a), []).append(a)
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
        views.append(EvidenceView(reason, tuple((book.who(book.claims[c]), book.quote(c, 320)) for c in rest)))
    return tuple(views)


def _clock(book: Book, clock: ClockReading) -> ClockView:
    days = tuple(
        DayView(short_day(d.on), d.on, d.day, d.state, sentence(d.reason), book.numbers(d.claim_ids))
        for d in clock.days
    )
    ids = [c for d in clock.days for c in d.claim_ids]
    resets = tuple(book.told(r, ids) for r in clock.resets)
    return ClockView(clock.day, clock.of, f"day {clock.day} of {clock.of}", days, resets, book.told(clock.note, ids))


def _basis(book: Book) -> Line:
    documents, origins = len(book.documents), len({book.situation.origin_of(d) for d in book.documents})
    return say(
        "This rests on ", counted(documents, "report"), " from ", counted(origins, "independent origin"),
        ", and repeats what they say; it does not establish that it is so.",
    )  # fmt: skip


def _sentences(agreement: Agreement, terms: tuple[TermView, ...], as_of: date) -> tuple[Line, ...]:
    if not terms:
        return (say("No term of ", Run(agreement.title, style="strong"), " was assessed."),)
    steady = [t for t in terms if t.verdict == "kept" and len(t.words) == 1]
    opening: list[str | Run | Line] = ["As of ", day(as_of), ", ", _share(len(steady), len(terms))]
    named = [" assessed here is" if len(steady) < 2 else " assessed here are", " shown as kept on every word taken"]
    out = [say(*opening, *named, ": " if steady else "", listed([_link(t) for t in steady]), ".")]
    for verdict in ("apparently violated", "kept", "undetermined", NO_REPORTS, "not yet due"):
        group = [t for t in terms if t.verdict == verdict and t not in steady]
        if group:
            out.append(_verdict_sentence(verdict, group))
    for t, clock in [(t, t.clock) for t in terms if t.clock][:2]:
        counted_days = Run(clock.summary, style="count")
        out.append(say("The count of days for ", _link(t), " stands at ", counted_days, *_days(clock), "."))
    return tuple(out)


def _share(some: int, all_: int) -> Run:
    if all_ == 1:
        return Run("the one term" if some else "not even the one term", style="count")
    return Run(f"{some or 'none'} of the {all_} terms", style="count")


def _verdict_sentence(verdict: str, group: list[TermView]) -> Line:
    names = listed([_link(t) for t in group])
    one = len(group) == 1
    match verdict:
        case "apparently violated":
            firm = all(len(t.words) == 1 for t in group)
            tail = "." if firm else ", if the claims against are believed; on another word that is not so."
            return say(names, " appears" if one else " appear", " violated", tail)
        case "kept":
            tail = " if any claim is believed; on another word that is not so."
            return say(names, " is" if one else " are", " kept", tail)
        case "not yet due":
            return say(names, " is" if one else " are", " not yet due.")
        case "undetermined (no reports)":
            return say("Of ", names, " no report read here speaks; that is not calm.")
        case _:
            return say(names, " stays" if one else " stay", " undetermined.")


def _days(clock: ClockView) -> list[Run | str | Line]:
    """What is reported of the counted days: a number alone would read as so many days of calm."""
    parts = []
    for state, words in (
        ("broken", "broken"),
        ("disputed", "disputed"),
        ("unknown", "without reports"),
        ("calm", "calm"),
    ):
        n = sum(1 for d in clock.days if d.state == state)
        if n or state == "calm":
            parts.append(say(Run(f"{n or 'none'}", style="count"), f" {words}"))
    return [" (of its days ", listed(parts), ")"] if clock.days else []


def _link(term: TermView) -> Line:
    title = term.title.strip().rstrip(".")
    return (Run(f"“{title}”", anchor=term.anchor),)
