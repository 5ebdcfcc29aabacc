"""What is said of an amount of money: signed, planned, completed, received or paid out."""

from __future__ import annotations

import re

from . import read_rows

PHASES = ("signed", "planned", "completed", "received", "paid", "other")
_CLAUSE = re.compile("[，。；！？]")


def money_phase(before: str, behind: str, phrase: str = "") -> str:
    """Whether an amount is signed, planned, completed, received or paid, by its sentence.

    The clause of the figure decides, then the clauses before it, then the one after;
    ``other`` where no word does.
    """
    own, *earlier = _CLAUSE.split(before)[::-1]
    for clause in [own + phrase, *earlier, *_CLAUSE.split(behind)[:2]]:
        for row in read_rows("money_words.csv"):
            if row["word"] in clause:
                return row["phase"]
    return "other"
