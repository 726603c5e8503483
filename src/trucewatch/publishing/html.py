"""The brief as one self-contained HTML file: no script, no request, its own fonts; opens from ``file://``."""

from __future__ import annotations

import base64
import functools
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from trucewatch.publishing.brief import Brief
from trucewatch.publishing.happenings import RESPONSIBILITY_NOTE
from trucewatch.publishing.terms import state_words
from trucewatch.publishing.words import Line, Run, day, label, visible

FONTS = (
    ("Literata", "normal", "literata-latin-wght-normal.woff2", "200 900"),
    ("Literata", "italic", "literata-latin-wght-italic.woff2", "200 900"),
    ("Inter", "normal", "inter-latin-wght-normal.woff2", "100 900"),
)
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
"""No script may run, whatever a report's text contains; nothing may be fetched."""

_GLYPHS = {
    "kept": "✓", "apparently violated": "✕", "undetermined": "?", "undetermined (no reports)": "○", "not yet due": "◷",
    "not applicable": "–", "calm": "✓", "broken": "✕", "disputed": "⁇", "unknown": "○",
}  # fmt: skip
_SLUGS = {
    "kept": "good", "apparently violated": "bad", "undetermined": "open", "undetermined (no reports)": "none",
    "not yet due": "wait", "not applicable": "none", "calm": "good", "broken": "bad", "disputed": "open",
    "unknown": "none",
}  # fmt: skip


def render(brief: Brief) -> str:
    """The HTML file of ``brief``; the same brief gives the same bytes."""
    numbers = range(1, brief.claims + 1)
    targets = ",".join(f"main:has(#c{n}:target) .c{n}" for n in numbers)
    # Where a claim's words are in several pieces, the anchor lights all of them; without :has the first one is lit.
    lit = f"{targets}{{background:var(--lit)}}" if targets else ""
    style = Markup(_style() + lit)  # noqa: S704  our own files and numbers only
    return (
        _environment().get_template("brief.html.j2").render(b=brief, style=style, policy=POLICY, as_of=day(brief.as_of))
        + "\n"
    )


@functools.cache
def _style() -> str:
    here = files("trucewatch.publishing")
    faces = []
    for family, slope, name, weights in FONTS:
        data = base64.b64encode(here.joinpath("fonts", name).read_bytes()).decode()
        faces.append(
            f'@font-face{{font-family:"{family}";font-style:{slope};font-weight:{weights};font-display:swap;'
            f'src:url(data:font/woff2;base64,{data}) format("woff2")}}'
        )
    return "".join(faces) + here.joinpath("templates", "brief.css").read_text(encoding="utf-8")


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("trucewatch.publishing", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.globals["responsibility_note"] = RESPONSIBILITY_NOTE
    environment.filters.update(line=markup, refs=refs, label=label, glyph=_glyph, slug=_slug, state=state_words)
    return environment


def _shown(value: Any) -> Any:
    # Markup is ours, and its parts went through here already.
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@dataclass(frozen=True, slots=True)
class Links:
    """Where the runs of a line lead: the address of a claim by its number, and of another part by its anchor."""

    claim: Callable[[int], str]
    part: Callable[[str], str]


WITHIN = Links("#c{}".format, "#{}".format)
"""Links of one file, which has everything."""


def markup(line: Line | Run, links: Links = WITHIN) -> Markup:
    """A line as HTML: each run escaped, styled, and leading to its claims."""
    runs = (line,) if isinstance(line, Run) else line
    return Markup("").join(_run(run, links) for run in runs)


def refs(claims: tuple[int, ...], links: Links = WITHIN) -> Markup:
    """Claim numbers as small links, for "3 claims: 4 9 12"."""
    return Markup(" ").join(_number(n, links) for n in claims)


def _number(n: int, links: Links) -> Markup:
    return Markup('<a class="n" href="{1}" aria-label="claim {0}">{0}</a>').format(n, links.claim(n))


def _run(run: Run, links: Links) -> Markup:
    text = escape(visible(run.text))
    match run.style:
        case "quote":
            bare = run.text.startswith("“") and run.text.endswith("”")
            inner = Markup('<q class="{}" dir="auto">{}</q>').format("bare" if bare else "full", text)
        case "words":
            inner = Markup('<span class="said" dir="auto">{}</span>').format(text)
        case "date" | "count":
            inner = Markup('<bdi dir="ltr" class="{}">{}</bdi>').format(run.style, text)
        case "strong":
            inner = Markup('<b dir="auto">{}</b>').format(text)
        case "quiet":
            inner = Markup('<span class="quiet" dir="auto">{}</span>').format(text)
        case _:
            inner = text
    if run.claims:
        first, rest = run.claims[0], run.claims[1:]
        link = Markup('<a class="w" href="{2}" data-n="{0}">{1}</a>').format(first, inner, links.claim(first))
        return link + Markup(" ").join(Markup("<sup>{}</sup>").format(_number(n, links)) for n in rest[:6])
    if run.anchor:
        return Markup('<a class="j" href="{}">{}</a>').format(links.part(run.anchor), inner)
    return inner


def _glyph(name: str) -> str:
    return _GLYPHS.get(name, "?")


def _slug(name: str) -> str:
    return _SLUGS.get(name, "open")
