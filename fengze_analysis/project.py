"""A project folder: the reports received and the curated tables beside them."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

from .errors import InputError
from .lexicon.codebook import load_indicators, load_places
from .model import Assessment, Indicator, Place, Published, Source, Target
from .rounding import ABOUT_SHARE
from .schema.files import Fault, TableError, raise_faults, read_table
from .text.extracted import MAX_BYTES

RAW = Path("data", "raw")
SIDECAR = "report.yml"
_REQUIRED = ("report_id", "file", "sha256", "bytes", "title", "issuer", "legal_status")
_YEAR = re.compile("[12][0-9]{3}")
_MOST_YAML = 2**20


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

    @property
    def reporting_year(self) -> int | None:
        """The year that the report is about, where a person has said it."""
        year = self.sidecar.get("reporting_year")
        return int(year) if year not in (None, "") else None


@dataclass(frozen=True, slots=True)
class Codebook:
    """The indicators and places to read with, and a line that says which they are."""

    indicators: tuple[Indicator, ...]
    places: tuple[Place, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Curated:
    """The curated tables of a project, each row with a source; ``own``: targets an analyst gave."""

    targets: tuple[Target, ...] = ()
    published: tuple[Published, ...] = ()
    sources: tuple[Source, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    own: tuple[Target, ...] = ()


def find_project(start: Path) -> Path | None:
    """The nearest folder at or above ``start`` that has ``data/raw``; ``None`` where none has."""
    here = start.resolve()
    return next((each for each in (here, *here.parents) if (each / RAW).is_dir()), None)


def require_project(folder: str | Path | None = None) -> Path:
    """The project in ``folder``, or the nearest above where none is named; else ``InputError``.

    A folder that is named is taken at its word: a misspelt one never becomes the project above.
    """
    root = Path(os.path.realpath(folder)) if folder else find_project(Path())
    if root is None or not (root / RAW).is_dir():
        raise InputError(
            "no project found",
            folder or Path.cwd(),
            "a folder with data/raw, the one to work in or named as project",
        )
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
    check_received(path, data, sidecar)
    return Received(folder, sidecar, data)


def check_received(path: Path, data: bytes, sidecar: Mapping[str, Any]) -> None:
    """Raise :class:`InputError` where ``data`` is not what the sidecar says was received."""
    digest = hashlib.sha256(data).hexdigest()
    if digest != str(sidecar["sha256"]) or str(len(data)) != str(sidecar["bytes"]):
        raise InputError(
            f"{path.name} is not as received: sha256 {digest[:12]}…, {len(data)} bytes",
            path,
            f"sha256 {str(sidecar['sha256'])[:12]}…, {sidecar['bytes']} bytes, as {SIDECAR} says",
        )


def check_if_received(path: Path) -> None:
    """Raise :class:`InputError` where ``path`` is a received report that is not as received.

    A file without a sidecar beside it that names it is nobody's received report.
    """
    beside = path.parent / SIDECAR
    if beside.is_file() and read_sidecar(beside)["file"] == path.name:
        read_received(path.parent)


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
    _check_dates(sidecar, path)
    _check_english(sidecar.get("english"), path)
    report_id = str(sidecar["report_id"])
    check_report_id(report_id, str(path))
    if report_id != path.parent.name:
        right = f"{path.parent.name!r}, the name of its folder"
        raise InputError(f"report_id {report_id!r}", path, right)
    return sidecar


def read_yaml(path: Path) -> object:
    """The values of a YAML file; raises :class:`InputError` where it is none.

    An anchor or alias is refused: a few lines of them stand for gigabytes.
    """
    import yaml

    try:
        if path.stat().st_size > _MOST_YAML:
            raise InputError("the file is too large", path, f"at most {_MOST_YAML:,} bytes")
        text = path.read_text(encoding="utf-8")
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if isinstance(token, (yaml.AnchorToken, yaml.AliasToken)):
                line = token.start_mark.line + 1
                raise InputError(f"line {line} has an anchor or alias", path, "plain values")
        _check_keys(yaml.compose(text, Loader=yaml.SafeLoader), path)
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if isinstance(error, InputError):
            raise
        said = str(error).splitlines() or [type(error).__name__]
        raise InputError(f"no YAML: {said[0]}", path, "key: value lines in UTF-8") from None


def _check_keys(node: Any, path: Path) -> None:
    """Refuse a key that stands twice: the second would win without a word."""
    seen = set()
    for one in node.value if node is not None and node.id != "scalar" else ():
        key, value = one if node.id == "mapping" else (None, one)
        if key is not None and key.id == "scalar" and key.value in seen:
            line = key.start_mark.line + 1
            raise InputError(f"line {line}: {key.value!r} stands twice", path, "every key once")
        if key is not None and key.id == "scalar":
            seen.add(key.value)
        _check_keys(value, path)


def _check_dates(sidecar: Mapping[str, Any], path: Path) -> None:
    year, day = sidecar.get("reporting_year"), sidecar.get("date")
    if year not in (None, "") and not _YEAR.fullmatch(str(year)):
        raise InputError(f"reporting_year {str(year)!r}", path, "four digits such as 2023")
    if day not in (None, "") and not isinstance(day, date):
        try:
            date.fromisoformat(str(day))
        except ValueError:
            raise InputError(f"date {str(day)!r}", path, "a date like 2024-01-16") from None


def _check_english(english: object, path: Path) -> None:
    """The translations: a title, a place, headings by number and areas by name, or nothing."""
    if english is None:
        return
    if not isinstance(english, dict):
        raise InputError("english of the sidecar holds no keys", path, "title, place and headings")
    for key, right in (("headings", '"1.2": Heading'), ("places", "区名: Name of the area")):
        if not isinstance(english.get(key) or {}, dict):
            raise InputError(f"{key} of the sidecar hold no keys", path, right)


def check_report_id(report_id: str, where: str) -> None:
    """Refuse an id that is no plain folder name (``../x``, ``a/b``, ``-x``)."""
    plain = all(char.isalnum() or char in "-_" for char in report_id)
    if not plain or not report_id[:1].isalnum():
        raise InputError(f"report id {report_id!r}", where, "letters, digits, - and _")


def find_codebook(project: str | Path | None = None) -> Codebook:
    """The package's indicators and places, with those that a project adds or words anew.

    ``project`` is a folder; without one the nearest above is taken, where there is any.
    """
    root = require_project(project) if project else find_project(Path())
    indicators, places = load_indicators(), load_places()
    said = f"codebook of the package, {len(indicators)} indicators"
    if root is None:
        return Codebook(indicators, places, said)
    own_indicators = cast("list[Indicator]", _own_rows(root, "indicators"))
    own_places = cast("list[Place]", _own_rows(root, "places"))
    if own_indicators:
        said += f", and {len(own_indicators)} of {root / RAW / 'indicators.csv'}"
    indicators = _extended(indicators, own_indicators, "code")
    return Codebook(indicators, _extended(places, own_places, "place"), said)


def _own_rows(root: Path, name: str) -> list[Any]:
    path = root / RAW / f"{name}.csv"
    return read_table(path, name) if path.is_file() else []


def _extended(ours: Sequence[Any], own: Sequence[Any], key: str) -> tuple[Any, ...]:
    """A row of the project stands in the place of the package's with the same key."""
    known = {getattr(row, key): row for row in (*ours, *own)}
    return tuple(known.values())


def read_curated(project: Path, codebook: Codebook, about_share: Fraction = ABOUT_SHARE) -> Curated:
    """The curated tables of ``project``; all faults of all tables are raised at once."""
    from .schema.curated import check_curated
    from .targets import complete

    faults: list[Fault] = []
    targets = [complete(row, about_share) for row in _read(project, "targets", faults)]
    curated = Curated(
        tuple(targets),
        tuple(_read(project, "published", faults)),
        tuple(_read(project, "sources", faults)),
        tuple(_read(project, "assessments", faults)),
    )
    raise_faults(faults)
    raise_faults(
        check_curated(
            curated.targets,
            curated.sources,
            codebook.indicators,
            curated.published,
            codebook.places,
            assessments=curated.assessments,
        )
    )
    return curated


def with_own_targets(
    curated: Curated, targets: Iterable[Target], sources: Iterable[Source], mode: str
) -> Curated:
    """The tables with an analyst's targets: beside ours (``extend``) or instead (``replace``).

    An own row with the id of one of ours stands in its place.
    """
    ours, own = () if mode == "replace" else curated.targets, tuple(targets)
    return replace(
        curated,
        own=own,
        targets=_extended(ours, own, "target_id"),
        sources=_extended(curated.sources, tuple(sources), "source_id"),
    )


def _read(project: Path, name: str, faults: list[Fault]) -> list[Any]:
    """The rows of a table, none where it is absent; what is wrong with it goes to ``faults``."""
    path = project / RAW / f"{name}.csv"
    try:
        return read_table(path, name) if path.is_file() else []
    except TableError as error:
        faults.extend(error.faults)
        return []
