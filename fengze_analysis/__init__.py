"""Figures of Chinese government plans and reports: read as facts, compared, audited, published.

The public names read like the pipeline and are loaded when first used, so that reading a text
imports neither pandas nor matplotlib.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .audit import audit
    from .charts import (
        plot_benchmarks,
        plot_counts,
        plot_money,
        plot_number_lines,
        plot_series,
        plot_targets,
        use_chinese_font,
    )
    from .comparison import compare
    from .errors import InputError
    from .extraction import find_quantities
    from .extraction.extract import extract as extract
    from .model import Document, Quantity, Statement, Target
    from .schema.frames import to_frame
    from .study import Study, open_study
    from .targets import load_targets, read_targets
    from .text.read import read_file

_HOMES = {
    "Document": "model",
    "InputError": "errors",
    "Quantity": "model",
    "Statement": "model",
    "Study": "study",
    "Target": "model",
    "audit": "audit",
    "compare": "comparison",
    "extract": "extraction",
    "find_quantities": "extraction",
    "load_targets": "targets",
    "open_study": "study",
    "plot_benchmarks": "charts",
    "plot_counts": "charts",
    "plot_money": "charts",
    "plot_number_lines": "charts",
    "plot_series": "charts",
    "plot_targets": "charts",
    "read_file": "text.read",
    "read_targets": "targets",
    "to_frame": "schema.frames",
    "use_chinese_font": "charts",
}
__all__ = [
    "Document",
    "InputError",
    "Quantity",
    "Statement",
    "Study",
    "Target",
    "audit",
    "compare",
    "extract",
    "find_quantities",
    "load_targets",
    "open_study",
    "plot_benchmarks",
    "plot_counts",
    "plot_money",
    "plot_number_lines",
    "plot_series",
    "plot_targets",
    "read_file",
    "read_targets",
    "to_frame",
    "use_chinese_font",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from .release import version

        return version()
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = found  # before the room of the same name, which an import puts here
    return found


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
