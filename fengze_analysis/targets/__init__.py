"""Targets: read out of a plan's own text, or from tables that people write."""

from .own import OwnTargets, load_targets, template
from .reading import fill_bounds, read_targets

__all__ = ["OwnTargets", "fill_bounds", "load_targets", "read_targets", "template"]
