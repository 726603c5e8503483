"""Why a claim was read as it was: the sentence, the parse that mattered, the rules that fired, what each gave."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from trucewatch.claims.extract import READ
from trucewatch.claims.parsing import Paragraph, paragraphs, parse
from trucewatch.claims.records import CONFIDENCE
from trucewatch.claims.trust import weigh_signs
from trucewatch.model.claim import Claim
from trucewatch.model.document import Document
from trucewatch.packs.trust import load_trust

_WORDS = 40
"""Words of a parse that are shown at most."""
_MEANINGS = (
    (r"(incident|access)\.(\w+)\.(\d+):(.+)", "the verb “{3}” tells of {1} (knowledge/core/events.yaml, {0} verbs)"),
    (r"(incident|access)\.(\w+):(.+)", "the noun “{2}” names {1} (knowledge/core/events.yaml, {0} nouns)"),
    (r"light verb:(.+)", "the verb “{0}” has no meaning of its own: the noun that hangs on it says what was done"),
    (r"(cause|happen|suffer|subject) verb:(.+)", "the verb “{1}” says that what the noun names took place"),
    (r"participle:(.+)", "the participle “{0}” tells of something done to what it describes"),
    (r"position\.statement\.(\w+)", "words given to a speaker, which by their content are {0}"),
    (r"position\.(\w+):noun (.+)", "the noun “{1}” names a stand: {0} (knowledge/core/positions.yaml)"),
    (r"position\.(\w+):(.+)", "“{1}” takes a stand: {0} (knowledge/core/positions.yaml)"),
    (r"term\.(\w+):(.+)", "“{1}” sets a term: {0} (knowledge/core/terms.yaml)"),
    (r"figure\.(\w+):(.+)", "“{1}” counts over a time or an area: {0}"),
    (r"row\.([\w-]+)\.(\w+):(.+)", "{1}: what stands in the column {2} of the table, read as {0}"),
    (r"goes on", "it goes on telling of the happening before, whose doer, place and time it takes where it names none"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the parse: its text, part of speech, and how it hangs on which word."""

    text: str
    part: str
    relation: str
    head: str


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a claim is what it is.

    ``sentence`` is the whole of it; ``words`` the parse of the claim's own words; ``rules`` what fired, in order and in
    words; ``slots`` a line for each thing that was filled; ``start`` and ``signs`` the log-odds behind the confidence.
    """

    sentence: str
    words: tuple[Word, ...]
    rules: tuple[str, ...]
    slots: tuple[str, ...]
    start: float
    signs: tuple[tuple[str, float], ...]


def find_reasons(claim: Claim, document: Document) -> Reasons:
    """The reasons of a claim of ``document``; the paragraph that holds it is parsed once more."""
    sentence = claim.span.quote
    words: tuple[Word, ...] = ()
    # A row of a table was not parsed: its rules name the columns.
    for paragraph in parse(_pieces(claim, document)) if not document.record else ():
        tokens = _tokens(paragraph, claim)
        if tokens is not None:
            sentence = paragraph.span(tokens.sent).quote
            words = tuple(_word(t) for t in tokens[:_WORDS] if not t.is_space)
    return Reasons(
        sentence=sentence,
        words=words,
        rules=tuple(f"{rule}: {say_rule(rule)}" for rule in claim.rules),
        slots=tuple(_slots(claim)),
        start=math.log(CONFIDENCE / (1 - CONFIDENCE)) if document.record else load_trust().start,
        signs=() if document.record else weigh_signs(claim),
    )


def say_rule(rule: str) -> str:
    """What a rule's name says, in words."""
    for pattern, meaning in _MEANINGS:
        if match := re.fullmatch(pattern, rule):
            return meaning.format(*match.groups())
    return rule.replace(".", " ").replace("_", " ")


def _pieces(claim: Claim, document: Document) -> list[Any]:
    return [p for p in paragraphs(document, READ) if p[0] <= claim.span.start < p[0] + len(p[1])]


def _tokens(paragraph: Paragraph, claim: Claim) -> Any:
    start, end = claim.span.start - paragraph.offset, claim.span.end - paragraph.offset
    return paragraph.doc.char_span(start, end, alignment_mode="expand")


def _word(token: Any) -> Word:
    return Word(token.text, token.pos_.lower(), token.dep_, "" if token.head.i == token.i else token.head.text)


def _slots(claim: Claim) -> list[str]:
    lines = [f"stance: {claim.stance}"]
    for claimant in claim.claimants:
        cue = f", by the cue “{claimant.cue.quote}”" if claimant.cue is not None else ""
        lines.append(f"claimant: “{claimant.span.quote}”{cue}{_entry(claimant.actor_id)}")
    lines += ["claimant: none, so the text itself says it"] if not claim.claimants else []
    lines += [f"{a.role}: “{a.span.quote}”{_entry(a.actor_id)}" for a in claim.actors]
    for place in claim.places:
        found = (
            f" = {place.name} ({place.place_id}), precision {place.geo_precision}" if place.place_id else ", unlocated"
        )
        lines.append(f"place: “{place.span.quote}”{found}")
    if claim.when is not None and claim.when.is_known:
        words = f"“{claim.when.span.quote}”" if claim.when.span is not None else "taken over from what was told before"
        lines.append(f"time: {claim.when.start_on} to {claim.when.end_on} ({claim.when.precision}), {words}")
    lines += [
        f"number: “{q.span.quote}” = {q.what} {_bound(q.low)}..{_bound(q.high)}{', about' if q.approx else ''}"
        for q in claim.quantities
    ]
    return lines


def _entry(actor_id: str | None) -> str:
    return f" = {actor_id}" if actor_id else ""


def _bound(value: float | None) -> str:
    return "open" if value is None else f"{value:g}"
