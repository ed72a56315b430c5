"""Newton's method: where a function is replaced by its tangent, or a system by its linear approximation, and that is solved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sympy import Expr, Matrix, Rational, S, Symbol

from tutor.maths.iteration.numbers import CARRIED, agrees, number
from tutor.maths.iteration.walk import End, Walk, WalkState, walked
from tutor.model import Claim
from tutor.trees import tree
from tutor.trees.heads import At, Diff

UNASKED = 50  # steps where only a tolerance is given
SAME = Rational(1, 10**45)  # a pivot under it is 0 as far as the digits carried tell


@dataclass(frozen=True, slots=True)
class Newton:
    """Functions that must vanish, with the formulas of their derivatives, row by row, and a start.

    Where a function is minimised by it, that is `of`, and the functions are its partial derivatives.
    """

    functions: tuple[Expr, ...]
    variables: tuple[Symbol, ...]
    rows: tuple[tuple[Expr, ...], ...]
    start: tuple[Expr, ...]
    tolerance: Rational | None = None
    of: Expr | None = None

    def values(self, point: Sequence[Expr], digits: int) -> list[tuple[Rational, bool]]:
        """The functions at a point."""
        return [self.at(f, point, digits) for f in self.functions]

    def matrix(self, point: Sequence[Expr], digits: int) -> list[list[tuple[Rational, bool]]]:
        """Their derivatives there."""
        return [[self.at(d, point, digits) for d in row] for row in self.rows]

    def at(self, formula: Expr, point: Sequence[Expr], digits: int) -> tuple[Rational, bool]:
        """A formula at a point, and whether the value is exact."""
        return number(tree.substitute(formula, dict(zip(self.variables, point, strict=True))), digits)

    def step(self, point: Sequence[Rational], digits: int) -> tuple[list[Rational], bool]:
        """What is added to the point. Errors: `End` where the derivative is 0 or the matrix singular, or all is done."""
        values, rows = self.values(point, digits), self.matrix(point, digits)
        exact = all(sure for _, sure in values) and all(sure for row in rows for _, sure in row)
        if self.tolerance is not None and max(abs(v) for v, _ in values) < self.tolerance:
            raise End("done")
        try:
            return _solved([[v for v, _ in row] for row in rows], [-v for v, _ in values]), exact
        except End:
            if all(sure and v == 0 for v, sure in values):  # there is no step, and none is needed
                raise End("done") from None
            raise

    def walk(self, steps: int | None) -> Walk:
        """All steps, or as many as the tolerance takes."""
        seen: set[tuple[Rational, ...]] = set()

        def move(state: WalkState, k: int, digits: int) -> tuple[tuple[Expr, ...], bool]:
            if k == 0:
                seen.clear()
            if self.tolerance is not None and state.exact and state.values in seen:
                raise End("cycle")
            seen.add(state.values)
            step, exact = self.step(state.values, digits)
            return tuple(a + s for a, s in zip(state.values, step, strict=True)), exact

        return walked(self.start, move, steps or UNASKED, self._there)

    def _there(self, point: Sequence[Rational], digits: int) -> None:
        """Errors: `NoNumber`, `RunAway` where a value or a derivative is missing at a point."""
        self.values(point, digits)
        self.matrix(point, digits)
        if self.of is not None:
            self.at(self.of, point, digits)

    def claims(self, walk: Walk) -> Iterator[Claim]:
        """At every step the linear approximation vanishes at the next point, f(a) + f'(a)(b - a) = 0; derivatives not by formulas."""
        for now, then in pairwise(walk.states):
            moved = [b - a for a, b in zip(now.values, then.values, strict=True)]
            for f in self.functions:
                value = At(f, self.variables, now.values)
                slopes = [At(Diff(f, v, *(u for u in self.variables if u != v)), self.variables, now.values) for v in self.variables]
                sizes = self._sizes(now.values, moved)
                left = tree.total(value, *(tree.product(m, d) for m, d in zip(moved, slopes, strict=True)))
                yield agrees(left, S.Zero, then.exact, (max(sizes, default=S.One),))

    def _sizes(self, point: Sequence[Rational], moved: Sequence[Rational]) -> list[Rational]:
        """How large the terms of the linear approximation are, to judge what is 0 beside them."""
        found = [S.One, *(abs(m) for m in moved)]
        for row in self.matrix(point, 30):
            found += [abs(m * d) for m, (d, _) in zip(moved, row, strict=True)]
        return found


def _solved(rows: Sequence[Sequence[Rational]], right: Sequence[Rational]) -> list[Rational]:
    """The solution of a linear system. Errors: `End` where there is not exactly one."""
    determinant = Matrix(rows).det()
    scale = max((abs(v) for row in rows for v in row), default=S.Zero) ** len(rows)
    if determinant == 0 or abs(determinant) <= SAME * scale:
        raise End("flat" if len(rows) == 1 else "singular")
    if len(rows) == 1:
        return [right[0] / rows[0][0]]
    return list(Matrix(rows).LUsolve(Matrix(right)))


def repeated(walk: Walk) -> int | None:
    """After how many steps an exact walk is again at a place that it had left; None where it never is, or stands still."""
    first: dict[tuple[Rational, ...], int] = {}
    for k, state in enumerate(walk.states):
        if not state.exact:
            return None
        if state.values in first:
            return period if (period := k - first[state.values]) > 1 else None
        first[state.values] = k
    return None


def arrival(newton: Newton, walk: Walk) -> int | None:
    """The first step of a walk at which all functions are exactly 0; None where there is none."""
    for k, state in enumerate(walk.states):
        if not state.exact:
            return None
        if all(sure and v == 0 for v, sure in newton.values(state.values, CARRIED)):
            return k
    return None
