"""Corrections of a claim's fields, as people write them: ``stance=denied``, ``killed=10..12@ten to twelve people``.

What a value means depends on its field:

=============  ==================================================================================================
``type``       a type of claim; its kind follows
``stance``     asserted, alleged, denied, intended, demanded or conditional
``words``      which words the claim is about
``when``       a day or two (``2016-09-14``, ``2016-09-14..2016-09-16``); empty: not known
``place``      a place's id or name; several with ``;`` between them; empty: none
``claimant``   who says it: an actor's id, or ``?`` for somebody without one; empty: the report itself
a role         who does or suffers it (``perpetrator``, ``target`` …): an actor's id or ``?``; empty: nobody
a quantity     a number of ``killed``, ``trucks`` …: ``12``, ``10..12``, ``10..`` (at least), ``~12``; empty: none
=============  ==================================================================================================

After ``@`` stand the words of the report that say so, or where they are (``@57-63``, in characters from 0); where the
claim already has words for the field, they may be left out.  Nothing can be said that the report has no words for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from trucewatch.claims.corrected import FIELDS
from trucewatch.claims.verify import is_grounded
from trucewatch.errors import UnknownNameError, UsageError
from trucewatch.model.claim import ActorMention, Claim, Claimant, PlaceMention, Quantity
from trucewatch.model.document import Document
from trucewatch.model.place import Place
from trucewatch.model.span import Span
from trucewatch.model.vocabulary import QUANTITIES, ROLES, STANCES, TYPES
from trucewatch.model.when import FIRST_DAY, LAST_DAY, When
from trucewatch.packs.actors import load_actors
from trucewatch.packs.gazetteer import load_gazetteer

CORRECTABLE: tuple[str, ...] = ("type", "stance", "words", "when", "place", "claimant", *ROLES, *QUANTITIES)
"""The names that a correction may set."""
MOST_CHANGES = 40
UNKNOWN = "?"
_OFFSETS = re.compile(r"(\d{1,9})-(\d{1,9})\Z")
_RANGE = re.compile(r"(~?)(\d{1,12}(?:\.\d{1,3})?)?(\.\.)?(\d{1,12}(?:\.\d{1,3})?)?\Z")
_DIGITS = re.compile(r"\d[\d,.]*")
_SCALES = re.compile(r"\b(?:dozens?|hundreds?|thousands?|millions?|billions?|k|m)\b", re.IGNORECASE)
_REGIONAL = frozenset({"country", "adm1", "adm2"})


def correct(claim: Claim, document: Document, changes: Mapping[str, str]) -> Claim:
    """The claim with the changes made.

    Raises :class:`UsageError` or :class:`UnknownNameError` for a field that there is not, a value that cannot be
    meant, words that the report lacks, and when nothing changes.
    """
    if not changes or len(changes) > MOST_CHANGES:
        raise UsageError(f"give 1 to {MOST_CHANGES} changes, such as stance=denied; {len(changes)} were given")
    corrected = claim
    for name, given in changes.items():
        if name not in CORRECTABLE:
            raise UnknownNameError(f"{name!r} is no field that can be corrected; use one of {', '.join(CORRECTABLE)}")
        value, _, words = given.partition("@")
        span = _find(words, claim, document, name) if words.strip() else None
        corrected = _setter(name)(corrected, name, value.strip(), span)
    if all(getattr(corrected, f) == getattr(claim, f) for f in FIELDS):
        raise UsageError("this changes nothing; accept the claim instead")
    if not is_grounded(corrected, document.text):
        raise UsageError("the correction has words that the report does not have; select them in the text again")
    return corrected


def changed_fields(before: Claim, after: Claim) -> dict[str, object]:
    """The fields of the claim that differ, for a decision's payload."""
    from trucewatch.ledger.codec import to_plain

    return {f: to_plain(getattr(after, f)) for f in FIELDS if getattr(after, f) != getattr(before, f)}


def _setter(name: str) -> Callable[[Claim, str, str, Span | None], Claim]:
    if name in ROLES:
        return _set_role
    if name in QUANTITIES:
        return _set_quantity
    return {
        "type": _set_type,
        "stance": _set_stance,
        "words": _set_words,
        "when": _set_when,
        "place": _set_place,
        "claimant": _set_claimant,
    }[name]


def _set_type(claim: Claim, _: str, value: str, __: Span | None) -> Claim:
    kind = next((k for k, types in TYPES.items() if value in types), None)
    if kind is None:
        raise UnknownNameError(f"type {value!r} is no type of claim; see the glossary for the list")
    return replace(claim, kind=kind, type=value)


def _set_stance(claim: Claim, _: str, value: str, __: Span | None) -> Claim:
    if value not in STANCES:
        raise UnknownNameError(f"stance {value!r} is none; use one of {', '.join(STANCES)}")
    return replace(claim, stance=value)


def _set_words(claim: Claim, _: str, __: str, span: Span | None) -> Claim:
    if span is None:
        raise UsageError("words: say which, as words=@THE EXACT WORDS or words=@57-90")
    return replace(claim, span=span)


def _set_when(claim: Claim, _: str, value: str, span: Span | None) -> Claim:
    if not value:
        return replace(claim, when=None)
    first, _, last = value.partition("..")
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError as error:
        raise UsageError(f"when {value!r}: not a day; write YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD") from error
    if end < start:
        raise UsageError(f"when {value!r}: the second day is before the first; turn them round")
    if start < FIRST_DAY or end > LAST_DAY:
        raise UsageError(f"when {value!r}: give days from {FIRST_DAY} to {LAST_DAY}")
    words = span or (claim.when.span if claim.when else None)
    return replace(
        claim, when=When(start_on=start, end_on=end, precision="day" if start == end else "range", span=words)
    )


def _set_place(claim: Claim, name: str, value: str, span: Span | None) -> Claim:
    given = [v.strip() for v in value.split(";") if v.strip()]
    places = []
    for at, one in enumerate(given):
        place = _find_place(one)
        words = span or (claim.places[min(at, len(claim.places) - 1)].span if claim.places else None)
        places.append(
            PlaceMention(
                span=_needed(words, name), place_id=place.place_id, name=place.name, lat=place.lat, lon=place.lon,
                geo_precision=None if place.lat is None else 3 if place.level in _REGIONAL else 1,
            )
        )  # fmt: skip
    return replace(claim, places=tuple(places))


def _set_claimant(claim: Claim, name: str, value: str, span: Span | None) -> Claim:
    if not value and span is None:
        return replace(claim, claimants=())
    last = claim.claimants[-1] if claim.claimants else None
    words = _needed(span or (last.span if last else None), name)
    said = Claimant(span=words, actor_id=_find_actor(value), cue=last.cue if last else None)
    return replace(claim, claimants=(*claim.claimants[:-1], said))


def _set_role(claim: Claim, role: str, value: str, span: Span | None) -> Claim:
    others = tuple(a for a in claim.actors if a.role != role)
    if not value and span is None:
        return replace(claim, actors=others)
    before = next(iter(claim.actors_as(role)), None)
    words = _needed(span or (before.span if before else None), role)
    return replace(claim, actors=(*others, ActorMention(role=role, span=words, actor_id=_find_actor(value))))


def _set_quantity(claim: Claim, what: str, value: str, span: Span | None) -> Claim:
    others = tuple(q for q in claim.quantities if q.what != what)
    if not value:
        return replace(claim, quantities=others)
    found = _RANGE.fullmatch(value)
    if found is None or not (found[2] or found[4]) or (found[4] and not found[3]):
        raise UsageError(f"{what} {value!r}: not a number; write 12, 10..12, 10.. (at least), ..12 or ~12")
    low = float(found[2]) if found[2] else None
    high = float(found[4]) if found[4] else None if found[3] else low
    if low is not None and high is not None and high < low:
        raise UsageError(f"{what} {value!r}: the second number is smaller than the first; turn them round")
    before = claim.quantity(what)
    words = _needed(span or (before.span if before else None), what)
    _check_digits(what, words.quote, [n for n in (low, high) if n is not None])
    noun = before.noun if before else ""
    counted = Quantity(what=what, span=words, low=low, high=high, approx=bool(found[1]), noun=noun)
    return replace(claim, quantities=(*others, counted))


def _check_digits(what: str, words: str, numbers: list[float]) -> None:
    """Digits must be those of the report: a number is never shown that the text does not carry."""
    said = {float(d.replace(",", "").rstrip(".") or 0) for d in _DIGITS.findall(words) if d.count(".") <= 1}
    if said and not _SCALES.search(words) and not said.issuperset(numbers):
        raise UsageError(f"{what}: the words “{words}” do not say this number; select the words that do")


def _needed(span: Span | None, name: str) -> Span:
    if span is None:
        raise UsageError(f"{name}: say which words of the report say so, after @")
    return span


def _find(words: str, claim: Claim, document: Document, name: str) -> Span:
    """The span of offsets, or of words where they stand nearest to the claim."""
    text = document.text
    if found := _OFFSETS.fullmatch(words.strip()):
        try:
            return Span.of(text, int(found[1]), int(found[2]))
        except ValueError as error:
            raise UsageError(f"{name}: {error}; select the words again") from error
    starts = [m.start() for m in re.finditer(re.escape(words.strip()), text)]
    if not starts:
        raise UsageError(
            f"{name}: the report does not have the words {words.strip()!r}; copy them from its text exactly"
        )
    start = min(starts, key=lambda s: (abs(s - claim.span.start), s))
    return Span.of(text, start, start + len(words.strip()))


def _find_actor(value: str) -> str | None:
    if not value or value == UNKNOWN:
        return None
    if load_actors().get(value) is None:
        raise UnknownNameError(f"{value!r} is no actor's id; see the actors of the packs, or write ? for no id")
    return value


def _find_place(given: str) -> Place:
    gazetteer = load_gazetteer()
    if (place := gazetteer.get(given)) is not None:
        return place
    found = gazetteer.named(given) or gazetteer.candidates(given)
    # A town and the district that is called after it bear one name: the town is meant.
    found = tuple(p for p in found if p.level not in ("adm2", "adm3")) or found
    if len(found) != 1:
        many = ", ".join(f"{p.place_id} ({p.level}, {p.country})" for p in found[:6])
        why = f"is the name of {len(found)} places: {many}; give an id" if found else "is no place of the gazetteer"
        raise UnknownNameError(f"place {given!r} {why}; see: trucewatch places")
    return found[0]
