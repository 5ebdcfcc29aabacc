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
    "errors": ["InputError"],
    "model": ["Document", "Quantity", "Statement", "Target"],
    "text.read": ["read_file"],
    "extraction": ["extract", "find_quantities"],
    "targets": ["load_targets", "read_targets"],
    "comparison": ["compare"],
    "audit": ["audit"],
    "study": ["Study", "open_study"],
    "schema.frames": ["to_frame"],
}  # all others are charts
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
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = next((home for home, names in _HOMES.items() if name in names), "charts")
    found = getattr(import_module(f".{home}", __name__), name)
    globals()[name] = found  # before the room of the same name, which an import puts here
    return found


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
