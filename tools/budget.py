"""The size and the imports of every module, measured on the syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = "fengze_analysis"
AIMS = {"lines": 250, "average": 12, "names": 12, "tests": 1.2}


@dataclass(frozen=True, slots=True)
class Module:
    """A module as written: its dotted name, its lines, and the syntax tree of its file."""

    name: str
    path: Path
    lines: int
    tree: ast.Module

    @property
    def functions(self) -> dict[str, int]:
        """The lines of every function from its first decorator to its end, less the docstring.

        The rules of a method and their sources stand in the docstring: that is to be encouraged.
        """
        return {
            f"{self.name}:{node.lineno} {node.name}": _count_lines(node)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }

    @property
    def imports(self) -> set[str]:
        """The dotted names the module imports anywhere, ``from a import b`` giving ``a.b``."""
        return set(self._find_imports())

    def _find_imports(self) -> Iterator[str]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from (f"{self._resolve(node)}.{alias.name}" for alias in node.names)

    def _resolve(self, node: ast.ImportFrom) -> str:
        parents = self.name.split(".")
        if self.path.name != "__init__.py":
            parents.pop()
        here = parents[: len(parents) - node.level + 1] if node.level else []
        return ".".join([*here, *([node.module] if node.module else [])])


def read_modules(folder: Path) -> list[Module]:
    """Every module under ``folder``, by name."""
    return [read_module(path, folder.parent) for path in sorted(folder.rglob("*.py"))]


def read_module(path: Path, root: Path) -> Module:
    """The module in ``path``, named from ``root`` on."""
    text = path.read_text(encoding="utf-8")
    parts = path.relative_to(root).with_suffix("").parts
    name = ".".join(part for part in parts if part != "__init__")
    return Module(name, path, len(text.splitlines()), ast.parse(text))


def link_modules(modules: list[Module]) -> dict[str, set[str]]:
    """The modules among ``modules`` that each imports: ``a.b`` for a name of ``a.b`` too."""
    names = {module.name for module in modules}
    return {
        module.name: {_find_owner(name, names) for name in module.imports} - {"", module.name}
        for module in modules
    }


def list_public_names() -> list[str]:
    """The names in ``__all__`` of the package."""
    return list(import_module(PACKAGE).__all__)


def count_code(folder: Path) -> int:
    """The lines of Python under ``folder`` that are not empty."""
    texts = (path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    return sum(bool(line.strip()) for text in texts for line in text.splitlines())


def _find_owner(name: str, names: set[str]) -> str:
    parent = name.rpartition(".")[0]
    return name if name in names else parent if parent in names else ""


def _count_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = min(item.lineno for item in (node, *node.decorator_list))
    prose = node.body[0] if ast.get_docstring(node) is not None else None
    inside = (prose.end_lineno or prose.lineno) - prose.lineno + 1 if prose else 0
    return (node.end_lineno or first) - first + 1 - inside


def main() -> None:
    """Print the sizes, and mark with ``>`` what is over what is aimed at."""
    modules = read_modules(ROOT / PACKAGE)
    for module in sorted(modules, key=lambda module: -module.lines):
        mark = ">" if module.lines > AIMS["lines"] else " "
        longest = max(module.functions.values(), default=0)
        print(f"{mark} {module.lines:4} lines, longest function {longest:2}: {module.name}")
    sizes = [size for module in modules for size in module.functions.values()]
    tests, code = count_code(ROOT / "tests"), count_code(ROOT / PACKAGE)
    average = sum(sizes) / len(sizes)
    print(f"functions: {len(sizes)}, {average:.1f} lines each (aim {AIMS['average']})")
    print(f"public names: {len(list_public_names())} (aim {AIMS['names']})")
    print(f"tests to code: {tests} / {code} = {tests / code:.2f} (aim {AIMS['tests']})")


if __name__ == "__main__":
    main()
