"""Figures of a government report: read, named, held against targets, audited, published.

The public names read like the pipeline and are loaded when first used, so that reading a text
imports neither pandas nor matplotlib.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .auditing.audit import audit
    from .comparing.compare import compare
    from .errors import InputError
    from .formats.reading import read_file
    from .model import Document, Observation, Quantity
    from .reading.document import parse_document
    from .reading.extract import extract
    from .reading.quantities import find_quantities
    from .study import open_study
    from .tables.frames import to_frame

__all__ = [
    "Document",
    "InputError",
    "Observation",
    "Quantity",
    "audit",
    "compare",
    "extract",
    "find_quantities",
    "open_study",
    "parse_document",
    "read_file",
    "to_frame",
]

_HOMES = {
    "Document": "model",
    "InputError": "errors",
    "Observation": "model",
    "Quantity": "model",
    "audit": "auditing.audit",
    "compare": "comparing.compare",
    "extract": "reading.extract",
    "find_quantities": "reading.quantities",
    "open_study": "study",
    "parse_document": "reading.document",
    "read_file": "formats.reading",
    "to_frame": "tables.frames",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted(__all__)
