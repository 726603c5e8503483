"""Small pieces of wording: runs of text that lead back to claims, dates, labels, and characters made visible.

Everything that a brief prints is a :data:`Line`, a tuple of :class:`Run`; a renderer turns a run's claim numbers into
links and its style into its own markup.  No run ever mixes our wording with a source's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date

from trucewatch.model.span import readable
from trucewatch.model.when import When

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

# Unicode's bidirectional controls, which can make a number or a name read as another, and the C0/C1 controls.
_UNSEEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one style; ``claims`` are claim numbers that they lead to, the first one foremost.

    ``style``: empty (our wording), ``quote`` (a source's sentence, set in quotation marks), ``words`` (a source's word
    or number, without marks), ``date``, ``count`` (a count that we made, and that is labelled as one), ``strong``,
    ``quiet``.  ``anchor`` leads to another part of the brief instead.
    """

    text: str
    claims: tuple[int, ...] = ()
    style: str = ""
    anchor: str = ""


Line = tuple[Run, ...]


def visible(text: str) -> str:
    """The text with bidirectional and control characters written out as ``⟨U+202E⟩``."""
    return _UNSEEN.sub(lambda m: f"⟨U+{ord(m.group()):04X}⟩", text)


def plain(line: Iterable[Run]) -> str:
    """The words of a line without their links."""
    return "".join(run.text for run in line)


def say(*parts: str | Run | Line) -> Line:
    """One line of strings, runs and lines; empty ones are left out."""
    runs: list[Run] = []
    for part in parts:
        if isinstance(part, str):
            runs += [Run(part)] if part else []
        elif isinstance(part, Run):
            runs.append(part)
        else:
            runs += part
    return tuple(runs)


def listed(items: Sequence[Line], last: str = " and ") -> Line:
    """Lines joined as a list: ``a``, ``a and b``, ``a, b and c``; ``a; b and c; and d`` where one holds an "and"."""
    nested = last == " and " and any(" and " in plain(item) for item in items)
    runs: list[Run] = []
    for i, item in enumerate(items):
        if i and nested:
            runs.append(Run("; and " if i == len(items) - 1 else "; "))
        elif i:
            runs.append(Run(last if i == len(items) - 1 else ", "))
        runs += item
    return tuple(runs)


def day(on: date) -> Run:
    """19 September 2016."""
    return Run(f"{on.day} {MONTHS[on.month - 1]} {on.year}", style="date")


def short_day(on: date) -> Run:
    """19 Sep 2016."""
    return Run(f"{on.day} {MONTHS[on.month - 1][:3]} {on.year}", style="date")


def interval(when: When | None, unknown: str = "date not given") -> Line:
    """When a report says that it was, with what its words leave open."""
    if when is None:
        return (Run(unknown, style="quiet"),)
    if when.start_on is None:
        words = f"“{flat(when.span.quote)}”" if when.span else ""
        return (Run(f"{words} (day not known)" if words else unknown, style="quiet"),)
    if when.end_on is None or when.end_on == when.start_on:
        return (short_day(when.start_on),)
    if when.precision == "month" and when.start_on.day == 1 and when.end_on.month == when.start_on.month:
        return (Run(f"{MONTHS[when.start_on.month - 1][:3]} {when.start_on.year}", style="date"),)
    return (short_day(when.start_on), Run(" to "), short_day(when.end_on))


def since_word(when: When | None) -> str:
    """The word before the time since when something lasts: "from" where that is written as two days, else "since"."""
    return "from" if " to " in plain(interval(when)) else "since"


def flat(text: str, limit: int = 0) -> str:
    """A quotation on one line; longer than ``limit`` (when not 0) is cut at a word and ends with an ellipsis."""
    text = _SPACES.sub(" ", readable(text)).strip()
    if not limit or len(text) <= limit:
        return text
    cut = text.rfind(" ", 0, limit)
    return text[: cut if cut > limit // 2 else limit].rstrip(",;:– ") + " …"


def label(name: str) -> str:
    """The reader's word for one of the closed lists' names: ``air_strike`` → air strike."""
    return {
        "denies_responsibility": "denies responsibility",
        "violation_tally": "tally of violations",
        "attack_on_aid": "attack on aid",
        "other": "number",
        "people": "people",
        "no_fly": "no-fly",
    }.get(name, name.replace("_", " "))


def linked(text: str, targets: dict[str, tuple[int, ...]]) -> Line:
    """The text with every mention of a target's words as a link to its claims; the longest words win.

    A mention is whole words or numbers: ``12`` isn't found in ``112`` or ``12,000``.
    """
    mentions = sorted((start, -len(w), w) for w in targets if w and targets[w] for start in _mentions(w, text))
    runs: list[Run] = []
    at = 0
    for start, _, words in mentions:
        if start < at:
            continue  # within longer words, or words that began before
        if start > at:
            runs += _dated(text[at:start])
        runs.append(Run(words, targets[words], style="words"))
        at = start + len(words)
    return (*runs, *_dated(text[at:]))


def _mentions(words: str, text: str) -> Iterator[int]:
    """Where words stand as whole words; looked for without a pattern, which takes longer to make than to use."""
    start = text.find(words)
    while start >= 0:
        before, after = text[start - 1 : start], text[start + len(words) : start + len(words) + 2]
        inside = _is_word(before) or _is_word(after[:1]) or (after[:1] in (".", ",") and after[1:].isdecimal())
        if not inside:
            yield start
        start = text.find(words, start + 1)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _dated(text: str) -> Line:
    """The text with its ISO dates as a reader's dates."""
    runs: list[Run] = []
    at = 0
    for found in _ISO.finditer(text):
        try:
            on = date.fromisoformat(found.group())
        except ValueError:
            continue
        runs += [*([Run(text[at : found.start()])] if found.start() > at else []), short_day(on)]
        at = found.end()
    return (*runs, Run(text[at:])) if at < len(text) else tuple(runs)


def numbers_in(value: object) -> set[int]:
    """Every claim number that a view leads to, however deep."""
    if isinstance(value, Run):
        return set(value.claims)
    if isinstance(value, tuple):
        return {n for v in value for n in numbers_in(v)}
    if is_dataclass(value):
        return {n for f in fields(value) for n in numbers_in(getattr(value, f.name))}
    return set()


def counted(n: int, one: str, many: str = "") -> Run:
    """A count of ours with its noun: ``2 origins``, ``no reports``."""
    noun = one if n == 1 else (many or one + "s")
    return Run(f"{n or 'no'} {noun}", style="count")


def sentence(text: str) -> str:
    """The text with a capital at its start and a full stop at its end."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…”" else ".")
