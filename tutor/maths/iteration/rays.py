"""Along a ray: where a function is least on it, found exactly, and steepest descent with such steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sympy import Expr, Poly, Rational, S, Symbol

from tutor.errors import Unsupported
from tutor.maths.iteration.numbers import agrees, number
from tutor.maths.iteration.sloped import Sloped
from tutor.maths.iteration.walk import End, Walk, WalkState, walked
from tutor.model import Claim
from tutor.trees import tree

HIGHEST = 8  # degree of a polynomial whose least value on a ray is sought


@dataclass(frozen=True, slots=True)
class Steepest(Sloped):
    """A polynomial with the formulas of its partial derivatives, and a start."""

    def length(self, point: Sequence[Rational], way: Sequence[Rational], digits: int) -> tuple[Rational, bool]:
        """How far along a way the function is least. Errors: `End` where nothing moves, or it falls on and on."""
        return least_on_ray(self.function, self.variables, point, way, digits)

    def walk(self, steps: int) -> Walk:
        """All steps; a state is a point and the length of the step that led to it."""
        n = len(self.variables)

        def move(state: WalkState, k: int, digits: int) -> tuple[tuple[Expr, ...], bool]:
            point = state.values[:n]
            slopes = self.slopes(point, digits)
            t, exact = self.length(point, [-g for g, _ in slopes], digits)
            made = (*(x - t * g for x, (g, _) in zip(point, slopes, strict=True)), t)
            return made, exact and all(sure for _, sure in slopes)

        def there(values: Sequence[Rational], digits: int) -> None:
            self.height(values[:n], digits)
            self.slopes(values[:n], digits)

        return walked((*self.start, S.Zero), move, steps, there)

    def claims(self, walk: Walk) -> Iterator[Claim]:
        """Every step goes down the gradient, and the gradient after it is perpendicular to it; derivatives not by formulas."""
        n = len(self.variables)
        for now, then in pairwise(walk.states):
            before, after = self.sought(now.values[:n]), self.sought(then.values[:n])
            for x, g, y in zip(now.values[:n], before, then.values[:n], strict=True):
                left = tree.total(x, tree.product(-then.values[n], g))
                yield agrees(left, y, then.exact, (x,))
            yield self.perpendicular(before, after, now, then)

    def perpendicular(self, before: Sequence[Expr], after: Sequence[Expr], now: WalkState, then: WalkState) -> Claim:
        """That two gradients after each other are at a right angle."""
        n = len(self.variables)
        sizes = [a for a, _ in self.slopes(now.values[:n], 30)]
        largest = max((abs(s) for s in sizes), default=S.One)
        dot = tree.total(*(tree.product(a, b) for a, b in zip(before, after, strict=True)))
        return agrees(dot, S.Zero, then.exact, (max(S.One, largest**2),))


def along(function: Expr, variables: Sequence[Symbol], point: Sequence[Expr], way: Sequence[Expr], t: Symbol) -> Poly:
    """The function on the ray from a point, as a polynomial in how far one has gone. `Unsupported` where it is none."""
    plain = tree.plain(function)
    if not plain.is_polynomial(*variables) or Poly(plain, *variables).total_degree() > HIGHEST:
        raise Unsupported(f"cannot do this: the exact line search is done for polynomials of degree up to {HIGHEST}")
    return Poly(plain.subs({v: x + t * d for v, x, d in zip(variables, point, way, strict=True)}, simultaneous=True), t)


def least_on_ray(
    function: Expr, variables: Sequence[Symbol], point: Sequence[Rational], way: Sequence[Rational], digits: int
) -> tuple[Rational, bool]:
    """Where the function is least on a ray that goes downhill, and whether that is exact. Errors: `End`."""
    t = Symbol("t", real=True)
    if all(d == 0 for d in way):
        raise End("done")
    found = along(function, variables, point, way, t)
    if found.degree() < 1 or found.LC() < 0:
        raise End("unbounded")
    slope = found.diff(t)
    if slope.degree() == 1:
        a, b = slope.all_coeffs()
        return -b / a, True
    candidates = [r for r in slope.real_roots(multiple=False) if r[0].evalf(30) > 0]
    best: tuple[Rational, bool] | None = None
    for root, _ in candidates:
        value = number(root, digits)
        if best is None or found.eval(value[0]) < found.eval(best[0]):
            best = value
    if best is None:
        raise End("unbounded")
    return best
