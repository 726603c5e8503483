"""Document → claims and attributions: the one way in to the extractor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from trucewatch.claims.anchor import place_anchor
from trucewatch.claims.attribution import Attributed, Attributions, find_attributions
from trucewatch.claims.counts import find_counts
from trucewatch.claims.draft import Draft
from trucewatch.claims.figures import find_figures, is_cumulative
from trucewatch.claims.grammar import phrase
from trucewatch.claims.happenings import ATTACKS, HARMS, find_happenings
from trucewatch.claims.parsing import Paragraph, paragraphs, parse
from trucewatch.claims.positions import find_positions
from trucewatch.claims.quantity import FoundQuantity, find_quantities
from trucewatch.claims.referents import PRONOUNS, find_referent, needs_referent
from trucewatch.claims.roles import assign_roles
from trucewatch.claims.senses import Senses
from trucewatch.claims.setting import find_place, find_time
from trucewatch.claims.stance import is_negated, read_stance
from trucewatch.claims.terms import find_terms
from trucewatch.claims.triggers import find_triggers
from trucewatch.claims.typing import decide_type
from trucewatch.claims.verify import is_grounded
from trucewatch.claims.when import find_times
from trucewatch.claims.where import FoundPlace, find_places
from trucewatch.model.claim import ActorMention, Attribution, Claim, Claimant, PlaceMention, claim_id
from trucewatch.model.document import Document
from trucewatch.model.span import Span
from trucewatch.model.when import When
from trucewatch.packs.lexicon import load_lexicon

Token = Any
EXTRACTOR = "trucewatch.rules@1"
READ = ("headline", "caption", "body", "dateline")


def extract_claims(document: Document) -> tuple[Claim, ...]:
    """Every fact of the guide that the document tells, in text order, each grounded in its words."""
    parsed = list(parse(paragraphs(document, READ)))
    return _claims(document, parsed)


def extract_all(documents: Iterable[Document]) -> Iterator[tuple[Claim, ...]]:
    """The claims of each document, in order."""
    for document in documents:
        yield extract_claims(document)


def _claims(document: Document, parsed: list[Paragraph]) -> tuple[Claim, ...]:
    senses = Senses(load_lexicon())
    said = find_attributions(document, parsed)
    claims: list[Claim] = []
    state = _State()
    strong = sum(t.lower_ in senses.lexicon.scope for p in parsed for t in p.doc)
    state.about = strong >= 3
    for index, paragraph in enumerate(parsed):
        senses.reset()
        state.index, state.parsed = index, parsed
        claims += _of_paragraph(document, paragraph, senses, said, state)
    return tuple(
        c
        for c in sorted(claims, key=lambda c: (c.span.start, c.span.end, c.kind, c.type))
        if is_grounded(c, document.text)
    )


class _State:
    """What the document has spoken of so far."""

    def __init__(self) -> None:
        self.attack = ""
        self.index = 0
        self.parsed: list[Paragraph] = []
        self.last: Claim | None = None
        self.about = False
        self.place: FoundPlace | None = None
        self.when: When | None = None
        self.previous: When | None = None


def _of_paragraph(
    document: Document, paragraph: Paragraph, senses: Senses, said: Attributions, state: _State
) -> list[Claim]:
    from trucewatch.packs.gazetteer import load_gazetteer

    places = find_places(paragraph, load_gazetteer())
    times = find_times(paragraph, document.published.on, previous=state.previous)
    quantities = find_quantities(paragraph)
    claims = []
    for sentence in paragraph.doc.sents:
        for draft in _drafts(sentence, paragraph, senses, said, state):
            claim = _claim(document, paragraph, draft, senses, said, places, times, quantities, state)
            if claim is not None:
                claims.append(claim)
    return claims


def _drafts(sentence: Any, paragraph: Paragraph, senses: Senses, said: Attributions, state: _State) -> list[Draft]:
    triggers = find_triggers(sentence, senses)
    drafts = find_happenings(triggers, senses)
    every = {t.token.i for d in drafts for t in d.triggers} | {d.head.i for d in drafts}
    busy = {d.head.i for d in drafts}
    terms = find_terms(sentence, senses, busy)
    busy |= {d.head.i for d in terms}
    figures = find_figures(sentence, senses, busy)
    busy |= {d.head.i for d in figures}

    def says(token: Token) -> bool:
        at = paragraph.offset + token.idx
        over = said.covering(at, at + len(token), speaking=True)
        return bool(over) and _political(over[-1], senses)

    positions = find_positions(sentence, senses, busy | every, says, state.about)
    for draft in drafts:
        own = {t.token.i for t in draft.triggers}
        place_anchor(draft, every - own - {draft.head.i})
        assign_roles(draft, senses)
        draft.type = decide_type(draft, senses, state.attack)
        draft.stance = read_stance(draft.head)
        if draft.stance == "asserted" and draft.clause is not None and is_negated(draft.clause):
            draft.stance = "denied"
        if draft.type in ("air_strike", "drone_strike", "shelling", "chemical_attack"):
            state.attack = draft.type
        if is_cumulative(draft):
            draft.kind, draft.type = "figure", "death_toll"
    return [*drafts, *terms, *figures, *positions]


_NEUTRAL = frozenset(
    [
        "observatory",
        "monitor",
        "monitors",
        "activist",
        "activists",
        "source",
        "sources",
        "witness",
        "witnesses",
        "eyewitness",
        "eyewitnesses",
        "resident",
        "residents",
        "network",
        "agency",
        "reuters",
        "afp",
        "website",
        "media",
        "report",
        "reports",
        "news",
        "correspondent",
        "reporter",
    ]
)


def _political(attributed: Attributed, senses: Senses) -> bool:
    """Whether a source takes part in politics, so that what it states is a position (monitors and media do not)."""
    span = attributed.name or attributed.source
    if span is None:
        return False
    words = [w.strip(",.’'s\u201c\u201d\"()") for w in span.quote.split()]
    if any(w.lower() in _NEUTRAL for w in words):
        return False
    classes = senses.lexicon.classes
    return any("political" in classes.get(w.lower(), ()) for w in words) or any(w[:1].isupper() for w in words[-2:])


def _claim(
    document: Document,
    paragraph: Paragraph,
    draft: Draft,
    senses: Senses,
    said: Attributions,
    places: tuple[FoundPlace, ...],
    times: tuple[When, ...],
    quantities: tuple[FoundQuantity, ...],
    state: _State,
) -> Claim | None:
    doc = paragraph.doc
    span = paragraph.span(doc[draft.start : draft.end])
    head = paragraph.span(draft.head)
    chain = said.covering(head.start, head.end, speaking=True)
    claimants = [c for c in (_claimant(a) for a in chain) if c is not None]
    stance = draft.stance
    if stance == "asserted" and chain and chain[-1].stance and draft.kind != "position":
        stance = chain[-1].stance
    actors: list[ActorMention] = []
    if draft.kind == "position":
        actors += _position_actors(document, paragraph, draft, said, claimants, senses, state)
    for role, ranges in draft.roles.items():
        for s, e in ranges:
            named = _named(paragraph, s, e, claimants, senses, state)
            if named is not None and not any(a.role == role and a.span == named for a in actors):
                actors.append(ActorMention(role=role, span=named))
    place = find_place(draft, paragraph, places) if draft.kind != "position" else None
    mentions = (PlaceMention(span=place.span),) if place is not None else ()
    when = find_time(draft, paragraph, times)
    type_ = draft.type
    if draft.kind == "incident":
        last = state.last
        same = last is not None and _continues(draft, last, span)
        if same and last is not None:
            if not any(a.role == "perpetrator" for a in actors):
                actors += [a for a in last.actors if a.role == "perpetrator"]
            if type_ in ("other_incident", "killing") and last.type in ("air_strike", "drone_strike", "shelling"):
                type_ = last.type
        if place is None and last is not None:
            mentions = last.places
        if when is None and last is not None and (same or last.type == type_) and last.when is not None:
            when = replace(last.when, span=None, inherited=True)
    found = find_counts(draft, paragraph, quantities, senses)
    key = claim_id(
        document.document_id, span, draft.kind, type_, tuple(c.span.quote for c in claimants), stance, EXTRACTOR
    )
    claim = Claim(
        claim_id=key,
        document_id=document.document_id,
        kind=draft.kind,
        type=type_,
        stance=stance,
        span=span,
        claimants=tuple(claimants),
        actors=tuple(actors),
        places=mentions,
        when=when,
        quantities=tuple(found),
        confidence=draft.confidence,
        extractor=EXTRACTOR,
        segment=paragraph.segment.kind,
        rules=tuple(draft.rules),
    )
    if draft.kind == "incident":
        state.last = claim
    return claim


def _claimant(attributed: Attributed) -> Claimant | None:
    span = attributed.name or attributed.source
    if span is None or (span.quote.lower() in PRONOUNS):
        return None
    return Claimant(span=span, cue=attributed.cue, anonymous=attributed.anonymous)


_SPEECH_TYPES = frozenset(
    {"demands", "condemns", "accuses", "denies_responsibility", "accepts_responsibility", "doubts"}
)


def _position_actors(
    document: Document,
    paragraph: Paragraph,
    draft: Draft,
    said: Attributions,
    claimants: list[Claimant],
    senses: Senses,
    state: _State,
) -> list[ActorMention]:
    """Holder and addressee; the holder of a spoken position is its claimant too, unless it is the publisher."""
    actors: list[ActorMention] = []
    holder = None
    own = next(
        (a for a in said.all if a.cue_token == draft.head.i and a.paragraph == state.index and a.source is not None),
        None,
    )
    if draft.holder is not None:
        if own is not None and draft.holder.lower_ in PRONOUNS and own.name is not None:
            holder = own.name
        else:
            s, e = phrase(draft.holder, joint=True)
            holder = _named(paragraph, s, e, claimants, senses, state)
        speaks = (own is not None and own.speaks) or draft.type in _SPEECH_TYPES
        if (
            holder is not None
            and speaks
            and not any(c.span.quote == holder.quote for c in claimants)
            and draft.holder.lower_ not in ("we", "i", "our", "us")
            and not _publishes(holder.quote, document.publisher)
        ):
            claimants.append(Claimant(span=holder, cue=paragraph.span(draft.head)))
    elif claimants:
        holder = claimants[-1].span
    if holder is not None:
        actors.append(ActorMention(role="holder", span=holder))
    if draft.addressee is not None:
        s, e = phrase(draft.addressee, joint=True)
        named = _named(paragraph, s, e, claimants, senses, state)
        if named is not None:
            actors.append(ActorMention(role="addressee", span=named))
    return actors


def _publishes(words: str, publisher: str) -> bool:
    """Whether the phrase names the document's own publisher ("The United States" for its State Department)."""
    short = {"us": "united states", "uk": "united kingdom", "un": "united nations", "eu": "european union"}
    theirs = set()
    for word in publisher.lower().replace(".", "").replace("(", " ").replace(")", " ").split():
        theirs |= set(short.get(word, word).split()) | {word}
    mine = {w.strip("()") for w in words.lower().replace(".", "").split()} - {"the", "of", "for", "a"}
    theirs -= {"the", "of", "for", "a", "government", "department", "ministry", "foreign", "affairs", "state"}
    return bool(mine & theirs)


def _named(
    paragraph: Paragraph, start: int, end: int, claimants: list[Claimant], senses: Senses, state: _State
) -> Span | None:
    """The words of a role; for a pronoun, the name it stands for; None when nothing can be named."""
    tokens = paragraph.doc[start:end]
    token = tokens.root
    if end - start == 1 and token.lower_ in ("we", "i", "us", "our", "my", "ours"):
        return claimants[-1].span if claimants else None
    if (end - start == 1 and token.pos_ == "PRON") or needs_referent(token):
        if token.lower_ in PRONOUNS or needs_referent(token):
            return find_referent(state.parsed, state.index, token, senses)
        return (
            None
            if token.lower_ in ("which", "who", "that", "this", "what", "those", "these")
            else paragraph.span(tokens)
        )
    return paragraph.span(tokens)


def _continues(draft: Draft, last: Claim, span: Span) -> bool:
    """Whether the draft goes on telling of the last incident: "the attack …", or a harm without a cause of its own."""
    if span.start - last.span.end > 600:
        return False
    attacks = [t for t in draft.triggers if t.type in ATTACKS]
    if not attacks:
        return all(t.type in HARMS for t in draft.triggers) and last.type in ATTACKS
    return all(
        t.nominal and any(c.dep_ == "det" and c.lower_ in ("the", "this", "these", "those") for c in t.token.lefts)
        for t in attacks
    )


def extract_attributions(document: Document) -> tuple[Attribution, ...]:
    """Every attribution in the document, in or out of the subject, in text order of the cues."""
    parsed = list(parse(paragraphs(document, READ)))
    said = find_attributions(document, parsed)
    return tuple(
        Attribution(document_id=document.document_id, source=a.source, cue=a.cue, content=a.content, kind=a.kind)
        for a in said.all
    )
