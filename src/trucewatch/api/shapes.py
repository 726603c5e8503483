"""The shapes of answers.  What the model has is answered as the model has it; these add what is known besides."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from trucewatch.desk.queue import Item
from trucewatch.desk.search import FoundClaim, FoundDocument
from trucewatch.model.claim import Claim
from trucewatch.model.decision import Decision
from trucewatch.model.document import Segment
from trucewatch.model.vocabulary import STANCES, TYPES

T = TypeVar("T")
Kind = Literal["incident", "access", "term", "position", "figure"]
State = Literal["open", "accepted", "rejected", "corrected"]
TYPE_NAMES: tuple[str, ...] = tuple(dict.fromkeys(t for types in TYPES.values() for t in types))
TypeName = Annotated[str, Field(json_schema_extra={"enum": list(TYPE_NAMES)})]
Stance = Annotated[str, Field(json_schema_extra={"enum": list(STANCES)})]
Plain = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$")]
"""Text without control characters."""


class Shape(BaseModel):
    """Root of the shapes of answers."""

    model_config = ConfigDict(frozen=True)


class Asked(BaseModel):
    """Root of what is asked: unknown members are refused, so that no slip passes unseen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Listed(Shape, Generic[T]):
    """A page of a list; ``next`` is the cursor of the following one, null when this is the last."""

    items: list[T]
    next: str | None


class ClaimAnswer(Shape):
    """A claim as it stands, and its review.

    ``decided`` is the number of the last decision about it, which an edit must expect (0: none); null for whoever may
    not review.
    """

    claim: Claim
    state: State
    source: str
    decided: int | None


class DocumentSummary(Shape):
    """A report without its text."""

    document_id: str
    name: str
    title: str
    publisher: str
    author: str
    url: str
    language: str
    published_on: date | None
    restricted: bool
    claims: int


class DocumentAnswer(DocumentSummary):
    """A report with its text, into which the spans of claims point (in code points)."""

    text: str
    text_sha256: str
    segments: list[Segment]
    issues: list[str]


class DecisionAnswer(Shape):
    """A decision and its number."""

    number: int
    decision: Decision


class QueueItem(Shape):
    """A claim to review; ``expects`` is what the edit must say, ``second`` that it is a blind second reading."""

    claim: Claim
    state: State
    expects: int
    rank: float
    lane: Literal["first", "sample"]
    held_by: str
    second: bool


def claim_answer(found: FoundClaim, decided: int | None) -> ClaimAnswer:
    """The answer of a claim."""
    return ClaimAnswer(claim=found.claim, state=_state(found.state), source=found.source, decided=decided)


def summarise(found: FoundDocument) -> DocumentSummary:
    """The answer of a report in a list."""
    return DocumentSummary(**_known(found))  # type: ignore[arg-type]


def document_answer(found: FoundDocument) -> DocumentAnswer:
    """The answer of a report, with its text."""
    document = found.document
    return DocumentAnswer(
        **_known(found),  # type: ignore[arg-type]
        text=document.text,
        text_sha256=document.text_sha256,
        segments=list(document.segments),
        issues=list(document.issues),
    )


def queue_item(item: Item) -> QueueItem:
    """The answer of an item of the queue."""
    return QueueItem(
        claim=item.claim,
        state=_state(item.state),
        expects=item.expects,
        rank=item.rank,
        lane="sample" if item.lane == "sample" else "first",
        held_by=item.held_by,
        second=item.second,
    )


def _known(found: FoundDocument) -> dict[str, object]:
    document = found.document
    return {
        "document_id": document.document_id,
        "name": document.file_name,  # the folders of somebody's machine are nobody's business
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "url": document.url,
        "language": document.language,
        "published_on": document.published.on,
        "restricted": document.restricted,
        "claims": found.claims,
    }


def _state(state: str) -> State:
    assert state in ("open", "accepted", "rejected", "corrected")  # noqa: S101  # the index knows no other
    return state  # type: ignore[return-value]
