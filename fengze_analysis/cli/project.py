"""``fengze compare``, ``report``, ``check``, ``refresh`` and ``notebooks``, by what is on file."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..comparison import compare, parse_parameters
from ..errors import InputError, choose
from ..extraction import extract
from ..model import Comparison, Target
from ..project import (
    RAW,
    Curated,
    find_codebook,
    list_reports,
    project_if_any,
    read_curated,
    require_project,
    with_own_targets,
)
from ..schema.package import PACKAGE, accept, moved, strangers
from ..schema.tables import real_path, write_bytes
from ..study import PROCESSED, TARGETS_MODES, make_tables, open_study
from ..targets import load_targets
from . import one_line, tell
from .reading import check_output, text_and_id, write_rows

Made = dict[Path, dict[str, bytes]]  # the tables of a report by the folder they are committed in
_MOST_SHOWN = 5  # targets that no figure goes with, one a line


def run_compare(arguments: argparse.Namespace) -> None:
    """Write how a report stands to the targets."""
    path, own = Path(arguments.report), arguments.targets or []
    check_output("--output", arguments.output, path, *own)
    settings = _settings(arguments)
    mode = choose("targets_mode", settings.pop("targets_mode", "extend"), TARGETS_MODES)
    parameters = parse_parameters(settings)
    place, share, rounding = parameters.place, parameters.about_share, parameters.rounding
    root = project_if_any(arguments.project)
    if root is not None and (arguments.report in list_reports(root) or not path.exists()):
        if settings.pop("place", ""):
            raise InputError("--set place", arguments.report, "place in the report's sidecar")
        study = open_study(
            arguments.report, project=root, targets=own, targets_mode=mode, **settings
        )
        rows, book, curated = study.comparisons, study.codebook, study.curated
    else:
        book = find_codebook(arguments.project)
        curated = read_curated(root, book, share) if root else Curated()
        if own:
            given = load_targets(own, book.indicators, share)
            curated = with_own_targets(curated, given.targets, given.sources, mode)
        read = extract(
            *text_and_id(path), book.indicators, place, rounding=rounding, about_share=share
        )
        parameters = replace(parameters, place=place or read.document.place)
        on_file = (curated.targets, curated.published, book.indicators, book.places)
        rows = compare(read.statements, *on_file, parameters)
    write_rows(rows, arguments)
    tables = ", ".join([*([str(root / "data" / "raw")] if root else []), *own]) or "no table"
    said = f"{book.description}; {len(curated.targets)} targets, of {tables}"
    if place and not any(place in (one.place, one.short) for one in book.places):
        said += f"; {place} is no area of the codebook"
    tell(said)
    for line in _without_figure(curated.own, rows):
        tell(line)


def _without_figure(own: Sequence[Target], rows: Iterable[Comparison]) -> Iterator[str]:
    """The targets of the files given that no figure was compared with: the first ones."""
    met = {row.reference_id for row in rows}
    alone = [row for row in own if row.target_id not in met and row.type != "qualitative"]
    for row in alone[:_MOST_SHOWN]:
        why = "" if row.indicator else "; the name is none of the codebook's"
        yield one_line(f"no figure of the report goes with {row.phrase} ({row.target_id}){why}")
    if len(alone) > _MOST_SHOWN:
        yield f"nor with {len(alone) - _MOST_SHOWN} more targets"


def _settings(arguments: argparse.Namespace) -> dict[str, Any]:
    """The values of ``--set NAME=VALUE``."""
    elsewhere = dict(re.findall("([a-z]+): ([^;]+)", arguments.elsewhere))  # an option of its own
    given: dict[str, Any] = {}
    for pair in arguments.set or ():
        name, separator, value = (part.strip() for part in pair.partition("="))
        if not separator:
            raise InputError(f"--set {pair!r}", "", "name=value, such as delta=0.10")
        if name not in arguments.settings.split(", "):
            what = "not for --set" if name in elsewhere else "unknown"
            right = elsewhere.get(name, arguments.settings)
            raise InputError(f"parameter {name!r} is {what}", "--set", right)
        if name in given:
            raise InputError(f"parameter {name!r} is given twice", "--set", "one value")
        given[name] = value
    return given


def run_report(arguments: argparse.Namespace) -> int:
    """Open the study, run its notebooks, write its site; 1 where something committed moved."""
    from ..site.folder import refuse_foreign
    from ..site.notebooks import notebook_workers, report_notebooks

    settings = _settings(arguments)
    project = require_project(arguments.project)
    languages = ("zh", "en") if arguments.language == "both" else (arguments.language,)
    notebooks = report_notebooks(project)
    with notebook_workers() as run:  # it gets ready while the tables are made
        from ..site.built import publish

        if arguments.targets:
            settings["targets"] = [str(real_path(path)) for path in arguments.targets]
        study = open_study(arguments.report or "", project=project, **settings)
        output = _output(arguments.output, project / "reports" / study.report_id)
        refuse_foreign(output)
        # Tables are committed of a report of the project, read without settings of its own.
        is_own = not settings and study.received.folder == project / RAW / study.report_id
        folder = project / PROCESSED / study.report_id
        committed = is_own and (folder / PACKAGE).is_file()
        lines: list[str] = []
        if is_own:
            tables = make_tables(study)
            lines = _moves({folder: tables}) if folder.is_dir() else []
            if not lines:
                accept(folder, tables)
        lines = lines or publish(
            study,
            project,
            languages,
            output,
            settings,
            notebooks=notebooks,
            run=run,
            committed=committed,
            pdf=not arguments.no_pdf,
        )
    if lines:
        return _tell_moves(lines)
    print(output / "index.html")
    return 0


def _output(given: str | None, otherwise: Path) -> Path:
    """The folder to write: a name of its own, never the folder that one stands in."""
    if given is None:
        return otherwise
    path = Path(given)
    if not given.strip() or real_path(path) in (Path.cwd(), *Path.cwd().parents):
        raise InputError(f"no folder of its own: {given!r}", "--output", "such as reports/NAME")
    return path


def _tell_moves(lines: list[str]) -> int:
    """Say what moved, on standard error; the exit code is 1."""
    for line in lines:
        print(one_line(line), file=sys.stderr)
    count = len(lines)
    what = "1 committed figure moved" if count == 1 else f"{count} committed figures moved"
    tell(f"{what}; fengze refresh accepts, nothing was overwritten")
    return 1


def run_check(arguments: argparse.Namespace) -> int:
    """0 where every committed table and notebook is what the code gives, 1 where one is not."""
    from ..site.notebooks import moved_cells

    _, executed, lines = _run_all(require_project(arguments.project))
    for path, data in executed.items():
        lines += moved_cells(path.name, path.read_bytes(), data)
    if lines:
        return _tell_moves(lines)
    print("every committed table and notebook is what the code gives")
    return 0


def run_refresh(arguments: argparse.Namespace) -> None:
    """Say what moved and write it, once all ran; a moved figure is owed a line of the changelog."""
    made, executed, lines = _run_all(require_project(arguments.project))
    for folder, tables in made.items():
        accept(folder, tables)
    for line in [*lines, *_write_changed(executed)]:
        print(one_line(line))


def run_notebooks(arguments: argparse.Namespace) -> None:
    """Write the notebooks that changed, once all ran."""
    for line in _write_changed(execute(require_project(arguments.project))):
        print(line)


def _run_all(project: Path) -> tuple[Made, dict[Path, bytes], list[str]]:
    """The tables of every report, its notebooks as they run, and a line for what moved in tables.

    A folder of tables whose report is gone has a line too.
    """
    made = {
        project / PROCESSED / report_id: make_tables(open_study(report_id, project=project))
        for report_id in list_reports(project)
    }
    executed = execute(project)
    committed = sorted(path for path in (project / PROCESSED).glob("[!.]*") if path.is_dir())
    gone = [PROCESSED / path.name for path in committed if path not in made]
    left = [f"{it.name}: tables of a report that is not in data/raw; remove {it}" for it in gone]
    return made, executed, left + _moves(made)


def _moves(made: Made) -> list[str]:
    """A line for each figure that moved; what was not made here is told."""
    for folder in made:
        for name in strangers(folder):
            tell(f"{PROCESSED / folder.name / name} was not made here and stays")
    return [line for folder, tables in made.items() for line in moved(folder, tables)]


def execute(project: Path) -> dict[Path, bytes]:
    """Every notebook of ``project`` run as it is committed, as steady bytes."""
    from ..site.notebooks import list_notebooks, read_notebook, run_notebooks, steady_bytes

    paths = list_notebooks(project)
    executed = run_notebooks([(read_notebook(one), {}) for one in paths])
    return {path: steady_bytes(one, project) for path, one in zip(paths, executed, strict=True)}


def _write_changed(executed: dict[Path, bytes]) -> list[str]:
    """Write the notebooks that are not as they were; a line for each says which."""
    lines = []
    for path, data in executed.items():
        changed = path.read_bytes() != data
        if changed:
            write_bytes(path, data)
        lines.append(f"{path.name}: {'written anew' if changed else 'as it was'}")
    return lines
