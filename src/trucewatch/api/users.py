"""Who may sign in, for administrators; and who one is."""

from __future__ import annotations

from typing import Literal

from fastapi import Request
from starlette.responses import Response

from trucewatch.api.answers import answer
from trucewatch.api.routing import Manager, Reader, marked, new_router
from trucewatch.api.shapes import Shape
from trucewatch.ledger.people import read_people

router = new_router("users")
RoleName = Literal["viewer", "monitor", "analyst", "verifier", "admin"]


class UserAnswer(Shape):
    """A person of the desk; passwords and their hashes are never told."""

    name: str
    role: str
    disabled: bool
    created_at: str


class MeAnswer(Shape):
    """Who is asking, and what they may do: the role's rights, narrowed by the token's scopes."""

    name: str
    role: RoleName
    may: list[str]


@router.get("/me", response_model=MeAnswer, openapi_extra=marked("read"))
def show_me(request: Request, context: Reader) -> Response:
    """Who one is here."""
    user = context.user
    return answer(request, MeAnswer, MeAnswer(name=user.name, role=user.role, may=sorted(user.whats)))


@router.get("/users", response_model=list[UserAnswer], openapi_extra=marked("manage"))
def list_users(request: Request, context: Manager) -> Response:
    """Everybody who may sign in."""
    told = [
        UserAnswer(name=p.name, role=p.role, disabled=p.disabled, created_at=p.created_at)
        for p in read_people(context.desk.engine)
    ]
    return answer(request, list[UserAnswer], told)
