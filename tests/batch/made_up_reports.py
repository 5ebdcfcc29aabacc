"""Folders of reports that the tests of the batch share, and how a dataset is looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from fengze_analysis.batch.process import TABLES
from tests.text.made_up_files import docx_of


def write_reports(folder: Path, number: int = 12) -> None:
    """A folder of good reports in two layouts, some in folders of their own."""
    for index in range(number):
        text = f"第{index}区报告。新增学位5个，税收增长5%。"
        path = folder / f"区{index % 3}" / f"{index:02d}"
        path.parent.mkdir(parents=True, exist_ok=True)
        if index % 4 == 3:
            path.with_suffix(".docx").write_bytes(docx_of(text))
        else:
            encoding = "gb18030" if index % 4 == 2 else "utf-8"
            path.with_suffix(".txt").write_text(text, encoding=encoding)


def rows_of(output: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of a dataset, in its order; the order of the shards counts."""
    found = {}
    for table in TABLES:
        files = f"{output}/{table}/*.parquet"
        query = f"select * from read_parquet('{files}', filename = true) order by all"
        rows = duckdb.sql(f"select * exclude filename from ({query})").fetchall()
        found[table] = rows
    return found


def bytes_of(output: Path) -> dict[str, bytes]:
    """Every file of a dataset."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }
