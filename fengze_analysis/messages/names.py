"""What indicators and places are called, by the codebook and the gazetteer of the package."""

from __future__ import annotations

from collections.abc import Mapping

from ..lexicon.codebook import load_indicators, load_places

Names = Mapping[str, str]  # display names by code or full name of an area; they come first


def indicator_name(
    code: object, language: str, names: Names | None = None, phrase: str = ""
) -> str:
    """The indicator's name; ``phrase``, the words of the text, where it has no code.

    >>> indicator_name("gdp", "zh"), indicator_name("gdp", "en", {"gdp": "GDP"})
    ('地区生产总值', 'GDP')
    """
    text = code.split(";")[0] if isinstance(code, str) else ""
    if names and text in names:
        return names[text]
    for one in load_indicators():
        if one.code == text:
            return one.name_zh if language == "zh" else one.name_en
    return phrase or text


def place_name(place: str, language: str, names: Names | None = None) -> str:
    """The short name of an area, in English its English name where one is known.

    >>> place_name("泉州市丰泽区", "zh"), place_name("某镇", "en")
    ('丰泽区', '某镇')
    """
    if names and place in names:
        return names[place]
    for one in load_places():
        if one.place == place:
            return (one.name_en or one.short) if language == "en" else one.short
    return place
