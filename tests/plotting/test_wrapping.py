from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.plotting.fonts import text_width
from fengze_analysis.plotting.wrapping import ELLIPSIS, wrap

CHINESE = "持续优化营商环境，推动“互联网+监管”（试点）提升至100%。"


@pytest.mark.parametrize("width", [30, 45, 60, 90, 140, 300])
@pytest.mark.parametrize("text", [CHINESE, "Safe use of contaminated farmland, by area", "W" * 70])
def test_no_line_is_wider_than_its_column(text: str, width: float) -> None:
    """Every line fits, a word without a space as well."""
    lines = wrap(text, width, 9, most=50)
    assert max(text_width(line, 9) for line in lines) <= width


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), max_size=60))
def test_wrapping_loses_no_character(text: str) -> None:
    """Put together again, the lines are the text, but for spaces."""
    lines = wrap(text, 80, 9, most=100)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize("width", range(36, 150, 7))
def test_punctuation_stands_on_its_proper_side(width: int) -> None:
    """No line begins with a closing mark or ends with an opening one."""
    lines = wrap(CHINESE, width, 9, most=50)
    assert not [line for line in lines[1:] if line[0] in "，。、；：！？）》”"]
    assert not [line for line in lines[:-1] if line[-1] in "（《“"]


@pytest.mark.parametrize("width", range(40, 150, 10))
def test_a_figure_is_not_cut(width: int) -> None:
    """A number stays with its decimals and its sign."""
    assert any("83.35%" in line for line in wrap("学校占比83.35%，居全市第1", width, 9, most=50))


@pytest.mark.parametrize("width", range(50, 200, 12))
def test_an_english_word_is_not_cut(width: int) -> None:
    """Lines of English break between words."""
    text = "Core digital industries as a share of GDP"
    assert " ".join(wrap(text, width, 9, most=50)).split() == text.split()


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        (
            "要立足均衡发展，持续提升城市品质发展后劲",
            130,
            ["要立足均衡发展，", "持续提升城市品质发展后劲"],
        ),
        ("丰泽", 90, ["丰泽"]),
        ("", 90, [""]),
        ("   ", 90, [""]),
        ("丰\n 泽\t区", 90, ["丰 泽 区"]),
        ("招商引资质效提升工程", 50, ["招商引资质", "效提升工程"]),
        ("丰泽区", 5, ["丰", "泽", "区"]),
    ],
)
def test_lines_are_what_a_typesetter_would_set(text: str, width: float, lines: list[str]) -> None:
    """Lines break after a comma if that fits, else into like lengths; space is single."""
    assert wrap(text, width, 9) == lines


def test_a_last_line_is_not_one_word() -> None:
    """Lines are evened out, so that the last is not much shorter than the rest."""
    first, second = wrap("提升政府性融资担保机构增信", 112, 9)
    assert abs(len(first) - len(second)) <= 1


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    """An endless label is cut at the last line, within the width."""
    lines = wrap("很长" * 300, 60, 9, most=3)
    assert len(lines) == 3
    assert lines[-1].endswith(ELLIPSIS)
    assert text_width(lines[-1], 9) <= 60


def test_an_ellipsis_follows_no_comma() -> None:
    """A cut line does not end in a comma and an ellipsis."""
    assert wrap("提升，" * 90, 60, 9, most=1) == ["提升，提升" + ELLIPSIS]


def test_a_text_that_fits_keeps_its_end() -> None:
    """Nothing is cut where the lines are few enough."""
    assert ELLIPSIS not in "".join(wrap("提升政府性融资担保机构", 60, 9, most=2))
