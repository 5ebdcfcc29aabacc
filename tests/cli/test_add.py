"""``fengze add``: the folder of a new report, byte for byte, with a sidecar to complete."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from fengze_analysis import open_study
from tests.cli.conftest import Run
from tests.made_up.district import REPORT, report_as_docx, report_as_html


def _sidecar(folder: Path) -> dict[str, object]:
    loaded = yaml.safe_load((folder / "report.yml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_new_report_gets_a_folder(fengze: Run, project: Path) -> None:
    """The file lies in data/raw as received, beside it what could be read of it."""
    ran = fengze("add", REPORT, "--id", "yunxi-copy", "--project", project)
    folder = project / "data" / "raw" / "yunxi-copy"
    assert (ran.code, ran.err) == (0, "")
    assert _files(folder) == ["report.txt", "report.yml"]
    assert (folder / "report.txt").read_bytes() == REPORT.read_bytes()
    assert _sidecar(folder) == {
        "report_id": "yunxi-copy",
        "file": "report.txt",
        "sha256": hashlib.sha256(REPORT.read_bytes()).hexdigest(),
        "bytes": REPORT.stat().st_size,
        "media_type": "text/plain",
        "encoding": "utf-8",
        "title": "临江市云溪区人民政府关于“十四五”规划实施情况中期自评的报告",
        "number": "云政综〔2024〕12号",
        "issuer": "临江市云溪区人民政府",
        "place": "临江市云溪区",
        "date": "2024-02-06",
        "reporting_year": "",
        "legal_status": "",
        "received_as": "",
    }


def test_it_says_what_a_person_still_owes(fengze: Run, project: Path) -> None:
    """One line names the fields that are empty and the command that comes next."""
    out = fengze("add", REPORT, "--id", "copy", "--project", project).out
    assert "complete reporting_year, legal_status, received_as in report.yml" in out
    assert out.endswith(f"fengze report copy --project {project}\n")


def test_the_id_is_the_name_of_the_file(fengze: Run, project: Path, tmp_path: Path) -> None:
    """Without ``--id`` the name of the file becomes the id, in small letters and hyphens."""
    path = tmp_path / "Yunxi Report_2024.TXT"
    path.write_bytes(REPORT.read_bytes())
    assert fengze("add", path, "--project", project).code == 0
    assert (project / "data" / "raw" / "yunxi-report-2024" / "report.txt").is_file()


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("a.docx", report_as_docx(), "report.docx"),
        ("a.htm", report_as_html(), "report.html"),
        ("a.<script>", REPORT.read_bytes(), "report.txt"),
        ("a", REPORT.read_bytes(), "report.txt"),
    ],
    ids=["docx", "html", "odd", "none"],
)
def test_the_file_is_called_after_what_it_is(
    name: str, data: bytes, kept: str, fengze: Run, project: Path, tmp_path: Path
) -> None:
    """Whatever its name was, the report's file is report.txt, .html, .docx or .pdf."""
    path = tmp_path / name
    path.write_bytes(data)
    assert fengze("add", path, "--id", "new", "--project", project).code == 0
    folder = project / "data" / "raw" / "new"
    assert (folder / kept).read_bytes() == data
    assert _sidecar(folder)["title"] == "临江市云溪区人民政府关于“十四五”规划实施情况中期自评的报告"


def test_an_incomplete_sidecar_does_not_run(fengze: Run, project: Path) -> None:
    """What is owed is named, all of it at once."""
    fengze("add", REPORT, "--id", "copy", "--project", project)
    with pytest.raises(ValueError, match="the sidecar lacks legal_status"):
        open_study("copy", project=project)


def test_a_completed_sidecar_runs(fengze: Run, project: Path) -> None:
    """Once the fields are filled in, the report is read with the project's tables."""
    fengze("add", REPORT, "--id", "copy", "--project", project)
    path = project / "data" / "raw" / "copy" / "report.yml"
    text = path.read_text(encoding="utf-8").replace("legal_status: ''", "legal_status: 虚构")
    path.write_text(text, encoding="utf-8")
    study = open_study("copy", project=project)
    assert {row.report_id for row in study.statements} == {"copy"}
    assert any(row.relation == "verdict" for row in study.comparisons)


def test_a_report_that_is_there_stays(refused: Callable[..., str], project: Path) -> None:
    """A second report of one id is refused, and the first is not touched."""
    folder = project / "data" / "raw" / "yunxi-2024"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    line = refused("add", REPORT, "--id", "yunxi-2024", "--project", project)
    assert "report 'yunxi-2024' is there already" in line
    assert "another --id" in line
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("report_id", ["../outside", "a/b", "..", ".", "-x", "a b", "=1+1", "<b>"])
def test_an_id_is_a_plain_name(report_id: str, refused: Callable[..., str], project: Path) -> None:
    """An id that could lead elsewhere or be markup or a formula is refused."""
    before = _files(project)
    line = refused("add", REPORT, f"--id={report_id}", "--project", project)
    assert "expected: letters, digits, - and _" in line
    assert _files(project) == before


def test_a_new_project_may_begin_here(fengze: Run, nowhere: Path) -> None:
    """Outside any project the folders are made."""
    assert fengze("add", REPORT, "--id", "first").code == 0
    assert _files(nowhere) == [
        "data",
        "data/raw",
        "data/raw/first",
        "data/raw/first/report.txt",
        "data/raw/first/report.yml",
    ]


def test_a_named_folder_is_taken_at_its_word(fengze: Run, project: Path) -> None:
    """A report goes into the folder that ``--project`` names, not into a project above it."""
    inner = project / "inner"
    assert fengze("add", REPORT, "--id", "new", "--project", inner).code == 0
    assert (inner / "data" / "raw" / "new").is_dir()
    assert not (project / "data" / "raw" / "new").exists()


@pytest.mark.parametrize("moment", ["write_bytes", "rename"])
def test_nothing_half_written_is_left(
    moment: str, refused: Callable[..., str], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk is full the folder of the report is not there at all."""
    before = _files(project)

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, moment, full)
    assert "No space left" in refused("add", REPORT, "--id", "new", "--project", project)
    assert _files(project) == before


def test_a_file_that_cannot_be_read_adds_nothing(
    refused: Callable[..., str], project: Path, tmp_path: Path
) -> None:
    """A binary file and a missing one leave data/raw as it was."""
    before = _files(project)
    path = tmp_path / "noise.txt"
    path.write_bytes(bytes(range(256)) * 40)
    refused("add", path, "--project", project)
    refused("add", tmp_path / "missing.txt", "--project", project)
    refused("add", tmp_path, "--project", project)
    assert _files(project) == before
