"""The brief and the report as PDF, set by typst from the values of the pages."""

from __future__ import annotations

from .content import Front, Point
from .edition import Edition
from collections.abc import Sequence


def make_pdfs(edition: Edition, front: Front, points: Sequence[Point]) -> dict[str, bytes]:
    """``brief`` and ``report`` as PDF."""
    return {}
