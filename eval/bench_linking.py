"""A table of generated claims linked by us and by Splink 5, in one run: ``python -m eval.bench_linking [ROWS…]``.

Two contenders are ours.  *Build* is the whole of ``build_incidents``, from claims with the words of their reports to
incidents with accounts, positions, grades, contradictions and the reasons of each join; the bar is on this one.
*Bulk* is the shipped grouping of tables (``incidents.bulk``): the rows that Splink gets in, a label for each and the
table of incidents out, with what is in doubt; of Splink the labels alone are asked.  Each contender runs in a process
of its own; memory is its peak less what the table itself takes.  Seconds are of the wall, and in brackets of all
processors together, which says more where others use the machine too; B³ is F1, Splink's at the threshold that the
truth says is best.
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
from collections.abc import Callable

from eval.linking import b_cubed
from eval.linking_table import make_claims, make_rows

MISS = {False: "   ", True: " MISSED   "}
BYTES_A_CLAIM = 11_000  # of the table and of what is made of it
SIZES = (10_000, 100_000, 1_000_000)


def ours(rows: int) -> dict[str, float]:
    """Our full build."""
    from trucewatch.incidents.build import build_incidents
    from trucewatch.packs.actors import ActorBook
    from trucewatch.packs.gazetteer import Gazetteer

    documents, claims, origins, truth = make_claims(make_rows(rows))
    gc.collect()
    gc.freeze()  # the table is input to both: looking through it again and again is no part of the work
    before = _peak()
    start, busy = time.perf_counter(), time.process_time()
    incidents = build_incidents(documents, claims, origins, gazetteer=Gazetteer(()), actors=ActorBook(()))
    seconds, processors = time.perf_counter() - start, time.process_time() - busy
    peak = _peak()
    label = {claim_id: n for n, i in enumerate(incidents) for claim_id in i.claim_ids}
    f1 = b_cubed([label[c.claim_id] for c in claims], [str(event) for event in truth])[2]
    return {
        "seconds": seconds, "cpu": processors, "megabytes": peak - before, "b3": f1,
        "incidents": len(incidents), "true": len(set(truth)),
    }  # fmt: skip


def bulk(rows: int) -> dict[str, float]:
    """Our grouping of the rows that Splink gets."""
    from eval.columns_side import link

    table = list(make_rows(rows))
    before = _peak()
    seconds, processors, labels = link(table)
    megabytes = _peak() - before
    f1 = b_cubed(labels, [str(row.event) for row in table])[2]
    return {
        "seconds": seconds, "cpu": processors, "megabytes": megabytes, "b3": f1,
        "incidents": len(set(labels)), "true": len({row.event for row in table}),
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
    if arguments and arguments[0] in CONTENDERS:
        print(json.dumps(CONTENDERS[arguments[0]][1](int(arguments[1]))))
        return
    last: dict[str, float] = {}
    for rows in [int(a) for a in arguments] or SIZES:
        if rows * BYTES_A_CLAIM > _memory():
            print(f"{rows:9,d} claims   left out: they need about {rows * BYTES_A_CLAIM / 1e9:.0f} GB of memory")
            continue
        print(f"{rows:9,d} claims")
        found = {name: _run(name, rows) for name in CONTENDERS}
        for name, (title, _) in CONTENDERS.items():
            print(_line(title, found[name]))
        other = found["splink"]
        for name in ("build", "bulk"):
            _compare(name, found[name], other)
        if last:
            times, own = rows / last["rows"], found["build"]
            print(
                f"{'':9}   build, for {times:.0f} times the claims: {own['cpu'] / last['cpu']:.1f} times the time, "
                f"{own['megabytes'] / max(1.0, last['megabytes']):.1f} times the memory"
            )
        last = found["build"] | {"rows": rows}


CONTENDERS: dict[str, tuple[str, Callable[[int], dict[str, float]]]] = {
    "build": ("ours, full build", ours),
    "bulk": ("bulk: columns in, incidents table out", bulk),
    "splink": ("Splink 5, columns in and labels out", splinks),
}


def _line(title: str, found: dict[str, float]) -> str:
    at = f" (at {found['threshold']})" if "threshold" in found else ""
    return (
        f"{'':9}   {title:39}{found['seconds']:7.1f} s ({found['cpu']:.1f}), {found['megabytes']:6.0f} MB, "
        f"B³ {found['b3']:.3f}{at}, {found['incidents'] / found['true'] - 1:+.1%} incidents"
    )


def _compare(name: str, own: dict[str, float], other: dict[str, float]) -> None:
    """Print how one of ours stands to Splink: in time of the wall, time of processors, memory and B³."""
    shares = [own[what] / max(other[what], 0.001) for what in ("seconds", "cpu", "megabytes")]
    gain = own["b3"] - other["b3"]
    print(
        f"{'':9}   {name}: {shares[0]:.2f} of Splink's time{MISS[shares[0] > 1]}({shares[1]:.2f} of its processors')   "
        f"{shares[2]:.2f} of its memory{MISS[shares[2] > 1]}B³ {gain:+.3f}{MISS[gain < 0]}",
        flush=True,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
