"""What holds of every text, looked for by made-up text that tries to break it."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from fengze_analysis.extraction.extract import extract
from fengze_analysis.extraction.quantities import find_quantities, read_figures
from fengze_analysis.interval import Exact, exact_number, exact_text, parse_exact
from fengze_analysis.lexicon.folding import fold
from fengze_analysis.model import Statement, Unread
from fengze_analysis.text.layout import lay_out
from tests.extraction.made_up_text import clauses, texts

KINDS = {"amount", "share", "change", "multiple", "rank", "duration"}
# A paragraph in one line and outside any table.
one_line = clauses.map(lambda clause: re.sub(r"[\t|\n\f]", "", clause))


@settings(max_examples=300)
@given(texts)
@example("完成投资6.5\n\n亿元")
@example("\x1f5\x1f个")
def test_every_surface_stands_where_it_says(text: str) -> None:
    """``text[start:end] == surface`` for what is read and for what is not, and nothing overlaps."""
    extraction = extract(text)
    found: list[Statement | Unread] = [*extraction.statements, *extraction.unread]
    found.sort(key=lambda one: (one.start, one.end))
    assert all(text[one.start : one.end] == one.surface for one in found)
    assert all(one.start < one.end for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@settings(max_examples=200)
@given(texts)
def test_every_row_has_the_form_of_the_table(text: str) -> None:
    """Value, interval, kind, approximator and direction are of the allowed forms."""
    for one in extract(text).statements:
        assert one.kind in KINDS
        assert one.approx in {"exact", "about", "over", "under"}
        assert one.direction in {"up", "down", ""}
        assert (one.direction == "") or one.kind == "change"
        value = exact_number(one.value)
        assert value is None or one.interval.contains(value)
        assert parse_exact(exact_text(one.value)) == one.value


@settings(max_examples=300)
@given(st.text(max_size=60) | texts)
def test_folding_keeps_the_length_and_folds_once(text: str) -> None:
    """Every position stays true, and what is folded stays as it is."""
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@settings(max_examples=200)
@given(st.text(max_size=80) | texts)
def test_the_layout_keeps_every_position(text: str) -> None:
    """The folded text has the length of the text; paragraphs and sentences are in order."""
    layout = lay_out(text)
    assert len(layout.folded) == len(text)
    bounds = [edge for span in layout.paragraphs for edge in span]
    assert bounds == sorted(bounds)
    starts = [sentence.start for sentence in layout.sentences]
    assert starts == sorted(set(starts))


@settings(max_examples=300)
@given(st.lists(one_line, max_size=4), st.sampled_from(["", "\n", "\r\n\n"]))
@example(["增长3.2%", "5.1个百分点"], "")
@example(["投资5亿元、", "6亿元"], "")
def test_paragraphs_do_not_touch_each_other(paragraphs: list[str], between: str) -> None:
    """Paragraphs that end in 。 give together what each gives alone."""
    closed = [f"{paragraph.strip()}。" for paragraph in paragraphs]
    alone = [_facts(paragraph) for paragraph in closed]
    assert _facts(between.join(closed)) == [fact for facts in alone for fact in facts]


@given(clauses)
def test_unread_figures_say_why(text: str) -> None:
    """A figure without a quantity has a reason, and one with a quantity has none."""
    for read in read_figures(text, lay_out(text)):
        assert (read.quantity is None) == bool(read.figure.reason)
        assert (read.meaning is None) == (read.quantity is None)


@given(clauses)
def test_width_and_script_change_no_value(text: str) -> None:
    """Full-width digits are read as the others are."""
    wide = text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789%"})
    assert [one.value for one in find_quantities(wide)] == [
        one.value for one in find_quantities(text)
    ]


def _facts(text: str) -> list[tuple[str, Exact, str, str]]:
    return [(one.surface, one.value, one.unit, one.kind) for one in find_quantities(text)]
