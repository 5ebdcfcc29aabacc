"""What an analyst may change in the comparison, checked before anything runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

from ..errors import InputError
from ..rounding import ABOUT_SHARE, HALF_UP, ROUNDING_RULES

DOCUMENT_YEARS = ("use", "refuse")
_YEARS = ("as_of", "base_year")


@dataclass(frozen=True, slots=True)
class Parameters:
    """The choices of a comparison.

    * ``as_of``: the latest year whose figures count, ``None`` for no limit.
    * ``base_year``: measures progress from this year instead of each target's own base year.
    * ``delta``: δ, how far progress may differ from the time share (0.05 is five points).
    * ``about_share``: what 约 and 左右 leave open, as a share of the value.
    * ``rounding``: how the sources rounded: half_up, half_even or truncation.
    * ``document_years``: ``refuse`` leaves a figure undated whose year only the document gives.
    * ``place``: the report's own area, ``""`` for the one most of its figures are about.
    """

    as_of: int | None = None
    base_year: int | None = None
    delta: Fraction = Fraction(5, 100)
    about_share: Fraction = ABOUT_SHARE
    rounding: str = HALF_UP
    document_years: str = "use"
    place: str = ""

    def __post_init__(self) -> None:
        for name, allowed in (("rounding", ROUNDING_RULES), ("document_years", DOCUMENT_YEARS)):
            _check(name, getattr(self, name), getattr(self, name) in allowed, " ".join(allowed))
        for name in ("delta", "about_share"):
            _check(name, getattr(self, name), 0 <= getattr(self, name) <= 1, "0 to 1")
        for name in _YEARS:
            year = getattr(self, name)
            _check(name, year, year is None or 1900 <= year <= 2100, "four digits such as 2023")

    def within(self, year: int) -> bool:
        """Whether a figure of ``year`` counts.

        >>> Parameters(as_of=2022).within(2023), Parameters().within(2023)
        (False, True)
        """
        return self.as_of is None or year <= self.as_of


def parse_parameters(given: Mapping[str, str]) -> Parameters:
    """The parameters of settings written as text; those not given keep their default.

    Raises :class:`InputError` for an unknown name or a value that is none.

    >>> parse_parameters({"delta": "0.1", "as_of": "2023"})
    ... # doctest: +ELLIPSIS
    Parameters(as_of=2023, base_year=None, delta=Fraction(1, 10), ...)
    """
    known = {field.name: field.default for field in fields(Parameters)}
    if unknown := sorted(set(given) - set(known)):
        raise InputError(f"parameter {unknown[0]!r} is unknown", "", " ".join(known))
    return Parameters(**{name: _parse(name, text) for name, text in given.items()})


def _parse(name: str, text: str) -> Any:
    if name in ("rounding", "document_years", "place"):
        return text
    try:
        return (int(text) if text else None) if name in _YEARS else Fraction(text)
    except (ValueError, ZeroDivisionError) as fault:
        right = "a year such as 2023" if name in _YEARS else "a share such as 0.05"
        raise InputError(f"{name} {text!r} is no number", "", right) from fault


def _check(name: str, value: object, allowed: bool, right: str) -> None:
    if not allowed:
        raise InputError(f"{name} {value} cannot be used", "", right)
