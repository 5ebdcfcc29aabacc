"""What looks like a figure and is none: list marks, dates, codes, names, idioms, articles."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import alternation, forms, idioms, words
from ..lexicon.units import NO_UNIT
from .figure import Figure, Numeral, scale, unit_behind
from .numerals import MULTIPLIERS, parse_arabic

_ARABIC_DATE = re.compile(forms("date").replace(r"\s", r"[ \x1f]"))  # none goes on in the next cell
_CHINESE_DATE = re.compile(forms("chinese_date"))
# 8.10亩 looks like a date with points; what ends in a digit may have a unit behind it.
_WITH_POINTS = re.compile(r"[0-9]+\.[0-9.]*[0-9]")
_PERIOD_BEHIND = re.compile(r"来(?!自)|间(?!歇)|期间|以来|平均|累计|合计|前(?!列)|后(?!续)")
_PERIOD_BEFORE = re.compile(rf"(?:{forms('period_before')})\s?$")
_PERIOD_STOPS = frozenset(("", *"，。；、！,;:—\n\r"))
_CLAUSE_OPENS = _PERIOD_STOPS - {"、"}
_LENGTH = re.compile(forms("length_behind"))
_CODE = re.compile(forms("code"))
# What makes the numeral before it a name: 三年行动, 五道沟 and 三次会议, 12345热线.
NAMED_DURATION = re.compile(forms("named_duration"))
NAMED_WITH_NUMERAL = re.compile(forms("numeral_name"))
NAME_BEHIND = re.compile(rf"[ ]?[0-9]?(?:{alternation('behind_name')})")
# A short quotation that begins with the figure is a name (“31条”, “3分钟到场”).
_QUOTED = re.compile("[^，。；：“‘「『《]{0,12}[”’」』》]")
# “三个推定、三个走进”: the next of the numbers in one quotation.
_QUOTED_LIST = re.compile("[“‘「『《][^，。；：”’」』》]{1,14}、$")
# “科技金融15条”: the figure ends a short quotation.
_QUOTED_BEFORE = re.compile("[“‘「『《][^，。；：”’」』》]{1,14}$")
_QUOTES, _QUOTES_END = tuple("“‘「『《"), tuple("”’」』》")
_HOTLINE = re.compile("1[12][0-9]{1,3}")
_HOTLINE_BEHIND = re.compile("[^，。；0-9]{0,10}(?:热线|平台|投诉|急救)")
_REFERENCE = re.compile(rf"(?:{forms('reference')})\s?$")
# 索引号:001/2021-45, 浏览次数:1234: what stands behind is a code or a counter.
_LABELLED = re.compile(rf"(?:{forms('label')})\s{{0,3}}$")
_TOKEN = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z/._—〔〕()-]|,(?=[0-9]))*")
_VERSION = re.compile(r"[1-9]\.0")
_LIST_BEHIND = re.compile("[、和与及][0-9.、和与及]{1,40}(?:%|‰|个?百分点|[万亿倍])")
_NUMERALS = "零〇一二两三四五六七八九十百千万亿几数半"
_MARK = re.compile(forms("list_mark"))
_MARK_OF_YEAR = re.compile(r"[0-9]{1,2}[.、]\s?(?=(?:19|20)[0-9]{2}\s?年)")  # 3.2023年
# What opens an item at the beginning of a line only: 4、12个, 2.1本项目.
_LISTED = re.compile("[0-9]{1,2}、(?=[0-9])")
_NUMBERED = re.compile(r"([1-9][0-9]?\.)(?:[1-9][0-9]?\.){0,2}[1-9][0-9]?[ ]?(?=[\u4e00-\u9fff])")
_LINE_BEGINS = re.compile(r"(?:^|[\n\r])[ \t]*$")
_DIVISIBLE = frozenset("级类版分点成")  # 4.5级
# 一核两组团, 一主三副: how a city is laid out, counted in one breath.
_LAYOUT = re.compile(forms("layout_before"))
_COUNTED = re.compile(rf"(?:{alternation('counted_after')})了?$")
# 塘坝一处，: a thing and how many there are of it; 下一个, 去一趟 are none.
_NOUN_BEFORE = re.compile(
    "(?![这那每某上下同另哪第其统唯单专万不再缺少多了任有是去来])[\u4e00-\u9fff]"
)
# Behind a Chinese numeral they grade or number a thing (三级医院, 二期工程).
GRADES = frozenset(words("grade_unit"))


def skipped_end(text: str, position: int) -> int:
    """The end of the list mark, date or code at ``position``, which is where none stands."""
    date = _ARABIC_DATE.match(text, position)
    if date and _WITH_POINTS.fullmatch(date[0]):
        date = None
    code = _CODE.match(text, position)
    ends = [match.end() for match in (date, code) if match]
    return max(_list_mark_end(text, position), *ends, position)


def _list_mark_end(text: str, position: int) -> int:
    if match := _MARK_OF_YEAR.match(text, position):
        return match.end()
    match = _MARK.match(text, position)
    if match and _opens(text, position):
        first = text[position : position + 2] == "1."
        value = text[position - 1 : position] in (":", "：") and text[match.end()].isdigit()
        return match.end() if first or not value else position  # 税收:12. 42亿元
    if not _LINE_BEGINS.search(text[max(0, position - 9) : position]):
        return position
    match = _LISTED.match(text, position)
    return match.end() if match else _numbered_end(text, position)


def _numbered_end(text: str, position: int) -> int:
    """The mark of 2.1本项目, and of 4.12个: what is counted has no places."""
    match = _NUMBERED.match(text, position)
    if match is None:
        return position
    scaled = scale(text, Numeral(match.end(), "1", parse_arabic("1")))
    _, unit = unit_behind(text, scaled.end)
    if scaled.multiplier > 1 or unit.category not in ("none", "count"):
        return position
    if unit is NO_UNIT:
        return match.end()
    counted = match.end(1) if match[0].count(".") == 1 else match[0].rfind(".") + 1 + position
    return position if unit.printed[0] in _DIVISIBLE else counted


def _opens(text: str, start: int) -> bool:
    """Whether a sentence or a line begins at ``start``."""
    before = text[max(0, start - 3) : start].rstrip(" (")
    return not before or before[-1] in "。！？\n\r；：:" or text[start - 1] in "\n\r"


def labelled_end(text: str, start: int) -> int:
    """The end of the code or counter at ``start`` that the label before it announces."""
    if text[start - 1 : start] not in (":", "：", " ", "["):
        return start
    labelled = _LABELLED.search(text[max(0, start - 12) : start])
    match = _TOKEN.match(text, start) if labelled else None
    return match.end() if match else start


@cache
def _idioms() -> dict[str, tuple[tuple[int, str], ...]]:
    """Idioms by two characters, their first numeral and the next (or, at the end, the one before).

    Each with how far before its numeral it begins, the longest first.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for idiom in sorted(idioms(), key=lambda idiom: -len(idiom)):
        at = next(at for at, char in enumerate(idiom) if char in _NUMERALS)
        key = idiom[at : at + 2] if at + 1 < len(idiom) else idiom[at - 1 : at + 1]
        found.setdefault(key, []).append((at, idiom))
    return {key: tuple(entries) for key, entries in found.items()}


def skipped_words_end(text: str, position: int) -> int:
    """The end of the idiom, name or date whose first Chinese numeral is here, else ``position``."""
    date = _CHINESE_DATE.match(text, position)
    end = date.end() if date else position
    known = _idioms()
    for key in (text[position : position + 2], text[max(0, position - 1) : position + 1]):
        for before, idiom in known.get(key, ()):
            if before <= position and text.startswith(idiom, position - before):
                end = max(end, position - before + len(idiom))
                break
    return end


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether the figure opens or ends a short quotation, which makes it a name (“31条”)."""
    before = text[start - 1 : start]
    listed = before == "、" and _QUOTED_LIST.search(text[max(0, start - 16) : start])
    if before in _QUOTES or listed:
        return _QUOTED.match(text, end) is not None
    ends = text[end : end + 1] in _QUOTES_END
    return ends and _QUOTED_BEFORE.search(text[max(0, start - 15) : start]) is not None


def is_code_before(text: str, start: int) -> bool:
    """Whether a Latin letter or hyphen makes the numeral part of a code (G324, PM2.5)."""
    before = text[start - 1 : start]
    if before.isascii() and (before.isalpha() or before in ("_", "#", "@")):
        return True
    ahead = text[start - 2 : start - 1]
    return before == "-" and ahead.isascii() and ahead.isalnum()


def is_numbered(text: str, start: int) -> bool:
    """Whether the word before numbers a thing and counts none (国道324, 附件3)."""
    return text[max(0, start - 4) : start].removesuffix(" ").endswith(words("before_name"))


def is_reference(text: str, start: int) -> bool:
    """Whether a bare numeral numbers a figure, a table or a telephone (见图1, 电话:2698617)."""
    return _REFERENCE.search(text[max(0, start - 6) : start]) is not None


def is_version(text: str, start: int, printed: str) -> bool:
    """Whether a numeral that ends in ``.0`` is the version of what stands before it (工业4.0).

    The first of a list (低于进度4.0、7.5个百分点) is none.
    """
    if not _VERSION.fullmatch(printed) or _LIST_BEHIND.match(text, start + len(printed)):
        return False
    before = text[max(0, start - 3) : start]
    return before[-1:].isalnum() and not before.endswith((*words("reading"), "年", "月"))


def is_hotline(printed: str, text: str, end: int) -> bool:
    """Whether the number is one to call (12345市民服务热线)."""
    return _HOTLINE.fullmatch(printed) is not None and bool(_HOTLINE_BEHIND.match(text, end))


def is_period(text: str, start: int, end: int) -> bool:
    """Whether a duration is part of a name (三年行动) or names a period (五年来, 近三年)."""
    if NAMED_DURATION.match(text, end) or _PERIOD_BEHIND.match(text, end):
        return True
    if text.startswith(("内", "以内", "之内"), end):
        return False
    stops = text[end : end + 1] in _PERIOD_STOPS
    if not stops and text[end - 1] == "年" and text[start - 1 : start] in _CLAUSE_OPENS:
        return _LENGTH.match(text, end) is None  # 五年新增15万人, 五年的成就
    if stops and text[start - 1 : start] == "的" and text[end - 1] == "年":
        return True  # 砥砺奋进的五年
    return _PERIOD_BEFORE.search(text[max(0, start - 6) : start]) is not None


def counts(text: str, start: int, figure: Figure) -> bool:
    """Whether the Chinese numeral ``figure`` counts something: 两处 does, 一个台阶 does not."""
    unit, numeral = figure.unit, figure.numeral
    if unit.category in ("percent", "point", "multiple") or numeral in MULTIPLIERS:
        return True
    if unit.category in ("weak", "count") and _LAYOUT.search(text[max(0, start - 3) : start]):
        return False
    bare = figure.multiplier == 1 and len(numeral) == 1
    counted = _COUNTED.search(text[max(0, start - 3) : start]) is not None
    if bare and (unit.category == "weak" or unit.printed in GRADES):
        return counted and unit.printed in "位天日元口"
    if bare and unit.printed == "日" and not text.startswith(("内", "以", "之"), figure.end):
        return False
    if unit.category == "weak" or unit.printed in ("级", "号", "期", "届", "月"):
        return False
    if numeral in ("零", "〇"):
        return False
    return numeral != "一" or _counts_one(text, start, figure, counted)


def _counts_one(text: str, start: int, figure: Figure, counted: bool) -> bool:
    """新增一个试点 and 塘坝一处， count one thing; elsewhere 一 is an article (上一个台阶)."""
    printed = figure.unit.printed
    if text.startswith(printed, figure.end):
        return False
    if counted:
        return True
    alone = text[figure.end : figure.end + 1] in tuple("，。；、）)")
    listed = alone and printed in words("listed_unit")
    return listed and _NOUN_BEFORE.match(text, start - 1) is not None
