"""A page of something long: so many members, of how many in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The members of one page, and where it stands; pages are numbered from 1."""

    members: Sequence[T]
    total: int
    number: int
    pages: int

    @property
    def before(self) -> int:
        """The number of the page before; 0: this is the first."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The number of the page after; 0: this is the last."""
        return self.number + 1 if self.number < self.pages else 0


def page_of(members: Sequence[T], number: int, size: int) -> Page[T]:
    """The page of that number, or the nearest that there is."""
    pages = max(1, -(-len(members) // size))
    at = min(max(number, 1), pages)
    return Page(members[(at - 1) * size : at * size], len(members), at, pages)
