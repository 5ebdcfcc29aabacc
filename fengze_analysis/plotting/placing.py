"""Where labels may stand in a small panel without touching lines, marks or one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from fengze_analysis.plotting.scales import Scale

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom

_AIR, _HALF = 6.0, 5.0  # points between mark and label, and half the height of a label


@dataclass
class Panel:
    """The two scales of a panel and the boxes that are taken in it."""

    x: Scale
    y: Scale
    taken: list[Box] = field(default_factory=list)

    def free(self, box: Box) -> bool:
        """Whether ``box`` lies inside and nothing stands in it.

        >>> panel = Panel(Scale(0, 1, 0, 100), Scale(0, 1, 100, 0))
        >>> panel.taken.append((40, 40, 60, 60))
        >>> panel.free((0, 0, 30, 10)), panel.free((50, 50, 90, 70)), panel.free((90, 0, 130, 10))
        (True, False, False)
        """
        left, top, right, bottom = box
        across = self.x.start - 2 <= left and right <= self.x.stop + 8
        upright = self.y.stop - 4 <= top and bottom <= self.y.start
        return across and upright and not any(_touch(box, other) for other in self.taken)

    def take_line(self, start: Point, end: Point) -> None:
        """Keep labels off a line, in steps of a few points."""
        steps = max(int(abs(end[0] - start[0]) // 6), 1)
        for step in range(steps + 1):
            x = start[0] + (end[0] - start[0]) * step / steps
            y = start[1] + (end[1] - start[1]) * step / steps
            self.taken.append((x - 1, y - 1, x + 1, y + 1))

    def place(self, point: Point, width: float) -> Point | None:
        """The left end and centre of a free place of ``width`` by ``point``, taken from now on."""
        for left, centre in _around(point, width):
            box = (left, centre - _HALF, left + width, centre + _HALF)
            if self.free(box):
                self.taken.append(box)
                return left, centre
        return None


def _around(point: Point, width: float) -> Iterator[Point]:
    """Above, below, beside, then over the corners."""
    x, y = point
    rise = _AIR + _HALF - 1
    for left in (x - width / 2, x - width, x):
        yield left, y - rise
        yield left, y + rise
    yield x - width - _AIR, y
    yield x + _AIR, y


def _touch(one: Box, other: Box) -> bool:
    across = one[0] <= other[2] and other[0] <= one[2]
    return across and one[1] <= other[3] and other[1] <= one[3]
