from __future__ import annotations

import dataclasses
import re
from datetime import date

import pytest

from trucewatch.access.figures import build_figures
from trucewatch.access.movements import build_movements
from trucewatch.compliance.assess import assess
from trucewatch.incidents.build import build_incidents
from trucewatch.incidents.declarations import build_declarations
from trucewatch.model.agreement import Agreement
from trucewatch.model.assessment import Assessment, Perspective
from trucewatch.model.document import Origin
from trucewatch.model.incident import Position
from trucewatch.model.situation import Situation
from trucewatch.publishing import html, jsonbrief, markdown, text
from trucewatch.publishing.book import Book
from trucewatch.publishing.brief import Brief, build_brief
from trucewatch.publishing.words import plain
from trucewatch.reading.origin import find_origins

from .conftest import AS_OF, make_agreement, make_situation


def paragraph(brief: Brief) -> str:
    return " ".join(plain(s) for s in (*brief.standing.sentences, *brief.standing.positions, brief.standing.basis))


def test_the_paragraph_says_that_no_term_can_be_shown_as_kept(brief: Brief) -> None:
    said = paragraph(brief)
    assert "none of the 4 terms assessed here is shown as kept on every word taken" in said
    assert "“Guns silent for seven days” appears violated, if the claims against are believed" in said
    assert "stands at 0 of 7 days of calm in a row; 0 days since it was last reset" in said
    assert "day 7 of 7" not in said and "day 8" not in said, "days that passed are never shown as days that were calm"
    assert "(of its days 1 with breach claimed, 1 disputed, 5 with no reports and 1 with calm reported)" in said
    assert "it does not establish that it is so" in said


def test_what_only_leaves_a_term_open_is_not_counted_against_it(brief: Brief) -> None:
    calm, aid = (next(t for t in brief.standing.terms if t.anchor == f"term-{n}") for n in (1, 2))
    assert calm.against_claims and not calm.undecided_claims
    assert aid.undecided_claims and not aid.against_claims
    said = text.render(brief)
    assert re.search(r"Leaves it open:\s+- arrival is denied", said, re.IGNORECASE)
    assert re.search(r"Against:\s+- an attack inside the seven days is alleged", said, re.IGNORECASE)


def test_silence_is_called_silence(brief: Brief) -> None:
    term = next(t for t in brief.standing.terms if t.title == "No flights over listed areas")
    assert term.verdict == "undetermined (no reports)"
    assert "no report read here speaks; that is not calm" in paragraph(brief)


def test_a_term_kept_on_one_word_only_is_not_called_kept(
    situation: Situation, agreement: Agreement, assessments: tuple[Assessment, ...]
) -> None:
    def a(perspective: str, verdict: str) -> Assessment:
        return Assessment(
            provision_id="aid",
            party_id="",
            perspective_id=perspective,
            as_of=AS_OF,
            verdict=verdict,
            reason="",
            rule="r",
        )

    said = paragraph(build_brief(situation, agreement, (a("any", "kept"), a("origins", "undetermined")), AS_OF))
    assert "is kept if any claim is believed; on another word that is not so" in said


def test_the_verdict_is_shown_on_every_word_taken(brief: Brief) -> None:
    calm = brief.standing.terms[0]
    assert [(w.verdict, w.perspectives) for w in calm.words] == [
        ("apparently violated", ("any claim",)),
        ("undetermined", ("two independent origins",)),
    ]
    assert calm.steadiness == "The verdict depends on whose word is taken."
    assert [p[:2] for p in calm.parties] == [("The Syrian government", "apparently violated")]


def test_a_perspective_keeps_the_name_that_it_is_given(
    situation: Situation, agreement: Agreement, assessments: tuple[Assessment, ...]
) -> None:
    named = Perspective(perspective_id="origins", name="two papers at least", kind="origins", min_origins=2)
    brief = build_brief(situation, agreement, assessments, AS_OF, perspectives=(named,))
    assert brief.standing.terms[0].words[1].perspectives == ("two papers at least",)


def test_rival_accounts_stand_side_by_side_and_contradictions_come_first(brief: Brief) -> None:
    card = brief.incidents[0]
    assert card.title.startswith("Reported attack on aid")
    assert [c for c, _ in card.table.claimants] == ["A war monitor", "Moscow", "The Red Crescent"]
    killed = card.table.cells[card.table.attributes.index("killed")]
    assert [[run.text for run, _ in c.values] for c in killed] == [["at least 12"], [], ["20"]]
    assert plain(card.contradictions[0]) == "Killed: at least 12 (A war monitor) / 20 (The Red Crescent)."
    assert [r.claims for r in card.contradictions[0] if r.claims] == [(1,), (2,)]


def test_two_reports_of_one_origin_count_once(brief: Brief) -> None:
    assert (brief.incidents[0].origins, brief.incidents[0].documents) == (1, 2)


def test_an_open_number_keeps_the_words_that_bound_it(brief: Brief) -> None:
    assert plain(brief.access.people[0].figures) == "people: As many as 275,000"


def test_a_denied_delivery_is_set_against_the_delivery(brief: Brief) -> None:
    talbiseh = next(p for p in brief.access.places if p.place == "Talbiseh")
    assert talbiseh.place == "Talbiseh"
    assert plain(talbiseh.last) == "day not given, says Inter-Agency Desk"
    assert plain(talbiseh.contradicted[0]).startswith("An opposition council")
    assert "nothing had arrived in any of the towns" in plain(talbiseh.contradicted[0])


def test_positions_stand_under_what_they_do(brief: Brief) -> None:
    assert [(g.title, [s.holder.text for s in g.stances]) for g in brief.positions] == [
        ("Uphold the truce, or offer to extend it", ["Washington"]),
        ("Reject it, or end it", ["The command in Damascus"]),
    ]


def test_what_is_not_known_is_counted_and_named(brief: Brief) -> None:
    holes = {u.title: [plain(i) for i in u.items] for u in brief.unknowns}
    assert holes["Terms of which no report speaks"] == ["No flights over listed areas"]
    assert holes["Days without reports"][0].startswith("12 Sep 2016 to 15 Sep 2016")
    assert holes["Places that are not on the map"] == [
        "Cilvegozu (not located)",
        "Tel Wardiyat (not located)",
    ]
    assert holes["Parties that are not heard"] == ["The armed opposition"]
    assert holes["Documents without a date"] == ["Inter-Agency Desk: Situation note for partners"]
    assert holes["Remarks on this run"] == ["one file was skipped"]
    assert len(holes["Happenings without a date"]) == 4
    assert holes["Claims that fit no section above"] == ["displacement: Families left their houses in the night"]


def test_the_terms_are_also_shown_as_the_reports_tell_them(brief: Brief) -> None:
    assert [(t.type, t.words.text) for t in brief.standing.reported] == [
        ("aid access", "lorries are to pass to Aleppo unhindered")
    ]


def test_the_timeline_shows_the_days_of_the_count_even_when_nothing_is_told_of_them(brief: Brief) -> None:
    days = {d.iso: d for d in brief.timeline.days}
    assert days["2016-09-13"].state == "unknown" and days["2016-09-13"].entries == ()
    assert {e.lane for e in days["2016-09-19"].entries} == {"incidents", "positions"}
    assert days["2016-09-19"].number == "day 8"
    assert brief.timeline.undated == 3


def test_every_reference_leads_to_a_claim_of_the_brief(brief: Brief) -> None:
    def numbers(value: object) -> list[int]:
        if isinstance(value, tuple):
            return [n for v in value for n in numbers(v)]
        fields = getattr(value, "__dataclass_fields__", {})
        own = list(getattr(value, "claims", ())) if isinstance(getattr(value, "claims", None), tuple) else []
        return own + [n for f in fields if f != "claims" for n in numbers(getattr(value, f))]

    found = numbers(
        (brief.standing, brief.incidents, brief.access, brief.positions, brief.unknowns, brief.timeline, brief.map)
    )
    assert set(found) == set(range(1, brief.claims + 1))


def test_the_names_of_an_excluded_group_come_with_their_time(brief: Brief) -> None:
    assert brief.exclusions[1] == ("Nusra Front", ("Fatah al-Sham (from 28 Jul 2016)",))


@pytest.mark.parametrize("as_of", [date(2016, 9, 20), date(2016, 10, 1)])
def test_nothing_is_projected_when_nothing_is_restricted_or_later(as_of: date, situation: Situation) -> None:
    brief = build_brief(situation, None, (), as_of)
    assert len(brief.incidents) == len(situation.incidents)


RENDERERS = (html, markdown, text, jsonbrief)


def rendered(situation: Situation, assessments: tuple[Assessment, ...], as_of: date = AS_OF) -> list[str]:
    brief = build_brief(situation, make_agreement(), assessments, as_of)
    return [r.render(brief) for r in RENDERERS]


def test_a_restricted_report_leaves_no_trace() -> None:
    with_it, _ = make_situation(with_restricted=True)
    # The public chain derives everything again; so must the twin that never saw the report.
    without = derived(make_situation()[0])
    assert rendered(with_it, ()) == rendered(without, assess(without, make_agreement(), AS_OF, "all"))


def test_the_canary_would_be_seen_if_it_were_not_restricted() -> None:
    situation, _ = make_situation(with_restricted=True)
    opened = tuple(dataclasses.replace(d, restricted=False) for d in situation.documents)
    shown = rendered(derived(dataclasses.replace(situation, documents=opened)), ())
    assert all("KESTREL" in page for page in shown)
    assert not any("KESTREL" in page for page in rendered(situation, ()))


def test_a_report_of_a_later_day_leaves_no_trace() -> None:
    situation, _ = make_situation()
    later = {d.document_id for d in situation.documents if d.published.on == date(2016, 9, 20)}
    assert len(later) == 2
    known = tuple(d for d in situation.documents if d.document_id not in later)
    claims = tuple(c for c in situation.claims if c.document_id not in later)
    before = derived(dataclasses.replace(situation, documents=known, claims=claims))
    day = date(2016, 9, 19)
    assert rendered(situation, (), day) == rendered(before, assess(before, make_agreement(), day, "all"), day)


def derived(situation: Situation) -> Situation:
    documents, claims = situation.documents, situation.claims
    origins = find_origins(documents)
    incidents = build_incidents(documents, claims, origins)
    return Situation(
        documents=documents,
        claims=claims,
        origins=origins,
        incidents=incidents,
        movements=build_movements(documents, claims, origins),
        figures=build_figures(documents, claims, origins, incidents),
        declarations=build_declarations(documents, claims, incidents),
    )


def test_many_claimants_stand_in_rows_and_only_rival_attributes_in_columns(situation: Situation) -> None:
    strike = situation.incidents[0]
    claim = strike.claim_ids[0]
    tolls = tuple(
        Position(attribute="killed", value=str(n), claimants=(f"source {n}",), origins=("o",), claim_ids=(claim,))
        for n in range(6)
    )
    place = Position(attribute="place", value="Urem", claimants=("source 1",), origins=("o",), claim_ids=(claim,))
    many = dataclasses.replace(strike, positions=(*tolls, place))
    card = build_brief(dataclasses.replace(situation, incidents=(many,)), None, (), AS_OF).incidents[0]
    assert card.table.turned and card.table.attributes == ("killed",)
    assert [name for name, _ in card.table.claimants] == [f"source {n}" for n in range(6)]
    assert [(a, [v.text for v in values]) for a, values in card.table.rest] == [("place", ["Urem"])]


def test_a_stance_that_a_claimant_keeps_throughout_is_said_once(brief: Brief) -> None:
    table = brief.incidents[0].table
    assert dict(table.claimants)["A war monitor"] == "alleged"
    assert {stance for row in table.cells for cell in row for _, stance in cell.values} == {""}


def test_what_happened_before_the_truce_is_background_and_gets_no_card(
    situation: Situation, agreement: Agreement
) -> None:
    old = situation.incidents[0]
    assert agreement.effective_at is not None and old.when is not None
    early = dataclasses.replace(old.when, start_on=date(2016, 7, 7), end_on=date(2016, 7, 7))
    moved = dataclasses.replace(situation, incidents=(dataclasses.replace(old, when=early), *situation.incidents[1:]))
    made = build_brief(moved, agreement, (), AS_OF)
    assert old.incident_id not in {c.incident_id for c in made.incidents}
    (hole,) = [u for u in made.unknowns if u.title == "Told of the time before the truce"]
    assert hole.count == 1 and "7 Jul 2016" in plain(hole.items[0])
    assert old.incident_id in {c.incident_id for c in build_brief(moved, None, (), AS_OF).incidents}
    before = build_brief(moved, agreement, (), date(2016, 9, 11))
    assert not any(u.title == "Told of the time before the truce" for u in before.unknowns)


def test_what_is_told_without_place_day_actor_or_number_gets_no_card_and_is_listed(
    situation: Situation, agreement: Agreement
) -> None:
    old = situation.incidents[0]
    words = situation.claim(old.claim_ids[0])
    bare = dataclasses.replace(words, actors=(), places=(), when=None, quantities=())
    thin = dataclasses.replace(
        old, when=None, places=(), contradictions=(), positions=(), claim_ids=(bare.claim_id,), grade="weak"
    )
    claims = tuple(bare if c.claim_id == bare.claim_id else c for c in situation.claims)
    moved = dataclasses.replace(situation, claims=claims, incidents=(thin, *situation.incidents[1:]), declarations=())
    made = build_brief(moved, agreement, (), AS_OF)
    assert thin.incident_id not in {c.incident_id for c in made.incidents}
    (hole,) = [u for u in made.unknowns if u.title == "Told too vaguely to be an incident"]
    assert bare.span.quote[:40] in plain(hole.items[0])
    # With an actor it is an incident again.
    told = dataclasses.replace(moved, claims=situation.claims)
    assert thin.incident_id in {c.incident_id for c in build_brief(told, agreement, (), AS_OF).incidents}


def test_silence_on_responsibility_is_said_once_for_all_cards(brief: Brief) -> None:
    said = text.render(brief)
    once = " ".join(said.split())
    assert once.count("nobody in these reports claims or denies it") == 1
    assert "claimed by nobody" not in once
    told = [c.responsibility for c in brief.incidents if c.responsibility]
    assert told and len(told) < len(brief.incidents)
    assert all(f"Responsibility: {words}." in once for words in told)
    assert html.render(brief).count("nobody in these reports claims or denies it") == 1


def test_our_own_counts_lead_to_no_claim_though_a_claim_has_the_same_number(
    situation: Situation, agreement: Agreement
) -> None:
    book = Book(situation, agreement)
    counted = next(c for c in situation.claims if any(q.span.quote.isdigit() for q in c.quantities))
    digits = next(q.span.quote for q in counted.quantities if q.span.quote.isdigit())
    ours = book.told(f"{digits} happenings claimed against it", [counted.claim_id])
    theirs = book.told(f"killed: {digits}", [counted.claim_id], figures=True)
    assert not any(run.claims for run in ours)
    assert any(run.claims == book.numbers([counted.claim_id]) for run in theirs)


def test_the_same_words_in_prints_of_one_origin_stand_once_and_lead_to_each_print(
    situation: Situation, agreement: Agreement
) -> None:
    first = next(c for c in situation.claims if c.claimants)
    other = next(d for d in situation.documents if d.document_id != first.document_id)
    copy = dataclasses.replace(first, claim_id="copy", document_id=other.document_id)
    pair = (first.document_id, other.document_id)
    one = dataclasses.replace(
        situation, claims=(*situation.claims, copy), origins=(Origin(origin_id=pair[0], document_ids=pair),)
    )
    ((who, words, _),) = Book(one, agreement).gathered([first.claim_id, "copy"])
    assert len(words.claims) == 2 and "of the same origin" in plain(who)
    apart = dataclasses.replace(one, origins=())
    assert len(Book(apart, agreement).gathered([first.claim_id, "copy"])) == 2
