"""Speed, each figure beside bare spaCy on the same text in the same run: ``python -m eval.bench``.

Texts are put together from sentences written here: a stream in scope (ceasefire reports) and one mostly out of scope
(sport, weather, markets, and the police and ministers of any news page, set in towns of countries at peace).  Bare
spaCy is the same model with all its components, as ``spacy.load`` gives it.  Ratios, not seconds, are the result;
seconds depend on the machine.
"""

from __future__ import annotations

import argparse
import functools
import gc
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from trucewatch.claims.parsing import choose_model
from trucewatch.model.document import Document
from trucewatch.pipeline import extract_each
from trucewatch.reading import read_document

IN_SCOPE = (
    "At least {n} people were killed when warplanes struck a market in the town of {p} on Monday, rescue workers said.",
    "The army denied that its artillery had shelled {p}, and said that armed groups had broken the truce {n} times.",
    "A convoy of {n} trucks carrying flour and medicine waited at the crossing for a second day, the UN said.",
    "“We remain committed to the cessation of hostilities,” the foreign minister told reporters in Geneva.",
    "According to a monitoring group, clashes broke out south of {p} overnight and {n} fighters were wounded.",
    "The spokesman urged both sides to let aid reach the besieged district of {p}, where {n},000 people are trapped.",
    "Local officials said that the road to {p} had been reopened and that some families had begun to return.",
)
OUT_OF_SCOPE = (
    "The home side won by {n} points after a slow first half in front of a large crowd at the stadium in {p}.",
    "Shares in the retailer rose after it reported higher sales and opened {n} new shops across the region.",
    "Rain is expected in {p} by the evening, with temperatures near {n} degrees and a light wind from the west.",
    "The museum will show {n} paintings from its collection until spring, the director said at the opening.",
    "Voters in {p} complained about the price of bread, which has risen by {n} percent since last year.",
    "The band played {n} songs, among them two from a record that comes out in June, and left to long applause.",
    "Police in {p} closed a road for {n} minutes after a crash in which a cyclist was injured, an officer said.",
    "The minister told reporters that the government would spend {n} million on schools in {p} before the summer.",
)
PLACES = ("Aleppo", "Homs", "Douma", "Idlib", "Talbiseh", "Daraa", "Hama", "Manbij")
PEACEFUL = ("Leeds", "Lyon", "Osaka", "Porto", "Denver", "Perth", "Bergen", "Turin")


def make_texts(count: int, words: int, in_scope: Callable[[int], bool]) -> list[str]:
    """``count`` texts of about ``words`` words; every text is different, and always the same."""
    texts = []
    for i in range(count):
        sentences: list[str] = []
        size = 0
        pool, places = (IN_SCOPE, PLACES) if in_scope(i) else (OUT_OF_SCOPE, PEACEFUL)
        while size < words:
            k = len(sentences)
            sentence = pool[(i + k) % len(pool)].format(n=2 + (7 * i + 3 * k) % 90, p=places[(i + 5 * k) % len(places)])
            sentences.append(sentence)
            size += len(sentence.split())
        texts.append("\n\n".join(" ".join(sentences[j : j + 3]) for j in range(0, len(sentences), 3)))
    return texts


def documents(texts: Iterable[str]) -> Iterable[Document]:
    """Documents of texts, read as files are."""
    for i, text in enumerate(texts):
        yield read_document(text.encode(), f"bench-{i}.txt", published_on=date(2016, 9, 19))


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one call, after collecting garbage."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


@functools.cache
def bare_model() -> Any:
    """The same model as ours, loaded as its documentation says; ours has its own copy and settings."""
    import spacy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy.load(_location())


def bare(texts: list[str]) -> None:
    """Bare spaCy: the same model with all its components, paragraph by paragraph."""
    lines = (line for text in texts for line in text.splitlines() if line)
    for _ in bare_model().pipe(lines, batch_size=32):
        pass


def ours(texts: list[str]) -> None:
    """The whole of ``extract``, from bytes to claims with identities."""
    for _ in extract_each(documents(texts)):
        pass


def compare(name: str, texts: list[str], rounds: int, bar: float) -> None:
    """Print our time beside bare spaCy's, taking turns, median of ``rounds``."""
    words = sum(len(text.split()) for text in texts)
    ratios, speeds = [], []
    for _ in range(rounds):
        spacy_s, own_s = seconds(lambda: bare(texts)), seconds(lambda: ours(texts))
        ratios.append(own_s / spacy_s)
        speeds.append((words / own_s, len(texts) / own_s, words / spacy_s))
    ratio = statistics.median(ratios)
    own_w, own_d, bare_w = (statistics.median(column) for column in zip(*speeds, strict=True))
    print(f"{name:34} {own_d:8.1f} documents/s {own_w:9.0f} words/s   bare spaCy {bare_w:7.0f} words/s", end="   ")
    print(f"ratio {ratio:.2f} (bar {bar:.2f}){'' if ratio <= bar else '  MISSED'}")


def start_up(rounds: int) -> None:
    """Wall seconds of new processes, after one that isn't counted and leaves Python its bytecode, as with any user."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.txt")
        report.write_text(make_texts(1, 60, lambda _: True)[0], encoding="utf-8")
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"PYTHONPYCACHEPREFIX": str(Path(folder, "bytecode"))}
        for name, command, bar in (
            ("trucewatch --version", ["-m", "trucewatch", "--version"], 0.3),
            ("trucewatch extract FILE", ["-m", "trucewatch", "extract", str(report)], None),
            ("import spacy and its model", ["-W", "ignore", "-c", f"import spacy; spacy.load({_location()!r})"], None),
        ):
            taken = []
            for _ in range(rounds + 1):
                start = time.perf_counter()
                subprocess.run([sys.executable, *command], check=True, capture_output=True, env=environment)
                taken.append(time.perf_counter() - start)
            best = min(taken[1:])
            missed = "" if bar is None or best < bar else "  MISSED"
            print(f"start-up of {name:26} {best:6.2f} s{'' if bar is None else f' (bar {bar})'}{missed}")


def _location() -> str:
    return choose_model().location


def memory(count: int) -> None:
    """Peak memory after a tenth of the stream and after all of it: it must not grow with the stream."""
    peaks = []
    for i, _ in enumerate(extract_each(documents(_stream(count)))):
        if i in (count // 10 - 1, count - 1):
            peaks.append(
                resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
            )
    growth = (peaks[1] - peaks[0]) / peaks[0]
    print(f"peak memory {peaks[0]:6.0f} MB after {count // 10} documents, {peaks[1]:6.0f} MB after {count}", end="   ")
    print(f"growth {growth:+.1%} (bar +5%){'' if growth <= 0.05 else '  MISSED'}")


def _stream(count: int) -> Iterable[str]:
    for i in range(count):
        yield make_texts(1, 60, lambda _, i=i: i % 4 == 0)[0] + f"\n\nNumber {i}."  # type: ignore[misc]


def main() -> None:
    """Print every figure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", type=int, default=24)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--documents", type=int, default=10_000)
    args = options.parse_args()
    start_up(max(3, args.rounds))
    model = choose_model()
    print(f"model {model.name} {model.version}")
    warm = make_texts(2, 100, lambda _: True)
    bare(warm)
    ours(warm)
    compare("in scope", make_texts(args.texts, 500, lambda _: True), args.rounds, 1.5)
    compare("9 of 10 out of scope", make_texts(2 * args.texts, 500, lambda i: i % 10 == 0), args.rounds, 1.0)
    memory(args.documents)


if __name__ == "__main__":
    main()
