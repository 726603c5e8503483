"""Words taken out of what a ledger holds: blocks of the same length stand in their place, so that offsets stay.  Pure.

What a claim made of redacted words (a number, a place, an actor, a day) goes with them.  A claim whose words are all
redacted says nothing any more, and so do all claims of a document that is redacted as a whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from trucewatch.ledger.chain import leaf
from trucewatch.ledger.codec import encode
from trucewatch.model.claim import ActorMention, Claim, Claimant, PlaceMention
from trucewatch.model.document import Document, PublicationDate, Segment
from trucewatch.model.span import BLOCK, REDACTED, Span

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_IDS = ("sha256:", "decision:")
_Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Blanks:
    """Stretches of a text, by their first and past-the-last code point, and what finds their words elsewhere."""

    spans: tuple[tuple[int, int], ...]
    pattern: re.Pattern[str]

    def touch(self, span: Span | None) -> bool:
        """Whether a span shares a character with one of the stretches."""
        return span is not None and any(start < span.end and span.start < end for start, end in self.spans)

    def of_text(self, text: str, first: int = 0) -> str:
        """The text, or a piece of it that begins at ``first``, with blocks for the stretches; line breaks stay."""
        for start, end in self.spans:
            at, to = max(start - first, 0), min(end - first, len(text))
            if at < to:
                text = text[:at] + block(text[at:to]) + text[to:]
        return text

    def of_words(self, text: str) -> str:
        """The text with blocks wherever the redacted words stand in it; ids are left alone."""
        if text.startswith(_IDS):
            return text
        return self.pattern.sub(lambda found: block(found.group()), text)


def block(words: str) -> str:
    """Blocks for words, as many as characters; line breaks stay."""
    return "".join(c if c in "\r\n" else BLOCK for c in words)


def find_words(text: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where any of the words stand in a text, in whichever case and spacing."""
    found = (m.span() for m in words_pattern(words).finditer(text))
    return merge(span for span in found if span[0] < span[1])


def words_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """What finds words in a text: whole words, except where a script joins others to them (Arabic, Hebrew)."""
    told = sorted({" ".join(w.split()) for w in words if w.strip()}, key=lambda w: (-len(w), w))
    return re.compile("|".join(_one(w) for w in told) or r"(?!)", re.IGNORECASE)


def merge(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Stretches in their order, those that touch as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def blank_document(document: Document, blanks: Blanks, note: str) -> Document:
    """A document without the words in its text and wherever else it has them; ``note`` is added to its issues."""
    text = blanks.of_text(document.text)
    evidence = document.published.evidence
    published = replace(
        document.published,
        evidence=_span(evidence, blanks) if evidence else None,
        note=blanks.of_words(document.published.note),
    )
    credits = tuple(
        replace(c, name=blanks.of_words(c.name), span=_span(c.span, blanks) if c.span else None)
        for c in document.credits
    )
    issues = (*(blanks.of_words(i) for i in document.issues), note)
    segments = tuple(replace(s, reason=blanks.of_words(s.reason)) for s in document.segments)
    return replace(
        document,
        text=text,
        text_sha256=leaf(text),
        published=published,
        credits=credits,
        issues=issues,
        segments=segments,
        title=blanks.of_words(document.title),
        publisher=blanks.of_words(document.publisher),
        author=blanks.of_words(document.author),
        url=blanks.of_words(document.url),
        path=blanks.of_words(document.path),
    )


def empty_document(document: Document, note: str) -> Document:
    """A document of which nothing is left but its hashes, its day and language, and the names of its records."""
    return replace(
        document,
        text=REDACTED,
        text_sha256=leaf(REDACTED),
        title=REDACTED,
        path=REDACTED,
        publisher="",
        author="",
        url="",
        credits=(),
        published=PublicationDate(on=document.published.on, found_by=document.published.found_by),
        segments=(Segment(kind="body", start=0, end=len(REDACTED)),),
        issues=(note,),
    )


def blank_claims(claims: Sequence[Claim], blanks: Blanks) -> tuple[Claim | None, ...]:
    """Each claim without the words and what was made of them; None for one that says nothing any more."""
    days = {_days(c) for c in claims if c.when is not None and blanks.touch(c.when.span)}
    return tuple(_blank_claim(c, blanks, days) for c in claims)


def blank_decision(body: str, blanks: Blanks) -> str:
    """A decision's JSON without the words; corrections that rest on them are no corrections any more."""
    decision: dict[str, Any] = json.loads(body)
    payload = decision["payload"]
    fields = payload.get("fields") if decision["kind"] == "correct" else None
    if isinstance(fields, Mapping) and _rests_on(fields, blanks):
        kept = {n: v for n, v in fields.items() if n == "span" or not _rests_on(v, blanks)}
        payload = {**payload, "fields": kept, "set": dict.fromkeys(payload.get("set") or (), REDACTED)}
    decision["payload"] = _blank_json(payload, blanks)
    decision["reason"] = blanks.of_words(decision["reason"])
    return encode(decision)


def empty_decision(body: str) -> str:
    """A decision's JSON with nothing left of what people wrote: kind, subjects, who and when, and hashes in it."""
    decision: dict[str, Any] = json.loads(body)
    decision["payload"] = _empty_json(decision["payload"])
    decision["reason"] = REDACTED
    return encode(decision)


def _one(words: str) -> str:
    # In file names other signs stand for the spaces.
    parts = r"[\s_.\-]+".join(re.escape(part) for part in words.split())
    if _RTL.search(words):
        return parts
    before = r"(?<![^\W_])" if words[0].isalnum() else ""
    after = r"(?![^\W_])" if words[-1].isalnum() else ""
    return f"{before}{parts}{after}"


def _span(span: Span, blanks: Blanks) -> Span:
    return Span(span.start, span.end, blanks.of_text(span.quote, span.start))


def _blank_claim(claim: Claim, blanks: Blanks, days: set[_Days]) -> Claim | None:
    words = _span(claim.span, blanks)
    if _is_gone(words):
        return None
    when = claim.when
    if when is not None and (blanks.touch(when.span) or (when.span is None and _days(claim) in days)):
        when = None
    return replace(
        claim,
        span=words,
        claimants=tuple(_claimant(c, blanks) for c in claim.claimants),
        actors=tuple(a for a in (_actor(a, blanks) for a in claim.actors) if not _is_gone(a.span)),
        places=tuple(p for p in (_place(p, blanks) for p in claim.places) if not _is_gone(p.span)),
        quantities=tuple(q for q in claim.quantities if not blanks.touch(q.span)),
        uncounted=tuple(q for q in claim.uncounted if not blanks.touch(q.span)),
        when=when,
        rules=tuple(blanks.of_words(r) for r in claim.rules),
    )


def _is_gone(span: Span) -> bool:
    """Whether nothing but blocks is left of words."""
    return not span.quote.strip(f"{BLOCK} \r\n\t")


def _days(claim: Claim) -> _Days:
    return (claim.when.start_on, claim.when.end_on) if claim.when else (None, None)


def _claimant(claimant: Claimant, blanks: Blanks) -> Claimant:
    cue = _span(claimant.cue, blanks) if claimant.cue else None
    span = _span(claimant.span, blanks)
    if blanks.touch(claimant.span):
        # Two whose names are redacted are not one source because of it: neither is known outside its report.
        return Claimant(span=span, cue=cue, anonymous=True)
    return replace(claimant, span=span, cue=cue)


def _actor(actor: ActorMention, blanks: Blanks) -> ActorMention:
    known = None if blanks.touch(actor.span) else actor.actor_id
    return replace(actor, span=_span(actor.span, blanks), actor_id=known)


def _place(place: PlaceMention, blanks: Blanks) -> PlaceMention:
    """A place without what leads to it, also where other words stand for one that is redacted by its name."""
    if blanks.touch(place.span) or (place.name and blanks.pattern.search(place.name)):
        return PlaceMention(span=_span(place.span, blanks))
    return replace(place, span=_span(place.span, blanks))


def _rests_on(value: object, blanks: Blanks) -> bool:
    """Whether a corrected field has words that are redacted."""
    if isinstance(value, Mapping):
        return _is_touched(value, blanks) or any(_rests_on(inner, blanks) for inner in value.values())
    if isinstance(value, list):
        return any(_rests_on(inner, blanks) for inner in value)
    return isinstance(value, str) and blanks.of_words(value) != value


def _is_touched(value: Mapping[str, Any], blanks: Blanks) -> bool:
    start, end = value.get("start"), value.get("end")
    return isinstance(start, int) and isinstance(end, int) and blanks.touch(Span(start, end, ""))


def _blank_json(value: Any, blanks: Blanks) -> Any:
    if isinstance(value, str):
        return blanks.of_words(value)
    if isinstance(value, list):
        return [_blank_json(inner, blanks) for inner in value]
    if isinstance(value, Mapping):
        inner = {k: _blank_json(v, blanks) for k, v in value.items()}
        if _is_touched(value, blanks) and isinstance(value.get("quote"), str):
            inner["quote"] = blanks.of_text(value["quote"], value["start"])
        return inner
    return value


def _empty_json(value: Any) -> Any:
    """Without what people wrote: of texts only ids and bare words of ours are left."""
    if isinstance(value, str):
        return value if value.startswith(_IDS) or value.startswith("incident-") else REDACTED
    if isinstance(value, list):
        return [_empty_json(inner) for inner in value]
    if isinstance(value, Mapping):
        return {k: ({} if k == "fields" else _empty_json(v)) for k, v in value.items()}
    return value if isinstance(value, bool) else None
