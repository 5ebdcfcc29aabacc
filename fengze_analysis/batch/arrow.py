"""Rows as Arrow tables: packed to cross from a worker, written as Parquet, read back."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from fengze_analysis.schema.rows import fields_of

if TYPE_CHECKING:
    from pathlib import Path


@cache
def schema_of(cls: type) -> Any:
    """The Arrow schema of a row class: text, whole numbers and lists of text; values stay text.

    >>> from fengze_analysis.model import Unread
    >>> schema_of(Unread).field("start").type
    DataType(int64)
    """
    kinds = {"int": pa.int64(), "tuple[str, ...]": pa.list_(pa.string())}
    return pa.schema(
        [
            pa.field(field.column, kinds.get(field.type, pa.string()), nullable=False)
            for field in fields_of(cls)
        ]
    )


def pack(rows: Sequence[Any], cls: type) -> bytes:
    """The rows as the bytes of an Arrow stream."""
    schema = schema_of(cls)
    arrays = [
        pa.array([getattr(row, field.name) for row in rows], column.type)
        for field, column in zip(fields_of(cls), schema, strict=True)
    ]
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as stream:
        stream.write_batch(pa.record_batch(arrays, schema=schema))
    packed: bytes = sink.getvalue().to_pybytes()
    return packed


def unpack(packed: bytes) -> Any:
    """The Arrow table of packed rows."""
    return pa.ipc.open_stream(packed).read_all()


def join(tables: Iterable[Any], cls: type, order: Sequence[str]) -> Any:
    """One table of the rows of several, the reports in ``order``, the rows of each as they were."""
    schema = schema_of(cls)
    whole = pa.concat_tables([schema.empty_table(), *tables])
    rank = pc.index_in(whole["report_id"], value_set=pa.array(order, pa.string()))
    place = pa.array(range(whole.num_rows), pa.int64())
    ranked = pa.table({"rank": rank, "place": place})
    return whole.take(ranked.sort_by([("rank", "ascending"), ("place", "ascending")])["place"])


def write(table: Any, path: Path) -> None:
    """Writes the table beside ``path`` and renames it into place."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        pq.write_table(table, beside, compression="zstd")
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def read(path: Path, reports: Sequence[str]) -> Any:
    """The rows of some reports in a Parquet file."""
    table = pq.read_table(path)
    return table.filter(pc.is_in(table["report_id"], value_set=pa.array(reports, pa.string())))


def count(path: Path) -> int:
    """How many rows a Parquet file has."""
    rows: int = pq.read_metadata(path).num_rows
    return rows
