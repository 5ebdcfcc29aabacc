"""Which indicator a figure is coded as: every name of the codebook, and its false friends."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fengze_analysis.extraction.extract import extract
from fengze_analysis.extraction.naming import Coder
from fengze_analysis.lexicon.codebook import expand, load_indicators
from fengze_analysis.model import Indicator, Statement

BOOK = load_indicators()
CODED = [one for one in BOOK if one.phrases]
TABLE = Path(__file__).parent / "tables" / "codes.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
# Patterns that need more than a name, or leave a gap in it, stand in the table.
_MORE = re.compile("[@#…]")
_SIGNS = ("+", "-", "~")


def _statements(text: str) -> list[Statement]:
    return list(extract(text, "made-up", BOOK).statements)


def _names(one: Indicator) -> Iterator[tuple[str, str]]:
    """The sign and the name of each plain pattern, those of another indicator resolved."""
    for phrase in one.phrases:
        sign = phrase[:1] if phrase.startswith(_SIGNS) else ""
        name = phrase[len(sign) :]
        if name.startswith("="):
            (other,) = (two for two in BOOK if two.code == name[1:])
            yield from ((sign or inner, spelled) for inner, spelled in _names(other))
        elif not _MORE.search(name):
            spelled = expand(name)
            yield from ((sign, one) for one in {spelled[0], spelled[-1]})


def _sentence(one: Indicator, sign: str, name: str) -> str:
    if one.form == "growth":
        return f"{name}{'下降' if sign == '-' else '增长'}4.5{one.unit}。"
    return f"{name}居全市第2位。" if one.form == "rank" else f"{name}达45{one.unit}。"


@pytest.mark.parametrize("one", CODED, ids=lambda one: one.code)
def test_each_name_names_its_indicator_and_no_other_thing_of_that_name(one: Indicator) -> None:
    """A whole name is coded; with a modifier of its own it is another thing."""
    for sign, name in _names(one):
        (row,) = _statements(_sentence(one, sign, name))[-1:]
        assert one.code in row.indicator, name
        (row,) = _statements(_sentence(one, sign, f"甲类主体的乙种{name}"))[-1:]
        assert one.code not in row.indicator or _leaves_gaps(one), name


def _leaves_gaps(one: Indicator) -> bool:
    return any("…" in phrase for phrase in one.phrases)


@pytest.mark.parametrize("one", CODED, ids=lambda one: one.code)
def test_no_name_reaches_over_a_figure_a_semicolon_or_a_full_stop(one: Indicator) -> None:
    """What is named before another figure, a ； or a 。 names nothing behind it."""
    for sign, name in _names(one):
        behind = "变动幅度4.5%" if one.form == "growth" else f"其他事项45{one.unit or '项'}"
        for stop in ("12栋，", "；", "。"):
            row = _statements(f"{name}{stop}{behind}。")[-1]
            assert one.code not in row.indicator, (sign, name, stop)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['surface']} in {row['text'][:16]}")
def test_a_figure_is_coded_as_a_careful_reader_would(row: dict[str, str]) -> None:
    """The code of the figure's own name, in lists and over clauses; none for what is near it."""
    (found,) = [one for one in _statements(row["text"]) if one.surface == row["surface"]]
    assert ";".join(found.indicator) == row["codes"]


def test_each_pattern_that_needs_more_than_a_name_stands_in_the_table() -> None:
    """A topic, words behind the figure or a gap: the table names each such indicator."""
    needing = {one.code for one in CODED if not any(_names(one))}
    assert needing <= {code for row in ROWS for code in row["codes"].split(";")}


def test_every_code_has_both_names_a_form_and_a_unit_of_its_own() -> None:
    """Codes are unique and each row can be read in either language."""
    assert len({one.code for one in BOOK}) == len(BOOK)
    assert all(one.name_zh and one.name_en and one.form for one in BOOK)
    assert len({one.name_zh for one in BOOK}) == len(BOOK)


def test_a_growth_is_no_level_and_a_rank_no_count() -> None:
    """Kind, unit and direction are those of the indicator."""

    def one(code: str, unit: str, form: str, *phrases: str) -> Indicator:
        return Indicator(code, code, code, unit, "none", form, "", "", True, phrases)

    coder = Coder([
        one("tax", "元", "flow", "税收(收入|)"),
        one("tax_growth", "%", "growth", "=tax"),
        one("tax_rank", "位", "rank", "税收"),
        one("use_reduction", "%", "growth", "-用水量"),
        one("grain", "吨", "flow", "粮食产量"),
        one("retail", "元", "flow", "社会消费品零售总额"),
    ])  # fmt: skip
    assert coder.find("全市税收收入", "amount", "元") == "tax"
    assert coder.find("全市累计完成税收收入", "amount", "元") == "tax"
    assert coder.find("企业税收", "amount", "元") == ""
    assert coder.find("全市社零总额", "amount", "元") == "retail"
    assert coder.find("税收", "change", "%", "up") == "tax_growth"
    assert coder.find("税收增长", "share", "%") == "tax_growth"
    assert coder.find("税收", "rank", "位") == "tax_rank"
    assert coder.find("税收", "amount", "个") == ""
    assert coder.find("用水量", "change", "%", "down") == "use_reduction"
    assert coder.find("用水量", "change", "%", "up") == ""
    assert coder.find("粮食产量", "amount", "斤") == "grain"
    assert coder.find("粮食产量", "amount", "亩") == ""
    assert Coder(()).find("税收", "amount", "元") == ""
