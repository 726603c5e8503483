"""How well an incident is attested: Airwars' grades, over independent sources, never over the number of reports.

Definitions (airwars.org, civilian harm status): *confirmed*, a belligerent has accepted responsibility; *fair*,
reported by two or more credible sources; *weak*, a single source claim; *contested*, competing claims of
responsibility; *discounted*, shown not to have happened or not to have harmed civilians.  A machine cannot show the
last: here it means that every account at hand denies that it happened.
"""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.incidents.speakers import Register
from trucewatch.model.claim import Claim


def grade_incident(
    happening: Sequence[Claim], accepted_by: Sequence[str], rival_perpetrators: bool, register: Register
) -> tuple[str, str]:
    """The grade and the rule that gave it, in a sentence.

    ``happening`` are the incident claims; ``accepted_by`` names who accepts responsibility.
    """
    told = [c for c in happening if c.stance != "denied"]
    sources: dict[str, str] = {}
    in_full = {register.origin(c) for c in told if c.segment != "headline"}
    for claim in sorted(told, key=register.order):
        if claim.segment == "headline" and register.origin(claim) in in_full:
            continue  # a headline sums up its report, whose sources are counted
        sources.setdefault(register.key(claim), register.name(claim))
    origins = {register.root(c) for c in told}
    # "The army, via Reuters" holds a comma itself.
    names = ("; " if any(", " in name for name in sources.values()) else ", ").join(sources.values())
    basis = f"{_count(len(sources), 'source')} ({names}) in reports of {_count(len(origins), 'independent origin')}"
    if accepted_by:
        return "confirmed", f"Confirmed: {', '.join(accepted_by)} accepted responsibility; {basis}."
    if not told:
        return "discounted", "Discounted: every account at hand denies that it happened."
    if rival_perpetrators:
        return "contested", f"Contested: accounts blame different perpetrators; {basis}."
    if min(len(sources), len(origins)) >= 2:
        return "fair", f"Fair: told by {basis}."
    if len(sources) > 1:
        return "weak", f"Weak: {basis} only: one report's word for what they said."
    return "weak", f"Weak: a single source claim ({names})."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
