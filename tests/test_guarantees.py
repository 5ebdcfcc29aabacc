"""What the README promises, each shown on a whole run: a made-up report rendered twice.

The two runs differ in folder, clock zone, language, hash seed and time; both are kept from the
network. The report holds hostile words: a script in a heading, a formula, a way out of a folder.
"""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from types import FrameType

import pytest

from fengze_analysis.project import list_reports
from fengze_analysis.schema.package import PACKAGE, moved
from fengze_analysis.site.built import Built
from fengze_analysis.study import make_tables, open_study
from tests.made_up.district import (
    NOTEBOOKS,
    REPORT_ID,
    ROOT,
    make_project_with_notebooks,
    rewrite_report,
)
from tests.schema.packages import check_package
from tests.site.manifests import check_manifest

HOSTILE = (
    "（三）<script>alert(1)</script>小区改造。改造小区7个。\n\n"
    '=HYPERLINK("https://a.example/x","点击")，新增登记企业53家。\n\n'
    "<img src=x onerror=alert(2)>../../etc/passwd项目新增19个，"
    "$(touch touched-by-words)新增23个。\n\n"
)
GUARD = ROOT / "tests" / "made_up" / "guard"
ENVIRONMENTS = (
    {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "COLUMNS": "60"},
    {"TZ": "America/St_Johns", "LC_ALL": "C", "LANG": "zh_CN.GB18030", "PYTHONHASHSEED": "77"},
)


@dataclass(frozen=True)
class Rendered:
    """A rendered project: its folder, its pages, its executed notebooks, its log of the network."""

    project: Path
    pages: Path
    notebooks: Path
    log: Path

    def files(self) -> dict[str, bytes]:
        """Every file that the run made, by name."""
        processed = self.project / "data" / "processed"
        found: dict[str, bytes] = {}
        for folder in (self.pages, self.notebooks, processed):
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    found[f"{folder.name}/{path.relative_to(folder)}"] = path.read_bytes()
        return found


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Rendered, Rendered]:
    """The made-up report rendered twice, at once, in two unlike surroundings."""
    folders = (
        tmp_path_factory.mktemp("a"),
        tmp_path_factory.mktemp("another") / "folder with 空格",
    )
    started = [_start(*pair) for pair in zip(folders, ENVIRONMENTS, strict=True)]
    for run, process in started:
        out, err = process.communicate()
        assert process.returncode == 0, err
        assert out == f"{run.pages / 'index.html'}\n"
        assert err == ""
    return started[0][0], started[1][0]


def _start(folder: Path, surroundings: dict[str, str]) -> tuple[Rendered, subprocess.Popen[str]]:
    project = make_project_with_notebooks(folder / "project")
    rewrite_report(project, "二、重点工作推进情况\n", f"{HOSTILE}二、重点工作推进情况\n")
    run = Rendered(project, folder / "pages", folder / "kept", folder / "network.log")
    run.notebooks.mkdir()
    path = os.pathsep.join((str(GUARD), str(ROOT)))
    environment = {**os.environ, "PYTHONPATH": path, "MADE_UP_GUARD": str(run.log), **surroundings}
    words = ["-m", "tests.made_up.render", str(project), str(run.pages), str(run.notebooks)]
    process = subprocess.Popen(
        [sys.executable, *words],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    return run, process


@pytest.fixture(scope="session")
def run(runs: tuple[Rendered, Rendered]) -> Rendered:
    """One of the two runs."""
    return runs[1]


def test_the_same_report_gives_the_same_bytes(runs: tuple[Rendered, Rendered]) -> None:
    """Tables, figures, executed notebooks, pages, PDF and zip are byte for byte the same."""
    first, second = (one.files() for one in runs)
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
    kinds = {Path(name).suffix for name in first}
    assert {".html", ".csv", ".ipynb", ".zip", ".pdf", ".png", ".json"} <= kinds


def test_nothing_reaches_for_the_network(runs: tuple[Rendered, Rendered]) -> None:
    """No process of a run, those of the notebooks among them, tries more than loopback."""
    for one in runs:
        lines = one.log.read_text("utf-8").splitlines()
        assert [line for line in lines if not line.startswith("started ")] == []
        assert len(lines) > 1  # the run and the processes of its notebooks


def test_the_guard_of_the_network_sees_an_attempt(tmp_path: Path) -> None:
    """The check above can fail: a connection and a look-up are stopped and written down."""
    log = tmp_path / "log"
    attempts = (
        "import socket\n"
        "for act in (lambda: socket.create_connection(('192.0.2.1', 80), 1),\n"
        "            lambda: socket.getaddrinfo('a.example', 80)):\n"
        "    try: act()\n"
        "    except OSError as error: print(error)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(GUARD), "MADE_UP_GUARD": str(log)}
    words = [sys.executable, "-c", attempts]
    out = subprocess.run(words, env=environment, capture_output=True, text=True, check=True).stdout
    assert out.count("no network in tests") == 2
    tried = [line for line in log.read_text("utf-8").splitlines() if line.startswith("tried")]
    assert [line.split()[1] for line in tried] == ["getaddrinfo", "getaddrinfo"]


def test_a_whole_result_has_its_manifest(run: Rendered) -> None:
    """The manifest, written last, names every file with its hash, and a lost file is seen."""
    check_manifest(run.pages)


def test_the_tables_are_those_of_their_package(run: Rendered) -> None:
    """datapackage.json describes each table of data/processed, byte for byte."""
    folder = run.project / "data" / "processed" / REPORT_ID
    files = {one.name: one.read_bytes() for one in folder.iterdir() if one.name != PACKAGE}
    assert check_package((folder / PACKAGE).read_text("utf-8"), files) == []


def _texts(run: Rendered) -> Iterator[tuple[str, str]]:
    """Every file of a run as text, what is packed in the zip too."""
    for name, data in run.files().items():
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for inner in archive.namelist():
                    yield f"{name}/{inner}", archive.read(inner).decode("utf-8", "replace")
        yield name, data.decode("utf-8", "replace")


def test_no_file_knows_the_machine(run: Rendered) -> None:
    """No page, table, notebook or PDF holds a path, a user or a host of the machine."""
    secrets = {str(run.project), str(run.project.parent.parent), str(ROOT), sys.prefix}
    secrets |= {str(Path.home()) + "/", "fengze-run-"}
    found = [(name, one) for name, text in _texts(run) for one in secrets if one in text]
    assert found == []


class _Page(HTMLParser):
    """What of a page a browser would run or load, and what a reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.run: list[str] = []
        self.loaded: list[str] = []
        self.seen: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        linked = tag == "link" and ("rel", "alternate") not in attrs  # a style sheet
        for name, value in attrs:
            loads = name in ("src", "srcset", "data", "poster") or (linked and name == "href")
            if name.startswith("on") or (value or "").strip().startswith("javascript:"):
                self.run.append(f"{tag} {name}={value}")
            elif loads and not (value or "").startswith("data:"):
                self.loaded.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "script":
            self.run.append(data)
        elif self.inside != "style":
            self.seen.append(data)


def _page(run: Rendered, name: str) -> _Page:
    page = _Page()
    page.feed((run.pages / name).read_text("utf-8"))
    page.close()
    return page


def test_words_of_a_report_never_become_markup(run: Rendered) -> None:
    """A script in a heading and an image that would run one are shown as text on every page."""
    for path in sorted(run.pages.glob("*.html")):
        page = _page(run, path.name)
        assert [one for one in page.run if one.strip()] == [], path.name
        assert page.loaded == ["link href=site.css", "script src=site.js"], path.name
    for name in ("source.html", "source.en.html"):
        shown = "".join(_page(run, name).seen)
        assert "<script>alert(1)</script>" in shown
        assert "<img src=x onerror=alert(2)>" in shown


def test_words_of_a_report_never_become_a_formula(run: Rendered) -> None:
    """In every CSV that is offered, words that begin a formula are made harmless, figures not."""
    escaped = negative = 0
    for path in sorted(run.pages.rglob("*.csv")):
        for row in csv.reader(path.read_text("utf-8-sig").splitlines(keepends=True)):
            for cell in row:
                start = cell.lstrip(" \u3000")[:1]
                is_figure = re.fullmatch(r"[-+]?[0-9.,]+%?", cell) is not None
                assert is_figure or start not in ("=", "+", "@", "＝", "＋"), (path.name, cell)
                escaped += cell.startswith("'=HYPERLINK(")
                negative += cell.startswith("'") and is_figure
    assert escaped >= 1
    assert negative == 0


def test_words_of_a_report_never_become_a_path_or_a_command(run: Rendered) -> None:
    """No file is named after words of the report, and what looks like a command was not run."""
    names = [path.name for path in run.pages.parent.rglob("*")]
    assert not [name for name in names if "passwd" in name or "script" in name or "words" in name]


def test_pages_are_in_the_language_they_say(run: Rendered) -> None:
    """A Chinese and an English page of each kind, ``lang`` right, each a whole page of UTF-8."""
    for name in ("index", "source", *(f"notebook-{one}" for one in NOTEBOOKS)):
        for file, lang in ((f"{name}.html", "zh-CN"), (f"{name}.en.html", "en")):
            head = (run.pages / file).read_text("utf-8")[:400]
            assert head.lower().startswith("<!doctype html>")
            assert f'lang="{lang}"' in head
            assert 'charset="utf-8"' in head.lower()


def test_the_first_page_says_what_was_found(run: Rendered) -> None:
    """Caution, what was done, verdicts and contradictions of the made-up report, in order."""
    shown = "".join(_page(run, "index.html").seen)
    order = [
        "不是官方评估",
        "做了什么",
        "对照如何",
        "可以判断7项",
        "哪些存疑",
        "关键数据",
        "全部数据",
    ]
    places = [shown.index(words) for words in order]
    assert places == sorted(places)


def test_the_verdicts_stand_on_their_page(run: Rendered) -> None:
    """Each word of the method that the made-up figures earn is printed with its target."""
    shown = "".join(_page(run, "comparison.html").seen)
    for word in ("快于预期", "未达到序时进度", "基本符合预期", "提前实现", "舍入误差内不能判定"):
        assert word in shown
    english = "".join(_page(run, "comparison.en.html").seen)
    for word in ("ahead of schedule", "rounding"):
        assert word in english


def test_any_figure_leads_to_its_sentence(run: Rendered) -> None:
    """Every figure of the first page links to an anchor of the source page, where it stands."""
    source = (run.pages / "source.html").read_text("utf-8")
    anchors = set(re.findall(r'id="(f-[^"]+)"', source))
    links = re.findall(r'href="source\.html#(f-[^"]+)"', (run.pages / "index.html").read_text())
    assert len(set(links)) > 25
    assert set(links) <= anchors


def test_a_figure_of_hostile_words_is_a_figure(run: Rendered) -> None:
    """The figures that stand among hostile words were read like any other."""
    path = run.project / "data" / "processed" / REPORT_ID / "outcomes.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))
    assert {"7", "53", "19", "23"} <= {row["value"] for row in rows}


# The committed results of the real report.


def test_committed_tables_are_what_the_code_gives() -> None:
    """data/processed holds, byte for byte, what the code makes of data/raw."""
    for report_id in list_reports(ROOT):
        folder = ROOT / "data" / "processed" / report_id
        assert (folder / PACKAGE).is_file(), "make refresh accepts the tables"
        assert moved(folder, make_tables(open_study(report_id, project=ROOT))) == []


def test_one_figure_goes_the_way_that_is_written_down() -> None:
    """CONTRIBUTING names the functions from bytes to page; a run calls each of them."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    way = re.findall(r"^\d+\. `([\w.]+)`", text.partition("## The way of one figure")[2], re.M)
    called: set[str] = set()

    def see(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            code = frame.f_code
            called.add(f"{frame.f_globals.get('__name__', '')}.{code.co_qualname}")

    sys.setprofile(see)
    try:
        study = open_study("fengze-2024-7", project=ROOT)
        frame = study.comparison
        page = Built(study, ["zh"], pdf=False)
        page.finish({})
    finally:
        sys.setprofile(None)
    assert frame.query("observed_exact == '66.48'").shape[0] > 0
    assert "66.48%" in page.files["index.html"].decode()
    assert len(way) == 15
    assert [one for one in way if f"fengze_analysis.{one}" not in called] == []
