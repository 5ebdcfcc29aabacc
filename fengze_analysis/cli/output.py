"""What the commands share: the text of a file, and where a table goes by option or ending."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..project import check_if_received
from ..schema.files import cells_of, column_names, rows_to_csv, rows_to_json, write_bytes
from ..schema.frames import check_ending, table_bytes
from ..text.read import read_file

FORMATS = ("csv", "json", "table")


def add_output_arguments(parser: argparse.ArgumentParser) -> None:
    """``--format`` and ``--output`` as every command that prints a table has them."""
    parser.add_argument("--format", choices=FORMATS, default="csv", help="csv unless said")
    parser.add_argument(
        "--output",
        metavar="PATH",
        help="write here, not to standard output; .csv .json .xlsx .parquet decides the form",
    )


def text_of(path: Path) -> str:
    """The text of a file; what its reader has to say goes to standard error.

    Raises ``InputError`` for a received report that is not as received.
    """
    check_if_received(path)
    read = read_file(path)
    for notice in read.notices:
        print(f"fengze: {one_line(path.name)}: {one_line(notice)}", file=sys.stderr)
    return read.text


def report_id_of(path: Path) -> str:
    """The name of the file, as far as it is text."""
    return path.stem.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def check_output(output: str | None, *inputs: str | Path) -> None:
    """Refuse, before anything is read, an output that cannot be written or is an input."""
    if output is None:
        return
    path = Path(output)
    if not output.strip() or not path.name or path.is_dir():
        raise InputError(f"no file name: {output!r}", "--output", "a path such as table.csv")
    check_ending(path)
    if os.path.realpath(path) in map(os.path.realpath, inputs):  # ends in a loop of links too
        raise InputError("the output is the input", path, "a path of its own")


def write_rows(
    rows: Sequence[Any], name: str, arguments: argparse.Namespace, columns: Sequence[str]
) -> None:
    """Write the rows of the table ``name`` as the arguments say.

    ``columns`` are those that ``--format table`` shows on a terminal.
    """
    if arguments.output is not None:
        path = Path(arguments.output)
        write_bytes(path, table_bytes(rows, name, check_ending(path)))
        return
    if arguments.format == "json":
        text = rows_to_json(rows, name)
    elif arguments.format == "csv":
        text = rows_to_csv(rows, name)
    else:
        at = [column_names(name).index(column) for column in columns]
        cells = [cells_of(row, name) for row in rows]
        lines = [columns, *([one_line(one[place]) for place in at] for one in cells)]
        text = "".join("\t".join(line) + "\n" for line in lines)
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def one_line(cell: str) -> str:
    r"""A cell on one line, without characters that could command a terminal.

    >>> one_line("8.6\n\n亿元"), one_line("投资\x1b[2J")
    ('8.6 亿元', '投资\\x1b[2J')
    """
    line = " ".join(cell.split())
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in line)
