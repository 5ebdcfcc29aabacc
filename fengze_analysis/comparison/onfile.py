"""The curated tables as look-ups from the report's own area, and the figures that they give."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache

from ..interval import Interval, decimal_or_fraction, exact_number
from ..lexicon import read_rows
from ..lexicon.subject import names_subject
from ..model import Indicator, Period, Place, Published, Statement, Target
from ..rounding import RATES, approximator, printed_interval, published_step
from .engine import Observation
from .parameters import Parameters

# The plan, and what an opening report states for its end.
FIVE_YEAR_CLASSES = ("outline", "special_plan", "term_goal")
SOURCE_RANKS = {"primary": 0, "secondary": 1, "tertiary": 2}
_SHORTEST = 3  # letters that name a thing; two (项目, 公园) are a kind of thing
_LEVELS = {"区": "district", "旗": "district", "县": "county", "省": "province", "镇": "town"}
_POINTS = {"个百分点": "%", "个千分点": "‰"}


@dataclass(frozen=True, slots=True)
class OnFile:
    """All that a report's figures can be compared with, seen from its own area."""

    # A pass over each table keeps the rows of the areas that matter, so that what one statement
    # costs does not depend on the length of the tables.
    statements: Sequence[Statement]
    own: str
    above: tuple[str, ...]  # nearest first
    ranks: Mapping[str, int]  # 0 for the own area, 1 for one like it, 2 for the city and so on
    levels: Mapping[str, str]
    indicators: Mapping[str, Indicator]
    parameters: Parameters
    targets: Sequence[Target]  # those of the own area first and so on
    by_code: dict[str, list[Target]]
    worded: dict[str, list[Target]]  # the own area's, by phrase
    published: dict[str, dict[str, list[Published]]]  # by code, then by place
    populations: dict[str, list[Published]]  # by place
    reported: dict[tuple[str, int], Statement]  # the report's own, by code or phrase and year
    people: dict[tuple[str, Period | None], tuple[Observation, str] | None]  # looked up there

    @property
    def is_district(self) -> bool:
        return self.levels.get(self.own) in ("district", "county", "county_level_city", "town")

    def figures(self, code: str, place: str) -> Sequence[Published]:
        return self.published.get(code, {}).get(place, ())

    def targets_of(self, code: str, phrase: str) -> list[Target]:
        """The targets of every related area on a code, or on a phrase where a code is wanting."""
        # By its words only in the area's own plan: two texts of one area use one name for a thing.
        named = self.worded.get(normal_phrase(phrase), ()) if phrase else ()
        found = self.by_code.get(code, ())
        return [*found, *(row for row in named if not (code and row.indicator))]

    def target_figure(self, target: Target, base: Observation | None = None) -> Observation:
        unit, end = target.canonical_unit or target.unit, target.target_year
        year = None if end is None else Period(end, end)
        if target.value is None:
            if base is not None and target.type == "keep":
                return base._replace(year=year)  # upkeep without a number asks for its base value
            return Observation(None, Interval(None, None), unit, year)
        about = target.operator == "~" and not isinstance(target.value, Interval)
        approx, share = "about" if about else "exact", self.parameters.about_share
        interval = printed_interval(target.value, approx=approx, about_share=share)
        rise = exact_number(target.value)
        if target.type != "rise" or base is None or base.point is None or rise is None:
            return Observation(target.value, interval, unit, year)
        if unit == "%" and base.unit not in RATES:  # else 比2020年提高3个百分点 is added
            factor = 1 + rise / 100
            grown = base.interval.scale(factor) if factor > 0 else Interval(None, None)
            return Observation(decimal_or_fraction(base.point * factor), grown, base.unit, year)
        value = decimal_or_fraction(base.point + rise)
        return Observation(value, interval + base.interval, base.unit, year)

    def base_figure(self, target: Target, indicator: Indicator | None) -> Observation | None:
        """The base value of a target: the plan's own, else the best published one of that year."""
        start = self.start_year(target)
        if start is None:
            return None
        year, unit = Period(start, start), target.canonical_unit or target.unit
        if target.type == "cumulative":  # a sum starts from nothing
            return Observation(Decimal(0), Interval.point(0), unit, year)
        if target.base_value is not None and start == (target.base_year or start):
            of_itself = target.type == "rise" and unit == "%" and indicator is not None
            unit = indicator.unit if indicator and of_itself else _POINTS.get(unit, unit)
            return Observation(target.base_value, printed_interval(target.base_value), unit, year)
        rows = [row for row in self.figures(target.indicator, target.place) if row.year == year]
        rows.sort(key=lambda row: row.published_id)
        rows.sort(key=lambda row: (row.role == "outcome", SOURCE_RANKS.get(row.confidence, 3)))
        return self.published_figure(rows[0]) if rows else None

    def start_year(self, target: Target) -> int | None:
        """The year from which a target is measured, ``None`` where nothing says it."""
        stated = self.parameters.base_year or target.base_year
        if stated is None and target.from_year is not None:
            return target.from_year - 1
        of_year = target.class_ == "yearly_plan"  # is measured only from what it states itself
        return stated if stated is not None or of_year else plan_window(target)[0]

    def yearly_figures(self, target: Target) -> list[Observation]:
        held, within = self.figures(target.indicator, target.place), self.parameters.within
        rows = [row for row in held if row.year and row.year.is_year and within(row.year.last)]
        rows.sort(key=lambda row: (row.year, row.published_id))
        return [self.published_figure(row) for row in rows]

    def published_figure(self, row: Published) -> Observation:
        approx, settings = approximator(row.qualifier), self.parameters
        indicator = self.indicators.get(row.indicator)
        read = row.value, published_step(row), approx
        capped = row.unit == "%" and indicator is not None and indicator.form == "rate"
        cap = Fraction(100) if capped else None
        interval = printed_interval(*read, settings.rounding, settings.about_share, cap)
        more = approx == "over" and "以上" not in row.qualifier and "不低于" not in row.qualifier
        return Observation(row.value, interval, row.unit, row.year, more)

    def observed_figure(self, statement: Statement) -> Observation:
        """The reported figure, undated where a year that only the document gives is refused."""
        figure = printed_figure(statement)
        if statement.kind == "share" and not figure.unit:
            books = [self.indicators.get(code) for code in statement.indicator]
            if any(book is not None and book.form == "rate" for book in books):
                figure = figure._replace(unit="%")
        refused = self.parameters.document_years == "refuse" and statement.year_from == "document"
        return figure._replace(year=None) if refused else figure

    def population(self, place: str, year: Period | None) -> tuple[Observation, str] | None:
        """The people of ``place`` nearest to ``year``; none where the number is open."""
        if (place, year) in self.people:
            return self.people[place, year]
        held = [(row.year.last, row) for row in self.populations.get(place, ()) if row.year]
        if not held:
            return None
        wanted = year.last if year else max(last for last, _ in held)
        _, row = min(held, key=lambda one: (abs(one[0] - wanted), one[0]))
        figure = self.published_figure(row)
        known = figure.interval.bounded and (figure.interval.low or 0) > 0
        return self.people.setdefault((place, year), (figure, row.published_id) if known else None)


def on_file(
    statements: Sequence[Statement],
    targets: Iterable[Target],
    published: Iterable[Published],
    indicators: Iterable[Indicator],
    places: Sequence[Place],
    parameters: Parameters | None = None,
) -> OnFile:
    """The tables as the comparison uses them."""
    settings = parameters or Parameters()
    counted = Counter(row.place for row in statements if row.place)
    own = settings.place or max(counted, key=counted.__getitem__, default="")
    like, above, levels = _around(own, places)
    ranks = {own: 0, **dict.fromkeys(like, 1), **{place: at for at, place in enumerate(above, 2)}}
    codebook = {book.code: book for book in indicators}
    wanted, classes = {*ranks, ""}, (*FIVE_YEAR_CLASSES, "yearly_plan")
    near = [row for row in targets if row.place in wanted and row.class_ in classes]
    near = [row if row.place else replace(row, place=own) for row in near]  # nobody else's is meant
    near.sort(key=lambda row: ranks[row.place])
    around = statements, own, above, ranks, levels, codebook, settings
    held = OnFile(*around, near, {}, {}, {}, {}, {}, {})
    for said in statements:
        if said.sense == "outcome" and said.place == own and said.year and said.year.is_year:
            for key in said.indicator or (normal_phrase(said.indicator_phrase),):
                held.reported.setdefault((key, said.year.first), said)
    for row in near:
        if row.indicator:
            held.by_code.setdefault(row.indicator, []).append(row)
        if row.place == own and len(row.phrase) >= _SHORTEST and names_subject(row.phrase):
            held.worded.setdefault(normal_phrase(row.phrase), []).append(row)
    for one in [row for row in published if row.place in ranks]:
        if one.role == "population":
            held.populations.setdefault(one.place, []).append(one)
        else:
            held.published.setdefault(one.indicator, {}).setdefault(one.place, []).append(one)
    return held


def _around(
    own: str, places: Sequence[Place]
) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, str]]:
    """The areas like ``own``, those above it (an unlisted one's by its full name), all levels."""
    listed = {place.place: place for place in places}
    if own not in listed:
        nation = next((place.place for place in places if place.level == "national"), "")
        parent = max(filter(own.startswith, listed), key=len, default=nation)
        listed[own] = Place(own, own, _LEVELS.get(own[-1:], ""), parent, ())
    above, parent = list[str](), listed[own].parent
    while parent and parent not in (own, *above):
        above.append(parent)
        parent = listed[parent].parent if parent in listed else ""
    levels = {place: row.level for place, row in listed.items()}
    return listed[own].neighbours, tuple(above), levels


@cache
def form(name: str) -> re.Pattern[str]:
    """The pattern of the list ``name`` of ``forms.csv``."""
    rows = read_rows("forms.csv", __package__)
    return re.compile("|".join(row["form"] for row in rows if row["list"] == name))


def says(text: str, name: str) -> bool:
    """Whether a form of the list ``name`` is found in ``text``."""
    return form(name).search(text) is not None


@cache
def related_codes() -> dict[str, tuple[tuple[str, str, int], ...]]:
    """By code: the other codes that are easily taken for it, the reason or kind, and the scale."""
    found: dict[str, list[tuple[str, str, int]]] = {}
    for row in read_rows("related.csv", __package__):
        code, other, kind = row["code"], row["other"], row["kind"]
        found.setdefault(code, []).append((other, kind, int(row["scale"] or 0)))
        if kind != "per_head":  # which leads from the count; a false friend is one both ways
            found.setdefault(other, []).append((code, kind, 0))
    return {code: tuple(others) for code, others in found.items()}


@cache
def normal_phrase(phrase: str) -> str:
    """A phrase without whose it is, when, that it is all of it, and the verb: 地铁里程."""
    bare = form("mark").sub("", phrase)
    while (cut := form("tail").sub("", form("head").sub("", bare))) not in (bare, ""):
        bare = cut
    bare = form("total_behind").sub("", bare)
    for row in read_rows("synonyms.csv", __package__):
        bare = bare.replace(row["words"], row["stands_for"])
    return form("share_of_added").sub("", bare) if "占" in bare else bare


def printed_figure(statement: Statement) -> Observation:
    """The figure of a row of the outcomes, with the interval that reading gave it."""
    more = statement.approx == "over" and not statement.behind.startswith("以上")
    open_ends = statement.low is None and statement.high is None
    interval = printed_interval(statement.value) if open_ends else statement.interval
    return Observation(statement.value, interval, statement.canonical_unit, statement.year, more)


def is_own_share(statement: Statement) -> bool:
    """Whether a figure is the report's own share of a plan of the year (占年度计划 108%)."""
    is_share = statement.kind == "share" and statement.canonical_unit == "%"
    return is_share and says(statement.basis, "yearly_plan")


def plan_window(target: Target) -> tuple[int | None, int | None]:
    """The year before the first and the last year of the plan, five years without a base."""
    end = target.target_year
    if end is None:
        return None, None
    return (target.base_year if target.base_year and target.base_year < end else end - 5), end
