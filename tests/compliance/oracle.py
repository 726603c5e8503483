"""The rules of decision 4 once more, naively: one pass over every day and every report, and nothing from ``src``.

A world is small: North and South are bound, a Friend vouches, two observers watch, strangers are outside the truce.
Slow and plain on purpose; ``test_oracle.py`` holds the product against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
QUARTER = timedelta(minutes=15)
BOUND = ("north", "south")


@dataclass(frozen=True)
class Told:
    """One report: who says it, of which happening, what, and from which day to which."""

    happening: int
    voice: str
    """``north``, ``south``, ``friend``, ``observer``, ``watcher``."""
    what: str
    """``north did``, ``south did``, ``stranger did``, ``somebody did``, ``many suffered``, ``calm``; and the denials
    ``north did not``, ``south did not``, ``stranger did not``, ``nobody did``."""
    first: date
    last: date
    paper: int


@dataclass(frozen=True)
class Truce:
    """A prohibition of attacks with a clock; all instants are aware."""

    zone: str
    starts: datetime
    ends: datetime | None
    need: int
    in_a_row: bool
    by_itself: bool
    """Whether a breach starts the count again by itself."""
    resets: tuple[date, ...] = ()
    south_joins: datetime | None = None
    """Before this instant South is a stranger to the truce."""


@dataclass(frozen=True)
class Heard:
    """Whose word is taken, of how many independent origins."""

    voices: tuple[str, ...]
    origins: int = 1


def local_days(truce: Truce, first: date, last: date) -> dict[date, list[datetime]]:
    """Every quarter of an hour of the local days from ``first`` to ``last``."""
    zone, found = ZoneInfo(truce.zone), {}  # type: ignore[var-annotated]
    at = datetime(first.year, first.month, first.day, tzinfo=UTC) - 2 * DAY
    while at.date() <= last + 2 * DAY:
        on = at.astimezone(zone).date()
        if first <= on <= last:
            found.setdefault(on, []).append(at)
        at += QUARTER
    return found


def where(truce: Truce, first: date, last: date) -> str:
    """``in``, ``out`` or ``perhaps``: whether what happened in these days happened under the truce."""
    quarters = [q for day in local_days(truce, first, last).values() for q in day]
    within = [q >= truce.starts and (truce.ends is None or q < truce.ends) for q in quarters]
    if all(within):
        return "in"
    return "perhaps" if any(within) else "out"


def count(reports: list[Told]) -> int:
    return min(len({r.voice for r in reports}), len({r.paper for r in reports}))


@dataclass(frozen=True)
class Found:
    status: str
    """``counts``, ``open`` or ``calm``."""
    first: date
    last: date
    latest: date
    """The last day that any of the reports it rests on gives."""


def weigh(reports: list[Told], truce: Truce, heard: Heard, as_of: date) -> Found | None:
    """What the reports of one happening come to."""
    known = []
    for r in reports:
        if r.voice in heard.voices and r.first <= as_of:
            last = min(r.last, as_of)
            if (fit := where(truce, r.first, last)) != "out":
                known.append((Told(r.happening, r.voice, named(r, truce, last), r.first, last, r.paper), fit))
    did = {p: [r for r, fit in known if r.what == f"{p} did" and fit == "in"] for p in BOUND}
    cleared = [r for r, _ in known if r.what in ("nobody did", "stranger did")]
    statuses = {}
    for p in BOUND:
        if not did[p]:
            continue
        if count(did[p]) < heard.origins:
            statuses[p] = "few"
            continue
        denials = cleared + [r for r, _ in known if r.what == f"{p} did not"]
        denials += [r for other in BOUND if other != p for r in did[other]]
        if not denials:
            statuses[p] = "counts"
        elif all(r.voice == p for r in denials) and any(
            r.voice not in ("north", "south", "friend") or r.voice == p for r in did[p]
        ):
            statuses[p] = "denied"
        else:
            statuses[p] = "disputed"
    any_denial = cleared or any(r.what in ("north did not", "south did not") for r, _ in known)
    accusers = did["north"] + did["south"]
    for wanted in ("counts", "denied"):
        for p in BOUND:
            if statuses.get(p) == wanted:
                return dated("counts", did[p])
    if did["north"] and did["south"] and not any_denial and count(accusers) >= heard.origins:
        return dated("counts", accusers)
    for p in BOUND:
        if statuses.get(p) == "disputed":
            return dated("open", did[p])
    silent = ("somebody did",) if is_a_strangers(reports, truce) else ("somebody did", "many suffered")
    unknown = [r for r, fit in known if r.what in silent and fit == "in"]
    if unknown:
        return dated("open", unknown)
    if accusers:
        return None
    calm = [r for r, fit in known if r.what == "calm" and fit == "in"]
    if calm:
        return dated("calm", calm)
    doubtful = [r for r, fit in known if r.what in ("north did", "south did", *silent) and fit == "perhaps"]
    return dated("open", doubtful) if doubtful else None


def is_a_strangers(reports: list[Told], truce: Truce) -> bool:
    """Whether all who name a doer, whoever is heard, name the same stranger, and nobody denies anything."""
    if any(r.what == "nobody did" or r.what.endswith("did not") for r in reports):
        return False
    doers = {(r.what, named(r, truce, r.last)) for r in reports if r.what in ("north did", "south did", "stranger did")}
    return len(doers) == 1 and all(now == "stranger did" for _, now in doers)


def dated(status: str, reports: list[Told]) -> Found:
    """With the narrowest days that are told, the earliest of equals."""
    best = min(reports, key=lambda r: (r.last - r.first, r.first))
    return Found(status, best.first, best.last, max(r.last for r in reports))


def named(r: Told, truce: Truce, last: date) -> str:
    """What is told, with South as the stranger that it was before it joined."""
    if truce.south_joins is None or not r.what.startswith("south"):
        return r.what
    quarters = [q for day in local_days(truce, r.first, last).values() for q in day]
    return r.what if any(q >= truce.south_joins for q in quarters) else r.what.replace("south", "stranger")


@dataclass(frozen=True)
class Outcome:
    verdict: str
    calm_days: int
    passed: int
    states: tuple[str, ...]


def judge(reports: list[Told], truce: Truce, heard: Heard, as_of: date) -> Outcome | None:
    """The verdict at the end of ``as_of``; None before the truce starts."""
    first = truce.starts.astimezone(ZoneInfo(truce.zone)).date()
    if as_of < first:
        return None
    groups = [[r for r in reports if r.happening == h] for h in sorted({r.happening for r in reports})]
    found = [(f, g) for g in groups if (f := weigh(g, truce, heard, as_of))]
    if heard.origins > 1:
        found = [(f, g) for f, g in found if f.status != "calm" or is_confirmed(f, found, truce, heard, as_of)]
    weights = [f for f, _ in found]
    listed = [first + n * DAY for n in range((as_of - first).days + 1)]
    states, whole = [], [is_whole(truce, on) for on in listed]
    passed = calm_days = 0
    counted = []
    for on, is_full in zip(listed, whole, strict=True):
        on_it = [w for w in weights if w.first <= on <= w.last]
        broken = any(w.status == "counts" and w.first == w.last for w in on_it)
        open_ = any(w.status == "open" or (w.status == "counts" and w.first < w.last) for w in on_it)
        state = "broken" if broken else "disputed" if open_ else "calm" if on_it else "unknown"
        states.append(state)
        if (truce.by_itself and broken) or on in truce.resets:
            passed = calm_days = 0
            counted.append(False)
        elif is_full:
            passed += 1
            calm_days = calm_days + 1 if state == "calm" else 0 if truce.in_a_row else calm_days
            counted.append(state == "calm")
        else:
            counted.append(state == "calm" and passed > 0)
    run = complete(listed, counted, truce)
    done = [r for r in truce.resets if r <= as_of]
    left = [w for w in weights if not done or w.latest > max(done)]
    if run:
        left = [w for w in left if w.latest >= run]
    verdict = "undetermined"
    if any(w.status == "counts" for w in left):
        verdict = "apparently violated"
    elif any(w.status == "open" for w in left):
        verdict = "undetermined"
    elif run or all_calm(left, truce, listed, whole):
        verdict = "kept"
    return Outcome(verdict, min(calm_days, truce.need), passed, tuple(states))


def is_whole(truce: Truce, on: date) -> bool:
    return all(q >= truce.starts for q in local_days(truce, on, on)[on])


def is_confirmed(calm: Found, found: list[tuple[Found, list[Told]]], truce: Truce, heard: Heard, as_of: date) -> bool:
    on = calm.first
    while on <= calm.last:
        said = [
            r
            for f, group in found
            if f.status == "calm" and f.first <= on <= f.last
            for r in group
            if r.what == "calm"
            and r.voice in heard.voices
            and r.first <= as_of
            and where(truce, r.first, min(r.last, as_of)) == "in"
        ]
        if count(said) < heard.origins:
            return False
        on += DAY
    return True


def complete(listed: list[date], counted: list[bool], truce: Truce) -> date | None:
    """The first day of the latest complete count."""
    if not truce.in_a_row:
        calm = [on for on, is_calm in zip(listed, counted, strict=True) if is_calm]
        return calm[0] if len(calm) >= truce.need else None
    starts = [listed[i] for i in range(len(listed) - truce.need + 1) if all(counted[i : i + truce.need])]
    return starts[-1] if starts else None


def all_calm(left: list[Found], truce: Truce, listed: list[date], whole: list[bool]) -> bool:
    """Whether somebody calls each whole day of the truce so far calm."""
    calm = [w for w in left if w.status == "calm"]
    last = listed[-1]
    if truce.ends is not None:
        last = min(last, (truce.ends - QUARTER).astimezone(ZoneInfo(truce.zone)).date())
    days = [on for on, is_full in zip(listed, whole, strict=True) if is_full and on <= last]
    return bool(calm and days) and all(any(w.first <= on <= w.last for w in calm) for on in days)
