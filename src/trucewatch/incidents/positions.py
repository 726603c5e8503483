"""Positions: each attribute of an incident with its rival values, in the texts' own words, and who says so."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from trucewatch.incidents.responsibility import own_perpetrators
from trucewatch.incidents.speakers import Register
from trucewatch.incidents.telling import number_words
from trucewatch.incidents.vocabulary import load_vocabulary
from trucewatch.incidents.words import actor_phrase, content_words, is_actor_phrase, phrase_key, place_letters
from trucewatch.model.claim import Claim
from trucewatch.model.incident import ATTRIBUTES, Position
from trucewatch.model.span import Span, readable
from trucewatch.model.when import When
from trucewatch.reading.rowdates import Interval, read_days

_RANKS = {attribute: rank for rank, attribute in enumerate(ATTRIBUTES)}
# Longest value shown; the claim behind it has the whole.
_LONGEST = 160
# A claim's words may end before the mark that closes a quotation.
_QUOTED = re.compile(r"[“\"]([^”\"]{3,})(?:[”\"]|$)")
_THAT = re.compile(r"\s*that\s+(?=\S)")
_AMBIGUOUS = frozenset({"planned", "targeted", "stray", "fire", "calculated"})
# The fire of a cease-fire is no weapon.
_NO_MEANS_AFTER = ("cease-", "cease ", "cease‑")
_CALLED = re.compile(
    r"\b(?:calls?|called|calling|describ(?:es|ed|ing)|termed|labell?ed|branded|dubbed|considers?|said to be)\b",
    re.IGNORECASE,
)


class Value(NamedTuple):
    """One value that one claim gives an attribute; ``key`` makes equal values one."""

    attribute: str
    key: str
    words: str
    claim: Claim
    stance: str


def build_positions(claims: Sequence[Claim], register: Register) -> tuple[Position, ...]:
    """The positions in the claims (incidents and positions about them) of one incident, by attribute, first told first.

    Numbers are never added or averaged: each stands with who gives it.
    """
    grouped: dict[tuple[str, str, bool], list[Value]] = {}
    for claim in sorted(claims, key=register.order):
        for value in values_of(claim, register):
            key = (value.attribute, value.key, value.stance == "denied")
            if key in grouped:
                grouped[key].append(value)
            else:
                grouped[key] = [value]
    positions = [_position(values, register) for values in grouped.values()]
    positions.sort(key=_rank)
    return tuple(positions)


def _rank(position: Position) -> int:
    return _RANKS[position.attribute]


def values_of(claim: Claim, register: Register) -> Iterator[Value]:
    """Every value that ``claim`` gives an attribute."""
    text = register.documents[claim.document_id].text
    found = _declared(claim) if claim.kind == "position" else _told(claim, text)
    for attribute, key, words, stance in found:
        yield Value(attribute, key, words, claim, stance)


def _told(claim: Claim, text: str) -> Iterator[tuple[str, str, str, str]]:
    stance, words = claim.stance, claim.span.quote
    if stance == "denied":
        # Who denies a happening does not thereby give its place, time or toll.
        yield "responsibility", phrase_key(words), _clean(words), stance
        return
    for role, actors in (("perpetrator", own_perpetrators(claim)), ("target", claim.actors_as("target"))):
        for actor in actors:
            name = actor_phrase(actor.span.quote)
            if role == "target" or actor.actor_id or is_actor_phrase(name):
                yield role, actor.actor_id or phrase_key(name), name, stance
    means = _longest_means(words)
    if means:
        yield "means", phrase_key(means).replace("-", " ").replace("air ", "air").rstrip("s"), means, stance
    for place in claim.places:
        key = place.place_id or place_letters(place.span.quote) or phrase_key(place.span.quote)
        yield "place", f"{key}/{place.geo_precision or ''}", _clean(place.span.quote), stance
    when = claim.when
    if when and when.span and when.is_known:
        yield "time", f"{when.start_on}/{when.end_on}", _time_words(when, when.span), stance
    for what in ("killed", "injured"):
        quantity = claim.quantity(what)
        if quantity:
            yield what, f"{quantity.low}/{quantity.high}/{quantity.approx}", number_words(quantity, text), stance
    # "Deliberately struck" is a value too; a word that is as often said of other things ("planned") is not.
    way = intent_of(words)
    found = load_vocabulary().intent[way].search(words) if way in {"accident", "deliberate"} else None
    if found and found.group().lower() not in _AMBIGUOUS:
        yield "intent", phrase_key(words), _around(words, found), stance


def _time_words(when: When, span: Span) -> str:
    """The words of a time; of a table's date, which other cells make a week or a month, the days that they mean."""
    days = _days_of(span.quote)
    if days is None or days[:2] == (when.start_on, when.end_on):
        return _clean(span.quote)
    return " to ".join(dict.fromkeys(str(day) for day in (when.start_on, when.end_on) if day))


@functools.lru_cache(maxsize=4_096)
def _days_of(words: str) -> Interval | None:
    return read_days(words)


def intent_of(words: str) -> str:
    """Which way words about intent point: accident, deliberate, legitimate, other_cause, or empty.

    Phrases that deny intent ("not deliberate") are listed as accidents and looked for first.
    """
    for name in ("accident", "legitimate", "deliberate", "other_cause"):
        if load_vocabulary().intent[name].search(words):
            return name
    return ""


def own_words(claim: Claim) -> str:
    """What a position says, in its words: without the speaker and "called", the quoted part where there is one."""
    words = claim.span.quote
    said = [span for claimant in claim.claimants for span in (claimant.span, claimant.cue)]
    # "Denied on Tuesday that …": the day of the statement stands before what it says.
    for span in (*said, claim.when.span if claim.when else None):
        if span and claim.span.start <= span.start < claim.span.end and words.startswith(span.quote):
            words = words[len(span.quote) :].lstrip(" ,:")
    named = any(span and _CALLED.match(span.quote) for span in said)  # "Called that strike a mistake".
    if len(words) < len(claim.span.quote) and not named and (that := _THAT.match(words)):
        words = words[that.end() :]
    called = _CALLED.search(words)
    if called and words[called.end() :].strip():
        words = words[called.end() :]
    quoted = [m.group(1) for m in _QUOTED.finditer(words) if intent_of(m.group(1))]
    return _clean(quoted[0] if quoted else words)


def _declared(claim: Claim) -> Iterator[tuple[str, str, str, str]]:
    words = own_words(claim)
    if claim.type == "explains":
        yield "intent", phrase_key(words), words, claim.stance
    elif claim.type == "denies_responsibility":
        yield "responsibility", phrase_key(words), words, "denied"
    elif claim.type == "accepts_responsibility":
        yield "responsibility", phrase_key(words), words, claim.stance
    elif claim.type == "accuses":
        stance = "alleged" if claim.stance == "asserted" else claim.stance
        for actor in own_perpetrators(claim) or claim.actors_as("addressee"):
            name = actor_phrase(actor.span.quote)
            if actor.actor_id or is_actor_phrase(name):
                yield "perpetrator", actor.actor_id or phrase_key(name), name, stance


def _position(values: Sequence[Value], register: Register) -> Position:
    if len(values) == 1:
        (only,) = values
        claim = only.claim
        return Position(
            attribute=only.attribute,
            value=only.words,
            claimants=(register.name(claim),),
            origins=(register.origin(claim),),
            claim_ids=(claim.claim_id,),
            stance=only.stance,
        )
    claims = [v.claim for v in values]
    stances = [v.stance for v in values]
    stance = "asserted" if "asserted" in stances else min(stances)
    return Position(
        attribute=values[0].attribute,
        value=values[0].words,
        claimants=tuple(dict.fromkeys(register.name(c) for c in claims)),
        origins=tuple(sorted({register.root(c) for c in claims})),
        claim_ids=tuple(dict.fromkeys(c.claim_id for c in claims)),
        stance=stance,
    )


def _longest_means(words: str) -> str:
    found = [
        m.group()
        for m in load_vocabulary().means.finditer(words)
        if not words[: m.start()].lower().endswith(_NO_MEANS_AFTER)
    ]
    return max(found, key=lambda w: (len(content_words(w)), len(w)), default="")


def _around(words: str, found: re.Match[str]) -> str:
    """The clause that holds the match."""
    start = max(words.rfind(mark, 0, found.start()) for mark in (", ", "; ", ": ")) + 1
    ends = [e for e in (words.find(mark, found.end()) for mark in (", ", "; ")) if e >= 0]
    return _clean(words[max(0, start) : min(ends, default=len(words))])


def _clean(words: str) -> str:
    joined = " ".join(readable(words).split()).strip(" ,;:“”\"'")
    if joined.count("“") != joined.count("”"):
        joined = joined.replace("“", "").replace("”", "")
    return joined if len(joined) <= _LONGEST else joined[: _LONGEST - 2].rsplit(" ", 1)[0] + " …"
