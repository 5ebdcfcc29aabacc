"""The codebook and the gazetteer of the package: indicators and places, as typed rows."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import chain

from ..model import Indicator, Place
from . import read_rows

_CHOICE = re.compile(r"\(([^()]*)\)")  # the innermost
_MISSING = re.compile(r"([^?])\?")
_MORE_THAN_A_NAME = re.compile("[=@#…]")


@cache
def load_indicators() -> tuple[Indicator, ...]:
    """The indicators of the codebook, in its order."""
    return tuple(
        replace(
            Indicator(**row),  # type: ignore[arg-type]
            district_level=row["district_level"] == "yes",
            phrases=tuple(filter(None, row["phrases"].split(";"))),
        )
        for row in read_rows("indicators.csv")
    )


@cache
def load_places() -> tuple[Place, ...]:
    """The areas whose place in the hierarchy is known."""
    return tuple(
        replace(Place(**row), neighbours=tuple(filter(None, row["neighbours"].split(";"))))  # type: ignore[arg-type]
        for row in read_rows("places.csv")
    )


def expand(name: str) -> tuple[str, ...]:
    """Every spelling of a name with its choices and its letters that may be missing.

    >>> expand("税收(收入|)"), expand("普惠性?园")
    (('税收收入', '税收'), ('普惠性园', '普惠园'))
    """
    name = _MISSING.sub(r"(\1|)", name)
    choice = _CHOICE.search(name)
    if choice is None:
        return (name,)
    before, behind = name[: choice.start()], name[choice.end() :]
    spelled = (expand(before + one + behind) for one in choice[1].split("|"))
    return tuple(dict.fromkeys(chain.from_iterable(spelled)))


def spelled_names(indicator: Indicator) -> tuple[str, ...]:
    """The names of an indicator as a text may print them, those that need more words left out."""
    plain = (phrase for phrase in indicator.phrases if not _MORE_THAN_A_NAME.search(phrase))
    return tuple(chain.from_iterable(expand(phrase.lstrip("+-~")) for phrase in plain))
