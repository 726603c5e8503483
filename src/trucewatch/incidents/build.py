"""Claims → incidents: group within each document, cluster across documents, attach positions, set out the accounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from trucewatch.incidents.accounts import build_accounts, stable_id
from trucewatch.incidents.attach import ABOUT_INCIDENTS, attach_positions, make_candidate
from trucewatch.incidents.cluster import Cluster, cluster_tellings
from trucewatch.incidents.contradictions import are_rival, find_contradictions
from trucewatch.incidents.corrections import Pair, Ruling, by_place, indexed, pair_of
from trucewatch.incidents.garbage import uncollected
from trucewatch.incidents.gathering import gather_all
from trucewatch.incidents.grade import grade_incident
from trucewatch.incidents.link import Context
from trucewatch.incidents.memory import Memory
from trucewatch.incidents.positions import build_positions
from trucewatch.incidents.responsibility import find_responsibility
from trucewatch.incidents.scoring import Pairs
from trucewatch.incidents.sentences import Sentences
from trucewatch.incidents.speakers import Register
from trucewatch.incidents.titles import title_of
from trucewatch.incidents.vocabulary import load_vocabulary
from trucewatch.incidents.within import Group, are_listed_apart
from trucewatch.model.claim import Claim, PlaceMention
from trucewatch.model.document import Document, Origin
from trucewatch.model.incident import Incident
from trucewatch.model.span import readable
from trucewatch.model.when import When
from trucewatch.packs.actors import ActorBook, load_actors
from trucewatch.packs.gazetteer import Gazetteer

# What is only planned, demanded or supposed has not happened on anybody's word.
HAPPENED: frozenset[str] = frozenset({"asserted", "alleged", "denied"})


@dataclass(frozen=True, slots=True)
class _Part:
    """One cluster on its way to an incident: its groups, the positions about it, and the reasons."""

    groups: tuple[Group, ...]
    links: tuple[str, ...]
    near_misses: tuple[str, ...]
    first: int
    parts: int
    joins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Ruled:
    """For each group those that people joined it with, and those that they keep it apart from."""

    joined: Mapping[int, Sequence[tuple[int, Ruling]]]
    barred: Mapping[int, Sequence[tuple[int, Ruling]]]


@uncollected()
def build_incidents(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    origins: Sequence[Origin],
    *,
    gazetteer: Gazetteer | None = None,
    actors: ActorBook | None = None,
    must_link: Sequence[Ruling] = (),
    cannot_link: Sequence[Ruling] = (),
    memory: Memory | None = None,
) -> tuple[Incident, ...]:
    """Every incident in ``claims``, those with contradictions first, then by day.

    ``gazetteer`` says which place contains which, ``actors`` who acts for whom; left out, the shipped ones are used,
    and only when a claim carries an id to look up.  Claims of a document that is not in ``documents`` are left out.
    ``must_link`` and ``cannot_link`` are what people decided about pairs of claims.  ``memory`` keeps what an earlier
    call worked out, for the next: it saves time and changes no result.  One memory is for one gazetteer and one book
    of actors.
    """
    known_pairs = memory.pairs if memory is not None else None
    memory = memory if memory is not None else Memory(keeps=False)
    register = Register.of(tuple(documents), tuple(origins))
    known = [c for c in claims if c.document_id in register.documents]
    happenings = [c for c in known if c.kind == "incident" and c.stance in HAPPENED]
    positions = [c for c in known if c.kind == "position" and c.type in ABOUT_INCIDENTS]
    barred = frozenset().union(*(r.pairs for r in cannot_link))
    within = memory.within(happenings, gazetteer)
    told = gather_all(happenings, positions, register, within, barred, memory)
    context = Context(within, told.frequency, max(1, told.documents))
    parts = _gather_across(told.groups, told.sentences, context, register, must_link, cannot_link, known_pairs)
    about = _about(parts, positions, told.sentences, context, register, barred)
    answers = _answers_for(known, actors)
    of_part: dict[int, list[Claim]] = {}
    for claim in positions:
        if claim.claim_id in about:
            of_part.setdefault(about[claim.claim_id][0], []).append(claim)
    built = [_incident(part, of_part.get(i, []), about, register, answers, memory) for i, part in enumerate(parts)]
    memory.tidy()
    ids = {part.first: incident.incident_id for part, incident in zip(parts, built, strict=True)}
    doubted = (
        replace(incident, parts=part.parts, joins=tuple(ids[j] for j in part.joins))
        if part.parts > 1 or part.joins
        else incident
        for part, incident in zip(parts, built, strict=True)
    )
    return tuple(sorted(doubted, key=_urgency))


def _gather_across(
    groups: Sequence[Group],
    sentences: Mapping[str, Sentences],
    context: Context,
    register: Register,
    must_link: Sequence[Ruling],
    cannot_link: Sequence[Ruling],
    known: Pairs | None,
) -> list[_Part]:
    def apart(i: int, j: int) -> bool:
        text = sentences[groups[i].telling.document_id]
        return any(are_listed_apart(a, b, text) for a in groups[i].claims for b in groups[j].claims)

    group_of = {c.claim_id: i for i, g in enumerate(groups) for c in g.claims}
    joined, barred = indexed(must_link, group_of), indexed(cannot_link, group_of)
    tellings = [g.telling for g in groups]
    clusters = cluster_tellings(tellings, context, apart, joined=joined, barred=barred, known=known)
    ruled = _Ruled(by_place(joined), by_place(barred))
    tellers: dict[int, str] = {}
    return [_part(cluster, groups, register, ruled, tellers) for cluster in clusters]


def _part(
    cluster: Cluster, groups: Sequence[Group], register: Register, ruled: _Ruled, tellers: dict[int, str]
) -> _Part:
    def told_by(i: int) -> str:
        if i not in tellers:
            tellers[i] = _told_by(groups[i], register)
        return tellers[i]

    own = tuple([groups[i] for i in cluster.members])
    across = tuple(f"{told_by(j)} and {told_by(i)}: {link.sentence}" for i, j, link in cluster.links)
    inside = set(cluster.members)
    misses = tuple(
        f"Not joined with {told_by(j if i in inside else i)}: {link.sentence}" for i, j, link in cluster.near_misses
    )
    by_hand = tuple(r.sentence for i in cluster.members for j, r in ruled.joined.get(i, ()) if j in inside)
    kept_out = tuple(
        f"Not joined with {told_by(j)}: {ruling.sentence}"
        for pairs in (ruled.barred, ruled.joined)
        for i in cluster.members
        for j, ruling in pairs.get(i, ())
        if j not in inside
    )
    links = by_hand + tuple(sentence for group in own for sentence in group.links) + across
    misses = kept_out + tuple(m for g in own for m in g.near_misses) + misses
    unique = tuple(dict.fromkeys(links)), tuple(dict.fromkeys(misses))
    return _Part(own, *unique, cluster.members[0], cluster.parts, cluster.joins)


def _told_by(group: Group, register: Register) -> str:
    return f"{register.name(group.claims[0])} (“{' '.join(readable(group.claims[0].span.quote).split())[:70]}”)"


def _about(
    parts: Sequence[_Part],
    positions: Sequence[Claim],
    sentences: Mapping[str, Sentences],
    context: Context,
    register: Register,
    barred: frozenset[Pair],
) -> dict[str, tuple[int, str]]:
    if not positions:
        return {}
    held = [[c.claim_id for g in part.groups for c in g.claims] for part in parts]

    def is_barred(claim_id: str, key: int) -> bool:
        return bool(barred) and any(pair_of(claim_id, other) in barred for other in held[key])

    told = [(i, group) for i, part in enumerate(parts) for group in part.groups if not group.telling.tally]
    candidates = [make_candidate(i, group.telling, group.claims) for i, group in told]
    return attach_positions(positions, candidates, sentences, register.published(), context, barred=is_barred)


def _incident(
    part: _Part,
    positions: Sequence[Claim],
    about: Mapping[str, tuple[int, str]],
    register: Register,
    answers: Mapping[str, tuple[str, ...]],
    memory: Memory,
) -> Incident:
    """The incident of a part; that of an earlier call where nothing that it is made of has changed."""
    links = part.links + tuple(f"{register.name(c)}: {about[c.claim_id][1]}" for c in positions)
    if not memory.keeps:
        return _make_incident(part, positions, links, register, answers)
    claims = [*(c for g in part.groups for c in g.claims), *positions]
    key = (tuple((c.claim_id, register.origin(c)) for c in claims), links, part.near_misses)
    material = tuple(claims), tuple(register.documents[c.document_id] for c in claims)
    found = memory.incidents.get(key)
    if found is None or found[0] != material:
        found = memory.incidents[key] = material, _make_incident(part, positions, links, register, answers)
    memory.used.add(key)
    return found[1]


def _make_incident(
    part: _Part,
    positions: Sequence[Claim],
    links: tuple[str, ...],
    register: Register,
    answers: Mapping[str, tuple[str, ...]],
) -> Incident:
    happening = sorted((c for g in part.groups for c in g.claims), key=register.order)
    told = sorted([*happening, *positions], key=register.order)
    by_id = {c.claim_id: c for c in told}
    values = build_positions(told, register)
    types = _types(happening)
    places, when = _places(happening), _when(happening)
    who = find_responsibility(told, answers, register)
    joint = bool(set(types) & load_vocabulary().joint)
    blamed = [p for p in values if p.attribute == "perpetrator" and p.stance != "denied"]
    grade, reason = grade_incident(happening, who.claimed_by, not joint and are_rival(blamed, by_id, answers), register)
    return Incident(
        incident_id=stable_id("incident", happening[0].claim_id),
        types=types,
        title=title_of(types, places, when, happening),
        when=when,
        places=places,
        accounts=build_accounts(told, register),
        positions=values,
        origins=tuple(sorted({register.root(c) for c in told})),
        grade=grade,
        grade_reason=reason,
        claim_ids=tuple(c.claim_id for c in told),
        contradictions=find_contradictions(values, by_id, who, answers, joint),
        claimed_by=who.claimed_by,
        denied_by=who.denied_by,
        links=links,
        near_misses=part.near_misses,
    )


def _types(claims: Sequence[Claim]) -> tuple[str, ...]:
    """Each type once, the one told most often first."""
    if len({c.type for c in claims}) == 1:
        return (claims[0].type,)
    return tuple(t for t, _ in sorted(Counter(c.type for c in claims).items(), key=lambda x: (-x[1], x[0])))


def _places(claims: Sequence[Claim]) -> tuple[PlaceMention, ...]:
    """Each place once, the most often told first, of equals the most exact."""
    found: dict[str, list[PlaceMention]] = {}
    for place in (p for c in claims for p in c.places):
        found.setdefault(f"{place.place_id or place.span.quote.casefold()}/{place.geo_precision}", []).append(place)
    ranked = sorted(found.values(), key=lambda ps: (-len(ps), ps[0].geo_precision or 9))
    return tuple(ps[0] for ps in ranked)


def _when(claims: Sequence[Claim]) -> When | None:
    """The most exact time told; of equals the one told most often, then first."""
    times = [c.when for c in claims if c.when and c.when.start_on]
    if not times:
        return None
    votes = Counter((w.start_on, w.end_on) for w in times)
    if len(votes) == 1:
        return min(times, key=lambda w: w.inherited)
    length = {k: ((k[1] or k[0]) - k[0]).days for k in votes if k[0]}
    return min(times, key=lambda w: (length[w.start_on, w.end_on], -votes[w.start_on, w.end_on], w.inherited))


def _answers_for(claims: Sequence[Claim], actors: ActorBook | None) -> dict[str, tuple[str, ...]]:
    ids = {a.actor_id for c in claims for a in c.actors} | {x.actor_id for c in claims for x in c.claimants}
    named = sorted(i for i in ids if i)
    book = actors if actors is not None or not named else load_actors()
    return {i: tuple(book.answers_for(i)) for i in named} if book is not None else {}


def _urgency(incident: Incident) -> tuple[bool, bool, int, str]:
    day = incident.when.start_on.toordinal() if incident.when and incident.when.start_on else 9_999_999
    return (not incident.contradictions, not (set(incident.types) - {"violation"}), day, incident.incident_id)
