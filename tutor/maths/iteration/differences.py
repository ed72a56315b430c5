"""Derivatives by central differences in floats, as a program takes them, with the error that they should have."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sympy import Basic, Expr, Rational, Symbol
from sympy.core.function import AppliedUndef

from tutor.errors import Unsupported
from tutor.maths.compiled import compiled
from tutor.maths.values import BALLS, Evaluator, Jet, NoValue
from tutor.trees import tree

UNIT = 2.0**-53  # by which a float differs from the number, relative to it
STEPS = {1: 1e-5, 2: 1e-4}  # by the order of the derivative
PICKED = (1, 2, Rational(3, 2), Rational(1, 2), 3, Rational(2, 3))  # coordinates where no point is asked, times one of these
FACTORS = (1, Rational(1, 4), 2, Rational(1, 16), -1, 8)
NONE = (ValueError, ZeroDivisionError, OverflowError, TypeError)
Where = Mapping[Symbol, Rational]


@dataclass(frozen=True, slots=True)
class Difference:
    """A derivative by differences with step `h`; `expected` is the error that it should have, by formula and by rounding."""

    found: float
    exact: float
    h: float
    expected: float

    @property
    def error(self) -> float:
        """What it has."""
        return abs(self.found - self.exact)


def central(function: Expr, where: Where, by: Sequence[Symbol]) -> Difference | None:
    """The first derivative by one letter, or the second by two; None where floats have no value, or no derivative is known."""
    jets = (_part(function, where, by), _error_term(function, where, by))
    if jets[0] is None or jets[1] is None:
        return None
    letters = tuple(where)
    at = [float(v) for v in where.values()]
    h = STEPS[len(by)] * 10.0 ** max(0, math.floor(math.log10(max(1.0, *map(abs, at)))))
    try:
        f = _floats(function, letters)
        found, largest = _quotient(f, at, [letters.index(x) for x in by], h)
    except (*NONE, Unsupported):
        return None
    slope = max(abs(_part(function, where, (x,)) or 0.0) for x in by)
    rounding = UNIT * (2 * largest + max(map(abs, at)) * slope) / h ** len(by)
    return Difference(found, jets[0], h, h * h * abs(jets[1]) + rounding)


def _quotient(f: Callable[..., float], at: list[float], by: Sequence[int], h: float) -> tuple[float, float]:
    """(f(p + h) - f(p - h))/2h, or the same twice; and the largest size of a value in it."""

    def value(*moves: float) -> float:
        moved = list(at)
        for i, m in zip(by, moves, strict=True):
            moved[i] += m
        out = f(*moved)
        if not isinstance(out, float | int) or not math.isfinite(out):
            raise ValueError
        return float(out)

    if len(by) == 1:
        right, left = value(h), value(-h)
        return (right - left) / (2 * h), max(abs(right), abs(left))
    values = [value(a, b) for a in (h, -h) for b in (h, -h)]
    return (values[0] - values[1] - values[2] + values[3]) / (4 * h * h), max(map(abs, values))


def _floats(function: Expr, letters: Sequence[Symbol]) -> Callable[..., float]:
    """The function in floats; our letters stand for the variables, so that nothing that is run was typed."""
    plain, ours = tree.plain(function), [Symbol(f"x_{k}") for k in range(len(letters))]
    return compiled(ours, plain.xreplace(dict(zip(letters, ours, strict=True))), "math")


def _error_term(function: Expr, where: Where, by: Sequence[Symbol]) -> float | None:
    """What stands before h^2 in the error: the derivatives two orders higher, over 6."""
    higher = [_part(function, where, (*by, x, x)) for x in by]
    return None if None in higher else sum(abs(v) for v in higher if v is not None) / 6


def _part(function: Expr, where: Where, by: Sequence[Symbol]) -> float | None:
    """A derivative at a place by nilpotents: no formula of it is needed."""
    place = {x: Jet({0: BALLS.number(int(v.p), int(v.q))}) for x, v in where.items()}
    for k, x in enumerate(by):
        place[x] = place[x] + Jet({0: BALLS.number(0, 1), 1 << k: BALLS.number(1, 1)})
    try:
        found = Evaluator(BALLS, place, bits=len(by))(function).parts
    except (NoValue, TypeError):
        return None
    ball = found.get((1 << len(by)) - 1, BALLS.number(0, 1))
    return float(ball.mid()) if ball.is_finite() else None


def somewhere(functions: Sequence[Expr], variables: Sequence[Symbol]) -> Where | None:
    """A place at which all the functions have values and derivatives, where a problem names none."""
    for factor in FACTORS:
        where = {x: Rational(factor * PICKED[k % len(PICKED)]) for k, x in enumerate(variables)}
        if all(central(f, where, (x,)) is not None for f in functions for x in variables):
            return where
    return None


def numeric(function: Basic, variables: Sequence[Symbol]) -> bool:
    """Whether a function has values in floats: no letters but its variables, no unspecified functions."""
    return not function.free_symbols - set(variables) and not function.atoms(AppliedUndef)
