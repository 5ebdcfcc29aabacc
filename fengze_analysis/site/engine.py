"""The engine that papermill runs notebooks with: a kernel in this process, ready at once."""

from __future__ import annotations

from typing import Any

from ipykernel.inprocess.manager import InProcessKernelManager
from nbformat.v4 import output_from_msg
from papermill.engines import Engine, papermill_engines
from traitlets.config import Config

from ..errors import InputError

NAME = "fengze"
INJECTED = "injected-parameters"  # papermill's tag of the cell that it puts in
_SHOWN = ("stream", "display_data", "execute_result", "error")
_NEVER = 3600.0  # seconds: what is printed is cut by other outputs, not by time


class _InProcess(Engine):  # type: ignore[misc]  # papermill has no types
    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, _: str, **_given: Any) -> None:
        """Run the cells one after another; raise ``InputError`` for the first that fails."""
        client = _start()
        number = 0
        for index, cell in enumerate(nb_man.nb.cells):
            nb_man.cell_start(cell, index)
            number += INJECTED not in cell.metadata.get("tags", ())
            if cell.cell_type == "code":
                client.execute(cell.source, allow_stdin=False)
                cell.outputs = _outputs(client)
            for failed in (one for one in cell.get("outputs", ()) if one.output_type == "error"):
                words = str(failed.evalue).strip().partition("\n")[0]
                what = words if failed.ename == "InputError" else f"{failed.ename}: {words}"
                raise InputError(what, f"cell {number}")
            nb_man.cell_complete(cell, index)


def _start() -> Any:
    manager: Any = InProcessKernelManager(config=Config(HistoryManager={"enabled": False}))
    manager.start_kernel()
    for stream in (manager.kernel.stdout, manager.kernel.stderr):
        stream.flush_interval = _NEVER
    client = manager.client()
    client.start_channels()
    return client


def _outputs(client: Any) -> list[Any]:
    outputs: list[Any] = []
    for said in client.iopub_channel.get_msgs():
        if said["msg_type"] not in _SHOWN:
            continue
        last, output = (outputs or [{}])[-1], output_from_msg(said)
        if output.output_type == "stream" and last.get("name") == output.name:
            last.text += output.text
        else:
            outputs.append(output)
    return outputs


papermill_engines.register(NAME, _InProcess)
