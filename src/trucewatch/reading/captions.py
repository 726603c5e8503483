"""Captions, bylines, datelines and date lines by their form."""

from __future__ import annotations

import functools
import re

from trucewatch.reading.dates import WEEKDAYS, find_dates
from trucewatch.reading.lines import Line
from trucewatch.reading.vocabulary import find_publisher, fold, furniture_words

# "NEW YORK, NY - SEPTEMBER 19: …" and "ALEPPO, SYRIA - SEPTEMBER 19, 2016: …", the picture agencies' form.
_AGENCY_CAPTION = re.compile(r"^[A-Z][A-Z .,'’()-]{2,60}[-–—]\s*[A-Z]{3,9}\.?\s+\d{1,2}(?:,\s*\d{4})?\s*:")
_LAST_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,120})[)\]]\W*$")
_NAME_AGENCY = re.compile(r"^[A-Z][\w.’' -]{2,40}/\s?[A-Z][\w.’' /-]{1,60}$")
_DASH_AGENCY = re.compile(r"(?<![.!?”\"])\s[-–—]\s+([A-Z][\w.’' -]{1,40})$")
_UPPER_PLACE = re.compile(r"^[A-Z][A-Z’'\-–]+(?:[ ,/]+[A-Z][A-Z’'\-–]+){0,3}$")
_CLOCK = (
    r"(?:at\s+)?\d{1,2}[:.]\d{2}(?:\s*(?:am|pm|a\.m\.|p\.m\.))?"
    r"(?:\s*\(?(?:GMT|UTC|EST|EDT|CET|BST|local time)\)?)?"
)
_NO_NAME = re.compile(
    rf"^(?:{'|'.join(WEEKDAYS)}|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|The|Early|Late|Mid|Dawn|Noon|Then|This|That|Now)\b"
)
_DATE_NOISE = re.compile(
    rf"\b(?:{'|'.join(WEEKDAYS)}|{'|'.join(d[:3] for d in WEEKDAYS)}|published|posted|updated|last|on|date|modified|"
    r"issued|created|release[d]?|first|of|as|dated|am|pm|edt|est|gmt|utc|bst|cet)\b",
    re.IGNORECASE,
)
_PERSON = r"[A-Z][\w’'.-]*(?:\s+(?:(?:al|el|bin|de|van|von)[- ])?[A-Z][\w’'.-]*){0,4}"
_BYLINE = re.compile(
    rf"^(?:{_PERSON})(?:\s*(?:,|and|&|\|)\s*(?:{_PERSON}))*(?:\s*,?\s+(?:in|for|at|from|of)\s+[A-Z][\w’'., -]+)?"
    r"(?:[,|;]\s*.{0,60})?$"
)
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][\w’'./-]*(?:[ ,]+(?:[A-Z][\w’'./-]*|[a-z]{2,3}(?=[ ,]))){0,5}),?\s*"
    r"(?P<date>(?:\d{1,2}\s+)?[A-Z][a-z]{2,8}\.?(?:\s+\d{1,2})?(?:,?\s+\d{4})?\s*)?"
    r"(?:\((?P<agency>[A-Z][^()]{1,40})\)\s*)?\s*(?P<dash>[-–—]{1,2})\s+"
)
_PLACE_BEFORE_DATE = re.compile(r"^\s*[A-Z][\w’'.-]+(?:[ ,]+[A-Z][\w’'.-]+){0,3},\s*$")
DATE_LINE_WORDS = 14


def is_caption(line: Line, *, near_top: bool, last: bool) -> str:
    """The reason when the line is a picture's caption; empty otherwise.

    ``near_top``: among the first lines of the report; ``last``: the last line of the report, where "(Reuters)" is a
    credit of the whole and no caption.
    """
    text = line.text
    if _AGENCY_CAPTION.match(text):
        return "caption: place and day before a colon, as picture agencies write"
    folded = fold(text)
    for opening in furniture_words().captions.openings:
        if folded.startswith(opening) and not folded[len(opening) : len(opening) + 1].isalpha():
            return f"caption: begins {opening!r}"
    if line.words > 90:
        return ""
    tail = text[-140:]
    bracket = _LAST_BRACKET.search(tail)
    if bracket and len(text) - len(tail) + bracket.start() > 10:
        inner = bracket.group(1).strip()
        if _is_picture_credit(inner, stopped=text.endswith(".")):
            return f"caption: ends with a picture's credit, {inner!r}"
        square = bracket.group(0).lstrip().startswith("[")
        if find_publisher(inner) and not last and (square or near_top) and text.count(". ") == 0:
            return f"caption: ends with its credit, {inner!r}"
    dash = _DASH_AGENCY.search(tail)
    # "Scenes of the market – North Press": a line without a verb's full stop, under the headline.
    if dash and near_top and not last and line.words <= 30 and find_publisher(dash.group(1)):
        return f"caption: ends with its credit, {dash.group(1)!r}"
    return ""


def is_old_picture(text: str) -> bool:
    """Whether a caption says that its picture is from a file: its date is not the report's."""
    lowered = text.casefold()
    return any(mark in lowered for mark in furniture_words().captions.old)


def _is_picture_credit(inner: str, *, stopped: bool) -> bool:
    """``stopped``: a full stop follows the bracket, as in a sentence that ends with an aside."""
    lowered, words = inner.casefold(), furniture_words().captions
    if lowered.startswith("see "):
        return False
    if any(re.search(rf"\b{re.escape(w)}(?:\b|(?<=/))", lowered) for w in words.credit_words):
        return True
    first = re.match(r"[a-z ]+", lowered)
    weak = first is not None and any(re.match(rf"{re.escape(w)}\b", lowered) for w in words.weak_credit_words)
    return not stopped and (weak or bool(_NAME_AGENCY.match(inner)))


@functools.cache
def _byline_openings() -> re.Pattern[str]:
    words = sorted(furniture_words().bylines.openings, key=len, reverse=True)
    ends = "|".join(re.escape(w) + (r"\s*" if w.endswith(":") else r"\b") for w in words)
    return re.compile(rf"^({ends})\s*:?\s*")


def byline_names(line: Line) -> str:
    """The names of a byline ("By A B and C D in Beirut" → "A B and C D"); empty when the line is none."""
    if line.words > 25:
        return ""
    opening = _byline_openings().match(line.text.casefold())
    if not opening or opening.end() >= len(line.text):
        return ""
    rest = line.text[opening.end() :].strip(" :|")
    # "By Monday, rebels had left." is a sentence; "Reporting by A B; editing by C D." may end with a stop.
    if _NO_NAME.match(rest) or (line.ends_sentence and opening.group(1) == "by"):
        return ""
    if not _BYLINE.match(rest.rstrip(".")) and not (rest.isupper() and line.words <= 8):
        return ""
    return re.split(r",|\||;|\s+(?:in|for|at|from|of)\s+(?=[A-Z])", rest.rstrip(". "))[0].strip()


def is_date_line(line: Line) -> bool:
    """Whether the line is nothing but a full date, with weekday, time or label ("Published: 3 May 2017, 16:20").

    A place may stand before it, with a comma between.
    """
    if line.words > DATE_LINE_WORDS:
        return False
    dates = list(find_dates(line.text))
    if not dates:
        return False
    # "Damascus, 3 May 2017": a letter's or a statement's own date line.
    if len(dates) == 1 and dates[0].end == len(line.text) and _PLACE_BEFORE_DATE.match(line.text[: dates[0].start]):
        return True
    rest = line.text
    for found in reversed(dates):
        rest = rest[: found.start] + " " + rest[found.end :]
    rest = _DATE_NOISE.sub(" ", re.sub(_CLOCK, " ", rest, flags=re.IGNORECASE))
    return not re.search(r"\w", rest)


def is_place_line(line: Line) -> bool:
    """Whether the line is only a place in capitals, a dateline set on a line of its own."""
    return line.words <= 4 and bool(_UPPER_PLACE.match(line.text)) and len(line.text) >= 5


def find_dateline(text: str) -> re.Match[str] | None:
    """The dateline before a body line ("BEIRUT, 3 May 2017 (Reuters) – "): groups place, date, agency; None if none.

    Without a date or an agency the place must be in capitals, so that an ordinary "Name - clause" is none.
    """
    found = _DATELINE.match(text[:200])
    if not found or not (found["agency"] or found["date"] or found["place"].split(",")[0].isupper()):
        return None
    place = found["place"].split(",")[0].strip()
    if found["agency"] or (place.isupper() and len(place) > 2):
        return found
    return None
