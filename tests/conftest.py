"""What every test may rely on: bounded, repeatable examples, and no way out to a network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings

# The same examples every time and no time limit: a red test is red on every machine.
settings.register_profile("suite", derandomize=True, deadline=None, database=None)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return Path(__file__).parents[1]


@pytest.fixture
def short_path() -> Iterator[Path]:
    """An empty folder with a short path, as one for temporary files should have."""
    with TemporaryDirectory(prefix="made-up-", dir="/tmp") as folder:
        yield Path(folder)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves the machine; loopback stays open for the kernels."""
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, _guard(getattr(socket.socket, name)))


def _guard(connect: Any) -> Any:
    def connect_at_home(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            message = f"a test tried to reach {address}"
            raise AssertionError(message)
        return connect(self, address)

    return connect_at_home


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
