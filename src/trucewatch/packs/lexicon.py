"""The words that carry facts, ``knowledge/core/{events,access,nouns,positions,terms}.yaml``, indexed by lemma."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from trucewatch.packs.load import Entry, read_yaml, validate

CORE = Path(__file__).parent.parent / "knowledge" / "core"
Role = Literal["perpetrator", "target", "carrier", "holder", "addressee", "none"]


class Roles(Entry):
    """Which role a verb's subject and object take."""

    subject: Role = "perpetrator"
    object: Role = "target"


class VerbGroup(Entry):
    """Verbs of one meaning; an entry's further words must stand among the verb's dependants.

    ``both``: subject and object must fit, or in a passive without a doer the object; ``named``: the doer must be named.
    """

    type: str
    verbs: tuple[str, ...]
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    both: bool = False
    named: bool = False
    stop: tuple[str, ...] = ()
    roles: Roles = Roles()
    effect: str = ""
    hint: str = ""


class NounGroup(Entry):
    """Nouns of one meaning; weak ones need an argument or a verb of happening."""

    type: str
    nouns: tuple[str, ...]
    weak: bool = False
    victims: bool = False
    of: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    effect: str = ""
    hint: str = ""


class EventsFile(Entry):
    """``events.yaml``."""

    source: str
    verbs: tuple[VerbGroup, ...]
    nouns: tuple[NounGroup, ...]
    light_verbs: tuple[str, ...]
    suffer_verbs: tuple[str, ...]
    happen_verbs: tuple[str, ...]
    cause_verbs: tuple[str, ...]
    means: dict[str, tuple[str, ...]]


class AccessFile(Entry):
    """``access.yaml``."""

    source: str
    verbs: tuple[VerbGroup, ...]
    nouns: tuple[NounGroup, ...]


class NounsFile(Entry):
    """``nouns.yaml``."""

    source: str
    classes: dict[str, tuple[str, ...]]
    neutral: tuple[str, ...]
    offices: tuple[str, ...]


class PositionGroup(Entry):
    """Verbs and nouns by which a party takes a position.

    ``about``: noun classes (or ``scope``: anything in the subject) of which one must stand among the dependants; empty:
    none asked.  ``object``: the role of the direct object, ``via`` the prepositions whose object is the addressee.
    ``lent``: nouns that take the position with a verb that lends them its subject ("gave its consent").
    """

    type: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    lent: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    object: Role = "none"
    via: tuple[str, ...] = ()
    stance: str = "asserted"


class PositionsFile(Entry):
    """``positions.yaml``."""

    source: str
    groups: tuple[PositionGroup, ...]
    lending: tuple[str, ...]
    drawing: tuple[str, ...]
    verdicts: dict[str, tuple[str, ...]]
    scope: tuple[str, ...]
    courtesies: tuple[str, ...]
    weak_scope: tuple[str, ...]
    matters: tuple[str, ...]
    talks: tuple[str, ...]
    talks_verbs: tuple[str, ...]
    calm_subjects: tuple[str, ...]
    calm_words: tuple[str, ...]


class GateFile(Entry):
    """``gate.yaml``: beginnings of words."""

    source: str
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    doubtful: tuple[str, ...]
    civil: tuple[str, ...]


class TermGroup(Entry):
    """What an agreement asks: ``words`` in its content decide the type, the first group that fits."""

    type: str
    words: tuple[str, ...]


class DutyGroup(Entry):
    """Verbs of what is to be done, or (``barred``) is not to be done, under an agreement.

    ``subject``, ``object``: noun classes of which the doer, or what it is done to, must be; ``about``: classes of which
    any argument must be.  ``dated``: a time or a length must stand in the clause.
    """

    type: str
    verbs: tuple[str, ...]
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    barred: bool = False
    dated: bool = False


class TermsFile(Entry):
    """``terms.yaml``; ``loose`` words name an agreement only where what they ask is of a type of its own."""

    source: str
    instruments: tuple[str, ...]
    loose: tuple[str, ...]
    require: tuple[str, ...]
    conclude: tuple[str, ...]
    clock: tuple[str, ...]
    types: tuple[TermGroup, ...]
    duties: tuple[DutyGroup, ...]


@dataclass(frozen=True, slots=True)
class VerbRule:
    """One verb in one meaning; ``kind`` is incident or access."""

    kind: str
    name: str
    verb: str
    needs: tuple[str, ...]
    group: VerbGroup


@dataclass(frozen=True, slots=True)
class NounRule:
    """One noun in one meaning; ``words`` are the lemmas that stand together, the head last."""

    kind: str
    name: str
    words: tuple[str, ...]
    group: NounGroup


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything above, indexed by the lemma that triggers it."""

    verbs: Mapping[str, tuple[VerbRule, ...]]
    nouns: Mapping[str, tuple[NounRule, ...]]
    classes: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    light: frozenset[str]
    suffer: frozenset[str]
    happen: frozenset[str]
    cause: frozenset[str]
    means: Mapping[str, str]
    means_phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    position_verbs: Mapping[str, tuple[tuple[tuple[str, ...], PositionGroup], ...]]
    position_nouns: Mapping[str, PositionGroup]
    lent_nouns: Mapping[str, tuple[PositionGroup, ...]]
    lending: frozenset[str]
    drawing: frozenset[str]
    verdicts: Mapping[str, frozenset[str]]
    scope: frozenset[str]
    courtesies: frozenset[str]
    weak_scope: frozenset[str]
    matters: frozenset[str]
    talks: frozenset[str]
    talks_verbs: frozenset[str]
    calm_subjects: frozenset[str]
    calm_words: frozenset[str]
    verdict_phrases: Mapping[str, tuple[str, ...]]
    terms: TermsFile
    duties: Mapping[str, tuple[tuple[tuple[str, ...], DutyGroup], ...]]
    neutral: frozenset[str]
    offices: frozenset[str]


@functools.cache
def load_gate() -> GateFile:
    """The words of the relevance gate; raises ``PackError`` with every fault."""
    return validate(GateFile, read_yaml(CORE / "gate.yaml", "gate.yaml"))


@functools.cache
def load_lexicon() -> Lexicon:
    """The bundled lexicon; raises ``PackError`` with every fault of the first faulty file."""
    events = validate(EventsFile, read_yaml(CORE / "events.yaml", "events.yaml"))
    access = validate(AccessFile, read_yaml(CORE / "access.yaml", "access.yaml"))
    nouns = validate(NounsFile, read_yaml(CORE / "nouns.yaml", "nouns.yaml"))
    positions = validate(PositionsFile, read_yaml(CORE / "positions.yaml", "positions.yaml"))
    terms = validate(TermsFile, read_yaml(CORE / "terms.yaml", "terms.yaml"))
    classes, phrases = _by_word(nouns.classes)
    means, means_phrases = _by_word(events.means)
    verbs: dict[str, list[VerbRule]] = {}
    for kind, groups in (("incident", events.verbs), ("access", access.verbs)):
        for n, group in enumerate(groups):
            for entry in group.verbs:
                verb, *needs = entry.split()
                rule = VerbRule(kind, f"{kind}.{group.type}.{n}:{entry}", verb, tuple(needs), group)
                verbs.setdefault(verb, []).append(rule)
    found: dict[str, list[NounRule]] = {}
    for kind, noun_groups in (("incident", events.nouns), ("access", access.nouns)):
        for group_ in noun_groups:
            for entry in group_.nouns:
                words = tuple(entry.split())
                head = words[0] if " of " in f" {entry} " else words[-1]
                found.setdefault(head, []).append(NounRule(kind, f"{kind}.{group_.type}:{entry}", words, group_))
    position_verbs: dict[str, list[tuple[tuple[str, ...], PositionGroup]]] = {}
    position_nouns: dict[str, PositionGroup] = {}
    lent_nouns: dict[str, list[PositionGroup]] = {}
    for position in positions.groups:
        for entry in position.verbs:
            verb, *needs = entry.split()
            position_verbs.setdefault(verb, []).append((tuple(needs), position))
        for noun in position.nouns:
            position_nouns.setdefault(noun, position)
        for noun in (*position.lent, *position.nouns):
            lent_nouns.setdefault(noun, []).append(position)
    duties: dict[str, list[tuple[tuple[str, ...], DutyGroup]]] = {}
    for duty in terms.duties:
        for entry in duty.verbs:
            verb, *needs = entry.split()
            duties.setdefault(verb, []).append((tuple(needs), duty))
    return Lexicon(
        verbs={v: tuple(sorted(rules, key=_narrow)) for v, rules in verbs.items()},
        nouns={n: tuple(sorted(rules, key=lambda r: (-len(r.words), not r.group.of))) for n, rules in found.items()},
        classes={w: frozenset(c) for w, c in classes.items()},
        phrases={w: tuple(p) for w, p in phrases.items()},
        light=frozenset(events.light_verbs),
        suffer=frozenset(events.suffer_verbs),
        happen=frozenset(events.happen_verbs),
        cause=frozenset(events.cause_verbs),
        means={w: sorted(c, key=list(events.means).index)[0] for w, c in means.items()},
        means_phrases={w: tuple(p) for w, p in means_phrases.items()},
        position_verbs={v: tuple(sorted(p, key=lambda x: -len(x[0]))) for v, p in position_verbs.items()},
        position_nouns=position_nouns,
        lent_nouns={n: tuple(g) for n, g in lent_nouns.items()},
        lending=frozenset(positions.lending),
        drawing=frozenset(positions.drawing),
        verdicts={k: frozenset(w for w in v if " " not in w) for k, v in positions.verdicts.items()},
        verdict_phrases={k: tuple(f" {w} " for w in v if " " in w) for k, v in positions.verdicts.items()},
        scope=frozenset(positions.scope),
        courtesies=frozenset(positions.courtesies),
        weak_scope=frozenset(positions.weak_scope),
        matters=frozenset(positions.matters),
        talks=frozenset(positions.talks),
        talks_verbs=frozenset(positions.talks_verbs),
        calm_subjects=frozenset(positions.calm_subjects),
        calm_words=frozenset(positions.calm_words),
        terms=terms,
        duties={v: tuple(d) for v, d in duties.items()},
        neutral=frozenset(nouns.neutral),
        offices=frozenset(nouns.offices),
    )


def _narrow(rule: VerbRule) -> tuple[int, bool]:
    """The narrower reading first: more words, then what is said of aid and routes before what is said of anything."""
    return -len(rule.needs), rule.kind != "access"


def _by_word(
    lists: Mapping[str, Iterable[str]],
) -> tuple[dict[str, set[str]], dict[str, list[tuple[tuple[str, ...], str]]]]:
    single: dict[str, set[str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, entries in lists.items():
        for entry in entries:
            words = tuple(entry.split())
            if len(words) == 1:
                single.setdefault(entry, set()).add(name)
            else:
                phrases.setdefault(words[-1], []).append((words, name))
    return single, phrases
