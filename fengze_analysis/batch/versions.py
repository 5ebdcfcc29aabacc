"""What a result depends on beside the report: our code, the readers of documents, the settings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import Any

from fengze_analysis.schema.rows import cells_of

_PARTS = ("audit", "batch", "extraction", "lexicon", "text")
_READERS = ("lxml", "pdfminer.six", "pdfplumber", "python-docx")
_CODE = (".py", ".csv")


def version_of_steps(*tables: Iterable[Any]) -> str:
    """A hash of the code, the readers and the rows of the tables that the steps use.

    >>> version_of_steps() == version_of_steps([]), len(version_of_steps())
    (False, 64)
    """
    said = [code_version(), *([cells_of(row) for row in table] for table in tables)]
    return hashlib.sha256(json.dumps(said).encode("utf-8")).hexdigest()


@cache
def code_version() -> str:
    """A hash of every file that reading and auditing depend on, and of the readers' versions."""
    digest = hashlib.sha256()
    root = files("fengze_analysis")
    for folder in (root, *(root / part for part in _PARTS)):
        for item in sorted(folder.iterdir(), key=lambda item: item.name):
            if item.is_file() and item.name.endswith(_CODE):
                digest.update(hashlib.sha256(item.read_bytes()).digest())
    for reader in _READERS:
        digest.update(f"{reader} {package_version(reader)}".encode())
    return digest.hexdigest()


def package_version(name: str) -> str:
    """The version of an installed package, ``""`` where it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
