"""A district that does not exist: its project, its report as text and DOCX, its study."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import yaml

from fengze_analysis import open_study
from fengze_analysis.study import Study

ROOT = Path(__file__).parents[2]
PROJECT = Path(__file__).parent / "project"
REPORT_ID = "yunxi-2024"
REPORT = PROJECT / "data" / "raw" / REPORT_ID / "report.txt"
NOTEBOOKS = ("audit", "comparison", "outcomes", "validation")


@cache
def fengze_study() -> Study:
    """The study of the real report, opened once."""
    return open_study("fengze-2024-7", project=ROOT)


@cache
def yunxi_study() -> Study:
    """The study of the made-up report, opened once."""
    return open_study(project=PROJECT)


def make_project(folder: Path) -> Path:
    """A copy of the made-up project in ``folder``, without notebooks."""
    shutil.copytree(PROJECT, folder)
    return folder


def make_project_with_notebooks(folder: Path) -> Path:
    """The made-up project with the notebooks of the real one, its report as their default."""
    make_project(folder)
    (folder / "notebooks").mkdir()
    for name in NOTEBOOKS:
        notebook = json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text("utf-8"))
        for cell in notebook["cells"]:
            if "parameters" in cell["metadata"].get("tags", []):
                source = "".join(cell["source"])
                cell["source"] = source.replace("fengze-2024-7", REPORT_ID)
        path = folder / "notebooks" / f"{name}.ipynb"
        path.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
    return folder


def rewrite_report(project: Path, old: str, new: str) -> None:
    """Put ``new`` for ``old`` in the received report, its sidecar kept true."""
    folder = project / "data" / "raw" / REPORT_ID
    text = (folder / "report.txt").read_text(encoding="utf-8")
    assert old in text
    receive(project, REPORT_ID, "report.txt", text.replace(old, new).encode("utf-8"))


def rewrite_table(project: Path, name: str, old: str, new: str) -> None:
    """Put ``new`` for ``old`` in a curated table."""
    path = project / "data" / "raw" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def receive(project: Path, report_id: str, name: str, data: bytes, **words: object) -> Path:
    """Lay ``data`` into data/raw as a received report with a complete sidecar."""
    folder = project / "data" / "raw" / report_id
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    sidecar = {
        **yaml.safe_load((REPORT.parent / "report.yml").read_text(encoding="utf-8")),
        "report_id": report_id,
        "file": name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        **words,
    }
    text = yaml.safe_dump(sidecar, allow_unicode=True, sort_keys=False)
    (folder / "report.yml").write_text(text, encoding="utf-8")
    return folder


def report_as_docx() -> bytes:
    """The made-up report as a DOCX: a paragraph a line, the lines with tabs as one table."""
    document = docx.Document()
    rows: list[list[str]] = []
    for line in [*REPORT.read_text(encoding="utf-8").splitlines(), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            table = document.add_table(len(rows), len(rows[0]))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
            rows = []
        if line:
            document.add_paragraph(line)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def report_as_html() -> bytes:
    """The made-up report as a page: a paragraph a line, the lines with tabs as one table."""
    lines = REPORT.read_text(encoding="utf-8").splitlines()
    body = "".join(_html(line) for line in lines if line)
    joined = body.replace("</table><table>", "")
    head = '<meta charset="utf-8"><title>云溪区</title>'
    return f"<!doctype html><html><head>{head}</head><body>{joined}</body></html>".encode()


def _html(line: str) -> str:
    if "\t" not in line:
        return f"<p>{line}</p>"
    cells = re.sub(r"([^\t]+)\t?", r"<td>\1</td>", line)
    return f"<table><tr>{cells}</tr></table>"


def study_of(folder: Path, text: str, **words: object) -> Study:
    """The study of ``text`` as a received report of the made-up district."""
    project = folder / "project"
    if not project.is_dir():
        make_project(project)
    receive(project, "short", "report.txt", text.encode("utf-8"), **words)
    return open_study("short", project=project)


def numbers(sentence: str) -> list[str]:
    """The whole numbers of a sentence, sorted, thousands joined: what two languages must share."""
    return sorted(re.findall(r"\d+", re.sub(r"(?<=\d),(?=\d{3})", "", sentence)))
