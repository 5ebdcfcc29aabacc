"""Figures recomputed: sums, shares, growth and the bases they imply, ceilings, value a unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain, pairwise
from math import ceil

from ..interval import Interval, decimal_or_fraction
from ..model import Finding
from ..values import Amount
from .context import Context, Known, Mention, Passage, Printed, Values, holds, same_ground
from .elsewhere import earlier_level
from .words import any_word, ends_in_rate, is_word, names_rate, of_years, only_words, says

SUM, SHARE, GROWTH = "sum_of_parts", "share_against_level", "growth_against_levels"
BASE, READINGS = "implied_base", "ambiguous_change"
CEILING, EACH = "share_at_ceiling", "per_unit_value"
HUNDRED = Fraction(100)
_AMONG_WHICH = re.compile("其中(?:(?!其中)[^；。])*")
_ADDS_UP = re.compile(r"[，、；（(](?P<word>合计|共计|总计|总共|一共|共)[有达为计]?$")
_LONGEST_MARK = 4
_SAYS_SUM = ("合计", "共计", "总计")
_ADDED = ("adds_up", "adds_up_rounded")
_OF = re.compile(r"占(?P<whole>[^占，；。]+)$")
_DONE = re.compile(r"(?:完成|达到|达|为)(?P<whole>[^，；。]+)$")
_FAR = 16
_THINGS = ("家", "户", "所", "座", "辆", "台", "件")
_YEAR = re.compile(r"[0-9]{4}年度?")
_FROM = re.compile(r"[由从](?P<when>[^由从]{0,6})$")

Found = tuple[str, Mention, Sequence[Mention]]


def add_up(intervals: Iterable[Interval]) -> Interval:
    """The interval of the sum."""
    return sum(intervals, start=Interval.point(0))


def growth(level: Interval, base: Interval) -> Interval | None:
    """The growth from ``base`` to ``level`` in per cent."""
    times = level.over(base)
    return None if times is None else times.scale(HUNDRED) + Interval.point(-HUNDRED)


def base_of_growth(level: Interval, change: Interval) -> Interval | None:
    """The base that ``change`` per cent lead from to ``level``; ``None`` from -100 % on."""
    return base_of_share(level, change + Interval.point(HUNDRED))


def base_of_share(part: Interval, share: Interval) -> Interval | None:
    """The whole of which ``part`` is ``share`` per cent."""
    return part.over(share.scale(Fraction(1, 100)))


def agreement(number: Fraction | None, found: Interval, printed: Interval, widest: Interval) -> str:
    """``agrees`` if ``number`` is what is printed, else ``rounds`` or ``differs`` by the widest."""
    if number is not None and printed.contains(number):
        return "agrees"
    return "rounds" if found.meets(widest) else "differs"


def find_sums(context: Context) -> Iterator[Finding]:
    """The findings on every total: 其中 names its parts, 合计 adds up what stands before it."""
    measures = context.measures.values()
    pairs = chain.from_iterable(zip([None, *held], held, strict=False) for held in measures)
    for before, passage in pairs:
        for case, total, parts in (*_among_which(passage, before), *_added_up(passage)):
            number, unit = _sum(parts), total.row.canonical_unit
            added = add_up(part.interval for part in parts)
            whole = Amount(added if number is None else decimal_or_fraction(number), unit)
            said = tuple(part.amount for part in parts)
            values: Values = {"total": total, "parts": said, "sum": whole}
            rows, expected = (total, *parts), Amount(added, unit)
            yield context.finding(SUM, case, rows, values, total.value, expected, number)


def _sum(parts: Sequence[Mention]) -> Fraction | None:
    numbers = [part.number for part in parts if part.number is not None]
    return sum(numbers, Fraction(0)) if len(numbers) == len(parts) else None


def _among_which(passage: Passage, before: Passage | None) -> Iterator[Found]:
    for match in _AMONG_WHICH.finditer(passage.text):
        mark, parts = match.start(), _parts_in(passage, *match.span())
        if not parts:
            continue
        unit = parts[0].row.canonical_unit
        totals = [f for f in passage.figures if f.end <= mark and _adds(f, unit)]
        if not totals and before is not None and not passage.text[:mark].strip("，、"):
            totals = [f for f in before.figures if _adds(f, unit)]
        if totals and not any(says(one.own_words, "per_head") for one in (totals[-1], parts[0])):
            yield from _judge(totals, parts, mark)


def _parts_in(passage: Passage, mark: int, end: int) -> list[Mention]:
    behind = [f for f in passage.figures if mark < f.start < end]
    found = [figure for figure in behind if _adds(figure, figure.row.canonical_unit)]
    parts = found[:1]
    for figure in found[1:]:
        anew = any_word("new_subject").match(figure.before)
        if anew or figure.clause - parts[-1].clause > 1:
            break
        if figure.row.canonical_unit == parts[0].row.canonical_unit:
            parts.append(figure)
    return parts


def _adds(figure: Mention, unit: str) -> bool:
    row = figure.row
    return figure.is_amount and row.canonical_unit == unit and row.sense in ("outcome", "plan")


def _judge(totals: Sequence[Mention], parts: Sequence[Mention], mark: int) -> Iterator[Found]:
    for total in reversed(totals):
        reached = (n for n in range(2, len(parts)) if _sum(parts[:n]) == total.number)
        some = parts[: next(reached, len(parts))]
        if (case := _case(total, some)) in _ADDED:
            yield case, total, some
            return
    # Where they are more than any total, what is joined to 其中 may be something else: said only of
    # money in one form, and of a part above the one total that it is named after.
    total, first, alone = totals[-1], parts[0], len(totals) == 1
    case = _case(total, parts)
    if case == "part_exceeds":
        clause = first.passage.clause_at(mark)  # the part is in that, or behind 其中 and its comma
        follows = first.clause == clause + (first.passage.clause_text(clause) == "其中")
        if alone and follows and holds(total, first) and same_ground(total, first):
            yield case, total, [first]
    elif case == "parts_below" or (alone and _in_one_form(parts)):
        yield case, total, parts


def _in_one_form(parts: Sequence[Mention]) -> bool:
    """Whether the parts are money said alike: 甲完成3亿元，乙完成4亿元."""
    words = [part.own_words.removeprefix("其中").lstrip("，、") for part in parts]
    alike = len({said[-2:] for said in words}) == 1 or len({said[:2] for said in words}) == 1
    return alike and parts[0].is_money and all(part.is_outcome for part in parts)


def _case(total: Mention, parts: Sequence[Mention]) -> str:
    number = _sum(parts) if len(parts) > 1 else None
    if number is not None and number == total.number:
        return "adds_up"
    added, exact = add_up(part.widest for part in parts), all(f.exact for f in (total, *parts))
    if number is not None and exact and added.meets(total.widest):
        return "adds_up_rounded"
    if not added.above(total.widest):
        return "parts_below"
    return "part_exceeds" if parts[0].widest.above(total.widest) else "parts_exceed"


def _added_up(passage: Passage) -> Iterator[Found]:
    for total in passage.figures:
        near = total.start - _LONGEST_MARK, total.start
        match = _ADDS_UP.search(passage.text, *near) if total.is_amount else None
        parts = _parts_before(total, match.start()) if match else []
        if not match or len(parts) < 2 or parts[-1].end != match.start():
            continue
        case = _case(total, parts)
        if case not in _ADDED:
            told = match["word"] in _SAYS_SUM and (total.is_money or case == "parts_below")
            missed = told and same_ground(total, *parts)
            case = "sum_missed" if missed else case if case == "parts_below" else "sum_overlaps"
        yield case, total, parts


def _parts_before(total: Mention, mark: int) -> list[Mention]:
    joined = [total]
    for figure in reversed([f for f in total.passage.figures if f.end <= mark]):
        far = joined[0].clause - figure.clause > 1
        if far or not _adds(figure, total.row.canonical_unit) or _ADDS_UP.search(figure.before):
            break
        joined.insert(0, figure)
    return joined[:-1]


def find_shares(context: Context) -> Iterator[Finding]:
    """The findings on each share of a named whole, and on the plan behind a share of one."""
    for share in context.figures:
        words = _whole_words(share) if share.is_percent else ""
        part = _part(share) if words and not says(share.own_words, "each") else None
        if part is None:
            continue
        whole = _whole(words, part)
        case = _share_case(share, part, whole, words) if whole else ""
        if "其中" in share.passage.text[: part.start] and case not in ("agrees", "rounds"):
            continue  # the part may be one of the total before
        if whole and case and (found := part.interval.over(whole.interval)):
            percent = Amount(found.scale(HUNDRED), "%")
            values: Values = {"part": part, "whole": whole, "share": share}
            values |= {"whole_words": words, "found": percent}
            yield context.finding(SHARE, case, [part, whole, share], values, share.value, percent)
        plan = base_of_share(part.interval, share.interval)
        if whole is None and plan and says(words, "plan"):
            base = Amount(plan, part.row.canonical_unit)
            values = {"part_name": part.name, "part": part, "whole_words": words}
            values |= {"share": share, "base": base}
            yield context.finding(BASE, "plan", [part, share], values, expected=base)


def _whole_words(share: Mention) -> str:
    """What the figure is a share of, as printed: 年度计划, GDP; empty where nothing is said."""
    words = any_word("share_tail", form="{}+$").sub("", share.before)
    match, done = _OF.search(words), _DONE.search(words)
    if match is None and done is not None and says(done["whole"], "plan"):
        match = done  # a completed 计划 counts although no 占 stands before it
    return match["whole"].removesuffix("的") if match else ""


def _part(share: Mention) -> Mention | None:
    """The amount right before 占; with words between, what is a share is something else."""
    part = share.passage.figures[share.index - 1] if share.index else share
    words = re.split("占|完成|达到|达|为", part.up_to(share))[0]
    return part if part.is_amount and only_words(words, "link") else None


def _whole(words: str, part: Mention) -> Mention | None:
    """The figure of the whole: named by the same words, or 总数 the figure before the part."""
    keys = ((f, (f.row.kind, f.row.place, f.row.canonical_unit)) for f in part.passage.figures)
    same = ("amount", part.row.place, part.row.canonical_unit)
    others = [figure for figure, key in keys if key == same and figure is not part]
    if is_word(words, "whole"):
        before = [f for f in others if f.end <= part.start and holds(f, part)]
        return before[-1] if before and not part.widest.above(before[-1].widest) else None
    named = [f for f in others if f.label.endswith(words) or f.before.endswith(words)]
    return named[0] if len(named) == 1 else None


def _share_case(share: Mention, part: Mention, whole: Mention, words: str) -> str:
    widest = part.widest.over(whole.widest)
    if part.number is None or not whole.number or widest is None:
        return ""
    number = 100 * part.number / whole.number
    case = agreement(number, widest.scale(HUNDRED), share.interval, share.widest)
    if case != "agrees" and not all(one.exact for one in (part, whole, share)):
        return ""
    # Full counts of one ground and 占总数 leave no other reading.
    counts = part.exact_count and whole.exact_count and is_word(words, "whole")
    return "contradicts" if case == "differs" and counts and same_ground(part, whole) else case


def find_ceilings(context: Context) -> Iterator[Finding]:
    """A finding on each rate that is printed as 100% or more: it is kept, or asked about."""
    for figure in context.figures:
        if not figure.is_percent or figure.number is None or figure.number < HUNDRED:
            continue
        words = figure.before + figure.label
        if not names_rate(words) or says(words, "plan"):
            continue  # 占年度计划108% has no ceiling
        case = "gain_unknown" if says(figure.before, "gain") else "kept"
        if figure.number != HUNDRED:
            case = "passed" if says(words, "bounded") and same_ground(figure) else "maybe_passed"
        values: Values = {"name": figure.name, "share": figure}
        yield context.finding(CEILING, case, [figure], values, printed=figure.value)


def find_unit_values(context: Context) -> Iterator[Finding]:
    """The value per unit for each amount of money that stands right behind a count."""
    for count, money in pairwise(context.figures):
        found = money.interval.over(count.interval) if _belongs(count, money) else None
        if found is not None:
            each = Amount(found, money.row.canonical_unit)
            values: Values = {"money": money, "count": count, "each": each}
            yield context.finding(EACH, "each", [money, count], values, expected=each)


def _belongs(count: Mention, money: Mention) -> bool:
    """Whether the money is that of the things counted: 为2.87万家企业减负…, 7个项目、总投资…."""
    paid = money.is_amount and money.is_money and count.passage is money.passage
    unit = count.row.canonical_unit if paid and count.is_amount else ""
    if not unit or is_word(unit, "no_thing"):
        return False
    if money.clause == count.clause and says(count.before[-4:], "recipient"):
        return True
    words = count.up_to(money)
    return money.clause - count.clause <= 1 and len(words) <= _FAR and says(words, "cost")


def find_growths(context: Context) -> Iterator[Finding]:
    """The findings on each growth against its levels, or on the base that it implies."""
    for change in context.figures:
        grows = change.row.kind == "change" and change.row.canonical_unit in ("%", "倍")
        if not grows or not change.index:
            continue
        of_rate = names_rate(change.own_words) or _rate_levels(change)
        level, earlier = (None, None) if of_rate else _levels(change)
        if level is None:
            continue
        base = earlier or earlier_level(context, level.row)
        if base is None:
            yield from _implied_base(context, level, change)
        else:
            yield from _against(context, level, change, base)


def _signed(change: Mention, interval: Interval) -> Interval:
    """``interval`` of a change as movement in per cent: 下降0.5% is -0.5, 增长1.5倍 is 150."""
    percent = interval.scale(HUNDRED) if change.row.canonical_unit == "倍" else interval
    falls = change.row.direction == "down" and (change.number or 0) >= 0
    return -percent if falls else percent


def _levels(change: Mention) -> tuple[Mention | None, Mention | None]:
    """The level right before a growth that is no mean of years, and the one it grew from."""
    before = change.passage.figures[max(0, change.index - 2) : change.index]
    earlier, level = before[0], before[-1]
    words = _link(level.up_to(change))
    linked = only_words(words, "link", "move") and says(words, "move")
    if not level.is_amount or not linked or of_years(words) or "分别" in words:
        return None, None
    alike = earlier.is_amount and earlier.row.canonical_unit == level.row.canonical_unit
    if earlier is not level and alike:
        middle = _link(earlier.up_to(level))
        if only_words(middle, "link") and says(middle, "than"):
            return earlier, level  # 120所，比上年的100所增长20%
        start = _FROM.search(_link(change.passage.text[: earlier.start]))
        if start and only_words(start["when"], "link") and only_words(middle, "link", "move", "to"):
            return level, earlier  # 由100所增加到120所，增长20%
    return level, None


def _link(words: str) -> str:
    return _YEAR.sub("上年", words)


def _against(context: Context, level: Mention, change: Mention, base: Printed) -> Iterator[Finding]:
    found, widest = growth(level.interval, base.interval), growth(level.widest, base.widest)
    if found is None or widest is None:
        return
    figures = [level, change, *([base] if isinstance(base, Mention) else [])]
    number = None
    if level.number is not None and base.number:
        number = 100 * level.number / base.number - 100
    printed = _signed(change, change.interval)
    case = agreement(number, widest, printed, _signed(change, change.widest))
    if case != "agrees" and not all(figure.exact for figure in figures):
        return  # 突破400亿元 agrees with any growth
    if case == "differs" and (change.row.canonical_unit == "倍" or not level.is_outcome):
        return  # 增长10倍 may mean ten times as much
    case = _why_differs(level, change, base) if case == "differs" else case
    values: Values = {"change": change, "level": level, "name": level.name, "base": base}
    values["growth"] = grown = Amount(found, "%")
    said = grown, number, base.row.source_id if isinstance(base, Known) else ""
    yield context.finding(GROWTH, case, figures, values, change.value, *said)


def _why_differs(level: Mention, change: Mention, base: Printed) -> str:
    if says(level.passage.text, "comparable"):
        return "comparable"
    if says(level.label + level.passage.clause_text(level.clause), "price"):
        return "prices"
    if not isinstance(base, Mention):
        return "other_text"
    counts = level.exact_count and base.exact_count
    return "contradicts" if counts and same_ground(level, change) else "differs"


def _implied_base(context: Context, level: Mention, change: Mention) -> Iterator[Finding]:
    base = base_of_growth(level.interval, _signed(change, change.interval))
    widest = base_of_growth(level.widest, _signed(change, change.widest))
    if base is None or not level.is_outcome:
        return
    case, words = "growth", level.before + level.label
    if says(words, "price"):
        case = "growth_prices"
    elif level.exact_count and level.row.canonical_unit in _THINGS and not says(words, "gained"):
        # 新增245家 may be said of the stock
        low, high = (widest.low, widest.high) if widest else (None, None)
        whole = low is None or high is None or ceil(low) <= high
        case = "growth" if whole else "no_whole_base"
    implied = Amount(base, level.row.canonical_unit)
    values: Values = {"change": change, "level": level, "name": level.name, "base": implied}
    yield context.finding(BASE, case, [level, change], values, expected=implied)


def _rate_levels(change: Mention) -> list[Mention]:
    """The rates whose change ``change`` prints: all listed before 均, else the one beside it."""
    figures, words = change.passage.figures, change.own_words
    behind = figures[change.index + 1 : change.index + 2]
    if behind and behind[0].is_percent and names_rate(words):
        between = change.up_to(behind[0])
        if between and only_words(between, "link", "to"):
            return list(behind)  # 上线率提升4%，达到87.34%
    if not only_words(words, "link", "move", "each"):
        return []
    levels = [change]
    while levels[0].index and (says(words, "each") or levels == [change]):
        before = figures[levels[0].index - 1]
        if not before.is_percent or levels[0].clause - before.clause > 1:
            break
        levels.insert(0, before)
    return levels[:-1]


def find_ambiguous_changes(context: Context) -> Iterator[Finding]:
    """A finding on each change of a rate: in % it can be read in two ways, in 个百分点 in one."""
    for change in context.figures:
        unit, words = change.row.canonical_unit, change.own_words
        if change.row.kind != "change" or unit not in ("%", "个百分点"):
            continue  # 倍 can be read in one way only
        values: Values = {"change": change, "name": change.name}
        if unit == "个百分点":
            yield context.finding(READINGS, "points", [change], values, printed=change.value)
        if unit != "%" or not change.is_outcome or of_years(words):
            continue
        beside = _rate_levels(change)
        # 占支出的74.5%，增长15% is said of the amount, not of the share
        levels = [one for one in beside if ends_in_rate(one.own_words)]
        if levels:
            yield from _two_readings(context, levels, change)
        elif not beside and ends_in_rate(words) and says(words, "move"):
            yield context.finding(READINGS, "no_level", [change], values, printed=change.value)


def _two_readings(context: Context, levels: list[Mention], change: Mention) -> Iterator[Finding]:
    """What each rate was before, by points and by a relative change, unless only one can be."""
    moved = _signed(change, change.interval)
    points = [level.interval - moved for level in levels]
    relative = [base for one in levels if (base := base_of_growth(one.interval, moved)) is not None]
    if len(relative) < len(levels) or any(map(_beyond, points)):
        return
    pairs = enumerate(zip(points, relative, strict=True))
    apart = [n for n, (one, other) in pairs if not one.meets(other)]
    case = ("several_" if len(levels) > 1 else "") + ("apart" if apart else "overlap")
    before, scaled = (tuple(Amount(one, "%") for one in ends) for ends in (points, relative))
    values: Values = {"change": change, "levels": tuple(level.amount for level in levels)}
    values |= {"names": tuple(level.name for level in levels), "points": before}
    values |= {"relative": scaled, "apart": tuple(levels[n].name for n in apart)}
    rows, expected = [*levels, change], before[apart[0] if apart else 0]
    yield context.finding(READINGS, case, rows, values, change.value, expected)


def _beyond(earlier: Interval) -> bool:
    low, high = earlier.low, earlier.high
    return (high is not None and high <= 0) or (low is not None and low >= HUNDRED)
