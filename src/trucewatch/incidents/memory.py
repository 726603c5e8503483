"""What one build of incidents worked out, kept for the next, so that adding a report costs little.

Every entry hangs on the values that it was made of and on nothing else, so that a build with a memory and one without
give the same incidents.  Kept by one gazetteer and one book of actors; not for several threads at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from trucewatch.incidents.containers import find_containers
from trucewatch.incidents.scoring import Pairs
from trucewatch.incidents.sentences import Sentences
from trucewatch.incidents.within import Group
from trucewatch.model.claim import Claim
from trucewatch.model.document import Document
from trucewatch.model.incident import Incident
from trucewatch.packs.gazetteer import Gazetteer
from trucewatch.reading.origin import Known

IncidentKey = tuple[tuple[tuple[str, str], ...], tuple[str, ...], tuple[str, ...]]
"""Ids of claims with their origins, links, near misses."""
Material = tuple[tuple[Claim, ...], tuple[Document, ...]]
"""Claims and their documents as they were: a person may correct a claim, or have a text erased, under the same id."""
ReportKey = tuple[Document, tuple[Claim, ...], tuple[Claim, ...], str, frozenset[tuple[str, str]]]
"""The report, claims of happenings, claims of positions, origin, pairs that people bar."""
_WASTE = 3
"""A memory of more incidents than this times those in use is emptied of the others."""


@dataclass(slots=True)
class Memory:
    """Empty at first; :func:`~trucewatch.incidents.build.build_incidents` fills it, and ``find_origins`` its part.

    ``keeps`` False: for one build, after which nothing is asked of it.
    """

    keeps: bool = True
    origins: Known = field(default_factory=Known.nothing)
    sentences: dict[str, Sentences] = field(default_factory=dict)
    reports: dict[str, tuple[ReportKey, tuple[Group, ...], frozenset[str]]] = field(default_factory=dict)
    pairs: Pairs = field(default_factory=Pairs)
    incidents: dict[IncidentKey, tuple[Material, Incident]] = field(default_factory=dict)
    used: set[IncidentKey] = field(default_factory=set)
    containers: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def within(self, claims: Sequence[Claim], gazetteer: Gazetteer | None) -> dict[str, tuple[str, ...]]:
        """The containers of every place id in ``claims``; the shipped gazetteer is read only when there is one."""
        places = {p.place_id: p for c in claims for p in c.places if p.place_id}
        new = [place for place_id, place in places.items() if place_id not in self.containers]
        self.containers |= {p.place_id: () for p in new if p.place_id} | find_containers(new, gazetteer)
        return {i: found for i in sorted(places) for found in [self.containers[i]] if found}

    def tidy(self) -> None:
        """Forget what the last build did not use, once it is most."""
        if len(self.incidents) > _WASTE * len(self.used):
            self.incidents = {key: self.incidents[key] for key in self.used}
            self.pairs = Pairs()
        self.used = set()
