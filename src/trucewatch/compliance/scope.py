"""Does a testimony fall under a term: its time, its area, who did it, to whom.

Each question has a written rule (``docs/decisions/0004``); what cannot be answered is a doubt, never a yes or a no.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from trucewatch.compliance.days import local_day, place_in_term
from trucewatch.compliance.happenings import Testimony
from trucewatch.compliance.roster import Roster
from trucewatch.incidents.responsibility import own_perpetrators
from trucewatch.incidents.words import is_actor_phrase
from trucewatch.model.agreement import Agreement, Provision, Reading
from trucewatch.model.claim import ActorMention, PlaceMention
from trucewatch.model.place import Place
from trucewatch.packs.gazetteer import Gazetteer

_WORD = re.compile(r"\w+")
Fit = Literal["inside", "outside", "doubt"]

ABOUT_THE_TRUCE: frozenset[str] = frozenset(
    {"violation", "violation_tally", "accuses", "upholds", "rejects", "extends"}
)
"""Types that speak of the truce itself: undated ones lie within it, since nobody breaks or leaves a truce before it."""
LASTING: frozenset[str] = frozenset({"aid_blocked", "aid_waiting", "route_closed", "siege"})
"""States rather than happenings: undated ones hold on the day that they are told, and a span of days holds on each."""


Key = tuple[object, ...]


@dataclass(slots=True)
class Memo:
    """Answers that a term has given before, by all that they depend on: a million reports ask few questions."""

    times: dict[Key, Answer] = field(default_factory=dict)
    areas: dict[Key, Answer] = field(default_factory=dict)
    blames: dict[Key, Blame] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A provision in one reading, ready to be held against testimonies as of a day."""

    provision: Provision
    reading_id: str
    agreement: Agreement
    zone: ZoneInfo
    roster: Roster
    gazetteer: Gazetteer
    as_of: date
    memo: Memo = field(default_factory=Memo, init=False, compare=False, repr=False)
    """Not given and not copied: another term gives other answers."""

    @property
    def starts_on(self) -> date | None:
        """The day in the agreement's zone on which the term starts."""
        return local_day(self.provision.starts_at, self.zone) if self.provision.starts_at else None

    @property
    def last_on(self) -> date:
        """The last day that counts: the term's own last, or ``as_of``."""
        if self.provision.ends_at is None:
            return self.as_of
        return min(self.as_of, local_day(self.provision.ends_at - timedelta(microseconds=1), self.zone))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer to one question of scope; ``reason`` is a sentence without its full stop."""

    fit: Fit
    reason: str = ""
    start_on: date | None = None
    end_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """Whom a testimony makes responsible, in the term's eyes.

    ``parties``: bound parties; ``outsiders``: names of others blamed; ``unknown``: nobody is named, or in words that
    match nobody known.
    """

    parties: frozenset[str] = frozenset()
    outsiders: tuple[str, ...] = ()
    unknown: bool = False
    reason: str = ""


def with_reading(provision: Provision, reading: Reading | None) -> Provision:
    """The provision as a reading has it."""
    if reading is None:
        return provision
    return replace(
        provision,
        acts=reading.acts or provision.acts,
        area=reading.area or provision.area,
        area_names=() if reading.area else provision.area_names,
        addressees=reading.addressees or provision.addressees,
    )


def find_time(testimony: Testimony, term: Term) -> Answer:
    """Whether it happened while the term was in force, and on which days (clipped to ``as_of``)."""
    key = time_key(testimony)
    if (known := term.memo.times.get(key)) is None:
        known = term.memo.times[key] = _find_time(testimony, term)
    return known


def time_key(testimony: Testimony) -> Key:
    """All of a testimony that :func:`find_time` looks at."""
    claim, when = testimony.claim, testimony.when
    days = None if when is None else (when.start_on, when.end_on, when.precision)
    # A report's own day matters only to what gives none.
    published = testimony.published_on if when is None or when.start_on is None or when.end_on is None else None
    return (claim.type == "accuses", claim.type in ABOUT_THE_TRUCE, _is_lasting(testimony), days, published)


def _find_time(testimony: Testimony, term: Term) -> Answer:
    when = testimony.when
    lasting = _is_lasting(testimony)
    if testimony.claim.type == "accuses" and term.starts_on is not None:
        return _since_start(testimony, term, term.starts_on)
    if when is not None and when.start_on is not None:
        start, end = when.start_on, when.end_on or when.start_on
    elif testimony.claim.type in ABOUT_THE_TRUCE and term.starts_on is not None:
        return _since_start(testimony, term, term.starts_on)
    elif lasting and testimony.published_on is not None:
        start = end = testimony.published_on
    else:
        return Answer(fit="doubt", reason="no day is given")
    if start > term.as_of:
        return Answer(fit="outside", reason=f"dated {start.isoformat()}, later than {term.as_of.isoformat()}")
    end = min(end, term.as_of)
    where = place_in_term(start, end, term.provision.starts_at, term.provision.ends_at, term.zone)
    if where == "before":
        return Answer(fit="outside", reason=f"before the term starts ({_shown(term.provision.starts_at, term)})")
    if where == "after":
        return Answer(fit="outside", reason=f"after the term ends ({_shown(term.provision.ends_at, term)})")
    if where == "partly" and lasting and when is not None and when.precision == "range" and start < end:
        start, end, where = max(start, term.starts_on or start), min(end, term.last_on), "inside"
    days = start.isoformat() if start == end else f"{start.isoformat()} to {end.isoformat()}"
    if where == "partly":
        reason = f"the date is too coarse: {days} reaches over an end of the term"
        return Answer(fit="doubt", reason=reason, start_on=start, end_on=end)
    return Answer(fit="inside", reason=days, start_on=start, end_on=end)


def _is_lasting(testimony: Testimony) -> bool:
    claim = testimony.claim
    return claim.type in LASTING or (claim.type == "aid_delivered" and claim.stance == "denied")


def _since_start(testimony: Testimony, term: Term, start: date) -> Answer:
    # The day of an accusation is the day on which it was made: what it speaks of lies before.
    made = testimony.when.end_on if testimony.when is not None else None
    if made is not None and made > term.as_of:
        return Answer(fit="outside", reason=f"dated {made.isoformat()}, later than {term.as_of.isoformat()}")
    end = min(made or testimony.published_on or term.as_of, term.last_on)
    if end < start:
        return Answer(fit="outside", reason=f"told before the term starts on {start.isoformat()}")
    return Answer(fit="inside", start_on=start, end_on=end, reason="some day since the term started")


def _shown(instant: datetime | None, term: Term) -> str:
    return instant.astimezone(term.zone).strftime("%Y-%m-%d %H:%M ") + term.agreement.timezone if instant else ""


def find_area(testimony: Testimony, term: Term) -> Answer:
    """Whether it happened in the term's area; nowhere named, or a wider region, is a doubt."""
    key = area_key(testimony)
    if (known := term.memo.areas.get(key)) is None:
        known = term.memo.areas[key] = _find_area(testimony, term)
    return known


def area_key(testimony: Testimony) -> Key:
    """All of a testimony that :func:`find_area` looks at."""
    places = testimony.places
    if len(places) == 1:
        return (places[0].span.quote, places[0].place_id)
    return tuple([(p.span.quote, p.place_id) for p in places])


def _find_area(testimony: Testimony, term: Term) -> Answer:
    provision = term.provision
    if not provision.area and not provision.area_names:
        if provision.area_name:
            return Answer(fit="doubt", reason=f"which places are meant by “{provision.area_name}” is not public")
        return Answer(fit="inside")
    if not testimony.places:
        return Answer(fit="doubt", reason="the area is unknown: no place is given")
    answers = [_place_fit(place, term) for place in testimony.places]
    name = "; ".join(dict.fromkeys(p.span.quote for p in testimony.places))
    if "inside" in answers:
        return Answer(fit="inside", reason=name)
    if "doubt" in answers:
        return Answer(fit="doubt", reason=f"whether “{name}” lies in the area is unknown")
    return Answer(fit="outside", reason=f"elsewhere: {name}")


def covers_area(testimony: Testimony, term: Term) -> bool:
    """Whether it speaks of the whole area, and not only of a place in it; what names no place speaks of all."""
    provision = term.provision
    if not provision.area and not provision.area_names:
        known = [term.gazetteer.get(p.place_id or "") for p in testimony.places]
        return all(p is not None and p.level == "country" for p in known)
    return not testimony.places or any(_is_whole(p, term) for p in testimony.places)


def _is_whole(place: PlaceMention, term: Term) -> bool:
    known = term.gazetteer.get(place.place_id or "")
    area = [p for i in term.provision.area if (p := term.gazetteer.get(i)) is not None]
    said = " ".join(_WORD.findall(place.span.quote.casefold())).removeprefix("the ")
    if said in {name.casefold() for name in term.provision.area_names}:
        return True  # "Gaza" is the strip where the agreement calls it so, though a town bears the name
    if known is None or not area:
        return False
    return all(known.place_id == a.place_id or _holds(known, a) for a in area)


def _is_named(place: PlaceMention, term: Term) -> bool:
    said = " " + " ".join(_WORD.findall(place.span.quote.casefold())) + " "
    return any(f" {name.casefold()} " in said for name in term.provision.area_names)


def _place_fit(place: PlaceMention, term: Term) -> Fit:
    if _is_named(place, term):
        return "inside"
    if place.place_id is None:
        return "doubt"
    area = [p for i in term.provision.area if (p := term.gazetteer.get(i)) is not None]
    known = term.gazetteer.get(place.place_id)
    if place.place_id in term.provision.area or (known and any(_holds(a, known) for a in area)):
        return "inside"
    may = known is None or any(_may_hold(known, a) or _may_lie(known, a) for a in area)
    return "doubt" if may else "outside"


def _holds(outer: Place, inner: Place) -> bool:
    """Whether ``inner`` lies within ``outer``: by id, or by the code of region or country."""
    if outer.place_id in inner.within:
        return True
    return outer.level in ("country", "adm1") and bool(outer.within) and outer.within[0] in inner.within


def _may_hold(outer: Place, inner: Place) -> bool:
    """Whether ``outer`` is a region that holds ``inner``, or a district that might."""
    if _holds(outer, inner):
        return True
    return outer.level in ("adm2", "adm3") and bool(outer.within) and outer.within[:1] == inner.within[:1]


def _may_lie(inner: Place, outer: Place) -> bool:
    """Whether ``inner``, whose region no gazetteer gives (a crossing, a corridor), lies in the country of ``outer``."""
    return inner.level != "country" and len(inner.within) == 1 and inner.within[0] in outer.within


def find_blame(testimony: Testimony, term: Term) -> Blame:
    """Whom the testimony makes responsible: bound parties, others, or nobody known."""
    claim = testimony.claim
    role = "perpetrator"
    if claim.kind == "position":
        role = "addressee" if claim.type == "accuses" else "holder"
    named = own_perpetrators(claim) if role == "perpetrator" else claim.actors_as(role)
    # The day matters to whoever joined late, and to names that groups bore for a time.
    when = testimony.when
    day = (when.start_on, when.end_on) if when is not None else testimony.published_on
    key = (role, claim.kind, testimony.voice.parties, day, tuple((m.actor_id, m.span.quote) for m in named))
    if (known := term.memo.blames.get(key)) is None:
        known = term.memo.blames[key] = _find_blame(testimony, term, role, named)
    return known


def _find_blame(testimony: Testimony, term: Term, role: str, named: tuple[ActorMention, ...]) -> Blame:
    mentions = [m for m in named if m.actor_id or is_actor_phrase(m.span.quote)]
    if not mentions:
        # Whoever declares something speaks for itself, unless another is named as its holder.
        own = testimony.voice.parties & set(term.provision.addressees) if role == "holder" else frozenset()
        return Blame(parties=own, unknown=not own, reason="" if own else "by whom is not said")
    bound: set[str] = set()
    outsiders: list[str] = []
    unknown: list[str] = []
    for mention in mentions:
        parties = term.roster.parties_of(mention.actor_id)
        addressed = {p for p in parties if p in term.provision.addressees and _had_joined(p, testimony, term)}
        if addressed:
            bound |= addressed
        elif exclusion := _exclusion(mention, testimony, term):
            outsiders.append(f"{exclusion}, which is outside the truce")
        elif parties:
            outsiders.append(f"{term.roster.name_of(mention.actor_id)}, which this term does not bind")
        elif mention.actor_id:
            outsiders.append(f"{term.roster.name_of(mention.actor_id)}, which is no party")
        else:
            unknown.append(mention.span.quote)
    if bound:
        return Blame(parties=frozenset(bound))
    if unknown:
        return Blame(unknown=True, reason=f"by “{'; '.join(unknown)}”, who matches no known party")
    return Blame(outsiders=tuple(outsiders), reason=f"by {'; '.join(dict.fromkeys(outsiders))}")


def _had_joined(party_id: str, testimony: Testimony, term: Term) -> bool:
    """Whether the party was bound by then; a declaration may come before joining, as joining itself does."""
    joined = None if testimony.claim.kind == "position" else term.agreement.party(party_id).joined_at
    when = testimony.when
    if joined is None or when is None or when.start_on is None:
        return True
    return place_in_term(when.start_on, when.end_on or when.start_on, joined, None, term.zone) != "before"


def find_excluded_target(testimony: Testimony, blame: Blame, term: Term) -> str:
    """The excluded group that was the only target, by name; "" when none was, or somebody else was hit too.

    In a clash both sides are named as its makers: the side that is not bound was the other's target.
    """
    claim = testimony.claim
    targets = list(claim.actors_as("target"))
    if claim.type == "armed_clash" and not targets:
        sides = claim.actors_as("perpetrator")
        targets = [m for m in sides if not term.roster.parties_of(m.actor_id) & blame.parties]
    names = [_exclusion(m, testimony, term) for m in targets]
    return "; ".join(dict.fromkeys(n for n in names if n)) if names and all(names) else ""


def _exclusion(mention: ActorMention, testimony: Testimony, term: Term) -> str:
    on = testimony.when.start_on if testimony.when else testimony.published_on
    found = term.roster.exclusion_of(mention.actor_id, mention.span.quote, on)
    return found.name if found else ""
