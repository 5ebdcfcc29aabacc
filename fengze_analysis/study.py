"""One report held against a project's tables: every table as a DataFrame, and as its files."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .audit import Correction, audit, match_corrections, parse_corrections
from .comparison import compare_filed, derive, find_gaps, on_file, validate
from .comparison.onfile import OnFile
from .comparison.parameters import Parameters, parse_parameters
from .errors import choose
from .extraction import Extraction, extract
from .extraction.readings import apply_readings, parse_readings
from .model import Comparison, Derived, Document, Finding, Gap, Source, Statement, Validation
from .project import (
    Codebook,
    Curated,
    Received,
    find_codebook,
    find_report,
    read_curated,
    read_received,
    read_yaml,
    require_project,
    with_own_targets,
)
from .release import version
from .schema.frames import dictionary_frame, to_frame
from .schema.package import PACKAGE, describe_package
from .schema.tables import read_text, rows_to_csv, table
from .targets import load_targets
from .text.extracted import Extracted
from .text.read import read_bytes

if TYPE_CHECKING:
    import pandas as pd

PROCESSED = Path("data", "processed")
TARGETS_MODES = ("extend", "replace")
# The tables of a study in the order of its pages; each is an attribute and a file.
TABLES = ("outcomes", "unread", "targets", "comparison", "gaps", "derived", "findings")


class Frame(cached_property["pd.DataFrame"]):
    """A table of a study as a DataFrame, made of its exact rows when it is first asked for."""

    def __init__(self, rows: str) -> None:
        super().__init__(lambda study: to_frame(self.rows_of(study), str(self.attrname)))
        self.rows_of = attrgetter(rows)

    def __set_name__(self, owner: type, name: str) -> None:
        super().__set_name__(owner, name)
        self.__doc__ = table(name).meaning_en


@dataclass(frozen=True, eq=False)
class Study:
    """A report with every table computed from it; :func:`open_study` makes one.

    ``outcomes``, ``targets``, ``comparison``, ``findings``, ``gaps``, ``unread``, ``derived``,
    ``validation``, ``published``, ``sources``, ``indicators`` and ``places`` are DataFrames;
    ``dictionary`` says what their columns mean. ``statements``, ``comparisons`` and the like are
    the same rows with exact values. ``corrections`` are known misprints by ``row_id``.
    """

    received: Received
    codebook: Codebook
    curated: Curated
    parameters: Parameters
    extracted: Extracted

    @property
    def report_id(self) -> str:
        """The report's id."""
        return self.received.report_id

    @cached_property
    def extraction(self) -> Extraction:
        """The report read, its manual readings applied."""
        found = extract(
            self.extracted.text,
            self.report_id,
            self.codebook.indicators,
            self.received.said("place"),
            title=self.received.said("title"),
            date=self.received.said("date"),
            reporting_year=self.received.reporting_year,
            rounding=self.parameters.rounding,
            about_share=self.parameters.about_share,
        )
        path = self.received.folder / "readings.csv"
        if not path.is_file():
            return found
        codes = {one.code for one in self.codebook.indicators}
        return apply_readings(found, parse_readings(read_text(path), str(path), codes))

    @cached_property
    def corrections(self) -> Mapping[str, Correction]:
        """The known misprints by ``row_id``, to be shown beside the printed figure."""
        path = self.received.folder / "corrections.yml"
        entries = read_yaml(path) if path.is_file() else None
        corrections = parse_corrections(entries, self.report_id)
        return match_corrections(corrections, self.document, self.statements)

    @property
    def document(self) -> Document:
        """The text and its parts."""
        return self.extraction.document

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The rows of ``outcomes``, exact."""
        return self.extraction.statements

    @cached_property
    def comparisons(self) -> list[Comparison]:
        """The rows of ``comparison``, exact."""
        return compare_filed(self._on_file)

    @cached_property
    def _on_file(self) -> OnFile:
        tables, book = self.curated, self.codebook
        references = tables.targets, tables.published
        places = book.indicators, book.places
        return on_file(self.statements, *references, *places, self.parameters)

    @cached_property
    def audited(self) -> list[Finding]:
        """The rows of ``findings``, exact, in the order of the rules."""
        known = self.curated.published, self.curated.sources, self.codebook.indicators
        return audit(self.document, self.statements, *known, rounding=self.parameters.rounding)

    @cached_property
    def gap_rows(self) -> list[Gap]:
        """The rows of ``gaps``."""
        return find_gaps(self.document, self._on_file)

    @cached_property
    def computed(self) -> list[Derived]:
        """The rows of ``derived``, exact."""
        return derive(self._on_file)

    @cached_property
    def validated(self) -> list[Validation]:
        """The rows of ``validation``, exact."""
        tables = self.curated
        figures = tables.targets, tables.published, tables.assessments, tables.sources
        return validate(*figures, self.codebook.indicators, self.parameters)

    def rows(self, name: str) -> Sequence[Any]:
        """The rows of a table, exact; raises :class:`KeyError` for one that is none."""
        return _FRAMES[name].rows_of(self)  # type: ignore[no-any-return]

    outcomes = Frame("statements")
    """One row a printed figure: what, where, when, in which sense, in which sentence."""
    unread = Frame("extraction.unread")
    """What looks like a figure and could not be read, and why."""
    targets = Frame("curated.targets")
    """The targets on file, an analyst's own among them."""
    comparison = Frame("comparisons")
    """Every figure beside every target and published figure it meets, or the reason why not."""
    findings = Frame("audited")
    """What the audit found."""
    gaps = Frame("gap_rows")
    """The indicators of the plans on file, and whether the report puts a number to them."""
    derived = Frame("computed")
    """Figures computed here, each with its inputs."""
    validation = Frame("validated")
    """Our word beside the official one, for every review on file."""
    published = Frame("curated.published")
    """What other publications give."""
    sources = Frame("curated.sources")
    """Where the targets and published figures come from."""
    indicators = Frame("codebook.indicators")
    """The codebook: names in both languages, unit, form, definition."""
    places = Frame("codebook.places")
    """The areas known, with the area above each."""

    @property
    def dictionary(self) -> pd.DataFrame:
        """What each column of these tables means."""
        return dictionary_frame()

    @cached_property
    def sources_used(self) -> tuple[Source, ...]:
        """The sources of what the report was compared with, in the order of their table."""
        used = {row.source_id for row in self.comparisons}
        used |= {row.source_id for row in self.audited}
        return tuple(one for one in self.curated.sources if one.source_id in used)

    def __repr__(self) -> str:
        title = self.received.said("title")
        return f"<Study {self.report_id}: {title}, {len(self.statements)} figures>"

    def _repr_html_(self) -> str:
        head = html.escape(f"{self.received.said('title')} ({self.report_id})")
        tables = ", ".join(f"<code>.{name}</code> {len(self.rows(name))}" for name in TABLES)
        return f"<p><b>{head}</b><br>{tables}</p>"


_FRAMES = {name: one for name, one in vars(Study).items() if isinstance(one, Frame)}


def make_tables(study: Study) -> dict[str, bytes]:
    """The files of ``study`` in ``data/processed/`` by name, ``datapackage.json`` among them."""
    names = [name for name in TABLES if name != "targets"]  # which the project has already
    files = {f"{name}.csv": rows_to_csv(study.rows(name), name).encode() for name in names}
    if study.extracted.media_type != "text/plain":  # every position points into the text
        files["text.txt"] = study.extracted.text.encode()
    said = study.received.said
    package = describe_package(
        study.report_id,
        said("title"),
        files,
        version=version(),
        description=f"{said('issuer')} {said('number')}; sha256 {said('sha256')}",
        sources=study.sources_used,
        licences=[{"name": "other", "title": said("legal_status")}],
    )
    return files | {PACKAGE: package.encode()}


def open_study(
    report: str | Path = "",
    *,
    project: str | Path | None = None,
    targets: str | Path | Sequence[str | Path] = (),
    targets_mode: str = "extend",
    as_of: int | str | None = None,
    base_year: int | str | None = None,
    delta: float | str | Fraction = "0.05",
    about_share: float | str | Fraction = "0.05",
    rounding: str = "half_up",
    document_years: str = "use",
) -> Study:
    """The study of ``report``: an id of the project, a folder with ``report.yml``, or the only one.

    * ``project``: the folder that has ``data/raw``; the nearest at or above here unless said.
    * ``targets``: one or more CSV files of own targets; ``targets_mode`` ``extend`` puts them
      beside those on file, ``replace`` in their stead.
    * ``as_of``: the latest year whose published figures count.
    * ``base_year``: measure progress from this year instead of each target's own base year.
    * ``delta``: δ, how far progress may differ from the time share and still be on schedule.
    * ``about_share``: what 约 and 左右 leave open, as a share of the value.
    * ``rounding``: how the figures were rounded: ``half_up``, ``half_even`` or ``truncation``.
    * ``document_years``: ``refuse`` compares no figure whose year only the document gives.

    Raises :class:`InputError` for an unknown report or value, a file that is not as received, or
    any fault of a curated or own table, all of them at once.
    """
    root = require_project(project)
    choose("targets_mode", targets_mode, TARGETS_MODES)
    settings: dict[str, object] = {"as_of": as_of, "base_year": base_year, "delta": delta}
    settings |= {"about_share": about_share, "rounding": rounding, "document_years": document_years}
    parameters = parse_parameters(settings)
    received = read_received(find_report(root, str(report)))
    codebook = find_codebook(root)
    parameters = replace(parameters, place=received.said("place"))
    curated = read_curated(root, codebook, parameters.about_share)
    paths = [targets] if isinstance(targets, (str, Path)) else list(targets)
    if any(map(str, paths)):
        own = load_targets([*map(Path, paths)], codebook.indicators, parameters.about_share)
        curated = with_own_targets(curated, own.targets, own.sources, targets_mode)
    extracted = read_bytes(received.data, received.said("file"))
    study = Study(received, codebook, curated, parameters, extracted)
    # Readings and corrections that no longer fit the text stop here, not on a page.
    _ = study.extraction, study.corrections
    return study
