"""Charts as ordinary matplotlib: a frame in, Axes out.

Every chart takes ``ax`` (axes of one's own), ``language`` (``zh`` or ``en``), ``title``, ``source``
and ``width`` in inches; what it returns is matplotlib's, to change, combine and save as usual.
"""

from __future__ import annotations

from .benchmarks import plot_benchmarks
from .counts import plot_counts
from .fonts import missing_glyphs, printable, use_chinese_font
from .money import find_money, plot_money
from .number_lines import plot_number_lines
from .series import plot_series
from .style import STYLE, export_chart, mark_of, save_figure
from .targets import plot_targets
from .wrapping import wrap_text

__all__ = [
    "STYLE",
    "export_chart",
    "find_money",
    "mark_of",
    "missing_glyphs",
    "plot_benchmarks",
    "plot_counts",
    "plot_money",
    "plot_number_lines",
    "plot_series",
    "plot_targets",
    "printable",
    "save_figure",
    "use_chinese_font",
    "wrap_text",
]
