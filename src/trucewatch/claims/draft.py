"""Drafts: facts in the making, still as tokens of a paragraph."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from trucewatch.claims.grammar import Range
from trucewatch.model.claim import Claim

Token = Any
ATTACKS = frozenset({
    "attack", "air_strike", "drone_strike", "shelling", "armed_clash", "gunfire", "explosion", "chemical_attack",
})  # fmt: skip
HARMS = frozenset({"killing", "harm"})
"""Types of attack, and the harm that an attack may do; ``attack`` and ``harm`` are still to be decided."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that carries a happening.

    ``type`` is a type of the guide, or ``attack``/``harm``, which means and targets decide.  ``effect`` is what it does
    to its victims (a quantity name) or empty.
    """

    token: Token
    kind: str
    type: str
    rule: str
    effect: str = ""
    hint: str = ""
    nominal: bool = False
    weak: bool = False
    victims: bool = False
    subject_role: str = "perpetrator"
    object_role: str = "target"


@dataclass(slots=True)
class Draft:
    """One fact being built.  ``head``: the word whose clause or phrase carries it; ``start``/``end``: its token range.

    ``triggers`` are all words that tell it; ``clause`` is the verb whose grammar says who and whom (None for a bare
    noun phrase).  ``roles`` maps a role to token ranges.  ``light`` is how a noun trigger hangs on its verb.
    ``whole``: the tally of which this is a part; ``parts_end``: where the parts that stand beside a tally end, 0
    without any; ``included``: whether it is named as part of the happening before it; ``claim``: what became of a
    tally, from which its parts take what they leave out.
    """

    kind: str
    type: str
    head: Token
    triggers: list[Trigger] = field(default_factory=list)
    clause: Token | None = None
    light: str = ""
    start: int = 0
    end: int = 0
    stance: str = "asserted"
    roles: dict[str, list[Range]] = field(default_factory=dict)
    rules: list[str] = field(default_factory=list)
    holder: Token | None = None
    addressee: Token | None = None
    confidence: float = 0.6
    whole: Draft | None = None
    parts_end: int = 0
    included: bool = False
    claim: Claim | None = None

    @property
    def parted(self) -> bool:
        """Whether a tally's parts stand beside it."""
        return self.parts_end > 0

    def add(self, role: str, where: Range) -> None:
        """Put a token range in a role, unless it is there already or inside one that is."""
        if role == "none":
            return
        have = self.roles.setdefault(role, [])
        if not any(a <= where[0] and where[1] <= b for a, b in have):
            have[:] = [h for h in have if not (where[0] <= h[0] and h[1] <= where[1])]
            have.append(where)
