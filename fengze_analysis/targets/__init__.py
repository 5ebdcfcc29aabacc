"""Targets: read out of a plan's own text, or from tables that people write."""

from .complete import complete
from .own import OwnTargets, load_targets, template
from .reading import read_targets

__all__ = ["OwnTargets", "complete", "load_targets", "read_targets", "template"]
