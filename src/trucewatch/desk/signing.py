"""Findings and grades that a person signs about an incident, as decisions."""

from __future__ import annotations

from datetime import datetime

from trucewatch.desk.picture import Picture
from trucewatch.errors import UsageError
from trucewatch.model.decision import STANDARDS, Decision
from trucewatch.model.incident import GRADES, Incident

LONGEST = 2000
"""Characters of a finding, and of a reason."""


def make_finding(
    picture: Picture, incident: Incident, found: str, standard: str, reason: str, public: bool, by: str, at: datetime
) -> Decision:
    """A finding on an incident: ``found`` is its sentence, ``standard`` one of STANDARDS, ``reason`` what it rests on.

    ``public``: it rests on the public reports alone and may be shown to everybody.  One that is not names restricted
    reports too, and so stays out of every public output.  Raises :class:`UsageError`.
    """
    if standard not in STANDARDS:
        raise UsageError(f"{standard!r} is no standard of proof; one of: {', '.join(STANDARDS)}")
    found, reason = check_text(found, "what is found"), check_text(reason, "what it rests on")
    payload = {"found": found, "standard": standard, "incident": incident.incident_id, "public": public}
    claims = _claims(picture, incident, public)
    return Decision(kind="finding", subjects=claims, payload=payload, reason=reason, by=by, at=at)


def make_grade(
    picture: Picture, incident: Incident, grade: str, reason: str, public: bool, by: str, at: datetime
) -> Decision:
    """A person's own grade of an incident, one of GRADES, beside the rule's.  Raises :class:`UsageError`."""
    if grade not in GRADES:
        raise UsageError(f"{grade!r} is no grade; one of: {', '.join(GRADES)}")
    payload = {"grade": grade, "incident": incident.incident_id, "public": public}
    claims = _claims(picture, incident, public)
    return Decision(kind="grade", subjects=claims, payload=payload, reason=check_text(reason, "why"), by=by, at=at)


def rests_on_restricted(picture: Picture, incident: Incident) -> bool:
    """Whether a restricted report speaks of the incident."""
    claims = picture.book.claims
    return any(claims[c].document_id in picture.restricted for c in incident.claim_ids if c in claims)


def _claims(picture: Picture, incident: Incident, public: bool) -> tuple[str, ...]:
    if not public:
        return incident.claim_ids
    hidden = {c.claim_id for c in picture.situation.claims if c.document_id in picture.restricted}
    claims = tuple(c for c in incident.claim_ids if c not in hidden)
    if not claims:
        raise UsageError("only restricted reports speak of this incident: what is signed on it cannot be public")
    return claims


def check_text(given: str, what: str) -> str:
    """A person's words on one line; raises :class:`UsageError` when there are none or too many."""
    text = " ".join(given.split())
    if not text or len(text) > LONGEST:
        raise UsageError(f"{what}: write 1 to {LONGEST} characters")
    return text
