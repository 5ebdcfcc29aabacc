"""Statements compared with targets and published figures: the relation, the reason, the word.

Codes and exact numbers only; ``messages/`` has the words for readers.
"""

from .compare import compare
from .parameters import Parameters, parse_parameters

__all__ = ["Parameters", "compare", "parse_parameters"]
