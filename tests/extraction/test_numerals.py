"""Numerals: written and read back, their whole language against the exact set, a second reader."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from itertools import product

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.extraction.extract import extract
from fengze_analysis.extraction.numerals import ARABIC, LONGEST, parse_arabic, parse_chinese
from fengze_analysis.extraction.quantities import find_quantities
from tests.extraction.made_up_text import write_chinese
from tests.extraction.reading_tables import number

DIGITS = "零一二三四五六七八九"


@given(st.integers(0, 10**12))
def test_a_chinese_numeral_is_read_back(value: int) -> None:
    """What the writer writes is read as the same number."""
    assert parse_chinese(write_chinese(value)) == value


@given(st.integers(0, 99_999_999), st.integers(0, 9999))
def test_decimals_in_chinese_are_read_digit_by_digit(whole: int, decimals: int) -> None:
    """五十八点零三 is 58.03, trailing zeros kept."""
    digits = f"{decimals:04}"
    written = f"{write_chinese(whole)}点{''.join(DIGITS[int(digit)] for digit in digits)}"
    if len(written) <= LONGEST:
        assert str(parse_chinese(written)) == f"{whole}.{digits}"


@given(st.integers(1, 10**12 - 1))
def test_another_reader_agrees(value: int) -> None:
    """cn2an writes the numeral; we read what it wrote as it meant it."""
    written = cn2an.an2cn(value)
    assert parse_chinese(written) == value


@given(
    st.decimals(0, 10**9, places=2, allow_nan=False),
    st.sampled_from([("", 1), ("万", 10**4), (" 亿", 10**8), ("万亿", 10**12)]),
)
def test_an_arabic_numeral_is_read_exactly(value: Decimal, multiplied: tuple[str, int]) -> None:
    """With separators, places and multiplier, no digit is lost."""
    written, times = multiplied
    (quantity,) = find_quantities(f"总量{value:,}{written}元。")
    assert number(quantity.value) == Fraction(value) * times


@pytest.mark.parametrize("size", range(1, 7))
def test_the_language_of_chinese_numerals_is_exactly_this(size: int) -> None:
    """Of all strings over seven characters those are read that a writer can write, and no other."""
    alphabet = "零一二两十百千"
    writable = {
        form: value
        for value in range(10000)
        for form in _forms(value)
        if len(form) == size and set(form) <= set(alphabet)
    }
    read = {}
    for characters in product(alphabet, repeat=size):
        numeral = "".join(characters)
        value = parse_chinese(numeral)
        if value is not None:
            read[numeral] = int(value)
    assert read == writable


def _forms(value: int) -> set[str]:
    """The ways to write ``value``: 两 for 二, 百十, 一十二 for 十二, 一百二, 零十."""
    forms = {write_chinese(value)}
    forms |= {"一" + form for form in forms if form.startswith("十")}
    forms |= {form[:-1] for form in forms if re.search("百[^零]十$|千[^零]百$", form)}
    for old, new in (("二百", "两百"), ("二千", "两千"), ("百一十", "百十"), ("零一十", "零十")):
        forms |= {form.replace(old, new) for form in forms}
    return forms | ({"两"} if value == 2 else set())


@pytest.mark.parametrize("size", range(1, 9))
def test_the_language_of_arabic_numerals_is_exactly_this(size: int) -> None:
    """Of all strings of 7, comma, point and space those match in full that print one number."""
    for characters in product("7,. ", repeat=size):
        text = "".join(characters)
        assert (ARABIC.fullmatch(text) is not None) == _prints_one_number(text), text


def _prints_one_number(text: str) -> bool:
    whole, point, decimals = text.partition(".")
    if point and not whole:
        return decimals.isdigit()
    if point:
        spaced = whole.endswith(" ") or decimals.startswith(" ")
        whole, decimals = whole.removesuffix(" "), decimals.removeprefix(" ")
        grouped = (_is_grouped(whole, ",") or _is_grouped(whole, " ")) and not spaced
        return decimals.isdigit() and (whole.isdigit() or grouped)
    return whole.isdigit() or _is_grouped(whole, ",") or _is_grouped(whole, " ")


def _is_grouped(text: str, separator: str) -> bool:
    first, *groups = text.split(separator)
    whole = [first, *groups]
    digits = bool(groups) and all(one.isdigit() for one in whole)
    return digits and 0 < len(first) < 4 and all(len(group) == 3 for group in groups)


@pytest.mark.parametrize("written", ["12,345.60", "12 345", "8.6", "12. 42", ".5"])
def test_what_is_printed_is_parsed(written: str) -> None:
    """Every form that the pattern matches has a value with its printed places."""
    match = ARABIC.match(written)
    assert match is not None
    assert match[0] == written
    assert str(parse_arabic(written)).partition(".")[2] == written.partition(".")[2].strip()


def test_a_numeral_without_end_is_unread() -> None:
    """A run of digits that no report prints is reported, not turned into a number."""
    assert find_quantities("7" * 5000 + "元") == []
    assert parse_chinese("九" * 5000) is None


def test_the_longest_numeral_is_read_exactly() -> None:
    """Times 万亿 it has more digits than decimals keep by default."""
    (one,) = find_quantities("总额123456789012345678901234万亿元。")
    assert one.value == int("123456789012345678901234" + "0" * 12)
    assert (one.low, one.high) == (one.value - 5 * 10**11, one.value + 5 * 10**11)


@pytest.mark.parametrize(
    ("text", "owed"),
    [
        ("新增学位432\ufffd0个。", []),
        ("新增学位4\ufffd\ufffd20个。", []),
        ("投资\ufffd8亿元。", []),
        ("建成43\ufffd个。", []),
        ("引进二\ufffd三个。", []),
        ("建成\ufffd三个。", []),
        ("\ufffd12个项目开工。", [12]),
        ("服务8 6 0 0 人。", [8600]),
    ],
)
def test_a_part_of_a_numeral_is_never_the_whole(text: str, owed: list[int]) -> None:
    """What stands beside a character that could not be read is no number."""
    assert [number(one.value) for one in find_quantities(text) if one.value is not None] == owed


FOREIGN = (
    "\u0600\u0903\u0483\u09e6\u2162\u00b2\u00bd"
    "\u00a8\u02d9\u00b8\u20ac$\u25a0\ue000\u0430\U0001f6a9"
)
LINE_ENDS = "\x0b\x1c\x1d\x1e\x85\u2028\u2029"


@pytest.mark.parametrize("foreign", FOREIGN, ids=lambda char: f"U+{ord(char):04X}")
@pytest.mark.parametrize(
    "numeral", ["3{}450", "1{0}2{0}3,450.5", "3{}{}450", "20{}24", "一{}十五", "3:4{}5"]
)
def test_a_foreign_character_between_digits_is_damage(numeral: str, foreign: str) -> None:
    """Neither side is a number: all of it goes to the unread, with its reason."""
    _is_damaged(f"新增学位{numeral.format(foreign, foreign)}个，增长5%。")


@pytest.mark.parametrize("end", LINE_ENDS)
def test_a_line_end_of_another_system_between_digits_is_damage(end: str) -> None:
    """It may be one, or what is left of a digit."""
    _is_damaged(f"新增学位3{end}450个，增长5%。")


def _is_damaged(text: str) -> None:
    found = extract(text)
    assert [number(one.value) for one in found.statements] == [5]
    assert {one.reason for one in found.unread} == {"numeral is damaged"}


@pytest.mark.parametrize("text", ["৪50个", "45৪个", "百分之8¨5", "G3§450个"])
def test_the_beginning_and_the_end_of_a_damaged_numeral_are_no_number(text: str) -> None:
    """A digit of another script may stand first or last, and a code may go on."""
    found = extract(f"新增{text}。")
    assert not found.statements
    assert found.unread


@pytest.mark.parametrize("slogan", ["1+1>2", "100-1=0"])
def test_an_equation_in_a_slogan_is_no_damaged_numeral(slogan: str) -> None:
    """It states no figure, and nothing of it is missing."""
    found = extract(f"放大“{slogan}”的效果。")
    assert "numeral is damaged" not in {one.reason for one in found.unread}


@pytest.mark.parametrize("foreign", ["\u00a8", "৪"])
def test_a_cell_with_a_foreign_character_is_no_number(foreign: str) -> None:
    """What the header says of its unit does not mend it."""
    found = extract(f"指标\t数量（个）\n学校\t3{foreign}450\n医院\t4৪\n公园\t7\n")
    assert [number(one.value) for one in found.statements if one.unit] == [7]


@pytest.mark.parametrize("mark", "、。；：/|()《》“”│…")
def test_a_mark_between_digits_parts_them(mark: str) -> None:
    """A separator is no damage."""
    found = extract(f"新增3{mark}450个。")
    assert "numeral is damaged" not in {one.reason for one in found.unread}


@pytest.mark.parametrize("end", LINE_ENDS)
def test_the_line_ends_of_other_systems_end_lines(end: str) -> None:
    """A table whose rows they part is a table."""
    rows = ("指标\t数量（个）", "学校\t450", "医院\t32")
    text = f"{end}".join(rows)
    found = extract(text)
    assert [(one.surface, one.unit) for one in found.statements] == [("450", "个"), ("32", "个")]
    assert all(text[one.start : one.end] == one.surface for one in found.statements)
