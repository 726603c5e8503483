"""Which places contain which, as the gazetteer has it."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.model.claim import PlaceMention
from trucewatch.packs.gazetteer import Gazetteer, load_gazetteer


def find_containers(places: Iterable[PlaceMention], gazetteer: Gazetteer | None) -> dict[str, tuple[str, ...]]:
    """The containers of every place id among ``places``; the shipped gazetteer is read only when there is one."""
    ids = sorted({p.place_id for p in places if p.place_id})
    book = gazetteer if gazetteer is not None or not ids else load_gazetteer()
    found = {i: book.get(i) for i in ids} if book is not None else {}
    return {i: place.within for i, place in found.items() if place}
