"""A comparison in sentences: what each side comes to, and which words make the difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from trucewatch.compliance.compare import Change
from trucewatch.compliance.reports import Reports
from trucewatch.compliance.versions import TermChange
from trucewatch.compliance.wording import wrap
from trucewatch.model.agreement import Agreement
from trucewatch.model.assessment import Assessment
from trucewatch.model.situation import Situation

MAX_CLAIMS = 8
"""Claims whose words are listed for one change and direction; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two sides: how it is called (``as of 2016-09-18``, ``on the word of monitors``), and its terms."""

    name: str
    agreement: Agreement
    situation: Situation


def contrast(
    changes: Sequence[Change],
    before: Side,
    after: Side,
    terms: Iterable[TermChange] = (),
    *,
    width: int = 0,
) -> str:
    """The changes as text: headed by the two sides, then term by term, then what does not differ.

    ``terms`` are differences of wording, for two agreements or versions; ``width`` folds lines (0: not at all).
    """
    lines = [f"{_capital(before.name)} ↔ {after.name}"]
    for change in changes:
        lines += ["", *_tell(change, before, after)]
    changed = {c.provision_id for c in changes}
    same = [p.provision_id for p in before.agreement.provisions if p.provision_id not in changed]
    if same:
        lines += ["", f"No difference in: {', '.join(same)}."]
    listed = list(terms)
    if listed:
        lines += ["", "What the terms themselves say otherwise:"]
        lines += [line for term in listed for line in _tell_term(term)]
    return wrap(lines, width)


def _tell(change: Change, before: Side, after: Side) -> Iterator[str]:
    side = before if change.before else after
    here = change.before or change.after
    assert here is not None  # noqa: S101  # a change has one side at least
    title = side.agreement.provision(here.provision_id).title
    reading = f", read as “{change.reading_id}”" if change.reading_id else ""
    other = change.after.provision_id if change.after else change.provision_id
    ids = change.provision_id + (f" / {other}" if other != change.provision_id else "")
    yield f"{title} [{ids}]{reading}: {_move(change, before, after)}"
    for which, found in ((before, change.before), (after, change.after)):
        if found is not None:
            clock = f" Clock: {found.clock.in_words}." if found.clock else ""
            yield f"  {_capital(which.name)}: {found.label}; {found.reason}.{clock}"
    if change.before and change.after:
        yield from _words(f"  Counted only {after.name}:", change.gained, after)
        yield from _words(f"  Counted only {before.name}:", change.lost, before)


def _move(change: Change, before: Side, after: Side) -> str:
    if change.before is None or change.after is None:
        return f"only {(after if change.before is None else before).name}"
    if change.before.label == change.after.label:
        both = "both times" if _days_apart(change) else "both ways"
        return f"{change.after.label} {both}, on {'other' if change.gained or change.lost else 'the same'} grounds"
    return f"{change.before.label} {before.name}, {change.after.label} {after.name}"


def _days_apart(change: Change) -> bool:
    return bool(change.before and change.after and change.before.as_of != change.after.as_of)


def _words(head: str, claim_ids: Sequence[str], side: Side) -> Iterator[str]:
    if not claim_ids:
        return
    reports = Reports(side.situation)
    carried: dict[str, list[str]] = {}
    for claim_id in reports.in_order(claim_ids):
        if words := reports.tell(claim_id):
            carried.setdefault(words, []).append(reports.name(claim_id))
    told = [f"  – {words} [{'; '.join(dict.fromkeys(names))}]" for words, names in carried.items()]
    yield head
    yield from told[:MAX_CLAIMS]
    if len(told) > MAX_CLAIMS:
        yield f"  – and {len(told) - MAX_CLAIMS} more"


def _tell_term(term: TermChange) -> Iterator[str]:
    name = term.provision_id + (f" / {term.other_id}" if term.other_id != term.provision_id else "")
    yield f"[{name}]"
    for aspect, old, new in term.differs:
        yield f"  {aspect}: {old or 'nothing'} → {new or 'nothing'}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def side_of(assessment: Assessment | None) -> dict[str, object] | None:
    """What a program needs of one side of a change."""
    if assessment is None:
        return None
    clock = assessment.clock
    return {
        "provision_id": assessment.provision_id,
        "verdict": assessment.verdict,
        "label": assessment.label,
        "reason": assessment.reason,
        "clock": {"day": clock.day, "of": clock.of, "elapsed": clock.elapsed} if clock else None,
    }
