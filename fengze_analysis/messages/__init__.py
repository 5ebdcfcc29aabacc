"""One catalogue of all words that readers see, Chinese and English, as data.

Each CSV of this folder has the columns ``key``, ``zh``, ``en``; a text holds its values in braces.
Keys begin with the name of their file and a dot (``relation.verdict`` stands in ``relation.csv``),
so that two files never define one key.
"""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files

LANGUAGES = ("zh", "en")


@cache
def load_catalogue() -> dict[str, tuple[str, str]]:
    """Every text by key: the Chinese one and the English one."""
    paths = sorted(files(__package__).iterdir(), key=lambda one: one.name)
    texts = (one.read_text(encoding="utf-8") for one in paths if one.name.endswith(".csv"))
    rows = (row for text in texts for row in csv.DictReader(io.StringIO(text)))
    return {row["key"]: (row["zh"], row["en"]) for row in rows}


def say(key: str, language: str, **values: object) -> str:
    """The text of ``key`` in ``language``, its values filled in.

    Raises :class:`KeyError` for an unknown key or a value that is wanting. Values are put in as
    they are: what is made of numbers and places is the caller's to word
    (:mod:`fengze_analysis.messages.numbers`).

    >>> say("relation.none", "zh"), say("relation.none", "en")
    ('不作对照', 'not compared')
    """
    text = load_catalogue()[key][LANGUAGES.index(language)]
    return text.format_map(values) if values else text
