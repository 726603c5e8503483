"""`decide accept | reject | correct | reset | withdraw | list | reliability`: what a person decided, in the ledger."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from trucewatch.commands.console import note, now, parse_day, write
from trucewatch.errors import UnknownNameError, UsageError
from trucewatch.ledger.desk import Desk, open_desk
from trucewatch.ledger.standing import keep_standing
from trucewatch.model.agreement import Agreement, Clock
from trucewatch.model.decision import DECISION, Decision, standing
from trucewatch.model.document import Document


def review(kind: str, claims: list[str], reason: str, by: str, folder: Path) -> None:
    """Accept or reject claims."""
    desk = open_desk(folder)
    known = [c.claim_id for c in desk.contents().claims]
    subjects = tuple(find_claim(c, known) for c in claims)
    append(desk, kind, subjects, {}, reason, by)


def correct(claim: str, given: list[str], reason: str, by: str, folder: Path) -> None:
    """Correct fields of a claim, each ``field=value`` or ``field=value@words of the report``."""
    from trucewatch.desk.queue import find_item
    from trucewatch.desk.review import Edit
    from trucewatch.desk.review import review as review_one

    changes: dict[str, str] = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign:
            raise UsageError(f"--set {one!r}: write FIELD=VALUE, such as --set stance=denied")
        changes[name.strip()] = value
    desk = open_desk(folder)
    claim_id = find_claim(claim, [c.claim_id for c in desk.contents().claims])
    item = find_item(desk, claim_id, now())
    expects = item.expects if item else 0
    done = review_one(desk, "correct", claim_id, Edit(by=by, at=now(), expects=expects, reason=reason), changes)
    note(f"Decision {done.number} is recorded: correct.")


def reliability(as_json: bool, folder: Path) -> None:
    """How well reviewers agree on the claims that two of them have read."""
    import dataclasses

    from trucewatch.desk.coding import measure_codings, read_codings

    codings = read_codings(open_desk(folder))
    groups = {"blind": tuple(c for c in codings if c.blind), "all": codings}
    if as_json:
        told = {
            name: {f: dataclasses.asdict(r) | {"verdict": r.verdict} for f, r in measure_codings(some).items()}
            for name, some in groups.items()
        }
        told_of = {"disputed": {c.claim_id: c.disputed for c in codings if c.disputed}}
        write(json.dumps(told | told_of, ensure_ascii=False, indent=1), None)
        return
    lines = [f"{len(codings)} claims were read by two people, {len(groups['blind'])} of them blind."]
    for name, some in groups.items():
        lines += ["", f"{name}: field, raw agreement, Krippendorff's alpha (95 % interval), commonest value"]
        for field, found in measure_codings(some).items():
            raw = "-" if found.raw is None else f"{found.raw:.2f}"
            alpha = "-" if found.alpha is None else f"{found.alpha:.2f}"
            common = f"{found.prevalence[0][0]} {found.prevalence[0][1]:.2f}" if found.prevalence else "-"
            range_ = "" if found.low is None else f"({found.low:.2f} to {found.high:.2f})"
            lines.append(f"  {field:12} {raw:>5} {alpha:>6} {range_:16} {common}  ({found.verdict})")
    if differ := [c for c in codings if c.disputed]:
        lines += ["", "to settle by an ordinary review:"]
        lines += [f"  {c.claim_id[:19]}: {', '.join(c.disputed)}" for c in differ]
    write("\n".join(lines), None)


def reset(
    provision: str, on: str, parties: list[str], words: str, reason: str, by: str, agreement: str | None, folder: Path
) -> None:
    """Record a declared reset of a count, with the span of the words that say so."""
    from trucewatch.packs.agreement import load_agreement

    desk = open_desk(folder)
    if not (agreement or desk.agreement):
        raise UsageError("no agreement is named; add --agreement ID or set it in the desk")
    terms = load_agreement(agreement or desk.agreement)
    day = parse_day(on, "--on")
    assert day is not None  # noqa: S101  # the option is required
    _check_parties(_find_clock(provision, terms), parties, provision)
    document, start = _find_words(words, desk)
    payload = {
        "agreement": terms.agreement_id,
        "provision": provision,
        "on": day.isoformat(),
        "by": sorted(set(parties)),
        "document": document.document_id,
        "start": start,
        "end": start + len(words),
        "quote": words,
    }
    append(desk, "reset", (document.document_id,), payload, reason, by)


def withdraw(given: str, reason: str, by: str, folder: Path) -> None:
    """Take a decision back, by its number or by the name that views call it."""
    desk = open_desk(folder)
    stands = standing(desk.contents().decisions)
    found = [n for n, d in stands if given in (str(n), d.name)]
    if len(found) != 1:
        known = ", ".join(str(n) for n, _ in stands) or "none"
        why = (
            f"{len(found)} decisions are" if found else f"there is no decision {given} to withdraw; standing: {known};"
        )
        raise UnknownNameError(f"{why} {f'called {given}; give its number;' if found else ''} see decide list")
    (number,) = found
    if dict(stands)[number].kind == "redact":
        raise UsageError(f"decision {number} is a redaction and cannot be taken back: the words are gone")
    append(desk, "withdraw", (f"{DECISION}{number}",), {}, reason, by)


def list_all(as_json: bool, folder: Path) -> None:
    """Every decision, with its number and whether it stands."""
    from trucewatch.ledger.codec import to_plain

    decisions = open_desk(folder).contents().decisions
    stands = {n for n, _ in standing(decisions)}
    if as_json:
        rows = [to_plain(d) | {"number": n, "name": d.name, "stands": n in stands} for n, d in enumerate(decisions, 1)]
        write(json.dumps(rows, ensure_ascii=False, indent=1), None)
        return
    lines = []
    for n, d in enumerate(decisions, 1):
        taken_back = "" if n in stands or d.kind == "withdraw" else " (withdrawn)"
        lines.append(f"{n}. {d.name} {d.at:%Y-%m-%d %H:%M} {d.by}: {d.kind}{taken_back}: {d.reason}")
        if d.kind == "reset":
            lines.append(f"   {d.payload['provision']}, on {d.payload['on']}: “{d.payload['quote']}”")
    write("\n".join(lines) or "nothing is decided yet", None)


def append(
    desk: Desk, kind: str, subjects: tuple[str, ...], payload: Mapping[str, object], reason: str, by: str
) -> None:
    """Append a decision of now; raises :class:`UsageError` when nobody or no reason is named."""
    for value, option in ((reason, "--reason"), (by, "--by")):
        if not value.strip():
            raise UsageError(f"{option} is empty; a decision needs to say who took it and why")
    decision = Decision(kind=kind, subjects=subjects, payload=payload, reason=reason, by=by, at=now())
    note(f"Decision {desk.decide(decision)} is recorded: {kind}.")


def find_claim(given: str, known: list[str]) -> str:
    """The one id of ``known`` that begins so; raises :class:`UnknownNameError`."""
    bare = given.removeprefix("sha256:")
    found = sorted({i for i in known if i.removeprefix("sha256:").startswith(bare)}) if len(bare) >= 6 else []
    if len(found) != 1:
        why = f"fits {len(found)} claims" if found else "is no claim of this desk"
        raise UnknownNameError(f"{given!r} {why}; give at least 6 characters of an id; see: trucewatch claims")
    return found[0]


def _find_clock(provision: str, terms: Agreement) -> Clock:
    clocks = {p.provision_id: p.clock for p in terms.provisions if p.clock is not None}
    if provision not in clocks:
        known = ", ".join(clocks) or "none has one"
        raise UnknownNameError(f"{provision!r} is no term with a clock in {terms.agreement_id}; with a clock: {known}")
    return clocks[provision]


def _check_parties(clock: Clock, parties: list[str], provision: str) -> None:
    if wrong := [p for p in parties if p not in clock.may_reset]:
        known = ", ".join(clock.may_reset) or "nobody"
        raise UsageError(f"--party {', '.join(wrong)}: may not reset the clock of {provision}; who may: {known}")


def _find_words(words: str, desk: Desk) -> tuple[Document, int]:
    """The report that holds the words, the earliest published where several do, and where they begin in its text."""
    if not words.strip():
        raise UsageError("--words is empty; give the exact words of a report that say so")
    holding = [d for d in keep_standing(desk.contents()).documents if words in d.text]
    if not holding:
        raise UsageError(
            f"--words {words!r}: no report of this desk holds these words; copy them from its text exactly"
        )
    first = min(holding, key=lambda d: (d.published.on is None, str(d.published.on), d.document_id))
    return first, first.text.index(words)
