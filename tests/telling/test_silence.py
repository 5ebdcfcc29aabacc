from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from fengze_analysis import open_study
from fengze_analysis.comparison.measurability import grade
from fengze_analysis.publishing.cells import split_printed
from fengze_analysis.study import Study
from fengze_analysis.telling import silence
from tests.made_up.district import make_project, rewrite_report
from tests.telling.reading_pages import (
    both,
    codes,
    column,
    fengze,
    numbers,
    own_targets_csv,
    said,
    yunxi,
)


def test_the_sentence_adds_up_level_by_level() -> None:
    """Each level's states add up to its number of targets on file, and levels to the table."""
    study = fengze()
    zh, en = both(silence.silence_line(study))
    states = Counter((row.place, row.status) for row in study.silence)
    places = Counter(row.place for row in study.silence)
    assert f"全国{places['全国']}项中" in zh
    assert f"未涉及{states['全国', 'not_mentioned']}项" in zh
    assert f"China ({places['全国']}):" in en
    assert f"{states['福建省', 'figure']} with a figure" in en
    assert len(silence.silence_table(study).rows) == places.total()


def test_silence_is_never_called_work_left_undone() -> None:
    """Sentence and caution both say that not mentioned does not mean not done."""
    study = fengze()
    assert "未涉及不等于未开展" in both(silence.silence_line(study))[0]
    assert both(silence.silence_caution(study))[0].startswith("报告是对审议意见的答复")
    assert both(silence.silence_caution(yunxi()))[0].startswith("报告不是统计报表")


def test_the_districts_own_table_is_named_as_missing_or_listed() -> None:
    """Without targets of its own the sentence says so; with them they come first."""
    assert "丰泽区自己的指标表未收录" in both(silence.silence_line(fengze()))[0]
    zh, en = both(silence.silence_line(yunxi()))
    own = sum(row.place == "临江市云溪区" for row in yunxi().silence)
    assert zh.startswith(f"对照本库收录的各级“十四五”目标看报告：云溪{own}项中")
    assert f"云溪自己的指标表收录{own}项" in zh
    assert f"on file with {own}" in en


def test_a_sentence_in_words_is_quoted_and_a_figure_linked() -> None:
    """空气质量总体保持优良 is quoted as words without a figure; figures link to their sentences."""
    study = fengze()
    table = silence.silence_table(study)
    for row, state, found in zip(
        study.silence, codes(table, "state"), column(table, "found"), strict=True
    ):
        linked = [key for key, _ in split_printed(found.zh) if key]  # type: ignore[union-attr]
        assert state == row.status
        assert tuple(linked) == row.rows
        assert found.zh.startswith("“") == (state == "words")  # type: ignore[union-attr]
    air = said(table, "name").index("空气质量优良天数比例")
    assert "空气质量总体保持优良" in said(table, "found")[air]


def test_targets_are_shown_with_sign_value_and_year() -> None:
    """A target in words is quoted, one with a number has its sign and year."""
    table = silence.silence_table(fengze())
    asked = dict(zip(said(table, "name"), said(table, "asked"), strict=True))
    assert asked["森林覆盖率"] == "≥24.1%（2025年）"
    assert asked["全员劳动生产率增长"] == "高于GDP增长"
    english = dict(zip(said(table, "name"), said(table, "asked", "en"), strict=True))
    assert english["森林覆盖率"] == "≥ 24.1% (2025)"
    assert asked["人均预期寿命"] == "≥1岁（累计提高，2025年）"
    assert english["人均预期寿命"].endswith("relative to the base value (2025)")


def test_how_complete_each_list_is_is_said() -> None:
    """The nation's list is complete by the review's own count; the others are partial."""
    study = fengze()
    assert silence.stated_lengths(study) == {"全国": 20}
    zh, en = both(silence.completeness_line(study))
    assert "全国的主要指标共20项，本库收录20项" in zh
    assert "泉州的规划目标本库只收录到" in zh
    assert "Quanzhou: 15 targets on file" in en
    assert silence.stated_lengths(yunxi()) == {}


def test_nothing_on_file_is_a_sentence(tmp_path: Path) -> None:
    """Where no level has a target on file there is nothing to go through."""
    study = fengze(targets=own_targets_csv(tmp_path, [_elsewhere()]), targets_mode="replace")
    assert both(silence.silence_line(study)) == (
        "本库没有收录可以逐项查看的规划目标。",
        "No plan targets are on file to go through.",
    )


def _elsewhere() -> str:
    return (
        "X9,青岛市李沧区,district,urban_new_employment,城镇新增就业,终点水平,≥,22000,人,计划,,,2023,"
        "性质未载明,年度计划,虚构年度计划,,,,no,yes,S024,tertiary,,虚构"
    )


def test_the_grades_add_up_to_all_targets_on_file() -> None:
    """The sentence and the table grade every target once, by whose it is."""
    study = fengze()
    targets = study.curated.targets
    grades = Counter(grade(target).grade for target in targets)
    zh, en = both(silence.measurability_line(study))
    assert f"收录的{len(targets)}条目标" in zh
    assert f"有数值有年限{grades['number_and_year']}条" in zh
    assert f"{grades['number_and_year']} with a number and a year" in en
    table = silence.measurability_table(study)
    assert sum(int(str(one)) for one in column(table, "total")) == len(targets)
    for code in silence.GRADES:
        assert sum(int(str(one)) for one in column(table, code)) == grades[code]
    reprints = sum(target.confidence == "tertiary" for target in targets)
    assert sum(int(str(one)) for one in column(table, "reprints")) == reprints


def test_own_targets_come_first_in_the_table_of_grades() -> None:
    """The area's own targets stand above those like it, areas without relation below the nation."""
    assert said(silence.measurability_table(yunxi()), "whose")[0] == "云溪"
    whose = said(silence.measurability_table(fengze()), "whose")
    assert whose.index("鲤城区") < whose.index("泉州") < whose.index("福建") < whose.index("全国")
    assert whose.index("全国") < whose.index("福州")


def test_a_goal_of_the_report_without_a_year_cannot_be_measured() -> None:
    """1 万亩 of space is read from the text as a goal, linked, and has no year."""
    study = fengze()
    assert [row.surface for row in silence.own_goals(study)] == ["1 万亩"]
    line = silence.measurability_line(study)
    assert [part for key, part in split_printed(line.zh) if key] == ["1 万亩"]
    assert "有数值无年限，无法衡量进度" in both(line)[0]
    assert "number only, so progress cannot be measured" in both(line)[1]


def test_a_report_without_goals_says_so(tmp_path: Path) -> None:
    """Without a goal a sentence says so; a goal with a year could be measured."""
    assert "报告没有另提带数值的目标" in both(silence.measurability_line(yunxi()))[0]
    dated = _with_goal(tmp_path)
    zh, en = both(silence.measurability_line(dated))
    assert "有数值有年限）" in zh
    assert "number and year)" in en


def _with_goal(folder: Path) -> Study:
    project = make_project(folder / "project")
    goal = "4.空间拓展。2025年拓展空间目标2000亩。"
    rewrite_report(project, "三、存在的问题", f"{goal}\n\n三、存在的问题")
    return open_study(project=str(project))


@pytest.mark.parametrize(
    "line",
    [silence.silence_line, silence.completeness_line, silence.measurability_line],
    ids=lambda line: line.__name__,
)
def test_the_numbers_are_the_same_in_both_languages(line: object) -> None:
    """What is counted in Chinese is counted in English."""
    for study in (fengze(), yunxi()):
        zh, en = both(line(study))  # type: ignore[operator]
        assert sorted(numbers(zh)) == sorted(numbers(en)) or not set(numbers(en)) - set(numbers(zh))
