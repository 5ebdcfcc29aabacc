"""The report's text is set whole, every figure marked once and at its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fengze_analysis.model import Unread
from fengze_analysis.publishing.source import Block, source_blocks
from tests.publishing.made_up_site import TEXT, make_document, make_rows

DOCUMENT = make_document()
ROWS = make_rows(DOCUMENT)


def _said(block: Block) -> str:
    return "".join(part.text for part in block.parts)


def _bare(text: str) -> str:
    return "".join(text.split())


def _kinds(kind: str) -> list[str]:
    return [_said(block) for block in source_blocks(DOCUMENT, ROWS) if block.kind == kind]


def test_no_character_of_the_report_is_lost_or_added() -> None:
    """All blocks together are the text, white space aside."""
    assert _bare("".join(map(_said, source_blocks(DOCUMENT, ROWS)))) == _bare(TEXT)


def test_every_figure_is_marked_once_with_its_own_row() -> None:
    """The characters of each mark are those of its row, in the order of the text."""
    parts = [part for block in source_blocks(DOCUMENT, ROWS) for part in block.parts]
    marked = [(part.row, part.text) for part in parts if part.kind == "figure"]
    assert marked == [(row, row.surface) for row in ROWS]


def test_a_paragraph_cut_by_a_page_break_is_one_again() -> None:
    """The break is shown inside the paragraph, the share beside its plan."""
    (block,) = [one for one in source_blocks(DOCUMENT, ROWS) if "占年度计划" in _said(one)]
    kinds = [part.kind for part in block.parts]
    assert kinds.count("break") == 1
    assert "占年度计划108%" in _said(block)


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("head", ["临江市云溪区人民政府文件"]),
        ("number", ["云政综〔2024〕3号"]),
        ("title", ["临江市云溪区人民政府关于审议意见落实情况的报告"]),
        ("closing", ["临江市云溪区人民政府办公室", "2024年1月16日 印发"]),
    ],
)
def test_the_parts_of_an_official_document_are_told_apart(kind: str, texts: list[str]) -> None:
    """Letterhead, number, title and closing lines are set as such."""
    assert [text.strip() for text in _kinds(kind)] == texts


def test_headings_of_parts_and_measures_are_set_apart() -> None:
    """Both parts are headings; each of the four measures begins with its own."""
    assert [text[:2] for text in _kinds("section")] == ["一、", "二、"]
    blocks = source_blocks(DOCUMENT, ROWS)
    headings = [part.text for block in blocks for part in block.parts if part.kind == "heading"]
    assert headings == ["招商引资质效提升", "城区品质有力提升", "财政保障有力", "教育资源提档升级"]
    assert [block.name for block in blocks if block.name][-1] == "2.2"


def test_what_could_not_be_read_is_marked_too() -> None:
    """A passage that only looks like a figure is shown as unread."""
    start = TEXT.index("数十个")
    unread = Unread("yunxi-2024-3", start, start + 3, "数十个", "vague", "")
    blocks = source_blocks(DOCUMENT, ROWS, [unread])
    found = [part.text for block in blocks for part in block.parts if part.kind == "unread"]
    assert found == ["数十个"]


def test_of_two_marks_on_the_same_characters_one_stands() -> None:
    """Overlapping rows never double the text."""
    again = ROWS[0]._replace(row_id="9.9.9")
    blocks = source_blocks(DOCUMENT, (*ROWS, again))
    assert _bare("".join(map(_said, blocks))) == _bare(TEXT)


@pytest.mark.parametrize("text", ["", "\n\n", "没有结构的一段话。", "\r\n一段\r\n\r\n二段。\r\n"])
def test_a_text_without_form_is_set_all_the_same(text: str) -> None:
    """No title, no parts, other line ends: the text is there."""
    document = replace(DOCUMENT, text=text, items=(), title="", number="")
    assert _bare("".join(map(_said, source_blocks(document, ())))) == _bare(text)
