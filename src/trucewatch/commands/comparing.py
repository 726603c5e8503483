"""`compare`: two days, two perspectives, two agreements or versions of one, side by side."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from trucewatch.commands.console import write
from trucewatch.commands.material import Given, look, required_agreement
from trucewatch.commands.verdicts import weigh
from trucewatch.desk.view import View
from trucewatch.errors import UsageError
from trucewatch.model.agreement import Agreement
from trucewatch.model.assessment import Assessment, Perspective

HOW = (
    "give one option twice: two days (--since DATE, or --as-of A --as-of B), two perspectives (--perspective A"
    " --perspective B), or two agreements (--agreement A --agreement B)"
)


@dataclass(frozen=True, slots=True)
class _Side:
    view: View
    terms: Agreement
    perspective: Perspective
    verdicts: tuple[Assessment, ...]


def compare(
    paths: list[str],
    agreements: list[str],
    days: list[str],
    perspectives: list[str],
    party: str,
    as_json: bool,
    published_on: str | None,
    desk: Path,
) -> None:
    """What differs between the two sides, in text or JSON."""
    pairs = _pairs(agreements, days, perspectives)
    given = Given(paths, published_on) if paths else None
    before, after = (
        _side(given.look(day) if given else look(desk, day), agreement, perspective, party)
        for agreement, day, perspective in pairs
    )
    write(_json(before, after) if as_json else _text(before, after), None)
    if given:
        given.end()


def _pairs(agreements: list[str], days: list[str], perspectives: list[str]) -> list[tuple[str | None, str | None, str]]:
    given = [(agreements, None), (days, None), (perspectives, "any")]
    twice = [values for values, _ in given if len(values) == 2]
    if len(twice) != 1 or any(len(values) > 2 for values, _ in given):
        if len(days) == 1 and not twice:
            raise UsageError(f"one day alone cannot be compared; {HOW}")
        raise UsageError(f"what shall be compared? {HOW}")
    sides = []
    for i in (0, 1):
        agreement, day, perspective = (values[i if len(values) == 2 else 0] if values else no for values, no in given)
        sides.append((agreement, day, perspective or "any"))
    return sides


def _side(view: View, agreement: str | None, name: str, party: str) -> _Side:
    from trucewatch.compliance.perspectives import find_perspectives
    from trucewatch.packs.agreement import load_agreement

    terms = load_agreement(required_agreement(view, agreement))
    found = find_perspectives(terms, name)
    if len(found) != 1:
        raise UsageError(f"--perspective {name}: that is {len(found)} of them; {HOW}")
    return _Side(view, terms, found[0], tuple(weigh(view, terms, found, party)))


def _text(before: _Side, after: _Side) -> str:
    from trucewatch.compliance.compare import compare as differ
    from trucewatch.compliance.contrast import Side, contrast
    from trucewatch.compliance.table import WIDTH
    from trucewatch.compliance.versions import compare_terms, pair_terms
    from trucewatch.compliance.wording import wrap

    pairs = pair_terms(before.terms, after.terms)
    first, second = (
        Side(name=_name(one, other), agreement=one.terms, situation=one.view.situation)
        for one, other in ((before, after), (after, before))
    )
    changes = differ(before.verdicts, after.verdicts, pairs)
    said = contrast(changes, first, second, compare_terms(before.terms, after.terms, pairs), width=WIDTH)
    return "\n".join([*(wrap([n], WIDTH) for n in _notes(before, after)), said])


def _json(before: _Side, after: _Side) -> str:
    from trucewatch.claims.contract import to_json as claim_to_json
    from trucewatch.compliance.compare import compare as differ
    from trucewatch.compliance.contrast import side_of
    from trucewatch.compliance.versions import compare_terms, pair_terms

    pairs = pair_terms(before.terms, after.terms)
    changes = differ(before.verdicts, after.verdicts, pairs)
    named = {i for c in changes for i in (*c.gained, *c.lost)}
    claims = {c.claim_id: (c, s.view) for s in (before, after) for c in s.view.situation.claims if c.claim_id in named}
    rows = [
        {
            "provision_id": c.provision_id,
            "reading_id": c.reading_id,
            "party_id": c.party_id,
            "before": side_of(c.before),
            "after": side_of(c.after),
            "gained": list(c.gained),
            "lost": list(c.lost),
        }
        for c in changes
    ]
    terms = [
        {"before": t.provision_id, "after": t.other_id, "differs": [list(d) for d in t.differs]}
        for t in compare_terms(before.terms, after.terms, pairs)
    ]
    found = {
        "before": _describe(before),
        "after": _describe(after),
        "notes": _notes(before, after),
        "changes": rows,
        "terms": terms,
        "claims": [claim_to_json(c, view.situation.document(c.document_id)) for c, view in claims.values()],
    }
    return json.dumps(found, ensure_ascii=False, indent=1)


def _describe(side: _Side) -> dict[str, str]:
    return {
        "agreement": side.terms.agreement_id,
        "version": side.terms.version,
        "as_of": side.view.as_of.isoformat(),
        "perspective": side.perspective.perspective_id,
    }


def _name(side: _Side, other: _Side) -> str:
    """What sets this side apart from the other."""
    if side.view.as_of != other.view.as_of:
        return f"as of {side.view.as_of.isoformat()}"
    if side.perspective != other.perspective:
        return f"on the word of {side.perspective.perspective_id}"
    if side.terms.agreement_id != other.terms.agreement_id:
        return f"under {side.terms.agreement_id}"
    return f"under {side.terms.agreement_id}, version {side.terms.version}"


def _notes(before: _Side, after: _Side) -> list[str]:
    return list(dict.fromkeys((*before.view.notes, *after.view.notes)))
