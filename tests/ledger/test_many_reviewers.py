"""Twenty reviewers at once: no edit is lost, none doubled, every conflict is shown to who ran into it.

``TRUCEWATCH_EDITS`` sets how many edits each makes (200 in the full measurement).
"""

import contextlib
import json
import multiprocessing
import os
import random
import time
from collections import Counter

from tests.ledger.conftest import AT, VERSIONS, make_claims, make_document
from trucewatch.desk.review import ConflictError, Edit, review
from trucewatch.errors import LedgerError
from trucewatch.ledger.desk import open_desk
from trucewatch.ledger.edits import last_decisions
from trucewatch.model.decision import standing

REVIEWERS = 20
EDITS = int(os.environ.get("TRUCEWATCH_EDITS", "10"))
CLAIMS = 12


def work(folder, name, claim_ids, results):
    """Make EDITS edits, each until it is recorded; post every third one twice."""
    desk, chance = open_desk(folder), random.Random(name)
    report = {"conflicts": 0, "unseen": 0, "again": 0, "slowest": 0.0, "numbers": []}
    for turn in range(EDITS):
        claim_id = chance.choice(claim_ids)
        expects, attempt, done = chance.choice((0, None)), 0, None
        while done is None:
            began = time.perf_counter()
            try:
                if expects is None:
                    expects = last_decisions(desk.engine, (claim_id,))[claim_id]
                reason = f"{name} {turn} after {expects}"
                edit = Edit(by=name, at=AT, expects=expects, reason=reason, client_id=f"{turn}.{attempt}")
                done = review(desk, ("accept", "reject")[turn % 2], claim_id, edit)
            except ConflictError as conflict:
                report["conflicts"] += 1
                report["unseen"] += not (conflict.theirs and conflict.theirs[-1][0] > expects and conflict.item)
                expects, attempt = conflict.theirs[-1][0], attempt + 1
            except LedgerError as error:  # a machine so busy that the lock did not come in time: send it again
                assert "locked" in str(error)
                report["again"] += 1
            report["slowest"] = max(report["slowest"], time.perf_counter() - began)
        report["numbers"].append(done.number)
        if turn % 3 == 0:
            again = None
            while again is None:
                with contextlib.suppress(LedgerError):
                    again = review(desk, ("accept", "reject")[turn % 2], claim_id, edit)
            report["unseen"] += again.number != done.number
    results.put((name, report))


def test_twenty_reviewers_at_once_lose_nothing_double_nothing_and_see_every_conflict(desk):
    claim_ids = []
    for one in range(CLAIMS // 2):
        raw, document = make_document(f"Report number {one}: twelve trucks waited at the crossing on Tuesday.")
        made = make_claims(document)
        desk.add(raw, document, made, VERSIONS, AT)
        claim_ids += [c.claim_id for c in made]
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    names = [f"reviewer {n}" for n in range(REVIEWERS)]
    began = time.perf_counter()
    people = [context.Process(target=work, args=(desk.folder, n, claim_ids, results)) for n in names]
    for person in people:
        person.start()
    reports = dict(results.get(timeout=3000) for _ in people)
    for person in people:
        person.join()
    decisions = desk.contents().decisions
    conflicts = sum(r["conflicts"] for r in reports.values())
    figures = {
        "edits": len(decisions),
        "conflicts": conflicts,
        "sent again": sum(r["again"] for r in reports.values()),
        "seconds": round(time.perf_counter() - began, 1),
        "slowest": round(max(r["slowest"] for r in reports.values()), 2),
    }
    print(desk.engine.dialect.name, json.dumps(figures))
    assert len(decisions) == REVIEWERS * EDITS  # none lost
    turns = Counter(d.reason.partition(" after ")[0] for d in decisions)
    assert set(turns.values()) == {1}  # none doubled
    claimed = sorted(n for r in reports.values() for n in r["numbers"])
    assert claimed == list(range(1, len(decisions) + 1))  # everybody was told the number that theirs has
    assert conflicts > 0
    assert sum(r["unseen"] for r in reports.values()) == 0  # every conflict came with the other's decision
    last = dict.fromkeys(claim_ids, 0)
    for number, decision in standing(decisions):  # each was made after the one before it on its claim
        (claim_id,) = decision.subjects
        assert int(decision.reason.rpartition(" ")[2]) == last[claim_id]
        last[claim_id] = number
    assert desk.faults() == ()
