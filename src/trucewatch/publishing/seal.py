"""The seal of a brief: one hash over everything that it stands on."""

from __future__ import annotations

import hashlib
import json

from trucewatch.model.situation import Situation


def seal(situation: Situation) -> str:
    """SHA-256 over the ids of every document and claim of a situation and of the incidents made of them.

    Two briefs with one seal stand on the same reports, the same reading of them, the same corrections and findings.
    """
    ids: list[object] = [
        [d.document_id for d in situation.documents],
        [c.claim_id for c in situation.claims],
        [[i.incident_id, list(i.claim_ids)] for i in situation.incidents],
    ]
    if signed := [[i.incident_id, *i.assessed, *i.judged] for i in situation.incidents if i.assessed or i.judged]:
        ids.append(signed)
    return hashlib.sha256(json.dumps(ids).encode()).hexdigest()
