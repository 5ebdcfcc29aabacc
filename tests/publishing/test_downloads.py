"""What is downloaded opens in a spreadsheet, says where it is from, and does no harm."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest

from fengze_analysis.publishing.cells import Column, PageTable, Tag, Words, printed
from fengze_analysis.publishing.downloads import bundle, download_files, table_csv
from fengze_analysis.schema.package import check_package
from tests.publishing.made_up_site import CITE, LICENCE, make_site

SITE = make_site()
LICENCES = [{"name": "CC-BY-4.0", "title": "CC BY 4.0"}]


def _rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_a_table_opens_in_a_spreadsheet() -> None:
    """The mark of UTF-8 comes first, headers are in the language, all columns are there."""
    data = download_files(SITE)["tables/outcomes.zh.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    header, *rows = _rows(data)
    assert header[:2] == ["指标", "原文数字"]
    assert header[-3:] == ["表题", "引用", "许可"]
    assert {len(row) for row in rows} == {len(header)}
    assert len(rows) == len(SITE.observations)


def test_a_table_says_where_it_is_from() -> None:
    """Title, citation and licence stand in the first row; every line is a row all the same."""
    first, *others = _rows(download_files(SITE)["tables/outcomes.en.csv"])[1:]
    assert first[-3:] == ["Every figure of the report", CITE.en, LICENCE.en]
    assert {tuple(row[-3:]) for row in others} == {("", "", "")}


def test_a_table_without_a_citation_has_that_of_the_site() -> None:
    """No table is without a citation."""
    assert _rows(download_files(SITE)["tables/targets.zh.csv"])[1][-2] == CITE.zh


@pytest.mark.parametrize(
    "words", ['=HYPERLINK("http://x")', "+1+1", "-甲", "@SUM(A1)", "\t=1", " =1", "＝1+1"]
)
def test_words_never_become_a_formula(words: str) -> None:
    """Text that a spreadsheet would run is preceded by an apostrophe, in every column of words."""
    columns = (Column("a", "甲", "A"), Column("b", "乙", "B", "tag"))
    table = PageTable("t", Words(words, words), columns, ((words, Tag("x", Words(words, words))),))
    row = _rows(table_csv(table, "zh", CITE, LICENCE))[1]
    assert all(cell.startswith("'") for cell in row[:3])


def test_figures_are_never_altered() -> None:
    """A printed minus or plus stays a figure."""
    surface = SITE.observations[0]._replace(surface="-0.5%")
    columns = (Column("a", "甲", "A", "printed"), Column("b", "乙", "B", "number"))
    table = PageTable("t", Words("表", "T"), columns, ((printed(surface), "-0.5"),))
    assert _rows(table_csv(table, "zh", CITE, LICENCE))[1][:2] == ["-0.5%", "-0.5"]


def test_every_table_and_figure_downloads_in_both_languages() -> None:
    """CSV for tables; SVG, PNG and data for figures."""
    names = set(download_files(SITE))
    for language in ("zh", "en"):
        assert {f"tables/{key}.{language}.csv" for key in ("outcomes", "targets")} <= names
        assert {f"figures/measures.{language}.{form}" for form in ("svg", "png", "csv")} <= names


def test_one_language_gives_the_files_of_one() -> None:
    """An edition of its own does not carry the other."""
    assert not [name for name in download_files(SITE, ("en",)) if ".zh." in name]


def test_the_zip_describes_itself() -> None:
    """README and datapackage.json fit the files, hashes and all."""
    files = download_files(SITE)
    with zipfile.ZipFile(io.BytesIO(bundle(SITE, files, LICENCES))) as archive:
        found = {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}
    described = found.pop("datapackage.json").decode()
    assert check_package(described, found) == []
    package = json.loads(described)
    assert package["licenses"] == LICENCES
    assert [source["title"] for source in package["sources"]] == [
        "国家规划纲要",
        "某省规划（转载）",
    ]
    assert {name.rsplit(".", 1)[1] for name in found} == {"csv", "svg", "txt"}
    readme = found["README.txt"].decode()
    for words in (SITE.title, SITE.caution, CITE, LICENCE):
        assert words.zh in readme
        assert words.en in readme
    assert "tables/outcomes.zh.csv  报告所列全部数据 / Every figure of the report" in readme


def test_the_zip_is_the_same_bytes_whatever_the_order() -> None:
    """Neither clock nor order of the files leaves a trace."""
    files = download_files(SITE)
    turned = dict(reversed(files.items()))
    assert bundle(SITE, files, LICENCES) == bundle(SITE, turned, LICENCES)
