"""The graph of a function of one variable, with marked points or with its tangent at one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sympy import Expr, Symbol

from tutor.page.document import Figure, Inline, Inlines, Math, Text
from tutor.page.drawing import Deferred, Shape, Stroke
from tutor.printing.figures.lines import Line, inside, level_lines
from tutor.printing.figures.marks import MARKS, legend
from tutor.printing.figures.numeric import PlaneFunction, field, number, numbers
from tutor.printing.figures.plane import Plane
from tutor.printing.figures.tracing import evenly
from tutor.printing.figures.window import Place, Window, round_step
from tutor.printing.figures.wording import decimal, located, shown_part, small, valued
from tutor.trees import tree

MOST = 16  # points; more cannot be told apart
PLACES = 241  # at which the function is looked at for the height of the picture
MOSTLY = 0.5  # of them must have a value
FAR = 0.06  # of the values on each side are cut off where they lie far from the marked ones
BORDER = 0.12  # of the height, left free above and below
HALVES = (2.0, 1.0, 0.5, 0.25)  # half the width about one point, the first in which most of it has values
RISE = 0.1  # of the height: a tangent that rises by less cannot be told from a level line
SPREAD = 0.45  # of the least distance between several points, left on each side: none is seen that is not marked
HALVINGS = 60  # of the step in which the domain ends
SHRUNK, NEAREST = 0.7, 90  # steps toward such an end, each by so much shorter
EDGE = 0.06  # of the interval, left on each side of its ends
GRAPH, TANGENT = Stroke("heavy"), Stroke("normal", ink="accent")


@dataclass(frozen=True, slots=True)
class GraphMap:
    """A function of one variable, points by their class, the ends of the interval where there are two, and a slope at the only point."""

    function: Expr
    letter: str
    variable: Symbol
    points: tuple[tuple[Expr, str], ...]
    ends: tuple[Expr, Expr] | None = None
    slope: Expr | None = None
    inside: tuple[Expr, ...] = ()  # none of which is negative where the graph is drawn

    def figure(self) -> Figure | None:
        """The picture; None where it would show nothing: letters left over, no or too many points, too few values."""
        height = Symbol(self.letter if self.letter != self.variable.name else "y")
        made = field(height - tree.plain(self.function), (self.variable, height))
        margins = [m for e in self.inside if (m := field(e, (self.variable, height))) is not None]
        places, ends = numbers(x for x, _ in self.points), None if self.ends is None else numbers(self.ends)
        slope = None if self.slope is None else number(self.slope)
        if made is None or not places or len(places) > MOST or (self.ends is not None and ends is None):
            return None
        values = [_value(made, x) for x in places]
        known = [v for v in values if v is not None]
        window = None if len(known) < len(values) else _window(made, places, known, ends, slope)
        if window is None:
            return None
        plane = Plane(window, (self.variable, height))
        marked = list(zip(places, known, strict=True))

        def draw() -> tuple[Shape, ...]:
            for line in (*level_lines(made, window, [0.0])[0], *_to_edges(made, window)):
                plane.lines(inside(line, lambda x, y: _margin(margins, x, y)), GRAPH)
            if slope is not None:
                plane.line(_tangent(window, marked[0], slope), TANGENT)
            for at, (exact, word) in zip(marked, self.points, strict=True):
                plane.mark(at, word, small((exact, self._at(exact)), 0.85))
            return plane.shapes()

        return Figure(Deferred(*plane.size, draw), self._caption(), tuple(self._facts(window, height)))

    def _at(self, x: Expr) -> Expr:
        return tree.evaluated(tree.substitute(self.function, {self.variable: x}))

    def _caption(self) -> Inlines:
        if self.slope is not None:
            return (Text("The graph of "), Math(Symbol(self.letter)), Text(" with its tangent at the point."))
        said = legend(word for _, word in self.points)
        return (Text("The graph of "), Math(Symbol(self.letter)), Text(f". {said[:1].upper()}{said[1:]}."))

    def _facts(self, window: Window, height: Symbol) -> Iterator[Inlines]:
        yield shown_part(window, (self.variable, height))
        for x, word in self.points:
            mark = MARKS[word]
            said: list[Inline] = [Text(f"{mark.shape.capitalize()} at "), *located((x, self._at(x)))]
            if self.slope is not None:
                yield (*said, Text(", where the tangent has the slope "), *_shown(self.slope), Text("."))
            else:
                yield (*said, Text(f": {mark.one}, "), *valued(Symbol(self.letter), self._at(x)), Text("."))


def _shown(slope: Expr) -> Inlines:
    found = number(slope)
    return (Math(slope),) if found is None or slope.is_Rational else (Text("about "), Math(decimal(found)))


def _value(made: PlaneFunction, x: float) -> float | None:
    found = made.at(x, 0.0)
    return None if found is None else -found


def _window(
    made: PlaneFunction, places: Sequence[float], values: Sequence[float], ends: tuple[float, ...] | None, slope: float | None
) -> Window | None:
    """As wide as the points or the interval, and as high as the function there, far peaks and poles cut off; narrower to show a slope."""
    if ends is not None:
        edge = EDGE * (ends[1] - ends[0])
        spans = [(ends[0] - edge, ends[1] + edge)]
    elif len(places) > 1:
        row = sorted(places)
        room = SPREAD * min(b - a for a, b in pairwise(row))
        spans = [(min(places) - room, max(places) + room)]
    else:
        spans = [(places[0] - half, places[0] + half) for half in HALVES]
    found = None
    for left, right in spans:
        xs = [left + (right - left) * k / (PLACES - 1) for k in range(PLACES)]
        seen = sorted(v for x in xs if (ends is None or ends[0] <= x <= ends[1]) and (v := _value(made, x)) is not None)
        if len(seen) < MOSTLY * PLACES:
            continue
        cut = int(FAR * len(seen)) if ends is None else 0
        low, high = min(seen[cut], *values), max(seen[-1 - cut], *values)
        border = BORDER * (high - low) or 1.0
        step = round_step((right - left) / 50)
        found = Window(round(left / step) * step, round(right / step) * step, low - border, high + border).snapped()
        if not slope or abs(slope) * found.width > RISE * found.height:
            return found
    return found


def _to_edges(made: PlaneFunction, window: Window) -> Iterator[Line]:
    """The graph near each end of its domain, beyond the last sample that has a value: up to the end, or out of the window."""
    xs = evenly(window.left, window.right, PLACES)
    for a, b in (*pairwise(xs), *pairwise(reversed(xs))):
        if _value(made, a) is None or _value(made, b) is not None:
            continue
        within, out = a, b
        for _ in range(HALVINGS):
            half = (within + out) / 2
            within, out = (within, half) if _value(made, half) is None else (half, out)
        start = 2 * a - b - within
        line: list[Place] = []
        for x in (*(within + start * SHRUNK**n for n in range(NEAREST)), within):
            y = _value(made, x)
            if y is None:
                break
            if line and not window.bottom <= y <= window.top:
                (x_0, y_0), edge = line[-1], window.top if y > window.top else window.bottom
                line.append((x_0 + (x - x_0) * (edge - y_0) / (y - y_0), edge))
                break
            line.append((x, y))
        if len(line) > 1 and window.bottom <= line[0][1] <= window.top:
            yield tuple(line)


def _margin(margins: Sequence[PlaneFunction], x: float, y: float) -> float | None:
    values = [m.at(x, y) for m in margins]
    return None if None in values else min((v for v in values if v is not None), default=1.0)


def _tangent(window: Window, at: Place, slope: float) -> Line:
    """The tangent as far as it lies in the window."""
    low, high = window.left - at[0], window.right - at[0]
    if slope:
        up, down = sorted(((window.bottom - at[1]) / slope, (window.top - at[1]) / slope))
        low, high = max(low, up), min(high, down)
    return tuple((at[0] + t, at[1] + slope * t) for t in (low, high))
