"""A contradiction survives every innocent reading, and a real error is found."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.audit import audit
from fengze_analysis.model import Document, Finding, Item, Period, Sentence, Statement

PLACE, YEAR = "云溪市松竹区", Period(2023, 2023)
TEMPLATES = ("2023年，全区城镇新增就业{}人。", "全区城镇新增就业{}人。", "城镇新增就业达到{}人。")
counts = st.integers(1000, 99999)
templates = st.sampled_from(TEMPLATES)


def _statement(text: str, surface: str, after: int, **given: object) -> Statement:
    start = text.index(surface, after)
    row = Statement(
        report_id="made-up", row_id=f"0.0.{start}", section="0", item="0", heading="",
        sentence=text, start=start, end=start + len(surface), surface=surface,
        value=Decimal(surface[:-1]), unit="人", canonical_unit="人", low=Decimal(surface[:-1]),
        high=Decimal(surface[:-1]), kind="amount", approx="exact", direction="", basis="",
        indicator_phrase="城镇新增就业", indicator=("urban_new_employment",), sense="outcome",
        year=YEAR, year_from="sentence", place=PLACE, period="", status="",
    )  # fmt: skip
    return row._replace(**given)  # type: ignore[arg-type]


def _audited(sentences: list[str], figures: list[str], second: dict[str, object]) -> list[Finding]:
    """The findings on two sentences with a figure each; ``second`` is what moves the other one."""
    text = "".join(sentences)
    spans = [Sentence(0, len(sentences[0]), sentences[0])]
    spans.append(Sentence(len(sentences[0]), len(text), sentences[1]))
    item = Item("0", "0", "", "", 0, len(text), tuple(spans))
    document = Document("made-up", text, "", "", "", PLACE, "2024-01-16", (item,), 2024)
    rows = [
        _statement(text, figures[0], 0),
        _statement(text, figures[1], len(sentences[0]), **second),
    ]
    return audit(document, rows)


def _said(first: int, second: int, shapes: tuple[str, str], **moved: object) -> list[str]:
    figures = [f"{first}人", f"{second}人"]
    sentences = [
        shape.replace("{}人", figure) for shape, figure in zip(shapes, figures, strict=True)
    ]
    return [one.outcome for one in _audited(sentences, figures, moved) if one.rule == "same_fact"]


@given(counts, counts, templates, templates)
def test_an_error_among_outcomes_of_one_place_and_year_is_found(
    first: int, second: int, one: str, other: str
) -> None:
    """Two outcomes of one subject, place and year that differ are a contradiction."""
    expected = "consistent" if first == second else "contradiction"
    assert _said(first, second, (one, other)) == [expected]


@given(
    counts, counts, templates, templates,
    st.sampled_from(
        [
            {"sense": "plan"}, {"sense": "scope"}, {"sense": "past_plan"},
            {"place": "云溪市青石县"}, {"place": "青石工业园区"}, {"place": ""},
            {"year": Period(2024, 2024)}, {"year": Period(2019, 2023)}, {"year": None},
            {"year": Period(2023, 2023, "H1")}, {"year_from": "section"}, {"approx": "over"},
            {"indicator": ("rural_new_employment",)}, {"direction": "up"},
            {"indicator_phrase": "2023年达到", "indicator": ()},
        ]
    ),
)  # fmt: skip
def test_a_figure_that_is_moved_never_contradicts(
    first: int, second: int, one: str, other: str, moved: dict[str, object]
) -> None:
    """To the outlook, another area, other years, another subject: an innocent reading each."""
    assert "contradiction" not in _said(first, second, (one, other), **moved)


@given(
    counts, counts, templates,
    st.sampled_from(
        [
            "五年来，全区年均城镇新增就业{}人。", "预计城镇新增就业{}人。",
            "力争城镇新增就业{}人。",
            "山区5镇城镇新增就业{}人。", "园区城镇新增就业{}人。", "全区累计城镇新增就业{}人。",
            "今年全区城镇新增就业计划{}人。", "按可比口径，全区城镇新增就业{}人。",
        ]
    ),
)  # fmt: skip
def test_a_word_that_tells_them_apart_is_enough(
    first: int, second: int, one: str, other: str
) -> None:
    """A mean of years, an estimate, a part of the area: the words say what the columns miss."""
    assert "contradiction" not in _said(first, second, (one, other))


@given(st.integers(20, 900), st.integers(1, 300), st.integers(0, 60))
def test_a_growth_of_counts_contradicts_only_where_no_rounding_saves_it(
    base: int, more: int, printed: int
) -> None:
    """The growth of two full counts, printed whole: half-up and cut off both count as right."""
    text = f"2023年，学校由{base}人增加到{base + more}人，增长{printed}%。"
    item = Item("0", "0", "", "", 0, len(text), (Sentence(0, len(text), text),))
    document = Document("made-up", text, "", "", "", PLACE, "2024-01-16", (item,), 2024)
    phrase = {"indicator_phrase": "在校学生", "indicator": ()}
    level_at = text.index("到") + 1
    change = _statement(text, f"{printed}%", 0, **phrase)._replace(
        value=Decimal(printed), unit="%", canonical_unit="%", kind="change", direction="up",
        low=Decimal(printed) - Decimal("0.5"), high=Decimal(printed) + Decimal("0.5"),
    )  # fmt: skip
    rows = [
        _statement(text, f"{base}人", 0, **phrase, year=Period(2022, 2022)),
        _statement(text, f"{base + more}人", level_at, **phrase),
        change,
    ]
    exact = Fraction(100 * more, base)
    right = Fraction(printed) - Fraction(1, 2) <= exact <= printed + 1
    outcomes = [one.outcome for one in audit(document, rows) if one.rule == "growth_against_levels"]
    assert outcomes == (["contradiction"] if not right else outcomes)
    assert not (right and "contradiction" in outcomes)


@pytest.mark.parametrize("total", ["300人", "301人"])
def test_a_sum_that_is_missed_is_found(total: str) -> None:
    """合计 of two full counts right before it."""
    text = f"小学教师100人、中学教师200人，合计{total}。"
    item = Item("0", "0", "", "", 0, len(text), (Sentence(0, len(text), text),))
    document = Document("made-up", text, "", "", "", PLACE, "2024-01-16", (item,), 2024)
    rows = [_statement(text, one, 0) for one in ("100人", "200人", total)]
    found = [one.outcome for one in audit(document, rows) if one.rule == "sum_of_parts"]
    assert found == ["consistent" if total == "300人" else "contradiction"]
