"""Three made-up reports of other layouts, their figures as read by hand; page breaks and parts."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from fengze_analysis.extraction.extract import extract
from fengze_analysis.extraction.quantities import find_quantities
from fengze_analysis.interval import exact_text
from fengze_analysis.model import Statement
from fengze_analysis.text.layout import FILLER, lay_out

REPORTS = Path(__file__).parent / "reports"
COLUMNS = (
    "section",
    "item",
    "surface",
    "value",
    "unit",
    "canonical_unit",
    "kind",
    "approx",
    "direction",
    "basis",
)
NAMES = ("numbered", "paged", "traditional")


def _read(name: str) -> tuple[Statement, ...]:
    text = (REPORTS / f"{name}.txt").read_text(encoding="utf-8")
    return extract(text, name).statements


def _by_hand(name: str) -> list[dict[str, str]]:
    with (REPORTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [{**row, "surface": row["surface"].replace("\\n", "\n")} for row in rows]


@pytest.mark.parametrize("name", NAMES)
def test_a_report_of_another_layout_is_read_as_by_hand(name: str) -> None:
    """Numbered headings and tables, page numbers and cut figures, full width and old characters."""
    read = [{**{at: getattr(one, at) for at in COLUMNS}, "value": exact_text(one.value)}
            for one in _read(name)]  # fmt: skip
    by_hand = _by_hand(name)
    assert read == [{column: row[column] for column in COLUMNS} for row in by_hand]
    assert [one.indicator_phrase for one in _read(name)] == [row["phrase"] for row in by_hand]


@pytest.mark.parametrize("name", NAMES)
def test_the_bytes_of_another_line_end_change_no_figure(name: str) -> None:
    """Carriage returns and a byte order mark change positions only."""
    text = "\ufeff" + (REPORTS / f"{name}.txt").read_text(encoding="utf-8").replace("\n", "\r\n")
    read = [(one.value, one.unit, one.kind) for one in extract(text).statements]
    assert read == [(one.value, one.unit, one.kind) for one in _read(name)]


def test_a_list_names_each_of_its_figures() -> None:
    """城镇、农村居民…分别为 A 和 B, 分别增长 C、D: each figure has the name of its place."""
    rows = [one for one in _read("numbered") if "居民人均可支配收入" in one.indicator_phrase]
    assert [(one.indicator_phrase, one.surface) for one in rows] == [
        ("城镇居民人均可支配收入", "58213元"),
        ("农村居民人均可支配收入", "30946元"),
        ("城镇居民人均可支配收入", "4.6%"),
        ("农村居民人均可支配收入", "6.9%"),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("占年度计划\n\n108%，竣工。", "占年度计划\n\n108%，竣工。"),
        ("投资61.1亿元，占年度计划\n\n108%，竣工。", "投资61.1亿元，占年度计划108%，竣工。"),
        ("投资61.1亿元，占年度计划\n— 3 —\n108%。", "投资61.1亿元，占年度计划108%。"),
        ("有在册会员16.8\n\f\n万人。", "有在册会员16.8万人。"),
        ("建设完成，共计\r\n\r\n12家。", "建设完成，共计12家。"),
    ],
)
def test_a_paragraph_cut_by_a_page_break_is_one_sentence(text: str, sentence: str) -> None:
    """Prose goes on behind a page break and its number; a heading does not run into the text."""
    layout = lay_out(text)
    joined = "".join(one.text for one in layout.sentences)
    assert joined.replace("\n", "") == sentence.replace("\n", "")
    assert len(layout.folded) == len(text)


def test_a_page_break_inside_a_figure_belongs_to_its_surface() -> None:
    """6.85, a page break, 万人 is one figure with the break in its surface."""
    (quantity,) = find_quantities("户籍人口，6.85\n\n万人。")
    assert (quantity.surface, quantity.value, quantity.unit) == (
        "6.85\n\n万人",
        Decimal(68500),
        "人",
    )


def test_headings_sections_and_items_are_kept_apart() -> None:
    """A title or a list item that ends without a mark is a paragraph of its own."""
    text = "一、发展\n一是招商。增长3%\n二是稳企。增长4%\n二、民生\n（一）教育\n新增学位5个。\n"
    items = [(item.section, item.item, item.heading) for item in lay_out(text).items]
    assert items == [
        ("1", "0", ""), ("1", "1", "招商"), ("1", "2", "稳企"), ("2", "0", ""), ("2", "1", "教育"),
    ]  # fmt: skip


def test_positions_outside_any_item_are_told() -> None:
    """Before the first heading there is no item, and a sentence is found for every position."""
    layout = lay_out("前言5个。\n一、发展\n增长3%。")
    assert layout.item_at(2) is None
    assert layout.sentence_at(2).text == "前言5个。"
    found = layout.item_at(len(layout.folded) - 1)
    assert found is not None
    assert (found.section, found.section_heading) == ("1", "发展")


def test_a_sentence_without_end_is_cut_at_its_clauses() -> None:
    """A line of a megabyte gives sentences of a size that a table can hold."""
    text = "投资5.5亿元，" * 2000
    layout = lay_out(text)
    assert "".join(sentence.text for sentence in layout.sentences) == text
    assert max(len(sentence.text) for sentence in layout.sentences) < 1100


def test_the_sign_of_a_mended_break_in_the_input_is_a_blank() -> None:
    """The character that stands for a mended break has no meaning of its own."""
    assert FILLER not in lay_out(f"新增5{FILLER}个").folded
    assert [one.value for one in find_quantities(f"新增5{FILLER}个")] == [Decimal(5)]


def test_lines_of_nothing_but_digits_are_not_joined_without_end() -> None:
    """A numeral longer than any report prints is unread, however many lines it has."""
    text = f"{'1' * 20}\n" * 2000
    found = extract(text)
    assert found.statements == ()
    assert all(text[one.start : one.end] == one.surface for one in found.unread)
