import pytest

from trucewatch.reading import read_document
from trucewatch.reading.vocabulary import label_index, publisher_book

BODY = "\n\nTwo shells fell near the village on Wednesday, residents said.\n\nNobody was hurt, they added.\n"


def read(text: str, **known: str):
    return read_document(text.encode(), "a.txt", **known)


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("ANHA\n\nShells hit village" + BODY, "Hawar News Agency"),
        ("Shells hit village" + BODY + "\nJane Roe is a senior correspondent at Foreign Policy.\n", "Foreign Policy"),
        ("Shells hit village" + BODY + "\nMore from The Guardian\n", "The Guardian"),
        ("Shells hit village\n\nIDLIB, Syria (North Press) – Two shells fell.\n\nNobody died.", "North Press Agency"),
        ("Shells hit village" + BODY, ""),
        ("Reuters reported shells\n\nReuters reported on Monday that two shells fell.\n\nNobody died.", ""),
    ],
)
def test_the_publisher_is_told_by_the_page_or_left_empty(text, publisher):
    assert read(text).publisher == publisher


def test_what_the_user_gives_wins_and_an_address_tells_a_known_publisher():
    assert read("ANHA\n\nShells hit village" + BODY, publisher="My Desk").publisher == "My Desk"
    assert read("Shells hit village" + BODY, url="https://www.reuters.com/world/x").publisher == "Reuters"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("By JANE ROE and JOHN DOE", "JANE ROE and JOHN DOE"),
        ("Reporting by Jane Roe; editing by John Doe.", "Jane Roe"),
        ("By Jane Roe in Beirut", "Jane Roe"),
        ("By Jane Roe, Middle East editor", "Jane Roe"),
    ],
)
def test_a_byline_names_the_author(line, author):
    assert read(f"Shells hit village\n\n{line}{BODY}").author == author


def test_the_note_on_an_author_names_author_and_house():
    found = read("Shells hit village" + BODY + "\nJane Roe is a staff writer at The Example Post. Twitter: @janeroe\n")
    assert (found.author, found.publisher) == ("Jane Roe", "The Example Post")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Shells hit village\n\nBEIRUT (Reuters) - Two shells fell.\n\nNobody died.", "Reuters", "dateline"),
        ("Shells hit village" + BODY + "\nThe army made no comment. (AFP)\n", "Agence France-Presse", "end of report"),
        ("Shells hit village" + BODY + "\nThe army made no comment. — AP\n", "Associated Press", "end of report"),
        ("Shells hit village" + BODY + "\nOriginally published by Enab Baladi.\n", "Enab Baladi", "reprint"),
        (
            "Shells hit village" + BODY + "\nThis article first appeared in The Example Post.\n",
            "The Example Post",
            "reprint",
        ),
        ("Shells hit village" + BODY + "\nWith reporting from Reuters.\n", "Reuters", "contribution"),
    ],
)
def test_stated_debts_are_credits_with_their_words(text, name, kind):
    document = read(text)
    credit = next(c for c in document.credits if c.kind == kind)
    assert credit.name == name
    assert credit.span is not None and credit.span.is_in(document.text)


def test_words_about_a_source_are_no_credit():
    found = read("Shells hit village\n\nTwo shells fell, the army told Reuters.\n\nIt blamed rebels (who denied it).")
    assert found.credits == ()


def test_the_books_hold_no_name_twice():
    names = [n.casefold() for p in publisher_book().publishers for n in (p.name, *p.aliases, *p.short)]
    assert len(names) == len(set(names))
    assert len(publisher_book().publishers) >= 60 and label_index()
