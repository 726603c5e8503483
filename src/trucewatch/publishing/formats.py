"""The renderings that a brief comes in, by the names that the command line uses."""

from __future__ import annotations

from collections.abc import Callable

from trucewatch.publishing import html, jsonbrief, markdown, text
from trucewatch.publishing.brief import Brief

FORMATS: dict[str, Callable[[Brief], str]] = {
    "html": html.render,
    "md": markdown.render,
    "json": jsonbrief.render,
    "text": text.render,
}
"""Each takes a brief and gives the whole file's text; the same brief gives the same bytes."""
