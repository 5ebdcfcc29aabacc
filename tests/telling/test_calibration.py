from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

from fengze_analysis.publishing.cells import PageTable
from fengze_analysis.telling import calibration, comparison, figures, methods, reviews
from tests.telling.reading_pages import (
    both,
    check_notebook,
    codes,
    column,
    fengze,
    numbers,
    said,
    yunxi,
)

LINES = (
    calibration.bottom_line,
    calibration.limits_line,
    calibration.pace_line,
    methods.panel_line,
    methods.worked_line,
    reviews.differences_line,
    reviews.guess_line,
    reviews.not_assessed_line,
    reviews.vintage_line,
    reviews.words_line,
)
TABLES = (
    calibration.calibration_table,
    calibration.pace_table,
    methods.methods_table,
    methods.sensitivity_table,
    methods.values_table,
    methods.worked_table,
)


def test_the_bottom_line_adds_up_to_all_main_indicators() -> None:
    """Agreements, differences, open words and the rest make the twenty indicators of the review."""
    rows = fengze().calibration
    found = Counter(row.agreement for row in rows)
    assert len(rows) == 20
    zh, en = both(calibration.bottom_line(fengze()))
    parts = ("agree", "disagree", "undecided", "not_assessable")
    assert numbers(zh)[:2] == ["20", str(20 - found["not_assessable"])]
    assert numbers(zh)[2:6] == [str(found[part]) for part in parts]
    assert sum(found[part] for part in parts) == 20
    assert f"{found['agree']} agree with the word" in en


def test_the_bottom_line_counts_the_side_of_keeping_up() -> None:
    """The last clause counts the decided indicators on which both say that it is kept up or not."""
    sides = Counter(row.same_side for row in fengze().calibration)
    zh, en = both(calibration.bottom_line(fengze()))
    decided = sides["yes"] + sides["no"]
    assert f"能判定的{decided}项中{sides['yes']}项与官方一致" in zh
    assert f"{sides['yes']} of the {decided} that can be decided" in en


def test_our_word_stands_beside_the_official_one() -> None:
    """Each row has both words as badges, the year of the data, and the word on their agreement."""
    study = fengze()
    table = calibration.calibration_table(study)
    rows = study.calibration
    assert said(table, "ours") == [row.word for row in rows]
    assert said(table, "official") == [row.official_word for row in rows]
    assert said(table, "observed_year") == [row.observed_year for row in rows]
    assert said(table, "agreement", "en") == [row.agreement_en for row in rows]
    assert all("（" not in code for code in codes(table, "ours"))


def test_a_row_can_be_redone_by_hand() -> None:
    """Base, value, target and years of each row with progress give its s and its time share."""
    table = calibration.calibration_table(fengze())
    keys = ("base", "observed", "target", "base_year", "observed_year", "target_year", "s", "tau")
    rows = [row for row in zip(*(said(table, key) for key in keys), strict=True) if row[6]]
    assert len(rows) > 5
    for row in rows:
        base, now, target, first, year, last, s, tau = map(Fraction, row)
        assert abs((now - base) / (target - base) - s) <= Fraction(1, 20000)
        assert (year - first) / (last - first) == tau


def test_zeros_at_the_end_of_a_figure_are_kept() -> None:
    """2.90 doctors is a figure of two places, and the row shows it so."""
    table = calibration.calibration_table(fengze())
    doctors = said(table, "name").index("每千人口执业（助理）医师数")
    assert said(table, "path")[doctors].startswith("2.90人（2020）")


def test_what_cannot_be_assessed_shows_its_reason_instead_of_progress() -> None:
    """A row without a word of ours gives the reason where the others give progress."""
    study = fengze()
    table = calibration.calibration_table(study)
    refused = [row for row in study.calibration if row.reason]
    grounds = dict(zip(said(table, "name"), said(table, "progress"), strict=True))
    assert refused
    assert all("%" not in grounds[row.name_zh] for row in refused)
    zh, en = both(reviews.not_assessed_line(study))
    assert zh.startswith(f"{len(refused)}项无法评估")
    for row in refused:
        assert row.name_zh in zh
        assert row.name_en in en
    assert "只是已收录的公开数据不够用" in zh


def test_a_yearly_mean_shows_the_time_share_alone() -> None:
    """Growth of research spending from 2021 has a word and a time share, and no progress."""
    table = calibration.calibration_table(fengze(base_year="2021"))
    place = said(table, "name").index("全社会研发经费投入增长")
    assert codes(table, "ours")[place] == "迄今年均已达目标"
    assert said(table, "progress")[place] == "—／25.0%"


def test_each_difference_is_told_with_its_data() -> None:
    """Every indicator worded differently has a paragraph with its figures, and no other has."""
    study = fengze()
    odd = [row for row in study.calibration if row.agreement == "disagree"]
    paragraphs = both(reviews.differences_line(study))[0].split("\n\n")
    assert len(paragraphs) == len(odd) > 0
    for row, paragraph in zip(odd, paragraphs, strict=True):
        assert paragraph.startswith(f"{row.name_zh}——")
        assert row.word in paragraph
        assert row.official_word in paragraph


def test_an_earlier_year_of_data_is_tried_on_each_difference() -> None:
    """On data of 2022 the doctors are ahead of schedule, as the review of 2023 says."""
    zh, en = both(reviews.differences_line(fengze()))
    assert "若只用到2022年的数据，本项目的判断是“快于预期”，与官方一致" in zh
    assert "On data up to 2022 alone our judgement is “ahead of schedule”, which agrees" in en
    earlier = {row.indicator: row for row in fengze(as_of="2022").calibration}
    assert earlier["licensed_doctors_per_1000"].agreement == "agree"


def test_a_yearly_limit_is_said_to_be_judged_by_one_year() -> None:
    """Unemployment above its ceiling in 2022 is told with what the review may have looked at."""
    assert "逐年上限、下限本项目只看当年一年" in both(reviews.differences_line(fengze()))[0]


def test_no_difference_is_said_in_a_sentence() -> None:
    """On data up to 2021 no indicator is worded differently, and the page says so."""
    study = fengze(as_of="2021")
    assert both(reviews.differences_line(study)) == (
        "没有用语不一致的指标。",
        "No indicator is judged differently.",
    )


def test_the_years_of_the_data_are_counted() -> None:
    """The vintage of the data adds up to the indicators that were assessed."""
    study = fengze()
    zh, _ = both(reviews.vintage_line(study))
    years = Counter(row.observed_year for row in calibration.assessed(study))
    assert all(f"{year}年{count}项" in zh for year, count in years.items())
    assert "官方评估作于2023年" in zh


def test_guessing_the_commonest_word_is_the_yardstick() -> None:
    """The guess is right as often as the commonest official word occurs among the decided ones."""
    study = fengze()
    decided = [row for row in study.calibration if row.agreement in ("agree", "disagree")]
    word, times = Counter(row.official_word for row in decided).most_common(1)[0]
    zh, en = both(reviews.guess_line(study))
    assert f"“{word}”，能说中{times}项" in zh
    assert f"would be right for {times}" in en
    agree = sum(row.agreement == "agree" for row in decided)
    assert zh.endswith(f"按数据测算说中{agree}项。")


def test_both_sets_of_words_are_counted_over_the_same_indicators() -> None:
    """Official words and ours add up to the same number of indicators."""
    study = fengze()
    zh, _ = both(reviews.words_line(study))
    official, ours = zh.split("本项目")
    assert sum(map(int, numbers(official))) == sum(map(int, numbers(ours)))
    assert sum(map(int, numbers(ours))) == len(calibration.assessed(study))


def test_the_pace_still_needed_is_listed_for_every_assessed_target() -> None:
    """Reached values and those with some way to go add up to the rows of the table."""
    study = fengze()
    table = calibration.pace_table(study)
    met, left = map(int, numbers(both(calibration.pace_line(study))[0]))
    assert met + left == len(table.rows) > 2
    assert sum(one.startswith("已达到") for one in said(table, "pace")) == met
    assert sum("每年还需" in one for one in said(table, "pace")) == left
    assert all(" to 2025" in one or "reached" in one for one in said(table, "pace", "en"))


def test_every_method_is_published_somewhere() -> None:
    """The four methods have a formula, thresholds and a source in both languages."""
    table = methods.methods_table(fengze())
    assert len(table.rows) == len(methods.METHODS) == 4
    for key in ("formula", "threshold", "source"):
        assert all(said(table, key))
        assert all(said(table, key, "en"))
    sources = said(table, "source", "en")[1:]
    for name, source in zip(("Eurostat", "SDG Progress Chart", "Destatis"), sources, strict=True):
        assert name in source


def test_the_made_up_example_gives_the_worked_numbers() -> None:
    """100 → 160 towards 220 is 0.833, 0.993, 0.991 and a gap of a third, with opposite words."""
    table = methods.worked_table(fengze())
    first = [said(table, code)[0] for code in methods.METHODS]
    assert first[0] == "0.833：滞后于预期"
    assert first[1].startswith("0.993：")
    assert first[2].startswith("0.991：")
    assert first[3].startswith("0.333：")
    second = [said(table, code)[1] for code in methods.METHODS]
    assert [one.partition("：")[0] for one in second] == ["0.917", "0.984", "0.982", "0.185"]
    zh, en = both(methods.worked_line(fengze()))
    assert "虚构" in zh
    assert "made up" in en
    assert "滞后于预期" in zh
    assert "0.993" in zh
    assert "33%" in zh


def test_rounding_in_the_made_up_example_leaves_the_word_open() -> None:
    """3.1 → 3.3 towards 3.5, each to one decimal, can be anything from 0.25 to 0.75 of the way."""
    one = methods.example(methods.CASES[2], fengze().parameters)["progress"]
    tau = Fraction(3, 5)
    assert abs(Fraction(one.low) * tau - Fraction("0.25")) < Fraction(1, 500)
    assert abs(Fraction(one.high) * tau - Fraction("0.75")) < Fraction(1, 500)
    assert said(methods.worked_table(fengze()), "progress")[2].startswith("0.833 [0.41")


def test_a_wider_threshold_changes_the_made_up_word() -> None:
    """With δ of ten points 0.5 against 0.6 of the time is broadly on schedule."""
    zh, _ = both(methods.worked_line(fengze(delta="0.1")))
    assert "本项目判为“基本符合预期”" in zh


def test_each_other_setting_is_run_and_its_changes_are_named() -> None:
    """A row counts a run with that setting, and names the indicators whose word is another."""
    study = fengze()
    table = methods.sensitivity_table(study)
    names = said(table, "setting")
    assert names[0] == "本次设定"
    assert said(table, "changed")[0] == "无变化"
    place = names.index("数据截至2022年")
    then = fengze(as_of="2022").calibration
    found = Counter(row.agreement for row in then)
    assert column(table, "agree")[place] == found["agree"]
    assert column(table, "assessed")[place] == len(then) - found["not_assessable"]
    usual = {row.indicator: row.word for row in study.calibration}
    changed = [row.name_zh for row in then if row.word != usual[row.indicator]]
    assert changed
    listed = said(table, "changed")[place].split("；")
    assert [one.partition("（")[0] for one in listed] == [one.partition("（")[0] for one in changed]


def test_the_settings_tried_leave_out_the_one_in_use() -> None:
    """A run with δ of ten points and data up to 2022 does not list these again."""
    names = said(methods.sensitivity_table(fengze(delta="0.1", as_of="2022")), "setting")
    assert "δ＝10个百分点" not in names
    assert "数据截至2022年" not in names
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("name", "value", "changed"),
    [
        ("as_of", "2024", "life_expectancy"),
        ("base_year", "2019", "life_expectancy"),
        ("delta", "0.1", "childcare_places_per_1000"),
        ("rounding", "truncation", "life_expectancy"),
    ],
)
def test_each_parameter_visibly_changes_the_page(name: str, value: str, changed: str) -> None:
    """A word in the table and the line of settings are others under another setting."""
    usual, other = fengze(), fengze(**{name: value})
    before, after = (
        {row.indicator: row.word for row in study.calibration} for study in (usual, other)
    )
    assert before[changed] != after[changed]
    lines = [both(comparison.settings_line(study, reviews=True)) for study in (usual, other)]
    assert lines[0][0] != lines[1][0]
    assert lines[0][1] != lines[1][1]


def test_beside_the_reviews_the_year_of_each_is_the_limit() -> None:
    """The settings say that data count up to the review, and nothing about undated figures."""
    zh, en = both(comparison.settings_line(fengze(), reviews=True))
    assert "数据截至官方评估当年" in zh
    assert "up to the year of the official review" in en
    assert "未载明年份" not in zh


def test_the_panel_line_counts_where_methods_part() -> None:
    """The sentence names the indicators on which the methods part, or says that there are none."""
    study = fengze()
    parted = [row for row in study.calibration if row.methods_disagree]
    zh, en = both(methods.panel_line(study))
    assert ("没有一项出现一种方法判为能按期达到" in zh) == (not parted)
    assert all(row.name_zh in zh for row in parted)
    open_ = sum(any(m.on_track == "undecided" for m in row.methods) for row in study.calibration)
    assert f"其中{open_}项" in zh
    assert f"on {open_} at least one method" in en


def test_the_values_of_the_methods_are_in_a_table() -> None:
    """Each indicator has a row a method, with the range where rounding leaves one."""
    study = fengze()
    table = methods.values_table(study)
    cells = [one for row in study.calibration for one in row.methods]
    assert said(table, "value") == [one.value for one in cells]
    for one, span in zip(cells, said(table, "range"), strict=True):
        wide = bool(one.low) and Fraction(one.high) - Fraction(one.low) > Fraction(1, 1000)
        assert bool(span) == wide


def test_words_in_the_cells_of_the_figure_are_short_and_whole() -> None:
    """An undecided method says so in few words; two words on one side stand beside each other."""
    rows = figures.methods(fengze().calibration)
    cells = [(row.name_zh, one) for row in rows for one in row.methods]
    assert cells
    assert all(len(one.word_en) <= 60 for _, one in cells)
    assert all(not one.word_zh.startswith("舍入误差内不能判定（") for _, one in cells)
    undecided = [one for _, one in cells if one.on_track == "undecided"]
    assert {one.word_en for one in undecided} == {"undecided within rounding"}
    full = {one.value: one for row in fengze().calibration for one in row.methods}
    assert all(one.value in full for _, one in cells)
    assert figures.methods([row for row in fengze().calibration if not row.methods]) == []


def test_the_figure_of_progress_leaves_out_what_has_none() -> None:
    """Only indicators with progress are drawn, in English words on the English figure."""
    rows = figures.pace(fengze().calibration)
    assert {row.indicator for row in rows} == {
        row.indicator for row in fengze().calibration if row.progress
    }
    drawn = figures.plot_words(rows, language="en")
    assert drawn.figure is not None
    assert "ahead of schedule" in drawn.alt
    assert "快于预期" not in drawn.alt


def test_the_limits_follow_the_counts() -> None:
    """What the test shows and does not show is said with the numbers of this run."""
    study = fengze()
    number = len(calibration.assessed(study))
    zh, en = both(calibration.limits_line(study))
    assert zh.startswith(f"能说明的：{number}项真实指标")
    assert f"只有{number}项可比" in zh
    assert zh.count("\n\n") == en.count("\n\n") == 4
    assert "丰泽区" in zh


def test_the_sources_of_the_official_words_are_cited() -> None:
    """The table and its files cite the reports on the review."""
    table = calibration.calibration_table(fengze())
    assert "新华社" in table.citation.zh
    assert all(said(table, "review_source"))
    assert all(
        source or not target
        for source, target in zip(said(table, "target_source"), said(table, "target"), strict=True)
    )


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.__name__)
def test_every_sentence_is_whole_in_both_languages(line: object) -> None:
    """A sentence ends as one in both languages and has no blank left, with or without reviews."""
    for study in (fengze(), yunxi()):
        zh, en = both(line(study))  # type: ignore[operator]
        assert zh.endswith("。")
        assert en.endswith(".")
        assert "{" not in zh + en


def test_without_reviews_on_file_the_page_says_so() -> None:
    """A project without official words has empty tables and one sentence, and draws nothing."""
    study = yunxi()
    zh, en = both(calibration.bottom_line(study))
    assert zh == "本库没有官方中期评估的结论可供对照。"
    assert en == "No official mid-term judgements are on file to compare with."
    assert not calibration.calibration_table(study).rows
    assert figures.plot_words(figures.pace(study.calibration), language="zh").figure is None
    assert both(methods.panel_line(study))[0] == "没有指标可用两种以上方法评估。"


@pytest.mark.parametrize("make", TABLES, ids=lambda make: make.__name__)
def test_every_table_fits_the_page(make: object) -> None:
    """A table shows seven columns at most, with a title in both languages and rows."""
    table: PageTable = make(fengze())  # type: ignore[operator]
    assert 0 < len(table.shown) <= 7
    assert table.title.zh
    assert table.title.en
    assert table.rows


def test_the_notebook_keeps_to_the_house_rules() -> None:
    """Short cells without logic, prose in both languages, parameters with their defaults."""
    check_notebook("calibration")
