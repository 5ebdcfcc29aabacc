"""A DOCX is read as it reads on paper, and a hostile one is refused before it is unpacked."""

from __future__ import annotations

import socket
import zipfile
from io import BytesIO

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.errors import InputError
from fengze_analysis.text.docx import MEDIA_TYPE, format_number
from fengze_analysis.text.read import read_bytes
from tests.text.made_up_files import (
    PARAGRAPHS,
    TEXT,
    docx_of,
    docx_of_xml,
    paragraph_of,
    saved,
    text_or_message,
    zip_of,
)


def text_of(body: str, **parts: str) -> str:
    """The text of a document whose body is this XML."""
    return read_bytes(docx_of_xml(body, **parts), "report.docx").text


def run(inside: str, properties: str = "") -> str:
    """The XML of a run."""
    return f"<w:r><w:rPr>{properties}</w:rPr>{inside}</w:r>"


def words(text: str, properties: str = "") -> str:
    """The XML of a run of words."""
    return run(f"<w:t>{text}</w:t>", properties)


def cell(*paragraphs: str, properties: str = "") -> str:
    """The XML of a table cell."""
    inside = "".join(map(paragraph_of, paragraphs)) or "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    """The XML of a table of cells."""
    inside = "".join("<w:tr>" + "".join(row) + "</w:tr>" for row in rows)
    return f"<w:tbl>{inside}</w:tbl>"


SEEN = '<w:vanish w:val="0"/>'
SUPER = '<w:vertAlign w:val="superscript"/>'

SHOWN = {
    "split_runs": (paragraph_of("税收增长3", "0.", "9", "%。"), "税收增长30.9%。\n"),
    "empty_paragraph": (paragraph_of("一") + "<w:p/>" + paragraph_of("二"), "一\n\n二\n"),
    "breaks": (
        f"<w:p>{run('<w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t>')}</w:p>",
        "一\n二\t三\n",
    ),
    "hyphen": (
        f"<w:p>{run('<w:t>41</w:t><w:noBreakHyphen/><w:t>50岁</w:t>')}</w:p>",
        "41-50岁\n",
    ),
    "soft_hyphen": (
        f"<w:p>{run('<w:t>增</w:t><w:softHyphen/><w:t>长</w:t>')}</w:p>",
        "增长\n",
    ),
    "link": (f"<w:p><w:hyperlink>{words('见附件1')}</w:hyperlink></w:p>", "见附件1\n"),
    "content_control": (
        f"<w:sdt><w:sdtContent>{paragraph_of('全年')}</w:sdtContent></w:sdt>",
        "全年\n",
    ),
    "field": (
        f"<w:p>{run('<w:fldChar/>')}{run('<w:instrText>PAGE 9</w:instrText>')}{words('3')}</w:p>",
        "3\n",
    ),
    "power": (f"<w:p>{words('110 万m')}{words('2', SUPER)}{words('，')}</w:p>", "110 万m²，\n"),
    "raised_mark": (
        f"<w:p>{words('增长30.9')}{words('1', SUPER)}{words('2', SUPER)}{words('%')}</w:p>",
        "增长30.9[12]%\n",
    ),
    "maths": (
        f"<w:p>{words('约')}<m:oMath><m:r><m:t>x=5</m:t></m:r></m:oMath></w:p>",
        "约x=5\n",
    ),
    "ruby": (
        "<w:p>"
        + run(f"<w:ruby><w:rt>{words('ǎn')}</w:rt><w:rubyBase>{words('垵')}</w:rubyBase></w:ruby>")
        + words("头")
        + "</w:p>",
        "垵头\n",
    ),
    "table": (
        table((cell("指标"), cell("2023年", "（亿元）")), (cell("财政收入"), cell("61.1"))),
        "指标\t2023年 （亿元）\n财政收入\t61.1\n",
    ),
    "spans": (
        table(
            (cell("合计", properties='<w:gridSpan w:val="2"/>'), cell("8")),
            (cell("收入", properties='<w:vMerge w:val="restart"/>'), cell("城镇"), cell("5")),
            (cell(properties="<w:vMerge/>"), cell("农村"), cell("3")),
        ),
        "合计\t\t8\n收入\t城镇\t5\n\t农村\t3\n",
    ),
    "table_for_layout": (table((cell("一、发展", "一是招商。"),)), "一、发展\n一是招商。\n"),
    "order": (
        paragraph_of("前") + table((cell("甲"), cell("5"))) + paragraph_of("后"),
        "前\n甲\t5\n后\n",
    ),
    "text_box": (
        "<w:p>"
        + words("正文")
        + run(
            "<mc:AlternateContent><mc:Choice><w:txbxContent>"
            + paragraph_of("框内5个")
            + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"
            + paragraph_of("框内5个")
            + "</w:txbxContent></mc:Fallback></mc:AlternateContent>"
        )
        + "</w:p>",
        "正文\n框内5个\n",
    ),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_document_is_read_as_it_is_printed(name: str) -> None:
    """Each construct gives the characters that stand on paper, figures in one piece."""
    body, text = SHOWN[name]
    assert text_of(body) == text


def test_a_document_of_the_usual_kind_is_read() -> None:
    """A document that python-docx saved gives its paragraphs, with no notice."""
    found = read_bytes(docx_of(), "report.docx")
    assert (found.text, found.media_type) == (TEXT, MEDIA_TYPE)
    assert (found.encoding, found.notices) == ("", ())


def test_a_table_of_the_usual_kind_is_read() -> None:
    """A table that python-docx saved gives a row a line, merged cells once."""
    document = docx.Document()
    document.add_paragraph("指标表")
    made = document.add_table(rows=2, cols=3)
    for row, texts in zip(
        made.rows, [("指标", "2022年", "2023年"), ("收入", "5", "6")], strict=True
    ):
        for one, text in zip(row.cells, texts, strict=True):
            one.text = text
    made.rows[1].cells[1].merge(made.rows[1].cells[2])
    assert read_bytes(saved(document), "a.docx").text.startswith(
        "指标表\n指标\t2022年\t2023年\n收入\t5 6"
    )


CHANGED = {
    "inserted": (f"<w:p><w:ins>{words('新增')}</w:ins>{words('5个')}</w:p>", "新增5个\n", ()),
    "deleted": (
        f"<w:p>{words('5个')}<w:del>{run('<w:delText>9个</w:delText>')}</w:del></w:p>",
        "5个\n",
        ("1 deletion is not read",),
    ),
    "moved": (
        f"<w:p><w:moveFrom>{words('9')}</w:moveFrom><w:moveTo>{words('5')}</w:moveTo></w:p>",
        "5\n",
        ("1 deletion is not read",),
    ),
    "row_deleted": (
        table(("<w:trPr><w:del/></w:trPr>", cell("9")), (cell("甲"), cell("5"))),
        "甲\t5\n",
        ("1 deletion is not read",),
    ),
    "hidden": (
        f"<w:p>{words('5个')}{words('9个', '<w:vanish/>')}{words('。', SEEN)}</w:p>",
        "5个。\n",
        ("1 hidden passage is not read",),
    ),
    "linked": (
        paragraph_of("5个") + '<w:altChunk r:id="x"/><w:altChunk r:id="y"/>',
        "5个\n",
        ("2 linked documents are not read",),
    ),
    "linked_in_a_paragraph": (
        f'<w:p>{words("5个")}<w:subDoc r:id="x"/></w:p>',
        "5个\n",
        ("1 linked document is not read",),
    ),
}


@pytest.mark.parametrize("name", CHANGED)
def test_what_is_not_read_is_told(name: str) -> None:
    """Insertions are read; what is deleted, hidden or linked is not, and a notice says so."""
    body, text, notices = CHANGED[name]
    found = read_bytes(docx_of_xml(body), "a.docx")
    assert (found.text, found.notices) == (text, notices)


def test_notes_stand_at_the_end_with_their_mark() -> None:
    """A footnote's number stands in brackets at its place, its text after the document."""
    reference = run('<w:footnoteReference w:id="7"/>')
    end_reference = run('<w:endnoteReference w:id="2"/>')
    body = f"<w:p>{words('增长30.9')}{reference}{words('%')}{end_reference}</w:p>"
    notes = f'<w:footnote w:id="0"/><w:footnote w:id="7">{paragraph_of("可比价。")}</w:footnote>'
    ends = f'<w:endnote w:id="2">{paragraph_of("快报数。")}</w:endnote>'
    text = text_of(body, footnotes=notes, endnotes=ends)
    assert text == "增长30.9[1]%[2]\n[1] 可比价。\n[2] 快报数。\n"


def level(depth: int, form: str, text: str, start: int = 1) -> str:
    """The XML of a level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def listed(text: str, number: int, depth: int = 0) -> str:
    """The XML of a paragraph of a list."""
    properties = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph_of(text, properties=properties)


LISTS = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "chineseCounting", "%1、")}'
    f"{level(1, 'decimal', '%1.%2')}{level(2, 'bullet', '●')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "（%1）", 3)}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_automatic_numbers_are_read() -> None:
    """Numbers that only the word processor shows stand before their paragraphs, as on paper."""
    body = (
        listed("发展", 1)
        + listed("招商", 1, 1)
        + listed("引资", 1, 1)
        + listed("点", 1, 2)
        + listed("民生", 1)
        + listed("教育", 1, 1)
        + listed("三起", 2)
        + listed("重来", 3)
        + listed("接着", 3)
        + listed("无此列表", 99)
        + listed("无编号", 0)
    )
    assert text_of(body, numbering=LISTS).splitlines() == [
        "一、发展",
        "一.1 招商",
        "一.2 引资",
        "点",
        "二、民生",
        "二.1 教育",
        "（3）三起",
        "一、重来",
        "二、接着",
        "无此列表",
        "无编号",
    ]


def test_a_style_can_number_its_paragraphs() -> None:
    """A heading numbered by its style, or by the style that one builds on, is numbered."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="K"><w:basedOn w:val="H"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="L"><w:basedOn w:val="L"/></w:style>'
    )
    body = "".join(
        paragraph_of(text, properties=f'<w:pStyle w:val="{style}"/>')
        for text, style in [("发展", "H"), ("民生", "K"), ("无", "L"), ("无", "M")]
    )
    text = text_of(body, numbering=LISTS, styles=styles)
    assert text == "一、发展\n二、民生\n无\n无\n"


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCountingThousand", "二十一"),
        (3, "japaneseCounting", "三"),
        (120, "chineseCounting", "120"),
        (4, "lowerLetter", "d"),
        (4, "upperLetter", "D"),
        (9, "lowerRoman", "ix"),
        (14, "upperRoman", "XIV"),
        (2, "decimalEnclosedCircleChinese", "②"),
        (7, "decimal", "7"),
        (7, "something", "7"),
        (7, "bullet", ""),
        (7, "none", ""),
    ],
)
def test_numbers_are_written_in_their_form(number: int, form: str, shown: str) -> None:
    """Each number format of the genre gives what a word processor prints."""
    assert format_number(number, form) == shown


def test_an_entity_is_not_expanded() -> None:
    """An entity that points to a file of the machine is not read, and told."""
    doctype = "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY y '哈哈'>]>"
    data = docx_of_xml(f"<w:p>{words('一&x;二&y;三')}</w:p>", doctype=doctype)
    found = read_bytes(data, "a.docx")
    assert found.text == "一二三\n"
    assert found.notices == ("2 entity references are not read",)


def test_no_remote_part_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures and templates elsewhere are never asked for."""

    def refuse(*_: object, **__: object) -> None:
        message = "a connection was tried"
        raise AssertionError(message)

    monkeypatch.setattr(socket.socket, "connect", refuse)
    kinds = ("image", "attachedTemplate", "footnotes", "numbering")
    relations = "".join(
        f'<Relationship Id="x{kind}" TargetMode="External" Target="http://127.0.0.1:9/{kind}" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
        for kind in kinds
    )
    data = docx_of_xml(paragraph_of("全年"), relations=relations)
    assert read_bytes(data, "a.docx").text == "全年\n"


def bomb(size: int) -> bytes:
    """A document whose text is ``size`` spaces, packed to nearly nothing."""
    return docx_of_xml(paragraph_of(" " * size))


REFUSED = {
    "cut_off": docx_of()[:-200],
    "cut_early": docx_of()[:300],
    "empty_archive": b"PK\x05\x06" + b"\0" * 18,
    "no_document": zip_of({"a.txt": "全年"}),
    "workbook": zip_of({"xl/workbook.xml": "<a/>"}),
    "ofd": zip_of({"OFD.xml": "<a/>"}),
    "broken_xml": zip_of({"word/document.xml": "<w:document"}),
    "no_types": zip_of({"word/document.xml": "<a/>"}),
    "bomb": bomb(4 * 2**20),
    "no_text": docx_of_xml("<w:p/>"),
    "deep": docx_of_xml("<w:sdt>" * 5000 + "</w:sdt>" * 5000),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_document_that_cannot_be_read_is_refused_in_a_line(name: str) -> None:
    """Each broken document gives one line with the file and what would be right."""
    with pytest.raises(InputError) as caught:
        read_bytes(REFUSED[name], "报告.docx")
    message = str(caught.value)
    assert "报告.docx" in message
    assert "; expected: " in message
    assert len(message.splitlines()) == 1


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sizes an archive declares are looked at before anything in it is read."""

    def refuse(*_: object, **__: object) -> None:
        message = "the bomb was unpacked"
        raise AssertionError(message)

    data = bomb(4 * 2**20)
    monkeypatch.setattr("fengze_analysis.text.docx.MAX_UNPACKED", 2**20)
    monkeypatch.setattr(zipfile.ZipFile, "open", refuse)
    monkeypatch.setattr(zipfile.ZipFile, "read", refuse)
    with pytest.raises(InputError, match="unpacks to"):
        read_bytes(data, "a.docx")


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    """A part that unpacks to more than the archive declares is damage, found while reading."""
    data = bytearray(docx_of_xml(paragraph_of("全年" * 200_000)))
    size = len(f"{'全年' * 200_000}".encode())
    with zipfile.ZipFile(BytesIO(bytes(data))) as archive:
        declared = archive.getinfo("word/document.xml").file_size
    assert declared > size
    small = (1000).to_bytes(4, "little")
    found = bytes(data).replace(declared.to_bytes(4, "little"), small)
    with pytest.raises(InputError, match="damaged"):
        read_bytes(found, "a.docx")


def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive beyond the declared limits is refused with its size."""
    monkeypatch.setattr("fengze_analysis.text.docx.MAX_UNPACKED", 1000)
    with pytest.raises(InputError, match="unpacks to"):
        read_bytes(docx_of(), "a.docx")


def test_a_protected_part_is_refused() -> None:
    """A part marked as encrypted is named as protection, not as damage."""
    data = docx_of_xml(paragraph_of("全年"))
    start = data.index(b"PK\x01\x02") + 8
    data = data[:start] + b"\x01" + data[start + 1 :]
    with pytest.raises(InputError, match="password"):
        read_bytes(data, "a.docx")


@given(st.data())
def test_any_damage_is_text_or_one_line(data: st.DataObject) -> None:
    """A document with some bytes changed or cut is read or refused, nothing else."""
    document = bytearray(DOCUMENT)
    for _ in range(data.draw(st.integers(1, 4))):
        document[data.draw(st.integers(0, len(document) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(document)))
    assert text_or_message(bytes(document[:end] if end % 2 else document), "a.docx")


DOCUMENT = docx_of_xml(paragraph_of(*PARAGRAPHS))


STYLES = (
    '<w:style w:styleId="gone" w:type="character"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="child" w:type="character"><w:basedOn w:val="gone"/></w:style>'
    '<w:style w:styleId="back" w:type="character"><w:basedOn w:val="gone"/>'
    '<w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:styleId="para" w:type="paragraph"><w:rPr><w:vanish/></w:rPr></w:style>'
)
HIDDEN_BY = {
    "style": ("", '<w:rStyle w:val="gone"/>', True),
    "style it builds on": ("", '<w:rStyle w:val="child"/>', True),
    "style that shows again": ("", '<w:rStyle w:val="back"/>', False),
    "paragraph's style": ('<w:pStyle w:val="para"/>', "", True),
    "its own word first": ('<w:pStyle w:val="para"/>', SEEN, False),
}


@pytest.mark.parametrize("name", HIDDEN_BY)
def test_text_hidden_by_a_style_is_not_read(name: str) -> None:
    """A run is hidden by its style, what that builds on, or its paragraph's; its own word wins."""
    properties, of_run, hidden = HIDDEN_BY[name]
    body = f"<w:p><w:pPr>{properties}</w:pPr>{words('总额9亿元', of_run)}</w:p>"
    text = text_of(body + paragraph_of("新增学位4320个。"), styles=STYLES)
    assert ("9亿元" not in text) is hidden
    assert "4320个" in text


def test_defaults_can_hide_all() -> None:
    """Hiding in the document's defaults holds where nothing else speaks."""
    styles = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"
    )
    body = f"<w:p>{words('总额9亿元')}{words('新增学位4320个', SEEN)}</w:p>"
    assert text_of(body, styles=styles) == "新增学位4320个\n"


def _math(inside: str) -> str:
    return f"<w:p>{words('约')}<m:oMath>{inside}</m:oMath>{words('的企业')}</w:p>"


def _m(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


SYMBOL_THREE = run('<w:sym w:font="Symbol" w:char="F033"/>')
PICTURE_THREE = run('<w:sym w:font="Wingdings" w:char="F08C"/>')
LOW = '<w:vertAlign w:val="subscript"/>'
SMALL_RAISED = '<w:sz w:val="12"/><w:position w:val="10"/>'
ODD_RUNS = {
    "symbol digit": (
        f"<w:p>{words('4')}{SYMBOL_THREE}{words('20个')}</w:p>",
        "4320个\n",
    ),
    "pictorial digit": (
        f"<w:p>{words('4')}{PICTURE_THREE}{words('20个')}</w:p>",
        "4\ufffd20个\n",
    ),
    "fraction": (
        _math(f"<m:f><m:num>{_m('3')}</m:num><m:den>{_m('4')}</m:den></m:f>"),
        "约3/4的企业\n",
    ),
    "power": (
        _math(f"<m:sSup><m:e>{_m('10')}</m:e><m:sup>{_m('8')}</m:sup></m:sSup>"),
        "约10⁸的企业\n",
    ),
    "mark by position": (
        f"<w:p>{words('4320')}{words('1', SMALL_RAISED)}{words('个')}</w:p>",
        "4320[1]个\n",
    ),
    "subscript": (
        f"<w:p>{words('CO')}{words('2', LOW)}{words('排放')}</w:p>",
        "CO₂排放\n",
    ),
    "break in a numeral": (
        f"<w:p>{words('12')}{run('<w:br/>')}{words('.6亿元')}</w:p>",
        "12.6亿元\n",
    ),
    "box of old programs": (
        (
            "<w:p><w:r><mc:AlternateContent><mc:Choice/><mc:Fallback><w:pict><w:txbxContent>"
            f"{paragraph_of('新增学位4320个')}</w:txbxContent></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>"
        ),
        "\n新增学位4320个\n",
    ),
}


@pytest.mark.parametrize("name", ODD_RUNS)
def test_what_is_no_plain_character_is_no_digit_of_its_neighbour(name: str) -> None:
    """Symbols, formulas, raised and lowered marks and boxes are read as printed or not at all."""
    body, shown = ODD_RUNS[name]
    assert text_of(body) == shown


def test_what_stands_beside_the_text_harms_nothing() -> None:
    """An attached template outside and an embedded chunk leave the document readable."""
    away = (
        '<Relationship Id="rt" Target="file:///x.dotm" TargetMode="External"'
        ' Type="x/attachedTemplate"/>'
        '<Relationship Id="rc" Target="chunk.mht" Type="x/aFChunk"/>'
    )
    body = f'<w:altChunk r:id="rc"/>{paragraph_of("新增学位4320个")}'
    found = read_bytes(docx_of_xml(body, relations=away), "report.docx")
    assert found.text == "新增学位4320个\n"
    assert found.notices == ("1 linked document is not read",)
