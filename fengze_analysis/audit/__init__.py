"""The audit: whether the figures of a report hold together, and what its issuer could verify."""

from .audit import Point, audit, load_rules, summary
from .corrections import Correction, match_corrections, parse_corrections

__all__ = [
    "Correction",
    "Point",
    "audit",
    "load_rules",
    "match_corrections",
    "parse_corrections",
    "summary",
]
