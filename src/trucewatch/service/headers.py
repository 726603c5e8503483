"""Headers that every answer bears, and the bound on what is sent: plain ASGI, so that streams stay streams."""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trucewatch.service.problems import Fault
from trucewatch.service.settings import MIB, UPLOADS, Settings

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_ALWAYS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer, by which browsers send "Origin: null" with a form.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


class SecurityHeaders:
    """Adds the headers that an answer lacks; one that sets its own policy (a released brief) keeps it."""

    def __init__(self, app: ASGIApp, https: bool = False) -> None:
        self._app = app
        self._headers = dict(_ALWAYS)
        if https:
            self._headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and put the headers on its answer."""

        async def send_with(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with if scope["type"] == "http" else send)


class HeadLikeGet:
    """Answers HEAD as GET is answered, without the body (RFC 9110, section 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; of the answer to HEAD only what stands before the body."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_bare(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, send_bare)


class _TooLargeError(Exception):
    """More came than is taken."""


class BoundedBodies:
    """Refuses a request whose body is larger than is taken, before and while it is read."""

    def __init__(self, app: ASGIApp, settings: Settings, answer: Callable[[Request, Fault], Response]) -> None:
        self._app = app
        self._settings = settings
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 413."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        files = scope["path"] in UPLOADS or headers.get("content-type", "").startswith("multipart/form-data")
        most = self._settings.max_upload if files else self._settings.max_body
        stated = headers.get("content-length", "0")
        came, started, refused = 0, False, False

        async def receive_bounded() -> Message:
            nonlocal came, refused
            message = await receive()
            if message["type"] == "http.request":
                came += len(message.get("body", b""))
                if came > most:
                    refused = True
                    raise _TooLargeError
            return message

        async def send_noted(message: Message) -> None:
            nonlocal started
            if refused and not started:
                # Whoever read the body took our refusal for a fault of the sender's.
                raise _TooLargeError
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            if stated.isdigit() and int(stated) > most:
                raise _TooLargeError
            await self._app(scope, receive_bounded, send_noted)
        except _TooLargeError:
            if started:
                raise
            said = f"larger than the {most // MIB} MiB that are taken at once; send it in parts"
            refusal = self._answer(Request(scope), Fault(413, said, {"Connection": "close"}))
            await refusal(scope, receive, send)
