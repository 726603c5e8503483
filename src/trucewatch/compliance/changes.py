"""What would change a verdict: the least that somebody would have to say."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.compliance.scope import Term
from trucewatch.compliance.verdicts import Verdict
from trucewatch.compliance.weighing import Weight
from trucewatch.compliance.wording import days, tell
from trucewatch.model.assessment import Perspective

MAX_CHANGES = 6


def list_changes(term: Term, verdict: Verdict, view: Perspective) -> tuple[str, ...]:
    """Sentences, the most telling first; () where nothing that is reported could change it."""
    if verdict.would_change:
        return verdict.would_change[:MAX_CHANGES]
    if verdict.verdict == "apparently violated":
        found = _of_violated(term, verdict)
    elif verdict.verdict == "undetermined":
        found = _first_of_open(verdict.open_) or [_of_silence(term, view)]
    elif verdict.verdict == "kept":
        found = ["It would be apparently violated if a source heard told of a breach, and nobody disputed it."]
    elif verdict.verdict == "not yet due":
        found = ["Time alone makes it due."]
    else:
        found = []
    return tuple(dict.fromkeys(found))[:MAX_CHANGES]


def _of_violated(term: Term, verdict: Verdict) -> list[str]:
    found = []
    if len(verdict.against) == 1:
        weight = verdict.against[0]
        found.append(
            f"It rests on one happening ({_named(weight)}): it would be undetermined if a source other than those"
            " accused denied it, or laid it to somebody who is not bound."
        )
    else:
        found.append(
            f"It rests on {len(verdict.against)} happenings: each would have to be disputed by a source other than"
            " those accused."
        )
    clock = term.provision.clock
    if clock is not None and clock.may_reset:
        names = " and ".join(term.agreement.party(p).name for p in clock.may_reset)
        found.append(f"If {names} agreed to reset the count, it would start again at day 1.")
    if verdict.set_aside:
        found.append("A reviewer who accepts, rejects or corrects a claim that was set aside changes what is counted.")
    return found


def _first_of_open(weights: Iterable[Weight]) -> list[str]:
    """The first distinct sentences; thousands that nobody is shown are not written."""
    found: dict[str, None] = {}
    for weight in weights:
        found[_of_open(weight)] = None
        if len(found) == MAX_CHANGES:
            break
    return list(found)


def _of_open(weight: Weight) -> str:
    named = _named(weight)
    if weight.status == "by whom unknown":
        return f"It would be apparently violated if a source heard named a party bound as its author ({named})."
    if weight.status == "doubtful":
        return f"Once what is missing is known ({weight.reason}), this may count: {named}."
    return f"It would be decided if the dispute were settled ({weight.reason}): {named}."


def _of_silence(term: Term, view: Perspective) -> str:
    if view.kind == "reviewed":
        return "A reviewer would have to accept a claim that bears on it."
    if not term.provision.acts and not term.provision.counter_acts:
        return "A person would have to judge it and sign the finding."
    return "A report from this period and area would have to say that it was kept, or that it was not."


def _named(weight: Weight) -> str:
    heard = weight.against or weight.other
    when = days(weight.start_on, weight.end_on)
    return (f"{when}: " if when else "") + tell(heard[0].testimony)
