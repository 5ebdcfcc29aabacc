"""The site of a report: executed notebooks and frames become pages, downloads and PDF."""

from __future__ import annotations

from .front import Publisher
from .built import build, publish, read_publisher

__all__ = ["Publisher", "build", "publish", "read_publisher"]
