"""How one testimony bears on a term: against it being kept, for it, as a denial, or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from trucewatch.compliance.authors import find_sole_outsider, tells_of_harm
from trucewatch.compliance.happenings import Happening, Testimony
from trucewatch.compliance.scope import (
    Answer,
    Term,
    covers_area,
    find_area,
    find_blame,
    find_excluded_target,
    find_time,
)
from trucewatch.compliance.wording import days
from trucewatch.incidents.responsibility import own_perpetrators
from trucewatch.incidents.within import is_reference
from trucewatch.packs.act_groups import load_act_groups

Side = Literal["against", "for", "denies", "aside"]

NOT_YET_DONE: dict[str, str] = {
    "intended": "speaks of what is planned, not of what was done",
    "demanded": "is a demand, not a report",
    "conditional": "is conditional, not a report",
}
WAITS = "it waits, and nobody is said to hold it up: every convoy waits at some stage"
"""Why aid that waits leaves a term open (``docs/decisions/0004``, rule 18)."""
ON_RESPONSIBILITY: frozenset[str] = frozenset({"denies_responsibility", "accepts_responsibility", "explains"})


CALM: frozenset[str] = frozenset({"upholds", "violation", "violation_tally", "death_toll"})
"""Types that can tell of calm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """One testimony's bearing on a term.

    ``accused``: bound parties that it blames (or clears, for a denial, empty: all; or credits with fulfilment).
    ``unattributed``: an act by nobody known.  ``elsewhere_blamed``: it blames somebody whom the term does not bind, or
    says that the target was outside the truce.  ``doubt``: it may bear on the term, but a needed answer is missing.
    """

    testimony: Testimony
    side: Side
    reason: str = ""
    accused: frozenset[str] = frozenset()
    unattributed: bool = False
    elsewhere_blamed: bool = False
    doubt: bool = False
    start_on: date | None = None
    end_on: date | None = None


def list_bearing_types(term: Term) -> frozenset[str]:
    """The types of claims that can bear on a term; a happening of which none is told bears nothing on it."""
    provision = term.provision
    calm = CALM if provision.modality != "obligation" else frozenset()
    return frozenset((*provision.acts, *provision.counter_acts)) | ON_RESPONSIBILITY | calm


def find_bearings(happening: Happening, term: Term) -> tuple[Bearing, ...]:
    """The bearings of a happening's testimonies on a term; those that have none are left out."""
    found = [b for t in happening.testimonies if (b := _bear(t, term)) is not None]
    if len(happening.testimonies) > 1:
        found = _lay_harm(found, happening, term)
    if len(found) == 1 and not _is_on_responsibility(found[0]):
        return tuple(found)
    found = [_lay_elsewhere(b, found) for b in found]
    accused = frozenset(p for b in found if b.side == "against" and not _is_on_responsibility(b) for p in b.accused)
    return tuple(b for b in (_inherit(b, accused, found, term) for b in found) if b is not None)


def _is_on_responsibility(bearing: Bearing) -> bool:
    return bearing.testimony.claim.type in ON_RESPONSIBILITY


def _lay_elsewhere(bearing: Bearing, found: list[Bearing]) -> Bearing:
    """Words that only refer back ("the strike") take the author whom their report names, if nobody accuses another."""
    claim = bearing.testimony.claim
    if not bearing.unattributed or own_perpetrators(claim) or not is_reference(claim):
        return bearing
    acts = [b for b in found if not _is_on_responsibility(b)]
    if any(b.accused for b in acts if b.side == "against"):
        return bearing
    same = (b for b in acts if b.testimony.claim.document_id == claim.document_id)
    named = next((b for b in same if b.elsewhere_blamed), None)
    if named is None:
        return bearing
    return _set_aside(bearing, named.reason)


def _lay_harm(found: list[Bearing], happening: Happening, term: Term) -> list[Bearing]:
    """Harm told without a doer is of the act of the outsider whom all who name a doer name, if nobody disputes it."""
    silent = any(b.unattributed and tells_of_harm(b.testimony.claim) for b in found)
    author = find_sole_outsider(happening, term) if silent else ""
    if not author:
        return found
    reason = f"{author}, say all accounts of it that name who did it"
    return [_set_aside(b, reason) if b.unattributed and tells_of_harm(b.testimony.claim) else b for b in found]


def _set_aside(bearing: Bearing, reason: str) -> Bearing:
    """A bearing on an act that somebody else did."""
    return replace(bearing, side="aside", unattributed=False, elsewhere_blamed=True, doubt=False, reason=reason)


def _inherit(bearing: Bearing, accused: frozenset[str], found: list[Bearing], term: Term) -> Bearing | None:
    """Statements on responsibility get their happening's accused and days; without a happening they bear nothing.

    Whoever explains an act that is laid to somebody else speaks of that other's act: it is set aside with the act.
    """
    if not _is_on_responsibility(bearing):
        return bearing
    told = [b for b in found if not _is_on_responsibility(b)]
    acts = [b for b in told if b.side != "aside" or b.doubt]
    own, type_ = bearing.accused, bearing.testimony.claim.type
    if type_ == "explains" and not own & accused:
        others = next((b for b in told if b.elsewhere_blamed), None)
        return (
            None
            if acts or others is None
            else replace(bearing, side="aside", accused=frozenset(), reason=others.reason)
        )
    if not acts or (type_ == "accepts_responsibility" and not own & accused and own & _hit(told, term)):
        return None
    days = next((b for b in acts if b.start_on), acts[0])
    return replace(bearing, start_on=days.start_on, end_on=days.end_on)


def _hit(told: list[Bearing], term: Term) -> frozenset[str]:
    """The parties that are told to have been hit."""
    targets = (a for b in told for a in b.testimony.claim.actors_as("target"))
    return frozenset(p for a in targets for p in term.roster.parties_of(a.actor_id))


def _bear(testimony: Testimony, term: Term) -> Bearing | None:
    claim, provision = testimony.claim, term.provision
    if claim.type in ON_RESPONSIBILITY and claim.type not in provision.acts:
        return _on_responsibility(testimony, term)
    if provision.modality == "obligation":
        if claim.type in provision.counter_acts:
            return _weigh_act(testimony, term, side="against", opposite="denies")
        if claim.type in provision.acts:
            return _weigh_act(testimony, term, side="for", opposite="against")
        return None
    if _tells_calm(testimony, term):
        return _calm(testimony, term)
    if claim.type in provision.acts:
        return _weigh_act(testimony, term, side="against", opposite="denies")
    return None


def _on_responsibility(testimony: Testimony, term: Term) -> Bearing | None:
    if testimony.incident_id is None or testimony.claim.stance in NOT_YET_DONE:
        return None
    accused = find_blame(testimony, term).parties or (testimony.voice.parties & set(term.provision.addressees))
    if not accused:
        return None
    denies = (testimony.claim.type == "denies_responsibility") != (testimony.claim.stance == "denied")
    if denies:
        return Bearing(testimony=testimony, side="denies", accused=accused, reason="denies responsibility")
    reason = "accepts responsibility" if testimony.claim.type == "accepts_responsibility" else "explains it"
    return Bearing(testimony=testimony, side="against", accused=accused, reason=reason)


def _weigh_act(testimony: Testimony, term: Term, *, side: Side, opposite: Side) -> Bearing:
    stance = testimony.claim.stance
    if stance in NOT_YET_DONE:
        return Bearing(testimony=testimony, side="aside", reason=NOT_YET_DONE[stance])
    time, area = find_time(testimony, term), find_area(testimony, term)
    for answer in (time, area):
        if answer.fit == "outside":
            return Bearing(testimony=testimony, side="aside", reason=answer.reason)
    if side == "for" and time.start_on is not None and time.start_on == term.starts_on:
        # What is done on the day of the start fulfils, whichever the hour.
        time = replace(time, fit="inside", reason=days(time.start_on, time.end_on))
    bearing = Bearing(testimony=testimony, side=side, start_on=time.start_on, end_on=time.end_on, reason=time.reason)
    blame = find_blame(testimony, term)
    if stance == "denied":
        if blame.outsiders and not blame.parties:
            # That a stranger did not do it clears nobody who is bound.
            return replace(bearing, side="aside", reason=f"denies that it was {blame.reason}")
        reason = "denies the act, or that it was so"
        return replace(bearing, side=opposite, accused=blame.parties, reason=reason)
    bearing = _attribute(bearing, term) if side == "against" else _credit(bearing, term)
    if bearing.side == "aside":
        return bearing
    if side == "against" and _only_waits(testimony):
        return replace(bearing, side="aside", unattributed=False, doubt=True, reason=WAITS)
    return _doubt(bearing, time, area)


def _only_waits(testimony: Testimony) -> bool:
    """Whether aid is told to wait, and nobody to hold it up."""
    return testimony.claim.type == "aid_waiting" and not own_perpetrators(testimony.claim)


def _attribute(bearing: Bearing, term: Term) -> Bearing:
    blame = find_blame(bearing.testimony, term)
    if blame.outsiders and not blame.unknown:
        return replace(bearing, side="aside", elsewhere_blamed=True, reason=blame.reason)
    if term.provision.modality == "prohibition":
        excluded = find_excluded_target(bearing.testimony, blame, term)
        if excluded:
            reason = f"the target was {excluded}, outside the truce, {_says(bearing.testimony)}"
            return replace(bearing, side="aside", elsewhere_blamed=True, reason=reason)
    if blame.unknown:
        return replace(bearing, unattributed=True, reason=blame.reason)
    return replace(bearing, accused=blame.parties)


def _credit(bearing: Bearing, term: Term) -> Bearing:
    """Who fulfilled an obligation: somebody bound, or (an arrival of aid) nobody in particular."""
    blame = find_blame(bearing.testimony, term)
    if blame.parties:
        return replace(bearing, accused=blame.parties)
    if blame.outsiders:
        return replace(bearing, side="aside", reason=blame.reason)
    if bearing.testimony.claim.kind == "position" or bearing.testimony.claim.actors_as("perpetrator"):
        return replace(bearing, side="aside", doubt=True, reason=blame.reason)
    return bearing


def _doubt(bearing: Bearing, time: Answer, area: Answer) -> Bearing:
    missing = [a.reason for a in (time, area) if a.fit == "doubt"]
    return replace(bearing, side="aside", doubt=True, reason="; ".join(missing)) if missing else bearing


def _says(testimony: Testimony) -> str:
    return f"says {testimony.voice.words}"


def _tells_calm(testimony: Testimony, term: Term) -> bool:
    """Whether a testimony says that a day was calm: a count of none, or "the truce is holding" by no party."""
    claim = testimony.claim
    if claim.stance not in ("asserted", "alleged"):
        return False
    if claim.type == "upholds":
        # A party's own commitment is no observation; one that names no holder describes the truce itself.
        return not testimony.voice.parties and not claim.actors_as("holder")
    if claim.type == "death_toll" and not set(term.provision.acts) & _deadly():
        return False  # that nobody died says nothing of flights, ground taken or prisoners kept
    if claim.type in ("violation", "violation_tally", "death_toll"):
        what = "killed" if claim.type == "death_toll" else "violations"
        count = claim.quantity(what)
        return count is not None and count.high == 0
    return False


def _deadly() -> frozenset[str]:
    """Attacks of any kind; a term that is about aircraft alone is not told to be kept by a count of the dead."""
    groups = load_act_groups()
    return frozenset(groups["any attack"]) - frozenset(groups["aerial attack"])


def _calm(testimony: Testimony, term: Term) -> Bearing:
    time, area = find_time(testimony, term), find_area(testimony, term)
    if testimony.when is None:
        # "Is holding" without a day is said of the day it was published, and of no other.
        on = testimony.published_on
        known = on is not None and (term.starts_on is None or term.starts_on <= on) and on <= term.last_on
        time = Answer(fit="inside", start_on=on, end_on=on) if known else Answer(fit="doubt", reason="no day is given")
    bearing = Bearing(
        testimony=testimony, side="for", start_on=time.start_on, end_on=time.end_on, reason="tells of calm"
    )
    for answer in (time, area):
        if answer.fit != "inside":
            return replace(bearing, side="aside", reason=answer.reason)
    if not covers_area(testimony, term):
        where = "; ".join(p.span.quote for p in testimony.places)
        return replace(bearing, side="aside", reason=f"tells of calm at “{where}” only")
    return bearing
