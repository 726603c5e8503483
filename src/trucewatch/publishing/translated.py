"""A sentence of the analysis in another language: found by its pattern, with its parameters put into other words.

Names, quotations and whatever has no translation stay as they are, and are marked as English, so that a page can show
it.  Nothing is ever guessed: a sentence that no pattern fits is left whole.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from trucewatch.packs.plurals import plural_category
from trucewatch.packs.sentences import SLOT, Sentences, Words, closed_groups, slots
from trucewatch.publishing.words import MONTHS, Line, Run

LONGEST = 600
"""Characters of a sentence that is looked up; quotations count as one."""
_DEEPEST = 6
_FIRST = 0xE000
_MARK = "[\ue000-\uf8ff]"
_QUOTE = re.compile("“[^“”]*”")
_NAMES = "|".join(m for month in MONTHS for m in (month, month[:3]))
_DAY = rf"\d{{4}}-\d\d-\d\d|\d{{1,2}} (?:{_NAMES}) \d{{4}}"
_KINDS = {
    "n": r"\d{1,3}(?:,\d{3})+|\d+|no|none|one",
    "day": _DAY + "|" + _MARK,
    "q": _MARK,
    "list": rf"{_MARK}(?:(?:, | and ){_MARK})*",
}
_WORDED = {"no": 0, "none": 0, "one": 1}
_PART = re.compile(f"({_MARK})")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence: our words in the language, or ``kind`` ``foreign`` (English) or ``figure`` (number, day).

    ``run`` is what the part leads to, where it leads anywhere.
    """

    text: str
    kind: str = ""
    run: Run | None = None


Pieces = tuple[Piece, ...]


class Translator:
    """Sentences of one language; ``borrowed`` are words of groups that are not in the file: group → English → words."""

    def __init__(self, sentences: Sentences, borrowed: Mapping[str, Mapping[str, str]]) -> None:
        self._sentences = sentences
        patterns = dict(sentences.patterns)
        told = dict(sentences.words)
        for group, known in borrowed.items():
            for n, (english, words) in enumerate(known.items()):
                patterns[f"{group}.own_{n}"], told[f"{group}.own_{n}"] = re.escape(english), words
        forms = _forms(patterns, closed_groups(patterns, ()))
        made = [_Message(i, pattern, told[i], forms) for i, pattern in patterns.items() if i in told]
        order = {i: n for n, i in enumerate(sentences.first)}
        made.sort(key=lambda m: (order.get(m.name, len(order)), -m.firmness))
        self._borrowed = sorted(borrowed)
        self._all = [m for m in made if m.group not in borrowed and m.group not in sentences.within]
        self._groups: dict[str, list[_Message]] = {}
        for message in made:
            self._groups.setdefault(message.group, []).append(message)

    def translate(self, line: Line | Run | str) -> Pieces | None:
        """The sentence in the language; None where there is none, and it has to stay in English."""
        marks: list[Run | str] = []
        text = _encode(line, marks)
        if len(text) > LONGEST:
            return None
        whole = (self._find(text, marks, 0, group) for group in ("", *self._borrowed))
        return next((found for found in whole if found is not None), None)

    def _find(self, text: str, marks: list[Run | str], depth: int, group: str = "") -> Pieces | None:
        if depth > _DEEPEST or not text.strip():
            return None
        bare, stop = (text[:-1], ".") if text.endswith(".") else (text, "")
        for message in self._groups.get(group, ()) if group else self._all:
            found = message.pattern.fullmatch(bare) or (message.pattern.fullmatch(text) if stop else None)
            if found and (pieces := self._fill(message, found.groupdict(), marks, depth)) is not None:
                return (*pieces, Piece(stop)) if stop else pieces
        return None if group else self._joined(bare, stop, marks, depth)

    def _joined(self, bare: str, stop: str, marks: list[Run | str], depth: int) -> Pieces | None:
        """Sentences in one, of which at least one is known, or a list of which at least half are."""
        for between, join, share in (("; ", self._sentences.join, 0.0), (", ", self._sentences.list, 0.5)):
            parts = bare.split(between)
            if len(parts) < 2:
                continue
            found = [self._find(part, marks, depth + 1) for part in parts]
            if sum(f is not None for f in found) >= max(1, share * len(parts)):
                pieces: list[Piece] = []
                for n, (part, one) in enumerate(zip(parts, found, strict=True)):
                    pieces += [Piece(join)] if n else []
                    pieces += one if one is not None else self._left(part, marks, depth)
                return (*pieces, Piece(stop)) if stop else tuple(pieces)
        return None

    def _fill(
        self, message: _Message, given: Mapping[str, str], marks: list[Run | str], depth: int
    ) -> tuple[Piece, ...] | None:
        filled: dict[str, Pieces] = {}
        for kind, name in message.slots:
            part = given[name]
            if kind == "n":
                filled[name] = (Piece(str(_WORDED.get(part.lower(), part)), "figure"),)
            elif kind == "day" and not re.fullmatch(_MARK, part):
                filled[name] = (Piece(_iso(part), "figure"),)
            elif kind == "day" and not re.fullmatch(_DAY, _text(marks[ord(part) - _FIRST])):
                return None
            elif kind == "list":
                filled[name] = self._list(part, marks, depth)
            elif kind in ("x", "q", "day"):
                filled[name] = self._left(part, marks, depth)
            else:
                group = "" if kind == "t" else kind
                found = self._within(part, marks, depth, group)
                if found is None and group:
                    return None
                filled[name] = found if found is not None else self._left(part, marks, depth)
        n = given.get("n", "0").lower().replace(",", "")
        text = message.choose(self._sentences.language, _WORDED[n] if n in _WORDED else int(n))
        pieces: list[Piece] = []
        at = 0
        for slot in SLOT.finditer(text):
            pieces += [Piece(text[at : slot.start()]), *filled[slot[1] + slot[2]]]
            at = slot.end()
        return tuple(p for p in (*pieces, Piece(text[at:])) if p.text)

    def _within(self, part: str, marks: list[Run | str], depth: int, group: str) -> Pieces | None:
        """A parameter that is a sentence; one that is marked off (a stage in bold) is looked up by its own words."""
        mark = marks[ord(part) - _FIRST] if re.fullmatch(_MARK, part) else None
        if not group or not isinstance(mark, Run):
            return self._find(part, marks, depth + 1, group)
        inner: list[Run | str] = []
        found = self._find(_encode(mark.text, inner), inner, depth + 1, group)
        if found is None:
            return None
        text = "".join(p.text for p in found)
        return (Piece(text, "", dataclasses.replace(mark, text=text)),)

    def _list(self, part: str, marks: list[Run | str], depth: int) -> Pieces:
        pieces: list[Piece] = []
        for n, mark in enumerate(re.findall(_MARK, part)):
            pieces += [Piece(self._sentences.list)] if n else []
            pieces += self._left(mark, marks, depth)
        return tuple(pieces)

    def _left(self, part: str, marks: list[Run | str], depth: int) -> Pieces:
        """Words that stay as they are, apart from a day, and from what leads somewhere and is known by itself."""
        if re.fullmatch(_DAY, part):
            return (Piece(_iso(part), "figure"),)
        pieces: list[Piece] = []
        for one in _PART.split(part):
            mark = marks[ord(one) - _FIRST] if re.fullmatch(_MARK, one) else one
            if one in (", ", " and ", "; "):
                pieces.append(Piece(self._sentences.list))
                continue
            if isinstance(mark, str):
                pieces += [Piece(_decode(mark, marks), "foreign")] if mark else []
                continue
            own = mark.style not in ("quote", "words", "strong")
            inner: list[Run | str] = []
            found = self._find(_encode(mark.text, inner), inner, depth + 1) if own else None
            if found is not None and all(p.run is None for p in found):
                text = "".join(p.text for p in found)
                pieces.append(Piece(text, "", dataclasses.replace(mark, text=text, style="")))
            elif own and re.fullmatch(_DAY, mark.text):
                pieces.append(Piece(_iso(mark.text), "figure", dataclasses.replace(mark, text=_iso(mark.text))))
            else:
                pieces.append(Piece(mark.text, "foreign", mark))
        return tuple(pieces)


class _Message:
    """One sentence: its pattern, and its words."""

    def __init__(self, name: str, pattern: str, words: Words, forms: Mapping[str, str]) -> None:
        self.name = name
        self.group = name.partition(".")[0]
        self.slots = list(slots(pattern))
        self.words = words
        self.firmness = len(SLOT.sub("", pattern))
        """How much of it is fixed: the more, the sooner it is tried."""
        named = SLOT.sub(lambda s: f"(?P<{s[1]}{s[2]}>{forms.get(s[1], '.+?')})", pattern)
        self.pattern = re.compile(named, re.IGNORECASE | re.DOTALL)

    def choose(self, language: str, n: int) -> str:
        """The words for a count."""
        return self.words if isinstance(self.words, str) else self.words[plural_category(language, n)]


def _forms(patterns: Mapping[str, str], closed: set[str]) -> dict[str, str]:
    """What a parameter of each kind looks like; a closed group looks like one of its sentences."""
    forms = dict(_KINDS)
    waiting = set(closed)
    while waiting:
        for group in sorted(waiting):
            own = [p for i, p in patterns.items() if i.partition(".")[0] == group]
            if all(kind in forms for p in own for kind, _ in slots(p)):
                told = (SLOT.sub(lambda s: f"(?:{forms[s[1]]})", p) for p in sorted(own, key=len, reverse=True))
                forms[group] = "|".join((*told, _MARK))
                waiting.discard(group)
    return forms


def _encode(line: Line | Run | str, marks: list[Run | str]) -> str:
    """The text to look up: what leads somewhere, a source's words and quotations are a single mark each."""
    runs = (Run(line),) if isinstance(line, str) else (line,) if isinstance(line, Run) else line
    text = ""
    for run in runs:
        if run.claims or run.anchor or run.style in ("quote", "words", "strong"):
            text += _mark(run, marks)
        else:
            text += re.sub(_MARK, "\ufffd", run.text)
    text = re.sub(r"\s+", " ", text)
    for _ in range(_DEEPEST):
        changed = _QUOTE.sub(lambda m: _mark(m[0], marks), text)
        if changed == text:
            break
        text = changed
    return text


def _mark(what: Run | str, marks: list[Run | str]) -> str:
    marks.append(what)
    return chr(_FIRST + min(len(marks) - 1, 0xF8FF - _FIRST))


def _decode(text: str, marks: list[Run | str]) -> str:
    """Words with the marks in them written out."""
    for _ in range(_DEEPEST):
        if not _PART.search(text):
            break
        text = _PART.sub(lambda m: _text(marks[ord(m[1]) - _FIRST]), text)
    return text


def _text(mark: Run | str) -> str:
    return mark if isinstance(mark, str) else mark.text


def _iso(words: str) -> str:
    if words[4:5] == "-":
        return words
    number, month, year = words.split(" ")
    at = next(n for n, name in enumerate(MONTHS, 1) if name[:3].lower() == month[:3].lower())
    try:
        return date(int(year), at, int(number)).isoformat()
    except ValueError:
        return words
