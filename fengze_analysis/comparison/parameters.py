"""What an analyst may change in the comparison, checked before anything runs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

from ..errors import InputError, choose
from ..rounding import ABOUT_SHARE, HALF_UP, ROUNDING_RULES

_SHARES, _YEARS = ("delta", "about_share"), ("as_of", "base_year")
_SHARE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,12}|/[1-9][0-9]{0,12})?", re.ASCII)  # no exponents


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
        choose("rounding", self.rounding, ROUNDING_RULES)
        choose("document_years", self.document_years, ("use", "refuse"))
        for name in (*_SHARES, *_YEARS):
            value = getattr(self, name)
            least, most = (0, 1) if name in _SHARES else (1900, 2100)
            if value is not None and not least <= value <= most:
                raise InputError(f"{name} {value} cannot be used", "", f"{least} to {most}")

    def within(self, year: int) -> bool:
        return self.as_of is None or year <= self.as_of


def parse_parameters(given: Mapping[str, object]) -> Parameters:
    """The parameters of settings given as numbers or text; those not given keep their default.

    Raises :class:`InputError` for an unknown name or a value that is none.

    >>> parse_parameters({"delta": 0.1, "as_of": "2023", "base_year": ""})
    ... # doctest: +ELLIPSIS
    Parameters(as_of=2023, base_year=None, delta=Fraction(1, 10), ...)
    """
    known = [field.name for field in fields(Parameters)]
    if unknown := sorted(set(given) - set(known)):
        raise InputError(f"parameter {unknown[0]!r} is unknown", "", " ".join(known))
    return Parameters(**{name: _parse(name, value) for name, value in given.items()})


def _parse(name: str, value: object) -> Any:
    text = "" if value is None else str(value).strip()
    if name in _SHARES:
        if not _SHARE.fullmatch(text) or Fraction(text) > 1:
            raise InputError(f"{name} {text[:40]!r} is no share", "", "0 to 1, such as 0.05")
        return Fraction(text)
    if name not in _YEARS:
        return text
    if text and re.fullmatch("[0-9]{4}", text) is None:
        raise InputError(f"{name} {text[:40]!r} is no year", "", "four digits such as 2023")
    return int(text) if text else None
