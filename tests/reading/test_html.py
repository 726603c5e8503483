# ruff: noqa: E501 - example pages read better on one line
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.errors import UnreadableError
from trucewatch.reading import read_document
from trucewatch.reading.html import read_html

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Convoy reaches Talbiseh - The Daily Example</title>
<meta property="og:site_name" content="The Daily Example"><meta name="author" content="Jane Roe">
<meta property="article:published_time" content="2017-05-03T23:30:00-04:00">
<link rel="canonical" href="https://example.org/2017/05/04/convoy">
<script>document.write("<div>never shown</div>")</script><style>p {color: red}</style></head>
<body><header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<main><article><h1>Convoy reaches the besieged
town of Talbiseh</h1>
<figure><img src="a.jpg"><figcaption>Trucks on the road north of Homs.</figcaption></figure>
<p>Forty trucks reached the besieged town on Wednesday, the <a href="/icrc">Red Cross</a>&nbsp;said, the
first convoy since the summer of the year before.</p>
<p>Residents said that the flour would last for a month.<br>A driver said that nobody had fired on the trucks.</p>
<table><tr><th>Place</th><th>Trucks</th></tr><tr><td>Talbiseh</td><td>40</td></tr><tr><td>Rastan</td><td>12</td></tr></table>
<p>A second convoy was turned back at a checkpoint on the same day, a spokesman for the agency said in Geneva.</p>
<p style="display: none">Hidden words.</p></article>
<aside class="related"><h3>More stories</h3><ul><li><a href="/x">Army opens a crossing near Daraa for one day only</a></li></ul></aside>
</main><footer><p>Write to us at the Daily Example.</p></footer></body></html>"""


def test_a_page_keeps_all_visible_words_and_tells_report_from_the_rest():
    document = read_document(PAGE.encode(), "page.html")
    text = document.text
    shown = {text[s.start : s.end]: s.kind for s in document.segments}
    assert shown["Convoy reaches the besieged town of Talbiseh"] == "headline"
    assert shown["Trucks on the road north of Homs."] == "caption"
    assert shown["A driver said that nobody had fired on the trucks."] == "body"
    assert shown[["Talbiseh | 40", "Rastan | 12"][0]] == "body" if "Talbiseh | 40" in shown else "Talbiseh | 40" in text
    assert shown["Army opens a crossing near Daraa for one day only"] == "furniture"
    assert shown["Write to us at the Daily Example."] == "furniture"
    assert "never shown" not in text and "Hidden words" not in text and "color: red" not in text
    sentence = "Forty trucks reached the besieged town on Wednesday, the Red Cross said, the first convoy since"
    assert sentence in text, "a sentence stands on one line, however the page's source wraps it"


def test_metadata_gives_publisher_author_address_and_the_day_as_the_publisher_writes_it():
    document = read_document(PAGE.encode(), "page.html")
    assert (document.publisher, document.author) == ("The Daily Example", "Jane Roe")
    assert document.title == "Convoy reaches the besieged town of Talbiseh"
    assert document.url == "https://example.org/2017/05/04/convoy"
    assert document.published.on == date(2017, 5, 3)
    assert document.published.found_by == "metadata"
    assert "Wednesday in the lead agrees" in document.published.note
    assert "Thursday 4 May 2017" in document.published.note, "the address says otherwise, and the reader is told"


def test_a_misleading_class_around_the_article_costs_no_line():
    lines = [
        "Forty trucks reached the besieged town on Wednesday, the agency said, the first since the summer.",
        "Two were hit.",
        "Residents said that the flour would last them for a month, if nobody took it from the store.",
        "A driver said that nobody had fired on the trucks on the way from the city to the last checkpoint.",
    ]
    page = "<html><body><div class='row has-sidebar'><h1>Convoy reaches town</h1>" + "".join(
        f"<p>{x}</p>" for x in lines
    )
    document = read_document(
        f"{page}</div><div class='sidebar'><p>Army opens a crossing</p></div></body></html>".encode(), "a.html"
    )
    shown = {document.text[s.start : s.end]: s.kind for s in document.segments}
    assert [shown[line] for line in lines] == ["body"] * 4
    assert shown["Army opens a crossing"] == "furniture"


def test_linked_data_dates_and_attributes_a_page():
    page = """<html><body><script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Truce holds",
    "datePublished": "2018-02-26", "author": {"name": "A. Person"}, "publisher": {"name": "Example Wire"}}]}</script>
    <p>The truce held in the suburb on Monday, a doctor said by telephone.</p></body></html>"""
    document = read_document(page.encode(), "a.html")
    assert document.published.on == date(2018, 2, 26)
    assert (document.publisher, document.author, document.title) == ("Example Wire", "A. Person", "Truce holds")


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table><tr><td"])
def test_a_million_nested_tags_are_refused_at_once(tag):
    started = time.process_time()
    with pytest.raises(UnreadableError, match=r"^deep\.html: HTML .*; .*; save the text"):
        read_document(b"<html>" + f"<{tag}>".encode() * 1_000_000, "deep.html")
    assert time.process_time() - started < 2


@pytest.mark.parametrize("tag", ["p", "li", "td", "br"])
def test_tags_without_end_are_bounded_as_well(tag):
    started = time.process_time()
    with pytest.raises(UnreadableError, match="tags"):
        read_document(b"<html>" + f"<{tag}>".encode() * 1_000_000, "flat.html")
    assert time.process_time() - started < 2


def test_thirty_thousand_lines_are_read_in_bounded_time():
    started = time.process_time()
    page = read_html("<html><body>" + "<p>Shells fell. " * 30_000, "long.html")
    assert page.text.count("Shells fell.") == 30_000
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>x</title></head><body></body></html>",
        "<html><body><script>alert(1)</script></body></html>",
        "<html>" + "<!-- nothing -->" * 10,
    ],
)
def test_a_page_that_shows_no_words_is_refused(page):
    with pytest.raises(UnreadableError, match="no report in it"):
        read_document(page.encode(), "none.html")


def test_a_hostile_linked_data_block_does_no_harm():
    deep = "[" * 100_000
    page = f'<html><body><script type="application/ld+json">{deep}</script><p>The truce held on Monday, he said.</p></body></html>'
    assert "The truce held" in read_document(page.encode(), "a.html").text


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<div>", "</div>", "<p>", "</p>", "<table>", "<td>", "</table>", "<b>", "text ", "<br>", "<nav>", "</nav>", "&amp;",
             "<figcaption>", "</x>", "<a href=x>", "</a>", "<h1>Head line here</h1>", "One more sentence stood here.", "\x00"]
        ),
        max_size=40,
    ).map("".join)
)  # fmt: skip
def test_broken_markup_gives_a_text_or_a_clear_refusal(markup):
    try:
        document = read_document(f"<html><body>{markup}".encode(), "a.html")
    except UnreadableError as error:
        assert str(error).startswith("a.html: ")
        return
    assert all(document.text[s.start : s.end].strip() for s in document.segments)
