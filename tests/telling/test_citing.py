from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from fengze_analysis.model import Comparison
from fengze_analysis.publishing.cells import Link, Tag, Words
from fengze_analysis.telling import citing
from fengze_analysis.telling.saying import _sentences, counted, joined, paragraphs, say, tallied
from tests.made_up.district import REPORT, study_of
from tests.telling.reading_pages import fengze, yunxi


def _row(**changes: str) -> Comparison:
    """A row with the share of the digital economy, some cells changed."""
    rows = (row for row in fengze().comparisons if row.relation == "benchmark")
    return replace(next(rows), **changes)


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        ("66.48", "%", "66.48%", "66.48%"),
        ("860000000", "元", "8.6亿元", "860 million yuan"),
        ("19.44", "个/万人", "每万人19.44个", "19.44 per 10,000 people"),
        ("6..6.5", "%", "6%至6.5%", "6 to 6.5%"),
        ("5..", "个百分点", "不低于5个百分点", "at least 5 percentage points"),
        ("", "%", "", ""),
        ("..", "%", "", ""),
    ],
)
def test_an_amount_is_read_with_its_unit(value: str, unit: str, zh: str, en: str) -> None:
    """A number, a range, an open end and nothing at all, in both languages."""
    assert citing.amount(value, unit) == Words(zh, en)


@pytest.mark.parametrize(
    ("value", "unit", "zh"),
    [
        ("2.90", "人", "2.90人"),
        ("60.0", "%", "60.0%"),
        ("60", "%", "60%"),
        ("2.9", "人", "2.9人"),
        ("650000000", "吨", "6.5亿吨"),
        ("1.0..2.0", "%", "1%至2%"),
        ("", "%", ""),
    ],
)
def test_zeros_that_were_printed_stay(value: str, unit: str, zh: str) -> None:
    """A zero at the end of a decimal is kept; a whole number and a range are read as ever."""
    assert citing.amount(value, unit).zh == zh


@pytest.mark.parametrize(
    ("low", "high", "unit", "zh"),
    [
        ("9.475", "9.485", "个百分点", "9.47个百分点至9.49个百分点"),
        ("-1.234", "", "个百分点", "不低于-1.24个百分点"),
        ("", "3", "%", "不高于3%"),
        ("7", "7", "%", "7%"),
        ("", "", "%", ""),
    ],
)
def test_the_ends_of_an_interval_are_rounded_outward(
    low: str, high: str, unit: str, zh: str
) -> None:
    """Two places, the lower end down and the upper end up, an open end in words."""
    assert citing.spread(low, high, unit).zh == zh


def test_a_gap_of_rates_is_in_points() -> None:
    """The gap between two percentages is in percentage points, none is nothing."""
    assert citing.gap(_row(gap_low="1", gap_high="2")).en == "1 to 2 percentage points"
    assert citing.gap(_row(gap_low="", gap_high="")) == Words()
    assert citing.gap(_row(gap_low="1", gap_high="2", unit="元")).zh == "1元至2元"


def test_a_computed_value_is_rounded_where_it_is_read() -> None:
    """Two places of 亿 for a plan, two of one for a rate."""
    assert citing.rough("5657407407.4074", "元").zh == "56.57亿元"
    assert citing.rough("17.3333", "%").en == "17.33%"


def test_a_target_is_named_with_place_year_and_plan() -> None:
    """Whose target, for which year, of which kind of plan; a result says that it is one."""
    study = fengze()
    target = _row()
    assert citing.whose(study, target) == Words(
        "鲤城区2025年目标（专项规划）", "Licheng District, target for 2025 (sector plan)"
    )
    result = next(row for row in study.comparisons if row.target_id.startswith("P"))
    assert "实绩" in citing.whose(study, result).zh
    assert "result of" in citing.whose(study, result).en


def test_a_target_without_a_year_says_so() -> None:
    """No year is printed as one that is not stated, and never left out."""
    assert citing.year_of("") == Words("未载明年份", "no stated year")
    assert "未载明年份" in citing.whose(fengze(), _row(target_year="")).zh


def test_a_row_without_target_is_nobodys() -> None:
    """Only the report's own plan of the year is named without a target on file."""
    own = next(row for row in fengze().comparisons if row.relation == "yearly_plan")
    assert citing.whose(fengze(), own).zh == "报告自述的年度计划"
    none = next(row for row in fengze().comparisons if not row.target_id and row.reason)
    assert citing.whose(fengze(), none) == Words()


def test_what_a_target_asks_keeps_its_sign_and_hedge() -> None:
    """力争 and 左右 stay visible; a target in words alone is quoted."""
    study = fengze()
    asked = citing.asked(study, _row())
    assert asked.zh.endswith(">57%（力争…超）")
    assert asked.en.endswith("> 57% (strive for)")
    words = citing.asked(study, _row(target_id="T002", target="", indicator="labour"))
    assert words.zh.endswith("高于GDP增长")
    assert words.en.endswith("“高于GDP增长”")


def test_a_source_links_to_its_address_and_says_its_standing() -> None:
    """A source with an address is a link, one without is words, an unknown one its id."""
    study = fengze()
    linked = next(source for source in study.curated.sources if source.url)
    cell = citing.source_cell(study, linked.source_id, "tertiary")
    assert isinstance(cell, Link)
    assert cell.href == linked.url
    assert "转载，未见原件" in cell.words.zh
    bare = next(source for source in study.curated.sources if not source.url)
    plain_cell = citing.source_cell(study, bare.source_id, "")
    assert isinstance(plain_cell, Words)
    assert citing.source_cell(study, "S999", "") == "S999"
    assert citing.source_cell(study, "", "") == Words("报告自述", "as the report itself says")


def test_badges_follow_the_relation() -> None:
    """A verdict's badge is its word, a benchmark's its relation, a refusal's its reason."""
    assert citing.word_tag(_row()).code == "benchmark"
    verdict = citing.word_tag(_row(relation="verdict", word="快于预期"))
    assert verdict == Tag("快于预期", Words("快于预期", "ahead of schedule"))
    open_ = "舍入误差内不能判定（滞后于预期／快于预期）"
    assert citing.word_tag(_row(relation="verdict", word=open_)).code == "舍入误差内不能判定"
    refused = citing.word_tag(_row(relation="none", word="无法评估", reason="no_baseline"))
    assert refused == Tag("none", Words("缺基期值", "no base value"))


def test_the_year_of_a_value_says_where_it_was_assumed() -> None:
    """A printed year stands alone, an assumed one is marked, none is said to be missing."""
    study = fengze(undated_year="2023")
    dated = {row.row_id for row in study.observations if row.period_year}
    printed = next(row for row in study.comparisons if row.row_id in dated)
    assert citing.observed_year(study, replace(printed, observed_year="2023")).zh == "2023年"
    assumed = next(row for row in study.comparisons if row.relation == "peer")
    assert citing.observed_year(study, assumed) == Words("2023年，假定", "2023, assumed")
    assert citing.observed_year(fengze(), _row()).zh == "未载明年份"


def test_every_area_on_file_has_a_name_to_show() -> None:
    """Figures get a name for each area, the report's own among them."""
    study = fengze()
    named = citing.areas(study)
    assert set(named) == {row.place for row in study.curated.places}
    assert all(words.en.isascii() for words in named.values())
    assert named["泉州市鲤城区"] == Words("鲤城区", "Licheng District")
    assert citing.own(fengze()) == Words("丰泽区", "Fengze District")
    assert citing.area(yunxi(), "临江市石门区") == Words("石门", "石门")


def test_the_reports_own_area_may_be_named_by_its_sidecar(tmp_path: Path) -> None:
    """Where the table of areas has no English name, the sidecar's stands, else the Chinese."""
    assert citing.own(yunxi()) == Words("云溪", "云溪")
    named = study_of(tmp_path, REPORT.read_text("utf-8"), english={"place": "Yunxi District"})
    assert citing.own(named) == Words("云溪", "Yunxi District")


def test_sentences_have_the_same_blanks_in_both_languages() -> None:
    """What is filled in Chinese is filled in English, but for nouns that one of them lacks."""
    for key, words in _sentences().items():
        zh, en = (set(re.findall(r"{(\w+)}", text)) for text in (words.zh, words.en))
        assert en <= zh, key
        assert zh - en <= {"n"}, key


def test_a_blank_left_empty_is_an_error() -> None:
    """A sentence is never said with a blank."""
    with pytest.raises(KeyError):
        say("own_many", own="甲区")
    with pytest.raises(KeyError):
        say("no_such_sentence")


def test_words_are_joined_and_counted() -> None:
    """Empty parts are left out, paragraphs parted, words counted in the order given."""
    parts = (Words("甲", "a"), Words(), Words("乙", "b"))
    assert joined(parts, "、", ", ") == Words("甲、乙", "a, b")
    assert paragraphs(*parts) == Words("甲\n\n乙", "a\n\nb")
    assert counted(1, "row") == Words("1", "1 row")
    assert counted(1200, "row").en == "1,200 rows"
    assert tallied({"快于预期": 2, "滞后于预期": 0}) == Words("快于预期2项", "2 ahead of schedule")
