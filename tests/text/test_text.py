"""Plain text in every encoding of the genre is read strictly, or refused in a line."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.errors import InputError
from fengze_analysis.text.extracted import MAX_CHARACTERS
from fengze_analysis.text.read import decode, read_bytes
from tests.text.made_up_files import text_or_message

REPORT = (
    "一、经济发展\r\n全年落实税费优惠 8.6 亿元，税收增长 30.9%。\r\n"
    "二、民生保障\n完成房屋征收 110 万㎡，蟳埔、垵头两处停车位 382 个。\n"
)
TRADITIONAL = (
    "一、關於經濟發展：地區生產總值增長１９．５％，達１２億元；固定資產投資下降，"
    "區屬國有企業穩步發展，醫療衛生服務質量顯著提升。\n"
)
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


@pytest.mark.parametrize("text", [REPORT, TRADITIONAL], ids=["simplified", "traditional"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_gives_the_same_text(encoding: str, text: str) -> None:
    """The text is the same whatever it was stored in, line ends and all, without a notice."""
    found, name, notices = decode(text.encode(encoding), "report.txt")
    assert (found, notices) == (text, ())
    assert text.encode(encoding).decode(name) == text


def test_big5_is_read_with_a_notice() -> None:
    """Traditional text in Big5 is told from GB18030, and the reader is told."""
    found, name, notices = decode(TRADITIONAL.encode("big5"), "report.txt")
    assert (found, name) == (TRADITIONAL, "big5hkscs")
    assert len(notices) == 1


def test_gbk_that_looks_like_utf8_is_read_as_gbk() -> None:
    """The bytes of 联通 alone are nearly UTF-8; in a sentence they are read as what they are."""
    text = "联通\n移动、电信、联通三家共建成基站1400个。\n"
    assert decode(text.encode("gbk"), "a.txt")[:2] == (text, "gb18030")


def test_rare_characters_are_read() -> None:
    """Characters that GB2312 does not have are read from GB18030."""
    text = "后渚莲垵、蟳埔等片区房屋征收110万m²。"
    assert decode(text.encode("gb18030"), "a.txt")[0] == text


@pytest.mark.parametrize("main", ["utf-8", "gb18030"])
def test_mixed_encodings_are_read_line_by_line(main: str) -> None:
    """A line of the other encoding is read as what it is, and its number is told."""
    other = {"utf-8": "gb18030", "gb18030": "utf-8"}[main]
    stray = "新增就业2.2万人。\n"
    found, _, notices = decode(REPORT.encode(main) + stray.encode(other), "a.txt")
    assert found == REPORT + stray
    assert "mixed encodings" in notices[0]


REFUSED = {
    "empty": b"",
    "blank": b" \r\n\t\n",
    "only_a_mark": b"\xef\xbb\xbf",
    "random": bytes(range(256)) * 4,
    "latin1": "Die Größe beträgt 5 Häuser, naïve façade".encode("latin-1"),
    "cut_utf8": REPORT.encode()[:-2],
    "cut_utf16": REPORT.encode("utf-16")[:-1],
    "zeros": b"\0" * 1000,
    "controls": b"abc\x01\x02\x03\x04 def" * 9,
    "png": b"\x89PNG\r\n\x1a\n" + b"0" * 99,
    "doc": bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 99,
    "rtf": b"{\\rtf1 123}",
    "gzip": b"\x1f\x8b\x08abc",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_text_is_refused_in_a_line(name: str) -> None:
    """Each is refused in one line that names the file and what would be right."""
    with pytest.raises(InputError) as caught:
        read_bytes(REFUSED[name], "报告.txt")
    message = str(caught.value)
    assert "报告.txt" in message
    assert "; expected: " in message
    assert len(message.splitlines()) == 1


def test_the_byte_that_cannot_be_read_is_named() -> None:
    """The line says at which byte reading failed."""
    with pytest.raises(InputError, match=r"byte 7"):
        decode("全年a".encode() + b"\xff\xff" + "税收".encode(), "a.txt")


NOTICES = {
    "bidi": ("增长\u202e30.9%\u202c。", "2 bidirectional marks"),
    "invisible": ("增长\u200b30.9%。", "1 invisible character"),
    "null": ("增长\0 30.9%。" + "全年" * 30, "1 control character"),
    "replaced": ("增长\ufffd 30.9%。", "1 character is unreadable"),
}


@pytest.mark.parametrize("name", NOTICES)
def test_odd_characters_are_kept_with_a_notice(name: str) -> None:
    """Marks that cannot be seen stay where they are, so that positions hold, and are told."""
    text, notice = NOTICES[name]
    found = read_bytes(text.encode(), "a.txt")
    assert found.text == text
    assert len(found.notices) == 1
    assert notice in found.notices[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_lone_surrogates_are_replaced_with_a_notice(encoding: str) -> None:
    """Half a character is shown as �, in its place, and told."""
    text = "增长30.9%\ud800，全年。" * 3
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    found = read_bytes(mark + text.encode(encoding, "surrogatepass"), "a.txt")
    assert found.text == text.replace("\ud800", "\ufffd")
    assert found.notices


def test_the_limits_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file or a text beyond the declared size is refused with both sizes."""
    monkeypatch.setattr("fengze_analysis.text.extracted.MAX_CHARACTERS", 10)
    with pytest.raises(InputError, match="too long: 20 characters"):
        read_bytes("全年".encode() * 10, "a.txt")
    monkeypatch.setattr("fengze_analysis.text.read.MAX_BYTES", 50)
    with pytest.raises(InputError, match="too large: 60 bytes"):
        read_bytes("全年".encode() * 10, "a.txt")
    assert MAX_CHARACTERS == 20_000_000


def test_one_endless_line_is_read() -> None:
    """A megabyte without a line end is a text like another."""
    text = "增长30.9%，" * 125_000
    assert read_bytes(text.encode("gb18030"), "a.txt").text == text


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Whatever the bytes are, the outcome is a text that can be written or one line."""
    outcome = text_or_message(data, "a.txt")
    assert outcome.encode("utf-8").decode("utf-8") == outcome


@given(st.text("全年落实税费优惠亿元增长，。、0123456789.%\n", min_size=20))
def test_no_text_of_the_genre_is_misread(text: str) -> None:
    """Any mixture of daily characters comes back from UTF-8 and GB18030 unchanged."""
    for encoding in ("utf-8", "gb18030"):
        data = text.encode(encoding)
        if text.strip() and not (encoding == "gb18030" and _is_utf8(data)):
            assert decode(data, "a.txt")[0] == text


def test_plain_text_imports_no_reader_of_documents() -> None:
    """Reading plain text loads no third-party module."""
    code = (
        "import sys; before = set(sys.modules)\n"
        "from fengze_analysis.text.read import read_bytes\n"
        "read_bytes('增长30.9%'.encode('gb18030'), 'a.txt')\n"
        "new = {name.split('.')[0] for name in set(sys.modules) - before}\n"
        "print(sorted(new - set(sys.stdlib_module_names)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['fengze_analysis']"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
