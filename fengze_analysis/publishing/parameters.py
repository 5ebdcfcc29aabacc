"""Notebook parameters, checked by name and value before anything runs."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from fengze_analysis.errors import InputError

KINDS = ("text", "choice", "whole", "decimal", "flag")
_FLAGS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its kind, its default, what it may be, what it means.

    ``decimal`` values stay strings (``"0.05"``), so that no float creeps into exact arithmetic.
    """

    kind: str
    default: object
    choices: tuple[str, ...] = ()
    meaning: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind {self.kind!r} is none of {', '.join(KINDS)}")

    @property
    def right(self) -> str:
        """What a right value looks like, for a message."""
        if self.choices:
            return " | ".join(self.choices)
        return {"whole": "a whole number", "decimal": "a decimal such as 0.05"}.get(
            self.kind, "true | false" if self.kind == "flag" else "text"
        )


def check_parameters(
    given: Mapping[str, object], allowed: Mapping[str, Parameter], where: str = "parameters"
) -> dict[str, object]:
    """The given values in their declared types; nothing is guessed from how a value looks.

    >>> delta = {"delta": Parameter("decimal", "0.05")}
    >>> check_parameters({"delta": "0.10"}, delta)
    {'delta': '0.10'}
    >>> check_parameters({"dleta": "0.10"}, delta)
    Traceback (most recent call last):
        ...
    fengze_analysis.errors.InputError: unknown parameter 'dleta' (parameters); expected: delta
    """
    for name in given:
        if name not in allowed:
            known = ", ".join(sorted(allowed)) or "no parameter at all"
            raise InputError(f"unknown parameter {name!r}", where, known)
    return {name: _checked(name, value, allowed[name], where) for name, value in given.items()}


def _checked(name: str, value: object, parameter: Parameter, where: str) -> object:
    """One value in its declared type."""
    try:
        typed = _typed(value, parameter.kind)
    except (ValueError, InvalidOperation):
        typed = None
    if typed is None or (parameter.choices and typed not in parameter.choices):
        raise InputError(f"parameter {name} cannot be {value!r}", where, parameter.right)
    return typed


def _typed(value: object, kind: str) -> object:
    """``value`` as its kind, ``None`` if it is of another type."""
    if kind == "flag":
        return value if isinstance(value, bool) else _FLAGS.get(str(value).lower())
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
        return None
    if kind == "whole":
        return int(str(value))
    if kind == "decimal":
        return str(value).strip() if Decimal(str(value)).is_finite() else None
    return value if isinstance(value, str) else None


def parameters_cell(notebook: Any, where: str = "notebook") -> Any:
    """The one cell tagged ``parameters``."""
    cells = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    if len(cells) != 1:
        raise InputError(f"{len(cells)} cells are tagged parameters", where, "exactly one")
    return cells[0]


def parameters_of(notebook: Any, where: str = "notebook") -> dict[str, object]:
    """The names and literal values of the cell tagged ``parameters``; nothing is run."""
    source = parameters_cell(notebook, where).source
    try:
        return dict(_literal(statement) for statement in ast.parse(source).body)
    except (ValueError, SyntaxError):
        what = "the parameters cell holds more than values"
        raise InputError(what, where, "lines of name = value") from None


def _literal(statement: ast.stmt) -> tuple[str, object]:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return name, ast.literal_eval(value)
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            return name, ast.literal_eval(value)
    raise ValueError(ast.dump(statement))


def check_notebook(
    notebook: Any, allowed: Mapping[str, Parameter], where: str
) -> dict[str, object]:
    """The values of the parameters cell, each declared in ``allowed`` and allowed by it."""
    return check_parameters(parameters_of(notebook, where), allowed, where)
