"""Charts as ordinary matplotlib: a frame in, Axes out.

Every chart takes ``ax`` (axes of one's own), ``language`` (``zh`` or ``en``), ``title``, ``source``
and ``width`` in inches; what it returns is matplotlib's, to change, combine and save as usual.
"""

from .figures import find_money, plot_benchmarks, plot_counts, plot_money, plot_series
from .fonts import use_chinese_font
from .number_lines import plot_number_lines
from .style import export_chart, mark_of, save_figure
from .targets import plot_targets

__all__ = [
    "export_chart",
    "find_money",
    "mark_of",
    "plot_benchmarks",
    "plot_counts",
    "plot_money",
    "plot_number_lines",
    "plot_series",
    "plot_targets",
    "save_figure",
    "use_chinese_font",
]
