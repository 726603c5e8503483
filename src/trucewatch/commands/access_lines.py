"""The board of access as lines of at most 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from trucewatch.access.board import Board, ConvoyRow, PlaceRow, Telling, TotalRow
from trucewatch.access.gaps import KINDS, Gap
from trucewatch.access.numbers import Number, place_name
from trucewatch.access.placerows import Count, Reached
from trucewatch.access.rows import Reason, by_day, tell_together
from trucewatch.model.when import When
from trucewatch.publishing.words import interval, plain, since_word, visible

WIDTH = 80
_LABEL = 13
_GAPS = {
    "not delivered": "Under way or held up, and nobody says that it arrived",
    "disputed": "Delivered on one account and not on another",
    "not reached": "People, and no delivery for long",
    "run out": "Supplies that have run out",
}


def board_lines(board: Board, notes: Sequence[str], by: str = "") -> list[str]:
    """The board, whole or by ``place`` or ``convoy``."""
    lines = [*wrap(notes), f"Access as of {board.as_of}", ""]
    if by != "convoy":
        lines += ["BY PLACE", *(["no report read here speaks of a place and its aid"] if not board.places else [])]
        lines += [line for row in board.places for line in (*_place(row), "")]
    if by != "place":
        lines += [
            "BY CONVOY",
            *(["no report read here speaks of aid or people on the move"] if not board.convoys else []),
        ]
        lines += [line for row in board.convoys for line in (*_convoy(row, board.beside(row)), "")]
        if board.totals:
            lines += ["TOTALS: counted over days or at a border, no convoy's, never added"]
            lines += [line for row in board.totals for line in (*_total(row), "")]
        if board.numbers:
            lines += ["WITHOUT A STAGE: numbers that no report ties to one"]
            for n in board.numbers:
                where = f", {n.place}" if n.place else ""
                lines += wrap([f"{n.plain()}{where}; says {n.who}"], "  ")
            lines.append("")
    if not by:
        lines += _gaps(board.gaps)
    if board.note and any(row.reasons for row in board.convoys):
        lines += wrap([f"Reasons are sorted into {board.note}."])
    return lines


def gap_lines(board: Board, notes: Sequence[str]) -> list[str]:
    """The gaps alone."""
    lines = [*wrap(notes), f"Gaps in access as of {board.as_of}", ""]
    return lines + (_gaps(board.gaps) or ["no gap is told of in these reports; that is not the same as none"])


def day_words(when: When | None) -> str:
    """A day or a month; "by …" where only the report's own day is known."""
    if when is None:
        return "day not given"
    if when.start_on is None and when.end_on is not None:
        return f"by {plain(interval(When(start_on=when.end_on, end_on=when.end_on, precision='day')))}"
    return plain(interval(when))


def _place(row: PlaceRow) -> Iterator[str]:
    yield from wrap([row.name])
    for count in row.people:
        yield from say("people", _count(count))
    for rival in row.rivals:
        yield from say("≠", rival)
    if row.reached:
        yield from _reached(row.reached)
    for stage, tellings in row.stages:
        yield from say(stage, *(_told(*group) for group in tell_together(tellings)))


def _count(count: Count) -> str:
    bounds = [f"{name} {value:,.0f}" for name, value in _bounds(count) if value is not None]
    when = day_words(count.on) if count.on else f"said on {count.said_on}" if count.said_on else "no day"
    method = f"; counted by: {count.method}" if count.method else ""
    stance = f" [{count.stance}]" if count.stance != "asserted" else ""
    shown = "; ".join(bounds) if count.low != count.high or count.low is None else ""
    return f"{count.words} {count.definition}{stance}{f' ({shown})' if shown else ''}, says {count.who}, {when}{method}"


def _bounds(count: Count) -> tuple[tuple[str, float | None], ...]:
    return ("low", count.low), ("about" if count.approx else "best", count.best), ("high", count.high)


def _reached(reached: Reached) -> Iterator[str]:
    days = ""
    if reached.days_least is not None:
        most = reached.days_most
        over = f" to {most}" if most not in (None, reached.days_least) else ""
        days = f" ({reached.days_least}{over} day{'' if (most or reached.days_least) == 1 else 's'} ago)"
    before = f"before that, {day_words(reached.before)}" if reached.before else ""
    if reached.when:
        yield from say(
            "reached", f"{day_words(reached.when)}{days}, says {', '.join(reached.who)}", *([before] if before else [])
        )
    elif reached.claim_ids:
        yield from say("reached", f"day not given, says {', '.join(reached.who)}", *([before] if before else []))
    elif reached.before:
        yield from say("reached", f"last {day_words(reached.before)}{days}; not since, as far as these reports say")
    else:
        yield from say("reached", "no report read here says that aid arrived")
    if reached.denied_by:
        yield from say(
            "denied",
            f"{', '.join(reached.denied_by)} {'says' if len(reached.denied_by) == 1 else 'say'} that it never came",
        )


def _convoy(row: ConvoyRow, beside: Sequence[Number]) -> Iterator[str]:
    name = f" · {row.convoy}" if row.convoy else ""
    yield from wrap([f"{row.title}{name}{'  ≠ DISPUTED' if row.disputed else ''}"])
    if row.stage:
        since = f"{since_word(row.since)} " if _is_since(row) else ""
        yield from say("last told", f"{row.stage}, {since}{day_words(row.since)}, says {', '.join(row.told_by)}")
    else:
        yield from say("last told", "nothing is said to have been done")
    journey = [f"from {place_name(row.origin)}"] if row.origin else []
    journey += [f"by {place_name(p)}" for p in row.route]
    journey += [f"to {row.destination_name}"] if row.destination else []
    if journey:
        yield from say("journey", " ".join(journey))
    if row.carriers:
        yield from say("carried by", ", ".join(row.carriers))
    if row.cargo:
        yield from say("load", ", ".join(row.cargo))
    for label, numbers in (("trucks", row.trucks), ("for", row.people), ("supplies for", row.days)):
        if numbers:
            yield from say(label, " / ".join(n.plain() for n in numbers))
    if beside:
        yield from say("told beside", " / ".join(n.plain() for n in beside))
    if row.held_by:
        yield from say("held up by", ", ".join(row.held_by))
    for reason in _by_category(row.reasons):
        yield from say("because", f"{reason.label}: “{_short(reason.words)}” ({reason.who})")
    for sentence in row.contradictions:
        yield from say("≠", sentence)
    for sentence in row.excesses:
        yield from say("more than", sentence.removeprefix("more "))
    for telling in _once(row.tellings):
        yield from say(f"  {telling.stage}", _told(telling, words=True))


def _total(row: TotalRow) -> Iterator[str]:
    yield from wrap([row.name or "place not given"])
    for rival in row.rivals:
        yield from say("≠", rival)
    for telling in _once(row.tellings):
        yield from say(telling.stage, _told(telling))


def _is_since(row: ConvoyRow) -> bool:
    return any(t.since for t in row.tellings if t.stage == row.stage and t.since == row.since)


def _told(telling: Telling, *others: Telling, words: bool = False) -> str:
    numbers = ", ".join(n.plain() for n in telling.numbers) or "no number given"
    is_plain = telling.stance == "asserted" or (telling.stance == "denied" and telling.stage == "never arrived")
    stance = "" if is_plain else f" [{telling.stance}]"
    if others:
        who = "; ".join(f"{t.who}{_day(t)}" for t in (telling, *others))
        return f"{numbers}{stance}, says {who}"
    quote = f": “{_short(telling.words)}”" if words else ""
    return f"{numbers}{stance}{_day(telling)}, says {telling.who}{quote}"


def _day(telling: Telling) -> str:
    """When it was so; "by …" where only the report's own day is known."""
    if telling.when:
        return f", {day_words(telling.when)}"
    return f", {day_words(by_day(telling.said_on))}" if telling.said_on else ""


def _once(tellings: Iterable[Telling]) -> list[Telling]:
    """Without what reprints of one origin say again, word for word."""
    found: dict[tuple[object, ...], Telling] = {}
    for t in tellings:
        found.setdefault((t.stage, t.stance, t.origin_id, t.words), t)
    return list(found.values())


def _by_category(reasons: Iterable[Reason]) -> list[Reason]:
    found: dict[str, Reason] = {}
    for reason in reasons:
        found.setdefault(reason.category, reason)
    return list(found.values())


def _gaps(gaps: Sequence[Gap]) -> list[str]:
    lines: list[str] = []
    for kind in KINDS:
        some = [g for g in gaps if g.kind == kind]
        if some:
            lines += [f"GAPS: {_GAPS[kind]}"]
            for gap in some:
                where = f"{gap.place}: " if kind != "not delivered" and gap.place else ""
                lines += wrap([f"{where}{gap.words}"], "  ")
            lines.append("")
    return lines


def _short(words: str, limit: int = 160) -> str:
    return words if len(words) <= limit else words[: limit - 2].rsplit(" ", 1)[0] + " …"


def say(label: str, *values: str) -> list[str]:
    """Values under one label, each a hanging paragraph."""
    lines: list[str] = []
    for value in values:
        head = f"  {label}" if not lines else ""
        first = f"{head:<{_LABEL + 2}}" if len(head) < _LABEL + 2 else f"{head} "
        lines += textwrap.wrap(
            _clean(value), WIDTH, initial_indent=first, subsequent_indent=" " * (_LABEL + 2), break_on_hyphens=False
        )
    return lines


def wrap(paragraphs: Iterable[str], indent: str = "") -> list[str]:
    """Paragraphs as lines."""
    hanging = f"{indent}  " if indent else ""
    return [
        line
        for p in paragraphs
        for line in textwrap.wrap(_clean(p), WIDTH, initial_indent=indent, subsequent_indent=hanging)
    ]


def _clean(words: str) -> str:
    """On one line, and without what could steer a terminal: the words are a stranger's."""
    return "".join(c for c in visible(" ".join(words.split())) if c.isprintable())
