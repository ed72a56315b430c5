"""What a page shows of a walk: names of its points, rows of its table, and which of its numbers are decimals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sympy import Abs, Basic, Expr, Float, Rational, S, Symbol, Tuple, count_ops, sqrt

from tutor.maths.iteration.numbers import DIGITS, as_typed, readable, shown
from tutor.maths.iteration.walk import Walk
from tutor.model import Problem
from tutor.printing.figures.decline import DeclineMap
from tutor.trees import tree
from tutor.trees.heads import Name, Norm, Rounded, Vector

LETTERS = "pqrwuvz"  # what a point is called, the first that is no letter of the problem
FIRST, LAST = 10, 3  # rows of a long table: the others are left out
GAP = "…"
WRITTEN = 12  # operations of a formula into which a point is put on the page
READ = 100  # the largest denominator that needs no decimal beside it
LENGTH = 20  # digits of the length of a gradient, of which a picture shows two


@dataclass(frozen=True, slots=True)
class Presented:
    """The states of a walk as they are written: exact up to the first that no reader follows."""

    walk: Walk
    readable: int  # how many states are written exactly
    digits: int = DIGITS

    def values(self, k: int, among: slice = slice(None)) -> tuple[Expr, ...]:
        """The numbers of a state, or of a part of it."""
        return tuple(shown(v, k < self.readable, self.digits) for v in self.walk.states[k].values[among])

    def all(self, among: slice = slice(None)) -> tuple[tuple[Expr, ...], ...]:
        """Of every state."""
        return tuple(self.values(k, among) for k in range(len(self.walk.states)))

    def rounding(self, made: Sequence[tuple[object, ...]]) -> dict[str, int | None]:
        """What the words of a table say of its decimals: in which step the first stands, and the digits of the points."""
        first = next((int(row[0]) for row in made if any(isinstance(c, Basic) and c.has(Rounded) for c in row)), None)  # type: ignore[call-overload]
        return {"rounded": first, "digits": self.digits if self.readable < len(self.walk.states) else DIGITS}


def presented(walk: Walk, decimals: bool, digits: int = DIGITS) -> Presented:
    """The walk as it is written, in decimals where the problem is."""
    count = 0
    for state in walk.states:
        if not state.exact or not all(readable(v, decimals) for v in state.values):
            break
        count += 1
    return Presented(walk, count, digits)


def beside(value: Rational, exact: bool, decimals: bool, digits: int = DIGITS) -> Expr:
    """A number that belongs to a state: exact where it is and can be read."""
    return shown(value, exact and readable(value, decimals), digits)


def put_in(formulas: Sequence[Expr], variables: Sequence[Symbol], values: Sequence[Expr]) -> tuple[Expr, ...]:
    """What a line shows between the name of a value and the value: the numbers in the formulas, where these are short."""
    if any(count_ops(tree.plain(f)) > WRITTEN for f in formulas):
        return ()
    place = dict(zip(variables, values, strict=True))
    return (bundle([tree.substitute(f, place) for f in formulas]),)


def rows(count: int, row: Callable[[int], tuple[object, ...]]) -> tuple[tuple[object, ...], ...]:
    """The rows of a table of so many states, those in the middle of a long one left out."""
    out: list[tuple[object, ...]] = []
    before = -1
    for k in kept_rows(count):
        made = row(k)
        if k != before + 1:
            out.append(tuple(GAP for _ in made))
        out.append(made)
        before = k
    return tuple(out)


def kept_rows(count: int) -> tuple[int, ...]:
    """The steps that have a row."""
    return tuple(range(count)) if count <= FIRST + LAST + 2 else (*range(FIRST), *range(count - LAST, count))


def power_of_ten(value: Expr) -> Expr:
    """A tiny number of the method as it is read, 10⁻⁸: as a fraction nobody counts its noughts."""
    return shown(value, False) if isinstance(value, Rational) and value.q >= 10**DIGITS else value


def letter(problem: Problem) -> str:
    """What the points are called."""
    if len(problem.variables) == 1 and "_" not in problem.variables[0].name:
        return str(problem.variables[0].name)
    free: str = next(c for c in (*LETTERS, "P") if c not in problem.symbols and c != problem.letter)
    return free


def point_name(problem: Problem, k: int) -> Name:
    """p_3."""
    return Name(f"{letter(problem)}_{k}")


def written_rows(data: Sequence[Sequence[Expr]]) -> tuple[Tuple, ...]:
    """Rows of data as they are written in the words of a page, each in one piece."""
    return tuple(Tuple(*(as_typed(tree.evaluated(v)) for v in row)) for row in data)


def bundle(values: Sequence[Expr]) -> Expr:
    """A vector; the number alone in one variable."""
    return values[0] if len(values) == 1 else Vector(*values)


def place(values: Sequence[Expr]) -> Tuple:
    """A point in a table."""
    return Tuple(*values)


def decline(problem: Problem, slopes: Iterable[Sequence[tuple[Rational, bool]]]) -> DeclineMap:
    """How the length of the gradient changes over the states of a walk, by the partial derivatives at each."""
    several = len(problem.variables) > 1
    name = Norm(Name(problem.letter, "∇")) if several else Abs(Name(problem.letter, "′", problem.variables), evaluate=False)
    return DeclineMap(tuple(size(v for v, _ in at) for at in slopes), name)


def size(values: Iterable[Rational]) -> Rational:
    """The length of a vector of numbers, to more digits than a picture shows."""
    return Rational(sqrt(Float(sum((v * v for v in values), S.Zero), LENGTH)))


def _near(point: Sequence[Expr]) -> Basic | None:
    """A point in decimals, to stand beside its fractions; None where these are read as they are."""
    if not any(isinstance(v, Rational) and v.q > READ for v in point):
        return None
    rounded = [v if v.is_Integer or not isinstance(v, Rational) else shown(v, False) for v in point]
    return place(rounded) if len(rounded) > 1 else rounded[0]


def ending(problem: Problem, walk: Walk, points: Sequence[tuple[Expr, ...]]) -> dict[str, object]:
    """What the words of the answer say of the last point."""
    end = points[-1]
    return {
        "last": place(end) if len(end) > 1 else end[0],
        "name": point_name(problem, len(points) - 1),
        "about": any(v.has(Rounded) for v in end),
        "near": None if problem.origin.decimals else _near(end),
        "ended": walk.ended,
        "taken": len(points) - 1,
    }


def stopped(walk: Walk) -> dict[str, str]:
    """The field of an answer that says why a walk came to an end before it was asked to."""
    return {} if walk.ended in ("", "done") else {"stopped": walk.ended}
