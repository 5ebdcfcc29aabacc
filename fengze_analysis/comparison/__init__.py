"""Statements compared with targets and published figures: the relation, the reason, the word.

Codes and exact numbers only; ``messages/`` has the words for readers.
"""

from .compare import compare, compare_filed
from .derived import derive, find_gaps, validate
from .onfile import on_file
from .parameters import Parameters, parse_parameters

__all__ = [
    "Parameters",
    "compare",
    "compare_filed",
    "derive",
    "find_gaps",
    "on_file",
    "parse_parameters",
    "validate",
]
