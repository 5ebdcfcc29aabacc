"""Make the panel dataset from a folder of yearly reports named ``PLACE-YEAR``.

Run as ``python -m tools.panel FOLDER``. What was decided by eye is in ``panel_review.csv``.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, fields, replace
from fractions import Fraction
from pathlib import Path

from fengze_analysis.extraction import extract
from fengze_analysis.interval import Exact, Interval, Number, exact_text
from fengze_analysis.lexicon.codebook import load_indicators
from fengze_analysis.model import Statement, Target
from fengze_analysis.schema.tables import write_bytes
from fengze_analysis.targets import read_targets
from fengze_analysis.text.read import read_file

DATA = Path(__file__).parents[1] / "data" / "example"
INDICATORS = (
    "gdp",
    "gdp_growth",
    "general_public_budget_revenue",
    "general_public_budget_revenue_growth",
    "fixed_asset_investment_growth",
    "industrial_value_added_growth",
    "retail_sales_growth",
    "urban_new_employment",
)
YEARS = range(2015, 2026)
_LEVELS = ("gdp", "general_public_budget_revenue")  # plans are made of their growth
_NAMED = re.compile(r"(?P<place>.+)-(?P<year>\d{4})")
_LAST_YEAR = ("", "同比", "上年")  # a rate against anything else is another measure
_SPAN = re.compile("[一二三四五六七八九十]五|[两三四五六七八九十]年|期")
Key = tuple[str, int, str, str]  # place, year, indicator, sense: what one row may be about
_SCOPE = re.compile(r"(同口径|可比口径|可比价格?|可比)[^，。；、]{0,6}$")
_APPROX = {"=": "exact", "~": "about", ">=": "over", ">": "over", "<=": "under", "<": "under"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of the panel: a value, or in ``left_out`` why there is none.

    ``left_out`` is ``several``, ``bound`` or a word of the review; ``note`` explains a jump of the
    series; ``printed``, ``status`` and ``scope`` (同口径 and the like) are as in the report.
    """

    place: str
    year: int
    indicator: str
    sense: str
    value: str = ""
    low: str = ""
    high: str = ""
    unit: str = ""
    printed: str = ""
    approx: str = ""
    scope: str = ""
    status: str = ""
    report_title: str = ""
    report_year: int | None = None
    left_out: str = ""
    note: str = ""

    @property
    def key(self) -> Key:
        """What no other row is about."""
        return self.place, self.year, self.indicator, self.sense


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may be the value of a cell, and the position of its characters."""

    fact: Fact
    interval: Interval
    start: int


def find_candidates(path: Path) -> list[Candidate]:
    """The outcomes of the year before and the plans of the year that a report prints."""
    named = _NAMED.fullmatch(path.stem)
    if named is None:
        return []
    place, year = named["place"], int(named["year"])
    codebook = load_indicators()
    text = read_file(path).text
    found = extract(text, path.stem, codebook, place)
    units = {one.code: one.unit for one in codebook if one.code in INDICATORS}
    about = Fact(
        place, year, "", "", report_title="".join(found.document.title.split()), report_year=year
    )
    falling = {row.start for row in found.statements if row.direction == "down"}
    made = [_outcome(row, about) for row in found.statements if _is_outcome(row, about, units)]
    plans = read_targets(text, path.stem, codebook, place)
    made += [_plan(row, about, falling) for row in plans if _is_plan(row, about, units)]
    return [_with_scope(one, text) for one in made]


def _with_scope(one: Candidate, text: str) -> Candidate:
    """Whether the growth is of the same scope or at constant prices, where that is printed."""
    printed = _SCOPE.search(text[max(0, one.start - 14) : one.start])
    return replace(one, fact=replace(one.fact, scope=printed[1])) if printed else one


def _is_outcome(row: Statement, about: Fact, units: Mapping[str, str]) -> bool:
    return (
        row.sense == "outcome"
        and row.place == about.place
        and row.year is not None
        and row.year.is_year
        and row.year.first == about.year - 1
        and len(row.indicator) == 1
        and units.get(row.indicator[0]) == row.canonical_unit
        and row.basis in _LAST_YEAR
        and not _SPAN.search(row.period)
    )


def _outcome(row: Statement, about: Fact) -> Candidate:
    sign = -1 if row.direction == "down" else 1
    fact = replace(about, year=about.year - 1, indicator=row.indicator[0], sense="outcome")
    fact = replace(fact, unit=row.canonical_unit, status=row.status, approx=row.approx)
    return _candidate(fact, row.value, row.interval, row.surface, row.start, sign)


def _is_plan(row: Target, about: Fact, units: Mapping[str, str]) -> bool:
    return (
        row.class_ == "yearly_plan"
        and row.target_year == about.year
        and row.place == about.place
        and row.value is not None
        and row.type in ("yearly", "level")
        and row.indicator not in _LEVELS
        and units.get(row.indicator) == row.canonical_unit
    )


def _plan(row: Target, about: Fact, falling: set[int]) -> Candidate:
    sign = -1 if row.start in falling else 1
    fact = replace(about, indicator=row.indicator, sense="plan", unit=row.canonical_unit)
    fact = replace(fact, approx=_APPROX[row.operator])
    assert row.value is not None
    return _candidate(fact, row.value, row.interval, row.surface, row.start or 0, sign)


def _candidate(
    fact: Fact, value: Exact, interval: Interval, surface: str, start: int, sign: int
) -> Candidate:
    """The figure with its sign: a fall is below zero, however it is printed."""
    low: Number | None = interval.low
    high: Number | None = interval.high
    middle = _middle(value)
    if sign < 0 < middle:
        middle, low, high = -middle, _minus(high), _minus(low)
    fact = replace(fact, value=exact_text(middle), low=_text(low), high=_text(high))
    return Candidate(replace(fact, printed=surface), Interval.between(low, high), start)


def _middle(value: Exact) -> Number:
    """The value; of a printed range its middle."""
    if not isinstance(value, Interval):
        return value
    ends = [end for end in (value.low, value.high) if end is not None]
    return sum(ends) / len(ends)  # type: ignore[return-value]


def _minus(bound: Number | None) -> Number | None:
    return None if bound is None else -bound


def _text(bound: Number | None) -> str:
    return "" if bound is None else exact_text(bound)


def settle(held: Sequence[Candidate]) -> Fact:
    """The one value that all figures of a cell agree on, the most precise of them.

    Where two exclude each other there is none: ``several``; nor where an outcome is only said to be
    above or below a number: ``bound``.
    """
    first = min(held, key=lambda one: (_width(one.interval), one.start)).fact
    agreed = all(_agree(one, other) for one in held for other in held)
    if not agreed:
        return _empty(first, "several")
    bound = first.sense == "outcome" and first.approx in ("over", "under")
    return _empty(first, "bound") if bound else first


def _agree(one: Candidate, other: Candidate) -> bool:
    """Whether the value of either is one that the other can stand for."""
    there = other.interval.contains(Fraction(one.fact.value))
    return there or one.interval.contains(Fraction(other.fact.value))


def _empty(fact: Fact, left_out: str) -> Fact:
    return replace(
        Fact(*fact.key), report_title=fact.report_title, report_year=fact.report_year,
        left_out=left_out,
    )  # fmt: skip


def _width(interval: Interval) -> float:
    if interval.low is None or interval.high is None:
        return float("inf")
    return float(interval.high - interval.low)


def make_panel(
    found: Iterable[Candidate], places: int, review: Mapping[Key, tuple[str, str]]
) -> list[Fact]:
    """The rows of the ``places`` places with most values, with what was decided by eye."""
    cells: dict[Key, list[Candidate]] = {}
    for one in found:
        if one.fact.year in YEARS:
            cells.setdefault(one.fact.key, []).append(one)
    settled = {key: settle(held) for key, held in cells.items()}
    stated = Counter(row.place for row in settled.values() if row.sense == "outcome" and row.value)
    chosen = sorted(sorted(stated), key=lambda place: -stated[place])[:places]
    return [
        _reviewed(settled[key], review)
        for key in sorted(
            settled, key=lambda key: (key[0], INDICATORS.index(key[2]), key[3], key[1])
        )
        if key[0] in chosen
    ]


def _reviewed(fact: Fact, review: Mapping[Key, tuple[str, str]]) -> Fact:
    """The row with what was decided: left out for a reason, or its jump explained."""
    left_out, note = review.get(fact.key, ("", ""))
    return _empty(fact, left_out) if left_out else replace(fact, note=note)


def read_review(path: Path) -> dict[Key, tuple[str, str]]:
    """What was decided by eye of a cell: why it is left out, or what explains its jump."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["place"], int(row["year"]), row["indicator"], row["sense"]): (
                row["left_out"],
                row["note"],
            )
            for row in csv.DictReader(file)
        }


def main() -> None:
    """Writes the panel."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="reports named PLACE-YEAR.txt or another ending")
    parser.add_argument(
        "--places", type=int, default=20, help="20 with the most values unless said"
    )
    options = parser.parse_args()
    paths = sorted(path for path in options.folder.iterdir() if _NAMED.fullmatch(path.stem))
    with ProcessPoolExecutor() as pool:
        found = [one for each in pool.map(find_candidates, paths, chunksize=4) for one in each]
    rows = make_panel(found, options.places, read_review(DATA / "panel_review.csv"))
    header = [field.name for field in fields(Fact)]
    lines = [",".join(header)]
    for row in rows:
        cells = ["" if cell is None else str(cell) for cell in asdict(row).values()]
        assert not any(mark in cell for cell in cells for mark in ',"\n')
        lines.append(",".join(cells))
    write_bytes(DATA / "panel.csv", ("\n".join(lines) + "\n").encode("utf-8"))
    print(f"{len(rows)} cells, {sum(bool(row.value) for row in rows)} with a value")


if __name__ == "__main__":
    main()
