"""The audit: whether the figures of a report hold together, and what its issuer could verify."""

from .audit import (
    Correction,
    Point,
    audit,
    load_rules,
    match_corrections,
    parse_corrections,
    summary,
)

__all__ = [
    "Correction",
    "Point",
    "audit",
    "load_rules",
    "match_corrections",
    "parse_corrections",
    "summary",
]
