"""What can be downloaded: tables as CSV and one workbook, figures, one zip with its description."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

import pandas as pd

from ..release import version
from ..schema.frames import dictionary_frame, table_bytes, workbook
from ..schema.package import describe_package
from ..schema.tables import load_tables
from ..study import TABLES, Study
from .content import Chart
from .front import is_official

_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say


def table_files(study: Study) -> dict[str, bytes]:
    """Every table of the study as CSV that a spreadsheet opens."""
    return {f"data/{name}.csv": table_bytes(study.rows(name), name, ".csv") for name in TABLES}


def workbook_file(study: Study, about: Sequence[tuple[str, str]]) -> bytes:
    """All tables in one workbook: what it is, the tables with numbers as numbers, the dictionary.

    A sheet is called by the name of its table in both languages; a workbook allows 31 characters.
    """
    known = load_tables()
    frames = {"about 说明": pd.DataFrame(about, columns=["item", "text"])}
    for name in (*TABLES, "sources"):
        frames[f"{name} {known[name].title_zh}"[:31]] = getattr(study, name)
    frames["dictionary 字段说明"] = dictionary_frame((*TABLES, "sources"))
    return workbook(frames)


def chart_files(charts: Sequence[Chart], language: str) -> dict[str, bytes]:
    """The figures as SVG and PNG."""
    forms = [(chart, ending) for chart in charts for ending in ("svg", "png")]
    return {
        f"figures/{chart.key}.{language}.{ending}": getattr(chart, ending)
        for chart, ending in forms
    }


def bundle(study: Study, files: Mapping[str, bytes], readme: str) -> bytes:
    """The zip of ``files`` with a README and ``datapackage.json``: the same bytes every time.

    A chart is in it once, as SVG; its PNG lies beside the pages.
    """
    files = {name: data for name, data in files.items() if not name.endswith(".png")}
    held = {**files, "README.txt": readme.encode("utf-8")}
    sidecar = study.received.sidecar
    status = str(sidecar["legal_status"])
    described = describe_package(
        study.report_id,
        str(sidecar["title"]),
        held,
        version=version(),
        description=f"{sidecar['issuer']} {sidecar.get('number') or ''}".strip(),
        sources=study.sources_used,
        licences=[{"name": "other-pd" if is_official(status) else "other-closed", "title": status}],
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in sorted({**held, "datapackage.json": described.encode()}.items()):
            entry = zipfile.ZipInfo(f"{study.report_id}/{name}", _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr, entry.create_system = 0o644 << 16, 3
            archive.writestr(entry, data)
    return written.getvalue()
