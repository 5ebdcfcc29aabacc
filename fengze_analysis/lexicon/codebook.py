"""The codebook and the gazetteer of the package: indicators and places, as typed rows."""

from __future__ import annotations

from functools import cache

from ..model import Indicator, Place
from . import read_rows


@cache
def load_indicators() -> tuple[Indicator, ...]:
    """The indicators of the codebook, in its order.

    >>> next(one.form for one in load_indicators() if one.code == "gdp_growth")
    'growth'
    """
    return tuple(
        Indicator(
            **{
                **row,
                "district_level": row["district_level"] == "yes",
                "phrases": tuple(filter(None, row["phrases"].split(";"))),
            }  # type: ignore[arg-type]
        )
        for row in read_rows("indicators.csv")
    )


@cache
def load_places() -> tuple[Place, ...]:
    """The areas whose place in the hierarchy is known."""
    return tuple(
        Place(**{**row, "neighbours": tuple(filter(None, row["neighbours"].split(";")))})  # type: ignore[arg-type]
        for row in read_rows("places.csv")
    )
