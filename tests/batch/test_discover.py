"""The reports of a folder or a pattern are found, named and hashed, and nothing else is."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from fengze_analysis.batch.process import Report, discover, identify
from fengze_analysis.errors import InputError


def put(root: Path, *names: str) -> None:
    """Small files below ``root``."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def ids_of(found: tuple[list[Report], int]) -> list[str]:
    """The ids of the reports found."""
    return [report.report_id for report in found[0]]


def test_reports_are_found_at_every_depth(tmp_path: Path) -> None:
    """Files of any name that may be a report are found in folders of folders, in order of id."""
    put(tmp_path, "b.docx", "丰泽区/2023.txt", "丰泽区/旧/2021.PDF", "a.doc", "没有后缀")
    found = discover(str(tmp_path), tmp_path / "out")
    assert ids_of(found) == ["a", "b", "丰泽区-2023", "丰泽区-旧-2021", "没有后缀"]
    assert found[1] == 0


def test_a_report_knows_its_bytes(tmp_path: Path) -> None:
    """Each report has its size, its hash and its name below the source."""
    put(tmp_path, "区/a.txt")
    (report,), _ = discover(str(tmp_path), tmp_path / "out")
    data = "区/a.txt".encode()
    assert (report.name, report.bytes) == ("区/a.txt", len(data))
    assert report.sha256 == hashlib.sha256(data).hexdigest()


PASSED_OVER = [
    ".hidden.txt",
    ".git/a.txt",
    "~$a.docx",
    "Thumbs.db",
    "README.md",
    "targets.csv",
    "a/report.yml",
    "datapackage.json",
    "old.xlsx",
]


@pytest.mark.parametrize("name", PASSED_OVER)
def test_what_is_no_report_is_passed_over_and_counted(name: str, tmp_path: Path) -> None:
    """Hidden files, sidecars, tables and what programs leave behind are no reports."""
    put(tmp_path, "a.txt", name)
    found = discover(str(tmp_path), tmp_path / "out")
    assert ids_of(found) == ["a"]
    assert found[1] == 1


def test_the_output_is_no_source(tmp_path: Path) -> None:
    """A dataset inside the source is not taken for reports, nor counted."""
    put(tmp_path, "a.txt", "out/failures.txt", "out/texts/b.txt")
    found = discover(str(tmp_path), tmp_path / "out")
    assert (ids_of(found), found[1]) == (["a"], 0)


PATTERNS = [
    ("*.txt", ["a"]),
    ("*/*.txt", ["x-b"]),
    ("**/*.txt", ["a", "x-b"]),
    ("x/[bc].*", ["b", "c"]),
]


@pytest.mark.parametrize(("pattern", "ids"), PATTERNS)
def test_a_pattern_chooses(pattern: str, ids: list[str], tmp_path: Path) -> None:
    """A pattern is matched like a shell's, and ids are made below its fixed part."""
    put(tmp_path, "a.txt", "x/b.txt", "x/c.docx")
    assert ids_of(discover(f"{tmp_path}/{pattern}", tmp_path / "out")) == ids


def test_a_single_file_is_a_source(tmp_path: Path) -> None:
    """One file may be named alone."""
    put(tmp_path, "a.txt", "b.txt")
    assert ids_of(discover(f"{tmp_path}/b.txt", tmp_path / "out")) == ["b"]


@pytest.mark.parametrize("name", ["nothing", "*.docx", "empty"])
def test_a_source_without_reports_is_refused(name: str, tmp_path: Path) -> None:
    """A folder or pattern without a report is one line, not an empty dataset."""
    put(tmp_path, "a.txt", "empty/readme.txt")
    with pytest.raises(InputError, match=r"no (report there|such file or folder)"):
        discover(f"{tmp_path}/{name}", tmp_path / "out")


def test_equal_names_are_told_apart() -> None:
    """Reports that would share an id all get a mark of their own, whatever the order."""
    root = Path("in")
    paths = [root / "a.txt", root / "a.pdf", root / "x" / "b.txt", root / "x-b.txt", root / "c.txt"]
    named = identify(paths, root)
    assert named == identify(reversed(paths), root)
    assert len(named) == 5
    assert named["c"] == root / "c.txt"
    assert not {"a", "x-b"} & named.keys()


def test_ids_are_plain_words() -> None:
    """An id holds letters, digits, - and _ alone, whatever the file is called."""
    root = Path("in")
    names = ["../逃.txt", "=1+1.txt", "a b\tc.txt", "<script>.html", "。.txt"]
    for report_id in identify([root / name for name in names], root):
        assert all(letter.isalnum() or letter in "-_" for letter in report_id)


def test_a_received_report_has_the_id_of_its_folder(tmp_path: Path) -> None:
    """A report with a sidecar, as a project keeps it, keeps its id."""
    put(tmp_path, "fengze-2024-7/report.txt", "fengze-2024-7/report.yml", "x/report.txt")
    found = discover(str(tmp_path), tmp_path / "out")
    assert ids_of(found) == ["fengze-2024-7", "x-report"]


def test_a_file_that_cannot_be_opened_is_still_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be opened is found without a hash, to be named among the failures."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    put(tmp_path, "a.txt")
    monkeypatch.setattr(Path, "open", refuse)
    (report,), _ = discover(str(tmp_path), tmp_path / "out")
    assert (report.report_id, report.bytes, report.sha256) == ("a", 0, "")


def test_a_link_is_passed_over(tmp_path: Path) -> None:
    """A link to a file elsewhere is nobody's report."""
    put(tmp_path, "away/secret.txt", "in/a.txt")
    (tmp_path / "in" / "b.txt").symlink_to(tmp_path / "away" / "secret.txt")
    found = discover(str(tmp_path / "in"), tmp_path / "out")
    assert (ids_of(found), found[1]) == (["a"], 1)


@pytest.mark.parametrize("pattern", ["***", "a/***/b", "**.txt**"])
def test_a_pattern_that_is_none_is_a_line(pattern: str, tmp_path: Path) -> None:
    """A pattern that cannot be used, or finds nothing, is refused in a line."""
    with pytest.raises(InputError):
        discover(str(tmp_path / pattern), tmp_path / "out")
