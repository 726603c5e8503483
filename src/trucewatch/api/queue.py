"""The review queue: what to review next, who holds what, how far it is, how well reviewers agree."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from pydantic import Field
from starlette.responses import Response

from trucewatch.api.answers import answer
from trucewatch.api.routing import ID, Reviewer, marked, new_router
from trucewatch.api.shapes import Asked, QueueItem, Shape, queue_item
from trucewatch.desk.coding import measure_codings, read_codings
from trucewatch.desk.queue import next_items, read_progress, take_next
from trucewatch.ledger.holds import let_go

router = new_router("queue")
ClaimName = Annotated[str, Field(pattern=ID)]


class SkipAsked(Asked):
    """Claims that are to be passed over this time."""

    skipping: list[ClaimName] = Field(default_factory=list, max_length=1000)


class LetGoAsked(Asked):
    """Claims to let go of; null: all that one holds."""

    claims: list[ClaimName] | None = Field(default=None, max_length=1000)


class ProgressAnswer(Shape):
    """Claims by state, and how many of the random sample two people have read."""

    states: dict[str, int]
    sampled: int
    sampled_twice: int


class ReliabilityAnswer(Shape):
    """Agreement on a field: alpha is null where it says nothing; ``low`` to ``high`` is its 95 % bootstrap interval."""

    units: int
    raw: float | None
    alpha: float | None
    low: float | None
    high: float | None
    prevalence: list[tuple[str, float]]
    verdict: str


class AgreementAnswer(Shape):
    """Agreement between reviewers, field by field, where the second saw nothing of the first, and over all."""

    blind: dict[str, ReliabilityAnswer]
    all: dict[str, ReliabilityAnswer]
    disputed: dict[str, list[str]]


@router.get("/queue", response_model=list[QueueItem], openapi_extra=marked("review"))
def show_queue(request: Request, context: Reviewer, limit: Annotated[int, Query(ge=1, le=100)] = 20) -> Response:
    """The next items for whoever asks, in their order; nothing is held by looking."""
    items = next_items(context.desk, context.user.name, context.now, limit)
    return answer(request, list[QueueItem], [queue_item(i) for i in items])


@router.post("/queue/next", response_model=QueueItem | None, openapi_extra=marked("review"))
def take_item(request: Request, context: Reviewer, asked: SkipAsked) -> Response:
    """The next item, held for whoever asks for a quarter of an hour; null when nothing is left."""
    item = take_next(context.desk, context.user.name, context.now, asked.skipping)
    return answer(request, QueueItem | None, queue_item(item) if item else None)


@router.post("/queue/let-go", status_code=204, response_class=Response, openapi_extra=marked("review"))
def let_items_go(context: Reviewer, asked: LetGoAsked) -> Response:
    """End one's holds."""
    let_go(context.desk.engine, context.user.name, asked.claims)
    return Response(status_code=204)


@router.get("/queue/progress", response_model=ProgressAnswer, openapi_extra=marked("review"))
def show_progress(request: Request, context: Reviewer) -> Response:
    """How far the review is."""
    now = read_progress(context.desk)
    told = ProgressAnswer(states=now.states, sampled=now.sampled, sampled_twice=now.sampled_twice)
    return answer(request, ProgressAnswer, told)


@router.get("/queue/reliability", response_model=AgreementAnswer, openapi_extra=marked("review"))
def show_reliability(request: Request, context: Reviewer) -> Response:
    """How well reviewers agree: raw agreement, Krippendorff's alpha with its interval, and prevalence together."""
    codings = read_codings(context.desk)
    groups = {"blind": tuple(c for c in codings if c.blind), "all": codings}
    told = {
        name: {
            field: ReliabilityAnswer(
                units=r.units,
                raw=r.raw,
                alpha=r.alpha,
                low=r.low,
                high=r.high,
                prevalence=list(r.prevalence),
                verdict=r.verdict,
            )
            for field, r in measure_codings(some).items()
        }
        for name, some in groups.items()
    }
    disputed = {c.claim_id: list(c.disputed) for c in codings if c.disputed}
    return answer(request, AgreementAnswer, AgreementAnswer(blind=told["blind"], all=told["all"], disputed=disputed))
