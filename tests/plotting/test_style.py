from __future__ import annotations

import json
from itertools import combinations

import pytest

from fengze_analysis.plotting.style import (
    ACCENT,
    INK,
    MUTED,
    PAPER,
    SHADE,
    Mark,
    keys_of,
    mark_of,
    marks,
    palette,
)

GROUPS = ("kind", "stage", "relation", "evidence", "silence", "outcome", "track", "series")


def _channels(colour: str) -> list[float]:
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]


def _luminance(colour: str) -> float:
    red, green, blue = _channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ink", [INK, MUTED, ACCENT])
@pytest.mark.parametrize("ground", [PAPER, SHADE])
def test_text_can_be_read_on_its_ground(ink: str, ground: str) -> None:
    """Every ink of text has the contrast that WCAG AA asks for, 4.5 to 1."""
    assert _contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("mark", [m for m in marks().values() if m.group != "stage"], ids=str)
def test_marks_stand_out_from_the_paper(mark: Mark) -> None:
    """Every mark has the contrast that WCAG AA asks for in graphics, 3 to 1."""
    assert _contrast(mark.colour, PAPER) >= 3


@pytest.mark.parametrize("mark", [mark_of("kind", key) for key in keys_of("kind")], ids=str)
def test_the_kinds_can_colour_text(mark: Mark) -> None:
    """The colours of the kinds mark figures in running text: 4.5 to 1."""
    assert _contrast(mark.colour, PAPER) >= 4.5


@pytest.mark.parametrize("group", GROUPS)
def test_codes_differ_without_colour(group: str) -> None:
    """In black and white, marker and fill, or the hatch of a bar, still tell codes apart."""
    looks = [(m.marker, m.fill) for m in marks().values() if m.group == group]
    assert len(looks) == len(set(looks))


def test_bars_differ_without_colour() -> None:
    """Stages are told apart by hatch or by how dark they are."""
    stages = [mark_of("stage", key) for key in keys_of("stage")]
    for one, other in combinations(stages, 2):
        darker = abs(_luminance(one.colour) - _luminance(other.colour))
        assert one.hatch != other.hatch or darker > 0.15, (one.key, other.key)


def _as_seen(colour: str) -> tuple[float, float]:
    """What is left of a colour without the red-green sense: luminance and blue against yellow."""
    red, green, blue = _channels(colour)
    return 0.2126 * red + 0.7152 * green, blue


@pytest.mark.parametrize("group", ["kind", "relation"])
def test_marks_of_one_shape_would_differ_to_the_colour_blind(group: str) -> None:
    """No two codes of a group share both the shape and what the colour-blind see of the colour."""
    found = [m for m in marks().values() if m.group == group]
    for one, other in combinations(found, 2):
        (light, blue), (other_light, other_blue) = _as_seen(one.colour), _as_seen(other.colour)
        apart = abs(light - other_light) + abs(blue - other_blue)
        assert one.marker != other.marker or one.fill != other.fill or apart > 0.05


def test_an_unknown_code_has_a_mark() -> None:
    """A code that a later version of the data adds is drawn as a plain open circle."""
    mark = mark_of("word", "新词")
    assert (mark.marker, mark.fill) == ("o", "none")


def test_the_pages_get_the_palette_as_plain_values() -> None:
    """The export is nested dicts of strings that any style sheet can be made from."""
    exported = palette()
    assert json.loads(json.dumps(exported)) == exported
    assert set(GROUPS) | {"ink", "word"} == set(exported)
    assert exported["relation"]["benchmark"]["symbol"] == "◆"
    assert exported["ink"]["text"]["colour"] == INK


def test_codes_come_in_the_order_of_the_file() -> None:
    """Legends and columns have one order: the chain of results, the strength of a relation."""
    assert keys_of("stage")[:5] == ("input", "activity", "output", "outcome", "recognition")
    assert keys_of("relation") == ("verdict", "yearly_plan", "benchmark", "peer", "none")
    assert keys_of("evidence") == ("outcome_data", "work_data", "words")
