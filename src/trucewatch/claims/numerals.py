"""Numbers in running text: digits, words and vague numerals, with the bounds that stand beside them.

Works on characters, not on a parse, so that digits always match exactly.  What a number counts is decided in
:mod:`trucewatch.claims.quantity`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from text_to_num import text2num

from trucewatch.packs.quantities import load_quantities, noun_classes

S = r"\s{1,3}"
_SMALL = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_TO = r"\s?(?:-|–|—)\s?|-\s{1,2}to\s{1,2}|\s{1,3}(?:to|or)\s{1,3}"
_AFTER = re.compile(r"\s?(?:%|per\s?cent\b|percent\b|percentage\b)", re.IGNORECASE)
_CLOCK = re.compile(r":\d\d|\s?(?:[ap]\.?m\b\.?|o['’]clock|hrs\b)", re.IGNORECASE)
_AGE = re.compile(r"[\s-]{1,2}years?[\s-]{1,2}old\b|[\s-]{1,2}months?[\s-]{1,2}old\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PLURAL = re.compile(r"\s{1,3}(?:[a-z]+s|people|men|women|children)\b")
_NOT_COUNTING = frozenset({"no", "another", "every", "any", "this", "that"})
_OF = re.compile(r"\s{1,3}of\b", re.IGNORECASE)
_BUT = re.compile(
    r"\s{0,2},?\s{0,3}(?:and|but|or)\s{1,3}(?:(?:possibly|perhaps|potentially|maybe)\s{1,3})?", re.IGNORECASE
)
_GLUED = re.compile(r"(\d+(?:\.\d+)?)([a-z]*)")
_NEXT_WORD = re.compile(r"\s{1,3}([A-Za-z]+)")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|mm\b", re.IGNORECASE)
_MONEY_BEFORE = re.compile(r"[$£€]\s?$|\b(?:USD|EUR|GBP)\s?$")
_WORD_BEFORE = re.compile(r"([A-Za-z.]+)\s{1,3}(?:and\s{1,3})?$")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at characters ``start``..``end``, its bound's words included.

    ``core_start``..``core_end`` are the numeral alone.  ``low``/``high`` None: open.  ``kind``: ``number``,
    ``vague``, ``percent`` or ``money``.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    low: float | None
    high: float | None
    approx: bool
    kind: str


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """Every counting number of a text in order.

    Ages, clock times, ordinals, years standing alone and numbers that name something ("Resolution 2254", "M-46") are
    left out; dates are the caller's to leave out.
    """
    found: list[Numeral] = []
    for match in _pattern().finditer(text):
        numeral = _read(text, match)
        if numeral is None:
            continue
        if found and match["vague"] and found[-1].end == match.start() - 1 and match["vague"].lower() == "multiple":
            continue  # "four multiple rocket launchers"
        if found and _is_one_range(text, found[-1], numeral):
            numeral = replace(numeral, start=found[-1].start, core_start=found[-1].core_start, low=found.pop().low)
        found.append(numeral)
    return tuple(found)


def _is_one_range(text: str, first: Numeral, second: Numeral) -> bool:
    """ "At least nine but possibly up to 12" is one number with two bounds."""
    if first.high is not None or second.low is not None or first.low is None or second.high is None:
        return False
    return first.low < second.high and _BUT.fullmatch(text, first.end, second.start) is not None


@functools.cache
def _pattern() -> re.Pattern[str]:
    words = load_quantities()
    scale, short = "|".join(words.scales), "|".join(words.short_scales)
    digits = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?:\.\d+)?(?:{S}(?:{scale})\b|(?:{short})\b)?"
    small = "|".join(sorted(_SMALL.split("|"), key=len, reverse=True))
    spelled = rf"\b(?:{small})(?:(?:-|{S}and{S}|{S})(?:{small}|{scale}))*\b"
    vague = "|".join(re.escape(v).replace(r"\ ", S) for v in sorted(words.vague, key=len, reverse=True))
    one = rf"(?:{digits}|{spelled})"
    return re.compile(
        rf"(?<![\w.,/:@#&])(?<![A-Za-z]-)(?:(?P<between>between{S}(?P<b1>{one}){S}(?:and|to){S}(?P<b2>{one}))"
        rf"|\b(?P<vague>{vague})\b"
        rf"|(?P<low>{one})(?:(?:{_TO})(?P<high>{one}))?)",
        re.IGNORECASE,
    )


def _read(text: str, match: re.Match[str]) -> Numeral | None:
    kind = "vague" if match["vague"] else "number"
    if match["vague"]:
        low, high = load_quantities().vague[re.sub(r"\s+", " ", match["vague"].lower())]
        bounds: tuple[float, float | None] | None = (low, high)
    else:
        bounds = _values(match)
    core_end = match.end()
    if bounds is None or not _counts(text, match.start(), core_end, match):
        return None
    low, high = bounds
    money = _MONEY_BEFORE.search(text, max(0, match.start() - 5), match.start())
    percent = _AFTER.match(text, core_end)
    if text[core_end - 1].isalpha() and text[match.start() : core_end][-2].isdigit() and not money:
        # "2.5m people" is millions, "30m away" is not.
        after = _NEXT_WORD.match(text, core_end)
        if after is None or noun_classes().get(after[1].lower().removesuffix("s")) is None:
            return None
    kind = "money" if money else "percent" if percent else kind
    start, bound = _bound_before(text, money.start() if money else match.start())
    end = percent.end() if percent else core_end
    end, bound_after = _bound_after(text, end)
    new_low, new_high, approx = _apply(bound or bound_after, low, high)
    return Numeral(start, end, match.start(), core_end, new_low, new_high, approx, kind)


def _values(match: re.Match[str]) -> tuple[float, float | None] | None:
    first, second = (match["b1"], match["b2"]) if match["between"] else (match["low"], match["high"])
    low = value_of(first)
    if second is None:
        return (low, low) if low is not None else None
    high = value_of(second)
    if low is None or high is None:
        return None
    scale = load_quantities().scales.get(second.lower().split()[-1].split("-")[-1])
    if scale and first.split()[-1].lower() not in load_quantities().scales and low * scale < high:
        low *= scale  # "2 to 3 million"
    return (low, high) if low < high else (low, low)


def value_of(text: str) -> float | None:
    """The value of a numeral in digits or words ("1,200", "3.5 million", "twenty-two"); None when it is none."""
    words = text.lower().split()
    digits = _GLUED.fullmatch(words[0].replace(",", ""))
    if digits:
        value = float(digits[1]) * load_quantities().short_scales.get(digits[2], 1)
        for word in words[1:]:
            value *= load_quantities().scales[word]
        return round(value, 6)
    try:
        return float(text2num(re.sub(r"\s+", " ", text.lower()), "en"))
    except ValueError:
        return None


def _counts(text: str, start: int, end: int, match: re.Match[str]) -> bool:
    """Whether the number counts something rather than naming, dating or ageing it."""
    if _CLOCK.match(text, end) or _AGE.match(text, end) or _ORDINAL.match(text, end):
        return False
    digits = match["low"] if match["low"] and match["high"] is None else ""
    before = _WORD_BEFORE.search(text, max(0, start - 24), start)
    word = before[1].lower() if before else ""
    named = word in load_quantities().designators or _series().search(text, max(0, start - 60), start)
    if named and (digits or match["high"]):
        return False
    if _YEAR.fullmatch(digits) and (word == "the" or not _PLURAL.match(text, end)):
        return False
    if match["low"] and match["low"].lower() == "one" and word in _NOT_COUNTING and not _OF.match(text, end):
        return False
    # A name that goes on with letters or a fraction of a longer token: "3rd", "4x4", "1.2.3".
    return not re.match(r"[A-Za-z]|[.,/]\d|-\d", text[end : end + 2]) or text[end : end + 2].lower() in {"km", "kg"}


@functools.cache
def _series() -> re.Pattern[str]:
    """The start of a list after a plural designator: "resolutions 2139, 2165 and"."""
    plurals = "|".join(d for d in load_quantities().designators if d.endswith("s"))
    return re.compile(rf"\b(?:{plurals})\s(?:\d+(?:,\s|\s(?:and|&)\s|,\sand\s))+$", re.IGNORECASE)


@functools.cache
def _bounds() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str], dict[str, str]]:
    words = load_quantities()
    before, after = words.bounds.kinds(), words.bounds_after.kinds()

    def alternatives(phrases: dict[str, str]) -> str:
        ordered = sorted(phrases, key=len, reverse=True)
        return "|".join(re.escape(p).replace(r"\ ", S) for p in ordered)

    extra = rf"(?:(?:a|an|the|another|some|about|around|further|additional|estimated){S}){{0,2}}"
    return (
        re.compile(rf"(?<![\w-])({alternatives(before)}){S}{extra}$", re.IGNORECASE),
        before,
        re.compile(rf"(?:[\s-]{{1,2}})({alternatives(after)})\b", re.IGNORECASE),
        after,
    )


def bounded(text: str, start: int, low: float, high: float) -> tuple[int, float | None, float | None, bool]:
    """A count without a numeral ("a week") under the bound before it: its start, low, high, and whether approximate."""
    begin, bound = _bound_before(text, start)
    return (begin, *_apply(bound, low, high))


def _bound_before(text: str, start: int) -> tuple[int, str]:
    pattern, kinds, _, _ = _bounds()
    found = pattern.search(text, max(0, start - 40), start)
    if found is None:
        return start, ""
    return found.start(), kinds[re.sub(r"\s+", " ", found[1].lower())]


def _bound_after(text: str, end: int) -> tuple[int, str]:
    _, _, pattern, kinds = _bounds()
    if text[end : end + 1] == "+":
        return end + 1, "at_least"
    found = pattern.match(text, end)
    if found is None:
        return end, ""
    return found.end(), kinds[re.sub(r"\s+", " ", found[1].lower())]


def _apply(bound: str, low: float, high: float | None) -> tuple[float | None, float | None, bool]:
    if bound == "at_least":
        return low, None, False
    if bound == "up_to" and high is not None:
        return None, high, False
    return low, high, bound == "about" and high is not None
