# ruff: noqa: E501 - example pages read better on one line
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.reading.segment import WRAPPED, segment_text


def kinds(text: str, **options: bool) -> list[tuple[str, str]]:
    return [(s.kind, text[s.start : s.end]) for s in segment_text(text, **options)]


def kind_of(words: str, text: str) -> str:
    at = text.index(words)
    return next(s.kind for s in segment_text(text) if s.start <= at < s.end)


PAGE = """Menu
Home
World
Sports
Weather

Army and rebels trade blame as truce frays

Both sides say the other fired first.

HOMS, SYRIA - MAY 03: A child walks past a water tank on May 3, 2017. (Photo by A. Person/AFP/Getty Images)
HOMS, SYRIA - MAY 03: A child walks past a water tank on May 3, 2017. (Photo by A. Person/AFP/Getty Images)

By Jane Roe and John Doe

The army accused rebel groups on Wednesday of shelling two villages north of Homs, wounding four people.

“We keep to the truce,” a rebel commander told reporters by telephone.

Photo credit: AFP/Getty Images

Jane Roe is a staff writer at The Daily Example. Twitter: @janeroe

Related News

Aid convoy waits at the border for a third day
Ministers to meet in Vienna

Trending Now

Share this

More from The Daily Example

© 2017 The Daily Example. All rights reserved.
"""


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Weather", "furniture"),
        ("Army and rebels trade", "headline"),
        ("Both sides say", "body"),
        ("HOMS, SYRIA", "caption"),
        ("By Jane Roe", "byline"),
        ("The army accused", "body"),
        ("“We keep", "body"),
        ("Photo credit", "furniture"),
        ("Jane Roe is a staff", "furniture"),
        ("Related News", "furniture"),
        ("Aid convoy waits", "furniture"),
        ("Ministers to meet", "furniture"),
        ("Trending Now", "furniture"),
        ("Share this", "furniture"),
        ("More from", "furniture"),
        ("© 2017", "furniture"),
    ],
)
def test_a_saved_page_is_told_apart_line_by_line(words, kind):
    assert kind_of(words, PAGE) == kind


def test_the_second_copy_of_a_caption_is_furniture_with_its_reason():
    second = [s for s in segment_text(PAGE) if s.reason == "second copy of the caption"]
    assert len(second) == 1 and second[0].kind == "furniture"
    assert second[0].start > PAGE.index("HOMS, SYRIA")


@pytest.mark.parametrize(
    "text",
    [
        "The truce held in Hama on Friday.",
        "The truce held in Hama",
        "Truce held",
        "Share",
        "Two people were killed when a shell hit a house in Douma, the monitor said.\nThree were wounded.",
    ],
)
def test_a_text_of_one_line_or_two_sentences_is_all_report(text):
    assert {kind for kind, _ in kinds(text)} == {"body"}


def test_a_bulletin_of_short_lines_is_kept_whole():
    text = (
        "Daily bulletin on the cessation of hostilities\n\n"
        "The Turkish side recorded 6 violations in the last 24 hours in the provinces of:\n\n"
        "Aleppo\nHama\nHoms\nLatakia\n\n"
        "The other side recorded nothing new.\n\n"
        "Violations by province:\n"
        "- Aleppo: 3 (shelling)\n- Hama: 2\n• Homs: 1 (gunfire)\n\n"
        "Deir Hafer, 2 shells\n\nJisr ash-Shughur, 1 shell\n\nTalbiseh, 4 rockets\n"
    )
    found = kinds(text)
    assert found[0][0] == "headline"
    assert {kind for kind, _ in found[1:]} == {"body"}


@pytest.mark.parametrize(
    "line",
    [
        "Terms of the ceasefire were not published, a diplomat in Geneva said on Tuesday.",
        "Sponsored by France and Spain, the draft resolution demanded an end to the siege.",
        "Related attacks on two clinics killed five people, the health directorate said.",
        "By Friday, the rebels had pulled back from the ridge above the town.",
        "Follow-up strikes hit the same market an hour later, residents said.",
        "Advertisements for recruits hung in the square, a resident of Raqqa said.",
        "The ministry denied the raid (in a statement on Telegram).",
        "Moscow said it had no information about the strike (Interfax reported the same).",
        "Home to 40,000 people, the town has had no convoy since June.",
        "Contact was lost with the convoy of 12 trucks near the crossing.",
        "Hassan Ali, a journalist in Idlib, said that shells fell on the market at noon.",
        "Read the full text of the deal and you find no map, a negotiator said.",
        "More trucks are waiting at the crossing, the agency said.",
        "Video posted by residents showed smoke over the hospital.",
        "Source: two rebel commanders said that the road would open on Sunday.",
    ],
)
def test_a_sentence_of_the_report_is_never_taken_for_furniture(line):
    text = f"Truce frays in the north\n\nFighting went on near the town, residents said.\n\n{line}\n\nThe road stayed shut.\n"
    assert kind_of(line, text) == "body"


def test_a_headline_said_again_in_the_body_stays_report():
    text = "Two killed in Douma shelling\n\nA shell fell at noon.\n\nTwo killed in Douma shelling\n\nIt was the third this week.\n"
    assert [kind for kind, _ in kinds(text)] == ["headline", "body", "body", "body"]


def test_the_same_sentence_of_two_places_in_a_bulletin_is_report_twice():
    same = "The team recorded no explosions and no bursts of small-arms fire that day."
    text = f"Daily report of the mission\n\nNorth\n{same}\n\nSouth\n{same}\n"
    assert [kind for kind, words in kinds(text) if same in words] == ["body", "body"]


def test_headlines_of_other_pages_at_the_end_are_furniture_only_where_the_report_ends_its_sentences():
    links = "\n\n".join(
        ["Army opens crossing near Daraa for a day", "Snow closes the road to the camps", "Court frees three reporters"]
    )
    ended = "The convoy reached the town on Monday, the agency said.\n\nIt carried flour and medicine for a month.\n\n"
    unended = "The convoy reached the town on Monday, the agency said\n\nIt carried flour and medicine for a month it said\n\n"
    assert kind_of("Snow closes", f"Convoy arrives\n\nShare this\n\n{ended}{links}") == "furniture"
    assert kind_of("Snow closes", f"Convoy arrives\n\nShare this\n\n{unended}{links}") == "body"
    assert kind_of("Snow closes", f"Convoy arrives\n\n{ended}{links}") == "body", "a bulletin, not a page"


def test_the_line_after_a_previous_post_label_goes_with_it_and_the_report_goes_on():
    text = (
        "Shells hit Idlib\n\nTwo people died, medics said.\n\nPrev Post\n\nStrike on a bakery kills nine.\n\n"
        "The medics said that a third person died on Sunday in the hospital of the town.\n"
    )
    assert kind_of("Strike on a bakery", text) == "furniture"
    assert kind_of("The medics said", text) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "FILE PHOTO: Trucks wait near the border.",
        "Trucks wait near the border on Sunday. (Photo: Hawar News Agency)",
        "Trucks wait near the border [Khalil Ashawi/Reuters]",
        "Smoke over the old town. (REUTERS/Omar Sanadiki)",
        "Photo shows the ruined bakery.",
    ],
)
def test_captions_are_known_by_their_form(line):
    text = f"Convoy still waits\n\n{line}\n\nTwenty trucks waited for a second day, the agency said.\n\nNobody crossed."
    assert kind_of(line, text) == "caption"


def test_a_wire_credit_after_the_last_sentence_leaves_it_report():
    text = "Convoy still waits\n\nTwenty trucks waited.\n\nNobody crossed on Sunday, a driver said. (Reuters)"
    assert kind_of("Nobody crossed", text) == "body"


def test_date_and_place_on_lines_of_their_own_are_datelines():
    text = "ANHA\n\nQAMISHLO\n\nFriday, 3 May 2019, 14:05\n\nTwo shells fell on the village, residents said.\n\nNobody was hurt."
    assert [kind for kind, _ in kinds(text)] == ["byline", "dateline", "dateline", "body", "body"]


def test_a_dateline_before_a_sentence_stays_in_the_report():
    text = "Shells hit village\n\nBEIRUT (Reuters) - Two shells fell on the village.\n\nNobody was hurt."
    assert kind_of("BEIRUT", text) == "body"


def test_lines_that_wrap_are_taken_as_paragraphs_and_their_first_is_no_headline():
    text = (
        "The Syrian army said on Monday that rebel groups had broken the truce in\n"
        "the countryside of Hama and that it would answer any further shelling of\n"
        "its posts.\n\n"
        "A rebel spokesman denied the charge and said that government forces had\n"
        "fired first, near the village of Morek, where four houses were damaged and\n"
        "a woman was hurt.\n"
    )
    found = segment_text(text)
    assert [(s.kind, s.reason) for s in found] == [("body", WRAPPED), ("body", WRAPPED)]
    assert text[found[0].start : found[0].end].endswith("its posts.")


def test_lines_in_another_script_are_set_aside_by_name():
    text = (
        "Strike hits Hama\n\nThe agency reported a strike.\n\nمراسل الوكالة: سقوط صاروخ على المدينة\n\nNobody was hurt."
    )
    segment = next(s for s in segment_text(text) if s.start == text.index("مراسل"))
    assert segment.kind == "furniture" and "script" in segment.reason


def test_markdown_marks_its_front_matter_headings_and_images():
    text = "---\ntitle: X\n---\n\n# Truce holds\n\n![A street](a.png)\n\nThe truce held, *the army* said.\n\n## Toll\n\nNobody died.\n"
    found = kinds(text, markdown=True)
    assert [kind for kind, _ in found] == ["furniture", "headline", "caption", "body", "body", "body"]


@given(
    st.lists(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from(PAGE.splitlines()),
            st.sampled_from(["", "Related", "Prev Post", "- Hama: 2", "\u200b", "###", "a\x0cb", "x\u2028y"]),
        ),
        max_size=25,
    ).map("\n".join)
)
def test_every_non_blank_line_is_in_exactly_one_segment_and_only_white_space_is_between(text):
    segments = segment_text(text)
    at = 0
    for segment in segments:
        assert at <= segment.start < segment.end <= len(text)
        between = text[at : segment.start]
        assert not any(c.isprintable() and not c.isspace() for c in between)
        at = segment.end
    assert not any(c.isprintable() and not c.isspace() for c in text[at:])
    assert segments == segment_text(text)
