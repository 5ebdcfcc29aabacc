"""The cells of a notebook run in this process, with the outputs that a kernel gives them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import Any

import matplotlib as mpl
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from matplotlib_inline.backend_inline import configure_inline_support
from nbformat.v4 import new_output
from traitlets.config import Config

_INLINE = "module://matplotlib_inline.backend_inline"
_OUTPUTS: list[Any] = []  # of the cell that runs


class _Publisher(DisplayPublisher):
    def publish(self, data: Any, metadata: Any = None, *_: Any, **_given: Any) -> None:
        _OUTPUTS.append(new_output("display_data", data=data, metadata=metadata or {}))


class _Hook(DisplayHook):
    def write_output_prompt(self) -> None:
        """A notebook has none in its text."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        _OUTPUTS.append(new_output("execute_result", data=format_dict, metadata=md_dict or {}))


class _Stream(StringIO):
    """Printed text, in its place between the other outputs."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def write(self, text: str) -> int:
        last = _OUTPUTS[-1] if _OUTPUTS else {}
        if last.get("name") == self.name:
            last["text"] += text
        elif text:
            _OUTPUTS.append(new_output("stream", name=self.name, text=text))
        return len(text)


class _Shell(InteractiveShell):
    """A shell whose outputs are those of a notebook."""

    display_pub_class = _Publisher
    displayhook_class = _Hook
    failure: BaseException | None = None

    def enable_gui(self, gui: Any = None) -> None:
        """There is no screen."""

    def _showtraceback(self, _: Any, evalue: Any, _lines: Any) -> None:
        self.failure = evalue


def run_cells(cells: list[Any], parameters: Mapping[str, Any]) -> tuple[int, BaseException] | None:
    """Run the cells, ``parameters`` set after their own; the first that failed, and its error."""
    quiet = Config({"HistoryManager": {"enabled": False}})
    shell: Any = _Shell.instance(config=quiet, colors="NoColor")
    mpl.use(_INLINE, force=True)
    support: Any = configure_inline_support
    support(shell, _INLINE)
    sys.path.insert(0, "")
    for number, cell in enumerate(cells, 1):
        if cell.cell_type != "code":
            continue
        _OUTPUTS.clear()
        with redirect_stdout(_Stream("stdout")), redirect_stderr(_Stream("stderr")):
            result = shell.run_cell(cell.source, store_history=True)
        cell.outputs = list(_OUTPUTS)
        failure = shell.failure or result.error_before_exec or result.error_in_exec
        if failure:
            return number, failure
        if "parameters" in cell.metadata.get("tags", []):
            shell.user_ns.update(parameters)
    return None
