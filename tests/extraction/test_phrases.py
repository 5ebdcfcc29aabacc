"""The phrases of the genre: each row a text and the figures that must be read in it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fengze_analysis.extraction.numerals import CHINESE, MULTIPLIERS, parse_chinese
from fengze_analysis.extraction.quantities import find_quantities, read_figures
from fengze_analysis.text.layout import lay_out
from tests.extraction.reading_tables import (
    Phrase,
    expected_number,
    facts,
    number,
    phrases,
    rows,
    unescape,
)

PHRASES = phrases()
REFUSED = rows("refuse")
NUMERALS = rows("numerals")
# Rows that are not yet read, each with what is missing. A row that is read must leave this list.
NOT_YET = {
    "table-09": "a table row without a header: nothing says that the last cell is a growth",
}
# Words that say an amount but name no number: reported as unread, never guessed.
UNREAD = {
    "走访了几十家小微企业": ["几十家"],
    "发放宣传册数十份": ["数十份"],
    "吸引数千万元社会资本": ["数千万元"],
    "带动上百家企业": ["上百家"],
    "总量翻了一番以上": ["一番"],
    "历时半年建成": ["半年"],
    "走访三五家农户": ["三五家"],
    "指标落实到324人民路": ["324"],
    "建成二0个": ["二0个"],
}


def _marked(phrase: Phrase) -> object:
    reason = NOT_YET.get(phrase.id)
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(phrase, id=phrase.id, marks=marks)


@pytest.mark.parametrize("phrase", [_marked(phrase) for phrase in PHRASES])
def test_the_figures_of_a_phrase_are_read(phrase: Phrase) -> None:
    """Surface, value, unit, kind, approximator and direction of each figure, and no figure more."""
    expected = [
        (one.surface, expected_number(one.value), one.unit, one.kind, one.approx, one.direction)
        for one in phrase.expected
    ]
    assert [facts(quantity) for quantity in find_quantities(phrase.text)] == expected


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("五年的成绩来之不易。", []),
        ("措施有力，五年新增学位300个。", ["300个"]),
        ("连续五年位居前列。", ["五年"]),
        ("任务完成，三年内建成桥梁2座。", ["三年", "2座"]),
        ("提前两年完成。", ["两年"]),
    ],
)
def test_years_that_open_a_clause_are_when_and_not_how_long(text: str, surfaces: list[str]) -> None:
    """五年新增学位300个 says of what time; 连续五年 says how long."""
    assert [one.surface for one in find_quantities(text)] == surfaces


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row["id"])
def test_what_is_no_figure_is_refused(row: dict[str, str]) -> None:
    """Dates, ordinals, codes, names and idioms give no quantity, alone as in a sentence."""
    text = unescape(row["text"])
    assert find_quantities(text) == []
    assert find_quantities(f"全面落实{text}，持续用力。") == [] or row["why"] in (
        "list_mark",
        "date",
    )


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("41.8万贫困人口稳定脱贫", "人"), ("惠及12万农村群众", "人"), ("3万师生", "人"),
        ("5万农户", ""), ("建设20万人口县城", ""), ("8万多份材料", "份"),
        ("生产总值突破千亿大关", "元"), ("进出口总额突破300亿", ""), ("培育食用菌1.5亿棒", ""),
    ],
)  # fmt: skip
def test_a_unit_that_is_not_printed_is_that_of_the_noun(text: str, unit: str) -> None:
    """People and money are known by their nouns; 进出口 may be in two currencies."""
    (quantity,) = find_quantities(text)
    assert quantity.canonical_unit == unit


@pytest.mark.parametrize("row", NUMERALS, ids=lambda row: row["text"])
def test_a_numeral_has_its_exact_value_or_none(row: dict[str, str]) -> None:
    """A Chinese numeral alone, any other before a unit; what is malformed has no value."""
    numeral, expected = row["text"], row["value"]
    if set(numeral) <= set(CHINESE) and numeral not in MULTIPLIERS:
        value = parse_chinese(numeral)
        assert value == (Decimal(expected) if expected else None)
    elif expected:
        unit = "" if "/" in numeral or "分之" in numeral else "个"
        (quantity,) = find_quantities(f"近{numeral}{unit}。")
        assert number(quantity.value) == expected_number(expected)
        assert quantity.surface == f"{numeral}{unit}"
    elif not expected:
        found = find_quantities(f"{numeral}。")
        assert not [one for one in found if one.surface.startswith(numeral)]


@pytest.mark.parametrize(("text", "surfaces"), UNREAD.items(), ids=list(UNREAD))
def test_an_amount_without_a_number_is_reported(text: str, surfaces: list[str]) -> None:
    """几十, 上百, 一番, 一半 and the like are unread with a reason, not dropped and not guessed."""
    reads = list(read_figures(text, lay_out(text)))
    unread = [read.figure for read in reads if read.quantity is None]
    assert [text[figure.start : figure.end] for figure in unread] == surfaces
    assert all(figure.reason for figure in unread)


def test_the_tables_are_what_the_readme_counts() -> None:
    """Several hundred phrases, ids unique, the refused not fewer than three in four of them."""
    for ids in ([phrase.id for phrase in PHRASES], [row["id"] for row in REFUSED]):
        assert len(ids) == len(set(ids))
    assert len(PHRASES) >= 600
    assert len(REFUSED) >= 0.75 * len(PHRASES)
    assert set(NOT_YET) <= {phrase.id for phrase in PHRASES}


def test_the_rate_on_value_and_unit() -> None:
    """F1 of exact value and unit over the whole phrase table stays above 0.99."""
    right = wanted = given = 0
    for phrase in PHRASES:
        found = [(number(one.value), one.unit) for one in find_quantities(phrase.text)]
        expected = [(expected_number(one.value), one.unit) for one in phrase.expected]
        right += sum(min(found.count(one), expected.count(one)) for one in set(expected))
        wanted, given = wanted + len(expected), given + len(found)
    assert 2 * right / (wanted + given) > 0.99
