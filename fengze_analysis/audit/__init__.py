"""The audit: whether the figures of a report hold together, and what its issuer could verify."""

from .audit import audit
from .corrections import Correction, match_corrections, parse_corrections
from .ranking import Point, Summary, points, summary
from .rules import load_rules

__all__ = [
    "Correction",
    "Point",
    "Summary",
    "audit",
    "load_rules",
    "match_corrections",
    "parse_corrections",
    "points",
    "summary",
]
