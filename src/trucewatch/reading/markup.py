"""HTML as a stream of visible lines, each with what its tags say of it; bounded in depth and size, no scripts run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]

from trucewatch.errors import UnreadableError

MAX_DEPTH = 1000
"""No real page nests deeper; a parser that recurses would fall over one that does."""
MAX_TAGS = 100_000

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Void elements, and those that HTML lets end without a closing tag.
_UNCOUNTED = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup",
))  # fmt: skip
_HIDDEN = frozenset((
    "script", "style", "noscript", "template", "svg", "math", "head", "iframe", "object", "embed", "canvas", "audio",
    "video", "select", "textarea", "button",
))  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul", "caption",
))  # fmt: skip
_ASIDE_TAGS = frozenset({"nav", "footer", "aside", "menu", "form"})
_ASIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|footer|sidebar|breadcrumbs?|share|sharing|social|related|recommend(?:ed|"
    r"ations)?|newsletter|subscribe|promo|advert(?:isement)?|ads?|taboola|outbrain|cookie|consent|comments?|popup|modal|"
    r"trending|most-read|toolbar|widget)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CAPTION_NAMES = re.compile(r"(?:^|[\s_-])(?:wp-)?caption(?:-text)?(?:$|[\s_-])|figcaption|photo-credit", re.IGNORECASE)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


_CELL = " | "


@dataclass(slots=True)
class VisibleLine:
    """One line as a browser would set it.  ``number`` is its block's, ``parent`` that of the block around it."""

    text: str = ""
    tag: str = ""
    parent: int = 0
    number: int = 0
    aside: bool = False
    caption: bool = False
    linked: int = 0
    """How many of its characters are inside links."""


@dataclass(slots=True)
class _State:
    lines: list[VisibleLine] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    blocks: int = 0


def parse_html(text: str, path: str) -> Any:
    """The lxml tree of a page; raises ``UnreadableError`` when it nests too deep, is too large or holds nothing."""
    _check_shape(text, path)
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8", collect_ids=False)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableError(f"{path}: HTML without any content; there is no report in it; save the page again") from (
            error
        )
    return tree


def _check_shape(text: str, path: str) -> None:
    depth = tags = 0
    for found in _TAG.finditer(text):
        tags += 1
        if tags > MAX_TAGS:
            raise UnreadableError(
                f"{path}: HTML with more than {MAX_TAGS:,} tags; no report needs them; save the text of the page"
            )
        if found.group(2).lower() in _UNCOUNTED:
            continue
        depth = max(0, depth - 1) if found.group(1) else depth + 1
        if depth > MAX_DEPTH:
            raise UnreadableError(
                f"{path}: HTML whose tags nest more than {MAX_DEPTH:,} deep; such a page is damaged or made to break "
                "readers; save the text of the page"
            )


def visible_lines(tree: Any) -> list[VisibleLine]:
    """The lines of text that a reader of the page sees, in order; white space within a line is one space."""
    state = _State()
    stack: list[VisibleLine] = [VisibleLine()]
    links = 0
    for event, node in _walk(tree):
        tag = node.tag
        if event == "tail":
            _add(state, node.tail, links > 0)
            continue
        if event == "end":
            if tag == "a":
                links -= 1
            if tag in _BLOCKS:
                _flush(state, stack[-1], cell=_is_plain_cell(node))
                stack.pop()
            _add(state, node.tail, links > 0)
            continue
        if tag == "a":
            links += 1
        if tag == "br":
            _break(state, node, stack[-1])
        elif tag in _BLOCKS:
            _flush(state, stack[-1], cell=_is_plain_cell(node))
            state.blocks += 1
            stack.append(_enter(node, stack[-1], state.blocks))
        _add(state, node.text, links > 0)
    _flush(state, stack[-1], cell=False)
    return state.lines


def _walk(tree: Any) -> Iterator[tuple[str, Any]]:
    walker = etree.iterwalk(tree, events=("start", "end"))
    skipped: Any = None
    for event, node in walker:
        if skipped is not None:
            if node is skipped and event == "end":
                skipped = None
                yield "tail", node
            continue
        if event == "start" and (not isinstance(node.tag, str) or _is_hidden(node)):
            walker.skip_subtree()
            skipped = node
            continue
        yield event, node


def _is_hidden(node: Any) -> bool:
    if node.tag in _HIDDEN or node.get("hidden") is not None:
        return True
    return bool(_UNSEEN.search(node.get("style") or ""))


def _enter(node: Any, outer: VisibleLine, number: int) -> VisibleLine:
    names = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('role') or ''}"
    # A whole page may sit in a <form> or in a body whose class says "sidebar"; only inner blocks count.
    inner = node.tag not in {"body", "html", "article", "main"}
    return VisibleLine(
        tag=node.tag,
        parent=outer.number,
        number=number,
        aside=inner and (outer.aside or node.tag in _ASIDE_TAGS - {"form"} or bool(_ASIDE_NAMES.search(names))),
        caption=outer.caption or node.tag in {"figcaption", "caption"} or bool(_CAPTION_NAMES.search(names)),
    )


def _is_plain_cell(node: Any) -> bool:
    return node.tag in {"td", "th"} and not any(child.tag in _BLOCKS for child in node)


def _break(state: _State, node: Any, block: VisibleLine) -> None:
    """A <br> ends a line after a sentence or before another <br>; elsewhere it only wraps."""
    so_far = "".join(state.pieces[-3:]).rstrip()
    following = node.getnext()
    doubled = following is not None and following.tag == "br" and not (node.tail or "").strip()
    if doubled or re.search(r"[.!?:;]['\"”’)\]]*$", so_far) or not so_far:
        _flush(state, block, cell=False)
    else:
        state.pieces.append(" ")


def _add(state: _State, text: str | None, linked: bool) -> None:
    if text:
        state.pieces.append(text)
        if linked:
            state.linked += len(text.strip())


def _flush(state: _State, block: VisibleLine, *, cell: bool) -> None:
    if cell:
        # Cells of one row stand on one line.
        if state.pieces and state.pieces[-1] != _CELL:
            state.pieces.append(_CELL)
        return
    text = " ".join("".join(state.pieces).split()).strip(" |") if state.pieces else ""
    if text:
        state.lines.append(replace(block, text=text, linked=min(state.linked, len(text))))
    state.pieces.clear()
    state.linked = 0
