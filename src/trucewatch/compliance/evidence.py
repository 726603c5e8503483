"""Weights as evidence: the claims, and in a sentence why they count."""

from __future__ import annotations

from trucewatch.compliance.bearings import Bearing
from trucewatch.compliance.happenings import Testimony
from trucewatch.compliance.weighing import OPEN, Status, Weight
from trucewatch.compliance.wording import tell
from trucewatch.model.assessment import Evidence


class Record:
    """What was said of weights before: one claim bears alike on many terms, and from many perspectives."""

    def __init__(self) -> None:
        self._told: dict[str, str] = {}
        self._single: dict[tuple[str, Status, str], Evidence] = {}

    def evidence(self, weight: Weight) -> Evidence:
        """The evidence that a weight is."""
        heard = weight.against or weight.other
        if len(heard) > 1 or (weight.against and weight.other):
            return self._make(weight, heard)
        key = (heard[0].testimony.claim.claim_id, weight.status, weight.reason)
        if (known := self._single.get(key)) is None:
            known = self._single[key] = self._make(weight, heard)
        return known

    def asides(self, weight: Weight) -> Evidence | None:
        """What was told of the same happening, beside what the weight rests on, and does not bear on the term."""
        gone = [b for b in weight.other if b.side == "aside" and not b.doubt and not b.elsewhere_blamed]
        if not gone:
            return None
        return Evidence(
            claim_ids=tuple(dict.fromkeys(b.testimony.claim.claim_id for b in gone)),
            reason=f"{self._tell(gone[0].testimony)}: {gone[0].reason}",
            incident_id=weight.happening.incident_id,
            status="aside",
        )

    def _make(self, weight: Weight, heard: tuple[Bearing, ...]) -> Evidence:
        told = self._tell(heard[0].testimony)
        more = len(heard) - 1
        also = f" (and {more} more)" if more else ""
        against = [b for b in weight.other if weight.against and b not in weight.against and b.side != "aside"]
        contra = f"; against that: {self._tell(against[0].testimony)}" if against else ""
        left = "left open, " if weight.status in OPEN else ""
        return Evidence(
            claim_ids=weight.claim_ids,
            reason=f"{told}{also}: {left}{weight.reason}{contra}",
            incident_id=weight.happening.incident_id,
            status=weight.status,
        )

    def _tell(self, testimony: Testimony) -> str:
        claim_id = testimony.claim.claim_id
        if (told := self._told.get(claim_id)) is None:
            told = self._told[claim_id] = tell(testimony)
        return told
