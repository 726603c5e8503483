"""What a noun phrase is about: classes of ``knowledge/core/nouns.yaml``, named entities, and means of attack."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from trucewatch.packs.lexicon import Lexicon

Token = Any
_PLACE = frozenset({"GPE", "LOC", "FAC"})
_NAMED = frozenset({"ORG", "NORP", "GPE", "PERSON"})


def lemma(token: Token) -> str:
    """The lower-case lemma; for an acronym its lower-case form; "cease-fire", which spaCy splits, is one word."""
    if token.lower_ in ("fire", "fires") and token.i >= 2 and token.nbor(-1).text == "-":
        return "ceasefire" if token.nbor(-2).lower_ == "cease" else str(token.lemma_)
    return str(token.lemma_ or token.text).lower()


class Senses:
    """Reads noun phrases with a lexicon; remembers what it has read of one paragraph."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._seen: dict[int, frozenset[str]] = {}
        self._places: frozenset[int] = frozenset()

    def reset(self) -> None:
        """Forget the paragraph."""
        self._seen.clear()
        self._places = frozenset()

    def know(self, places: Iterable[int]) -> None:
        """Remember which tokens of the paragraph are names that the gazetteer has, whatever the parser thinks."""
        self._seen.clear()
        self._places = frozenset(places)

    def classes(self, token: Token) -> frozenset[str]:
        """The classes of the noun phrase that ``token`` heads."""
        known = self._seen.get(token.i)
        if known is not None:
            return known
        lex = self.lexicon
        found: set[str] = set(lex.classes.get(lemma(token), ()))
        found |= lex.classes.get(token.lower_, frozenset())
        for words, name in lex.phrases.get(lemma(token), ()):
            if _stands(token, words):
                found.add(name)
        if token.ent_type_ in _PLACE:
            found.add("place")
            if token.ent_type_ == "GPE":
                found |= {"actor", "area"}
        if token.i in self._places and token.pos_ == "PROPN":
            found |= {"place", "area", "name"}
        if token.ent_type_ in ("ORG", "NORP", "GPE"):
            found.add("org")
        if token.ent_type_ == "NORP" and token.tag_ in ("NNPS", "NNS") and "armed" not in found:
            found |= {"people", "civilian"}
        if token.ent_type_ in _NAMED:
            found.add("actor")
            if any(c.dep_ == "nummod" for c in token.lefts):
                # "7 million Sudanese"
                found |= {"people", "civilian"}
            if token.ent_type_ == "PERSON":
                found.add("people")
        elif token.pos_ == "PROPN" and not found:
            found |= {"actor", "name"}
        for child in token.children:
            if child.dep_ in ("compound", "amod", "nmod", "poss") and child.i < token.i:
                name_ = lemma(child)
                inner = lex.classes.get(name_, frozenset())
                if "armed" in inner and child.dep_ == "compound":
                    found.add("armed")
                if "aid" in inner:
                    found.add("aid")
                if "medical" in inner:
                    found.add("medical")
                if "aid_agency" in inner and lemma(token) in _STAFF:
                    found.add("aid_agency")
                if child.ent_type_ in _NAMED or child.pos_ == "PROPN":
                    found.add("actor_modified")
            elif child.dep_ == "prep" and child.lower_ == "of":
                for inner_token in child.children:
                    if (
                        inner_token.dep_ == "pobj"
                        and token.pos_ in ("NOUN", "NUM", "PROPN", "ADJ", "PRON", "DET")
                        and (token.pos_ == "NUM" or lemma(token) in _PARTITIVE)
                    ):
                        found |= self.classes(inner_token)
        if token.pos_ == "PRON" and token.lower_ in (
            "he",
            "she",
            "they",
            "them",
            "him",
            "her",
            "us",
            "we",
            "others",
            "it",
            "those",
        ):
            found |= {"people", "armed", "actor", "pronoun"} if token.lower_ != "it" else {"armed", "actor", "place"}
        if lemma(token) in _ASKED and any(lex.classes.get(lemma(t), _NONE) & _AIDS for t in _about(token)):
            found.add("access")
        if lemma(token) in _STORES and any("aid_agency" in lex.classes.get(lemma(t), _NONE) for t in _about(token)):
            found.add("aid_store")
        if lemma(token) in _STORES and any("aid_agency" in self.classes(t) for t in _about(token) if t.i > token.i):
            found.add("aid_store")
        if lemma(token) in _TRIES and any(c.dep_ == "acl" and lemma(c) in _BRINGS for c in token.rights):
            found.add("access")
        if "convoy" in found and any(
            c.lower_ in ("military", "army", "armed", "armored", "armoured") or "armed" in lex.classes.get(lemma(c), ())
            for c in token.lefts
        ):
            # "A military convoy" carries no aid.
            found -= {"convoy", "access"}
            found |= {"armed", "vehicle"}
        if "aid" in found:
            # "An aid mission" watches nobody.
            found.discard("observer")
        named = next((c for c in token.lefts if c.pos_ in ("NOUN", "PROPN")), None) if token.pos_ == "NUM" else None
        if named is not None:
            # "Security Council Resolutions 2139 and 2254"
            found |= self.classes(named)
        elif token.pos_ == "NUM" and not found & (_AIDS | {"place"}):
            found |= self._counted_before(token) or {"people", "civilian"}
        result = frozenset(found)
        self._seen[token.i] = result
        return result

    def _counted_before(self, number: Token) -> frozenset[str]:
        """What a bare number stands for: "of 35 missions planned, 19 were let through"."""
        for word in number.sent[: number.i - number.sent.start]:
            counted = word.dep_ == "pobj" and word.head.lower_ == "of" and word.pos_ != "NUM"
            if counted and any(t.like_num for t in word.doc[word.head.i + 1 : word.i]):
                return self.classes(word)
            if word.dep_ in ("nsubj", "nsubjpass") and any(c.dep_ == "nummod" for c in word.lefts):
                # "142 trucks crossed, but only 61 reached the warehouses"
                return self.classes(word)
        return frozenset()

    def is_a(self, token: Token | None, *names: str) -> bool:
        """Whether ``token``'s phrase is of one of the classes ``names``."""
        return token is not None and not self.classes(token).isdisjoint(names)

    def means(self, tokens: list[Token]) -> list[str]:
        """The means that the words name, as types, in order and with repetition."""
        found = []
        for token in tokens:
            name = lemma(token)
            for words, type_ in self.lexicon.means_phrases.get(name, ()):
                if _stands(token, words):
                    found.append(type_)
            one = self.lexicon.means.get(name) or self.lexicon.means.get(token.lower_)
            if one:
                found.append(one)
        return found


_STORES = frozenset({"warehouse", "depot", "store", "storehouse"})
_STAFF = frozenset({"team", "staff", "worker", "crew", "employee", "colleague"})
_ASKED = frozenset({"request", "application", "plan", "mission", "operation", "proposal"})
_AIDS = frozenset({"aid", "convoy", "access"})
_NONE: frozenset[str] = frozenset()
_TRIES = frozenset({"effort", "attempt", "bid"})
_BRINGS = frozenset({"deliver", "reach", "bring", "supply", "provide", "distribute", "evacuate", "send"})
_PARTITIVE = frozenset({
    "vehicle", "column", "unit", "patrol", "number", "dozen", "hundred", "thousand", "ten", "million", "member",
    "group", "part", "most", "much", "all", "bulk", "rest", "remainder", "portion",
    "some", "many", "one", "two", "three", "four", "five", "several", "half", "majority",
    "none", "lot", "series", "leader", "crowd", "convoy", "pair", "handful", "score", "couple", "wave", "family",
    "total", "tonne", "ton", "sack", "bag", "load", "truckload", "lorryload", "kilo", "litre", "liter", "amount",
    "quantity", "quarter", "third", "string", "network", "cluster", "swarm", "barrage", "volley", "salvo",
    "throng", "fleet", "host", "stream", "flood", "scores", "average", "pallet", "crate", "box", "cent", "percent",
    "percentage", "cargo", "tanker", "entry", "passage", "transit",
})  # fmt: skip


def _about(noun: Token) -> list[Token]:
    """What a request or plan is for: "convoy requests", "requests for aid deliveries"."""
    beside = [c for c in noun.lefts if c.dep_ in ("compound", "nmod", "amod")]
    return beside + [g for c in noun.rights if c.dep_ == "prep" and c.lower_ in ("for", "of") for g in c.children]


def _stands(token: Token, words: tuple[str, ...]) -> bool:
    """Whether ``words``, whose last is ``token``'s lemma, stand right before it."""
    start = token.i - len(words) + 1
    if start < 0:
        return False
    doc = token.doc
    return all(words[k] in (lemma(doc[start + k]), doc[start + k].lower_) for k in range(len(words) - 1))
