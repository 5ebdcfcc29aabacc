"""Files that the tests of the formats make: a DOCX part by part, a PDF set by typst."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pylopdf_fonts_zh_cn
import typst

from fengze_analysis.errors import InputError
from fengze_analysis.text.read import read_bytes

PARAGRAPHS = (
    "河滩市北岸区人民政府关于“十四五”规划中期评估审议意见落实情况的报告",
    "一、关于优化经济发展质量方面",
    "一是招商引资质效提升。全年新签约项目 152 个、总投资超 1300 亿元，税收增长30.9%。",
    "二是民生保障有力。新增优质学位 4320 个，完成房屋征收 110 万 m²。",
)
TEXT = "".join(f"{paragraph}\n" for paragraph in PARAGRAPHS)

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:m="{_OFFICE}/math" xmlns:r="{_OFFICE}/relationships"'
)


def text_or_message(data: bytes, name: str) -> str:
    """The text of the bytes, or the one line that refuses them; nothing else may be raised."""
    try:
        return read_bytes(data, name).text
    except InputError as error:
        (line,) = str(error).splitlines()
        return line


def docx_of(*paragraphs: str) -> bytes:
    """A DOCX of plain paragraphs as python-docx saves it."""
    document = docx.Document()
    for paragraph in paragraphs or PARAGRAPHS:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a document."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def docx_of_xml(body: str, *, doctype: str = "", relations: str = "", **parts: str) -> bytes:
    """The smallest DOCX with a body of this XML; ``parts`` are the insides of further parts."""
    roots = {"document": f"<w:body>{body}</w:body>", **parts}
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}.{_main(kind)}+xml"/>'
        for kind in roots
    )
    targets = "".join(
        f'<Relationship Id="r{kind}" Target="{kind}.xml" Type="{_OFFICE}/relationships/{kind}"/>'
        for kind in parts
    )
    main = f'<Relationship Id="r" Target="word/document.xml" Type="{_OFFICE}/relationships/'
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": _relationships(f'{main}officeDocument"/>'),
        "word/_rels/document.xml.rels": _relationships(targets + relations),
        **{
            f"word/{kind}.xml": f"{doctype}<w:{kind} {_NAMESPACES}>{inside}</w:{kind}>"
            for kind, inside in roots.items()
        },
    }
    return zip_of(files)


def zip_of(files: dict[str, str]) -> bytes:
    """A packed archive of the files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def paragraph_of(*runs: str, properties: str = "") -> str:
    """The XML of a paragraph of plain runs."""
    words = "".join(f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{words}</w:p>"


def _main(kind: str) -> str:
    return "document.main" if kind == "document" else kind


def _relationships(inside: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def pdf_of(body: str, page: str = "", text: str = "") -> bytes:
    """A PDF of typst source, in the Chinese face of the project."""
    return _set(
        f'#set page(paper: "a4", margin: 3cm, {page})\n'
        f'#set text(font: "Noto Serif SC", size: 16pt, lang: "zh", {text})\n'
        f"#set par(justify: true, first-line-indent: (amount: 2em, all: true))\n{body}"
    )


@cache
def _set(source: str) -> bytes:
    fonts = [str(Path(pylopdf_fonts_zh_cn.serif_path()).parent)]
    data = typst.compile(source.encode(), font_paths=fonts, ignore_system_fonts=True)
    assert isinstance(data, bytes)
    return data
