"""Numbers of aid in their sources' words, and those that no stage is told of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from trucewatch.access.loads import read_amounts
from trucewatch.incidents.geography import is_countryside
from trucewatch.incidents.sentences import Sentences
from trucewatch.incidents.speakers import Register
from trucewatch.incidents.telling import number_words
from trucewatch.model.claim import Claim, PlaceMention, Quantity
from trucewatch.model.situation import Situation
from trucewatch.model.when import When
from trucewatch.packs.placephrase import names_in

_SPAN = re.compile("day|week|fortnight|month|year", re.IGNORECASE)
# A number speaks of the convoy of its own sentence, or of one told so many sentences before.
_WITHIN = 2
_REFERS = re.compile(r"(?:together|it|they|both|the|this|that|these|those|its|their)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in its source's words.  ``convoys``: how many convoys it is for together; 0: not said, of several.

    ``who``, ``when`` and ``place`` are filled where the number stands by itself, told at no stage; ``movement_id`` is
    then the movement that its sentence or the two before tell of ("20 trucks wait. Together they would feed 9,000").
    """

    what: str
    words: str
    low: float | None
    high: float | None
    approx: bool
    convoys: int = 1
    claim_id: str = ""
    who: str = ""
    when: When | None = None
    place: str = ""
    movement_id: str = ""

    def plain(self) -> str:
        """``20 trucks``; ``185,000 people (for 2 convoys together)``."""
        unit = "" if self.what in self.words or (self.what == "days" and _SPAN.search(self.words)) else f" {self.what}"
        if self.what == "days" and unit and not self.words.isdecimal() and self.low:
            unit = f" ({self.low:g} days)"
        return f"{self.words}{unit}{f' {self.scope}' if self.scope else ''}"

    @property
    def scope(self) -> str:
        """For how many convoys the number is, in brackets; empty for the one that it stands with."""
        together = f"(for {self.convoys} convoys together)"
        return {0: "(for one convoy or for all: not said)", 1: ""}.get(self.convoys, together)


def place_name(place: PlaceMention | None) -> str:
    """A place as the report calls it, or by its gazetteer's name where the words are of a part or of more.

    Empty for None.
    """
    if place is None:
        return ""
    words = " ".join(place.span.quote.split())
    if is_countryside(words):
        return words
    if place.name and place.geo_precision == 1 and (names := names_in(words)):
        return names[0].text
    return place.name or words


def make_number(quantity: Quantity, text: str, convoys: int, claim_id: str) -> Number:
    """A quantity in its source's words."""
    return Number(
        what=quantity.what,
        words=number_words(quantity, text),
        low=quantity.low,
        high=quantity.high,
        approx=quantity.approx,
        convoys=convoys,
        claim_id=claim_id,
    )


def build_numbers(situation: Situation, as_of: date) -> tuple[Number, ...]:
    """Volumes of aid that are told without a stage and without days, each kept as it is."""
    register = Register.of(situation.documents, situation.origins)
    claims = {c.claim_id: c for c in situation.claims}
    told: dict[str, list[tuple[Claim, str]]] = {}
    for movement in situation.movements:
        for stage in movement.stages:
            if claim := claims.get(stage.claim_id):
                told.setdefault(claim.document_id, []).append((claim, movement.movement_id))
    found = []
    for figure in situation.figures:
        if figure.type != "aid_volume" or (figure.said_on and figure.said_on > as_of):
            continue
        claim = claims[figure.claim_id]
        if claim.when and claim.when.is_known:
            continue  # a total of its days
        sentences = Sentences.of(register.documents[claim.document_id].text)
        beside = _beside(claim, told, sentences)
        for amount in read_amounts(claim, sentences):
            number = make_number(amount.quantity, sentences.text, amount.convoys, claim.claim_id)
            who, place = ", ".join(figure.claimants), place_name(figure.place)
            found.append(replace(number, who=who, when=figure.when, place=place, movement_id=beside))
    return tuple(found)


def _beside(claim: Claim, told: Mapping[str, list[tuple[Claim, str]]], sentences: Sentences) -> str:
    """The movement that a number's sentence tells of, or the one told last before it that its words refer to."""
    here = sentences.index(claim.span.start)
    refers = _REFERS.match(sentences.text[sentences.starts[here] :].lstrip(" \"“'"))
    near = [
        (gap, -c.span.start, movement_id)
        for c, movement_id in told.get(claim.document_id, ())
        for gap in [here - sentences.index(c.span.start)]
        if gap == 0 or (refers and 0 < gap <= _WITHIN)
    ]
    return min(near)[2] if near else ""
