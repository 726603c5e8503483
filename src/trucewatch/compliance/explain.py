"""A verdict explained in sentences: what is asked, what counts, the clock day by day, what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from trucewatch.compliance.perspectives import list_perspectives
from trucewatch.compliance.wording import quote
from trucewatch.model.agreement import Agreement, Provision
from trucewatch.model.assessment import Assessment, ClockDay, ClockReading, Evidence
from trucewatch.model.situation import Situation

DUTIES: dict[str, str] = {
    "prohibition": "It forbids",
    "obligation": "It obliges",
    "permission": "It allows, and lays no duty on anybody",
}


def explain(assessment: Assessment, agreement: Agreement, situation: Situation | None = None) -> str:
    """The trace of one assessment as text, a sentence or a list item a line, in reading order.

    With the ``situation`` that was assessed, each piece of evidence names the reports that carry it.

    Raises ``KeyError`` when the agreement does not have the assessed provision.
    """
    return "\n".join(explain_lines(assessment, agreement, situation))


def explain_lines(assessment: Assessment, agreement: Agreement, situation: Situation | None = None) -> tuple[str, ...]:
    """The lines of :func:`explain`."""
    provision = agreement.provision(assessment.provision_id)
    reports = _name_reports(situation) if situation else {}
    return (
        *_ask(provision, agreement, assessment),
        *_find(assessment, agreement),
        *_list("Against it being kept", assessment.against, reports),
        *_list("For it being kept", assessment.supporting, reports),
        *_list("Looked at and set aside", assessment.set_aside, reports),
        *(_clock(assessment.clock) if assessment.clock else ()),
        f"Coverage: {assessment.coverage}.",
        *_change(assessment.would_change),
    )


def _name_reports(situation: Situation) -> dict[str, str]:
    """The report that carries a claim, by claim id: publisher or title, and day."""
    names: dict[str, str] = {}
    for document in situation.documents:
        on = document.published.on
        name = document.publisher or document.title or document.path
        names[document.document_id] = f"{name}, {on.isoformat() if on else 'undated'}"
    return {c.claim_id: names[c.document_id] for c in situation.claims if c.document_id in names}


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


def _find(assessment: Assessment, agreement: Agreement) -> Iterator[str]:
    views = {p.perspective_id: p.name for p in list_perspectives(agreement)}
    view = views.get(assessment.perspective_id, assessment.perspective_id)
    yield (
        f"Assessed as of {assessment.as_of.isoformat()}, taking the word of: {view}: {assessment.verdict},"
        f" because {assessment.reason}."
    )
    yield f"Rule: {assessment.rule}."


def _list(head: str, evidence: Iterable[Evidence], reports: Mapping[str, str]) -> Iterator[str]:
    found = list(evidence)
    if not found:
        return
    yield f"{head} ({len(found)}):"
    for piece in found:
        named = dict.fromkeys(reports.get(i, i.removeprefix("sha256:")[:8]) for i in piece.claim_ids)
        yield f"– {_stop(piece.reason)} [{'; '.join(named)}]"


def _clock(reading: ClockReading) -> Iterator[str]:
    yield f"Clock: {reading.in_words}. {_stop(reading.note)}"
    for first, last in _runs(reading.days):
        on = first.on.isoformat() if first is last else f"{first.on.isoformat()} to {last.on.isoformat()}"
        yield f"– {on}: {first.state}{f' ({first.reason})' if first.reason else ''}"
    for reset in reading.resets:
        yield f"– {_stop(reset)}"


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
