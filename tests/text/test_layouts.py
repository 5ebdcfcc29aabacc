"""One report in every layout: the same figures, each at its place in the extracted text."""

from __future__ import annotations

from html import escape

import docx
import pytest

from fengze_analysis.extraction.extract import extract
from fengze_analysis.text.read import read_bytes
from tests.text.made_up_files import docx_of, pdf_of, saved

PARAGRAPHS = (
    "河滩市北岸区人民政府关于“十四五”规划中期评估审议意见落实情况的报告",
    "一、关于优化经济发展质量方面",
    (
        "一是招商引资质效提升。全年新签约项目 152 个、总投资超 1300 亿元，税收增长30.9%。"
        "落实税费优惠 8.6 亿元，担保放大倍数达 5.09 倍，占年度计划108%。"
    ),
    "二是高新产业效益凸显。数字经济规模占GDP比重提升至66.48%，上榜12家、全市第1。",
    "二、关于提升民生保障力度方面",
    (
        "一是社会保障有力。参加养老、失业、工伤保险人数分别达到30.08万人、14.90万人、18.80万人。"
        "完成房屋征收110万m²，覆盖近三分之二的行政村，开放两处382个停车位。"
    ),
)
TEXT = "".join(f"{paragraph}\n" for paragraph in PARAGRAPHS)
Figure = tuple[str, str, str, str, str, str]


def _page(paragraphs: tuple[str, ...]) -> str:
    body = "".join(f"<p><span>{escape(one)}</span></p>" for one in paragraphs)
    return f"<!DOCTYPE html><html><meta charset='utf-8'><body>{body}</body></html>"


def _word_page(paragraphs: tuple[str, ...]) -> str:
    """A page as Word exports it: figures in spans of their own, lines wrapped, raised powers."""
    body = "\n".join(
        "<p class=MsoNormal>"
        + "".join(f"<span lang=EN-US>{c}</span>" if c.isascii() else c for c in one)
        .replace("，", "，\n")
        .replace("m</span>²", "m<sup>2</sup></span>")
        + "<o:p></o:p></p>"
        for one in paragraphs
    )
    return f"<html xmlns:o='x'><meta charset=gb2312><style>p{{margin:9pt}}</style>{body}</html>"


def _split_runs(paragraphs: tuple[str, ...]) -> bytes:
    """A DOCX whose every third character begins a new run, the power of a metre raised."""
    document = docx.Document()
    for one in paragraphs:
        paragraph = document.add_paragraph()
        for start in range(0, len(one), 3):
            for piece in one[start : start + 3].replace("²", "|²|").split("|"):
                run = paragraph.add_run(piece.replace("²", "2"))
                run.font.superscript = piece == "²" or None
    return saved(document)


LAYOUTS = {
    "utf-8": TEXT.encode(),
    "utf-8-sig": TEXT.encode("utf-8-sig"),
    "gb18030": TEXT.encode("gb18030"),
    "utf-16": TEXT.encode("utf-16"),
    "crlf": TEXT.replace("\n", "\r\n").encode("gb18030"),
    "cr": TEXT.replace("\n", "\r").encode(),
    "html": _page(PARAGRAPHS).encode(),
    "word_html": _word_page(PARAGRAPHS).encode("gb18030"),
    "docx": docx_of(*PARAGRAPHS),
    "docx_split": _split_runs(PARAGRAPHS),
    "pdf": pdf_of("\n\n".join(PARAGRAPHS)),
    "pdf_narrow": pdf_of("\n\n".join(PARAGRAPHS), page="width: 12cm, height: 9cm"),
}


def figures_of(data: bytes) -> list[Figure]:
    """Section, item, value, unit, kind and phrase of every figure."""
    return [
        (row.section, row.item, row.value, row.canonical_unit, row.kind, row.indicator_phrase)
        for row in extract(read_bytes(data, "报告").text).statements
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_figures(layout: str) -> None:
    """Whatever a report was saved as, its figures are the same, in the same parts of it."""
    wanted = [(*found[:5], found[5].replace(" ", "")) for found in figures_of(LAYOUTS["utf-8"])]
    found = [(*one[:5], one[5].replace(" ", "")) for one in figures_of(LAYOUTS[layout])]
    assert len(wanted) == 16
    assert found == wanted


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_figure_stands_in_the_extracted_text(layout: str) -> None:
    """In every layout a position points at the characters of the figure."""
    text = read_bytes(LAYOUTS[layout], "报告").text
    rows = extract(text).statements
    assert rows
    assert all(text[row.start : row.end] == row.surface for row in rows)


@pytest.mark.parametrize("layout", ["docx", "html", "pdf"])
def test_a_table_is_read_by_its_header(layout: str) -> None:
    """A table of a label, a value and a unit in the header is rows with tabs in every layout."""
    header, *rows = [("指标", "2023年（亿元）"), ("财政收入", "61.1"), ("税收", "48.6")]
    cells = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in (header, *rows))
    table = docx.Document()
    grid = table.add_table(rows=3, cols=2)
    for line, texts in zip(grid.rows, (header, *rows), strict=True):
        for cell, text in zip(line.cells, texts, strict=True):
            cell.text = text
    typeset = ", ".join(f"[{cell}]" for line in (header, *rows) for cell in line)
    data = {
        "docx": saved(table),
        "html": f"<html><table>{cells}</table>".encode(),
        "pdf": pdf_of(f"#table(columns: 2, {typeset})"),
    }[layout]
    lines = read_bytes(data, "报告").text.replace(" ", "").splitlines()
    assert lines == ["指标\t2023年（亿元）", "财政收入\t61.1", "税收\t48.6"]
