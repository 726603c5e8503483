# ruff: noqa: E501  the fixtures read as a table, a row a value
"""A small situation by hand: four reports on the truce of September 2016 in sentences of our own, one of them hostile."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from trucewatch.model.agreement import Agreement, Clock, Exclusion, Party, Provision, Reading
from trucewatch.model.assessment import Assessment, ClockDay, ClockReading, Evidence
from trucewatch.model.claim import ActorMention, Claim, Claimant, PlaceMention, Quantity, claim_id
from trucewatch.model.document import Credit, Document, Origin, PublicationDate, Segment
from trucewatch.model.figure import Figure
from trucewatch.model.incident import Account, Incident, Position
from trucewatch.model.movement import Movement, Stage
from trucewatch.model.situation import Declaration, Situation
from trucewatch.model.span import Span
from trucewatch.model.when import When
from trucewatch.publishing.brief import Brief, build_brief

AS_OF = date(2016, 9, 20)
HOSTILE_TITLE = 'Note <script>alert(1)</script> "><img src=x onerror=alert(1)> {{7*7}} \u202egnp.exe'
HOSTILE_PUBLISHER = "Desk </style><svg onload=alert(2)> {% raw %}\u2067"

WIRE = """Truce frays while lorries wait at the frontier

By our desk in Gaziantep

A war monitor said planes hit a relief column at Urem al-Kubra late on Monday, leaving at least 12 people dead.
The Red Crescent spoke of 20 dead and of 18 burnt vehicles out of 31. Moscow denied that any of its aircraft had been near the column.

The command in Damascus declared on Monday that the quiet was over. Washington said it stood ready to prolong it.

A spokesman for the United Nations said that Forty lorries with flour were still parked at Cilvegozu on Tuesday.

Read also: ten pictures of the week"""

REPRINT = """Relief column hit in northern Syria

(Orontes Wire) A war monitor said planes hit a relief column at Urem al-Kubra late on Monday, leaving at least 12 people dead."""

NOTE = """Situation note for partners

Our teams brought food into Talbiseh on Monday, enough for 84,000 residents. An opposition council answered that nothing had arrived in any of the towns.
As many as 275,000 people are shut in the eastern quarters of Aleppo. Fighting was heard somewhere near Tel Wardiyat.
Under the arrangement lorries are to pass to Aleppo unhindered. Families left their houses in the night."""

STATEMENT = """Statement <b>bold</b>

The ministry counted 199 breaches by "armed groups" since the start; a {{7*7}} <img src=x onerror=alert(3)> \u202eevil spokesman said so."""


@dataclass
class Maker:
    """Builds claims from their words, so that every span is what stands in the text."""

    documents: dict[str, Document] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)

    def document(self, key: str, text: str, *, title: str, publisher: str, on: date | None, **more: object) -> Document:
        found_by, evidence = ("dateline", None) if on else ("not found", None)
        raw = text.encode()
        value = Document(
            path=f"reports/{key}.txt",
            sha256=hashlib.sha256(raw).hexdigest(),
            text=text,
            text_sha256=hashlib.sha256(raw).hexdigest(),
            media_type="text/plain",
            title=title,
            publisher=publisher,
            published=PublicationDate(on=on, found_by=found_by, evidence=evidence, note=""),
            language="en",
            **{"segments": segments(text), **more},  # type: ignore[arg-type]
        )
        self.documents[key] = value
        return value

    def claim(
        self, key: str, kind: str, type_: str, words: str, *, stance: str = "asserted", who: tuple[str, ...] = (),
        actors: tuple[tuple[str, str], ...] = (), place: PlaceMention | None = None, when: When | None = None,
        numbers: tuple[tuple[str, str, float | None, float | None], ...] = (), nameless: bool = False,
    ) -> Claim:  # fmt: skip
        document = self.documents[key]
        span = find(document.text, words)
        value = Claim(
            claim_id=claim_id(document.document_id, span, kind, type_, who, stance, "trucewatch.test@1"),
            document_id=document.document_id,
            kind=kind,
            type=type_,
            stance=stance,
            span=span,
            claimants=tuple(Claimant(span=find(document.text, w), anonymous=nameless) for w in who),
            actors=tuple(ActorMention(role=r, span=find(document.text, w)) for r, w in actors),
            places=(place,) if place else (),
            when=when,
            quantities=tuple(
                Quantity(what=what, span=find(document.text, w), low=low, high=high) for what, w, low, high in numbers
            ),
        )
        self.claims.append(value)
        return value


def find(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def segments(text: str) -> tuple[Segment, ...]:
    """First line headline, "Read also" furniture, the rest body."""
    out = []
    offset = 0
    for i, block in enumerate(text.split("\n\n")):
        kind = (
            "headline"
            if i == 0
            else "furniture"
            if block.startswith("Read also")
            else "byline"
            if block.startswith("By ")
            else "body"
        )
        out.append(
            Segment(
                kind=kind, start=offset, end=offset + len(block), reason="related links" if kind == "furniture" else ""
            )
        )
        offset += len(block) + 2
    return tuple(out)


def on(d: int) -> When:
    day = date(2016, 9, d)
    return When(start_on=day, end_on=day, precision="day")


def at(
    text: str, words: str, name: str | None, lat: float | None, lon: float | None, precision: int | None
) -> PlaceMention:
    place_id = f"test:{name}" if name else None
    return PlaceMention(span=find(text, words), place_id=place_id, name=name, lat=lat, lon=lon, geo_precision=precision)


def make_situation(*, with_restricted: bool = False) -> tuple[Situation, dict[str, Claim]]:
    """The situation, and its claims by a short name; with a restricted report of its own incident if asked."""
    m = Maker()
    wire = m.document(
        "wire",
        WIRE,
        title="Truce frays while lorries wait at the frontier",
        publisher="Orontes Wire",
        on=date(2016, 9, 20),
        author="our desk",
    )
    reprint = m.document(
        "reprint",
        REPRINT,
        title="Relief column hit in northern Syria",
        publisher="Harbour Post",
        on=date(2016, 9, 20),
        credits=(Credit(name="Orontes Wire", span=find(REPRINT, "(Orontes Wire)"), kind="wire"),),
    )
    note = m.document(
        "note",
        NOTE,
        title="Situation note for partners",
        publisher="Inter-Agency Desk",
        on=None,
        issues=("page 2 has no text",),
    )
    statement = m.document(
        "statement", STATEMENT, title=HOSTILE_TITLE, publisher=HOSTILE_PUBLISHER, on=date(2016, 9, 19)
    )
    urem = at(WIRE, "Urem al-Kubra", "Urum al-Kubra", 36.13, 36.94, 1)
    talbiseh = at(NOTE, "Talbiseh", "Talbiseh", 34.84, 36.73, 1)
    aleppo = at(NOTE, "the eastern quarters of Aleppo", "Aleppo", 36.2, 37.16, 2)
    c: dict[str, Claim] = {}
    c["hit"] = m.claim(
        "wire",
        "incident",
        "attack_on_aid",
        "planes hit a relief column at Urem al-Kubra late on Monday, leaving at least 12 people dead",
        stance="alleged",
        who=("A war monitor",),
        actors=(("perpetrator", "planes"), ("target", "a relief column")),
        place=urem,
        when=on(19),
        numbers=(("killed", "12", 12, None),),
        nameless=True,
    )
    c["crescent"] = m.claim(
        "wire",
        "incident",
        "attack_on_aid",
        "The Red Crescent spoke of 20 dead and of 18 burnt vehicles out of 31",
        who=("The Red Crescent",),
        place=None,
        when=on(19),
        numbers=(("killed", "20", 20, 20), ("trucks", "18", 18, 18)),
    )
    c["moscow"] = m.claim(
        "wire",
        "incident",
        "attack_on_aid",
        "Moscow denied that any of its aircraft had been near the column",
        stance="denied",
        who=("Moscow",),
        when=on(19),
    )
    c["over"] = m.claim(
        "wire",
        "position",
        "rejects",
        "declared on Monday that the quiet was over",
        who=("The command in Damascus",),
        actors=(("holder", "The command in Damascus"),),
        when=on(19),
    )
    c["prolong"] = m.claim(
        "wire",
        "position",
        "extends",
        "it stood ready to prolong it",
        who=("Washington",),
        actors=(("holder", "Washington"),),
        when=on(20),
        stance="intended",
    )
    c["flour"] = m.claim(
        "wire",
        "access",
        "aid_waiting",
        "Forty lorries with flour were still parked at Cilvegozu on Tuesday",
        who=("A spokesman for the United Nations",),
        place=at(WIRE, "Cilvegozu", None, None, None, None),
        when=on(20),
        numbers=(("trucks", "Forty", 40, 40),),
    )
    c["again"] = m.claim(
        "reprint",
        "incident",
        "attack_on_aid",
        "planes hit a relief column at Urem al-Kubra late on Monday, leaving at least 12 people dead",
        stance="alleged",
        who=("A war monitor",),
        place=at(REPRINT, "Urem al-Kubra", "Urum al-Kubra", 36.13, 36.94, 1),
        when=on(19),
        numbers=(("killed", "12", 12, None),),
    )
    c["food"] = m.claim(
        "note",
        "access",
        "aid_delivered",
        "Our teams brought food into Talbiseh on Monday, enough for 84,000 residents",
        place=talbiseh,
        when=When(start_on=None, end_on=None, precision="day", span=find(NOTE, "on Monday")),
        numbers=(("people", "84,000", 84000, 84000),),
    )
    c["nothing"] = m.claim(
        "note",
        "access",
        "aid_delivered",
        "nothing had arrived in any of the towns",
        stance="denied",
        who=("An opposition council",),
        place=talbiseh,
    )
    c["cut off"] = m.claim(
        "note",
        "figure",
        "besieged",
        "As many as 275,000 people are shut in the eastern quarters of Aleppo",
        place=aleppo,
        numbers=(("people", "275,000", None, 275000),),
    )
    c["fighting"] = m.claim(
        "note",
        "incident",
        "armed_clash",
        "Fighting was heard somewhere near Tel Wardiyat",
        place=at(NOTE, "Tel Wardiyat", None, None, None, None),
    )
    c["pass"] = m.claim("note", "term", "aid_access", "lorries are to pass to Aleppo unhindered")
    c["families"] = m.claim("note", "incident", "displacement", "Families left their houses in the night")
    c["breaches"] = m.claim(
        "statement",
        "figure",
        "violation_tally",
        'The ministry counted 199 breaches by "armed groups" since the start',
        numbers=(("violations", "199", 199, 199),),
        when=When(start_on=date(2016, 9, 12), end_on=date(2016, 9, 19), precision="range"),
    )
    documents: tuple[Document, ...] = (wire, reprint, note, statement)
    origins = (
        Origin(
            origin_id=wire.document_id,
            document_ids=(wire.document_id, reprint.document_id),
            reasons=("credits Orontes Wire",),
        ),
    )
    strike = ("hit", "crescent", "moscow", "again")
    incidents: tuple[Incident, ...] = (
        Incident(
            incident_id="incident:strike", types=("attack_on_aid",), title="Reported attack on aid, Urem al-Kubra, 19 September 2016",
            when=on(19), places=(urem,),
            accounts=(Account(account_id="a1", origin_id=wire.document_id, document_ids=(wire.document_id,), claimants=("A war monitor",), claimant_ids=(), claim_ids=(c["hit"].claim_id,)),),
            positions=(
                Position(attribute="perpetrator", value="planes", claimants=("A war monitor",), origins=(wire.document_id,), claim_ids=(c["hit"].claim_id, c["again"].claim_id), stance="alleged"),
                Position(attribute="responsibility", value="denied that any of its aircraft had been near the column", claimants=("Moscow",), origins=(wire.document_id,), claim_ids=(c["moscow"].claim_id,), stance="denied"),
                Position(attribute="killed", value="at least 12", claimants=("A war monitor",), origins=(wire.document_id,), claim_ids=(c["hit"].claim_id,), stance="alleged"),
                Position(attribute="killed", value="20", claimants=("The Red Crescent",), origins=(wire.document_id,), claim_ids=(c["crescent"].claim_id,)),
            ),
            origins=(wire.document_id,), grade="contested", grade_reason="Contested: Moscow denies it; 1 origin",
            claim_ids=tuple(c[k].claim_id for k in strike),
            contradictions=("killed: at least 12 (A war monitor) / 20 (The Red Crescent)",), denied_by=("Moscow",), links=("same place and day",),
        ),
        Incident(
            incident_id="incident:clash", types=("armed_clash",), title="Reported armed clash, Tel Wardiyat, day not known", when=None,
            places=(c["fighting"].places[0],), accounts=(), positions=(), origins=(note.document_id,), grade="weak", grade_reason="a single source claim", claim_ids=(c["fighting"].claim_id,),
        ),
    )  # fmt: skip
    movements = (
        Movement(
            movement_id="m1",
            kind="aid",
            title="Aid to Talbiseh",
            destination=talbiseh,
            carriers=("Our teams",),
            stages=(stage("delivered", c["food"], note), stage("never arrived", c["nothing"], note)),
            contradictions=("delivered, says Inter-Agency Desk; never arrived, says An opposition council",),
        ),
        Movement(
            movement_id="m2",
            kind="aid",
            title="Flour at Cilvegozu",
            destination=None,
            carriers=("the United Nations",),
            stages=(stage("waiting", c["flour"], wire),),
        ),
    )
    figures = (
        Figure(
            figure_id="f1",
            type="besieged",
            quantity=c["cut off"].quantities[0],
            claimants=(),
            origin_id=note.document_id,
            claim_id=c["cut off"].claim_id,
            place=aleppo,
            when=None,
            stance="asserted",
        ),
        Figure(
            figure_id="f2",
            type="violation_tally",
            quantity=c["breaches"].quantities[0],
            claimants=(),
            origin_id=statement.document_id,
            claim_id=c["breaches"].claim_id,
            place=None,
            when=c["breaches"].when,
            stance="asserted",
            mismatch="the parts do not add up to the total",
        ),
    )
    declarations = (
        Declaration(
            claim_id=c["over"].claim_id,
            type="rejects",
            holder="The command in Damascus",
            holder_id="syr-government",
            stance="asserted",
        ),
        Declaration(
            claim_id=c["prolong"].claim_id, type="extends", holder="Washington", holder_id="usa", stance="intended"
        ),
    )
    if with_restricted:
        secret = m.document(
            "secret",
            "Secret note\n\nKESTREL reported 77 dead at Urem al-Kubra on Monday.",
            title="KESTREL note",
            publisher="KESTREL",
            on=date(2016, 9, 19),
            restricted=True,
        )
        c["secret"] = m.claim(
            "secret",
            "incident",
            "air_strike",
            "KESTREL reported 77 dead at Urem al-Kubra on Monday",
            numbers=(("killed", "77", 77, 77),),
            when=on(19),
        )
        documents = (secret, *documents)
    situation = Situation(
        documents=documents, claims=tuple(m.claims), origins=origins, incidents=incidents, movements=movements, figures=figures, declarations=declarations,
    )  # fmt: skip
    return situation, c


def stage(name: str, claim: Claim, document: Document) -> Stage:
    return Stage(
        stage=name, claim_id=claim.claim_id, claimants=tuple(x.span.quote for x in claim.claimants), origin_id=document.document_id,
        stance=claim.stance, when=claim.when, quantities=claim.quantities,
    )  # fmt: skip


def make_agreement() -> Agreement:
    start = datetime(2016, 9, 12, 16, 0, tzinfo=UTC)
    clock = Clock(starts_at=start, length=timedelta(days=7), reset_by=("calm",))
    return Agreement(
        agreement_id="test-truce", version="1", title="The September arrangement", theatre="syria", timezone="Asia/Damascus", signed_on=date(2016, 9, 9), effective_at=start,
        parties=(Party(party_id="damascus", name="The Syrian government", answers_for=("syr-government",)), Party(party_id="opposition", name="The armed opposition", answers_for=("syr-opposition",))),
        exclusions=(Exclusion(actor_id="isis", name="Islamic State", names=(("Daesh", None, None),)), Exclusion(actor_id="nusra", name="Nusra Front", names=(("Fatah al-Sham", date(2016, 7, 28), None),))),
        provisions=(
            Provision(provision_id="calm", title="Guns silent for seven days", text="No side attacks another.", quote="refrain from attacks for 7 days", status="reported", modality="prohibition", addressees=("damascus", "opposition"), acts=("air_strike",), clock=clock, clause="para 1"),
            Provision(provision_id="aid", title="Aid to eastern Aleppo", text="Convoys pass unhindered.", quote="sustained access for convoys", status="reported", modality="obligation", addressees=("damascus",), acts=("aid_delivered",), readings=(Reading(reading_id="r1", text="by any road"),)),
            Provision(provision_id="centre", title="A joint centre", text="After seven days a centre is set up.", quote="a joint centre", status="reported", modality="obligation", addressees=("damascus",), acts=("other_term",)),
            Provision(provision_id="overflight", title="No flights over listed areas", text="No flights.", quote="no flights in agreed areas", status="leaked", modality="prohibition", addressees=("damascus",), acts=("overflight",)),
        ),
        summary="An arrangement on seven days of calm.", sources=("press copies of the text",),
    )  # fmt: skip


def make_assessments(c: dict[str, Claim]) -> tuple[Assessment, ...]:
    against = Evidence(
        claim_ids=(c["hit"].claim_id, c["crescent"].claim_id),
        reason="an attack inside the seven days is alleged",
        status="apparent",
        incident_id="incident:strike",
    )
    denied = Evidence(claim_ids=(c["moscow"].claim_id,), reason="it is denied")
    days = tuple(
        ClockDay(
            on=date(2016, 9, 12 + i),
            day=i + 1,
            state=s,
            reason="",
            claim_ids=(c["hit"].claim_id,) if s == "broken" else (),
        )
        for i, s in enumerate(("unknown", "unknown", "unknown", "unknown", "calm", "disputed", "unknown", "broken"))
    )
    clock = ClockReading(
        day=0,
        of=7,
        elapsed=0,
        days=days,
        resets=("the strike alleged on 19 September",),
        note="The count begins again on the next day.",
    )

    def a(provision: str, perspective: str, verdict: str, **more: object) -> Assessment:
        given = {"party_id": "", "reason": f"because of the rule for {verdict}", "rule": "rule-1", **more}
        given["silent"] = verdict == "undetermined" and not {"against", "supporting"} & set(more)
        return Assessment(provision_id=provision, perspective_id=perspective, as_of=AS_OF, verdict=verdict, **given)  # type: ignore[arg-type]

    return (
        a("calm", "any", "apparently violated", against=(against,), supporting=(denied,), clock=clock, coverage="3 documents of 2 origins speak of the period", would_change=("a monitor’s report of calm",)),
        a("calm", "origins", "undetermined", against=(against,)),
        a("calm", "any", "apparently violated", party_id="damascus", against=(against,)),
        a("aid", "any", "undetermined", supporting=(Evidence(claim_ids=(c["food"].claim_id,), reason="aid is said to have arrived elsewhere"),), against=(Evidence(claim_ids=(c["nothing"].claim_id,), reason="arrival is denied", status="disputed"),)),
        a("aid", "any", "undetermined", reading_id="r1"),
        a("centre", "any", "not yet due"),
        a("overflight", "any", "undetermined"),
        a("overflight", "origins", "undetermined"),
    )  # fmt: skip


@pytest.fixture(scope="session")
def situation() -> Situation:
    return make_situation()[0]


@pytest.fixture(scope="session")
def agreement() -> Agreement:
    return make_agreement()


@pytest.fixture(scope="session")
def assessments() -> tuple[Assessment, ...]:
    return make_assessments(make_situation()[1])


@pytest.fixture(scope="session")
def brief(situation: Situation, agreement: Agreement, assessments: tuple[Assessment, ...]) -> Brief:
    return build_brief(
        situation,
        agreement,
        assessments,
        AS_OF,
        notes=("one file was skipped",),
        ledger_head="abc123",
        versions={"trucewatch": "0.1"},
    )
