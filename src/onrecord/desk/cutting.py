"""Lines and areas cut to a box, so that a map holds no more than it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.desk.world import Point


@dataclass(frozen=True, slots=True)
class Box:
    """What is kept: from `left` to `right`, from `low` to `high`."""

    left: float
    low: float
    right: float
    high: float

    def holds(self, point: Point) -> bool:
        """Whether a point lies in the box."""
        return self.left <= point[0] <= self.right and self.low <= point[1] <= self.high


def cut_area(ring: Sequence[Point], box: Box) -> list[Point]:
    """A closed ring cut to the box (Sutherland and Hodgman 1974); empty where none of it is in.

    >>> cut_area([(0, 0), (4, 0), (4, 4), (0, 4)], Box(1, 1, 9, 9))
    [(4.0, 1.0), (4, 4), (1.0, 4.0), (1.0, 1.0)]
    """
    points = list(ring)
    for inside, meet in _sides(box):
        kept: list[Point] = []
        for here, next_ in zip(points, [*points[1:], *points[:1]], strict=True):
            if inside(here):
                kept.append(here)
                if not inside(next_):
                    kept.append(meet(here, next_))
            elif inside(next_):
                kept.append(meet(here, next_))
        points = kept
    return points


def cut_line(line: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """The stretches of a line that are in the box, with a point beyond on either side.

    >>> list(cut_line([(0, 0), (1, 0), (2, 0), (3, 0), (9, 9)], Box(2, -1, 3, 1)))
    [[(1, 0), (2, 0), (3, 0), (9, 9)]]
    """
    stretch: list[Point] = []
    before: Point | None = None
    for point in line:
        if box.holds(point):
            if not stretch and before is not None:
                stretch.append(before)
            stretch.append(point)
        elif stretch:
            yield [*stretch, point]
            stretch = []
        before = point
    if stretch:
        yield stretch


_Side = tuple[Callable[[Point], bool], Callable[[Point, Point], Point]]


def _sides(box: Box) -> tuple[_Side, ...]:
    """For each side: whether a point is on the inner side of it, and where a line meets it."""

    def at_x(x: float) -> Callable[[Point, Point], Point]:
        return lambda a, b: (float(x), a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0]))

    def at_y(y: float) -> Callable[[Point, Point], Point]:
        return lambda a, b: (a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), float(y))

    return (
        (lambda point: point[0] >= box.left, at_x(box.left)),
        (lambda point: point[0] <= box.right, at_x(box.right)),
        (lambda point: point[1] >= box.low, at_y(box.low)),
        (lambda point: point[1] <= box.high, at_y(box.high)),
    )
