"""The fixed words of the pages in both languages, from ``labels.csv``."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from fengze_analysis.publishing.cells import Language, Words


@cache
def labels() -> dict[str, Words]:
    """Every label by its key.

    >>> labels()["verify"].zh
    '拟请核实事项'
    """
    text = files(__package__).joinpath("labels.csv").read_text("utf-8")
    return {row["key"]: Words(row["zh"], row["en"]) for row in csv.DictReader(text.splitlines())}


def label(key: str, language: Language) -> str:
    """The label in one language; a key without label is itself (a code the data brought)."""
    words = labels().get(key)
    return words.of(language) if words else key
