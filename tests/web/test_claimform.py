"""A claim's form: what it shows is what the claim says, and only what somebody changed is a correction."""

from __future__ import annotations

import dataclasses
import html
import re

from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.conftest import make_claims, make_document
from trucewatch.desk.correction import CORRECTABLE, correct
from trucewatch.model.claim import ActorMention, Claimant, Quantity
from trucewatch.model.document import Segment
from trucewatch.model.span import Span
from trucewatch.web.claimform import fields_of, read_changes, typed_over, write_number
from trucewatch.web.reporttext import show_around

TEXT = "Moscow said about 12 trucks waited\r\nat the crossing, and 3 to 5 people were hurt."


def span(words):
    return Span.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


def make_claim():
    _, document = make_document(TEXT)
    claim = dataclasses.replace(
        make_claims(document)[0],
        span=span("about 12 trucks waited\r\nat the crossing"),
        claimants=(Claimant(span=span("Moscow"), actor_id="russia"),),
        actors=(ActorMention(role="target", span=span("people")),),
        quantities=(
            Quantity(what="trucks", span=span("about 12"), low=12.0, high=12.0, approx=True),
            Quantity(what="injured", span=span("3 to 5"), low=3.0, high=5.0),
        ),
    )
    return claim, document


def form_of(claim):
    """What a browser posts of an untouched form: text boxes hold no line breaks."""
    form = {}
    for field in fields_of(claim):
        form |= {field.name: field.value, f"{field.name}.words": field.words.replace("\r\n", " ")}
        form[f"{field.name}.offsets"] = field.offsets
    return form


def test_every_field_that_can_be_corrected_is_in_the_form_once():
    claim, _ = make_claim()
    assert sorted(f.name for f in fields_of(claim)) == sorted(CORRECTABLE)


def test_an_untouched_form_changes_nothing():
    claim, _ = make_claim()
    assert read_changes(claim, form_of(claim)) == {}


def test_what_was_changed_is_written_as_a_correction_that_can_be_made():
    claim, document = make_claim()
    people = span("people")
    form = form_of(claim) | {
        "stance": "denied",
        "trucks": "12..12",
        "trucks.words": "12 trucks",
        "target.offsets": f"{people.start}-{people.end}",
        "injured": "",
        "injured.words": "",
        "when": "2016-09-14",
    }
    changes = read_changes(claim, form)
    assert changes == {"stance": "denied", "when": "2016-09-14", "trucks": "12..12@12 trucks", "injured": ""}
    after = correct(claim, document, changes)
    assert (after.stance, after.quantity("injured"), after.quantity("trucks").span.quote) == (
        "denied",
        None,
        "12 trucks",
    )


def test_words_selected_elsewhere_are_named_by_their_offsets():
    claim, document = make_claim()
    other = span("3 to 5 people")
    form = form_of(claim) | {"target.offsets": f"{other.start}-{other.end}", "target.words": other.quote}
    assert read_changes(claim, form) == {"target": f"?@{other.start}-{other.end}"}
    assert correct(claim, document, read_changes(claim, form)).actors_as("target")[0].span == other


def test_what_was_typed_stays_in_a_form_that_is_shown_again():
    claim, _ = make_claim()
    fields = {f.name: f for f in typed_over(fields_of(claim), {"killed": "7", "killed.words": "seven"})}
    assert (fields["killed"].value, fields["killed"].words, fields["killed"].used) == ("7", "seven", True)
    assert fields["stance"].value == claim.stance


@given(st.one_of(st.none(), st.integers(0, 10**9)), st.one_of(st.none(), st.integers(0, 10**9)), st.booleans())
def test_a_number_is_written_as_a_correction_reads_it(low, high, approx):
    if low is not None and high is not None:
        low, high = sorted((low, high))
    words = span("3 to 5")
    quantity = Quantity(what="other", span=words, low=low, high=high, approx=approx)
    written = write_number(quantity)
    if low is None and high is None:
        assert written == ""
        return
    claim, document = make_claim()
    text = TEXT.replace("3 to 5", "scores")  # words without digits bind no number
    document = dataclasses.replace(document, text=text)
    counted = Quantity(what="other", span=Span.of(text, text.index("scores"), text.index("scores") + 6), low=1, high=1)
    claim = dataclasses.replace(claim, quantities=(counted,), actors=())
    after = correct(claim, document, {"other": written, "stance": "alleged"}).quantity("other")
    assert (after.low, after.high, after.approx) == (low, high, approx)


@given(st.text(alphabet="ab <&\"'\r\n\u0628\U0001f600", min_size=1, max_size=60), st.data())
def test_the_text_is_shown_character_for_character_whatever_is_marked(text, data):
    _, document = make_document(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    segments = (Segment(kind="furniture", start=0, end=len(text) // 2, reason="x"),) if len(text) > 3 else ()
    document = dataclasses.replace(document, text=text, segments=segments)
    claim = dataclasses.replace(make_claim()[0], span=Span.of(text, start, end), claimants=(), actors=(), quantities=())
    shown = show_around(document, claim, whole=True)
    assert html.unescape(re.sub(r"<[^>]*>", "", shown.markup)) == text
    lit = re.findall(r'<mark class="[^"]*\blit\b[^"]*"[^>]*>(.*?)</mark>', shown.markup, re.DOTALL)
    assert html.unescape("".join(lit)) == text[start:end]
    assert shown.markup.count('id="words"') == 1
