"""Make the small made-up dataset of the panel notebook: fictional places and figures."""

from __future__ import annotations

import tempfile
from pathlib import Path

from fengze_analysis.batch.processing import default_steps
from fengze_analysis.batch.versions import version_of_steps

from fengze_analysis.batch.run import run_batch
from fengze_analysis.project import read_curated

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "data" / "example" / "panel"

# Place, year, new urban jobs in 万人 as a report would print them, 空气优良天数比例.
FIGURES = (
    ("临江市云溪区", 2021, "1.92万人", "97.5%"),
    ("临江市云溪区", 2022, "2.04万人", "98.1%"),
    ("临江市云溪区", 2023, "2.1万人", "98.4%"),
    ("临江市东屿区", 2021, "2.31万人", "96.2%"),
    ("临江市东屿区", 2022, "2.28万人", "96.9%"),
    ("临江市东屿区", 2023, "2.35万人", "97.3%"),
    ("临江市北埔县", 2021, "8600人", "99.2%"),
    ("临江市北埔县", 2022, "约9000人", "99.0%"),
    ("临江市北埔县", 2023, "9300余人", "99.4%"),
)


def report(place: str, year: int, jobs: str, air: str) -> str:
    """A made-up report of one place and year."""
    return (
        f"{place}人民政府工作报告\n\n（虚构文本，仅供测试）\n\n一、{year}年工作回顾\n\n"
        f"一是就业稳中有进。{year}年，城镇新增就业{jobs}。\n\n"
        f"二是生态持续向好。{year}年，空气质量优良天数比例{air}。\n\n{year + 1}年1月10日\n"
    )


def main() -> None:
    """Write the reports, read them as a batch, keep the dataset."""
    curated = read_curated(ROOT)
    known = curated.indicators, curated.published, curated.sources
    with tempfile.TemporaryDirectory() as folder:
        for number, (place, year, jobs, air) in enumerate(FIGURES):
            path = Path(folder) / f"made-up-{number:02}-{year}.txt"
            path.write_text(report(place, year, jobs, air), encoding="utf-8")
        run_batch(folder, OUTPUT, default_steps(version_of_steps(*known), *known), workers=1)
    print(OUTPUT.relative_to(ROOT))


if __name__ == "__main__":
    main()
