"""One plain sentence for every row of the comparison, in Chinese and English, with its numbers."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from fengze_analysis.comparison.figures import Figure
from fengze_analysis.comparison.geography import Geography
from fengze_analysis.comparison.heads import PER_HEAD_UNITS
from fengze_analysis.comparison.pace import Pace
from fengze_analysis.comparison.pairing import Pair
from fengze_analysis.comparison.printing import percent_span
from fengze_analysis.comparison.remarks import remarks, result_hedge
from fengze_analysis.comparison.verdict import Verdict, is_binding
from fengze_analysis.comparison.words import Text, english, text
from fengze_analysis.interval import Interval, format_number
from fengze_analysis.model import Indicator, Observation, Target
from fengze_analysis.wording import format_amount, format_interval, gap_unit, round_readable

_PLACES = 2


def why_not(reason: str, pair: Pair, around: Geography) -> Text:
    """Why a target on file is not compared: the reason, then what stands against what."""
    words = text("reason", reason)
    zh = f"{words.zh}：{_observed(pair, 'zh')}；{_wanted(pair, around, 'zh')}。"
    en = f"{_capital(words.en)}: {_observed(pair, 'en')}; {_wanted(pair, around, 'en')}."
    return Text(zh, en)


def why_nothing(reason: str, observation: Observation, indicator: Indicator | None) -> Text:
    """Why nothing on file is held against an observation."""
    words = text("reason", reason)
    name_zh = indicator.name_zh if indicator else observation.indicator_phrase
    name_en = indicator.name_en if indicator else observation.indicator_phrase
    zh = f"{words.zh}：{name_zh}。" if name_zh else f"{words.zh}。"
    en = f"{_capital(words.en)}: {name_en}." if name_en else f"{_capital(words.en)}."
    return Text(zh, en)


def why_verdict(
    pair: Pair, found: Verdict, pace: Pace | None, around: Geography, delta: Fraction
) -> Text:
    """How the word on an own target comes about, so that it can be redone by hand."""
    zh = f"{_observed(pair, 'zh')}；{_wanted(pair, around, 'zh')}"
    en = f"{_observed(pair, 'en')}; {_wanted(pair, around, 'en')}"
    steps_zh, steps_en = _steps(pair, found, delta)
    if pace is not None:
        steps_zh, steps_en = [*steps_zh, pace.text_zh], [*steps_en, pace.text_en]
    after_zh, after_en = "".join(f"；{step}" for step in steps_zh), "; ".join(steps_en)
    return Text(
        f"{found.word}：{zh}{after_zh}。",
        f"{_capital(english(found.word))}: {en}{'; ' + after_en if after_en else ''}.",
    )


def why_benchmark(pair: Pair, word: str, gap: Interval, around: Geography) -> Text:
    """How far a reported value lies from somebody else's target, with both years."""
    zh = f"{_observed(pair, 'zh')}；{_wanted(pair, around, 'zh')}"
    en = f"{_observed(pair, 'en')}; {_wanted(pair, around, 'en')}"
    return Text(
        f"{word}：{zh}；报告值减目标值为{_spread(gap, pair.now.unit, 'zh')}。",
        f"{_capital(english(word))}: {en}; "
        f"reported less target: {_spread(gap, pair.now.unit, 'en')}.",
    )


def why_peer(pair: Pair, around: Geography) -> Text:
    """The two values of the same period; no word on them."""
    return Text(
        f"{_observed(pair, 'zh')}；{_wanted(pair, around, 'zh')}。",
        f"{_capital(_observed(pair, 'en'))}; {_wanted(pair, around, 'en')}.",
    )


def why_plan_share(word: str, observation: Observation, share: Interval) -> Text:
    """What the report says of its own plan of the year, which is not on file."""
    amount_zh = format_amount(observation.value, "%", "zh")
    amount_en = format_amount(observation.value, "%", "en")
    basis = observation.basis
    note = text("note", "plan_not_on_file")
    return Text(
        f"{word}：报告称占{basis}{amount_zh}"
        f"（计舍入{_spread(share, '%', 'zh', points=False)}），{note.zh}。",
        f"{_capital(english(word))}: the report gives {amount_en} of its “{basis}” "
        f"({_spread(share, '%', 'en', points=False)} with rounding); {note.en}.",
    )


def readable(figure: Figure, language: str) -> str:
    """A figure as read: exact where it was printed, to two places where it was computed.

    >>> print(readable(Figure("19/9", Interval.point("19/9"), "个/万人", "2023"), "zh"))
    每万人2.11个
    >>> print(readable(Figure("19/9", Interval.point("19/9"), "人/万人", "2023"), "en"))
    2.11 people per 10,000 people
    """
    unit, each_zh, each_en = _each(figure.unit)
    point = figure.point
    if point is None:
        shown = format_amount(figure.value, unit, language)
    elif unit != figure.unit:
        shown = format_amount(_nearest(point), unit, language)
    else:
        shown = _as_printed(figure.value, format_amount(point, unit, language))
    return f"{each_zh}{shown}" if language == "zh" else f"{shown}{each_en}"


def _as_printed(value: str, shown: str) -> str:
    """An amount with the zeros that were printed at its end: 2.90 says more than 2.9."""
    if "." not in value or not value.endswith("0"):
        return shown
    return shown.replace(format_number(Fraction(value)), value, 1)


def _each(unit: str) -> tuple[str, str, str]:
    """A unit without the people it is counted by, and those people in words."""
    bare, _, people = unit.rpartition("/")
    counts = {ending[1:]: scale for scale, ending in PER_HEAD_UNITS.items()}
    if not bare or people not in counts:
        return unit, "", ""
    scale = counts[people]
    if scale == 1:
        return bare, "人均", " per head"
    return bare, f"每{people}", f" per {scale:,} people"


def percent(share: Fraction) -> str:
    """A share of one in per cent, to one place, halves rounded up as the figures do.

    >>> percent(Fraction(2, 3)), percent(Fraction(1, 2)), percent(Fraction("2.8125"))
    ('66.7%', '50.0%', '281.3%')
    """
    return f"{floor(share * 1000 + Fraction(1, 2)) / 10:.1f}%"


def _observed(pair: Pair, language: str) -> str:
    value, year = readable(pair.now, language), pair.now.year
    printed = pair.observation.period_year
    people = f"{_people(pair, 0, language)}"
    if language == "zh":
        assumed = "" if printed else "，按报告年份计"
        when = f"{year}年{assumed}" if year else "时点未载明"
        return f"报告值{value}（{when}{people}）"
    assumed = "" if printed else ", the year taken from the report"
    when = f"{year}{assumed}" if year else "date not stated"
    return f"reported {value} ({when}{people})"


def _wanted(pair: Pair, around: Geography, language: str) -> str:
    reference, target = pair.reference, pair.reference.target
    place = around.named(reference.place, language)
    value, people = _value(pair, language), _people(pair, 1, language)
    year = reference.year
    name = f"“{reference.name_zh}”" if pair.friend else ""
    if language == "zh":
        when = f"{year}年" if year else "（未定年限）"
        sort = _sort(target, language)
        return f"{place}{when}{sort}{name}{value}{people.replace('，', '（') + '）' * bool(people)}"
    when = f" for {year}" if year else " without a year"
    after = f" ({people.removeprefix(', ')})" if people else ""
    return f"{_sort(target, language)}{name and ' ' + name} of {place}{when}: {value}{after}"


def _sort(target: Target | None, language: str) -> str:
    if target is None:
        return "实绩" if language == "zh" else "result"
    words = text("class", target.class_)
    return f"目标（{words.zh}）" if language == "zh" else f"target ({words.en})"


def _value(pair: Pair, language: str) -> str:
    target = pair.reference.target
    if not pair.wanted.value:
        words = target.qualifier if target else ""
        if not words:
            return "无数值" if language == "zh" else "no number"
        return words if language == "zh" else f"“{words}”"
    value = readable(pair.wanted, language)
    if target is None:
        published = pair.reference.published
        return _remarked(
            value, result_hedge(published.qualifier if published else "", language), language
        )
    return _remarked(f"{target.operator}{value}", remarks(target, language), language)


def _remarked(value: str, said: str, language: str) -> str:
    if not said:
        return value
    return f"{value}（{said}）" if language == "zh" else f"{value} ({said})"


def _people(pair: Pair, side: int, language: str) -> str:
    if side >= len(pair.people):
        return ""
    figure = pair.people[side].figure
    count = readable(figure, language)
    if language == "zh":
        return f"，按{figure.year}年人口{count}计"
    return f", by the {figure.year} population of {count}"


def _steps(pair: Pair, found: Verdict, delta: Fraction) -> tuple[list[str], list[str]]:
    nature = text("nature", pair.reference.target.nature) if pair.reference.target else Text("", "")
    zh, en = [nature.zh], [nature.en]
    if found.bounds is not None and found.time_share is not None and pair.base is not None:
        base_zh, base_en = readable(pair.base, "zh"), readable(pair.base, "en")
        s = percent(found.progress) if found.progress is not None else "—"
        span = percent_span(found.bounds, found.time_share, "–")
        span_en = percent_span(found.bounds, found.time_share, " to ")
        zh += [f"基期{pair.base.year}年{base_zh}", f"目标完成进度{_remarked(s, span, 'zh')}"]
        en += [f"base {base_en} in {pair.base.year}", f"progress {_remarked(s, span_en, 'en')}"]
        zh.append(f"序时进度{percent(found.time_share)}")
        en.append(f"time share {percent(found.time_share)}")
        if not is_binding(pair.reference.target):  # a binding target has no slack
            zh.append(f"δ＝{format_amount(delta * 100, '个百分点', 'zh')}")
            en.append(f"δ = {format_amount(delta * 100, '个百分点', 'en')}")
    if found.years:
        zh.append("、".join(f"{year.year}年{readable(year, 'zh')}" for year in found.years))
        en.append(", ".join(f"{readable(year, 'en')} in {year.year}" for year in found.years))
    for value, before, after in (
        (found.mean.point if found.mean else found.so_far, "迄今年均", "a year so far"),
        (found.required, "今后年均尚需", "a year still required"),
    ):
        if value is not None:
            unit = found.mean.unit if found.mean else "%"
            zh.append(before + format_amount(_nearest(value), unit, "zh"))
            en.append(f"{format_amount(_nearest(value), unit, 'en')} {after}")
    return zh, en


def _spread(gap: Interval, unit: str, language: str, *, points: bool = True) -> str:
    bare, each_zh, each_en = _each(unit)
    shown = gap_unit(bare) if points else bare
    spread = format_interval(round_readable(gap, _PLACES), shown, language)
    return f"{each_zh}{spread}" if language == "zh" else f"{spread}{each_en}"


def _nearest(value: Fraction) -> Fraction:
    """``value`` to two places of 亿, of 万 or of one."""
    scale = next((scale for scale in (10**8, 10**4) if abs(value) >= scale), 1)
    return Fraction(round(value / scale * 100), 100) * scale


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
