from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.packs.tenures import load_tenures
from trucewatch.reading import read_document
from trucewatch.reading.eras import Era, find_era


def test_a_holder_of_an_office_bounds_a_text():
    era = find_era("Foreign Secretary Jeremy Hunt met the envoy in Geneva on 5 November.")
    assert era == Era(date(2018, 7, 9), date(2019, 7, 24))


def test_two_holders_leave_the_days_that_both_were_in_office():
    era = find_era("Secretary of State John Kerry and Defense Secretary Ash Carter spoke of the truce.")
    assert era == Era(date(2015, 2, 17), date(2017, 1, 20))


def test_a_middle_initial_and_a_bare_surname_behind_the_office_count():
    assert find_era("Gen. Joseph L. Votel of Central Command said so.").since == date(2016, 3, 30)
    assert find_era("Secretary Tillerson said so.").until == date(2018, 3, 31)


def test_a_name_without_its_office_or_of_a_former_holder_bounds_nothing():
    assert find_era("Jeremy Hunt met the envoy.") == Era(None, None)
    assert find_era("The former Foreign Secretary Jeremy Hunt met the envoy.") == Era(None, None)


def test_holders_who_never_served_together_bound_nothing():
    assert find_era("Secretary of State John Kerry; Secretary of State Mike Pompeo.") == Era(None, None)


def test_a_resolution_is_older_than_the_text_and_its_adoption_is_news():
    assert find_era("They must honour resolution 2401.") == Era(date(2018, 2, 24), None)
    adopted = find_era("The Council adopted Resolution 2401 on a truce.")
    assert adopted.since == date(2018, 2, 24) and adopted.until is not None and adopted.until.year == 2018


def test_an_undated_document_says_between_which_days_it_was_written():
    text = "Foreign Secretary Jeremy Hunt called for a truce.\n"
    published = read_document(text.encode(), "a.txt").published
    assert published.on is None and "from Monday 9 July 2018 until Wednesday 24 July 2019" in published.note


def test_a_battle_bounds_a_text_that_names_no_year():
    era = find_era("Forces cleared two districts of eastern Mosul on 6 December.")
    assert era.since == date(2016, 10, 17) and era.until is not None and era.until.year == 2017
    assert find_era("In 2018 people returned to eastern Mosul.") == Era(None, None)


def test_a_name_that_means_more_than_a_campaign_needs_its_other_word():
    assert find_era("ISIL lost the town.").until is None
    assert find_era("ISIL lost the town to fighters backed by the coalition.").until is not None


def test_no_battle_ends_before_it_begins():
    for campaign in load_tenures().campaigns:
        assert campaign.since <= campaign.until, campaign.names


def test_nobody_leaves_an_office_before_entering_it():
    for office in load_tenures().offices:
        for holder in office.holders:
            assert holder.until is None or holder.since <= holder.until, holder.name


@given(st.text(max_size=200))
def test_an_era_never_ends_before_it_begins(text):
    era = find_era(text)
    assert era.since is None or era.until is None or era.since <= era.until
