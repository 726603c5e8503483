"""Times in a parsed paragraph: words → intervals of days.  (API; the grammar follows.)"""

from __future__ import annotations

from datetime import date

from trucewatch.claims.parsing import Paragraph
from trucewatch.model.when import When


def find_times(
    paragraph: Paragraph, published_on: date | None, *, previous: When | None = None, year: int | None = None
) -> tuple[When, ...]:
    """Every expression of time in text order, resolved against ``published_on``.

    ``previous`` is the last resolved time before this paragraph, for "the following day"; ``year`` the year to give a
    day and month when ``published_on`` is unknown.  What the words cannot be resolved to is None.
    """
    return ()
