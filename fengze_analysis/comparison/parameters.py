"""What an analyst may change in the comparison, checked before anything runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

from fengze_analysis.errors import InputError
from fengze_analysis.rounding import ABOUT_SHARE, HALF_UP, ROUNDING_RULES

UNDATED = ("show", "refuse")


@dataclass(frozen=True, slots=True)
class Parameters:
    """The choices of a comparison; every default is printed beside the result.

    * ``as_of``: the latest year whose figures count, ``""`` for no limit.
    * ``delta``: δ, how far progress may differ from the time share (0.05 is five points).
    * ``base_year``: measures progress from this year instead of each target's own base year.
    * ``rounding``: how the sources rounded: half_up, half_even or truncation.
    * ``about_share``: what 约 and 左右 leave open, as a share of the value.
    * ``undated``: ``show`` holds a rate or level without a printed year against others' targets
      and says that its date is not stated; ``refuse`` does not compare it.
    * ``undated_year``: the year that figures without a printed one are taken to be about, said
      wherever it is used; ``""`` leaves them undated.
    * ``place``: the report's own area, ``""`` for the one most of its figures are about.
    * ``near_names``: the share of letter pairs from which two indicator names count as alike.
    """

    as_of: str = ""
    delta: Fraction = Fraction(5, 100)
    base_year: str = ""
    rounding: str = HALF_UP
    about_share: Fraction = ABOUT_SHARE
    undated: str = "show"
    undated_year: str = ""
    place: str = ""
    near_names: Fraction = Fraction(6, 10)

    def __post_init__(self) -> None:
        _check_year("as_of", self.as_of)
        _check_year("base_year", self.base_year)
        _check_year("undated_year", self.undated_year)
        _check_choice("rounding", self.rounding, ROUNDING_RULES)
        _check_choice("undated", self.undated, UNDATED)
        for name in ("delta", "about_share", "near_names"):
            if not 0 <= getattr(self, name) <= 1:
                raise InputError(f"{name} {getattr(self, name)} is out of range", "", "0 to 1")

    def within(self, year: str) -> bool:
        """Whether a figure of ``year`` counts; one without a year does.

        >>> Parameters(as_of="2022").within("2023"), Parameters().within("2023")
        (False, True)
        """
        return not (self.as_of and year) or int(year) <= int(self.as_of)


def parse_parameters(given: Mapping[str, str]) -> Parameters:
    """The parameters of printed settings; those not given keep their default.

    >>> parse_parameters({"delta": "0.1", "as_of": "2023"}).delta
    Fraction(1, 10)
    """
    known = {field.name: field.default for field in fields(Parameters)}
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise InputError(f"parameter {unknown[0]!r} is unknown", "", " ".join(known))
    return Parameters(**{name: _parse(name, value, known[name]) for name, value in given.items()})


def _parse(name: str, value: str, default: object) -> Any:
    if not isinstance(default, Fraction):
        return value
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError) as fault:
        raise InputError(f"{name} {value!r} is no number", "", "a share such as 0.05") from fault


def _check_year(name: str, year: str) -> None:
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise InputError(f"{name} {year!r} is no year", "", "four digits such as 2023")


def _check_choice(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise InputError(f"{name} {value!r} is unknown", "", " ".join(allowed))
