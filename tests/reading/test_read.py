# ruff: noqa: E501 - example pages read better on one line
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.errors import UnreadableError
from trucewatch.reading import read_document


def test_offsets_of_a_text_file_index_its_own_decoded_text():
    raw = b"\xef\xbb\xbf\r\n  Truce holds \r\n\r\nThe truce held,\tthe army said.\r\n\r\n\r\nNobody fired. \r\n"
    document = read_document(raw, "a.txt")
    assert document.text == raw.decode("utf-8-sig")
    assert [document.text[s.start : s.end] for s in document.segments] == [
        "Truce holds",
        "The truce held,\tthe army said.",
        "Nobody fired.",
    ]
    assert document.sha256 == hashlib.sha256(raw).hexdigest()
    assert document.text_sha256 == hashlib.sha256(document.text.encode()).hexdigest()


def test_front_matter_of_markdown_is_metadata():
    raw = b'---\ntitle: "Truce holds"\ndate: 2017-05-03\nauthor: Jane Roe\npublisher: Example Mission\n---\n\n# Truce holds\n\nIt held.\n'
    document = read_document(raw, "a.md")
    assert document.title == "Truce holds" and document.author == "Jane Roe"
    assert str(document.published.on) == "2017-05-03" and document.publisher == "Example Mission"


@given(st.binary(max_size=400))
def test_any_bytes_give_a_document_or_a_one_line_refusal(raw):
    for path in ("a.txt", "a.html"):
        try:
            document = read_document(raw, path)
        except UnreadableError as error:
            assert str(error).startswith(path + ": ") and "\n" not in str(error)
        else:
            assert document.segments == read_document(raw, path).segments


@pytest.mark.parametrize(
    "evil",
    ["(" * 100_000, "A " * 50_000, "[(" * 50_000, "x@" * 50_000, "A.B-" * 25_000, "May 1 " * 16_000, "By A, " * 16_000,
     "with reporting " * 7_000, "“" * 100_000, "a\n" * 20_000, "Date: " * 16_000, "A - " * 25_000],
)  # fmt: skip
def test_hostile_text_takes_time_in_proportion_to_its_length(evil):
    import time

    started = time.process_time()
    read_document(evil.encode(), "evil.txt")
    assert time.process_time() - started < 5
