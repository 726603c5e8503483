"""Drafts → claims: claimants, actors by name, place, time, quantities, identity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from trucewatch.claims.attribution import Attributed, Attributions
from trucewatch.claims.counts import find_counts
from trucewatch.claims.draft import Draft
from trucewatch.claims.grammar import conjuncts, phrase
from trucewatch.claims.parsing import Paragraph
from trucewatch.claims.quantity import FoundQuantity
from trucewatch.claims.referents import PRONOUNS, find_referent, needs_referent
from trucewatch.claims.scene import find_scene, is_stay
from trucewatch.claims.senses import Senses
from trucewatch.claims.story import Story
from trucewatch.claims.timing import find_time
from trucewatch.claims.voices import chain_over, is_publisher
from trucewatch.claims.where import FoundPlace
from trucewatch.model.claim import ActorMention, Claim, Claimant, PlaceMention, Quantity, claim_id
from trucewatch.model.document import Document
from trucewatch.model.span import Span
from trucewatch.model.when import When

Token = Any
EXTRACTOR = "trucewatch.rules@1"
_FIRST = frozenset({"we", "i", "us", "our", "my", "ours"})
_EMPTY = frozenset({"which", "who", "that", "this", "what", "those", "these", "one", "another"})
_SPOKEN = frozenset({"demands", "condemns", "accuses", "denies_responsibility", "accepts_responsibility", "doubts"})
_ACTING = frozenset({"press", "seek", "pressure", "push", "want", "require", "pressurise"})
"""Verbs by which the narrator tells of a demand as an act, so that nobody claims it."""
_LOCAL = re.compile(
    r"\b(?:residents?|inhabitants|witness\w*|eyewitness\w*|activists?|doctors?|medics?|hospitals?|villagers?|locals?)\b",
    re.IGNORECASE,
)
"""Sources who tell of where they are; a ministry "in Gaza" is named after its seat."""
_SPECIFIC = frozenset({"air_strike", "drone_strike", "shelling"})


@dataclass(frozen=True, slots=True)
class Found:
    """What a paragraph holds beside its facts."""

    places: Sequence[FoundPlace]
    times: Sequence[When]
    quantities: tuple[FoundQuantity, ...]


def build_claim(
    document: Document,
    paragraph: Paragraph,
    draft: Draft,
    found: Found,
    senses: Senses,
    said: Attributions,
    story: Story,
) -> Claim:
    """The claim of a draft; ``story`` lends what the words leave out and is told of the claim."""
    doc = paragraph.doc
    span = paragraph.span(doc[draft.start : draft.end])
    head = paragraph.span(draft.head)
    chain = [
        a
        for a in chain_over(said, head.start, head.end, senses.lexicon)
        # Who condemns or welcomes a happening takes it as known, and does not tell of it; who dismisses it denies it.
        if a.cue_class != "judgement" or draft.stance == "denied"
    ]
    claimants: list[Claimant] = []
    for claimant in (_claimant(a) for a in chain):
        # "The network said that it had recorded …" is one claimant; the publisher of the text is none.
        if claimant is None or is_publisher(claimant.span, story.itself):
            continue
        if not (claimants and claimants[-1].span.quote == claimant.span.quote):
            claimants.append(claimant)
    stance = draft.stance
    told = chain[-1].stance if chain else None
    if stance == "asserted" and told and (draft.kind != "position" or (draft.type == "upholds" and told == "denied")):
        stance = told
    actors: list[ActorMention] = []
    if draft.kind == "position":
        actors += _holders(document, paragraph, draft, said, claimants, senses, story)
    for role, ranges in draft.roles.items():
        for start, end in ranges:
            named = _named(paragraph, start, end, claimants, senses, story)
            if named is not None and not any(a.role == role and a.span == named for a in actors):
                actors.append(ActorMention(role=role, span=named))
    speakers = [a.source for a in chain if a.source is not None and not _LOCAL.search(a.source.quote)]
    # Where a part of a tally is counted, the whole is not.
    scenes = [p for p in found.places if not (any(p.span.overlaps(s) for s in speakers) or _is_of_a_part(p, draft))]
    before = [*story.named, *(p for p in scenes if p.start < draft.start and is_stay(p, doc))]
    place, where = find_scene(draft, paragraph, scenes, senses, before)
    places: tuple[PlaceMention, ...] = (PlaceMention(span=where),) if where is not None else ()
    when = find_time(draft, paragraph, found.times, document.published.on)
    whole = draft.whole.claim if draft.whole is not None else None
    if whole is not None:
        # A part is told by whoever gives the total, and over the same time.
        claimants = claimants or list(whole.claimants)
        when = when or (replace(whole.when, span=None, inherited=True) if whole.when is not None else None)
    if when is None and draft.kind in ("incident", "figure", "access"):
        when = story.lead_time()
    type_, rules = draft.type, list(draft.rules)
    if draft.kind == "incident":
        last = story.last
        goes_on = draft.included or story.continues(draft, span)
        if goes_on and last is not None:
            rules.append("goes on")
            if type_ in ("other_incident", "killing") and last.type in _SPECIFIC and not story.moves(place):
                type_ = last.type
        if not any(a.role == "perpetrator" for a in actors):
            actors += story.authors.recall(draft, span.start, story.index)
        if not places:
            places = story.place_for(type_, goes_on, span, before)
        if when is None:
            when = story.time_for(draft, goes_on, span, (PlaceMention(span=place.span),) if place is not None else ())
    counts = find_counts(draft, paragraph, found.quantities, senses)
    names = tuple(c.span.quote for c in claimants)
    claim = Claim(
        claim_id=claim_id(document.document_id, span, draft.kind, type_, names, stance, EXTRACTOR),
        document_id=document.document_id,
        kind=draft.kind,
        type=type_,
        stance=stance,
        span=span,
        claimants=tuple(claimants),
        actors=tuple(actors),
        places=places,
        when=when,
        quantities=tuple(q for q in counts if _is_number(q)),
        uncounted=tuple(q for q in counts if not _is_number(q)),
        extractor=EXTRACTOR,
        segment=paragraph.segment.kind,
        rules=tuple(rules),
    )
    story.add(claim, place is not None and bool(place.cores) and not place.is_country)
    draft.claim = claim
    return claim


def _is_of_a_part(place: FoundPlace, draft: Draft) -> bool:
    return draft.end <= place.start < draft.parts_end


def _is_number(quantity: Quantity) -> bool:
    return quantity.low is not None or quantity.high is not None


def _claimant(attributed: Attributed) -> Claimant | None:
    span = attributed.name or attributed.source
    if span is None or span.quote.lower() in PRONOUNS:
        return None
    return Claimant(span=span, cue=attributed.cue, anonymous=attributed.anonymous)


def _holders(
    document: Document,
    paragraph: Paragraph,
    draft: Draft,
    said: Attributions,
    claimants: list[Claimant],
    senses: Senses,
    story: Story,
) -> list[ActorMention]:
    """Holder and addressee; the holder of a spoken position is its claimant too, unless it is the publisher."""
    actors: list[ActorMention] = []
    own = next(
        (a for a in said.all if a.cue_token == draft.head.i and a.paragraph == story.index and a.source is not None),
        None,
    )
    holder = None
    if draft.holder is not None:
        if own is not None and draft.holder.lower_ in PRONOUNS and own.name is not None:
            holder = own.name
        else:
            holder = _named(paragraph, *phrase(draft.holder, joint=True), claimants, senses, story)
        acts = draft.head.lemma_.lower() in _ACTING
        if (
            holder is not None
            and ((own is not None and own.speaks and not acts) or (draft.type in _SPOKEN and not acts))
            and not any(c.span.quote == holder.quote for c in claimants)
            and draft.holder.lower_ not in _FIRST
            and not is_publisher(holder, story.itself)
        ):
            cue = own.cue if own is not None and own.cue is not None else paragraph.span(draft.head)
            claimants.append(Claimant(span=holder, cue=cue))
    elif claimants:
        holder = claimants[-1].span
    elif story.own_voice and draft.rules[0].startswith("position.statement"):
        holder = story.publisher
    if holder is None and draft.holder is not None and draft.holder.lower_ in _FIRST and story.own_voice:
        holder = story.publisher
    if holder is not None and draft.holder is not None and not any(c.span == holder for c in claimants):
        parts = conjuncts(draft.holder)
        names = [_named(paragraph, *phrase(p), claimants, senses, story) for p in parts] if len(parts) > 1 else [holder]
        actors += [ActorMention(role="holder", span=n) for n in names if n is not None]
    elif holder is not None:
        actors.append(ActorMention(role="holder", span=holder))
    if draft.addressee is not None:
        for part in conjuncts(draft.addressee):
            named = _named(paragraph, *phrase(part), claimants, senses, story)
            if named is not None and named != holder:
                actors.append(ActorMention(role="addressee", span=named))
    return actors


def _named(
    paragraph: Paragraph, start: int, end: int, claimants: list[Claimant], senses: Senses, story: Story
) -> Span | None:
    """The words of a role; for a pronoun, the name it stands for; None when nothing can be named."""
    tokens = paragraph.doc[start:end]
    token = tokens.root
    if end - start == 1 and token.lower_ in _FIRST:
        return claimants[-1].span if claimants else None
    if (end - start == 1 and token.lower_ in PRONOUNS) or needs_referent(token):
        found = find_referent(story.parsed, story.index, token, senses)
        return found if found is not None or token.lower_ in PRONOUNS else paragraph.span(tokens)
    if end - start == 1 and token.pos_ in ("PRON", "DET") and token.lower_ in _EMPTY:
        return None
    if end - start > 1 and paragraph.doc[end - 1].tag_ == "POS":
        # "An end to the army's attacks": the army is named, without the mark of its possession.
        return paragraph.span(paragraph.doc[start : end - 1])
    return paragraph.span(tokens)
