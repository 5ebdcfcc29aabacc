"""What can be downloaded: tables as CSV, figures, and one zip of all with its description."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from fengze_analysis.publishing.cells import (
    LANGUAGES,
    Cell,
    Column,
    Language,
    PageTable,
    Words,
    cell_words,
    plain,
)
from fengze_analysis.publishing.labels import label
from fengze_analysis.publishing.site import Site
from fengze_analysis.schema.excel import safe_cell
from fengze_analysis.schema.package import describe_package
from fengze_analysis.schema.rows import csv_line

_ABOUT = ("title", "citation", "licence")
_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say


def table_file(key: str, language: Language) -> str:
    """The place of a table's CSV beside the pages."""
    return f"tables/{key}.{language}.csv"


def drawing_files(key: str, language: Language) -> dict[str, str]:
    """The places of a figure's forms: PNG and CSV beside the pages, SVG in the zip.

    A page makes the SVG that it offers from the figure it shows, so that no figure is kept twice.
    """
    return {form: f"figures/{key}.{language}.{form}" for form in ("svg", "png", "csv")}


def table_csv(table: PageTable, language: Language, citation: Words, licence: Words) -> bytes:
    """The table as a CSV that spreadsheets open: UTF-8 with its mark, words made harmless.

    The last three columns hold its title, citation and licence, filled in the first row alone:
    every line is a row, and the file says where it is from.
    """
    about = [table.title, table.citation if table.citation.zh else citation, licence]
    tail = [plain(words.of(language)) for words in about]
    header = [column.words.of(language) for column in table.columns]
    lines = [csv_line([*header, *(label(key, language) for key in _ABOUT)], quote_all=True)]
    for row in table.rows:
        cells = [_cell(*pair, language) for pair in zip(row, table.columns, strict=True)]
        lines.append(csv_line([*cells, *map(safe_cell, tail)], quote_all=True))
        tail = [""] * len(tail)
    return "".join(lines).encode("utf-8-sig")


def _cell(cell: Cell, column: Column, language: Language) -> str:
    words = plain(cell_words(cell, language))
    return words if column.kind in ("number", "printed") else safe_cell(words)


def download_files(site: Site, languages: tuple[Language, ...] = LANGUAGES) -> dict[str, bytes]:
    """Every table and figure as files, by their place beside the pages or in the zip."""
    found: dict[str, bytes] = {}
    for language in languages:
        for table in site.tables:
            data = table_csv(table, language, site.cite, site.licence)
            found[table_file(table.key, language)] = data
        for drawing in site.drawings:
            places = drawing_files(drawing.key, language)
            found[places["svg"]] = drawing.svg.of(language).encode("utf-8")
            found[places["png"]] = drawing.png(language)
            if drawing.data:
                data = table_csv(drawing.data, language, drawing.citation, site.licence)
                found[places["csv"]] = data
    return found


def bundle(site: Site, files: Mapping[str, bytes], licences: list[dict[str, str]]) -> bytes:
    """The zip of ``files`` with a README and ``datapackage.json``: the same bytes every time.

    A figure is in it once, as SVG; its PNG lies beside the pages.
    """
    files = {name: data for name, data in files.items() if not name.endswith(".png")}
    readme = _readme(site, sorted(files)).encode("utf-8")
    described = describe_package(
        site.report_id,
        plain(site.title.zh),
        {**files, "README.txt": readme},
        version=site.version,
        description=plain(site.caution.zh),
        sources=site.sources,
        licences=licences,
    )
    everything = {**files, "README.txt": readme, "datapackage.json": described.encode("utf-8")}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in sorted(everything.items()):
            entry = zipfile.ZipInfo(f"{site.report_id}/{name}", _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr, entry.create_system = 0o644 << 16, 3
            archive.writestr(entry, data)
    return written.getvalue()


def _readme(site: Site, names: list[str]) -> str:
    """What is in the zip, in both languages."""
    parts: list[str] = []
    for language in LANGUAGES:
        said = (site.title, site.caution, site.cite, site.licence, site.correction)
        parts += [plain(words.of(language)) for words in said if words.of(language)]
        parts.append(label("zip_tables", language))
    titles = {table.key: table.title for table in (*site.tables, *_drawn(site))}
    listed = [
        f"{name}  {titles[key].zh} / {titles[key].en}"
        for name in names
        if (key := _key(name)) in titles
    ]
    return "\n\n".join(parts) + "\n\n" + "\n".join(listed) + "\n"


def _drawn(site: Site) -> list[PageTable]:
    return [PageTable(drawing.key, drawing.title, (), ()) for drawing in site.drawings]


def _key(name: str) -> str:
    return name.rsplit("/", 1)[-1].split(".")[0]
