"""A telling: what one claim, or several of one document together, says of a happening, ready to compare."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from trucewatch.incidents.sentences import Sentences
from trucewatch.incidents.vocabulary import load_vocabulary
from trucewatch.incidents.words import canonical, content_words, is_generic_plural, is_happening, tokens
from trucewatch.model.claim import Claim, PlaceMention, Quantity
from trucewatch.model.document import Document
from trucewatch.packs.dialects import tables_of_events

TOLLS: tuple[str, ...] = ("killed", "injured", "missing", "detained", "trucks", "displaced", "strikes")
# A count of strikes from which a claim tells a series, not one blow.
SERIES = 5


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of a telling: what is counted, its bounds (None: open) and its own words."""

    what: str
    low: float | None
    high: float | None
    words: str

    def agrees(self, other: Toll) -> bool:
        """Whether the two bounds are the same."""
        return (self.low, self.high) == (other.low, other.high)

    def overlaps(self, other: Toll) -> bool:
        """Whether one number could satisfy both."""
        above = self.low is not None and other.high is not None and self.low > other.high
        below = other.low is not None and self.high is not None and other.low > self.high
        return not (above or below)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What is compared.  ``order`` (publication day, document, offset) gives every list a stable sequence.

    ``targets`` and ``perpetrators`` are actor ids and canonical words; ``start_on`` None: no day known.  ``tally``
    marks a count of breaches over a period or an area; ``series`` many strikes told as one.  ``table``: of a row, the
    table whose makers give every event one row; empty for any other report.
    """

    claim_ids: tuple[str, ...]
    document_id: str
    origin_id: str
    order: tuple[int, str, int]
    types: frozenset[str]
    places: tuple[PlaceMention, ...]
    start_on: date | None
    end_on: date | None
    is_day: bool
    published_on: date | None
    tolls: tuple[Toll, ...]
    targets: frozenset[str]
    perpetrators: frozenset[str]
    words: frozenset[str]
    tally: bool
    series: bool
    denied: bool
    table: str = ""

    @property
    def days(self) -> int | None:
        """How many days the interval spans; None when it is not known."""
        return None if self.start_on is None else ((self.end_on or self.start_on) - self.start_on).days + 1


def _table_of(document: Document) -> str:
    kind = document.record.partition(":")[0]
    return f"{kind}/{document.publisher or document.container}" if kind in tables_of_events() else ""


def make_telling(claim: Claim, document: Document, origin_id: str, sentences: Sentences) -> Telling:
    """The telling of one claim."""
    when = claim.when
    own = content_words(claim.span.quote).union(
        *(content_words(a.span.quote) for a in claim.actors if a.role != "holder")
    )
    spoken = {w for c in claim.claimants for w in content_words(c.span.quote)}
    return Telling(
        claim_ids=(claim.claim_id,),
        document_id=claim.document_id,
        origin_id=origin_id,
        table=_table_of(document),
        order=(document.published.on.toordinal() if document.published.on else 0, claim.document_id, claim.span.start),
        types=frozenset((claim.type,)) if claim.kind == "incident" else frozenset(),
        places=claim.places,
        start_on=when.start_on if when else None,
        end_on=when.end_on if when else None,
        is_day=bool(when and when.start_on and when.start_on == (when.end_on or when.start_on)),
        published_on=document.published.on,
        tolls=_tolls(claim, document.text),
        targets=_actor_keys(claim, ("target",)),
        perpetrators=_actor_keys(claim, ("perpetrator",)),
        words=(own | _names(sentences.around(claim.span))) - spoken,
        tally=is_tally(claim),
        series=any(q.what in {"strikes", "shells"} and (q.low or 0) >= SERIES for q in claim.quantities),
        denied=claim.stance == "denied",
    )


def merge_tellings(tellings: Sequence[Telling]) -> Telling:
    """What several claims of one document say together: every place, toll and word, the most exact time."""
    ordered = sorted(tellings, key=lambda t: t.order)
    dated = [t for t in ordered if t.start_on]
    timed = min(dated, key=lambda t: (t.days or 0, t.order)) if dated else ordered[0]
    places = {(p.place_id, p.span.quote): p for t in reversed(ordered) for p in t.places}
    first = ordered[0]
    return Telling(
        claim_ids=tuple(c for t in ordered for c in t.claim_ids),
        document_id=first.document_id,
        origin_id=first.origin_id,
        table=first.table,
        order=first.order,
        types=frozenset().union(*(t.types for t in ordered)),
        places=tuple(sorted(places.values(), key=_exactness)),
        start_on=timed.start_on,
        end_on=timed.end_on,
        is_day=timed.is_day,
        published_on=first.published_on,
        tolls=tuple(dict.fromkeys(toll for t in ordered for toll in t.tolls)),
        targets=frozenset().union(*(t.targets for t in ordered)),
        perpetrators=frozenset().union(*(t.perpetrators for t in ordered)),
        words=frozenset().union(*(t.words for t in ordered)),
        tally=any(t.tally for t in ordered),
        series=all(t.series for t in ordered),
        denied=all(t.denied for t in ordered),
    )


def is_tally(claim: Claim) -> bool:
    """Whether a claim counts breaches or incidents over a period or an area rather than telling one happening."""
    counted = [q for q in claim.quantities if q.what in {"violations", "incidents"}]
    return claim.kind == "figure" or any((q.low or q.high or 0) > 1 for q in counted)


def number_words(quantity: Quantity, text: str) -> str:
    """The number in the text's words with the words before it that bound it: "at least 20".

    A table's best number stands with its lowest and highest: "6 (4 to 9)".
    """
    start, words = quantity.span.start, " ".join(quantity.span.quote.split())
    low, high = quantity.low, quantity.high
    if words.isdecimal() and low is not None and high is not None and low < high:
        return f"{words} ({low:g} to {high:g})"
    before = load_vocabulary().bounds.search(text[max(0, start - 24) : start])
    return f"{' '.join(before.group().split())} {words}" if before else words


def _exactness(place: PlaceMention) -> tuple[int, int, str]:
    return (place.geo_precision or 9, place.span.start, place.span.quote)


def _tolls(claim: Claim, text: str) -> tuple[Toll, ...]:
    seen: dict[str, Toll] = {}
    for quantity in claim.quantities:
        # The first number of a kind is the whole; a later one ("including two children") is a part of it.
        if quantity.what in TOLLS:
            seen.setdefault(
                quantity.what, Toll(quantity.what, quantity.low, quantity.high, number_words(quantity, text))
            )
    return tuple(seen.values())


def _actor_keys(claim: Claim, roles: Iterable[str]) -> frozenset[str]:
    keys: set[str] = set()
    for role in roles:
        for actor in claim.actors_as(role):
            if actor.actor_id:
                keys.add(actor.actor_id)
            if not (role == "target" and is_generic_plural(actor.span.quote) and claim.when is None):
                keys |= content_words(actor.span.quote)
    return frozenset(keys)


def _names(text: str) -> frozenset[str]:
    named = [canonical(w) for w in tokens(text) if (w[:1].isupper() or w.isdigit()) and not is_happening(w)]
    return content_words(text).intersection(named)
