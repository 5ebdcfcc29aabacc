"""The words for the codes of the tables, in both languages."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from ..publishing.cells import Tag, Words


@cache
def _codes() -> dict[tuple[str, str], Words]:
    text = (files(__package__) / "codes.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {(row["kind"], row["code"]): Words(row["zh"], row["en"]) for row in rows}


def words_of(kind: str, code: str) -> Words:
    """The words of a code of one kind (stage, figure, approx, reading).

    >>> words_of("stage", "outcome").zh
    '成效'
    """
    return _codes()[kind, code]


def tag_of(kind: str, code: str) -> Tag:
    """The badge of a code."""
    return Tag(code or "none", words_of(kind, code))


def codes_of(kind: str) -> tuple[str, ...]:
    """The codes of one kind, in their order.

    >>> codes_of("stage")[:2]
    ('input', 'activity')
    """
    return tuple(code for of, code in _codes() if of == kind)
