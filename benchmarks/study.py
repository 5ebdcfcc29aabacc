"""What comparing and auditing one report costs beside reading it, and with a country's tables.

``python -m benchmarks.study [--smoke]`` prints ratios to the bare extraction of the same text. The
tables are those of the project, then as many times as large with made-up areas.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.timing import seconds
from fengze_analysis.audit import audit
from fengze_analysis.comparison import Parameters, compare
from fengze_analysis.extraction import Extraction, extract
from fengze_analysis.project import (
    Codebook,
    Curated,
    find_codebook,
    find_report,
    list_reports,
    read_curated,
    read_received,
)
from fengze_analysis.text.read import read_bytes

PROJECT = Path(__file__).parents[1]
TIMES = 100


def main() -> int:
    """Print the ratios."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.study", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="tables twice as large, not a hundred")
    times = 2 if parser.parse_args().smoke else TIMES
    codebook = find_codebook(PROJECT)
    tables = read_curated(PROJECT, codebook)
    received = read_received(find_report(PROJECT, list_reports(PROJECT)[0]))
    text = read_bytes(received.data, received.said("file")).text
    reading = partial(extract, text, received.report_id, codebook.indicators)
    read = reading()
    base = seconds(reading, 5)
    print(f"extraction of {received.report_id}: {base * 1000:.1f} ms, the measure of the rest")
    for factor in (1, times):
        larger = grown(tables, factor)
        one = seconds(partial(compared, read, codebook, larger), 5)
        two = seconds(partial(audited, read, codebook, larger), 5)
        print(
            f"tables × {factor}: {len(larger.targets):,} targets, "
            f"{len(larger.published):,} published figures; comparing {one / base:.2f}, "
            f"auditing {two / base:.2f}, all together {(base + one + two) / base:.2f} "
            f"times the extraction (goal: 2 or less)"
        )
    return 0


def compared(read: Extraction, codebook: Codebook, tables: Curated) -> list[Any]:
    """The comparison of a report that was read."""
    parameters = Parameters(place=read.document.place)
    return compare(
        read.statements,
        tables.targets,
        tables.published,
        codebook.indicators,
        codebook.places,
        parameters,
    )


def audited(read: Extraction, codebook: Codebook, tables: Curated) -> list[Any]:
    """The audit of a report that was read."""
    return audit(
        read.document, read.statements, tables.published, tables.sources, codebook.indicators
    )


def grown(tables: Curated, times: int) -> Curated:
    """The tables that many times as large, the rows that came of areas that do not exist."""
    return tables._replace(
        targets=tuple(_copies(tables.targets, "target_id", times)),
        published=tuple(_copies(tables.published, "published_id", times)),
    )


def _copies(rows: Iterable[Any], key: str, times: int) -> Iterable[Any]:
    for number in range(times):
        for row in rows:
            name = f"{getattr(row, key)}-{number}"
            yield replace(row, **{key: name, "place": f"虚{number}市"}) if number else row


if __name__ == "__main__":
    sys.exit(main())
