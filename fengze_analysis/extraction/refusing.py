"""What looks like a figure and is none: dates, durations, codes, counters, names, idioms."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import alternation, forms, idioms, words

_ARABIC = re.compile(forms("date").replace(r"\s", r"[ \x1f]"))  # no date goes on in the next cell
_CHINESE = re.compile(forms("chinese_date"))
# 8.10亩 looks like a date with points; what ends in a digit may have a unit behind it.
_WITH_POINTS = re.compile(r"[0-9]+\.[0-9.]*[0-9]")
# A duration that is the name of a circle, a plan or a campaign.
_NAMED_DURATION = re.compile(forms("named_duration"))
_PERIOD_BEHIND = re.compile(r"来(?!自)|间(?!歇)|期间|以来|平均|累计|合计|前(?!列)|后(?!续)")
_PERIOD_BEFORE = re.compile(rf"(?:{forms('period_before')})\s?$")
_STOPS = frozenset(("", *"，。；、！,;:—\n\r"))
_CODE = re.compile(forms("code"))
_NAME_BEHIND = re.compile(rf"[ ]?[0-9]?(?:{alternation('behind_name')})")  # 12345热线
# A short quotation that begins with the figure is a name (“31条”, “3分钟到场”).
_QUOTED = re.compile("[^，。；：“‘「『《]{0,12}[”’」』》]")
# “三个推定、三个走进”: the next of the numbers in one quotation.
_QUOTED_LIST = re.compile("[“‘「『《][^，。；：”’」』》]{1,14}、$")
# “科技金融15条”: the figure ends a short quotation.
_QUOTED_BEFORE = re.compile("[“‘「『《][^，。；：”’」』》]{1,14}$")
# Names of villages and rivers (七棵树, 五道沟), meetings (三次会议, 六次全会).
_NAMED_WITH_NUMERAL = re.compile(forms("numeral_name"))
_HOTLINE = re.compile("1[12][0-9]{1,3}")
_HOTLINE_BEHIND = re.compile("[^，。；0-9]{0,10}(?:热线|平台|投诉|急救)")
_REFERENCE = re.compile(rf"(?:{forms('reference')})\s?$")
# 索引号:001/2021-45, 浏览次数:1234: what stands behind is a code or a counter.
_LABELLED = re.compile(rf"(?:{forms('label')})\s{{0,3}}$")
_TOKEN = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z/._—〔〕()-]|,(?=[0-9]))*")
_VERSION = re.compile(r"[1-9]\.0")
_LIST_BEHIND = re.compile("[、和与及][0-9.、和与及]{1,40}(?:%|‰|个?百分点|[万亿倍])")
_QUOTES = tuple("“‘「『《")
_QUOTES_END = tuple("”’」』》")
_NUMERALS = "零〇一二两三四五六七八九十百千万亿几数半"


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


def idiom_end(text: str, position: int) -> int:
    """The end of the idiom or name whose first numeral stands at ``position``, else ``position``.

    >>> idiom_end("进一步统一标准", 1), idiom_end("两处公园", 0)
    (3, 0)
    """
    known = _idioms()
    end = position
    for key in (text[position : position + 2], text[max(0, position - 1) : position + 1]):
        for before, idiom in known.get(key, ()):
            if before <= position and text.startswith(idiom, position - before):
                end = max(end, position - before + len(idiom))
                break
    return end


def code_end(text: str, position: int) -> int:
    """The end of the number, formula or code at ``position``, else ``position``.

    >>> code_end("0595-22500000", 0), code_end("4+3+N产业体系", 0), code_end("43个", 0)
    (13, 5, 0)
    """
    match = _CODE.match(text, position)
    return match.end() if match else position


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether the figure opens or ends a short quotation, which makes it a name (“31条”).

    >>> is_quoted("落实“31条”政策", 3, 6), is_quoted("新增31条", 2, 5)
    (True, False)
    """
    before = text[start - 1 : start]
    if before in _QUOTES:
        return _QUOTED.match(text, end) is not None
    if before == "、" and _QUOTED_LIST.search(text[max(0, start - 16) : start]):
        return _QUOTED.match(text, end) is not None
    if text[end : end + 1] not in _QUOTES_END:
        return False
    return _QUOTED_BEFORE.search(text[max(0, start - 15) : start]) is not None


def is_code_before(text: str, start: int) -> bool:
    """Whether a Latin letter or hyphen makes the numeral part of a code (G324, PM2.5).

    >>> is_code_before("沿G324线", 2), is_code_before("建成324个", 2)
    (True, False)
    """
    before = text[start - 1 : start]
    if before.isascii() and (before.isalpha() or before in ("_", "#", "@")):
        return True
    ahead = text[start - 2 : start - 1]
    return before == "-" and ahead.isascii() and ahead.isalnum()


def is_numbered(text: str, start: int) -> bool:
    """Whether the word before numbers a thing and counts none (国道324, 附件3).

    >>> is_numbered("沿国道324", 3), is_numbered("建成324", 2)
    (True, False)
    """
    return text[max(0, start - 4) : start].removesuffix(" ").endswith(words("before_name"))


def is_reference(text: str, start: int) -> bool:
    """Whether a bare numeral numbers a figure, a table or a telephone (见图1, 电话:2698617).

    >>> is_reference("(见图1)", 3), is_reference("联系电话:2698617", 5), is_reference("代表12", 2)
    (True, True, False)
    """
    return _REFERENCE.search(text[max(0, start - 6) : start]) is not None


def labelled_end(text: str, start: int) -> int:
    """The end of the code or counter at ``start`` that the label before it announces.

    >>> labelled_end("索引号: 001/2021-45 组", 5), labelled_end("浏览次数:1234次", 5)
    (16, 9)
    >>> labelled_end("投资:5亿元", 3)
    3
    """
    if text[start - 1 : start] not in (":", "：", " ", "["):
        return start
    if not _LABELLED.search(text[max(0, start - 12) : start]):
        return start
    match = _TOKEN.match(text, start)
    return match.end() if match else start


def is_version(text: str, start: int, printed: str) -> bool:
    """Whether a numeral that ends in ``.0`` is the version of what stands before it (工业4.0).

    The first of a list (低于进度4.0、7.5个百分点) is none.

    >>> is_version("工业4.0", 2, "4.0"), is_version("评分达5.0", 3, "5.0")
    (True, False)
    """
    if not _VERSION.fullmatch(printed) or _LIST_BEHIND.match(text, start + len(printed)):
        return False
    before = text[max(0, start - 3) : start]
    return before[-1:].isalnum() and not before.endswith((*words("reading"), "年", "月"))


def is_named_with(text: str, end: int) -> bool:
    """Whether the Chinese numeral before ``end`` is part of a place or a meeting (五道沟).

    >>> is_named_with("五道沟镇", 1), is_named_with("五道门", 1)
    (True, False)
    """
    return _NAMED_WITH_NUMERAL.match(text, end) is not None


def is_hotline(printed: str, text: str, end: int) -> bool:
    """Whether the number is one to call (12345市民服务热线).

    >>> is_hotline("12345", "12345市民服务热线", 5), is_hotline("12345", "12345家企业", 5)
    (True, False)
    """
    return _HOTLINE.fullmatch(printed) is not None and bool(_HOTLINE_BEHIND.match(text, end))


def is_name_behind(text: str, end: int) -> bool:
    """Whether a bare numeral is followed by what makes it a name (12345热线).

    >>> is_name_behind("12345热线", 5)
    True
    """
    return _NAME_BEHIND.match(text, end) is not None


def is_named_duration(text: str, end: int) -> bool:
    """Whether the duration before ``end`` is part of a name (15分钟生活圈, 三年行动).

    >>> is_named_duration("建成15分钟便民生活圈", 6), is_named_duration("缩短15分钟，", 6)
    (True, False)
    """
    return _NAMED_DURATION.match(text, end) is not None


def is_period(text: str, start: int, end: int) -> bool:
    """Whether a duration names a period (五年来, 近三年) and measures nothing.

    >>> is_period("过去五年，", 2, 4), is_period("连续44年", 2, 5)
    (True, False)
    """
    if _PERIOD_BEHIND.match(text, end):
        return True
    if text.startswith(("内", "以内", "之内"), end):
        return False
    if text[start - 1 : start] == "的" and text[end - 1] == "年" and text[end : end + 1] in _STOPS:
        return True  # 砥砺奋进的五年
    return _PERIOD_BEFORE.search(text[max(0, start - 6) : start]) is not None


def date_end(text: str, position: int) -> int:
    """The end of the date in Arabic digits at ``position``, else ``position``.

    >>> date_end("2023年10月30日，", 0), date_end("2023个", 0)
    (11, 0)
    """
    match = _ARABIC.match(text, position)
    if match is None or _WITH_POINTS.fullmatch(match[0]):
        return position
    return match.end()


def chinese_date_end(text: str, position: int) -> int:
    """The end of the date in Chinese numerals at ``position``, else ``position``.

    >>> chinese_date_end("二〇三五年", 0), chinese_date_end("二十年", 0)
    (5, 0)
    """
    match = _CHINESE.match(text, position)
    return match.end() if match else position
