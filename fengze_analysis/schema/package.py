"""The ``datapackage.json`` beside the tables: schema, size, hash, sources and licences of each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from ..model import Source
from .tables import Column, Table, load_tables

_MEDIA_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".txt": "text/plain",
    ".yml": "application/yaml",
}
# A column's type in the Table Schema of Frictionless; every other is its string.
_FRICTIONLESS = {"integer": "integer", "year": "year", "boolean": "boolean", "date": "date"}


def table_schema(table: Table) -> dict[str, Any]:
    """The Frictionless Table Schema descriptor of a table.

    >>> schema = table_schema(load_tables()["unread"])
    >>> schema["primaryKey"], schema["fields"][1]["type"]
    (['report_id', 'start', 'end'], 'integer')
    """
    return {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }


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
    r"""The text of a ``datapackage.json``; ``files`` are the bytes of each file by name.

    A CSV file that is a table of the definition, by its name and its header, gets its schema.
    Nothing in it depends on the time or the machine. Form: Data Package 1 (Frictionless).

    >>> text = describe_package("fengze-2024-7", "丰泽区报告", {"places.csv": b"place\n"})
    >>> json.loads(text)["resources"][0]["bytes"]
    6
    """
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": name.lower(),
        "title": title,
        "version": version,
        "description": description,
        "licenses": [dict(licence) for licence in licences],
        "sources": [_source(source) for source in sources],
        "resources": [_resource(path, data) for path, data in sorted(files.items())],
    }
    filled = {key: value for key, value in package.items() if value}
    return json.dumps(filled, ensure_ascii=False, indent=2) + "\n"


def check_package(text: str, files: Mapping[str, bytes]) -> list[str]:
    r"""One line for each file that is not, byte for byte, what the package describes.

    >>> text = describe_package("a", "丰泽", {"places.csv": b"place\n"})
    >>> check_package(text, {"places.csv": b"palace\n"})
    ['places.csv: the bytes are not those of the package']
    """
    listed = {resource["path"]: resource for resource in json.loads(text).get("resources", [])}
    absent = [f"{path}: listed in the package, but missing" for path in listed if path not in files]
    other = [
        f"{path}: the bytes are not those of the package"
        for path, data in sorted(files.items())
        if path in listed and listed[path]["hash"] != _hash(data)
    ]
    unlisted = [f"{path}: not listed in the package" for path in files if path not in listed]
    return sorted(absent + other + unlisted)


def _field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "type": _FRICTIONLESS.get(column.type, "string"),
        "title": f"{column.title_zh} {column.title_en}",
        "description": column.meaning_en,
    }
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.codes:
        constraints["enum"] = list(column.codes)
    if column.pattern:
        constraints["pattern"] = column.pattern
    if column.type == "boolean":
        found |= {"trueValues": ["yes"], "falseValues": ["no"]}
    if column.unit:
        found["unit"] = column.unit
    return found | ({"constraints": constraints} if constraints else {})


def _resource(path: str, data: bytes) -> dict[str, Any]:
    name = PurePosixPath(path)
    table = _table(name, data)
    known = name.suffix in _MEDIA_TYPES
    return {
        "name": "-".join((*name.parts[:-1], name.stem)).lower(),
        "path": path,
        **({} if table is None else _titles(table)),
        "format": name.suffix[1:],
        "mediatype": _MEDIA_TYPES.get(name.suffix, "application/octet-stream"),
        **({"encoding": "utf-8"} if known else {}),
        "bytes": len(data),
        "hash": _hash(data),
        **({} if table is None else {"schema": table_schema(table)}),
    }


def _table(name: PurePosixPath, data: bytes) -> Table | None:
    table = load_tables().get(name.stem) if name.suffix == ".csv" else None
    if table is None:
        return None
    header = data.partition(b"\n")[0].decode("utf-8-sig", "replace").strip()
    return table if header == ",".join(column.name for column in table.columns) else None


def _titles(table: Table) -> dict[str, str]:
    return {
        "title": f"{table.title_zh} {table.title_en}",
        "description": table.meaning_en,
        "profile": "tabular-data-resource",
    }


def _source(source: Source) -> dict[str, str]:
    described = {
        "title": source.title,
        "path": source.url,
        "publisher": source.publisher or source.issuer,
        "published": source.published,
        "number": source.number,
        "confidence": source.confidence,
    }
    return {key: value for key, value in described.items() if value}


def _hash(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
