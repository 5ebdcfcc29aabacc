"""The tables of a study as the files of ``data/processed/``."""

from __future__ import annotations

from pathlib import Path

from .release import version
from .schema.package import PACKAGE, describe_package
from .schema.tables import rows_to_csv
from .study import TABLES, Study

PROCESSED = Path("data", "processed")


def make_tables(study: Study) -> dict[str, bytes]:
    """The bytes of every table of ``study`` by file name, ``datapackage.json`` among them.

    A report that is no plain text brings its extracted text, which every position points into.
    Targets are the project's own table and not written again.
    """
    names = [name for name in TABLES if name != "targets"]
    files = {f"{name}.csv": rows_to_csv(study.rows(name), name).encode() for name in names}
    if study.extracted.media_type != "text/plain":
        files["text.txt"] = study.extracted.text.encode("utf-8")
    said = study.received.said
    package = describe_package(
        study.report_id,
        said("title"),
        files,
        version=version(),
        description=f"{said('issuer')} {said('number')}; sha256 {said('sha256')}",
        sources=study.sources_used,
        licences=[{"name": "other", "title": said("legal_status")}],
    )
    return {**files, PACKAGE: package.encode("utf-8")}
