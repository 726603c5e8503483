"""Positions: who upholds, rejects, demands, doubts, with the date and the words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trucewatch.model.claim import Claim
from trucewatch.model.situation import Declaration
from trucewatch.packs.actors import load_actors
from trucewatch.packs.perspectives import role_words
from trucewatch.publishing.book import Book
from trucewatch.publishing.words import Line, Run, flat, interval, listed, say

_THE = re.compile(r"^The\b")
# In reading order: each heading gathers the types that a reader looks for together.
_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Uphold the truce, or offer to extend it", ("upholds", "extends")),
    ("Reject it, or end it", ("rejects",)),
    ("Doubt it", ("doubts",)),
    ("Demand", ("demands",)),
    ("Accuse", ("accuses", "condemns")),
    ("Explain, accept or deny responsibility", ("explains", "accepts_responsibility", "denies_responsibility")),
    ("Say otherwise", ("other_position",)),
)


_NO_STAND = frozenset({"denied", "conditional"})
"""Stances in which nobody takes the stand: it is denied, or is a condition of something else."""


@dataclass(frozen=True, slots=True)
class StanceView:
    """One position: the holder as the report names it, the words, the date, who carries it and to whom it goes."""

    holder: Run
    type: str
    stance: str
    when: Line
    words: Run
    who: Line
    addressees: str
    incident: str


@dataclass(frozen=True, slots=True)
class StanceGroup:
    """Positions under one heading."""

    title: str
    anchor: str
    stances: tuple[StanceView, ...]

    @property
    def size(self) -> int:
        """How many positions it holds."""
        return len(self.stances)


def build_stances(book: Book, anchors: dict[str, str]) -> tuple[StanceGroup, ...]:
    """The groups that hold anything; ``anchors`` leads from an incident's id to its card."""
    groups = []
    for number, (title, types) in enumerate(_GROUPS, 1):
        chosen = [d for d in book.situation.declarations if d.type in types and d.claim_id in book.claims]
        chosen.sort(key=lambda d: (_day(book, d), book.number[d.claim_id]))
        if chosen:
            views = tuple(_view(book, d, anchors) for d in chosen)
            groups.append(StanceGroup(title, f"positions-{number}", views))
    return tuple(groups)


def position_sentences(book: Book) -> tuple[Line, ...]:
    """Who upholds and who rejects, in at most three sentences with links to the words."""
    out = []
    for types, observing, does in (
        (("upholds", "extends"), False, "reported to uphold the truce or to offer its extension"),
        (("upholds",), True, "reported to say that it is kept or that it is calm"),
        (("rejects",), False, "reported to reject or end it"),
        (("rejects",), True, "reported to say that it is broken off"),
        (("doubts",), None, "reported to doubt it"),
    ):
        holders: dict[str, tuple[str, list[str]]] = {}
        for d in book.situation.declarations:
            if d.claim_id not in book.claims or d.type not in types or d.stance in _NO_STAND:
                continue
            if observing is None or observing == _observes(book.claims[d.claim_id]):
                name = flat(d.holder, 60) or book.speaker(book.claims[d.claim_id])
                holders.setdefault(name.casefold(), (name, []))[1].append(d.claim_id)
        if holders:
            within = (_THE.sub("the", name) if i else _capital(name) for i, (name, _) in enumerate(holders.values()))
            names: list[Line] = [
                (Run(name, book.numbers(ids)),) for name, (_, ids) in zip(within, holders.values(), strict=True)
            ]
            shown = names[:4]
            rest = len(names) - len(shown)
            more = [(Run(f"{rest} more", style="count", anchor="positions"),)] if rest else []
            out.append(say(listed([*shown, *more]), f" {'is' if len(names) == 1 else 'are'} {does}."))
    return tuple(out)


def _observes(claim: Claim) -> bool:
    """Whether somebody who is no party tells how the truce stands: a monitor, or a report that names no holder."""
    holders = claim.actors_as("holder")
    if not holders:
        return True
    watching = role_words().get("monitor", frozenset())
    known = load_actors()
    for holder in holders:
        actor = known.get(holder.actor_id) if holder.actor_id else None
        words = set(holder.span.quote.casefold().split())
        if not ((actor is not None and actor.role == "monitor") or (actor is None and words & watching)):
            return False
    return True


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _day(book: Book, declaration: Declaration) -> int:
    when = book.claims[declaration.claim_id].when
    return when.start_on.toordinal() if when and when.start_on else 0


def _stance(declaration: Declaration) -> str:
    # "Demands" says it already.
    plain = {"asserted", "demanded"} if declaration.type == "demands" else {"asserted"}
    return "" if declaration.stance in plain else declaration.stance


def _who(book: Book, claim: Claim, holder: str) -> Line:
    # The holder stands above already; here only who carries the words.
    if book.speaker(claim) != holder:
        return book.who(claim)
    unnamed = "not named; " if claim.claimants and claim.claimants[-1].anonymous else ""
    return (Run(unnamed + book.carried(claim), style="quiet"),)


def _view(book: Book, declaration: Declaration, anchors: dict[str, str]) -> StanceView:
    claim = book.claims[declaration.claim_id]
    holder = flat(declaration.holder, 90) or book.speaker(claim)
    return StanceView(
        Run(holder, book.numbers([claim.claim_id]), style="strong"),
        declaration.type.replace("_", " "),
        _stance(declaration),
        interval(claim.when),
        book.quote(claim.claim_id),
        _who(book, claim, holder),
        ", ".join(dict.fromkeys(flat(a.span.quote) for a in claim.actors_as("addressee"))),
        anchors.get(declaration.incident_id or "", ""),
    )
