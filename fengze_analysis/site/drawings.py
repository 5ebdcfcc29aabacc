"""The three charts of the first page, drawn here from the frames, wide and for a phone."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd

from ..charts import plot_benchmarks, plot_money, plot_number_lines, plot_targets
from ..charts.style import NARROW, STYLE, WIDE
from ..interval import exact_number
from ..messages.numbers import format_period
from ..model import Period
from .content import Chart
from .edition import Edition, amount
from .embedded import fewer_colours, live_svg

_YARDSTICKS = ("gdp",)


def make_charts(edition: Edition) -> list[Chart]:
    """The charts that have something to show: targets, what does not add up, the money."""
    study, language = edition.study, edition.language
    comparison = study.comparison
    verdicts = comparison[
        comparison["relation"].eq("verdict") & comparison["word"].fillna("").ne("")
    ]
    others = comparison[
        comparison["relation"].isin(["peer", "benchmark"]) & comparison["target"].notna()
    ]
    made: list[Chart] = []
    given: dict[str, Any] = {"language": language, "names": edition.names}
    if len(verdicts):
        draw = lambda width: plot_targets(  # noqa: E731
            comparison, delta=float(study.parameters.delta), width=width, **given
        )
        along = verdicts["progress"].notna().any()
        made.append(_chart(edition, "targets", draw, "targets" if along else "targets_level"))
    elif len(others):
        shown = _telling(others)
        draw = lambda width: plot_benchmarks(  # noqa: E731
            shown, place=edition.document.place, width=width, **given
        )
        made.append(_chart(edition, "benchmarks", draw))
    if study.findings["weight"].fillna(0).gt(0).any():
        draw = lambda width: plot_number_lines(study.findings, width=width, **given)  # noqa: E731
        made.append(_chart(edition, "doubts", draw))
    money = study.outcomes
    if (money["canonical_unit"].eq("元") & money["kind"].eq("amount")).sum() > 1:
        yards = dict(_yardsticks(edition))
        draw = lambda width: plot_money(  # noqa: E731
            money, yardsticks=yards, limit=24, width=width, **given
        )
        made.append(_chart(edition, "money", draw))
    return [chart for chart in made if chart.svg]


def _telling(others: pd.DataFrame, most: int = 8) -> pd.DataFrame:
    """Results elsewhere for the same period first, then targets; at most eight indicators."""
    ranked = others.sort_values("relation", ascending=False, kind="stable")
    keys = ranked[["row_id", "indicator"]].drop_duplicates().head(most)
    return others.merge(keys, on=["row_id", "indicator"])


def _yardsticks(edition: Edition) -> Iterable[tuple[str, float]]:
    """The area's own GDP and budget, the latest on file."""
    own = [
        row
        for row in edition.study.curated.published
        if row.place == edition.document.place and row.role == "outcome" and row.unit == "元"
    ]
    about = edition.document.year or 0
    for code in _YARDSTICKS:
        rows = [row for row in own if row.indicator == code and row.year and row.year.is_year]
        if rows:
            row = min(rows, key=lambda one: _far(one.year, about))
            said = edition.say(
                "site.yardstick",
                name=edition.indicator(code),
                year=format_period(row.year, edition.language),
                amount=amount(edition, row.value, "元", _known(edition, row.qualifier)).text,
            )
            yield said, float(exact_number(row.value) or 0)


def _far(year: Period | None, about: int) -> tuple[int, int]:
    first = year.first if year else 0
    return abs(first - about), first


def _known(edition: Edition, qualifier: str) -> str:
    return qualifier if edition.knows(f"numbers.{qualifier}") else ""


def _chart(edition: Edition, key: str, draw: Callable[[float], Any], note: str = "") -> Chart:
    """A chart: outlined with its title for download, with live words for the page."""
    wide, phone = (draw(width).figure for width in (WIDE, NARROW))
    ax = wide.axes[0]
    said = str(ax.get_title(loc="left") or ax.get_title())
    title = re.sub(r"\s*\n\s*", "" if edition.language == "zh" else " ", said)
    alt = edition.say("site.chart_alt", title=title)
    svg, png = picture(wide, "svg"), fewer_colours(picture(wide, "png"))
    for figure in (wide, phone):
        for place in ("left", "center"):
            figure.axes[0].set_title("", loc=place)
    name = f"{key}-{edition.language}"
    made = Chart(
        key=key,
        title=title,
        note=(edition.say(f"site.chart_{note or key}"),),
        svg=svg,
        png=png,
        live=live_svg(picture(wide, "svg", "none"), name, "desk", alt),
        phone=live_svg(picture(phone, "svg", "none"), f"{name}-phone", "phone", alt),
    )
    for figure in (wide, phone):
        plt.close(figure)
    return made


def picture(figure: Any, ending: str, letters: str = "path") -> bytes:
    """The bytes of a figure, the same at every run; ``letters`` as outlines or as words."""
    held = io.BytesIO()
    undated: dict[str, Any] = {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}}
    with mpl.rc_context({**STYLE, "svg.fonttype": letters}):
        figure.savefig(
            held, format=ending, metadata=undated[ending], bbox_inches="tight", pad_inches=0.06
        )
    return held.getvalue()
