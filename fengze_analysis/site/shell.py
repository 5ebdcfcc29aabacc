"""The cells of a notebook run in this process, as a kernel would run them, for papermill."""

from __future__ import annotations

import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import Any

import matplotlib as mpl
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from matplotlib_inline.backend_inline import configure_inline_support
from nbformat.v4 import new_output
from papermill.engines import Engine, papermill_engines
from traitlets.config import Config

NAME = "fengze"
_INLINE = "module://matplotlib_inline.backend_inline"
_OUTPUTS: list[Any] = []  # of the cell that runs


class _Publisher(DisplayPublisher):
    def publish(self, data: Any, metadata: Any = None, *_: Any, **_given: Any) -> None:
        _OUTPUTS.append(new_output("display_data", data=data, metadata=metadata or {}))


class _Hook(DisplayHook):
    def write_output_prompt(self) -> None:
        """A notebook has none in its text."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        shell: Any = self.shell
        count = shell.execution_count
        given = {"data": format_dict, "metadata": md_dict or {}, "execution_count": count}
        _OUTPUTS.append(new_output("execute_result", **given))

    def finish_displayhook(self) -> None:
        """Nothing is to be flushed."""


class _Stream(StringIO):
    """Printed text, in its place between the other outputs."""

    name = "stdout"

    def write(self, text: str) -> int:
        last = _OUTPUTS[-1] if _OUTPUTS else {}
        if last.get("name") == self.name:
            last["text"] += text
        else:
            _OUTPUTS.append(new_output("stream", name=self.name, text=text))
        return len(text)


class _Errors(_Stream):
    name = "stderr"


class _Shell(InteractiveShell):
    """A shell whose outputs are those of a notebook."""

    display_pub_class = _Publisher
    displayhook_class = _Hook

    def enable_gui(self, gui: Any = None) -> None:
        """There is no screen."""

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        given = {"ename": etype.__name__, "evalue": str(evalue), "traceback": list(stb)}
        _OUTPUTS.append(new_output("error", **given))


class _InProcess(Engine):  # type: ignore[misc]  # papermill has no types
    """The engine: cells one after another, until one fails."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, _: str, **_given: Any) -> None:
        """Run the cells of the managed notebook in a new shell."""
        quiet = Config({"HistoryManager": {"enabled": False}})
        InteractiveShell.clear_instance()  # the shell of a process that this one is a copy of
        shell: Any = _Shell.instance(config=quiet, colors="NoColor")
        mpl.use(_INLINE, force=True)
        support: Any = configure_inline_support
        support(shell, _INLINE)
        sys.path.insert(0, "")
        for index, cell in enumerate(nb_man.nb.cells):
            nb_man.cell_start(cell, index)
            if cell.cell_type == "code":
                _OUTPUTS.clear()
                cell.execution_count = shell.execution_count
                with redirect_stdout(_Stream()), redirect_stderr(_Errors()):
                    result = shell.run_cell(cell.source, store_history=True)
                cell.outputs = list(_OUTPUTS)
                if not result.success:
                    nb_man.cell_exception(cell, cell_index=index)
                    break
            nb_man.cell_complete(cell, index)


def register() -> None:
    """Make the engine known to papermill."""
    papermill_engines.register(NAME, _InProcess)
