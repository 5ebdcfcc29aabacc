"""One report held against a project's tables: every table of it, computed once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from .audit.audit import audit
from .audit.corrections import (
    Correction,
    check_corrections,
    join_corrections,
    parse_corrections,
)
from .audit.evidence import AuditParameters
from .comparison.calibration import Calibration, calibrate
from .comparison.compare import compare
from .comparison.coverage import Coverage, coverage
from .comparison.derived import Derived, derive
from .comparison.opinions import MeasureEvidence, measure_evidence
from .comparison.parameters import Parameters
from .comparison.silence import Silence, silence
from .errors import InputError
from .text.extracted import Extracted
from .text.read import read_bytes
from .model import Comparison, Document, Finding, Observation, Source, Unread
from .project import (
    Curated,
    Received,
    find_report,
    read_curated,
    read_received,
    read_yaml,
    require_project,
)
from .publishing.parameters import Parameter, check_parameters
from .extraction.extract import Extraction, extract
from .extraction.readings import apply_readings, parse_readings
from .rounding import ROUNDING_RULES
from .schema.files import read_text

PARAMETERS: Mapping[str, Parameter] = {
    "project": Parameter("text", "..", (), "the folder that holds data/raw"),
    "report": Parameter("text", "", (), "a report's id in data/raw, or a path to its folder"),
    "language": Parameter("choice", "both", ("zh", "en", "both"), "the language of the page"),
    "targets": Parameter("text", "", (), "a CSV of an analyst's own targets"),
    "targets_mode": Parameter("choice", "extend", ("extend", "replace"), "beside ours or instead"),
    "as_of": Parameter("text", "", (), "the latest year whose published figures count"),
    "base_year": Parameter("text", "", (), "measure progress from this year"),
    "delta": Parameter("decimal", "0.05", (), "how far progress may differ from the time share"),
    "rounding": Parameter("choice", "half_up", ROUNDING_RULES, "how the figures were rounded"),
    "about_share": Parameter("decimal", "0.05", (), "what 约 and 左右 leave open"),
    "undated": Parameter("choice", "show", ("show", "refuse"), "rates without a printed year"),
    "undated_year": Parameter("text", "", (), "the year to take where none is printed"),
    "exports": Parameter("text", "", (), "a folder that tables and figures are also written to"),
}
_SHARE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,12})?")


@dataclass(frozen=True)
class Study:
    """A report with everything computed from it; see :func:`open_study`."""

    received: Received
    curated: Curated
    settings: Mapping[str, object]
    extracted: Extracted

    @cached_property
    def extraction(self) -> Extraction:
        """The report read, its manual readings applied."""
        found = extract(
            self.extracted.text,
            self.received.report_id,
            self.curated.indicators,
            str(self.received.sidecar.get("place") or ""),
            about_share=_share(self.settings, "about_share"),
            rounding=str(self.settings["rounding"]),
        )
        path = self.received.folder / "readings.csv"
        if not path.is_file():
            return found
        return apply_readings(found, parse_readings(read_text(path), str(path)))

    @cached_property
    def corrections(self) -> Mapping[str, Correction]:
        """The known misprints by ``row_id``, to be shown beside the printed figure."""
        path = self.received.folder / "corrections.yml"
        if not path.is_file():
            return {}
        entries = parse_corrections(read_yaml(path), self.received.report_id)
        check_corrections(entries, self.document)
        joined = join_corrections(self.observations, entries)
        return {row.row_id: correction for row, correction in joined if correction}

    @property
    def document(self) -> Document:
        """The text and its parts."""
        return self.extraction.document

    @property
    def observations(self) -> tuple[Observation, ...]:
        """The outcomes table."""
        return self.extraction.observations

    @property
    def unread(self) -> tuple[Unread, ...]:
        """What looks like a figure and could not be read."""
        return self.extraction.unread

    @cached_property
    def parameters(self) -> Parameters:
        """The parameters of the comparison."""
        return _parameters(self.settings, self.document.place)

    @cached_property
    def comparisons(self) -> list[Comparison]:
        """Every observation against every target it meets."""
        tables = self.curated
        return compare(
            self.observations,
            tables.targets,
            tables.published,
            tables.indicators,
            tables.places,
            self.parameters,
        )

    @cached_property
    def findings(self) -> list[Finding]:
        """What the audit found, in the order of its rules."""
        parameters = AuditParameters(rounding=str(self.settings["rounding"]))
        tables = self.curated
        return audit(
            self.document,
            self.observations,
            tables.published,
            tables.sources,
            parameters,
            tables.indicators,
        )

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources of what the report was held against, in the order of their table."""
        used = {row.source_id for row in self.comparisons}
        used |= {row.source_id for row in self.findings}
        return tuple(one for one in self.curated.sources if one.source_id in used)

    @cached_property
    def coverage(self) -> list[Coverage]:
        """Every observation once, with its principal status."""
        return coverage(self.comparisons)

    @cached_property
    def derived(self) -> list[Derived]:
        """Computed figures, each with its inputs."""
        tables = self.curated
        return derive(
            self.observations,
            tables.targets,
            tables.published,
            tables.indicators,
            tables.places,
            self.parameters,
        )

    @cached_property
    def silence(self) -> list[Silence]:
        """What the report says of each indicator that a plan on file has a target for."""
        tables = self.curated
        return silence(
            self.document,
            self.observations,
            tables.targets,
            tables.indicators,
            tables.places,
            self.parameters,
        )

    @cached_property
    def measures(self) -> list[MeasureEvidence]:
        """The measures of the report and what each is answered with."""
        return measure_evidence(self.document, self.observations, self.curated.indicators)

    @cached_property
    def calibration(self) -> list[Calibration]:
        """Our word beside the official one for every review on file."""
        tables = self.curated
        return calibrate(
            tables.targets,
            tables.published,
            tables.assessments,
            tables.indicators,
            self.parameters,
        )


def open_study(report: str = "", project: str = "", **settings: object) -> Study:
    """A study of ``report`` (an id, a folder, or the only one) in ``project``.

    ``settings`` are the values of :data:`PARAMETERS` that differ from their defaults. Raises
    :class:`InputError` for an unknown report or parameter, a file that is not as received, or a
    fault in a curated table or a register of readings and corrections.
    """
    chosen = check_parameters({**settings}, PARAMETERS)
    complete = {name: parameter.default for name, parameter in PARAMETERS.items()} | chosen
    _parameters(complete)
    root = require_project(project)
    received = read_received(find_report(root, report))
    curated = read_curated(root, str(complete["targets"]), str(complete["targets_mode"]))
    extracted = read_bytes(received.data, str(received.sidecar["file"]))
    study = Study(received, curated, complete, extracted)
    # Readings and corrections that no longer fit the text stop here, not on a page.
    _ = study.extraction, study.corrections
    return study


def _parameters(settings: Mapping[str, object], place: str = "") -> Parameters:
    """The parameters of the comparison; raises :class:`InputError` where one is out of range."""
    return Parameters(
        as_of=str(settings["as_of"]),
        delta=_share(settings, "delta"),
        base_year=str(settings["base_year"]),
        rounding=str(settings["rounding"]),
        about_share=_share(settings, "about_share"),
        undated=str(settings["undated"]),
        undated_year=str(settings["undated_year"]),
        place=place,
    )


def _share(settings: Mapping[str, object], name: str) -> Fraction:
    """The share that a parameter states, exact."""
    printed = str(settings[name])
    if _SHARE.fullmatch(printed) is None:
        raise InputError(f"{name} {printed!r} is no share", "", "0 to 1, such as 0.05")
    return Fraction(printed)
