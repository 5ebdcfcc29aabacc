"""The site of the made-up district and of reports of a line or of hundreds, built once."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from lxml import html

from fengze_analysis import open_study
from fengze_analysis.site.built import Built
from fengze_analysis.site.first_page import NOBODY, Publisher
from fengze_analysis.study import Study
from tests.made_up.district import fengze_study, yunxi_study

_FOLDERS: list[TemporaryDirectory[str]] = []


@cache
def yunxi() -> Built:
    """The site of the made-up plan and report, both languages, with its PDF."""
    return finished(yunxi_study(), pdf=True)


@cache
def fengze() -> Built:
    """The site of the district's report, without PDF."""
    return finished(fengze_study())


def finished(study: Study, *, pdf: bool = False, publisher: Publisher = NOBODY) -> Built:
    """The whole site of a study, without the pages of notebooks."""
    built = Built(study, publisher=publisher, pdf=pdf)
    built.finish({})
    return built


def study_of(text: str, **sidecar: str) -> Study:
    """The study of a report of one's own in a project that has nothing else."""
    data = text.encode("utf-8")
    about = {
        "report_id": "own",
        "file": "report.txt",
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "title": "关于工作情况的报告",
        "issuer": "某县人民政府",
        "legal_status": "国家机关公文（不适用著作权保护）",
        **sidecar,
    }
    _FOLDERS.append(TemporaryDirectory(prefix="fengze-test-"))  # gone when the tests end
    folder = Path(_FOLDERS[-1].name, "data", "raw", "own")
    folder.mkdir(parents=True)
    (folder / "report.txt").write_bytes(data)
    (folder / "report.yml").write_text(yaml.safe_dump(about, allow_unicode=True), "utf-8")
    return open_study(project=folder.parents[2])


def figures(built: Built, name: str = "index.html") -> list[tuple[str, list[tuple[str, str]]]]:
    """Every figure of the table: as printed, and its cells, each its words and the remark below."""
    found = []
    for row in html.fromstring(page(built, name)).xpath("//table[@data-key='figures']/tbody/tr"):
        remarks = ["".join(cell.xpath(".//*[@class='remark']//text()")) for cell in row]
        words = [
            "".join(cell.xpath(".//text()[not(ancestor::*[@class='remark'])]")) for cell in row
        ]
        found.append((row.xpath(".//@data-printed")[0], list(zip(words, remarks, strict=True))))
    return found


def page(built: Built, name: str) -> str:
    """The HTML of a page."""
    return built.files[name].decode("utf-8")
