"""A verdict explained in sentences: what is asked, what counts, the clock day by day, what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from trucewatch.compliance.perspectives import name_perspectives
from trucewatch.compliance.reports import Reports
from trucewatch.compliance.wording import quote, wrap
from trucewatch.model.agreement import Agreement, Provision
from trucewatch.model.assessment import Assessment, ClockDay, ClockReading, Evidence, Perspective
from trucewatch.model.situation import Situation

DUTIES: dict[str, str] = {
    "prohibition": "It forbids",
    "obligation": "It obliges",
    "permission": "It allows, and lays no duty on anybody",
}
MAX_WORDS_LISTED = 12
"""Claims of one happening whose words are listed; the others are counted."""


def explain(
    assessment: Assessment,
    agreement: Agreement,
    situation: Situation | None = None,
    *,
    perspectives: Iterable[Perspective] = (),
    width: int = 0,
) -> str:
    """The trace of one assessment as text, a sentence or a list item a line, in reading order.

    With the ``situation`` that was assessed, each piece of evidence names the reports that carry it, and every claim
    is given in its words.  ``perspectives`` gives names to those that the agreement does not bring along.  ``width``
    folds lines (0: not at all).

    Raises ``KeyError`` when the agreement does not have the assessed provision.
    """
    return wrap(explain_lines(assessment, agreement, situation, perspectives), width)


def explain_lines(
    assessment: Assessment,
    agreement: Agreement,
    situation: Situation | None = None,
    perspectives: Iterable[Perspective] = (),
    *,
    reports: Reports | None = None,
    most: int | None = None,
) -> tuple[str, ...]:
    """The lines of :func:`explain`; ``reports`` are those of the situation where they are at hand.

    ``most`` is how many pieces of evidence of a kind are listed (None: all); the others are counted.
    """
    provision = agreement.provision(assessment.provision_id)
    reports = reports or Reports(situation)
    return (
        *_ask(provision, agreement, assessment),
        *_find(assessment, agreement, perspectives),
        *_list("Counts against it being kept", [e for e in assessment.against if e.counts], reports, most),
        *_list("Leaves it open", [e for e in assessment.against if not e.counts], reports, most),
        *_list("Counts for it being kept", assessment.supporting, reports, most),
        *_list("Looked at and set aside", assessment.set_aside, reports, most),
        *(_clock(assessment.clock, provision, agreement, reports) if assessment.clock else ()),
        f"Coverage: {assessment.coverage}.",
        *_change(assessment.would_change),
    )


def explain_words(
    assessments: Sequence[Assessment],
    agreement: Agreement,
    situation: Situation | None = None,
    *,
    perspectives: Sequence[Perspective] = (),
    width: int = 0,
) -> str:
    """One term from several perspectives: the first one's trace in full, of each reading, the others in a line each."""
    parts = []
    for _, group in groupby(sorted(assessments, key=lambda a: a.reading_id), key=lambda a: a.reading_id):
        first, *others = group
        lines = list(explain_lines(first, agreement, situation, perspectives))
        if others:
            names = name_perspectives(agreement, perspectives)
            lines.append("On another's word:")
            lines += [f"– {names.get(a.perspective_id, a.perspective_id)}: {a.label}; {a.reason}." for a in others]
        parts.append(wrap(lines, width))
    return "\n\n".join(parts)


def _ask(provision: Provision, agreement: Agreement, assessment: Assessment) -> Iterator[str]:
    yield f"“{provision.title}”: {_stop(provision.text)}"
    names = [agreement.party(p).name for p in provision.addressees]
    if provision.modality != "permission" and names:
        yield f"{DUTIES[provision.modality]} this to: {'; '.join(names)}."
    else:
        yield f"{DUTIES[provision.modality]}."
    if provision.quote:
        yield f"Its words ({provision.status}): {quote(provision.quote)}, {provision.clause or agreement.title}."
    else:
        yield f"Its words are not quoted here ({provision.status}); source: {provision.source}."
    reading = next((r for r in provision.readings if r.reading_id == assessment.reading_id), None)
    if reading is not None:
        yield f"Read as: {_stop(reading.text)}"
    elif provision.readings:
        yield f"It can be read otherwise ({len(provision.readings)}), which is assessed for itself."


def _find(assessment: Assessment, agreement: Agreement, perspectives: Iterable[Perspective]) -> Iterator[str]:
    names = name_perspectives(agreement, perspectives)
    view = names.get(assessment.perspective_id, assessment.perspective_id)
    of = f", for {agreement.party(assessment.party_id).name}" if assessment.party_id else ""
    yield (
        f"Assessed as of {assessment.as_of.isoformat()}{of}, taking the word of: {view}: {assessment.label},"
        f" because {assessment.reason}."
    )
    yield f"Rule: {assessment.rule}."


def _list(head: str, evidence: Sequence[Evidence], reports: Reports, most: int | None = None) -> Iterator[str]:
    if not evidence:
        return
    yield f"{head} ({len(evidence)}):"
    for piece in evidence[:most]:
        shown = piece.claim_ids if most is None else piece.claim_ids[:most]
        named = dict.fromkeys(reports.name(i) for i in shown)
        more = f"; and of {len(piece.claim_ids) - len(shown)} more claims" if len(shown) < len(piece.claim_ids) else ""
        yield f"– {_stop(piece.reason)} [{'; '.join(named)}{more}]"
        told = [t for i in shown if (t := reports.tell(i)) and t not in piece.reason]
        rest = list(dict.fromkeys(told))
        yield from (f"  · {_stop(words)}" for words in rest[:MAX_WORDS_LISTED])
        if len(rest) > MAX_WORDS_LISTED:
            yield f"  · and {len(rest) - MAX_WORDS_LISTED} more."
    if most is not None and len(evidence) > most:
        yield f"– and {len(evidence) - most} more."


def _clock(reading: ClockReading, provision: Provision, agreement: Agreement, reports: Reports) -> Iterator[str]:
    yield f"Clock: {reading.in_words}. {_stop(reading.note)}"
    for first, last in _runs(reading.days):
        on = first.on.isoformat() if first is last else f"{first.on.isoformat()} to {last.on.isoformat()}"
        number = f"day {first.day}" if first is last else f"days {first.day} to {last.day}"
        yield f"– {on} ({number}): {first.state}{f'; {first.reason}' if first.reason else ''}."
    for reset in reading.resets:
        yield f"– {_stop(reset)}"
    if provision.clock and provision.clock.may_reset:
        names = " and ".join(agreement.party(p).name for p in provision.clock.may_reset)
        declared = "see above" if reading.resets else "no such reset is recorded"
        yield f"{_stop(f'{names} may agree to start the count again; {declared}')}"
    yield from _list("May be a reset, which a person must say", reading.may_be_resets, reports)


def _runs(days: tuple[ClockDay, ...]) -> Iterator[tuple[ClockDay, ClockDay]]:
    """Runs of days in the same state for the same reason, first and last."""
    start = 0
    for i in range(1, len(days) + 1):
        if i == len(days) or (days[i].state, days[i].reason) != (days[start].state, days[start].reason):
            yield days[start], days[i - 1]
            start = i


def _change(changes: tuple[str, ...]) -> Iterator[str]:
    if not changes:
        yield "Nothing that is reported could change this."
        return
    yield "What would change it:"
    for change in changes:
        yield f"– {_stop(change)}"


def _stop(sentence: str) -> str:
    sentence = sentence.strip()
    sentence = sentence[:1].upper() + sentence[1:]
    return sentence if sentence.endswith((".", "!", "?")) else sentence + "."
