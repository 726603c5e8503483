"""Voices: whose words a clause is, and whether that speaker takes part in politics."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.claims.attribution import Attributed, Attributions
from trucewatch.claims.colons import find_statement
from trucewatch.claims.parsing import Paragraph
from trucewatch.claims.quotes import find_quotes
from trucewatch.model.span import Span
from trucewatch.packs.cues import load_cues
from trucewatch.packs.lexicon import Lexicon

_SELF = frozenset({"we", "our", "us", "i", "my"})
_SHORT = {"us": "united states", "uk": "united kingdom", "un": "united nations", "eu": "european union"}
_EMPTY = frozenset({"the", "of", "for", "a", "government", "department", "ministry", "foreign", "affairs", "state"})


def is_office(publisher: str, lexicon: Lexicon) -> bool:
    """Whether the publisher is an office or an organisation that speaks for itself."""
    return any(w.strip("(),.").lower() in lexicon.offices for w in publisher.split())


def is_political(attributed: Attributed, lexicon: Lexicon) -> bool:
    """Whether a source takes part, so that what it states is a position (monitors, witnesses and media do not)."""
    span = attributed.name or attributed.source
    if span is None:
        return False
    words = [w.strip(",.’'“”\"()") for w in span.quote.split()]
    if any(w.lower() in lexicon.neutral for w in words):
        return False
    singular = (form for w in words for form in (w.lower(), w.lower().removesuffix("s")))
    return any("political" in lexicon.classes.get(w, ()) for w in singular) or any(w[:1].isupper() for w in words[-2:])


def chain_over(said: Attributions, start: int, end: int, lexicon: Lexicon) -> list[Attributed]:
    """Who says what stands there, outermost first: speakers, and parties who suggest it ("Russia, which suggested")."""
    over = said.covering(start, end)
    return [a for a in over if a.speaks or (a.cue_class == "evidence" and is_political(a, lexicon))]


def voice_at(said: Attributions, start: int, end: int, lexicon: Lexicon, own_voice: bool) -> str:
    """Whose words stand at ``start``..``end``: ``speaker``, ``publisher``, ``narrator``; "" for a neutral source."""
    over = chain_over(said, start, end, lexicon)
    if over:
        return "speaker" if is_political(over[-1], lexicon) else ""
    return "publisher" if own_voice else "narrator"


def find_publisher(parsed: Sequence[Paragraph], publisher: str) -> Span | None:
    """Where the text first names its own publisher, for a "we" that speaks for it."""
    for paragraph in parsed:
        for entity in paragraph.doc.ents:
            if entity.label_ in ("GPE", "ORG") and publishes(span := paragraph.span(entity), publisher):
                return span
    return None


def speaks_for_itself(parsed: Sequence[Paragraph], said: Attributions) -> bool:
    """Whether the text itself says "we", outside of quotations and of what it gives to others: a statement."""
    for paragraph in parsed:
        quotes = None
        for token in paragraph.doc:
            if token.lower_ not in _SELF or token.text == "US":
                continue
            quotes = quotes or find_quotes(paragraph.text)
            at = paragraph.offset + token.idx
            if quotes.at(token.idx) is None and not said.covering(at, at + len(token), speaking=True):
                return True
    return False


def find_speaker(parsed: Sequence[Paragraph]) -> Span | None:
    """Whom a statement's "we" speaks for: the state or body that first stands as the subject of a present verb."""
    for paragraph in parsed:
        for entity in paragraph.doc.ents:
            head = entity.root
            if entity.label_ not in ("GPE", "ORG") or head.dep_ != "nsubj":
                continue
            verb = head.head
            now = verb.tag_ in ("VBZ", "VBP") or any(c.tag_ in ("VBZ", "VBP", "MD") for c in verb.lefts)
            if verb.dep_ == "ROOT" and now:
                start = entity.start - 1 if entity.start and paragraph.doc[entity.start - 1].lower_ == "the" else None
                return paragraph.span(paragraph.doc[entity.start if start is None else start : entity.end])
    return None


def find_heading_speaker(head: Sequence[Paragraph]) -> Span | None:
    """Whose statement a text is, by a heading among its first paragraphs ("Statement by X"); None when it is none."""
    for paragraph in head:
        title = find_statement(paragraph.doc, load_cues())
        if title is not None and title.source is not None:
            start, end = title.source
            return paragraph.span(paragraph.doc[start:end])
    return None


def publishes(words: Span, publisher: str) -> bool:
    """Whether the phrase names the document's own publisher ("The United States" for its State Department)."""
    theirs: set[str] = set()
    for word in publisher.lower().replace(".", "").replace("(", " ").replace(")", " ").split():
        theirs |= set(_SHORT.get(word, word).split()) | {word}
    mine = {w.strip("()") for w in words.quote.lower().replace(".", "").split()}
    return bool((mine - _EMPTY) & (theirs - _EMPTY))


def is_publisher(words: Span, publisher: str) -> bool:
    """Whether the phrase is the document's own publisher and no more: "SNHR", "The Network", not "SNHR sources"."""
    full = [w.strip("(),") for w in publisher.replace(".", "").split()]
    short = "".join(w[0] for w in full if w.lower() not in _EMPTY - {"government", "department", "ministry"})
    theirs = {w.lower() for w in full} | {short.lower()}
    for word in tuple(theirs):
        theirs |= set(_SHORT.get(word, "").split())
    mine = {w.strip("(),") for w in words.quote.lower().replace(".", "").split()}
    return bool(mine - _EMPTY) and mine - _EMPTY <= theirs
