"""A formula as a list that a page can compute with, so that a point can be moved without asking again.

`["+", a, b]`, `["*", a, b]`, `["^", a, b]`, `["root", a, p, q]` (real also below zero where q is odd), `["sin", a]` ..., a number,
or the name of a variable.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sympy import (
    Abs,
    Add,
    Basic,
    E,
    Expr,
    Mul,
    NumberSymbol,
    Pow,
    Rational,
    Symbol,
    acos,
    asin,
    atan,
    atan2,
    cos,
    cosh,
    cot,
    csc,
    exp,
    log,
    sec,
    sign,
    sin,
    sinh,
    tan,
    tanh,
)
from sympy.core.numbers import Float

from tutor.errors import Unsupported
from tutor.trees.tree import plain

FUNCTIONS: dict[object, str] = {
    **{f: f.__name__ for f in (sin, cos, tan, cot, sec, csc, asin, acos, atan, atan2, sinh, cosh, tanh, exp, log, sign)},
    Abs: "abs",
}
DEEPEST = 60  # nodes above one another: the page walks the list by calls


def formula(expr: Basic, variables: Collection[Symbol]) -> Any:
    """The list of an expression in these variables. Errors: `Unsupported` where it has letters or functions that have no numbers."""
    return _of(plain(expr), frozenset(variables), DEEPEST)


def _of(e: Basic, variables: frozenset[Symbol], deep: int) -> object:
    if deep == 0:
        raise Unsupported("the formula is too deep to be drawn")
    match e:
        case Symbol() if e in variables:
            return e.name
        case Symbol():
            raise Unsupported(f"{e.name} needs a number before anything can be drawn")
        case Rational() | Float() | NumberSymbol():
            return float(e)
        case Add() | Mul():
            return ["+" if isinstance(e, Add) else "*", *(_of(a, variables, deep - 1) for a in e.args)]
        case Pow(base=base, exp=power) if base == E:
            return ["exp", _of(power, variables, deep - 1)]
        case Pow(base=base, exp=Rational() as power) if power.q > 1:
            return ["root", _of(base, variables, deep - 1), int(power.p), int(power.q)]
        case Pow():
            return ["^", *(_of(a, variables, deep - 1) for a in e.args)]
    if isinstance(e, Expr) and e.func in FUNCTIONS:
        return [FUNCTIONS[e.func], *(_of(a, variables, deep - 1) for a in e.args)]
    raise Unsupported("this function has no numbers to draw")
