"""Figures of a government report: read, named, held against targets, audited, published.

The public names read like the pipeline and are loaded when first used, so that reading a text
imports neither pandas nor matplotlib.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .audit.audit import audit
    from .comparison.compare import compare
    from .errors import InputError
    from .text.read import read_file
    from .model import Document, Observation, Quantity
    from .text.document import parse_document
    from .extraction.extract import extract
    from .extraction.quantities import find_quantities
    from .study import open_study
    from .schema.frames import to_frame

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
    "audit": "audit.audit",
    "compare": "comparison.compare",
    "extract": "extraction.extract",
    "find_quantities": "extraction.quantities",
    "open_study": "study",
    "parse_document": "text.document",
    "read_file": "text.read",
    "to_frame": "schema.frames",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted(__all__)
