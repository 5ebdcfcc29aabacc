"""Hard inputs by kind: their figures are whole, or in the unread, or the file is one line."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pypdf
import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.extraction.extract import extract
from fengze_analysis.text.read import read_bytes
from tests.text.made_up_files import docx_of_xml
from tests.text.made_up_pdf import chinese_page, shown, stream

OWED = "新增学位4320个"

TEXTS = {  # the text, and the values owed
    "radicals": ("新增学位⼆十三个，⼗二项，百分之⼋十五，⼀百个。", ["23", "12", "85", "100"]),
    "strokes over digits": ("税收增长30\u0338.9%，投资3\u0336亿元。", ["30.9", "300000000"]),
    "soft hyphen": ("新增学位1\u00ad234个。", ["1234"]),
    "Mongolian separator": ("新增学位1\u180e234个。", ["1234"]),
    "Hangul filler": ("新增学位1\u3164234个。", ["1234"]),
    "variation selector": ("新增学位1\ufe0f234个。", ["1234"]),
    "tag": ("新增学位1\U000e0031234个。", ["1234"]),
    "control": ("完成投资" + "项目" * 30 + "新增学位1\x01234个。", ["1234"]),
    "next line": ("新增学位1\x85234个。", []),
    "vertical tab": ("新增学位1\x0b234个。", []),
    "apostrophe": ("新增学位3'450'000个。", ["3450000"]),
    "printed apostrophe": ("新增学位3’450’000个。", ["3450000"]),
    "middle dots": ("新增学位3·450·000个。", []),
    "dots above": ("新增学位3˙450˙000个。", []),
    "thin spaces": ("新增学位3\u2009450\u202f000个。", ["3450000"]),
    "dashes for minus": ("增速–3.5%，增速—2.5%，增速−1.5%。", ["-3.5", "-2.5", "-1.5"]),
    "letters among numerals": ("新增二０个，新增二O三个，建成二〇个。", []),
    "a note's mark among digits": ("新增学位43[1]20个。", []),
    "an encoding named in a text": (f"如 <meta charset=undefined> 所示，{OWED}。", ["4320"]),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_text(kind: str) -> None:
    """Nothing between digits makes a part of them a number."""
    text, owed = TEXTS[kind]
    found = extract(read_bytes(text.encode(), "r.txt").text)
    assert [str(row.value) for row in found.statements] == owed
    assert bool(found.unread) is not bool(owed)


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def _paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def _symbol(font: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="F033"/></w:r>'


_STYLES = (
    '<w:style w:styleId="gone" w:type="character"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="child" w:type="paragraph"><w:basedOn w:val="hidden"/></w:style>'
    '<w:style w:styleId="hidden" w:type="paragraph"><w:rPr><w:vanish/></w:rPr></w:style>'
)
_GONE, _CHILD = '<w:rStyle w:val="gone"/>', '<w:pStyle w:val="child"/>'
_RAISED = '<w:position w:val="10"/><w:sz w:val="12"/>'
_AWAY = _run("投资9亿元。")
_FORMULA = "<m:oMath><m:r><m:t>43</m:t></m:r></m:oMath>"
_OPENS, _ENDS = _run("新增学位4"), _run("20个。")
DOCUMENTS = {  # the inside of the body, and the values owed
    "hidden by its style": (_paragraph(_run("投资9亿元。", _GONE), _run(OWED)), ["4320"]),
    "hidden by what its style builds on": (
        _paragraph(_AWAY, properties=_CHILD) + _paragraph(_run(OWED)),
        ["4320"],
    ),
    "pictorial digit": (_paragraph(_OPENS, _symbol("Wingdings"), _ENDS), []),
    "symbol digit": (_paragraph(_OPENS, _symbol("Symbol"), _ENDS), ["4320"]),
    "digits of a formula": (_paragraph(_run("新增学位"), _FORMULA, _ENDS), ["4320"]),
    "raised mark": (_paragraph(_run(OWED[:-1]), _run("1", _RAISED), _run("个。")), ["4320"]),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_document(kind: str) -> None:
    """What is hidden is not read, and no sign of another kind is a digit or lost between digits."""
    body, owed = DOCUMENTS[kind]
    text = read_bytes(docx_of_xml(body, styles=_STYLES), "r.docx").text
    assert [str(row.value) for row in extract(text).statements] == owed


def _page(head: str = "", body: str = f"<p>{OWED}</p>") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


CHARSETS = ("undefined", "idna", "utf-7", "zlib", "mbcs", "unicode_escape", "x-user-defined")
PAGES = {
    **{f"charset {name}": _page(f"<meta charset={name}>") for name in CHARSETS},
    "XML of an encoding of no kind": b'<?xml version="1.0" encoding="undefined"?>' + _page(),
    "embedded objects": _page(
        body=f'<p>{OWED}</p><object data="data:text/html;base64,5paw"></object><embed src=x>'
    ),
    "hidden by a style sheet": _page(
        "<style>.x{display:none} #y{visibility:hidden}</style>",
        f"<p class=x>投资9亿元</p><p id=y>投资8亿元</p><p>{OWED}</p>",
    ),
    "letters without size": _page(body=f'<p>{OWED}<b style="font-size: 0pt">投资9亿元</b>'),
    "letters without colour": _page(body=f'<p>{OWED}<b style="opacity:0.0;x:y">投资9亿元</b>'),
    "far outside the page": _page(body=f'<p>{OWED}<p style="left:-9999px">投资9亿元'),
    "a dialog that is closed": _page(body=f"<p>{OWED}<dialog>投资9亿元</dialog>"),
    "20,000 attributes": _page(
        body="<p " + " ".join(f"a{at}=1" for at in range(20_000)) + f">{OWED}</p>"
    ),
}


@pytest.mark.parametrize("kind", PAGES)
def test_page(kind: str) -> None:
    """The figure is read, and nothing beside it."""
    text = read_bytes(PAGES[kind], "r.html").text
    assert [str(row.value) for row in extract(text).statements] == ["4320"]


@pytest.mark.parametrize("style", ["font-size:0.9em", "opacity:0.5", "left:-9px", "top:0"])
def test_page_that_is_seen(style: str) -> None:
    """A small letter, a pale one or one a little aside is read."""
    text = read_bytes(_page(body=f'<p style="{style}">{OWED}</p>'), "r.html").text
    assert text == f"{OWED}\n"


def test_page_with_an_embedded_object_alone() -> None:
    """It has no text: one line."""
    with pytest.raises(InputError, match="no text"):
        read_bytes(_page(body='<object data="data:text/plain,4320"></object>'), "r.html")


def _encrypted(data: bytes) -> bytes:
    """The PDF under an empty password, as many are sent."""
    writer = pypdf.PdfWriter(BytesIO(data))
    writer.encrypt("", "owner", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


_SHOWN = shown(OWED)
_MANY_WIDTHS = (
    b"[" + b" ".join(b"%d %d 5" % (at, at + 10**8) for at in range(0, 10**9, 10**8)) + b"]"
)
_LONG = b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj "
PDFS: dict[str, Callable[[], bytes]] = {
    "widths of all codes": lambda: chinese_page(_SHOWN, widths=b"[0 300000000 500]"),
    "many ranges of widths": lambda: chinese_page(_SHOWN, widths=_MANY_WIDTHS),
    "content that fits its file": lambda: chinese_page(stream(_LONG * 900_000)),
    "content behind the word of a picture": lambda: chinese_page(
        stream(_LONG * 3_000_000, b"/Note(/Image)")
    ),
    "columns of a predictor": lambda: chinese_page(
        stream(_SHOWN, b"/DecodeParms<</Predictor 12/Columns 2000000000>>")
    ),
    "content under an empty password": lambda: _encrypted(chinese_page(stream(_LONG * 900_000))),
    "text outside the page": lambda: chinese_page(
        _SHOWN
        + shown("新增777亿元。", "1 0 0 1 5000 700")
        + shown("新增777亿元", "1 0 0 1 50 -300")
    ),
}


@pytest.mark.guarded
@pytest.mark.parametrize("kind", PDFS)
def test_pdf(kind: str) -> None:
    """The figure is read and nothing beside it, or one line names the file."""
    try:
        text = read_bytes(PDFS[kind](), "r.pdf").text
    except InputError as error:
        (line,) = str(error).splitlines()
        assert "r.pdf" in line
    else:
        assert [str(row.value) for row in extract(text).statements] == ["4320"]
