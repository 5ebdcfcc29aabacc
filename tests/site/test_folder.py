"""The output folder is old or new, never half, and nobody's files are touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.site.folder import is_ours, write_folder
from tests.site.manifests import check_manifest


def test_a_folder_is_written_whole_and_replaced(tmp_path: Path) -> None:
    """The second run takes the place of the first; nothing stays beside it."""
    folder = tmp_path / "out"
    write_folder(folder, {"a.txt": b"1", "b/c.txt": b"2"})
    write_folder(folder, {"a.txt": b"3"})
    assert (folder / "a.txt").read_bytes() == b"3"
    assert not (folder / "b").exists()
    check_manifest(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["mine.txt", "deep/mine.txt"])
def test_a_folder_with_somebodys_files_is_refused(tmp_path: Path, name: str) -> None:
    """Also where an earlier run made it and a file was added since."""
    folder = tmp_path / "out"
    write_folder(folder, {"a.txt": b"1"})
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("mine")
    with pytest.raises(InputError, match="other files"):
        write_folder(folder, {"a.txt": b"2"})
    assert (folder / name).read_text() == "mine"


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    """What it names is replaced, again and again."""
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir()
    link.symlink_to(real)
    for text in (b"1", b"2"):
        write_folder(link, {"a.txt": text})
    assert link.is_symlink()
    assert (real / "a.txt").read_bytes() == b"2"


def test_what_lies_beside_it_is_not_ours_to_delete(tmp_path: Path) -> None:
    """A user's .out.old stays; what a killed run left goes."""
    (tmp_path / ".out.old").mkdir()
    left = tmp_path / ".out.999999999.new"
    write_folder(left, {"a.txt": b"half"})
    write_folder(tmp_path / "out", {"a.txt": b"1"})
    assert (tmp_path / ".out.old").is_dir()
    assert not left.exists()


def test_a_name_that_leads_out_is_refused(tmp_path: Path) -> None:
    """Nothing is written above the folder."""
    with pytest.raises(InputError, match="leads out"):
        write_folder(tmp_path / "out", {"../b.txt": b"1"})
    assert not is_ours(tmp_path / "out")
    assert not (tmp_path / "b.txt").exists()
