"""Put on the path of a process: it and its children reach loopback alone, and say who tried more.

Every process that loads this writes a line to the file named by ``MADE_UP_GUARD``.
"""

from __future__ import annotations

import os
import pathlib
import socket
import sys
from collections.abc import Callable
from typing import Any

_LOG = os.environ.get("MADE_UP_GUARD", "")


def _note(line: str) -> None:
    with pathlib.Path(_LOG).open("a", encoding="utf-8") as log:
        log.write(line + "\n")


def _at_home(address: Any) -> bool:
    host = address[0] if isinstance(address, tuple) else address
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    return host in (None, "", "localhost", "::1") or str(host).startswith(("127.", "0.0.0.0"))


def _guarded(name: str, real: Callable[..., Any], at: int) -> Callable[..., Any]:
    def call(*given: Any, **named: Any) -> Any:
        outward = not given or getattr(given[0], "family", socket.AF_INET) in (
            socket.AF_INET,
            socket.AF_INET6,
        )
        if outward and len(given) > at and not _at_home(given[at]):
            _note(f"tried {name} {given[at]!r}")
            raise OSError(f"no network in tests: {given[at]!r}")
        return real(*given, **named)

    return call


if _LOG:
    _note(f"started {' '.join(sys.orig_argv)}")
    for _name in ("connect", "connect_ex"):
        setattr(socket.socket, _name, _guarded(_name, getattr(socket.socket, _name), 1))
    socket.getaddrinfo = _guarded("getaddrinfo", socket.getaddrinfo, 0)
