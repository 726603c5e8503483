"""Sentences of the analysis in Arabic: found by their pattern, never guessed, with every number and name kept."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.packs.sentences import load_sentences
from trucewatch.publishing.translated import Translator
from trucewatch.publishing.words import Run, say

SENTENCES = load_sentences("ar")
assert SENTENCES is not None
ARABIC = Translator(SENTENCES, {"type": {"shelling": "قصف"}, "stage": {"waiting": "منتظرة"}})


def told(sentence: object) -> str:
    """The sentence in Arabic, what stays English in ‹›."""
    found = ARABIC.translate(sentence)  # type: ignore[arg-type]
    assert found is not None, sentence
    return "".join(f"‹{p.text}›" if p.kind == "foreign" else p.text for p in found)


@pytest.mark.parametrize(
    ("english", "arabic"),
    [
        ("acts are claimed, by whom unknown", "تُدّعى أفعال، وفاعلها مجهول"),
        (
            "“Six shells fell”, says a nurse (and 2 more): left open, by whom is not said. [A note, 2016-09-17]",
            "‹“Six shells fell”›، يقول ‹a nurse› (و2 غيره): يبقى مفتوحًا، لأن الفاعل غير مذكور. [‹A note, 2016-09-17›]",
        ),
        ("Weak: a single source claim (Levant Wire).", "ضعيف: قول من جهة واحدة (‹Levant Wire›)."),
        ("Reported shelling, Rastan, 17 September 2016", "قصف (بحسب البلاغات)، ‹Rastan›، 2016-09-17"),
        ("Reported shelling, place not given, day not known", "قصف (بحسب البلاغات)، المكان غير مذكور، اليوم غير معروف"),
        ("Rule: a permission cannot be broken.", "القاعدة: الإذن لا يُخرق."),
    ],
)
def test_a_sentence_is_said_in_arabic_with_names_and_quotations_as_they_are(english: str, arabic: str) -> None:
    assert told(english) == arabic


@pytest.mark.parametrize(
    ("n", "arabic"),
    [
        (1, "تتناول هذه المدةَ وثيقة واحدة من مصدر أصلي واحد"),
        (2, "تتناول هذه المدةَ وثيقتان من مصدرين أصليين"),
        (3, "تتناول هذه المدةَ 3 وثائق من 3 مصادر أصلية"),
        (11, "تتناول هذه المدةَ 11 وثيقة من 11 مصدرًا أصليًا"),
        (100, "تتناول هذه المدةَ 100 وثيقة من 100 مصدر أصلي"),
        (103, "تتناول هذه المدةَ 103 وثائق من 103 مصادر أصلية"),
    ],
)
def test_what_is_counted_takes_the_form_of_its_number(n: int, arabic: str) -> None:
    s = "" if n == 1 else "s"
    assert told(f"{n} document{s} from {n} origin{s} speak{'s' if n == 1 else ''} of this period") == arabic


def test_what_leads_somewhere_still_does_and_its_words_are_translated_where_they_are_ours() -> None:
    line = say(Run("no number given", (4,), "quiet"), ", ", Run("18 Sep 2016", style="date"), ", says ",
               Run("shelling", (7,), "strong"))  # fmt: skip
    found = ARABIC.translate(line)
    assert found is not None
    assert [(p.text, p.kind, p.run.claims if p.run else ()) for p in found] == [
        ("لا عدد مذكورًا", "", (4,)), ("، ", "", ()), ("2016-09-18", "figure", ()), ("، بحسب ", "", ()),
        ("shelling", "foreign", (7,)),
    ]  # fmt: skip


def test_a_report_s_own_words_are_never_translated() -> None:
    for style in ("quote", "words", "strong"):
        found = ARABIC.translate((Run("acts are claimed, by whom unknown", (1,), style),))
        assert found is None or [p.kind for p in found] == ["foreign"]
    assert "acts are claimed" in told("“acts are claimed, by whom unknown”, says the army")


def test_what_is_not_known_stays_whole() -> None:
    assert ARABIC.translate("the sky was blue that day") is None
    assert ARABIC.translate("a" * 5000) is None


@given(st.text(max_size=80), st.integers(0, 10**6))
def test_whatever_a_name_holds_it_comes_out_as_it_went_in_and_so_do_numbers(name: str, n: int) -> None:
    sentence = f"{n} documents from {n} origins speak of this period and of {name}"
    found = ARABIC.translate(sentence)
    if found is None:
        return
    words = re.sub(r"[\s\ue000-\uf8ff\ufffd]+", "", "".join(p.text for p in found))
    assert re.sub(r"[\s\ue000-\uf8ff\ufffd]+", "", name.rstrip(".")) in words or "origins speak" in name
    assert n <= 2 or str(n) in words
