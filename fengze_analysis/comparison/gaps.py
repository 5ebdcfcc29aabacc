"""Gaps: which targets on file at each level the report puts a figure to, and which it does not.

Not mentioning an indicator does not mean that no work was done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from ..lexicon import read_rows
from ..lexicon.codebook import spelled_names
from ..model import Document, Gap, Indicator, Place, Published, Statement, Target
from .onfile import FIVE_YEAR_CLASSES, OnFile, on_file, related_codes
from .parameters import Parameters

_SPACE = re.compile(r"\s+")
_MEASURE = re.compile(r"(?:天数)?(?:比例|比率|占比|比重|人数|总数|总量|数量|增速|率|数)$")
_SHORTEST = 4  # letters that must be named before a clause is taken to speak of an indicator


def find_gaps(
    document: Document,
    statements: Sequence[Statement],
    targets: Iterable[Target],
    published: Iterable[Published],
    indicators: Iterable[Indicator],
    places: Sequence[Place],
    parameters: Parameters | None = None,
) -> list[Gap]:
    """A row for each indicator with a target of the area and of each level above it.

    Where a plan's main indicators are on file only these are asked for, else every target of its
    five-year plans. Applicability comes first, then a figure, then words about it.
    """
    shelf = on_file(statements, targets, published, indicators, places, parameters)
    stated: dict[str, list[Statement]] = {}
    for row in statements:
        if row.place == shelf.own and row.sense == "outcome":
            for code in row.indicator:
                stated.setdefault(code, []).append(row)
    texts = [sentence.text for item in document.items for sentence in item.sentences]
    sentences = [(_SPACE.sub("", text), text) for text in texts]
    return [
        _gap(document.report_id, place, group, stated, sentences, shelf)
        for place in (shelf.own, *shelf.above)
        for group in _asked(place, shelf)
    ]


def _asked(place: str, shelf: OnFile) -> list[list[Target]]:
    """The targets of a place by indicator: the main ones where any is marked, else all."""
    own = [
        [row for row in rows if row.class_ in FIVE_YEAR_CLASSES and not _is_later(row)]
        for (where, _), rows in shelf.targets.items()
        if where == place
    ]
    main = [[row for row in rows if row.main] for rows in own]
    return [rows for rows in (main if any(main) else own) if rows]


def _is_later(target: Target) -> bool:
    """Whether a target is for a year after its five-year plan (远景目标 to 2035)."""
    year = target.target_year
    return year is not None and year - (target.base_year or year - 5) > 6


def _gap(
    report_id: str,
    place: str,
    group: Sequence[Target],
    stated: dict[str, list[Statement]],
    sentences: Sequence[tuple[str, str]],
    shelf: OnFile,
) -> Gap:
    code = group[0].indicator
    indicator = shelf.indicators.get(code)
    figures = stated.get(code, [])
    sentence = "" if figures else _words(code, indicator, stated, sentences)
    barred = indicator is not None and not indicator.district_level
    if shelf.is_district and (barred or all(row.applies_to_district is False for row in group)):
        status = "not_applicable"
    else:
        status = "figure_given" if figures else "words_only" if sentence else "not_mentioned"
    return Gap(
        report_id=report_id,
        level=shelf.levels.get(place, "") or group[0].level,
        place=place,
        indicator=code,
        main=any(row.main for row in group),
        targets=tuple(row.target_id for row in group),
        status=status,
        rows=tuple(row.row_id for row in figures) if status == "figure_given" else (),
        sentence=sentence if status == "words_only" else "",
    )


def _words(
    code: str,
    indicator: Indicator | None,
    stated: dict[str, list[Statement]],
    sentences: Sequence[tuple[str, str]],
) -> str:
    """What the report says of an indicator without a figure of it, ``""`` where nothing.

    A figure of another form of it (a headcount for a rate, a count for one per head) is words
    about it.
    """
    for other, kind in _forms().get(code, ()):
        if stated.get(other) and kind in ("per_head", "headcount_without_denominator"):
            return stated[other][0].sentence
    whole = "\n".join(bare for bare, _ in sentences)
    named = (*_mentions().get(code, ()), *(_names(indicator) if indicator else ()))
    held = [name for name in named if name in whole]
    found = (text for bare, text in sentences if any(name in bare for name in held))
    return next(found, "")


@cache
def _forms() -> dict[str, tuple[tuple[str, str], ...]]:
    """By code: the other forms of the same indicator."""
    found: dict[str, list[tuple[str, str]]] = {}
    for code, others in related_codes().items():
        for other, kind, _ in others:
            found.setdefault(other, []).append((code, kind))
    return {code: tuple(others) for code, others in found.items()}


@cache
def _mentions() -> dict[str, tuple[str, ...]]:
    rows = read_rows("mentions.csv", __package__)
    return {row["code"]: tuple(row["words"].split("|")) for row in rows}


@cache
def _names(indicator: Indicator) -> tuple[str, ...]:
    """The names of an indicator as a text without a figure has them: no 率 or 比例 at the end."""
    named = (*spelled_names(indicator), indicator.name_zh)
    bare = dict.fromkeys(_MEASURE.sub("", phrase) for phrase in named)
    return tuple(name for name in bare if len(name) >= _SHORTEST)
