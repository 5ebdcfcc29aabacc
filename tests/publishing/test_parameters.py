"""Notebook parameters are checked by name and value before anything runs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from fengze_analysis.errors import InputError
from fengze_analysis.publishing.parameters import (
    Parameter,
    check_notebook,
    check_parameters,
    parameters_of,
)

ALLOWED = {
    "language": Parameter("choice", "both", ("zh", "en", "both"), "the language of the outputs"),
    "delta": Parameter("decimal", "0.05"),
    "horizon": Parameter("whole", 2025),
    "report": Parameter("text", ""),
    "panel": Parameter("flag", True),
}


@pytest.mark.parametrize(
    ("name", "value", "typed"),
    [
        ("language", "zh", "zh"),
        ("delta", "0.10", "0.10"), ("delta", " 0.1 ", "0.1"), ("delta", Decimal("0.1"), "0.1"),
        ("delta", 0.05, "0.05"), ("delta", 1, "1"),
        ("horizon", "2030", 2030), ("horizon", 2030, 2030),
        ("report", "00123", "00123"), ("report", "丰泽", "丰泽"),
        ("panel", "false", False), ("panel", "True", True), ("panel", False, False),
    ],
)  # fmt: skip
def test_a_right_value_gets_its_declared_type(name: str, value: object, typed: object) -> None:
    """What a value looks like never decides its type: 00123 stays text, 0.05 no float."""
    checked = check_parameters({name: value}, ALLOWED)
    assert checked == {name: typed}
    assert type(checked[name]) is type(typed)


@pytest.mark.parametrize(
    ("name", "value", "right"),
    [
        ("language", "fr", r"zh \| en \| both"), ("language", "ZH", r"zh \| en \| both"),
        ("delta", "five", "a decimal"), ("delta", "nan", "a decimal"),
        ("delta", "inf", "a decimal"),
        ("delta", True, "a decimal"), ("delta", [1], "a decimal"),
        ("horizon", "2025.5", "a whole number"), ("horizon", "", "a whole number"),
        ("horizon", False, "a whole number"),
        ("panel", "yes", r"true \| false"), ("panel", 1, r"true \| false"),
        ("report", 123, "text"), ("report", None, "text"),
    ],
)  # fmt: skip
def test_a_wrong_value_gets_the_right_ones(name: str, value: object, right: str) -> None:
    """The error names the parameter, the value and what would be allowed."""
    with pytest.raises(InputError, match=f"parameter {name} cannot be .*{right}"):
        check_parameters({name: value}, ALLOWED, "outcomes.ipynb")


def test_an_unknown_name_gets_the_known_ones() -> None:
    """A misspelt parameter is an error, never a run with defaults."""
    with pytest.raises(InputError, match=r"unknown parameter 'dleta'.*delta, horizon, language"):
        check_parameters({"dleta": "0.1"}, ALLOWED)
    with pytest.raises(InputError, match="no parameter at all"):
        check_parameters({"x": "1"}, {})


def test_a_kind_is_one_of_five() -> None:
    """A declaration with an unknown kind is a mistake of ours and stops at once."""
    with pytest.raises(ValueError, match="'number' is none of text, choice"):
        Parameter("number", 1)


def _notebook(source: str, count: int = 1) -> Any:
    tagged = [new_code_cell(source, metadata={"tags": ["parameters"]}) for _ in range(count)]
    return new_notebook(cells=[new_code_cell("import os"), *tagged])


def test_the_values_of_a_notebook_are_read_without_running_it() -> None:
    """Names and literals of the tagged cell, comments and types beside them allowed."""
    source = '# choose\nlanguage = "both"  # zh | en | both\ndelta: str = "0.05"\nhorizon = 2025'
    expected = {"language": "both", "delta": "0.05", "horizon": 2025}
    assert parameters_of(_notebook(source)) == expected
    assert check_notebook(_notebook(source), ALLOWED, "n.ipynb") == expected


@pytest.mark.parametrize(
    "source", ["import os", "a, b = 1, 2", "print(1)", "x: int", "delta = os.environ", "delta = ("]
)
def test_a_parameters_cell_holds_values_only(source: str) -> None:
    """Anything that would have to be run, or cannot be read, is refused with its place."""
    with pytest.raises(InputError, match=r"name = value|n\.ipynb"):
        parameters_of(_notebook(source), "n.ipynb")


@pytest.mark.parametrize("count", [0, 2])
def test_a_notebook_has_exactly_one_parameters_cell(count: int) -> None:
    """Papermill would run one without parameters and only warn."""
    with pytest.raises(InputError, match=f"{count} cells are tagged parameters.*exactly one"):
        parameters_of(_notebook("delta = '1'", count))


def test_a_notebook_may_not_bring_a_parameter_of_its_own() -> None:
    """Every name in the cell is declared in the one place."""
    with pytest.raises(InputError, match="unknown parameter 'colour'"):
        check_notebook(_notebook("colour = 'red'"), ALLOWED, "n.ipynb")
