"""Faults as pages: a sentence, and the way on."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from trucewatch.service.problems import Fault, NewPasswordNeededFault, SignInNeededFault, WaitingFault, problem
from trucewatch.web.pages import is_partial, render


def show_fault(request: Request, fault: Fault) -> Response:
    """The page of a fault; whoever is not signed in is led to the form, and back afterwards."""
    to = ""
    if isinstance(fault, SignInNeededFault):
        back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        to = (
            "/sign-in"
            if back == "/" or request.method != "GET" or is_partial(request)
            else f"/sign-in?next={quote(back)}"
        )
    elif isinstance(fault, NewPasswordNeededFault):
        to = "/password"
    if to:
        return (
            Response(status_code=401, headers={"HX-Redirect": to}) if is_partial(request) else RedirectResponse(to, 303)
        )
    if isinstance(fault, WaitingFault) and request.method == "GET" and not is_partial(request):
        if request.url.path.endswith(".geojson"):
            return problem(fault)
        # No error: the page comes by itself.  What script looks at to know is the header.
        response = render(request, None, "waiting.html")
    else:
        response = render(request, None, "fault.html", fault.status, fault=fault)
    response.headers.update(fault.headers)
    return response
