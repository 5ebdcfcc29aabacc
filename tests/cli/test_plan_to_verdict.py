"""From two texts to the words: a made-up plan and reports of one city, through the commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

PLAN = """\
云溪市国民经济和社会发展第十四个五年规划纲要

云溪市人民政府
2021年3月10日

一、发展目标

到2025年，地区生产总值突破900亿元，年均增长6%以上。碧溪绿道里程达到300公里。\
城乡居民收入倍差缩小到1.9。五年累计新增城镇就业12万人。城镇调查失业率控制在5.5%以内。\
生活垃圾回收利用率75%左右。研发投入强度从2.1%提高到3.1%。建设筹集各类住房5万套。
"""
END = """\
云溪市2026年政府工作报告

2026年1月12日

一、“十四五”工作回顾

五年来，地区生产总值年均增长6.2%，2025年达到920亿元。碧溪绿道里程达到280公里。\
城乡居民收入倍差缩小到1.85。五年累计新增城镇就业12.5万人。2025年，城镇调查失业率5.1%。\
生活垃圾回收利用率达到72%。研发投入强度达到3.1%。五年建设筹集保障性住房6万套。
"""
MIDDLE = """\
云溪市2023年政府工作报告

2023年1月12日

一、2022年工作回顾

2022年，地区生产总值增长6.5%。碧溪绿道里程达到310公里。研发投入强度达到2.3%。
"""


def words(fengze: Run, folder: Path, report: str) -> dict[str, set[str]]:
    """The words of the verdicts by the phrase of the target."""
    plan, targets, path = folder / "plan.txt", folder / "targets.csv", folder / "report.txt"
    plan.write_text(PLAN, encoding="utf-8")
    path.write_text(report, encoding="utf-8")
    assert fengze("targets", plan, "--output", targets).code == 0
    ran = fengze(
        "compare",
        *(path, "--targets", targets, "--set", "targets_mode=replace", "--format", "json"),
    )
    assert ran.code == 0, ran.lines
    found: dict[str, set[str]] = {}
    for row in json.loads(ran.out):
        if row["relation"] == "verdict":
            found.setdefault(f"{row['reference_phrase']} {row['target']}", set()).add(row["word"])
    return found


def test_the_end_of_the_plan(fengze: Run, tmp_path: Path) -> None:
    """In the target year each type of target has its word, and the trap has none."""
    found = words(fengze, tmp_path, END)
    assert found == {
        "地区生产总值 90000000000": {"reached"},
        "地区生产总值 6": {"reached"},
        "碧溪绿道里程 300": {"not_reached"},
        "城乡居民收入倍差 1.9": {"reached"},  # less is better
        "新增城镇就业 120000": {"reached"},
        "城镇调查失业率 5.5": {"reached"},
        "生活垃圾回收利用率 75": {"reached"},  # about 75 is from 71.25 on
        "研发投入强度 3.1": {"reached"},
    }


@pytest.mark.parametrize(
    ("target", "word"), [("碧溪绿道里程 300", "met_early"), ("研发投入强度 3.1", "behind")]
)
def test_the_middle_of_the_plan(fengze: Run, tmp_path: Path, target: str, word: str) -> None:
    """Before the target year progress is measured; one year's growth is no mean of five."""
    found = words(fengze, tmp_path, MIDDLE)
    assert found.get(target) == {word}
    assert "地区生产总值 6" not in found
