"""Users: made, given roles and new passwords, disabled."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from trucewatch.desk import people
from trucewatch.desk.roles import ROLES, WHATS, allowed
from trucewatch.errors import UsageError
from trucewatch.ledger.people import read_people
from trucewatch.service.context import Context, needs
from trucewatch.web.pages import go, render

router = APIRouter()
Manager = Annotated[Context, Depends(needs("manage"))]
Name = Annotated[str, Form(max_length=64)]


@router.get("/admin")
def start(context: Manager) -> Response:
    """Users come first."""
    return RedirectResponse("/admin/users", 303)


@router.get("/admin/users")
def show(request: Request, context: Manager) -> Response:
    """Everybody who may sign in."""
    return _page(request, context)


@router.post("/admin/users")
def create(request: Request, context: Manager, name: Name = "", role: Name = "") -> Response:
    """Make a user; the password is shown this once."""
    try:
        password = people.create(context.desk, name.strip(), role, context.user.name, context.now)
    except UsageError as error:
        return _page(request, context, 422, fault=str(error))
    return _page(request, context, secret=password, of=name.strip())


@router.post("/admin/users/password")
def reset(request: Request, context: Manager, name: Name) -> Response:
    """Give a new password, shown this once."""
    password = people.reset_password(context.desk, name, context.user.name, context.now)
    return _page(request, context, secret=password, of=name)


@router.post("/admin/users/role")
def change_role(request: Request, context: Manager, name: Name, role: Name) -> Response:
    """Give another role."""
    try:
        people.change_role(context.desk, name, role, context.user.name, context.now)
    except UsageError as error:
        return _page(request, context, 422, fault=str(error))
    return go("/admin/users", "user_changed")


@router.post("/admin/users/disable")
def disable(request: Request, context: Manager, name: Name, disabled: Annotated[bool, Form()]) -> Response:
    """Let somebody sign in no more, or again."""
    try:
        people.disable(context.desk, name, disabled, context.user.name, context.now)
    except UsageError as error:
        return _page(request, context, 422, fault=str(error))
    return go("/admin/users", "user_changed")


def _page(
    request: Request, context: Context, status: int = 200, fault: str = "", secret: str = "", of: str = ""
) -> Response:
    rows = read_people(context.desk.engine)
    grants = {role: [w for w in WHATS if w in allowed(role)] for role in ROLES}
    values = {"people": rows, "roles": ROLES, "grants": grants, "fault": fault, "secret": secret, "of": of}
    return render(request, context, "admin/users.html", status, **values)
