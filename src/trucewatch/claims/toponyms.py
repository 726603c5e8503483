"""Toponyms in a parsed paragraph: from the named-entity tagger, the gazetteer, and container patterns.

The tagger misses towns that it has not seen and takes them for people or organisations; the gazetteer knows them but
also knows villages called like people.  So a gazetteer name counts where the tagger does not object, or where the words
around it say that it is a place ("the town of X", "X province", "in X").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from trucewatch.packs.gazetteer import Gazetteer
from trucewatch.packs.names import ARTICLES
from trucewatch.packs.placewords import PlaceWords

_PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
_SITES = frozenset(
    ("camp", "airport", "airbase", "airfield", "crossing", "checkpoint", "neighbourhood", "neighborhood")
)
"""Sites that are called by a name before them, as towns are."""
LARGE = 10_000
"""From how many inhabitants on a town's name is likelier the town's than a person's."""
_OBJECTING = frozenset(("PERSON", "ORG", "NORP", "DATE", "TIME", "MONEY", "PERCENT", "LAW", "LANGUAGE", "WORK_OF_ART"))
_ONLY_PLACES = frozenset(("around", "outside", "near", "towards", "toward"))
_REACHED = frozenset(("reach", "enter", "storm", "besiege", "encircle", "bombard", "shell", "retake", "recapture"))
_OWNED = frozenset(("road", "street", "highway", "hospital", "camp", "crossing", "square", "roundabout", "checkpoint"))
"""Sites that are called by a name before them, behind a preposition of place."""
_WHOSE = frozenset((
    "led", "backed", "based", "supported", "aligned", "allied", "sponsored", "funded", "trained", "made", "born",
    "affiliated", "inspired", "linked", "brokered", "mediated", "imposed", "commanded",
))  # fmt: skip
_RULE = frozenset(("regime", "dynasty", "family", "clan", "loyalists"))
_STATE_OF = frozenset((("state", "of"), ("state", "in")))
_OF = frozenset(("of", "called", "named"))
_PARTICLES = ARTICLES | {"-", "–", "’", "'", "de", "del", "of"}


@dataclass(frozen=True, slots=True)
class Toponym:
    """Tokens ``start``..``end`` of the paragraph that name a place; ``known``: the gazetteer has the name."""

    start: int
    end: int
    known: bool


def find_toponyms(doc: Any, gazetteer: Gazetteer, words: PlaceWords) -> tuple[Toponym, ...]:
    """The toponyms of a spaCy document in order, none overlapping another."""
    texts = [t.text for t in doc]
    taken: dict[int, Toponym] = {}
    for source in (
        _fronted(doc, words),
        _entities(doc, gazetteer, texts, words),
        _known(doc, gazetteer, texts, words),
        _contained(doc, words),
        _after_in(doc, gazetteer, words),
        _reached(doc, words),
        _listed(doc, taken),
    ):
        for found in tuple(source):
            if not (any(i in taken for i in range(found.start, found.end)) or _only_qualifies(doc, found)):
                taken.update((i, found) for i in range(found.start, found.end))
    return tuple(dict.fromkeys(taken[i] for i in sorted(taken)))


def _only_qualifies(doc: Any, name: Toponym) -> bool:
    """Whether a name says whose somebody is: "U.S.-led", "Turkey-backed", "Beirut-based", "Iran-aligned"."""
    end = name.end
    root = doc[name.start : end].root
    if root.dep_ == "conj" and root.head.ent_type_ == "ORG" and root.head.dep_ == "pobj":
        # "The Islamic State of Iraq and the Levant": the tagger ends the name too early.
        return True
    if doc[end - 1].lower_.rpartition("-")[2] in _WHOSE:
        return True
    if end < len(doc) and doc[end].lower_ in _RULE:
        return True
    if tuple(t.lower_ for t in doc[max(0, name.start - 5) : name.start] if t.lower_ != "the")[-4:-2] in _STATE_OF:
        # "The Islamic State of Iraq and the Levant", in which the tagger sees the last name alone.
        return True
    if end + 1 < len(doc) and doc[end].text in {"-", "–"} and not doc[end - 1].whitespace_ and not doc[end].whitespace_:
        return doc[end + 1].lower_ in _WHOSE
    return False


def _fronted(doc: Any, words: PlaceWords) -> Iterator[Toponym]:
    """Names that open a sentence behind "near" and before a comma, which the tagger joins with it or misses."""
    for i, token in enumerate(doc[:-2]):
        if token.text not in {"Near", "Outside", "Around"} or (i and doc[i - 1].is_alpha):
            continue
        start, end = _name_from(doc, i + 1)
        if start < end < len(doc) and doc[end].text == ",":
            while end - 1 > start and doc[end - 1].lower_ in words.level_of:
                end -= 1
            yield Toponym(start, end, False)


def _after_in(doc: Any, gazetteer: Gazetteer, words: PlaceWords) -> Iterator[Toponym]:
    """Names after "in" that the tagger passes over and some town of the world bears."""
    for i in range(1, len(doc)):
        if doc[i - 1].lower_ not in {"in", "near"} or doc[i].pos_ != "PROPN" or doc[i].ent_type_:
            continue
        start, end = _name_from(doc, i)
        while end > start and doc[end - 1].lower_ in words.level_of:
            end -= 1
        if start < end and not any(t.ent_type_ for t in doc[start:end]) and gazetteer.candidates(doc[start:end].text):
            yield Toponym(start, end, False)


def _reached(doc: Any, words: PlaceWords) -> Iterator[Toponym]:
    """Unknown names that only a place can be: "around X", "south of X", "reached X", "along X Road"."""
    for token in doc:
        if token.pos_ != "PROPN" or not token.text[0].isupper() or token.ent_type_ in {"DATE", "TIME", "EVENT"}:
            continue
        start, end = _name_from(doc, token.i)
        if start == end or (start and (doc[start - 1].pos_ == "PROPN" or doc[start - 1].lower_ in _PARTICLES - {"of"})):
            continue
        before = doc[start - 1].lower_ if start else ""
        root = doc[start:end].root
        last = doc[end - 1]
        if last.lower_ in _OWNED and end - start > 1 and before in words.inside | words.near:
            yield Toponym(start, end - 1, False)
        elif root.ent_type_ == "NORP" or (end < len(doc) and doc[end].pos_ in {"NOUN", "PROPN"}) or "-" in last.text:
            continue
        elif before in _ONLY_PLACES or (before == "of" and start > 1 and doc[start - 2].lower_ in words.directions):
            if root.dep_ == "pobj":
                yield Toponym(start, end, False)
        elif root.dep_ == "dobj" and root.head.lemma_ in _REACHED and root.head.i == start - 1:
            yield Toponym(start, end, False)


def _listed(doc: Any, taken: dict[int, Toponym]) -> Iterator[Toponym]:
    """Unknown names in a list with known ones: "Xa, Yb and Aleppo"."""
    for token in doc:
        if token.i in taken or token.pos_ != "PROPN" or token.ent_type_ in {"PERSON", "NORP", "DATE"}:
            continue
        start, end = _name_from(doc, token.i)
        if end - start > 5 or start == end or (start and doc[start - 1].pos_ == "PROPN"):
            continue
        after = end + 1 if end < len(doc) and doc[end].text in {",", "and"} else len(doc)
        if after in taken or (start > 1 and doc[start - 1].text in {",", "and"} and start - 2 in taken):
            root = doc[start:end].root
            near = taken.get(after) or taken[start - 2]
            other = doc[near.start : near.end].root
            if (root.dep_ == "conj" and root.head.i in taken) or (other.dep_ == "conj" and other.head.i == root.i):
                yield Toponym(start, end, False)


def _entities(doc: Any, gazetteer: Gazetteer, texts: list[str], words: PlaceWords) -> Iterator[Toponym]:
    for ent in doc.ents:
        if ent.label_ not in _PLACE_LABELS:
            continue
        start, end = ent.start, ent.end
        while start < end and (doc[start].lower_ in {"the", "a", "an"} or doc[start].is_punct):
            start += 1
        while end > start and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_punct):
            end -= 1
        # "eastern Aleppo", "Homs province": the adjective and the container belong to the phrase, not to the name.
        while start < end - 1 and doc[start].lower_ in words.directions and doc[start].text[0].islower():
            start += 1
        known = gazetteer.longest_match(texts, start) if start < end else 0
        if start < end and doc[end - 1].text[:1].isupper() and gazetteer.candidates(doc[start:end].text):
            known = max(known, end - start)
        while end - 1 > start and known != end - start and doc[end - 1].lower_ in words.level_of:
            end -= 1
        end = max(end, start + known)
        if (start < end and doc[start].text[:1].isupper()) or (start < end and doc[start].lower_ in _PARTICLES):
            # The tagger often stops inside a name that only the whole of is one: "Deir | Ezzor".
            whole = bool(gazetteer.candidates(doc[start:end].text))
            while (
                not whole
                and end < len(doc)
                and doc[end].pos_ == "PROPN"
                and not doc[end].ent_type_
                and doc[end].text[0].isupper()
                and doc[end].lower_ not in words.level_of
            ):
                end += 1
            # A preposition or a conjunction inside means that the tagger joined two names.
            cut = next((i for i in range(start + 1, end) if doc[i].lower_ in {"in", "and", "near", ","}), end)
            if (
                any(t.pos_ == "NUM" and t.is_digit for t in doc[start:cut])
                and doc[cut - 1].lower_ not in words.level_of
            ):
                # A headline's count: "At Least 17 Slain".
                continue
            yield Toponym(start, cut, gazetteer.longest_match(texts, start) == cut - start)


def _known(doc: Any, gazetteer: Gazetteer, texts: list[str], words: PlaceWords) -> Iterator[Toponym]:
    at = 0
    while at < len(texts):
        size = gazetteer.longest_match(texts, at) if _may_start(doc, at) else 0
        if size and _is_place(doc, at, at + size, gazetteer, words):
            yield Toponym(at, at + size, True)
        at += max(1, size)


def _may_start(doc: Any, at: int) -> bool:
    token = doc[at]
    if token.text[:1].isupper() or not token.text.isascii():
        return bool(token.pos_ not in {"VERB", "AUX", "PRON", "DET", "ADP", "CCONJ"} or at + 1 < len(doc))
    return token.lower_ in _PARTICLES and at + 2 < len(doc) and doc[at + 1].text == "-"


def _is_plain(doc: Any, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether a name that the tagger takes for a person's or a body's is a province's or a city's, and does nothing."""
    places = gazetteer.named(doc[start:end].text)
    if not any(p.level == "adm1" or p.population >= LARGE for p in places):
        return False
    root = doc[start:end].root
    before = doc[start - 1] if start else None
    return root.dep_ in {"pobj", "dobj", "nsubjpass", "poss", "appos", "ROOT"} or (
        end < len(doc) and doc[end].text == ":" and (before is None or not before.is_alpha)
    )


def _is_place(doc: Any, start: int, end: int, gazetteer: Gazetteer, words: PlaceWords) -> bool:
    text = doc[start:end].text.casefold()
    framed = _is_framed(doc, start, end, words)
    labels = {t.ent_type_ for t in doc[start:end]}
    if text in words.never_alone or len(text) < 3:
        return framed
    if all(t.pos_ in {"ADJ", "VERB", "ADV", "PRON", "ADP"} for t in doc[start:end]):
        return False
    if labels & _OBJECTING:
        ent = next(e for e in doc.ents if e.start < end and e.end > start)
        covers = ent.start >= start and ent.end <= end and ent.label_ in {"PERSON", "ORG"}
        root = doc[start:end].root
        if ent.label_ == "NORP" and root.tag_ == "NNP" and root.dep_ == "dobj" and root.head.lemma_ in _REACHED:
            return True
        return covers and (framed or _is_plain(doc, start, end, gazetteer))
    if (
        end < len(doc)
        and doc[end].pos_ == "PROPN"
        and doc[end].text[:1].isupper()
        and doc[end].lower_ not in words.level_of
    ):
        return framed and start > 0
    before = doc[start - 1] if start else None
    # The last part of a longer name is not a name by itself, unless a container or a side stands before it.
    return before is None or before.pos_ != "PROPN" or before.lower_ in words.directions | words.level_of.keys()


def _is_framed(doc: Any, start: int, end: int, words: PlaceWords) -> bool:
    """Whether the words around say that it is a place: a preposition of place, "the town of", "X province"."""
    before = doc[start - 1].lower_ if start else ""
    two = doc[start - 2].lower_ if start > 1 else ""
    after = doc[end].lower_ if end < len(doc) else ""
    if after in words.level_of and after not in {"state", "post", "base", "front", "church", "street"}:
        return True
    if before in _OF:
        return two in words.level_of or two in words.directions
    return before in {"in", "near", "inside", "outside", "around", "at", "throughout"} or before in words.directions


def _contained(doc: Any, words: PlaceWords) -> Iterator[Toponym]:
    """Names that only a container gives away: "the village of X", "X village", "X town in …"."""
    towns = {w for w, level in words.level_of.items() if level in {"town", "adm1", "adm2"}} | _SITES
    for i, token in enumerate(doc):
        if token.lower_ not in towns:
            continue
        if i + 2 < len(doc) and doc[i + 1].lower_ in _OF and doc[i + 2].text[:1].isalpha():
            start, end = _name_from(doc, i + 2)
            if start < end:
                yield Toponym(start, end, False)
            while start < end and token.lower_.endswith("s"):
                # "The villages of X, Y and Z": each of the list.
                start, end = _next_name(doc, end)
                if start < end:
                    yield Toponym(start, end, False)
        elif (
            i
            and (token.text[0].islower() or _lists(doc, token))
            and doc[i - 1].text[:1].isupper()
            and doc[i - 1].pos_ == "PROPN"
        ):
            start = i - 1
            while start > 0 and (
                (doc[start - 1].text[:1].isupper() and doc[start - 1].pos_ == "PROPN") or _joins(doc, start - 1)
            ):
                start -= 1
            if doc[start].ent_type_ not in {"NORP", "PERSON"} or _has_article(doc, start):
                yield Toponym(start, i, False)
                if token.lower_.endswith("s") and start > 1 and doc[start - 1].lower_ in {"and", "or"}:
                    first = start - 1
                    while first > 0 and (doc[first - 1].pos_ == "PROPN" or _joins(doc, first - 1)):
                        first -= 1
                    if first < start - 1 and (
                        doc[first].ent_type_ not in {"NORP", "PERSON"} or _has_article(doc, first)
                    ):
                        yield Toponym(first, start - 1, False)


def _has_article(doc: Any, start: int) -> bool:
    """Whether an Arabic article opens the name: the tagger takes unknown camps and villages so called for people."""
    return doc[start].lower_ in ARTICLES and start + 1 < len(doc) and doc[start + 1].text == "-"


def _lists(doc: Any, token: Any) -> bool:
    """Whether a capitalised container stands behind a list of names: "Hamidiya and Samdaniya Villages"."""
    plural = token.lower_.endswith("s") and token.lower_ != "states"
    return plural and token.i > 2 and any(t.lower_ in {"and", "or"} for t in doc[max(0, token.i - 9) : token.i])


def _next_name(doc: Any, at: int) -> tuple[int, int]:
    """The name behind a comma, "and" or both at ``at``; an empty range for none, or for what does something itself."""
    start = at
    while start < len(doc) and start - at < 2 and doc[start].lower_ in {",", "and", "&"}:
        start += 1
    if start == at or start == len(doc) or not doc[start].text[:1].isalpha():
        return at, at
    begin, end = _name_from(doc, start)
    acts = begin < end and doc[begin:end].root.dep_ in {"nsubj", "nsubjpass"}
    return (at, at) if acts else (begin, end)


def _joins(doc: Any, at: int) -> bool:
    """Whether the token is the hyphen or the article inside a name ("Kafr al-Hamra")."""
    return at > 0 and doc[at].lower_ in _PARTICLES and doc[at].lower_ not in {"of", "de"} and doc[at].text != "’"


def _name_from(doc: Any, start: int) -> tuple[int, int]:
    end = start
    while end < len(doc) and end - start < 7:
        token = doc[end]
        if not (
            token.text[:1].isupper() or (token.lower_ in _PARTICLES and token.lower_ != "of" and end + 1 < len(doc))
        ):
            break
        end += 1
    while end > start and not doc[end - 1].text[:1].isupper():
        end -= 1
    return start, end
