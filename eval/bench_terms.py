"""Verdicts at scale: generated incidents against twenty terms from every perspective, beside a plain SQL count.

``python -m eval.bench_terms [--numbers 10000 1000000]``.  The incidents are made by arithmetic, always the same:
reports of a season of a truce, from five observers and the parties themselves, with a share of denials, of unknown
authors and of days without any.  The count beside it asks SQLite the same question as plainly as SQL can: for each term
and each perspective, how many of the rows, by voice, type, day, place and author, bear on it.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from trucewatch.compliance.assess import assess
from trucewatch.compliance.perspectives import list_perspectives
from trucewatch.model.agreement import Agreement, Clock, Exclusion, Party, Provision
from trucewatch.model.claim import ActorMention, Claim, Claimant, PlaceMention
from trucewatch.model.document import Document, PublicationDate, Segment
from trucewatch.model.incident import Incident
from trucewatch.model.situation import Situation
from trucewatch.model.span import Span
from trucewatch.model.when import When

ZONE = "Asia/Damascus"
START = date(2016, 2, 27)
DAYS = 120
AS_OF = START + timedelta(days=DAYS)
VOICES = ("sohr", "snhr", "un-ocha", "icrc", "white-helmets", "syr-government", "syr-opposition", "rus-government")
AUTHORS = ("syr-government", "syr-opposition", "rus-government", "tur-government", None)
PLACES = ("geonames:170063", "geonames:169577", "geonames:172955", "geonames:163779", "geonames:170654")
ACTS = ("shelling", "air_strike", "gunfire", "armed_clash", "drone_strike", "explosion", "aid_blocked", "aid_delivered")
CLAIMS_PER_REPORT = 20


def make_terms() -> Agreement:
    """Twenty terms: prohibitions by act, place and party, some with a clock, and obligations of access."""
    start = datetime(START.year, START.month, START.day, tzinfo=ZoneInfo(ZONE))
    provisions = []
    for n in range(20):
        obligation = n % 5 == 4
        acts = ("aid_delivered",) if obligation else ACTS[:6] if n % 5 == 0 else (ACTS[n % 6], ACTS[(n + 1) % 6])
        provisions.append(
            Provision(
                provision_id=f"term-{n}",
                title=f"Term {n}",
                text="What it asks.",
                quote="",
                status="reported",
                modality="obligation" if obligation else "prohibition",
                addressees=(("government", "opposition"), ("government",), ("opposition",))[n % 3],
                acts=acts,
                counter_acts=("aid_blocked",) if obligation else (),
                area=(PLACES[n % 5],) if n % 2 else (),
                area_name=f"area {n}" if n % 2 else "",
                starts_at=start + timedelta(days=n % 7),
                clock=Clock(starts_at=start, length=timedelta(days=7)) if n % 10 == 0 else None,
            )
        )
    return Agreement(
        agreement_id="bench",
        version="1",
        title="A truce with twenty terms",
        theatre="syria",
        timezone=ZONE,
        signed_on=None,
        effective_at=start,
        parties=(
            Party(party_id="government", name="the government", answers_for=("syr-government",)),
            Party(party_id="opposition", name="the opposition", answers_for=("syr-opposition",)),
            Party(party_id="russia", name="Russia", answers_for=("rus-government",), role="guarantor"),
            Party(party_id="us", name="the United States", answers_for=("usa-government",), role="guarantor"),
        ),
        exclusions=(Exclusion(actor_id="hts", name="the Front"),),
        provisions=tuple(provisions),
    )


def make_situation(number: int) -> Situation:
    """``number`` incidents of one claim each, twenty claims to a report."""
    documents = []
    claims = [_make_claim(n) for n in range(number)]
    for first in range(0, number, CLAIMS_PER_REPORT):
        documents.append(_make_document(first // CLAIMS_PER_REPORT, START + timedelta(days=(first * 7) % DAYS)))
    incidents = tuple(
        Incident(
            incident_id=f"i{n}",
            types=(c.type,),
            title="",
            when=c.when,
            places=c.places,
            accounts=(),
            positions=(),
            origins=(),
            grade="weak",
            grade_reason="",
            claim_ids=(c.claim_id,),
        )
        for n, c in enumerate(claims)
    )
    return Situation(
        documents=tuple(documents),
        claims=tuple(claims),
        origins=(),
        incidents=incidents,
        movements=(),
        figures=(),
        declarations=(),
    )


def _make_document(number: int, on: date) -> Document:
    return Document(
        path=f"{number}.txt",
        sha256=f"{number:064x}",
        text="",
        text_sha256=f"{number:064x}",
        media_type="text/plain",
        title=f"report {number}",
        publisher="",
        published=PublicationDate(on=on, found_by="given"),
        language="en",
        segments=(Segment(kind="body", start=0, end=0),),
    )


def _mix(number: int, salt: int, of: int) -> int:
    """A number below ``of`` that looks like chance and is not."""
    return (number * 2654435761 + salt * 40503) % 4294967291 // 7 % of


def _make_claim(number: int) -> Claim:
    voice, author = VOICES[_mix(number, 1, 8)], AUTHORS[_mix(number, 2, 5)]
    act, place = ACTS[_mix(number, 3, 8)], PLACES[_mix(number, 4, 5)]
    on = START + timedelta(days=_mix(number, 5, DAYS))
    stance = "denied" if _mix(number, 6, 10) == 0 else "asserted"
    span = Span(0, 5, f"words {number}")
    report = number // CLAIMS_PER_REPORT
    return Claim(
        claim_id=f"c{number}",
        document_id=f"sha256:{report:064x}",
        kind="access" if act.startswith("aid") else "incident",
        type=act,
        stance=stance,
        span=span,
        claimants=(Claimant(span=Span(0, 1, voice), actor_id=voice),),
        actors=(ActorMention(role="perpetrator", span=Span(1, 2, author), actor_id=author),) if author else (),
        places=(PlaceMention(span=Span(2, 3, place), place_id=place),),
        when=When(start_on=on, end_on=on, precision="day") if _mix(number, 7, 20) else None,
    )


def count_by_sql(situation: Situation, terms: Agreement) -> float:
    """CPU seconds that SQLite takes to count, for each term and perspective, the rows that bear on it."""
    db = sqlite3.connect(":memory:")
    db.execute("create table claim (act text, stance text, voice text, author text, place text, day text)")
    rows = (
        (
            c.type,
            c.stance,
            c.claimants[0].actor_id,
            c.actors[0].actor_id if c.actors else None,
            c.places[0].place_id,
            c.when.start_on.isoformat() if c.when and c.when.start_on else None,
        )
        for c in situation.claims
    )
    db.executemany("insert into claim values (?, ?, ?, ?, ?, ?)", rows)
    start = time.process_time()
    for query in _queries(terms):
        db.execute(query).fetchall()
    return time.process_time() - start


def _queries(terms: Agreement) -> Iterator[str]:
    def among(values: tuple[str, ...]) -> str:
        return ", ".join(f"'{v}'" for v in values)

    for provision in terms.provisions:
        acts, area = among((*provision.acts, *provision.counter_acts)), among(provision.area)
        where = f"act in ({acts}) and day >= '{provision.starts_at:%Y-%m-%d}'"
        where += f" and place in ({area})" if area else ""
        for view in list_perspectives(terms):
            heard = f" and voice in ({among(view.actors)})" if view.actors else ""
            yield f"select stance, author, count(*) from claim where {where}{heard} group by stance, author"


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one call; what was there before is not searched for garbage meanwhile."""
    gc.collect()
    gc.freeze()
    start = time.process_time()
    work()
    taken = time.process_time() - start
    gc.unfreeze()
    return taken


def main() -> None:
    """Print a line for each number of incidents."""
    parser = argparse.ArgumentParser(description="Verdicts at scale, beside a plain SQL count.")
    parser.add_argument("--numbers", type=int, nargs="*", default=[10_000, 100_000])
    terms = make_terms()
    views = list_perspectives(terms)
    print(f"{len(terms.provisions)} terms from {len(views)} perspectives")
    for number in parser.parse_args().numbers:
        situation = make_situation(number)
        plain = count_by_sql(situation, terms)
        taken = seconds(lambda told=situation: assess(told, terms, AS_OF, "all"))  # type: ignore[misc]
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        each = 1e6 * taken / number
        print(
            f"{number:9,} incidents: {taken:8.2f} s ({each:.0f} µs each); SQL count {plain:.2f} s;"
            f" ratio {taken / plain:.1f} (bar 20); {memory:.1f} GiB",
            flush=True,
        )


if __name__ == "__main__":
    main()
