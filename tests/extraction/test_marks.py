"""Characters without width inside a figure: read past, kept in the surface, positions as stored."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fengze_analysis.extraction.extract import extract
from fengze_analysis.extraction.quantities import find_quantities

MARKS = ("\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u200f", "\u202a", "\u2069",
    "\u0338", "\u20e0", "\ufe0f", "\u3164", "\u180b", "\x01", "\x1b", "\x7f", "\U000e0031",
)  # fmt: skip
TEXT = "一、财政\n一是增收。税收12.5万亿元，比上年增长3.2个百分点，企业百余家，居全省第3位。"


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: f"U+{ord(mark):04X}")
def test_a_mark_behind_every_character_changes_no_figure(mark: str) -> None:
    """Between digits, multiplier and unit: same values, the surface as stored."""
    marked = "".join(char + mark for char in TEXT)
    plain, found = extract(TEXT).statements, extract(marked).statements
    assert [(one.value, one.unit, one.kind, one.indicator_phrase) for one in found] == [
        (one.value, one.unit, one.kind, one.indicator_phrase) for one in plain
    ]
    assert [one.surface.replace(mark, "") for one in found] == [one.surface for one in plain]
    assert all(marked[one.start : one.end] == one.surface for one in found)
    assert len({one.row_id for one in found}) == len(plain)


def test_the_parts_of_a_marked_document_stand_as_stored() -> None:
    """Items, sentences and what is unread point into the text with its marks."""
    text = "\ufeff一、发展\n一是招\u200b商。引进几\u200b十家企业。"
    found = extract(text)
    (unread,) = found.unread
    assert text[unread.start : unread.end] == unread.surface == "几\u200b十家"
    item = found.document.items[-1]
    assert text[item.start : item.end] == "一是招\u200b商。引进几\u200b十家企业。"
    assert [text[one.start : one.end] for one in item.sentences] == [
        "一是招\u200b商。", "引进几\u200b十家企业。",
    ]  # fmt: skip
    assert found.document.text == text


def test_quantities_point_into_the_text_as_stored() -> None:
    """The marks around a figure stay outside its surface."""
    text = "共\u200b12\u200b3\u200b亿\u200b元\u200b。"
    (one,) = find_quantities(text)
    assert (one.surface, one.value, text[one.start : one.end]) == (
        "12\u200b3\u200b亿\u200b元", Decimal(12300000000), one.surface,
    )  # fmt: skip
