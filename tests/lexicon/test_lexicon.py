"""The word lists: complete, sorted, without doubles, and fit for what the reading asks of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fengze_analysis.lexicon import alternation, expanded, idioms, read_rows, traditional, words
from fengze_analysis.lexicon.folding import fold
from fengze_analysis.lexicon.units import canonical_unit

FILES = (
    "units.csv",
    "words.csv",
    "discourse.csv",
    "idioms.csv",
    "spellings.csv",
    "traditional.csv",
)
CATEGORIES = {
    "money", "percent", "point", "multiple", "score", "age", "duration", "measure", "count", "weak",
}  # fmt: skip
FOLDER = Path(__file__).parents[2] / "fengze_analysis" / "lexicon"


@pytest.mark.parametrize("name", FILES)
def test_no_row_stands_twice_and_no_cell_is_empty(name: str) -> None:
    """Each file holds a row once, every cell filled."""
    rows = [tuple(row.values()) for row in read_rows(name)]
    assert len(rows) == len(set(rows)) > 0
    assert all(cell and cell == cell.strip() for row in rows for cell in row)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("words.csv", lambda row: (row["role"], len(row["word"]), row["word"])),
        ("discourse.csv", lambda row: (row["role"], len(row["word"]), row["word"])),
        ("idioms.csv", lambda row: row["idiom"]),
        ("spellings.csv", lambda row: row["printed"]),
        ("traditional.csv", lambda row: row["traditional"]),
    ],
)
def test_the_rows_are_sorted(name: str, key: object) -> None:
    """A new word has one place where it belongs, and a change is one line."""
    rows = list(read_rows(name))
    assert rows == sorted(rows, key=key)  # type: ignore[arg-type]


def test_the_files_have_unix_line_ends_and_a_last_one() -> None:
    """The bytes are the same on every machine."""
    for name in FILES:
        data = (FOLDER / name).read_bytes()
        assert b"\r" not in data
        assert data.endswith(b"\n")


def test_units_have_a_category_a_spelling_and_a_source() -> None:
    """Every unit is folded and unique, of a known category, and spelt in one way."""
    rows = read_rows("units.csv")
    assert {row["category"] for row in rows} <= CATEGORIES
    assert len({row["unit"] for row in rows}) == len(rows) >= 400
    assert all(fold(row["unit"]) == row["unit"] for row in rows)
    category = {row["unit"]: row["category"] for row in rows}
    for row in rows:
        assert canonical_unit(row["unit"]) == row["canonical"], row
        assert category.get(row["canonical"], row["category"]) == row["category"], row


def test_no_unit_carries_a_number() -> None:
    """万 and 亿 multiply, they are no part of a unit; m² and m3 are the only ones with a digit."""
    digits = [row["unit"] for row in read_rows("units.csv") if re.search("[0-9]", row["unit"])]
    assert all(re.search("[a-zA-Z][23]$", unit) for unit in digits)
    first = [row["unit"] for row in read_rows("units.csv") if row["unit"][0] in "万亿百"]
    assert first == ["百分点"]


def test_every_idiom_holds_a_numeral() -> None:
    """A word without a numeral would never be looked for."""
    assert not [
        idiom
        for idiom in idioms()
        if not re.search("[零〇一二两三四五六七八九十百千万亿几数半]", idiom)
    ]


def test_traditional_characters_fold_once() -> None:
    """One to one, and what is simplified stays."""
    table = traditional()
    assert all(len(new) == 1 and ord(new) not in table for new in table.values())
    assert fold("億萬兩餘") == "亿万两余"


def test_words_of_a_role_are_longest_first() -> None:
    """The longest word is tried first, so that 不低于 is not read as 低于."""
    found = words("over_before")
    assert list(found) == sorted(found, key=lambda word: (-len(word), word))
    assert "不低于" in found


def test_an_unknown_role_is_an_error() -> None:
    """A misspelt role is found at once."""
    with pytest.raises(KeyError, match="no_such_role"):
        words("no_such_role")


def test_words_are_taken_literally() -> None:
    """No word is a pattern: brackets and points stand for themselves."""
    assert all(re.fullmatch(alternation("reading"), word) for word in words("reading"))
    assert all(re.fullmatch(alternation("up"), word) for word in words("up"))


@pytest.mark.parametrize("row", read_rows("forms.csv"), ids=lambda row: row["form"][:20])
def test_every_form_holds_for_its_example(row: dict[str, str]) -> None:
    """A form is a regular expression, found in the phrase beside it; plain words have none."""
    form = re.compile(expanded(row["form"]))
    assert not row["example"] or form.search(row["example"]), row


def test_the_forms_of_a_list_stand_together() -> None:
    """Lists are sorted by their name, and no form stands twice in one."""
    rows = read_rows("forms.csv")
    names = [row["list"] for row in rows]
    assert names == sorted(names)
    assert len({(row["list"], row["form"]) for row in rows}) == len(rows)


def test_every_role_is_explained_and_used() -> None:
    """The page beside the lists names each role, and the reading asks for each."""
    roles = {row["role"] for row in (*read_rows("words.csv"), *read_rows("discourse.csv"))}
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    code = "".join(
        path.read_text(encoding="utf-8")
        for room in ("text", "lexicon", "extraction")
        for path in (FOLDER.parent / room).glob("*.py")
    )
    assert not [role for role in roles if f"`{role}`" not in page]
    code += "".join(row["form"] for row in read_rows("forms.csv"))
    assert not [role for role in roles if not re.search(f"[\"'{{,]{role}[\"'}},]", code)]
