"""The three charts of the first page, drawn here from the frames, wide and for a phone."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from ..charts import plot_benchmarks, plot_money, plot_number_lines, plot_targets
from ..charts.style import NARROW, WIDE, save_figure
from ..messages.numbers import format_amount, format_period
from .content import Chart, Text
from .edition import Edition

_YARDSTICKS = (("gdp", 1), ("general_public_budget_revenue", 1))


def make_charts(edition: Edition) -> list[Chart]:
    """The charts that have something to show: targets, what does not add up, the money."""
    study, language = edition.study, edition.language
    comparison = study.comparison
    verdicts = comparison[comparison["relation"].eq("verdict") & comparison["word"].fillna("").ne("")]
    others = comparison[comparison["relation"].isin(["peer", "benchmark"]) & comparison["target"].notna()]
    made: list[Chart] = []
    given: dict[str, Any] = {"language": language, "names": edition.names}
    if len(verdicts):
        draw = lambda width: plot_targets(  # noqa: E731
            comparison, delta=float(study.parameters.delta), width=width, **given
        )
        made.append(_chart(edition, "targets", draw))
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
    own = edition.study.published
    own = own[own["place"].eq(edition.document.place) & own["role"].eq("outcome")]
    for code, _ in _YARDSTICKS:
        rows = own[own["indicator"].eq(code) & own["unit"].eq("元")].sort_values("year")
        if len(rows):
            row = rows.iloc[-1]
            year = format_period(str(row["year"]), edition.language)
            name = edition.say("site.yardstick", name=edition.indicator(code), year=year,
                               amount=format_amount(float(row["value"]), "元", edition.language))
            yield name, float(row["value"])


def _chart(edition: Edition, key: str, draw: Callable[[float], Any]) -> Chart:
    """A chart in its two widths; its own title is the sentence that heads it."""
    import matplotlib.pyplot as plt

    forms: dict[str, bytes] = {}
    title = ""
    for form, width in (("svg", WIDE), ("narrow", NARROW)):
        ax = draw(width)
        title = title or re.sub(r"\s*\n\s*", "" if edition.language == "zh" else " ", _title(ax))
        forms[form] = picture(ax.figure, "svg")
        if form == "svg":
            forms["png"] = picture(ax.figure, "png")
        plt.close(ax.figure)
    note: Text = (edition.say(f"site.chart_{key}"),)
    alt = edition.say("site.chart_alt", title=title)
    return Chart(key, title, alt, note, forms["svg"], forms["narrow"], forms["png"])


def _title(ax: Any) -> str:
    return str(ax.get_title(loc="left") or ax.get_title())


def picture(figure: Any, ending: str) -> bytes:
    """The bytes of a figure, the same at every run."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory(prefix="fengze-chart-") as folder:
        return save_figure(figure, Path(folder, f"chart.{ending}")).read_bytes()
