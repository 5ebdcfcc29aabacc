"""The tables of a study as files: written, held against the committed ones, accepted."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from .comparison.coverage import Coverage
from .comparison.derived import Derived
from .comparison.opinions import MeasureEvidence
from .comparison.silence import Silence
from .model import Comparison, Finding, Observation, Unread
from .release import version
from .study import Study
from .schema.drift import find_drift
from .schema.excel import rows_to_excel
from .schema.files import write_bytes
from .schema.package import describe_package
from .schema.rows import parse_csv, rows_to_csv

PROCESSED = Path("data", "processed")
PACKAGE = "datapackage.json"
_EXTRACTED = "text.txt"


def make_tables(study: Study) -> dict[str, bytes]:
    """The bytes of every table of ``study`` by file name, ``datapackage.json`` among them.

    A report that is no plain text brings its extracted text, which every position points into.
    """
    tables = {f"{name}.csv": rows_to_csv(rows, cls) for name, (rows, cls) in _rows(study).items()}
    if study.extracted.media_type != "text/plain":
        tables[_EXTRACTED] = study.extracted.text
    files = {name: text.encode("utf-8") for name, text in tables.items()}
    return {**files, PACKAGE: _package(study, files).encode("utf-8")}


def make_downloads(study: Study) -> dict[str, bytes]:
    """The same tables as people open them in Excel: marked as UTF-8, no cell a formula."""
    return {f"{name}.csv": rows_to_excel(rows, cls) for name, (rows, cls) in _rows(study).items()}


def _rows(study: Study) -> dict[str, tuple[Sequence[object], type]]:
    return {
        "outcomes": (study.observations, Observation),
        "unread": (study.unread, Unread),
        "comparison": (study.comparisons, Comparison),
        "coverage": (study.coverage, Coverage),
        "derived": (study.derived, Derived),
        "findings": (study.findings, Finding),
        "measures": (study.measures, MeasureEvidence),
        "silence": (study.silence, Silence),
    }


def _package(study: Study, files: Mapping[str, bytes]) -> str:
    sidecar = study.received.sidecar
    return describe_package(
        study.received.report_id,
        str(sidecar["title"]),
        files,
        version=version(),
        description=f"{sidecar['issuer']} {sidecar.get('number', '')}; sha256 {sidecar['sha256']}",
        sources=study.sources,
        licences=[{"name": "other-pd", "title": str(sidecar["legal_status"])}],
    )


def moved(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """A line for each figure, verdict or finding of ``files`` that is not as in ``folder``.

    Empty where the folder is not there yet, or every byte is the same. A folder without its
    package, which is written last, is a run that was cut off: what it lacks has not moved.
    """
    if not folder.is_dir():
        return []
    whole = (folder / PACKAGE).is_file()
    sentences = _sentences(files["outcomes.csv"])
    lines: list[str] = []
    for name, data in files.items():
        path = folder / name
        if path.is_file():
            lines += _moves(name, path.read_bytes(), data, sentences)
        elif whole:
            lines.append(f"{name}: new")
    lines += [f"{path.name}: no longer made" for path in _others(folder, files)]
    return _tables_first(lines)


def _moves(name: str, old: bytes, new: bytes, sentences: Mapping[str, str]) -> list[str]:
    if old == new:
        return []
    if name.endswith(".csv"):
        try:
            return find_drift(
                name.removesuffix(".csv"), old.decode("utf-8"), new.decode("utf-8"), sentences
            )
        except (csv.Error, UnicodeDecodeError, IndexError):
            pass  # the committed file is no table: its hash says that it is another
    return [f"{name}: sha256 {_hash(old)} → {_hash(new)}"]


def _others(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and path.name not in files)


def _tables_first(lines: list[str]) -> list[str]:
    """The hash of the package only says again that a table moved."""
    others = [line for line in lines if not line.startswith(PACKAGE)]
    return others or lines


def _sentences(outcomes: bytes) -> dict[str, str]:
    header, rows = parse_csv(outcomes.decode("utf-8"))
    at, sentence = header.index("row_id"), header.index("sentence")
    return {cells[at]: cells[sentence] for _, cells in rows}


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def accept(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` into ``folder``, the package last; what is no longer made goes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in sorted(files, key=lambda name: (name == PACKAGE, name)):
        path = folder / name
        if not path.is_file() or path.read_bytes() != files[name]:
            write_bytes(path, files[name])
    for path in _others(folder, files):
        path.unlink()
