"""``fengze extract``, ``targets``, ``add`` and ``batch``: the commands that only read reports."""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..extraction import extract
from ..project import (
    RAW,
    SIDECAR,
    Curated,
    check_if_received,
    check_report_id,
    find_codebook,
    find_project,
    project_if_any,
    read_curated,
)
from ..schema.frames import check_ending, table_bytes
from ..schema.tables import real_path, rows_to_csv, rows_to_json, table, write_bytes
from ..text.document import parse_document
from ..text.extracted import Extracted
from ..text.read import read_file
from . import one_line, printable, tell

# What a report is called in its folder: by what it is, whatever its name said.
_SUFFIXES = {"text/plain": ".txt", "text/html": ".html", "application/pdf": ".pdf"}
_LONGEST_LIMIT = 10**6  # seconds for one report of a batch


def run_extract(arguments: argparse.Namespace) -> None:
    """Write the outcomes table of a report."""
    path = Path(arguments.file)
    check_output("--output", arguments.output, path)
    check_output("--unread", arguments.unread, path)
    if arguments.output and arguments.output == arguments.unread:
        raise InputError("two tables into one file", arguments.output, "a path for each")
    codebook = find_codebook(arguments.project)
    found = extract(*text_and_id(path), codebook.indicators)
    write_rows(found.statements, arguments)
    if arguments.unread:
        unread = Path(arguments.unread)
        write_bytes(unread, table_bytes(found.unread, "unread", check_ending(unread)))
    elif found.unread:
        tell(f"{len(found.unread)} unread; --unread PATH writes where and why")
    tell(codebook.description)


def run_targets(arguments: argparse.Namespace) -> None:
    """Write the targets of a plan, or an empty table of own ones."""
    from ..targets import read_targets, template

    output = arguments.output
    if arguments.template:
        if arguments.file is not None:
            raise InputError("--template reads no plan", arguments.file, "no FILE beside it")
        if output is None:
            print(template(), end="")
        elif Path(output).suffix.lower() != ".csv":
            raise InputError("the empty table is a CSV", output, "a path that ends in .csv")
        else:
            write_bytes(Path(output), template().encode("utf-8-sig"))
        return
    if arguments.file is None:
        raise InputError("no plan is named", "fengze targets", "a FILE, or --template")
    path = Path(arguments.file)
    check_output("--output", output, path)
    codebook = find_codebook(arguments.project)
    rows = read_targets(*text_and_id(path), codebook.indicators)
    write_rows(rows, arguments)
    tell(f"{len(rows)} targets; {codebook.description}")


def check_output(option: str, output: str | None, *inputs: str | Path) -> None:
    """Refuse, before anything is read, an output that cannot be written or is an input."""
    if output is None:
        return
    path = Path(output)
    if not output.strip() or not path.name or path.is_dir():
        raise InputError(f"no file name: {output!r}", option, "a path such as table.csv")
    check_ending(path)
    if real_path(path) in map(real_path, inputs):  # ends in a loop of links too
        raise InputError("the output is the input", path, "a path of its own")


def _read(path: Path) -> Extracted:
    """The text of a file; what its reader has to say goes to standard error."""
    read = read_file(path)
    for notice in read.notices:
        tell(one_line(f"{path.name}: {notice}"))
    return read


def text_and_id(path: Path) -> tuple[str, str]:
    """The text of a file, refused where it is no longer as received, and its name as text."""
    check_if_received(path)
    name = path.stem.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return _read(path).text, name


def write_rows(rows: Sequence[Any], arguments: argparse.Namespace) -> None:
    """Write the table of a command as its arguments say."""
    name = arguments.table
    if arguments.output is not None:
        path = Path(arguments.output)
        write_bytes(path, table_bytes(rows, name, check_ending(path)))
        return
    if arguments.format == "table":
        columns = [table(name).column(one) for one in arguments.shown.split()]
        cells = (
            [one_line(c.form.write(getattr(row, c.attribute))) for c in columns] for row in rows
        )
        lines = ([column.name for column in columns], *cells)
        text = "".join("\t".join(line) + "\n" for line in lines)
    else:
        text = (rows_to_json if arguments.format == "json" else rows_to_csv)(rows, name)
    if sys.stdout.isatty():  # no text of a report commands a terminal; a file has it exactly
        text = "\n".join(map(printable, text.split("\n")))
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def run_add(arguments: argparse.Namespace) -> None:
    """Copy the report byte for byte and write what could be read of it beside it."""
    import yaml

    path = Path(arguments.file)
    extracted = _read(path)
    data = path.read_bytes()
    report_id = arguments.id or path.stem.lower().replace(" ", "-").replace("_", "-")
    check_report_id(report_id, "--id")
    # The folder named, else the project this is in, else here.
    folder = Path(arguments.project or find_project(Path()) or "") / RAW / report_id
    if folder.exists():
        raise InputError(f"report {report_id!r} is there already", folder, "another --id")
    name = f"report{_SUFFIXES.get(extracted.media_type, '.docx')}"
    document = parse_document(extracted.text, report_id)
    sidecar = {
        "report_id": report_id,
        "file": name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "media_type": extracted.media_type,
        "encoding": extracted.encoding,
        **{key: getattr(document, key) for key in ("title", "number", "issuer", "place", "date")},
        **dict.fromkeys(("reporting_year", "legal_status", "received_as"), ""),  # for a person
    }
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as beside:
        made = Path(beside) / report_id
        made.mkdir()
        (made / name).write_bytes(data)
        text = yaml.safe_dump(sidecar, allow_unicode=True, sort_keys=False)
        (made / SIDECAR).write_bytes(text.encode("utf-8"))
        made.rename(folder)  # the whole folder or none of it
    empty = ", ".join(key for key, value in sidecar.items() if value == "")
    there = f" --project {shlex.quote(arguments.project)}" if arguments.project else ""
    print(f"{folder}: complete {empty} in {SIDECAR}, then fengze report {report_id}{there}")


def run_batch(arguments: argparse.Namespace) -> int:
    """Extraction, coding and audit of every report; 1 where some could not be read."""
    from ..batch import LIMIT, run_batch
    from ..batch.process import Settings

    most = f"seconds above 0, at most {_LONGEST_LIMIT:,}"
    workers = _number("--workers", arguments.workers, "[0-9]{1,6}", "a whole number from 1")
    limit = _number("--limit", arguments.limit, r"[0-9]{0,7}\.?[0-9]{1,6}", most)
    if arguments.scheduler and limit:
        raise InputError("a Dask cluster keeps no limit of time", "--limit", "no --limit")
    if not arguments.output.strip():
        raise InputError("no folder", "--output", "a folder for the dataset")
    codebook = find_codebook(arguments.project)
    root = project_if_any(arguments.project)
    tables = read_curated(root, codebook) if root else Curated()
    tell(f"{codebook.description}; {len(tables.published)} published figures to compare with")
    done = run_batch(
        arguments.source,
        Path(arguments.output),
        Settings(codebook.indicators, tables.published, tables.sources),
        workers=int(workers or os.cpu_count() or 1),
        scheduler=arguments.scheduler or "",
        limit=limit or LIMIT,
    )
    failed = len(done.failures)
    print(
        f"{Path(arguments.output)}: {done.tried + done.kept - failed} reports; "
        f"{done.tried} looked at now, {done.kept} known before, "
        f"{failed} not read; {done.passed_over} other files passed over"
    )
    for name in done.mended:
        tell(f"{name} was not whole and was made again")
    for failure in done.failures:
        where = f" ({failure.where})" if failure.where else ""
        print(one_line(f"not read: {failure.path}: {failure.what}{where}"), file=sys.stderr)
    if failed:
        tell(f"{failed} not read; all in failures.csv")
    return 1 if failed else 0


def _number(option: str, word: str | None, form: str, right: str) -> float:
    """The number of an option, 0 where it is not said."""
    if not word:
        return 0
    if not re.fullmatch(form, word, re.ASCII) or not 0 < float(word) <= _LONGEST_LIMIT:
        raise InputError(f"{option} {word[:40]!r}", "fengze batch", right)
    return float(word)
