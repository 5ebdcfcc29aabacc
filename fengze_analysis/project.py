"""A project folder: the reports received and the curated tables beside them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from .errors import InputError
from .lexicon.codebook import load_indicators, load_places
from .model import Assessment, Indicator, Place, Published, Source, Target, is_date
from .rounding import ABOUT_SHARE
from .schema.tables import Fault, TableError, read_table, real_path
from .text.extracted import MAX_BYTES

RAW = Path("data", "raw")
SIDECAR = "report.yml"
_REQUIRED = ("report_id", "file", "sha256", "bytes", "title", "issuer", "legal_status")
# The translations: by the number of a heading, by the name of an area.
_WITH_KEYS = ("english", "headings", "places")
_YEAR = re.compile("[12][0-9]{3}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST_YAML, _SHOWN = 2**20, 40


class Received(NamedTuple):
    """A report as received: its folder, its sidecar and its bytes, checked against the hash."""

    folder: Path
    sidecar: Keys
    data: bytes

    @property
    def report_id(self) -> str:
        """The id that begins every key."""
        return self.said("report_id")

    @property
    def reporting_year(self) -> int | None:
        """The year that the report is about, where a person has said it."""
        return int(self.said("reporting_year") or 0) or None

    def said(self, key: str) -> str:
        """What the sidecar says of the report, ``""`` where it says nothing."""
        return str(self.sidecar.get(key, ""))


class Codebook(NamedTuple):
    """The indicators and places to read with, and a line that says which they are."""

    indicators: tuple[Indicator, ...]
    places: tuple[Place, ...]
    description: str


class Curated(NamedTuple):
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
    """The project in ``folder``, or the nearest above where none is named; else ``InputError``."""
    # A folder that is named is taken at its word: a misspelt one never becomes the project above.
    root = real_path(folder) if folder else find_project(Path())
    if root is None or not (root / RAW).is_dir():
        right = "a folder with data/raw, the one to work in or named as project"
        raise InputError("no project found", folder or Path.cwd(), right)
    return root


def project_if_any(folder: str | Path | None = None) -> Path | None:
    """The project named, which must be one; else the nearest at or above here, if there is one."""
    return require_project(folder) if folder else find_project(Path())


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
    name = sidecar["file"]
    path = folder / name
    if name not in {one.name for one in folder.iterdir() if one.is_file()}:
        what = f"the file {name[:_SHOWN]!r} is missing"
        raise sidecar.fault("file", "the report as received beside the sidecar", what)
    if path.stat().st_size > MAX_BYTES:
        raise InputError("the file is too large", path, f"at most {MAX_BYTES:,} bytes")
    data = path.read_bytes()
    digest, size = hashlib.sha256(data).hexdigest(), str(len(data))
    if (digest, size) != (sidecar["sha256"], sidecar["bytes"]):
        what = f"{name} is not as received: sha256 {digest[:12]}…, {size} bytes"
        right = f"sha256 {sidecar['sha256'][:12]}…, {sidecar['bytes'][:12]} bytes"
        raise InputError(what, path, f"{right}, as {SIDECAR} says")
    return Received(folder, sidecar, data)


def check_if_received(path: Path) -> None:
    """Raise :class:`InputError` where a sidecar names ``path`` and it is not as received."""
    beside = path.parent / SIDECAR
    if beside.is_file() and read_sidecar(beside)["file"] == path.name:
        read_received(path.parent)


def read_sidecar(path: Path) -> Keys:
    """What is known of a report, as texts; raises :class:`InputError` where something is amiss."""
    if not path.is_file():
        raise InputError("the sidecar is missing", path, "fengze add FILE makes one")
    sidecar = read_yaml(path)
    if not isinstance(sidecar, Keys):
        raise InputError("the sidecar holds no keys", path, "key: value lines")
    _check_texts(sidecar)
    missing = [key for key in _REQUIRED if not sidecar.get(key)]
    if missing:
        raise InputError(f"the sidecar lacks {', '.join(missing)}", path, "a value for each")
    if sidecar.get("reporting_year") and not _YEAR.fullmatch(sidecar["reporting_year"]):
        raise sidecar.fault("reporting_year", "four digits such as 2023")
    if sidecar.get("date") and not is_date(sidecar["date"]):
        raise sidecar.fault("date", "a date like 2024-01-16")
    check_report_id(sidecar["report_id"], str(path))
    if sidecar["report_id"] != path.parent.name:
        raise sidecar.fault("report_id", f"{path.parent.name!r}, the name of its folder")
    return sidecar


def _check_texts(keys: Keys) -> None:
    """Refuse what is no text: the translations alone have keys of their own."""
    for key, value in keys.items():
        if key in _WITH_KEYS and value != "":
            if not isinstance(value, Keys):
                raise keys.fault(key, "key: value lines", f"{key} of the sidecar holds no keys")
            _check_texts(value)
        elif not isinstance(value, str):
            raise keys.fault(key, "one value", f"{key} of the sidecar is no single value")


class Keys(dict[str, Any]):
    """The keys of a YAML file: each value a text as written, a list, or keys of its own."""

    def __init__(self, path: Path) -> None:
        self.path, self.lines = path, dict[str, int]()

    def fault(self, key: str, right: str, what: str = "") -> InputError:
        """The error that the value of ``key`` makes, with its line."""
        what = what or f"{key} {str(self[key])[:_SHOWN]!r}"
        return InputError(what, f"{self.path}, line {self.lines[key]}", right)


def read_yaml(path: Path) -> Keys | list[Any] | str:
    """The values of a YAML file, each its text, ``""`` where it is empty or null.

    Raises :class:`InputError` where it is none. No value becomes a number, a date or a yes.
    """
    import yaml

    try:
        if path.stat().st_size > _MOST_YAML:
            raise InputError("the file is too large", path, f"at most {_MOST_YAML:,} bytes")
        text = path.read_text(encoding="utf-8")
        # A few lines of anchors, aliases or tags stand for gigabytes or for code.
        for token in yaml.scan(text, Loader=yaml.BaseLoader):
            if isinstance(token, (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken)):
                where = f"{path}, line {token.start_mark.line + 1}"
                raise InputError("an anchor, alias or tag", where, "plain values")
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        return _written(root, path) if root else ""
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{path}, line {mark.line + 1}" if mark else str(path)
        what = f"no YAML: {error.context or ''} {error.problem}"
        raise InputError(what, where, "key: value lines") from None
    except UnicodeDecodeError as error:
        raise InputError(f"no UTF-8 at byte {error.start}", path, "key: value lines") from None
    except RecursionError:
        raise InputError("values nested too deep", path, "key: value lines") from None
    except (yaml.YAMLError, OverflowError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        what = "no YAML: a character that is none"
        raise InputError(what, path, "key: value lines in UTF-8") from None


def _written(node: Any, path: Path) -> Any:
    """What a node of YAML holds; a key that stands twice is refused, the second would win."""
    where = f"{path}, line {node.start_mark.line + 1}"
    if node.id == "scalar":
        if _SURROGATE.search(node.value):
            raise InputError("half a character", where, "whole characters")
        return "" if not node.style and node.value in ("null", "~") else node.value
    if node.id == "sequence":
        return [_written(one, path) for one in node.value]
    held = Keys(path)
    for name, value in node.value:
        key, line = _written(name, path), name.start_mark.line + 1
        if not isinstance(key, str) or key in held:
            what = f"{key!r} stands twice" if isinstance(key, str) else "a key that is no text"
            raise InputError(what, f"{path}, line {line}", "every key once, a text")
        held[key], held.lines[key] = _written(value, path), line
    return held


def check_report_id(report_id: str, where: str) -> None:
    """Refuse an id that is no plain folder name (``../x``, ``a/b``, ``-x``)."""
    plain = all(char.isalnum() or char in "-_" for char in report_id)
    if not plain or not report_id[:1].isalnum():
        raise InputError(f"report id {report_id!r}", where, "letters, digits, - and _")


def find_codebook(project: str | Path | None = None) -> Codebook:
    """The package's codebook, with what the project named, or the nearest above, adds to it."""
    root = project_if_any(project)
    indicators, places = load_indicators(), load_places()
    own, areas = _rows(root, "indicators"), _rows(root, "places")
    said = f"codebook of the package, {len(indicators)} indicators"
    if root and own:
        said += f", and {len(own)} of {root / RAW / 'indicators.csv'}"
    return Codebook(_extended(indicators, own, "code"), _extended(places, areas, "place"), said)


def _rows(root: Path | None, name: str) -> list[Any]:
    """The rows of a table of the project, none where either is absent."""
    path = root / RAW / f"{name}.csv" if root else None
    return read_table(path, name) if path and path.is_file() else []


def _extended(ours: Iterable[Any], own: Iterable[Any], key: str) -> tuple[Any, ...]:
    """Both, an own row in the place of ours with the same key."""
    known = {getattr(row, key): row for row in (*ours, *own)}
    return tuple(known.values())


def read_curated(project: Path, codebook: Codebook, about_share: Fraction = ABOUT_SHARE) -> Curated:
    """The curated tables of ``project``; all faults of all tables are raised at once."""
    from .schema.curated import check_curated
    from .targets import fill_bounds

    faults: list[Fault] = []
    read: dict[str, tuple[Any, ...]] = {}
    for name in ("targets", "published", "sources", "assessments"):
        try:
            read[name] = tuple(_rows(project, name))
        except TableError as error:
            faults += error.faults
    if faults:
        raise TableError(faults)
    targets = tuple(fill_bounds(row, about_share) for row in read.pop("targets"))
    curated = Curated(targets, **read)
    tables = targets, curated.sources, codebook.indicators, curated.published, codebook.places
    if faults := check_curated(*tables, curated.assessments):
        raise TableError(faults)
    return curated


def with_own_targets(
    curated: Curated, targets: Iterable[Target], sources: Iterable[Source], mode: str
) -> Curated:
    """The tables with an analyst's targets: beside ours (``extend``) or instead (``replace``)."""
    ours, own = () if mode == "replace" else curated.targets, tuple(targets)
    cited = _extended(curated.sources, sources, "source_id")
    return curated._replace(own=own, targets=_extended(ours, own, "target_id"), sources=cited)
