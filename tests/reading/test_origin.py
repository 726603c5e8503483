# ruff: noqa: E501 - example pages read better on one line
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.reading import read_document
from trucewatch.reading.origin import Known, find_origins

WIRE = (
    "BEIRUT (Reuters) - Two trucks of a convoy of nineteen burned near Urem on Tuesday after an attack that a monitoring "
    "group blamed on the air force.\n\nThe army denied that its planes had flown over the area, state television said, "
    "and called the report a fabrication meant to hide attacks by armed groups.\n\nA spokesman for the Red Crescent said "
    "that one of its officials had died and that the warehouse in the town was badly damaged.\n"
)
OTHER = (
    "A convoy of aid trucks came under fire west of Aleppo on Tuesday night, leaving at least eighteen vehicles damaged, a "
    "doctor in the town said by telephone.\n\nMoscow rejected the charge and said that the cargo had caught fire; it "
    "released footage from a drone that it said showed a pick-up truck with a mortar beside the convoy.\n"
)


def bulletin(place: str, first: int, second: int, day: str) -> str:
    return (
        f"Bulletin of the monitoring mission for {day}\n\nIn the past 24 hours the mission recorded {first} ceasefire "
        f"violations in {place}, including explosions, bursts and shots from small arms. The mission's freedom of movement "
        f"was restricted {second} times. The mission continued monitoring adherence to the ceasefire at agreed windows of "
        "silence and facilitated repairs to power lines and water pipes in areas close to the contact line.\n"
    )


def doc(text: str, path: str, publisher: str = ""):
    return read_document(text.encode(), path, publisher=publisher)


def sizes(documents) -> list[int]:
    return sorted(len(o.document_ids) for o in find_origins(documents))


def test_a_reprint_under_another_name_shares_its_origin_with_the_share_told():
    wire = doc("Convoy burns\n\n" + WIRE, "wire-2016-09-20.txt", "Reuters")
    reprint = doc(
        "Aid trucks burn in Syria\n\n" + WIRE.split("\n\n")[0] + "\n\n" + WIRE.split("\n\n")[1],
        "b-2016-09-20.txt",
        "Example Post",
    )
    found = find_origins([reprint, wire])
    assert len(found) == 1
    assert found[0].origin_id == wire.document_id, "the agency that is credited is the root"
    assert found[0].document_ids == (wire.document_id, reprint.document_id)
    assert len(found[0].reasons) == 1 and "b-2016-09-20.txt" in found[0].reasons[0] and "1.00 of" in found[0].reasons[0]


def test_a_credited_rewrite_with_half_of_the_words_is_joined_and_an_uncredited_one_is_not():
    half = WIRE.split("\n\n")[0].removeprefix("BEIRUT (Reuters) - ") + "\n\n" + WIRE.split("\n\n")[1]
    own = (
        "\n\nPeople in the town told this newspaper that the fire lasted until morning, that neighbours carried flour out of "
        "the burning store, and that nobody had come to count the dead before noon.\n"
    )
    wire = doc(WIRE, "wire.txt", "Reuters")
    assert sizes([wire, doc(half + own + "\nOriginally published by Reuters.\n", "a.txt", "Example Post")]) == [2]
    assert sizes([wire, doc(half + own, "a.txt", "Example Post")]) == [1, 1]


SHORT_WIRE = (
    "Three lorries with seed and tents burned outside Bentiu on Friday, two of their drivers being hurt, the county's relief "
    "committee said.\n\nThe committee blamed raiders from across the river and asked for an escort. A spokesman for the "
    "army said that no patrol had been near the road.\n"
)


def test_a_short_reprint_joins_by_its_closing_credit_though_the_agency_is_in_no_book():
    wire = doc("Lorries burn near Bentiu\n\nJUBA, 3 June 2022 (Upper Nile Wire) – " + SHORT_WIRE, "wire.txt")
    text = (
        "Ambush on the road north\nThe Lakeside Gazette\n3 June 2022\n\n" + SHORT_WIRE.rstrip() + " (Upper Nile Wire)\n"
    )
    reprint = doc(text, "a-reprint.txt")
    found = find_origins([reprint, wire])
    assert len(found) == 1 and found[0].origin_id == wire.document_id
    assert "credits Upper Nile Wire" in found[0].reasons[0] and "words stand in" in found[0].reasons[0]


def test_a_closing_credit_alone_joins_no_other_report_of_the_same_agency():
    wire = doc("Lorries burn near Bentiu\n\nJUBA, 3 June 2022 (Upper Nile Wire) – " + SHORT_WIRE, "wire.txt")
    other = doc("Fire on the river\n\n" + OTHER.rstrip() + " (Upper Nile Wire)\n", "b.txt")
    assert sizes([wire, other]) == [1, 1]


def test_two_bulletins_of_one_agency_stay_two_though_both_close_with_its_name():
    first = doc("JUBA, 3 June 2022 (Upper Nile Wire) – " + bulletin("Bentiu", 12, 3, "3 June"), "a.txt")
    second = doc(bulletin("Malakal", 7, 2, "4 June").rstrip() + " (Upper Nile Wire)\n", "b.txt")
    assert sizes([first, second]) == [1, 1]


def test_two_days_of_one_template_are_two_origins():
    assert sizes(
        [doc(bulletin("Horlivka", 112, 3, "3 May"), "a.txt"), doc(bulletin("Horlivka", 97, 2, "4 May"), "b.txt")]
    ) == [1, 1]


def test_two_places_of_one_template_are_two_origins():
    assert sizes(
        [doc(bulletin("Horlivka", 112, 3, "3 May"), "a.txt"), doc(bulletin("Popasna", 112, 3, "3 May"), "b.txt")]
    ) == [1, 1]


def test_two_reports_of_one_event_are_two_origins():
    assert sizes([doc(WIRE, "a.txt"), doc(OTHER, "b.txt")]) == [1, 1]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("The truce held.", "The truce held.\n", [2]), ("The truce held.", "The truce held in Hama.", [1, 1])],
)
def test_short_texts_join_only_when_they_are_the_same(one, other, expected):
    assert sizes([doc(one, "a.txt"), doc(other, "b.txt")]) == expected


def test_the_same_bytes_under_two_names_are_one_document_of_one_origin():
    found = find_origins([doc(WIRE, "a.txt"), doc(WIRE, "b.txt")])
    assert len(found) == 1 and len(found[0].document_ids) == 1


def test_the_earliest_telling_is_the_root():
    early, late = doc(OTHER, "z-2016-09-19.txt"), doc(OTHER + "\n", "a-2016-09-21.txt")
    assert find_origins([late, early])[0].origin_id == early.document_id


STATEMENT = (
    "The Defence Ministry said in a statement that armed groups had fired 48 mortar rounds at Dalnia in one day, that 7 "
    "servicemen had been killed and 19 wounded there, and that 230 people had left through the corridor.\n"
)
IN_FRENCH = (
    "Selon un communiqué du ministère de la Défense, des groupes armés ont tiré 48 obus sur Dalnia en une journée.\n\n"
    "Il fait état de 7 militaires tués et de 19 blessés ; 230 personnes ont quitté la ville par le corridor.\n"
)
IN_RUSSIAN = (
    "По заявлению Министерства обороны, вооружённые группы выпустили 48 мин по городу Дальния.\n\nПогибли 7 "
    "военнослужащих, 19 ранены, 230 человек вышли через коридор.\n"
)


@pytest.mark.parametrize("rendering", [IN_FRENCH, IN_RUSSIAN])
def test_a_translation_of_one_statement_shares_its_origin_by_speaker_numbers_and_names(rendering):
    (found,) = find_origins([doc(STATEMENT, "a.txt"), doc(rendering, "b.txt")])
    assert "Both render one statement (defence ministry): 4 numbers" in found.reasons[0]


def test_another_day_of_the_ministry_or_another_speaker_is_another_origin():
    later = IN_FRENCH.replace("48", "51").replace("19", "8").replace("230", "95")
    assert sizes([doc(STATEMENT, "a.txt"), doc(later, "b.txt")]) == [1, 1]
    rival = STATEMENT.replace("The Defence Ministry", "The Health Ministry").replace("rounds", "shells")
    assert sizes([doc(IN_FRENCH, "a.txt"), doc(rival, "b.txt")]) == [1, 1]
    days = (date(2022, 6, 3), date(2022, 6, 30))
    dated = [
        read_document(t.encode(), "a.txt", published_on=d) for t, d in zip((STATEMENT, IN_FRENCH), days, strict=True)
    ]
    assert sizes(dated) == [1, 1], "a month apart the same numbers are chance"


def test_a_quoted_post_shares_its_origin_and_another_post_on_the_same_thing_does_not():
    post = (
        "Four buses still stand at the Dalnia bridge, engines off since Monday, with the wounded inside. The officer says "
        "tomorrow, as he said on Sunday.\n"
    )
    quoting = f"Shameful, and nobody answers. “{post.strip()}”\n"
    other = (
        "My aunt is on one of the buses at the Dalnia bridge. She says there is no water left and that nobody came.\n"
    )
    assert sizes([doc(post, "a.txt"), doc(quoting, "b.txt")]) == [2]
    assert sizes([doc(post, "a.txt"), doc(other, "b.txt")]) == [1, 1]


def test_a_site_s_own_words_on_pages_that_differ_make_no_copy():
    wall = (
        "Sign in to read on and to keep up with the latest reports from our correspondents. By registering you agree to our "
        "terms. We have sent a message to the address that you gave.\n"
    )
    pages = [
        doc(f"{head}\n\n{text}\n{wall}", f"{n}.txt")
        for n, (head, text) in enumerate(
            (("Truce holds in Dalnia", OTHER), ("Convoy burns near Urem", WIRE), ("Talks go on in Geneva", SHORT_WIRE))
        )
    ]
    assert sizes(pages) == [1, 1, 1]
    empty = [
        doc(f"{head}\n\n{wall}", f"{n}.txt")
        for n, head in enumerate(("Lorries burn near Bentiu", "Two shot at market"))
    ]
    assert sizes(empty) == [1, 1], "no report is on the page"


def test_people_part_what_words_join_and_no_chain_joins_it_again():
    one, two, three = (doc(WIRE + f"\nMore soon {n}.\n", f"{n}.txt") for n in "abc")
    assert sizes([one, two, three]) == [3]
    pair = (one.document_id, two.document_id)
    found = find_origins([one, two, three], parted=[pair])
    assert sorted(len(o.document_ids) for o in found) == [1, 2]
    assert not any(set(pair) <= set(o.document_ids) for o in found)


def test_what_an_earlier_call_worked_out_changes_no_result():
    documents = [doc(t, f"{n}.txt") for n, t in enumerate((WIRE, WIRE + "\nMore.\n", STATEMENT, IN_FRENCH, OTHER))]
    known = Known.nothing()
    find_origins(documents[:3], known=known)
    assert find_origins(documents, known=known) == find_origins(documents)


@settings(max_examples=25, deadline=None)
@given(
    st.permutations(
        [
            WIRE,
            OTHER,
            WIRE + "\nMore soon.\n",
            bulletin("Hama", 1, 2, "Monday"),
            "The truce held.",
            bulletin("Hama", 4, 2, "Friday"),
        ]
    )
)
def test_every_document_is_in_exactly_one_origin_whatever_the_order(texts):
    documents = [doc(t, f"{len(t)}.txt") for t in texts]
    found = find_origins(documents)
    members = [i for o in found for i in o.document_ids]
    assert sorted(members) == sorted(d.document_id for d in documents)
    assert {o.origin_id: o for o in found} == {o.origin_id: o for o in find_origins(documents[::-1])}
    assert all(len(o.reasons) == len(o.document_ids) - 1 for o in found)
    assert find_origins([]) == ()


def test_two_reports_that_a_person_says_are_one_source_share_an_origin_for_that_reason():
    one, other = doc(WIRE, "one.txt"), doc(OTHER, "other.txt")
    assert len(find_origins([one, other])) == 2
    joined = {(one.document_id, other.document_id): "joined by Mo: one press officer.", ("gone", one.document_id): "x"}
    (origin,) = find_origins([one, other], joined=joined)
    assert set(origin.document_ids) == {one.document_id, other.document_id}
    assert origin.reasons == ("other.txt with one.txt: joined by Mo: one press officer.",)


def test_a_reason_names_files_without_the_folders_of_somebodys_machine() -> None:
    text = "The army said on Monday that it had taken the hill above the town after two days of fighting. " * 4
    found = find_origins(
        [
            read_document(text.encode(), "/srv/somebody/secret plans/first.txt"),
            read_document((text + "\n").encode(), "/srv/somebody/secret plans/second.txt"),
        ]
    )
    assert len(found) == 1
    assert "second.txt with first.txt" in found[0].reasons[0]
    assert "secret plans" not in str(found[0].reasons)
