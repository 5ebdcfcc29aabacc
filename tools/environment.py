"""What pyproject.toml asks for, in conda's words, for the lock, and against what is installed."""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
HEADER = "# Made from pyproject.toml by `make environment`; do not edit.\n"


def load_settings() -> dict[str, Any]:
    """All of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def list_requirements(settings: dict[str, Any], *extras: str) -> list[Requirement]:
    """The requirements of the project, of its build and of ``extras``, by name."""
    project = settings["project"]
    lines = [*project["dependencies"], *settings["build-system"]["requires"]]
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    found = {one.name: one for one in map(Requirement, lines) if one.name != project["name"]}
    return sorted(found.values(), key=lambda requirement: requirement.name)


def render_environment(settings: dict[str, Any]) -> str:
    """environment.yml: everything, conda-forge first, pip for what it does not have.

    >>> print(render_environment(load_settings()).splitlines()[1])
    name: fengze-analysis
    """
    conda = settings["tool"]["conda"]
    project = settings["project"]
    lines = [f"  - {name}" for name in conda["with"]] + [f"  - python{project['requires-python']}"]
    by_pip = []
    for wanted in list_requirements(settings, *project["optional-dependencies"]):
        name = conda["names"].get(wanted.name, wanted.name)
        if wanted.name in conda["pip"]:
            by_pip.append(f"      - {wanted.name}{wanted.specifier}")
        else:
            lines.append(f"  - {name}{wanted.specifier}")
    head = f"name: {project['name']}\nchannels:\n  - conda-forge\ndependencies:\n"
    return HEADER + head + "\n".join([*sorted(lines), "  - pip:", *by_pip]) + "\n"


def find_missing(settings: dict[str, Any]) -> list[str]:
    """The requirements of report and tests that the running Python does not meet."""
    owed = list_requirements(settings, *locked_extras(settings))
    return [str(wanted) for wanted in owed if not _is_met(wanted)]


def locked_extras(settings: dict[str, Any]) -> list[str]:
    """The extras that the lock holds: all but JupyterLab, which is for people alone."""
    return [name for name in settings["project"]["optional-dependencies"] if name != "lab"]


def _is_met(wanted: Requirement) -> bool:
    try:
        return wanted.specifier.contains(version(wanted.name), prereleases=True)
    except PackageNotFoundError:
        return False


def main(task: str) -> int:
    """Do ``task`` (environment, build or missing); 1 if something is missing."""
    settings = load_settings()
    if task == "environment":
        (ROOT / "environment.yml").write_text(render_environment(settings), encoding="utf-8")
    elif task == "build":
        print(*settings["build-system"]["requires"], sep="\n")
    else:
        missing = find_missing(settings)
        print(", ".join(missing))
        return int(bool(missing))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
