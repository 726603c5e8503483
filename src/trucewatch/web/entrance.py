"""Signing in and out, the own password, the language."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from trucewatch.desk import people
from trucewatch.errors import UsageError
from trucewatch.ledger.people import change_person
from trucewatch.service.clock import now
from trucewatch.service.context import (
    LANGUAGE_COOKIE,
    LANGUAGES,
    SESSION_COOKIE,
    Context,
    check_csrf,
    service_of,
    signed_in,
)
from trucewatch.service.problems import Fault
from trucewatch.web.pages import go, render

router = APIRouter()
ENTRY_COOKIE = "trucewatch-entry"
SignedIn = Annotated[Context, Depends(signed_in)]


@router.get("/sign-in")
def show_sign_in(request: Request, next: str = "/") -> Response:
    """The form."""
    return _form(request, next)


@router.post("/sign-in")
async def sign_in(
    request: Request,
    name: Annotated[str, Form(max_length=100)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    next: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Begin a session; the answer is the same whether the name or the password is wrong."""
    from starlette.concurrency import run_in_threadpool

    await check_csrf(request, request.cookies.get(ENTRY_COOKIE, ""))
    service = service_of(request)
    address = request.client.host if request.client else ""
    service.limit.take(f"address:{address}")
    try:
        session = await run_in_threadpool(people.sign_in, service.desk, name.strip(), password, address, now())
    except people.ThrottledError:
        return _form(request, next, "sign_in.throttled", 429)
    if not session:
        return _form(request, next, "sign_in.wrong", 401)
    response = go(_own_path(next))
    _set(response, SESSION_COOKIE, session, service.settings.https, int(people.SESSION_LASTS.total_seconds()))
    response.delete_cookie(ENTRY_COOKIE)
    return response


@router.post("/sign-out")
def sign_out(request: Request, context: SignedIn) -> Response:
    """End the session."""
    people.sign_out(context.desk, request.cookies.get(SESSION_COOKIE, ""))
    response = go("/sign-in")
    response.delete_cookie(SESSION_COOKIE)
    return response


@router.get("/password")
def show_password(request: Request, context: SignedIn) -> Response:
    """The form for the own password."""
    return render(request, context, "password.html", fault="", least=people.LEAST_PASSWORD)


@router.post("/password")
def change_password(
    request: Request,
    context: SignedIn,
    old: Annotated[str, Form(max_length=1000)] = "",
    new: Annotated[str, Form(max_length=1000)] = "",
    again: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Change the own password: ends every session, and begins this one anew."""
    if context.user.token:
        raise Fault(403, "a token cannot change a password; sign in")
    try:
        if new != again:
            raise UsageError("the new password was typed in two ways; type it again")
        people.change_password(context.desk, context.user.name, old, new)
    except UsageError as error:
        return render(request, context, "password.html", 422, fault=str(error), least=people.LEAST_PASSWORD)
    session = people.start_session(context.desk, context.user.name, now())
    response = go("/", "password_changed")
    https = service_of(request).settings.https
    _set(response, SESSION_COOKIE, session, https, int(people.SESSION_LASTS.total_seconds()))
    return response


@router.post("/language")
async def choose(
    request: Request,
    language: Annotated[str, Form(max_length=8)],
    next: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Choose the language of the interface: kept with the user, and by the browser for the form to sign in."""
    from starlette.concurrency import run_in_threadpool

    if language not in LANGUAGES:
        raise Fault(422, f"{language!r} is no language of the interface; one of {', '.join(LANGUAGES)}")
    service = service_of(request)
    session = request.cookies.get(SESSION_COOKIE, "")
    found = await run_in_threadpool(people.user_of_session, service.desk, session, now()) if session else None
    if found:
        await check_csrf(request, found[1])
        await run_in_threadpool(change_person, service.desk.engine, found[0].name, language=language)
    response = go(_own_path(next))
    _set(response, LANGUAGE_COOKIE, language, service.settings.https, 31_536_000)
    return response


def _form(request: Request, next: str, fault: str = "", status: int = 200) -> Response:
    entry = request.cookies.get(ENTRY_COOKIE, "") or secrets.token_urlsafe(24)
    response = render(request, None, "sign_in.html", status, entry=entry, next=_own_path(next), fault=fault)
    _set(response, ENTRY_COOKIE, entry, service_of(request).settings.https, 3600)
    return response


def _own_path(path: str) -> str:
    """A path of this desk, or the start page: never another site."""
    ours = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if ours else "/"


def _set(response: Response, name: str, value: str, https: bool, lasts: int) -> None:
    response.set_cookie(name, value, max_age=lasts, path="/", secure=https, httponly=True, samesite="lax")
