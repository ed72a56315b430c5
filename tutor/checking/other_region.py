"""Where the limits of a student differ from those asked: limits that are of no region, or a simple point that only one of both holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

from tutor.checking.balls.fraction import rational
from tutor.checking.coordinates import Coordinates
from tutor.checking.opinion import Domain
from tutor.checking.question import Question
from tutor.checking.same_region import BITS, beside, held, limit_at
from tutor.checking.samples import letters
from tutor.checking.shapes.limits import described, inner_outside
from tutor.checking.values import precision
from tutor.frozen import dataclass
from tutor.printing.notation.text import text
from tutor.reading.answers import Limits, Reading, SetUp
from tutor.reading.echo import layout_of
from tutor.reading.syntax import Node, Sym

HALVINGS = 4  # a grid is made finer so often
MOST = 400  # points that are tried
INSIDE = 3  # simple places that are looked at in each range
Apart = tuple[str, dict[str, Fraction]]


@dataclass(frozen=True, slots=True)
class OtherRegion:
    """Limits of another region than that asked, each side with its coordinates, and how they differ, in a sentence; empty for none.

    `in_order` says whether each range of the student runs upward wherever it was looked at. `at` is a point that one of both
    holds, none where the limits are of no region.
    """

    mine: tuple[Limits, ...]
    here: Coordinates
    right: tuple[Limits, ...]
    there: Coordinates
    in_order: bool
    said: str
    at: Mapping[str, Fraction]


def other_region(question: Question, given: Reading) -> OtherRegion | None:
    """How the limits given are those of another region; None where they are not, and where letters stand for unknown numbers."""
    if question.shape != "limits" or not isinstance(given, Limits | SetUp):
        return None
    mine, right, here, there = described(question, given)
    if here is None or there is None or mine.value is not None or any(map(inner_outside, mine.parts)):
        return None
    if _constants(mine, here, right, there):
        return None
    with precision(BITS):
        crossed = [found for part in mine.parts if (found := _crossed(part, question.domain)) is not None]
        said, at = next(filter(None, crossed), ""), dict[str, Fraction]()
        if not said:
            said, at = apart(mine.parts, here, right.parts, there, question.domain)
    return OtherRegion(mine.parts, here, right.parts, there, not crossed, said, at) if said else None


def _constants(mine: SetUp, here: Coordinates, right: SetUp, there: Coordinates) -> bool:
    """Whether letters stand in the limits that are no coordinates."""
    for whole, chart in ((mine, here), (right, there)):
        own = {v for part in whole.parts for v, _, _ in part.ranges} | set(chart.old)
        if set(letters(*(bound for part in whole.parts for _, a, b in part.ranges for bound in (a, b)))) - own:
            return True
    return False


def _crossed(part: Limits, domain: Domain) -> str | None:
    """That an upper limit lies below its lower one, at simple values of the variables outside; None where none does.

    Of inequalities nothing is said then: there they only leave these values out.
    """
    outer = tuple(reversed(part.ranges))
    names = [text(layout_of(Sym(v))) for v, _, _ in outer]
    for k in range(len(outer)):
        for at in _inside(outer[:k], {}, domain):
            where = {v: rational(x) for v, x in at.items()}
            low, high = (limit_at(bound, where, domain) for bound in outer[k][1:])
            if low is not None and high is not None and high < low:
                if not at:
                    return f"The upper limit of {names[k]} lies below the lower one, so these limits are of no region."
                if part.integrand is None:
                    return ""
                values = ", ".join(f"{name} = {_written(x)}" for name, x in zip(names, at.values(), strict=False))
                return f"Where {values}, the upper limit of {names[k]} lies below the lower one: these limits are of no region."
    return None


def _inside(outer: Sequence[tuple[str, Node, Node]], at: dict[str, Fraction], domain: Domain) -> Iterator[dict[str, Fraction]]:
    """Simple values of the outer variables within their limits."""
    if not outer:
        yield at
        return
    (v, *bounds), rest = outer[0], outer[1:]
    low, high = (limit_at(bound, {n: rational(x) for n, x in at.items()}, domain) for bound in bounds)
    if low is None or high is None:
        return
    for x in _between(float(low.mid()), float(high.mid())):
        yield from _inside(rest, {**at, v: x}, domain)


def _between(low: float, high: float) -> list[Fraction]:
    """Some values between two, the simplest first."""
    found = [x for x in _grid(low, high) if low < x < high]
    return found[:INSIDE]


def _grid(low: float, high: float) -> list[Fraction]:
    """Values from one to another, whole ones first, then halves and so on; of a long way with longer steps."""
    step = Fraction(1)
    while (high - low) / step > 12:
        step *= 2
    out: list[Fraction] = []
    for _ in range(HALVINGS):
        first = -int(-low // step)
        out += [x for k in range(first, int(high // step) + 1) if (x := k * step) not in out]
        step /= 2
    return out


def apart(mine: Sequence[Limits], here: Coordinates, right: Sequence[Limits], there: Coordinates, domain: Domain) -> Apart:
    """A point that only one of both regions holds, and what is said of it."""
    sides = ((mine, here), (right, there))
    boxes: dict[str, list[float]] = {v: [] for v in here.old}
    for at in beside(sides, domain):
        for v, values in boxes.items():
            values.append(float(at[v].mid()))
    if not all(boxes.values()):
        return "", {}
    grids = [_grid(min(values), max(values)) for values in boxes.values()]
    for place in sorted(product(*grids), key=_effort)[:MOST]:
        at = dict(zip(boxes, map(rational, place), strict=True))
        counts = [held(parts, chart, at, domain) for parts, chart in sides]
        if None not in counts and (counts[0] == 0) != (counts[1] == 0):
            names, numbers = (", ".join(row) for row in (_names(boxes), map(_written, place)))
            point = dict(zip(boxes, place, strict=True))
            if counts[0]:
                return f"The point ({names}) = ({numbers}) lies within your limits, but not in the region that is asked.", point
            return f"The point ({names}) = ({numbers}) lies in the region that is asked, but not within your limits.", point
    return "", {}


def _names(variables: Iterable[str]) -> list[str]:
    return [text(layout_of(Sym(v))) for v in variables]


def _written(x: Fraction) -> str:
    return str(x).replace("-", "−")


def _effort(place: tuple[Fraction, ...]) -> tuple[int, Fraction]:
    """Of a point: small denominators, then small numbers."""
    return max(x.denominator for x in place), sum((abs(x) for x in place), Fraction(0))
