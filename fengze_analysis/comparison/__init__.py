"""Statements compared with targets and published figures: the relation, the reason, the word.

Codes and exact numbers only; ``messages/`` has the words for readers.
"""

from .compare import compare
from .derived import derive, find_gaps
from .parameters import Parameters, parse_parameters
from .validation import validate

__all__ = ["Parameters", "compare", "derive", "find_gaps", "parse_parameters", "validate"]
