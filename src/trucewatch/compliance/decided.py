"""What people decided, as far as it bears on verdicts: claims that were accepted, resets that were declared.

Decisions are only ever appended: the state is what is left after all of them, in their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from trucewatch.claims.corrected import REVIEWS, is_second
from trucewatch.compliance.clocks import Reset
from trucewatch.model.agreement import Agreement
from trucewatch.model.decision import Decision, standing


def find_reviewed(decisions: Sequence[Decision]) -> frozenset[str]:
    """The ids of the claims whose last decision is to accept them, as they are or corrected."""
    accepted: dict[str, bool] = {}
    for _, decision in standing(decisions):
        if decision.kind in REVIEWS and not is_second(decision):
            accepted.update(dict.fromkeys(decision.subjects, decision.kind != "reject"))
    return frozenset(claim_id for claim_id, yes in accepted.items() if yes)


def find_resets(decisions: Sequence[Decision], agreement: Agreement) -> tuple[Reset, ...]:
    """The resets that were recorded for this agreement, in their order."""
    return tuple(
        Reset(
            provision_id=str(decision.payload["provision"]),
            on=date.fromisoformat(str(decision.payload["on"])),
            by=_texts(decision.payload.get("by")),
            claim_ids=tuple(s for s in decision.subjects if s != decision.payload.get("document")),
            document_id=str(decision.payload.get("document", "")),
            quote=str(decision.payload.get("quote", "")),
        )
        for _, decision in standing(decisions)
        if decision.kind == "reset" and decision.payload.get("agreement") == agreement.agreement_id
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(v) for v in value) if isinstance(value, Iterable) and not isinstance(value, str) else ()
