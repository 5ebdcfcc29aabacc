"""The version of the package, and the date of this version of the pages."""

from __future__ import annotations

from importlib.metadata import version as installed

# The day of the release: never today, so that the same tables make the same pages.
RELEASED = "2026-11-23"


def version() -> str:
    """The version of the package installed."""
    return installed("fengze-analysis")
