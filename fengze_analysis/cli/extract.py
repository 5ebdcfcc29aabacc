"""Print the outcomes table of any report: every figure with its value, unit and sentence."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..errors import InputError
from ..text.read import read_file
from ..model import Indicator
from ..lexicon.codebook import load_indicators
from ..extraction.extract import Extraction, extract
from ..schema.files import write_bytes
from ..schema.records import cells_of, column_names, rows_to_csv, rows_to_json

FORMATS = ("csv", "json", "table")
_COLUMNS = ("row_id", "surface", "value", "unit", "kind", "indicator_phrase")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What ``fengze extract`` takes."""
    parser.add_argument("file", metavar="FILE", help="a report: text, HTML, DOCX or PDF")
    parser.add_argument("--format", choices=FORMATS, default="csv", help="csv unless said")
    parser.add_argument("--output", metavar="PATH", help="write here, not to standard output")
    parser.add_argument("--unread", metavar="PATH", help="write what could not be read, as CSV")
    parser.add_argument("--project", metavar="DIR", help="take the codebook of this project")


def run(arguments: argparse.Namespace) -> int:
    """Read the file and write its outcomes table; notices go to standard error."""
    path = Path(arguments.file)
    _check_outputs(path, arguments.output, arguments.unread)
    extracted = read_file(path)
    for notice in extracted.notices:
        print(f"fengze: {path.name}: {notice}", file=sys.stderr)
    found = extract(extracted.text, _report_id(path), _codebook(arguments.project))
    _write(_render(found, arguments.format), arguments.output)
    if arguments.unread:
        _write(rows_to_csv(found.unread, "unread"), arguments.unread)
    elif found.unread:
        many = len(found.unread)
        print(f"fengze: {many} unread; --unread PATH writes where and why", file=sys.stderr)
    return 0


def _check_outputs(path: Path, *outputs: str | None) -> None:
    """Refuse to write over the report, or two tables into one file."""
    places = [path.resolve(), *(Path(one).resolve() for one in outputs if one)]
    if len(set(places)) != len(places):
        raise InputError("two files of one name", places[-1], "a path of its own for each")


def _report_id(path: Path) -> str:
    """The name of the file, as far as it is text."""
    return path.stem.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _codebook(project: str | None) -> tuple[Indicator, ...]:
    return load_indicators()


def _render(found: Extraction, form: str) -> str:
    if form == "json":
        return rows_to_json(found.statements, "outcomes")
    if form == "csv":
        return rows_to_csv(found.statements, "outcomes")
    rows = [
        [dict(zip(column_names("outcomes"), cells_of(row, "outcomes"), strict=True))[c] for c in _COLUMNS]
        for row in found.statements
    ]
    return "".join("\t".join(map(_shown, row)) + "\n" for row in [[*_COLUMNS], *rows])


def _shown(cell: str) -> str:
    r"""A cell on one line, without characters that could command a terminal.

    >>> _shown("8.6\n\n亿元"), _shown("投资\x1b[2J")
    ('8.6 亿元', '投资\\x1b[2J')
    """
    line = " ".join(cell.split())
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in line)


def _write(text: str, output: str | None) -> None:
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    else:
        write_bytes(Path(output), text.encode("utf-8"))
