"""One source of dependencies, one way to set up, and documents that name only what exists."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tools.budget import PACKAGE, read_modules
from tools.environment import find_missing, list_requirements, locked_extras, render_environment

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = SETTINGS["project"]
EXTRAS = PROJECT["optional-dependencies"]
LOCKED = locked_extras(SETTINGS)
LOCKS = {"lock": LOCKED, "lab": [*LOCKED, "lab"]}
CHOICES = {"REPORT", "LANGUAGE", "OPTIONS", "PYTHON"}


def _read(name: str) -> str:
    path = ROOT / name
    assert path.is_file(), f"{name} is missing"
    return path.read_text(encoding="utf-8")


def _clean_environment(**changes: str) -> dict[str, str]:
    """The variables of the running make and of conda would change what the inner make does."""
    dropped = {"MAKEFLAGS", "MAKEOVERRIDES", "MFLAGS", "MAKELEVEL", "PYTHON", *CHOICES}
    kept = {k: v for k, v in os.environ.items() if k not in dropped and "CONDA" not in k}
    return kept | changes


def _make(*words: str, **changes: str) -> str:
    command = ["make", "--no-print-directory", *words]
    return subprocess.check_output(
        command, cwd=ROOT, encoding="utf-8", env=_clean_environment(**changes)
    )


# environment.yml and pyproject.toml


def _parse_environment(text: str) -> tuple[dict[str, SpecifierSet], dict[str, SpecifierSet]]:
    """What environment.yml asks of conda and of pip, by name."""
    wanted = yaml.safe_load(text)["dependencies"]
    (by_pip,) = [item["pip"] for item in wanted if isinstance(item, dict)]
    by_conda = [item for item in wanted if isinstance(item, str)]
    return _by_name(by_conda), _by_name(by_pip)


def _by_name(lines: list[str]) -> dict[str, SpecifierSet]:
    return {item.name: item.specifier for item in map(Requirement, lines)}


def _disagreements(environment: str) -> list[str]:
    """Each package that environment.yml and pyproject.toml do not ask for alike."""
    by_conda, by_pip = _parse_environment(environment)
    names = {conda: pypi for pypi, conda in SETTINGS["tool"]["conda"]["names"].items()}
    otherwise = {pypi: f"{pypi} of conda" for pypi in names.values()}
    owed = {item.name: item.specifier for item in list_requirements(SETTINGS, *EXTRAS)}
    given = {(names | otherwise).get(name, name): bound for name, bound in by_conda.items()}
    given |= by_pip
    given.pop("make", None)
    given.pop("pip", None)
    owed["python"] = SpecifierSet(PROJECT["requires-python"])
    return sorted(name for name in owed.keys() | given.keys() if owed.get(name) != given.get(name))


def test_environment_yml_agrees_with_pyproject() -> None:
    """Conda users get every package of pyproject.toml with the same bounds, and no other."""
    assert _disagreements(_read("environment.yml")) == []


def test_environment_yml_is_as_make_environment_writes_it() -> None:
    """The committed environment.yml is the one that `make environment` makes."""
    assert _read("environment.yml") == render_environment(SETTINGS)


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        ("pandas>=3.0", "pandas>=3.1", ["pandas"]),
        ("  - papermill>=2.7\n", "", ["papermill"]),
        ("  - pip\n", "  - pip\n  - scipy>=1.0\n", ["scipy"]),
        ("typst-py>=0.14", "typst>=0.14", ["typst", "typst of conda"]),
        ("python>=3.11,<3.14", "python>=3.12,<3.14", ["python"]),
    ],
)
def test_a_disagreement_is_found(old: str, new: str, moved: list[str]) -> None:
    """A bound, a name, a package too few or too many: each is found and named."""
    text = _read("environment.yml")
    assert old in text
    assert _disagreements(text.replace(old, new)) == moved


def test_jupyterlab_is_for_conda_users_and_make_lab_alone() -> None:
    """JupyterLab is in environment.yml and in the lock of `make lab`, not in the one of tests."""
    assert "jupyterlab>=" in _read("environment.yml")
    assert "jupyterlab" in _locked("lab")
    assert "jupyterlab" not in _locked("lock")


def test_the_running_environment_has_what_the_tests_need() -> None:
    """Nothing that report and tests ask for is missing here."""
    assert find_missing(SETTINGS) == []


def test_a_missing_package_is_named() -> None:
    """A requirement that is not met is named with its bound."""
    extras = {"optional-dependencies": {"dev": ["pytest>=999", "no-such-thing"]}}
    wanted = SETTINGS | {"project": PROJECT | extras}
    assert find_missing(wanted) == ["no-such-thing", "pytest>=999"]


# The lock


def _locked(name: str) -> dict[str, list[str]]:
    """The pinned packages of a lock with their hashes."""
    blocks = re.split(
        r"\n(?=\S)", re.sub(r"^\s*#.*\n", "", _read(f"requirements/{name}.txt"), flags=re.M)
    )
    pinned = {}
    for block in filter(None, blocks):
        found = re.match(r"([\w.-]+)==([\w.!+]+)( ;[^\\\n]*)?(?: \\\n|$)", block)
        assert found, f"not an exact version: {block.splitlines()[0]}"
        pinned[found[1]] = [found[2], *re.findall(r"--hash=sha256:([0-9a-f]{64})\b", block)]
    return pinned


@pytest.mark.parametrize(("name", "extras"), LOCKS.items())
def test_the_lock_covers_every_dependency(name: str, extras: list[str]) -> None:
    """Every requirement of pyproject.toml is locked at a version inside its bounds."""
    pinned = _locked(name)
    wanted = list_requirements(SETTINGS, *extras)
    outside = [
        str(item)
        for item in wanted
        if item.name not in pinned or not item.specifier.contains(pinned[item.name][0])
    ]
    assert wanted
    assert outside == []


@pytest.mark.parametrize("name", ["lock", "lab", "uv"])
def test_every_locked_package_has_hashes(name: str) -> None:
    """Each locked package carries at least one sha256."""
    assert [package for package, (_, *hashes) in _locked(name).items() if not hashes] == []


@pytest.mark.parametrize("name", ["lock", "lab", "uv"])
def test_the_lock_holds_no_address(name: str) -> None:
    """The lock says what to install, never where from."""
    assert not re.search(
        r"://|--(?:extra-)?index|--find-links| @ ", _read(f"requirements/{name}.txt")
    )


def test_the_lab_changes_no_version() -> None:
    """`make lab` adds packages to the environment of the tests and replaces none."""
    lab = _locked("lab")
    assert _locked("lock").items() <= lab.items()


# What the code imports


def _imported(folder: str) -> set[str]:
    """The distributions that the modules of ``folder`` import."""
    owners = packages_distributions()
    modules = read_modules(ROOT / folder)
    names = {name.split(".")[0] for module in modules for name in module.imports}
    outside = names - sys.stdlib_module_names - {"", PACKAGE, "tests", "tools", "benchmarks"}
    return {canonicalize_name(owner) for name in outside for owner in owners.get(name, [name])}


def _declared(*extras: str) -> set[str]:
    return {canonicalize_name(item.name) for item in list_requirements(SETTINGS, *extras)}


def test_the_library_imports_only_what_it_declares() -> None:
    """Every package the library imports is a dependency of its own, not of a dependency."""
    assert _imported(PACKAGE) - _declared(*(set(LOCKED) - {"dev"})) == set()


@pytest.mark.parametrize("folder", ["tests", "tools", "benchmarks"])
def test_tests_and_tools_import_only_what_is_declared(folder: str) -> None:
    """Every package that tests, tools and benchmarks import is in pyproject.toml."""
    assert _imported(folder) - _declared(*LOCKED) == set()


def test_reading_a_text_asks_for_little() -> None:
    """Without extras the package depends on the form of its sidecar alone."""
    assert [Requirement(line).name for line in PROJECT["dependencies"]] == ["pyyaml"]


@pytest.mark.parametrize("extra", ["formats", "frames", "notebooks", "site", "batch"])
def test_all_takes_every_extra_of_a_user(extra: str) -> None:
    """``fengze-analysis[all]`` is what the commands need."""
    (line,) = EXTRAS["all"]
    assert extra in line


# The Makefile


def _targets() -> set[str]:
    """The targets a person may ask for."""
    phony = re.findall(r"^\.PHONY: (.+)$", _read("Makefile"), re.M)
    return {name for line in phony for name in line.split()} - {"as-asked"}


def test_help_lists_every_target_in_a_line() -> None:
    """`make` alone prints each target once, with what it does."""
    lines = _make().splitlines()
    listed = re.findall(r"^  make ([a-z-]+) +\S.*$", "\n".join(lines), re.M)
    assert sorted(listed) == sorted(_targets())
    assert {
        "setup",
        "report",
        "test",
        "check",
        "refresh",
        "notebooks",
        "lab",
        "clean",
    } <= _targets()


def test_test_runs_every_kind_of_check() -> None:
    """`make test` lints, checks types, runs pytest, the notebooks and the drift check."""
    plan = _make("-n", "test")
    for words in ("ruff check", "ruff format --check", "mypy", "pytest -q -n", "--nbval", " check"):
        assert words in plan


def test_report_takes_a_report_and_a_language() -> None:
    """REPORT and LANGUAGE reach the command; a language of the shell's own does not."""
    asked = _make("-n", "report", "REPORT=../a/b", "LANGUAGE=en", "OPTIONS=--set delta=0.1")
    assert "report ../a/b --language en --set delta=0.1" in asked
    assert "--language" not in _make("-nB", "report", LANGUAGE="zh_CN:zh")


def test_a_conda_environment_is_used_and_base_is_not() -> None:
    """Inside an active conda environment no second one is made; base makes .venv."""
    active = {"CONDA_PREFIX": "/opt/conda/envs/it", "CONDA_DEFAULT_ENV": "it"}
    assert "tools/setup.sh '/opt/conda/envs/it'" in _make("-nB", "setup", **active)
    base = {"CONDA_PREFIX": "/opt/conda", "CONDA_DEFAULT_ENV": "base"}
    assert "tools/setup.sh '.venv'" in _make("-nB", "setup", **base)


def test_clean_removes_nothing_that_git_knows() -> None:
    """What `make clean` removes is ignored by git, and no tracked file is under it."""
    plan = _make("-n", "clean").splitlines()
    paths = [word for line in plan if line.startswith("rm ") for word in line.split()[2:]]
    assert {".venv", "reports"} <= set(paths)
    assert "data/processed" not in paths
    known = subprocess.check_output(["git", "ls-files", "--", *paths], cwd=ROOT, encoding="utf-8")
    assert known == ""
    for path in paths:
        folder = path if "*" in path or "." in path[1:] else f"{path}/"
        ignored = subprocess.run(["git", "check-ignore", "-q", folder], cwd=ROOT, check=False)
        assert ignored.returncode == 0, f"{path} is not ignored by git"


# The first setup


def _fake_python(folder: Path, name: str, version: str, *, venv: bool) -> None:
    """A python that knows its version and perhaps cannot make environments."""
    inside = f"import sys; sys.version_info = ({version.replace('.', ', ')}, 1); exec(sys.argv[1])"
    modules = "exit 1" if not venv else "exit 0"
    script = f"""#!/bin/sh
    case "$2" in *ensurepip*) {modules};; esac
    exec '{sys.executable}' -c '{inside}' "$2"
    """
    path = folder / name
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)


def _set_up(folder: Path, **changes: str) -> tuple[int, list[str]]:
    """The exit code of the setup with the pythons of ``folder`` alone, and what it says."""
    (folder / "sh").symlink_to(shutil.which("sh") or "/bin/sh")
    run = subprocess.run(
        ["sh", str(ROOT / "tools/setup.sh"), str(folder / "venv"), "requirements/lock.txt"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={"PATH": str(folder)} | changes,
        check=False,
    )
    return run.returncode, run.stderr.splitlines()


def test_without_a_python_that_fits_setup_says_so_in_a_line(tmp_path: Path) -> None:
    """A machine with Python 3.10 and 3.14 alone is told which Python is needed."""
    _fake_python(tmp_path, "python3", "3.10", venv=True)
    _fake_python(tmp_path, "python", "3.14", venv=True)
    code, (line,) = _set_up(tmp_path)
    assert code == 2
    assert "3.11, 3.12 or 3.13" in line


def test_without_venv_or_pip_setup_says_what_to_install(tmp_path: Path) -> None:
    """A Python without venv or pip gets one line that names the package."""
    _fake_python(tmp_path, "python3", "3.12", venv=False)
    code, (line,) = _set_up(tmp_path)
    assert code == 2
    assert "without venv or pip" in line
    assert "python3.12-venv" in line


def test_a_python_that_was_named_is_the_only_one_tried(tmp_path: Path) -> None:
    """PYTHON=... is taken at its word, even where another Python would fit."""
    _fake_python(tmp_path, "python3", "3.12", venv=True)
    code, (line,) = _set_up(tmp_path, PYTHON="python2")
    assert code == 2
    assert line.startswith("python2 is not a Python that runs")


def test_a_foreign_conda_environment_is_left_alone(tmp_path: Path) -> None:
    """A conda environment made from something else is told how to get what is missing."""
    (tmp_path / "venv" / "conda-meta").mkdir(parents=True)
    (tmp_path / "venv" / "bin").mkdir()
    python = tmp_path / "venv" / "bin" / "python"
    python.write_text("#!/bin/sh\necho 'pandas>=3.0'\nexit 1\n", encoding="utf-8")
    python.chmod(0o755)
    code, (line,) = _set_up(tmp_path)
    assert code == 2
    assert "lacks pandas>=3.0: conda env update -f environment.yml" in line


def test_setup_and_pyproject_agree_on_python() -> None:
    """The Pythons that setup accepts are those that pyproject.toml allows."""
    found = re.search(r"not \((\d), (\d+)\) <= .* <= \((\d), (\d+)\)", _read("tools/setup.sh"))
    assert found
    first, last = f"{found[1]}.{found[2]}", f"{found[3]}.{int(found[4]) + 1}"
    assert SpecifierSet(PROJECT["requires-python"]) == SpecifierSet(f">={first},<{last}")


# The documents


def _commands(name: str) -> list[str]:
    """The lines of shell in the blocks of a document, without prompts, comments and outputs."""
    blocks = re.findall(r"^```(?:sh|bash|console|shell)\n(.*?)^```", _read(name), re.M | re.S)
    lines = [line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]
    return [line.split(" #")[0].strip() for line in lines if line and not line.startswith("#")]


def _words_after(command: str, name: str) -> list[list[str]]:
    """The words after ``command`` wherever a document gives it, in a block or in backticks."""
    inline = re.findall(rf"`({command}(?: [^`]*)?)`", _read(name))
    pattern = re.compile(rf"(?:^|[/ ]){command}\b(.*)")
    found = (pattern.search(line) for line in [*_commands(name), *inline])
    return [re.split(r" [|>&]", match[1])[0].split() for match in found if match]


DOCUMENTS = ["README.md", "README.zh.md"]
MORE = [path.name for path in ROOT.glob("*.md") if path.name not in DOCUMENTS]


@pytest.mark.parametrize("name", [*DOCUMENTS, *MORE])
def test_every_make_command_of_a_document_exists(name: str) -> None:
    """A document names only targets and choices that the Makefile has."""
    for words in _words_after("make", name):
        for word in words:
            choice = re.match(r"([A-Z]+)=", word)
            assert choice is None or choice[1] in CHOICES, f"make {' '.join(words)}"
        targets = [word for word in words[:1] if re.fullmatch(r"[a-z-]+", word)]
        assert set(targets) <= _targets(), f"make {' '.join(words)}"


@pytest.mark.parametrize("name", [*DOCUMENTS, *MORE])
def test_every_fengze_command_of_a_document_exists(name: str) -> None:
    """A document names only commands and options that `fengze --help` knows."""
    known: dict[str, str] = {}
    for words in _words_after("fengze", name):
        command = next((word for word in words if re.fullmatch(r"[a-z-]+", word)), "")
        if command not in known:
            known[command] = _help_of(command)
        options = {word.split("=")[0] for word in words if word.startswith("--")}
        missing = {option for option in options if option not in known[command]}
        assert not missing, f"fengze {' '.join(words)}"


def _help_of(command: str) -> str:
    words = [command, "--help"] if command else ["--help"]
    run = subprocess.run(
        [sys.executable, "-m", PACKAGE, *words],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, f"fengze {command}: {run.stderr}"
    return run.stdout


def test_readme_gives_the_two_commands() -> None:
    """The README leads with the two commands a stranger needs."""
    assert {"make report", "make test"} <= set(_commands("README.md"))


def test_both_readmes_give_the_same_commands() -> None:
    """The Chinese README asks for the same commands in the same order as the English one."""
    assert _commands("README.zh.md") == _commands("README.md")


def test_the_version_is_the_same_everywhere() -> None:
    """Citation and changelog know the version of pyproject.toml."""
    citation = yaml.safe_load(_read("CITATION.cff"))
    assert citation["version"] == PROJECT["version"]
    assert "## [Unreleased]" in _read("CHANGELOG.md")


def test_ci_runs_the_command_of_the_readme() -> None:
    """.ci/run and the workflow run what a person runs."""
    assert re.search(r"^make test\b", _read(".ci/run"), re.M)
    workflow = yaml.safe_load(_read(".github/workflows/ci.yml"))
    runs = [step.get("run") for step in workflow["jobs"]["test"]["steps"]]
    assert "bash .ci/run" in runs
    assert workflow["jobs"]["test"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
