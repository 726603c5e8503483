"""What the accounts of an incident disagree on, in sentences that leave every number and word with its claimant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trucewatch.incidents.positions import intent_of
from trucewatch.incidents.responsibility import Responsibility
from trucewatch.incidents.words import is_related_name, proper_stems
from trucewatch.model.claim import Claim, Quantity
from trucewatch.model.incident import Position


def find_contradictions(
    positions: Sequence[Position],
    claims: Mapping[str, Claim],
    who: Responsibility,
    answers_for: Mapping[str, tuple[str, ...]],
    joint: bool,
) -> tuple[str, ...]:
    """Sentences such as "killed: 12 (the Red Crescent) / at least 20 (a monitor)", most serious first.

    ``joint``: several perpetrators are no contradiction (both sides of a clash).
    """
    sentences = []
    if who.denied_by:
        sentences.append(f"responsibility: denied by {_join(who.denied_by)}")
    if who.disputed_by:
        sentences.append(f"whether it happened: denied by {_join(who.disputed_by)}")
    blamed = [p for p in positions if p.attribute == "perpetrator" and p.stance != "denied"]
    if not joint and are_rival(blamed, claims, answers_for):
        sentences.append("perpetrator: " + _side_by_side([p for p in blamed if _names_somebody(p, claims)]))
    intents = [p for p in positions if p.attribute == "intent"]
    ways = {intent_of(p.value) or "unclear" for p in intents}
    if len(ways - {"unclear"}) > 1:
        sentences.append("intent: " + _side_by_side(intents))
    for attribute in ("killed", "injured"):
        tolls = [p for p in positions if p.attribute == attribute and p.stance != "denied"]
        if _numbers_differ(tolls, attribute, claims):
            sentences.append(f"{attribute}: " + _side_by_side(tolls))
    times = [p for p in positions if p.attribute == "time"]
    if _days_differ(times, claims):
        sentences.append("time: " + _side_by_side(times))
    return tuple(sentences)


def are_rival(
    blamed: Sequence[Position], claims: Mapping[str, Claim], answers_for: Mapping[str, tuple[str, ...]]
) -> bool:
    """Whether two positions, by different claimants, blame actors that have nothing to do with each other."""
    return any(
        not set(a.claimants) & set(b.claimants)
        and not _joint_telling(a, b)
        and not _are_related(_ids(a, claims), _ids(b, claims), a.value, b.value, answers_for)
        for i, a in enumerate(blamed)
        for b in blamed[i + 1 :]
    )


def _names_somebody(position: Position, claims: Mapping[str, Claim]) -> bool:
    return bool(proper_stems(position.value) or _ids(position, claims))


def _joint_telling(a: Position, b: Position) -> bool:
    return bool(set(a.claim_ids) & set(b.claim_ids))


def _are_related(left: set[str], right: set[str], x: str, y: str, answers_for: Mapping[str, tuple[str, ...]]) -> bool:
    if left and right:
        whole_left = left | {w for i in left for w in answers_for.get(i, ())}
        whole_right = right | {w for i in right for w in answers_for.get(i, ())}
        return bool(whole_left & whole_right)
    named, other = proper_stems(x), proper_stems(y)
    # "warplanes", "jets": nobody is named, so nobody is contradicted.
    return not named or not other or is_related_name(named, other)


def _ids(position: Position, claims: Mapping[str, Claim]) -> set[str]:
    mentions = (a for c in position.claim_ids if c in claims for a in claims[c].actors)
    return {a.actor_id for a in mentions if a.actor_id and " ".join(a.span.quote.split()) == position.value}


def _numbers_differ(tolls: Sequence[Position], what: str, claims: Mapping[str, Claim]) -> bool:
    bounds = [q for p in tolls for q in [claims[p.claim_ids[0]].quantity(what)] if q]
    return any(_excludes(a, b) for i, a in enumerate(bounds) for b in bounds[i + 1 :])


def _excludes(a: Quantity, b: Quantity) -> bool:
    if (a.low, a.high) == (b.low, b.high):
        return False
    if a.low is None or b.low is None:
        above = b.high is not None and a.low is not None and a.low > b.high
        return above or (a.high is not None and b.low is not None and b.low > a.high)
    # Two lows that differ are two accounts ("at least 10", "at least 14"), though one could include the other;
    # "deadly" (at least one) says no number and excludes none.
    return not (a.low == 1 and a.high is None) and not (b.low == 1 and b.high is None)


def _days_differ(times: Sequence[Position], claims: Mapping[str, Claim]) -> bool:
    spans = [w for p in times for w in [claims[p.claim_ids[0]].when] if w and w.start_on]
    return any(
        b.start_on is not None and not a.overlaps(b.start_on, b.end_on or b.start_on)
        for i, a in enumerate(spans)
        for b in spans[i + 1 :]
    )


def _side_by_side(positions: Sequence[Position]) -> str:
    return " / ".join(f"{p.value} ({_join(p.claimants)})" for p in positions)


def _join(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
