"""The board of access: every convoy at its stage, every place with its people and when it was last reached.

Nothing is added up and nothing is settled: each number stays with its stage, its convoy and its speaker, and where
accounts part both stand on the board.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trucewatch.access.gaps import Gap, find_gaps
from trucewatch.access.lexicon import wording_note
from trucewatch.access.numbers import Number, build_numbers
from trucewatch.access.placerows import PlaceRow, build_places
from trucewatch.access.rows import ConvoyRow, Telling, build_convoys
from trucewatch.access.totals import TotalRow, build_totals
from trucewatch.model.situation import Situation

__all__ = ["Board", "ConvoyRow", "Gap", "Number", "PlaceRow", "Telling", "TotalRow", "build_board"]

SUPPLY_DAYS = 30
"""Days without a delivery after which a place with people is a gap, unless another number is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Access as of a day.

    ``convoys`` holds movements of every kind, those in dispute first; ``totals`` what is counted over days;
    ``numbers`` the volumes of aid that no stage is told of; ``note`` what to know of the categories' wording.
    """

    as_of: date
    convoys: tuple[ConvoyRow, ...]
    places: tuple[PlaceRow, ...]
    totals: tuple[TotalRow, ...]
    numbers: tuple[Number, ...]
    gaps: tuple[Gap, ...]
    note: str

    def beside(self, row: ConvoyRow) -> tuple[Number, ...]:
        """The numbers without a stage that are told beside a movement."""
        return tuple(n for n in self.numbers if n.movement_id == row.movement_id)


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
        totals=build_totals(situation, as_of),
        numbers=build_numbers(situation, as_of),
        gaps=find_gaps(convoys, places, as_of, after_days),
        note=wording_note(),
    )
