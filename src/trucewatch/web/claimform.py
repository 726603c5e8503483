"""A claim as a form: each field as a person writes it, and what they changed in it.

How values are written: :mod:`trucewatch.desk.correction`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from trucewatch.desk.correction import CORRECTABLE, UNKNOWN
from trucewatch.model.claim import ActorMention, Claim, Claimant, Quantity
from trucewatch.model.span import Span
from trucewatch.model.vocabulary import QUANTITIES, ROLES
from trucewatch.packs.actors import load_actors

_OFFSETS = re.compile(r"\d{1,9}-\d{1,9}\Z")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its value, the words that carry it, and where these are (``57-63``); ``used``: the claim has it.

    ``hint``: what an id stands for, in words.
    """

    name: str
    value: str
    words: str
    offsets: str
    used: bool
    hint: str = ""


def fields_of(claim: Claim) -> tuple[Field, ...]:
    """Every field that can be corrected, in the order of the form."""
    when, said = claim.when, claim.claimants[-1] if claim.claimants else None
    days = ""
    if when is not None and when.start_on is not None:
        last = when.end_on or when.start_on
        days = when.start_on.isoformat() + (f"..{last.isoformat()}" if last != when.start_on else "")
    named = "; ".join(p.name for p in claim.places if p.name)
    places = "; ".join(p.place_id or p.name or "" for p in claim.places)
    made = {
        "type": _field("type", claim.type, None, True),
        "stance": _field("stance", claim.stance, None, True),
        "words": _field("words", "", claim.span, True),
        "claimant": _actor_field("claimant", said, True),
        "when": _field("when", days, when.span if when else None, True),
        "place": _field("place", places, claim.places[0].span if claim.places else None, True, named),
    }
    for role in ROLES:
        actor = next(iter(claim.actors_as(role)), None)
        made[role] = _actor_field(role, actor, actor is not None)
    for what in QUANTITIES:
        counted = claim.quantity(what)
        span = counted.span if counted else None
        made[what] = _field(what, write_number(counted) if counted else "", span, counted is not None)
    return tuple(made[name] for name in ("type", "stance", "words", "claimant", "when", "place", *ROLES, *QUANTITIES))


def write_number(quantity: Quantity) -> str:
    """A number as a correction writes it: ``12``, ``10..12``, ``10..``, ``..12``, ``~12``; empty when it is open."""
    low, high = _digits(quantity.low), _digits(quantity.high)
    if not low and not high:
        return ""
    return ("~" if quantity.approx else "") + (low if low == high else f"{low}..{high}")


def read_changes(claim: Claim, form: Mapping[str, str]) -> dict[str, str]:
    """What somebody changed in the form of a claim, as corrections: ``{"killed": "12@57-63"}``."""
    changes = {}
    for field in fields_of(claim):
        name = field.name
        if name not in form and f"{name}.words" not in form:
            continue
        value = form.get(name, field.value).strip()
        words = form.get(f"{name}.words", field.words).strip()
        offsets = form.get(f"{name}.offsets", "").strip()
        moved = bool(_OFFSETS.match(offsets)) and offsets != field.offsets
        rephrased = _squeezed(words) != _squeezed(field.words)
        if value == field.value and not moved and not rephrased:
            continue
        at = offsets if moved else words if rephrased else ""
        changes[name] = f"{value}@{at}" if at else value
    return {name: changes[name] for name in CORRECTABLE if name in changes}


def typed_over(fields: tuple[Field, ...], form: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields with what was typed in their place, for a form that is shown again."""
    return tuple(
        Field(
            f.name,
            form.get(f.name, f.value),
            form.get(f"{f.name}.words", f.words),
            form.get(f"{f.name}.offsets", f.offsets),
            f.used or bool(form.get(f.name) or form.get(f"{f.name}.words")),
            f.hint,
        )
        for f in fields
    )


def _field(name: str, value: str, span: Span | None, used: bool, hint: str = "") -> Field:
    return Field(name, value, span.quote if span else "", f"{span.start}-{span.end}" if span else "", used, hint)


def _actor_field(name: str, actor: ActorMention | Claimant | None, used: bool) -> Field:
    if actor is None:
        return _field(name, "", None, used)
    known = load_actors().get(actor.actor_id) if actor.actor_id else None
    return _field(name, actor.actor_id or UNKNOWN, actor.span, used, known.name if known else "")


def _digits(number: float | None) -> str:
    return "" if number is None else f"{number:.3f}".rstrip("0").rstrip(".")


def _squeezed(text: str) -> str:
    """A browser's text box turns line breaks into spaces or CR LF: that is no change."""
    return " ".join(text.split())
