"""``cases.yaml`` of an agreement: reports in, verdicts expected, with the reason why; readable by its author."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from trucewatch.errors import PackError
from trucewatch.model.assessment import VERDICTS
from trucewatch.model.vocabulary import QUANTITIES, STANCES, TYPES
from trucewatch.packs.agreement import find_agreement_file
from trucewatch.packs.agreement_schema import Day, Filled, Id
from trucewatch.packs.instants import parse_day
from trucewatch.packs.load import Entry, read_yaml, validate

FILE_NAME = "cases.yaml"
KIND_OF: dict[str, str] = {type_: kind for kind, types in TYPES.items() for type_ in types}
Days = tuple[date, date, str]
"""First day, last day, precision."""
_COUNT = re.compile(r"(\d+(?:\.\d+)?)?(\.\.)?(\d+(?:\.\d+)?)?")


def parse_days(text: str) -> Days:
    """``2016-09-12``, ``2016-09-12 to 2016-09-14`` or ``week of 2016-09-12``; raises ``ValueError``."""
    if text.startswith("week of "):
        start = parse_day(text.removeprefix("week of "))
        return start, start + timedelta(days=6), "week"
    first, _, last = text.partition(" to ")
    start, end = parse_day(first), parse_day(last or first)
    if end < start:
        raise ValueError(f"{text!r} ends before it starts; swap the two")
    return start, end, "range" if last else "day"


def parse_count(value: Any) -> tuple[float | None, float | None]:
    """``20``, ``20..`` (at least), ``..20`` (at most), ``20..30``; raises ``ValueError``."""
    match = _COUNT.fullmatch(str(value).strip())
    if match is None or not (match[1] or match[3]):
        raise ValueError(f"{value!r} is not a count; write 20, 20.., ..20 or 20..30")
    low, high = (float(g) if g else None for g in (match[1], match[3]))
    return (low, high) if match[2] else (low, low)


def _among(allowed: Any, noun: str) -> Any:
    def check(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"is no {noun}; use one of {', '.join(allowed)}")
        return value

    return AfterValidator(check)


def _days(value: Any) -> Days:
    if isinstance(value, str):
        return parse_days(value)
    raise ValueError("must be days in text, such as 2016-09-12")


class ReportEntry(Entry):
    """One claim of one report.

    Actors are known ids, or words for somebody unknown.  ``at`` is a place's words, with ``= ID`` when located.
    ``of`` is what a count is of, in the report's words ("fuel").  ``about`` joins the claims of one incident or convoy.
    ``in_report`` names the document, each its own origin.
    """

    act: Annotated[str, _among(KIND_OF, "claim type")]
    says: list[Filled] = Field(default_factory=list)
    stance: Annotated[str, _among(STANCES, "stance")] = "asserted"
    by: list[Filled] = Field(default_factory=list)
    on: list[Filled] = Field(default_factory=list)
    to: list[Filled] = Field(default_factory=list)
    holder: list[Filled] = Field(default_factory=list)
    at: list[Filled] = Field(default_factory=list)
    when: Annotated[tuple[date, date, str], BeforeValidator(_days)] | None = None
    count: dict[Annotated[str, _among(QUANTITIES, "quantity")], Annotated[Any, AfterValidator(parse_count)]] = Field(
        default_factory=dict
    )
    of: str = ""
    about: str = ""
    in_report: str = "A"
    publisher: str = ""
    published: Day | None = None
    anonymous: bool = False
    reviewed: bool = False


class ResetEntry(Entry):
    """A reset that the guarantors declared."""

    provision: Id
    on: Day
    by: list[Id] = Field(min_length=1)


class ExpectEntry(Entry):
    """A verdict that must come out; ``reason`` is a piece of the reason that must be given."""

    provision: Id
    verdict: Annotated[str, _among(VERDICTS, "verdict")]
    reading: str = ""
    clock_day: int | None = None
    """Days of calm that the clock counts: in a row, or in total."""
    clock_elapsed: int | None = None
    """Whole days since the clock began or was last reset, calm or not."""
    reason: str = ""


class CaseEntry(Entry):
    """Reports, and what must follow from them; ``because`` says why, for the next author."""

    case: Filled
    as_of: Day
    perspective: str = "any"
    party: str = ""
    reports: list[ReportEntry] = Field(default_factory=list)
    resets: list[ResetEntry] = Field(default_factory=list)
    expect: list[ExpectEntry] = Field(min_length=1)
    because: Filled


class CasesFile(Entry):
    """``cases.yaml``."""

    agreement: Id
    cases: list[CaseEntry] = Field(min_length=1)


def load_cases(id_or_path: str | Path) -> CasesFile:
    """The cases that stand beside an agreement's file.

    Raises ``UnknownNameError`` for an unknown agreement and :class:`PackError` with every fault of the cases.
    """
    path = find_agreement_file(id_or_path).parent / FILE_NAME
    located = read_yaml(path, f"{path.parent.name}/{FILE_NAME}")
    file = validate(CasesFile, located)
    seen: set[str] = set()
    faults = []
    for i, entry in enumerate(file.cases):
        if entry.case in seen:
            faults.append(located.fault(("cases", i, "case"), f"{entry.case!r} stands twice", "give each its own name"))
        seen.add(entry.case)
    if faults:
        raise PackError(tuple(faults))
    return file
