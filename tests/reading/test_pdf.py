# ruff: noqa: E501 - example pages read better on one line
import io
from datetime import date

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

from trucewatch.errors import UnreadableError
from trucewatch.reading import read_document

LEAD = (
    "The monitoring team recorded eleven explosions on Tuesday in the area of Rastan, of which it assessed four as mortar "
    "fire from positions of the government and could not tell the origin of the others."
)
SECOND = (
    "In Talbiseh a convoy of twenty-two trucks delivered flour, and residents told the team that the road from Homs had "
    "been open since the morning; the team saw no armed men at the checkpoint."
)


def set_pages(*paragraphs: str, footer: str = "", title: str = "", **options: object) -> bytes:
    out = io.BytesIO()

    def mark(canvas: Canvas, _template: object) -> None:
        if footer:
            canvas.setFont("Helvetica", 8)
            canvas.drawString(70, 800, "Example Monitoring Mission")
            canvas.drawString(70, 30, footer.format(canvas.getPageNumber()))

    styles = getSampleStyleSheet()
    story: list[object] = [Paragraph(title, styles["Title"])] if title else []
    for paragraph in paragraphs:
        story += [Paragraph(paragraph, styles["Normal"]), Spacer(1, 10)]
    SimpleDocTemplate(out, pagesize=A4, **options).build(story, onFirstPage=mark, onLaterPages=mark)
    return out.getvalue()


def test_a_paragraph_is_one_line_however_the_page_breaks_it():
    document = read_document(set_pages(LEAD, SECOND, title="Daily report on the truce"), "report.pdf")
    assert LEAD in document.text.splitlines() and SECOND in document.text.splitlines()
    assert document.title == "Daily report on the truce"
    assert document.media_type == "application/pdf"


def test_paragraphs_without_space_between_them_and_a_title_over_two_rows_are_told_apart():
    title = "Monitoring mission records eleven explosions in Rastan while a convoy of aid reaches Talbiseh"
    styles = getSampleStyleSheet()
    out = io.BytesIO()
    rows = [Paragraph(title, styles["Title"]), *(Paragraph(p, styles["Normal"]) for p in (LEAD, SECOND, LEAD))]
    SimpleDocTemplate(out, pagesize=A4).build([*rows, Paragraph("Photo credit: Example Mission", styles["Normal"])])
    document = read_document(out.getvalue(), "report.pdf")
    assert document.title == title
    assert document.text.splitlines().count(LEAD) == 2 and SECOND in document.text.splitlines()
    assert document.segments[-1].reason == "photo credit"


def test_a_sentence_that_runs_over_pages_stays_whole_and_running_lines_are_furniture():
    filler = [f"{LEAD} {SECOND}"] * 12
    document = read_document(set_pages(*filler, footer="Page {} of 2"), "report.pdf")
    assert document.text.count(f"{LEAD} {SECOND}") == 12
    furniture = [document.text[s.start : s.end] for s in document.segments if s.kind == "furniture"]
    assert [f for f in furniture if f.startswith("Page ")] == ["Page 1 of 2", "Page 2 of 2"]
    assert furniture.count("Example Monitoring Mission") == 2
    bodies = [document.text[s.start : s.end] for s in document.segments if s.kind == "body"]
    assert not any("Example Monitoring Mission" in b for b in bodies)


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["The team counted many viola-", "tions of the truce in Hama."], "many violations of the truce"),
        (["Both sides kept the cease-", "fire that was signed in May."], "kept the cease-fire that"),
        (["They waited for the 20-", "truck convoy at the border."], "the 20-truck convoy"),
        (["Fighters of Jaish al-", "Islam left the town at noon."], "Jaish al-Islam left"),
    ],
)
def test_a_word_that_the_line_end_cuts_is_made_whole_and_a_compound_keeps_its_hyphen(lines, whole):
    out = io.BytesIO()
    canvas = Canvas(out)
    for i, line in enumerate(lines):
        canvas.drawString(70, 700 - 14 * i, line)
    canvas.save()
    assert whole in read_document(out.getvalue(), "a.pdf").text


def test_items_of_a_list_stay_lines_of_their_own():
    out = io.BytesIO()
    canvas = Canvas(out)
    for i, line in enumerate(
        ["The team recorded violations in:", "• Hama: three shells", "• Homs: one burst of gunfire"]
    ):
        canvas.drawString(70, 700 - 14 * i, line)
    canvas.save()
    assert "• Hama: three shells" in read_document(out.getvalue(), "a.pdf").text.splitlines()


def test_the_pdfs_own_date_is_the_last_resort_and_says_so():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(set_pages(LEAD))))
    writer.add_metadata({"/CreationDate": "D:20170503101500Z", "/Title": "Daily report", "/Author": "Example Mission"})
    out = io.BytesIO()
    writer.write(out)
    document = read_document(out.getvalue(), "report.pdf")
    assert document.published.on == date(2017, 5, 3) and document.published.found_by == "metadata"
    assert "only by the PDF's own creation date" in document.published.note
    assert document.author == "Example Mission"
    named = read_document(out.getvalue(), "report-2017-05-02.pdf")
    assert (named.published.on, named.published.found_by) == (date(2017, 5, 2), "file name")


def test_an_encrypted_pdf_is_refused_by_name():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(set_pages(LEAD))))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(UnreadableError, match=r"^locked\.pdf: an encrypted PDF; .*; save a copy without a password$"):
        read_document(out.getvalue(), "locked.pdf")


def test_a_pdf_without_text_is_refused_by_name():
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(100, 100, 200, 200, fill=1)
    canvas.save()
    with pytest.raises(UnreadableError, match=r"^scan\.pdf: a PDF without text.*OCR"):
        read_document(out.getvalue(), "scan.pdf")


@pytest.mark.parametrize("raw", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"1 0 obj << /Type /Catalog >> endobj trailer" * 20])
def test_a_damaged_pdf_is_refused_in_one_line(raw):
    with pytest.raises(UnreadableError, match=r"^bad\.pdf: ") as caught:
        read_document(raw, "bad.pdf")
    assert "\n" not in str(caught.value)


def test_a_cut_pdf_is_read_or_refused_but_never_crashes():
    raw = set_pages(LEAD, SECOND)
    for share in (0.3, 0.6, 0.9, 0.99):
        try:
            read_document(raw[: int(len(raw) * share)], "cut.pdf")
        except UnreadableError as error:
            assert str(error).startswith("cut.pdf: ")
