"""The long runs in short: the fuzzer finds nothing, and sees a fault; the benchmark runs."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from benchmarks import extraction as benchmark
from fengze_analysis.extraction.extract import extract
from fengze_analysis.model import Statement, Unread
from tests import fuzz


def test_a_short_fuzz_finds_nothing() -> None:
    """Three hundred mutated texts give no crash, no overlap and no lost position."""
    done, faults = fuzz.run(rounds=300, seed=1)
    assert faults == []
    assert done["texts"] == 300


def test_the_fuzzer_sees_a_crash_and_a_lost_position(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reading that fails or points elsewhere is reported with the reason."""
    monkeypatch.setattr(fuzz, "extract", lambda text: extract("前言。" + text))
    assert list(fuzz.find_faults("完成5个。")) == ["a surface does not stand at its position"]
    monkeypatch.setattr(fuzz, "extract", lambda text: 1 // 0)
    assert "ZeroDivisionError" in next(fuzz.find_faults("完成5个。"))


def test_the_fuzzer_sees_time_that_grows_too_fast() -> None:
    """Twice the text in five times the time is a fault, in twice the time none."""

    def clock(*ticks: float) -> Iterator[float]:
        while True:
            yield from ticks

    slow, even = clock(0, 1, 0, 5), clock(0, 1, 0, 2)
    assert fuzz.grows_too_fast("5个。", lambda: next(slow))
    assert not fuzz.grows_too_fast("5个。", lambda: next(even))


def test_mutation_is_repeatable() -> None:
    """The same seed gives the same texts, so that a fault can be found again."""
    once, again = (fuzz.mutate("完成投资5亿元，增长3%。", random.Random(7)) for _ in range(2))
    assert once == again


@pytest.mark.parametrize("name", benchmark.HOSTILE)
def test_hostile_input_is_read_to_its_end(name: str) -> None:
    """Long runs of digits, numerals, brackets, blanks and breaks give rows that hold."""
    text = benchmark.HOSTILE[name](20_000)
    found = extract(text)
    rows: list[Statement | Unread] = [*found.statements, *found.unread]
    for one in rows:
        assert text[one.start : one.end] == one.surface
        assert len(one.sentence) <= 4000  # of a line without end no row repeats all


def test_a_long_sentence_is_cut_where_no_figure_is() -> None:
    """Without a mark for thousands of characters, every figure stands in its sentence."""
    found = extract("完成投资12.5亿元的项目" * 1000)
    assert len(found.statements) == 1000
    assert all(row.surface in row.sentence for row in found.statements)


def test_the_benchmark_prints_all_of_its_measures(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Speed, ratio, memory, the time of the command, and the growth on each hostile input."""
    monkeypatch.setattr("sys.argv", ["benchmark", "--smoke"])
    assert benchmark.main() == 0
    printed = capsys.readouterr().out
    for line in ("extraction", "ratio to bare scan", "peak of memory", "three pages"):
        assert line in printed
    assert printed.count("doubled:") == len(benchmark.HOSTILE)


def test_the_text_of_the_benchmark_is_varied_and_repeatable() -> None:
    """Made up anew each time from the same seed, and hardly a sentence twice."""
    text = benchmark.make_text(0.05)
    assert text == benchmark.make_text(0.05)
    sentences = text.replace("\n", "").split("。")
    assert len(set(sentences)) > 0.9 * len(sentences)
    assert benchmark.bare_scan().search("完成投资5.5亿元")
