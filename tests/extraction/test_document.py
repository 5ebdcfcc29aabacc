"""What a report says of itself: its title is a heading, never a sentence."""

from __future__ import annotations

import pytest

from fengze_analysis.text.document import parse_document
from fengze_analysis.extraction.extract import extract


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
