"""A full disk or an interrupt at any moment: every file is old or new, never half."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fengze_analysis.cli import project as commands
from fengze_analysis.study import Study, make_tables
from tests.cli.conftest import Run, lay_notebooks
from tests.made_up.district import REPORT, make_project, rewrite_report

WRITES = ("write_bytes", "replace", "rename", "unlink", "mkdir")
Fault = Callable[[], BaseException]
FAULTS: dict[str, tuple[Fault, int, str]] = {
    "full disk": (lambda: OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), 2, "No space left"),
    "interrupt": (KeyboardInterrupt, 130, "interrupted; what was there before is there still"),
}


@contextmanager
def _failing_at(moment: int, fault: Fault) -> Iterator[list[str]]:
    """Fail at the ``moment``-th act on the disk, half of a file written where it is a write."""
    acts: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for name in WRITES:
            patch.setattr(Path, name, _counted(name, getattr(Path, name), acts, moment, fault))
        yield acts


def _counted(
    name: str, real: Callable[..., object], acts: list[str], moment: int, fault: Fault
) -> Callable[..., object]:
    def act(self: Path, *given: object, **named: object) -> object:
        acts.append(f"{name} {self.name}")
        if len(acts) != moment:
            return real(self, *given, **named)
        if name == "write_bytes" and isinstance(given[0], bytes):
            real(self, given[0][: len(given[0]) // 2])
        raise fault()

    return act


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _every_moment(
    start: Callable[[], Path], words: Callable[[Path], list[str]], fengze: Run, fault: str
) -> Iterator[tuple[dict[str, bytes], dict[str, bytes], dict[str, bytes]]]:
    """For each moment the command can fail at: the files before, after the fault, and at the end.

    The end is that of the same command run again without a fault.
    """
    raised, code, said = FAULTS[fault]
    for moment in range(1, 60):
        folder = start()
        before = _files(folder)
        with _failing_at(moment, raised) as acts:
            ran = fengze(*words(folder))
        if len(acts) < moment:
            assert ran.code == 0, ran.err
            assert moment > 1, "the command wrote nothing"
            return
        assert (ran.code, ran.out) == (code, ""), acts[-1]
        assert said in ran.err
        assert len(ran.lines) == 1
        after = _files(folder)
        assert fengze(*words(folder)).code == 0
        yield before, after, _files(folder)
    raise AssertionError("the command never ended")


def _old_or_new(before: dict[str, bytes], after: dict[str, bytes], end: dict[str, bytes]) -> None:
    """Every file is as it was or as it will be, and there is no other."""
    for name in before.keys() | after.keys():
        allowed = {before.get(name), end.get(name)}
        assert after.get(name) in allowed, name


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[[], Path]:
    """A new made-up project each time, with notebooks that are not run."""
    count = iter(range(1000))

    def make() -> Path:
        project = make_project(tmp_path / f"project-{next(count)}")
        lay_notebooks(project)
        return project

    return make


@pytest.fixture
def _computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables of a report are computed once; what is tried here is how they are written."""
    known: dict[str, dict[str, bytes]] = {}

    def tables(study: Study) -> dict[str, bytes]:
        key = str(study.received.sidecar["sha256"])
        if key not in known:
            known[key] = make_tables(study)
        return known[key]

    monkeypatch.setattr(commands, "make_tables", tables)


@pytest.mark.parametrize("fault", FAULTS)
def test_an_output_file_is_old_or_new(fault: str, fengze: Run, tmp_path: Path) -> None:
    """``fengze extract --output`` leaves the old file until the new one is whole."""
    count = iter(range(1000))

    def start() -> Path:
        folder = tmp_path / f"{next(count)}"
        folder.mkdir()
        (folder / "out.csv").write_text("old\n", encoding="utf-8")
        return folder

    def words(folder: Path) -> list[str]:
        return ["extract", str(REPORT), "--output", str(folder / "out.csv")]

    moments = list(_every_moment(start, words, fengze, fault))
    assert len(moments) >= 2
    for before, after, end in moments:
        assert after == before
        assert end["out.csv"].startswith(b"\xef\xbb\xbfreport_id,")


@pytest.mark.parametrize("fault", FAULTS)
def test_an_added_report_is_whole_or_not_there(
    fault: str, fengze: Run, fresh: Callable[[], Path]
) -> None:
    """``fengze add`` leaves no half folder."""

    def words(project: Path) -> list[str]:
        return ["add", str(REPORT), "--id", "new", "--project", str(project)]

    moments = list(_every_moment(fresh, words, fengze, fault))
    assert len(moments) >= 3
    for before, after, end in moments:
        assert after == before
        assert end.keys() - before.keys() == {
            "data/raw/new/report.txt",
            "data/raw/new/report.yml",
        }


@pytest.mark.usefixtures("_computed_once")
@pytest.mark.parametrize("fault", FAULTS)
def test_accepted_tables_are_old_or_new(
    fault: str, fengze: Run, fresh: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """``fengze refresh`` cut off: every table and notebook is old or new; the next run ends it."""
    monkeypatch.setattr(commands, "execute", _executed)

    def start() -> Path:
        project = fresh()
        assert fengze("refresh", "--project", project).code == 0
        rewrite_report(project, "改造农村公路36公里", "改造农村公路38公里")
        (project / "notebooks" / "audit.ipynb").write_text("old", encoding="utf-8")
        return project

    def words(project: Path) -> list[str]:
        return ["refresh", "--project", str(project)]

    moments = []
    raised, code, said = FAULTS[fault]
    for moment in range(1, 60):
        project = start()
        before = _files(project)
        with _failing_at(moment, raised) as acts:
            ran = fengze(*words(project))
        if len(acts) < moment:
            break
        assert ran.code == code
        assert said in ran.err
        after = _files(project)
        assert fengze(*words(project)).code == 0
        moments.append((before, after, _files(project)))
    assert len(moments) > 10
    for before, after, end in moments:
        _old_or_new(before, after, end)


def _executed(project: Path) -> dict[Path, bytes]:
    return dict.fromkeys(sorted((project / "notebooks").glob("*.ipynb")), b"new")


def test_an_output_that_is_a_folder_is_told(refused: Callable[..., str], tmp_path: Path) -> None:
    """A path that cannot be a file is one line."""
    (tmp_path / "out.csv").mkdir()
    assert "no file name" in refused("extract", REPORT, "--output", tmp_path / "out.csv")
    assert "cannot write" in refused("extract", REPORT, "--output", REPORT / "out.csv")
