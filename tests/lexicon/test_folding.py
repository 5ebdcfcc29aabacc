"""Width and script fold by a table that keeps length."""

from __future__ import annotations

import pytest

from fengze_analysis.lexicon.folding import fold


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("１９．５％", "19.5%"),
        ("（一）８．６　亿元", "(一)8.6 亿元"),
        ("１８，６５２元，增长", "18,652元，增长"),
        ("３，４项", "3，4项"),
        ("壹佰贰拾叁万元", "一百二十三万元"),
        ("陆家嘴、伍先生", "陆家嘴、伍先生"),
        ("數字經濟產業園", "数字经济产业园"),
        ("－3.4﹪", "-3.4%"),
        ("，；！？", "，；！？"),
    ],
)
def test_look_alikes_fold_to_one(printed: str, folded: str) -> None:
    """Digits, signs and old characters; marks of Chinese text, and names, stay."""
    assert fold(printed) == folded
    assert len(fold(printed)) == len(printed)
