"""Raised marks, white space, table rows and numbers: small rules, each with its twin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.text.docx import format_number
from fengze_analysis.text.extracted import collapse, raised, row_lines

# What stands before, what is raised, how it reads.
RAISED = [
    ("房屋征收110万m", "2", "²"),
    ("土方5万m", "3", "³"),
    ("新建50.39万 km", "2", "²"),
    ("建筑面积7.4万M", "2", "²"),
    ("面积5平方千米", "2", "²"),
    ("税收增长30.9", "1", "[1]"),
    ("税收增长30.9%", "2", "[2]"),
    ("税收增长30.9%", "12", "[12]"),
    ("参加APEC", "2", "[2]"),
    ("Program", "2", "[2]"),
    ("2.1×10", "4", "⁴"),
    ("2.1×10", "-4", "⁻⁴"),
    ("共110", "4", "[4]"),
    ("共1.10", "4", "[4]"),
    ("见", "①", "①"),
    ("见", "[3]", "[3]"),
    ("见", "注", "注"),
    ("m", "2.5", "2.5"),
    ("m", "", ""),
    ("m", " 2 ", "²"),
    ("", "1", "[1]"),
]


@pytest.mark.parametrize(("before", "characters", "shown"), RAISED)
def test_a_raised_figure_is_a_power_or_a_mark(before: str, characters: str, shown: str) -> None:
    """After a length a raised 2 or 3 is its power, after 10 an exponent, else a footnote's mark."""
    assert raised(characters, before) == shown


COLLAPSED = [
    ("一  二", "一 二"),
    ("一\n二", "一二"),
    ("一 \r\n  二", "一二"),
    ("增长\n5%", "增长 5%"),
    ("5%\n增长", "5% 增长"),
    ("“双节”\n期间", "“双节”期间"),
    ("（亿元）\n（%）", "（亿元）（%）"),
    ("AI\nPlus", "AI Plus"),
    ("3\n5", "3 5"),
    ("一\t二", "一 二"),
    ("一\u3000二", "一\u3000二"),
    ("一\u00a0\u00a0二", "一\u00a0\u00a0二"),
    ("\n\n", " "),
    ("", ""),
    ("𠮷\n野", "𠮷野"),
]


@pytest.mark.parametrize(("text", "shown"), COLLAPSED)
def test_white_space_is_what_a_page_shows(text: str, shown: str) -> None:
    """Runs of white space are one space; a line end inside Chinese is none."""
    assert collapse(text) == shown


@given(st.text("一二三，。5 \n\t"))
def test_collapsing_loses_no_character_and_is_final(text: str) -> None:
    """No character but white space goes, and a second pass changes nothing."""
    once = collapse(text)
    assert "".join(once.split()) == "".join(text.split())
    assert collapse(once) == once


ROWS = [
    (["指标", "2023年"], ["指标\t2023年"]),
    (["指标", "2023年\n（亿元）"], ["指标\t2023年 （亿元）"]),
    (["", "城镇", "5"], ["\t城镇\t5"]),
    (["合计", "", "8"], ["合计\t\t8"]),
    (["表1 主要指标", "", ""], ["表1 主要指标"]),
    (["一、发展\n一是招商。"], ["一、发展", "一是招商。"]),
    (["", "落款"], ["\t落款"]),
    (["一\n二\n三\n四\n五", "旁注"], ["一", "二", "三", "四", "五", "旁注"]),
    (["甲\t5\n乙\t6", "旁注"], ["甲\t5", "乙\t6", "旁注"]),
    (["", ""], [""]),
]


@pytest.mark.parametrize(("cells", "lines"), ROWS)
def test_a_row_is_a_line_unless_it_places_prose(cells: list[str], lines: list[str]) -> None:
    """Cells are parted by tabs; a row that holds prose gives the lines of the prose."""
    assert row_lines(cells) == lines


@given(st.lists(st.text("一5。 ", max_size=5), min_size=2, max_size=5))
def test_a_cell_never_gains_a_tab(cells: list[str]) -> None:
    """A row of plain cells has no more columns than cells."""
    (line,) = row_lines(cells)
    assert line.count("\t") < len(cells)


@given(st.integers(1, 99))
def test_chinese_numbers_of_lists_differ(number: int) -> None:
    """Every number of a list up to 99 is written in its own way, in Chinese digits."""
    written = format_number(number, "chineseCounting")
    others = {format_number(other, "chineseCounting") for other in range(1, 100)}
    assert len(others) == 99
    assert set(written) <= set("一二三四五六七八九十")


@given(st.integers(1, 39))
def test_roman_numbers_of_lists_add_up(number: int) -> None:
    """A Roman number is worth what its letters say."""
    worth = {"i": 1, "v": 5, "x": 10}
    letters = [worth[letter] for letter in format_number(number, "lowerRoman")]
    following = [*letters[1:], 0]
    total = sum(-one if one < after else one for one, after in zip(letters, following, strict=True))
    assert total == number


@pytest.mark.parametrize("form", ["chineseCounting", "lowerRoman", "upperLetter", "decimal"])
def test_a_number_beyond_its_form_is_written_in_digits(form: str) -> None:
    """A number that a form does not reach is still written."""
    assert format_number(1000, form) == "1000"
    assert format_number(0, form) == "0"
