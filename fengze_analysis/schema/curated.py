"""Checks across the curated tables: every row cited, every word known, nothing said twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter
from typing import TypeAlias

from ..interval import exact_text
from ..model import Assessment, Indicator, Place, Published, Source, Target
from ..rounding import RATES
from .tables import Fault, read_definition, table

_TEXTS = {row["check"]: row for row in read_definition("faults.csv")}
_CHECKS = list(dict.fromkeys(check.partition(".")[0] for check in _TEXTS))
_HORIZON = range(2020, 2036)  # the years a target may be set for
# The units that a target of some types may have beside that of its indicator.
_UNITS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("mean_growth", "rise", "cumulative", "yearly"), RATES),
    "qualitative": ("", *RATES),
}
_YEAR_ENDS = "年|年末|年底"  # what may stand behind a year in a date that is all of it
_Valued: TypeAlias = Target | Published
_Row: TypeAlias = _Valued | Assessment
# The file of a row and what names it there.
_NAMED: dict[type, tuple[str, tuple[str, ...]]] = {
    Target: ("targets.csv", ("target_id",)),
    Published: ("published.csv", ("published_id",)),
    Assessment: ("assessments.csv", ("place", "indicator", "year")),
    Place: ("places.csv", ("place",)),
}
# What two rows that speak of one fact have alike.
_FACT_OF: dict[type, attrgetter[tuple[object, ...]]] = {
    Target: attrgetter(*table("targets").fact),
    Published: attrgetter(*table("published").fact),
}


def check_curated(
    targets: Sequence[Target],
    sources: Sequence[Source],
    indicators: Sequence[Indicator],
    published: Sequence[Published],
    places: Sequence[Place],
    assessments: Sequence[Assessment] = (),
) -> list[Fault]:
    """Every fault between the curated tables, check by check, none where they agree."""
    codebook = {one.code: one for one in indicators}
    levels = {one.place: one.level for one in places}
    cited = {one.source_id for one in sources}
    seen: dict[object, _Valued] = {}
    found: list[tuple[str, _Row | Place, dict[str, object]]] = [
        ("related", place, {"other": other})
        for place in places
        for other in (place.parent, *place.neighbours)
        if other and other not in levels
    ]
    rows: list[_Row] = [*targets, *published, *assessments]
    for row in rows:
        indicator, level = codebook.get(row.indicator), levels.get(row.place)
        worded = isinstance(row, Target) or getattr(row, "count", None) is not None
        wrong: dict[str, object] = {
            "source": row.source_id not in cited,
            "indicator": not indicator and (row.indicator or not worded),
            "place.unknown": levels and level is None,
        }
        unit = indicator.unit if indicator else ""
        held: dict[str, object] = {"level": level, "unit": unit or "no unit"}
        if not isinstance(row, Assessment):
            wrong |= {"place.level": level and row.level != level, **_wrong(row, indicator)}
            first = seen.setdefault((type(row), _FACT_OF[type(row)](row)), row)
            if first is not row:
                here, there = _says(row), _says(first)
                wrong["fact.same" if here == there else "fact.other"] = True
                held |= {"first": _name(first), "here": here, "there": there}
        found += [(check, row, held) for check, is_wrong in wrong.items() if is_wrong]
    found.sort(key=lambda one: _CHECKS.index(one[0].partition(".")[0]))
    return [_fault(*one) for one in found]


def _wrong(row: _Valued, indicator: Indicator | None) -> dict[str, object]:
    """What is wrong in a row by the checks of its table."""
    unit = indicator.unit if indicator else row.unit
    if isinstance(row, Target):
        year = row.target_year
        return {
            "unit.other": row.unit not in (unit, *_UNITS.get(row.type, ())),
            "unit.rate": indicator and row.type == "rise" and row.unit == unit == "%",
            "target.year": year is not None and year not in _HORIZON,
            "target.value": row.value is None and row.type not in ("qualitative", "keep"),
            "target.base": row.base_year and year and row.base_year > year,
        }
    whole_year = f"({row.year}({_YEAR_ENDS})?)?"
    return {
        "unit.other": row.unit != unit,
        "date.none": row.year is None and not row.as_of,
        "date.other": row.year and row.year.is_year and not re.fullmatch(whole_year, row.as_of),
    }


def _fault(check: str, row: _Row | Place, held: dict[str, object]) -> Fault:
    text = _TEXTS[check]
    what, right = (text[one].format(row=row, **held) for one in ("what", "right"))
    return Fault(_NAMED[type(row)][0], _name(row), text["column"], what, right)


def _name(row: _Row | Place) -> str:
    return " ".join(["row", *(str(getattr(row, column)) for column in _NAMED[type(row)][1])])


def _says(row: _Valued) -> str:
    return f"{getattr(row, 'operator', '')}{exact_text(row.value)}{row.unit}"
