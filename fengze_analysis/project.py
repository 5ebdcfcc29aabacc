"""A project folder: the reports received and the curated tables beside them."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from .errors import InputError
from .text.extracted import MAX_BYTES
from .model import Assessment, Indicator, Place, Published, Source, Target

if TYPE_CHECKING:
    from .schema.schema import Fault

Row = TypeVar("Row")

RAW = Path("data", "raw")
SIDECAR = "report.yml"
_MAY_LACK = ("definition", "note")  # the columns of the codebook that may be absent
_REQUIRED = ("report_id", "file", "sha256", "bytes", "title", "issuer", "legal_status")


@dataclass(frozen=True, slots=True)
class Received:
    """A report as received: its folder, its sidecar and its bytes, checked against the hash."""

    folder: Path
    sidecar: Mapping[str, Any]
    data: bytes

    @property
    def report_id(self) -> str:
        """The id that begins every key."""
        return str(self.sidecar["report_id"])


@dataclass(frozen=True, slots=True)
class Curated:
    """The curated tables of a project."""

    indicators: tuple[Indicator, ...] = ()
    targets: tuple[Target, ...] = ()
    published: tuple[Published, ...] = ()
    sources: tuple[Source, ...] = ()
    places: tuple[Place, ...] = ()
    assessments: tuple[Assessment, ...] = ()


def find_project(start: Path) -> Path | None:
    """The nearest folder at or above ``start`` that has ``data/raw``; ``None`` where none has."""
    here = start.resolve()
    return next((each for each in (here, *here.parents) if (each / RAW).is_dir()), None)


def require_project(folder: str = "") -> Path:
    """The project in ``folder``, or the nearest above where none is named; else ``InputError``.

    A folder that is named is taken at its word: a misspelt one never becomes the project above.
    """
    root = find_project(Path()) if not folder else Path(folder).resolve()
    if root is None or not (root / RAW).is_dir():
        raise InputError("no project found", folder or Path.cwd(), "a folder with data/raw")
    return root


def list_reports(project: Path) -> list[str]:
    """The ids of the reports of ``project``, sorted."""
    return sorted(path.parent.name for path in (project / RAW).glob(f"*/{SIDECAR}"))


def find_report(project: Path, report: str) -> Path:
    """The folder of ``report``: an id of ``project``, a path to a folder, or the only report."""
    ids = list_reports(project)
    if not report and len(ids) == 1:
        report = ids[0]
    if report in ids:
        return project / RAW / report
    if report and (Path(report) / SIDECAR).is_file():
        return Path(report).resolve()
    known = ", ".join(ids) or "none yet; fengze add FILE makes one"
    what = f"unknown report {report!r}" if report else "which report is not said"
    raise InputError(what, str(project / RAW), f"one of {known}")


def read_received(folder: Path) -> Received:
    """The report of ``folder``; raises :class:`InputError` where a byte is not as received."""
    sidecar = read_sidecar(folder / SIDECAR)
    name = str(sidecar["file"])
    path = folder / name
    if Path(name).name != name or not path.is_file():
        raise InputError(f"the file {name!r} is missing", folder, "the report as received")
    if path.stat().st_size > MAX_BYTES:
        raise InputError("the file is too large", path, f"at most {MAX_BYTES:,} bytes")
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != str(sidecar["sha256"]) or str(len(data)) != str(sidecar["bytes"]):
        raise InputError(
            f"{name} is not as received: sha256 {digest[:12]}…, {len(data)} bytes",
            path,
            f"sha256 {str(sidecar['sha256'])[:12]}…, {sidecar['bytes']} bytes, as {SIDECAR} says",
        )
    return Received(folder, sidecar, data)


def read_sidecar(path: Path) -> Mapping[str, Any]:
    """What is known of a report; raises :class:`InputError` where something owed is missing."""
    if not path.is_file():
        raise InputError("the sidecar is missing", path, "fengze add FILE makes one")
    sidecar = read_yaml(path)
    if not isinstance(sidecar, dict):
        raise InputError("the sidecar holds no keys", path, "key: value lines")
    missing = [key for key in _REQUIRED if sidecar.get(key) in (None, "")]
    if missing:
        raise InputError(f"the sidecar lacks {', '.join(missing)}", path, "a value for each")
    deep = [key for key in sidecar if key != "english" and isinstance(sidecar[key], (dict, list))]
    if deep:
        raise InputError(f"{deep[0]} of the sidecar is no single value", path, "one value")
    _check_english(sidecar.get("english"), path)
    report_id = str(sidecar["report_id"])
    check_report_id(report_id, str(path))
    if report_id != path.parent.name:
        right = f"{path.parent.name!r}, the name of its folder"
        raise InputError(f"report_id {report_id!r}", path, right)
    return sidecar


def read_yaml(path: Path) -> object:
    """The values of a YAML file; raises :class:`InputError` where it is none."""
    import yaml

    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        said = str(error).splitlines() or [type(error).__name__]
        raise InputError(f"no YAML: {said[0]}", path, "key: value lines in UTF-8") from None


def _check_english(english: object, path: Path) -> None:
    """The translations: a title, a place and the headings by number, or nothing."""
    if english is None:
        return
    right = "title, place and headings"
    if not isinstance(english, dict):
        raise InputError("english of the sidecar holds no keys", path, right)
    if not isinstance(english.get("headings") or {}, dict):
        raise InputError("headings of the sidecar hold no keys", path, '"1.2": Heading')


def check_report_id(report_id: str, where: str) -> None:
    """Refuse an id that is no plain folder name (``../x``, ``a/b``, ``-x``)."""
    plain = all(char.isalnum() or char in "-_" for char in report_id)
    if not plain or not report_id[:1].isalnum():
        raise InputError(f"report id {report_id!r}", where, "letters, digits, - and _")


def read_curated(project: Path, targets: str = "", targets_mode: str = "extend") -> Curated:
    """The curated tables of ``project``; ``targets`` is an analyst's own table of the same form.

    ``targets_mode`` says whether it extends or replaces the project's. All faults of all tables
    are raised at once.
    """
    from .schema.files import read_sound_rows
    from .schema.project import check_project
    from .schema.schema import raise_faults

    faults: list[Fault] = []
    raw = project / RAW
    lines, amiss = read_sound_rows(_existing(Path(targets)), Target) if targets else ([], [])
    own = [target for _, target in lines]
    replaced = targets and targets_mode == "replace"
    ours = [] if replaced else _read(raw / "targets.csv", Target, faults)
    curated = Curated(
        tuple(_read(raw / "indicators.csv", Indicator, faults)),
        tuple(_merge(ours, own)),
        tuple(_read(raw / "published.csv", Published, faults)),
        tuple(_read(raw / "sources.csv", Source, faults)),
        tuple(_read(raw / "places.csv", Place, faults)),
        tuple(_read(raw / "assessments.csv", Assessment, faults)),
    )
    raise_faults(faults)
    found = check_project(
        curated.targets,
        curated.sources,
        curated.indicators,
        curated.published,
        curated.places,
        assessments=curated.assessments,
    )
    known = {f"row {target.target_id}": line for line, target in lines}
    amiss += (_of_own(fault, known, Path(targets).name) for fault in found)
    raise_faults(sorted(amiss, key=_line))
    return curated


def _line(fault: Fault) -> int:
    return int(fault.place.removeprefix("line ")) if fault.place.startswith("line ") else 0


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise InputError("no such file", path, "a CSV of targets")
    return path


def _merge(ours: Iterable[Target], own: Iterable[Target]) -> list[Target]:
    """An analyst's row with the id of one of ours stands in its place."""
    own = list(own)
    taken = {target.target_id for target in own}
    return [target for target in ours if target.target_id not in taken] + own


def _of_own(fault: Fault, lines: Mapping[str, int], name: str) -> Fault:
    """The fault with the file and line of the analyst's table where its row stands in that."""
    mine = fault.file == "targets.csv" and fault.place in lines
    return replace(fault, file=name, place=f"line {lines[fault.place]}") if mine else fault


def _read(path: Path, cls: type[Row], faults: list[Fault]) -> list[Row]:
    """The rows of a table, none where it is absent; what is wrong with it goes to ``faults``."""
    from .schema.files import read_table
    from .schema.schema import TableError

    try:
        return read_table(path, cls) if path.is_file() else []
    except TableError as error:
        faults.extend(error.faults)
        return []


def load_codebook(project: Path) -> tuple[Indicator, ...]:
    """The codebook of ``project``, read without the checks that a report owes; empty without one.

    Extraction alone must answer at once and needs no more than phrases and codes.
    """
    path = project / RAW / "indicators.csv"
    if not path.is_file():
        return ()
    from .schema.files import read_text
    from .schema.rows import columns_of, parse_csv, row_from_cells

    try:
        header, rows = parse_csv(read_text(path))
    except csv.Error as error:
        raise InputError(f"no CSV: {error}", path, "comma-separated cells") from None
    known = columns_of(Indicator)
    if not set(header) <= set(known) or not set(known[: -len(_MAY_LACK)]) <= set(header):
        raise InputError("the header is another", path, ",".join(known))
    short = next((line for line, cells in rows if len(cells) != len(header)), None)
    if short is not None:
        raise InputError(f"line {short} has another number of cells", path, f"{len(header)} cells")
    return tuple(
        row_from_cells(Indicator, dict(zip(header, cells, strict=True))) for _, cells in rows
    )
