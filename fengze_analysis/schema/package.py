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
    return json.dumps(_filled(package), ensure_ascii=False, indent=2) + "\n"


def _resource(path: str, data: bytes) -> dict[str, Any]:
    name = PurePosixPath(path)
    table = _table(name, data)
    known = name.suffix in _MEDIA_TYPES
    resource: dict[str, Any] = {"name": "-".join((*name.parts[:-1], name.stem)).lower()}
    resource["path"] = path
    if table:
        resource["title"] = f"{table.title_zh} {table.title_en}"
        resource["description"] = table.meaning_en
        resource["profile"] = "tabular-data-resource"
    resource["format"] = name.suffix[1:]
    resource["mediatype"] = _MEDIA_TYPES.get(name.suffix, "application/octet-stream")
    if known:
        resource["encoding"] = "utf-8"
    resource |= {"bytes": len(data), "hash": _hash(data)}
    return resource | ({"schema": _schema(table)} if table else {})


def _table(name: PurePosixPath, data: bytes) -> Table | None:
    table = load_tables().get(name.stem) if name.suffix == ".csv" else None
    if table is None:
        return None
    header = data.partition(b"\n")[0].decode("utf-8-sig", "replace").strip()
    return table if header == ",".join(column.name for column in table.columns) else None


def _schema(table: Table) -> dict[str, Any]:
    """The Frictionless Table Schema descriptor of a table."""
    fields = [_field(column) for column in table.columns]
    return {"fields": fields, "primaryKey": list(table.key), "missingValues": [""]}


def _field(column: Column) -> dict[str, Any]:
    required, codes, pattern = column.required, list(column.codes), column.pattern
    constraints = _filled({"required": required, "enum": codes, "pattern": pattern})
    is_boolean = column.type == "boolean"
    return {
        "name": column.name,
        "type": column.form.frictionless,
        "title": f"{column.title_zh} {column.title_en}",
        "description": column.meaning_en,
    } | _filled(
        {
            "trueValues": ["yes"] if is_boolean else [],
            "falseValues": ["no"] if is_boolean else [],
            "unit": column.unit,
            "constraints": constraints,
        }
    )


def _source(source: Source) -> dict[str, str]:
    return _filled(
        {
            "title": source.title,
            "path": source.url,
            "publisher": source.publisher or source.issuer,
            "published": source.published,
            "number": source.number,
            "confidence": source.confidence,
        }
    )


def _filled(described: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in described.items() if value}


def _hash(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
