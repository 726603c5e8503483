"""Who says what: every attribution of a document, and which chain of them covers a given stretch of text.

Definitions follow PolNeAR (Newell et al., 2018): a *source* (whose words or mind it is), a *cue* (the words that say
so) and a *content* (what is given to the source).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from trucewatch.claims.discourse import draft_all
from trucewatch.claims.drafts import Draft, chars_of, span_of, text_of
from trucewatch.claims.mentions import find_medium
from trucewatch.claims.nesting import nest
from trucewatch.claims.parsing import Paragraph
from trucewatch.claims.speakers import Speaker, Speakers
from trucewatch.model.document import Document
from trucewatch.model.span import Span
from trucewatch.packs.cues import load_cues


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """One attribution; all spans are in the document's text.

    ``source`` is the noun phrase at the cue (None: the text names nobody), ``name`` the same or, for a pronoun or a
    short form, the fullest name of that speaker elsewhere in the document.  ``content`` is in text order, possibly in
    several pieces and paragraphs.  ``kind``: ``"direct"``, ``"indirect"`` or ``"mixed"``.

    ``cue_class`` and ``stance`` come from ``knowledge/core/cues.yaml``; ``stance`` is what the cue does to its content
    (``asserted alleged denied intended demanded``) or None when it does nothing (asked, discussed).  ``negated``: the
    cue itself is negated or withheld ("has not said whether"), so that its content is not asserted by the source.
    ``addressee`` is to whom it was said, demanded or whom it accuses; ``medium`` is set when the addressee is a news
    outlet ("told Reuters"), which makes it the outer claimant.  ``parent`` is the index in ``Attributions.all`` of the
    attribution in whose content this one stands.
    """

    source: Span | None
    name: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: str
    cue_lemma: str
    cue_class: str
    stance: str | None
    negated: bool = False
    anonymous: bool = False
    addressee: Span | None = None
    medium: Span | None = None
    paragraph: int = 0
    cue_token: int | None = None
    source_token: int | None = None
    parent: int | None = None
    rule: str = ""
    quoted: bool = False
    weak: bool = False

    @property
    def speaks(self) -> bool:
        """Whether the cue is speech, writing or a finding, which makes the source a claimant (a mere wish does not)."""
        return self.cue_class in SPEAKING

    def covers(self, start: int, end: int) -> bool:
        """Whether one piece of the content holds ``start``..``end`` (document offsets)."""
        return any(piece.start <= start and end <= piece.end for piece in self.content)


SPEAKING: frozenset[str] = frozenset(
    {"speech", "claim", "denial", "demand", "intent", "accusation", "judgement", "finding", "hedge"}
)
"""Cue classes that make the source a claimant; the others (``attitude``, ``belief``, ``topic``, …) a mind."""


_STRETCH = 2_000
_DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Attributions:
    """All attributions of a document in text order of their cues."""

    all: tuple[Attributed, ...] = ()
    _near: dict[int, list[int]] = field(init=False, compare=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the contents by stretches of text, so that a question costs the same in a long document."""
        for i, attributed in enumerate(self.all):
            stretches = {n for p in attributed.content for n in range(p.start // _STRETCH, p.end // _STRETCH + 1)}
            for number in sorted(stretches):
                self._near.setdefault(number, []).append(i)

    def covering(self, start: int, end: int, *, speaking: bool = False) -> tuple[Attributed, ...]:
        """The attributions whose content holds ``start``..``end``, outermost first.

        ``speaking`` leaves out those that report only a mind (``Attributed.speaks``).
        """
        near = (self.all[i] for i in self._near.get(start // _STRETCH, ()))
        found = [a for a in near if a.covers(start, end) and (a.speaks or not speaking)]
        return tuple(sorted(found, key=lambda a: (self._depth(a), -sum(s.end - s.start for s in a.content))))

    def _depth(self, attributed: Attributed) -> int:
        depth, parent = 0, attributed.parent
        while parent is not None and depth <= _DEEPEST:
            depth, parent = depth + 1, self.all[parent].parent
        return depth


def find_attributions(document: Document, paragraphs: Sequence[Paragraph]) -> Attributions:
    """Every attribution in ``paragraphs``, which are ``document``'s in text order."""
    book = load_cues()
    speakers = Speakers(book)
    records = []
    for number, (drafts, quotes) in enumerate(draft_all(paragraphs, book)):
        speakers.read(paragraphs[number], quotes)
        for draft in drafts:
            speaker = speakers.resolve(paragraphs[number], draft)
            record = _record(paragraphs, number, draft, speaker, find_medium(paragraphs[number], draft, book))
            if record.content:
                records.append(record)
    return Attributions(tuple(nest(records)))


def _record(
    paragraphs: Sequence[Paragraph], number: int, draft: Draft, speaker: Speaker | None, medium: Span | None
) -> Attributed:
    paragraph = paragraphs[number]
    pieces = (_trim(paragraphs[number + offset], start, end) for offset, start, end in sorted(draft.pieces))
    source = span_of(paragraph, draft.source) if draft.source else None
    return Attributed(
        source=source,
        name=speaker.name if speaker else source,
        cue=span_of(paragraph, draft.cue),
        content=tuple(piece for piece in pieces if piece),
        kind=draft.kind,
        cue_lemma=draft.lemma,
        cue_class=draft.cue_class,
        stance=draft.stance,
        negated=draft.negated,
        anonymous=speaker.anonymous if speaker else False,
        addressee=span_of(paragraph, draft.addressee) if draft.addressee else None,
        medium=medium,
        paragraph=number,
        cue_token=draft.head,
        source_token=draft.source_head,
        rule=draft.rule,
        quoted=draft.quoted,
        weak=draft.weak,
    )


def _trim(paragraph: Paragraph, start: int, end: int) -> Span | None:
    text = text_of(paragraph.doc)
    while start < end and (text[start].isspace() or text[start] in ",;:—–-)].…"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:—–-([.…"):
        end -= 1
    return chars_of(paragraph, start, end) if start < end else None
