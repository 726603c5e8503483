"""Happenings weighed, against a second writing of the rules in terms of sets (docs/decisions/0004)."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compliance.situations import Report, incident, situation
from tests.compliance.terms import make_provision, make_term
from trucewatch.compliance.happenings import gather_known
from trucewatch.compliance.weighing import Weight, bear_all, weigh_all
from trucewatch.model.assessment import Perspective

ON = date(2016, 9, 15)
PARTY = {"syr-government": "north", "syr-opposition": "south", "rus-government": "friend"}
Row = tuple[str, str, str | None, int]
"""Speaker, what is told, of whom, in which report."""

rows = st.lists(
    st.tuples(
        st.sampled_from(["sohr", "snhr", "syr-government", "syr-opposition", "rus-government"]),
        st.sampled_from(["did", "did", "did not"]),
        st.sampled_from(["syr-government", "syr-opposition", "hts", "tur-government", None]),
        st.integers(0, 2),
    ),
    min_size=1,
    max_size=6,
)


def weigh(told: list[Row], origins: int = 1, party: str = "") -> Weight:
    reports = [Report(f"r{i}", ON) for i in range(3)]
    claims = [
        reports[n].tell(
            f"{who} tells of {whom}.",
            "shelling",
            stance="asserted" if what == "did" else "denied",
            says=((who, who),),
            by=((str(whom), whom),) if whom else (),
            when=(ON, ON),
        )
        for who, what, whom, n in told
    ]
    term = make_term(make_provision())
    known = gather_known(situation(*reports, incidents=(incident("i", *claims),)), term.roster, ON)
    view = Perspective(perspective_id="v", name="v", kind="origins", min_origins=origins)
    (weight,) = weigh_all(bear_all(known.happenings, term), term, view, lambda t: True, party)
    return weight


def expected(told: list[Row], origins: int, party: str) -> str:
    """The rules again, by sets of speakers."""
    bound = {"north", "south"}

    def blamed(whom: str | None) -> str | None:
        return PARTY.get(whom or "") if PARTY.get(whom or "") in bound else None

    accusers: dict[str, set[tuple[str, int]]] = {}
    for who, what, whom, n in told:
        if what == "did" and (p := blamed(whom)):
            accusers.setdefault(p, set()).add((who, n))
    outsiders = {who for who, what, whom, _ in told if what == "did" and whom in ("hts", "tur-government")}
    # That a stranger did not do it clears nobody: only denials of the act, or for a party bound, are any.
    strangers = ("hts", "tur-government", "rus-government")
    deniers = {(who, blamed(whom)) for who, what, whom, _ in told if what == "did not" and whom not in strangers}

    def one(p: str) -> str:
        voices = accusers[p]
        if min(len({w for w, _ in voices}), len({n for _, n in voices})) < origins:
            return "aside"
        clearing = {who for who, q in deniers if q in (None, p)} | outsiders
        clearing |= {who for q, found in accusers.items() if q != p for who, _ in found}
        if not clearing:
            return "apparent"
        if any(PARTY.get(who) != p for who in clearing):
            return "disputed"
        if any(who not in PARTY or PARTY[who] == p for who, _ in voices):
            return "denied by the accused"
        return "disputed"

    found = {p: one(p) for p in sorted(accusers) if party in ("", p)}
    for status in ("apparent", "denied by the accused"):
        if status in found.values():
            return status
    everyone = set().union(*accusers.values()) if accusers else set()
    enough = min(len({w for w, _ in everyone}), len({n for _, n in everyone})) >= origins
    if not party and len(accusers) > 1 and not deniers and not outsiders and enough:
        return "apparent"
    if "disputed" in found.values():
        return "disputed"
    if any(what == "did" and whom is None for _, what, whom, _ in told):
        return "by whom unknown"
    return "aside"


@settings(max_examples=250, deadline=None)
@given(rows, st.integers(1, 2), st.sampled_from(["", "north", "south"]))
def test_weights_agree_with_the_rules_written_again_by_sets(told: list[Row], origins: int, party: str) -> None:
    assert weigh(told, origins, party).status == expected(told, origins, party)


def test_an_undisputed_claim_is_apparent() -> None:
    assert weigh([("sohr", "did", "syr-government", 0)]).status == "apparent"


def test_the_accused_alone_cannot_undo_an_independent_voice() -> None:
    told: list[Row] = [("sohr", "did", "syr-government", 0), ("syr-government", "did not", "syr-government", 0)]
    assert weigh(told).status == "denied by the accused"


def test_an_accuser_with_a_stake_against_the_accused_is_disputed() -> None:
    told: list[Row] = [("syr-opposition", "did", "syr-government", 0), ("syr-government", "did not", None, 1)]
    assert weigh(told).status == "disputed"
    assert weigh(told).reason == "one party's word against another's"


def test_an_admission_outweighs_a_denial_from_the_same_side() -> None:
    told: list[Row] = [("syr-government", "did", "syr-government", 0), ("syr-government", "did not", None, 1)]
    assert weigh(told).status == "denied by the accused"


def test_accusing_each_other_leaves_a_bound_party_in_breach_and_neither_alone() -> None:
    told: list[Row] = [("syr-opposition", "did", "syr-government", 0), ("syr-government", "did", "syr-opposition", 1)]
    assert weigh(told).status == "apparent"
    assert weigh(told, party="north").status == weigh(told, party="south").status == "disputed"


def test_one_statement_in_two_reports_is_one_origin() -> None:
    twice: list[Row] = [("sohr", "did", "syr-government", 0), ("sohr", "did", "syr-government", 1)]
    together: list[Row] = [("sohr", "did", "syr-government", 0), ("snhr", "did", "syr-government", 0)]
    apart: list[Row] = [("sohr", "did", "syr-government", 0), ("snhr", "did", "syr-government", 1)]
    assert [weigh(t, 2).status for t in (twice, together, apart)] == ["aside", "aside", "apparent"]
    assert weigh(twice, 2).reason == "told by one origin, fewer than 2"
    assert weigh(apart, 3).reason == "told by 2 origins, fewer than 3"


def test_calm_needs_as_many_origins_on_a_day_as_the_perspective_asks_for() -> None:
    day, other = date(2016, 9, 13), date(2016, 9, 14)
    first, second = Report("first", day), Report("second", day)
    first.tell(
        "The truce held on the 13th, one monitor said.", "upholds", says=(("one monitor", None),), when=(day, day)
    )
    second.tell(
        "Calm held on the 13th, another monitor said.", "upholds", says=(("another monitor", None),), when=(day, day)
    )
    first.tell(
        "The truce held on the 14th, one monitor said.", "upholds", says=(("one monitor", None),), when=(other, other)
    )
    term = make_term(make_provision())
    known = gather_known(situation(first, second), term.roster, term.as_of)
    two = Perspective(perspective_id="two", name="two", kind="origins", min_origins=2)
    weights = weigh_all(bear_all(known.happenings, term), term, two, lambda _: True, "")
    assert [(w.start_on, w.status) for w in sorted(weights, key=lambda w: str(w.start_on))] == [
        (day, "fulfilled"),
        (day, "fulfilled"),
        (other, "aside"),
    ]
