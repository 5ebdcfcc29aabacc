"""Rows of a table as a pandas frame, for those who go on with pandas."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .rows import cells_of, columns_of

if TYPE_CHECKING:
    import pandas as pd


def to_frame(rows: Iterable[Any], cls: type | None = None) -> pd.DataFrame:
    """A frame of ``rows`` (dataclasses of one table), one column a field, every cell text.

    ``value``, ``low`` and ``high`` stay exact text; ``pd.to_numeric`` makes floats of them where a
    float will do. ``cls`` names the columns of an empty table.

    >>> from fengze_analysis import extract
    >>> frame = to_frame(extract("完成投资61.1亿元。").observations)
    >>> frame[["surface", "value", "unit"]].values.tolist()
    [['61.1亿元', '6110000000', '元']]
    """
    import pandas as pd

    rows = list(rows)
    columns = columns_of(cls or type(rows[0])) if rows or cls else []
    return pd.DataFrame([cells_of(row) for row in rows], columns=list(columns))
