"""How points are marked by what they are: each class has a shape of its own, so that no colour is needed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tutor.page.drawing import Curve, Dot, Point, Region, Shape, Stroke

ARM = 0.3  # ems from the middle of a cross or square to its corners
BOLD = Stroke("heavy")


@dataclass(frozen=True, slots=True)
class Mark:
    """A class of points: its name for one and for several, and its shape in words."""

    one: str
    many: str
    shape: str


MARKS = {
    "local_min": Mark("local minimum", "local minima", "filled dot"),
    "local_max": Mark("local maximum", "local maxima", "open dot"),
    "saddle": Mark("saddle point", "saddle points", "cross"),
    "neither": Mark("point that is neither", "points that are neither", "plus sign"),
    "inconclusive": Mark("point that the test leaves open", "points that the test leaves open", "open square"),
    "min": Mark("least value", "least value", "filled dot"),
    "max": Mark("greatest value", "greatest value", "open dot"),
    "other": Mark("other candidate", "other candidates", "plus sign"),
}


def drawn(kind: str, at: Point) -> list[Shape]:
    """The mark at a place of the page."""
    x, y = at
    match MARKS[kind].shape:
        case "filled dot":
            return [Dot(at)]
        case "open dot":
            return [Dot(at, filled=False)]
        case "cross":
            a = ARM * 0.85
            return [Curve(((x - a, y - a), (x + a, y + a)), BOLD), Curve(((x - a, y + a), (x + a, y - a)), BOLD)]
        case "plus sign":
            return [Curve(((x - ARM, y), (x + ARM, y)), BOLD), Curve(((x, y - ARM), (x, y + ARM)), BOLD)]
    a = ARM * 0.85
    return [Region(((x - a, y - a), (x + a, y - a), (x + a, y + a), (x - a, y + a)), "none", Stroke())]


def legend(kinds: Iterable[str]) -> str:
    """`filled dot: local minimum, cross: saddle point`, in the order of the classes; empty for no points."""
    found = set(kinds)
    return ", ".join(f"{mark.shape}: {mark.one}" for kind, mark in MARKS.items() if kind in found)
