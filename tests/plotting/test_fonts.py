from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import matplotlib
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import font_manager

from fengze_analysis.errors import InputError
from fengze_analysis.plotting import fonts
from fengze_analysis.plotting.style import keys_of, marks


def test_the_face_knows_the_characters_that_fonttools_reads() -> None:
    """What counts as covered is the cmap of the file, as fontTools reads it."""
    with TTFont(fonts.font_paths()[0], lazy=True) as font:
        assert fonts.covered() == set(font.getBestCmap())


@pytest.mark.parametrize(
    "char", "埵垵蟳²³㎡％，。、；：？！“”‘’（）〔〕《》〓①⑳—…·≥≤≈−±×→†●◆▲■★○□△◐◇▶◀"
)
def test_the_face_has_what_reports_and_figures_use(char: str) -> None:
    """Rare characters of place names, full-width signs and our own marks all have a glyph."""
    assert fonts.printable(char) == (char, ())


def test_the_face_has_the_whole_report(root: Path) -> None:
    """No character of the report on file is missing."""
    text = (root / "data/raw/fengze-2024-7/report.txt").read_text("utf-8")
    assert fonts.printable(text) == (text, ())


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\ue000", "private use"),
        ("\u202e", "right-to-left override"),
        ("\u200b", "zero width space"),
        ("\x00", "NUL"),
        ("\x1b", "escape"),
        ("\ud800", "lone surrogate"),
        ("🏙", "emoji"),
        ("ا", "Arabic letter"),
    ],
)
def test_what_the_face_lacks_becomes_a_geta(char: str, name: str) -> None:
    """A character without a glyph is shown as 〓 and named, whatever it is."""
    assert fonts.printable(f"蟳埔{char}女") == ("蟳埔〓女", (char,)), name


def test_missing_characters_are_named_once_and_in_order() -> None:
    """The notice lists each missing character once, sorted."""
    shown, missing = fonts.printable("\ue001甲\ue000乙\ue001")
    assert shown == "〓甲〓乙〓"
    assert missing == ("\ue000", "\ue001")


def test_line_ends_and_tabs_are_no_missing_glyphs() -> None:
    """White space that never is drawn stays as it is."""
    assert fonts.printable("一、\r\n\t二、") == ("一、\r\n\t二、", ())


@given(st.text())
def test_printable_keeps_every_position(text: str) -> None:
    """What is printable has the length of the text, and is printable itself."""
    shown, missing = fonts.printable(text)
    assert len(shown) == len(text)
    assert fonts.printable(shown) == (shown, ())
    assert bool(missing) == (shown != text)


def test_a_word_of_ours_without_a_glyph_is_an_error() -> None:
    """The build stops and says which character, in which word, where."""
    with pytest.raises(InputError) as caught:
        fonts.check_glyphs("投\ue000入", "labels.csv stage.input")
    assert "U+E000" in str(caught.value)
    assert "labels.csv stage.input" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_signs_of_the_palette_have_glyphs() -> None:
    """A sign that stands for a code in running text is never a box."""
    for mark in marks().values():
        fonts.check_glyphs(mark.symbol, f"palette.csv {mark.group} {mark.key}")
    assert keys_of("kind")


@pytest.mark.parametrize(
    ("text", "size", "width"),
    [("丰泽", 9, 18.0), ("", 9, 0.0), ("，", 10, 10.0), ("0" * 10, 10, 55.5)],
)
def test_widths_are_those_of_the_face(text: str, size: float, width: float) -> None:
    """A Chinese character is an em wide, a figure a little more than half."""
    assert fonts.text_width(text, size) == pytest.approx(width)


def test_our_face_goes_before_one_of_the_same_name() -> None:
    """A system's own Noto Sans SC, perhaps a variable one drawn thin, is never used instead."""
    family = fonts.families()[0]
    twin = font_manager.FontEntry(fname="/nowhere/NotoSansSC.ttf", name=family, weight=400)
    font_manager.fontManager.ttflist.append(twin)
    try:
        found = font_manager.findfont(family, rebuild_if_missing=False)
    finally:
        font_manager.fontManager.ttflist.remove(twin)
    assert Path(found) == fonts.font_paths()[0]


def test_the_family_is_that_of_the_file() -> None:
    """The name is read from the file, DejaVu Sans stands behind it."""
    with TTFont(fonts.font_paths()[0], lazy=True) as font:
        assert fonts.families() == (font["name"].getDebugName(1), "DejaVu Sans")


def test_registering_happens_once_and_changes_no_setting() -> None:
    """Asking twice registers once, and matplotlib's settings stay as they were."""
    before = dict(matplotlib.rcParams)
    fonts.families()
    fonts.families()
    entries = [e for e in font_manager.fontManager.ttflist if e.fname == str(fonts.font_paths()[0])]
    assert len(entries) == 1
    assert dict(matplotlib.rcParams) == before


def test_importing_registers_nothing() -> None:
    """The import alone leaves matplotlib's list of fonts as it is."""
    code = (
        "import fengze_analysis.plotting.measures\n"
        "from matplotlib import font_manager, pyplot\n"
        "import sys\n"
        "print('Noto Sans SC' in {e.name for e in font_manager.fontManager.ttflist"
        " if 'pylopdf' in e.fname})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_no_figure_touches_the_state_of_pyplot() -> None:
    """The figures are made without pyplot: none is left open, no backend is chosen."""
    code = (
        "import sys\n"
        "from tests.plotting.made_up_plots import EVERY\n"
        "from fengze_analysis.plotting.drawing import figure_svg\n"
        "figure_svg(EVERY['findings'](language='zh'))\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
