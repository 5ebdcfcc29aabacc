"""The site of a report: executed notebooks and frames become pages, downloads and PDF."""

from __future__ import annotations

from .built import Built, publish, read_publisher
from .front import Publisher

__all__ = ["Built", "Publisher", "publish", "read_publisher"]
