"""Whether an output folder is whole, for the tests."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from fengze_analysis.site.folder import MANIFEST, is_ours


def check_manifest(directory: Path) -> None:
    """Every file of its manifest is there, unchanged, and no other."""
    assert is_ours(directory)
    for name, listed in json.loads((directory / MANIFEST).read_bytes())["files"].items():
        data = (directory / name).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (listed["bytes"], listed["sha256"])
