"""Tables as files that people open, by the ending: CSV for a spreadsheet, JSON, Excel, Parquet."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from .records import as_text, rows_to_csv, rows_to_json
from .tables import load_tables, table

if TYPE_CHECKING:
    import pandas as pd

# The earliest that a zip can hold: no file tells when it was made.
_RELEASED = datetime(1980, 1, 1, tzinfo=UTC)
# Characters that no workbook can hold.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_STAMP = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z")
_MOST_SHEET_ROWS = 1_048_575


def table_bytes(rows: Sequence[Any], name: str, ending: str) -> bytes:
    """The table ``name`` as the bytes of a file with this ending, which :func:`check_ending` knows.

    ``.csv`` has the mark by which spreadsheets know UTF-8 and no text that acts as a formula,
    ``.json`` is a list of objects with exact values as text, ``.xlsx`` and ``.parquet`` hold
    numbers as numbers.

    >>> table_bytes([], "unread", ".csv").decode("utf-8-sig")
    'report_id,start,end,surface,reason,sentence\\n'
    """
    return _FORMS[ending](rows, name)


def check_ending(path: str | Path) -> str:
    """The ending of ``path`` if a table can be written so; raises ``InputError`` else.

    >>> check_ending("targets.XLSX")
    '.xlsx'
    """
    ending = Path(path).suffix.lower()
    if ending not in _FORMS:
        what = f"no table is written as {ending or 'a file without ending'!r}"
        raise InputError(what, path, "a name that ends in " + " ".join(_FORMS))
    return ending


def workbook(frames: Mapping[str, pd.DataFrame]) -> bytes:
    """An Excel file with a sheet a frame; the same frames give the same bytes."""
    import pandas as pd

    held = io.BytesIO()
    with pd.ExcelWriter(held, engine="openpyxl") as writer:
        for sheet, frame in frames.items():
            safe = frame.head(_MOST_SHEET_ROWS).copy()
            for column in safe.select_dtypes(include=["object", "string", "category"]).columns:
                cells = safe[column].astype("object")
                safe[column] = [
                    as_text(_UNFIT.sub("", one)) if isinstance(one, str) else one for one in cells
                ]
            safe.to_excel(writer, sheet_name=sheet, index=False, freeze_panes=(1, 0))
        writer.book.properties.created = _RELEASED.replace(tzinfo=None)
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


def _excel(rows: Sequence[Any], name: str) -> bytes:
    from .frames import to_frame

    return workbook({name: to_frame(rows, name), "dictionary": dictionary_frame([name])})


def _parquet(rows: Sequence[Any], name: str) -> bytes:
    from .frames import to_frame

    held = io.BytesIO()
    to_frame(rows, name).to_parquet(held, index=False)
    return held.getvalue()


def _undated(archive: bytes) -> bytes:
    """The same zip without the time of its making, which stands in its properties too."""
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _STAMP.sub(_RELEASED.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), data)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            new.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


_FORMS: dict[str, Callable[[Sequence[Any], str], bytes]] = {
    ".csv": lambda rows, name: rows_to_csv(rows, name, inert=True).encode("utf-8-sig"),
    ".json": lambda rows, name: rows_to_json(rows, name).encode("utf-8"),
    ".xlsx": _excel,
    ".parquet": _parquet,
}
