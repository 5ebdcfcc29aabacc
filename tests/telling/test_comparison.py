from __future__ import annotations

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from fengze_analysis import open_study
from fengze_analysis.comparison.coverage import count_statuses
from fengze_analysis.comparison.words import RELATIONS
from fengze_analysis.errors import InputError
from fengze_analysis.publishing.cells import PageTable, split_printed
from fengze_analysis.showing import table_text
from fengze_analysis.study import Study
from fengze_analysis.telling import (
    citing,
    comparison,
    coverage,
    evidence,
    figures,
    plans,
    references,
    verdicts,
)
from tests.made_up.district import make_project, rewrite_report
from tests.telling.reading_pages import (
    OWN_TARGETS,
    both,
    check_notebook,
    codes,
    column,
    fengze,
    numbers,
    own_targets_csv,
    said,
    yunxi,
)

VERDICT_WORDS = (
    "提前实现",
    "快于预期",
    "基本符合预期",
    "滞后于预期",
    "序时进度",
    "已完成",
    "未完成",
)
STUDIES = (fengze, yunxi)
TABLES = (
    coverage.coverage_table,
    coverage.relations_table,
    coverage.statuses_table,
    comparison.comparison_table,
    evidence.evidence_table,
    plans.derived_table,
    plans.plans_table,
    references.benchmarks_table,
    verdicts.verdicts_table,
)
LINES = (
    comparison.bottom_line,
    comparison.limits_line,
    comparison.settings_line,
    comparison.year_line,
    evidence.measures_line,
    plans.plans_line,
    references.benchmarks_line,
    verdicts.own_line,
    verdicts.needed_line,
    verdicts.pace_line,
)


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The real report held against made-up targets of its own district, undated figures as 2023."""
    path = own_targets_csv(tmp_path_factory.mktemp("targets"))
    return fengze(targets=path, undated_year="2023")


def test_the_bottom_line_counts_each_observation_once() -> None:
    """Figures, observations and the five classes of the sentence are those of the coverage."""
    study = fengze()
    zh, en = both(comparison.bottom_line(study))
    counts = Counter(row.relation for row in study.coverage)
    twice = sum(";" in row.indicator for row in study.observations)
    expected = [len(study.observations), len(study.coverage), twice]
    classes = [counts[one] for one in ("yearly_plan", "benchmark", "peer", "none")]
    expected += [number for number in classes if number]
    assert numbers(zh)[: len(expected)] == [str(number) for number in expected]
    assert [one for one in numbers(en) if one != "14"] == numbers(zh)
    assert ("没有可与其他地区同期实绩并列的" in zh) == (counts["peer"] == 0)
    assert ("one can be set beside results elsewhere" in en) == (counts["peer"] == 0)
    assert len(study.coverage) == sum(counts.values()) == len(study.observations) + twice


def test_the_bottom_line_says_why_no_verdict_is_given() -> None:
    """Without targets of its own on file the district is judged by none, and the page says why."""
    zh, en = both(comparison.bottom_line(fengze()))
    assert "因本库未收录丰泽区自己的规划指标表，没有一项能用来判断其“十四五”目标完成情况" in zh
    assert "None can be judged against Fengze District's own 14th Five-Year Plan targets" in en
    assert not any(word in zh for word in VERDICT_WORDS)


def test_the_bottom_line_counts_the_verdicts_where_targets_are_on_file() -> None:
    """With targets of its own the sentence gives how many were judged, and each word's count."""
    study = yunxi()
    judged = Counter(row.word for row in study.coverage if row.relation == "verdict")
    zh, en = both(comparison.bottom_line(study))
    assert f"{judged.total()}项可对照云溪自己的“十四五”目标作出判断" in zh
    assert all(f"{word}{count}项" in zh for word, count in judged.items())
    assert "1 ahead of schedule" in en
    assert f"{judged.total()} can be judged" in en


def test_targets_that_fit_nothing_are_no_verdict(tmp_path: Path) -> None:
    """A target of its own without a base value is named as on file and judges nothing."""
    bare = OWN_TARGETS[1].replace("60.0,2020", ",")
    study = fengze(targets=own_targets_csv(tmp_path, [bare]), undated_year="2023")
    zh, en = both(comparison.bottom_line(study))
    assert "（1条）都缺对照条件" in zh
    assert "the 1 on file cannot be applied" in en
    line, _ = both(verdicts.own_line(study))
    assert "1项无法评估：缺基期值（1项）" in line


def test_the_reasons_named_are_the_most_frequent() -> None:
    """The two reasons of the bottom line are the largest of the coverage, with their counts."""
    study = fengze()
    reasons = Counter(row.reason for row in study.coverage if row.reason).most_common(2)
    zh, en = both(coverage.reasons_phrase(study))
    for reason, count in reasons:
        assert f"{citing.short_reason(reason).zh}（{count}项）" in zh
        assert f"{citing.short_reason(reason).en} ({count})" in en


@pytest.mark.parametrize("open_", STUDIES)
def test_every_observation_stands_in_exactly_one_class(open_: object) -> None:
    """The classes of the summary add up to the coverage, and each figure is linked in its class."""
    study: Study = open_()  # type: ignore[operator]
    table = coverage.coverage_table(study)
    counts = [one.count for one in count_statuses(study.coverage)]
    assert column(table, "count") == counts
    marked = [cell.zh for cell in column(table, "figures")]  # type: ignore[union-attr]
    linked = [key for text in marked for key, _ in split_printed(text) if key]
    assert Counter(linked) == Counter(row.row_id for row in study.coverage)


@pytest.mark.parametrize("open_", STUDIES)
def test_the_status_list_has_one_row_an_observation(open_: object) -> None:
    """The long list holds every observation once, in the order of the report."""
    study: Study = open_()  # type: ignore[operator]
    table = coverage.statuses_table(study)
    keys = list(zip(column(table, "row_id"), column(table, "indicator"), strict=True))
    assert keys == [(row.row_id, row.indicator) for row in study.coverage]
    assert len(set(keys)) == len(keys)
    assert said(table, "relation") == [row.relation for row in study.coverage]


def test_what_would_settle_a_refusal_is_said_for_every_reason() -> None:
    """Each class without a comparison says what is still wanted; the compared ones say nothing."""
    table = coverage.coverage_table(fengze())
    for reason, remedy in zip(said(table, "reason"), said(table, "remedy", "en"), strict=True):
        assert (remedy == "—") == (reason == "")


def test_the_table_of_relations_counts_all_of_them() -> None:
    """Every relation is listed, absent ones with 0, and the counts add up to the observations."""
    study = fengze()
    table = coverage.relations_table(study)
    assert codes(table, "relation") == list(RELATIONS)
    assert sum(int(str(one)) for one in column(table, "count")) == len(study.coverage)
    assert "不说完成与否" in said(table, "may_not")[RELATIONS.index("benchmark")]


@pytest.mark.parametrize("open_", STUDIES)
def test_the_full_table_has_one_row_an_observation_and_target(open_: object) -> None:
    """Row, code and target or plan make a row of the full table, and none is there twice."""
    study: Study = open_()  # type: ignore[operator]
    table = comparison.comparison_table(study)
    keys = list(
        zip(*(said(table, key) for key in ("row_id", "indicator", "target_id")), strict=True)
    )
    looked_at = [row for row in study.comparisons if row.target_id or row.relation != "none"]
    assert len(keys) == len(set(keys)) == len(looked_at)


@pytest.mark.parametrize("open_", STUDIES)
def test_no_benchmark_is_worded_or_marked_as_a_verdict(open_: object) -> None:
    """Rows with others' targets say above, level or below, under the sign of benchmarks."""
    study: Study = open_()  # type: ignore[operator]
    table = comparison.comparison_table(study)
    rows = list(
        zip(
            said(table, "relation"),
            codes(table, "result"),
            said(table, "result"),
            said(table, "why"),
            strict=True,
        )
    )
    benchmarks = [row for row in rows if row[0] == "benchmark"]
    assert benchmarks
    for _, code, word, why in benchmarks:
        assert code == "benchmark"
        assert "参照目标" in word
        assert not any(verdict in word + why for verdict in VERDICT_WORDS)


def test_the_sentence_on_benchmarks_says_that_it_is_no_completion() -> None:
    """Counts, target years, undated rows and reprints of the sentence are those of its table."""
    study = fengze()
    rows = [row for row in study.comparisons if row.relation == "benchmark"]
    zh, en = both(references.benchmarks_line(study))
    assert f"共列{len(rows)}条对照：高于参照目标{len(rows)}条" in zh
    assert "说的不是完成与否" in zh
    assert "says nothing about completion" in en
    undated = sum(not row.observed_year for row in rows)
    reprints = sum(row.confidence == "tertiary" for row in rows)
    assert f"{undated}条的报告值未载明年份" in zh
    assert f"{reprints}条的目标仅见于转载" in zh
    for year in {row.target_year for row in rows}:
        assert f"{year}年" in zh


def test_benchmarks_stand_in_order_of_distance_and_cite_their_source() -> None:
    """Like districts come before the province, each row with its source and its standing."""
    table = references.benchmarks_table(fengze())
    whose = said(table, "whose")
    assert whose.index("鲤城区2025年目标（专项规划）") < whose.index("福建2026年目标（届期目标）")
    tertiary = [place for place, one in enumerate(said(table, "confidence")) if one == "tertiary"]
    for place, source in enumerate(said(table, "source")):
        assert ("转载，未见原件" in source) == (place in tertiary)
    assert all("percentage points" in gap for gap in said(table, "gap", "en"))


def test_a_target_called_otherwise_is_shown_under_its_own_name() -> None:
    """数字经济增加值 is printed beside the report's 数字经济规模; such rows are counted."""
    study = fengze()
    asked = said(references.benchmarks_table(study), "asked")
    named = [one for one in asked if one.startswith("数字经济增加值占")]
    assert len(named) == 2
    assert "有2条对照，目标所用的指标名称" in both(references.benchmarks_line(study))[0]


def test_nothing_beside_others_is_said_so(tmp_path: Path) -> None:
    """Where ours are replaced by own targets, no benchmark is left, and a sentence says so."""
    study = fengze(targets=own_targets_csv(tmp_path), targets_mode="replace")
    zh, en = both(references.benchmarks_line(study))
    assert zh.startswith("没有一项能与其他地区的目标参照")
    assert en.startswith("Nothing can be set beside")
    assert "（3条）都缺对照条件" in both(comparison.bottom_line(study))[0]


def test_a_year_assumed_is_said_wherever_it_is_used() -> None:
    """With an assumed year results elsewhere appear, and each row says that its year is assumed."""
    study = fengze(undated_year="2023")
    table = references.benchmarks_table(study)
    peers = [row for row in study.comparisons if row.relation == "peer"]
    assert codes(table, "word").count("peer") == len(peers) > 0
    undated = {row.row_id for row in study.observations if not row.period_year}
    for row_id, name in zip(
        [row.row_id for row in references.rows_of(study, *references.RELATIONS)],
        said(table, "name"),
        strict=True,
    ):
        assert ("假定" in name) == (row_id in undated)
    assert "一律假定为2023年" in both(comparison.settings_line(study))[0]
    assert "本次运行把它们都当作2023年的数据" in both(comparison.year_line(study))[0]


def test_the_sentence_on_years_foretells_what_the_assumed_year_gives() -> None:
    """The counts announced for 2023 are those of a run with that year."""
    then = Counter(row.relation for row in fengze(undated_year="2023").coverage)
    now = Counter(row.relation for row in fengze().coverage)
    zh, en = both(comparison.year_line(fengze()))
    assert f"同期实绩并列的由{now['peer']}项变为{then['peer']}项" in zh
    assert f"另一公开文本核对的由{now['same_fact']}项变为{then['same_fact']}项" in zh
    assert f"from {now['peer']} to {then['peer']}" in en


def test_a_report_without_a_reporting_year_assumes_nothing() -> None:
    """Where the sidecar gives no year, only the number of undated figures is said."""
    study = yunxi()
    undated = sum(not row.period_year for row in study.observations)
    zh, _ = both(comparison.year_line(study))
    expected = f"报告的{len(study.observations)}个数据中，{undated}个在句中没有载明年份"
    assert zh == f"{expected}，本页不代为补写。"


def test_a_value_per_head_is_shown_with_what_it_was_made_of() -> None:
    """A result elsewhere compared per 10,000 people shows the district's own value per head."""
    table = references.benchmarks_table(fengze(undated_year="2023"))
    tax = next(one for one in said(table, "name") if one.startswith("落实税费优惠金额"))
    assert tax == "落实税费优惠金额：每万人1194.44万元（2023年，假定）"


def test_the_plan_of_the_year_is_the_reports_own_word() -> None:
    """108% of the plan gives 56.26 to 56.89 (亿元), with both figures linked; no verdict."""
    line = plans.plans_line(fengze())
    zh, en = both(line)
    assert "年度计划在56.26亿元至56.89亿元之间" in zh
    assert "5.626 to 5.689 billion yuan" in en
    assert "已完成（报告自述）" in zh
    assert "不计入“十四五”判断" in zh
    linked = [part for row_id, part in split_printed(line.zh) if row_id]
    assert linked == ["61.1 亿元", "108%"]


def test_the_plan_table_gives_the_share_with_its_rounding() -> None:
    """The row of the plan has the share's interval, the implied plan and its source."""
    table = plans.plans_table(fengze())
    assert said(table, "share_range") == ["107.5%至108.5%"]
    assert said(table, "implied") == ["56.26亿元至56.89亿元"]
    assert said(table, "source", "en") == ["as the report itself says"]
    assert codes(table, "word") == ["yearly_plan"]


def test_a_report_without_a_plan_says_so(tmp_path: Path) -> None:
    """Without a share of a plan there is a sentence and an empty table."""
    project = make_project(tmp_path / "project")
    rewrite_report(project, "，完成年度计划的102.2%", "")
    study = open_study(project=str(project))
    assert both(plans.plans_line(study))[0] == "报告没有给出可与年度计划核对的数据。"
    assert not plans.plans_table(study).rows


def test_a_share_of_a_plan_without_its_amount_implies_no_plan(tmp_path: Path) -> None:
    """Where the report prints the share alone, the share is said and no plan is computed."""
    project = make_project(tmp_path / "project")
    rewrite_report(project, "全年实现一般公共预算收入18.4亿元，完成", "全年一般公共预算收入完成")
    study = open_study(project=str(project))
    zh, en = both(plans.plans_line(study))
    assert zh.startswith("报告称占年度计划102.2%：已完成（报告自述）。")
    assert "That implies" not in en
    assert said(plans.plans_table(study), "implied") == ["100%"]


def test_a_plan_of_the_year_on_file_is_checked_and_kept_apart(tmp_path: Path) -> None:
    """A year's plan of the district itself is completed or not, and counts as no verdict."""
    plan = (
        OWN_TARGETS[1].replace("60.0,2020,2025", ",,2023").replace("纲要,虚构规划", "年度计划,虚构")
    )
    study = fengze(targets=own_targets_csv(tmp_path, [plan]), undated_year="2023")
    counts = Counter(row.relation for row in study.coverage)
    assert (counts["verdict"], counts["yearly_plan"]) == (0, 2)
    zh, _ = both(plans.plans_line(study))
    assert "与收录的年度计划核对：未完成1项" in zh
    assert both(verdicts.own_line(study))[0].startswith("本库收录的124条目标中没有丰泽区自己的")


def test_an_indicator_without_a_code_goes_by_the_words_of_the_text() -> None:
    """A figure outside the codebook is named as the report names it, in both languages."""
    study = fengze()
    bare = study.observations[0]
    words = coverage.observation_name(study, bare.row_id, "")
    assert words.zh == words.en == bare.indicator_phrase


def test_own_targets_that_the_report_never_meets_are_said_to_be_unused(tmp_path: Path) -> None:
    """A target of its own on an indicator the report has no figure for is said to apply to none."""
    unmet = OWN_TARGETS[0].replace("digital_economy_share_of_gdp", "forest_cover")
    study = fengze(targets=own_targets_csv(tmp_path, [unmet]))
    zh, en = both(verdicts.own_line(study))
    assert zh == "本库收录丰泽区自己的目标1条。报告没有与之对应的数据。"
    assert en.endswith("The report has no figure that they apply to.")


def test_computed_figures_show_their_inputs_as_links() -> None:
    """Every derived figure names its printed inputs, and its interval is that of the library."""
    study = fengze()
    table = plans.derived_table(study)
    assert len(table.rows) == len(study.derived) > 0
    for one, cell in zip(study.derived, column(table, "formula"), strict=True):
        own = {key for key in one.inputs if key in {row.row_id for row in study.observations}}
        for language in (cell.zh, cell.en):  # type: ignore[union-attr]
            assert {key for key, _ in split_printed(language) if key} == own
    assert said(table, "low") == [one.low for one in study.derived]


def test_the_measures_have_their_evidence_and_what_can_be_compared() -> None:
    """Clauses, figures and comparable observations of the sentence add up to the table's."""
    study = fengze()
    table = evidence.evidence_table(study)
    zh, _ = both(evidence.measures_line(study))
    assert len(table.rows) == len(study.measures) == 12
    clauses = [one.split("/") for one in said(table, "clauses")]
    assert f"共{sum(int(one[1]) for one in clauses)}个分句" in zh
    assert f"其中{sum(int(one[0]) for one in clauses)}个带数据" in zh
    held = [int(str(one)) for one in column(table, "held")]
    assert sum(held) == sum(row.relation != "none" for row in study.coverage)
    assert f"{sum(one > 0 for one in held)}项措施里有数据能与" in zh


def test_own_targets_are_judged_with_base_progress_and_pace(judged: Study) -> None:
    """66.48% from 60 towards 70 is 64.8% of the way: on schedule, 1.76 points a year left."""
    table = verdicts.verdicts_table(judged)
    place = said(table, "target_id").index("X1")
    assert said(table, "path")[place] == "60.00%（2020） → ≥70%（力争）（2025年）"
    assert said(table, "progress")[place] == "64.8%（64.7%–64.9%）／60.0%"
    assert codes(table, "word")[place] == "基本符合预期"
    assert "每年还需增加1.76个百分点" in said(table, "pace")[place]
    assert "“数字经济规模占地区生产总值比重”距2025年还有2年" in both(verdicts.pace_line(judged))[0]


def test_a_binding_target_has_its_own_words(judged: Study) -> None:
    """A binding target is on the time schedule or not, and its nature is in the table."""
    table = verdicts.verdicts_table(judged)
    place = said(table, "target_id").index("X2")
    assert codes(table, "word")[place] == "达到序时进度"
    assert said(table, "nature")[place] == "约束性"


def test_what_cannot_be_judged_keeps_its_reason(judged: Study) -> None:
    """One year against a five-year sum is refused with its reason, beside the judged rows."""
    table = verdicts.verdicts_table(judged)
    place = said(table, "target_id").index("X3")
    assert said(table, "word")[place] == "仅有当年值，目标为累计值"
    zh, en = both(verdicts.own_line(judged))
    assert zh.startswith("本库收录丰泽区自己的目标3条。报告有2项内容可据此判断")
    assert "1项无法评估：仅有当年值（1项）" in zh
    assert "1 cannot be assessed: one year against a cumulative target (1)" in en


def test_a_verdict_can_be_redone_from_its_row() -> None:
    """Base, value and target of each judged row give the progress that the row prints."""
    study = yunxi()
    rows = [row for row in verdicts.own_rows(study) if row.progress]
    assert rows
    for row in rows:
        base = verdicts.base_of(study, row)
        assert base is not None
        assert base.point is not None
        way = Fraction(row.target) - base.point
        progress = (Fraction(row.observed) - base.point) / way
        assert abs(progress - Fraction(row.progress)) < Fraction(1, 10000)
        assert verdicts.exact_progress(base, row) == progress


def test_every_method_stands_beside_the_word(judged: Study) -> None:
    """The download of an own target lists what each method says, and whether they agree."""
    table = verdicts.verdicts_table(judged)
    place = said(table, "target_id").index("X1")
    assert said(table, "agreement", "en")[place] == "methods agree"
    methods = said(table, "methods")[place]
    assert all(name in methods for name in ("进度比", "复合增速比", "联合国外推法", "德国统计局"))
    assert said(table, "agreement")[said(table, "target_id").index("X3")] == "不能比较"


def test_rounding_that_leaves_the_word_open_is_not_called_agreement() -> None:
    """Where rounding leaves a method undecided the methods are not said to agree."""
    table = verdicts.verdicts_table(yunxi())
    words = dict(zip(said(table, "word"), said(table, "agreement"), strict=True))
    open_ = next(word for word in words if word.startswith("舍入误差内不能判定"))
    assert words[open_] == "有的方法不能判定"
    assert words["快于预期"] == "各法一致"


def test_a_narrower_threshold_changes_the_word(tmp_path: Path) -> None:
    """With δ of three points instead of five 64.8% against 60% is ahead of schedule."""
    path = own_targets_csv(tmp_path)
    words = {}
    for delta in ("0.05", "0.03"):
        study = fengze(targets=path, undated_year="2023", delta=delta)
        table = verdicts.verdicts_table(study)
        words[delta] = codes(table, "word")[said(table, "target_id").index("X1")]
    assert words == {"0.05": "基本符合预期", "0.03": "快于预期"}


def test_the_latest_year_that_counts_changes_what_is_judged(tmp_path: Path) -> None:
    """Figures of 2023 give no verdict where only those up to 2022 count."""
    path = own_targets_csv(tmp_path)
    study = fengze(targets=path, undated_year="2023", as_of="2022")
    assert not [row for row in study.coverage if row.relation == "verdict"]
    assert "数据截至2022年" in both(comparison.settings_line(study))[0]


def test_another_base_year_changes_progress() -> None:
    """Measured from 2022 forest cover is a different share of its way, from a published base."""
    usual = {row.target_id: row.progress for row in verdicts.own_rows(yunxi())}
    later = {row.target_id: row.progress for row in verdicts.own_rows(yunxi(base_year="2022"))}
    assert usual["Y02"] != later["Y02"] != ""
    study = yunxi(base_year="2022")
    table = verdicts.verdicts_table(study)
    path = said(table, "path")[said(table, "target_id").index("Y02")]
    assert path.startswith("42.9%（2022）")
    assert "基年2022年" in both(comparison.settings_line(study))[0]


def test_own_targets_in_a_figure_need_two_rows(judged: Study) -> None:
    """Two judged rows are drawn under a name of their own; none leaves a sentence."""
    drawn = figures.plot_own(figures.own_pace(judged), language="zh")
    assert drawn.figure is not None
    assert drawn.name.startswith("own-pace")
    none = figures.plot_own(figures.own_pace(fengze()), language="en")
    assert none.figure is None
    assert none.alt == "Hence no figure here."


def test_faults_of_an_analysts_table_are_all_named(tmp_path: Path) -> None:
    """Two faults in an own table are both reported, by line."""
    rows = [
        OWN_TARGETS[0].replace("district,digital", "borough,digital"),
        OWN_TARGETS[1].replace(",tertiary,", ",hearsay,"),
    ]
    with pytest.raises(InputError) as fault:
        fengze(targets=own_targets_csv(tmp_path, rows))
    assert "borough" in str(fault.value)
    assert "hearsay" in str(fault.value)


def test_the_limits_are_a_paragraph_each_in_both_languages(judged: Study) -> None:
    """What cannot be said is as long in both languages and changes with what is on file."""
    zh, en = both(comparison.limits_line(fengze()))
    assert zh.count("\n\n") == en.count("\n\n") == 5
    assert "其规划指标表和中期评估报告都未收录" in zh
    with_own, _ = both(comparison.limits_line(judged))
    assert "收录的只有3条，能据报告判断的2项" in with_own
    reprints = sum(row.confidence == "tertiary" for row in fengze().curated.targets)
    assert f"{reprints}条只见于转载" in zh
    assert "转载" not in both(comparison.limits_line(yunxi()))[0]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.__name__)
@pytest.mark.parametrize("open_", STUDIES)
def test_every_sentence_is_said_in_both_languages_with_the_same_numbers(
    open_: object, line: object
) -> None:
    """A sentence is whole in both languages, and a count of one is a count of the other."""
    zh, en = both(line(open_()))  # type: ignore[operator]
    assert zh.endswith("。")
    assert en.endswith(".")
    assert "{" not in zh + en
    assert "None" not in zh
    if line not in (plans.plans_line, verdicts.pace_line, comparison.settings_line):
        found = [one for one in numbers(en.replace(",", "")) if one != "14"]
        assert not set(found) - set(numbers(zh)) - {"5"}


@pytest.mark.parametrize("make", TABLES, ids=lambda make: make.__name__)
@pytest.mark.parametrize("open_", STUDIES)
def test_every_table_fits_the_page(open_: object, make: object) -> None:
    """A table shows seven columns at most, has a title in both languages and cites the report."""
    table: PageTable = make(open_())  # type: ignore[operator]
    assert 0 < len(table.shown) <= 7
    assert table.title.zh
    assert table.title.en
    assert table.citation.zh
    assert table_text(table, "zh") != table_text(table, "en")


def test_places_are_named_in_both_languages() -> None:
    """Known areas have an English name, unknown ones their own, and explanations follow suit."""
    study = fengze()
    assert citing.area(study, "泉州市鲤城区").en == "Licheng District"
    assert citing.area(yunxi(), "临江市石门区").en == "石门"
    row = next(row for row in study.comparisons if row.target_place == "泉州市鲤城区")
    assert "鲤城区" not in citing.explained(study, row).en
    assert "鲤城区" in citing.explained(study, row).zh


def test_the_notebook_keeps_to_the_house_rules() -> None:
    """Short cells without logic, prose in both languages, parameters with their defaults."""
    check_notebook("comparison")
