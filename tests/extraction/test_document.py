"""What a report says of itself: its title is a heading, never a sentence."""

from __future__ import annotations

import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.extraction.extract import extract
from fengze_analysis.text.document import parse_document


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("云溪县2023年政府工作报告\n各位代表：\n增长5%。", "云溪县2023年政府工作报告"),
        ("云溪县工作报告\n现在，我代表云溪县人民政府，作报告。", "云溪县工作报告"),
        ("在区委全会上的讲话\n同志们，请坐。", "在区委全会上的讲话"),
        ("全区新增企业5家。\n二是增长3%。", ""),
        ("云溪县新增企业5家，增长3%\n二是稳岗。", ""),
        ("各位代表：\n现在报告工作。", ""),
    ],
)
def test_a_sentence_is_no_title(text: str, title: str) -> None:
    """A first line with a clause or a full stop is text; the place is not taken from it."""
    document = parse_document(text)
    assert document.title == title
    assert document.place == ("云溪县" if title.startswith("云溪县") else "")


def test_the_phrase_of_a_traditional_text_is_shown_as_printed() -> None:
    """Read in simplified characters, shown in those of the text, in lists too."""
    rows = extract("城鎮、農村居民收入分別為5萬元和3萬元，財政收入增長３％。").statements
    assert [row.indicator_phrase for row in rows] == ["城鎮居民收入", "農村居民收入", "財政收入"]


def test_figures_are_coded_by_the_codebook_of_the_package() -> None:
    """Without indicators those of the package give the codes, with none given there are none."""
    text = "全年城镇新增就业2.2万人。"
    assert extract(text).statements[0].indicator == ("urban_new_employment",)
    assert extract(text, indicators=()).statements[0].indicator == ()


@pytest.mark.parametrize("path", ["report.txt", "data/raw/丰山县2024.DOCX", "C:\\报告 终稿.pdf"])
def test_a_path_is_no_text(path: str) -> None:
    """A path given for the text of a report is an error that says what to give."""
    with pytest.raises(InputError, match=r"a path is no text .*read_file\(path\)\.text"):
        extract(path)


@pytest.mark.parametrize(
    "text", ["", "增长3%", "见report.txt。", "完成5亿元，见附件.pdf", "甲\nb.txt"]
)
def test_a_short_text_is_no_path(text: str) -> None:
    """What holds a sentence or a second line is read, whatever it ends with."""
    assert extract(text).document.text == text
