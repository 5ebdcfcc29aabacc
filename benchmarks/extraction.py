"""Measures the extraction: speed, its ratio to a bare scan, memory, and growth on hostile input.

``python -m benchmarks.extraction [--smoke]`` prints all in one run, on one core. The text is made
up: sentences of the genre with changing words and numbers, as dense in figures as the project's own
report (one in some 107 bytes of UTF-8).
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import re
import subprocess
import sys
import tracemalloc
import warnings
from collections.abc import Callable
from functools import partial

from benchmarks.timing import seconds
from fengze_analysis.extraction.extract import extract
from fengze_analysis.lexicon import read_rows

SUBJECTS = (
    "全区生产总值",
    "一般公共预算收入",
    "规模以上工业增加值",
    "固定资产投资",
    "社会消费品零售总额",
    "实际利用外资",
    "城镇居民人均可支配收入",
    "农村居民人均可支配收入",
    "城镇新增就业人数",
    "新增各类经营主体",
    "粮食总产量",
    "接待游客数",
    "空气质量优良天数比例",
    "污水集中处理率",
    "学前教育普惠率",
    "每千人口床位数",
    "公交分担率",
)
UNITS = (
    "亿元",
    "万元",
    "万人",
    "家",
    "个",
    "项",
    "公里",
    "万平方米",
    "亩",
    "万人次",
    "吨",
    "套",
    "所",
    "张",
)
CLAUSES = (
    "{subject}达{number}{unit}，比上年增长{rate}%",
    "{subject}{number}{unit}、增长{rate}%，增速居全市第{rank}",
    "{subject}由{rate}%提高到{rate2}%，高于目标{points}个百分点",
    "新建改造{subject}相关项目{count}个，总投资超{number}亿元，完成年度计划的{rate2}%",
    "{subject}分别为{number}{unit}和{number2}{unit}，分别下降{rate}%、{points}%",
    "累计建成{count}个示范点，惠及群众{number}万人次，满意率百分之九十{digit}",
    "新增{two}处{subject}服务点，实施十大重点工程，完成投资约{number}亿元",
)
PROSE = (
    "深入推进“{subject}”提升行动，进一步优化营商环境，统筹发展和安全",
    "区政府高度重视，严格按照监督法的要求，对提出的审议意见逐一认真研究，提出明确具体的办理意见",
    "牢固树立过“紧日子”思想，从严控制一般性支出，兜牢“三保”底线，牢牢守住不发生系统性风险的底线",
    "围绕{subject}完善梯度培育体系，推动更多项目落地见效，有效增强中心城区发展动力和韧劲",
    "传承弘扬创新经验，密集出台支持政策措施，衔接开展专项行动，为项目建设提供充足要素保障",
    "持续完善{subject}工作机制，一体推进改革、开放和创新，群众获得感不断增强",
    "围绕{subject}开展专题调研，认真研究办理人大代表建议和政协提案，逐条逐项抓好落实",
    "聚焦{subject}开展督查问效，压实各级责任，推动各项任务落到实处、见到成效",
)
# Of every ten clauses so many have no figure: the density of the project's own report.
WITHOUT_FIGURE = 0.65
BARE_NUMERAL = r"[0-9]+(?:[.,][0-9]+)*\s*(?:万亿|亿|万|千|百)?\s*"
HOSTILE: dict[str, Callable[[int], str]] = {
    "ratios": lambda size: "1:" * (size // 2),
    "points": lambda size: "1.." * (size // 3),
    "spaced digits": lambda size: "1 " * (size // 2),
    "lines of numbers": lambda size: "1\n" * (size // 2),
    "cells a line": lambda size: "甲 |\n1 |\n" * (size // 7),
    "digits": lambda size: "7" * size,
    "digits and commas": lambda size: "7," * (size // 2),
    "Chinese numerals": lambda size: "一二三四" * (size // 4),
    "一百一百": lambda size: "一百" * (size // 2),
    "brackets": lambda size: "5" + "(" * (size // 2) + ")" * (size // 2),
    "figures in brackets": lambda size: "5(" * (size // 2),
    "one line": lambda size: "投资5.5亿元，增长3%，" * (size // 14),
    "spaces": lambda size: "5" + " " * size + "亿元",
    "line breaks": lambda size: "投资，5" + "\n" * size + "万元",
    "commas": lambda size: "，" * size,
}
# A line without a full stop that goes on as one of these.
ENDLESS = ("5.1%、", "百分之", "百分之五、", "增长5%", "从5%到", "居全省第3位", "“5个", "5\t")
HOSTILE |= {
    f"one line of {repr(again)[1:-1]}": lambda size, again=again: (
        "税收、财政分别增长" + again * (size // len(again))
    )
    for again in ENDLESS
}


def make_text(megabytes: float, seed: int = 0) -> str:
    """Made-up prose of about so many megabytes of UTF-8."""
    chance = random.Random(seed)  # noqa: S311 - words of a made-up text
    sentences, size = [], 0.0
    while size < megabytes * 1e6:
        clauses = [_clause(chance) for _ in range(chance.randint(1, 3))]
        sentences.append("；".join(clauses) + ("。\n" if chance.random() < 0.3 else "。"))
        size += len(sentences[-1].encode())
    return "".join(sentences)


def _clause(chance: random.Random) -> str:
    clauses = PROSE if chance.random() < WITHOUT_FIGURE else CLAUSES
    return chance.choice(clauses).format(
        subject=chance.choice(SUBJECTS),
        unit=chance.choice(UNITS),
        number=f"{chance.uniform(1, 900):.{chance.randint(0, 2)}f}",
        number2=f"{chance.uniform(1, 900):.2f}",
        rate=f"{chance.uniform(0.5, 30):.1f}",
        rate2=f"{chance.uniform(31, 120):.1f}",
        points=f"{chance.uniform(0.1, 5):.1f}",
        rank=chance.randint(1, 12),
        count=chance.randint(2, 4000),
        digit=chance.choice("一二三四五六七八九"),
        two=chance.choice("两三四五六"),
    )


def bare_scan() -> re.Pattern[str]:
    """One fixed pattern: digits, a multiplier, a unit of the list."""
    units = sorted({row["unit"] for row in read_rows("units.csv")}, key=lambda unit: -len(unit))
    return re.compile(f"{BARE_NUMERAL}(?:{'|'.join(map(re.escape, units))})")


def measure_speed(megabytes: float) -> None:
    """Extraction and the bare scan over the same text, and a public extractor if there is one."""
    text = make_text(megabytes)
    size, pattern = len(text.encode()) / 1e6, bare_scan()
    found = 0

    def read() -> None:
        nonlocal found
        found = len(extract(text).statements)

    extracting = seconds(read)
    scanning = seconds(lambda: sum(1 for _ in pattern.finditer(text)))
    print(f"text                  {size:8.2f} MB of UTF-8, {found:,} figures,", end=" ")
    print(f"{size * 1e6 / found:.0f} bytes a figure")
    print(f"extraction            {size / extracting:8.2f} MB/s on one core (goal: 1 or more)")
    print(f"bare scan             {size / scanning:8.2f} MB/s")
    print(f"ratio to bare scan    {extracting / scanning:8.1f}")
    measure_other(text[: int(min(megabytes, 0.2) * 1e6 / 3)])


def measure_other(text: str) -> None:
    """The ratio to cn2an, which turns the Chinese numerals of a sentence into digits."""
    if importlib.util.find_spec("cn2an") is None:
        print("cn2an is not installed: no ratio to a public extractor")
        return
    import cn2an

    ours = seconds(lambda: extract(text))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says of every 百 and 千 that it is no number
        theirs = seconds(lambda: cn2an.transform(text, "cn2an"), 1)
    print(f"ratio to cn2an        {ours / theirs:8.2f} (its transform of the same text is 1)")


def measure_memory(megabytes: float) -> None:
    """The peak of traced memory beside the bytes of the text."""
    text = make_text(megabytes, seed=1)
    size = len(text.encode())
    extract(text[:5000])  # the tables of words are loaded once
    tracemalloc.start()
    extract(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(
        f"peak of memory        {peak / size:8.1f} times the bytes of the text (goal: 20 or less)"
    )


def measure_growth(size: int) -> None:
    """How the time grows when hostile input doubles; 2 is linear."""
    for name, make in HOSTILE.items():
        short, long = (seconds(partial(extract, make(size * times))) for times in (1, 2))
        growth = long / short if short > 0.002 else float("nan")
        print(f"doubled: {name:<20} {short:7.3f} s, {long:7.3f} s, {growth:4.1f} times")


def measure_command() -> None:
    """What ``fengze extract`` takes of its own on a report of three pages, Python's start apart."""
    text = make_text(0.012, seed=2)
    program = "import sys, time; began = time.process_time()\n"
    program += "from fengze_analysis.extraction.extract import extract\n"
    program += "extract(sys.stdin.buffer.read().decode()); print(time.process_time() - began)"
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    taken = float(run.stdout)
    print(f"three pages, import and all {taken:.3f} s (goal: less than 0.5)")


def main() -> int:
    """Print everything; ``--smoke`` shows in seconds that it runs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description=__doc__)
    parser.add_argument(
        "--smoke", action="store_true", help="a tiny run that measures nothing well"
    )
    smoke = parser.parse_args().smoke
    measure_speed(0.05 if smoke else 10.5)
    measure_memory(0.05 if smoke else 1.0)
    measure_command()
    measure_growth(2_000 if smoke else 200_000)
    return 0


if __name__ == "__main__":
    sys.exit(main())
