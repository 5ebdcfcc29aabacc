"""Make the folder of a new report in data/raw/, with a sidecar for a person to complete."""

from __future__ import annotations

import argparse
import hashlib
import shlex
import sys
import tempfile
from pathlib import Path

from ..errors import InputError
from ..model import Document
from ..project import RAW, SIDECAR, check_report_id, find_project
from ..text.document import parse_document
from ..text.extracted import MAX_BYTES, Extracted
from ..text.read import read_bytes

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
    data = _read(path)
    extracted = read_bytes(data, path.name)
    for notice in extracted.notices:
        print(f"fengze: {path.name}: {notice}", file=sys.stderr)
    report_id = arguments.id or path.stem.lower().replace(" ", "-").replace("_", "-")
    check_report_id(report_id, "--id")
    folder = _project(arguments.project) / RAW / report_id
    if folder.exists():
        raise InputError(f"report {report_id!r} is there already", folder, "another --id")
    name = f"report{_SUFFIXES.get(extracted.media_type, _DOCX)}"
    sidecar = {
        **_as_received(report_id, name, data, extracted),
        **_as_read(parse_document(extracted.text, report_id)),
    }
    text = yaml.safe_dump(sidecar, allow_unicode=True, sort_keys=False)
    _write_at_once(folder, {name: data, SIDECAR: text.encode("utf-8")})
    empty = ", ".join(key for key, value in sidecar.items() if value == "")
    print(f"{folder}: complete {empty} in {SIDECAR}, then {_next(report_id, arguments.project)}")
    return 0


def _read(path: Path) -> bytes:
    """The bytes of the file; a larger one than can be read is not taken into memory."""
    if not path.is_file():
        raise InputError("no such file", path, "a report: text, HTML, DOCX or PDF")
    if path.stat().st_size > MAX_BYTES:
        raise InputError("the file is too large", path, f"at most {MAX_BYTES:,} bytes")
    return path.read_bytes()


def _project(named: str | None) -> Path:
    """The folder named, else the project this is in, else here."""
    return Path(named) if named else find_project(Path()) or Path()


def _next(report_id: str, project: str | None) -> str:
    there = f" --project {shlex.quote(project)}" if project else ""
    return f"fengze report {report_id}{there}"


def _write_at_once(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files beside their place, then rename: the whole folder or none of it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as beside:
        made = Path(beside) / folder.name
        made.mkdir()
        for name, data in files.items():
            (made / name).write_bytes(data)
        made.rename(folder)


def _as_received(report_id: str, name: str, data: bytes, extracted: Extracted) -> dict[str, object]:
    return {
        "report_id": report_id,
        "file": name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "media_type": extracted.media_type,
        "encoding": extracted.encoding,
    }


def _as_read(document: Document) -> dict[str, object]:
    """What the text says of itself; empty where it does not, for a person to complete."""
    return {
        "title": document.title,
        "number": document.number,
        "issuer": document.issuer,
        "place": document.place,
        "date": document.date,
        "reporting_year": "",
        "legal_status": "",
        "received_as": "",
    }
