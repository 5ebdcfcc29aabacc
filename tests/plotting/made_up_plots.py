"""Made-up rows shaped like a district's report, and every figure drawn from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from fengze_analysis.model import Comparison, Finding, Indicator, Item, Observation, Target
from fengze_analysis.plotting.benchmarks import plot_benchmarks
from fengze_analysis.plotting.counts import plot_counts
from fengze_analysis.plotting.drawing import Drawing
from fengze_analysis.plotting.evidence import plot_evidence
from fengze_analysis.plotting.findings import plot_findings
from fengze_analysis.plotting.implied import plot_implied
from fengze_analysis.plotting.measures import plot_measures
from fengze_analysis.plotting.pace import plot_pace
from fengze_analysis.plotting.panel import plot_panel
from fengze_analysis.plotting.rows import SeriesRow
from fengze_analysis.plotting.series import plot_series
from fengze_analysis.plotting.silence import plot_silence
from fengze_analysis.plotting.style import WIDE

_FINE = 5  # dots a point
OWN = "样州市丰水区"


@dataclass(frozen=True)
class Pace:
    """A row of the calibration, as far as the figure reads it."""

    name_zh: str
    name_en: str
    progress: str = ""
    progress_low: str = ""
    progress_high: str = ""
    time_share: str = ""
    word: str = ""
    official_word: str = ""
    agreement: str = ""
    observed_year: str = "2023"


@dataclass(frozen=True)
class Method:
    """What a method says."""

    method: str
    value: str
    word_zh: str
    word_en: str
    on_track: str


@dataclass(frozen=True)
class Panel:
    """An indicator with its methods."""

    name_zh: str
    name_en: str
    methods: tuple[Method, ...]


@dataclass(frozen=True)
class Evidence:
    """A measure with its figures by stage."""

    section: str
    item: str
    opinion: str
    measure: str
    evidence: str
    outcome: int = 0
    output: int = 0
    input: int = 0
    activity: int = 0
    recognition: int = 0
    uncoded: int = 0
    clauses: int = 10
    clauses_with_figure: int = 4


@dataclass(frozen=True)
class Silence:
    """An indicator of a plan with what the report has on it."""

    level: str
    place: str
    indicator: str
    name_zh: str
    name_en: str
    status: str


def make_item(section: str, item: str, heading: str, section_heading: str) -> Item:
    """A measure without sentences."""
    return Item(section, item, section_heading, heading, 0, 0, ())


def make_observation(row_id: str, value: str, **changes: Any) -> Observation:
    """A figure of the report whose section and item are those of its ``row_id``."""
    section, item, start = row_id.split(".")
    row = {
        "report_id": "fengshui-2024-1", "row_id": row_id, "section": section, "item": item,
        "heading": "", "sentence": "", "start": int(start), "end": int(start) + len(value),
        "surface": value, "value": value, "unit": "个", "canonical_unit": "个", "low": value,
        "high": value, "kind": "amount", "approx": "exact", "direction": "", "basis": "",
        "indicator_phrase": "新增项目", "indicator": "", "period": "", "period_year": "2023",
        "place": OWN, "status": "",
    }  # fmt: skip
    return Observation(**(row | changes))


def make_comparison(row_id: str, relation: str, **changes: str) -> Comparison:
    """A comparison; what is not given is empty."""
    row = dict.fromkeys(Comparison.__dataclass_fields__, "")
    return Comparison(**(row | {"row_id": row_id, "relation": relation} | changes))


def make_target(target_id: str, operator: str, **changes: str) -> Target:
    """A target; what is not given is empty."""
    row = dict.fromkeys(Target.__dataclass_fields__, "")
    return Target(**(row | {"target_id": target_id, "operator": operator} | changes))


def make_indicator(
    code: str, stage: str, name_zh: str, name_en: str, unit: str = "个"
) -> Indicator:
    """An indicator of the codebook."""
    return Indicator(code, name_zh, name_en, unit, "up", "count", "x", stage, "yes", ())


def make_finding(rule: str, outcome: str, number: int, **changes: Any) -> Finding:
    """A finding of a rule."""
    row: dict[str, Any] = dict.fromkeys(Finding.__dataclass_fields__, "")
    row |= {"rule": rule, "outcome": outcome, "finding_id": f"{rule}.{number}", "rows": ()}
    return Finding(**(row | {"readings_zh": (), "readings_en": ()} | changes))


OPINIONS = {
    "1": "要立足持续发展，优化提升经济发展质量",
    "2": "要立足均衡发展，持续提升城市品质发展后劲",
}
ITEMS = [
    make_item("1", "1", "招商引资质效提升", OPINIONS["1"]),
    make_item("1", "2", "高新产业效益凸显", OPINIONS["1"]),
    make_item("2", "1", "持续优化营商环境", OPINIONS["2"]),
    make_item("2", "2", "中心城区有机更新", OPINIONS["2"]),
]
INDICATORS = [
    make_indicator("funds", "input", "财政资金", "Public funds", "元"),
    make_indicator("events", "activity", "推介活动", "Promotion events", "场"),
    make_indicator("stations", "output", "5G基站", "5G base stations"),
    make_indicator("digital", "outcome", "数字经济规模占地区生产总值比重", "Digital share of GDP",
                   "%"),
    make_indicator("jobs", "outcome", "城镇新增就业人数", "New urban jobs", "人"),
    make_indicator("first", "recognition", "全市首批", "First in the city", "位"),
]  # fmt: skip
OBSERVATIONS = [
    make_observation("1.1.10", "860000000", indicator="funds", canonical_unit="元"),
    make_observation("1.1.20", "8", indicator="events"),
    make_observation("1.1.30", "12", indicator="events"),
    make_observation("1.2.10", "66.48", indicator="digital", canonical_unit="%", low="66.475",
                     high="66.485", indicator_phrase="数字经济规模占比"),
    make_observation("1.2.20", "1400", indicator="stations"),
    make_observation("2.1.10", "22000", indicator="jobs", canonical_unit="人", low="21500",
                     high="22500"),
    make_observation("2.1.20", "1", indicator="first"),
    make_observation("2.1.30", "108", indicator="funds;jobs"),
]  # fmt: skip
TARGETS = [
    make_target("t1", ">"),
    make_target("t2", "≥"),
    make_target("t3", "≈"),
    make_target("t4", "≤"),
]
_DIGITAL = {"indicator": "digital", "observed": "66.48", "observed_year": "2023", "unit": "%"}
_JOBS = {"indicator": "jobs", "observed": "22000", "unit": "人"}
COMPARISONS = [
    make_comparison("1.2.10", "benchmark", **_DIGITAL, target_id="t1", target_place="样州市鲤川区",
                    target="57", target_year="2025", gap="9.48", confidence="tertiary"),
    make_comparison("1.2.10", "benchmark", **_DIGITAL, target_id="t3", target_place="福南省",
                    target="50", target_year="2026", gap="16.48", confidence="primary"),
    make_comparison("2.1.10", "benchmark", **_JOBS, target_id="t2", target_place="样州市鲤川区",
                    target="22000", target_year="2023", gap="0", confidence="secondary"),
    make_comparison("2.1.10", "peer", **_JOBS, target_id="p1", target_place="样州市鲤川区",
                    target="24000", target_year="2023", gap="-2000", confidence="secondary"),
    make_comparison("2.1.30", "yearly_plan", indicator="funds"),
    make_comparison("1.1.20", "none", reason="activity_count"),
    make_comparison("2.1.20", "same_fact"),
]  # fmt: skip
PACES = [
    Pace("常住人口城镇化率", "Urbanisation rate", "0.936", "0.93", "0.94", "3/5", "快于预期",
         "提前实现", "disagree"),
    Pace("高价值发明专利", "High-value patents", "0.62", "0.58", "0.66", "3/5", "基本符合预期",
         "基本符合预期", "agree"),
    Pace("人均受教育年限", "Mean years of schooling", "0.5", "0.3", "0.75", "2/5",
         "舍入误差内不能判定（基本符合预期／快于预期）", "基本符合预期", "undecided"),
    Pace("能源综合生产能力", "Energy production", "3.2", "3", "3.3", "2/5", "提前实现", "提前实现",
         "agree"),
    Pace("空气优良天数比率", "Days of good air", "-1.2", "-1.4", "-1", "2/5", "滞后于预期"),
    Pace("森林覆盖率", "Forest cover", "0.9", "0.88", "", "3/5", "快于预期"),
    Pace("单位GDP能耗降低", "Energy use per unit of GDP", time_share="3/5", word="无法评估",
         official_word="滞后于预期", agreement="not_assessable"),
]  # fmt: skip


def make_methods(*on_track: str) -> tuple[Method, ...]:
    """Four methods saying what is given."""
    codes = ("progress", "cagr_ratio", "un_extrapolation", "destatis_mean_change")
    words = {
        "yes": ("按现有速度可达", "on track"),
        "no": ("预计差距较大（超过20%）", "would be missed clearly (gap above 20%)"),
        "undecided": ("舍入误差内不能判定", "cannot be decided"),
        "": ("所用方法对这些数据无定义", "undefined for these figures"),
    }
    return tuple(
        Method(code, "0.833" if track else "", *words[track], track)
        for code, track in zip(codes, on_track, strict=True)
    )


PANELS = [
    Panel("常住人口城镇化率", "Urbanisation rate", make_methods("no", "yes", "yes", "no")),
    Panel("高价值发明专利", "High-value patents", make_methods("yes", "yes", "yes", "yes")),
    Panel("人均受教育年限", "Mean years of schooling", make_methods("undecided", "", "", "no")),
    Panel("单位GDP能耗降低", "Energy use per unit of GDP", ()),
]
EVIDENCES = [
    Evidence(
        "1", "1", OPINIONS["1"], "招商引资质效提升", "work_data", output=3, activity=2, uncoded=1
    ),
    Evidence("1", "2", OPINIONS["1"], "高新产业效益凸显", "outcome_data", outcome=4, input=1),
    Evidence(
        "2", "1", OPINIONS["2"], "持续优化营商环境", "words", clauses=7, clauses_with_figure=0
    ),
]
SILENCES = [
    Silence("national", "全国", "digital", "数字经济核心产业占比", "Core digital share", "words"),
    Silence("national", "全国", "forest", "森林覆盖率", "Forest cover", "not_mentioned"),
    Silence("national", "全国", "grain", "粮食综合生产能力", "Grain output", "not_applicable"),
    Silence("city", "样州市", "digital", "数字经济核心产业占比", "Core digital share", "figure"),
]
FINDINGS = [
    make_finding("sum_of_parts", "consistent", 1, rows=("1.1.10",), printed="860000000",
                 expected_low="855000000", expected_high="865000000", unit="元"),
    make_finding("implied_base", "cannot_tell", 1, rows=("2.1.10",), expected_low="12510",
                 expected_high="12570", unit="人"),
    make_finding("attainable", "cannot_tell", 1, rows=("1.2.10",), printed="66.48",
                 expected_low="64", expected_high="68.5", unit="%"),
    make_finding("sum_of_parts", "contradiction", 2, printed="120", expected_low="90",
                 expected_high="100", unit="家"),
    make_finding("sum_of_parts", "rounding", 3, printed="120", expected_low="119.5", unit="家"),
    *(make_finding("vague", "not_applicable", n) for n in range(9)),
]  # fmt: skip
SERIES = [
    SeriesRow(OWN, "2023", "66.48", "66.475", "66.485"),
    SeriesRow(OWN, "2025", "57", role="benchmark", operator=">", whose="样州市鲤川区"),
    SeriesRow("样州市", "2020", "45", "45", "48", series="2020年口径"),
    SeriesRow("样州市", "2021", "50.2", "49.5", "51", series="2020年口径"),
    SeriesRow("样州市", "2023", "56", "55", "57", series="第五次经济普查"),
    SeriesRow("样州市", "2025", "60", role="own_target", operator="≥", whose="样州市"),
]
NAMES_EN = {
    "1": "Sustained development", "2": "Balanced development", "1.1": "Investment promotion",
    "1.2": "High-tech industry", "2.1": "Business environment", "2.2": "Urban renewal",
    OWN: "Fengshui District", "样州市": "Yangzhou City", "样州市鲤川区": "Lichuan District",
    "福南省": "Funan", "sum_of_parts": "Sum of parts", "implied_base": "Implied base",
    "attainable": "Attainable percentage", "vague": "Vague quantifiers",
}  # fmt: skip
WORDS_EN = {
    "快于预期": "ahead of schedule", "基本符合预期": "broadly on schedule", "提前实现": "met early",
    "滞后于预期": "behind schedule", "无法评估": "cannot be assessed",
    "舍入误差内不能判定": "cannot be decided within rounding error",
    "舍入误差内不能判定（基本符合预期／快于预期）": "cannot be decided within rounding error"
    " (broadly on schedule / ahead of schedule)", "": "",
}  # fmt: skip

Plot = Callable[..., Drawing]


def _names(language: str) -> dict[str, str] | None:
    return NAMES_EN if language == "en" else None


EVERY: dict[str, Plot] = {
    "measures": lambda language, **more: plot_measures(
        ITEMS, OBSERVATIONS, INDICATORS, COMPARISONS, language=language, names=_names(language),
        **more),
    "counts": lambda language, **more: plot_counts(
        OBSERVATIONS, INDICATORS, ITEMS, language=language, names=_names(language), **more),
    "benchmarks": lambda language, **more: plot_benchmarks(
        COMPARISONS, OBSERVATIONS, TARGETS, INDICATORS, language=language, names=_names(language),
        **more),
    "pace": lambda language, **more: plot_pace(
        PACES, english=WORDS_EN.__getitem__, language=language, **more),
    "panel": lambda language, **more: plot_panel(PANELS, language=language, **more),
    "evidence": lambda language, **more: plot_evidence(
        EVIDENCES, language=language, names=_names(language), **more),
    "silence": lambda language, **more: plot_silence(SILENCES, language=language, **more),
    "findings": lambda language, **more: plot_findings(
        FINDINGS, language=language, names=_names(language), **more),
    "implied": lambda language, **more: plot_implied(
        FINDINGS, OBSERVATIONS, INDICATORS, language=language, names=_names(language), **more),
    "series": lambda language, **more: plot_series(
        SERIES, INDICATORS[3], language=language, names=_names(language), **more),
}  # fmt: skip


@cache
def drawn(name: str, language: str = "zh", width: float = WIDE) -> Drawing:
    """A figure of ``EVERY``, drawn once for all tests that only look at it."""
    return EVERY[name](language=language, width=width)


def texts_of(drawing: Drawing, role: str = "") -> list[Text]:
    """The texts that are drawn, of a role if asked."""
    assert drawing.figure is not None
    return [text for text in drawing.figure.axes[0].texts if role in {"", text.get_label()}]


def said_in(drawing: Drawing, role: str = "") -> list[str]:
    """The words of those texts, in the order in which they were set."""
    return [text.get_text() for text in texts_of(drawing, role)]


def _with_role(artists: list[Any], role: str) -> dict[str, Any]:
    return {a.get_label(): a for a in artists if str(a.get_label()).startswith(f"{role}:")}


def marks_of(drawing: Drawing, role: str = "mark") -> dict[str, Line2D]:
    """The marks and lines whose role begins with ``role:``, by role."""
    assert drawing.figure is not None
    return _with_role(list(drawing.figure.axes[0].lines), role)


def boxes_of(drawing: Drawing, role: str) -> dict[str, Rectangle]:
    """The rectangles whose role begins with ``role:``, by role."""
    assert drawing.figure is not None
    return _with_role(list(drawing.figure.axes[0].patches), role)


def extents_of(drawing: Drawing) -> Iterator[tuple[str, Bbox]]:
    """Every text with the box that it takes, in points from the lower left corner."""
    figure = drawing.figure
    assert figure is not None
    figure.set_dpi(72 * _FINE)  # at few dots a letter, hinting would make the text narrower
    renderer = FigureCanvasAgg(figure).get_renderer()
    for text in texts_of(drawing):
        box = text.get_window_extent(renderer)
        yield text.get_text(), Bbox(box.get_points() / _FINE)
