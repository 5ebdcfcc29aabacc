"""The parts of a report that say what it is: title, number, issuer, place, date."""

from __future__ import annotations

import re

from ..model import Document
from .layout import Layout, lay_out

_AREA = r"(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区|市|自治州|盟|地区|县|区|旗|镇|乡|街道)){1,4}"
_NUMBER = re.compile(
    r"""
    [\u4e00-\u9fff]{2,12}\s?                   # 泉丰政综
    [〔\[(]\s?(?:19|20)[0-9]{2}\s?[〕\])]\s?   # 〔2024〕
    [0-9]{1,4}\s?号                            # 7号
    """,
    re.VERBOSE,
)
_ISSUER = re.compile(
    rf"""
    (?:^|(?<=代表)|(?<=[^\u4e00-\u9fff]))     # a word begins: 我代表丰泽区人民政府
    (?![我谨现]|代表|受)
    {_AREA}                                    # 泉州市丰泽区
    (?: 人民政府 | 管委会 | 管理委员会 | 发展和改革局 | 发展和改革委员会
      | 统计局 | 财政局 | 人民代表大会常务委员会
    )
    (?:办公室|办公厅)?
    """,
    re.VERBOSE,
)
_PLACE = re.compile(f"({_AREA})")
_TITLE = re.compile(
    r"""
    (?: 关于.{2,}的?(?:报告|通知|意见|方案|决定|批复|函)
      | (?:报告|公报|总结|要点|纲要|规划|概况|计划)
    )\s*$
    """,
    re.VERBOSE,
)
_DATE = re.compile(
    r"""
    ((?:19|20)[0-9]{2})\s?年\s?  # 2024年
    ([0-9]{1,2})\s?月\s?         # 1月
    ([0-9]{1,2})\s?日            # 16日
    """,
    re.VERBOSE,
)
# What names a report stands near the beginning of a line.
_LONGEST_LINE = 200


def parse_document(text: str, report_id: str = "", layout: Layout | None = None) -> Document:
    """The document of ``text``: its parts with positions, what is not printed left empty.

    >>> parse_document("泉州市丰泽区人民政府关于规划的报告\\n\\n正文。\\n2024年1月16日").date
    '2024-01-16'
    """
    layout = layout or lay_out(text)
    spans = [*layout.paragraphs[:15], *layout.paragraphs[15:][-8:]]
    lines = [layout.folded[start:end][:_LONGEST_LINE].strip() for start, end in spans]
    at = _find_title(lines)
    title = lines[at] if at is not None else ""
    issuer = _first(_ISSUER, [title, *lines[:12], *lines[-6:]])
    place = _PLACE.match(issuer) or _PLACE.match(_without_year(title))
    return Document(
        report_id,
        text,
        text[slice(*spans[at])].strip() if at is not None else "",
        re.sub(r"\s", "", _first(_NUMBER, lines[:12])),
        issuer,
        place[1] if place else "",
        _date(lines),
        tuple(item for item in layout.items if item.item != "0" or len(item.sentences) > 1),
    )


def _find_title(lines: list[str]) -> int | None:
    """Which line reads as a title: one that ends in 报告 and the like, else a short first one.

    A line with a clause or a full stop in it is text.
    """
    for at, line in enumerate(lines[:15]):
        if 4 < len(line) < 120 and not re.search("[。；]", line) and _TITLE.search(line):
            return at
    clause = not lines or re.search("[。；！？，：:]", lines[0])
    return 0 if not clause and len(lines[0]) < 60 else None


def _without_year(title: str) -> str:
    return re.sub(r"^(?:[0-9]{4}年|关于)", "", title)


def _first(pattern: re.Pattern[str], lines: list[str]) -> str:
    return next((match[0] for line in lines if (match := pattern.search(line))), "")


def _date(lines: list[str]) -> str:
    """The date of issue: a line of its own near the end, else near the beginning."""
    for line in [*reversed(lines[-8:]), *lines[:8]]:
        match = _DATE.search(line)
        if match and len(line) < 40:
            year, month, day = (int(part) for part in match.groups())
            return f"{year:04}-{month:02}-{day:02}"
    return ""
