"""The audit: whether the figures of a report hold together, and what its issuer could verify."""

from .audit import Point, Summary, audit, load_rules, points, summary
from .corrections import Correction, match_corrections, parse_corrections

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
