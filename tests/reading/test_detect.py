import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.errors import UnreadableError
from trucewatch.reading.detect import MAX_BYTES, decode, detect_media


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<p>The truce held.</p>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "path", "why"),
    [
        (b"", "empty.txt", "empty"),
        (b" \n\t\r\n", "blank.txt", "white space"),
        (zipped(), "report.html", "zip"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "page.txt", "PNG"),
        (bytes(range(256)) * 40, "blob.txt", "binary"),
        (b"\x01\x02\x03\x04\x05\x06" * 50 + b"text", "control.txt", "binary"),
        (b"{\\rtf1\\ansi The truce held.}", "report.txt", "RTF"),
    ],
)
def test_what_is_no_report_is_refused_in_one_line_that_names_the_file_and_the_reason(raw, path, why):
    with pytest.raises(UnreadableError) as caught:
        decode(raw, path) if detect_media(raw, path) else None
    message = str(caught.value)
    assert message.startswith(f"{path}: ") and why in message and "\n" not in message
    assert message.count(";") >= 2, "says what, why and what to do"


def test_fifty_megabytes_of_text_are_refused_with_the_limit():
    raw = b"The truce held on Monday.\n" * 2_000_000
    with pytest.raises(UnreadableError, match=rf"big\.txt: 52 MB is more than the {MAX_BYTES // 1_000_000} MB"):
        detect_media(raw, "big.txt")


@pytest.mark.parametrize(
    ("raw", "path", "media"),
    [
        (b"The truce held.", "a.txt", "text/plain"),
        (b"# The truce held", "a.md", "text/markdown"),
        (b"<!DOCTYPE html><html><body><p>The truce held.</p></body></html>", "a.txt", "text/html"),
        (b"\n  <html><p>x</p></html>", "a", "text/html"),
        (b"%PDF-1.7\n", "a.html", "application/pdf"),
        (b"Losses < gains, said the army.", "a.html", "text/plain"),
        ("<html><p>قال الجيش</p></html>".encode("utf-16"), "a.html", "text/html"),
    ],
)
def test_the_kind_of_file_is_told_by_content(raw, path, media):
    assert detect_media(raw, path) == media


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_no_part_of_the_text(encoding):
    assert decode("Шеллинг – the “truce”".encode(encoding), "a.txt").text == "Шеллинг – the “truce”"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised(encoding):
    found = decode("The truce held in Hama.".encode(encoding), "a.txt")
    assert found.text == "The truce held in Hama." and encoding in found.issues[0]


def test_windows_quotes_are_read_and_the_encoding_is_named():
    text = "The army said it would “continue” the truce – for now. Its spokesman’s words were brief. " * 3
    found = decode(text.encode("cp1252"), "a.txt")
    assert found.text == text and "cp1252" in found.issues[0]


def test_cyrillic_and_arabic_code_pages_are_recognised_and_named():
    for text, encoding in (
        ("Министерство обороны сообщило, что режим прекращения огня соблюдается на всей территории страны. ", "cp1251"),
        ("أعلن الجيش السوري انتهاء الهدنة التي بدأت قبل أسبوع وقال إن الجماعات المسلحة لم تلتزم بها. ", "cp1256"),
    ):
        found = decode((text * 6).encode(encoding), "a.txt")
        assert found.text == text * 6
        assert "not UTF-8" in found.issues[0]


def test_a_page_is_read_in_the_encoding_that_it_declares():
    page = '<html><meta charset="iso-8859-9"><p>Şanlıurfa’ya ateş açıldı</p></html>'.replace("’", "'")
    found = decode(page.encode("iso-8859-9"), "a.html", html=True)
    assert "Şanlıurfa'ya" in found.text and "as the page declares" in found.issues[0]


def test_one_damaged_byte_in_utf_8_is_replaced_and_counted():
    raw = "“The truce” – Syria’s last chance – held in Hama’s suburbs.".encode() * 20 + b" \xff end"
    found = decode(raw, "a.txt")
    assert found.text.count("\ufffd") == 1 and "1 damaged character was replaced" in found.issues[0]


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1).filter(lambda t: t.strip()))
def test_utf_8_text_comes_out_as_it_went_in(text):
    if "\x00" not in text and not text.startswith("\ufeff"):
        assert decode(text.encode(), "a.txt").text == text
