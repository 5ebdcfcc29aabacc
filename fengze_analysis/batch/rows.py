"""The rows that a run over many reports adds: what was read, its text, and what was not read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report that was read: its file, what it says of itself, and how much was found."""

    report_id: str
    path: str
    sha256: str
    bytes: int
    media_type: str
    encoding: str
    title: str
    number: str
    issuer: str
    place: str
    date: str
    report_year: int | None
    figures: int
    unread: int
    findings: int
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextRow:
    """The extracted text of a report, which every position points into."""

    report_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that was not read, and why.

    ``kind`` is unreadable (the file), changed (during the run), crashed (its process died with it),
    late (past the limit of time) or error (a fault of the program).
    """

    report_id: str
    path: str
    sha256: str
    kind: str
    what: str
    where: str
    expected: str
