"""A made-up work report: an opening, parts by their headings, and figures with what they owe."""

from __future__ import annotations

from fengze_analysis.extraction.extract import extract
from fengze_analysis.model import Statement

TITLE = (
    "云溪县政府工作报告\n——{date}在云溪县第九届人民代表大会第三次会议上\n"
    "云溪县县长 甲某\n各位代表：\n"
)


def read_report(body: str, date: str = "2024年1月8日") -> list[Statement]:
    """The statements of a work report with this body, made on this date."""
    return list(extract(TITLE.format(date=date) + body).statements)


def told(body: str, date: str = "2024年1月8日") -> list[tuple[str, str, str]]:
    """Surface, sense and year of each figure of a work report."""
    return [(one.surface, one.sense, str(one.year or "")) for one in read_report(body, date)]
