"""What ends a run from outside: one line, no process that lives on, nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from tests.made_up.district import REPORT_ID, ROOT
from tests.text.test_guard import HUNGRY

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")

LINE = "fengze: interrupted; what was there before is there still"


@pytest.fixture
def slow(project: Path) -> Path:
    """A project whose notebook says that it began, and then never ends."""
    source = "import pathlib, time\npathlib.Path('../began').touch()\ntime.sleep(600)"
    first = nbformat.v4.new_code_cell("report = ''", metadata={"tags": ["parameters"]})
    notebook = nbformat.v4.new_notebook(cells=[first, nbformat.v4.new_code_cell(source)])
    (project / "notebooks").mkdir()
    (project / "notebooks" / "slow.ipynb").write_text(nbformat.writes(notebook), encoding="utf-8")
    (project / "many").mkdir()
    long = "云溪区报告\n" + "新增优质学位4320个，税收增长3.5%。\n" * 20_000
    for number in range(4):
        (project / "many" / f"{number}.txt").write_text(long, encoding="utf-8")
    return project


def _start(command: str, project: Path, temporary: Path, *words: str) -> subprocess.Popen[str]:
    if command == "batch":
        words = ("many", "--output", "dataset")
    words = words or ("--project", str(project))
    return subprocess.Popen(
        [sys.executable, "-m", "fengze_analysis", command, *words],
        cwd=project,
        env={
            **os.environ,
            "TMPDIR": str(project / "temporary"),
            "PYTHONPATH": str(ROOT),
            "FENGZE_TRIED": str(project),
            "PYTHONHASHSEED": "",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def _processes(project: Path) -> list[str]:
    """Those of this run, by what they were started with."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if f"FENGZE_TRIED={project}".encode() in (path / "environ").read_bytes():
                found.append((path / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


def _wait_until_it_works(command: str, project: Path) -> None:
    for _ in range(600):
        began = len(_processes(project)) > 3 if command == "batch" else (project / "began").exists()
        if began:
            return
        time.sleep(0.1)
    raise AssertionError("it never began")


@pytest.mark.parametrize(
    ("name", "command"),
    [
        *(("SIGTERM", command) for command in ("report", "check", "refresh", "notebooks", "batch")),
        *((name, command) for name in ("SIGINT", "SIGKILL") for command in ("report", "batch")),
    ],
)
def test_whatever_ends_a_run_ends_its_workers(
    name: str, command: str, slow: Path, short_path: Path
) -> None:
    """One line and the code of the signal; its workers go at once, and so do its folders."""
    process, number = _start(command, slow, short_path), getattr(signal, name)
    _wait_until_it_works(command, slow)
    os.killpg(process.pid, number) if name == "SIGINT" else process.send_signal(number)
    out, err = process.communicate(timeout=15)  # no worker holds the pipes
    assert out == ""
    if name == "SIGKILL":
        assert process.returncode == -number
    else:
        assert process.returncode == 128 + number
        assert err.splitlines()[-1:] == [LINE]
        assert "Traceback" not in err
        assert "leaked" not in err
        assert list(short_path.iterdir()) == []
    for _ in range(50):
        if not (left := _processes(slow)):
            break
        time.sleep(0.1)
    assert left == []
    assert not (slow / "reports").exists()


@pytest.mark.parametrize("moment", [0.1, 0.5])
@pytest.mark.parametrize("command", ["report", "batch", "extract"])
def test_an_early_end_is_no_traceback(
    command: str, moment: float, slow: Path, short_path: Path
) -> None:
    """While modules are imported, too: the line, or the end that Python itself gives."""
    process = _start(command, slow, short_path)
    time.sleep(moment)
    process.terminate()
    _, err = process.communicate(timeout=15)
    # Where the interrupt came in a text that Python compiles, Python ends as Ctrl-C ends it.
    assert process.returncode in (2, 143, -signal.SIGTERM, -signal.SIGINT), err
    assert "Traceback" not in err


def test_what_is_ignored_stays_ignored() -> None:
    """In the background of a script, where Ctrl-C is ignored, SIGTERM still ends a run."""
    code = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "from fengze_analysis import cli\n"
        "cli._catch_signals()\n"
        "os.kill(os.getpid(), signal.SIGINT)\n"
        "print('alive', flush=True)\n"
        "os.kill(os.getpid(), signal.SIGTERM)\n"
    )
    words = [sys.executable, "-c", code]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.stdout == "alive\n"
    assert "KeyboardInterrupt: 15" in ran.stderr


@pytest.mark.parametrize(
    "lost",
    [
        "class Held:\n    def __del__(self): end()\nheld = Held()\ndel held\n",
        "try: end()\nexcept BaseException: pass\n",
    ],
    ids=["dropped by Python", "caught by a library"],
)
def test_an_interrupt_that_is_lost_comes_again(lost: str) -> None:
    """Else the run would go on as if nobody had asked it to end."""
    code = (
        "import os, signal, time\n"
        "from fengze_analysis import cli\n"
        "def end(): os.kill(os.getpid(), signal.SIGTERM)\n"
        "def run(words):\n"
        f"    exec({lost!r}, {{'end': end}})\n"
        "    time.sleep(60)\n"
        "cli._run = run\n"
        "raise SystemExit(cli.main([]))\n"
    )
    words = [sys.executable, "-c", code]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=30)
    assert (ran.returncode, ran.stderr) == (143, f"{LINE}\n")


def test_without_a_home_notebooks_run_in_silence(project: Path, short_path: Path) -> None:
    """No warning stands on the terminal or in a notebook, and nothing stays behind."""
    first = nbformat.v4.new_code_cell("n = 1", metadata={"tags": ["parameters"]})
    source = "import tempfile, matplotlib.pyplot\ntempfile.mkdtemp()[-12:-8]"
    notebook = nbformat.v4.new_notebook(cells=[first, nbformat.v4.new_code_cell(source)])
    (project / "notebooks").mkdir()
    path = project / "notebooks" / "made.ipynb"
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
    homeless = {**os.environ, "HOME": "/dev/null", "TMPDIR": str(short_path), "MPLCONFIGDIR": ""}
    for command in ("refresh", "check"):
        words = [sys.executable, "-m", "fengze_analysis", command, "--project", str(project)]
        ran = subprocess.run(
            words, cwd=ROOT, env=homeless, capture_output=True, text=True, check=False
        )
        assert (ran.returncode, ran.stderr) == (0, "")
        assert list(short_path.iterdir()) == []
    assert "writable" not in path.read_text("utf-8")
    assert REPORT_ID in {one.name for one in (project / "data" / "processed").iterdir()}


def test_a_reader_of_a_file_ends_with_its_command(slow: Path, short_path: Path) -> None:
    """The child that reads a PDF goes when ``extract`` is killed, long before it is done."""
    (slow / "many.pdf").write_bytes(HUNGRY["many_letters.pdf"])
    process = _start("extract", slow, short_path, "many.pdf")
    for _ in range(100):
        if len(_processes(slow)) > 1:
            break
        time.sleep(0.1)
    process.kill()
    process.communicate(timeout=3)
    time.sleep(1)
    assert _processes(slow) == []


def test_a_module_in_the_folder_one_stands_in_is_not_run(tmp_path: Path) -> None:
    """A folder of downloads may hold a ``json.py``: the child that reads a page passes it over."""
    (tmp_path / "json.py").write_text("open('ran', 'w')", encoding="utf-8")
    (tmp_path / "a.html").write_text("<html><body>新增优质学位4320个。</body></html>", "utf-8")
    words = [sys.executable, "-P", "-m", "fengze_analysis", "extract", "a.html"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert b",4320," in ran.stdout
    assert not (tmp_path / "ran").exists()
