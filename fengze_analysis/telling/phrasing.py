"""Small phrases that several pages use: counts in a list, plurals, the name of a measure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..publishing.cells import Words
from ..study import Study
from .codes import codes_of, words_of


def enumerate_counts(counts: Mapping[str, int], kind: str) -> tuple[str, str]:
    """The counts of codes of one kind in their order, in both languages, zeros left out.

    >>> enumerate_counts({"outcome": 2, "input": 1}, "stage")
    ('投入1个、成效2个', 'input 1, outcome 2')
    """
    found = [(words_of(kind, code), counts[code]) for code in codes_of(kind) if counts.get(code)]
    zh = "、".join(f"{words.zh}{count}个" for words, count in found)
    return zh, ", ".join(f"{words.en} {count}" for words, count in found)


def plural(count: int, one: str, many: str = "") -> str:
    """``count`` with its English noun.

    >>> plural(1, "figure"), plural(2, "figure"), plural(3, "city", "cities")
    ('1 figure', '2 figures', '3 cities')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def some_of(count: int, unit: str = "个") -> str:
    """A count as a Chinese sentence says it, which knows no 0个.

    >>> some_of(6), some_of(0, "项")
    ('6个', '没有一项')
    """
    return f"{count}{unit}" if count else f"没有一{unit}"


def english_headings(study: Study) -> Mapping[str, str]:
    """The English headings that the sidecar gives, by ``1`` (a part) and ``1.2`` (a measure)."""
    english: Any = study.received.sidecar.get("english") or {}
    return {str(key): str(text) for key, text in (english.get("headings") or {}).items()}


def measure_name(study: Study, section: str, item: str) -> Words:
    """The heading of a measure: as printed, and in the sidecar's English where it gives one."""
    key = section if item == "0" else f"{section}.{item}"
    zh = next(
        (
            one.measure if item != "0" else one.opinion
            for one in study.measures
            if one.section == section and item in ("0", one.item)
        ),
        "",
    )
    return Words(zh, english_headings(study).get(key, zh))


def headings(study: Study, language: str) -> Mapping[str, str] | None:
    """The headings that figures show instead of the printed ones, ``None`` for Chinese."""
    return english_headings(study) or None if language == "en" else None
