"""Rows as pandas frames, and tables as files that people open: CSV, JSON, Excel, Parquet."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ..errors import InputError
from .tables import as_text, load_tables, number, rows_to_csv, rows_to_json, table

if TYPE_CHECKING:
    import pandas as pd

# Characters that no workbook can hold.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_STAMP = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z")
_MOST_SHEET_ROWS = 1_048_575
_ENDINGS = (".csv", ".json", ".xlsx", ".parquet")


class HasStatements(Protocol):
    """What reading a text gives: its statements among other things."""

    @property
    def statements(self) -> Iterable[Any]: ...


def to_frame(rows: Iterable[Any] | HasStatements, name: str = "outcomes") -> pd.DataFrame:
    """The rows of the table ``name`` as a frame: one column each, in the order of its definition.

    What :func:`fengze_analysis.extract` gives stands for its statements.

    Numbers are floats to work with (a range stands for its middle); where the table holds an exact
    value, ``NAME_exact`` keeps it as text: a decimal, ``p/q`` or ``low..high``. Codes are
    categories, positions ``Int64``, with absent values missing. A year is text, as it may be a span
    or a part (2023, 2021-2025, 2024H1); an absent text is empty.

    >>> from fengze_analysis.extraction import extract
    >>> frame = to_frame(extract("城镇新增就业2.2万人。"))
    >>> frame.loc[0, ["value_exact", "kind"]].tolist()
    ['22000', 'amount']
    """
    import pandas as pd

    given: Any = rows
    held = list(getattr(given, "statements", given))
    found: dict[str, pd.Series[Any]] = {}
    for column in table(name).columns:
        values = [getattr(row, column.attribute) for row in held]
        dtype: Any = column.form.dtype
        if dtype == "category":
            values, dtype = [one or None for one in values], pd.CategoricalDtype([*column.codes])
        elif dtype in ("str", "float64"):
            texts = [column.form.write(one) for one in values]
            values = texts if dtype == "str" else [number(one) for one in values]
        found[column.name] = pd.Series(values, dtype=dtype)
        if column.type == "exact":
            found[f"{column.name}_exact"] = pd.Series(texts, dtype="str")
    return pd.DataFrame(found)


def dictionary_frame(names: Collection[str] = ()) -> pd.DataFrame:
    """What each column of the tables means: titles in both languages, type, unit, codes."""
    import pandas as pd

    held = pd.DataFrame([one for name in names or load_tables() for one in table(name).columns])
    held["codes"] = held["codes"].map("|".join)
    held = held.rename(columns={"name": "column", "meaning_en": "meaning"})
    return held[["table", "column", "title_zh", "title_en", "type", "unit", "codes", "meaning"]]


def table_bytes(rows: Sequence[Any], name: str, ending: str) -> bytes:
    """The table ``name`` as the bytes of a file with an ending that :func:`check_ending` knows."""
    if ending == ".csv":  # with the mark by which spreadsheets know UTF-8
        return rows_to_csv(rows, name, inert=True).encode("utf-8-sig")
    if ending == ".json":
        return rows_to_json(rows, name).encode("utf-8")
    frame = to_frame(rows, name)
    if ending == ".xlsx":
        return workbook({name: frame, "dictionary": dictionary_frame([name])})
    return bytes(frame.to_parquet(index=False))


def check_ending(path: str | Path) -> str:
    """The ending of ``path`` if a table can be written so; raises ``InputError`` else."""
    ending = Path(path).suffix.lower()
    if ending not in _ENDINGS:
        what = f"no table is written as {ending or 'a file without ending'!r}"
        raise InputError(what, path, "a name that ends in " + " ".join(_ENDINGS))
    return ending


def workbook(frames: Mapping[str, pd.DataFrame]) -> bytes:
    """An Excel file with a sheet a frame; the same frames give the same bytes."""
    import pandas as pd

    held = io.BytesIO()
    with pd.ExcelWriter(held, engine="openpyxl") as writer:
        for sheet, frame in frames.items():
            safe = frame.head(_MOST_SHEET_ROWS).map(
                lambda one: as_text(_UNFIT.sub("", one)) if isinstance(one, str) else one
            )
            safe.to_excel(writer, sheet_name=sheet, index=False, freeze_panes=(1, 0))
    return _undated(held.getvalue())


def _undated(archive: bytes) -> bytes:
    """The same zip without the time of its making, which stands in its properties too."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _STAMP.sub(b"1980-01-01T00:00:00Z", data)
            new.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)  # is of 1980 too
    return held.getvalue()
