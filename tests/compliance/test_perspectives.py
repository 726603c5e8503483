from __future__ import annotations

from datetime import date

import pytest

from tests.compliance.founding import founding_week
from trucewatch.compliance.happenings import gather_known
from trucewatch.compliance.perspectives import find_perspectives, hearing, list_perspectives
from trucewatch.compliance.roster import Roster
from trucewatch.errors import UnknownNameError
from trucewatch.model.assessment import Perspective, Voices
from trucewatch.packs.actors import load_actors
from trucewatch.packs.agreement import load_agreement

TERMS = load_agreement("syria-us-russia-2016-09")


def voices(name: str) -> set[str]:
    known = gather_known(founding_week(), Roster(TERMS, load_actors()), date(2016, 9, 19))
    hears = hearing(find_perspectives(TERMS, name)[0], frozenset())
    return {t.voice.words for h in known.happenings for t in h.testimonies if hears(t)}


def test_each_party_and_guarantor_has_its_own_word() -> None:
    ids = [p.perspective_id for p in list_perspectives(TERMS)]
    assert ids == [
        "any",
        "two-origins",
        "monitors",
        "reviewed",
        "own:government",
        "own:opposition",
        "own:russia",
        "own:us",
    ]


def test_a_party_is_heard_in_its_own_words_and_in_no_others() -> None:
    assert voices("own:government") == {"The army"}
    assert voices("own:us") == {"Washington"}


def test_an_unnamed_source_is_a_monitor_when_its_words_say_so() -> None:
    assert voices("monitors") == {"a monitoring network"}


def test_nobody_is_heard_as_reviewed_until_a_reviewer_accepts() -> None:
    assert voices("reviewed") == set()


def test_a_bare_party_id_is_its_own_word_and_all_is_everyone() -> None:
    assert find_perspectives(TERMS, "russia")[0].perspective_id == "own:russia"
    assert find_perspectives(TERMS, "all") == list_perspectives(TERMS)


def test_an_unknown_perspective_is_refused_with_near_names() -> None:
    with pytest.raises(UnknownNameError, match="did you mean"):
        find_perspectives(TERMS, "own:rusia")


def heard(**values: object) -> set[str]:
    view = Perspective(perspective_id="mine", name="mine", kind="defined", **values)  # type: ignore[arg-type]
    known = gather_known(founding_week(), Roster(TERMS, load_actors()), date(2016, 9, 19))
    hears = hearing(find_perspectives(TERMS, view)[0], frozenset())
    return {t.voice.words for h in known.happenings for t in h.testimonies if hears(t)}


def test_a_users_own_perspective_hears_whom_it_names_and_not_whom_it_ignores() -> None:
    assert heard(hears=Voices(parties=("us", "russia"))) == {"Washington", "Russia"}
    assert heard(hears=Voices(actors=("rus-government",), names=("monitoring network",))) == {
        "Russia",
        "a monitoring network",
    }
    assert heard(hears=Voices(parties=("us", "russia")), ignores=Voices(actors=("usa-government",))) == {"Russia"}
    assert heard(hears=Voices(publishers=("an example review",))) == heard()
    assert heard(reviewed_only=True) == set()


def test_a_name_is_matched_by_whole_words() -> None:
    assert heard(hears=Voices(names=("network",))) == {"a monitoring network", "the network"}
    assert heard(hears=Voices(names=("net",))) == set()


def test_a_perspective_of_a_party_that_the_agreement_does_not_have_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="known: government, opposition, russia, us"):
        heard(hears=Voices(parties=("moscow",)))
