"""Targets from tables that people write: few columns, friendly forms, their own sources."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple

from ..errors import InputError
from ..lexicon.codebook import load_indicators
from ..model import Indicator, Source, Target
from ..rounding import ABOUT_SHARE
from ..schema.checks import Fault, TableError
from .own_rows import COLUMNS, SOURCE_COLUMNS, RowReader, forms
from .reading import complete

TEMPLATE = (
    *("name", "value", "unit", "operator", "target_year", "type", "base_value", "base_year"),
    *("nature", "class", "place", *SOURCE_COLUMNS),
)
_NEEDED = ("value", "unit", "target_year")
_MOST_FAULTS = 20
_LOOKED_AT = 1 << 16  # bytes that say which encoding a file has


class OwnTargets(NamedTuple):
    """The targets of own tables and the sources they bring."""

    targets: list[Target]
    sources: list[Source]


def template() -> str:
    """An empty table of own targets: its header line.

    >>> template().startswith("name,value,unit,operator,target_year")
    True
    """
    return ",".join(TEMPLATE) + "\n"


def load_targets(
    paths: Iterable[str | Path],
    indicators: Iterable[Indicator] | None = None,
    about_share: Fraction = ABOUT_SHARE,
) -> OwnTargets:
    """The targets of CSV files and their sources, every value exact as written.

    A file needs ``indicator`` or ``name``, ``value``, ``unit`` and ``target_year``; columns and
    codes may be written in Chinese (``lexicon/target_forms.csv``), values with signs, 万 and 亿.
    Raises :class:`TableError` with up to twenty faults, each with its file, line and column, and
    how many more there are; :class:`InputError` where a file cannot be read.
    """
    loading = _Loading(tuple(load_indicators() if indicators is None else indicators))
    targets: list[Target] = []
    sources: dict[str, Source] = {}
    for path in map(Path, paths):
        for target, source in loading.read(path):
            targets.append(complete(target, about_share))
            if source is not None:
                sources.setdefault(source.source_id, source)
    if loading.faults:
        raise TableError(loading.first, loading.faults - len(loading.first))
    return OwnTargets(targets, list(sources.values()))


class _Loading:
    """The files read one after another, and what is wrong in them: no more of it than is shown."""

    def __init__(self, indicators: tuple[Indicator, ...]) -> None:
        self.faults = 0
        self.first: list[Fault] = []
        self._rows = RowReader(indicators, self._tell)
        self._seen: dict[str, str] = {}
        self._file, self._line = "", 1

    def _tell(self, column: str, what: str, right: str | Callable[[], str]) -> None:
        self.faults += 1
        if len(self.first) < _MOST_FAULTS:
            said = right if isinstance(right, str) else right()
            self.first.append(Fault(self._file, f"line {self._line}", column, what, said))

    def read(self, path: Path) -> Iterator[tuple[Target, Source | None]]:
        """The rows of a file in order, as long as nothing is wrong."""
        self._file, self._line = path.name, 1
        with _open(path) as stream:
            reader = csv.reader(stream, strict=True)
            try:
                header = next(reader, [])
                if columns := self._columns(header):
                    self._line = reader.line_num + 1
                    for cells in reader:
                        if any(map(str.strip, cells)):
                            yield from self._row(columns, cells, path.stem)
                        self._line = reader.line_num + 1
            except csv.Error as error:
                self._tell("", f"no CSV: {error}", "comma-separated cells")
            except UnicodeDecodeError:
                self._tell("", "the text is neither UTF-8 nor GB 18030", "a CSV saved as UTF-8")

    def _columns(self, header: Sequence[str]) -> list[str]:
        """The columns that a header names, none where it has a fault."""
        before = self.faults
        names = [forms("").get(name.strip(), name.strip()) for name in header]
        for name in dict.fromkeys(filter(None, names)):
            if name not in COLUMNS:
                near = difflib.get_close_matches(name, COLUMNS, 1)
                self._tell(name, "unknown column", near[0] if near else ",".join(TEMPLATE))
            elif names.count(name) > 1:
                self._tell(name, "the column stands twice", "every column once")
        if not {"name", "indicator"} & set(names):
            self._tell("", "no column says what is measured", "a column name or indicator")
        for name in _NEEDED:
            if name not in names:
                self._tell(name, "the column is missing", ",".join(TEMPLATE))
        return names if self.faults == before else []

    def _row(
        self, columns: list[str], cells: list[str], stem: str
    ) -> Iterator[tuple[Target, Source | None]]:
        if len(cells) > len(columns):
            right = f"{len(columns)} cells; a comma in a cell is quoted"
            self._tell("", f"{len(cells)} cells", right)
            return
        written = dict(zip(columns, cells, strict=False))
        read = self._rows.read(written, f"{stem}:{self._line}")
        if read is None:
            return
        target, source = read
        if target.target_id in self._seen:
            what = f"{target.target_id!r} stands already in {self._seen[target.target_id]}"
            self._tell("target_id", what, "every target once")
        if not self.faults:  # else the rows are only looked through
            self._seen[target.target_id] = f"{self._file} line {self._line}"
            yield target, source


def _open(path: Path) -> TextIOWrapper:
    """The file as text, UTF-8 or, as spreadsheets in China save it, GB 18030."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_LOOKED_AT)
    except OSError as error:
        raise InputError(f"cannot read: {error.strerror}", path, "a CSV file") from None
    if b"\0" in head or head.startswith(b"PK"):
        raise InputError("this is no CSV file", path, "a table saved as CSV (UTF-8)")
    try:
        head.decode("utf-8-sig")
        encoding = "utf-8-sig"
    except UnicodeDecodeError as error:
        encoding = "utf-8-sig" if error.start > len(head) - 4 else "gb18030"
    return path.open(encoding=encoding, newline="")
