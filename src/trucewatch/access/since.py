"""The delivery before: what "for the first time since July" says; the delivery that it stands with came later."""

from __future__ import annotations

import calendar
import re
from datetime import date

from trucewatch.access.nearby import sentence_of
from trucewatch.incidents.sentences import Sentences
from trucewatch.model.claim import Claim
from trucewatch.model.document import Document
from trucewatch.model.span import Span
from trucewatch.model.when import When

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
# "for the first time since July", "the first convoy since 7 July 2016", "not been reached since April".
_SINCE = re.compile(
    r"\b(?:first\b|not\s+(?:been\s+)?(?:reached|received|had)|no\s+(?:aid|convoy|delivery|food))[^.;\n]{0,80}?\bsince\s+"
    r"(?P<words>(?:the\s+)?(?:(?P<day1>\d{1,2})\s+)?"
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?:\s+(?P<day2>\d{1,2})(?!\d))?(?:,?\s+(?P<year>\d{4}))?)",
    re.IGNORECASE,
)


_IT_WAS = re.compile(r"\s*(?:It|This|That)\s+(?:was|is|marked|became)\b")


def _after(text: str, at: int) -> re.Match[str] | None:
    """The same in a sentence of its own: "It was the first delivery to the town since April." """
    end = min([found for mark in (". ", "\n") if (found := text.find(mark, at)) >= 0], default=len(text))
    return _SINCE.search(text, at, end) if _IT_WAS.match(text, at) else None


def since_words(claim: Claim, document: Document) -> When | None:
    """The time in "first … since July" beside a claim: a month, or a day, before the document was published."""
    sentences = Sentences.of(document.text)
    start, end = sentence_of(claim, sentences)
    match = _SINCE.search(document.text, start, end) or _after(document.text, end)
    if match is None:
        return None
    words = Span.of(document.text, match.start("words"), match.end("words"))
    month = _MONTHS[match.group("month").lower()]
    told = document.published.on
    if match.group("year"):
        year = int(match.group("year"))
    elif told:
        year = told.year if month <= told.month else told.year - 1
    else:
        return When(start_on=None, end_on=None, precision="month", span=words)
    day = int(match.group("day1") or match.group("day2") or 0)
    last = calendar.monthrange(year, month)[1]
    if 1 <= day <= last:
        return When(start_on=date(year, month, day), end_on=date(year, month, day), precision="day", span=words)
    return When(start_on=date(year, month, 1), end_on=date(year, month, last), precision="month", span=words)


def own_when(claim: Claim, document: Document) -> When | None:
    """When what is claimed happened: not the time in "the first since July", which is that of the one before."""
    before = since_words(claim, document) if claim.when and claim.when.span else None
    if before and before.span and claim.when and claim.when.span and claim.when.span.overlaps(before.span):
        return None
    return claim.when


def lasted_since(claim: Claim, document: Document) -> When | None:
    """Since when a state has lasted: "blocked since 7 July"; a delivery before ("first since July") bounds it too."""
    when = claim.when
    if when and when.start_on and when.span and "since" in document.text[max(0, when.span.start - 7) : when.span.end]:
        return when
    return since_words(claim, document)
