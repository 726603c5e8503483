"""The reports behind claims: what each claim says, in whose voice, carried by which report of which day."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.compliance.wording import tell_claim
from trucewatch.model.claim import Claim
from trucewatch.model.situation import Situation


class Reports:
    """The claims of a situation, with the publisher or title, and the day, of the report that carries each."""

    def __init__(self, situation: Situation | None) -> None:
        self._names: dict[str, str] = {}
        self._publishers: dict[str, str] = {}
        self._claims = {c.claim_id: c for c in situation.claims} if situation else {}
        for document in situation.documents if situation else ():
            on = document.published.on
            name = document.publisher or document.title or document.file_name
            self._publishers[document.document_id] = name
            self._names[document.document_id] = f"{name}, {on.isoformat() if on else 'undated'}"

    def name(self, claim_id: str) -> str:
        """``Levant Wire, 2016-09-18``; the beginning of the id when the claim is not known."""
        claim = self._claims.get(claim_id)
        return self._names.get(claim.document_id, "") if claim else claim_id.removeprefix("sha256:")[:8]

    def tell(self, claim_id: str) -> str | None:
        """The claim in its words and its speaker's mouth; None when it is not known."""
        claim = self._claims.get(claim_id)
        return tell_claim(claim, self._speaker(claim)) if claim else None

    def in_order(self, claim_ids: Iterable[str]) -> list[str]:
        """The ids in the order in which the situation has the claims; unknown ones are left out."""
        wanted = set(claim_ids)
        return [i for i in self._claims if i in wanted]

    def _speaker(self, claim: Claim) -> str:
        holders = claim.actors_as("holder")
        if not claim.claimants and claim.kind == "position" and holders:
            return holders[0].span.quote
        return claim.source_words or self._publishers.get(claim.document_id, "the report")
