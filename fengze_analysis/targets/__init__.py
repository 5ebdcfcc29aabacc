"""Targets: read out of a plan's own text, or from tables that people write."""

from .reading import read_targets

__all__ = ["read_targets"]
