"""Incidents as cards: rival accounts side by side, contradictions first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trucewatch.incidents.speakers import claimant_name
from trucewatch.model.incident import ATTRIBUTES, Incident, Position
from trucewatch.publishing.book import Book
from trucewatch.publishing.words import Line, Run, flat, interval, label, say, sentence

MAX_COLUMNS = 4
"""With more claimants than this the table turns: a row each, so that it still fits a sheet of paper."""


MANY_CLAIMS = 400
"""From so many claims on, a card repeats the words of its first claims only; the others are numbers that lead there."""

RESPONSIBILITY_NOTE = (
    "Who claims or denies responsibility is said where somebody does. Where a card is silent, nobody in these reports "
    "claims or denies it, and no reviewer has signed a finding."
)
"""Said once above the cards, so that none has to repeat it."""

RIVAL = ("perpetrator", "intent", "responsibility", "killed", "injured")
"""What accounts are rivals about; the other attributes mostly complete each other."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one claimant says of one attribute: values with their stance."""

    values: tuple[tuple[Run, str], ...]


@dataclass(frozen=True, slots=True)
class AccountTable:
    """Attributes by claimants; ``turned`` when claimants are better shown as rows."""

    attributes: tuple[str, ...]
    claimants: tuple[tuple[str, str], ...]
    """Name, and the stance where it is the same in all that the claimant says."""
    cells: tuple[tuple[Cell, ...], ...]
    """One tuple an attribute, one cell a claimant."""
    turned: bool
    rest: tuple[tuple[str, tuple[Run, ...]], ...] = ()
    """With many claimants: attributes kept out of the table, with all their values."""


@dataclass(frozen=True, slots=True)
class IncidentCard:
    """One incident for a reader."""

    anchor: str
    incident_id: str
    title: str
    types: str
    when: Line
    places: tuple[Run, ...]
    contradictions: tuple[Line, ...]
    table: AccountTable
    words: tuple[tuple[Line, Run, str], ...]
    """Who says, the words, and the stance."""
    more: tuple[int, ...]
    """Claims whose words aren't repeated on the card: a large dossier would not fit one file."""
    origins: int
    documents: int
    grade: str
    grade_reason: Line
    claimed_by: str
    denied_by: str
    assessed: str
    judged: tuple[str, ...]
    """What people grade it, beside the rule's grade."""
    links: tuple[str, ...]
    claims: tuple[int, ...]

    @property
    def responsibility(self) -> str:
        """Who claims it, who denies it, what a reviewer found, as far as anybody does; see RESPONSIBILITY_NOTE."""
        said = (("claimed by", self.claimed_by), ("denied by", self.denied_by), ("assessed:", self.assessed))
        return "; ".join(f"{how} {who}" for how, who in said if who)


def build_cards(book: Book, incidents: Sequence[Incident]) -> tuple[IncidentCard, ...]:
    """The cards of ``incidents``, first those in contradiction, then the latest (undated last), then the most told."""

    def order(incident: Incident) -> tuple[int, int, int, str]:
        on = incident.when.start_on if incident.when else None
        contested = bool(incident.contradictions) or incident.grade == "contested"
        return (0 if contested else 1, -(on.toordinal() if on else 0), -len(incident.claim_ids), incident.incident_id)

    return tuple(_card(book, i, n) for n, i in enumerate(sorted(incidents, key=order), 1))


def _card(book: Book, incident: Incident, number: int) -> IncidentCard:
    claims = [book.claims[c] for c in incident.claim_ids if c in book.claims]
    told = claims if len(book.claims) < MANY_CLAIMS else claims[:3]
    places: dict[str, Run] = {}
    for place in incident.places:
        words = flat(place.span.quote)
        name = f"{words} ({place.name})" if place.name and place.name not in words else words
        places.setdefault(name, Run(name, book.numbers(c.claim_id for c in claims if place in c.places), style="words"))
    return IncidentCard(
        anchor=f"incident-{number}",
        incident_id=incident.incident_id,
        title=flat(incident.title, 140),
        types=", ".join(label(t) for t in incident.types),
        when=interval(incident.when),
        places=tuple(places.values()),
        contradictions=tuple(_told(book, incident, c) for c in incident.contradictions),
        table=_table(book, incident),
        words=book.gathered((c.claim_id for c in told), 300),
        more=book.numbers(c.claim_id for c in claims[len(told) :]),
        origins=len(incident.origins),
        documents=len({c.document_id for c in claims}),
        grade=incident.grade,
        grade_reason=book.told(incident.grade_reason, incident.claim_ids),
        claimed_by=", ".join(incident.claimed_by),
        denied_by=", ".join(incident.denied_by),
        assessed="; ".join(incident.assessed),
        judged=incident.judged,
        links=tuple(sentence(x) for x in incident.links),
        claims=book.numbers(incident.claim_ids),
    )


def _told(book: Book, incident: Incident, text: str) -> Line:
    values = ((flat(p.value), p.claim_ids) for p in incident.positions)
    return book.told(text, incident.claim_ids, values, figures=True)


def _table(book: Book, incident: Incident) -> AccountTable:
    said: dict[tuple[str, str], list[tuple[Run, str]]] = {}
    for position in incident.positions:
        for name in book.named(position.claimants, position.claim_ids):
            said.setdefault((position.attribute, name), []).append(_value(book, position, name))
    present = dict.fromkeys(a for a, _ in said)
    attributes = [a for a in ATTRIBUTES if a in present] + [a for a in present if a not in ATTRIBUTES]
    turned = len({who for _, who in said}) > MAX_COLUMNS
    # Too many claimants for a readable grid: it keeps what they are rivals about, the rest is listed.
    kept = [a for a in attributes if a in RIVAL] if turned else attributes
    claimants = list(dict.fromkeys(who for a, who in said if a in kept))
    heads = tuple((c, _shared_stance([v for (a, who), vs in said.items() if who == c for v in vs])) for c in claimants)
    cells = tuple(
        tuple(
            Cell(tuple((run, "" if shared else stance) for run, stance in said.get((a, c), ()))) for c, shared in heads
        )
        for a in kept
    )
    rest = tuple((a, _values(incident, book, a)) for a in attributes if a not in kept)
    return AccountTable(tuple(kept), heads, cells, turned and len(claimants) > MAX_COLUMNS, rest)


def _values(incident: Incident, book: Book, attribute: str) -> tuple[Run, ...]:
    return tuple(Run(flat(p.value), book.numbers(p.claim_ids), "words") for p in incident.positions_on(attribute))


def _shared_stance(values: list[tuple[Run, str]]) -> str:
    stances = {stance for _, stance in values}
    return stances.pop() if len(stances) == 1 else ""


def _value(book: Book, position: Position, name: str) -> tuple[Run, str]:
    claims = [book.claims[c] for c in position.claim_ids if c in book.claims]
    named = [c for c in claims if flat(claimant_name(c, book.documents[c.document_id])) == name]
    own = [c.claim_id for c in named or claims if named or name in (*book.chain(c), book.speaker(c))]
    stance = "" if position.stance == "asserted" else position.stance
    return Run(flat(position.value), book.numbers(own or position.claim_ids), style="words"), stance


def heading(card: IncidentCard) -> Line:
    """The card's title with its date, for lists that lead to it."""
    return say(Run(card.title, anchor=card.anchor), ", ", card.when)
