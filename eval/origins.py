"""Are reprints, renderings and quotations of one report told from look-alikes?  On the pairs of ``origin_pairs``.

Every pair is judged by itself, and then all reports are read as one pile, where a wrong join can also chain.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from eval.origin_pairs import KINDS, Pair, make_pairs
from trucewatch.model.document import Document
from trucewatch.reading import read_document
from trucewatch.reading.origin import find_origins


def measure(_: Path) -> dict[str, float]:
    """The share of true pairs joined and of look-alikes kept apart, over all kinds and for each."""
    pairs = make_pairs()
    documents = [(read(*pair.one), read(*pair.other)) for pair in pairs]
    alone = [len(find_origins(two)) == 1 for two in documents]
    figures = shares(pairs, alone)
    pile = find_origins([d for two in documents for d in two])
    origin_of = {i: o.origin_id for o in pile for i in o.document_ids}
    together = [origin_of[a.document_id] == origin_of[b.document_id] for a, b in documents]
    figures |= {f"pile_{k}": v for k, v in shares(pairs, together).items() if k in {"joined", "kept_apart"}}
    # In a pile a report of one pair must not meet those of another.
    number = {d.document_id: n for n, two in enumerate(documents) for d in two}
    clean = sum(len({number[i] for i in o.document_ids}) == 1 for o in pile)
    return figures | {"pile_unmixed": clean / len(pile)}


def shares(pairs: tuple[Pair, ...], joined: list[bool]) -> dict[str, float]:
    """How often the answer is right, by kind and over all."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for pair, found in zip(pairs, joined, strict=True):
        for name in ("joined" if pair.same else "kept_apart", f"kind_{pair.kind}"):
            right[name] += found is pair.same
            total[name] += 1
    return {name: right[name] / total[name] for name in total}


def read(text: str, path: str) -> Document:
    """A pair's text as a file would be read."""
    return read_document(text.encode(), path)


def main() -> None:
    """Print the first wrong pairs of a kind (the argument), for whoever works on the detector."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    for pair in make_pairs():
        two = (read(*pair.one), read(*pair.other))
        if pair.kind in (wanted or KINDS) and (len(find_origins(two)) == 1) is not pair.same:
            print(f"=== {pair.kind}: {'not joined' if pair.same else 'joined'}\n{pair.one[0]}\n---\n{pair.other[0]}")


if __name__ == "__main__":
    main()
