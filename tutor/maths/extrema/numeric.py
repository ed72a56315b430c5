"""The conditions of Karush, Kuhn and Tucker solved numerically: every set of active inequalities by Newton's method, the best kept.

A sequential quadratic program (SLSQP) guesses the active set step by step; the problems of a page are small enough to try
all of them. What is found is polished to many digits, and the page shows the conditions at it.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sympy import Add, Expr, Matrix, PolynomialError, Pow, Rational, S, Symbol, hessian, nsolve

from tutor.maths.compiled import compiled as compiled_by
from tutor.maths.extrema.existence import Word
from tutor.maths.extrema.inequalities import Inequality, Program
from tutor.maths.extrema.sampled import solution
from tutor.trees import tree

STARTS = 4  # points at which Newton's method begins, for every active set
STEPS = 40
SMALL = 1e-12  # a residual that counts as 0, relative to the sizes of the numbers
FEASIBLE = 1e-9  # by which an inequality may be violated, and a multiplier be of the wrong sign, by rounding
DIGITS = 30  # of the polished solution
MOST_SETS = 4000  # active sets that are tried
Compiled = Callable[[Sequence[float]], float]


@dataclass(frozen=True, slots=True)
class Optimum:
    """A point to many digits, as rational numbers, with the multipliers; which inequalities are active there, and the value."""

    at: dict[Symbol, Rational]
    multipliers: dict[Symbol, Rational]
    active: tuple[Inequality, ...]
    value: Rational
    tried: int  # active sets


def optimum(problem: Program, word: Word, first: Callable[[dict[Symbol, Rational]], bool]) -> Optimum | None:
    """The best point at which all conditions hold; None where none was found.

    `first` tells whether a point that satisfies the conditions is the best of all anyway: then no other set is tried.
    """
    sign = 1 if word == "max" else -1
    model = _Model(problem, sign)
    best: tuple[float, tuple[Inequality, ...], list[float]] | None = None
    tried = 0
    for active in problem.active_sets():
        tried += 1
        if tried > MOST_SETS:
            return None
        places = [problem.inequalities.index(c) for c in active]
        for start in _starts(problem, len(active)):
            found = model.solved(start, places)
            if found is None or not model.admitted(found, len(active)):
                continue
            value = model.value(found)
            if best is None or sign * value > sign * best[0] + SMALL:
                best = (value, active, found)
            break
        if best is not None and first({v: Rational(x) for v, x in zip(problem.variables, best[2], strict=False)}):
            break
    if best is None:
        return None
    return _polished(problem, sign, best[1], best[2], tried)


def _starts(problem: Program, count: int) -> list[list[float]]:
    """The middle of a simplex, then seeded points; multipliers begin at 0."""
    n = len(problem.variables)
    draw = random.Random(n)
    rest = count + len(problem.equations)
    points = [[1 / n] * n, *([draw.uniform(0.05, 1.5) for _ in range(n)] for _ in range(STARTS - 1))]
    return [[*p, *[0.0] * rest] for p in points]


class _Model:
    """f and the constraints with their first and second derivatives, compiled once."""

    def __init__(self, problem: Program, sign: int) -> None:
        self.n, self.count = len(problem.variables), len(problem.inequalities)
        names = {v: Symbol(f"x{k}") for k, v in enumerate(problem.variables)}

        def compiled(e: Expr) -> Compiled:
            return compiled_by([list(names.values())], e.xreplace(names), "math")

        f = tree.plain(problem.posed.objective)
        self.f = compiled(f)
        self.functions = [f, *(tree.plain(c.function) for c in problem.constraints)]
        self.weights = [1] + [sign] * self.count + [1] * len(problem.equations)  # f, then what a multiplier is counted with
        self.values = [compiled(g) for g in self.functions]
        self.slopes = [[compiled(g.diff(v)) for v in problem.variables] for g in self.functions]
        self.second = [[[compiled(g.diff(v, w)) for w in problem.variables] for v in problem.variables] for g in self.functions]

    def value(self, x: Sequence[float]) -> float:
        """f at a point, with or without multipliers behind it."""
        return float(self.f(x[: self.n]))

    def solved(self, x: list[float], active: Sequence[int]) -> list[float] | None:
        """Stationarity and the active constraints, by Newton's method; None where it does not settle."""
        used = [1 + k for k in active] + list(range(1 + self.count, len(self.functions)))
        n = self.n
        try:
            for _ in range(STEPS):
                point = x[:n]
                slopes = {k: [float(d(point)) for d in self.slopes[k]] for k in (0, *used)}
                factors = [self.weights[k] * m for k, m in zip(used, x[n:], strict=True)]
                rows = [slopes[0][i] - sum(m * slopes[k][i] for k, m in zip(used, factors, strict=True)) for i in range(n)]
                rows += [float(self.values[k](point)) for k in used]
                if max(map(abs, rows)) <= SMALL * (1 + max(map(abs, x))):
                    return x
                step = solution(self._matrix(point, slopes, used, factors), rows)
                if step is None or not all(map(math.isfinite, step)):
                    return None
                x = [a - b for a, b in zip(x, step, strict=True)]
        except (ArithmeticError, ValueError, TypeError):  # out of the domain
            return None
        return None

    def _matrix(
        self, point: Sequence[float], slopes: dict[int, list[float]], used: Sequence[int], factors: Sequence[float]
    ) -> list[list[float]]:
        """The Jacobian of the system."""
        n = self.n
        out = []
        for i in range(n):
            row = []
            for j in range(n):
                curved = sum(m * float(self.second[k][i][j](point)) for k, m in zip(used, factors, strict=True) if m)
                row.append(float(self.second[0][i][j](point)) - curved)
            out.append([*row, *(-self.weights[k] * slopes[k][i] for k in used)])
        return out + [[*slopes[k], *[0.0] * len(used)] for k in used]

    def admitted(self, x: list[float], active: int) -> bool:
        """Whether no inequality is violated, and no multiplier of one is negative."""
        below = all(float(g(x[: self.n])) <= FEASIBLE for g in self.values[1 : 1 + self.count])
        return below and all(m >= -FEASIBLE for m in x[self.n : self.n + active])


def _polished(problem: Program, sign: int, active: tuple[Inequality, ...], found: list[float], tried: int) -> Optimum | None:
    """The same to many digits."""
    together = problem.together(active)
    unknowns = (*problem.variables, *(c.multiplier for c in together))
    weights = [sign] * len(active) + [1] * len(problem.equations)
    functions = [tree.plain(c.function) for c in together]
    f = tree.plain(problem.posed.objective)
    lagrangian = f - Add(*(w * c.multiplier * g for w, c, g in zip(weights, together, functions, strict=True)))
    equations = [*(lagrangian.diff(v) for v in problem.variables), *functions]
    try:
        exact = nsolve(Matrix(equations), Matrix(unknowns), Matrix(found), prec=DIGITS + 10)
    except (ValueError, ZeroDivisionError):
        return None
    numbers = [Rational(str(v)).limit_denominator(10**DIGITS) if v else S.Zero for v in exact]
    values = dict(zip(unknowns, numbers, strict=True))
    at = {v: values[v] for v in problem.variables}
    multipliers = {c.multiplier: values.get(c.multiplier, S.Zero) for c in problem.constraints}
    value = f.xreplace(at).evalf(DIGITS)
    return Optimum(at, multipliers, active, Rational(str(value)), tried)


def quasiconcave(problem: Program, at: dict[Symbol, Rational], word: Word) -> bool:
    """Whether f is linear over the root of a positive definite quadratic form, and positive (for a minimum, negative) at a point.

    Then its sets {f >= c}, c > 0, are cut out by ||A w|| <= linear/c and so convex, and with linear constraints a point that
    satisfies the conditions, with a gradient that is not 0, is the best of all.
    """
    f, variables = tree.plain(problem.posed.objective), problem.variables
    over, under = f.as_numer_denom()
    match under:
        case Pow(base=form, exp=e) if e == S.Half:
            pass
        case _:
            coefficient, rest = under.as_independent(*variables, as_Add=False)
            if not (isinstance(rest, Pow) and rest.exp == S.Half and coefficient.is_positive):
                return False
            form = rest.base
    try:
        linear = over.is_polynomial(*variables) and hessian(over, variables).is_zero_matrix
        second = hessian(form, variables)
    except (PolynomialError, ValueError):
        return False
    if not linear or second.free_symbols or not second.is_positive_definite or not problem.linear:
        return False
    origin = dict.fromkeys(variables, S.Zero)
    if any(form.diff(v).subs(origin) != 0 for v in variables) or form.subs(origin) < 0:
        return False
    sign = f.xreplace(at)
    return bool(sign > 0 if word == "max" else sign < 0)
