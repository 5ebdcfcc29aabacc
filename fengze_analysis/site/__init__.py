"""The site of a report: executed notebooks and frames become pages, downloads and PDF."""

from __future__ import annotations

from .built import build, publish, read_publisher
from .front import Publisher

__all__ = ["Publisher", "build", "publish", "read_publisher"]
