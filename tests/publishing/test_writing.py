"""A folder is old or new, never half, and a manifest tells which."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.publishing import writing
from fengze_analysis.publishing.writing import check_manifest, is_ours, replacing, write_folder

OLD = {"index.html": b"old", "tables/a.csv": b"1"}
NEW = {"index.html": b"new", "figures/a.svg": b"<svg/>"}


def _read(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }


def _beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.iterdir() if path != folder)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder that an earlier run wrote."""
    folder = tmp_path / "reports" / "yunxi"
    write_folder(folder, OLD)
    return folder


def test_a_new_folder_takes_the_place_of_the_old(site: Path) -> None:
    """Nothing of the old folder is left, and nothing lies beside the new one."""
    write_folder(site, NEW)
    assert _read(site) == NEW
    assert _beside(site) == []
    check_manifest(site)


def test_files_can_be_read_by_others(site: Path) -> None:
    """A folder made in a private place gets the rights of any other folder."""
    mask = os.umask(0)
    os.umask(mask)
    assert site.stat().st_mode & 0o777 == 0o777 & ~mask
    assert (site / "manifest.json").stat().st_mode & 0o777 == 0o666 & ~mask


def _stop_while_filling(site: Path, error: type[BaseException]) -> None:
    with replacing(site) as new:
        (new / "index.html").write_bytes(b"half")
        raise error


class _Stop(BaseException):
    """An interrupt."""


@pytest.mark.parametrize("error", [KeyboardInterrupt, _Stop, RuntimeError])
def test_an_interrupt_while_filling_leaves_the_old(site: Path, error: type[BaseException]) -> None:
    """Whatever stops the filling, the old folder stands and nothing lies beside it."""
    with pytest.raises(error):
        _stop_while_filling(site, error)
    assert _read(site) == OLD
    assert _beside(site) == []


@pytest.mark.parametrize("name", ["rename", "fsync"])
@pytest.mark.parametrize("call", [1, 2])
def test_an_interrupt_at_any_system_call_leaves_old_or_new(
    site: Path, monkeypatch: pytest.MonkeyPatch, name: str, call: int
) -> None:
    """At each step of the swap the folder is whole: old or new."""
    real, calls = getattr(os, name), []

    def stopping(*args: Any) -> Any:
        calls.append(args)
        if len(calls) == call:
            raise KeyboardInterrupt
        return real(*args)

    monkeypatch.setattr(writing.os, name, stopping)
    try:
        write_folder(site, NEW)
    except KeyboardInterrupt:
        assert _read(site) == OLD
    else:
        assert len(calls) < call, "the interrupt never came"
        assert _read(site) == NEW
    check_manifest(site)


def test_a_power_cut_between_two_renames_is_mended(site: Path) -> None:
    """The next run finds the old folder again, or finishes the clearing away."""
    old = site.with_name(f".{site.name}.old")
    site.rename(old)
    with pytest.raises(RuntimeError), replacing(site):
        raise RuntimeError
    assert _read(site) == OLD
    shutil.copytree(site, old)
    write_folder(site, NEW)
    assert _read(site) == NEW
    assert _beside(site) == []


def test_a_full_disk_is_one_line(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No room is an error with what would be right, and the old folder stays."""

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(InputError, match=r"No space left on device.*a folder with room"):
        write_folder(site, NEW)
    monkeypatch.undo()
    assert _read(site) == OLD


@pytest.mark.parametrize("name", ["../out.html", "a/../../out.html", "/etc/out.html"])
def test_no_file_name_leads_out_of_the_folder(site: Path, name: str) -> None:
    """A name made from a report's text cannot write elsewhere."""
    with pytest.raises(InputError, match="leads out of the folder"):
        write_folder(site, {name: b"x"})
    assert _read(site) == OLD


def test_a_folder_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    """A folder with other files, or a file, is refused; an empty folder is taken."""
    theirs = tmp_path / "documents"
    theirs.mkdir()
    write_folder(theirs, NEW)
    assert _read(theirs) == NEW
    other = tmp_path / "photos"
    other.mkdir()
    (other / "a.jpg").write_bytes(b"x")
    with pytest.raises(InputError, match="holds other files"):
        write_folder(other, NEW)
    with pytest.raises(InputError, match="not a folder"):
        write_folder(other / "a.jpg", NEW)
    assert _read(other) == {"a.jpg": b"x"}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"made_by": "another"}', "\x00"])
def test_another_manifest_is_not_ours(tmp_path: Path, text: str) -> None:
    """A file of that name does not make a folder ours."""
    (tmp_path / "manifest.json").write_text(text, "utf-8")
    assert not is_ours(tmp_path)


def test_a_manifest_lists_every_file_but_itself(site: Path) -> None:
    """Name, size and hash of each file, the same each time."""
    files = json.loads((site / "manifest.json").read_bytes())["files"]
    assert sorted(files) == sorted(OLD)
    assert files["index.html"]["bytes"] == 3
    assert writing.manifest(site) == (site / "manifest.json").read_bytes()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda site: (site / "index.html").write_bytes(b"other"), "index.html differs"),
        (lambda site: (site / "index.html").unlink(), "index.html differs"),
        (lambda site: (site / "new.html").write_bytes(b"x"), "new.html differs"),
        (lambda site: (site / "manifest.json").unlink(), "never finished"),
    ],
    ids=["changed", "missing", "added", "unfinished"],
)
def test_a_manifest_tells_a_whole_result_from_a_broken_one(
    site: Path, change: Any, message: str
) -> None:
    """Any file changed, missing or added is named."""
    change(site)
    with pytest.raises(InputError, match=message):
        check_manifest(site)
