"""Whether a figure is exact, about, over or under, by the words before and after it."""

from __future__ import annotations

import re

from ..lexicon import alternation, words
from .attaching import BLANKS
from .figure import Figure

# Read from the figure towards the beginning of its clause.
_BEFORE = re.compile(
    rf"""
    [{BLANKS}]*(?P<shared>(?:别分|均|各|都)?)
    (?:
        [为在了]?(?P<under>{alternation("under_before", backwards=True)})(?!不)
      | [达了]?(?P<over>{alternation("over_before", backwards=True)})(?![不未]|赶|反高)
      | (?:[为达有]|[^，。；、0-9]{{0,8}}占)?                    # 约占全市的1/3
        (?P<about>{alternation("about_before", backwards=True)})
        (?![签节合契公预履集制条违解简隐特续邀])                  # 节约, 合约
    )
    (?:次首)?(?P<more>别分|均|各|都)?                                      # 分别突破
    """,
    re.VERBOSE,
)
# 赶超, 通过, 附近: the last character is no approximator there.
_NO_WORD = re.compile(
    r"""[ ]*了?(?:
        超[赶反高] | 过[通经胜度路走] | 过开召 | 近附 | 近[最新邻远亲走临] | 近贴(?![补津])
    )""",
    re.VERBOSE,
)
_AFTER = re.compile(
    rf"""[{BLANKS}]*(?:
        (?P<over>{alternation("over_after")})
      | (?P<under>{alternation("under_after")})
      | (?P<about>{alternation("about_after")})
    )""",
    re.VERBOSE,
)
# With what those words begin; behind most figures stands something else.
_AFTER_BEGINS = frozenset(
    [*BLANKS, *[word[0] for word in words("over_after", "under_after", "about_after")]]
)
# 分别增长5%和7.5%左右: it holds for the whole list.
_ABOUT_LIST = re.compile(r"(?:[、和与及][0-9.,]+[^0-9，。；、和与及左]{0,5})+左右")
_LISTS = frozenset("、和与及")
# 内资, 余额, 起草: the word goes on.
_INSIDE = frozenset("资地部涵容销陆需河蒙在循环外衣科")
_ENDS_WORD = frozenset("，。；、！ )的")
_NAMES = ("under", "over", "about")


def find_approximator(folded: str, figure: Figure, backwards: str) -> tuple[str, bool]:
    """``exact``, ``about``, ``over`` or ``under``, and whether it holds for a list that follows.

    ``backwards`` is the clause before the figure, read from the figure.
    """
    if figure.tail in ("余", "多", "几"):
        return "over", False
    behind = folded[figure.end : figure.end + 1]
    after = _AFTER.match(folded, figure.end) if behind in _AFTER_BEGINS else None
    if after is not None and figure.form != "rank" and _is_word(folded, after):
        return _name(after), False
    if behind in _LISTS and "别分" in backwards and _ABOUT_LIST.match(folded, figure.end):
        return "about", False
    before = _BEFORE.match(backwards)
    if before is None or _NO_WORD.match(backwards):
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
