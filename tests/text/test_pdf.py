"""A PDF's text layer is read as paragraphs and rows, its figures in one piece."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fengze_analysis.errors import InputError
from fengze_analysis.text import pdf
from fengze_analysis.text.pdf import PrintedLine, drop_running_heads, join_lines
from fengze_analysis.text.read import read_bytes
from tests.text.made_up_files import PARAGRAPHS, TEXT, pdf_of, text_or_message

LONG = (
    "一是招商引资质效提升。深入开展专项行动，党政主官带头先后赴香港等先进城市 17 次，"
    "组织专场推介活动 8 场，调研重点项目及企业 100 余个，"
    "全年新签约正式合同项目 152 个、总投资超 1300 亿元，在全市考评中位列第一梯队。"
)


def many(number: int) -> list[str]:
    """As many different paragraphs of several lines."""
    return [f"第{n}项：{LONG}" for n in range(number)]


def text_of(body: str, page: str = "", text: str = "") -> str:
    """The text of a PDF set from typst source."""
    return read_bytes(pdf_of(body, page, text), "report.pdf").text


def without_spaces(text: str) -> str:
    """The text without the spaces that a justified line may gain or lose."""
    return text.replace(" ", "")


def test_paragraphs_are_joined_over_their_lines() -> None:
    """A paragraph set over several lines is one line again, figures and units together."""
    found = read_bytes(pdf_of("\n\n".join((*PARAGRAPHS, LONG))), "report.pdf")
    assert without_spaces(found.text) == without_spaces(f"{TEXT}{LONG}\n")
    assert "152 个、总投资超 1300 亿元" in found.text
    assert (found.media_type, found.encoding, found.notices) == ("application/pdf", "", ())


def test_a_paragraph_over_a_page_is_whole() -> None:
    """A paragraph that runs over a page is one line where no page number stands between."""
    text = text_of("\n\n".join(many(8)), page="height: 14cm")
    assert without_spaces(text) == without_spaces("".join(f"{one}\n" for one in many(8)))


def test_page_numbers_are_left_out() -> None:
    """A page number between two halves of a figure parts nothing, and a notice says how many."""
    footer = "height: 14cm, footer: context align(center)[— #counter(page).display() —]"
    found = read_bytes(pdf_of("\n\n".join(many(6)), footer), "report.pdf")
    assert without_spaces(found.text) == without_spaces("".join(f"{one}\n" for one in many(6)))
    assert any("page numbers are left out" in notice for notice in found.notices)


def test_two_columns_are_read_one_after_the_other() -> None:
    """The lines of two columns are not joined across the gutter; a notice is not owed."""
    left, right = many(2)
    body = (
        f"#set text(size: 11pt)\n#columns(2, gutter: 3em)[{left}{left} #colbreak() {right}{right}]"
    )
    text = without_spaces(text_of(body))
    assert without_spaces(left) in text.replace("\n", "")
    assert without_spaces(right) in text.replace("\n", "")


@pytest.mark.parametrize(
    "unseen",
    ["#place(dx: -400pt)[总投资777亿元]", "#text(fill: white)[总投资777亿元]"],
    ids=["outside the page", "white"],
)
def test_what_is_not_seen_is_not_read(unseen: str) -> None:
    """Text outside the page or white on white is left out, and a notice says so."""
    found = read_bytes(pdf_of(f"{unseen}\n\n{LONG}"), "report.pdf")
    assert "777" not in found.text
    assert any("unseen" in notice for notice in found.notices)


def test_white_letters_on_a_dark_ground_are_read() -> None:
    """A heading in a coloured bar is seen."""
    bar = '#block(fill: rgb("#003366"), inset: 8pt)[#text(fill: white)[总投资777亿元]]'
    assert "777亿元" in without_spaces(text_of(f"{bar}\n\n{LONG}"))


def test_a_running_head_stands_once() -> None:
    """A head repeated on every page is read once, and the notice counts the others."""
    page = "height: 14cm, header: [北岸区人民政府文件]"
    found = read_bytes(pdf_of("\n\n".join(many(8)), page), "a.pdf")
    assert found.text.count("北岸区人民政府文件") == 1
    assert re.fullmatch(r"\d+ repeated heads are left out", found.notices[0])
    prose = found.text.removeprefix("北岸区人民政府文件\n")
    assert without_spaces(prose) == without_spaces("".join(f"{one}\n" for one in many(8)))


def test_a_heading_over_two_lines_is_one() -> None:
    """A centred title in larger letters is one line, apart from what follows."""
    title = "河滩市北岸区人民政府关于第十四个五年规划中期评估审议意见落实情况的报告"
    centred = f"#align(center, par(first-line-indent: 0em, text(size: 22pt)[{title}]))"
    lines = text_of(f"{centred}\n\n{LONG}\n\n{LONG}").splitlines()
    assert without_spaces(lines[0]) == title
    assert len(lines) == 3


def test_tables_are_rows_of_cells() -> None:
    """A ruled table gives a line a row, tabs between its cells, in its place in the text."""
    body = (
        f"{LONG}\n#table(columns: 3, [指标], [2023年（亿元）], [同比增长（%）], "
        "[一般公共预算收入], [61.1], [3.2], [固定资产投资], [900.5], [−0.5])\n尾段。"
    )
    assert text_of(body).splitlines()[1:] == [
        "指标\t2023 年（亿元）\t同比增长（%）",
        "一般公共预算收入\t61.1\t3.2",
        "固定资产投资\t900.5\t−0.5",
        "尾段。",
    ]


def test_a_frame_around_prose_is_no_table() -> None:
    """A box drawn around a paragraph leaves it prose."""
    assert "\t" not in text_of(f"#rect(width: 100%)[{LONG}]\n\n{LONG}")


def test_raised_figures_do_not_join_the_figure() -> None:
    """A raised 2 after a metre is its power, a raised mark after a figure a footnote's."""
    body = "房屋征收110万m#super(typographic: false)[2]，增长30.9#super(typographic: false)[1]%。"
    assert without_spaces(text_of(body)) == "房屋征收110万m²，增长30.9[1]%。\n"


def test_a_watermark_is_left_out() -> None:
    """Slanted text over the page is not mixed into its lines, and told."""
    page = "background: rotate(30deg, text(60pt, fill: luma(220))[内部资料9])"
    found = read_bytes(pdf_of(LONG, page), "a.pdf")
    assert without_spaces(found.text) == without_spaces(f"{LONG}\n")
    assert found.notices == ("5 slanted characters are left out",)


def test_bold_by_double_print_is_read_once() -> None:
    """Letters printed twice at nearly one place, a poor man's bold, are one figure."""
    twice = "#place(dx: 0.2pt)[增长12%。]增长12%。"
    text = text_of(f"#set par(first-line-indent: 0em)\n{twice}")
    assert without_spaces(text) == "增长12%。\n"


def test_a_stretched_line_gains_no_space() -> None:
    """Chinese set wide, in a justified line or a heading, is read without gaps."""
    assert text_of("高新产业效益凸显，数字经济规模提升。", text="tracking: 6pt") == (
        "高新产业效益凸显，数字经济规模提升。\n"
    )


def test_figures_set_apart_stay_apart() -> None:
    """Figures with a gap between them, columns without rules, are never run together."""
    assert text_of("5#h(2em)6#h(2em)78#h(2em)9") == "5 6 78 9\n"
    assert text_of("地区生产总值#h(3em)900.5#h(3em)5.2") == "地区生产总值 900.5 5.2\n"


def test_radicals_are_read_as_characters() -> None:
    """A font that calls 一 a radical does no harm: the character is read."""
    assert pdf._tidy("⼀是⽣产") == "一是生产"


def test_pages_without_text_are_told() -> None:
    """A scanned page among others is told; nothing is made up for it."""
    found = read_bytes(pdf_of(f"{LONG}\n#pagebreak()\n#pagebreak()\n{LONG}"), "a.pdf")
    assert found.notices == ("1 page has no text",)


def pdf_with(stream: bytes, more: bytes = b"") -> bytes:
    """A PDF written by hand: one page with this content stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources 7 0 R>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), more, stream),
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo 8 0 R>>",
        b"<</Font<</F 5 0 R>>>>",
        b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
    ]
    body = b"%PDF-1.4\n"
    offsets = []
    for number, inside in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj" % number + inside + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + head + table + tail


GLYPHS = b"BT /F 10 Tf 9 50 Td <00410042004300440045> Tj ET"

REFUSED = {
    "no_text_layer": (pdf_with(b"0 0 50 50 re f"), "no text layer"),
    "unknown_glyphs": (pdf_with(GLYPHS), "no text layer|does not say"),
    "cut_off": (pdf_of(LONG)[: len(pdf_of(LONG)) // 3], "damaged|no text layer"),
    "only_the_mark": (b"%PDF-1.7\n", "damaged"),
    "password": (b"%PDF-1.4\ntrailer<</Encrypt 5 0 R/Root 1 0 R>>\n%%EOF", "password"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_pdf_that_cannot_be_read_is_refused_in_a_line(name: str) -> None:
    """Each gives one line with the file, what is wrong, and what would be right."""
    data, what = REFUSED[name]
    with pytest.raises(InputError, match=what) as caught:
        read_bytes(data, "报告.pdf")
    assert "报告.pdf" in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF beyond the declared number of pages is refused."""
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    with pytest.raises(InputError, match="the PDF has 2 pages"):
        read_bytes(pdf_of(f"{LONG}\n#pagebreak()\n{LONG}"), "a.pdf")


def test_the_reader_says_nothing_of_its_own(caplog: pytest.LogCaptureFixture) -> None:
    """Remarks of the PDF reader on a poor file do not reach the terminal."""
    text_or_message(pdf_with(b"BT /G 10 Tf (abc) Tj ET"), "a.pdf")
    assert not [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")]


@settings(max_examples=25)
@given(st.data())
def test_any_damage_is_text_or_one_line(data: st.DataObject) -> None:
    """A PDF with some bytes changed or cut is read or refused, nothing else."""
    document = bytearray(pdf_with(b"BT /F 10 Tf 9 50 Td (abc) Tj ET"))
    for _ in range(data.draw(st.integers(1, 4))):
        document[data.draw(st.integers(9, len(document) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(9, len(document)))
    assert text_or_message(bytes(document[:end] if end % 2 else document), "a.pdf")


def line(text: str, top: float, left: float = 80, right: float = 500, **more: float) -> PrintedLine:
    """A printed line of 16-point letters."""
    size = more.get("size", 16)
    return PrintedLine(int(more.get("page", 1)), left, right, top, size, text)


FULL = [line(f"第{n}行都排满到右边界为止", 100 + 22 * n) for n in range(3)]


def test_an_indent_begins_a_paragraph() -> None:
    """A line set in by two characters begins a paragraph, even after a full line."""
    lines = [*FULL, line("新段", 166, left=112)]
    assert join_lines(lines)[1] == "新段"
    assert len(join_lines(lines)) == 2


def test_a_short_line_ends_a_paragraph() -> None:
    """After a line that ends well before the margin a new paragraph begins."""
    lines = [*FULL, line("短行。", 166, right=200), line("顶格的新段也是新段", 188)]
    assert join_lines(lines)[-1] == "顶格的新段也是新段"


def test_a_wide_gap_ends_a_paragraph() -> None:
    """A line after a wide gap is a paragraph of its own."""
    assert join_lines([*FULL, line("隔开的行", 220)])[-1] == "隔开的行"


def test_words_keep_their_space_and_chinese_gains_none() -> None:
    """A line end between two words is a space, between Chinese characters nothing."""
    for end in ("AI| |Plus", "企业100||余个", "占比5%| |2023"):
        before, between, after = end.split("|")
        lines = [*FULL, line(before, 166), line(after, 188)]
        assert join_lines(lines)[0].endswith(f"{before}{between}{after}")


def test_lines_that_differ_are_no_running_head() -> None:
    """A line on two pages only, or at another height, stays."""
    twice = [line("一样", 50, page=1), line("一样", 50, page=2), line("别的", 50, page=3)]
    assert drop_running_heads(twice) == twice
    prose = [line("一样", 50 + 22 * n, page=page) for page in range(4) for n in range(5)]
    assert drop_running_heads(prose) == prose
    moved = [line("一样", 50 + 30 * page, page=page) for page in range(4)]
    assert drop_running_heads(moved) == moved


def test_no_prose_is_only_rows() -> None:
    """A document of rows alone keeps them as lines."""
    rows = [PrintedLine(1, 80, 500, 700, 16, "指标\t2023年", is_row=True)] * 2
    assert join_lines(rows) == ["指标\t2023年", "指标\t2023年"]
