"""Rows as pandas frames with real dtypes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import pandas as pd

from .records import column_text, number
from .tables import Column, table

if TYPE_CHECKING:
    from ..extraction import Extraction


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
    held = list(getattr(rows, "statements", rows))
    found: dict[str, pd.Series[Any]] = {}
    for column in table(name).columns:
        values = [getattr(row, column.attribute) for row in held]
        found[column.name] = _MAKE.get(column.type, _strings)(values, column)
        if column.type == "exact":
            found[f"{column.name}_exact"] = _strings(values, column)
    return pd.DataFrame(found)


def _floats(values: list[Any], _: Column) -> pd.Series[Any]:
    return pd.Series([number(value) for value in values], dtype="float64")


def _integers(values: list[Any], _: Column) -> pd.Series[Any]:
    return pd.Series([pd.NA if value is None else value for value in values], dtype="Int64")


def _booleans(values: list[Any], _: Column) -> pd.Series[Any]:
    return pd.Series([pd.NA if value is None else value for value in values], dtype="boolean")


def _categories(values: list[Any], column: Column) -> pd.Series[Any]:
    kinds = pd.CategoricalDtype(list(column.codes)) if column.codes else "category"
    return pd.Series([value or None for value in values], dtype=kinds)


def _strings(values: list[Any], column: Column) -> pd.Series[Any]:
    write = column_text(column)
    return pd.Series([write(value) for value in values], dtype="str")


_MAKE: dict[str, Callable[[list[Any], Column], pd.Series[Any]]] = {
    **dict.fromkeys(("exact", "bound"), _floats),
    **dict.fromkeys(("integer", "year"), _integers),
    "boolean": _booleans,
    "code": _categories,
}
