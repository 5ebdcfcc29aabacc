"""Durations that measure nothing: they name a circle or a campaign, or say which years."""

from __future__ import annotations

import re

# A duration that is the name of a circle, a plan or a campaign.
_NAMED_DURATION = re.compile(
    r"""
    [^，。；、0-9]{0,8}?(?:
        (?:生活|服务|通勤|交通|健身|阅读|就医|养老|经济|文化|医疗|救援|都市|便民)圈
      | 圈层 | 圈(?![^，。；])                                      # 15分钟便民生活圈
    )
  | “[^”]{1,8}”(?:计划|行动|工程)                                  # 十年“卓越”计划
  | 行动 | 攻坚 | 规划 | 禁渔 | 倍增 | 提升行动 | 滚动 | 大庆      # 三年行动
  | 奋斗目标 | 工作法 | 安全生产
  | 任期 | 期(?![限间末初])                                        # 五年任期, 十年期
    """,
    re.VERBOSE,
)
_PERIOD_BEHIND = re.compile(r"来(?!自)|间(?!歇)|期间|以来|平均|累计|合计|前(?!列)|后(?!续)")
_PERIOD_BEFORE = re.compile(
    r"""(?:
        (?<![附接将临])近 | 过去 | 未来 | 今后 | 最近               # 近三年
      | (?<!提)前 | (?<![其之以滞])后 | (?<!以)上 | [上下这前后]一?个  # 前11个月
      | 第[一二三四五]个                                            # 第一个五年
      | (?:今后|未来|过去|最近|近)[一二三四五六七八九十0-9]{1,2}[至到~—-]   # 今后三至
      | 这 | 每 | 历经 | [头首] | 接下来 | 此后 | 再过                    # 每年
    )\s?$""",
    re.VERBOSE,
)
_STOPS = frozenset(("", *"，。；、！,;:—\n\r"))


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
