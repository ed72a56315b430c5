"""A function of two variables as numbers: its value at a place."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sympy import (
    Basic,
    Derivative,
    Expr,
    Function,
    Integral,
    Limit,
    Poly,
    Pow,
    Rational,
    S,
    Subs,
    Sum,
    Symbol,
    exp,
    lambdify,
    log,
    preorder_traversal,
    sqf_part,
)
from sympy.core.function import AppliedUndef

from tutor.trees import tree

TINY = 1e-9  # an imaginary part that comes from rounding
UNDONE = (Derivative, Integral, Limit, Subs, Sum)  # what is left where SymPy has no value for it
LARGEST = 2000  # nodes of a formula that is drawn: a textbook one has under 100
ODD_ROOT = Function("odd_root")  # real also below zero, as calculus books take it
NONE = (ValueError, ZeroDivisionError, OverflowError, TypeError, NameError, AttributeError)  # outside the domain; or no such function


@dataclass(frozen=True)
class PlaneFunction:
    """A function of two variables."""

    formula: Expr
    variables: tuple[Symbol, Symbol]

    def at(self, x: float, y: float) -> float | None:
        """The value there; None where there is none."""
        function = self._single
        try:
            found = function(x, y)
        except NONE:
            return None
        if isinstance(found, complex) and abs(found.imag) < TINY:
            found = found.real
        return float(found) if isinstance(found, float | int) and math.isfinite(found) else None

    def slope(self, x: float, y: float) -> tuple[float, float] | None:
        """The gradient there; None where there is none."""
        across, up = (None if d is None else d.at(x, y) for d in self._partials)
        return None if across is None or up is None else (across, up)

    @cached_property
    def _partials(self) -> tuple[PlaneFunction | None, ...]:
        return tuple(field(self.formula.diff(s), self.variables) for s in self.variables)

    @cached_property
    def _single(self) -> Callable[..., Any]:
        """Our letters stand for the variables: what is run holds nothing that was typed."""
        own = {"odd_root": lambda b, p, q: math.copysign(1, b) ** p * abs(b) ** (p / q)}
        letters = {s: Symbol(f"x_{k}") for k, s in enumerate(self.variables)}
        made = self.formula.xreplace(letters).replace(_is_odd_root, lambda e: ODD_ROOT(e.base, e.exp.p, e.exp.q))
        return lambdify(tuple(letters.values()), made, modules=[own, "math"])  # type: ignore[no-any-return]


def _is_odd_root(node: Basic) -> bool:
    return isinstance(node, Pow) and isinstance(node.exp, Rational) and node.exp.q % 2 == 1 and node.exp.q > 1


def field(expr: Basic, variables: Sequence[Symbol]) -> PlaneFunction | None:
    """The function as numbers; None where there are not two variables, letters are left, or it is too large to be drawn."""
    plain = tree.plain(expr)
    if len(variables) != 2 or plain.free_symbols - set(variables) or plain.atoms(AppliedUndef, *UNDONE):
        return None
    if not isinstance(plain, Expr) or sum(1 for _ in preorder_traversal(plain)) > LARGEST:
        return None
    return PlaneFunction(plain, (variables[0], variables[1]))


def only_touched(expr: Basic, level: Expr, variables: Sequence[Symbol]) -> PlaneFunction | None:
    """What is 0 where a polynomial has a value that it only touches: x - y for (x - y)^2; None where it passes through the value."""
    f = _without_outside(tree.plain(expr), tree.plain(level))
    if not f.is_polynomial(*variables) or not all(c.is_Rational for c in Poly(f, *variables).coeffs()):
        return None
    single = sqf_part(f, *variables)
    return None if Poly(f, *variables).total_degree() == Poly(single, *variables).total_degree() else field(single, variables)


def _without_outside(f: Expr, level: Expr) -> Expr:
    """What is 0 where f has this value, an outside that takes it once left off: u - 1 for ln u = 0."""
    match f:
        case log(args=(u,)):
            return _without_outside(u, exp(level))
        case exp(args=(u,)) if level.is_positive:
            return _without_outside(u, log(level))
        case Pow(args=(u, S.Half)) if level.is_nonnegative:
            return _without_outside(u, level**2)
    return f - level


def number(value: Basic) -> float | None:
    """The value as a float; None where letters are left in it, or it is not real."""
    found = tree.plain(tree.evaluated(value))
    if found.free_symbols or not found.is_real:
        return None
    return float(found)


def numbers(values: Iterable[Basic]) -> tuple[float, ...] | None:
    """Every value as a float; None where one is none."""
    found = [number(v) for v in values]
    kept = tuple(f for f in found if f is not None)
    return kept if len(kept) == len(found) else None
