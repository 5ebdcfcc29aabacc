"""Print how the figures of a report stand to targets and to figures published elsewhere."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..comparison import Parameters, compare, parse_parameters
from ..errors import InputError, choose
from ..extraction.extract import extract
from ..model import Comparison, Target
from ..project import (
    Codebook,
    Curated,
    find_codebook,
    find_project,
    list_reports,
    read_curated,
    require_project,
    with_own_targets,
)
from ..study import TARGETS_MODES, open_study
from ..targets import load_targets
from .output import add_output_arguments, check_output, one_line, report_id_of, text_of, write_rows

_COLUMNS = (
    *("row_id", "indicator", "relation", "word", "reason", "observed", "unit", "observed_year"),
    *("operator", "target", "target_year", "reference_place", "reference_phrase"),
)
_MOST_SHOWN = 5  # targets that no figure goes with, one a line


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
    mode = choose("targets_mode", settings.pop("targets_mode", "extend"), TARGETS_MODES)
    parameters = parse_parameters(settings)
    root = require_project(arguments.project) if arguments.project else find_project(Path())
    path = Path(arguments.report)
    if root is not None and (arguments.report in list_reports(root) or not path.exists()):
        if settings.pop("place", ""):
            raise InputError("--set place", arguments.report, "place in the report's sidecar")
        given: dict[str, Any] = {"targets": arguments.targets, "targets_mode": mode, **settings}
        study = open_study(arguments.report, project=root, **given)
        rows, book, curated = study.comparisons, study.codebook, study.curated
    else:
        book = find_codebook(arguments.project)
        own = load_targets(arguments.targets, book.indicators, parameters.about_share)
        curated = read_curated(root, book, parameters.about_share) if root else Curated()
        if arguments.targets:
            curated = with_own_targets(curated, own.targets, own.sources, mode)
        rows = _compared(path, book, curated, parameters)
    write_rows(rows, "comparison", arguments, _COLUMNS)
    tables = [*([str(root / "data" / "raw")] if root else []), *arguments.targets]
    many = f"{len(curated.targets)} targets, of {', '.join(tables) or 'no table'}"
    print(f"fengze: {book.said}; {many}", file=sys.stderr)
    for line in _without_figure(curated.own, rows):
        print(f"fengze: {line}", file=sys.stderr)
    return 0


def _without_figure(own: Sequence[Target], rows: Iterable[Comparison]) -> Iterator[str]:
    """The targets of the files given that no figure was compared with: the first ones."""
    met = {row.reference_id for row in rows}
    alone = [row for row in own if row.target_id not in met and row.type != "qualitative"]
    for row in alone[:_MOST_SHOWN]:
        why = "" if row.indicator else "; the name is none of the codebook's"
        yield one_line(f"no figure of the report goes with {row.phrase} ({row.target_id}){why}")
    if len(alone) > _MOST_SHOWN:
        yield f"nor with {len(alone) - _MOST_SHOWN} more targets"


def _compared(
    path: Path, book: Codebook, curated: Curated, parameters: Parameters
) -> list[Comparison]:
    """The comparison of a report in a file of its own."""
    read = extract(
        text_of(path),
        report_id_of(path),
        book.indicators,
        parameters.place,
        rounding=parameters.rounding,
        about_share=parameters.about_share,
    )
    return compare(
        read.statements,
        curated.targets,
        curated.published,
        book.indicators,
        book.places,
        replace(parameters, place=parameters.place or read.document.place),
    )


def _settings(given: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name:
            raise InputError(f"--set {one!r}", "", "name=value, such as delta=0.10")
        found[name.strip()] = value.strip()
    return found
