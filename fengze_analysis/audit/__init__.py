"""The audit: whether the figures of a report hold together, and what its issuer could verify."""

from .audit import (
    Correction,
    audit,
    load_rules,
    match_corrections,
    parse_corrections,
    summary,
)

__all__ = [
    "Correction",
    "audit",
    "load_rules",
    "match_corrections",
    "parse_corrections",
    "summary",
]
