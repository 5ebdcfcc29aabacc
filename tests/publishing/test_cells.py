"""Words, marks of printed figures and cells, before any markup."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.publishing.cells import (
    Column,
    Link,
    PageTable,
    Tag,
    Words,
    cell_words,
    clean,
    collapse,
    link_surfaces,
    plain,
    printed,
    split_printed,
)

TOTAL = SimpleNamespace(row_id="2.1.9", surface="12.42亿元")
PART = SimpleNamespace(row_id="2.1.30", surface="2.42亿元")
SPLIT = SimpleNamespace(row_id="2.1.50", surface="61.1\n\n亿元")


def test_a_mark_reads_as_its_characters() -> None:
    """The mark of a figure is nothing but the figure where it is read aloud."""
    assert plain(f"资金{printed(TOTAL)}。") == "资金12.42亿元。"


def test_a_figure_cut_by_a_page_break_stands_on_one_line() -> None:
    """Line ends inside a printed figure become one space."""
    assert plain(printed(SPLIT)) == "61.1 亿元"
    assert collapse("\t17 \n 次 ") == "17 次"


def test_text_is_cut_at_its_marks_in_order() -> None:
    """What is between two marks belongs to no row."""
    cut = split_printed(f"共{printed(TOTAL)}，其中{printed(PART)}")
    assert cut == [("", "共"), ("2.1.9", "12.42亿元"), ("", "，其中"), ("2.1.30", "2.42亿元")]


@given(st.text())
def test_no_text_of_a_report_survives_as_a_control_character(text: str) -> None:
    """Whatever a report holds, no control character and no lone surrogate reaches a page."""
    kept = clean(text)
    assert not [char for char in kept if ord(char) < 32 and char not in "\t\n\r"]
    assert kept.encode("utf-8").decode("utf-8") == kept


@given(st.text(alphabet="亿元0123456789. 共\x02\x03\x1f"))
def test_marks_typed_into_a_text_never_break_the_cutting(text: str) -> None:
    """The pieces of any text together are the text read aloud."""
    assert "".join(part for _, part in split_printed(text)) == plain(text)


def test_a_surface_is_linked_where_it_stands_alone() -> None:
    """2.42亿元 is not found inside 12.42亿元, whichever row comes first."""
    said = "合计12.42亿元，另有2.42亿元。"
    for rows in ([TOTAL, PART], [PART, TOTAL]):
        cut = split_printed(link_surfaces(said, rows))
        assert [pair for pair in cut if pair[0]] == [("2.1.9", "12.42亿元"), ("2.1.30", "2.42亿元")]


def test_two_rows_with_the_same_characters_are_linked_one_after_the_other() -> None:
    """Each row takes a place of its own."""
    again = SimpleNamespace(row_id="9.9.9", surface="12.42亿元")
    cut = split_printed(link_surfaces("12.42亿元与12.42亿元", [TOTAL, again]))
    assert [row for row, _ in cut] == ["2.1.9", "", "9.9.9"]


@pytest.mark.parametrize("said", ["没有数据", "共 112.42亿元", "12.42亿元5"])
def test_a_surface_that_is_not_there_leaves_the_text_as_it_is(said: str) -> None:
    """No link is made to something like the figure."""
    assert link_surfaces(said, [TOTAL]) == said


def test_a_link_shows_the_printed_spaces() -> None:
    """A sentence of ours may write 61.1亿元; its link shows what is printed."""
    cut = split_printed(link_surfaces("完成61.1亿元。", [SPLIT]))
    assert cut == [("", "完成"), ("2.1.50", "61.1 亿元"), ("", "。")]


def test_a_row_without_characters_links_nothing() -> None:
    """An empty surface is in every text and yet in none."""
    assert link_surfaces("共", [SimpleNamespace(row_id="r", surface="")]) == "共"


@pytest.mark.parametrize(
    ("cell", "zh", "en"),
    [
        ("同", "同", "同"),
        (8, "8", "8"),
        (Words("甲", "A"), "甲", "A"),
        (Tag("rounding", Words("舍入", "rounding")), "舍入", "rounding"),
        (Link(Words("纲要", "outline"), "https://www.gov.cn/"), "纲要", "outline"),
    ],
    ids=["text", "number", "words", "tag", "link"],
)
def test_every_cell_says_something_in_both_languages(cell: object, zh: str, en: str) -> None:
    """What a cell says depends on its kind and on the language, nothing else."""
    assert cell_words(cell, "zh") == zh  # type: ignore[arg-type]
    assert cell_words(cell, "en") == en  # type: ignore[arg-type]


COLUMNS = (Column("a", "甲", "A"), Column("b", "乙", "B", shown=False))
TABLE = PageTable("t", Words("表", "Table"), COLUMNS, (("1", "2"),))


def test_a_table_shows_the_columns_that_are_not_for_the_download_alone() -> None:
    """Hidden columns keep their place for the download."""
    assert TABLE.shown == (0,)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"rows": (("1",),)}, "has not 2 cells"),
        ({"anchors": ("a", "b")}, "2 anchors, 1 rows"),
        ({"key": "../secret"}, "no name for a file"),
        ({"key": "表"}, "no name for a file"),
    ],
)
def test_a_crooked_table_is_refused(change: dict[str, object], message: str) -> None:
    """Rows, anchors and the name of a table fit, or it is not made."""
    with pytest.raises(ValueError, match=message):
        replace(TABLE, **change)  # type: ignore[arg-type]
