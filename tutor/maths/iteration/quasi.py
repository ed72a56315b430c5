"""The BFGS method: the inverse of the Hessian matrix is not computed, but learnt from how the gradient changes along the steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sympy import Expr, Matrix, Rational, S

from tutor.maths.iteration.numbers import agrees
from tutor.maths.iteration.quadratic import quadratic
from tutor.maths.iteration.rays import least_on_ray
from tutor.maths.iteration.sloped import Sloped
from tutor.maths.iteration.walk import End, Walk, WalkState, walked
from tutor.model import Claim
from tutor.trees import tree

UNASKED = 60  # steps where only a tolerance is given
ENOUGH = Rational(1, 10000)  # share of the promised decrease that a step must bring (Armijo)
HALVINGS = 60  # of a step, after which it is given up


def updated(matrix: Matrix, step: Matrix, change: Matrix) -> list[Expr]:
    """The matrix after a step, row by row; as it was where the gradient did not grow along the step."""
    inner = (step.T * change)[0]
    if inner <= 0:
        return list(matrix)
    left = Matrix.eye(len(step)) - step * change.T / inner
    return list(left * matrix * left.T + step * step.T / inner)


@dataclass(frozen=True, slots=True)
class Quasi(Sloped):
    """A function with the formulas of its partial derivatives and a start; on a quadratic bowl the line search is exact."""

    tolerance: Rational | None = None
    update: Callable[[Matrix, Matrix, Matrix], list[Expr]] = updated  # of the matrix, by the step and the change of the gradient

    @property
    def exact_search(self) -> bool:
        """Whether the lowest point of each ray is taken."""
        bowl = quadratic(self.function, self.variables)
        return bowl is not None and bowl.definite

    def matrix(self, state: WalkState) -> Matrix:
        """What is known of the inverse Hessian matrix after a step."""
        n = len(self.variables)
        return Matrix(n, n, list(state.values[n : n + n * n]))

    def walk(self, steps: int | None) -> Walk:
        """All steps; a state is a point, the matrix row by row, and the length of the step that led to it."""
        n, searched = len(self.variables), self.exact_search

        def move(state: WalkState, k: int, digits: int) -> tuple[tuple[Expr, ...], bool]:
            point, matrix = state.values[:n], self.matrix(state)
            found = self.slopes(point, digits)
            slopes, exact = [g for g, _ in found], all(sure for _, sure in found)
            if all(g == 0 for g in slopes) or (self.tolerance is not None and max(map(abs, slopes)) < self.tolerance):
                raise End("done")
            way = list(-matrix * Matrix(slopes))
            if searched:
                t, sure = least_on_ray(self.function, self.variables, point, way, digits)
            else:
                t, sure = self._halved(point, way, slopes, digits), True
            moved = [x + t * d for x, d in zip(point, way, strict=True)]
            then = self.slopes(moved, digits)
            exact = exact and sure and all(s for _, s in then)
            step = Matrix([t * d for d in way])
            change = Matrix([b - a for a, (b, _) in zip(slopes, then, strict=True)])
            return (*moved, *self.update(matrix, step, change), t), exact

        def there(values: Sequence[Rational], digits: int) -> None:
            self.height(values[:n], digits)
            self.slopes(values[:n], digits)

        start = (*self.start, *Matrix.eye(n), S.Zero)
        return walked(start, move, steps or UNASKED, there)

    def _halved(self, point: Sequence[Rational], way: Sequence[Rational], slopes: Sequence[Rational], digits: int) -> Rational:
        """The first of 1, 1/2, 1/4, ... with which the function falls enough. Errors: `End` for none."""
        promised = sum(g * d for g, d in zip(slopes, way, strict=True))
        here, _ = self.height(point, digits)
        t = S.One
        for _ in range(HALVINGS):
            value, _ = self.height([x + t * d for x, d in zip(point, way, strict=True)], digits)
            if value <= here + ENOUGH * t * promised:
                return t
            t = t / 2
        raise End("flat")

    def claims(self, walk: Walk) -> Iterator[Claim]:
        """Every step goes along -H times the gradient, and the new matrix turns the change of the gradient into the step."""
        n = len(self.variables)
        for now, then in pairwise(walk.states):
            before, after, t = self.sought(now.values[:n]), self.sought(then.values[:n]), then.values[-1]
            matrix, learnt = self.matrix(now), self.matrix(then)
            for i, (x, y) in enumerate(zip(now.values[:n], then.values[:n], strict=True)):
                left = tree.total(x, *(tree.product(-t * matrix[i, j], before[j]) for j in range(n)))
                yield agrees(left, y, then.exact, (x,))
            if learnt == matrix:
                continue
            size = max(S.One, *(abs(e) for e in learnt))
            for i, (x, y) in enumerate(zip(now.values[:n], then.values[:n], strict=True)):
                changes = [tree.total(b, tree.negative(a)) for a, b in zip(before, after, strict=True)]
                left = tree.total(*(tree.product(learnt[i, j], changes[j]) for j in range(n)), x - y)
                yield agrees(left, S.Zero, then.exact, (size, abs(x)))
