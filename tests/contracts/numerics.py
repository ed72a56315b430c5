"""Values of held trees in floating point: no balls, no nilpotents, no rules. What disagrees here is looked at by a person."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from itertools import permutations
from typing import Any

import mpmath
import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from tutor.trees.heads import (
    At,
    Bounded,
    Determinant,
    Diff,
    Dot,
    Equation,
    Lim,
    LogBase,
    MatrixOf,
    Norm,
    QuadraticForm,
    Rounded,
    Slot,
    Vector,
)
from tutor.trees.heads.known import Known

STEP = 2.0**-7  # of a difference quotient of fourth order, which halves it once to see whether it has settled
SETTLED = 1e-6
NAMES = {"Abs": "fabs", "log": "ln"}
Where = Mapping[sp.Basic, Any]


class NoValue(Exception):
    """There is no value here, or none that can be had in floating point."""


def value(expr: sp.Basic, where: Where, numbers: Any = mpmath.fp) -> Any:
    """The value of a tree at a point: a number, or nested tuples of them. `NoValue` where there is none."""
    try:
        return _value(expr, where, numbers)
    except (ArithmeticError, ValueError, TypeError, RecursionError) as error:
        raise NoValue from error


def _value(expr: sp.Basic, where: Where, n: Any) -> Any:
    def of(e: sp.Basic) -> Any:
        return _value(e, where, n)

    match expr:
        case sp.Symbol():
            if expr not in where:
                raise NoValue
            return where[expr]
        case sp.Integer() | sp.Rational():
            return n.mpf(int(expr.p)) / n.mpf(int(expr.q))
        case sp.Add():
            return sum((of(a) for a in expr.args), n.mpf(0))
        case sp.Mul():
            return _product([of(a) for a in expr.args], n)
        case sp.Pow():
            return _power(of(expr.args[0]), expr.args[1], of, n)
        case sp.exp():
            return real(n.exp(of(expr.args[0])))
        case Vector() | sp.Tuple():
            return tuple(map(of, expr.args))
        case MatrixOf():
            return tuple(tuple(map(of, row)) for row in expr.rows)
        case Diff():
            return slope(lambda t: value(expr.expr, {**where, expr.variable: t}, n), of(expr.variable))
        case At():
            return _value(expr.expr, {**where, **{v: of(a) for v, a in expr.point.items()}}, n)
        case Norm():
            return n.sqrt(sum(a * a for a in of(expr.args[0])))
        case Dot():
            return sum(a * b for a, b in zip(of(expr.args[0]), of(expr.args[1]), strict=True))
        case Determinant():
            return _determinant(of(expr.matrix))
        case QuadraticForm():
            d = of(expr.args[1])
            return sum(a * e * b for a, row in zip(d, of(expr.args[0]), strict=True) for e, b in zip(row, d, strict=True))
        case Equation():
            return of(expr.divided_by) * (of(expr.left) - of(expr.right))
        case Known():
            return of(expr.given)
        case Rounded():
            return of(expr.near)
        case LogBase():
            return real(n.ln(of(expr.argument)) / n.ln(of(expr.base)))
        case Slot():
            return _slot(expr.applied.func.__name__, [of(a) for a in expr.applied.args], expr.slots)
        case AppliedUndef():
            return stand_in(expr.func.__name__, [of(a) for a in expr.args])
        case sp.Function() if hasattr(n, name := NAMES.get(type(expr).__name__, type(expr).__name__)):
            return real(_function(name, [of(a) for a in expr.args], n))
        case _ if expr.is_number and not expr.atoms(sp.Function, Diff):
            return n.mpf(expr.evalf(n.dps if n is not mpmath.fp else 17))
    raise NoValue


def _function(name: str, args: list[Any], n: Any) -> Any:
    try:
        return getattr(n, name)(*args)
    except AttributeError:  # inverse hyperbolic functions are missing among the floats
        return getattr(mpmath.mp, name)(*args)


def real(number: Any) -> Any:
    """The number, which must be real and finite."""
    if isinstance(number, complex | mpmath.mpc) or not mpmath.isfinite(number):
        raise NoValue
    return number


def _product(values: list[Any], n: Any) -> Any:
    out = n.mpf(1)
    for v in values:
        out = _scaled(v, out) if isinstance(v, tuple) else _scaled(out, v) if isinstance(out, tuple) else out * v
    return out


def _scaled(grid: Any, by: Any) -> Any:
    return tuple(_scaled(g, by) for g in grid) if isinstance(grid, tuple) else grid * by


def _power(base: Any, exponent: sp.Basic, of: Callable[[sp.Basic], Any], n: Any) -> Any:
    if isinstance(exponent, sp.Integer):
        return base ** int(exponent)
    if isinstance(exponent, sp.Rational) and exponent.q % 2 and base < 0:  # the real root, as calculus books take it
        return (-1) ** int(exponent.p) * (-base) ** (n.mpf(int(exponent.p)) / int(exponent.q))
    by = of(exponent)
    if base < 0 and by == int(by):
        return base ** int(by)
    if base < 0 or (base == 0 and by <= 0):
        raise NoValue
    return real(base**by)


def _determinant(rows: tuple[tuple[Any, ...], ...]) -> Any:
    out = 0
    for order in permutations(range(len(rows))):
        term = (-1) ** sum(order[i] > order[j] for i in range(len(rows)) for j in range(i + 1, len(rows)))
        for i, j in enumerate(order):
            term *= rows[i][j]
        out += term
    return out


def slope(f: Callable[[Any], Any], at: Any) -> Any:
    """The derivative by a difference quotient that has settled."""
    rough, fine = (_quotient(f, at, h) for h in (STEP, STEP / 2))
    if not close(rough, fine, SETTLED):
        raise NoValue
    return fine


def _quotient(f: Callable[[Any], Any], at: Any, h: float) -> Any:
    far, near = (_difference(f(at + k * h), f(at - k * h)) for k in (2, 1))
    return _combined(near, far, h)


def _difference(a: Any, b: Any) -> Any:
    return tuple(map(_difference, a, b)) if isinstance(a, tuple) else a - b


def _combined(near: Any, far: Any, h: float) -> Any:
    if isinstance(near, tuple):
        return tuple(_combined(a, b, h) for a, b in zip(near, far, strict=True))
    return (8 * near - far) / (12 * h)


def stand_in(name: str, args: list[Any]) -> Any:
    """A definite smooth function for an unspecified one, with all its partial derivatives different."""
    draw = random.Random(name)
    weights = [draw.uniform(0.3, 1.2) for _ in args]
    inside = sum(w * a for w, a in zip(weights, args, strict=True))
    return mpmath.fp.sin(inside + draw.random()) + mpmath.fp.exp(sum(w * w * a for w, a in zip(weights, args, strict=True)) / 3)


def _slot(name: str, args: list[Any], slots: tuple[int, ...]) -> Any:
    if not slots:
        return stand_in(name, args)
    k = slots[-1]
    return slope(lambda t: _slot(name, [*args[:k], t, *args[k + 1 :]], slots[:-1]), args[k])


def close(a: Any, b: Any, tolerance: float) -> bool:
    """Whether two values agree, relative to their size."""
    if isinstance(a, tuple):
        return len(a) == len(b) and all(close(u, v, tolerance) for u, v in zip(a, b, strict=True))
    return bool(abs(a - b) <= tolerance * (1 + abs(a) + abs(b)))


def satisfied(relation: sp.Basic, where: Where, room: float = 0.0) -> bool:
    """Whether a relation holds at a point, an inequality with so much room to spare (negative: to excuse)."""
    match relation:
        case sp.logic.boolalg.BooleanAtom():
            return bool(relation)
        case sp.And():
            return all(satisfied(r, where, room) for r in relation.args)
        case sp.Or():
            return any(satisfied(r, where, room) for r in relation.args)
        case Bounded():
            return True  # looked at by itself
        case Relational():
            difference = value(relation.args[0], where) - value(relation.args[1], where)
            match relation.rel_op:
                case "==":
                    return abs(difference) <= 1e-9
                case "!=":
                    return abs(difference) > max(room, 0)
                case "<" | "<=":
                    return difference < -room or (room <= 0 and difference <= -room)
                case ">" | ">=":
                    return difference > room or (room <= 0 and difference >= room)
    raise NoValue


def limit(lim: Lim, draw: random.Random) -> list[Any]:
    """Values on the way to a limit, the nearest last, along one random straight way."""
    with mpmath.workdps(60):
        values = []
        for k in (4, 8, 12):
            where = {v: _towards(a, mpmath.mpf(10) ** -k, lim.side, draw) for v, a in lim.point.items()}
            values.append(value(lim.expr, where, mpmath.mp))
        return values


def _towards(end: sp.Basic, distance: Any, side: str, draw: random.Random) -> Any:
    if end in (sp.oo, -sp.oo):
        return (1 if end == sp.oo else -1) * draw.uniform(0.5, 2) / distance
    sign = {"+": 1, "-": -1}.get(side) or draw.choice((1, -1))
    return mpmath.mpf(end.evalf(60)) + sign * draw.uniform(0.2, 1) * distance
