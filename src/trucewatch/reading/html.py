"""HTML → the visible text, with the report told from the page around it, and the page's metadata.

All visible text is kept.  What is report is decided by the tags, by trafilatura's extraction of the main text, and
for long sentences by the company that they keep; in doubt a line is report.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from trucewatch.reading.dates import find_dates
from trucewatch.reading.furniture import Mark
from trucewatch.reading.lines import count_words
from trucewatch.reading.markup import VisibleLine, parse_html, visible_lines
from trucewatch.reading.page import Page, StatedDate

MAX_MAIN_TAGS = 20_000
"""Above this many elements the main text is not looked for: time grows faster than the page."""
_DATE_FIELDS: tuple[str, ...] = (
    "article:published_time", "og:published_time", "datepublished", "date.published", "publishdate", "publish_date",
    "publish-date", "publication_date", "pubdate", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "parsely-pub-date", "sailthru.date", "article.published", "cxenseparse:recs:publishtime", "rnews:datepublished",
    "citation_publication_date", "date",
)  # fmt: skip
_LONG = 12
_MAX_JSON = 300_000


def read_html(text: str, path: str) -> Page:
    """The page as text; raises ``UnreadableError`` for one that nests too deep, is too large or shows no words."""
    tree = parse_html(text, path)
    metadata, main = _extract_main(tree)
    stated = _metadata(tree)
    lines = visible_lines(tree)
    hints_by_line = _judge(lines, main)
    pieces: list[str] = []
    hints: dict[int, Mark] = {}
    offset = 0
    for i, line in enumerate(lines):
        if i:
            joint = "\n" if line.tag in {"li", "tr", "td", "dd", "dt"} and lines[i - 1].tag == line.tag else "\n\n"
            pieces.append(joint)
            offset += len(joint)
        if hints_by_line[i]:
            hints[offset] = hints_by_line[i]  # type: ignore[assignment]
        pieces.append(line.text)
        offset += len(line.text)
    return Page(
        text="".join(pieces) + ("\n" if pieces else ""),
        hints=hints,
        title=stated.get("title") or metadata.get("title", ""),
        publisher=stated.get("publisher") or metadata.get("sitename", ""),
        author=stated.get("author") or metadata.get("author", ""),
        url=stated.get("url", ""),
        dates=tuple(_dates(tree)),
    )


def _extract_main(tree: Any) -> tuple[dict[str, str], list[str] | None]:
    """Trafilatura's metadata and main text, by lines; None where it finds none or gives up."""
    if sum(1 for _ in tree.iter()) > MAX_MAIN_TAGS:
        return {}, None
    import copy

    from trafilatura import bare_extraction

    try:
        found: Any = bare_extraction(
            copy.deepcopy(tree),
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            # A fixed horizon: its default is the clock's today.
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2100-01-01"},
        )
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, etree.LxmlError):
        # A hostile page may upset the extractor; the tags alone then tell the report from the rest.
        return {}, None
    if found is None or not found.text:
        return {}, None
    metadata = {k: str(getattr(found, k) or "") for k in ("title", "author", "sitename")}
    return metadata, [" ".join(line.split()).strip("|- ") for line in found.text.splitlines() if line.strip()]


def _judge(lines: list[VisibleLine], main: list[str] | None) -> list[Mark | None]:
    joined = "\n".join(main or ())
    whole = frozenset(main or ())
    # Parts of lines are looked for as well, unless a page is so large that this would take long.
    partly = len(lines) * len(joined) < 100_000_000
    in_main = [
        (shown := line.text.strip("|- ")) in whole
        or (partly and bool(main) and count_words(shown) >= 4 and shown in joined)
        for line in lines
    ]
    homes = {line.parent for line, there in zip(lines, in_main, strict=True) if there and count_words(line.text) >= 6}
    enough = sum(count_words(m) for m in main or ()) >= 40
    marks: list[Mark | None] = [
        _judge_line(line, there, enough, line.parent in homes) for line, there in zip(lines, in_main, strict=True)
    ]
    _mark_title(lines, marks)
    return marks


def _judge_line(line: VisibleLine, in_main: bool, enough: bool, at_home: bool) -> Mark | None:
    words = count_words(line.text)
    if line.caption:
        return ("caption", "the page marks it as a caption")
    # A wrapper's name ("has-sidebar") may be misleading: the main text found inside it counts for more.
    if line.aside and not at_home and (words < _LONG or (enough and not in_main)):
        return ("furniture", "navigation or a box beside the report, by the page's tags")
    if words <= 30 and line.linked > 0.7 * len(line.text) and line.tag not in {"h1", "h2"}:
        return ("furniture", "a link to another page")
    if in_main or at_home or not enough or line.tag in {"h1", "h2", "h3"}:
        return None
    if words >= _LONG and line.text.rstrip("\"'”’)").endswith((".", "!", "?")) and not line.aside:
        # A sentence that the extractor left out: kept, a lost one costs more.
        return None
    if words < 6 and not re.search(r"\d", line.text):
        return ("furniture", "outside the page's main text")
    return None


def _mark_title(lines: list[VisibleLine], marks: list[Mark | None]) -> None:
    titles = [i for i, line in enumerate(lines) if line.tag == "h1" and not line.aside and count_words(line.text) >= 3]
    if titles:
        marks[titles[0]] = ("headline", "the page's main heading")


def _metas(tree: Any) -> Iterator[tuple[str, str]]:
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            yield name, content


def _metadata(tree: Any) -> dict[str, str]:
    stated: dict[str, str] = {}
    metas = dict(reversed(list(_metas(tree))))
    stated["publisher"] = metas.get("og:site_name") or metas.get("dc.publisher") or metas.get("publisher") or ""
    author = metas.get("author") or metas.get("article:author") or metas.get("byl") or ""
    stated["author"] = "" if "://" in author else author.removeprefix("By ")
    stated["title"] = metas.get("og:title", "")
    stated["url"] = metas.get("og:url", "")
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            stated["url"] = link.get("href")
    for thing in _linked_data(tree):
        publisher = thing.get("publisher")
        if not stated["publisher"] and isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            stated["publisher"] = publisher["name"]
        creator = thing.get("author")
        creator = creator[0] if isinstance(creator, list) and creator else creator
        if not stated["author"] and isinstance(creator, dict) and isinstance(creator.get("name"), str):
            stated["author"] = creator["name"]
        if not stated["title"] and isinstance(thing.get("headline"), str):
            stated["title"] = thing["headline"]
    return stated


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json" or not script.text:
            continue
        try:
            data = json.loads(script.text[:_MAX_JSON])
        except (ValueError, RecursionError):
            continue
        things = data if isinstance(data, list) else [data]
        for thing in things[:20]:
            if isinstance(thing, dict):
                graph = thing.get("@graph")
                yield from (t for t in (graph if isinstance(graph, list) else [thing])[:50] if isinstance(t, dict))


def _dates(tree: Any) -> Iterator[StatedDate]:
    metas = list(_metas(tree))
    for name in _DATE_FIELDS[:3]:
        yield from _dates_of(metas, name)
    for thing in _linked_data(tree):
        on = _iso_day(thing.get("datePublished"))
        if on:
            yield on
    for name in _DATE_FIELDS[3:]:
        yield from _dates_of(metas, name)
    for node in tree.iter("time"):
        if node.get("datetime") and (node.get("pubdate") is not None or "publish" in (node.get("class") or "").lower()):
            on = _iso_day(node.get("datetime"), "the page's <time> element")
            if on:
                yield on


def _dates_of(metas: list[tuple[str, str]], name: str) -> Iterator[StatedDate]:
    for field, content in metas:
        on = _iso_day(content, f"the page's field {name!r}") if field == name else None
        if on:
            yield on


def _iso_day(value: object, field: str = "the page's linked data") -> StatedDate | None:
    """The day as written, in the publisher's own time zone; a bare month or year is no day."""
    if not isinstance(value, str):
        return None
    found = next(find_dates(re.sub(r"(?<=\d)T(?=\d)", " ", value)), None)
    return StatedDate(on=found.on, field=field) if found else None
