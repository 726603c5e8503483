"""Claims: one thing that somebody says happened, is happening, is required, is declared or is counted."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from trucewatch.model.span import Span
from trucewatch.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """Who the text gives a claim to: the words, the cue ("according to"), and the actor when one is known.

    ``span`` is the name as it stands nearest the claim, a pronoun being replaced by the name that it stands for.
    """

    span: Span
    actor_id: str | None = None
    anonymous: bool = False
    cue: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """An actor in a role (``model.vocabulary.ROLES``) of a claim."""

    role: str
    span: Span
    actor_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place in a claim.  ``lat``/``lon`` are WGS84 degrees, None when no gazetteer entry fits.

    ``geo_precision``: 1 the named town or site, 2 near it or a part of it, 3 a larger region (ACLED's codes); None when
    unlocated.
    """

    span: Span
    place_id: str | None = None
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    geo_precision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number that belongs to a claim; ``what`` is one of ``model.vocabulary.QUANTITIES``.

    ``low``/``high`` None: open on that side ("at least 20" is 20..None).  ``span`` is the number's own words.
    ``noun``: the lemma of what is counted ("child"), empty when nothing is named.  ``subset``: part of another number
    of the claim ("including two children").
    """

    what: str
    span: Span
    low: float | None
    high: float | None
    approx: bool = False
    noun: str = ""
    subset: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim, grounded in the words at ``span`` of the document's text.

    ``claimants`` are outermost first, the publisher left out; the narrator's own voice is ().  ``segment`` is the
    kind of segment that holds it.  ``repeats`` is the id of an earlier claim in the same document that this one says
    again.  ``rules`` names what fired, for ``explain``.  ``confidence`` is 0..1.  ``uncounted`` is harm told without a
    number ("others were hurt"): quantities open on both sides, which no export shows as numbers.
    """

    claim_id: str
    document_id: str
    kind: str
    type: str
    stance: str
    span: Span
    claimants: tuple[Claimant, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    when: When | None = None
    quantities: tuple[Quantity, ...] = ()
    uncounted: tuple[Quantity, ...] = ()
    confidence: float = 0.5
    extractor: str = "trucewatch.rules@1"
    segment: str = "body"
    repeats: str | None = None
    rules: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[int, int, str]:
        """Where it stands among the claims of its document."""
        return self.span.start, self.span.end, self.claim_id

    @property
    def source_words(self) -> str:
        """The innermost claimant's words; empty for the narrator."""
        return self.claimants[-1].span.quote if self.claimants else ""

    def actors_as(self, role: str) -> tuple[ActorMention, ...]:
        """The actors in ``role``."""
        return tuple([a for a in self.actors if a.role == role])

    def quantity(self, what: str) -> Quantity | None:
        """The first quantity of ``what``, if the claim carries one."""
        return next((q for q in self.quantities if q.what == what), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Words given to a source, whether or not they are in the subject: ``trucewatch attributions`` writes these.

    ``kind`` is ``"direct"``, ``"indirect"`` or ``"mixed"``.  ``content`` may be in several pieces.
    """

    document_id: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: str


def claim_id(
    document_id: str, span: Span, kind: str, type_: str, claimants: tuple[str, ...], value: object, extractor: str
) -> str:
    """The identity of a claim: SHA-256 of a JSON array of what it says and where.

    ``extractor`` is the extractor's name without its version, so that a review survives a better extractor.
    ``value`` is anything JSON can carry.  An array, not joined text, so that different tuples never collide.
    """
    name = extractor.split("@", 1)[0]
    row = [document_id, [span.start, span.end, span.quote], kind, type_, list(claimants), value, name]
    packed = json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return "sha256:" + hashlib.sha256(packed.encode()).hexdigest()
