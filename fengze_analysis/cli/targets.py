"""Print the targets that a plan states: value, unit, operator, type, years and sentence."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..errors import InputError
from ..project import find_codebook
from ..schema.files import write_bytes
from ..targets import read_targets, template
from .output import add_output_arguments, check_output, report_id_of, text_of, write_rows

_COLUMNS = ("phrase", "operator", "value", "unit", "type", "target_year", "base_value", "indicator")
_ABOUT_TABLES = """\
A table of own targets is a CSV (UTF-8) whose first line names its columns, in English or Chinese.
It needs name (or indicator, a code or name of the codebook), value, unit and target_year; the rest
may be left out: operator (>= > = <= < ~, or 不低于 超过 以内 左右), type (level cumulative
mean_growth yearly rise keep qualitative, or 水平 累计 年均 年度 提高 保持 定性), base_value,
base_year, nature (约束性 预期性), class (纲要 专项规划 年度计划), place, and the source that it
brings: title, publisher, date, url. Values may be written 1,234 or 8.6亿元 or >=95; what is written
is exact.
What this command prints is such a table too: look it through, then give it to
fengze compare REPORT --targets PATH."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What ``fengze targets`` takes."""
    parser.epilog = _ABOUT_TABLES
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument(
        "file", metavar="FILE", nargs="?", help="a plan or work report: text, HTML, DOCX or PDF"
    )
    add_output_arguments(parser)
    parser.add_argument(
        "--template", action="store_true", help="print an empty table of own targets instead"
    )
    parser.add_argument("--project", metavar="DIR", help="take the codebook of this project too")


def run(arguments: argparse.Namespace) -> int:
    """Read the plan and write its targets, or write an empty table of own ones."""
    if arguments.template:
        return _write_template(arguments)
    if arguments.file is None:
        raise InputError("no plan is named", "fengze targets", "a FILE, or --template")
    path = Path(arguments.file)
    check_output(arguments.output, path)
    codebook = find_codebook(arguments.project)
    rows = read_targets(text_of(path), report_id_of(path), codebook.indicators)
    write_rows(rows, "targets", arguments, _COLUMNS)
    print(f"fengze: {len(rows)} targets; {codebook.said}", file=sys.stderr)
    return 0


def _write_template(arguments: argparse.Namespace) -> int:
    if arguments.file is not None:
        raise InputError("--template reads no plan", arguments.file, "no FILE beside it")
    if arguments.output is None:
        print(template(), end="")
        return 0
    path = Path(arguments.output)
    if path.suffix.lower() != ".csv":
        raise InputError("the empty table is a CSV", path, "a path that ends in .csv")
    write_bytes(path, template().encode("utf-8-sig"))
    return 0
