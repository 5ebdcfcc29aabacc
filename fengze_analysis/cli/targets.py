"""Print the targets that a plan states: value, unit, operator, type, years and sentence."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..errors import InputError
from ..schema.records import rows_to_csv, rows_to_json
from ..targets import read_targets
from ..text.read import read_file


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", nargs="?", help="a plan: text, HTML, DOCX or PDF")
    parser.add_argument("--format", choices=("csv", "json", "table"), default="csv")
    parser.add_argument("--output", metavar="PATH")


def run(arguments: argparse.Namespace) -> int:
    path = Path(arguments.file)
    rows = read_targets(read_file(path).text, path.stem)
    text = rows_to_json(rows, "targets") if arguments.format == "json" else rows_to_csv(rows, "targets")
    if arguments.output:
        Path(arguments.output).write_text(text)
    else:
        sys.stdout.write(text)
    return 0
