"""Files that pages load, all from here: under a name that changes with their bytes, so browsers keep them for good."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from fastapi import FastAPI
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

import trucewatch

_STATIC = Path(__file__).with_name("static")
_FONTS = Path(trucewatch.__file__).parent / "publishing" / "fonts"


class _KeptFiles(StaticFiles):
    """Files that never change under their name."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def mount_statics(app: FastAPI) -> None:
    """Serve the files."""
    app.mount(f"/static/{_version()}/fonts", _KeptFiles(directory=_FONTS), name="fonts")
    app.mount(f"/static/{_version()}", _KeptFiles(directory=_STATIC), name="static")


def static(name: str) -> str:
    """The address of a file of ``static/``."""
    return f"/static/{_version()}/{name}"


@functools.cache
def _version() -> str:
    seal = hashlib.sha256()
    for path in sorted(p for p in _STATIC.rglob("*") if p.is_file()):
        seal.update(path.relative_to(_STATIC).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return seal.hexdigest()[:12]
