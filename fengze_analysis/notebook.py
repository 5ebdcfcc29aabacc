"""What the notebooks share: checked parameters, and frames as tables to read."""

from __future__ import annotations

import ast
import difflib
import inspect
from collections.abc import Mapping
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

import pandas as pd
from IPython.display import display

from .errors import InputError
from .messages import LANGUAGES, load_catalogue, say
from .messages.names import Names, code_text, indicator_name, place_name
from .messages.numbers import format_plain, unit_name
from .model import split_word
from .schema.tables import load_tables
from .study import open_study

# JupyterLab sets cells flush right and lets a long address squeeze all other columns.
_CELL = "text-align: left; min-width: 4em"
_ADDRESS = f"{_CELL}; overflow-wrap: anywhere"
PARAMETERS = (*inspect.signature(open_study).parameters, "dataset", "language", "exports")


def check_parameters(names: Mapping[str, Any]) -> None:
    """Raise :class:`InputError` for a parameter that no notebook has; call it with ``globals()``.

    papermill only warns of one and runs on with the defaults. What was assigned in the cells run
    before this one is looked at, not what an analyst names later.

    >>> check_parameters({"report": "fengze-2024-7", "language": "zh", "delta": 0.1})
    """
    given = [name for name in names if not name.startswith("_")]
    if "In" in names:
        before = takewhile(lambda cell: "check_parameters" not in cell, names["In"])
        plain = (cell for cell in before if not cell.lstrip().startswith(("%", "!")))
        lines = [line for cell in plain for line in ast.parse(cell).body]
        targets = [one for line in lines if isinstance(line, ast.Assign) for one in line.targets]
        given = [one.id for one in targets if isinstance(one, ast.Name)]
    for name in given:
        if name not in PARAMETERS:
            near = difflib.get_close_matches(name, PARAMETERS, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise InputError(f"unknown parameter {name!r}{hint}", "", ", ".join(PARAMETERS))
    if names.get("language") not in LANGUAGES:
        raise InputError(f"language {names.get('language')!r}", "", " or ".join(LANGUAGES))


def show_table(
    frame: pd.DataFrame, name: str = "", *, language: str = "zh", exports: str | Path = "",
    names: Names | None = None,
) -> None:  # fmt: skip
    """The frame as a table to read: titles and codes in words, text at the left, no row numbers.

    With ``exports`` the same table is also written to ``exports/tables/name.csv``. ``names`` gives
    indicators their names; the package's codebook does, if not given. Numbers are shown with at
    most four decimals; the frame keeps them all.
    """
    cells: dict[str, list[str]] = {}
    for column, values in frame.items():
        title = _title(str(column), str(frame.columns.name), language)
        cells[title] = [_cell(str(column), value, language, names) for value in values]
    shown = pd.DataFrame(cells)
    if exports and name:
        path = Path(exports, "tables", f"{name}.csv")
        path.parent.mkdir(parents=True, exist_ok=True)
        shown.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")
    with pd.option_context("display.max_colwidth", None):
        html = shown.to_html(index=False, border=0, justify="left")
    html = html.replace("<td>http", f'<td style="{_ADDRESS}">http')
    left = html.replace("<td>", f'<td style="{_CELL}">').replace("<th>", f'<th style="{_CELL}">')
    text = shown.to_csv(index=False, sep="\t", lineterminator="\n").rstrip("\n")
    display({"text/html": left, "text/plain": text}, raw=True)


def _title(column: str, codes: str, language: str) -> str:
    """The words over a column; ``codes`` is the column whose codes a cross table has as columns."""
    if f"{codes}.{split_word(column)[0]}" in load_catalogue():
        return code_text(codes, column, language)
    key = f"notebooks.column_{column}"
    return say(key, language) if key in load_catalogue() else _titles(language).get(column, column)


@cache
def _titles(language: str) -> dict[str, str]:
    """The titles of the schema's columns by name, those of the first tables first."""
    tables = reversed(load_tables().values())
    return {one.name: one.title(language) for table in tables for one in table.columns}


def _cell(column: str, value: object, language: str, names: Names | None) -> str:
    """A number to read, a text, or what a code, an indicator or an area is called."""
    if isinstance(value, bool):
        return code_text("yes", str(value), language)
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    if isinstance(value, (int, float)):
        return format_plain(value, language, places=2 if abs(value) >= 1 else 4)
    said = str(value)
    if column == "indicator":
        return indicator_name(said, language, names)
    if column == "rule":
        return say(f"audit.rule.{said}.name", language)
    if column.endswith("unit"):
        return unit_name(said, language) or said
    if language == "en" and column in ("place", "reference_place"):
        return place_name(said, language)
    if column == "note":
        between = say("site.between", language)
        return between.join(code_text(column, code, language) for code in said.split(";"))
    return code_text(column, said, language)
