"""The fixed words, the parameters, the areas and the small rules under the comparison."""

from __future__ import annotations

import csv
from dataclasses import replace
from fractions import Fraction
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.comparison.geography import Geography, geography, own_place
from fengze_analysis.comparison.heads import (
    depends_on_size,
    is_per_head,
    per_head_scale,
    population,
)
from fengze_analysis.comparison.names import likeness
from fengze_analysis.comparison.parameters import Parameters, parse_parameters
from fengze_analysis.comparison.printing import bounds_text, number_text
from fengze_analysis.comparison.remarks import english_hedge, remarks
from fengze_analysis.comparison.words import (
    REASONS,
    RELATIONS,
    english,
    is_undecided,
    text,
    undecided,
    verdict,
)
from fengze_analysis.errors import InputError
from fengze_analysis.interval import Interval
from fengze_analysis.model import Place
from tests.comparison.made_up import (
    CITY,
    COVERAGE,
    FAR,
    LIKE,
    NATION,
    OWN,
    PLACES,
    PROVINCE,
    aim,
    observe,
    people,
)

# The reasons as they are printed in the description of the method; three more came since.
ADDED = ("not_an_outcome", "target_equals_base", "method_undefined")
PRINTED = {
    "no_target_on_file": (
        "本库未收录相应目标（不等于未设目标）",
        "no matching target on file (one may exist)",
    ),
    "activity_count": ("工作量数据，规划通常不设目标", "activity count; plans rarely set targets"),
    "no_baseline": ("缺基期值", "no base value"),
    "definition_differs": ("指标口径不同", "definitions differ"),
    "scope_differs": ("统计范围不同", "coverage differs"),
    "period_differs": ("时期不同", "periods differ"),
    "period_unclear": ("数据时点未载明", "reference date not stated"),
    "stock_or_flow_unclear": ("未载明累计或当年新增", "stock or new in the year not stated"),
    "single_year_of_cumulative": (
        "仅有当年值，目标为累计值",
        "one year against a cumulative target",
    ),
    "base_not_comparable": ("基期不可比", "base period not comparable"),
    "not_measurable": ("目标未量化或未定年限", "target has no number or no year"),
    "headcount_without_denominator": (
        "只有参保人数，缺应参保人数",
        "headcount without the eligible population",
    ),
    "unit_unclear": ("单位不明", "unit unclear"),
    "level_not_applicable": ("指标不适用于区级", "not a district-level indicator"),
}


def test_the_reasons_are_printed_word_for_word_and_in_order() -> None:
    """Code, Chinese and English of every printed reason, in that order, beside those added."""
    printed = [code for code in REASONS if code not in ADDED]
    found = {code: (text("reason", code).zh, text("reason", code).en) for code in printed}
    assert found == PRINTED
    assert printed == list(PRINTED)
    assert set(ADDED) < set(REASONS)


def test_every_word_has_two_languages_and_stands_once() -> None:
    """No cell of the word list is empty, but for hedges that only repeat a sign; no code twice."""
    content = files("fengze_analysis.comparison").joinpath("words.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(content.splitlines()))
    assert all(all(row.values()) for row in rows if row["kind"] != "hedge")
    keys = [(row["kind"], row["code"]) for row in rows]
    assert len(keys) == len(set(keys))
    assert {code for kind, code in keys if kind == "relation"} == set(RELATIONS)


def test_the_words_of_the_review_are_its_own() -> None:
    """The five words of the mid-term review, unchanged."""
    codes = ("met_early", "ahead", "on_schedule", "behind", "not_assessable")
    assert [verdict(code) for code in codes] == [
        "提前实现",
        "快于预期",
        "基本符合预期",
        "滞后于预期",
        "无法评估",
    ]


def test_a_benchmark_word_never_says_completed() -> None:
    """No word on another's target holds 完成."""
    assert not any("完成" in verdict(code) for code in ("above", "equal", "below"))


def test_an_undecided_word_names_both_and_is_known_as_such() -> None:
    """Both words stand in it, in Chinese and in English."""
    word = undecided("on_time", "behind_time")
    assert is_undecided(word)
    assert not is_undecided(verdict("on_time"))
    assert english(word) == (
        "cannot be decided within rounding error (on the time schedule / behind the time schedule)"
    )
    assert english("未见于词表") == "未见于词表"


def test_an_unknown_word_is_an_error() -> None:
    """A code that is not fixed does not pass in silence."""
    with pytest.raises(KeyError):
        text("reason", "because")


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"as_of": "24"}, "as_of '24' is no year"),
        ({"base_year": "二〇二〇"}, "base_year '二〇二〇' is no year"),
        ({"undated_year": "2023年"}, "undated_year '2023年' is no year"),
        ({"rounding": "up"}, "rounding 'up' is unknown"),
        ({"undated": "hide"}, "undated 'hide' is unknown"),
        ({"delta": "5"}, "delta 5 is out of range"),
        ({"about_share": "-0.1"}, "about_share -1/10 is out of range"),
        ({"delta": "five"}, "delta 'five' is no number"),
        ({"delta": "1/0"}, "delta '1/0' is no number"),
        ({"deltas": "0.1"}, "parameter 'deltas' is unknown"),
    ],
)
def test_a_wrong_parameter_is_refused_by_name(given: dict[str, str], what: str) -> None:
    """An unknown name or a value out of range stops before anything is compared."""
    with pytest.raises(InputError) as fault:
        parse_parameters(given)
    assert str(fault.value).startswith(what)


def test_parameters_read_their_printed_form() -> None:
    """Numbers become exact shares, words stay words, the rest keeps its default."""
    found = parse_parameters({"delta": "0.1", "as_of": "2023", "undated": "refuse"})
    assert found == Parameters(as_of="2023", delta=Fraction(1, 10), undated="refuse")


def test_the_area_is_placed_by_its_full_name() -> None:
    """Own, like, then the areas above, nearest first; a namesake elsewhere has no relation."""
    around = geography(OWN, PLACES)
    ranks = [around.rank(place) for place in (OWN, LIKE, CITY, PROVINCE, NATION, FAR, "甲区")]
    assert ranks == [0, 1, 2, 3, 4, -1, -1]
    assert around.is_district
    assert around.named(OWN) == around.named(OWN, "en") == "甲区"
    assert around.named(CITY, "en") == "East City"
    assert around.named("某地") == around.named("某地", "en") == "某地"


def test_areas_in_a_circle_or_missing_above_do_not_trap() -> None:
    """A parent that is not on file ends the way up, one that leads back does so too."""
    round_about = (
        Place("甲", "甲", "city", "乙", ()),
        Place("乙", "乙", "province", "甲", ()),
    )
    assert geography("甲", round_about).above == ("乙", "甲")
    assert geography("甲", round_about[:1]).above == ("乙",)
    assert geography("丙", round_about) == Geography(
        "丙", levels={"甲": "city", "乙": "province"}, shorts={"甲": "甲", "乙": "乙"}
    )


def test_the_own_place_is_the_parameter_or_the_commonest() -> None:
    """The parameter wins; without it figures without a place do not count."""
    rows = [observe("1", place=""), observe("1", place=""), observe("1", place=CITY)]
    assert own_place(rows, Parameters()) == CITY
    assert own_place(rows, Parameters(place=OWN)) == OWN
    assert own_place(rows[:1], Parameters()) == ""


@pytest.mark.parametrize(
    ("form", "name", "unit", "answer"),
    [
        ("level", "新增学位数", "个", True),
        ("flow", "地区生产总值", "元", True),
        ("rate", "参与率", "%", False),
        ("growth", "产值增速", "%", False),
        ("ratio", "放大倍数", "倍", False),
        ("level", "人均预期寿命", "岁", False),
        ("level", "人均可支配收入", "元", False),
        ("level", "每千人口床位数", "张", False),
        ("level", "PM2.5浓度", "微克/立方米", False),
        ("index", "发展指数", "", False),
    ],
)
def test_what_grows_with_an_area_is_compared_per_head(
    form: str, name: str, unit: str, answer: bool
) -> None:
    """Counts and sums grow with the area; shares, rates and values per head do not."""
    assert depends_on_size(replace(COVERAGE, form=form, name_zh=name), unit) is answer


def test_an_unknown_indicator_is_taken_to_grow_with_its_area() -> None:
    """Without the codebook only the unit can tell."""
    assert depends_on_size(None, "个")
    assert not depends_on_size(None, "%")


def test_names_say_by_how_many_people() -> None:
    """每十万 is not 每万, 每千 is, 人均 is one, and a plain name is none."""
    names = ("每十万人口大学生", "每万人拥有5G基站数", "每千人口床位", "每百户拥有汽车", "人均绿地")
    assert [per_head_scale(name) for name in names] == [100_000, 10_000, 1_000, 100, 1]
    assert not is_per_head("每年新增学位")


def test_the_population_of_the_nearest_year_is_taken() -> None:
    """Of 2018, 2020 and 2022 the earlier of two equally near years; the last without a date."""
    rows = [
        people(OWN, str(count), year) for count, year in ((7, "2018"), (8, "2020"), (9, "2022"))
    ]
    rows.append(people(OWN, "0", "2021"))
    rows.append(people(CITY, "99", "2021"))
    assert [
        found.figure.year
        for year in ("2017", "2021", "2023", "")
        if (found := population(OWN, year, rows, Parameters()))
    ] == ["2018", "2020", "2022", "2022"]
    assert population(LIKE, "2021", rows, Parameters()) is None


@given(st.text("数字经济核心产业占比", min_size=2), st.text("数字经济核心产业占比", min_size=2))
def test_likeness_is_symmetric_and_whole_for_a_part(first: str, second: str) -> None:
    """Two names are as alike one way as the other, and a name is wholly in a longer one."""
    assert likeness(first, second) == likeness(second, first)
    assert likeness(first, first + second) == 1


def test_a_name_of_one_letter_is_like_nothing() -> None:
    """Without a pair of letters there is nothing to compare."""
    assert likeness("率", "参与率") == 0


@given(st.fractions(min_value=-1000, max_value=1000), st.fractions(min_value=0, max_value=9))
def test_printed_bounds_never_cut_the_interval(value: Fraction, width: Fraction) -> None:
    """Rounded outward, the printed ends hold the computed ones."""
    low, high = bounds_text(Interval(value, value + width))
    assert Fraction(low) <= value
    assert Fraction(high) >= value + width
    assert abs(Fraction(number_text(value)) - value) <= Fraction(1, 20000)


def test_open_and_missing_numbers_print_as_nothing() -> None:
    """An open end and a number that is not there are empty cells."""
    assert bounds_text(Interval.parse("", "2/3")) == ("", "0.6667")
    assert bounds_text(None) == ("", "")
    assert number_text(None) == ""


@pytest.mark.parametrize(
    ("qualifier", "english_words"),
    [
        ("力争…超", "strive for"),
        ("以上，五年", "over five years"),
        ("左右", "about"),
        ("提高到", ""),
        ("", ""),
        ("视情况而定", "“视情况而定”"),
        ("力争视情况", "“力争视情况”"),
    ],
)
def test_a_hedge_is_said_in_english_or_quoted(qualifier: str, english_words: str) -> None:
    """Known hedges are translated, signs in words left out, all else stands as printed."""
    assert english_hedge(qualifier) == english_words


def test_remarks_name_the_type_once() -> None:
    """A sum, a mean or a level to keep is named unless its qualifier does so already."""
    total = aim("100", type="累计", qualifier="力争")
    assert (remarks(total, "zh"), remarks(total, "en")) == ("累计，力争", "in all, strive for")
    stated = aim("6", type="年均", qualifier="年均，以上")
    assert (remarks(stated, "zh"), remarks(stated, "en")) == ("年均，以上", "yearly mean")
    assert remarks(aim("90"), "zh") == remarks(aim("90"), "en") == ""
