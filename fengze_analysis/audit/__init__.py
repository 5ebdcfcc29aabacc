"""The audit: whether the figures of a report hold together, and what its issuer could verify."""

from .audit import audit
from .corrections import Correction, check_corrections, join_corrections, parse_corrections
from .describe import (
    describe,
    describe_point,
    question,
    question_of_point,
    readings,
    readings_of_point,
)
from .ranking import Point, Summary, points, summary
from .rules import load_rules

__all__ = [
    "Correction",
    "Point",
    "Summary",
    "audit",
    "check_corrections",
    "describe",
    "describe_point",
    "join_corrections",
    "load_rules",
    "parse_corrections",
    "points",
    "question",
    "question_of_point",
    "readings",
    "readings_of_point",
    "summary",
]
