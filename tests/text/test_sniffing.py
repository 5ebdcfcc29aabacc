"""What a file is, its content says: pages, documents, and what is known to be no report."""

from __future__ import annotations

import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.text.read import declared_encoding, layout_of, read_bytes
from tests.text.made_up_files import docx_of, pdf_of, zip_of

PAGES = [
    "<!DOCTYPE html><p>一",
    "<!doctype HTML PUBLIC '-//W3C//DTD'>\n<html>",
    "\n\n  <html lang='zh'>",
    "<HTML>",
    "<?xml version='1.0'?>\n<!DOCTYPE html>",
    "<!-- 说明 -->\n<html>",
    "<p>一</p>",
    "<div class='a'>一</div>",
    "<h1>标题</h1>",
    "<table><tr><td>甲</td></tr></table>",
    "<meta charset='utf-8'>",
]
NO_PAGES = [
    "",
    "一、关于<b>发展</b>方面",
    "<plan>一",
    "<15分钟便民生活圈>建成",
    "<<纲要>>",
    "< p >一",
    "税收 <30.9%",
    "第一行\n<html>",
    "<?xml version='1.0'?><report>5</report>",
    "<script>alert(1)</script>",
]


@pytest.mark.parametrize("text", PAGES)
def test_a_page_is_known_by_its_beginning(text: str) -> None:
    """Markup at the very beginning makes a page, whatever the name."""
    assert layout_of(text.encode(), "a.txt") == "html"


@pytest.mark.parametrize("text", NO_PAGES)
def test_a_text_with_angle_brackets_is_no_page(text: str) -> None:
    """Angle brackets in a plain report do not make it a page."""
    assert layout_of(text.encode(), "a.txt") == ""


def test_a_name_breaks_the_tie() -> None:
    """A file named .html with closing tags is a page even if it begins with words."""
    assert layout_of("首页 > 报告\n<p>全年</p>".encode(), "a.HTM") == "html"
    assert layout_of("首页 > 报告\n<p>全年</p>".encode(), "a.txt") == ""
    assert layout_of("首页 > 报告，税收 <30.9%".encode(), "a.html") == ""


def test_documents_are_known_by_their_first_bytes() -> None:
    """A PDF, an archive and a text are told apart; a PDF may begin late."""
    assert layout_of(pdf_of("全年"), "a.txt") == "pdf"
    assert layout_of(b"\r\n" * 100 + b"%PDF-1.4", "a.txt") == "pdf"
    assert layout_of(docx_of(), "a.txt") == "docx"
    assert layout_of("全年".encode(), "a.pdf") == ""
    assert layout_of(b"PK", "a.docx") == ""


FOREIGN = {
    "doc": (bytes.fromhex("d0cf11e0a1b11ae1"), "DOCX"),
    "rtf": (b"{\\rtf1\\ansi", "DOCX"),
    "png": (b"\x89PNG\r\n\x1a\n", "text recognition"),
    "jpeg": (b"\xff\xd8\xff\xe0", "text recognition"),
    "gif": (b"GIF89a", "text recognition"),
    "tiff": (b"II*\0", "text recognition"),
    "gzip": (b"\x1f\x8b\x08", "the file inside"),
    "7z": (b"7z\xbc\xaf\x27\x1c", "one file of it"),
    "rar": (b"Rar!\x1a\x07", "one file of it"),
    "elf": (b"\x7fELF", "a report"),
    "sqlite": (b"SQLite format 3\0", "a report"),
    "mp4": (b"\0\0\0\x20ftypisom", "text"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_known_other_file_is_named(name: str) -> None:
    """A scan, an old document or an archive is named for what it is, with what would help."""
    data, right = FOREIGN[name]
    with pytest.raises(InputError) as caught:
        read_bytes(data + b"\0" * 100, "报告.dat")
    assert "the file is a" in str(caught.value)
    assert right in caught.value.right
    assert "报告.dat" in str(caught.value)


ARCHIVES = {
    "workbook": ("xl/workbook.xml", "Excel"),
    "slides": ("ppt/presentation.xml", "PowerPoint"),
    "ofd": ("OFD.xml", "OFD"),
    "epub": ("META-INF/container.xml", "EPUB"),
    "odt": ("META-INF/manifest.xml", "OpenDocument"),
    "zip": ("a.txt", "zip archive"),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_another_archive_is_named(name: str) -> None:
    """A workbook, an OFD or a bare archive is named, not called damaged."""
    part, kind = ARCHIVES[name]
    with pytest.raises(InputError, match=kind):
        read_bytes(zip_of({part: "<a/>"}), "a.docx")


DECLARED = [
    (b"<meta charset=gb2312>", "gb18030"),
    (b"<meta charset='GBK'>", "gb18030"),
    (b'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=utf-8">', "utf-8"),
    (b"<?xml version='1.0' encoding='gb2312'?>", "gb18030"),
    (b"<meta charset=big5>", "big5hkscs"),
    (b"<meta charset=unicode>", ""),
    (b"<meta charset=utf-16>", ""),
    (b"<meta charset=rot13>", ""),
    (b"<meta charset=hex>", ""),
    (b"<meta charset=x-none>", ""),
    (b"<meta name=keywords content='gb2312'>", ""),
    (b"<p>charset=gbk</p>", ""),
    (b" " * 5000 + b"<meta charset=gbk>", ""),
    (b"\xef\xbb\xbf<meta charset=gbk>", ""),
]


@pytest.mark.parametrize(("data", "encoding"), DECLARED)
def test_what_a_page_declares(data: bytes, encoding: str) -> None:
    """A declaration is taken where it can be true, in the wider form of its encoding."""
    assert declared_encoding(data) == encoding
