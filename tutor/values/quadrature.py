"""Integrals inside claims: rigorous quadrature where the integrand has complex values, Gauss-Legendre elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp
from flint import acb, arb

from tutor.values.jets import NoValue, finite

PANELS = (3, 5)  # their difference is the error estimate of a quadrature
GAUSS_NODES = 20


def area(integrand: sp.Basic, variable: sp.Basic, low: Any, high: Any, where: Mapping[sp.Basic, Any], at: Callable[[Any], Any]) -> Any:
    """The integral from `low` to `high` as a ball. `at` gives the integrand at a real ball, where there is no formula for it."""
    if _analytic(integrand):
        found = acb.integral(lambda t, _: _complex(integrand, {**where, variable: t}), acb(low), acb(high))
        return finite(found.real)
    coarse, fine = (_gauss(at, low, high, panels) for panels in PANELS)
    error = 4 * abs(fine - coarse)
    return finite(fine + error.union(-error))


def _gauss(f: Callable[[Any], Any], low: Any, high: Any, panels: int) -> Any:
    """Gauss-Legendre quadrature over so many panels: for integrands that hold derivatives, which have no complex value."""
    half = (high - low) / (2 * panels)
    total = arb(0)
    for panel in range(panels):
        middle = low + (2 * panel + 1) * half
        for k in range(GAUSS_NODES):
            node, weight = arb.legendre_p_root(GAUSS_NODES, k, weight=True)
            total = total + weight * f(middle + half * node)
    return total * half


def _analytic(expr: sp.Basic) -> bool:
    """Whether `_complex` knows every node."""
    known = isinstance(expr, sp.Rational | sp.Symbol | sp.Add | sp.Mul | sp.Pow) or expr in (sp.pi, sp.E)
    return (known or (isinstance(expr, sp.Function) and hasattr(acb, type(expr).__name__) and len(expr.args) == 1)) and all(
        map(_analytic, expr.args)
    )


def _complex(expr: sp.Basic, where: Mapping[sp.Basic, Any]) -> Any:
    """The value of an integrand at a complex ball, as the quadrature wants it."""
    match expr:
        case sp.Rational():
            return acb(int(expr.p)) / int(expr.q)
        case sp.Symbol():
            return acb(where[expr])
        case sp.Add() | sp.Mul():
            out = _complex(expr.args[0], where)
            for a in expr.args[1:]:
                out = out + _complex(a, where) if isinstance(expr, sp.Add) else out * _complex(a, where)
            return out
        case sp.Pow():
            return _complex(expr.args[0], where) ** (int(expr.args[1]) if expr.args[1].is_Integer else _complex(expr.args[1], where))
        case _ if expr == sp.pi:
            return acb.pi()
        case _ if expr == sp.E:
            return acb(1).exp()
        case sp.Function() if hasattr(acb, type(expr).__name__) and len(expr.args) == 1:
            return getattr(_complex(expr.args[0], where), type(expr).__name__)()
    raise NoValue(f"no integrand value for {type(expr).__name__}")
