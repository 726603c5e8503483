"""Claims as reviewers left them: corrected fields replace the machine's, rejected claims are set aside.  Pure.

A claim keeps its id, so that what was decided about it still holds; the ledger keeps the claim as the machine read it.
"""

from __future__ import annotations

import contextlib
import functools
import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from trucewatch.model.claim import Claim
from trucewatch.model.decision import Decision, standing

REVIEWS: tuple[str, ...] = ("accept", "reject", "correct")
"""Kinds of decisions that review a claim."""
FIELDS: tuple[str, ...] = ("kind", "type", "stance", "span", "claimants", "actors", "places", "when", "quantities")
"""Fields of a claim that a person can correct."""
CORRECTED = "corrected:"
"""Prefix of the rule that a corrected field leaves in ``Claim.rules``."""


def correct_claims(claims: Iterable[Claim], decisions: Sequence[Decision]) -> tuple[Claim, ...]:
    """The claims with every standing correction applied, and without those whose last review rejects them."""
    fields, rejected = fold_reviews(decisions)
    if not fields and not rejected:
        return tuple(claims)
    return tuple(
        apply_correction(claim, fields[claim.claim_id]) if claim.claim_id in fields else claim
        for claim in claims
        if claim.claim_id not in rejected
    )


def fold_reviews(decisions: Sequence[Decision]) -> tuple[dict[str, dict[str, object]], frozenset[str]]:
    """Corrected fields by claim id, a later correction of a field over an earlier one; and the ids rejected last."""
    fields: dict[str, dict[str, object]] = {}
    rejected: set[str] = set()
    for _, decision in standing(decisions):
        if decision.kind not in REVIEWS or is_second(decision):
            continue
        if decision.kind == "reject":
            rejected.update(decision.subjects)
        else:
            rejected.difference_update(decision.subjects)
        if decision.kind == "correct":
            for claim_id in decision.subjects:
                fields.setdefault(claim_id, {}).update(corrected_fields(decision.payload))
    return fields, frozenset(rejected)


def is_second(decision: Decision) -> bool:
    """Whether a review is the second, blind reading of a claim: it measures agreement and changes nothing."""
    return decision.payload.get("second") is True


def corrected_fields(payload: Mapping[str, object]) -> dict[str, object]:
    """The fields that a ``correct`` decision sets, as JSON data; others in its payload are left out."""
    given = payload.get("fields")
    return {name: given[name] for name in FIELDS if name in given} if isinstance(given, Mapping) else {}


def apply_correction(claim: Claim, fields: Mapping[str, object]) -> Claim:
    """The claim with these fields, given as JSON data.

    A value that is not of its field's shape changes nothing: what a hand-written decision got wrong must not keep a
    whole desk from being read.
    """
    values: dict[str, Any] = {}
    for name, data in fields.items():
        with contextlib.suppress(ValueError):
            values[name] = _reader(name).validate_python(data)
    rules = (*claim.rules, *(f"{CORRECTED}{name}" for name in values))
    if "quantities" in values:
        values["uncounted"] = ()
    return replace(claim, **values, rules=rules)


@functools.cache
def _reader(name: str) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(typing.get_type_hints(Claim)[name])
