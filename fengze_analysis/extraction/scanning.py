"""The figures of the folded text: what begins with a digit, a Chinese numeral or 第, or is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..lexicon import forms, words
from ..lexicon.units import NO_UNIT, Unit
from .completing import chinese_numeral_at, comes_from, figure_at, read_rank, read_top
from .figure import (
    DAMAGED,
    IN_WORDS,
    INDEFINITE,
    MALFORMED,
    PERCENT,
    PERMILLE,
    TOO_LONG,
    Figure,
    Found,
    Numeral,
    peek,
    scale,
    unit_behind,
    unread,
)
from .numerals import (
    ARABIC,
    CHINESE,
    CHINESE_RUN,
    COLLOQUIAL,
    LONGEST,
    MULTIPLIERS,
    NEIGHBOURS,
    YEAR,
    parse_arabic,
    parse_chinese,
    spread_chinese,
)
from .refusing import (
    GRADES,
    NAMED_DURATION,
    NAMED_WITH_NUMERAL,
    is_code_before,
    is_hotline,
    is_quoted,
    is_reference,
    labelled_end,
    skipped_end,
    skipped_words_end,
)

_RATIO = re.compile(r"(?:\s?:\s?[0-9]+(?:\.[0-9]+)?)+")
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?(?![0-9])")
_PART = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_MOST_PARTS = 12
_RATIO_WORD = re.compile(r"(?:比|比例|结构|配比|之比|按|达到?)[^，。；]{0,6}$")
# 15.1/10万: deaths of so many, the unit of the rate printed behind the slash.
_PER_MANY = re.compile(r"/\s?(?:10万|100万|1万|十万|百万|万|千)(?![元吨亩人户])")
_SLASH = re.compile(r"/([0-9]{1,3})(?![0-9./年月])")
# What follows the first digits of a date, a code or a list mark; and how long a mobile number is.
_NO_FIGURE_FOLLOWS = frozenset(
    "·\t\n年月日号时点世季学后版届亚中全-—~至到、和与及/.:,，〕])）(“+×x*小°KMGkmg"
)
_LETTERS = frozenset("lIOo")  # as digits in a damaged numeral
_AFTER_POINT = re.compile(r"(?:^|[^.0-9A-Za-z])\.{1,2}$")  # ..5%: the rest of a numeral
_DOTS = frozenset("·•・‧∙⋅ ")
_OPENING = frozenset(["", *"\n\r\t 。；：:！？"])  # before a list mark
_MEASURED = ("%", "万", "亿", "‰")  # GDP500亿元 is no code
_MOBILE = 11
_SIGNS = ("-", "下", "—")
_SIGN = re.compile(forms("minus"))
_RATE = re.compile(r"\s?(?:%|‰|个?百分点)")

_BROKEN = re.compile(forms("broken"))
_POWER = re.compile(forms("power"))
_MIXED = re.compile(f"[{CHINESE}]{{0,30}}[0-9oO][0-9oO.{CHINESE}]{{0,30}}")
_BEFORE_YEAR = re.compile("[ ]{1,2}(?:19|20)[0-9]{2}[ ]?年")  # 表1 2023年
# A line of a table whose columns stand one blank apart.
_ROW = re.compile(r"[^\n\r]*?[^\n\r0-9 ](?: [-+]?[0-9][0-9,.]*[%‰]?){2,} *")
_LONGEST_ROW = 120
# What stands behind the well-formed beginning of a damaged numeral.
_SUSPICIOUS = frozenset(
    "0123456789.,，'’‘ʼ´`′·•・‧∙⋅lIOoSZ。点⁰¹²³⁴⁵⁶⁷⁸⁹⁻^*×xXeE一二三四五六七八九〇两\ufffd"
)
# A character that is no digit of ours and no mark, unit or word: 3¨450 is no 450.
_FOREIGN = re.compile(rf"(?:{forms('foreign')})(?=[0-9{CHINESE}])|(?![0-9])\d")
_FOREIGN_BEFORE = re.compile(rf"(?:[0-9{CHINESE}](?:{forms('foreign')})|(?![0-9])\d)$")
# A character that could not be read, and no mark before an item of a list: maybe a digit.
_LOST = re.compile("[^\\s\ufffd]\ufffd{1,9}$")
_DOTTED = re.compile(rf"([0-9]{{1,4}}){forms('middle_dot')}([0-9]{{1,2}})(?![0-9.])")
_SPACED = re.compile(forms("spaced_digits"))  # from the first of them

_FRACTION = re.compile(  # 百分之五十八点三, 三分之二, 百分之30
    rf"([{CHINESE}]+)分之(?:({CHINESE_RUN.pattern})|([0-9]+(?:\.[0-9]+)?))", re.VERBOSE
)
_PLAIN_UNITS = frozenset("个家户人名岁座件处所天")
_ARABIC_PLACES = re.compile("点[0-9]+[%‰万亿]")  # 八点5%
_EITHER = re.compile("、([一二三四五六七八九])(?!、)")
_GOES_ON = re.compile("[点0-9〇][0-9点.〇零一二三四五六七八九]*")  # 百分之8点5
_TO = re.compile("[ ]?(?:[-—~至到])[ ]?")
# 三分一, as printed in Hong Kong; 七分一般 is none.
_SHORT_FRACTION = re.compile("([三四五])分([一二三四])()(?=[的以，。；、]|$)")
_INDEFINITE = re.compile(forms("indefinite"))
# 培训百万名职工; a campaign with a quotation or a name of its own is none.
_HEADS = re.compile("[百千]万(?:名|人次|户)(?![^，。；]{0,12}(?:行动|工程|计划|活动|大赛))(?![“”])")
# 一半 and 半数 are a half; 半数 of a plan's 时间过半 is none.
_HALF = re.compile("一半(?![年月天径导])|半数(?![年月天])")
_IN_WORDS = re.compile(forms("in_words"))  # 翻一番 is twice as much
_MONEY = re.compile("[一二两三四五六七八九十](?=元零?[一二三四五六七八九][角分毛])")  # 三元五角
_LONGEST_FRACTION = LONGEST + 2
_NOT_INDEFINITE = ("以上", "之上", "迈上", "跨上", "站上", "登上", "再上")  # 迈上千亿台阶
_MIXES = frozenset("0123456789oO")
_UNITS_PLACE = frozenset("一二三四五六七八九两〇")
_AMOUNT_IN_WORDS = 10**8

_CANDIDATE = re.compile(  # .5 and l2.3亿 too
    rf"[0-9第{CHINESE}几数半]|(?<![0-9A-Za-z.])(?:\.(?=[0-9])|[lIOo](?=\.?[0-9]))"
)
_HALF_OF = ("年", "个", "小", "天", "数")
_ARABIC = frozenset("0123456789.") | _LETTERS


def scan(folded: str) -> Iterator[Figure]:
    """Every figure of ``folded`` in order of appearance, read or unread, never overlapping."""
    position = 0
    while match := _CANDIDATE.search(folded, position):
        start, char = match.start(), match[0]
        if char in _ARABIC:
            position, figures = _read_arabic(folded, start)
        elif char == "第":
            position, figures = read_rank(folded, start)
        elif char == "半" and folded[start + 1 : start + 2] not in _HALF_OF:
            position, figures = start + 1, ()
        else:
            position, figures = _read_chinese(folded, start)
        yield from figures
        if position <= start:
            position = start + 1


def _read_arabic(text: str, start: int) -> Found:
    """Where to go on, and the figures that begin with the digit at ``start``."""
    if text[start] in _LETTERS or _AFTER_POINT.search(text[max(0, start - 3) : start]):
        return _read_damaged(text, start, start) or (start + 1, ())
    if _is_torn(text, start):
        end = _numeral(text, start).end
        return end, (unread(start, end, DAMAGED),)
    if _is_lost_before(text, start) and (broken := _read_damaged(text, start, start)):
        return broken
    numeral = _numeral(text, start)
    refused = _refuse(text, start, numeral)
    return _read_form(text, start, numeral) if refused is None else refused


def _numeral(text: str, start: int) -> Numeral:
    follows = text[start + 1 : start + 5].lstrip("0123456789")[:1]
    if follows in _DOTS and (dotted := _read_dotted(text, start)):
        return dotted
    match = ARABIC.match(text, start)
    assert match is not None, "a numeral begins with a digit"
    return Numeral(match.end(), match[0], parse_arabic(match[0]))


def _refuse(text: str, start: int, numeral: Numeral) -> Found | None:
    """What is a date, a mark, a code, or damaged, and where it ends."""
    end, printed = numeral.end, numeral.printed
    follows, before = peek(text, end), text[start - 1 : start]
    opens = (before in _OPENING and "." in printed) or before in ("经", "纬")
    opens = opens or text[end : end + 1] == " " or len(printed) == _MOBILE
    opens = opens or follows in _NO_FIGURE_FOLLOWS
    if opens and (skipped := skipped_end(text, start)) > start:
        return skipped, ()
    if len(printed) > LONGEST:
        return end, (unread(start, end, TOO_LONG),)
    coded = is_code_before(text, start)
    may_break = _FOREIGN.match(text, end) or (follows in _SUSPICIOUS and not coded)
    if may_break and (broken := _read_damaged(text, start, end)):
        return broken
    if coded and follows not in _MEASURED:
        return end, ()
    if (labelled := labelled_end(text, start)) > start:
        return labelled, ()
    return (end, ()) if printed[0] == "1" and is_hotline(printed, text, end) else None


def _read_form(text: str, start: int, numeral: Numeral) -> Found:
    """A ratio, a fraction or a plain figure."""
    follows, end = peek(text, numeral.end), numeral.end
    if follows == ":" and (ratio := _RATIO.match(text, end)):
        if is_reference(text, start) or peek(text, ratio.end()) == "年":  # 表1:2023年
            return end, ()
        if _FOREIGN.match(text, ratio.end()):
            return ratio.end(), (unread(start, ratio.end(), DAMAGED),)
        return _read_ratio(text, start, ratio.end())
    if follows == "/" and (many := _PER_MANY.match(text, end)):
        unit = Unit(many[0], many[0].replace(" ", ""), "percent")
        return many.end(), (numeral.figure(start, many.end(), unit),)
    if follows == "/" and (slash := _SLASH.match(text, end)):
        return _read_slash(start, numeral, slash)
    signed = text[start - 1 : start] in _SIGNS
    sign = _SIGN.search(text[max(0, start - 9) : start]) if signed else None
    if sign is None or (sign["dash"] and not _RATE.match(text, end)):
        return figure_at(text, start, numeral)
    negative = numeral._replace(printed="-" + numeral.printed, value=-numeral.value)
    return figure_at(text, start - len(sign["minus"] or sign["dash"]), negative)


def _read_ratio(text: str, start: int, end: int) -> Found:
    """A figure a part; a clock time, a map scale and the score of a game give none."""
    if text.endswith("比例尺", 0, start) or text[end : end + 1] in ("胜", "负", "战"):
        return end, ()
    parts = tuple(
        Numeral(0, part[0], parse_arabic(part[0])).figure(*part.span(), form="ratio")
        for part in _PART.finditer(text, start, end)
    )
    named = _RATIO_WORD.search(text[max(0, start - 10) : start])
    if _CLOCK.fullmatch(text, start, end) and not named:
        whole = len(parts) > 2 and sum(part.values[0] for part in parts) == 100
        return end, parts if whole else ()
    return end, parts if len(parts) <= _MOST_PARTS else (unread(start, end, MALFORMED),)


def _read_slash(start: int, first: Numeral, match: re.Match[str]) -> Found:
    """1/3 is a fraction; 8/10 of a date or a code that is none is skipped."""
    whole, end = int(match[1]), match.end()
    if not whole or first.value != int(first.value) or first.value >= whole:
        return end, ()
    return end, (first.figure(start, end, form="fraction")._replace(denominator=whole),)


def _is_lost_before(text: str, start: int) -> bool:
    """Whether an unreadable character stands before ``start`` that may be part of the numeral."""
    lost = text[start - 1 : start] == "\ufffd"
    return lost and _LOST.search(text[max(0, start - 11) : start]) is not None


def _read_damaged(text: str, start: int, end: int) -> Found | None:
    """The damaged numeral that begins at ``start`` and seems to end at ``end``, with its unit."""
    if power := _POWER.match(text, start):
        return _damaged(text, start, power.end())
    match = _BROKEN.match(text, start)
    if match is None or match.end() <= end:
        return None
    if _FOREIGN.match(text, end):  # whatever stands behind it, but for 1+1>2
        bare = match.end(), (unread(start, match.end(), DAMAGED),)
        return _damaged(text, start, match.end()) or (None if text[end] in "<=>" else bare)
    if YEAR.fullmatch(text, start, end) and text[end] not in ".,'0123456789lIOo":
        return None
    if text[end] == " " and (_BEFORE_YEAR.match(text, end) or _in_row(text, start)):
        return None
    return _damaged(text, start, match.end())


def _is_torn(text: str, start: int) -> bool:
    """Whether another numeral and a foreign character stand right before ``start``."""
    before = text[start - 1 : start]
    if "\u4e00" <= before <= "\u9fff" or before in "<=>":
        return False
    return _FOREIGN_BEFORE.search(text[max(0, start - 6) : start]) is not None


def _read_dotted(text: str, start: int) -> Numeral | None:
    """A numeral with its point in the middle of the line (1·8%) or spaced out (8 6 0 0 人).

    “6·9” without a unit is a date.
    """
    match = _DOTTED.match(text, start) or _SPACED.match(text, start)
    if match is None or (" " in match[0] and _in_row(text, start)):
        return None
    printed = match[0].replace(" ", "") if " " in match[0] else f"{match[1]}.{match[2]}"
    numeral = Numeral(match.end(), printed, parse_arabic(printed))
    scaled = scale(text, numeral)
    _, unit = unit_behind(text, scaled.end)
    return numeral if scaled.multiplier > 1 or unit.category not in ("none", "weak") else None


def _damaged(text: str, start: int, end: int) -> Found | None:
    """Whole to the unread with its unit, without which it may be anything, and is none."""
    scaled = scale(text, Numeral(end, "1", parse_arabic("1")))
    unit_end, unit = unit_behind(text, scaled.end)
    if (unit is NO_UNIT and scaled.multiplier == 1) or unit.category == "weak":
        return None
    end = max(unit_end, scaled.end)
    return end, (unread(start, end, DAMAGED),)


def _in_row(text: str, start: int) -> bool:
    first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start), start - _LONGEST_ROW) + 1
    stops = [at for at in (text.find("\n", start), text.find("\r", start)) if at >= 0]
    last = min([*stops, start + _LONGEST_ROW, len(text)])
    return _ROW.fullmatch(text, first, last) is not None


def _read_chinese(text: str, start: int) -> Found:
    """Where to go on, and the figures that begin with the Chinese numeral at ``start``."""
    if text[start] in "几数" and (match := _INDEFINITE.match(text, start)):
        return _read_indefinite(text, start, match.end())
    if (said := _read_share(text, start)) is not None:
        return said
    numeral = chinese_numeral_at(text, start) if text[start - 1 : start] == "前" else None
    if numeral and (top := read_top(text, start, numeral)):  # 前十强, although 十强 is a word
        return top
    if text[start + 1 : start + 2] == "元" and (money := _MONEY.match(text, start)):
        return _read_run(text, start, money)
    if (end := skipped_words_end(text, start)) > start:
        return end, ()
    run = CHINESE_RUN.match(text, start)
    if run is None:
        return start + 1, ()
    lost = _is_lost_before(text, start) or text[run.end() : run.end() + 1] == "\ufffd"
    if lost or _is_torn(text, start) or _FOREIGN.match(text, run.end()):
        return run.end(), (unread(start, run.end(), DAMAGED),)
    return _read_broken(text, start, run) or _read_run(text, start, run)


def _read_share(text: str, start: int) -> Found | None:
    """A fraction, a half, or a number that is said without a numeral."""
    second = text[start + 1 : start + 2]
    near = text[start : start + _LONGEST_FRACTION]
    if "分之" in near and (match := _FRACTION.match(text, start)):
        return _read_fraction_or_range(text, start, match)
    if second == "分" and (match := _SHORT_FRACTION.match(text, start)):
        return _read_fraction(start, match)
    if second in "半数" and (match := _HALF.match(text, start)):
        end = match.end()
        return end, (Figure(start, end, "1", (Decimal(1),), 1, NO_UNIT, "fraction", "", 2),)
    if match := _IN_WORDS.match(text, start):
        named = NAMED_DURATION.match(text, match.end())
        return match.end(), () if named else (unread(start, match.end(), IN_WORDS),)
    return None


def _read_broken(text: str, start: int, run: re.Match[str]) -> Found | None:
    """八点5%, 十五、六家, 二0个: what goes on behind the Chinese numeral."""
    if point := _ARABIC_PLACES.match(text, run.end()):
        return point.end(), (unread(start, point.end(), DAMAGED),)
    if (either := _EITHER.match(text, run.end())) and run[0][-1] + either[1] in NEIGHBOURS:
        return _read_either(text, start, run, either)
    mixes = text[run.end() : run.end() + 1] in _MIXES and run[0][-1] in _UNITS_PLACE
    mixed = _MIXED.match(text, start) if mixes else None
    return _damaged(text, start, mixed.end()) if mixed else None


def _read_run(text: str, start: int, run: re.Match[str]) -> Found:
    if NAMED_WITH_NUMERAL.match(text, run.end()):
        return run.end(), ()
    if run[0][0] in "百千万亿":
        return _read_bare_place(text, start, run)
    numeral = run[0]
    if COLLOQUIAL.fullmatch(numeral):  # 七千亿三个: the last begins another
        _, unit = unit_behind(text, run.end())
        if unit.category not in ("none", "money") and numeral[-2] != "亿":
            return _read_malformed(text, start, run.end())  # 三万五户
        numeral = numeral if unit.category in ("none", "money") else numeral[:-1]
    value = parse_chinese(numeral)
    if value is None and (ends := spread_chinese(run[0])):
        return _read_spread(text, start, run, ends)
    if value is None:
        return _read_malformed(text, start, run.end())
    stop = start + len(numeral)
    end, figures = figure_at(text, start, Numeral(stop, numeral, value, True))
    return (end if figures else stop), figures


def _read_spread(text: str, start: int, run: re.Match[str], ends: tuple[Decimal, Decimal]) -> Found:
    """两三个 is two to three, 三四十户 thirty to forty; without a unit it says nothing."""
    if text[start - 1 : start] == "个":  # 四个一两个限
        return run.end(), ()
    end, figures = figure_at(text, start, Numeral(run.end(), run[0], ends[1], True))
    if not figures or figures[0].form != "plain" or figures[0].unit is NO_UNIT:
        return run.end(), ()
    (high,) = figures[0].values
    values = (high / ends[1] * ends[0], high)
    return end, (figures[0]._replace(form="range", values=values),)


def _read_either(text: str, start: int, run: re.Match[str], either: re.Match[str]) -> Found:
    """十五、六家 is fifteen to sixteen; 第三、四季度 and 三、四级 are none."""
    low, high = parse_chinese(run[0]), parse_chinese(run[0][:-1] + either[1])
    end, unit = unit_behind(text, either.end())
    listed = text[start - 1 : start] in ("、", "第", "", "\n", "和")
    if low is None or high is None or listed:
        return run.end(), ()
    if unit.printed not in _PLAIN_UNITS and unit.category not in ("measure", "money"):
        return either.end(), ()
    return end, (Figure(start, end, run[0], (low, high), 1, unit, "range"),)


def _read_fraction_or_range(text: str, start: int, match: re.Match[str]) -> Found:
    """百分之四到百分之七 is a range, unless 从 or 由 says that it is a way."""
    end, (figure,) = _read_fraction(start, match)
    to = _TO.match(text, end)
    second = _FRACTION.match(text, to.end()) if to else None
    if second is None or second[1] != match[1] or comes_from(text, start):
        return end, (figure,)
    end, (high,) = _read_fraction(start, second)
    if not (figure.values and high.values and figure.values < high.values):
        return figure.end, (figure,)
    values = (*figure.values, *high.values)
    return end, (high._replace(start=start, values=values, form="range"),)


def _read_fraction(start: int, match: re.Match[str]) -> Found:
    """百分之三十, 三分之二; the whole may be 百, 千, 万 or any number."""
    end = match.end()
    if more := _GOES_ON.match(match.string, end):
        return more.end(), (unread(start, more.end(), DAMAGED),)
    tail = match.string[end] if match.string[end : end + 1] in ("几", "多", "余") else ""
    end += len(tail)
    if _FOREIGN.match(match.string, end):
        return end, (unread(start, end, DAMAGED),)
    whole = MULTIPLIERS.get(match[1]) or parse_chinese(match[1])
    part = parse_arabic(match[3]) if match[3] else parse_chinese(match[2])
    if match[2] in MULTIPLIERS:
        part = Decimal(MULTIPLIERS[match[2]])
    if whole is None or part is None or not whole:
        return end, (unread(start, end, MALFORMED),)
    printed, values = match[2] or match[3], (part,)
    if unit := {100: PERCENT, 1000: PERMILLE}.get(int(whole)):
        return end, (Figure(start, end, printed, values, 1, unit, tail=tail),)
    return end, (Figure(start, end, printed, values, 1, NO_UNIT, "fraction", tail, int(whole)),)


def _read_indefinite(text: str, start: int, end: int) -> Found:
    """几十家, 数百万元: a numeral that names no number; only with a unit is it a figure."""
    unit_end, unit = unit_behind(text, end)
    if unit is NO_UNIT or unit.category == "weak":
        return end, ()
    return unit_end, (unread(start, unit_end, INDEFINITE),)


def _read_malformed(text: str, start: int, end: int) -> Found:
    """三五个 and other numerals that spell no number."""
    unit_end, unit = unit_behind(text, end)
    if unit is NO_UNIT or unit.category == "weak" or unit.canonical in GRADES:
        return end, ()
    if is_quoted(text, start, unit_end):
        return unit_end, ()
    return unit_end, (unread(start, unit_end, MALFORMED),)


def _read_bare_place(text: str, start: int, run: re.Match[str]) -> Found:
    """百余家, 近千人: a place without a digit counts only where an approximator makes it one."""
    before = text[max(0, start - 3) : start]
    if before.endswith("上") and not before.endswith(_NOT_INDEFINITE):
        return _read_indefinite(text, start - 1, run.end())
    value = MULTIPLIERS.get(run[0])
    approximated = (
        before.endswith(words("before_place"))
        or text[run.end() : run.end() + 1] in ("余", "多", "几")
        or _HEADS.match(text, start)
    )
    if value is None or not approximated:
        return run.end(), ()
    end, figures = figure_at(text, start, Numeral(run.end(), run[0], Decimal(value), True))
    if not figures or (figures[0].unit is NO_UNIT and value < _AMOUNT_IN_WORDS):
        return run.end(), ()
    return end, figures
