"""A desk of 100,000 claims: p95 of queue, search, map, assess, beside Datasette's plain row pages of the same file.

``python -m eval.bench_desk [--claims 100000] [--folder KEEP]``.  The desk is made by arithmetic, always the same:
reports of five claims each, from several publishers, in towns of the theatre.  Everything is asked over ASGI in one
process, in turns, so that both sides pay for the same machine; nothing is asked twice with the same words.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import hashlib
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Awaitable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from trucewatch.api.exports import write_jsonl
from trucewatch.claims.corrected import REVIEWS
from trucewatch.desk.people import change_password, create
from trucewatch.desk.queue import next_items
from trucewatch.desk.review import Edit, review
from trucewatch.desk.roles import allowed
from trucewatch.desk.search import each_claim
from trucewatch.desk.tokens import create_token
from trucewatch.ledger.append import append_documents
from trucewatch.ledger.desk import Desk, create_desk, open_desk
from trucewatch.ledger.index import catch_up
from trucewatch.ledger.search import Filters
from trucewatch.model.claim import ActorMention, Claim, Claimant, PlaceMention, Quantity, claim_id
from trucewatch.model.document import Document, PublicationDate, Segment
from trucewatch.model.place import Place
from trucewatch.model.span import Span
from trucewatch.model.when import When
from trucewatch.packs.gazetteer import load_gazetteer
from trucewatch.server import build_app
from trucewatch.service.settings import LOOPBACK, Settings

AGREEMENT = "syria-us-russia-2016-09"
START = date(2016, 9, 12)
DAYS = 180
PASSWORD = "quiet river stones"  # of a desk that is thrown away
AT = datetime(2017, 3, 12, tzinfo=UTC)
TOWNS = (
    "Talbiseh",
    "Douma",
    "Idlib",
    "Manbij",
    "Daraa",
    "Homs",
    "Azaz",
    "Madaya",
    "Zabadani",
    "Rastan",
    "Afrin",
    "Jisr",
)
ACTS = (
    ("incident", "shelling", "Shells fell on {p}, killing {n} people", "killed"),
    ("incident", "air_strike", "Jets struck {p} and {n} people were hurt", "injured"),
    ("access", "aid_waiting", "A convoy of {n} trucks waited outside {p}", "trucks"),
    ("incident", "armed_clash", "Clashes near {p} left {n} fighters dead", "killed"),
    ("access", "aid_delivered", "Some {n} trucks of aid reached {p}", "trucks"),
)
SOURCES = ("residents", "a monitoring group", "the army", "rescue workers", "the ministry", "a rebel commander")
PER_REPORT = 5
PICTURED = {
    "incidents (API)": "/api/v1/incidents?limit=50&as_of={day}",
    "assess (API, 50 traces)": "/api/v1/assessments?limit=50&as_of={day}",
    "incidents (page)": "/incidents?as_of={day}&page={turn}",
    "incidents by type (page)": "/incidents?as_of={day}&type=shelling&page={turn}",
    "map (page)": "/map?as_of={day}",
    "map (marks)": "/map/places.geojson?as_of={day}",
    "timeline (page)": "/timeline?as_of={day}",
    "compliance (page)": "/compliance?as_of={day}",
    "a term with its trace (page)": "/compliance/calm?as_of={day}",
    "access board (page)": "/access?as_of={day}&convoys={turn}",
}
"""What is served from the picture of a day; each has to be there within :data:`PICTURED_MS`."""
ACCEPT_MS, PICTURED_MS = 100, 500


def make_desk(folder: Path, claims: int) -> Desk:
    """A desk with so many claims, five a report; one report in fifty is restricted."""
    desk = create_desk(folder, AGREEMENT)
    append_documents(desk.engine, _reports(claims // PER_REPORT), {"trucewatch": "bench"}, lambda: AT)
    return desk


def _reports(count: int) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    towns = {town: place for town in TOWNS if (place := _town(town)) is not None} | _villages()
    names = tuple(towns)
    for number in range(count):
        told = [_tell(number, k, names) for k in range(PER_REPORT)]
        text = " ".join(sentence for sentence, *_ in told)
        raw = text.encode()
        published = START + timedelta(days=number % DAYS)
        document = Document(
            path=f"report-{number}.txt", sha256=hashlib.sha256(raw).hexdigest(), text=text, title=f"Report {number}",
            text_sha256=hashlib.sha256(raw).hexdigest(), media_type="text/plain", publisher=f"Agency {number % 40}",
            published=PublicationDate(on=published, found_by="given"), language="en", restricted=number % 50 == 7,
            segments=(Segment(kind="body", start=0, end=len(text)),),
        )  # fmt: skip
        yield document, tuple(_claims(document, told, towns, published))


def _town(name: str) -> Place | None:
    found = [p for p in load_gazetteer().named(name) if p.lat is not None and p.country == "SY"]
    return found[0] if found else None


def _villages() -> dict[str, Place]:
    """Places that no gazetteer has, so that a day and a place have a few claims and not hundreds."""
    return {
        f"Kafr {first}{second}": Place(
            place_id=f"bench:{n}-{k}", name=f"Kafr {first}{second}", level="town", lat=33 + n / 7, lon=36 + k / 7
        )
        for n, first in enumerate(("Ras", "Tell", "Umm", "Ayn", "Deir", "Bir", "Wadi", "Jabal", "Burj", "Shaykh"))
        for k, second in enumerate(("in", "ah", "un", "iya", "at", "il", "ur", "ash", "an", "us", "am", "iq"))
    }


def _tell(number: int, k: int, names: tuple[str, ...]) -> tuple[str, int, str, str, int]:
    act, town = (number + k) % len(ACTS), names[(number * 7 + k * 3) % len(names)]
    source, people = SOURCES[(number * 3 + k) % len(SOURCES)], 2 + (number * 13 + k * 5) % 60
    sentence = f"{ACTS[act][2].format(p=town, n=people)}, {source} said in statement {number * PER_REPORT + k}."
    return sentence, act, town, source, people


def _claims(
    document: Document, told: list[tuple[str, int, str, str, int]], towns: dict[str, Place], on: date
) -> Iterator[Claim]:
    at = 0
    for k, (sentence, act, town, source, people) in enumerate(told):
        span = Span.of(document.text, at, at + len(sentence))
        kind, type_, _, what = ACTS[act]

        def find(words: str, at: int = at) -> Span:
            start = document.text.index(words, at)
            return Span.of(document.text, start, start + len(words))

        place = towns[town]
        who = Claimant(span=find(source))
        actors = (ActorMention(role="perpetrator", span=find(source)),) if kind == "incident" and k % 2 else ()
        yield Claim(
            claim_id=claim_id(document.document_id, span, kind, type_, (source,), people, "bench@1"),
            document_id=document.document_id, kind=kind, type=type_, stance="asserted", span=span, claimants=(who,),
            actors=actors, when=When(start_on=on, end_on=on, precision="day"), extractor="bench@1",
            places=(
                PlaceMention(
                    span=find(town), place_id=place.place_id, name=place.name, lat=place.lat, lon=place.lon,
                    geo_precision=1,
                ),
            ),
            quantities=(Quantity(what=what, span=find(str(people)), low=people, high=people),),
            confidence=round(0.3 + 0.6 * ((act * 17 + people) % 50) / 50, 3),
        )  # fmt: skip
        at += len(sentence) + 1


class Clock:
    """Times of single requests, in milliseconds, by name."""

    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = {}

    async def time(self, name: str, work: Awaitable[Any]) -> Any:
        """Wait for an answer and note how long it took."""
        start = time.perf_counter()
        came = await work
        self.taken.setdefault(name, []).append(1000 * (time.perf_counter() - start))
        return came

    def tell(self, name: str, bar: float | None = None) -> None:
        """Print median and 95th percentile, and the ratio to Datasette's."""
        values = sorted(self.taken[name])
        p95 = values[min(len(values) - 1, int(0.95 * len(values)))]
        plain = sorted(self.taken["Datasette rows"])
        plain95 = plain[min(len(plain) - 1, int(0.95 * len(plain)))]
        missed = "" if bar is None or p95 < bar else "  MISSED"
        told = f"(bar {bar:.0f})" if bar else ""
        print(
            f"{name:34} median {statistics.median(values):8.1f} ms   p95 {p95:8.1f} ms {told}"
            f"   {p95 / plain95:5.1f} × Datasette's p95{missed}"
        )


async def _sizes(client: Any, day: str) -> dict[str, int]:
    """How many bytes each answer of :data:`PICTURED` has before it is packed."""
    return {name: len((await client.get(a.format(day=day, turn=1))).content) for name, a in PICTURED.items()}


async def _accept_by_keyboard(clock: Clock, visitor: Any) -> None:
    """What the queue's page does on the key "a": the decision goes out, the next claim comes back in the answer."""
    page = (await visitor.get("/queue")).text
    form = dict(re.findall(r'name="(csrf|client_id|expects|second)" value="([^"]*)"', page)) | {"act": "accept"}
    claim = re.search(r'data-claim="([^"]+)"', page)
    assert claim is not None  # the desk has more claims than are asked for
    sent = visitor.post(f"/queue/{claim[1]}", data=form, headers={"HX-Request": "true"})
    came = await clock.time("accept and next (page)", sent)
    came.raise_for_status()
    assert "data-claim" in came.text and claim[1] not in came.text


async def ask(desk: Desk, rounds: int, built: bool) -> Clock:
    """Ask everything in turns, ``rounds`` times; ``built``: also what is built from all claims."""
    import httpx
    from datasette.app import Datasette

    now = datetime.now(UTC)
    name = f"bench-{now:%H%M%S%f}"  # a kept desk has those of earlier runs
    given = create(desk, name, "analyst", "bench", now)
    change_password(desk, name, given, PASSWORD)
    secret = create_token(desk, name, "bench", allowed("analyst"), "bench", now)
    hosts = (*LOOPBACK, "bench")
    app = build_app(desk.folder, Settings(folder=desk.folder, hosts=hosts, requests_per_minute=0))
    plain = Datasette([str(desk.folder / "ledger.db")])
    await plain.invoke_startup()
    clock = Clock()
    transport = httpx.ASGITransport(app=app)
    headers = {"Authorization": f"Bearer {secret}"}
    async with httpx.AsyncClient(transport=transport, base_url="http://bench", headers=headers, timeout=3600) as client:
        visitor = httpx.AsyncClient(transport=transport, base_url="http://bench", timeout=3600)
        token = re.search(r'name="csrf" value="([^"]+)"', (await visitor.get("/sign-in")).text)
        entry = {"name": name, "password": PASSWORD, "csrf": token[1] if token else ""}
        await visitor.post("/sign-in", data=entry)

        async def get(path: str, **query: str | int) -> httpx.Response:
            told = await client.get(f"/api/v1/{path}", params=query)
            told.raise_for_status()
            return told

        day = AT.date().isoformat()
        start = time.perf_counter()
        while built and (told := await client.get(f"/api/v1/incidents?limit=1&as_of={day}")).status_code == 503:
            await asyncio.sleep(1)
        if built and told.status_code != 200:
            raise SystemExit(f"incidents cannot be built: {told.text}")
        if built:
            print(
                f"incidents and verdicts built from nothing in {time.perf_counter() - start:.0f} s, in the background"
            )
            sizes = await _sizes(client, day)
            print("bytes of an answer: " + ", ".join(f"{name} {size / 1024:.0f} KB" for name, size in sizes.items()))
        after = ""
        for turn in range(rounds):
            item = (await clock.time("next item (HTTP)", client.post("/api/v1/queue/next", json={}))).json()
            asked = {"kind": REVIEWS[turn % 2], "reason": "bench", "expects": item["expects"]}
            path = f"/api/v1/claims/{item['claim']['claim_id']}/reviews"
            (await clock.time("review (HTTP)", client.post(path, json=asked))).raise_for_status()
            await _accept_by_keyboard(clock, visitor)
            await clock.time("queue", get("queue", limit=20))
            await clock.time("search, rare words", get("search", words=f"statement {turn * 97 + 3}"))
            await clock.time("search, common words", get("claims", words=TOWNS[turn % len(TOWNS)], limit=50))
            await clock.time("claims, a page", get("claims", limit=50, type="shelling"))
            rows = await clock.time("Datasette rows", plain.client.get(f"/ledger/claim.json?_size=50{after}"))
            after = f"&_next={rows.json()['next']}"
            if built:
                for name, address in PICTURED.items():
                    (await clock.time(name, client.get(address.format(day=day, turn=turn)))).raise_for_status()
            if turn % 10 == 0:
                box = f"{36 + turn % 8 / 8},33,{36.2 + turn % 8 / 8},35"
                await clock.time("all claims of a window (GeoJSON)", get("exports/claims/geojson", box=box))
    return clock


def main() -> None:
    """Print every figure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=100)
    options.add_argument(
        "--lists-only", action="store_true", help="leave out incidents and verdicts, which take minutes"
    )
    options.add_argument("--folder", type=Path, help="where the desk is kept for another run")
    args = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.folder or Path(scratch, "desk")
        start = time.perf_counter()
        desk = open_desk(folder) if (folder / "trucewatch.toml").exists() else make_desk(folder, args.claims)
        print(f"{args.claims} claims recorded in {time.perf_counter() - start:.0f} s")
        start = time.perf_counter()
        catch_up(desk.engine)
        print(f"index caught up in {time.perf_counter() - start:.0f} s; {_megabytes(folder):.0f} MB on disk")
        _next_items(desk)
        _stream(desk)
        gc.collect()
        clock = asyncio.run(ask(desk, args.rounds, not args.lists_only))
        for name in clock.taken:
            bar = ACCEPT_MS if name in ("next item (HTTP)", "accept and next (page)") else None
            clock.tell(name, PICTURED_MS if name in PICTURED else bar)


def _stream(desk: Desk) -> None:
    """All claims as JSON lines, chunk by chunk as they are sent; an ASGI client in this process would hold them all."""
    size, start, before = 0, time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for chunk in write_jsonl(each_claim(desk, "all", Filters())):
        size += len(chunk)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    taken = time.perf_counter() - start
    print(f"all claims as JSON lines: {size / 2**20:.0f} MB in {taken:.0f} s, memory grew by {grown:.0f} MB")


def _next_items(desk: Desk) -> None:
    """The next item after a review, without HTTP."""
    taken = []
    for turn in range(100):
        (item,) = next_items(desk, "bench-plain", AT)
        edit = Edit(by="bench-plain", at=AT, expects=item.expects, reason="bench")
        review(desk, REVIEWS[turn % 2], item.claim.claim_id, edit)
        start = time.perf_counter()
        next_items(desk, "bench-plain", AT)
        taken.append(1000 * (time.perf_counter() - start))
    taken.sort()
    missed = "" if taken[94] < 100 else "  MISSED"
    print(f"next item after a review: median {taken[50]:.1f} ms, p95 {taken[94]:.1f} ms (bar 100){missed}")


def _megabytes(folder: Path) -> float:
    return (folder / "ledger.db").stat().st_size / 2**20


if __name__ == "__main__":
    main()
