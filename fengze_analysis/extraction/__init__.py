"""Document → statements: every figure with what, where, when and in which sense."""

from .extract import Extraction, extract
from .quantities import find_quantities

__all__ = ["Extraction", "extract", "find_quantities"]
