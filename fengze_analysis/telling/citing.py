"""How a target or a result on file is named: whose, of which year, from which source."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ..comparison.figures import Figure
from ..comparison.geography import Geography, geography
from ..comparison.remarks import remarks, result_hedge
from ..comparison.why import readable
from ..comparison.words import english, text
from ..interval import Interval, format_number
from ..model import Comparison, Observation, Target
from ..publishing.cells import Cell, Link, Tag, Words, printed
from ..study import Study
from ..wording import gap_unit, round_readable
from .codes import words_of
from .saying import say

NOTHING = Words()


def around(study: Study) -> Geography:
    """The report's own area among the areas on file."""
    return geography(study.document.place, study.curated.places)


def area(study: Study, place: str) -> Words:
    """The name of an area: short in Chinese, its English one where the table of areas has it.

    The report's own area is also called what the sidecar calls it in English.
    """
    zh, en = (around(study).named(place, language) for language in ("zh", "en"))
    if en == zh and place == study.document.place:
        english_words: Any = study.received.sidecar.get("english") or {}
        en = str(english_words.get("place") or en)
    return Words(zh, en)


def own(study: Study) -> Words:
    """The report's own area."""
    return area(study, study.document.place) if study.document.place else say("this_area")


def areas(study: Study) -> Mapping[str, Words]:
    """The names of all areas on file, as figures show them."""
    places = [row.place for row in study.curated.places]
    return {place: area(study, place) for place in [*places, study.document.place] if place}


def targets_by_id(study: Study) -> Mapping[str, Target]:
    """The targets on file by id."""
    return {target.target_id: target for target in study.curated.targets}


def source_cell(study: Study, source_id: str, confidence: str) -> Cell:
    """A source with its publisher and standing, linked where it has an address."""
    source = next((one for one in study.curated.sources if one.source_id == source_id), None)
    if source is None:
        return source_id or say("self_reported")
    standing = words_of("confidence", confidence or source.confidence)
    words = Words(
        f"{source.title}，{source.publisher}〔{standing.zh}〕",
        f"{source.title}, {source.publisher} [{standing.en}]",
    )
    return Link(words, source.url) if source.url else words


def source_title(study: Study, source_id: str) -> str:
    """A source's title and publisher as one text; ``""`` where it is not on file."""
    found = (one for one in study.curated.sources if one.source_id == source_id)
    return next((f"{one.title}，{one.publisher}" for one in found), "")


def whose(study: Study, row: Comparison) -> Words:
    """Whose target or result a row is about, of which year and plan."""
    if not row.target_id:
        return say("own_plan_of_year") if row.relation == "yearly_plan" else NOTHING
    place, target = area(study, row.target_place), targets_by_id(study).get(row.target_id)
    if target is None:
        return say("result_of", place=place, year=year_of(row.target_year))
    sort = text("class", target.class_)
    kind = Words(sort.zh, sort.en)
    return say("target_of", place=place, year=year_of(row.target_year), kind=kind)


def year_of(year: str) -> Words:
    """A year, or that it is not stated."""
    return Words(f"{year}年", year) if year else say("no_year")


def observed_year(study: Study, row: Comparison) -> Words:
    """The year of a reported value: printed, assumed by the run, or not stated."""
    printed = {one.row_id: one.period_year for one in study.observations}.get(row.row_id, "")
    if row.observed_year and not printed:
        return say("year_assumed", year=year_of(row.observed_year))
    return year_of(row.observed_year)


def amount(value: str, unit: str) -> Words:
    """A value or range (``low..high``) with its unit, a value per head said in words."""
    low, ranged, high = value.partition("..")
    if not value or value == "..":
        return NOTHING
    interval = Interval.parse(low, high) if ranged else Interval.point(value)
    figure = Figure(value, interval, unit, "")
    return Words(readable(figure, "zh"), readable(figure, "en"))


def glossed(row: Observation) -> Words:
    """A figure as printed and linked; in English with what it says, since 万 and 亿 are Chinese."""
    said = amount(row.value, row.canonical_unit).en
    return Words(printed(row), f"{printed(row)} ({said})")


def asked(study: Study, row: Comparison) -> Words:
    """What a target asks for: sign, value and the words printed with it (力争, 左右).

    The target's own name of the indicator goes before where it is another than the codebook's.
    """
    target = targets_by_id(study).get(row.target_id)
    value = amount(row.target, row.target_unit or row.unit)
    if target is None:
        found = (one for one in study.curated.published if one.published_id == row.target_id)
        printed = next((one.qualifier for one in found), "")
        return _remarked(value, result_hedge(printed, "zh"), result_hedge(printed, "en"))
    name = target.name_zh if has_other_name(study, row) else ""
    said = ("", "")
    if not value.zh:
        value = Words(target.qualifier, f"“{target.qualifier}”")
    else:
        said = (remarks(target, "zh"), remarks(target, "en"))
    english_parts = (name and f"“{name}”", target.operator, value.en)
    bare = Words(
        f"{name} {target.operator}{value.zh}".strip(), " ".join(filter(None, english_parts))
    )
    return _remarked(bare, *said)


def _remarked(value: Words, zh: str, en: str) -> Words:
    """A value with what was printed beside it in brackets, where anything was."""
    return Words(value.zh + (f"（{zh}）" if zh else ""), value.en + (f" ({en})" if en else ""))


def has_other_name(study: Study, row: Comparison) -> bool:
    """Whether a target calls its indicator otherwise than the codebook does."""
    target = targets_by_id(study).get(row.target_id)
    names = {one.code: one.name_zh for one in study.curated.indicators}
    return target is not None and target.name_zh != names.get(row.indicator, "")


def gap(row: Comparison) -> Words:
    """How far the reported value lies from the other, as an interval rounded outward."""
    return spread(row.gap_low, row.gap_high, gap_unit(row.unit))


def spread(low: str, high: str, unit: str) -> Words:
    """The interval of two bounds (``""`` is an open end) as read, its ends rounded outward.

    >>> spread("5626728110", "5688372094", "元").zh
    '56.26亿元至56.89亿元'
    """
    if not (low or high):
        return NOTHING
    ends = round_readable(Interval.parse(low, high))
    first, last = ("" if end is None else format_number(end) for end in (ends.low, ends.high))
    return amount(first if first == last else f"{first}..{last}", unit)


def rough(value: str, unit: str) -> Words:
    """A computed value to two places of the scale in which it is read.

    >>> rough("5657407407.4074", "元").zh
    '56.57亿元'
    """
    exact = Fraction(value)
    scale = next((scale for scale in (10**8, 10**4) if abs(exact) >= scale), 1)
    return amount(format_number(Fraction(round(exact / scale * 100), 100) * scale), unit)


def explained(study: Study, row: Comparison) -> Words:
    """The one sentence that explains a row; the own area by the name its pages give it."""
    here = study.document.place
    return Words(row.why, row.why_en.replace(here, area(study, here).en) if here else row.why_en)


def grounds(study: Study, row: Comparison) -> Words:
    """The explanation of a row without its judgement or reason, where these stand beside it."""
    said = explained(study, row)
    return Words(_after(said.zh, "："), _after(said.en, ": "))


def _after(sentence: str, mark: str) -> str:
    rest = sentence.partition(mark)[2]
    return f"{rest[:1].upper()}{rest[1:]}" if rest else sentence


def word_tag(row: Comparison) -> Tag:
    """The badge of a row: a benchmark's word has the sign of benchmarks, never a verdict's."""
    words = Words(row.word, english(row.word))
    if row.relation == "verdict":
        return Tag(row.word.partition("（")[0], words)
    if row.word and row.relation != "none":
        return Tag(row.relation, words)
    return relation_tag(row.relation, row.reason)


def relation_tag(relation: str, reason: str = "") -> Tag:
    """The badge of a relation; of a row without one, its reason."""
    words = text("reason", reason) if reason else text("relation", relation)
    return Tag(relation, Words(words.zh, words.en))


def short_reason(reason: str) -> Words:
    """A reason in its first words, without remark and without what follows from it.

    >>> short_reason("no_target_on_file").zh, short_reason("activity_count").en
    ('本库未收录相应目标', 'activity count')
    """
    words = text("reason", reason)
    zh = words.zh.partition("（")[0].partition("，")[0]
    return Words(zh, words.en.partition(" (")[0].partition(";")[0])
