"""What a report says it is: title, number, issuer, place, date and the year it was made in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..lexicon import words
from ..model import Document
from .layout import Layout, lay_out

_HAN = "\u4e00-\u9fff"
_AREA_END = (
    "特别行政区|自治区|自治州|自治县|自治旗|地区|新区|开发区|高新区|示范区|林区|特区"
    "|[省市区县盟旗]|[镇乡](?!市)|街道|(?<=..)州(?![市县区])"  # 黔南州, but 泉州市
)
# A name has a proper part: no 各县, no 自治区 alone, nothing that begins in the midst of a phrase.
_NO_NAME = (
    "[各全我该向在与及以从于对年月度届日次第市县区省州旗盟]|本[市县区省州旗]|关于|代表|自治|街道|受"
)
_NOT_IN_NAME = (
    "人民|政府|代表|会议|[在届了的等]|肯定|完成|推进|促进|加快|建设|听取|贯彻|落实|我们|关于"
)
_PROPER = f"(?:日[照喀]|(?!{_NO_NAME}|{_NOT_IN_NAME})[{_HAN}])"
_AREA = rf"(?:{_PROPER}(?:(?!{_NOT_IN_NAME})[{_HAN}]){{0,9}}?(?:{_AREA_END})){{1,4}}"
_BODY = (
    "人民政府|政府|管委会|管理委员会|人大常委会|人民代表大会|发展和改革(?:局|委员会)|统计局|财政局"
)
_NUMBER = re.compile(
    # 泉丰政综〔2024〕7号
    rf"[{_HAN}]{{2,12}}\s?[〔\[(]\s?(?:19|20)[0-9]{{2}}\s?[〕\])]\s?[0-9]{{1,4}}\s?号"
)
_ISSUER = re.compile(
    rf"""
    (?:^|(?<=代表)|(?<=[^{_HAN}])|(?<=受))       # a word begins: 我代表丰泽区人民政府
    {_AREA}
    (?: 人民政府 | 管委会 | 管理委员会 | 发展和改革局 | 发展和改革委员会
      | 统计局 | 财政局 | 人民代表大会常务委员会
    )
    (?:办公室|办公厅)?
    """,
    re.VERBOSE,
)
_LEADING_AREA = re.compile(f"^{_AREA}")
# 2023年, 2024年度, (某省), 关于: what may stand before the area in a title.
_BEFORE_AREA = re.compile(rf"^.*?[年度)](?={_AREA})|^关于")
_SITTING = re.compile(
    rf"(?:[日在]|^|[^{_HAN}])({_AREA})(?:第?[一二三四五六七八九十]{{1,4}}届|人大|人民代表)"
)
_NATIONAL = re.compile(
    "^国务院总理|我代表国务院|[日在]第?[一二三四五六七八九十]*届?全国人民代表大会"
)
_OFFICE = re.compile(
    rf"^({_AREA})(?:{_BODY})?(?:代理?)?(?:市长|州长|县长|区长|省长|主席|盟长|旗长)"
)
_TITLE = re.compile(
    r"""
    (?: 关于.{2,}的?(?:报告|通知|意见|方案|决定|批复|函)
      | (?:报告|公报|总结|要点|纲要|规划|概况|计划) (?:\(.{0,40}\))?
    )['"*\s]*$
    """,
    re.VERBOSE,
)
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_DATE = re.compile(
    r"""
    ((?:19|20)[0-9]{2}|二[〇零一二三四五六七八九]{3})\s?年\s?
    ([0-9]{1,2}|十[一二]?|[一二三四五六七八九])\s?月\s?
    ([0-9]{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s?日
    """,
    re.VERBOSE,
)
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年")
_SPACED_YEAR = re.compile(r"(?<![0-9 ])([12]) ?([09]) ?([0-9]) ?([0-9]) {0,2}年")
_OF_REPORT = re.compile("工作报告|回顾|工作安排|主要工作|重点工作|工作任务|目标任务|主要任务")
_BEHIND = ("回顾", "总结", "完成情况", "执行情况")
_SITTING_DATE = re.compile("会议|大会|通过|报告")
_OFTEN = 4
_LONGEST_LINE = 200  # what names a report stands near the beginning of a line


def parse_document(text: str, report_id: str = "", layout: Layout | None = None) -> Document:
    """The document of ``text``: its parts with positions, what is not printed left empty."""
    layout = layout or lay_out(text)
    spans = [*layout.paragraphs[:15], *layout.paragraphs[15:][-8:]]
    printed = (layout.folded[start:end][:_LONGEST_LINE].strip(" *#") for start, end in spans)
    lines = [_mend_year(line) for line in printed]
    at = _find_title(lines)
    title = lines[at].strip("'\" ") if at is not None else ""
    issuer = _first(_ISSUER, [title, *lines[:12], *lines[-6:]])
    date = _date(lines)
    return Document(
        report_id,
        text,
        title=text[slice(*spans[at])].strip(" \u3000*#'\"\n") if at is not None else "",
        number=re.sub(r"\s", "", _first(_NUMBER, lines[:12])),
        issuer=issuer,
        place=_place(title, issuer, lines, layout.folded),
        date=date,
        items=tuple(item for item in layout.items if item.item != "0" or len(item.sentences) > 1),
        year=_year(date, title, layout),
    )


def override(document: Document, known: Mapping[str, Any]) -> Document:
    """The document with its title, place or date as ``known`` states them, its year after these."""
    year = int(known["date"][:4]) if "date" in known else document.year
    return replace(document, **known, year=year)


def _find_title(lines: list[str]) -> int | None:
    """Which line reads as a title: one that ends in 报告 and the like, else a short first one."""
    for at, line in enumerate(lines[:15]):
        if 4 < len(line) < 120 and not re.search("[。；]", line) and _TITLE.search(line):
            return at
    clause = not lines or re.search("[。；！？，：:]", lines[0])
    return 0 if not clause and len(lines[0]) < 60 else None


def _mend_year(line: str) -> str:
    """2 0 1 6 年 in a title set wide is 2016年."""
    return _SPACED_YEAR.sub(r"\1\2\3\4年", line)


def _first(pattern: re.Pattern[str], lines: Iterable[str]) -> str:
    return next((match[0] for line in lines if (match := pattern.search(line))), "")


def _place(title: str, issuer: str, lines: list[str], folded: str) -> str:
    """The area whose report it is: the fullest name in title, issuer, sitting or signature."""
    named = [place for place in _named(title, issuer, lines) if place]
    if not named and any(_NATIONAL.search(line) for line in lines[:8]):
        return "全国"
    if not named:
        return _province(folded) if any("代表省人民政府" in line for line in lines) else ""
    place = max((place for place in named if _is_fuller(place, named[0])), key=len)
    if place.endswith("州") and not place.endswith("自治州"):
        wholes = (one for one in words("prefecture") if one.startswith(place[:-1]))
        return next(wholes, place)
    return place


def _province(folded: str) -> str:
    """The province that a text which says only 省人民政府 names most often."""
    often = max(words("province"), key=lambda name: folded.count(name[:-1]))
    return often if folded.count(often[:-1]) > _OFTEN else ""


def _is_fuller(place: str, short: str) -> bool:
    """丰泽区 and 泉州市丰泽区; 黔南州 and the whole name of the autonomous prefecture."""
    return place.endswith(short) or (place[:2] == short[:2] and place.endswith("自治" + short[-1]))


def _named(title: str, issuer: str, lines: list[str]) -> Iterator[str]:
    yield _first(_LEADING_AREA, [_BEFORE_AREA.sub("", title)])
    for line in [title, *lines[:12]]:
        if sitting := _SITTING.search(line):
            yield sitting[1]
        if office := _OFFICE.search(line):
            yield office[1]
    yield _first(_LEADING_AREA, [issuer])


def _date(lines: list[str]) -> str:
    """The date of the sitting that heard the report, else of issue: a line of its own."""
    sitting = [line for line in lines[:10] if len(line) < 80 and _SITTING_DATE.search(line)]
    issue = [line for line in [*reversed(lines[-8:]), *lines[:8]] if len(line) < 40]
    for line in [*sitting, *issue]:
        if match := _DATE.search(line):
            year, month, day = (_number(part) for part in match.groups())
            return f"{year:04}-{month:02}-{day:02}" if month <= 12 and day <= 31 else ""
    return ""


def _number(printed: str) -> int:
    """A part of a date: 2024, 二〇二四, 十二, 二十三."""
    tens, ten, ones = printed.translate(_DIGITS).partition("十")
    return 10 * int(tens or 1) + int(ones or 0) if ten else int(tens)


def _year(date: str, title: str, layout: Layout) -> int | None:
    """The year a text was made in: of its date, its title, or of its headings."""
    if date:
        return int(date[:4])
    if "五年" not in title and (years := _YEAR.findall(title)):
        return int(years[-1])
    for start, end in layout.paragraphs:
        line = _mend_year(layout.folded[start : min(end, start + 40)])
        year = _YEAR.search(line)
        if year and (head := _OF_REPORT.search(line, year.end())):
            # A heading that looks back names the year before: 一、2023年工作回顾.
            back = any(word in line[year.end() : head.end() + 4] for word in _BEHIND)
            return int(year[1]) + back
    return None
