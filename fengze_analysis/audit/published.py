"""Figures of other official texts for the same fact, and how independent those texts are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from ..interval import Interval
from ..model import Finding, Observation, Published, Source
from ..rounding import printed_interval, printed_step
from .arithmetic import any_rounding
from .evidence import Evidence
from .findings import (
    Amount,
    Expected,
    Name,
    Said,
    Words,
    english_name,
    make_finding,
    nested,
)
from .likeness import NARROWER, NEAR, OTHER, compare_names
from .passages import Figure, Passage, squash
from .rules import load_readings

RULE = "other_publication"
_NUMERAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:/[1-9][0-9]*)?")
_PART_OF_YEAR = re.compile("半年|季度|月")
_TIMES = {"万": 10**4, "亿": 10**8}
_APPROX = {
    "over": re.compile("超|突破|以上|余|不低于|不少于"),
    "under": re.compile("不足|以内|以下|不超过|近"),
    "about": re.compile("约|左右"),
}


@dataclass(frozen=True)
class Known:
    """A published figure with 万 and 亿 applied; ``widest`` allows for any rounding rule."""

    row: Published
    number: Fraction
    interval: Interval
    widest: Interval
    unit: str


@lru_cache(maxsize=4096)
def read_published(row: Published, rounding: str) -> Known | None:
    """The figure of a row of the published table, ``None`` where it holds words or a range.

    A count of 10 000 or more ends at its last digit that is not 0: 22000 may be 2.2 万.

    >>> from fengze_analysis.model import Published
    >>> row = Published("p1", "泉州市丰泽区", "district", "gdp", "地区生产总值", "900", "亿元",
    ...                 "突破", "2023", "", "outcome", "s1", "secondary")
    >>> read_published(row, "half_up").interval
    Interval(low=Fraction(90000000000, 1), high=None)
    """
    if not _NUMERAL.fullmatch(row.value):
        return None
    times = _TIMES.get(row.unit[:1], 1)
    unit = row.unit[1:] if times > 1 else row.unit
    number = Fraction(row.value) * times
    approx = next((name for name, word in _APPROX.items() if word.search(row.qualifier)), "exact")
    ratio = f"{number.numerator}/{number.denominator}"
    step = _step(row.value, times, unit)
    interval = printed_interval(ratio, step, approx, rounding)
    widest = any_rounding(number, step) if approx == "exact" else interval
    return Known(row, number, interval, widest, unit)


def _step(value: str, times: int, unit: str) -> Fraction:
    if "." in value or times > 1:
        return printed_step(value, times)
    if unit in ("%", "个百分点"):
        return Fraction(1)
    zeros = len(value) - len(value.rstrip("0"))
    return Fraction(10**zeros) if zeros and len(value) > 4 else Fraction(0)


def earlier_level(evidence: Evidence, row: Observation) -> Known | None:
    """The level of the year before in another publication, for a row with a code and a year."""
    wanted = _year_before(row.period_year)
    return next((k for k in _about(evidence, row) if wanted and k.row.year == wanted), None)


def latest_earlier_level(evidence: Evidence, row: Observation) -> Known | None:
    """The newest earlier level in another publication; without a year, before the report's own."""
    year = row.period_year or _year_before(evidence.document.date[:4])
    earlier = [known for known in _about(evidence, row) if known.row.year < year]
    return max(earlier, key=lambda known: known.row.year, default=None)


def _year_before(year: str) -> str:
    """The year before, empty where ``year`` is none (2021..2023, or nothing)."""
    return str(int(year) - 1) if year.isdecimal() else ""


def _about(evidence: Evidence, row: Observation) -> Iterator[Known]:
    for known in _known(evidence):
        if _same_code(row, known.row) and _same_fact(row, known):
            yield known


def _known(evidence: Evidence) -> Iterator[Known]:
    for row in evidence.published:
        known = read_published(row, evidence.parameters.rounding)
        source = evidence.sources.get(row.source_id)
        own_text = (
            source is not None and source.number and source.number == evidence.document.number
        )
        if known is not None and not own_text and not _PART_OF_YEAR.search(row.as_of):
            yield known


def _same_code(row: Observation, published: Published) -> bool:
    return bool(published.indicator) and published.indicator in row.indicator.split(";")


def _same_fact(row: Observation, known: Known) -> bool:
    places = sorted((row.place, known.row.place), key=len)
    return (
        bool(places[0])
        and places[1].endswith(places[0])
        and row.canonical_unit == known.unit
        and row.kind in ("amount", "share", "multiple", "rank")
    )


def find_other_publications(evidence: Evidence) -> Iterator[Finding]:
    """A finding on each figure that another publication gives for the same place and year."""
    for passage, figure in evidence.figures:
        for known in _known(evidence):
            if not _same_fact(figure.row, known) or not _same_year(evidence, figure.row, known):
                continue
            likeness = _likeness(evidence, figure, known)
            if likeness:
                yield _finding(evidence, passage, figure, known, likeness)


def _likeness(evidence: Evidence, figure: Figure, known: Known) -> str:
    named = compare_names(figure.label, known.row.name_zh, evidence.parameters)
    if _same_code(figure.row, known.row):
        return named or NEAR
    apart = figure.row.indicator and known.row.indicator
    return OTHER if apart and named != NARROWER else named


def _same_year(evidence: Evidence, row: Observation, known: Known) -> bool:
    """Whether the years agree; a row without one is of the report's year or the year before."""
    if row.period_year:
        return row.period_year == known.row.year
    written = evidence.document.date[:4]
    return bool(written) and known.row.year in (written, _year_before(written))


def _finding(
    evidence: Evidence, passage: Passage, figure: Figure, known: Known, likeness: str
) -> Finding:
    equal = figure.number == known.number and figure.row.approx == "exact"
    meets = figure.widest.meets(known.widest)
    case = "differs" if not meets else "agrees" if equal else "rounds"
    if likeness == NARROWER:
        case = "narrower_" + ("agrees" if meets else "differs")
    elif likeness == NEAR and not (equal and _same_code(figure.row, known.row)):
        case = "near_" + ("agrees" if meets else "differs")
    source = evidence.sources.get(known.row.source_id)
    said: dict[str, Said] = {
        "figure": figure,
        "name": Name(figure),
        "other": Amount(known.number, known.unit),
        "other_name": _other_name(evidence, figure, known.row),
        "title": known.row.source_id if source is None else source.title,
        "independence": _independence(evidence, source),
    }
    return make_finding(
        evidence, RULE, case, [passage], [figure], said=said, printed=figure.row.value,
        expected=Expected(known.interval, known.unit, known.number),
        key=f"{figure.row.row_id}.{known.row.published_id}", source_id=known.row.source_id,
    )  # fmt: skip


def _other_name(evidence: Evidence, figure: Figure, row: Published) -> Words:
    """The other text's name; in English by its own indicator, where that is another than ours."""
    english = "" if _same_code(figure.row, row) else evidence.english(row.indicator)
    return Words(nested(row.name_zh), english_name(english, row.name_zh))


def _independence(evidence: Evidence, source: Source | None) -> Words:
    if source is None or not source.issuer or not evidence.document.issuer:
        return Words(*load_readings()["issuer_unknown"])
    same = same_issuer(source.issuer, evidence.document.issuer)
    return Words(*load_readings()["issuer_same" if same else "issuer_other"])


def same_issuer(first: str, second: str) -> bool:
    """Whether two names of an issuer mean the same authority.

    >>> same_issuer("丰泽区人民政府", "泉州市丰泽区人民政府办公室")
    True
    >>> same_issuer("泉州市人民政府", "泉州市丰泽区人民政府")
    False
    """
    names = (squash(name).removesuffix("办公室") for name in (first, second))
    short, long = sorted(names, key=len)
    return bool(short) and long.endswith(short)
