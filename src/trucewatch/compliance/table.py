"""Verdicts as a table: each term, what comes out on whose word, its clock, and how much was heard of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from trucewatch.compliance.perspectives import name_perspectives
from trucewatch.compliance.wording import count, wrap
from trucewatch.model.agreement import Agreement, Provision
from trucewatch.model.assessment import Assessment, Perspective

WIDTH = 80


def tabulate(assessments: Sequence[Assessment], agreement: Agreement, *, width: int = WIDTH) -> str:
    """The assessments for a terminal of ``width`` columns, in the agreement's order of terms.

    Perspectives that come to the same verdict for the same reason stand together, by the ids that a user types.
    """
    lines: list[str] = []
    for number, provision in enumerate(agreement.provisions, 1):
        found = [a for a in assessments if a.provision_id == provision.provision_id]
        if found:
            lines += ["", f"{number}. {provision.title} [{provision.provision_id}]"]
            lines += [line for _, group in _by_reading(found) for line in _tell(list(group), provision)]
    return wrap(lines[1:], width)


def tabulate_markdown(
    assessments: Sequence[Assessment], agreement: Agreement, *, perspectives: Iterable[Perspective] = ()
) -> str:
    """The table of a brief in Markdown: a row a term and reading, its verdicts with those who bear them, the clock."""
    names = name_perspectives(agreement, perspectives)
    rows = ["| Term | Verdict, on whose word | Clock | Heard of it |", "|---|---|---|---|"]
    for provision in agreement.provisions:
        found = [a for a in assessments if a.provision_id == provision.provision_id]
        for reading, group in _by_reading(found):
            own = list(group)
            title = provision.title + (f", read as “{reading}”" if reading else "")
            verdicts = "<br>".join(f"**{v}**: {', '.join(names.get(i, i) for i in ids)}" for v, ids in _labels(own))
            clock = own[0].clock.in_words if own[0].clock else ""
            rows.append("| " + " | ".join(_cell(c) for c in (title, verdicts, clock, own[0].coverage)) + " |")
    return "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _by_reading(found: Sequence[Assessment]) -> Iterator[tuple[str, Iterator[Assessment]]]:
    return iter(groupby(sorted(found, key=lambda a: a.reading_id), key=lambda a: a.reading_id))


def _labels(found: Sequence[Assessment]) -> list[tuple[str, list[str]]]:
    by_label: dict[str, list[str]] = {}
    for assessment in found:
        by_label.setdefault(assessment.label, []).append(assessment.perspective_id)
    return list(by_label.items())


def _tell(found: Sequence[Assessment], provision: Provision) -> Iterator[str]:
    reading = found[0].reading_id
    if reading:
        text = next((r.text for r in provision.readings if r.reading_id == reading), "")
        yield f"   Read as “{reading}”: {text}"
    groups: dict[tuple[str, str], list[Assessment]] = {}
    for assessment in found:
        groups.setdefault((assessment.label, assessment.reason), []).append(assessment)
    for (label, reason), same in sorted(groups.items(), key=lambda g: g[1][0].silent):
        yield f"   {label.upper()} on {_whose(same, len(found))}"
        pieces = dict.fromkeys(_weigh(a) for a in same)
        yield f"     {_capital(reason)}{next(iter(pieces)) if len(pieces) == 1 else ''}."
    clocks: dict[str, list[Assessment]] = {}
    for assessment in found:
        if assessment.clock:
            clocks.setdefault(assessment.clock.in_words, []).append(assessment)
    for words, same in clocks.items():
        yield f"   Clock: {words}{f', on {_whose(same, 0)}' if len(clocks) > 1 else ''}."
    if found[0].verdict != "not applicable" and not any(a.silent for a in found):
        yield f"   Coverage: {found[0].coverage}."


def _whose(found: Sequence[Assessment], total: int) -> str:
    if len(found) == total > 1:
        return f"every word taken ({count(total, 'perspective')})"
    return f"the word of: {', '.join(a.perspective_id for a in found)}"


def _weigh(assessment: Assessment) -> str:
    counting, open_ = (sum(e.counts is yes for e in assessment.against) for yes in (True, False))
    told = ((counting, "against"), (open_, "leaving it open"), (len(assessment.supporting), "for"))
    pieces = ", ".join(f"{n} {words}" for n, words in told if n)
    return f" ({pieces})" if pieces else ""


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
