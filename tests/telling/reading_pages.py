"""What the tests of the pages share: studies under other settings, and numbers out of sentences."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from fengze_analysis import open_study
from fengze_analysis.publishing.cells import Cell, PageTable, Tag, Words, cell_words, plain
from fengze_analysis.publishing.parameters import parameters_of
from fengze_analysis.study import PARAMETERS, Study
from tests.made_up.district import PROJECT, ROOT

# Made up: targets of the real district that no plan states, to see what a verdict would look like.
HEADER, *OWN_TARGETS = (
    Path(__file__).with_name("own_targets.csv").read_text(encoding="utf-8").splitlines()
)


@cache
def fengze(**settings: str) -> Study:
    """The real report under other settings, opened once each."""
    return open_study("fengze-2024-7", str(ROOT), **settings)


@cache
def yunxi(**settings: str) -> Study:
    """The made-up report, whose district has targets of its own, under other settings."""
    return open_study(project=str(PROJECT), **settings)


def own_targets_csv(folder: Path, rows: Sequence[str] = OWN_TARGETS) -> str:
    """The path of an analyst's table of targets."""
    path = folder / "own.csv"
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return str(path)


def numbers(text: str) -> list[str]:
    """Every number of a sentence as it stands there.

    >>> numbers("94个数据共说明96项内容（12.5%）")
    ['94', '96', '12.5']
    """
    return re.findall(r"\d+(?:\.\d+)?", plain(text))


def column(table: PageTable, key: str) -> list[Cell]:
    """The cells of one column."""
    place = [one.key for one in table.columns].index(key)
    return [row[place] for row in table.rows]


def said(table: PageTable, key: str, language: str = "zh") -> list[str]:
    """The cells of one column as they are read."""
    chosen = "zh" if language == "zh" else "en"
    return [plain(cell_words(cell, chosen)) for cell in column(table, key)]  # type: ignore[arg-type]


def codes(table: PageTable, key: str) -> list[str]:
    """The codes of a column of badges."""
    return [cell.code for cell in column(table, key) if isinstance(cell, Tag)]


def both(words: Words) -> tuple[str, str]:
    """A sentence as it is read, Chinese and English."""
    return plain(words.zh), plain(words.en)


def check_notebook(name: str) -> None:
    """What style asks of a notebook: for every language a title, few lines, no statements."""
    notebook = json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))
    in_a_row = 0
    prose: Counter[str] = Counter()
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            in_a_row = 0
            prose.update(cell["metadata"]["tags"])
            continue
        in_a_row += 1
        assert in_a_row <= 2, source
        assert len(source.splitlines()) <= 8, source
        words = set(source.replace("(", " ").split())
        assert not words & {"def", "class", "for", "while", "try:"}, source
        assert not source.endswith(";")
    assert prose["zh"] == prose["en"] > 5
    cells = [
        SimpleNamespace(source="".join(c["source"]), metadata=c["metadata"])
        for c in notebook["cells"]
    ]
    given = parameters_of(SimpleNamespace(cells=cells))
    assert set(given) <= set(PARAMETERS)
    same = {key: PARAMETERS[key].default for key in given if key != "report"}
    assert {key: given[key] for key in same} == same
