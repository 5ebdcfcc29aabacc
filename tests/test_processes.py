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


def test_an_interrupt_waits_and_is_not_passed_on() -> None:
    """A process started while interrupts are held lives through one; its owner gets its own."""
    code = "import os, signal; os.kill(os.getpid(), signal.SIGINT); print('alive')"
    with pytest.raises(KeyboardInterrupt):
        _interrupted_while_held(code)


def _interrupted_while_held(code: str) -> None:
    with interrupts_held():
        os.kill(os.getpid(), signal.SIGINT)
        out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
        assert out == b"alive\n"


def test_the_folder_of_a_run_goes_and_takes_those_of_dead_runs(tmp_path: Path) -> None:
    """A folder whose process is dead is removed; one of a living process and others stay."""
    dead = next(number for number in range(4_000_000, 5_000_000) if not is_alive(number))
    kept = {f"fengze-run-{os.getpid()}-abcdefgh", "fengze-run-notes", "fengze-2024-7"}
    for name in (*kept, f"fengze-run-{dead}-abcdefgh"):
        (tmp_path / name / "inside").mkdir(parents=True)
    code = "from fengze_analysis.processes import run_folder as own; print(own().parent)"
    words = [sys.executable, "-c", code]
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    out = subprocess.run(words, env=environment, capture_output=True, text=True, check=True).stdout
    assert out == f"{tmp_path}\n"
    assert {path.name for path in tmp_path.iterdir()} == kept
