"""Pages in Arabic: the analysis speaks Arabic, what stays English says so, and nothing is lost on the way."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.web.dossier import DAY, folder  # noqa: F401  # a fixture
from trucewatch.compliance.explain import explain_lines
from trucewatch.desk.pictures import Pictures
from trucewatch.ledger.desk import open_desk
from trucewatch.publishing.html import markup
from trucewatch.web.sentences import _translate, tell, tell_plain

LEAST = 0.95
"""Share of the analysis' own sentences on the dossier's pages that must be told in Arabic."""


@pytest.fixture(scope="module")
def picture(folder):  # noqa: F811
    day = date.fromisoformat(DAY)
    pictures = Pictures(open_desk(folder), lambda: day)
    yield pictures.get("public", day, patient=True).picture
    pictures.close()


def sentences(picture):
    """What the analysis says of the dossier: reasons, traces, grades, gaps, the standing, what is unknown."""
    told = [*picture.notes, *picture.standing.sentences]
    for a in picture.assessments:
        told += [a.reason, *explain_lines(a, picture.agreement, picture.situation)[1:]]
    for card in picture.cards:
        told += [card.grade_reason, *card.links]
    told += [i.title for i in picture.incidents.values()]
    told += [gap.title for gap in picture.access.gaps] + [gap.words for gap in picture.access.gaps]
    told += [place.last for place in picture.access.places]
    return [t.removeprefix("  · ").removeprefix("– ") if isinstance(t, str) else t for t in told if t]


def test_nearly_every_sentence_of_the_analysis_is_told_in_arabic(picture):
    said = sentences(picture)
    assert len(said) > 200
    left = [s for s in said if _translate("ar", s) is None]
    assert 1 - len(left) / len(said) >= LEAST, left


def test_no_number_is_lost_or_made_up(picture):
    for sentence in sentences(picture):
        found = _translate("ar", sentence)
        if found is None:
            continue
        english = sentence if isinstance(sentence, str) else "".join(r.text for r in sentence)
        before, after = (set(re.findall(r"\d{3,}", t)) for t in (english, "".join(p.text for p in found)))
        assert before == after, english


def test_a_page_in_arabic_marks_what_is_english_and_in_english_nothing_changes(visit):
    viewer = visit("viewer")
    english = viewer.get(f"/compliance?as_of={DAY}").text
    assert "at least two independent origins" in english
    arabic = viewer.get(f"/compliance?as_of={DAY}", headers={"Accept-Language": "ar"}).text
    assert "مصدران أصليان مستقلان على الأقل" in arabic
    assert "لا بلاغ مقروءًا هنا يتحدث عن ذلك؛ وهذا ليس هدوءًا" in arabic
    assert "at least two independent origins" not in arabic


def test_what_has_no_translation_is_shown_as_english():
    assert (
        tell("ar", "nobody has written this sentence", markup)
        == '<bdi lang="en">nobody has written this sentence</bdi>'
    )
    assert tell("en", "any claim", markup) == '<bdi lang="en">any claim</bdi>'
    assert tell_plain("ar", "any claim") == "أي قول"
    assert tell_plain("ar", "<b> claim") == "&lt;b&gt; claim"


def test_hostile_words_stay_words():
    told = tell("ar", "“<script>”, says <img onerror=x>: tells of calm.", markup)
    assert "<script" not in told
    assert "<img" not in told
    assert "يتحدث عن هدوء" in told


def test_what_is_wrong_is_said_in_arabic_too(visit):
    monitor = visit("monitor")
    monitor.page("/reports")
    form = {"client_id": "a-report-of-mine-1", "text": "Shells fell.", "happened_on": "2999-01-01"}
    answer = monitor.submit("/reports/field", form, headers={"Accept-Language": "ar"})
    assert answer.status_code == 422
    assert "في المستقبل؛ اختر يومًا لا يتجاوز" in answer.text
