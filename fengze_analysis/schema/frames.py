"""Rows as pandas frames with real dtypes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

import pandas as pd

from .cells import number
from .tables import Column, table


class Extraction(Protocol):
    """What reading a text gives: its statements among other things."""

    @property
    def statements(self) -> Iterable[Any]:
        """The rows of the outcomes."""


def to_frame(rows: Iterable[Any] | Extraction, name: str = "outcomes") -> pd.DataFrame:
    """The rows of the table ``name`` as a frame: one column each, in the order of its definition.

    What :func:`fengze_analysis.extract` gives stands for its statements.

    Numbers are floats to work with (a range stands for its middle); where the table holds an exact
    value, ``NAME_exact`` keeps it as text: a decimal, ``p/q`` or ``low..high``. Codes are
    categories, years and positions ``Int64``, an absent value is missing.

    >>> from fengze_analysis.extraction import extract
    >>> frame = to_frame(extract("城镇新增就业2.2万人。"))
    >>> frame.loc[0, ["value_exact", "kind"]].tolist()
    ['22000', 'amount']
    """
    given: Any = rows
    held = list(getattr(given, "statements", given))
    found: dict[str, pd.Series[Any]] = {}
    for column in table(name).columns:
        values = [getattr(row, column.attribute) for row in held]
        found[column.name] = _series(values, column)
        if column.type == "exact":
            texts = [column.form.write(value) for value in values]
            found[f"{column.name}_exact"] = pd.Series(texts, dtype="str")
    return pd.DataFrame(found)


def _series(values: list[Any], column: Column) -> pd.Series[Any]:
    dtype = column.form.dtype
    if dtype == "float64":
        return pd.Series([number(value) for value in values], dtype=dtype)
    if dtype == "category":
        kinds = pd.CategoricalDtype(list(column.codes)) if column.codes else dtype
        return pd.Series([value or None for value in values], dtype=kinds)
    if dtype == "str":
        return pd.Series([column.form.write(value) for value in values], dtype=dtype)
    return pd.Series(values, dtype=dtype)
