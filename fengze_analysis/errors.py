"""The one error a user meets: what is wrong, where, and what would be right."""

from __future__ import annotations

from collections.abc import Sequence


class InputError(ValueError):
    """Input that cannot be used.

    >>> print(InputError("文件为空 is empty", "report.txt", "a report with text"))
    文件为空 is empty (report.txt); expected: a report with text
    """

    def __init__(self, what: str, where: object = "", right: str = "") -> None:
        self.what, self.where, self.right = what, str(where), right
        place = f" ({self.where})" if self.where else ""
        remedy = f"; expected: {right}" if right else ""
        super().__init__(" ".join(f"{what}{place}{remedy}".split()))


def choose(name: str, value: str, allowed: Sequence[str]) -> str:
    """``value`` if it is one of ``allowed``; raises :class:`InputError` else."""
    if value not in allowed:
        raise InputError(f"{name} {value!r} is unknown", "", " or ".join(allowed))
    return value
