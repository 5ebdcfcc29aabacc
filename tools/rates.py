"""Print how much of the phrase table is read exactly, group by group: the table of the README."""

from __future__ import annotations

import csv
from collections import Counter
from fractions import Fraction
from pathlib import Path

from fengze_analysis import find_quantities
from fengze_analysis.interval import exact_text

TABLES = Path(__file__).parents[1] / "tests" / "extraction" / "tables"
Figure = tuple[str, str]


def expected(cell: str) -> list[Figure]:
    """The value and unit of each figure that a row of the phrase table owes."""
    figures = (one.rpartition("=")[2].split("|") for one in cell.split(" ; ") if one.strip())
    return [(exact(value), unit) for value, unit, *_ in figures]


def exact(value: str) -> str:
    """One spelling of a number (14.90 and 14.9 are the same value)."""
    return value if ".." in value else str(Fraction(value))


def unescape(cell: str) -> str:
    """The text of a cell, with its line ends and tabs."""
    return cell.replace("\\n", "\n").replace("\\t", "\t").replace("\\f", "\f")


def measure() -> tuple[int, int, int, Counter[str], Counter[str]]:
    """Figures owed, found and found rightly; rows and rows read exactly by group."""
    owed = found = right = 0
    rows: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    with (TABLES / "phrases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            want = Counter(expected(unescape(row["expected"])))
            quantities = find_quantities(unescape(row["text"]))
            have = Counter((exact(exact_text(one.value)), one.unit) for one in quantities)
            owed, found = owed + want.total(), found + have.total()
            right += (want & have).total()
            rows[row["group"]] += 1
            whole[row["group"]] += want == have
    return owed, found, right, rows, whole


def main() -> None:
    """Print the rates."""
    owed, found, right, rows, whole = measure()
    print(f"phrase table: {rows.total()} rows, {owed} figures (exact value and unit)")
    f1 = 2 * right / (owed + found)
    print(f"precision {right / found:.4f}, recall {right / owed:.4f}, F1 {f1:.4f}")
    with (TABLES / "refuse.csv").open(encoding="utf-8", newline="") as file:
        texts = [unescape(row["text"]) for row in csv.DictReader(file)]
    refused = sum(not find_quantities(text) for text in texts)
    print(f"texts that hold no figure: {refused} of {len(texts)} give none")
    for group in rows:
        print(f"  {group}: {whole[group]}/{rows[group]}")


if __name__ == "__main__":
    main()
