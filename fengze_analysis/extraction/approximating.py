"""Whether a figure is exact, about, over or under, by the words before and after it."""

from __future__ import annotations

import re

from ..lexicon import alternation, firsts, forms
from .figure import BLANKS, Figure

_NEAR = 20  # characters before a figure
_FIRST = firsts("under_before", "over_before", "about_before") + "分均各都首"
_BEFORE = re.compile(
    rf"""
    (?=[{_FIRST}])
    (?P<more>分别|均|各|都)?(?:首次)?                                      # 分别突破
    (?: (?<!不)(?P<under>{alternation("under_before")})[为在了]?
      | (?<![不未赶])(?P<over>{alternation("over_before")})(?!(?<=高)反)[达了]?
      | (?<![签节合契公预履集制条违解简隐特续邀])                          # 节约, 合约
        (?P<about>{alternation("about_before")})
        (?:[为达有]|占[^，。；、0-9]{{0,8}})?                              # 约占全市的1/3
    )
    (?P<shared>分别|均|各|都)?[{BLANKS}]*$
    """,
    re.VERBOSE,
)
# 赶超, 通过, 附近: the last character is no approximator there.
_NO_WORD = re.compile(rf"(?:{forms('no_approximator')})了?[ ]*$")
_AFTER = re.compile(
    rf"""[{BLANKS}]*(?:
        (?P<over>{alternation("over_after")})
      | (?P<under>{alternation("under_after")})
      | (?P<about>{alternation("about_after")})
    )""",
    re.VERBOSE,
)
# 分别增长5%和7.5%左右: it holds for the whole list.
_ABOUT_LIST = re.compile(r"(?:[、和与及][0-9.,]+[^0-9，。；、和与及左]{0,5})+左右")
_LISTS = frozenset("、和与及")
# 内资, 余额, 起草: the word goes on.
_INSIDE = frozenset("资地部涵容销陆需河蒙在循环外衣科")
_ENDS_WORD = frozenset("，。；、！ )的")
_NAMES = ("under", "over", "about")


def find_approximator(folded: str, figure: Figure, clause: str) -> tuple[str, bool]:
    """``exact``, ``about``, ``over`` or ``under``, and whether it holds for a list that follows.

    ``clause`` is what stands before the figure.
    """
    if figure.tail in ("余", "多", "几", "来"):
        return "about" if figure.tail == "来" else "over", False
    behind = folded[figure.end : figure.end + 1]
    after = _AFTER.match(folded, figure.end)
    if after is not None and figure.form != "rank" and _is_word(folded, after):
        return _name(after), False
    if behind in _LISTS and "分别" in clause and _ABOUT_LIST.match(folded, figure.end):
        return "about", False
    near = clause[-_NEAR:]
    before = _BEFORE.search(near)
    if before is None or _NO_WORD.search(near):
        return "exact", False
    return _name(before), bool(before["more"])


def _name(match: re.Match[str]) -> str:
    return next(name for name in _NAMES if match[name])


def _is_word(folded: str, after: re.Match[str]) -> bool:
    word = after[0].strip()
    follows = folded[after.end() : after.end() + 1]
    if word == "内":
        return follows not in _INSIDE
    return word not in ("余", "多", "起") or not follows or follows in _ENDS_WORD
