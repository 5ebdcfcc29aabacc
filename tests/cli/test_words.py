"""The words of the command line: help, version, and what is said to a wrong word."""

from __future__ import annotations

import inspect
import os
import pathlib
import shutil
import subprocess
import sys

import pytest

from fengze_analysis.cli import main
from fengze_analysis.lexicon import read_rows
from fengze_analysis.release import version
from fengze_analysis.study import open_study
from tests.cli.conftest import Run
from tests.made_up.district import REPORT, ROOT

ROWS = {row["command"]: row for row in read_rows("commands.csv", "fengze_analysis.cli")}
COMMANDS = {name: row["summary"] for name, row in ROWS.items()}


def test_no_word_is_a_question_for_help(fengze: Run) -> None:
    """``fengze`` alone prints its help, which names every command and an example of a line."""
    ran = fengze()
    assert ran.code == 0
    assert "fengze extract report.docx" in ran.out
    assert all(f"\n    {name}" in ran.out for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """``fengze COMMAND --help`` says what the command does and takes, and ends well."""
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"usage: fengze {command}")
    assert " ".join(COMMANDS[command].split()) in " ".join(shown.split())


def test_what_may_be_set_is_what_a_study_takes(capsys: pytest.CaptureFixture[str]) -> None:
    """``--set`` knows every parameter of a study without an option of its own, and its help too."""
    settings = set(inspect.signature(open_study).parameters) - {"project", "report", "targets"}
    assert set(ROWS["report"]["settings"].split(", ")) == settings
    assert set(ROWS["compare"]["settings"].split(", ")) == {*settings, "place"}
    with pytest.raises(SystemExit):
        main(["report", "--help"])
    assert ROWS["report"]["settings"] in " ".join(capsys.readouterr().out.split())


def test_the_version_is_that_of_the_package(fengze: Run) -> None:
    """``fengze --version`` prints the version and nothing else."""
    ran = fengze("--version")
    assert (ran.code, ran.out) == (0, f"fengze {version()}\n")


def test_the_package_runs_as_a_module() -> None:
    """``python -m fengze_analysis`` is the same command."""
    words = [sys.executable, "-m", "fengze_analysis", "--version"]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout == f"fengze {version()}\n"


@pytest.mark.parametrize(
    ("words", "right"),
    [
        (["exract", "report.txt"], "extract"),
        (["--versoin"], "fengze --help"),
        (["extract"], "FILE"),
        (["extract", "a.txt", "b.txt"], "b.txt"),
        (["extract", "a.txt", "--format", "xlsx"], "'csv', 'json', 'table'"),
        (["extract", "a.txt", "--form", "csv"], "--form"),
        (["add"], "FILE"),
        (["report", "--language", "fr"], "'zh', 'en', 'both'"),
        (["report", "a", "b"], "b"),
        (["check", "fengze-2024-7"], "fengze-2024-7"),
    ],
    ids=" ".join,
)
def test_a_wrong_word_gets_one_line(
    words: list[str], right: str, refused: type, nowhere: object
) -> None:
    """A word that is not known ends with code 2 and a line that says what would be right."""
    assert right in refused(*words)


def test_a_message_cannot_command_the_terminal(refused: type, nowhere: object) -> None:
    """Control characters of a file name are escaped in the line that quotes it."""
    line = refused("extract", "a\x1b[2J.txt")
    assert "\x1b" not in line
    assert "\\x1b[2J" in line


def _buffered(**more: str) -> dict[str, str]:
    """The surroundings of a process that keeps its output until the end, as most do."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return {**inherited, **more}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/dev/full is Linux's")
@pytest.mark.parametrize("words", [["extract", str(REPORT)], ["--version"]], ids=["much", "little"])
def test_a_full_disk_behind_the_output_is_told(words: list[str]) -> None:
    """Where standard output cannot be written, the command says so and ends with code 2."""
    command = [sys.executable, "-m", "fengze_analysis", *words]
    with pathlib.Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            command, cwd=ROOT, env=_buffered(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"fengze: No space left on device")


def test_a_closed_pipe_is_no_error() -> None:
    """``fengze extract … | head -1`` ends quietly."""
    line = f"{sys.executable} -m fengze_analysis extract {REPORT} | head -c 1"
    words = ["bash", "-o", "pipefail", "-c", line]
    ran = subprocess.run(words, cwd=ROOT, env=_buffered(), capture_output=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, b"r")
    assert b"Traceback" not in ran.stderr


@pytest.mark.parametrize(
    "words",
    [
        f"extract {REPORT}",
        f"extract {REPORT} --output one.csv",
        f"add {REPORT} --id one --project new",
        "batch reports --output dataset",
    ],
)
def test_a_closed_output_is_no_error(words: str, tmp_path: pathlib.Path) -> None:
    """``fengze … >&-`` does its work, in silence and well."""
    (tmp_path / "reports").mkdir()
    shutil.copy(REPORT, tmp_path / "reports")
    line = f"exec {sys.executable} -m fengze_analysis {words} >&-"
    environment = _buffered(PYTHONPATH=str(ROOT))
    ran = subprocess.run(
        ["bash", "-c", line], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert (ran.returncode, b"Traceback" in ran.stderr) == (0, False)


def test_a_terminal_without_chinese_is_no_error(tmp_path: pathlib.Path) -> None:
    """Where the terminal's encoding lacks a character, it is escaped on either stream."""
    ascii_only = _buffered(PYTHONIOENCODING="ascii")
    command = [sys.executable, "-m", "fengze_analysis"]
    ran = subprocess.run(
        [*command, "extract", "没有.txt"],
        cwd=ROOT,
        capture_output=True,
        env=ascii_only,
        check=False,
    )
    assert ran.returncode == 2
    assert rb"\u6ca1\u6709.txt" in ran.stderr
    words = ["add", str(REPORT), "--id", "new", "--project", str(tmp_path / "云溪")]
    ran = subprocess.run(
        [*command, *words], cwd=ROOT, capture_output=True, env=ascii_only, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert rb"\u4e91\u6eaa" in ran.stdout
