"""Codes in words, both languages, none without."""

from __future__ import annotations

import pytest

from fengze_analysis.messages import load_catalogue
from fengze_analysis.messages.names import code_text, in_sentence, indicator_name, place_name
from fengze_analysis.schema.tables import load_tables, table

SAID = {
    ("outcomes", name) for name in ("kind", "approx", "direction", "sense", "year_from", "reading")
}
SAID |= {("indicators", "form"), ("indicators", "stage"), ("indicators", "better")}
SAID |= {("targets", name) for name in ("type", "class", "nature", "level", "confidence")}
SAID |= {("comparison", "relation"), ("comparison", "reason"), ("findings", "outcome")}
SAID |= {("gaps", "status")}
KEYS = {"better": "direction"}


@pytest.mark.parametrize(("name", "column"), sorted(SAID))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_code_a_reader_meets_has_words(name: str, column: str, language: str) -> None:
    """A code of the schema is never shown as a code."""
    (found,) = [one for one in load_tables()[name].columns if one.name == column]
    assert found.codes
    for code in found.codes:
        assert f"{KEYS.get(column, column)}.{code}" in load_catalogue()
        assert code_text(KEYS.get(column, column), code, language)


def test_an_open_word_names_both_readings() -> None:
    """What rounding leaves open is said with the words it leaves."""
    said = code_text("word", "undecided:behind|on_schedule", "en")
    assert said.endswith("(behind schedule / broadly on schedule)")


def test_a_value_that_is_no_code_stays() -> None:
    """A heading is no code, even with a colon in it."""
    assert code_text("heading", "一是：提质", "zh") == "一是：提质"


@pytest.mark.parametrize(
    "column", ["reason", "relation", "agreement", "official", "per_head", "operator"]
)
def test_every_code_has_words(column: str) -> None:
    """No code of the tables is without words in both languages."""
    word = ("comparison", "validation")
    columns = [table(name).column(column) for name in word if column in _names(name)]
    for code in {code for one in columns for code in one.codes}:
        assert code_text(column, code, "zh") != code, code
        assert f"{column}.{code}" in load_catalogue()


def _names(name: str) -> list[str]:
    return [column.name for column in load_tables()[name].columns]


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        ("Forest cover", "en", "forest cover"),
        ("GDP growth", "en", "GDP growth"),
        ("A-grade scenic spots", "en", "A-grade scenic spots"),
        ("China", "en", "China"),
        ("森林覆盖率", "zh", "森林覆盖率"),
    ],
)
def test_a_name_inside_a_sentence_loses_its_capital(name: str, language: str, said: str) -> None:
    """An abbreviation, a single letter and a proper name keep theirs."""
    assert in_sentence(name, language) == said


def test_a_place_is_called_by_its_short_name() -> None:
    """One that no gazetteer knows keeps its own."""
    assert place_name("泉州市丰泽区", "zh") == "丰泽区"
    assert place_name("某镇", "en") == "某镇"


def test_an_indicator_is_called_by_the_names_given_first() -> None:
    """Then by the codebook, and without a code by the words of the text."""
    assert indicator_name("gdp", "zh") == "地区生产总值"
    assert indicator_name("gdp", "en", {"gdp": "GDP"}) == "GDP"
    assert indicator_name("", "zh", phrase="招商引资") == "招商引资"
