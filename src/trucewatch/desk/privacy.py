"""What in a file may lead to a person: addresses, telephone numbers, places told more exactly than they are known."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trucewatch.model.claim import PlaceMention
from trucewatch.publishing.incidentrows import DECIMALS

_HIDDEN = re.compile(r"<style\b.*?</style>|<svg\b.*?</svg>|<script\b.*?</script>", re.DOTALL | re.IGNORECASE)
_TAGS = re.compile(r"<[^>]*>")
_MAIL = re.compile(r"[\w.+-]{1,64}(?:@|\(at\)| at )[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.+-])(?:\+|00)[\s.()-]{0,2}\d(?:[\s.()/-]{0,2}\d){7,14}(?![\w-])")
_PAIR = re.compile(
    r"(?<![\w.])(-?\d{1,2}\.\d+)\s*°?\s*[NS]?(?:[,;/]|\s|\"|lon|lng|:|longitude){1,12}\s*(-?\d{1,3}\.\d+)(?![\w.])",
    re.IGNORECASE,
)
_SEXAGESIMAL = re.compile(r"\d{1,3}\s*°\s*\d{1,2}\s*['′’]\s*\d{1,2}(?:\.\d+)?\s*[\"″”]")
_NEAR = 0.1
"""Degrees within which a pair of numbers is taken for a place that the reports name."""
_OTHERWISE = 2
"""Decimals that a pair may have where no report's place is near: about a kilometre."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Words that may lead to a person: ``what`` is "e-mail address", "telephone number" or "exact coordinates"."""

    what: str
    words: str

    @property
    def sentence(self) -> str:
        """As it is confirmed."""
        return f"{self.what}: {self.words}"


def find_traces(content: bytes, places: Sequence[PlaceMention] = ()) -> tuple[Trace, ...]:
    """Each trace in the readable text of a file, once, in their order; ``places`` are those that the reports name.

    Coordinates count when they have more decimals than the place's precision carries
    (:data:`~trucewatch.publishing.incidentrows.DECIMALS`).
    """
    text = html.unescape(_TAGS.sub(" ", _HIDDEN.sub(" ", content.decode("utf-8", "replace"))))
    found = [*_all(_MAIL, "e-mail address", text), *_all(_PHONE, "telephone number", text)]
    found += _all(_SEXAGESIMAL, "exact coordinates", text)
    for match in _PAIR.finditer(text):
        lat, lon = match.groups()
        if abs(float(lat)) <= 90 and abs(float(lon)) <= 180 and _decimals(lat, lon) > _known(lat, lon, places):
            found.append(Trace("exact coordinates", " ".join(match.group().split())))
    return tuple(dict.fromkeys(found))


def _all(pattern: re.Pattern[str], what: str, text: str) -> Iterator[Trace]:
    return (Trace(what, " ".join(match.group().split())) for match in pattern.finditer(text))


def _decimals(*numbers: str) -> int:
    return min(len(n.partition(".")[2]) for n in numbers)


def _known(lat: str, lon: str, places: Sequence[PlaceMention]) -> int:
    """The decimals that the best known of the places near may have."""
    near = [
        DECIMALS.get(p.geo_precision or 3, 1)
        for p in places
        if p.lat is not None and p.lon is not None
        and abs(p.lat - float(lat)) < _NEAR and abs(p.lon - float(lon)) < _NEAR
    ]  # fmt: skip
    return max(near, default=_OTHERWISE)
