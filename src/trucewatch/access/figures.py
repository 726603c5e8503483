"""Claims → figures: besieged and displaced people, tolls and tallies, each as one claim gives it, with its parts.

Figures are never added across claims.  Where a text itself breaks a total down, the parts are linked to it and their
sum is compared with it; that check is the only arithmetic here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trucewatch.access.cells import find_cells
from trucewatch.access.populations import read_best, read_definition, read_method
from trucewatch.access.stages import load_stages
from trucewatch.access.tallies import compare_tallies
from trucewatch.incidents.accounts import stable_id
from trucewatch.incidents.containers import find_containers
from trucewatch.incidents.sentences import Sentences
from trucewatch.incidents.speakers import Register
from trucewatch.incidents.telling import is_tally
from trucewatch.incidents.vocabulary import load_vocabulary
from trucewatch.model.claim import Claim, Quantity
from trucewatch.model.document import Document, Origin
from trucewatch.model.figure import Figure
from trucewatch.model.incident import Incident
from trucewatch.packs.gazetteer import Gazetteer

# What a figure of each type counts, in order of preference.
COUNTS: Mapping[str, tuple[str, ...]] = {
    "besieged": ("people",),
    "displaced": ("displaced", "people"),
    "in_need": ("people",),
    "death_toll": ("killed", "people"),
    "violation_tally": ("violations", "incidents"),
    "aid_volume": ("trucks", "convoys", "tonnes", "people", "days"),
    "detained_total": ("detained", "people"),
    "other_figure": (),
}
# A list of parts may run over at most so many sentences or lines.
LONGEST_LIST = 12
_BEFORE = 40
_NEAR = 25


@dataclass(frozen=True, slots=True)
class _Count:
    """A claim's main number, where it stands, and its exact value when it has one."""

    claim: Claim
    type: str
    quantity: Quantity
    sentence: int

    @property
    def exact(self) -> float | None:
        q = self.quantity
        return q.low if q.low is not None and q.low == q.high and not q.approx else None

    @property
    def stated(self) -> float | None:
        """What exact parts should add up to: the exact value, or the least ("at least 40: 28 and 12")."""
        q = self.quantity
        return self.exact if q.high is not None or q.approx else q.low

    @property
    def size(self) -> float:
        return self.quantity.low or self.quantity.high or 0.0


def build_figures(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    origins: Sequence[Origin],
    incidents: Sequence[Incident] = (),
    gazetteer: Gazetteer | None = None,
) -> tuple[Figure, ...]:
    """One figure a claim of kind figure, or of a tally of breaches, by publication day and place in the text.

    A figure that the same text says again is left out; one without a number gives none.  Tallies are compared with
    those of ``incidents`` that lie in their area and days.
    """
    register = Register.of(tuple(documents), tuple(origins))
    by_document: dict[str, list[Claim]] = {}
    for claim in sorted((c for c in claims if c.document_id in register.documents), key=register.order):
        if claim.repeats is None and (claim.kind == "figure" or (claim.kind == "incident" and is_tally(claim))):
            by_document.setdefault(claim.document_id, []).append(claim)
    figures: list[Figure] = []
    for document_id, told in by_document.items():
        sentences = Sentences.of(register.documents[document_id].text)
        counts = [c for claim in told for c in [_count(claim, sentences)] if c]
        parts = _link_parts(counts, sentences)
        figures += [_figure(count, parts.get(count.claim.claim_id, []), sentences, register) for count in counts]
    tallied = [f.place for f in figures if f.place and f.type == "violation_tally"]
    places = [p for i in incidents for p in i.places] if tallied else []
    return compare_tallies(figures, incidents, find_containers([*places, *tallied], gazetteer))


def _count(claim: Claim, sentences: Sentences) -> _Count | None:
    type_ = claim.type if claim.kind == "figure" else "violation_tally"
    wanted = [q for what in COUNTS.get(type_, ()) for q in [claim.quantity(what)] if q]
    quantity = next(iter(wanted or claim.quantities), None)
    if quantity is None:
        return None
    if quantity.what == "people" and type_ in {"besieged", "in_need", "other_figure"}:
        before = sentences.text[max(0, quantity.span.start - _BEFORE) : quantity.span.start]
        if load_stages().loads.search(before[_last_break(before) :]):
            # "Food for 185,000" counts mouths that a load can feed, not people under siege.
            type_ = "aid_volume"
    return _Count(claim, type_, quantity, sentences.index(quantity.span.start))


def _last_break(words: str) -> int:
    return max(words.rfind(mark) for mark in (". ", "; ", ", ", "\n")) + 1


def _link_parts(counts: Sequence[_Count], sentences: Sentences) -> dict[str, list[_Count]]:
    """Claim id of each total → the counts that break it down."""
    ordered = sorted(counts, key=lambda c: (c.quantity.span.start, c.claim.claim_id))
    parts: dict[str, list[_Count]] = {}
    taken: set[str] = set()
    # A number that says itself a total comes first: "26 here and 19 there, 45 in all".
    for step in (_preceding, _following):
        for index, total in enumerate(ordered):
            if total.claim.claim_id in taken or total.claim.claim_id in parts:
                continue
            others = ordered[:index] if step is _preceding else ordered[index + 1 :]
            found = step(total, [c for c in others if c.claim.claim_id not in taken], sentences)
            if found:
                parts[total.claim.claim_id] = found
                taken |= {part.claim.claim_id for part in found}
    return parts


def _following(total: _Count, later: Sequence[_Count], sentences: Sentences) -> list[_Count]:
    """Smaller counts of the same thing that follow in its sentence, or line by line after it."""
    found: list[_Count] = []
    last = total.sentence
    for count in later:
        if count.quantity.what != total.quantity.what:
            continue
        if count.sentence > last + 1 or count.sentence > total.sentence + LONGEST_LIST:
            break
        if count.size >= total.size or (count.claim.source_words and not _same_speaker(count, total)):
            break
        before = sentences.text[max(0, count.quantity.span.start - _NEAR) : count.quantity.span.start]
        if load_vocabulary().others.search(before):
            break  # "another 500,000" comes on top
        found.append(count)
        last = count.sentence
    return found if found and _breaks_down(total, found, sentences.text) else []


def _breaks_down(total: _Count, found: Sequence[_Count], text: str) -> bool:
    """Whether the text sets smaller numbers out as parts: by a mark or word, by places, or because they add up."""
    end = found[0].quantity.span.start
    start = max(total.quantity.span.end, end - _NEAR)
    if load_vocabulary().parts.search(text, total.quantity.span.end, end) or load_stages().breakdown.search(
        text, start, end
    ):
        return True
    if len(found) < 2:
        return False
    if total.exact is not None and sum(c.exact or 0 for c in found) == total.exact:
        return True
    return not total.claim.places and all(c.claim.places for c in found)


def _preceding(total: _Count, earlier: Sequence[_Count], sentences: Sentences) -> list[_Count]:
    """Counts before a number that says itself a total: "26 here and 19 there, 45 in all"."""
    start, end = sentences.bounds(total.sentence)
    first, last = total.quantity.span.start - _BEFORE, total.quantity.span.end + _BEFORE
    around = sentences.text[max(start, first) : min(end, last)]
    if not load_stages().totals.search(around):
        return []
    same = (c for c in earlier if c.quantity.what == total.quantity.what and c.sentence == total.sentence)
    found = [c for c in same if c.size < total.size]
    return found if len(found) > 1 else []


def _same_speaker(a: _Count, b: _Count) -> bool:
    return a.claim.source_words == b.claim.source_words


def _figure(count: _Count, parts: Sequence[_Count], sentences: Sentences, register: Register) -> Figure:
    claim = count.claim
    document = register.documents[claim.document_id]
    cells = find_cells(document)
    total, mismatch = _check(count, parts, sentences.text)
    return Figure(
        figure_id=stable_id("figure", claim.claim_id),
        type=count.type,
        quantity=count.quantity,
        claimants=(register.name(claim),),
        origin_id=register.origin(claim),
        claim_id=claim.claim_id,
        place=claim.places[0] if claim.places else None,
        when=claim.when,
        stance=claim.stance,
        parts=tuple(p.claim.claim_id for p in parts),
        parts_sum=total,
        mismatch=mismatch,
        definition=read_definition(claim, count.type, cells),
        method=read_method(claim, sentences, cells),
        best=read_best(cells),
        said_on=document.published.on,
    )


def _check(count: _Count, parts: Sequence[_Count], text: str) -> tuple[float | None, str]:
    """The parts' sum, and a sentence when it speaks against the stated total."""
    values = [p.exact for p in parts]
    known = [v for v in values if v is not None]
    if not parts or len(known) != len(values):
        return None, ""
    total, stated = sum(known), count.stated
    if stated is None or total == stated:
        return total, ""
    first = min(p.quantity.span.start for p in parts)
    some_only = load_vocabulary().parts.search(text, min(count.quantity.span.end, first), first)
    if total < stated and (some_only or len(parts) == 1):
        return total, ""
    listed = " + ".join(f"{v:,.0f}" for v in known)
    off = "more" if total > stated else "fewer"
    return total, f"stated {stated:,.0f}; its parts {listed} = {total:,.0f}, {abs(total - stated):,.0f} {off}"
