"""Figures of Chinese government plans and reports: read as facts, compared, audited, published.

The public names read like the pipeline and are loaded when first used, so that reading a text
imports neither pandas nor matplotlib.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .audit import audit as audit
    from .charts import plot_benchmarks as plot_benchmarks
    from .charts import plot_counts as plot_counts
    from .charts import plot_money as plot_money
    from .charts import plot_number_lines as plot_number_lines
    from .charts import plot_series as plot_series
    from .charts import plot_targets as plot_targets
    from .charts import use_chinese_font as use_chinese_font
    from .comparison import compare as compare
    from .errors import InputError as InputError
    from .extraction import find_quantities as find_quantities
    from .extraction.extract import extract as extract
    from .model import Document as Document
    from .model import Quantity as Quantity
    from .model import Statement as Statement
    from .model import Target as Target
    from .schema.frames import to_frame as to_frame
    from .study import Study as Study
    from .study import open_study as open_study
    from .targets import load_targets as load_targets
    from .targets import read_targets as read_targets
    from .text.read import read_file as read_file

_NAMES = {
    "audit": "audit",
    "charts": "plot_benchmarks plot_counts plot_money plot_number_lines plot_series "
    "plot_targets use_chinese_font",
    "comparison": "compare",
    "errors": "InputError",
    "extraction": "extract find_quantities",
    "model": "Document Quantity Statement Target",
    "schema.frames": "to_frame",
    "study": "Study open_study",
    "targets": "load_targets read_targets",
    "text.read": "read_file",
}
_HOMES = {name: home for home, names in _NAMES.items() for name in names.split()}
__all__ = sorted(_HOMES)


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
