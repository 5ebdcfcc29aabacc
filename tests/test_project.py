"""A project folder: found, its report checked against the sidecar, its tables against others."""

from __future__ import annotations

from pathlib import Path

import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.project import (
    check_report_id,
    find_codebook,
    find_project,
    find_report,
    list_reports,
    read_curated,
    read_received,
    read_sidecar,
    read_yaml,
    require_project,
)
from fengze_analysis.schema.tables import TableError
from tests.made_up.district import REPORT, REPORT_ID, ROOT, make_project, receive


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A made-up project that a test may change."""
    return make_project(tmp_path / "project")


def test_the_nearest_folder_with_data_raw_is_the_project(project: Path) -> None:
    """From a folder deep inside, the project is the nearest one above."""
    inner = project / "notebooks" / "drafts"
    inner.mkdir(parents=True)
    assert find_project(inner) == project
    assert find_project(project) == project
    assert find_project(project.parent) is None


def test_here_is_the_default(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a name the project around the working folder is taken."""
    monkeypatch.chdir(project / "data")
    assert require_project() == project
    monkeypatch.chdir(project.parent)
    with pytest.raises(InputError, match="no project found"):
        require_project()


@pytest.mark.parametrize("name", ["typo", "data", "data/raw"])
def test_a_named_folder_is_never_another_one(name: str, project: Path) -> None:
    """A named folder that is no project is refused, though a project stands above it."""
    with pytest.raises(InputError, match="expected: a folder with data/raw"):
        require_project(str(project / name))


def test_reports_are_listed_by_their_sidecars(project: Path) -> None:
    """A folder with a sidecar is a report; a file or a folder without one is none."""
    (project / "data" / "raw" / "notes").mkdir()
    receive(project, "a-first", "report.txt", REPORT.read_bytes())
    assert list_reports(project) == ["a-first", REPORT_ID]


def test_an_id_comes_before_a_path(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where an id and a folder here have one name, the id of the project wins."""
    elsewhere = receive(project.parent / "x", REPORT_ID, "report.txt", REPORT.read_bytes())
    monkeypatch.chdir(elsewhere.parent)
    assert find_report(project, REPORT_ID) == project / "data" / "raw" / REPORT_ID
    assert find_report(project, f"./{REPORT_ID}") == elsewhere


def test_an_empty_project_says_how_to_begin(tmp_path: Path) -> None:
    """Without any report the line names the command that adds one."""
    (tmp_path / "data" / "raw").mkdir(parents=True)
    with pytest.raises(InputError, match="none yet; fengze add FILE makes one"):
        find_report(tmp_path, "")


def test_the_received_bytes_are_those_of_the_sidecar(project: Path) -> None:
    """The report is given with its bytes and its sidecar, translations included."""
    received = read_received(project / "data" / "raw" / REPORT_ID)
    assert received.report_id == REPORT_ID
    assert received.data == REPORT.read_bytes()
    english = read_received(ROOT / "data" / "raw" / "fengze-2024-7").sidecar["english"]
    assert english["headings"]["1.1"] == "Investment promotion"


@pytest.mark.parametrize("change", [b"x", b"", b"\n"], ids=["other", "shorter", "line end"])
def test_one_byte_more_or_less_is_seen(change: bytes, project: Path) -> None:
    """A report whose last byte is another, gone or doubled is not as received."""
    path = project / "data" / "raw" / REPORT_ID / "report.txt"
    path.write_bytes(path.read_bytes()[:-1] + change + (b"\n" if change == b"\n" else b""))
    with pytest.raises(InputError, match=r"report\.txt is not as received"):
        read_received(path.parent)


def test_a_file_above_the_limit_is_not_read(project: Path) -> None:
    """A received file that grew beyond what a report may have is refused by its size."""
    path = project / "data" / "raw" / REPORT_ID / "report.txt"
    with path.open("r+b") as file:
        file.truncate(65 * 2**20)
    with pytest.raises(InputError, match="the file is too large"):
        read_received(path.parent)


@pytest.mark.parametrize("report_id", ["fengze-2024-7", "云溪-2024", "a_b", "7"])
def test_a_plain_id_passes(report_id: str) -> None:
    """Letters of any script, digits, hyphens and underscores are an id."""
    check_report_id(report_id, "here")


@pytest.mark.parametrize(
    "report_id", ["", ".", "..", "a/b", "a\\b", "-a", "_a", "a b", "a\n", "=1"]
)
def test_an_id_that_is_no_plain_name_is_refused(report_id: str) -> None:
    """Whatever could be a path, an option, markup or a formula is no id."""
    with pytest.raises(InputError, match="letters, digits, - and _"):
        check_report_id(report_id, "here")


def test_the_curated_tables_are_read_whole(project: Path) -> None:
    """Every table of the project comes, an absent one empty."""
    codebook = find_codebook(project)
    curated = read_curated(project, codebook)
    assert len(curated.targets) == 9
    assert {one.source_id for one in curated.sources} == {"F1", "F2", "F3"}
    (project / "data" / "raw" / "published.csv").unlink()
    assert read_curated(project, codebook).published == ()


def test_faults_of_several_tables_come_at_once(project: Path) -> None:
    """A fault in one table does not hide those of the next."""
    codebook = find_codebook(project)
    raw = project / "data" / "raw"
    for name, old, new in (
        ("targets.csv", ">=,80.0", "=>,80.0"),
        ("published.csv", ",outcome,", ",result,"),
        ("sources.csv", ",primary,", ",certain,"),
    ):
        path = raw / name
        path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(TableError) as raised:
        read_curated(project, codebook)
    assert [fault.file for fault in raised.value.faults] == [
        "targets.csv",
        "published.csv",
        "sources.csv",
    ]


def test_a_project_adds_its_own_words(project: Path) -> None:
    """The codebook is the package's with the project's rows in it; a line says so."""
    plain, own = find_codebook(ROOT), find_codebook(project)
    added = {one.code for one in own.indicators} - {one.code for one in plain.indicators}
    assert added
    assert "临江市云溪区" in {one.place for one in own.places}
    assert str(project / "data" / "raw" / "indicators.csv") in own.description
    (project / "data" / "raw" / "indicators.csv").unlink()
    assert find_codebook(project).indicators == plain.indicators


BAD_SIDECARS = {
    "year_with_words": ("reporting_year: 2024年", "reporting_year '2024年'", "four digits"),
    "year_as_power": ("reporting_year: 1e999", "reporting_year '1e999'", "four digits"),
    "day_first": ("date: 15.1.2025", "date '15.1.2025'", "2024-01-16"),
    "no_such_day": ("date: '2024-02-30'", "date '2024-02-30'", "2024-01-16"),
    "no_such_day_unquoted": ("date: 2024-02-31", "date '2024-02-31'", "2024-01-16"),
    "day_with_time": ("date: 2024-02-06T08:00:00", "date '2024-02-06T08:00:00'", "2024-01-16"),
    "endless_number": (f"bytes: {'9' * 9000}", "not as received", "999999999999 bytes"),
    "endless_year": (f"reporting_year: {'9' * 9000}", f"'{'9' * 40}'", "four digits"),
    "alias": ("note: &a [x]\nmore: *a", "an anchor, alias or tag", "plain values"),
    "tag": ("note: !!python/name:os.system", "an anchor, alias or tag", "plain values"),
    "number_tag": ("reporting_year: !!int 2024", "an anchor, alias or tag", "plain values"),
    "twice": ("note: a\nnote: b", "'note' stands twice", "every key once"),
    "twice_within": ("english: {place: A, place: B}", "'place' stands twice", "every key once"),
    "key_of_keys": ("? [a]\n: b", "a key that is no text", "a text"),
    "deep": ("title: [a, b]", "title of the sidecar", "one value"),
    "nested": (f"note: {'[' * 9000}", "nested too deep", "key: value"),
    "null": ("title: null", "the sidecar lacks title", "a value for each"),
    "no_translations": ("english: []", "english of the sidecar holds no keys", "key: value"),
    "list_of_titles": ("english: {title: [a]}", "title of the sidecar is no single", "one value"),
    "endless_name": (f"file: {'a' * 9000}", "is missing", "the report as received"),
    "half_a_character": ('note: "\\ud800"', "half a character", "whole characters"),
    "no_character": ('note: "\\UFFFFFFFF"', "a character that is none", "key: value"),
    "control": ("note: \x00", "a character that is none", "key: value"),
    "no_yaml": ("title: 'a", "no YAML: while scanning a quoted scalar", "key: value"),
    "two_documents": ("note: a\n---\nmore: b", "found another document", "key: value"),
}


@pytest.mark.parametrize("name", BAD_SIDECARS)
def test_a_sidecar_is_checked_when_it_is_read(name: str, project: Path) -> None:
    """A value of another form is one line that names file, field and form."""
    line, what, right = BAD_SIDECARS[name]
    path = project / "data" / "raw" / REPORT_ID / "report.yml"
    key = line.partition(":")[0]
    kept = [one for one in path.read_text("utf-8").splitlines() if not one.startswith(f"{key}:")]
    path.write_text("\n".join([*kept, line]), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_received(path.parent)
    said = str(caught.value)
    assert what in said
    assert right in said
    assert "report.yml" in said
    assert len(said) < 500
    assert "\n" not in said


def test_a_fault_of_a_sidecar_has_its_line(project: Path) -> None:
    """The line is that of the value, not that of the file."""
    path = project / "data" / "raw" / REPORT_ID / "report.yml"
    path.write_text(f"# first\nreporting_year: 24\n{path.read_text('utf-8')}", encoding="utf-8")
    with pytest.raises(InputError, match=r"report.yml, line 2\); expected: four digits"):
        read_sidecar(path)


def test_values_are_the_texts_that_are_written(tmp_path: Path) -> None:
    """No value becomes a number, a date or a yes; empty and null are nothing, "null" is a word."""
    path = tmp_path / "written.yml"
    path.write_text(
        "a: 2024-02-31\nb: 1e999\nc: 007\nd: no\ne:\nf: ~\ng: null\n"
        "h: 'null'\ni: [1.50, {1: on}]\n",
        encoding="utf-8",
    )
    assert read_yaml(path) == {
        "a": "2024-02-31",
        "b": "1e999",
        "c": "007",
        "d": "no",
        "e": "",
        "f": "",
        "g": "",
        "h": "null",
        "i": ["1.50", {"1": "on"}],
    }


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n"])
def test_a_yaml_file_may_be_empty(text: str, tmp_path: Path) -> None:
    """Nothing but a comment is nothing."""
    path = tmp_path / "empty.yml"
    path.write_text(text, encoding="utf-8")
    assert read_yaml(path) == ""


@pytest.mark.parametrize("cell", ["2025-2021", "0000-0000-1"])
def test_a_period_that_is_none_is_a_fault_of_its_cell(cell: str, project: Path) -> None:
    """A span that ends before it begins is refused with file, line and column."""
    path = project / "data" / "raw" / "published.csv"
    header, first, *rest = path.read_text("utf-8").splitlines()
    at = header.split(",").index("year")
    cells = first.split(",")
    cells[at] = cell
    path.write_text("\n".join([header, ",".join(cells), *rest]) + "\n", encoding="utf-8")
    with pytest.raises(TableError) as raised:
        read_curated(project, find_codebook(project))
    assert f"published.csv, line 2, year: '{cell}' is not allowed" in str(raised.value)


def test_a_range_upside_down_is_a_fault_of_its_cell(project: Path) -> None:
    """8..5 is no range."""
    path = project / "data" / "raw" / "targets.csv"
    path.write_text(path.read_text("utf-8").replace(">=,80.0", ">=,8..5", 1), encoding="utf-8")
    with pytest.raises(TableError, match=r"targets.csv, line \d+, value: '8..5' is not allowed"):
        read_curated(project, find_codebook(project))
