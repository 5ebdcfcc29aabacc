from __future__ import annotations

import subprocess
import sys

import pytest

from fengze_analysis import plotting


def test_the_figures_are_public() -> None:
    """Each figure and both ways to write it can be had from the package."""
    names = {f"plot_{name}" for name in ("measures", "counts", "benchmarks", "pace", "panel")}
    names |= {f"plot_{name}" for name in ("evidence", "silence", "implied", "findings", "series")}
    assert set(plotting.__all__) == names | {"Drawing", "figure_svg", "figure_png"}
    assert all(callable(getattr(plotting, name)) for name in plotting.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A name that nobody wrote is refused as everywhere in Python."""
    with pytest.raises(AttributeError, match="plot_everything"):
        _ = plotting.plot_everything


def test_the_palette_needs_no_matplotlib() -> None:
    """The pages read colours and signs without loading what draws."""
    code = (
        "import sys\n"
        "from fengze_analysis.plotting.style import palette\n"
        "palette()\n"
        "print('matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
