"""A table of generated claims linked by us and by Splink 5, in one run: ``python -m eval.bench_linking [ROWS…]``.

Two figures are ours: *linking* is what Splink does (which rows are one happening), *build* the whole of
``build_incidents``: incidents with accounts, positions, grades, contradictions and the reasons of each join.  Each
contender runs in a process of its own; memory is its peak less what the table itself takes.  Seconds are of the wall,
and in brackets of all processors together; B³ is F1, Splink's at the threshold that the truth says is best.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import resource
import subprocess
import sys
import time

from eval.linking import b_cubed
from eval.linking_table import make_claims, make_rows

MISS = {False: "   ", True: " MISSED   "}
BYTES_A_CLAIM = 11_000  # of the table and of what is made of it
SIZES = (10_000, 100_000, 1_000_000)


def ours(rows: int) -> dict[str, float]:
    """Our full build, and how much of it is linking."""
    from trucewatch.incidents import build, cluster
    from trucewatch.packs.actors import ActorBook
    from trucewatch.packs.gazetteer import Gazetteer

    documents, claims, origins, truth = make_claims(make_rows(rows))
    gc.collect()
    gc.freeze()  # the table is input to both: looking through it again and again is no part of the work
    before = _peak()
    spent = {"linking": 0.0, "linking_cpu": 0.0}

    def timed(*given: object, **named: object) -> object:
        start, busy = time.perf_counter(), time.process_time()
        found = cluster.cluster_tellings(*given, **named)  # type: ignore[arg-type]
        spent["linking"] += time.perf_counter() - start
        spent["linking_cpu"] += time.process_time() - busy
        return found

    setattr(build, "cluster_tellings", timed)  # noqa: B010 - a clock around it for this process
    start, busy = time.perf_counter(), time.process_time()
    incidents = build.build_incidents(documents, claims, origins, gazetteer=Gazetteer(()), actors=ActorBook(()))
    seconds, processors = time.perf_counter() - start, time.process_time() - busy
    peak = _peak()
    label = {claim_id: n for n, i in enumerate(incidents) for claim_id in i.claim_ids}
    f1 = b_cubed([label[c.claim_id] for c in claims], [str(event) for event in truth])[2]
    return {
        "seconds": seconds, "cpu": processors, **spent, "megabytes": peak - before, "b3": f1,
        "incidents": len(incidents), "true": len(set(truth)),
    }  # fmt: skip


def splinks(rows: int) -> dict[str, float]:
    """Splink on the same rows."""
    from eval.splink_side import link

    table = list(make_rows(rows))
    before = _peak()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        seconds, processors, f1, at, labels = link(table)
    return {
        "seconds": seconds, "cpu": processors, "megabytes": _peak() - before, "b3": f1, "threshold": at,
        "incidents": len(set(labels)), "true": len({row.event for row in table}),
    }  # fmt: skip


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)


def _memory() -> float:
    """Bytes of memory that the machine has; without limit where it doesn't say."""
    try:
        return float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    except (ValueError, OSError, AttributeError):
        return float("inf")


def _run(contender: str, rows: int) -> dict[str, float]:
    # Hash seeds change the order of sets, never a result; fixed, so that two runs take the same steps.
    environment = os.environ | {"PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", "eval.bench_linking", contender, str(rows)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main(arguments: list[str]) -> None:
    """Print a line a size, and how time and memory grow from each to the next."""
    if arguments[:1] in (["ours"], ["splink"]):
        print(json.dumps((ours if arguments[0] == "ours" else splinks)(int(arguments[1]))))
        return
    last: dict[str, float] = {}
    for rows in [int(a) for a in arguments] or SIZES:
        if rows * BYTES_A_CLAIM > _memory():
            print(f"{rows:9,d} claims   left out: they need about {rows * BYTES_A_CLAIM / 1e9:.0f} GB of memory")
            continue
        own, other = _run("ours", rows), _run("splink", rows)
        print(
            f"{rows:9,d} claims   ours: build {own['seconds']:7.1f} s ({own['cpu']:.1f}), of it linking "
            f"{own['linking']:6.1f} s ({own['linking_cpu']:.1f}), {own['megabytes']:6.0f} MB, B³ {own['b3']:.3f}, "
            f"{own['incidents'] / own['true'] - 1:+.1%} incidents"
        )
        print(
            f"{'':9}        Splink 5:   {other['seconds']:7.1f} s ({other['cpu']:.1f}), {other['megabytes']:6.0f} MB, "
            f"B³ {other['b3']:.3f} (at {other['threshold']}), {other['incidents'] / other['true'] - 1:+.1%}"
        )
        for name, taken in (("build", own["seconds"]), ("linking", own["linking"])):
            print(
                f"{'':9}        {name}: {taken / other['seconds']:.2f} of Splink's time",
                end=MISS[taken > other["seconds"]],
            )
        print(f"B³ {own['b3'] - other['b3']:+.3f}", end=MISS[own["b3"] < other["b3"]])
        if last:
            times = rows / last["rows"]
            print(
                f"   for {times:.0f} times the claims: {own['seconds'] / last['seconds']:.1f} times the time, "
                f"{own['megabytes'] / max(1.0, last['megabytes']):.1f} times the memory",
                end="",
            )
        print(flush=True)
        last = own | {"rows": rows}


if __name__ == "__main__":
    main(sys.argv[1:])
