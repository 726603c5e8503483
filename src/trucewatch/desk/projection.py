"""What of a desk is shown to whom: everything, or only what is public.

The public projection is made before anything is derived, so that nothing in it rests on a restricted report.  What is
restricted *now* is left out of every day, also of those before it was restricted: protection goes before memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from trucewatch.ledger.read import Contents
from trucewatch.ledger.standing import find_restricted, keep_standing
from trucewatch.model.claim import Claim
from trucewatch.model.decision import Decision
from trucewatch.model.document import Document
from trucewatch.model.situation import in_order

Projection = Literal["all", "public"]
WITHHELD = "withheld"
"""Kind of what stands in the place of a decision that a projection leaves out, so that numbers stay the same."""
_HASHED = "sha256:"


@dataclass(frozen=True, slots=True)
class Material:
    """What is read of a desk: ``restricted`` are the ids of documents among them, ``notes`` what must be said of it."""

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    decisions: tuple[Decision, ...]
    restricted: frozenset[str]
    notes: tuple[str, ...] = ()


def project(contents: Contents, decided: Sequence[Decision], projection: Projection) -> Material:
    """What stands of ``contents``, for one projection; ``decided`` are all decisions up to the present.

    Their order hangs on their content alone, so that the numbers of claims do not tell in which order they were added.
    In the projection *all* no document is marked as restricted, so that the pure core reads every one.
    """
    standing = keep_standing(contents)
    restricted = find_restricted(standing.documents, decided)
    if projection == "all":
        lifted = (replace(d, restricted=False) if d.restricted else d for d in standing.documents)
        return Material(*in_order(lifted, standing.claims), standing.decisions, restricted)
    documents, claims = in_order(
        (
            replace(d, restricted=False) if d.restricted else d
            for d in standing.documents
            if d.document_id not in restricted
        ),
        standing.claims,
    )
    public = {d.document_id for d in documents}.union(c.claim_id for c in claims)
    decisions = tuple(d if _names_only(d, public) else _withhold(d) for d in standing.decisions)
    return Material(documents, claims, decisions, frozenset())


def _names_only(decision: Decision, public: set[str]) -> bool:
    """Whether each report and claim that a decision names is public; what is not known to be, is not."""
    named = (*decision.subjects, *_texts(decision.payload))
    return all(text in public for text in named if text.startswith(_HASHED))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _withhold(decision: Decision) -> Decision:
    return Decision(kind=WITHHELD, subjects=(), payload={}, reason="", by="", at=decision.at)
