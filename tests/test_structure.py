"""The drawing on the napkin: what may import what, and how large a piece may be."""

from __future__ import annotations

import re
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tools.budget import PACKAGE, Module, link_modules, list_public_names, read_module, read_modules

ROOT = Path(__file__).parents[1]
MODULES = read_modules(ROOT / PACKAGE)
LINKS = link_modules(MODULES)

NOUNS = {"errors", "interval", "model", "rounding", "values"}
CORE = NOUNS | {"lexicon", "text", "extraction"}
# Room -> the rooms it may import. What is not written here is not allowed.
IMPORT_MAP: dict[str, set[str]] = {
    "errors": set(),
    "interval": {"errors"},
    "model": {"errors", "interval"},
    "rounding": {"errors", "interval", "model"},
    "values": {"interval", "model"},
    "release": set(),
    "processes": set(),
    "lexicon": NOUNS,
    "messages": NOUNS | {"lexicon"},
    "schema": NOUNS,
    "text": NOUNS | {"lexicon", "processes"},
    "extraction": CORE | {"schema"},
    "targets": CORE | {"schema"},
    "comparison": NOUNS | {"lexicon", "schema"},
    "audit": NOUNS | {"lexicon"},
    "project": CORE | {"schema", "targets"},
    "study": CORE | {"schema", "targets", "comparison", "audit", "project", "release"},
    "charts": NOUNS | {"lexicon", "messages"},
    "notebook": NOUNS | {"messages", "schema", "study"},
    "site": CORE
    | {"messages", "schema", "audit", "charts", "project", "study", "release", "processes"},
    "batch": CORE | {"schema", "audit", "project", "release", "processes"},
    "cli": CORE
    | {"schema", "targets", "comparison", "project", "study", "site", "batch"}
    | {"release", "processes"},
    "__main__": {"cli"},
    PACKAGE: CORE | {"schema", "targets", "comparison", "audit", "charts", "study", "release"},
}
STANDARD_LIBRARY_ONLY = NOUNS | {
    *("lexicon", "extraction", "targets", "comparison", "audit", "messages"),
}
MAX_MODULE, MAX_FUNCTION = 520, 45


def _part_of(name: str) -> str:
    """The part a module belongs to: the word after the package's name."""
    return f"{name}.{name}".split(".")[1]


def _make_modules(folder: Path, texts: dict[str, str]) -> list[Module]:
    for name, text in texts.items():
        path = folder / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [read_module(folder / f"{name}.py", folder) for name in sorted(texts)]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_part_imports_only_what_the_map_allows(module: Module) -> None:
    """Each part imports itself and the parts the map gives it, and every part is on the map."""
    part = _part_of(module.name)
    assert part in IMPORT_MAP, f"{module.name} is not on the import map"
    used = {_part_of(name) for name in LINKS[module.name]} - {part, PACKAGE}
    assert used <= IMPORT_MAP[part]


@pytest.mark.parametrize(
    "module",
    [module for module in MODULES if _part_of(module.name) in STANDARD_LIBRARY_ONLY],
    ids=lambda module: module.name,
)
def test_reading_and_judging_need_the_standard_library_alone(module: Module) -> None:
    """Figures are found, compared and audited without anything that has to be installed."""
    outside = {name.split(".")[0] for name in module.imports} - {PACKAGE} - sys.stdlib_module_names
    assert not outside


def test_imports_run_one_way() -> None:
    """No module imports, over however many others, itself."""
    assert list(TopologicalSorter(LINKS).static_order())


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_no_module_and_no_function_outgrows_its_budget(module: Module) -> None:
    """A module has at most 520 lines and a function, less its docstring, at most 45."""
    assert module.lines <= MAX_MODULE
    assert not {name: size for name, size in module.functions.items() if size > MAX_FUNCTION}


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    """Every module is named after what it does."""
    words = {word for module in MODULES for word in module.name.split(".")}
    assert not words & {"utils", "util", "helpers", "helper", "common", "misc", "tools"}


def test_every_module_says_in_one_sentence_what_it_is() -> None:
    """The first line of a module ends the sentence that describes it."""
    silent = [module.name for module in MODULES if not _first_line(module).endswith((".", "?"))]
    assert not silent


def _first_line(module: Module) -> str:
    text = module.path.read_text(encoding="utf-8")
    found = re.match(r'r?"""(.*?)(?:"""|\n)', text)
    return found[1] if found else ""


def test_the_public_names_are_real() -> None:
    """Each name that ``from fengze_analysis import ...`` offers is there."""
    names = list_public_names()
    package = __import__(PACKAGE)
    assert names
    assert not [name for name in names if not hasattr(package, name)]


@pytest.mark.parametrize("document", ["README.md", "README.zh.md", "CONTRIBUTING.md"])
def test_the_documents_draw_the_same_map(document: str) -> None:
    """Every room stands in the map of the document, and no room that is none."""
    text = (ROOT / document).read_text(encoding="utf-8")
    rooms = {path.parent.name for path in (ROOT / PACKAGE).glob("*/__init__.py")}
    drawn = set(re.findall(r"^\| `([a-z]+)/`", text, re.M))
    assert drawn == rooms


def test_extracting_from_text_imports_nothing_that_is_installed(tmp_path: Path) -> None:
    """``fengze extract`` on a text file starts without pandas, matplotlib or a format reader."""
    report = tmp_path / "report.txt"
    report.write_text("一、经济\n一是工业。规上工业产值增长6.8%。\n", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", PACKAGE, "extract", str(report)],
        capture_output=True,
        cwd=ROOT,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert "6.8" in run.stdout
    loaded = {
        name.split(".")[0] for name in re.findall(r"^import time:.*\| +(\S+)$", run.stderr, re.M)
    }
    assert PACKAGE in loaded
    at_start = {"_virtualenv", "_distutils_hack", "coverage", "pytest_cov"}  # by .pth files
    assert not (loaded & set(packages_distributions())) - at_start - {PACKAGE}


# Where people keep their files; this checkout, and what is above it but not on every machine.
_EVERYWHERE = ("/", "/opt", "/tmp", "/usr", "/var")
_HERE = [str(path) for path in (ROOT, *ROOT.parents) if str(path) not in _EVERYWHERE]
_KEPT = "|".join(map(re.escape, ("/root", "/home", "/Users", *_HERE)))
MACHINE_PATH = re.compile(rf"(?:^|[^\w.])(?:{_KEPT})/[\w.]")
INDEX_HOST = re.compile(
    r"pypi\.(?:org|io)|pythonhosted\.|registry\.npmjs|conda\.anaconda|deb\.debian", re.I
)
BINARY = {".png", ".pdf", ".docx", ".zip", ".woff2", ".parquet", ".ico"}


def _list_project_files() -> list[Path]:
    """Every file that is in the repository or would be with the next commit."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.check_output(command, cwd=ROOT, encoding="utf-8").split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


@pytest.mark.parametrize(
    ("pattern", "what"),
    [(MACHINE_PATH, "a path of somebody's machine"), (INDEX_HOST, "the address of an index")],
    ids=["paths", "hosts"],
)
def test_no_file_knows_a_machine(pattern: re.Pattern[str], what: str) -> None:
    """No file, notebooks and their outputs included, names a place on a machine or an index."""
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in _list_project_files()
        if path.suffix not in BINARY
        for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found, f"{what}:\n" + "\n".join(found[:20])


# The checks above must be able to fail: each is shown something it has to see.


def test_the_map_sees_absolute_relative_and_hidden_imports(tmp_path: Path) -> None:
    """An import counts however it is written and wherever it stands."""
    texts = {
        "p/__init__": "",
        "p/a": "from __future__ import annotations\nimport p.b\n",
        "p/b": "def late():\n    from .c.deep import name\n",
        "p/c/__init__": "",
        "p/c/deep": "from ..d import name\nfrom . import near\n",
        "p/c/near": "name = 1\n",
        "p/d": "from p import a\n",
    }
    links = link_modules(_make_modules(tmp_path, texts))
    assert links["p.a"] == {"p.b"}
    assert links["p.b"] == {"p.c.deep"}
    assert links["p.c.deep"] == {"p.d", "p.c.near"}
    assert links["p.d"] == {"p.a"}
    with pytest.raises(CycleError):
        list(TopologicalSorter(links).static_order())


def test_a_function_is_measured_with_its_decorators_and_without_its_docstring(
    tmp_path: Path,
) -> None:
    """The size of a function runs from its first decorator to its end, less the docstring."""
    text = "class A:\n    @a\n    def b(self):\n        '''Doc.\n\n        More.'''\n        c()\n"
    (module,) = _make_modules(tmp_path, {"m": text})
    assert module.functions == {"m:3 b": 3}


@pytest.mark.parametrize(
    ("pattern", "seen", "passed"),
    [
        (MACHINE_PATH, '"/{}/somebody/report.txt"'.format("home"), "https://a.gov.cn/home/page"),
        (MACHINE_PATH, f"see {ROOT}/README.md", "/opt/conda/envs/it"),
        (INDEX_HOST, "https://pypi.{}/simple".format("org"), "https://www.gov.cn/"),
    ],
    ids=["paths", "checkout", "hosts"],
)
def test_the_patterns_tell_a_machine_from_an_address(
    pattern: re.Pattern[str], seen: str, passed: str
) -> None:
    """A path of a machine and an index are seen, the address of a source is not."""
    assert pattern.search(seen)
    assert not pattern.search(passed)
