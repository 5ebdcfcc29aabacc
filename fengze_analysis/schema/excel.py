"""CSV that a spreadsheet opens rightly: UTF-8 with its mark, and no text that acts as a formula."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from fengze_analysis.schema.dictionary import table_of
from fengze_analysis.schema.rows import cells_of, columns_of, csv_line

# What spreadsheets take for the start of a formula, the full-width forms of Chinese ones too.
_FORMULA = re.compile("[=+@\t\r\n＝＋－＠-]")
_FIGURE = re.compile(r"[-+－＋]?[0-9０-９][0-9０-９.,．，]*[%％]?")


def rows_to_excel(rows: Sequence[Any], cls: type) -> bytes:
    """The table as a CSV file for spreadsheets; only columns of words are escaped, figures never.

    >>> from fengze_analysis.model import Unread
    >>> row = Unread("丰泽", 0, 2, "-5", "=1+1", "@税收")
    >>> print(rows_to_excel([row], Unread).decode("utf-8-sig").splitlines()[1])
    "丰泽","0","2","-5","'=1+1","'@税收"
    """
    table = table_of(cls)
    text = [column.is_text for column in table.columns]
    lines = [csv_line(columns_of(cls), quote_all=True)]
    for row in rows:
        pairs = zip(cells_of(row), text, strict=True)
        # Quoted throughout: a bare semicolon parts the cells where the comma is the decimal sign.
        lines.append(csv_line((safe_cell(c) if words else c for c, words in pairs), quote_all=True))
    return "".join(lines).encode("utf-8-sig")


def safe_cell(cell: str) -> str:
    """Words that a spreadsheet cannot take for a formula; a figure stays as it is.

    >>> safe_cell("=1+1"), safe_cell("-0.5%")
    ("'=1+1", '-0.5%')
    """
    is_formula = _FORMULA.match(cell.lstrip(" 　")) and not _FIGURE.fullmatch(cell)
    return f"'{cell}" if is_formula else cell
