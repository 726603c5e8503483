"""When a document was published, and how we know.  Never the clock's day, never an invented one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from trucewatch.model.document import PublicationDate, Segment
from trucewatch.model.span import Span
from trucewatch.reading.captions import find_dateline, is_old_picture
from trucewatch.reading.dates import FullDate, find_address_date, find_dates, find_weekday, show_date
from trucewatch.reading.eras import find_era
from trucewatch.reading.page import Page

_LABEL = re.compile(
    r"(?:^|\n)[ \t*_]*(?P<label>published|publication date|posted|issued|released|date|dated|updated|last updated)"
    r"(?:\s+(?:on|at))?\s*:?[ \t*_]*(?:\n[ \t]*)?",
    re.IGNORECASE,
)
# A day that another thing is counted from is no day of the report.
_NOT_THE_DAY = re.compile(
    r"\b(?:since|after|before|until|till|by|from|to|between|following|began|signed|dating|born|died|founded|established|through)\s+"
    r"(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_LEAD = 200
"""So many characters into the first line a date may still be the report's own day."""
_UNKNOWN = "No publication date was found; days named without a date are left open."


@dataclass(frozen=True, slots=True)
class _Candidate:
    on: date
    found_by: str
    note: str
    evidence: Span | None = None


def date_document(
    text: str, segments: Sequence[Segment], page: Page, path: str, *, given: date | None = None, url: str = ""
) -> PublicationDate:
    """The publication date of a report.

    The first of: given by the user, metadata, a date line or dateline, a "Published:" line, a photo caption, the
    address, a full date in the headline, the file's name, a full date in the lead, the PDF's own creation date.
    ``note`` says which, whether the first weekday in the report agrees, and what else says otherwise.
    """
    found = list(_candidates(text, segments, page, path, given, url or page.url))
    if not found:
        return PublicationDate(on=None, found_by="not found", note=_UNKNOWN + _era_note(text))
    best = found[0]
    notes = [best.note]
    notes += _weekday_note(best.on, text, segments)
    rivals = dict.fromkeys(c.on for c in found[1:] if c.on != best.on and c.found_by in {"metadata", "dateline", "url"})
    notes += [f"Elsewhere the file says {show_date(on)}." for on in rivals]
    return PublicationDate(on=best.on, found_by=best.found_by, evidence=best.evidence, note=" ".join(notes))


def _era_note(text: str) -> str:
    """What the offices and resolutions that a text names say of when it was written; empty for nothing."""
    era = find_era(text)
    if era.since is None and era.until is None:
        return ""
    since = f" from {show_date(era.since)}" if era.since else ""
    until = f" until {show_date(era.until)}" if era.until else ""
    return f" By what and whom it names, it was written{since}{until}."


def _candidates(
    text: str, segments: Sequence[Segment], page: Page, path: str, given: date | None, url: str
) -> Iterator[_Candidate]:
    if given:
        yield _Candidate(given, "given", f"The user gave {show_date(given)}.")
    for stated in page.dates:
        yield _Candidate(stated.on, "metadata", f"Dated {show_date(stated.on)} by {stated.field}.")
    yield from _date_lines(text, segments)
    yield from _labels(text, segments)
    yield from _captions(text, segments)
    address = find_address_date(url) if url else None
    if address:
        yield _Candidate(address.on, "url", f"Dated {show_date(address.on)} by its address, {url[:200]}.")
    yield from _spoken_of(text, segments, "headline")
    name = re.split(r"[/\\]", path)[-1]
    named = find_address_date(name)
    if named:
        yield _Candidate(
            named.on, "file name", f"Dated {show_date(named.on)} by the file's name, which may be the day it was saved."
        )
    yield from _spoken_of(text, segments, "lead")
    if page.made_on:
        yield _Candidate(
            page.made_on.on,
            "metadata",
            f"Dated {show_date(page.made_on.on)} only by {page.made_on.field}; the report may be older.",
        )


def _date_lines(text: str, segments: Sequence[Segment]) -> Iterator[_Candidate]:
    lines = [s for s in segments if s.kind == "dateline"]
    # "Updated" is a later day than that of publication.
    for segment in sorted(lines, key=lambda s: "updated" in text[s.start : s.end].casefold()):
        for found in find_dates(text[segment.start : segment.end]):
            span = Span.of(text, segment.start + found.start, segment.start + found.end)
            yield _Candidate(found.on, "dateline", f"Dated {show_date(found.on)} by a line of its own.", span)
    for segment in [s for s in segments if s.kind == "body"][:3]:
        dateline = find_dateline(text[segment.start : segment.end])
        if dateline:
            for found in find_dates(dateline.group()):
                span = Span.of(text, segment.start + found.start, segment.start + found.end)
                yield _Candidate(found.on, "dateline", f"Dated {show_date(found.on)} by its dateline.", span)


def _labels(text: str, segments: Sequence[Segment]) -> Iterator[_Candidate]:
    labelled = []
    for label in _LABEL.finditer(text):
        following = text[label.end() : label.end() + 60].split("\n", 1)[0]
        found = next(find_dates(following), None)
        # The date stands right after the label, a weekday at most between.
        if (
            found
            and not re.search(r"\d|[.!?]", following[: found.start])
            and len(following[: found.start].split()) <= 2
        ):
            labelled.append((label, found))
    labelled.sort(key=lambda pair: "updated" in pair[0]["label"].casefold())
    for label, found in labelled:
        span = Span.of(text, label.end() + found.start, label.end() + found.end)
        words = label["label"].capitalize()
        yield _Candidate(found.on, "dateline", f'Dated {show_date(found.on)} by the words "{words} …" in it.', span)


def _captions(text: str, segments: Sequence[Segment]) -> Iterator[_Candidate]:
    """The latest day of a caption whose picture is not from a file."""
    dated = []
    for segment in segments:
        words = text[segment.start : segment.end]
        if segment.kind == "caption" and not is_old_picture(words):
            dated += [(f, segment) for f in find_dates(words)]
    if dated:
        latest = max(f.on for f, _ in dated)
        found, segment = next((f, s) for f, s in dated if f.on == latest)
        span = Span.of(text, segment.start + found.start, segment.start + found.end)
        note = f"Dated {show_date(found.on)} by a photo caption; the report may be of that day or shortly after."
        yield _Candidate(found.on, "caption", note, span)


def _spoken_of(text: str, segments: Sequence[Segment], where: str) -> Iterator[_Candidate]:
    """A full date in the headline or early in the first line, when it is the only one there and the text's latest."""
    latest = max((f.on for s in segments if s.kind in {"headline", "body"} for f in _dates_in(text, s)), default=None)
    if where == "headline":
        group = [s for s in segments if s.kind == "headline"]
    else:
        group = [s for s in segments if s.kind == "body"][:1]
    days = [(s, f) for s in group for f in _dates_in(text, s)]
    if where == "lead":
        days = [(s, f) for s, f in days if f.start <= _LEAD and "\n" not in text[s.start : s.start + f.start]]
    if not days or len({f.on for _, f in days}) > 1 or days[0][1].on != latest:
        return
    segment, found = days[0]
    words = text[segment.start : segment.end]
    if _NOT_THE_DAY.search(words[max(0, found.start - 40) : found.start]):
        return
    span = Span.of(text, segment.start + found.start, segment.start + found.end)
    note = f"The report states no day of its own; its {where} speaks of {show_date(found.on)}, which is taken."
    yield _Candidate(found.on, "text", note, span)


def _dates_in(text: str, segment: Segment) -> list[FullDate]:
    return list(find_dates(text[segment.start : min(segment.end, segment.start + 5000)]))


def _weekday_note(on: date, text: str, segments: Sequence[Segment]) -> list[str]:
    for segment in [s for s in segments if s.kind == "body"][:4]:
        named = find_weekday(text[segment.start : min(segment.end, segment.start + 2000)])
        if not named:
            continue
        name, number = named
        back = (on.weekday() - number) % 7
        if back == 0:
            return [f"{name} in the lead agrees with {show_date(on)}."]
        if back == 1:
            return [f"{name} in the lead would be the day before."]
        return [f"{name} in the lead would be {back} days earlier; the date may be off."]
    return []
