"""Who published a document, who wrote it, and to whom it says that it owes its words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trucewatch.model.document import Credit, Segment
from trucewatch.model.span import Span
from trucewatch.reading.captions import byline_names, find_dateline
from trucewatch.reading.lines import Line, count_words
from trucewatch.reading.page import Page
from trucewatch.reading.vocabulary import Publisher, find_publisher, fold, furniture_words, publisher_book

_BY_ITSELF = re.compile(r"^[(\[–—-]?\s*([^()\[\]]{2,60}?)\s*[)\]]?\.?$")
_LAST_CREDIT = re.compile(r"(?:[(\[]\s*([A-Z][^()\[\]]{1,60}?)\s*[)\]]|[–—]\s*([A-Z][\w. /’'-]{1,40}))\s*\.?\s*$")
_STATED = re.compile(
    r"(?i:originally (?:published|appeared) (?:by|in|on|at)|(?:article|story|report|piece|version)\s+(?:was\s+)?"
    r"(?:first|originally)\s+(?:appeared|published|ran)\s+(?:in|on|by|at)|first (?:published|appeared) (?:by|in|on|at)|"
    r"republished (?:from|with permission (?:from|of))|reprinted (?:from|with permission (?:from|of))|"
    r"with (?:additional )?reporting (?:from|by)|with (?:information|material|contributions?) from|source:)\s+"
    r"(?:the\s+)?(?P<name>[A-Z][\w’'.&-]*(?:[ /](?:(?:of|for|in|the|and|on)\s)?[A-Z][\w’'.&-]*){0,6})"
)
_ANCHOR = re.compile(
    r"\b(?:originally|article|story|report|piece|version|first|republished|reprinted|with|source)\b", re.I
)
_MORE_FROM = re.compile(
    r"^(?:more|latest|news|stories)\s+(?:news\s+)?(?:from|on)\s+(?P<name>[A-Z].{1,60})$", re.IGNORECASE
)
_NAME_LINE = re.compile(r"^(?:[A-Z][\w’'&.-]*|of|for|the|and|on|in)(?: (?:[A-Z][\w’'&.-]*|of|for|the|and|on|in)){0,6}$")
_TITLE_END = re.compile(r"\s[|•·–—-]\s+([^|•·–—]{2,70})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Publisher, author and credits; empty where the document does not say."""

    publisher: str = ""
    author: str = ""
    credits: tuple[Credit, ...] = ()


def find_provenance(
    text: str, segments: Sequence[Segment], page: Page, *, given: str = "", url: str = ""
) -> Provenance:
    """Who published and wrote ``text``; a name in the book of publishers is given as the book writes it."""
    credits = tuple(_credits(text, segments))
    note_publisher, note_author = _author_note(text, segments)
    publisher = (
        given
        or _known(page.publisher)
        or page.publisher
        or _own_line(text, segments)
        or _masthead(text, segments)
        or note_publisher
        or _more_from(text, segments)
        or _title_end(page.title)
        or _by_address(url or page.url)
        or next((c.name for c in credits if c.kind == "dateline"), "")
    )
    author = page.author or _byline(text, segments) or note_author
    return Provenance(publisher=publisher.strip(), author=author.strip(), credits=credits)


def _known(name: str) -> str:
    found = find_publisher(name) if name else None
    return found.name if found else ""


def _own_line(text: str, segments: Sequence[Segment]) -> str:
    """A publisher's name alone on a line."""
    for segment in segments:
        if segment.kind == "byline":
            found = _known(_BY_ITSELF.sub(r"\1", text[segment.start : segment.end]))
            if found:
                return found
    return ""


def _masthead(text: str, segments: Sequence[Segment]) -> str:
    """An unknown publisher by form: a short line of capitalised words with a house word, or "NAME: statement"."""
    book = publisher_book()
    for segment in segments[:4]:
        line = text[segment.start : segment.end].strip().lstrip("# ")
        before, colon, after = line.partition(":")
        if segment.kind == "headline":
            folded = after.strip().casefold()
            if colon and _NAME_LINE.match(before) and any(re.match(rf"{w}\b", folded) for w in book.statements):
                return before
        elif segment.kind in {"body", "byline"} and len(line) <= 80 and not line.endswith(":"):
            name = line.split(",")[0]
            if _NAME_LINE.match(name) and set(name.casefold().split()) & set(book.houses) and len(line.split()) <= 8:
                return name
    return ""


def _byline(text: str, segments: Sequence[Segment]) -> str:
    for segment in segments:
        if segment.kind == "byline":
            words = text[segment.start : segment.end]
            names = byline_names(Line(segment.start, segment.end, words, count_words(words), True))
            if names and not find_publisher(names):
                return names.title() if names.isupper() else names
    return ""


def _author_note(text: str, segments: Sequence[Segment]) -> tuple[str, str]:
    """Publisher and author from "A B is a staff writer at C"."""
    for segment in segments:
        if segment.kind != "furniture" or segment.reason != "a note on the author":
            continue
        words = " ".join(text[segment.start : segment.end].split())
        person = re.match(
            r"([A-Z][\w’'.-]+(?:\s+[A-Z][\w’'.-]*){1,4}?)(?:,|\s+(?:is|was|has|covers|writes|reports)\b)", words
        )
        roles = "|".join(re.escape(r) for r in furniture_words().bylines.roles)
        house = re.search(
            rf"\b(?:{roles})s?\b.{{0,40}}?\b(?:at|for|with|of)\s+(?:the\s+)?([A-Z][^.,;@]{{1,60}})", words
        )
        name = house.group(1).strip() if house else ""
        return (_known(name) or name, person.group(1) if person else "")
    return ("", "")


def _more_from(text: str, segments: Sequence[Segment]) -> str:
    for segment in segments:
        if segment.kind == "furniture" and segment.end - segment.start < 90:
            found = _MORE_FROM.match(text[segment.start : segment.end].strip())
            if found and _known(found["name"]):
                return _known(found["name"])
    return ""


def _title_end(title: str) -> str:
    found = _TITLE_END.search(title)
    return _known(found.group(1)) if found else ""


def _by_address(url: str) -> str:
    host = re.sub(r"^[a-z]+://", "", url.casefold()).split("/")[0].split(":")[0]
    if not host:
        return ""
    for publisher in publisher_book().publishers:
        if any(host == d or host.endswith("." + d) for d in publisher.domains):
            return publisher.name
    return ""


def _credits(text: str, segments: Sequence[Segment]) -> Iterator[Credit]:
    """Stated debts: the agency in a dateline, a credit at the report's end, "originally published by"."""
    body = [s for s in segments if s.kind == "body"]
    seen: set[tuple[str, str]] = set()
    for credit in _all_credits(text, segments, body):
        if (credit.name, credit.kind) not in seen:
            seen.add((credit.name, credit.kind))
            yield credit


def _all_credits(text: str, segments: Sequence[Segment], body: Sequence[Segment]) -> Iterator[Credit]:
    for segment in body[:3]:
        words = text[segment.start : min(segment.end, segment.start + 300)]
        dateline = find_dateline(words)
        if dateline and dateline["agency"]:
            at = segment.start + dateline.start("agency")
            yield _credit(text, at, at + len(dateline["agency"]), "dateline")
    for segment in body[-2:]:
        start = max(segment.start, segment.end - 120)
        last = _LAST_CREDIT.search(text[start : segment.end])
        if last:
            group = 1 if last.group(1) else 2
            if find_publisher(last.group(group)) and segment is body[-1]:
                yield _credit(text, start + last.start(group), start + last.end(group), "end of report")
    for stated in _stated(text):
        name = stated["name"].rstrip(".")
        if stated.group().casefold().startswith("source:") and not find_publisher(name):
            continue
        kind = "contribution" if "with" in stated.group().casefold()[:5] else "reprint"
        yield _credit(text, stated.start("name"), stated.start("name") + len(name), kind)
    for segment in segments:
        if segment.kind == "byline":
            yield from _byline_credit(text, segment)


def _stated(text: str) -> Iterator[re.Match[str]]:
    # Cheap words first: the whole pattern is only tried where one of them stands.
    for anchor in _ANCHOR.finditer(text):
        found = _STATED.match(text, anchor.start())
        if found:
            yield found


def _byline_credit(text: str, segment: Segment) -> Iterator[Credit]:
    words = text[segment.start : segment.end]
    for name, publisher in _agency_names():
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words)
        if found and publisher.kind == "agency":
            yield _credit(text, segment.start + found.start(), segment.start + found.end(), "byline")
            return


@functools.cache
def _agency_names() -> tuple[tuple[str, Publisher], ...]:
    book = publisher_book().publishers
    return tuple((n, p) for p in book if p.kind == "agency" for n in (p.name, *p.aliases, *p.short))


def _credit(text: str, start: int, end: int, kind: str) -> Credit:
    words = text[start:end]
    return Credit(name=_known(words) or " ".join(words.split()), span=Span.of(text, start, end), kind=kind)


def is_same_publisher(one: str, other: str) -> bool:
    """Whether two names are one publisher's, by the book or by their words."""
    if not one or not other:
        return False
    return (_known(one) or fold(one)) == (_known(other) or fold(other))
