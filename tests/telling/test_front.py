"""The first page: its order, its sentences computed, its limits those of the data on file."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fengze_analysis.publishing.cells import Words
from fengze_analysis.publishing.site import Site
from fengze_analysis.release import RELEASED, version
from fengze_analysis.study import Study
from fengze_analysis.telling import audit, comparison, front, outcomes
from fengze_analysis.telling.phrasing import some_of
from tests.made_up.district import ROOT, fengze_study, numbers, study_of, yunxi_study

STUDIES = {"fengze": fengze_study, "made-up": yunxi_study}
each_study = pytest.mark.parametrize("study", STUDIES.values(), ids=list(STUDIES))

CAUTION_ZH = (
    "本页依据公开文本作数据核读，不是官方评估结论。本库未收录该区“十四五”规划指标表和中期评估报告时，"
    "不判断区级目标完成情况；与国家、省、市及其他区目标的对照仅供参照。"
    "报告是对审议意见的答复，未涉及某项指标不等于该项工作未开展。"
)
CAUTION_EN = (
    "This page reads a published text; it is no official evaluation. Where the district's own "
    "indicator table and mid-term evaluation are not on file, we do not judge whether its targets "
    "are met; others' targets are for reference only. The report answers specific opinions: not "
    "mentioning an indicator does not mean that no work was done."
)


def _site(study: Study, exports: Path) -> Site:
    return front.make_site(study, {}, exports, version())


def test_the_caution_is_word_for_word(tmp_path: Path) -> None:
    """The caution of a district that answers opinions is the fixed one, in both languages."""
    assert _site(fengze_study(), tmp_path).caution == Words(CAUTION_ZH, CAUTION_EN)


def test_another_report_has_a_caution_of_its_own(tmp_path: Path) -> None:
    """A province's work report is called neither a district's nor an answer to opinions."""
    study = replace(fengze_study())
    document = replace(study.document, title="2023年政府工作报告", place="福建省")
    study.__dict__["extraction"] = replace(study.extraction, document=document)
    caution = _site(study, tmp_path).caution
    assert "该区" not in caution.zh
    assert "区级" not in caution.zh
    assert "审议意见" not in caution.zh
    assert "district" not in caution.en
    assert "opinions" not in caution.en
    assert caution.zh.startswith(CAUTION_ZH[:24])
    assert caution.zh.endswith("报告未涉及某项指标，不等于该项工作未开展。")


@each_study
def test_the_bottom_line_is_one_sentence_of_the_tables(
    study: Callable[[], Study], tmp_path: Path
) -> None:
    """Its numbers are counts of figures, of contradictions and of points, the same in English."""
    line = _site(study(), tmp_path).bottom_line
    relations = Counter(front._relations(study()).values())
    assert line.zh.count("。") == 1
    assert line.zh.startswith(f"报告给出{len(study().observations)}个数据：")
    assert f"{some_of(relations['verdict'])}可据以判断本级" in line.zh
    assert f"{some_of(relations['yearly_plan'])}可与年度计划核对" in line.zh
    assert f"拟请核实{len(audit.to_verify(study()))}项" in line.zh
    assert numbers(line.zh) == numbers(line.en)
    assert sum(relations.values()) == len(study().observations)


def test_no_verdict_is_said_where_no_target_of_the_district_is_on_file(tmp_path: Path) -> None:
    """On the real report nothing is judged, and the limits say that and why."""
    site = _site(fengze_study(), tmp_path)
    assert "没有一个可据以判断本级“十四五”目标，1个可与年度计划核对" in site.bottom_line.zh
    assert "none to be judged against" in site.bottom_line.en
    assert "一概不作判断" in site.limits[0].zh
    assert site.limits[0].zh.startswith("本库没有收录报告所属地区的“十四五”规划指标表")


def test_limits_of_a_district_with_targets_do_not_say_there_are_none(tmp_path: Path) -> None:
    """Where own targets are on file, the limit is how many they are, in both languages."""
    limit = _site(yunxi_study(), tmp_path).limits[0]
    assert "以本库收录的8条为限" in limit.zh
    assert "rests on the 8 on file" in limit.en
    assert "没有收录" not in limit.zh


def test_a_figure_of_two_observations_counts_once() -> None:
    """Of the two relations of such a figure the one that says more is counted."""
    study = yunxi_study()
    first = study.coverage[0]
    assert first.relation == "verdict"
    doubled = replace(study)
    doubled.__dict__["coverage"] = [first, replace(first, relation="none"), *study.coverage[1:]]
    assert front._relations(doubled) == front._relations(study)
    doubled.__dict__["coverage"] = [replace(first, relation="none"), *study.coverage]
    assert front._relations(doubled) == front._relations(study)


@each_study
def test_four_answers_in_their_order(study: Callable[[], Study], tmp_path: Path) -> None:
    """The four questions stand in order, each with the bottom line of its page."""
    answers = _site(study(), tmp_path).answers
    assert [one.heading.zh for one in answers] == [
        "一、报告说了什么",
        "二、能与哪些目标对照",
        "三、数据是否相符",
        "四、哪些指标没有数据",
    ]
    assert [one.text for one in answers] == [
        outcomes.bottom_line(study()),
        comparison.bottom_line(study()),
        audit.bottom_line(study()),
        comparison.silence_line(study()),
    ]
    assert all(one.text.zh and one.text.en and one.page in front.PAGES for one in answers)


def test_sources_are_counted_by_their_standing(tmp_path: Path) -> None:
    """The limit on sources counts each source that was used, by where it was published."""
    for study in (fengze_study(), yunxi_study()):
        site = _site(study, tmp_path)
        standing = Counter(one.confidence for one in study.sources)
        limit = site.limits[3]
        assert f"政府网站原文{standing['primary']}份" in limit.zh
        assert f"转载{standing['tertiary']}份" in limit.zh
        assert numbers(limit.zh) == numbers(limit.en)
        assert site.sources == study.sources


def test_the_method_prints_its_threshold(tmp_path: Path) -> None:
    """δ is printed as it was set."""
    study = replace(yunxi_study(), settings={**yunxi_study().settings, "delta": "0.07"})
    said = [words.zh for one in _site(study, tmp_path).method for words in one.paragraphs]
    assert any("δ＝0.07" in words for words in said)


def test_the_page_names_the_report_and_how_to_cite_it(tmp_path: Path) -> None:
    """Title, citation with version and date, licence and a way to correct it are there."""
    site = _site(fengze_study(), tmp_path)
    assert site.title.zh == "泉州市丰泽区报告数据核读（泉丰政综〔2024〕7号）"
    assert "Fengze District, Quanzhou" in site.title.en
    assert f"{version()}版，{RELEASED}" in site.cite.zh
    assert "Report of the People's Government of Fengze District" in site.cite.en
    assert "泉丰政综〔2024〕7号" in site.cite.en
    assert (site.date, site.version) == (RELEASED, version())
    assert site.licence.zh
    assert "readings.csv" in site.correction.zh


def test_a_report_without_number_or_place_has_a_page(tmp_path: Path) -> None:
    """What a report does not print is left out or replaced by its id."""
    study = study_of(tmp_path, "城镇化率79.2%。", number="", date="", place="")
    site = _site(study, tmp_path)
    assert "short" in site.title.zh
    assert "—" in site.cite.zh
    assert "None" not in site.cite.zh + site.cite.en + site.title.zh + site.title.en


def test_without_exports_there_is_no_figure_to_ask_for(tmp_path: Path) -> None:
    """A drawing that became a sentence and tables that are not there are not asked for."""
    site = _site(yunxi_study(), tmp_path)
    assert site.figure == ""
    assert site.index_tables == ()


def test_the_calibration_says_how_much_it_rests_on() -> None:
    """The lead counts the indicators on file, and says so where there are none."""
    notebook = object()
    count = len(fengze_study().calibration)
    assert count > 0
    assert f"{count}项指标" in front._page(fengze_study(), "calibration", notebook).lead.zh
    lead = front._page(yunxi_study(), "calibration", notebook).lead
    assert lead.zh == "本库没有收录官方评估结论，无从检验。"


def test_every_text_is_in_both_languages_with_the_same_blanks() -> None:
    """No text is missing in a language, none has a blank that the other lacks."""
    path = ROOT / "fengze_analysis" / "telling" / "front.csv"
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    assert len({row["key"] for row in rows}) == len(rows)
    for row in rows:
        assert row["zh"]
        assert row["en"]
        assert _blanks(row["zh"]) == _blanks(row["en"]), row["key"]


def _blanks(text: str) -> set[str]:
    return {part.partition("}")[0] for part in text.split("{")[1:]}


def test_the_release_is_dated_alike_everywhere() -> None:
    """The date of the pages is that of the citation file, where this has one."""
    cited = (ROOT / "CITATION.cff").read_text("utf-8")
    dates = [line for line in cited.splitlines() if line.startswith("date-released:")]
    assert [line.partition(": ")[2].strip("\"'") for line in dates] in ([], [RELEASED])
    assert f"version: {version()}" in cited
