"""Document → claims: the one way in to the extractor."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from trucewatch.claims.assemble import Found, build_claim
from trucewatch.claims.attribution import find_attributions
from trucewatch.claims.colons import find_statement
from trucewatch.claims.drafts import span_of
from trucewatch.claims.gate import is_about, is_relevant, is_sure, worth_reading
from trucewatch.claims.headlines import mend_headlines
from trucewatch.claims.means import find_means
from trucewatch.claims.parsing import Paragraph, paragraphs, parse
from trucewatch.claims.quantity import find_quantities
from trucewatch.claims.repeats import link_repeats
from trucewatch.claims.retelling import date_statement, share_times
from trucewatch.claims.scene import is_stay
from trucewatch.claims.senses import Senses
from trucewatch.claims.sentences import find_drafts
from trucewatch.claims.story import Story
from trucewatch.claims.timing import find_incident_time
from trucewatch.claims.trust import rate
from trucewatch.claims.verify import is_grounded
from trucewatch.claims.voices import (
    find_heading_speaker,
    find_publisher,
    find_speaker,
    is_office,
    speaks_for_itself,
)
from trucewatch.claims.when import find_times
from trucewatch.claims.where import find_places
from trucewatch.claims.years import find_years
from trucewatch.model.claim import Claim
from trucewatch.model.document import Document, Segment
from trucewatch.model.when import When
from trucewatch.packs.cues import load_cues
from trucewatch.packs.gazetteer import load_gazetteer
from trucewatch.packs.lexicon import load_lexicon

READ = ("headline", "dateline", "caption", "body")
"""Segments in which facts are sought; bylines and furniture hold none."""
_TOGETHER = 16
"""Documents that are parsed as one stream."""
_TOP = 5
"""Paragraphs at the head of a text in which a statement says whose it is and of which day."""
_HEADLINE = 400
"""A line longer than this is no headline in two parts."""


_DATELINE = re.compile(
    r"((?:[A-Z][A-Z'’.-]+[ ,]*){1,4}[^–—\n]{0,60}?)\s[–—-]\s"
    r"|((?:[A-Z][\w'’-]*[ ,]+){1,4}(?:province|governorate|countryside|district|city|region)):\s"
)
"""A place in capitals, a credit or a date, and a dash, before a report's first sentence; or a province and a colon."""


def extract_claims(document: Document) -> tuple[Claim, ...]:
    """Every fact of the guide that the document tells, in text order, each grounded in its words.

    A document that the relevance gate keeps out, or in a language that is not read, yields none.
    """
    return next(extract_all([document]))


def extract_all(documents: Iterable[Document]) -> Iterator[tuple[Claim, ...]]:
    """The claims of each document, in order.

    A few documents at a time are parsed as one stream, which is the fastest way; memory stays flat.
    """
    stream = iter(documents)
    while batch := list(islice(stream, _TOGETHER)):
        wanted = [_wanted(document) for document in batch]
        parsed = parse(piece for pieces in wanted for piece in pieces)
        for document, pieces in zip(batch, wanted, strict=True):
            yield _claims(document, list(islice(parsed, len(pieces)))) if pieces else ()


def _wanted(document: Document) -> list[tuple[int, str, Segment]]:
    """The paragraphs of a document that are worth parsing; none when the gate keeps it out.

    A row of a table has none: its claim is made of its cells (``claims/records.py``).
    """
    if document.record or document.language not in ("", "en") or not is_relevant(document.text):
        return []
    return list(worth_reading(list(_pieces(document))))


def _pieces(document: Document) -> Iterator[tuple[int, str, Segment]]:
    """The paragraphs to parse; a headline in two parts ("A | B") makes two, as no parser reads across the bar."""
    for offset, text, segment in paragraphs(document, READ):
        start = 0
        dateline = _DATELINE.match(text)
        if dateline and segment.kind == "body":
            yield offset, text[: dateline.end(dateline.lastindex or 1)], segment
            start = dateline.end()
        if len(text) < _HEADLINE:
            while (bar := text.find(" | ", start)) >= 0:
                yield offset + start, text[start:bar], segment
                start = bar + 3
        if text[start:].strip():
            yield offset + start, text[start:], segment


def _named_places(found: Found, paragraph: Paragraph) -> Iterator[int]:
    """The tokens by which the sure places of a paragraph are named, no country and no region among them."""
    for place in found.places:
        if place.is_sure and not place.is_country and place.cores:
            low = place.cores[0].start - paragraph.offset
            high = place.cores[0].end - paragraph.offset
            yield from (t.i for t in paragraph.doc[place.start : place.end] if low <= t.idx < high)


def _claims(document: Document, parsed: list[Paragraph]) -> tuple[Claim, ...]:
    lexicon, gazetteer = load_lexicon(), load_gazetteer()
    senses = Senses(lexicon)
    title = find_statement(parsed[0].doc, load_cues()) if parsed else None
    parsed = mend_headlines(parsed)
    said = find_attributions(document, parsed)
    strong = sum(t.lower_ in lexicon.scope for p in parsed for t in p.doc)
    sure = is_sure(document.text)
    about = strong >= 2 or is_about(document.text)
    story = Story(parsed, about=about, own_voice=is_office(document.publisher, lexicon), itself=document.publisher)
    story.sure = sure
    story.likely = Counter(find_means((t for p in parsed for t in p.doc), senses))
    years = find_years(document.text) if document.published.on is None else None
    if story.own_voice:
        story.publisher = find_publisher(parsed, document.publisher)
    elif title is not None and title.source is not None:
        # "Statement by the Army Command": the text below is its own voice, whoever carries it.
        story.own_voice, story.publisher = True, span_of(parsed[0], title.source)
    elif speaks_for_itself(parsed, said):
        story.own_voice, story.publisher = True, find_speaker(parsed)
        story.itself = story.publisher.quote if story.publisher is not None else ""
    claims: list[Claim] = []
    placed: list[When] = []
    stated: list[When] = []
    for index, paragraph in enumerate(parsed):
        senses.reset()
        story.index = index
        times = find_times(paragraph, document.published.on, previous=story.time, years=years)
        if index < _TOP:
            stated += [t for t in times if t.span is not None and any(c.isdigit() for c in t.span.quote)]
        story.open_list(times)
        story.time = next((t for t in reversed(times) if t.is_known), story.time)
        found = Found(find_places(paragraph, gazetteer), times, find_quantities(paragraph))
        senses.know(_named_places(found, paragraph))
        for sentence in paragraph.doc.sents:
            when = find_incident_time(sentence, paragraph, times)
            if when is not None:
                placed.append(when)
            for draft in find_drafts(sentence, paragraph, senses, said, story):
                claims.append(build_claim(document, paragraph, draft, found, senses, said, story))
        story.named += [p for p in found.places if is_stay(p, paragraph.doc)]
    grounded = [c for c in claims if is_grounded(c, document.text)]
    unique = {(c.span, c.kind, c.type): c for c in reversed(grounded)}
    ordered = sorted(unique.values(), key=lambda c: (c.span.start, c.span.end, c.kind, c.type))
    told = share_times(link_repeats(ordered), document.text, placed)
    issued = next((w for w in stated if w.start_on == w.end_on == document.published.on), None)
    speaker = find_heading_speaker(parsed[:_TOP]) if issued is not None else None
    if issued is not None and speaker is not None:
        told = date_statement(told, issued, speaker.quote)
    return tuple(replace(c, confidence=rate(c)) for c in told)
