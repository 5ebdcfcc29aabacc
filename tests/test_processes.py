"""The processes of a run: interrupts that wait, and a temporary folder that goes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fengze_analysis.processes import interrupts_held, is_alive
from tests.made_up.district import ROOT

CODE = "from fengze_analysis.processes import run_folder as own; print(own().parent)"


def test_an_interrupt_waits_and_is_not_passed_on() -> None:
    """A process started while interrupts are held lives through one; its owner gets its own."""
    code = "import os, signal; os.kill(os.getpid(), signal.SIGINT); print('alive')"
    # What a script starts in the background ignores interrupts, this test run too.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            _interrupted_while_held(code)
    finally:
        signal.signal(signal.SIGINT, before)


def _interrupted_while_held(code: str) -> None:
    with interrupts_held():
        os.kill(os.getpid(), signal.SIGINT)
        out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
        assert out == b"alive\n"


def test_the_folder_of_a_run_goes_and_takes_those_of_dead_runs(short_path: Path) -> None:
    """A folder whose process is dead is removed; one of a living process and others stay."""
    dead = next(number for number in range(4_000_000, 5_000_000) if not is_alive(number))
    kept = {f"fengze-run-{os.getpid()}-abcdefgh", "fengze-run-notes", "fengze-2024-7"}
    for name in (*kept, f"fengze-run-{dead}-abcdefgh"):
        (short_path / name / "inside").mkdir(parents=True)
    words = [sys.executable, "-c", CODE]
    environment = {**os.environ, "TMPDIR": str(short_path), "PYTHONPATH": str(ROOT)}
    out = subprocess.run(words, env=environment, capture_output=True, text=True, check=True).stdout
    assert out == f"{short_path}\n"
    assert {path.name for path in short_path.iterdir()} == kept


def test_sockets_have_room_under_a_long_path(short_path: Path) -> None:
    """Where the folder for temporary files has a long path, a run uses another."""
    long = short_path / ("long" * 20)
    long.mkdir()
    environment = {**os.environ, "TMPDIR": str(long), "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-c", CODE]
    out = subprocess.run(words, env=environment, capture_output=True, text=True, check=True).stdout
    assert out == "/tmp\n"
