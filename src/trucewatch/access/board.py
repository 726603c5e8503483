"""The board of access: every convoy at its stage, every place with its people and when it was last reached.

Nothing is added up and nothing is settled: each number stays with its stage, its convoy and its speaker, and where
accounts part both stand on the board.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trucewatch.access.gaps import Gap, find_gaps
from trucewatch.access.lexicon import wording_note
from trucewatch.access.placerows import PlaceRow, build_places
from trucewatch.access.rows import ConvoyRow, Number, Telling, build_convoys, build_numbers
from trucewatch.model.situation import Situation

__all__ = ["Board", "ConvoyRow", "Gap", "Number", "PlaceRow", "Telling", "build_board"]

SUPPLY_DAYS = 30
"""Days without a delivery after which a place with people is a gap, unless another number is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Access as of a day.

    ``convoys`` holds movements of every kind, those in dispute first, and totals over a period (kind ``total``);
    ``numbers`` the volumes of aid that no stage is told of; ``note`` what to know of the categories' wording.
    """

    as_of: date
    convoys: tuple[ConvoyRow, ...]
    places: tuple[PlaceRow, ...]
    numbers: tuple[Number, ...]
    gaps: tuple[Gap, ...]
    note: str


def build_board(situation: Situation, as_of: date, *, after_days: int = SUPPLY_DAYS) -> Board:
    """The board of what ``situation`` holds, days counted up to ``as_of``; what was said later is left out.

    ``after_days``: a place with people and no delivery for so many days is a gap.
    """
    convoys = build_convoys(situation, as_of)
    places = build_places(situation, convoys, as_of)
    return Board(
        as_of=as_of,
        convoys=convoys,
        places=places,
        numbers=build_numbers(situation, as_of),
        gaps=find_gaps(convoys, places, as_of, after_days),
        note=wording_note(),
    )
