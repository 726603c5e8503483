"""The pictures of the desk that an application serves, for its pages and its API."""

from __future__ import annotations

import contextlib
import threading
from datetime import date

from fastapi import FastAPI, Request

from trucewatch.desk.pictures import Pictures
from trucewatch.errors import TrucewatchError, UsageError
from trucewatch.model.when import FIRST_DAY
from trucewatch.service.clock import now

_making = threading.Lock()


def pictures_of(request: Request) -> Pictures:
    """The application's pictures, made when they are first asked for."""
    return _pictures(request.app)


def _pictures(app: FastAPI) -> Pictures:
    with _making:
        found = getattr(app.state, "pictures", None)
        if found is None:
            found = app.state.pictures = Pictures(app.state.service.desk, lambda: now().date())
        assert isinstance(found, Pictures)  # noqa: S101  # nobody else sets it
        return found


def begin_pictures(app: FastAPI) -> None:
    """Have today's pictures drawn as soon as the application lives: the first visitor waits less, or not at all."""
    with contextlib.suppress(TrucewatchError):  # a database that does not answer now is asked when somebody comes
        _pictures(app).begin()


def close_pictures(app: FastAPI) -> None:
    """End the drawing of pictures, when the application ends; one that begins again makes them anew."""
    if found := getattr(app.state, "pictures", None):
        found.close()
        app.state.pictures = None


def parse_day(text: str) -> date | None:
    """A day in ISO form (empty: None); raises :class:`UsageError` when it is none, or as :func:`check_day` does."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is not a day; write YYYY-MM-DD, such as 2016-09-19") from None
    check_day(day)
    return day


def check_day(day: date) -> None:
    """Raises :class:`UsageError` when a day lies in the future or before all reports."""
    if day > now().date():
        raise UsageError(f"{day} lies in the future; give a day up to {now().date()}")
    if day < FIRST_DAY:
        raise UsageError(f"{day} lies before all reports; give a day from {FIRST_DAY} on")
