"""Committed tables: the ``datapackage.json`` that describes them, and what moved among them."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias

from ..model import Source
from .tables import Table, column_names, load_tables, parse_csv, write_bytes

PACKAGE = "datapackage.json"
_TEXTS = {".csv": "text/csv", ".txt": "text/plain"}
_PART = re.compile(r"\..+\.[0-9]+\.part")  # as write_bytes names it
# What names a row to a reader, in this order, where the table has it.
_LABELS = ("surface", "indicator_phrase", "indicator", "phrase", "rule", "printed", "word")

Rows: TypeAlias = dict[tuple[str, ...], dict[str, str]]


def describe_package(
    name: str,
    title: str,
    files: Mapping[str, bytes],
    *,
    version: str = "",
    description: str = "",
    sources: Sequence[Source] = (),
    licences: Sequence[Mapping[str, str]] = (),
) -> str:
    """The text of a ``datapackage.json`` (Data Package 1 of Frictionless) on ``files`` by name."""
    package = _filled(
        profile="data-package",
        name=name.lower(),
        title=title,
        version=version,
        description=description,
        licenses=licences,
        sources=[_source(source) for source in sources],
        resources=[_resource(path, data) for path, data in sorted(files.items())],
    )
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _source(source: Source) -> dict[str, Any]:
    told = {"title": source.title, "path": source.url}
    told |= {"publisher": source.publisher or source.issuer, "published": source.published}
    return _filled(**told, number=source.number, confidence=source.confidence)


def _resource(path: str, data: bytes) -> dict[str, Any]:
    name = PurePosixPath(path)
    media_type = _TEXTS.get(name.suffix)
    table = load_tables().get(name.stem) if name.suffix == ".csv" else None
    header = data.partition(b"\n")[0].decode("utf-8-sig", "replace").strip()
    if table and header != ",".join(column_names(table.name)):
        table = None  # another one of that name
    return _filled(
        name="-".join((*name.parts[:-1], name.stem)).lower(),
        path=path,
        title=table and f"{table.title_zh} {table.title_en}",
        description=table and table.meaning_en,
        profile=table and "tabular-data-resource",
        format=name.suffix[1:],
        mediatype=media_type or "application/octet-stream",
        encoding=media_type and "utf-8",
        bytes=len(data),
        hash=f"sha256:{hashlib.sha256(data).hexdigest()}",
        schema=table and _schema(table),
    )


def _schema(table: Table) -> dict[str, Any]:
    """The columns of a table as a Frictionless Table Schema."""
    fields = [
        _filled(
            name=one.name,
            type=one.form.frictionless,
            title=f"{one.title_zh} {one.title_en}",
            description=one.meaning_en,
            trueValues=["yes"] * (one.type == "boolean"),
            falseValues=["no"] * (one.type == "boolean"),
            unit=one.unit,
            constraints=_filled(required=one.required, enum=one.codes, pattern=one.pattern),
        )
        for one in table.columns
    ]
    return {"fields": fields, "primaryKey": table.key, "missingValues": [""]}


def _filled(**described: Any) -> dict[str, Any]:
    return {key: value for key, value in described.items() if value}


def moved(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """A line for each figure, verdict or finding of ``files`` that is not as in ``folder``."""
    # Tables that are not committed are not held to be unchanged.
    made_here = _made_here(folder)
    if not made_here:
        return [f"{folder.name}: no committed tables"]
    outcomes = _keyed("outcomes", files.get("outcomes.csv", b"").decode())[1].values()
    sentences = {row["row_id"]: row["sentence"] for row in outcomes}
    lines: list[str] = []
    for name, data in files.items():
        if not (folder / name).is_file():
            lines.append(f"{folder.name}/{name}: missing among the committed tables")
        elif (old := (folder / name).read_bytes()) != data:
            lines += _file_moves(name, old, data, sentences)
    lines += [f"{name}: no longer made" for name in sorted(made_here - set(files))]
    # The hash of the package only says again that a table moved.
    return [line for line in lines if not line.startswith(PACKAGE)] or lines


def accept(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` into ``folder``, the package last; a table that is no longer made goes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in sorted(files, key=lambda name: (name == PACKAGE, name)):
        path = folder / name
        if not path.is_file() or path.read_bytes() != files[name]:
            write_bytes(path, files[name])
    for name in _made_here(folder) - set(files):
        (folder / name).unlink()
    for path in folder.iterdir():
        if _PART.fullmatch(path.name):  # what a killed run left beside its place
            path.unlink()


def strangers(folder: Path) -> list[str]:
    """The names of what lies among the tables and was not made here; what is hidden is nobody's."""
    held = (path.name for path in folder.iterdir()) if folder.is_dir() else ()
    return sorted({name for name in held if not name.startswith(".")} - _made_here(folder))


def _made_here(folder: Path) -> set[str]:
    """The names of the files there that are, or once were, tables of ours."""
    names = {f"{name}.csv" for name in load_tables()} | {PACKAGE, "text.txt"}
    return {name for name in names if (folder / name).is_file()}


def _file_moves(name: str, old: bytes, new: bytes, sentences: Mapping[str, str]) -> list[str]:
    if name.endswith(".csv"):
        with suppress(csv.Error, UnicodeDecodeError):  # no table: its hash says that it is another
            return find_drift(name.removesuffix(".csv"), old.decode(), new.decode(), sentences)
    before, after = (hashlib.sha256(data).hexdigest()[:12] for data in (old, new))
    return [f"{name}: sha256 {before} → {after}"]


def find_drift(table: str, old: str, new: str, sentences: Mapping[str, str]) -> list[str]:
    """A line for each cell that moved and each row and column that came or went."""
    (had, before), (has, after) = _keyed(table, old), _keyed(table, new)
    lines = [
        f"{table}: column {column} {'new' if column in has else 'gone'}"
        for column in dict.fromkeys([*had, *has])
        if (column in had) != (column in has)
    ]
    keys = load_tables()[table].key
    for key in dict.fromkeys([*before, *after]):
        was, now = before.get(key, {}), after.get(key, {})
        row = now or was
        names = (row[one] for one in _LABELS if row.get(one) and one not in keys)
        name = " ".join(filter(None, (table, *key, next(names, ""))))
        sentence = row.get("sentence") or sentences.get(row.get("row_id", ""), "")
        place = f", in “{' '.join(sentence.split())}”" if sentence else ""
        moves = ["gone" if was else "new"]
        if was and now:
            cells = ((column, cell, now.get(column, cell)) for column, cell in was.items())
            moves = [f"{c} {a or '(empty)'} → {b or '(empty)'}" for c, a, b in cells if a != b]
        lines += [f"{name}: {what}{place}" for what in moves]
    if not lines and old != new:
        lines.append(f"{table}: same cells, but other bytes: order, quoting or line ends")
    return lines


def _keyed(table: str, text: str) -> tuple[list[str], Rows]:
    """The columns of a CSV text, and its rows by the key of their table."""
    header, rows = parse_csv(text)
    found: Rows = {}
    for _, cells in rows:
        row = dict(zip(header, cells, strict=False))
        key = tuple(row.get(column, "") for column in load_tables()[table].key)
        while key in found:  # a repeated key is a fault of its own; no row is lost here
            key = (*key, "again")
        found[key] = row
    return header, found
