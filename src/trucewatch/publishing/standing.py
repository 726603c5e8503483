"""Where the truce stands: the terms with their verdicts on each word, and a paragraph that says no more than they."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from trucewatch.model.agreement import Agreement
from trucewatch.model.assessment import NO_REPORTS, Assessment
from trucewatch.publishing.book import Book
from trucewatch.publishing.terms import ClockView, TermView, build_term, state_words
from trucewatch.publishing.words import Line, Run, counted, day, label, listed, say


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
    views = (
        build_term(book, provision, i, [a for a in assessments if a.provision_id == provision.provision_id], names)
        for i, provision in enumerate(agreement.provisions, 1)
    )
    terms = tuple(v for v in views if v)
    return Standing(_sentences(agreement, terms, as_of), positions, _basis(book), terms, _reported(book))


def _reported(book: Book) -> tuple[ReportedTerm, ...]:
    return tuple(
        ReportedTerm(label(c.type), "" if c.stance == "asserted" else c.stance, book.quote(c.claim_id), book.who(c))
        for c in book.claims.values()
        if c.kind == "term"
    )


def _basis(book: Book) -> Line:
    documents, origins = len(book.documents), len({book.origin_of(d) for d in book.documents})
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
    for state in ("broken", "disputed", "unknown", "calm"):
        n = sum(1 for d in clock.days if d.state == state)
        if n or state == "calm":
            parts.append(
                say(
                    Run(f"{n or 'none'}", style="count"),
                    f"{'' if state == 'disputed' else ' with'} {state_words(state)}",
                )
            )
    return [" (of its days ", listed(parts), ")"] if clock.days else []


def _link(term: TermView) -> Line:
    title = term.title.strip().rstrip(".")
    return (Run(f"“{title}”", anchor=term.anchor),)
