"""Made-up text of the genre: fragments to put together, and numerals written out."""

from __future__ import annotations

from hypothesis import strategies as st

NUMERALS = (
    "12",
    "3.5",
    "1,286",
    "0.08",
    "二十三",
    "百分之五",
    "三分之二",
    "一百零五",
    "两",
    "８",
    "９．６",
    "近百",
    "十余",
    "2.1:3.4:5.6",
    "第一",
    "第3",
    "-1.5",
    "几十",
    "5—8",
    "10%至15",
    "一",
    "半",
    "2023",
    "壹佰贰拾",
)
UNITS = (
    "亿元",
    "万人次",
    "%",
    "％",
    "个",
    "家",
    " 万平方米",
    "m²",
    "个百分点",
    "倍",
    "年",
    "吨/日",
    "余公里",
    "多家",
    "项",
    "位",
    "大片区",
    "天",
    "",
    "微克/立方米",
    "（套）",
    "[1]亿元",
    "\n\n万人",
    "成",
)
WORDS = (
    "全年城镇新增就业",
    "税收同比增长",
    "下降",
    "由",
    "提高到",
    "分别达到",
    "占年度计划",
    "超",
    "约",
    "其中",
    "进一步统一",
    "“十四五”规划",
    "5G基站",
    "国道324线",
    "人均可支配收入",
    "一般公共预算",
    "增速比全市高",
    "數字經濟產業園",
    "（一）",
    "1.",
    "以上",
    "左右",
    "和",
    "累计",
    "人次",
    "电话0595-22500000",
    "2023年10月",
)
MARKS = (
    "，",
    "、",
    "；",
    "：",
    "（",
    "）",
    "“",
    "”",
    " ",
    "\t",
    "|",
    "\n",
    "\f",
    "—",
    "/",
)
HOSTILE = (
    "\x1f",
    "\u200b",
    "\ufeff",
    "①",
    "𠮷",
    "🎉",
    "\u0661",
    "²",
    "½",
    "Ⅲ",
    "\r",
    "\v",
    "\\",
    "%",
    "·",
)

clauses = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.tuples(st.sampled_from(NUMERALS), st.sampled_from(UNITS)).map("".join),
        st.sampled_from(MARKS),
    ),
    min_size=1,
    max_size=12,
).map("".join)
texts = st.one_of(
    clauses,
    st.lists(st.one_of(clauses, st.sampled_from(HOSTILE), st.text(max_size=6)), max_size=6).map(
        "".join
    ),
)

_DIGITS = "零一二三四五六七八九"


def write_chinese(number: int) -> str:
    """``number`` (below 10**16) in Chinese numerals as a document writes it: 105 一百零五."""
    if number == 0:
        return "零"
    high, rest = divmod(number, 10**8)
    if high:
        return _joined(write_chinese(high) + "亿", rest, 10**7)
    high, rest = divmod(number, 10**4)
    if high:
        return _joined(write_chinese(high) + "万", rest, 10**3)
    written = _write_group(number)
    return written.removeprefix("一") if 10 <= number < 20 else written


def _joined(head: str, rest: int, smallest: int) -> str:
    """The lower part behind the higher one, 零 where a place is left out between them."""
    if not rest:
        return head
    tail = write_chinese(rest)
    tail = "一" + tail if tail.startswith("十") else tail
    return head + ("零" if rest < smallest else "") + tail


def _write_group(number: int) -> str:
    written, empty = "", False
    for size, place in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            written += ("零" if empty and written else "") + _DIGITS[digit] + place
            empty = False
        else:
            empty = True
    return written
