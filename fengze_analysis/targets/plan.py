"""What a document says of itself as a plan: its year, its class, whose it is."""

from __future__ import annotations

import re
from typing import NamedTuple, cast

from ..lexicon.codebook import load_places
from ..model import Document, Period, Target
from ..schema.files import row_from_cells
from .horizon import five_years

_OUTLINE = re.compile("规划.{0,12}纲要|远景目标纲要")
_SPECIAL = re.compile("规划|行动计划|实施方案|行动方案|工作方案|工作计划")
_WORK_REPORT = re.compile("工作报告|政府报告")
_TITLE_YEAR = re.compile("((?:19|20)[0-9]{2})年")
_OWN_YEAR = re.compile(
    "((?:19|20)[0-9]{2})年[^。，；\\n]{0,12}?(?:政府工作报告|工作(?:安排|任务|目标|重点|部署)|重点工作|主要预期目标|主要任务|主要工作)"
)
_FIVE_YEAR = re.compile('[“"]?十([一二三四五六七八九])五[”"]?|第十([一二三四五六七八九])个五年')
_SPAN = re.compile("((?:19|20)[0-9]{2})年?[-—~至到]((?:19|20)[0-9]{2})")
_LEVELS = (
    ("national", ("全国", "国家", "中国")),
    ("province", ("省", "自治区", "北京市", "上海市", "天津市", "重庆市")),
    ("city", ("市", "自治州", "盟", "地区", "州")),
    ("county", ("县", "旗")),
    ("district", ("区",)),
    ("town", ("镇", "乡", "街道")),
)


class Plan(NamedTuple):
    """A plan: its title, the area it is for, the year it was made in and its own span, if any."""

    title: str
    place: str
    level: str
    year: int
    class_: str
    span: Period | None

    def class_of(self, horizon: Period) -> str:
        """The class of a target with ``horizon``; a work report states those of several plans."""
        if self.class_ != "yearly_plan" or (horizon.is_year and horizon.last <= self.year + 1):
            return self.class_
        # What the report that opens a five-year plan states for its end is the outline's.
        opens = horizon.last % 5 == 0 and self.year % 5 == 1
        return "outline" if opens or horizon.last > self.year + 5 else "term_goal"

    def target(self, target_id: str, horizon: Period) -> Target:
        """An empty target of this plan for ``horizon``, to be filled."""
        cells = {
            "target_id": target_id,
            "place": self.place,
            "level": self.level,
            "type": "qualitative",
            "target_year": str(horizon.last or ""),
            "nature": "not_stated",
            "class": self.class_of(horizon),
            "plan": self.title,
            "main": "no",
            "confidence": "primary",
        }
        return cast("Target", row_from_cells("targets", cells))


def plan_of(document: Document, folded: str) -> Plan:
    """The plan that ``document`` is.

    >>> from fengze_analysis.text.document import parse_document
    >>> plan = plan_of(parse_document("云溪市“十四五”养老规划\\n\\n正文。"), "")
    >>> plan.class_, str(plan.span)
    ('special_plan', '2021-2025')
    """
    title = document.title
    span = _span(title)
    report = _WORK_REPORT.search(title) is not None
    special = "special_plan" if _SPECIAL.search(title) else "yearly_plan"
    class_ = "yearly_plan" if report else "outline" if _OUTLINE.search(title) else special
    year = _year(document, folded) if report or span is None else span.first
    place = document.place or ("全国" if title.startswith("中华人民共和国") else "")
    return Plan(title, place, level_of(place), year, class_, None if report else span)


def _year(document: Document, folded: str) -> int:
    titled = _TITLE_YEAR.search(document.title)
    made = document.year or int(titled[1] if titled else document.date[:4] or 0)
    if not _WORK_REPORT.search(document.title):
        return made
    # A report of December plans the next year.
    own = [int(year) for year in _OWN_YEAR.findall(folded)]
    return max([made, *(year for year in own if not made or year <= made + 1)])


def _span(title: str) -> Period | None:
    if years := _SPAN.search(title):
        return Period(int(years[1]), int(years[2]))
    plan = _FIVE_YEAR.search(title)
    return five_years(plan[1] or plan[2]) if plan else None


def level_of(place: str) -> str:
    """The level of an area by the gazetteer, else by its name; ``""`` where neither says it.

    >>> level_of("福建省"), level_of("临江市云溪区"), level_of("安和县"), level_of("")
    ('province', 'district', 'county', '')
    """
    for known in load_places():
        if known.place == place:
            return known.level
    for level, endings in _LEVELS:
        if place.endswith(endings):
            return level
    return ""
