"""What people decided about incidents and origins, folded to what the builders obey; later decisions win.

A decision names claims (``link``, ``separate``) or documents (``same_origin``, ``other_origin``), whose ids outlast a
better extractor, and never incidents, which come and go with their claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from trucewatch.model.decision import Decision, standing
from trucewatch.model.span import readable

Pair = tuple[str, str]
"""Two ids, the lower first."""
KINDS: tuple[str, ...] = ("link", "separate", "same_origin", "other_origin")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one decision still says: the pairs that it joins (or keeps apart) and that no later one took over.

    ``number`` is the decision's, by which rulings are ordered and which no sentence tells; ``name`` is what sentences
    call it by.  ``incidents`` are the ids of those that it changed, as they were then.
    """

    number: int
    name: str
    kind: str
    by: str
    reason: str
    pairs: frozenset[Pair]
    incidents: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Who did it and why: "linked by Mo: one strike in two time zones (decision 1f0c23aa)"."""
        done = {"link": "linked", "separate": "separated", "same_origin": "joined", "other_origin": "parted"}[self.kind]
        return f"{done} by {self.by}: {readable(self.reason).rstrip('.')} (decision {self.name})"


@dataclass(frozen=True, slots=True)
class Corrections:
    """The rulings in force, each kind in the order of its decisions."""

    links: tuple[Ruling, ...] = ()
    separations: tuple[Ruling, ...] = ()
    origins: tuple[Ruling, ...] = ()
    parted: tuple[Ruling, ...] = ()


NONE = Corrections()


def find_corrections(decisions: Sequence[Decision]) -> Corrections:
    """Fold all decisions of a desk, in their order; those of other kinds, and those taken back, say nothing here.

    ``link``: payload ``left`` and ``right`` are the claims of the two incidents, and each of one side goes with each of
    the other.  ``separate``: the subjects are kept apart from the claims of payload ``others``.  A later decision takes
    away from the earlier ones every pair that it rules on.  ``same_origin`` and ``other_origin``: the subjects are two
    documents, which count as one source or as two; here too the later decision wins.
    """
    rulings: list[Ruling] = []
    for number, decision in standing(decisions):
        if decision.kind not in KINDS:
            continue
        pairs = _pairs(decision)
        rulings = [
            _without(r, pairs) if _is_on_reports(r.kind) is _is_on_reports(decision.kind) else r for r in rulings
        ]
        changed = tuple(texts(decision.payload.get("incidents")))
        rulings.append(Ruling(number, decision.name, decision.kind, decision.by, decision.reason, pairs, changed))
    kinds = {kind: tuple(r for r in rulings if r.kind == kind and r.pairs) for kind in KINDS}
    return Corrections(kinds["link"], kinds["separate"], kinds["same_origin"], kinds["other_origin"])


def find_void(decisions: Sequence[Decision], claim_ids: Iterable[str], document_ids: Iterable[str]) -> tuple[str, ...]:
    """A sentence for each decision in force that has nothing left to join or keep apart.

    ``claim_ids`` and ``document_ids`` are all that the desk holds.
    """
    found = find_corrections(decisions)
    sentences: dict[int, str] = {}
    for rulings, held, noun in (
        (found.links + found.separations, frozenset(claim_ids), "claims"),
        (found.origins + found.parted, frozenset(document_ids), "reports"),
    ):
        for ruling in rulings:
            if not any(a in held and b in held for a, b in ruling.pairs):
                sentences[ruling.number] = (
                    f"Decision {ruling.name} ({ruling.kind.replace('_', ' ')}, by {ruling.by}) names {noun} that "
                    "this desk no longer reads; it changes nothing."
                )
    return tuple(sentences[n] for n in sorted(sentences))


def joined_reports(corrections: Corrections) -> dict[Pair, str]:
    """Pairs of documents that share an origin because somebody said so, each with the sentence."""
    return {pair: f"{ruling.sentence}." for ruling in corrections.origins for pair in ruling.pairs}


def parted_reports(corrections: Corrections) -> frozenset[Pair]:
    """Pairs of documents that are two sources because somebody said so, whatever their words."""
    return frozenset().union(*(ruling.pairs for ruling in corrections.parted))


def pair_of(one: str, other: str) -> Pair:
    """The two ids in the order in which pairs hold them."""
    return (one, other) if one <= other else (other, one)


def texts(value: object) -> tuple[str, ...]:
    """A list of texts out of a payload; anything else holds none."""
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list | tuple) else ()


def indexed(rulings: Sequence[Ruling], place_of: Mapping[str, int]) -> dict[tuple[int, int], Ruling]:
    """The pairs by the places that their claims have (lower first), each with the last ruling on it.

    Pairs with a claim that has no place are left out, and so are two claims of one place.
    """
    found: dict[tuple[int, int], Ruling] = {}
    for ruling in rulings:
        for a, b in ruling.pairs:
            i, j = place_of.get(a, -1), place_of.get(b, -1)
            if i >= 0 and j >= 0 and i != j:
                found[min(i, j), max(i, j)] = ruling
    return dict(sorted(found.items()))


def by_place(pairs: Mapping[tuple[int, int], Ruling]) -> dict[int, list[tuple[int, Ruling]]]:
    """For each place the others that rulings pair it with."""
    found: dict[int, list[tuple[int, Ruling]]] = {}
    for (i, j), ruling in pairs.items():
        found.setdefault(i, []).append((j, ruling))
        found.setdefault(j, []).append((i, ruling))
    return found


def _pairs(decision: Decision) -> frozenset[Pair]:
    if _is_on_reports(decision.kind):
        first, *others = decision.subjects or ("",)
        return frozenset(pair_of(first, o) for o in others if o != first)
    left, right = ("left", "right") if decision.kind == "link" else ("", "others")
    ones = texts(decision.payload.get(left)) if left else decision.subjects
    return frozenset(pair_of(a, b) for a in ones for b in texts(decision.payload.get(right)) if a != b)


def _is_on_reports(kind: str) -> bool:
    return kind in {"same_origin", "other_origin"}


def _without(ruling: Ruling, pairs: frozenset[Pair]) -> Ruling:
    left = ruling.pairs - pairs
    return replace(ruling, pairs=left)
