"""Assess an agreement: each term, in each of its readings, from a perspective, as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from trucewatch.compliance.changes import list_changes
from trucewatch.compliance.clocks import Reset
from trucewatch.compliance.coverage import Coverage, cover_days, find_coverage, group_alike
from trucewatch.compliance.evidence import Record
from trucewatch.compliance.happenings import Known, gather_known
from trucewatch.compliance.perspectives import Hears, find_perspectives, hearing
from trucewatch.compliance.predicates import (
    judge_before_start,
    judge_obligation,
    judge_permission,
    judge_prohibition,
)
from trucewatch.compliance.quotas import judge_quotas
from trucewatch.compliance.rates import judge_rate
from trucewatch.compliance.resets import find_known_resets, find_possible, split_resets
from trucewatch.compliance.roster import Roster
from trucewatch.compliance.scope import Term, with_reading
from trucewatch.compliance.triggers import judge_trigger
from trucewatch.compliance.verdicts import Verdict
from trucewatch.compliance.weighing import Bearings, Scales, Weight, bear_all, weigh_all
from trucewatch.errors import UnknownNameError
from trucewatch.model.agreement import Agreement, Provision, Reading
from trucewatch.model.assessment import Assessment, Evidence, Perspective
from trucewatch.model.situation import Situation
from trucewatch.packs.actors import ActorBook, load_actors
from trucewatch.packs.gazetteer import Gazetteer, load_gazetteer

Key = tuple[str, str]
"""A provision's id and a reading's ("" for the text as it stands)."""
Weights = dict[Key, tuple[Weight, ...]]


def assess(
    situation: Situation,
    agreement: Agreement,
    as_of: date,
    perspective: str | Perspective = "any",
    party_id: str = "",
    *,
    actors: ActorBook | None = None,
    gazetteer: Gazetteer | None = None,
    reviewed: frozenset[str] = frozenset(),
    resets: Iterable[Reset] = (),
) -> tuple[Assessment, ...]:
    """Assess every provision in every reading; in the order perspective, provision, reading.

    ``perspective`` is a :class:`Perspective`, an id (``any``, ``two-origins``, ``own:PARTY``, …) or ``"all"``.
    ``party_id`` empty: all who are bound together.  ``actors`` and ``gazetteer`` default to the bundled ones;
    ``reviewed`` are the ids of claims that a reviewer accepted; ``resets`` the guarantors' declared resets.

    Raises :class:`UnknownNameError` for a perspective or party that the agreement does not have.
    """
    court = open_court(
        situation, agreement, as_of, party_id, actors=actors, gazetteer=gazetteer, resets=resets
    )  # fmt: skip
    return court.assess(find_perspectives(agreement, perspective), reviewed)


def open_court(
    situation: Situation,
    agreement: Agreement,
    as_of: date,
    party_id: str = "",
    *,
    actors: ActorBook | None = None,
    gazetteer: Gazetteer | None = None,
    resets: Iterable[Reset] = (),
) -> Court:
    """What :func:`assess` hears perspectives before; kept, it hears one anew when only the reviews have changed."""
    if party_id and party_id not in {p.party_id for p in agreement.parties}:
        known = ", ".join(sorted({p.party_id for p in agreement.parties}))
        raise UnknownNameError(f"no party {party_id!r} in {agreement.agreement_id}; known: {known}")
    roster = Roster(agreement, actors or load_actors())
    known_then = gather_known(situation, roster, as_of)
    return Court(known_then, agreement, roster, gazetteer or load_gazetteer(), party_id, tuple(resets))


class Court:
    """The bearings of everything known on every term; they do not depend on whose word is taken."""

    def __init__(
        self,
        known: Known,
        agreement: Agreement,
        roster: Roster,
        gazetteer: Gazetteer,
        party_id: str,
        resets: tuple[Reset, ...],
    ) -> None:
        self.known, self.agreement, self.party_id = known, agreement, party_id
        zone = ZoneInfo(agreement.timezone)
        self.terms: dict[Key, Term] = {}
        for provision in agreement.provisions:
            for reading in (None, *provision.readings):
                self.terms[_key(provision, reading)] = Term(
                    provision=with_reading(provision, reading),
                    reading_id=reading.reading_id if reading else "",
                    agreement=agreement,
                    zone=zone,
                    roster=roster,
                    gazetteer=gazetteer,
                    as_of=known.as_of,
                )
        self.bearings: dict[Key, Bearings] = {k: bear_all(known.happenings, t) for k, t in self.terms.items()}
        self.record = Record()
        self.scales = {k: Scales(self.bearings[k], t, party_id) for k, t in self.terms.items()}
        self.resets = {k: find_known_resets(resets, t, known) if resets else () for k, t in self.terms.items()}
        alike = group_alike(known)
        self.coverage: dict[Key, Coverage] = {k: find_coverage(known, t, alike) for k, t in self.terms.items()}

    def assess(self, views: Iterable[Perspective], reviewed: frozenset[str]) -> tuple[Assessment, ...]:
        """The assessments of all terms from each perspective in turn; ``reviewed`` are the accepted claims' ids."""
        return tuple(a for view in views for a in self.hear(view, hearing(view, reviewed)))

    def hear(self, view: Perspective, hears: Hears) -> Iterator[Assessment]:
        """The assessments of all terms from one perspective."""
        weights = {key: self.scales[key].weigh(view, hears) for key in self.terms}
        # What is due for each one that another gives is counted over all, whichever party is asked about.
        together = {
            key: weigh_all(self.bearings[key], term, view, hears, "")
            for key, term in self.terms.items()
            if self.party_id and term.provision.quotas
        }
        verdicts: dict[Key, Verdict] = {}
        for key in self.terms:
            self._judge(key, weights, together, verdicts)
        for key, term in self.terms.items():
            unheard = tuple(
                [
                    b.testimony.claim.claim_id
                    for _, found in self.bearings[key]
                    for b in found
                    if b.side != "aside" and not hears(b.testimony)
                ]
            )
            verdict = verdicts[key]
            if verdict.clock is not None:
                possible = find_possible(self.known, term, hears, self.resets[key])
                clock = replace(cover_days(verdict.clock, self.coverage[key]), may_be_resets=possible)
                verdict = replace(verdict, clock=clock)
            yield self._dress(key, term, verdict, view, unheard)

    def _judge(self, key: Key, weights: Weights, together: Weights, verdicts: dict[Key, Verdict]) -> Verdict:
        if key in verdicts:
            return verdicts[key]
        term = self.terms[key]
        provision = term.provision
        own = self._judge_own(key, term, weights, together)
        if provision.depends_on and own.verdict != "not applicable":
            conditions = [
                (self.terms[(p, "")].provision, self._judge((p, ""), weights, together, verdicts))
                for p in provision.depends_on
            ]
            own = judge_trigger(conditions, own)
        verdicts[key] = own
        return own

    def _judge_own(self, key: Key, term: Term, weights: Weights, together: Weights) -> Verdict:
        provision = term.provision
        if provision.modality == "permission":
            return judge_permission(term)
        if self.party_id and self.party_id not in provision.addressees:
            name = self.agreement.party(self.party_id).name
            return replace(
                judge_permission(term), reason=f"it does not bind {name}", rule="a term binds those it names"
            )
        if (early := judge_before_start(term)) is not None:
            return replace(early, set_aside=tuple(w for w in weights[key] if w.status == "aside"))
        if provision.modality == "obligation":
            if provision.rate is not None:
                return judge_rate(term, weights[key], provision.rate, self.party_id)
            if provision.quotas:
                return judge_quotas(term, weights[key], together.get(key, weights[key]), self.party_id)
            return judge_obligation(term, weights[key], self.party_id)
        ids = provision.clock.reset_by if provision.clock else ()
        resetting = tuple(
            w for i in ids for w in weights[(i, term.reading_id) if (i, term.reading_id) in weights else (i, "")]
        )
        return judge_prohibition(term, weights[key], resetting, split_resets(self.resets[key], term)[0])

    def _dress(self, key: Key, term: Term, verdict: Verdict, view: Perspective, unheard: tuple[str, ...]) -> Assessment:
        coverage = self.coverage[key]
        evidence, heard = self.record.evidence, (*verdict.against, *verdict.open_, *verdict.supporting)
        set_aside = [evidence(w) for w in verdict.set_aside]
        set_aside += [gone for w in heard if (gone := self.record.asides(w)) is not None]
        if unheard:
            reason = f"{len(unheard)} claim(s) of voices that are not heard from this perspective ({view.name})"
            set_aside.append(Evidence(claim_ids=tuple(dict.fromkeys(unheard)), reason=reason, status="aside"))
        return Assessment(
            provision_id=key[0],
            party_id=self.party_id,
            perspective_id=view.perspective_id,
            as_of=self.known.as_of,
            verdict=verdict.verdict,
            reason=f"{verdict.reason}; {coverage.sentence}" if verdict.silent else verdict.reason,
            rule=verdict.rule,
            supporting=tuple([evidence(w) for w in verdict.supporting]),
            against=tuple([evidence(w) for w in (*verdict.against, *verdict.open_)]),
            set_aside=tuple(set_aside),
            clock=verdict.clock,
            coverage=coverage.sentence,
            would_change=list_changes(term, verdict, view),
            reading_id=key[1],
            silent=verdict.silent,
        )


def _key(provision: Provision, reading: Reading | None) -> Key:
    return provision.provision_id, reading.reading_id if reading else ""
