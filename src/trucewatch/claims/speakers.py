"""Who a source is: pronouns, short names and "the ministry" resolved to the fullest name that the document gives.

No coreference model is needed for this: a pronoun that speaks almost always continues the last speaker or the last
subject of its kind, in this paragraph or the ones before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from trucewatch.claims.drafts import Draft, Range, noun_phrase, span_of
from trucewatch.claims.mentions import Mention, make_mention
from trucewatch.claims.parsing import Paragraph
from trucewatch.claims.quotes import Quotes
from trucewatch.model.span import Span
from trucewatch.packs.cues import CueBook

_HE, _SHE = frozenset({"he", "his", "him", "himself"}), frozenset({"she", "her", "herself"})
_THEY, _IT = frozenset({"they", "their", "them"}), frozenset({"it", "its"})
_PRONOUNS = _HE | _SHE | _THEY | _IT
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_MODIFIES = ("amod", "compound", "poss")
_ARTICLES = frozenset({"the", "a", "an"})
_MEMORY = 24
_NAMES = 16
_PEOPLE = 40
_SENTENCE, _FAR = 0.25, 1.5
"""What a sentence back costs a mention, and the most that sentences can cost."""
_UNSURE, _NAMELESS = 0.5, 0.9
"""What an unknown gender costs a person, and a name that may be none."""
_PARTS = {"speaker": 0.0, "subject": 0.3, "other": 0.5}
_TITLES = frozenset(
    {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "sen.", "gov.", "gen.", "dr.", "rep.", "mr ", "president", "minister"}
)


@dataclass(frozen=True, slots=True)
class Salient:
    """A mention that a pronoun can mean: in which paragraph and sentence (counted over the document), in what part."""

    mention: Mention
    paragraph: int
    sentence: int
    part: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source resolved: ``name`` is the fullest name, ``anonymous`` when the text leaves the speaker unnamed."""

    name: Span
    anonymous: bool


class Speakers:
    """The names of a document so far, as its paragraphs are read in order; newest last."""

    def __init__(self, book: CueBook) -> None:
        self._book = book
        self._people: list[Mention] = []
        self._by_word: dict[str, list[Mention]] = {}
        self._salient: list[Salient] = []
        self._coming: list[tuple[int, Mention, str]] = []
        self._number = -1
        self._starts: list[int] = []
        self._sentences = 0

    def read(self, paragraph: Paragraph, quotes: Quotes) -> None:
        """Take up the names of the next paragraph: its subjects outside of quotations can be meant by a pronoun."""
        self._meet(None)
        self._sentences += len(self._starts)
        self._coming, self._number = [], self._number + 1
        self._starts = [s.start for s in paragraph.doc.sents]
        for ent in paragraph.doc.ents:
            head = ent.root
            if ent.label_ not in ("PERSON", "ORG", "GPE") or (head.dep_ in _MODIFIES and ent.label_ != "PERSON"):
                continue
            mention = make_mention(paragraph, (ent.start, ent.end), head, self._book)
            if ent.label_ != "GPE":
                # "Accused of being the general's aide": the owner is not who is spoken of.
                self._remember(mention, meant=head.dep_ != "poss")
            part = _part(ent)
            if part and not quotes.at(head.idx):
                self._coming.append((head.i, mention, part))
        for token in paragraph.doc:
            # A name that the parser took for none.
            named = token.dep_ in ("nsubj", "nsubjpass") and token.pos_ == "PROPN" and not token.ent_type_
            if named and not quotes.at(token.idx):
                mention = make_mention(paragraph, noun_phrase(token, -1), token, self._book)
                self._coming.append((token.i, mention, "subject"))
        self._coming.sort(key=lambda c: c[0])

    def resolve(self, paragraph: Paragraph, draft: Draft) -> Speaker | None:
        """Who speaks in ``draft``, None where nobody is named; remembers them for the pronouns that follow."""
        if draft.source is None or draft.source_head is None:
            return None
        doc = paragraph.doc
        head, source = doc[draft.source_head], draft.source
        self._meet(head.i)
        if head.lower_ in _RELATIVE and head.head.dep_ == "relcl":
            source = _before_clause(head.head.head, head.left_edge.i)
            head = head.head.head
        if head.lower_ in _PRONOUNS:
            known = self._pronoun(head, paragraph)
            if known is None:
                return Speaker(span_of(paragraph, source), False)
        else:
            mention = make_mention(paragraph, source, head, self._book)
            known = self._again(mention, doc, source) or self._full(mention)
            if not mention.head:
                self._remember(mention)
        self._salient = [*self._salient[-_MEMORY:], self._salience(known, head.i, "speaker")]
        return Speaker(known.span, self._is_anonymous(known))

    def _meet(self, token: int | None) -> None:
        """Let a pronoun mean the names of the paragraph up to ``token``, or to its end."""
        while self._coming and (token is None or self._coming[0][0] <= token):
            at, mention, part = self._coming.pop(0)
            self._salient.append(self._salience(self._full(mention), at, part))

    def _salience(self, mention: Mention, token: int, part: str) -> Salient:
        return Salient(mention, self._number, self._sentence(token), part)

    def _sentence(self, token: int) -> int:
        return self._sentences + bisect_right(self._starts, token)

    def _pronoun(self, token: Any, paragraph: Paragraph) -> Mention | None:
        word = token.lower_
        governing = self._governing(token, paragraph)
        pool = self._salient[-_MEMORY:]
        if governing:
            pool = [*pool, self._salience(self._full(governing), token.i, "speaker")]
        here = (self._number, self._sentence(token.i))
        if word in _HE or word in _SHE:
            gender = "m" if word in _HE else "f"
            chosen = _nearest(pool, here, lambda m: m.kind in ("person", "name") and m.gender in ("", gender))
            return chosen or _last(self._people, lambda m: m.gender in ("", gender))
        if word in _THEY:
            many = _nearest(pool, here, lambda m: m.kind == "many")
            return many or _nearest(pool, here, lambda m: m.kind in ("body", "other"))
        if governing and governing.kind in ("body", "name"):
            return self._full(governing)
        return _nearest(pool, here, lambda m: m.kind == "body")

    def _governing(self, token: Any, paragraph: Paragraph) -> Mention | None:
        """The subject of the verb above the pronoun's own: "the army said *it* …"."""
        verb = token.head
        for above in verb.ancestors:
            for child in above.lefts:
                if child.dep_ in ("nsubj", "nsubjpass") and child.i < token.i and child.pos_ in ("NOUN", "PROPN"):
                    return make_mention(paragraph, noun_phrase(child, above.i), child, self._book)
        return None

    def _full(self, mention: Mention) -> Mention:
        """The first longer name in the document so far that holds this short one: "Kirby" → "John Kirby"."""
        core = mention.words - self._book.masculine - self._book.feminine - _TITLES - _ARTICLES
        if mention.head or not core or len(core) > 2:
            return mention
        for name in self._by_word.get(min(core), ()):
            fits = core < name.words and len(name.words) <= len(core) + 4
            person = name.kind == "person" or mention.kind in ("person", "name")
            if fits and person and (name.gender in ("", mention.gender) or not mention.gender) and not name.head:
                return name
        return mention

    def _remember(self, mention: Mention, *, meant: bool = True) -> None:
        """Keep a name under each of its words: the first few tellings only, so that a long text costs no more."""
        if mention.kind == "person" and meant:
            self._people = [*self._people[-_PEOPLE:], mention]
        for word in mention.words:
            known = self._by_word.setdefault(word, [])
            if len(known) < _NAMES:
                known.append(mention)

    def _again(self, mention: Mention, doc: Any, source: Range) -> Mention | None:
        """ "the ministry" after "the Russian Defence Ministry", "the Minister" after "Minister Lavrov"."""
        if source[1] - source[0] != 2 or doc[source[0]].lower_ not in ("the", "this", "that"):
            return None
        noun = mention.head or doc[source[0] + 1].lower_
        speakers = [s.mention for s in self._salient[-_MEMORY:] if s.part == "speaker"]
        subjects = [s.mention for s in self._salient[-_MEMORY:] if s.part == "subject"]
        for earlier in (*reversed(speakers), *reversed(subjects)):
            if noun in earlier.words and len(earlier.words) > len(mention.words):
                return earlier
        if noun in self._book.file.person_nouns and speakers:
            last = speakers[-1]
            return last if last.kind == "person" and not last.head else None
        return None

    def _is_anonymous(self, mention: Mention) -> bool:
        return bool(mention.head) and (mention.head in self._book.unnamed or mention.kind == "many")


def _part(name: Any) -> str:
    """What part a name has in its sentence: subject, the doer or the apposition that names one; "" for none."""
    head = name.root
    if head.dep_ in ("nsubj", "nsubjpass"):
        return "subject"
    if name.end < len(name.doc) and name.doc[name.end].tag_ in ("VBZ", "VBD", "MD"):
        return "subject"
    if name.label_ != "PERSON":
        return ""
    doer = head.dep_ == "pobj" and head.head.lower_ == "by"
    return "other" if doer or head.dep_ == "appos" else ""


def _nearest(pool: Sequence[Salient], here: tuple[int, int], fits: Callable[[Mention], bool]) -> Mention | None:
    """The fitting mention at the least distance from ``here``, a paragraph and a sentence.

    Distance is paragraphs and sentences back, plus something for an unknown gender and for a name that did not speak.
    """
    best: tuple[float, Mention] | None = None
    for age, item in enumerate(reversed(pool)):
        mention = item.mention
        if not fits(mention):
            continue
        unsure = 0.0
        if mention.kind in ("person", "name") and not mention.gender:
            unsure = _UNSURE if mention.kind == "person" else _NAMELESS
        near = min((here[1] - item.sentence) * _SENTENCE, _FAR)
        cost = (here[0] - item.paragraph) + near + unsure + _PARTS[item.part] + age / 100
        if best is None or cost < best[0]:
            best = (cost, mention)
    return best[1] if best else None


def _last(mentions: Sequence[Mention], fits: Callable[[Mention], bool]) -> Mention | None:
    return next((m for m in reversed(mentions) if fits(m)), None)


def _before_clause(head: Any, clause: int) -> Range:
    start, end = noun_phrase(head, clause)
    while end > head.i + 1 and head.doc[end - 1].text in (",", "who", "which", "that"):
        end -= 1
    return start, end
