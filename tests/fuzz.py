"""Looks for text that breaks the reading: crashes, overlaps, lost positions, time that explodes.

``python -m tests.fuzz [--minutes N] [--seed N]`` mutates made-up texts until the time is up, prints
what it did and found, and fails if it found anything. The suite runs a short one.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from fengze_analysis.extraction.extract import extract
from fengze_analysis.lexicon.folding import fold
from fengze_analysis.model import Statement, Unread
from tests.extraction.made_up_text import HOSTILE, MARKS, NUMERALS, UNITS, WORDS
from tests.extraction.reading_tables import phrases

REPORTS = Path(__file__).parent / "extraction" / "reports"
# Characters of the text at which time is measured, and how much longer twice as much may take.
SIZE, MOST, SMALLEST = 4000, 4.0, 0.25


def base_texts() -> list[str]:
    """The made-up reports, and the phrases of the table by tens."""
    reports = [path.read_text(encoding="utf-8") for path in sorted(REPORTS.glob("*.txt"))]
    lines = [phrase.text for phrase in phrases()]
    return reports + ["。\n".join(lines[at : at + 10]) for at in range(0, len(lines), 10)]


def mutate(text: str, chance: random.Random) -> str:
    """``text`` with a few pieces cut, doubled, moved, or put in from elsewhere."""
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((1, 2, 5, 40)))
        piece = text[start:end]
        change = chance.choice((_cut, _double, _move, _put_in, _put_in))
        text = change(text, start, end, piece, chance)
    return text


def _cut(text: str, start: int, end: int, _: str, __: random.Random) -> str:
    return text[:start] + text[end:]


def _double(text: str, _: int, end: int, piece: str, chance: random.Random) -> str:
    return text[:end] + piece * chance.randint(1, 4) + text[end:]


def _move(text: str, start: int, end: int, piece: str, chance: random.Random) -> str:
    rest = text[:start] + text[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + piece + rest[at:]


def _put_in(text: str, start: int, _: int, __: str, chance: random.Random) -> str:
    words = chance.choice((NUMERALS, UNITS, WORDS, MARKS, HOSTILE))
    return text[:start] + chance.choice(words) + text[start:]


def find_faults(text: str) -> Iterator[str]:
    """What is wrong with the reading of ``text``, in words; nothing where all holds."""
    try:
        extraction = extract(text)
    except Exception:
        yield "crash: " + traceback.format_exc(limit=-3)
        return
    found: list[Statement | Unread] = [*extraction.statements, *extraction.unread]
    found.sort(key=lambda one: one.start)
    if any(text[one.start : one.end] != one.surface for one in found):
        yield "a surface does not stand at its position"
    for row in extraction.statements:
        if row.surface in row.sentence and not row.sentence.startswith(row.surface, row.offset):
            yield "a surface does not stand at its place in the sentence"
    if any(one.end > two.start for one, two in pairwise(found)):
        yield "two figures overlap"
    if len(fold(text)) != len(text):
        yield "folding changes the length"


def measure(text: str, clock: Callable[[], float] = time.process_time) -> tuple[float, float]:
    """The seconds that ``text`` repeated to a size takes, and those of twice as much."""
    once = text * max(1, SIZE // max(1, len(text)))
    seconds = []
    for sample in (once, once * 2):
        began = clock()
        extract(sample)
        seconds.append(clock() - began)
    return seconds[0], seconds[1]


def grows_too_fast(text: str, clock: Callable[[], float] = time.process_time) -> bool:
    """Whether twice the text takes far more than twice the time, seen twice in a row."""
    for _ in range(2):
        once, twice = measure(text, clock)
        if twice < SMALLEST or twice < MOST * once:
            return False
    return True


def run(
    rounds: int | None = None, minutes: float = 0.0, seed: int = 0
) -> tuple[Counter[str], list[tuple[str, str]]]:
    """What was done, counted, and the faults found with the text of each."""
    chance = random.Random(seed)
    texts, done, faults = base_texts(), Counter[str](), []
    end = time.monotonic() + minutes * 60
    while done["texts"] < rounds if rounds is not None else time.monotonic() < end:
        text = mutate(chance.choice(texts), chance)
        done["texts"] += 1
        done["characters"] += len(text)
        faults += [(fault, text) for fault in find_faults(text)]
        if done["texts"] % 50 == 0:
            done["timed"] += 1
            start = chance.randrange(max(1, len(text)))
            piece = text[start : start + chance.choice((1, 3, 10, 60))]
            if piece and grows_too_fast(piece):
                faults.append(("time grows faster than the text", piece))
    done["faults"] = len(faults)
    return done, faults


def main() -> int:
    """Run for as long as asked and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    done, faults = run(minutes=arguments.minutes, seed=arguments.seed)
    for fault, text in faults[:20]:
        print(f"{fault}\n  {text!r}")
    print(", ".join(f"{name}: {count:,}" for name, count in done.items()))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
