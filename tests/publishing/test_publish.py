"""The whole site: the same bytes each time, small, complete, checked."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.publishing.cells import Words
from fengze_analysis.publishing.publish import build_site, check_size, fingerprint, publish_site
from fengze_analysis.publishing.writing import check_manifest
from tests.publishing.made_up_site import make_site


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """Every file of the made-up site."""
    return build_site(make_site(), extra={"data/outcomes.csv": b"report_id\n"})


def test_a_site_is_written_whole(tmp_path: Path) -> None:
    """Pages, downloads, zip, PDF and manifest; each step was told."""
    told: list[str] = []
    publish_site(make_site(), tmp_path / "yunxi", progress=told.append)
    names = {
        path.relative_to(tmp_path / "yunxi").as_posix()
        for path in (tmp_path / "yunxi").rglob("*.*")
    }
    for name in ("index.html", "index.en.html", "source.html", "yunxi-2024-3.zip", "manifest.json"):
        assert name in names
    assert {"yunxi-2024-3.zh.pdf", "yunxi-2024-3.en.pdf", "tables/outcomes.zh.csv"} <= names
    check_manifest(tmp_path / "yunxi")
    assert told == ["downloads", "pages", "PDF: zh", "PDF: en", "typeface"]


def test_the_same_site_is_the_same_bytes(files: dict[str, bytes]) -> None:
    """A second build of the same values is identical, the zip and the PDF too."""
    again = build_site(make_site(), extra={"data/outcomes.csv": b"report_id\n"})
    assert {name for name in files if files[name] != again[name]} == set()
    assert list(files) == list(again)


def test_the_site_is_small(files: dict[str, bytes]) -> None:
    """Well under the limit; a site over it is refused."""
    check_size(files)
    with pytest.raises(InputError, match="at most 1000"):
        check_size(files, 1000)


def test_no_page_knows_the_machine(files: dict[str, bytes]) -> None:
    """No path, user or time of this machine is in any page."""
    here = str(Path(__file__).parents[2]).encode()
    assert not [name for name, data in files.items() if here in data]


def test_further_files_are_beside_the_pages_and_in_the_zip(files: dict[str, bytes]) -> None:
    """What the caller adds can be downloaded."""
    assert files["data/outcomes.csv"] == b"report_id\n"
    assert b"data/outcomes.csv" in files["yunxi-2024-3.zip"]


def test_one_edition_alone_still_opens_at_its_index() -> None:
    """The English edition alone has an index, no Chinese page and no link to one."""
    files = build_site(make_site(), ("en",), pdf=False)
    assert files["index.html"] == files["index.en.html"]
    assert "outcomes.html" not in files
    assert b'class="language"' not in files["index.html"]
    assert not [name for name in files if name.endswith(".pdf")]


def test_a_lie_in_a_link_stops_the_build(tmp_path: Path) -> None:
    """Characters that are not the printed ones are never published, and nothing is written."""
    site = make_site()
    lie = "\x02" + site.observations[1].row_id + "\x1f153 个\x03"
    with pytest.raises(InputError, match=r"shows '153 个'.*expected: 152 个"):
        publish_site(replace(site, bottom_line=Words(lie, lie)), tmp_path / "yunxi")
    assert list(tmp_path.iterdir()) == []


def test_the_fingerprint_follows_every_figure() -> None:
    """Another letter in the report or in a table is another fingerprint."""
    site = make_site()
    other = make_site(site.document.text.replace("现将", "现就"))
    prints = {
        fingerprint(site, {"a": b"1"}),
        fingerprint(other, {"a": b"1"}),
        fingerprint(site, {"a": b"2"}),
        fingerprint(site, {"b": b"1"}),
    }
    assert len(prints) == 4
    assert all(len(one) == 16 for one in prints)


def test_the_manifest_lists_what_was_built(tmp_path: Path, files: dict[str, bytes]) -> None:
    """Every file with its size, and none besides."""
    publish_site(make_site(), tmp_path / "yunxi", extra={"data/outcomes.csv": b"report_id\n"})
    listed = json.loads((tmp_path / "yunxi" / "manifest.json").read_bytes())["files"]
    assert {name: one["bytes"] for name, one in listed.items()} == {
        name: len(data) for name, data in files.items()
    }
