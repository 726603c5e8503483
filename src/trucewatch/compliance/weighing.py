"""A happening weighed against a term: apparent, disputed, by whom unknown, or nothing.

The rules, in order, are those of ``docs/decisions/0004``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from trucewatch.compliance.bearings import Bearing, find_bearings, list_bearing_types
from trucewatch.compliance.days import day_range
from trucewatch.compliance.happenings import Happening, Testimony, count_origins
from trucewatch.compliance.perspectives import Hears
from trucewatch.compliance.scope import Term
from trucewatch.model.assessment import Perspective

Status = Literal["apparent", "denied by the accused", "disputed", "by whom unknown", "doubtful", "fulfilled", "aside"]
COUNTING: frozenset[str] = frozenset({"apparent", "denied by the accused"})
OPEN: frozenset[str] = frozenset({"disputed", "by whom unknown", "doubtful"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What a happening comes to under a term from a perspective.

    ``status``: ``apparent`` and ``denied by the accused`` count against the term; ``disputed``, ``by whom unknown``
    and ``doubtful`` leave it open; ``fulfilled`` speaks for it; ``aside`` does not bear on it.
    """

    happening: Happening
    status: Status
    reason: str
    against: tuple[Bearing, ...] = ()
    other: tuple[Bearing, ...] = ()
    start_on: date | None = None
    end_on: date | None = None

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The claims that carry it: those against, or for, first."""
        heard = self.against or self.other
        if len(heard) == 1:
            return (heard[0].testimony.claim.claim_id,)
        return tuple(dict.fromkeys(b.testimony.claim.claim_id for b in heard))

    @property
    def latest_on(self) -> date | None:
        """The last day that any of those it rests on gives; accounts of one happening may differ."""
        return max((b.end_on for b in self.against or self.other if b.end_on), default=self.end_on)


Bearings = tuple[tuple[Happening, tuple[Bearing, ...]], ...]


def bear_all(happenings: Iterable[Happening], term: Term) -> Bearings:
    """The bearings of all happenings that bear on a term, whoever is heard."""
    types = list_bearing_types(term)
    return tuple((h, found) for h in happenings if not types.isdisjoint(h.types) and (found := find_bearings(h, term)))


def weigh_all(bearings: Bearings, term: Term, view: Perspective, hears: Hears, party_id: str) -> tuple[Weight, ...]:
    """The weights from a perspective, for one party or (``party_id`` empty) for all who are bound."""
    return Scales(bearings, term, party_id).weigh(view, hears)


class Scales:
    """Weighs the same bearings for several perspectives: those that hear the same of a happening share its weight."""

    def __init__(self, bearings: Bearings, term: Term, party_id: str) -> None:
        self._bearings, self._party_id = bearings, party_id
        self._is_obligation = term.provision.modality == "obligation"
        self._whole: dict[int, list[Weight | None]] = {}
        """By how many origins must agree: the weights of happenings of which everything is heard."""

    def weigh(self, view: Perspective, hears: Hears) -> tuple[Weight, ...]:
        """The weights of all happenings of which something is heard."""
        whole = self._whole.setdefault(view.min_origins, [None] * len(self._bearings))
        weights: list[Weight] = []
        for n, (happening, found) in enumerate(self._bearings):
            heard: tuple[Bearing, ...]
            if len(found) == 1:
                heard = found if hears(found[0].testimony) else ()
            else:
                heard = tuple([b for b in found if hears(b.testimony)])
            if not heard:
                continue
            weight = whole[n] if len(heard) == len(found) else None
            if weight is None:
                weight = self._weigh_one(happening, heard, view)
                if len(heard) == len(found):
                    whole[n] = weight
            weights.append(weight)
        if self._is_obligation or view.min_origins < 2:
            return tuple(weights)
        return _confirm_calm(weights, view.min_origins)

    def _weigh_one(self, happening: Happening, heard: tuple[Bearing, ...], view: Perspective) -> Weight:
        weigh = _weigh_obligation if self._is_obligation else _weigh_prohibition
        return weigh(happening, heard, view, self._party_id)


def _confirm_calm(weights: list[Weight], min_origins: int) -> tuple[Weight, ...]:
    """Calm that too few origins tell of, on one of its days at least, is set aside."""
    told: dict[date, list[Testimony]] = {}
    for weight in weights:
        for on in _calm_days(weight):
            told.setdefault(on, []).extend(_of(weight.other))
    numbers = {on: count_origins(heard) for on, heard in told.items()}

    def confirm(weight: Weight) -> Weight:
        fewest = min((numbers[on] for on in _calm_days(weight)), default=min_origins)
        if fewest >= min_origins:
            return weight
        reason = f"calm is told by {_number(fewest)}, fewer than {min_origins}"
        return replace(weight, status="aside", reason=reason)

    return tuple(confirm(w) for w in weights)


def _calm_days(weight: Weight) -> tuple[date, ...]:
    if weight.status != "fulfilled" or weight.start_on is None:
        return ()
    return day_range(weight.start_on, weight.end_on or weight.start_on)


def _weigh_prohibition(happening: Happening, bearings: tuple[Bearing, ...], view: Perspective, party_id: str) -> Weight:
    against = [b for b in bearings if b.side == "against"]
    blamed = sorted({p for b in against for p in b.accused})
    if not blamed:
        return _weigh_rest(happening, bearings, [], party_id)
    counter = tuple([b for b in bearings if b.side == "denies" or b.elsewhere_blamed])
    results = [_weigh_party(happening, p, against, counter, view) for p in blamed if party_id in ("", p)]
    for wanted in ("apparent", "denied by the accused"):
        if found := next((w for w in results if w.status == wanted), None):
            return found
    attributed = tuple(b for b in against if b.accused)
    if not party_id and len(blamed) > 1 and not counter and count_origins(_of(attributed)) >= view.min_origins:
        # Each accuses another, and all of them are bound: whoever is right, a bound party did it.
        return _make(happening, "apparent", "by one of those bound, and it is disputed which", attributed, ())
    if found := next((w for w in results if w.status == "disputed"), None):
        return found
    return _weigh_rest(happening, bearings, results, party_id)


def _weigh_rest(happening: Happening, bearings: tuple[Bearing, ...], results: list[Weight], party_id: str) -> Weight:
    unattributed = tuple([b for b in bearings if b.side == "against" and b.unattributed])
    if unattributed:
        return _make(happening, "by whom unknown", unattributed[0].reason, unattributed, bearings)
    if results:
        return results[0]
    blamed = tuple([b for b in bearings if b.side == "against"])
    if party_id and blamed:
        return _make(happening, "aside", "concerns another party", (), blamed)
    calm = tuple([b for b in bearings if b.side == "for"])
    if calm:
        return _make(happening, "fulfilled", calm[0].reason, (), calm)
    doubts = tuple([b for b in bearings if b.doubt])
    if doubts:
        return _make(happening, "doubtful", doubts[0].reason, (), doubts)
    return _make(happening, "aside", bearings[0].reason, (), bearings)


def _weigh_party(
    happening: Happening,
    party_id: str,
    against: list[Bearing],
    counter: tuple[Bearing, ...],
    view: Perspective,
) -> Weight:
    accusing = tuple([b for b in against if party_id in b.accused])
    number = 1 if len(accusing) == 1 else count_origins(_of(accusing))
    if number < view.min_origins:
        reason = f"told by {_number(number)}, fewer than {view.min_origins}"
        return _make(happening, "aside", reason, (), accusing)
    others = tuple([b for b in against if b.accused and party_id not in b.accused])
    clearing = tuple([b for b in counter if b.elsewhere_blamed or not b.accused or party_id in b.accused]) + others
    if not clearing:
        return _make(happening, "apparent", "claimed, and nobody heard says otherwise", accusing, ())
    if any(party_id not in b.testimony.voice.parties for b in clearing):
        return _make(happening, "disputed", _clearing_reason(clearing), accusing, clearing)
    if any(not b.testimony.voice.parties or party_id in b.testimony.voice.parties for b in accusing):
        return _make(
            happening, "denied by the accused", "claimed, and denied only by those accused", accusing, clearing
        )
    return _make(happening, "disputed", "one party's word against another's", accusing, clearing)


def _clearing_reason(clearing: tuple[Bearing, ...]) -> str:
    first = clearing[0]
    if first.side == "denies":
        return f"denied, and not only by those accused ({first.testimony.voice.words})"
    return first.reason if first.elsewhere_blamed else "another is blamed as well"


def _weigh_obligation(happening: Happening, bearings: tuple[Bearing, ...], view: Perspective, party_id: str) -> Weight:
    against = tuple(b for b in bearings if b.side == "against" and _concerns(b, party_id))
    done = tuple(b for b in bearings if b.side == "for" and (not b.accused or _concerns(b, party_id)))
    if against and count_origins(_of(against)) < view.min_origins:
        reason = f"told by {_number(count_origins(_of(against)))}, fewer than {view.min_origins}"
        return _make(happening, "aside", reason, (), against)
    if done and count_origins(_of(done)) < view.min_origins:
        if not against:
            reason = f"told by {_number(count_origins(_of(done)))}, fewer than {view.min_origins}"
            return _make(happening, "aside", reason, (), done)
        done = ()
    denied = tuple(b for b in bearings if b.side == "denies")
    if against and done:
        return _weigh_order(happening, against, done)
    if against:
        return _weigh_denied(happening, against, denied)
    if done:
        return _make(happening, "fulfilled", done[0].reason, (), done)
    doubts = tuple(b for b in bearings if b.doubt or (b.side == "against" and b.unattributed))
    if doubts:
        reason = doubts[0].reason if doubts[0].doubt else "who holds it up is not said"
        return _make(happening, "doubtful", reason, (), doubts)
    others = any(b.side == "for" for b in bearings)
    return _make(happening, "aside", "concerns another party" if others else bearings[0].reason, (), bearings)


def _concerns(bearing: Bearing, party_id: str) -> bool:
    return not party_id or party_id in bearing.accused


def _weigh_order(happening: Happening, against: tuple[Bearing, ...], done: tuple[Bearing, ...]) -> Weight:
    """Held up, then done, is done; done, then undone, is undone; on the same day they contradict each other."""
    last_done = max((b.end_on for b in done if b.end_on), default=None)
    last_against = max((b.end_on for b in against if b.end_on), default=None)
    if last_done and last_against and all(b.testimony.claim.stance != "denied" for b in against):
        if last_done > last_against:
            return _make(happening, "fulfilled", "held up at first, and done later", (), (*done, *against))
        if last_against > last_done:
            return _make(happening, "apparent", "done at first, and not afterwards", against, done)
    if all(b.testimony.voice.parties for b in done) and any(not b.testimony.voice.parties for b in against):
        return _make(happening, "denied by the accused", "only parties say that it was done", against, done)
    return _make(happening, "disputed", "some say that it was done, others that it was not", against, done)


def _weigh_denied(happening: Happening, against: tuple[Bearing, ...], denied: tuple[Bearing, ...]) -> Weight:
    if not denied:
        return _make(happening, "apparent", "claimed, and nobody heard says otherwise", against, ())
    accused = {p for b in against for p in b.accused}
    if all(b.testimony.voice.parties & accused for b in denied) and any(not b.testimony.voice.parties for b in against):
        return _make(happening, "denied by the accused", "claimed, and denied only by those accused", against, denied)
    return _make(happening, "disputed", "some claim it, others deny it", against, denied)


def _make(
    happening: Happening, status: Status, reason: str, against: tuple[Bearing, ...], other: tuple[Bearing, ...]
) -> Weight:
    dated = [b for b in (against or other) if b.start_on and b.end_on]
    narrow = min(dated, key=_narrowness) if len(dated) > 1 else dated[0] if dated else None
    return Weight(
        happening=happening,
        status=status,
        reason=reason,
        against=against,
        other=other,
        start_on=narrow.start_on if narrow else None,
        end_on=narrow.end_on if narrow else None,
    )


def _narrowness(bearing: Bearing) -> tuple[int, date]:
    assert bearing.start_on and bearing.end_on  # noqa: S101  # only dated bearings are compared
    return (bearing.end_on - bearing.start_on).days, bearing.start_on


def _of(bearings: Iterable[Bearing]) -> list[Testimony]:
    return [b.testimony for b in bearings]


def _number(origins: int) -> str:
    return "one origin" if origins == 1 else f"{origins} origins"
