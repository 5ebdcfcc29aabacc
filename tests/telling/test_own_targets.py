"""An analyst's own targets from end to end: a CSV beside a report, each judgement by hand."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from fengze_analysis import open_study
from fengze_analysis.errors import InputError
from fengze_analysis.model import Comparison, Target
from fengze_analysis.study import Study
from fengze_analysis.schema.rows import columns_of
from fengze_analysis.telling import verdicts
from tests.made_up.district import make_project, receive
from tests.telling.reading_pages import both, said

HERE = "临江市云溪区"
REPORT = """临江市云溪区人民政府关于规划实施情况的报告

一、关于发展方面

一是各项工作。2023年地区生产总值增长5.0%。2023年城镇新增就业22000人。2021—2023年累计改造老旧小区61个。
2023年综合实力居全市第5位。2023年PM2.5年均浓度为23微克/立方米。2023年末社区食堂共有6家。
2023年人口自然增长率为1.0‰。2023年参与率为79.9%。2023年学校占比为66.0%。2023年研发强度为3.3%。
2023年末轨道里程为130公里。2023年空气优良率为97.6%。2023年登记失业率为3.97%。2023年森林覆盖率为44.0%。
"""
CODEBOOK = """code,name_zh,name_en,unit,better,form,sector,stage,district_level,phrases
growth,地区生产总值增速,GDP growth,%,up,growth,甲,outcome,yes,地区生产总值…增长#
jobs,城镇新增就业,New urban jobs,人,up,flow,乙,outcome,yes,城镇新增就业
estates,改造老旧小区数,Estates renovated,个,up,count,丙,output,yes,改造老旧小区
standing,综合实力位次,Rank by overall strength,位,down,rank,丁,recognition,yes,综合实力…#
dust,PM2.5年均浓度,Fine dust,微克/立方米,down,level,戊,outcome,yes,PM2.5年均浓度
canteens,社区食堂数,Canteens,家,up,level,己,output,yes,社区食堂
natural,人口自然增长率,Natural growth,‰,up,growth,庚,outcome,yes,人口自然增长率
taking_part,参与率,Participation,%,up,rate,辛,outcome,yes,参与率
schools,学校占比,Share of schools,%,up,rate,壬,outcome,yes,学校占比
research,研发强度,R&D intensity,%,up,ratio,癸,input,yes,研发强度
air,空气优良率,Good air,%,up,rate,子,outcome,yes,空气优良率
rails,轨道里程,Rails,公里,up,level,卯,output,yes,轨道里程
jobless,登记失业率,Unemployment,%,down,rate,丑,outcome,yes,登记失业率
forest,森林覆盖率,Forest cover,%,up,rate,寅,outcome,yes,森林覆盖率
"""
PUBLISHED = """growth,8.0,%,2021,原文8.0%
growth,4.0,%,2022,原文4.0%
jobs,18000,人,2021,原文18000人
jobs,21000,人,2022,原文21000人
"""
# id, indicator, type, operator, value, unit, base value, base year, nature
TARGETS = {
    "growth": ("growth", "年均", "≥", "6", "%", "", "", "预期性"),
    "jobs": ("jobs", "年均", "≥", "20000", "人", "", "", "预期性"),
    "sum": ("estates", "累计", "≥", "100", "个", "", "", "预期性"),
    "rank": ("standing", "终点水平", "≤", "3", "位", "8", "2020", "预期性"),
    "ceiling": ("dust", "终点水平", "≤", "20", "微克/立方米", "40", "2020", "预期性"),
    "zero": ("canteens", "终点水平", "≥", "10", "家", "0", "2020", "预期性"),
    "signs": ("natural", "终点水平", "≥", "3", "‰", "-2.0", "2020", "预期性"),
    "binding": ("taking_part", "终点水平", "≥", "100", "%", "50.0", "2020", "约束性"),
    "same": ("schools", "终点水平", "≥", "66", "%", "66", "2020", "预期性"),
    "open": ("research", "终点水平", "≥", "3.5", "%", "3.1", "2020", "预期性"),
    "kept": ("air", "保持", "≥", "97", "%", "", "", "约束性"),
    "limit": ("jobless", "逐年上限", "≤", "4", "%", "", "", "预期性"),
    "grown": ("rails", "相对", "≥", "50", "%", "100", "2020", "预期性"),
    "away": ("forest", "终点水平", "≥", "47", "%", "45.0", "2020", "预期性"),
    "once": ("schools", "终点水平", "≥", "70", "%", "66.0", "2023", "预期性"),
}
HEADER = columns_of(Target)


def _line(key: str, **changes: str) -> str:
    """A line of the analyst's CSV for a row of ``TARGETS``, some cells changed."""
    names = ["indicator", "type", "operator", "value", "unit", "base_value", "base_year", "nature"]
    cells = dict.fromkeys(HEADER, "") | {
        "target_id": key,
        "place": HERE,
        "level": "district",
        "name_zh": key,
        "target_year": "2025",
        "class": "专项规划" if key == "once" else "纲要",
        "plan": "虚构的“十四五”专项规划" if key == "once" else "虚构的“十四五”规划纲要",
        "main": "yes",
        "applies_to_district": "yes",
        "source_id": "F1",
        "confidence": "primary",
    }
    cells |= dict(zip(names, TARGETS[key], strict=True)) | changes
    return ",".join(cells.values())


def _own_csv(folder: Path, *lines: str) -> str:
    path = folder / "own.csv"
    path.write_text("\n".join([",".join(HEADER), *lines, ""]), encoding="utf-8")
    return str(path)


def _project(folder: Path) -> Path:
    project = make_project(folder / "project")
    raw = project / "data" / "raw"
    (raw / "indicators.csv").write_text(CODEBOOK, encoding="utf-8")
    header = (raw / "published.csv").read_text("utf-8").splitlines()[0]
    rows = [header]
    for number, line in enumerate(PUBLISHED.splitlines()):
        code, value, unit, year, note = line.split(",")
        rows.append(
            f"U{number},{HERE},district,{code},{code},{value},{unit},,{year},,outcome,F3,primary,{note}"
        )
    (raw / "published.csv").write_text("\n".join([*rows, ""]), encoding="utf-8")
    receive(project, "own", "report.txt", REPORT.encode("utf-8"), title="规划实施情况的报告")
    return project


def _study(folder: Path, *lines: str, **settings: str) -> Study:
    targets = _own_csv(folder, *(lines or map(_line, TARGETS)))
    chosen = {"targets": targets, "targets_mode": "replace", **settings}
    return open_study("own", str(_project(folder)), **chosen)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The made-up report held against all the analyst's targets."""
    return _study(tmp_path_factory.mktemp("own"))


def _row(study: Study, target_id: str) -> Comparison:
    return next(row for row in study.comparisons if row.target_id == target_id)


@pytest.mark.parametrize(
    ("target_id", "word", "bounds"),
    [
        # (1.08 × 1.04 × 1.05)^(1/3) − 1 = 5.65 %, less than 6 %.
        ("growth", "迄今年均未达目标", ("", "")),
        # (18000 + 21000 + 22000) / 3 = 20333 people a year, more than 20000.
        ("jobs", "迄今年均已达目标", ("", "")),
        # 61 / 100 = 0.61 of the sum, 3 / 5 = 0.6 of the time.
        ("sum", "基本符合预期", ("0.61", "0.61")),
        # (5 − 8) / (3 − 8) = 0.6.
        ("rank", "基本符合预期", ("0.6", "0.6")),
        # 23 stands for 22.5 to 23.5: (23.5 − 40) / −20 = 0.825, (22.5 − 40) / −20 = 0.875.
        ("ceiling", "快于预期", ("0.825", "0.875")),
        # 6 / 10 from nothing.
        ("zero", "基本符合预期", ("0.6", "0.6")),
        # (0.95 + 1.95) / (3 + 1.95) = 0.5859, (1.05 + 2.05) / (3 + 2.05) = 0.6139.
        ("signs", "基本符合预期", ("0.5858", "0.6139")),
        # (79.85 − 50.05) / 49.95 = 0.5966, (79.95 − 49.95) / 50.05 = 0.5995: under 0.6, no slack.
        ("binding", "未达到序时进度", ("0.5965", "0.5995")),
        # 3.25 from 3.15 to 3.5 is 0.286, 3.35 from 3.05 to 3.5 is 0.667: behind or ahead.
        ("open", "舍入误差内不能判定（滞后于预期／快于预期）", ("0.2857", "0.6667")),
        # 97.55 to 97.65 is at least 97.
        ("kept", "保持", ("", "")),
        # 3.965 to 3.975 is at most 4.
        ("limit", "当年未超上限", ("", "")),
        # 50 % more than 100 is 150: 130 is 0.6 of the way.
        ("grown", "基本符合预期", ("0.6", "0.6")),
        # 44.0 from 45.0 towards 47 went the other way: (43.95 − 45.05) / 1.95 = −0.5641,
        # (44.05 − 44.95) / 2.05 = −0.4390.
        ("away", "滞后于预期", ("-0.5642", "-0.4390")),
    ],
)
def test_each_judgement_is_the_one_worked_out_by_hand(
    study: Study, target_id: str, word: str, bounds: tuple[str, str]
) -> None:
    """Word and bounds of progress of every type of target."""
    row = _row(study, target_id)
    assert (row.relation, row.word) == ("verdict", word)
    assert (row.progress_low, row.progress_high) == bounds


@pytest.mark.parametrize(
    ("target_id", "reason"),
    [
        ("same", "target_equals_base"),  # 66 from 66
        ("once", "period_differs"),  # base and value both of 2023
    ],
)
def test_what_has_no_way_to_measure_is_refused(study: Study, target_id: str, reason: str) -> None:
    """Target = base, and one data point only, have a reason instead of a word."""
    row = _row(study, target_id)
    assert (row.relation, row.reason, row.word) == ("none", reason, "无法评估")


@pytest.mark.parametrize(
    ("target_id", "zh", "en"),
    [
        # [1.06^5 / 1.17936]^(1/2) − 1 = 6.52 % a year.
        ("growth", "到2025年年均尚需6.52%", "6.52% a year on average until 2025"),
        # (5 × 20000 − 61000) / 2 = 19500 people a year.
        ("jobs", "到2025年年均尚需1.95万人", "19,500 people a year on average until 2025"),
        # (100 − 61) / 2 = 19.5; no growth of a running sum.
        (
            "sum",
            "距2025年还有2年，每年还需完成19.5个",
            "19.5 needed in each of the 2 years to 2025",
        ),
        ("rank", "每年还需前移1个位次", "a move up of 1 place needed in each"),
        # (20 − 23) / 2 = −1.5; (20 / 23)^(1/2) = 0.9325.
        (
            "ceiling",
            "每年还需减少1.5微克/立方米（年均下降6.7%）",
            "a fall of 1.5 µg/m³ needed in each of the 2 years to 2025 (6.7% a year)",
        ),
        ("zero", "距2025年还有2年，每年还需增加2家", "a rise of 2 needed in each"),
        ("signs", "每年还需增加1个千分点", "a rise of 1 per mille point needed in each"),
        ("binding", "每年还需增加10.05个百分点", "a rise of 10.05 percentage points"),
        # (150 − 130) / 2 = 10; (150 / 130)^(1/2) = 1.0742.
        (
            "grown",
            "每年还需增加10公里（年均增长7.4%）",
            "a rise of 10 km needed in each of the 2 years to 2025 (7.4% a year)",
        ),
        ("kept", "", ""),
        ("limit", "", ""),
    ],
)
def test_what_it_takes_is_the_pace_worked_out_by_hand(
    study: Study, target_id: str, zh: str, en: str
) -> None:
    """The pace of each judged target, in both languages; what is kept or yearly has none."""
    table = verdicts.verdicts_table(study)
    place = said(table, "target_id").index(target_id)
    found = said(table, "pace")[place], said(table, "pace", "en")[place]
    if not zh:
        assert found == ("", "")
        return
    assert found[0].endswith(zh)
    assert en in found[1]
    if target_id in ("sum", "rank", "zero", "signs"):
        assert "%" not in found[0]


def test_the_growth_so_far_and_still_required_stand_in_the_explanation(study: Study) -> None:
    """The geometric mean so far, 5.65 %, and the 6.52 % a year that would make up for it."""
    row = _row(study, "growth")
    assert "2021年8.0%、2022年4.0%、2023年5.0%；迄今年均5.65%；今后年均尚需6.52%" in row.why
    assert "5.65% a year so far; 6.52% a year still required" in row.why_en
    assert abs(Fraction(row.pace_needed) - Fraction("6.5225")) < Fraction(1, 1000)


def test_a_mean_of_amounts_shows_its_years_and_its_gap(study: Study) -> None:
    """61000 in three years is 20333 a year, 333 more than the 20000 asked for."""
    row = _row(study, "jobs")
    years = "2021年1.8万人、2022年2.1万人、2023年2.2万人"
    assert f"{years}；迄今年均2.03万人；今后年均尚需1.95万人" in row.why
    assert "18,000 people in 2021, 21,000 people in 2022" in row.why_en
    assert (row.gap, row.pace_needed) == ("333.3333", "19500")


def test_ranks_are_not_compounded(study: Study) -> None:
    """Growth of a rank says nothing: two methods are not run, so none parts from another."""
    panel = verdicts.panel_of(study, _row(study, "rank"))
    assert panel is not None
    run = {one.method: one.on_track for one in panel.methods}
    assert (run["cagr_ratio"], run["un_extrapolation"]) == ("", "")
    assert run["progress"] == run["destatis_mean_change"] == "yes"


def test_an_interval_clear_of_the_time_share_is_printed_clear_of_it(study: Study) -> None:
    """59.65 to 59.95% is not on schedule at 60%, and does not read as if it were."""
    table = verdicts.verdicts_table(study)
    spans = dict(zip(said(table, "target_id"), said(table, "progress"), strict=True))
    assert spans["binding"] == "59.8%（59.65%–59.95%）／60.0%"
    assert spans["away"] == "-50.0%（-56.5%至-43.9%）／60.0%"
    assert spans["sum"] == "61.0%／60.0%"


def test_a_target_is_shown_in_its_own_unit(study: Study) -> None:
    """Base, sign, value and year of a mean, a sum and a rank as a reader takes them."""
    table = verdicts.verdicts_table(study)
    paths = dict(zip(said(table, "target_id"), said(table, "path"), strict=True))
    assert paths["growth"].endswith("≥6%（年均）（2025年）")
    assert paths["sum"] == "0个（2020） → sum ≥100个（累计）（2025年）"
    assert "≤第3位（2025年）" in paths["rank"]


def test_the_pages_count_what_was_judged_and_what_was_not(study: Study) -> None:
    """13 of the 15 are judged; each refused one is named with its reason."""
    zh, _ = both(verdicts.own_line(study))
    assert zh.startswith("本库收录云溪自己的目标15条。报告有13项内容可据此判断")
    assert "2项无法评估" in zh


def test_delta_as_of_and_base_year_change_the_result(tmp_path: Path) -> None:
    """δ of a tenth moves one word, 2022 as the last year undoes all, another base year moves s."""
    lines = [_line("ceiling", value="14"), _line("growth", base_year="2020")]
    words = {}
    for name, settings in {
        "run": {},
        "delta": {"delta": "0.10"},
        "as_of": {"as_of": "2022"},
        "base_year": {"base_year": "2021"},
    }.items():
        (tmp_path / name).mkdir()
        study = _study(tmp_path / name, *lines, **settings)
        words[name] = (_row(study, "ceiling").word, _row(study, "growth").word)
    # (40 − 23) / 26 = 0.65 (0.635 to 0.673): over 0.6 + 0.05 or not; within 0.6 ± 0.1.
    assert words["run"] == ("舍入误差内不能判定（基本符合预期／快于预期）", "迄今年均未达目标")
    assert words["delta"] == ("基本符合预期", "迄今年均未达目标")
    assert words["as_of"] == ("无法评估", "无法评估")
    # From 2021 the dust has no base value on file; 4 and 5 % average less than 6 %.
    assert words["base_year"] == ("无法评估", "迄今年均未达目标")


def test_every_fault_of_the_table_is_listed_by_line_and_column(tmp_path: Path) -> None:
    """Cells, sources, years, units and rows that contradict each other, all in one go."""
    lines = [
        _line("rank"),
        _line("zero", level="borough"),
        _line("signs", source_id="S999"),
        _line("binding", target_year="2050"),
        _line("open", unit="斤"),
        _line("rank", target_id="rank2", value="2"),
        _line("kept", source_id=""),
        _line("away", type="相对", value="5"),
    ]
    with pytest.raises(InputError) as fault:
        _study(tmp_path, *lines)
    told = str(fault.value).splitlines()
    assert [line.split(": ")[0] for line in told] == [
        "own.csv, line 3, level",
        "own.csv, line 4, source_id",
        "own.csv, line 5, target_year",
        "own.csv, line 6, unit",
        "own.csv, line 7, value",
        "own.csv, line 8, source_id",
        "own.csv, line 9, unit",
    ]
    assert "'斤'" in told[3]
    assert "is ≤2位 here and ≤3位 in row rank" in told[4]
