"""Tables as files that people open: CSV for a spreadsheet, JSON, Excel and Parquet, by the ending."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from .records import cells_of, column_names, csv_line, inert, rows_to_csv, rows_to_json
from .tables import load_tables, table

if TYPE_CHECKING:
    import pandas as pd

_RELEASED = datetime(1980, 1, 1)  # the earliest that a zip can hold: no file tells when it was made
# Characters that no workbook can hold.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MOST_SHEET_ROWS = 1_048_575


def table_bytes(rows: Sequence[Any], name: str, ending: str) -> bytes:
    """The table ``name`` as the bytes of a file with this ending.

    ``.csv`` has the mark by which spreadsheets know UTF-8 and no text that acts as a formula,
    ``.json`` is a list of objects with exact values as text, ``.xlsx`` and ``.parquet`` hold
    numbers as numbers. Raises ``InputError`` for an unknown ending.

    >>> table_bytes([], "unread", ".csv").decode("utf-8-sig")
    'report_id,start,end,surface,reason,sentence\\n'
    """
    make = _FORMS.get(ending)
    if make is None:
        raise InputError(f"the ending {ending!r} is unknown", "", " ".join(_FORMS))
    return make(rows, name)


def check_ending(path: str | Path) -> str:
    """The ending of ``path`` if a table can be written so; raises ``InputError`` else.

    >>> check_ending("targets.XLSX")
    '.xlsx'
    """
    ending = Path(path).suffix.lower()
    if ending not in _FORMS:
        raise InputError(
            f"no table is written as {ending or 'a file without ending'!r}",
            path,
            "a name that ends in " + " ".join(_FORMS),
        )
    return ending


def workbook(frames: Mapping[str, pd.DataFrame]) -> bytes:
    """An Excel file with a sheet a frame; the same frames give the same bytes."""
    import pandas as pd

    held = io.BytesIO()
    with pd.ExcelWriter(held, engine="openpyxl") as writer:
        for sheet, frame in frames.items():
            safe = frame.head(_MOST_SHEET_ROWS).copy()
            for column in safe.select_dtypes(include=["object", "string", "category"]).columns:
                text = safe[column].astype("object")
                safe[column] = [
                    inert(_UNFIT.sub("", one)) if isinstance(one, str) else one for one in text
                ]
            safe.to_excel(writer, sheet_name=sheet, index=False, freeze_panes=(1, 0))
        book = writer.book
        book.properties.created = book.properties.modified = _RELEASED
    return _undated(held.getvalue())


def dictionary_frame(names: Iterable[str] = ()) -> pd.DataFrame:
    """What each column of the tables means: titles in both languages, type, unit, codes.

    >>> dictionary_frame(["unread"]).loc[3, "title_zh"]
    '原文数字'
    """
    import pandas as pd

    chosen = tuple(names) or tuple(load_tables())
    return pd.DataFrame(
        {
            "table": name,
            "column": column.name,
            "title_zh": column.title_zh,
            "title_en": column.title_en,
            "type": column.type,
            "unit": column.unit,
            "codes": "|".join(column.codes),
            "meaning": column.meaning_en,
        }
        for name in chosen
        for column in table(name).columns
    )


def _csv(rows: Sequence[Any], name: str) -> bytes:
    lines = [csv_line(column_names(name))]
    lines += (csv_line(map(inert, cells_of(row, name))) for row in rows)
    return "".join(lines).encode("utf-8-sig")


def _excel(rows: Sequence[Any], name: str) -> bytes:
    from .frames import to_frame

    return workbook({name: to_frame(rows, name), "dictionary": dictionary_frame([name])})


def _parquet(rows: Sequence[Any], name: str) -> bytes:
    from .frames import to_frame

    held = io.BytesIO()
    to_frame(rows, name).to_parquet(held, index=False)
    return held.getvalue()


def _undated(archive: bytes) -> bytes:
    """The same zip without the time of its making."""
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _core(data)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            new.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _core(data: bytes) -> bytes:
    """The properties with the fixed date: openpyxl writes the time of saving there."""
    stamp = _RELEASED.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z", stamp, data)


_FORMS: dict[str, Callable[[Sequence[Any], str], bytes]] = {
    ".csv": _csv,
    ".json": lambda rows, name: rows_to_json(rows, name).encode("utf-8"),
    ".xlsx": _excel,
    ".parquet": _parquet,
}

__all__ = ["check_ending", "dictionary_frame", "rows_to_csv", "table_bytes", "workbook"]
