"""Faults of a request, and how they are told to programs: RFC 9457 ``application/problem+json``."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import JSONResponse

from trucewatch.errors import TrucewatchError


class Fault(TrucewatchError):
    """A request that cannot be answered: a status, and a sentence that says why and what to do.

    ``more`` are members that the problem carries besides (such as both sides of a conflict), JSON values.
    """

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None, **more: object) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = headers or {}
        self.more = more


class SignInNeededFault(Fault):
    """Nobody is signed in: pages lead to the form, programs are told to send a token."""

    def __init__(self) -> None:
        super().__init__(401, "sign in, or send a token: Authorization: Bearer …", {"WWW-Authenticate": "Bearer"})


class NewPasswordNeededFault(Fault):
    """The password was given by somebody else and has to be changed before anything else."""

    def __init__(self) -> None:
        super().__init__(403, "the password was given by somebody else; change it first, in a browser")


class WaitingFault(Fault):
    """What is asked for is being made: a page says so and comes by itself, a program asks again after a while."""

    def __init__(self, detail: str, seconds: int) -> None:
        super().__init__(503, detail, {"Retry-After": str(seconds)})


def problem(fault: Fault) -> JSONResponse:
    """The answer to a program."""
    body = {"type": "about:blank", "title": title_of(fault.status), "status": fault.status, "detail": fault.detail}
    return JSONResponse({**body, **fault.more}, fault.status, fault.headers, media_type="application/problem+json")


def title_of(status: int) -> str:
    """The words of a status."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"


def fault_of(error: TrucewatchError) -> Fault:
    """The fault that an error of the desk is to whoever asked."""
    from trucewatch.errors import LedgerError, UnknownNameError

    if isinstance(error, Fault):
        return error
    if isinstance(error, UnknownNameError):
        return Fault(404, str(error))
    if isinstance(error, LedgerError):
        # The sentence names the database, which is no business of whoever asks over a network.
        return Fault(
            503, "the ledger cannot be reached or written just now; try again in a moment", {"Retry-After": "2"}
        )
    return Fault(422, str(error))
