"""Bilingual figures from plain rows: each a drawing with a sentence and the data it shows."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_NAMES = {
    "Drawing": "drawing",
    "figure_png": "drawing",
    "figure_svg": "drawing",
    "plot_benchmarks": "benchmarks",
    "plot_counts": "counts",
    "plot_evidence": "evidence",
    "plot_findings": "findings",
    "plot_implied": "implied",
    "plot_measures": "measures",
    "plot_pace": "pace",
    "plot_panel": "panel",
    "plot_series": "series",
    "plot_silence": "silence",
}
__all__ = sorted(_NAMES)


def __getattr__(name: str) -> Any:
    """A public name, its module imported on first use: ``style`` alone needs no matplotlib."""
    if name not in _NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_NAMES[name]}"), name)
