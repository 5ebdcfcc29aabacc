"""Dates, times of day and years, which are no quantities."""

from __future__ import annotations

import re

_YEAR = "(?:1[6-9]|20|21)[0-9]{2}"
_DASH = r"\s?[-—~至到、/]\s?"

# What \s stands for here: a blank or a mended break; no date goes on in the next cell or line.
_BLANK = r"[ \x1f]"
_ARABIC = re.compile(
    rf"""
    {_YEAR}{_DASH}(?:{_YEAR}|[0-9]{{2}})\s?(?:学?年度?|财年|赛季)          # 2021—2025年
  | {_YEAR}\s?学?年(?!(?:的|左右|悠久)?(?:历史|文化史|建城|之久))          # 2023年, not 1700年历史
      (?:度|代|初|末|底)?
      (?:\s?[0-9]{{1,2}}\s?月(?:份|初|末|底|[上中下]旬)?                   # 2023年10月
         (?:{_DASH}[0-9]{{1,2}}\s?月(?:份|底|末)?)?                        # 2023年1—9月
         (?:\s?[0-9]{{1,2}}\s?[日号]                                       # 2023年10月30日
            (?:{_DASH}(?:[0-9]{{1,2}}\s?月)?[0-9]{{1,2}}\s?[日号])?)?)?
      (?:[-—]\s?{_YEAR}年)?                                                # 2021年—2025年
  | {_YEAR}[-./](?:0?[1-9]|1[0-2])                                         # 2024-01
      (?:[-./](?:0?[1-9]|[12][0-9]|3[01]))?(?![0-9.%])                     # 2024-01-16
  | [0-9]{{1,2}}\s?月(?![龄])(?:{_DASH}[0-9]{{1,2}}\s?月)?                 # 10月30日—11月2日
      \s?[0-9]{{1,2}}\s?[日号](?:{_DASH}(?:[0-9]{{1,2}}\s?月)?[0-9]{{1,2}}\s?[日号])?
  | [0-9]{{1,2}}{_DASH}[0-9]{{1,2}}\s?季度                                 # 1—3季度
  | [0-9]{{1,2}}\s?世纪(?:[0-9]{{2}}年代)?                                 # 20世纪90年代
  | [0-9]{{1,2}}{_DASH}[0-9]{{1,2}}\s?月份?                                # 1—9月
  | [0-9]{{1,2}}\s?月(?!龄)(?:份|初|末|底|[上中下]旬)?                     # 3月
  | [0-9]{{1,2}}{_DASH}[0-9]{{1,2}}\s?[日号](?!内|以内|游)                 # 24—26日
  | (?<=月)\s?[0-9]{{1,2}}\s?[日号]                                        # 每月5日
  | [0-9]{{1,2}}\s?[日号](?=至|上午|下午|晚|，|。|,|召开|起|\s?印发|发布)  # 24日
  | [0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?\s?[-—~至到]\s?[0-9]{{1,2}}:[0-9]{{2}}  # 8:30—17:30
  | [0-9]{{1,2}}\s?[时点]\s?(?:[0-9]{{1,2}}\s?分|半|整|许|至|前|起)        # 8时30分
  | (?<![0-9])[12][0-9]\s?年                                               # 23年全年
      (?=全年|上半年|下半年|[一二三四1-4]季度|底|末|初|为)
  | [0-9]{{2}}年代                                                         # 90年代
  | (?<=上午|下午|晚上|凌晨|中午)[0-9]{{1,2}}[点时]                         # 上午9点
  | [0-9]{{1,2}}·[0-9]{{1,2}}(?![0-9·.])                                  # “6·9”
  | (?<=公元|民国|公历)[0-9]{{1,4}}\s?年(?:度)? | (?<=公元前)[0-9]{{1,4}}\s?年  # 公元1121年
  | (?:9|1[0-3])[0-9]\s?年(?:度|底|初|末|起|中(?![级心学小])|上半年|下半年  # 113年度
      |\s?[0-9]{{1,2}}\s?月(?:\s?[0-9]{{1,2}}\s?日)?)
  | (?<=[自与较比至从])1[0-3][0-9]\s?年(?![来间以的历])                   # 自114年
  | (?<=\()[0-9]{{1,2}}[日号](?=\))                                        # (22日)
  | [06789][05]后                                                          # 90后
  | {_YEAR}(?=\s?[、和及与]\s?{_YEAR}\s?年)                                # 2022、2023年
  | (?:1[ ]9|2[ ]0)(?:[ ][0-9]){{2}}[ ]{{0,2}}年                             # 2 0 2 3 年
  | {_YEAR}(?=\s?[〕\])])                                                  # 〔2024〕
  | {_YEAR}(?=版|届|亚|世界|中国|全国|[（(“])                              # 2023版
    """.replace(r"\s", _BLANK),
    re.VERBOSE,
)
_CHINESE = re.compile(
    r"""
    [一二][〇零一二三四五六七八九]{3}(?:年|[-—至])                        # 二〇三五年
  | [一二三四五六七八九十]{1,3}月                                         # 十月三十日
      (?:份|初|末|底|[一二三四五六七八九十]{1,3}[日号])?
  | [一二三四五六七八九十]{1,3}(?=、(?!\s?[一二三四五六七八九十百]))      # 一、 at the start
      (?<![^\s。])
  | [二三四五六七八九]十年代                                              # 九十年代
  | [一二三四五六七八九十]{1,3}年(?:级|制)                                # 三年级
  | [一二三四五六七八九十]{1,3}季度                                       # 三季度
    """,
    re.VERBOSE,
)
# One of these stands among the first five characters of each of those dates.
_IN_CHINESE = frozenset("年月季、-—至")
# 8.10亩 looks like a date with points; what ends in a digit may have a unit behind it.
_WITH_POINTS = re.compile(r"[0-9]+\.[0-9.]*[0-9]")


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
    if _IN_CHINESE.isdisjoint(text[position : position + 5]):
        return position
    match = _CHINESE.match(text, position)
    return match.end() if match else position
