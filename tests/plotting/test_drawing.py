from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
from PIL import Image

from fengze_analysis.plotting.drawing import (
    Drawing,
    few_colours,
    figure_png,
    figure_svg,
    sentence,
)
from tests.plotting.made_up_plots import EVERY, drawn, texts_of

SVG = "{http://www.w3.org/2000/svg}"
DC = "{http://purl.org/dc/elements/1.1/}"
CITATION, LICENCE = "丰水政综〔2024〕1号 & <附件>", "CC BY 4.0"


def test_the_svg_says_where_it_is_from() -> None:
    """Title, sentence, source, licence and language stand in the metadata of the file."""
    drawing = drawn("findings")
    tree = ElementTree.fromstring(figure_svg(drawing, CITATION, LICENCE))
    assert tree.find(f".//{DC}title").text == drawing.title
    assert tree.find(f".//{DC}description").text == drawing.alt
    assert tree.find(f".//{DC}source").text == CITATION
    assert tree.find(f".//{DC}rights//{DC}title").text == LICENCE
    assert tree.find(f".//{DC}language").text == "zh-CN"
    assert tree.find(f".//{DC}date") is None


def test_the_png_says_where_it_is_from() -> None:
    """The PNG carries the same in text chunks, Chinese too, and no version of a program."""
    drawing = drawn("findings")
    image = Image.open(io.BytesIO(figure_png(drawing, CITATION, LICENCE, dpi=60)))
    assert image.text == {
        "Title": drawing.title,
        "Description": drawing.alt,
        "Source": CITATION,
        "Copyright": LICENCE,
    }


@pytest.mark.parametrize("dpi", [60, 200])
def test_the_png_has_the_size_that_is_asked_for(dpi: int) -> None:
    """A figure seven inches wide has seven times the dots per inch."""
    image = Image.open(io.BytesIO(figure_png(drawn("findings"), dpi=dpi)))
    assert image.width == 7 * dpi
    assert image.convert("L").getextrema()[0] < 128  # not blank


def test_the_commonest_colours_stay_what_they_are() -> None:
    """White and the inks are exact; only the rarest greys of edges move, and not far."""
    rows = np.random.default_rng(0).integers(0, 256, (40, 40, 4), np.uint8)
    rows[:20], rows[20:30] = (255, 255, 255, 255), (18, 64, 111, 255)
    after = np.asarray(few_colours(rows).convert("RGB")).astype(int)
    assert (after[:30] == rows[:30, :, :3]).all()
    assert np.abs(after[30:] - rows[30:, :, :3]).mean() < 40


def test_the_png_has_few_colours_and_the_same_bytes() -> None:
    """A palette makes it small."""
    data = figure_png(drawn("findings"), dpi=60)
    assert Image.open(io.BytesIO(data)).mode == "P"
    assert data == figure_png(drawn("findings"), dpi=60)


def test_letters_are_outlines() -> None:
    """Without any font the words are right: they are drawn, not set."""
    tree = ElementTree.fromstring(figure_svg(drawn("findings")))
    assert not tree.findall(f".//{SVG}text")
    assert len(tree.findall(f".//{SVG}use")) > 100


def test_letters_can_be_text_for_a_page_with_the_face() -> None:
    """Asked for, letters are text in the face: smaller, to be searched and copied."""
    drawing = drawn("findings")
    text = figure_svg(drawing, outlines=False)
    tree = ElementTree.fromstring(text)
    said = ["".join(node.itertext()) for node in tree.findall(f".//{SVG}text")]
    assert said == [artist.get_text() for artist in texts_of(drawing)]
    assert "Noto Sans SC" in text
    assert len(text) < len(figure_svg(drawing)) / 2


@pytest.mark.parametrize(
    "setting",
    [
        {"font.family": ["serif"], "font.size": 30},
        {"text.color": "red", "lines.linewidth": 9},
        {"figure.dpi": 33, "savefig.bbox": "tight", "figure.facecolor": "black"},
        {"axes.unicode_minus": False, "svg.fonttype": "none", "svg.hashsalt": "user"},
        {"path.sketch": (3, 100, 2), "hatch.linewidth": 9},
    ],
    ids=lambda setting: next(iter(setting)),
)
def test_a_users_settings_change_nothing(setting: dict[str, object]) -> None:
    """Whatever style a notebook has set, the figure is the same, and the settings are kept."""
    wanted = figure_svg(drawn("counts"))
    with matplotlib.rc_context(setting):
        assert figure_svg(EVERY["counts"](language="zh")) == wanted
        assert all(matplotlib.rcParams[key] == value for key, value in setting.items())


def test_another_process_writes_the_same_bytes() -> None:
    """Another hash seed, time zone and locale give the same SVG and PNG."""
    code = (
        "import hashlib, sys\n"
        "from tests.plotting.made_up_plots import EVERY\n"
        "from fengze_analysis.plotting.drawing import figure_png, figure_svg\n"
        "d = EVERY['measures'](language='zh')\n"
        "print(hashlib.sha256(figure_svg(d).encode() + figure_png(d, dpi=50)).hexdigest())"
    )
    found = set()
    for seed, zone, locale in (("1", "Asia/Shanghai", "C"), ("2", "America/Lima", "C.UTF-8")):
        env = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "MPLCONFIGDIR": ""}
        env = {"PYTHONPATH": ".", "HOME": str(Path.home())} | env
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
        assert run.returncode == 0, run.stderr
        found.add(run.stdout)
    assert len(found) == 1


@pytest.mark.parametrize("write", [figure_svg, figure_png])
def test_a_sentence_has_no_picture(write: object) -> None:
    """Where there is nothing to draw, asking for a file says so."""
    drawing = sentence("pace", "题", "不足两项（0项），不作图。", [], "zh")
    with pytest.raises(ValueError, match="pace-zh has no figure: 不足两项"):
        write(drawing)  # type: ignore[operator]


def test_a_notebook_shows_the_figure() -> None:
    """As the output of a cell a drawing is its SVG, in plain text its sentence."""
    shown = drawn("findings")._repr_mimebundle_()
    assert shown["image/svg+xml"].startswith("<svg ")
    assert shown["text/plain"] == drawn("findings").alt


def test_a_notebook_shows_the_sentence_as_text() -> None:
    """Without a figure the sentence is shown, never as markup."""
    drawing = sentence("pace", "题", "<script>1 < 2</script>", [], "zh")
    shown = drawing._repr_mimebundle_()
    assert shown == {
        "text/html": "<p>&lt;script&gt;1 &lt; 2&lt;/script&gt;</p>",
        "text/plain": "<script>1 < 2</script>",
    }


def test_a_sentence_is_printable_and_on_one_line() -> None:
    """Characters without a glyph and line ends do not reach the page."""
    drawing = sentence("pace", "题\n\x00", "一\n二\ue000", [], "zh")
    assert (drawing.title, drawing.alt) == ("题 〓", "一 二〓")


def test_a_drawing_is_a_value() -> None:
    """A drawing is frozen: nobody changes a sentence after the figure was made."""
    with pytest.raises(AttributeError):
        drawn("findings").alt = "别的"  # type: ignore[misc]
    assert isinstance(drawn("findings"), Drawing)
