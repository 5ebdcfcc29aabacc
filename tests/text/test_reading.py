"""A file is known by its content, within the declared limits, and refused in one line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.text.read import read_bytes, read_file
from tests.text.made_up_files import TEXT, docx_of, pdf_of


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    """A path gives what its bytes give."""
    path = tmp_path / "报告.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    assert read_file(path) == read_file(str(path)) == read_bytes(TEXT.encode("gb18030"), "x.txt")


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.txt", "a.html", "a", "a.doc"])
def test_the_name_decides_nothing(name: str) -> None:
    """A DOCX, a PDF and a text are read as what they are, whatever they are called."""
    assert read_bytes(docx_of(), name).text == TEXT
    assert "1300" in read_bytes(pdf_of("总投资超 1300 亿元"), name).text
    assert read_bytes(TEXT.encode(), name).text == TEXT


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A missing path, a folder and a pipe are one line each."""
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "missing.txt", tmp_path, tmp_path / "pipe"):
        with pytest.raises(InputError) as caught:
            read_file(path)
        assert str(path) in str(caught.value)
        assert len(str(caught.value).splitlines()) == 1


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file without permission is one line."""

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").touch()
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match="Permission denied"):
        read_file(tmp_path / "a.txt")


def test_a_huge_file_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of 100 MB is refused by its size alone."""

    def refuse(_: Path) -> bytes:
        message = "the file was read"
        raise AssertionError(message)

    path = tmp_path / "a.txt"
    path.touch()
    os.truncate(path, 100 * 2**20)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match="too large: 104,857,600 bytes"):
        read_file(path)
