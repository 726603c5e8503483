"""Every extension point, on one page.

A plug-in is a Python package that names a function under one of the entry-point groups below; nothing is imported
before it is asked for by its name.  Built-ins come through the same door.  A hook is added here only together with
somebody who uses it.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points

from trucewatch.errors import UnknownNameError
from trucewatch.publishing.brief import Brief
from trucewatch.publishing.formats import FORMATS

RENDERERS = "trucewatch.renderers"
"""A renderer takes a :class:`~trucewatch.publishing.brief.Brief` and gives the text of one file.

It must be pure (no clock, no network) and give the same text for the same brief; a brief never holds anything
restricted.  In the plug-in's ``pyproject.toml``::

    [project.entry-points."trucewatch.renderers"]
    docx-outline = "my_package.outline:render"
"""
Renderer = Callable[[Brief], str]


def renderer_names() -> tuple[str, ...]:
    """The formats that a brief can be had in, built-ins first."""
    installed = sorted(point.name for point in entry_points(group=RENDERERS) if point.name not in FORMATS)
    return (*FORMATS, *installed)


def find_renderer(name: str) -> Renderer:
    """The renderer of that name; raises :class:`~trucewatch.errors.UnknownNameError` naming those there are."""
    if name in FORMATS:
        return FORMATS[name]
    for point in entry_points(group=RENDERERS, name=name):
        found: Renderer = point.load()
        return found
    raise UnknownNameError(f"--format {name}: there is no such format; use one of {', '.join(renderer_names())}")
