"""Which bundled area a name means."""

from __future__ import annotations

from collections.abc import Sequence

from anyascii import anyascii

from trucewatch.publishing.basemap import Point, Shape
from trucewatch.publishing.geometry import inside

# Words of an area's name that say nothing of which one it is: its rank, and the Arabic article in its spellings.
_GENERIC = frozenset(
    ["governorate", "province", "region", "the", "al", "el", "as", "ash", "ad", "ar", "az", "ez", "an"]
)


def find_shape(name: str, point: Point, shapes: Sequence[Shape]) -> Shape | None:
    """The area of that name, or the one around the point whose name has the same consonants (Homs, Hims)."""
    exact = next((s for s in shapes if _key(name) in {_key(n) for n in s.name.split("(")}), None)
    if exact:
        return exact
    alike = (s for s in shapes if _consonants(name) in {_consonants(n) for n in s.name.split("(")})
    return next((s for s in alike if any(inside(point, ring) for ring in s.rings)), None)


def _key(name: str) -> str:
    letters = "".join(ch if ch.isalpha() else " " for ch in anyascii(name).lower())
    return " ".join(w for w in letters.split() if w not in _GENERIC)


def _consonants(name: str) -> str:
    # A final h only spells the ending (Hama, Hamah).
    return "".join(ch for w in _key(name).split() for ch in w.removesuffix("h") if ch not in "aeiouyw")
