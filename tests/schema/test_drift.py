"""What moved between two versions of a table is said in lines."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from fengze_analysis.schema.package import PACKAGE, accept, find_drift, moved, strangers
from fengze_analysis.schema.tables import rows_to_csv
from tests.schema.made_up_rows import statement

OLD = rows_to_csv([statement()], "outcomes")


def test_the_same_table_has_not_moved() -> None:
    """Equal tables give no line."""
    assert find_drift("outcomes", OLD, OLD, {}) == []


def test_a_moved_figure_is_named_with_its_sentence() -> None:
    """A changed value is said from what to what, with the printed figure and its sentence."""
    new = rows_to_csv([statement(value=Decimal(8600000000))], "outcomes")
    (line,) = find_drift("outcomes", OLD, new, {})
    assert line.startswith("outcomes hetan-2024 1.3.20 8.6 亿元: ")
    assert line.endswith(": value 860000000 → 8600000000, in “全年落实税费优惠 8.6 亿元。”")


def test_each_cell_has_its_line() -> None:
    """Two cells of one row are two lines, and an empty cell is said to be empty."""
    new = rows_to_csv([statement(period="", indicator=())], "outcomes")
    lines = find_drift("outcomes", OLD, new, {})
    assert [line.split(": ")[1].split(",")[0] for line in lines] == [
        "indicator tax_relief → (empty)",
        "period 全年 → (empty)",
    ]


def test_rows_that_come_and_go_are_named() -> None:
    """A row that is gone and one that is new have a line each."""
    lines = find_drift("outcomes", OLD, rows_to_csv([statement(row_id="1.3.21")], "outcomes"), {})
    assert len(lines) == 2
    assert "1.3.20 8.6 亿元: gone" in lines[0]
    assert "1.3.21 8.6 亿元: new" in lines[1]


def test_a_table_without_sentences_borrows_them() -> None:
    """A moved status is shown with the sentence of its figure."""
    header = "report_id,row_id,indicator,relation,reason,reference_id,word\n"
    row = "hetan-2024,1.3.20,tax_relief,benchmark,,T1,"
    old, new = f"{header}{row}higher\n", f"{header}{row}lower\n"
    sentences = {"1.3.20": "全年落实\n税费优惠。"}
    (line,) = find_drift("comparison", old, new, sentences)
    assert line.endswith(": word higher → lower, in “全年落实 税费优惠。”")
    assert "in “" not in find_drift("comparison", old, new, {})[0]


def test_an_older_table_with_other_columns_is_compared() -> None:
    """A column that came or went is said once, not for each row."""
    old = OLD.replace("reading,", "way,", 1)
    assert find_drift("outcomes", old, OLD, {}) == [
        "outcomes: column way gone",
        "outcomes: column reading new",
    ]


def test_an_empty_table_before_or_after() -> None:
    """All rows of a table that was empty are new, and gone the other way round."""
    empty = rows_to_csv([], "outcomes")
    assert [line.split(",")[0][-5:] for line in find_drift("outcomes", empty, OLD, {})] == [": new"]
    assert ": gone" in find_drift("outcomes", OLD, empty, {})[0]
    assert find_drift("outcomes", "", OLD, {})


def test_other_bytes_with_the_same_cells_are_said() -> None:
    """A change of order, quoting or line ends is not passed over."""
    assert find_drift("outcomes", OLD, OLD.replace("\n", "\r\n"), {}) == [
        "outcomes: same cells, but other bytes: order, quoting or line ends"
    ]


def test_a_repeated_key_hides_no_row() -> None:
    """A second row of the same key is compared with its like."""
    twice = rows_to_csv([statement(), statement(value=Decimal(1))], "outcomes")
    lines = find_drift("outcomes", OLD, twice, {})
    assert len(lines) == 1
    assert "again" in lines[0]


FILES = {"outcomes.csv": OLD.encode(), PACKAGE: b"{}"}


def test_what_was_accepted_has_not_moved(tmp_path: Path) -> None:
    """Tables written are the tables found; a changed one is named."""
    accept(tmp_path / "a", FILES)
    assert moved(tmp_path / "a", FILES) == []
    other = FILES | {"outcomes.csv": OLD.replace("outcome,", "plan,").encode()}
    assert "sense outcome → plan" in moved(tmp_path / "a", other)[0]


@pytest.mark.parametrize("gone", [FILES, ["outcomes.csv"], [PACKAGE]])
def test_committed_tables_that_are_gone_have_moved(gone: list[str], tmp_path: Path) -> None:
    """An emptied folder, a lost table and a lost package are differences, not silence."""
    folder = tmp_path / "a"
    accept(folder, FILES)
    for name in gone:
        (folder / name).unlink()
    assert moved(folder, FILES) != []


@pytest.mark.parametrize("name", [".DS_Store", "._outcomes.csv", ".git", "notes.csv"])
def test_a_strangers_file_moves_nothing_and_stays(name: str, tmp_path: Path) -> None:
    """What is hidden is nobody's figure; what is not is told; neither is deleted."""
    folder = tmp_path / "a"
    accept(folder, FILES)
    (folder / name).write_text("mine")
    assert moved(folder, FILES) == []
    assert strangers(folder) == [name] * (not name.startswith("."))
    accept(folder, FILES)
    assert (folder / name).read_text() == "mine"


def test_a_folder_of_strangers_holds_no_tables(tmp_path: Path) -> None:
    """Where nothing but a hidden file is left, the tables are gone."""
    (tmp_path / ".DS_Store").write_text("x")
    assert moved(tmp_path, FILES) == [f"{tmp_path.name}: no committed tables"]
