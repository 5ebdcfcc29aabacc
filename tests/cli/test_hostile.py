"""Hostile input through the commands: one clear line or a notice, and nothing half-written."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest

from fengze_analysis.text.extracted import MAX_BYTES
from tests.cli.conftest import Run, lay_notebooks
from tests.made_up.district import (
    REPORT,
    REPORT_ID,
    ROOT,
    receive,
    report_as_docx,
)


def _zip(**parts: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


@cache
def _bomb() -> bytes:
    return _zip(**{"word/document.xml": bytes(20 * 2**20)})


REFUSED: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "spaces": lambda: b" \n\t\r\n" * 100,
    "binary": lambda: bytes(range(256)) * 64,
    "only-NULs": lambda: bytes(5000),
    "picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(200),
    "odd-encoding": lambda: "税收增长".encode()[:-1] + b"\xff\xfe\xfd" * 40,
    "truncated-docx": lambda: report_as_docx()[:-3000],
    "docx-without-text": lambda: _zip(**{"word/document.xml": b"<w:document/>"}),
    "zip": lambda: _zip(**{"a.txt": b"x"}),
    "zip-bomb": _bomb,
    "truncated-pdf": lambda: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 ",
    "pdf-of-noise": lambda: b"%PDF-1.4\n" + bytes(range(256)) * 20 + b"\n%%EOF",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_one_line(
    name: str, refused: Callable[..., str], tmp_path: Path
) -> None:
    """The line names the file and what would be right; the output file is not there."""
    path, output = tmp_path / "report.txt", tmp_path / "out.csv"
    path.write_bytes(REFUSED[name]())
    line = refused("extract", path, "--output", output)
    assert "report.txt" in line
    assert "; expected: " in line
    assert [one.name for one in tmp_path.iterdir()] == ["report.txt"]


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_cannot_be_added(
    name: str, refused: Callable[..., str], project: Path, tmp_path: Path
) -> None:
    """``fengze add`` refuses the same files and leaves data/raw as it was."""
    path = tmp_path / "report.txt"
    path.write_bytes(REFUSED[name]())
    before = sorted((project / "data" / "raw").iterdir())
    refused("add", path, "--id", "new", "--project", project)
    assert sorted((project / "data" / "raw").iterdir()) == before


@pytest.mark.parametrize("command", ["extract", "add"])
def test_a_file_over_the_limit_is_not_even_read(
    command: str, refused: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred megabytes are refused by their size, with the limit, before a byte is read."""
    path = tmp_path / "report.txt"
    with path.open("wb") as file:
        file.truncate(100 * 2**20)

    def read(_: Path) -> bytes:
        raise AssertionError("read")

    monkeypatch.setattr(Path, "read_bytes", read)
    assert f"at most {MAX_BYTES:,} bytes" in refused(command, path)


@pytest.mark.parametrize(
    ("place", "what"),
    [("missing.txt", "cannot read: No such file"), (".", "not a file"), ("a/b/c", "cannot read")],
)
def test_a_path_that_is_no_file_is_told(
    place: str, what: str, refused: Callable[..., str], nowhere: Path
) -> None:
    """A missing file and a folder are told as such."""
    assert what in refused("extract", place)


READ: dict[str, tuple[Callable[[], bytes], str]] = {
    "NULs": (
        lambda: ("新增\0优质学位4320个。\0" + "举办招聘会，服务群众。" * 20).encode(),
        "2 control characters are kept",
    ),
    "bidi": (lambda: "新增\u202e优质学位4320个。".encode(), "1 bidirectional mark is kept"),
    "surrogates": (
        lambda: "新增优质学位4320个。\ud83d招聘\udc00会。".encode("utf-8", "surrogatepass"),
        "unreadable",
    ),
    "mixed": (
        lambda: (
            "新增优质学位4320个。\n".encode()
            + "举办招聘会，服务企业和群众。\n".encode("gb18030") * 9
        ),
        "mixed encodings",
    ),
    "gbk": (lambda: ("举办招聘会，服务群众。" * 9 + "新增优质学位4320个。").encode("gbk"), ""),
    "utf-16": (lambda: "新增优质学位4320个。".encode("utf-16"), ""),
    "no-parts": (lambda: "新增优质学位4320个".encode(), ""),
    "no-line-end": (lambda: ("全年工作有序推进，" * 50_000 + "新增优质学位4320个").encode(), ""),
    "long-number": (lambda: (f"税收{'9' * 30_000}元，新增优质学位4320个。").encode(), ""),
    "markup": (lambda: "一、<script>alert(1)</script>\n新增优质学位4320个。".encode(), ""),
}


@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_is_read_with_a_notice(name: str, fengze: Run, tmp_path: Path) -> None:
    """Odd text is read, its figure found, and what is odd about it said on standard error."""
    data, notice = READ[name]
    path = tmp_path / "report.txt"
    path.write_bytes(data())
    ran = fengze("extract", path, "--format", "json")
    assert ran.code == 0, ran.err[:500]
    assert "4320" in {row["value"] for row in json.loads(ran.out)}
    assert notice in ran.err
    assert "Traceback" not in ran.err


def test_a_page_with_links_and_entities_is_read_from_itself(fengze: Run, tmp_path: Path) -> None:
    """Remote links, scripts and external entities of a page are neither fetched nor shown."""
    path = tmp_path / "report.html"
    page = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><head>'
        '<meta charset="utf-8"><script src="https://a.example/x.js">var n = 77;</script></head>'
        '<body><img src="https://a.example/88.png"><p>新增优质学位4320个&x;&#xD800;。</p></body></html>'
    )
    path.write_text(page, encoding="utf-8")
    ran = fengze("extract", path, "--format", "json")
    assert ran.code == 0
    assert [row["value"] for row in json.loads(ran.out)] == ["4320"]


ENDLESS = {
    "20 MB": ("全年工作有序推进，" * 750_000 + "新增优质学位4320个", "4320"),
    "a million digits": ("9" * 1_000_000 + "元，新增优质学位4320个", "4320"),
    "figures": ("全年新增优质学位4320个，" * 4_000, "4320"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", ENDLESS)
def test_one_endless_line_ends(name: str, fengze: Run, tmp_path: Path) -> None:
    """Megabytes on one line and a million digits are read, and the table stays in proportion."""
    text, value = ENDLESS[name]
    path, output = tmp_path / "report.txt", tmp_path / "out.csv"
    path.write_text(text, encoding="utf-8")
    ran = fengze("extract", path, "--output", output)
    assert ran.code == 0
    assert "Traceback" not in ran.err
    assert f",{value}," in output.read_text("utf-8")
    assert output.stat().st_size < 100 * 2**20


SIDECARS: dict[str, tuple[str, str, str]] = {
    "hash": ("sha256: ", "sha256: 0", "not as received"),
    "size": ("bytes: ", "bytes: 1", "not as received"),
    "file": ("file: report.txt", "file: other.txt", "'other.txt' is missing"),
    "path": ("file: report.txt", "file: ../yunxi-2024/report.txt", "is missing"),
    "folder": ("file: report.txt", "file: .", "is missing"),
    "id": ("report_id: yunxi-2024", "report_id: fengze-2024-7", "the name of its folder"),
    "way out": ("report_id: yunxi-2024", "report_id: ../x", "letters, digits, - and _"),
    "title": ("title: ", "titel: ", "lacks title"),
    "list": ("issuer: ", "issuer: []\nsealer: ", "issuer of the sidecar is no single value"),
    "english": ("place: ", "english: Yunxi\nplace: ", "english of the sidecar holds no keys"),
    "headings": ("place: ", "english: {headings: [a]}\nplace: ", "headings of the sidecar"),
    "areas": ("place: ", "english: {places: [a]}\nplace: ", "places of the sidecar"),
    "yaml": ("place: ", "place: {", "no YAML"),
    "python": ("place: ", "x: !!python/object/apply:os.system [exit]\nplace: ", "or tag"),
    "deep": ("place: ", f"x: {'[' * 500}\nplace: ", "too deep"),
}


@pytest.mark.parametrize("name", SIDECARS)
def test_a_sidecar_that_does_not_fit_is_told(
    name: str, refused: Callable[..., str], project: Path
) -> None:
    """A sidecar of another file, without an owed field, or no sidecar at all is one line."""
    old, new, said = SIDECARS[name]
    path = project / "data" / "raw" / REPORT_ID / "report.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    line = refused("report", "--project", project)
    assert said in line
    assert not (project / "data" / "processed").exists()
    assert not (project / "reports").exists()


def test_a_sidecar_of_another_report_is_told(refused: Callable[..., str], project: Path) -> None:
    """The sidecar of the real report does not pass for that of the made-up one."""
    path = project / "data" / "raw" / REPORT_ID / "report.yml"
    other = (ROOT / "data" / "raw" / "fengze-2024-7" / "report.yml").read_text("utf-8")
    path.write_text(other, encoding="utf-8")
    assert "'fengze-2024-7'" in refused("report", "--project", project)
    path.write_text(other.replace("fengze-2024-7", REPORT_ID), encoding="utf-8")
    assert "not as received" in refused("report", "--project", project)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\xfd", b"- a\n", b"a: b: c"], ids=repr)
def test_a_sidecar_that_is_none_is_told(
    data: bytes, refused: Callable[..., str], project: Path
) -> None:
    """An empty file, bytes, a list, broken YAML: one line."""
    (project / "data" / "raw" / REPORT_ID / "report.yml").write_bytes(data)
    assert "report.yml" in refused("report", "--project", project)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("sources.csv", b"", "sources.csv: "),
        ("targets.csv", b"target,value\n1,2\n", "column 'target_id' is missing"),
        ("indicators.csv", b"\xff", "not UTF-8"),
        ("places.csv", b"place,short,level,parent,neighbours,note\n,,,,,\n", "places.csv, line 2"),
    ],
)
def test_a_curated_table_of_another_form_is_told(
    name: str, content: bytes, said: str, fengze: Run, project: Path
) -> None:
    """A table of the project that is no such table ends with code 2 and names itself."""
    (project / "data" / "raw" / name).write_bytes(content)
    ran = fengze("report", "--project", project)
    assert ran.code == 2
    assert name in ran.lines[0]
    assert said.removeprefix("sources.csv: ") in ran.err
    assert "Traceback" not in ran.err


def test_a_target_without_its_source_is_told(fengze: Run, project: Path) -> None:
    """Every row that cites a source which is not there is named."""
    path = project / "data" / "raw" / "sources.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if not line.startswith("F2,")) + "\n", "utf-8")
    ran = fengze("report", "--project", project)
    assert ran.code == 2
    (line,) = ran.lines
    assert line.startswith("fengze: targets.csv, row L01, source_id: ")
    assert "'F2'" in line
    assert "is not in sources.csv; expected: " in line


def test_the_same_report_twice_is_two_reports(fengze: Run, project: Path) -> None:
    """A second copy under another id is read on its own: no key of the two is the same."""
    from fengze_analysis import open_study

    receive(project, "again", "report.txt", REPORT.read_bytes())
    first, second = (open_study(name, project=project) for name in (REPORT_ID, "again"))
    keys = [{(row.report_id, row.row_id) for row in one.statements} for one in (first, second)]
    assert len(keys[0]) == len(keys[1])
    assert not keys[0] & keys[1]


@pytest.mark.parametrize("name", ["readings.csv", "corrections.yml"])
@pytest.mark.parametrize("data", [b"\xff\xfe\xfd", b"start,value\n1,2\n", b"[{"], ids=repr)
def test_a_broken_register_is_told(
    name: str, data: bytes, refused: Callable[..., str], project: Path
) -> None:
    """Manual readings and corrections that cannot be used are one line."""
    (project / "data" / "raw" / REPORT_ID / name).write_bytes(data)
    assert "yunxi-2024" in refused("report", "--project", project)


NOT_NOTEBOOKS = {
    "empty": (b"", "no notebook"),
    "words": ("# 问题".encode(), "no notebook"),
    "bytes": (b"\xff\xfe", "no notebook"),
    "object": (b"{}", "no notebook"),
    "list": (b"[]", "no notebook"),
    "no parameters": (
        b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
        "0 cells",
    ),
}


@pytest.mark.parametrize("command", ["check", "refresh", "notebooks"])
@pytest.mark.parametrize("name", NOT_NOTEBOOKS)
def test_a_notebook_that_is_none_is_told(
    name: str, command: str, refused: Callable[..., str], project: Path
) -> None:
    """A damaged notebook is one line, before anything runs or is written."""
    data, said = NOT_NOTEBOOKS[name]
    lay_notebooks(project)
    (project / "notebooks" / "audit.ipynb").write_bytes(data)
    line = refused(command, "--project", project)
    assert said in line
    assert "audit.ipynb" in line
    assert not (project / "data" / "processed").exists()
