"""How many rows there are of each kind, as bars."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from ..messages import say
from ..messages.codes import code_text
from .rows import Row, draw_rows
from .style import ACCENT, WIDE, in_style


@in_style
def plot_counts(
    frame: pd.DataFrame,
    by: str = "heading",
    ax: Axes | None = None,
    language: str = "zh",
    *,
    title: str = "",
    source: str = "",
    width: float = WIDE,
) -> Axes:
    """Bars of how many rows of ``frame`` each value of the column ``by`` has, in printed order.

    Categories stand in the order of their codes, other values in that of the rows. Missing values
    are counted as such. Raises :class:`KeyError` for a column that is not there.
    """
    values = frame[by]
    categorical = isinstance(values.dtype, pd.CategoricalDtype)
    counts = values.value_counts(sort=categorical, dropna=False)
    counts = counts.sort_index() if categorical else counts.reindex(values.unique())
    counts = counts[counts > 0]
    labels = [
        say("charts.missing", language)
        if pd.isna(value) or value == ""
        else code_text(by, str(value), language)
        for value in counts.index
    ]
    rows = [Row(label) for label in labels]
    first = labels[int(counts.to_numpy().argmax())] if labels else ""
    told = title or say(
        "charts.counts_title" if labels else "charts.nothing", language,
        n=len(frame), k=len(labels), most=int(counts.max()) if labels else 0, first=first,
    )  # fmt: skip
    sheet = draw_rows(rows, title=told, source=source, ax=ax, width=width, axis=False)
    sheet.ax.barh(sheet.y, counts.to_list(), height=9, color=ACCENT)
    for y, count in zip(sheet.y, counts, strict=True):
        sheet.ax.annotate(
            f"{count:,}", (count, y), xytext=(4, 0), textcoords="offset points", va="center"
        )
    sheet.ax.set_xlim(0, max(counts, default=1) * 1.08)
    return sheet.ax
