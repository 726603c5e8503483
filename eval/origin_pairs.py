"""Pairs of reports that share an origin, and look-alikes that do not: made from sentences in ``origins.yaml``.

The same pairs every time.  They were written before the detector was tuned on them, and each kind has hard cases:
summaries without a credit, renderings of one statement in another language, bulletins that differ in one number, two
reporters at one happening who quote the same sentence, and one ministry's statements of two days.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from trucewatch.packs.load import parse_yaml

Facts = dict[str, Any]
EACH = 40
"""Pairs of each kind."""
_MONTHS = {
    "en": ("March", "April", "May", "June", "July"),
    "fr": ("mars", "avril", "mai", "juin", "juillet"),
    "es": ("marzo", "abril", "mayo", "junio", "julio"),
    "ar": ("آذار", "نيسان", "أيار", "حزيران", "تموز"),
    "ru": ("марта", "апреля", "мая", "июня", "июля"),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports, each a text and its file's name; whether they share an origin, and what kind of pair it is."""

    kind: str
    same: bool
    one: tuple[str, str]
    other: tuple[str, str]


def make_pairs(each: int = EACH, seed: int = 20160919) -> tuple[Pair, ...]:
    """``each`` pairs of every kind, always the same for the same arguments."""
    made = []
    for kind, (same, maker) in KINDS.items():
        for number in range(each):
            chance = random.Random(f"{seed}/{kind}/{number}")
            one, other = maker(chance)
            if chance.random() < 0.5:
                one, other = other, one
            made.append(Pair(kind, same, (one, f"{kind}-{number}-a.txt"), (other, f"{kind}-{number}-b.txt")))
    return tuple(made)


@cache
def _book() -> dict[str, Any]:
    path = Path(__file__).with_name("origins.yaml")
    found: dict[str, Any] = parse_yaml(path.read_text(encoding="utf8"), path.name).data
    return found


def _facts(chance: random.Random) -> Facts:
    book = _book()
    place, place2 = chance.sample(book["places"], 2)
    person, person2 = chance.sample(book["people"], 2)
    day, month = chance.randint(1, 28), chance.randrange(5)
    numbers = {
        name: chance.randint(low, high)
        for name, low, high in (
            ("killed", 3, 60), ("injured", 5, 190), ("houses", 4, 40), ("team", 3, 29), ("km", 12, 90),
            ("minutes", 3, 55), ("hours", 6, 72), ("trucks", 8, 70), ("boxes", 20, 900), ("violations", 9, 99),
            ("a", 2, 48), ("b", 2, 48), ("c", 2, 48), ("d", 2, 99), ("other", 9, 150), ("villages", 20, 400),
        )
    }  # fmt: skip
    dates = {f"date_{language}": f"{day} {names[month]}" for language, names in _MONTHS.items()}
    return {
        **numbers, **dates, "date": dates["date_en"], "day": chance.choice(book["weekdays"]),
        "place": place[0], "place_ar": place[1], "place_ru": place[2],
        "place2": place2[0], "place2_ar": place2[1], "place2_ru": place2[2],
        "first": person[0], "last": person[1], "name_ar": person[2], "name_ru": person[3],
        "first2": person2[0], "last2": person2[1],
    }  # fmt: skip


def _report(
    chance: random.Random, headline: str, body: list[str], *, house: str = "", facts: Facts, end: str = ""
) -> str:
    """A page: headline, masthead, date, paragraphs of two sentences, and what stands under them."""
    head = [headline, house or chance.choice(_book()["houses"])]
    if chance.random() < 0.6:
        head.append(f"{facts['date']} 2016")
    paragraphs = [" ".join(body[i : i + 2]) for i in range(0, len(body), 2)]
    if end:
        paragraphs[-1] += f" {end}"
    return "\n".join(head) + "\n\n" + "\n\n".join(paragraphs) + "\n"


def _story(chance: random.Random, facts: Facts, ways: list[int], kind: str) -> list[str]:
    slots = _book()["stories"][kind]["slots"]
    return [str(slot[way % len(slot)]).format(**facts) for slot, way in zip(slots, ways, strict=True)]


def _kind(chance: random.Random) -> str:
    return str(chance.choice(sorted(_book()["stories"])))


def _headline(chance: random.Random, kind: str, facts: Facts, not_: str = "") -> str:
    choices = [h.format(**facts) for h in _book()["stories"][kind]["headlines"]]
    return str(chance.choice([h for h in choices if h != not_]))


def _one_story(chance: random.Random) -> tuple[Facts, str, list[str], str]:
    facts, kind = _facts(chance), _kind(chance)
    body = _story(chance, facts, [chance.randrange(3) for _ in range(8)], kind)
    return facts, kind, body, _headline(chance, kind, facts)


def _two_houses(chance: random.Random) -> tuple[str, str]:
    one, two = chance.sample(_book()["houses"], 2)
    return one, two


def reprint(chance: random.Random) -> tuple[str, str]:
    """The same words under another headline and masthead."""
    facts, kind, body, headline = _one_story(chance)
    one, two = _two_houses(chance)
    end = f"({chance.choice(_book()['agencies'])})" if chance.random() < 0.3 else ""
    return (
        _report(chance, headline, body, house=one, facts=facts),
        _report(chance, _headline(chance, kind, facts, headline), body, house=two, facts=facts, end=end),
    )


def edited(chance: random.Random) -> tuple[str, str]:
    """One sentence out, two changed about, words replaced, one or two sentences of the outlet's own."""
    facts, kind, body, headline = _one_story(chance)
    one, two = _two_houses(chance)
    kept = list(body)
    kept.pop(chance.randrange(2, len(kept)))
    at = chance.randrange(1, len(kept) - 1)
    kept[at], kept[at + 1] = kept[at + 1], kept[at]
    swaps = chance.sample(_book()["synonyms"], 4)
    for word, instead in swaps:
        kept = [re.sub(rf"\b{word}\b", instead, s, count=1) for s in kept]
    kept += chance.sample(_book()["own"], chance.randint(1, 2))
    return (
        _report(chance, headline, body, house=one, facts=facts),
        _report(chance, _headline(chance, kind, facts, headline), kept, house=two, facts=facts),
    )


def summary(chance: random.Random) -> tuple[str, str]:
    """Three or four sentences of eight, with clauses cut; half of them name nobody."""
    facts, kind, body, headline = _one_story(chance)
    one, two = _two_houses(chance)
    chosen = sorted({0, *chance.sample(range(1, 8), chance.randint(2, 3))})
    short = [body[i] for i in chosen]
    for cut in _book()["cuts"]:
        short = [re.sub(cut, "", s) for s in short]
    credit = f"Source: {one}" if chance.random() < 0.5 else ""
    return (
        _report(chance, headline, body, house=one, facts=facts),
        _report(chance, _headline(chance, kind, facts, headline), short, house=two, facts=facts)
        + (f"\n{credit}\n" if credit else ""),
    )


def wire(chance: random.Random) -> tuple[str, str]:
    """Two papers cut one agency's story differently; neither is the agency."""
    facts, kind, body, headline = _one_story(chance)
    agency = chance.choice(_book()["agencies"])
    one, two = _two_houses(chance)
    head = body[: chance.randint(4, 5)]
    other = body[:3] + chance.sample(body[3:], chance.randint(2, 4))
    opened = f"BEIRUT ({agency}) - "
    return (
        _report(chance, headline, [opened + head[0], *head[1:]], house=one, facts=facts),
        _report(chance, _headline(chance, kind, facts, headline), other, house=two, facts=facts, end=f"({agency})"),
    )


def _statement(chance: random.Random, facts: Facts, kind: str, language: str, way: int = 0) -> list[str]:
    lines = _book()["statements"][kind][language]
    made = [str(line[way] if language == "en" else line).format(**facts) for line in lines]
    if language == "en" and way == 1 and chance.random() < 0.4:
        made[1], made[2] = made[2], made[1]
    return made


_STATEMENT_HEADS = {
    "en": ("Ministry gives figures for {date}", "Statement of the day", "{place}: what the ministry says"),
    "fr": ("Le point du ministère", "Trêve : le communiqué du {date_fr}"),
    "es": ("Parte del ministerio", "Tregua: comunicado del {date_es}"),
    "ar": ("بيان الوزارة", "الهدنة: بيان {date_ar}"),
    "ru": ("Сводка ведомства", "Перемирие: сводка за {date_ru}"),
}


def _told(chance: random.Random, facts: Facts, kind: str, language: str, way: int = 0) -> str:
    headline = chance.choice(_STATEMENT_HEADS[language]).format(**facts)
    body = _statement(chance, facts, kind, language, way)
    if chance.random() < 0.25:
        body.pop(chance.randrange(1, 4))
    return _report(chance, headline, body, facts=facts)


def rendered(chance: random.Random) -> tuple[str, str]:
    """One ministry's statement in other words."""
    facts, kind = _facts(chance), chance.choice(("defence", "health"))
    return _told(chance, facts, kind, "en", 0), _told(chance, facts, kind, "en", 1)


def translated(chance: random.Random) -> tuple[str, str]:
    """One ministry's statement in two languages."""
    facts, kind = _facts(chance), chance.choice(("defence", "health"))
    language = chance.choice(("fr", "es", "ar", "ru"))
    return _told(chance, facts, kind, "en", chance.randrange(2)), _told(chance, facts, kind, language)


def quoted(chance: random.Random) -> tuple[str, str]:
    """A post, and one that quotes it: whole, cut short, or as a repost."""
    facts = _facts(chance)
    post = chance.choice(_book()["posts"]).format(**facts)
    words, comment = post.split(), chance.choice(_book()["comments"])
    way = chance.randrange(4)
    if way == 0:
        return post, f"{comment} “{post}”\n"
    if way == 1:
        return post, f"RT @{facts['last'].lower()}{facts['team']}: {' '.join(words[: len(words) * 3 // 4])}…\n"
    if way == 2:
        return post, f"{comment}\n\n> {post}\n"
    return f"{chance.choice(_book()['comments'])} “{post}”\n", f"RT @{facts['last'].lower()}: {post} {comment}\n"


def bulletins(chance: random.Random) -> tuple[str, str]:
    """Two days, or two areas, of one template."""
    first, second = _facts(chance), _facts(chance)
    if chance.random() < 0.5:  # the same places
        second |= {k: first[k] for k in ("place", "place2", "villages")}
    return _bulletin(chance, first, second)


def near_bulletins(chance: random.Random) -> tuple[str, str]:
    """The same template, places and most numbers: the next day, on which little changed."""
    first = _facts(chance)
    changed = chance.sample(("violations", "a", "b", "c", "d", "killed", "injured", "minutes"), 4)
    second = first | {k: first[k] + chance.randint(1, 3) for k in changed} | {"date": _facts(chance)["date"]}
    return _bulletin(chance, first, second)


def _bulletin(chance: random.Random, first: Facts, second: Facts) -> tuple[str, str]:
    title, *body = chance.choice(_book()["bulletin"])
    one, two = ([line.format(**facts) for line in body] for facts in (first, second))
    return (
        _report(chance, title.format(**first), one, house="Monitoring Centre", facts=first),
        _report(chance, title.format(**second), two, house="Monitoring Centre", facts=second),
    )


def independent(chance: random.Random) -> tuple[str, str]:
    """Two reporters at one happening: the facts are the same, the words and the witnesses are not; one quotation is."""
    facts, kind = _facts(chance), _kind(chance)
    ways = [chance.randrange(3) for _ in range(8)]
    others = [way + chance.randint(1, 2) for way in ways]
    theirs = {k: _facts(chance)[k] for k in ("first", "last", "team", "minutes", "hours", "houses")}
    theirs |= {"injured": facts["injured"] + chance.choice((0, 0, 4)), "first": facts["first2"], "last": facts["last2"]}
    one = _story(chance, facts, ways, kind)
    two = _story(chance, facts | theirs, others, kind)
    said = "“We will answer every breach of this truce in the same coin,” the army's spokesman told reporters."
    if chance.random() < 0.5:
        one.insert(4, said)
        two.insert(chance.randrange(2, 7), said)
    a, b = _two_houses(chance)
    return (
        _report(chance, _headline(chance, kind, facts), one, house=a, facts=facts),
        _report(chance, _headline(chance, kind, facts), two, house=b, facts=facts),
    )


def same_agency(chance: random.Random) -> tuple[str, str]:
    """Two stories of one agency, closing with the same background and its name."""
    agency = chance.choice(_book()["agencies"])
    made = []
    kinds = chance.sample(sorted(_book()["stories"]), 2) if chance.random() < 0.5 else ["strike", "strike"]
    ways = [chance.randrange(3) for _ in range(8)]
    for number, kind in enumerate(kinds):
        facts = _facts(chance)
        body = _story(chance, facts, [w + number for w in ways], kind)[: chance.randint(4, 6)]
        body += _book()["background"]
        body[0] = f"BEIRUT ({agency}) - {body[0]}"
        made.append(_report(chance, _headline(chance, kind, facts), body, facts=facts))
    return made[0], made[1]


def other_day(chance: random.Random) -> tuple[str, str]:
    """Statements of one ministry of two days, in other words or another language; places and speaker stay."""
    first, kind = _facts(chance), chance.choice(("defence", "health"))
    second = _facts(chance)
    kept = ["first", "last", "name_ar", "name_ru", *(k for k in first if k.startswith("place"))]
    second |= {k: first[k] for k in kept} | {"villages": first["villages"] + chance.choice((0, 1, 2))}
    language = chance.choice(("en", "fr", "es", "ar", "ru"))
    return _told(chance, first, kind, "en", 0), _told(chance, second, kind, language, 1)


def rivals(chance: random.Random) -> tuple[str, str]:
    """What each side says of the same day and places."""
    facts = _facts(chance)
    theirs = [line.format(**facts) for line in _book()["rival"]]
    return (
        _told(chance, facts, "defence", "en", chance.randrange(2)),
        _report(chance, "Committee counts breaches", theirs, facts=facts),
    )


def passing_mention(chance: random.Random) -> tuple[str, str]:
    """A statement, and a reporter's own account that gives one or two of its sentences a place."""
    facts, kind = _facts(chance), chance.choice(("defence", "health"))
    own = [line.format(**facts) for line in _book()["around_statement"]]
    for sentence in _statement(chance, facts, kind, "en", 1)[: chance.randint(1, 2)]:
        own.insert(chance.randrange(1, len(own)), sentence)
    return _told(chance, facts, kind, "en", 0), _report(chance, "Between the lines", own, facts=facts)


def other_posts(chance: random.Random) -> tuple[str, str]:
    """Two people post about one thing."""
    facts, which = _facts(chance), chance.randrange(4)
    return (
        _book()["posts"][which].format(**facts) + "\n",
        _book()["other_posts"][which].format(**facts) + "\n",
    )


Maker = Callable[[random.Random], tuple[str, str]]
KINDS: dict[str, tuple[bool, Maker]] = {
    **{maker.__name__: (True, maker) for maker in (reprint, edited, summary, wire, rendered, translated, quoted)},
    **{
        maker.__name__: (False, maker)
        for maker in (
            bulletins, near_bulletins, independent, same_agency, other_day, rivals, passing_mention, other_posts,
        )
    },
}  # fmt: skip


def kinds(same: bool) -> Iterator[str]:
    """The kinds of pairs that share an origin, or do not."""
    return (name for name, (share, _) in KINDS.items() if share is same)
