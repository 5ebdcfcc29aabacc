"""A small file that asks its reader for all memory or all time ends in one line."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.text import guard
from fengze_analysis.text.read import read_bytes
from tests.text.made_up_pdf import pdf_with, stream

pytestmark = pytest.mark.guarded


def page_of(content: bytes, font: bytes = b"/Type/Font/Subtype/Type1/BaseFont/Helvetica") -> bytes:
    """A PDF of one page with this content."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
    return pdf_with(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: page + b"/Resources<</Font<</F1 5 0 R>>>>>>",
            4: content,
            5: b"<<" + font + b">>",
        }
    )


WIDE_FONT = (
    b"/Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype"
    b"/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>"
    b"/W[0 300000000 500]>>]"
)
SHOWN = b"BT /F1 12 Tf 72 700 Td (4320) Tj ET"


def spaces(megabytes: int) -> bytes:
    """A packed stream of spaces that is small in its file."""
    packing = zlib.compressobj()
    packed = [packing.compress(b" " * 2**20) for _ in range(megabytes)]
    data = b"".join([*packed, packing.flush()])
    return b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(data), data)


HUNGRY = {
    "bomb.pdf": page_of(spaces(320)),
    "wide_font.pdf": page_of(stream(SHOWN), WIDE_FONT),
    "many_letters.pdf": page_of(
        stream(b"BT /F1 1 Tf 72 700 Td " + b"(aaaaaaaa)Tj " * 2_000_000 + b"ET")
    ),
    "predictor.pdf": page_of(stream(SHOWN, b"/DecodeParms<</Predictor 12/Columns 2000000000>>")),
    "many_attributes.html": (
        "<html><body><p " + " ".join(f"a{n}='1'" for n in range(20_000)) + ">新增4320个</p>"
    ).encode(),
}


@pytest.mark.parametrize("name", HUNGRY)
def test_a_hungry_file_is_read_or_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line comes in bounded time; this process never takes the memory itself."""
    monkeypatch.setattr(guard, "MEMORY", 300 * 2**20)
    try:
        assert "4320" in read_bytes(HUNGRY[name], name).text
    except InputError as error:
        (line,) = str(error).splitlines()
        assert name in line


def test_time_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that is not done in time is ended, and the line says after how long."""
    monkeypatch.setattr(guard, "_SECONDS", 0.01)
    with pytest.raises(InputError, match="not read after 0 seconds"):
        read_bytes(page_of(stream(SHOWN)), "slow.pdf")


@pytest.mark.parametrize("layout", ["pdf", "docx", "html"])
def test_the_time_for_a_file_has_an_end(layout: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small hostile file is ended within 20 seconds; size buys no time without end."""
    given: list[float] = []

    def run(*_words: object, timeout: float, **_more: object) -> None:
        given.append(timeout)
        raise subprocess.TimeoutExpired("reader", timeout)

    monkeypatch.setattr(guard, "_is_limited", False)
    monkeypatch.setattr(guard.subprocess, "run", run)
    for size in (1, 900_000, 60_000_000):
        with pytest.raises(InputError, match="not read after"):
            guard.read_guarded(layout, bytes(size), "r")
    small, middle, large = given
    assert small < middle <= 20
    assert large <= 60


def test_a_worker_limits_itself_once() -> None:
    """A process that limited its memory gets no more, whatever it reads."""
    code = (
        "from fengze_analysis.text.guard import limit_memory\n"
        "limit_memory(100 * 2**20)\n"
        "try: bytearray(2**30)\n"
        "except MemoryError: print('refused')\n"
    )
    root = Path(guard.__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, capture_output=True, env=environment, check=True)
    assert done.stdout == b"refused\n"
