"""Headlines: capitals and the clipped present hide the verb from a parser; they are read as what they stand for.

"Rebels Attack Army Base" is parsed with its common words in lower case, "Factions target outposts" as "factions will
target outposts".  Words, spaces and offsets of the paragraph stay as they are written; only the parse is another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from trucewatch.claims.parsing import Paragraph, load_parser
from trucewatch.claims.senses import Senses
from trucewatch.packs.lexicon import load_lexicon

Token = Any
_LONGEST = 40
"""Tokens of a headline; a longer line is a sentence."""
_SHARE = 0.6
"""Share of capitalised words, of four letters and more, from which a line is set in capitals throughout."""
_LEAST = 3
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_DOERS = (
    "armed", "political", "actor", "means", "projectile", "people", "convoy", "aid_agency", "war_vehicle", "attack",
    "name", "place",
)  # fmt: skip
_NAMES = frozenset({"GPE", "NORP", "LOC", "PERSON"})
_MIDWAY = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]+")
_SMALL = re.compile(r"\b[a-z]{3,}\b")


def mend_headlines(parsed: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs, those of a headline parsed anew where their parse has no verb; the body shows what is a name."""
    headlines = {n for n, p in enumerate(parsed) if _is_headline(p, n)}
    if not headlines:
        return parsed
    body = "\n".join(p.text for n, p in enumerate(parsed) if n not in headlines)
    return [_mend(p, body) if n in headlines else p for n, p in enumerate(parsed)]


def _is_headline(paragraph: Paragraph, index: int) -> bool:
    """Whether a short paragraph is a headline, or the first line of a text and set in capitals like one."""
    if len(paragraph.doc) > _LONGEST:
        return False
    return paragraph.segment.kind == "headline" or (index == 0 and _is_titled(paragraph.doc))


def _mend(paragraph: Paragraph, body: str) -> Paragraph:
    doc = paragraph.doc
    words = [t.text for t in doc]
    titled = _is_titled(doc)
    if not titled and _has_verb(doc):
        return paragraph
    if titled:
        words = list(_lower(doc, set(_MIDWAY.findall(body)), set(_SMALL.findall(body))))
    read = _parse(doc, words)
    if not _has_verb(read):
        read = next((r for r in _clipped(read, words) if r is not None), read)
    return replace(paragraph, doc=_copy(doc, read))


def _is_titled(doc: Any) -> bool:
    long = [t.text for t in doc if t.is_alpha and len(t) > _LEAST]
    return len(long) >= _LEAST and sum(w[0].isupper() for w in long) >= _SHARE * len(long)


def _has_verb(doc: Any) -> bool:
    return any(
        t.dep_ in ("ROOT", "ccomp", "conj") and t.tag_ in _FINITE and any(c.dep_ in _SUBJECTS for c in t.children)
        for t in doc
    )


def _lower(doc: Any, names: set[str], small: set[str]) -> Iterator[str]:
    """The words, in lower case but for names: those that the text has as such, and what the parser takes for one."""
    for token in doc:
        word = token.text
        low = word.lower()
        if not word[0].isupper() or (word.isupper() and len(word) > 1) or word in names:
            yield word
        elif low in small:
            yield low
        elif token.ent_type_ in _NAMES and not _verbal(low):
            yield word
        else:
            yield low


def _parse(doc: Any, words: list[str]) -> Any:
    from spacy.tokens import Doc

    nlp = load_parser()
    read = Doc(nlp.vocab, words=words, spaces=[bool(t.whitespace_) for t in doc])
    for _, part in nlp.pipeline:
        read = part(read)
    return read


def _clipped(doc: Any, words: list[str]) -> Iterator[Any]:
    """Readings in which a noun behind a doer is its verb: "Factions target outposts", "Peace talks resume"."""
    from spacy.tokens import Doc

    nlp, lexicon = load_parser(), load_lexicon()
    senses = Senses(lexicon)
    for token in doc:
        base = _verbal(token.lower_)
        if not base or token.i == 0 or token.i + 1 == len(doc):
            continue
        before = doc[token.i - 1]
        happens = base in lexicon.happen
        if before.pos_ not in ("NOUN", "PROPN") or not (happens or senses.is_a(before, *_DOERS)):
            continue
        at = token.i
        trial = Doc(nlp.vocab, words=[*words[:at], "will", base, *words[at + 1 :]])
        for _, part in nlp.pipeline:
            trial = part(trial)
        verb = trial[at + 1]
        object_ = any(c.dep_ == "dobj" for c in verb.children)
        if (
            verb.dep_ == "ROOT"
            and any(c.dep_ in _SUBJECTS for c in verb.children)
            and (object_ or (happens and any(c.dep_ in ("prep", "npadvmod", "advmod") for c in verb.rights)))
        ):
            yield _without(trial, at, plural=token.text.endswith("s"))


def _without(trial: Any, at: int, *, plural: bool) -> Any:
    """The reading without its "will" at ``at``, as columns of a parse."""
    keep = [t for t in trial if t.i != at]
    place = {t.i: n for n, t in enumerate(keep)}
    place[at] = place[at + 1]
    tags = [t.tag_ for t in keep]
    tags[at] = "VBZ" if plural else "VBP"
    return _Reading(
        tags,
        [t.pos_ for t in keep],
        [t.lemma_ for t in keep],
        [place[t.head.i] for t in keep],
        [t.dep_ for t in keep],
        [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in keep],
    )


class _Reading(tuple[Any, ...]):
    """Tags, parts of speech, lemmas, heads, relations and entities of each token."""

    def __new__(cls, *columns: list[Any]) -> _Reading:
        return super().__new__(cls, columns)


def _copy(doc: Any, read: Any) -> Any:
    """``doc`` with the parse of ``read``, token by token."""
    from spacy.tokens import Doc

    if not isinstance(read, _Reading):
        read = _Reading(
            [t.tag_ for t in read],
            [t.pos_ for t in read],
            [t.lemma_ for t in read],
            [t.head.i for t in read],
            [t.dep_ for t in read],
            [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in read],
        )
    tags, pos, lemmas, heads, deps, ents = read
    copy = Doc(
        doc.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        tags=tags,
        pos=pos,
        lemmas=lemmas,
        heads=heads,
        deps=deps,
        ents=ents,
    )
    copy.user_data.update(doc.user_data)
    return copy


def _verbal(word: str) -> str:
    """The verb that a word in the present tense is a form of, as the lexicon has it; "" for none."""
    lexicon = load_lexicon()
    for base in (word, word.removesuffix("s"), word.removesuffix("es"), re.sub("ies$", "y", word)):
        if base in lexicon.verbs or base in lexicon.position_verbs or base in lexicon.light or base in lexicon.happen:
            return base
    return ""
