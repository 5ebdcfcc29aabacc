"""Make the folder of a new report in data/raw/, with a sidecar for a person to complete."""

from __future__ import annotations

import argparse
import hashlib
import shlex
import sys
import tempfile
from pathlib import Path

from ..errors import InputError
from ..project import RAW, SIDECAR, check_report_id, find_project
from ..text.document import parse_document
from ..text.extracted import Extracted
from ..text.read import read_file

# What a report is called in its folder: by what it is, whatever its name said.
_SUFFIXES = {"text/plain": ".txt", "text/html": ".html", "application/pdf": ".pdf"}
_DOCX = ".docx"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What ``fengze add`` takes."""
    parser.add_argument("file", metavar="FILE", help="a report: text, HTML, DOCX or PDF")
    parser.add_argument("--id", metavar="ID", help="the report's id; the file's name unless said")
    parser.add_argument(
        "--project", metavar="DIR", help="the folder that has, or shall have, data/raw"
    )


def run(arguments: argparse.Namespace) -> int:
    """Copy the report byte for byte and write what could be read of it beside it."""
    import yaml

    path = Path(arguments.file)
    extracted = read_file(path)
    data = path.read_bytes()
    for notice in extracted.notices:
        print(f"fengze: {path.name}: {notice}", file=sys.stderr)
    report_id = arguments.id or path.stem.lower().replace(" ", "-").replace("_", "-")
    check_report_id(report_id, "--id")
    # The folder named, else the project this is in, else here.
    project = Path(arguments.project or find_project(Path()) or "")
    folder = project / RAW / report_id
    if folder.exists():
        raise InputError(f"report {report_id!r} is there already", folder, "another --id")
    name = f"report{_SUFFIXES.get(extracted.media_type, _DOCX)}"
    sidecar = _sidecar(report_id, name, data, extracted)
    text = yaml.safe_dump(sidecar, allow_unicode=True, sort_keys=False)
    _write_at_once(folder, {name: data, SIDECAR: text.encode("utf-8")})
    empty = ", ".join(key for key, value in sidecar.items() if value == "")
    there = f" --project {shlex.quote(arguments.project)}" if arguments.project else ""
    print(f"{folder}: complete {empty} in {SIDECAR}, then fengze report {report_id}{there}")
    return 0


def _write_at_once(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files beside their place, then rename: the whole folder or none of it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as beside:
        made = Path(beside) / folder.name
        made.mkdir()
        for name, data in files.items():
            (made / name).write_bytes(data)
        made.rename(folder)


def _sidecar(report_id: str, name: str, data: bytes, extracted: Extracted) -> dict[str, object]:
    """The file as received, and what its text says of itself; a person completes what is empty."""
    document = parse_document(extracted.text, report_id)
    return {
        "report_id": report_id,
        "file": name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "media_type": extracted.media_type,
        "encoding": extracted.encoding,
        "title": document.title,
        "number": document.number,
        "issuer": document.issuer,
        "place": document.place,
        "date": document.date,
        "reporting_year": "",
        "legal_status": "",
        "received_as": "",
    }
