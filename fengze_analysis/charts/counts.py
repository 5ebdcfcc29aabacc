"""How many rows there are of each kind, as bars."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from ..messages import say
from ..messages.codes import code_text
from ..messages.names import Names
from .rows import Row, draw_rows, write
from .style import ACCENT, WIDE, in_style


@in_style
def plot_counts(
    frame: pd.DataFrame, by: str = "heading", ax: Axes | None = None, language: str = "zh", *,
    names: Names | None = None, title: str = "", source: str = "", width: float = WIDE,
) -> Axes:  # fmt: skip
    """Bars of how many rows of ``frame`` each value of the column ``by`` has.

    Categories stand in the order of their codes, other values in that of the rows; missing values
    are counted as such. Raises :class:`KeyError` for a column that is not there.
    """
    values = frame[by].astype(object).fillna("").astype(str)
    counts = values.value_counts(sort=False).reindex(values.unique())
    if isinstance(frame[by].dtype, pd.CategoricalDtype):
        order = [*frame[by].cat.categories, ""]
        counts = counts.reindex([value for value in order if value in counts.index])
    labels = [
        (names or {}).get(value) or code_text(by, value, language)
        if value
        else say("charts.missing", language)
        for value in counts.index
    ]
    told = say("charts.nothing", language)
    if labels:
        first = labels[int(counts.to_numpy().argmax())]
        told = say(
            "charts.counts_title", language, n=len(frame), first=first, most=int(counts.max())
        )
    rows = [Row(label) for label in labels]
    ax, y = draw_rows(rows, ax, title=title or told, source=source, width=width, axis=False)
    ax.barh(y, counts.to_list(), height=9, color=ACCENT)
    for at, count in zip(y, counts, strict=True):
        write(ax, f"{count:,}", (count, at), (4, 0), va="center")
    ax.set_xlim(0, max(counts, default=1) * 1.08)
    return ax
