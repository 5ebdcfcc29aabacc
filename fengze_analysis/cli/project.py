"""``fengze compare``, ``report``, ``check``, ``refresh`` and ``notebooks``, by what is on file."""

from __future__ import annotations

import argparse
import inspect
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ..comparison import compare, parse_parameters
from ..errors import InputError, choose
from ..extraction import extract
from ..model import Comparison, Target
from ..project import (
    RAW,
    Curated,
    find_codebook,
    find_project,
    list_reports,
    read_curated,
    require_project,
    with_own_targets,
)
from ..schema.package import PACKAGE, accept, moved, strangers
from ..schema.tables import real_path, write_bytes
from ..study import PROCESSED, TARGETS_MODES, Study, make_tables, open_study
from ..targets import load_targets
from . import one_line, tell
from .reading import add_output_arguments, check_output, text_and_id, write_rows

_PROJECT = "the folder that has data/raw"
# Parameters that have a place of their own on the command line.
_SET_BY_OPTION = {
    "project": "--project DIR",
    "report": "REPORT",
    "language": "--language zh|en|both",
    "targets": "--targets PATH",
    "exports": "--output DIR",
}
_SETTINGS = [one for one in inspect.signature(open_study).parameters if one not in _SET_BY_OPTION]
_COLUMNS = (
    *("row_id", "indicator", "relation", "word", "reason", "observed", "unit", "observed_year"),
    *("operator", "target", "target_year", "reference_place", "reference_phrase"),
)
_COMPARE_SETTINGS = (
    *("delta", "as_of", "base_year", "about_share", "rounding", "document_years", "place"),
    "targets_mode",
)
_MOST_SHOWN = 5  # targets that no figure goes with, one a line


def add_arguments(command: str, parser: argparse.ArgumentParser) -> None:
    """What each of these commands takes."""
    take = parser.add_argument
    if command == "compare":
        take("report", metavar="REPORT", help="a report's id in the project, or a file")
        own = "a table of targets (fengze targets PLAN makes one); may be given several times"
        take("--targets", metavar="PATH", action="append", default=[], help=own)
        add_output_arguments(parser)
        take("--project", metavar="DIR", help="take the tables of this project too")
        names = f"a parameter: {', '.join(_COMPARE_SETTINGS)}"
        take("--set", metavar="NAME=VALUE", action="append", default=[], help=names)
    elif command == "report":
        which = "an id of data/raw, or a folder anywhere; not needed where there is only one"
        take("report", nargs="?", default="", metavar="REPORT", help=which)
        spoken = ("zh", "en", "both")
        take("--language", choices=spoken, default="both", help="both unless said")
        own = "a CSV of your own targets; may be given again"
        take("--targets", metavar="PATH", action="append", default=[], help=own)
        names = f"a parameter ({', '.join(_SETTINGS)}); may be given again"
        take("--set", metavar="NAME=VALUE", action="append", default=[], help=names)
        take("--project", metavar="DIR", default="", help=_PROJECT)
        take("--output", metavar="DIR", help="reports/REPORT unless said")
        take("--no-pdf", action="store_true", help="leave out the PDF")
    else:
        take("--project", metavar="DIR", default="", help=_PROJECT)


def run_compare(arguments: argparse.Namespace) -> int:
    """Write how a report stands to the targets."""
    check_output("--output", arguments.output, arguments.report, *arguments.targets)
    settings = _settings(arguments.set, _COMPARE_SETTINGS, {})
    mode = choose("targets_mode", settings.pop("targets_mode", "extend"), TARGETS_MODES)
    parameters = parse_parameters(settings)
    place = parameters.place
    root = require_project(arguments.project) if arguments.project else find_project(Path())
    path, own = Path(arguments.report), arguments.targets
    if root is not None and (arguments.report in list_reports(root) or not path.exists()):
        if settings.pop("place", ""):
            raise InputError("--set place", arguments.report, "place in the report's sidecar")
        study = open_study(
            arguments.report, project=root, targets=own, targets_mode=mode, **settings
        )
        rows, book, curated = study.comparisons, study.codebook, study.curated
    else:
        book = find_codebook(arguments.project)
        curated = read_curated(root, book, parameters.about_share) if root else Curated()
        if own:
            given = load_targets(own, book.indicators, parameters.about_share)
            curated = with_own_targets(curated, given.targets, given.sources, mode)
        read = extract(
            *text_and_id(path),
            book.indicators,
            parameters.place,
            rounding=parameters.rounding,
            about_share=parameters.about_share,
        )
        parameters = replace(parameters, place=parameters.place or read.document.place)
        on_file = (curated.targets, curated.published, book.indicators, book.places)
        rows = compare(read.statements, *on_file, parameters)
    write_rows(rows, "comparison", arguments, _COLUMNS)
    tables = [*([str(root / "data" / "raw")] if root else []), *own]
    said = f"{book.said}; {len(curated.targets)} targets, of {', '.join(tables) or 'no table'}"
    if place and not any(place in (one.place, one.short) for one in book.places):
        said += f"; {place} is no area of the codebook"
    tell(said)
    for line in _without_figure(curated.own, rows):
        tell(line)
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


def _settings(
    pairs: Iterable[str], known: Sequence[str], elsewhere: Mapping[str, str]
) -> dict[str, str]:
    """The values of ``--set NAME=VALUE``; ``elsewhere`` says what has an option of its own."""
    given: dict[str, str] = {}
    for pair in pairs:
        name, separator, value = (part.strip() for part in pair.partition("="))
        if not separator:
            raise InputError(f"--set {pair!r}", "", "name=value, such as delta=0.10")
        if name not in known:
            what = "not for --set" if name in elsewhere else "unknown"
            right = elsewhere.get(name) or ", ".join(known)
            raise InputError(f"parameter {name!r} is {what}", "--set", right)
        if name in given:
            raise InputError(f"parameter {name!r} is given twice", "--set", "one value")
        given[name] = value
    return given


def run_report(arguments: argparse.Namespace) -> int:
    """Open the study, run its notebooks, write its site; 1 where something committed moved."""
    from ..site.built import publish
    from ..site.folder import refuse_foreign
    from ..site.notebooks import notebook_workers, report_notebooks, terminal_progress

    settings = _settings(arguments.set, _SETTINGS, _SET_BY_OPTION)
    project = require_project(arguments.project)
    languages = ("zh", "en") if arguments.language == "both" else (arguments.language,)
    most = len(report_notebooks(project)) * len(languages)
    with notebook_workers(most) as run:  # it gets ready while the tables are made
        targets = [str(real_path(path)) for path in arguments.targets]
        study = open_study(arguments.report, project=project, targets=targets, **settings)
        output = _output(arguments.output, project / "reports" / study.report_id)
        refuse_foreign(output)
        kept = project / PROCESSED / study.report_id / PACKAGE
        is_plain = not (settings or targets)
        committed = is_plain and kept.is_file() and _is_received(study, project)
        lines = _keep_tables(study, project) if is_plain else []
        lines = lines or publish(
            study,
            project,
            languages,
            output,
            {**settings, **({"targets": targets} if targets else {})},
            run=run,
            committed=committed,
            pdf=not arguments.no_pdf,
            progress=terminal_progress(),
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


def _is_received(study: Study, project: Path) -> bool:
    """Whether the report is one of the project, and not a folder elsewhere."""
    return study.received.folder == project / RAW / study.report_id


def _keep_tables(study: Study, project: Path) -> list[str]:
    """Write the tables of a report of ``project``, or say what moved since they were committed."""
    committed = project / PROCESSED / study.report_id
    if not _is_received(study, project):
        return []
    tables = make_tables(study)
    _tell_strangers(committed)
    lines = moved(committed, tables) if committed.is_dir() else []
    if not lines:
        accept(committed, tables)
    return lines


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

    project = require_project(arguments.project)
    lines = _moves(project, _made(project))
    for path, data in execute(project).items():
        lines += moved_cells(path.name, path.read_bytes(), data)
    if lines:
        return _tell_moves(lines)
    print("every committed table and notebook is what the code gives")
    return 0


def run_refresh(arguments: argparse.Namespace) -> int:
    """Say what moved and write it, once all ran; a moved figure is owed a line of the changelog."""
    project = require_project(arguments.project)
    made, executed = _made(project), execute(project)
    lines = _moves(project, made)
    for folder, tables in made.items():
        accept(folder, tables)
    for line in [*lines, *_write_changed(executed)]:
        print(one_line(line))
    return 0


def run_notebooks(arguments: argparse.Namespace) -> int:
    """Write the notebooks that changed, once all ran."""
    for line in _write_changed(execute(require_project(arguments.project))):
        print(line)
    return 0


def _made(project: Path) -> dict[Path, dict[str, bytes]]:
    """The tables of every report of ``project``, by the folder they are committed in."""
    return {
        project / PROCESSED / report_id: make_tables(open_study(report_id, project=project))
        for report_id in list_reports(project)
    }


def _moves(project: Path, made: dict[Path, dict[str, bytes]]) -> list[str]:
    """A line for each figure that moved, and each folder of tables whose report is gone."""
    committed = sorted(path for path in (project / PROCESSED).glob("[!.]*") if path.is_dir())
    gone = [PROCESSED / path.name for path in committed if path not in made]
    left = [f"{it.name}: tables of a report that is not in data/raw; remove {it}" for it in gone]
    for folder in made:
        _tell_strangers(folder)
    return [*left, *(line for folder, tables in made.items() for line in moved(folder, tables))]


def _tell_strangers(folder: Path) -> None:
    for name in strangers(folder):
        tell(f"{PROCESSED / folder.name / name} was not made here and stays")


def execute(project: Path) -> dict[Path, bytes]:
    """Every notebook of ``project`` run as it is committed, as steady bytes."""
    from ..site import notebooks

    paths = notebooks.list_notebooks(project)
    jobs = [notebooks.Job(path, {}) for path in paths]
    executed = notebooks.run_notebooks(jobs, progress=notebooks.terminal_progress())
    made = (notebooks.steady_bytes(one, project) for one in executed)
    return dict(zip(paths, made, strict=True))


def _write_changed(made: dict[Path, bytes]) -> list[str]:
    """Write the notebooks that are not as they were; a line for each says which."""
    lines = []
    for path, data in made.items():
        changed = path.read_bytes() != data
        if changed:
            write_bytes(path, data)
        lines.append(f"{path.name}: {'written anew' if changed else 'as it was'}")
    return lines
