"""When each place was last reached by aid, on whose word, and when before that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trucewatch.access.counting import find_stage
from trucewatch.access.draft import day_of
from trucewatch.access.placegroups import PlaceGroups
from trucewatch.access.since import since_words
from trucewatch.access.stages import NEVER, is_everywhere, stage_of
from trucewatch.access.whereabouts import find_whereabouts
from trucewatch.incidents.speakers import Register
from trucewatch.model.claim import Claim, PlaceMention
from trucewatch.model.document import Document, Origin
from trucewatch.model.movement import ARRIVED
from trucewatch.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """A place and when it was last reached.

    ``reached_on`` is the latest day that a claim gives (None: no delivery is claimed, or none with a day);
    ``claimants`` say so in ``claim_ids``.  ``before`` is the delivery before that, from words such as "the first since
    July", with the precision of those words.  ``denied_by`` say that aid never reached it, in ``denial_ids``.
    """

    place: PlaceMention
    reached_on: date | None
    claimants: tuple[str, ...]
    claim_ids: tuple[str, ...]
    before: When | None = None
    denied_by: tuple[str, ...] = ()
    denial_ids: tuple[str, ...] = ()


def find_reached(
    documents: Sequence[Document], claims: Sequence[Claim], origins: Sequence[Origin]
) -> tuple[Reach, ...]:
    """Each place that a claim says was reached, was not, or had not been since some month; by the place's name."""
    register = Register.of(tuple(documents), tuple(origins))
    told = [c for c in claims if c.document_id in register.documents and _tells(c)]
    whereabouts = find_whereabouts(claims, register)
    groups: PlaceGroups[list[Claim]] = PlaceGroups(list)
    for claim in sorted(told, key=register.order):
        for place in whereabouts.get(claim.claim_id, ()):
            if not place.place_id and is_everywhere(place.span.quote):
                continue
            groups.at(place).append(claim)
    general = [c for c in told if _stage(c) == NEVER and not any(p.place_id for p in whereabouts.get(c.claim_id, ()))]
    reached = [r for place, about in groups for r in [_reach(place, about, general, register)] if r]
    return tuple(sorted(reached, key=lambda r: (r.place.name or r.place.span.quote, r.claim_ids)))


def _tells(claim: Claim) -> bool:
    """Access, or a volume of which the words say that it arrived."""
    return claim.kind == "access" or (claim.type == "aid_volume" and find_stage(claim) in ARRIVED)


def _stage(claim: Claim) -> str:
    if claim.type == "aid_volume":
        return find_stage(claim)
    found = stage_of(claim)
    return found[1] if found else ""


def _reach(place: PlaceMention, about: Sequence[Claim], general: Sequence[Claim], register: Register) -> Reach | None:
    arrived = [c for c in about if _stage(c) in ARRIVED and c.stance in {"asserted", "alleged"}]
    # "None since July" says when one came, not that none ever did.
    denials = [c for c in about if _stage(c) == NEVER and not since_words(c, register.documents[c.document_id])]
    days = [d for c in arrived for d in [day_of(c, register)] if d]
    latest = max(days, default=None)
    last = [c for c in arrived if day_of(c, register) == latest]
    before = [w for c in about for w in [since_words(c, register.documents[c.document_id])] if w]
    if not (arrived or denials or before):
        return None
    against = denials + (list(general) if arrived else [])
    return Reach(
        place=place,
        reached_on=latest,
        claimants=tuple(dict.fromkeys(register.name(c) for c in last)),
        claim_ids=tuple(c.claim_id for c in last),
        before=max(before, key=lambda w: w.start_on or date.min, default=None),
        denied_by=tuple(dict.fromkeys(register.name(c) for c in against)),
        denial_ids=tuple(c.claim_id for c in against),
    )
