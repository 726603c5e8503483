"""Pages: templates, their words and marks, and what every page knows of who is looking."""

from __future__ import annotations

import functools
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse

from trucewatch.ledger.codec import to_plain
from trucewatch.publishing.html import markup
from trucewatch.service.context import LANGUAGES, Context, choose_language
from trucewatch.web.navigation import entries
from trucewatch.web.sentences import tell
from trucewatch.web.statics import static
from trucewatch.web.words import DIRECTION, NAMES, say

_SAID = re.compile(r"[a-z_]{1,40}\Z")


def render(
    request: Request, context: Context | None, template: str, status: int = 200, **values: object
) -> HTMLResponse:
    """A page of ``templates/``; ``context`` None: nobody is signed in.

    Templates see ``t(key, **values)`` (the words of ``words/``, values escaped), ``tell(sentence)`` (what
    the analysis or a fault says, in the language where it is known), ``static(name)``, ``context``,
    ``language``, the filters ``ltr`` (a date, a number or a code), ``bdi`` (words of a report or a person), ``when``.
    """
    language = context.language if context else choose_language(request)
    said = request.query_params.get("said", "")
    known: dict[str, object] = {"tell": functools.partial(tell, language, shown=markup)}
    page = environment().get_template(template).render(
        **known | values,
        request=request,
        context=context,
        language=language,
        direction=DIRECTION[language],
        languages=[(code, NAMES[code]) for code in LANGUAGES],
        t=functools.partial(say, language),
        navigation=entries(context, request.url.path) if context else (),
        said=f"said.{said}" if _SAID.match(said) else "",
        partial=is_partial(request),
    )  # fmt: skip
    # A report can hold half characters, which no page can carry.
    return HTMLResponse(
        page.encode("utf-8", "replace"), status, headers={"Vary": "HX-Request, Accept-Language, Cookie"}
    )


def is_partial(request: Request) -> bool:
    """Whether htmx asks for a part of a page."""
    return request.headers.get("hx-request") == "true" and request.headers.get("hx-boosted") != "true"


def go(to: str, said: str = "") -> RedirectResponse:
    """Lead on to a page after a form; ``said`` names a sentence of the words (``said.…``) to show there."""
    mark = "&" if "?" in to else "?"
    return RedirectResponse(f"{to}{mark}said={said}" if said else to, 303)


@functools.cache
def environment() -> Environment:
    """The templates: everything is escaped, an unknown name is an error."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["static"] = static
    made.filters.update(ltr=ltr, bdi=bdi, when=when, as_json=as_json)
    return made


def ltr(value: object) -> Markup:
    """A date, number or code: read from left to right in every language."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(value)


def bdi(value: object) -> Markup:
    """Words of a report or a person, in a direction of their own."""
    return Markup("<bdi>{}</bdi>").format(value)


def as_json(value: object) -> str:
    """A value as JSON, spaced for eyes."""
    return json.dumps(to_plain(value), ensure_ascii=False, indent=1)


def when(value: str | date | datetime | None) -> Markup:
    """An instant (UTC, to the minute) or a day, in ISO form."""
    if value in (None, ""):
        return Markup("–")
    instant = datetime.fromisoformat(value) if isinstance(value, str) and "T" in value else value
    if isinstance(instant, datetime):
        utc = instant.astimezone(UTC)
        words = f"{utc:%Y-%m-%d %H:%M} UTC"
        return Markup('<bdi dir="ltr"><time datetime="{}">{}</time></bdi>').format(utc.isoformat(), words)
    return Markup('<bdi dir="ltr"><time>{}</time></bdi>').format(str(instant))
