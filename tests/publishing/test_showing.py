"""What a notebook shows, in one language or both, and what it leaves for the pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.plotting.drawing import Drawing
from fengze_analysis.publishing.cells import Column, Link, PageTable, Tag, Words, printed
from fengze_analysis.publishing.editions import one_language
from fengze_analysis.publishing.exports import export_table, read_drawings, read_tables
from fengze_analysis.showing import Show, table_text
from tests.publishing.made_up_site import make_document, make_outcomes, make_rows, make_targets


def _bundle(shown: Any) -> dict[str, str]:
    return dict(shown._repr_mimebundle_())


@pytest.mark.parametrize(
    ("language", "text", "blocks"),
    [("zh", "共 8 场。", 1), ("en", "8 events.", 1), ("both", "共 8 场。\n8 events.", 2)],
)
def test_a_sentence_is_shown_in_the_chosen_language(language: str, text: str, blocks: int) -> None:
    """One language or both, in plain text and in HTML alike."""
    bundle = _bundle(Show(language).text(zh="共 8 场。", en="8 events."))
    assert bundle["text/plain"] == text
    assert bundle["text/html"].count('<div class="edition"') == blocks


def test_both_languages_can_be_told_apart_again() -> None:
    """The blocks of a shown text are cut exactly, whatever they say."""
    html = _bundle(Show().text(zh="<甲></div>", en="B"))["text/html"]
    assert one_language(html, "zh").strip() == "<p>&lt;甲&gt;&lt;/div&gt;</p>"
    assert one_language(html, "en").strip() == "<p>B</p>"


def test_a_blank_line_starts_a_paragraph_and_a_role_sets_it_apart() -> None:
    """The answer of a notebook stands out from its notes."""
    html = _bundle(Show("zh").text(zh="一\n\n二", en="1\n\n2", role="answer"))["text/html"]
    assert '<p class="answer">一</p>\n<p class="answer">二</p>' in html


@pytest.mark.parametrize(
    ("make", "right"),
    [
        (lambda: Show("fr"), "zh, en or both"),
        (lambda: Show(exports="no such folder"), "a folder"),
        (lambda: Show().text("甲", "A", role="title"), "'answer'"),
    ],
    ids=["language", "folder", "role"],
)
def test_a_wrong_choice_gets_the_right_ones(make: Any, right: str) -> None:
    """An error says what would be right."""
    with pytest.raises(InputError, match=right):
        make()


def test_a_table_is_plain_text_that_can_be_compared() -> None:
    """Title, header and one line a row, without marks and without hidden columns."""
    table = make_outcomes(make_rows(make_document()))
    lines = table_text(table, "en").splitlines()
    assert lines[:2] == [
        "Every figure of the report",
        "Indicator | As printed | Value | Unit | Kind | Measure",
    ]
    assert lines[3] == "Projects newly signed | 152 个 | 152 | 个 | amount | 1.1"
    assert len(lines) == 2 + len(table.rows)


def test_a_table_can_be_given_in_parts() -> None:
    """Columns and rows make the same table as a table made before."""
    whole = make_targets()
    parts = Show().table(whole.columns, whole.rows, key=whole.key, title=whole.title)
    assert _bundle(parts) == _bundle(Show().table(whole))


CELLS = (
    "text",
    7,
    Words("甲", "A"),
    Tag("rounding", Words("舍入", "r")),
    Link(Words("见", "see"), "x"),
)


def test_a_table_comes_back_from_its_file_as_it_was(tmp_path: Path) -> None:
    """Every kind of cell survives, marks and anchors too."""
    columns = tuple(Column(f"c{n}", "列", "column", "text", n % 2 == 0) for n in range(len(CELLS)))
    table = PageTable("t", Words("表", "T"), columns, (CELLS,), anchors=("a",))
    outcomes = make_outcomes(make_rows(make_document()))
    for one in (table, outcomes):
        export_table(one, tmp_path)
    assert read_tables(tmp_path) == (outcomes, table)


def test_a_shown_table_is_left_for_the_pages(tmp_path: Path) -> None:
    """With a folder for exports a table with a key is written there, one without is not."""
    show = Show(exports=tmp_path)
    show.table(make_targets())
    show.table([Column("a", "甲", "A")], [("1",)])
    assert [table.key for table in read_tables(tmp_path)] == ["targets"]


def _plot(name: str, *, language: str, empty: bool = False) -> Drawing:
    from matplotlib.figure import Figure

    words = {"zh": ("环节", "各环节"), "en": ("stage", "By stage")}[language]
    figure = None if empty else Figure(figsize=(2, 1))
    data = [{words[0]: "产出", "n": "3"}]
    return Drawing(figure, f"{words[1]}: 3", data, f"{name}-{language}", words[1], language)


@pytest.fixture
def displayed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, Any]]:
    """What was displayed: data and metadata."""
    seen: list[tuple[Any, Any]] = []
    display = "IPython.display.display"
    monkeypatch.setattr(display, lambda data, raw, metadata: seen.append((data, metadata)))
    return seen


def test_a_figure_is_displayed_once_a_language(displayed: list[Any]) -> None:
    """Each output says its language and its name, its picture has a text, its data is compared."""
    Show().drawing(_plot, "stages")
    assert [about["fengze"]["lang"] for _, about in displayed] == ["zh", "en"]
    data, about = displayed[1]
    assert set(data) == {"image/png", "text/plain"}, "an SVG would be compared letter by letter"
    assert data["text/plain"] == "By stage\nBy stage: 3\nstage | n\n产出 | 3"
    assert about["image/png"]["alt"] == "By stage: 3"


def test_only_the_chosen_language_is_drawn(displayed: list[Any]) -> None:
    """A notebook in one language does not draw the other."""
    Show("en").drawing(_plot, "stages")
    assert [about["fengze"] for _, about in displayed] == [{"lang": "en", "drawing": "stages"}]


def test_where_nothing_is_worth_drawing_a_sentence_is_shown(displayed: list[Any]) -> None:
    """No figure is a sentence in both languages."""
    Show().drawing(_plot, "stages", empty=True)
    ((data, about),) = displayed
    assert data["text/plain"] == "各环节: 3\nBy stage: 3"
    assert about == {}


def test_a_displayed_figure_is_left_for_the_pages(tmp_path: Path, displayed: list[Any]) -> None:
    """Both forms, words and data of both languages are read back as one figure."""
    show = Show(exports=tmp_path, citation=Words("引用", "Cite"), licence=Words("许可", "Licence"))
    show.drawing(_plot, "stages")
    (drawing,) = read_drawings(tmp_path)
    assert drawing.title == Words("各环节", "By stage")
    assert drawing.svg.en.startswith("<svg")
    assert "Cite" in drawing.svg.en, "the citation travels with the figure"
    assert drawing.png("zh").startswith(b"\x89PNG")
    assert drawing.data
    assert drawing.data.columns[0].words == Words("环节", "stage")
    assert drawing.data.rows == (("产出", "3"),)


def test_a_plot_that_knows_widths_is_drawn_for_phones_too(
    tmp_path: Path, displayed: list[Any]
) -> None:
    """The narrow form is kept beside the wide one; a plot of one width has none."""
    widths: list[float] = []

    def plot(name: str, *, language: str, width: float = 7.0) -> Drawing:
        widths.append(width)
        return _plot(name, language=language)

    show = Show(exports=tmp_path)
    show.drawing(plot, "both")
    show.drawing(_plot, "wide")
    both, wide = read_drawings(tmp_path)
    assert sorted(widths) == [3.5, 3.5, 7.0, 7.0]
    assert both.narrow.zh.startswith("<svg")
    assert wide.narrow == Words()
    assert len(displayed) == 4, "a notebook shows the wide form"


def test_a_figure_of_one_language_serves_both(tmp_path: Path, displayed: list[Any]) -> None:
    """A run in English alone leaves a figure that a page can show."""
    Show("en", exports=tmp_path).drawing(_plot, "stages")
    (drawing,) = read_drawings(tmp_path)
    assert drawing.title == Words("By stage", "By stage")


def test_an_export_is_readable_json(tmp_path: Path) -> None:
    """Chinese stays Chinese in what is written."""
    export_table(make_targets(), tmp_path)
    text = (tmp_path / "targets.table.json").read_text("utf-8")
    assert "全国“十四五”目标" in json.loads(text)["rows"][0][0]["Words"]["zh"]
    assert "全国" in text


def test_a_link_in_a_notebook_names_the_figure() -> None:
    """A printed figure in a sentence is a link in HTML and its characters in plain text."""
    rows = make_rows(make_document())
    bundle = _bundle(Show("zh").text(zh=f"签约{printed(rows[1])}。", en=""))
    assert bundle["text/plain"] == "签约152 个。"
    assert f'href="source.html#f-{rows[1].row_id}"' in bundle["text/html"]
