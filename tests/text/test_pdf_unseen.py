"""What nobody sees in a PDF is not read; a page that unpacks to gigabytes is refused."""

from __future__ import annotations

import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.text.read import read_bytes
from tests.text.made_up_pdf import chinese_page, shown, stream

SEEN = shown("新增学位4320个，税收增长30.9%。")
_FONT = b"/Resources<</Font<</F1 5 0 R>>>>"
_FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]"

UNSEEN = {
    "outside": shown("新增777亿元。", "1 0 0 1 5000 700")
    + shown("新增777亿元。", "1 0 0 1 50 -300"),
    "cropped": shown("新增777亿元。", "1 0 0 1 50 100"),
    "white": shown("新增777亿元。", "1 0 0 1 50 600", "1 1 1 rg"),
    "mode 3": shown("新增777亿元。", "1 0 0 1 50 600", "3 Tr"),
    "mode 7": shown("新增777亿元。", "1 0 0 1 50 600", "7 Tr"),
    "tiny": shown("新增777亿元。", "0.01 0 0 0.01 300 300"),
    "turned": shown("新增777亿元。", "0 1 -1 0 300 300"),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_what_is_not_seen_is_not_read_and_told(name: str) -> None:
    """The rest of the page is read as if it were not there, and a notice counts it."""
    page = b"/CropBox[0 400 595 842]" if name == "cropped" else b""
    found = read_bytes(chinese_page(SEEN + UNSEEN[name], page=page), "r.pdf")
    assert found.text == "新增学位4320个，税收增长30.9%。\n"
    assert any("left out" in notice for notice in found.notices)


def test_a_recognised_text_under_its_scan_is_read() -> None:
    """The invisible text over a picture of the page is what text recognition puts there."""
    picture = stream(
        b"\x80" * 4,
        b"/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray",
    )
    text = shown("新增学位4320个。", before="3 Tr") + b"q 595 0 0 842 0 0 cm /I Do Q"
    found = read_bytes(
        chinese_page(text, resources=b"/XObject<</I 8 0 R>>", more={8: picture}), "r.pdf"
    )
    assert found.text == "新增学位4320个。\n"


def _nested(levels: int, each: int) -> dict[int, bytes]:
    """Forms that draw the next one ``each`` times."""
    forms = {}
    for level in range(levels):
        inside = b"/X Do " * each if level < levels - 1 else shown("4320个")
        inner = b"/Resources<</Font<</F1 5 0 R>>/XObject<</X %d 0 R>>>>" % (9 + level)
        forms[8 + level] = stream(inside, _FORM + inner)
    return {**forms, 8 + levels: stream(b"", _FORM)}


HUNGRY = {
    "content behind the word of a picture": lambda: chinese_page(
        stream(b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 3_000_000, b"/Note(/Subtype/Image)")
    ),
    "content in a form": lambda: chinese_page(
        b"/X Do",
        resources=b"/XObject<</X 8 0 R>>",
        more={8: stream(b"BT /F1 9 Tf " + b"(aaaaaaaaaaaaaaaa) Tj " * 300_000, _FORM + _FONT)},
    ),
    "forms in forms": lambda: chinese_page(
        b"/X Do", resources=b"/XObject<</X 8 0 R>>", more=_nested(9, 12)
    ),
    "widths of all codes": lambda: chinese_page(SEEN, widths=b"[0 300000000 500]"),
    "characters of all codes": lambda: chinese_page(
        SEEN,
        to_unicode=b"begincmap 1 beginbfrange <00000000> <ffffffff> <0000> endbfrange endcmap",
    ),
}


@pytest.mark.guarded
@pytest.mark.parametrize("name", HUNGRY)
def test_a_page_that_asks_for_too_much_is_one_line(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its reader is ended in bounded time and memory; the line names the file."""
    monkeypatch.setattr("fengze_analysis.text.guard.MEMORY", 400 * 2**20)
    monkeypatch.setattr("fengze_analysis.text.guard._SECONDS", 4.0)
    with pytest.raises(InputError, match=r"r\.pdf") as refused:
        read_bytes(HUNGRY[name](), "r.pdf")
    assert len(str(refused.value).splitlines()) == 1
