"""What the head of a statement or a bulletin says of its publisher and its day."""

import pytest

from trucewatch.reading import read_document

BODY = "\n\nThe mission counted nine explosions in the valley on Thursday. Nobody was hurt, its patrol said.\n"


def read(head, name="note.txt"):
    return read_document((head + BODY).encode(), name)


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("Shells fall on the valley road\nThe Valley Herald\n4 May 2017", "The Valley Herald"),
        ("Bulletin of the day\n\nLake Monitoring Office, Upper Town", "Lake Monitoring Office"),
        ("Ministry of Public Works: statement on the bridge\n\nUpper Town, 4 May 2017", "Ministry of Public Works"),
        ("Shells fall on the valley road\n\n4 May 2017", ""),
        ("Valley road: report of a quiet night", ""),
        ("The committee met for the first time in the valley", ""),
    ],
)
def test_an_unknown_publisher_is_known_by_the_form_of_its_line(head, publisher):
    assert read(head).publisher == publisher


def test_a_place_and_a_date_on_a_line_of_their_own_date_a_statement():
    document = read("Statement on the bridge\n\nUpper Town, 4 May 2017")
    assert document.published.on.isoformat() == "2017-05-04"
    assert document.published.found_by == "dateline"
    assert document.published.evidence.quote == "4 May 2017"


def test_a_full_date_in_the_headline_comes_before_the_files_name():
    document = read("# Daily bulletin, 4 May 2017", "2017-05-09-saved.md")
    assert document.published.on.isoformat() == "2017-05-04"


def test_a_sentence_that_ends_with_a_date_is_no_date_line():
    document = read("The two sides signed the accord in Upper Town, 4 May 2016.")
    assert document.published.found_by != "dateline"
