"""Raised characters: a power stays with its unit, a footnote mark stays off its figure."""

from __future__ import annotations

import re

_POWERS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_POWERS[ord("2")], _POWERS[ord("3")] = ord("²"), ord("³")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_UNIT = re.compile(r"(?:^|[^A-Za-z])(?:[kcdm]?m|[KCDM]?M|千米|米|公里)$")
_BASE = re.compile(r"(?:^|[^0-9.,])10$")
_NUMBER = re.compile(r"-?[0-9]{1,3}")


def raised(characters: str, before: str) -> str:
    """How raised ``characters`` read in a line after ``before``.

    >>> raised("2", "房屋征收110万m"), raised("1", "税收增长30.9"), raised("4", "2.1×10")
    ('²', '[1]', '⁴')
    """
    bare = characters.strip()
    if not _NUMBER.fullmatch(bare):
        return characters
    if bare in ("2", "3") and _UNIT.search(before):
        return bare.translate(_POWERS)
    if _BASE.search(before) or bare.startswith("-"):
        return bare.translate(_POWERS)
    return f"[{bare}]"


def lowered(characters: str) -> str:
    """How lowered ``characters`` read: a figure below the line belongs to the letters before it.

    >>> "CO" + lowered("2"), "PM" + lowered("2.5")
    ('CO₂', 'PM₂.₅')
    """
    return characters.translate(_LOWERED)
