"""Where: the place phrases of a paragraph, whole and verbatim, with the toponym inside.

A place phrase is what a careful reader would copy ("the besieged village of Madaya in rural Damascus", "south of Deir
Ezzor", "the Damascus suburbs"): toponym, container and direction together.  People, organisations and demonyms are not
places, nor are countries and capitals that stand for their governments.  Whether a place is where the fact happened
(and not a venue) is for the extractor to judge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from trucewatch.claims.parsing import Paragraph
from trucewatch.claims.toponyms import Toponym, find_toponyms
from trucewatch.model.span import Span
from trucewatch.packs.gazetteer import Gazetteer
from trucewatch.packs.names import fold
from trucewatch.packs.placewords import PlaceWords, load_place_words

_MEASURES = frozenset(("km", "kilometres", "kilometers", "miles", "kms", "metres", "meters"))
_DETERMINERS = frozenset(("the", "a", "an", "this", "that", "its", "their", "several", "many", "all", "most", "some"))
_HELD = frozenset(("held", "controlled", "besieged", "occupied", "administered", "dominated", "run", "reach", "torn"))
_BEFORE_STATE = frozenset(("by", "with", "against", "than", "like", "between", "of", "for", "as", "via"))
_CROSSED = frozenset(("cross", "reach", "approach"))
_LEFT = frozenset(("flee", "leave", "enter", "reach", "storm", "quit", "capture", "retake", "evacuate"))
_HOLDING = frozenset(("of", "in", "near", "on", "at", "around", "outside", "along", "within", "inside"))
_LINKS = frozenset(
    (",", "in", "and", "&", "or", "near", "the", "on", "of", "(", "/", "-", "–", "—", "'s", "’s", "to", "with", "from")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlace:
    """A place phrase of a paragraph.

    ``span``: the whole phrase.  ``start``/``end``: its token indices in ``paragraph.doc``, end exclusive; ``head``: the
    token that governs it there.  ``cores``: the toponyms in it, the most specific first; () for a phrase without a
    name ("the city", "a nearby village").  ``relation``: ``in`` (the named place), ``near``, ``direction`` ("north
    of"), ``part`` ("rural", "outskirts", "suburb"), ``between`` (a road, a line).  ``preposition`` is the token index
    of the preposition that leads to it, None without one.  ``is_country``, ``is_region``: the level of its most
    specific toponym; ``is_generic``: no toponym.  ``is_sure``: the gazetteer has the name, or a word such as "village"
    stands by it.
    """

    span: Span
    start: int
    end: int
    head: int
    cores: tuple[Span, ...]
    relation: str = "in"
    preposition: int | None = None
    is_country: bool = False
    is_region: bool = False
    is_generic: bool = False
    is_sure: bool = True


@dataclass(slots=True)
class _Phrase:
    start: int
    end: int
    cores: list[Toponym]


def find_places(paragraph: Paragraph, gazetteer: Gazetteer) -> tuple[FoundPlace, ...]:
    """The place phrases of ``paragraph`` in text order, none overlapping another."""
    doc, words = paragraph.doc, load_place_words()
    phrases: list[_Phrase] = []
    for core in find_toponyms(doc, gazetteer, words):
        floor = phrases[-1].end if phrases else 0
        end = _grow_right(doc, core.end, words)
        start = _grow_left(doc, core.start, floor, words, common=end > core.end and doc[core.end].tag_ != "POS")
        phrase = _Phrase(start, end, [core])
        if phrases and _is_linked(doc, phrases[-1], phrase) and not _are_parties(doc, phrases[-1], phrase, gazetteer):
            phrases[-1].end = phrase.end
            phrases[-1].cores.append(core)
        else:
            phrases.append(phrase)
    phrases = [p for p in phrases if not _is_an_actor(doc, p, gazetteer, words)]
    whole = _joined(doc, sorted([*phrases, *_nameless(doc, phrases, words)], key=lambda p: p.start))
    return tuple(_found(paragraph, p, gazetteer, words) if p.cores else _generic(paragraph, p, words) for p in whole)


def _joined(doc: Any, phrases: list[_Phrase]) -> list[_Phrase]:
    """Common nouns with the place that says where they are: "several villages | in Hasakah province"."""
    joined: list[_Phrase] = []
    for phrase in phrases:
        last = joined[-1] if joined else None
        if last is not None and not last.cores and _is_held_by(doc, last, phrase):
            last.end = phrase.end
            last.cores = phrase.cores
        else:
            joined.append(phrase)
    return joined


def _is_held_by(doc: Any, part: _Phrase, whole: _Phrase) -> bool:
    """Whether only "of", "in" or the like stands between two phrases and hangs on the first."""
    link = [t for t in doc[part.end : whole.start] if t.dep_ != "det"]
    if not link:
        head = doc[whole.start : whole.end].root
        return part.end == whole.start and head.head.i in range(part.start, part.end)
    return len(link) == 1 and link[0].lower_ in _HOLDING and link[0].head.i in range(part.start, part.end)


def _grow_left(doc: Any, start: int, floor: int, words: PlaceWords, *, common: bool) -> int:
    """Take in adjectives, "the town of", "20 km south of", "near" before a name, not beyond ``floor``.

    ``common``: the phrase has a common noun already, so that an article before it belongs to it.
    """
    at = start
    while at > floor:
        token = doc[at - 1]
        low = token.lower_
        if low in words.directions or low in words.states or (token.pos_ == "ADJ" and common):
            at, common = at - 1, common or low not in words.states or token.text[0].islower()
        elif low in _HELD and at - 2 > floor and doc[at - 2].text == "-":
            at, common = at - 3, True
        elif low in {"of", "with", "called"} and at - 2 >= floor and _is_container(doc, at - 2, words, low):
            at, common = at - 2, True
        elif low in words.level_of and token.text[0].islower() and token.pos_ == "NOUN" and at == start:
            at, common = at - 1, True
        elif low in _MEASURES and at - 2 >= floor and doc[at - 2].like_num:
            at, common = at - 2, True
        elif (
            token.pos_ in {"NOUN", "PROPN"}
            and common
            and token.dep_ in {"compound", "nmod"}
            and token.text[0].islower()
        ):
            at -= 1
        elif (
            (low in _DETERMINERS and common)
            or (low in words.near and low not in {"off", "along", "beyond", "toward", "towards"})
            or (low == "the" and at == start and doc[start].ent_iob_ == "I")
        ):
            return at - 1
        else:
            break
    return at


def _is_container(doc: Any, at: int, words: PlaceWords, link: str) -> bool:
    low = doc[at].lower_
    if link == "with":
        return low in {"border", "borders", "frontier"}
    return (low in words.level_of or low in words.directions) and doc[at].pos_ in {"NOUN", "PROPN", "ADJ", "ADV"}


def _grow_right(doc: Any, end: int, words: PlaceWords) -> int:
    """Take in "province", "'s eastern countryside", "city centre", "(Kobani)" after a name."""
    at = end
    if at < len(doc) and doc[at].tag_ == "POS":
        at += 1
    for last in range(at, min(at + 4, len(doc))):
        token = doc[last]
        if token.lower_ in words.level_of and token.pos_ in {"NOUN", "PROPN", "ADJ", "ADV"}:
            follows = (
                last + 1 < len(doc)
                and doc[last + 1].lower_ in words.level_of
                and doc[last + 1].pos_ in {"NOUN", "PROPN"}
            )
            return last + 2 if follows else last + 1
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "PUNCT"} or token.text in {",", ".", ";", ":"}:
            break
        if token.lower_ not in words.directions and token.text[0].islower() is False and token.text != "-":
            break
    return end


def _is_linked(doc: Any, one: _Phrase, other: _Phrase) -> bool:
    """Whether two neighbouring phrases are one: "X in Y", "X, Y", "X and Y", "X (Y)", "X–Y road"."""
    gap = [t.lower_ for t in doc[one.end : other.start]]
    if other.start <= one.end:
        return True
    if len(gap) > 3 or any(g not in _LINKS for g in gap) or len(one.cores) > 12:
        return False
    if gap[0] in {"in", "(", "/", "'s", "’s", "near"} or gap[:2] == [",", "in"]:
        return True
    head, before = doc[other.cores[0].start : other.cores[0].end].root, doc[one.start : one.end]
    top = doc[other.start : other.end].root
    joined = any(
        h.head.i in range(before.start, before.end)
        for h in (head, top)
        if h.dep_ in {"conj", "appos", "npadvmod", "nmod"}
    )
    before_name = {t.lower_ for t in doc[one.start : one.cores[0].start]}
    listed = any(w.endswith("s") and w in load_place_words().level_of for w in before_name)
    if listed and other.start == other.cores[0].start and set(gap) <= {",", "and", "&"}:
        return True
    if "and" in gap or "&" in gap or "or" in gap:
        return joined or (top.dep_ == "conj" and top.head.i in range(before.start, before.end))
    if gap == [","]:
        return joined or (other.end < len(doc) and doc[other.end].text in {",", "and", "."} and top.dep_ != "nsubj")
    if gap[0] in {"-", "–", "—", "to"}:
        return doc[other.end - 1].lower_ in {"road", "highway", "motorway", "axis", "route", "border"}
    return gap == ["of"]


def _are_parties(doc: Any, one: _Phrase, other: _Phrase, gazetteer: Gazetteer) -> bool:
    """Whether two states that something is "between" stand before its place: "between Iran and Israel in south …"."""
    between = one.start and doc[one.start - 1].lower_ == "between" and len(one.cores) > 1
    inside = doc[one.end].lower_ == "in" if one.end < other.start else False
    states = all(_is_country_or_capital(doc[c.start : c.end].text, gazetteer) for c in one.cores)
    return bool(between and inside and states)


def _is_an_actor(doc: Any, phrase: _Phrase, gazetteer: Gazetteer, words: PlaceWords) -> bool:
    """Whether a bare country or capital stands for its government, or a name only qualifies another noun's body."""
    core = phrase.cores[0]
    if phrase.start != core.start or phrase.end != phrase.cores[-1].end:
        return False
    if len(phrase.cores) > 1:
        named = all(_is_country_or_capital(doc[c.start : c.end].text, gazetteer) for c in phrase.cores)
        return bool(named and phrase.start and doc[phrase.start - 1].lower_ == "between")
    root = doc[phrase.start : phrase.end].root
    if (
        root.ent_type_ in {"ORG", "NORP"}
        and root.head.ent_type_ == root.ent_type_
        and root.dep_ in {"compound", "amod"}
    ):
        return True
    if not _is_country_or_capital(doc[core.start : core.end].text, gazetteer):
        return False
    before = doc[phrase.start - 1].lower_ if phrase.start else ""
    if before == "the" and phrase.start > 1:
        before = doc[phrase.start - 2].lower_
    if before in words.inside or before in words.near:
        # "according to Moscow", "from Damascus" after a verb of saying are not places; only the first is plain.
        return before == "to" and phrase.start > 1 and doc[phrase.start - 2].lower_ in {"according", "loyal", "close"}
    return root.dep_ not in {"dobj", "nsubjpass", "ROOT", "npadvmod", "appos"} or before in _BEFORE_STATE


def _is_country_or_capital(name: str, gazetteer: Gazetteer) -> bool:
    return any(p.level == "country" for p in gazetteer.named(name)) or fold(name) in gazetteer.capitals


def _found(paragraph: Paragraph, phrase: _Phrase, gazetteer: Gazetteer, words: PlaceWords) -> FoundPlace:
    doc = paragraph.doc
    span = doc[phrase.start : phrase.end]
    first = phrase.cores[0]
    name = doc[first.start : first.end].text
    around = {t.lower_ for t in doc[phrase.start : first.start]} | {
        t.lower_ for t in doc[first.end : min(phrase.end, first.end + 3)]
    }
    levels = {p.level for p in gazetteer.named(name)}
    return FoundPlace(
        span=paragraph.span(span),
        start=phrase.start,
        end=phrase.end,
        head=span.root.i,
        cores=tuple(paragraph.span(doc[c.start : c.end]) for c in phrase.cores),
        relation=_relation(doc, phrase, words),
        preposition=_preposition(doc, phrase.start, words),
        is_country="country" in levels,
        is_region=any(words.level_of.get(w) == "adm1" for w in around) or (levels == {"adm1"}),
        is_sure=any(c.known for c in phrase.cores) or any(w in words.level_of for w in around),
    )


def _relation(doc: Any, phrase: _Phrase, words: PlaceWords) -> str:
    first = phrase.cores[0]
    before = [t.lower_ for t in doc[phrase.start : first.start]]
    after = [t.lower_ for t in doc[first.end : phrase.end if len(phrase.cores) == 1 else phrase.cores[1].start]]
    if "between" in before or (len(phrase.cores) > 1 and {"road", "highway"} & set(after)):
        return "between"
    if set(before) & words.near or (phrase.start and doc[phrase.start - 1].lower_ in words.near):
        return "near"
    if "of" in before and any(w in words.directions for w in before):
        return "direction"
    if set(before) & (words.parts | words.directions) or set(after) & words.parts:
        return "part"
    return "in"


def _preposition(doc: Any, start: int, words: PlaceWords) -> int | None:
    if start > 1 and doc[start - 1].lower_ == "both":
        # "In both Iraq and Syria."
        start -= 1
    for i in (start - 1, start):
        if 0 <= i < len(doc) and (doc[i].lower_ in words.inside or doc[i].lower_ in words.near):
            return i
    return None


def _nameless(doc: Any, phrases: list[_Phrase], words: PlaceWords) -> list[_Phrase]:
    """Noun phrases that name a kind of place after a preposition of place: "in the city", "near a village"."""
    taken = {i for p in phrases for i in range(p.start, p.end)}
    found = []
    for token in doc:
        level = words.level_of.get(token.lower_)
        if level is None or token.pos_ != "NOUN" or token.i in taken or not token.text[0].islower():
            continue
        if not _is_led_to(token, words):
            continue
        start = min(
            (t.i for t in token.lefts if t.dep_ in {"det", "amod", "compound", "nummod", "poss"}), default=token.i
        )
        if start < token.i and not taken & set(range(start, token.i)):
            found.append(_Phrase(start, token.i + 1, []))
    return found


def _is_led_to(token: Any, words: PlaceWords) -> bool:
    """Whether a preposition of place leads to a noun, or "of" from another place noun ("the north of the province")."""
    first = token
    for _ in range(12):
        if first.dep_ != "conj":
            break
        first = first.head
    if first.dep_ == "dobj" and first.head.lemma_ in _CROSSED and any(c.ent_type_ == "NORP" for c in token.children):
        # "Has yet to cross the Syrian border."
        return True
    if first.dep_ == "dobj" and first.head.lemma_ in _LEFT and words.level_of.get(token.lower_) == "town":
        # "Thousands fled the city": the one named before.
        return any(c.lower_ == "the" for c in token.lefts)
    if first.dep_ != "pobj":
        return False
    link = first.head
    if link.lower_ in words.inside or link.lower_ in words.near:
        return True
    return link.lower_ == "of" and link.head.lower_ in words.level_of


def _generic(paragraph: Paragraph, phrase: _Phrase, words: PlaceWords) -> FoundPlace:
    span = paragraph.doc[phrase.start : phrase.end]
    at = _preposition(paragraph.doc, phrase.start, words)
    near = at is not None and paragraph.doc[at].lower_ in words.near
    return FoundPlace(
        span=paragraph.span(span),
        start=phrase.start,
        end=phrase.end,
        head=span.root.i,
        cores=(),
        relation="near" if near else "in",
        preposition=at,
        is_generic=True,
    )
