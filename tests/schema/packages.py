"""A data package held against the files beside it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping


def check_package(text: str, files: Mapping[str, bytes]) -> list[str]:
    """One line for each file that is not, byte for byte, what the package describes."""
    listed = {one["path"]: one["hash"] for one in json.loads(text).get("resources", [])}
    absent = [f"{path}: listed in the package, but missing" for path in listed if path not in files]
    other = [
        f"{path}: not listed in the package"
        if path not in listed
        else f"{path}: the bytes are not those of the package"
        for path, data in files.items()
        if listed.get(path) != f"sha256:{hashlib.sha256(data).hexdigest()}"
    ]
    return sorted(absent + other)
