"""What can be downloaded: PDF, workbook, tables, charts, the zip; the same bytes every time."""

from __future__ import annotations

import io
import json
import zipfile

import openpyxl
import pypdf
import pytest

from tests.made_up.district import yunxi_study
from tests.schema.packages import check_package
from tests.site.made_up_site import finished, yunxi

REPORT_ID = "yunxi-2024"


def _pdf(kind: str, language: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(yunxi().files[f"{REPORT_ID}.{kind}.{language}.pdf"]))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_brief_is_one_page_and_the_report_at_most_fifteen(language: str) -> None:
    """Contents stand on the second page of the report; bookmarks lead through it."""
    report = _pdf("report", language)
    assert len(_pdf("brief", language).pages) == 1
    assert 5 <= len(report.pages) <= 15
    assert {"zh": "目录", "en": "Contents"}[language] in report.pages[1].extract_text()
    assert len(report.outline) > 5


def test_a_pdf_is_the_projects_and_its_chinese_can_be_searched() -> None:
    """The author of the pages is the project, never the government."""
    brief = _pdf("brief", "zh")
    assert brief.metadata is not None
    assert brief.metadata.author == "fengze_analysis"
    assert "关键数据" in brief.pages[0].extract_text()


def test_the_workbook_has_every_table_with_numbers_as_numbers() -> None:
    """A sheet a table, and one that explains the columns."""
    book = openpyxl.load_workbook(io.BytesIO(yunxi().files[f"{REPORT_ID}.xlsx"]))
    names = " ".join(book.sheetnames)
    assert all(name in names for name in ("outcomes", "comparison", "findings", "dictionary"))
    sheet = next(sheet for sheet in book if sheet.title.startswith("outcomes"))
    header = [cell.value for cell in sheet[1]]
    assert isinstance(sheet[2][header.index("value")].value, (int, float))


def test_the_zip_is_described_byte_for_byte() -> None:
    """datapackage.json lists every file with its hash."""
    with zipfile.ZipFile(io.BytesIO(yunxi().files[f"{REPORT_ID}.zip"])) as archive:
        held = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    package = held.pop("datapackage.json").decode()
    assert check_package(package, held) == []
    assert json.loads(package)["name"] == REPORT_ID
    assert any(name.endswith(".svg") for name in held)


def test_the_same_study_gives_the_same_bytes() -> None:
    """Two builds differ in nothing."""
    again = finished(yunxi_study(), pdf=True).files
    assert {name for name in again if again[name] != yunxi().files[name]} == set()
    assert again.keys() == yunxi().files.keys()


def test_a_chart_is_offered_as_outlines_and_as_a_picture() -> None:
    """SVG without a font of the machine, PNG; both languages."""
    for language in ("zh", "en"):
        assert b"<text" not in yunxi().files[f"figures/targets.{language}.svg"]
        assert yunxi().files[f"figures/targets.{language}.png"].startswith(b"\x89PNG")
