"""A field report from a form: what the monitor typed becomes the text of a report, word for word."""

from __future__ import annotations

from datetime import date

from trucewatch.errors import UsageError

LONGEST = 20_000
"""Characters of a field report's text."""
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def compose(text: str, place: str, happened_on: date, headline: str = "") -> bytes:
    """The report as a text file: headline, a dateline of place and day, the words.

    Raises :class:`UsageError` when there is no text, or too much.
    """
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise UsageError("the report has no words; write what happened, as you saw it or were told")
    if len(words) > LONGEST:
        raise UsageError(f"the report has more than {LONGEST} characters; send it as a file")
    day = f"{happened_on.day} {_MONTHS[happened_on.month - 1]} {happened_on.year}"
    where = " ".join(place.split())
    dateline = f"{where}, {day} — " if where else f"{day} — "
    head = " ".join(headline.split())
    return "\n\n".join([*([head] if head else []), f"{dateline}{words}"]).encode() + b"\n"
