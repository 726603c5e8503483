"""The claims of a situation by number: what every section of a brief looks things up in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from trucewatch.model.agreement import Agreement
from trucewatch.model.claim import Claim
from trucewatch.model.document import Document, Origin
from trucewatch.model.situation import Situation
from trucewatch.publishing.numbers import number_words, quantity
from trucewatch.publishing.words import Line, Run, flat, label, linked, say, sentence

_QUOTED = re.compile(r"“([^”]{3,400}?)(?: ?…)?”")


class Book:
    """Numbers claims from 1 in the order of their documents and words, and says who says them."""

    def __init__(self, situation: Situation, agreement: Agreement | None) -> None:
        self.situation = situation
        self.agreement = agreement
        order = {d.document_id: i for i, d in enumerate(situation.documents)}
        self.place = {d: i + 1 for d, i in order.items()}
        """The number of each document, from 1."""
        self.documents: dict[str, Document] = {d.document_id: d for d in situation.documents}
        known = [c for c in situation.claims if c.document_id in order]
        ordered = sorted(known, key=lambda c: (order[c.document_id], c.span.start, c.span.end, c.claim_id))
        self.claims: dict[str, Claim] = {c.claim_id: c for c in ordered}
        self.number: dict[str, int] = {claim_id: n for n, claim_id in enumerate(self.claims, 1)}
        self._origins = {d: o for o in reversed(situation.origins) for d in o.document_ids}
        self._flat: dict[str, str] = {}
        self._publishers = {d.document_id: self._publisher(d, i) for i, d in enumerate(situation.documents, 1)}

    def numbers(self, claim_ids: Iterable[str]) -> tuple[int, ...]:
        """The numbers of those claims, in their order, without doubles; ids of claims not here are left out."""
        return tuple(dict.fromkeys(self.number[c] for c in claim_ids if c in self.number))

    def origin(self, document_id: str) -> Origin | None:
        """The origin that a document was joined to; None when it was joined to none."""
        return self._origins.get(document_id)

    def origin_of(self, document_id: str) -> str:
        """The origin id of a document: its own id when it was joined to none."""
        found = self._origins.get(document_id)
        return found.origin_id if found else document_id

    def publisher(self, document_id: str) -> str:
        """Who published a document; its title when it names nobody."""
        return self._publishers.get(document_id, document_id)

    def chain(self, claim: Claim) -> tuple[str, ...]:
        """Who the text gives the claim to, outermost first; () for the report's own voice."""
        return tuple(name for name, _ in groupby(flat(c.span.quote) for c in claim.claimants))

    def speaker(self, claim: Claim) -> str:
        """The innermost claimant, or the publisher where the report speaks for itself."""
        return self.chain(claim)[-1] if claim.claimants else self.publisher(claim.document_id)

    def who(self, claim: Claim) -> Line:
        """The whole chain for a reader: ``the Syrian military, via Reuters, in Foreign Policy``."""
        chain = self.chain(claim)
        if not chain:
            return say(Run(self.publisher(claim.document_id), style="strong"), Run(", in its own words", style="quiet"))
        unnamed = Run(" (not named)", style="quiet") if claim.claimants[-1].anonymous else ""
        return say(Run(chain[-1], style="strong"), unnamed, Run(f", {self.carried(claim)}", style="quiet"))

    def carried(self, claim: Claim) -> str:
        """Who carries the claimant's words: ``via Reuters, in Foreign Policy``."""
        via = "".join(f"via {name}, " for name in reversed(self.chain(claim)[:-1]))
        return f"{via}in {self.publisher(claim.document_id)}"

    def named(self, claimants: tuple[str, ...], claim_ids: tuple[str, ...]) -> tuple[str, ...]:
        """Claimants as printed; where the report speaks for itself, its publisher's name."""
        if claimants:
            return tuple(flat(c) for c in claimants)
        return tuple(dict.fromkeys(self.speaker(self.claims[c]) for c in claim_ids if c in self.claims))

    def quote(self, claim_id: str, limit: int = 0) -> Run:
        """The claim's own words, leading to themselves."""
        claim = self.claims[claim_id]
        return Run(flat(claim.span.quote, limit), self.numbers([claim_id]), style="quote")

    def gathered(self, claim_ids: Iterable[str], limit: int = 0) -> tuple[tuple[Line, Run, str], ...]:
        """Who says, the words and the stance of each claim; the same words in prints of one origin stand once."""
        same: dict[tuple[str, ...], list[Claim]] = {}
        seen: dict[tuple[str, tuple[str, ...]], int] = {}
        for claim in (self.claims[c] for c in claim_ids if c in self.claims):
            origin = self.origin_of(claim.document_id)
            own = () if claim.claimants else (claim.document_id,)
            key = (origin, flat(claim.span.quote), claim.stance, claim.type, *self.chain(claim), *own)
            # What one text says twice stays two.
            turn = seen[claim.document_id, key] = seen.get((claim.document_id, key), 0) + 1
            same.setdefault((str(turn), *key), []).append(claim)
        told = []
        for prints in same.values():
            others = dict.fromkeys(
                self.publisher(c.document_id) for c in prints if c.document_id != prints[0].document_id
            )
            who = self.who(prints[0])
            if others:
                who = say(who, Run(f", and in {', '.join(others)}, of the same origin", style="quiet"))
            words = Run(flat(prints[0].span.quote, limit), self.numbers(c.claim_id for c in prints), style="quote")
            told.append((who, words, "" if prints[0].stance == "asserted" else prints[0].stance))
        return tuple(told)

    def figures(self, claim: Claim) -> Line:
        """The claim's numbers in the source's words."""
        runs: list[Run] = []
        for q in claim.quantities:
            runs += ([Run("; ")] if runs else []) + list(quantity(q, self.text(claim), self.numbers([claim.claim_id])))
        return tuple(runs)

    def text(self, claim: Claim) -> str:
        """The text that the claim stands in."""
        return self.documents[claim.document_id].text

    def told(
        self,
        text: str,
        claim_ids: Iterable[str],
        values: Iterable[tuple[str, tuple[str, ...]]] = (),
        *,
        figures: bool = False,
    ) -> Line:
        """A sentence of ours as a line in which the words of those claims lead to them.

        ``values`` are further words with the claims that they lead to.  ``figures``: so do the claims' numbers, which
        is right only for a sentence whose numbers are all taken from them: our own counts lead to no claim.
        """
        targets: dict[str, tuple[int, ...]] = {}
        said = sentence(text)
        cuts = [cut for cut in _QUOTED.findall(text) if len(cut) > 12]
        for words, ids in values:
            if words in said and (len(words) > 1 or words.isdigit()):
                targets.setdefault(words, self.numbers(ids))
        for claim_id in dict.fromkeys(claim_ids):
            claim = self.claims.get(claim_id)
            if claim is None:
                continue
            words = self._words(claim)
            # Of the words of thousands of claims a sentence has few.
            if words in said:
                targets.setdefault(words, self.numbers([claim_id]))
            for cut in cuts:
                # A quotation that was cut short with an ellipsis still leads to its claim.
                if words.startswith(cut):
                    targets.setdefault(cut, self.numbers([claim_id]))
            for q in claim.quantities if figures else ():
                for words in (number_words(q, self.text(claim)), flat(q.span.quote)):
                    if words in said and (any(ch.isdigit() for ch in words) or " " in words):
                        targets.setdefault(words, self.numbers([claim_id]))
        return linked(said, targets)

    def _words(self, claim: Claim) -> str:
        found = self._flat.get(claim.claim_id)
        if found is None:
            found = self._flat[claim.claim_id] = flat(claim.span.quote)
        return found

    def party(self, actor_or_party: str) -> str:
        """The name that the agreement gives a party or a party's actor; the id made readable otherwise."""
        for party in self.agreement.parties if self.agreement else ():
            if actor_or_party == party.party_id or actor_or_party in party.answers_for:
                return party.name
        return label(actor_or_party.replace("-", " "))

    @staticmethod
    def _publisher(document: Document, number: int) -> str:
        title = f"“{flat(document.title, 60)}”" if document.title.strip() else f"report {number}"
        return flat(document.publisher, 80) or f"{title} (publisher not named)"
