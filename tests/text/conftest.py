"""Formats are read in this process in most tests: a child for each would take most of the time."""

from __future__ import annotations

import pytest

from fengze_analysis.text import guard


@pytest.fixture(autouse=True)
def _in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "guarded" not in request.keywords:
        monkeypatch.setattr(guard, "_is_limited", True)
