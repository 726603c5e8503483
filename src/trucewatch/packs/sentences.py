"""The sentences of the analysis, by id, and what they are in other languages: data of ``knowledge/sentences/``.

The analysis speaks English, in sentences that are stored, sealed and released as they are.  ``en.yaml`` gives each kind
of sentence an id and a pattern with named parameters; the file of another language gives its words by the same id.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from pydantic import Field

from trucewatch.errors import PackError
from trucewatch.packs.load import Entry, read_yaml, validate
from trucewatch.packs.plurals import CATEGORIES

SLOT = re.compile(r"\{([a-z_]+)(\d*)\}")
MOST_OPEN = 3
"""Parameters of one sentence that may be any text; more would take long to tell apart."""
FIRM = frozenset({"n", "day", "q", "list"})
"""Kinds of parameters that have a form of their own."""
_OPEN = frozenset({"x", "t"})
Words = str | dict[str, str]


class _Patterns(Entry):
    source: str = Field(min_length=1)
    first: list[str]
    within: list[str]
    sentences: dict[str, str]


class _Translated(Entry):
    source: str = Field(min_length=1)
    language: str
    join: str
    list: str
    sentences: dict[str, str | dict[str, str]]


@dataclass(frozen=True, slots=True)
class Sentences:
    """Patterns and words by id; ``join`` stands between two sentences in one, ``list`` between the names of a list.

    ``first`` are the ids that are tried before all others, ``within`` the groups that stand only inside of others.
    """

    language: str
    first: tuple[str, ...]
    within: tuple[str, ...]
    join: str
    list: str
    patterns: Mapping[str, str]
    words: Mapping[str, Words]


def slots(text: str) -> Iterator[tuple[str, str]]:
    """The parameters of a pattern or of words, each with its kind and its whole name (``day``, ``day2``)."""
    for found in SLOT.finditer(text):
        yield found[1], found[1] + found[2]


def closed_groups(patterns: Mapping[str, str], known: Iterable[str]) -> set[str]:
    """The groups whose sentences hold no open text, so that they can be told by their form; ``known`` are such."""
    groups: dict[str, set[str]] = {}
    for i, pattern in patterns.items():
        groups.setdefault(i.partition(".")[0], set()).update(kind for kind, _ in slots(pattern))
    closed = set(known)
    while more := {g for g, kinds in groups.items() if g not in closed and kinds <= FIRM | closed}:
        closed |= more
    return closed


@functools.cache
def load_sentences(language: str) -> Sentences | None:
    """The bundled sentences of a language, None for one without; raises :class:`PackError` with every fault."""
    folder = Path(str(resources.files("trucewatch") / "knowledge" / "sentences"))
    path = folder / f"{language}.yaml"
    if language == "en" or not path.is_file():
        return None
    english = validate(_Patterns, read_yaml(folder / "en.yaml", "en.yaml"))
    patterns = english.sentences
    told = validate(_Translated, read_yaml(path, path.name))
    groups = {i.partition(".")[0] for i in patterns} | BORROWED
    closed = closed_groups(patterns, BORROWED)
    faults = [fault for i, pattern in patterns.items() for fault in _check_pattern(i, pattern, groups, closed)]
    faults += [f"en.yaml: first: {i!r} is no sentence; remove it" for i in english.first if i not in patterns]
    faults += [f"en.yaml: within: {g!r} is no group; remove it" for g in english.within if g not in groups]
    for i, words in told.sentences.items():
        faults += [f"{path.name}: {f}" for f in _check_words(i, words, patterns.get(i), language)]
    if faults:
        raise PackError(tuple(faults))
    return Sentences(
        language, tuple(english.first), tuple(english.within), told.join, told.list, patterns, told.sentences
    )


def _check_pattern(i: str, pattern: str, groups: set[str], closed: set[str]) -> Iterator[str]:
    names = [name for _, name in slots(pattern)]
    kinds = [kind for kind, _ in slots(pattern)]
    if len(names) != len(set(names)):
        yield f"en.yaml: {i}: a parameter is named twice; number them"
    if unknown := [k for k in kinds if k not in FIRM | _OPEN | groups]:
        yield f"en.yaml: {i}: {unknown[0]!r} is neither a kind of parameter nor a group of sentences"
    if sum(k not in FIRM | closed for k in kinds) > MOST_OPEN:
        yield f"en.yaml: {i}: more than {MOST_OPEN} open parameters; split the sentence"
    try:
        if re.compile(SLOT.sub("", pattern)).groups:
            yield f"en.yaml: {i}: a group captures; write (?:…), or \\( for a bracket"
    except re.error as error:
        yield f"en.yaml: {i}: {error}"


def _check_words(i: str, words: Words, pattern: str | None, language: str) -> Iterator[str]:
    if pattern is None:
        yield f"{i}: en.yaml has no such sentence"
        return
    asked = {name for _, name in slots(pattern)}
    forms = words if isinstance(words, dict) else {"other": words}
    if isinstance(words, dict) and set(words) != set(CATEGORIES[language]):
        yield f"{i}: give each of the forms {', '.join(CATEGORIES[language])}"
    for form, text in forms.items():
        used = {name for _, name in slots(text)}
        # A form that says "two" in a word need not show the digit.
        if used - asked or (asked - used) - {"n"}:
            yield f"{i}: {form}: its parameters are {sorted(used)}, the sentence's are {sorted(asked)}"


BORROWED = frozenset({"attribute", "field", "grade", "stage", "stance", "type"})
"""Groups whose words the interface has already: the closed lists of the model."""
