"""The audit: whether the figures of a report hold together, and what its issuer could verify."""

from .audit import (
    MOST_POINTS,
    Correction,
    audit,
    load_rules,
    match_corrections,
    parse_corrections,
    summary,
)

__all__ = [
    "MOST_POINTS",
    "Correction",
    "audit",
    "load_rules",
    "match_corrections",
    "parse_corrections",
    "summary",
]
