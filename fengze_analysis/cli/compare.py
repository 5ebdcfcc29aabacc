"""Print how the figures of a report stand to targets and to figures published elsewhere."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ..comparison import compare, parse_parameters
from ..errors import InputError
from ..extraction.extract import extract
from ..project import (
    Codebook,
    Curated,
    find_codebook,
    find_project,
    find_report,
    list_reports,
    read_curated,
    read_received,
    require_project,
    with_own_targets,
)
from ..targets import load_targets
from ..text.read import read_bytes, read_file
from .extract import report_id_of
from .output import add_output_arguments, check_output, write_rows

_COLUMNS = (
    *("row_id", "indicator", "relation", "word", "reason", "observed", "unit", "observed_year"),
    *("operator", "target", "target_year", "reference_place", "reference_phrase"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What ``fengze compare`` takes."""
    parser.add_argument("report", metavar="REPORT", help="a report's id in the project, or a file")
    parser.add_argument(
        "--targets",
        metavar="PATH",
        action="append",
        default=[],
        help="a table of targets (fengze targets PLAN makes one); may be given several times",
    )
    add_output_arguments(parser)
    parser.add_argument("--project", metavar="DIR", help="take the tables of this project too")
    parser.add_argument(
        "--set",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="a parameter: delta, as_of, base_year, about_share, rounding, document_years, place, "
        "targets_mode",
    )


def run(arguments: argparse.Namespace) -> int:
    """Read the report and the targets, compare, write the table of comparison."""
    check_output(arguments.output, arguments.report, *arguments.targets)
    settings = _settings(arguments.set)
    mode = settings.pop("targets_mode", "extend")
    if mode not in ("extend", "replace"):
        raise InputError(f"targets_mode {mode!r} is unknown", "--set", "extend or replace")
    parameters = parse_parameters(settings)
    codebook = find_codebook(arguments.project)
    own = load_targets(arguments.targets, codebook.indicators, parameters.about_share)
    text, report_id = _text_of(arguments.report, arguments.project)
    read = extract(
        text,
        report_id,
        codebook.indicators,
        parameters.place,
        rounding=parameters.rounding,
        about_share=parameters.about_share,
    )
    parameters = replace(parameters, place=parameters.place or read.document.place)
    curated = _curated(arguments.project, codebook)
    if arguments.targets:
        curated = with_own_targets(curated, own.targets, own.sources, mode)
    rows = compare(
        read.statements,
        curated.targets,
        curated.published,
        codebook.indicators,
        codebook.places,
        parameters,
    )
    write_rows(rows, "comparison", arguments, _COLUMNS)
    many = len(curated.targets)
    print(f"fengze: {codebook.said}; {many} targets, of {_named(arguments)}", file=sys.stderr)
    return 0


def _settings(given: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name:
            raise InputError(f"--set {one!r}", "", "name=value, such as delta=0.10")
        found[name.strip()] = value.strip()
    return found


def _text_of(report: str, project: str | None) -> tuple[str, str]:
    """The text and the id of a report: of a project where it is an id there, else of a file."""
    root = require_project(project) if project else find_project(Path())
    if root is not None and (report in list_reports(root) or not Path(report).exists()):
        received = read_received(find_report(root, report))
        name = str(received.sidecar["file"])
        return read_bytes(received.data, name).text, received.report_id
    path = Path(report)
    return read_file(path).text, report_id_of(path)


def _curated(project: str | None, codebook: Codebook) -> Curated:
    root = require_project(project) if project else find_project(Path())
    return read_curated(root, codebook) if root is not None else Curated()


def _named(arguments: argparse.Namespace) -> str:
    """Where the targets are from, in a line."""
    root = require_project(arguments.project) if arguments.project else find_project(Path())
    where = [str(root / "data" / "raw")] if root else []
    return ", ".join([*where, *arguments.targets]) or "no table"
