"""Made-up rows for the tests of the comparison: a district 甲区, areas like it and above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from fengze_analysis.comparison.compare import compare
from fengze_analysis.comparison.figures import Figure
from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.interval import Interval, format_number
from fengze_analysis.model import (
    Assessment,
    Comparison,
    Document,
    Indicator,
    Item,
    Observation,
    Place,
    Published,
    Sentence,
    Target,
)
from fengze_analysis.rounding import printed_interval

OWN, LIKE, FAR = "东市甲区", "东市乙区", "西市甲区"
CITY, PROVINCE, NATION = "东市", "海省", "全国"
PLACES = (
    Place(NATION, "全国", "national", "", ()),
    Place(PROVINCE, "海省", "province", NATION, ()),
    Place(CITY, "东市", "city", PROVINCE, (), name_en="East City"),
    Place(OWN, "甲区", "district", CITY, (LIKE,)),
    Place(LIKE, "乙区", "district", CITY, (OWN,)),
    Place(FAR, "西市甲区", "district", "西市", ()),
)
LEVELS = {place.place: place.level for place in PLACES}

PLACES_IN_SCHOOL = Indicator(
    "places", "新增学位数", "New school places", "个", "up", "level", "教育", "outcome", "yes", ()
)
COVERAGE = Indicator(
    "coverage", "参与率", "Participation", "%", "up", "rate", "教育", "outcome", "yes", ()
)
GROWTH = Indicator(
    "growth", "产值增速", "Growth of output", "%", "up", "growth", "经济", "outcome", "yes", ()
)
JOBS = Indicator(
    "jobs", "城镇新增就业", "New urban jobs", "人", "up", "flow", "就业", "outcome", "yes", ()
)
STATIONS = Indicator(
    "stations", "5G基站数", "5G stations", "个", "up", "count", "数字", "output", "yes", ()
)
CODEBOOK = (PLACES_IN_SCHOOL, COVERAGE, GROWTH, JOBS, STATIONS)


def observe(
    value: str,
    indicator: str = "coverage",
    unit: str = "%",
    step: str = "0",
    cap: str = "",
    **changes: str | int,
) -> Observation:
    """An observation of 甲区 in 2023; ``step`` is one unit of its last printed place."""
    limit = Fraction(cap) if cap else None
    interval = printed_interval(
        value, Fraction(step), str(changes.get("approx", "exact")), cap=limit
    )
    row = Observation(
        report_id="made-up",
        row_id="1.1.10",
        section="1",
        item="1",
        heading="一项措施",
        sentence="全区有关工作取得进展。",
        start=10,
        end=14,
        surface=value,
        value=value,
        unit=unit,
        canonical_unit=unit,
        low="" if interval.low is None else format_number(interval.low),
        high="" if interval.high is None else format_number(interval.high),
        kind="share" if unit == "%" else "amount",
        approx="exact",
        direction="",
        basis="",
        indicator_phrase="",
        indicator=indicator,
        period="2023年",
        period_year="2023",
        place=OWN,
        status="",
    )
    return row._replace(**changes)  # type: ignore[arg-type]


def aim(value: str, indicator: str = "coverage", unit: str = "%", **changes: str) -> Target:
    """An anticipatory target of 甲区 for 2025 with a base value of 50 in 2020."""
    row = Target(
        target_id="T1",
        place=OWN,
        level="district",
        indicator=indicator,
        name_zh="参与率",
        type="终点水平",
        operator="≥",
        value=value,
        unit=unit,
        qualifier="",
        base_value="50",
        base_year="2020",
        target_year="2025",
        nature="预期性",
        class_="纲要",
        plan="甲区“十四五”规划纲要",
        version="",
        price="",
        coverage="",
        main="no",
        applies_to_district="yes",
        source_id="S1",
        confidence="primary",
    )
    level = LEVELS.get(changes.get("place", OWN), "")
    return replace(row, level=level, **changes)  # type: ignore[arg-type]


def publish(value: str, indicator: str = "coverage", unit: str = "%", **changes: str) -> Published:
    """A result of 乙区 in 2023 from a primary source."""
    row = Published(
        published_id="P1",
        place=LIKE,
        level="district",
        indicator=indicator,
        name_zh="参与率",
        value=value,
        unit=unit,
        qualifier="",
        year="2023",
        as_of="",
        role="outcome",
        source_id="S2",
        confidence="primary",
    )
    return replace(row, **changes)  # type: ignore[arg-type]


def people(place: str, value: str, year: str = "2021") -> Published:
    """The population of a place, printed in full."""
    return publish(
        value,
        "resident_population",
        "人",
        place=place,
        year=year,
        role="population",
        published_id=f"N-{place}-{year}",
        note=f"原文{value}",
    )


def judge(indicator: str, word: str, year: str = "2023") -> Assessment:
    """The official word on an indicator of the nation."""
    return Assessment(NATION, indicator, "中期评估", year, word, "S3")


def report(*sentences: str, headings: tuple[str, str] = ("一、发展", "一是教育")) -> Document:
    """A document of one section and one measure with these sentences, one after the other."""
    text, found = "", []
    for sentence in sentences:
        found.append(Sentence(len(text), len(text) + len(sentence), sentence))
        text += sentence
    item = Item("1", "1", *headings, 0, len(text), tuple(found))
    return Document("made-up", text, "报告", "", "", OWN, "", (item,))


def figure(value: str, low: str, high: str, unit: str = "家", year: str = "2023") -> Figure:
    """A figure with its interval, ``""`` for an open end."""
    return Figure(value, Interval.parse(low, high), unit, year)


def exactly(value: str, unit: str = "家", year: str = "2023") -> Figure:
    """A figure printed in full."""
    return Figure(value, Interval.point(value), unit, year)


def held(
    observation: Observation,
    *references: Target | Published,
    indicators: Sequence[Indicator] = CODEBOOK,
    parameters: Parameters | None = None,
) -> list[Comparison]:
    """The comparison of one observation with targets and published results, given together."""
    targets = [row for row in references if isinstance(row, Target)]
    published = [row for row in references if isinstance(row, Published)]
    settings = parameters or Parameters(place=OWN)
    return compare([observation], targets, published, indicators, PLACES, settings)
