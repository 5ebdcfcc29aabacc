"""Print the outcomes table of any report: every figure with its value, unit and sentence."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..errors import InputError
from ..extraction.extract import extract
from ..project import find_codebook
from ..schema.files import write_bytes
from ..schema.frames import check_ending, table_bytes
from .output import add_output_arguments, check_output, report_id_of, text_of, write_rows

_COLUMNS = ("surface", "value", "unit", "sense", "year", "place", "indicator_phrase", "indicator")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What ``fengze extract`` takes."""
    parser.add_argument("file", metavar="FILE", help="a report: text, HTML, DOCX or PDF")
    add_output_arguments(parser)
    parser.add_argument("--unread", metavar="PATH", help="write what could not be read")
    parser.add_argument("--project", metavar="DIR", help="take the codebook of this project too")


def run(arguments: argparse.Namespace) -> int:
    """Read the file and write its outcomes table; notices go to standard error."""
    path = Path(arguments.file)
    check_output(arguments.output, path)
    check_output(arguments.unread, path)
    if arguments.output and arguments.output == arguments.unread:
        raise InputError("two tables into one file", arguments.output, "a path for each")
    codebook = find_codebook(arguments.project)
    found = extract(text_of(path), report_id_of(path), codebook.indicators)
    write_rows(found.statements, "outcomes", arguments, _COLUMNS)
    if arguments.unread:
        unread = Path(arguments.unread)
        write_bytes(unread, table_bytes(found.unread, "unread", check_ending(unread)))
    elif found.unread:
        many = len(found.unread)
        print(f"fengze: {many} unread; --unread PATH writes where and why", file=sys.stderr)
    print(f"fengze: {codebook.said}", file=sys.stderr)
    return 0
