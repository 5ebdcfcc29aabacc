"""What a phrase names."""

from __future__ import annotations

import pytest

from fengze_analysis.lexicon import subject


@pytest.mark.parametrize(
    ("read", "text", "found"),
    [
        ("squash", "新增面积 ５０.39 万 m²", "新增面积50.39万m²"),
        ("subject", "2023年全市城镇新增就业达到", "城镇就业"),
        ("subject", "山区5市新增就业", "山区5市就业"),
        ("names_subject", "城镇新增就业", True),
        ("names_subject", "2010年达到", False),
        ("names_subject", "增加到去年", False),
        ("names_subject", "中央财政将安排", False),
        ("names_subject", "在今年内可以建设完工的有", False),
        ("names_subject", "年度总投资", False),
        ("names_subject", "总里程", False),
        ("names_subject", "地铁总里程", True),
    ],
)
def test_a_phrase_is_read_for_what_it_names(read: str, text: str, found: object) -> None:
    """Words that name nothing fall away; what is left is the subject, or there is none."""
    assert getattr(subject, read)(text) == found
