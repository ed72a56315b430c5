"""Integrals inside claims: rigorous quadrature where the integrand has complex values, Gauss-Legendre elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp
from flint import acb, arb

from tutor.values.jets import NoValue, finite

PANELS = (3, 5)  # their difference is the error estimate of a quadrature
GAUSS_NODES = 20
# Functions that are analytic wherever they are finite: a branch cut inside a ball would go unseen.
WITHOUT_CUTS = (sp.exp, sp.sin, sp.cos, sp.tan, sp.sec, sp.csc, sp.cot, sp.sinh, sp.cosh, sp.tanh, sp.sech, sp.csch, sp.coth)


def area(integrand: sp.Basic, variable: sp.Basic, low: Any, high: Any, where: Mapping[sp.Basic, Any], at: Callable[[Any], Any]) -> Any:
    """The integral from `low` to `high` as a ball. `at` gives the integrand at a real ball, where there is no formula for it."""
    if _analytic(integrand):
        found = acb.integral(lambda t, analytic: _complex(integrand, {**where, variable: t}, analytic), acb(low), acb(high))
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
    return (known or type(expr) in WITHOUT_CUTS or isinstance(expr, sp.log)) and all(map(_analytic, expr.args))


def _complex(expr: sp.Basic, where: Mapping[sp.Basic, Any], analytic: bool) -> Any:
    """The value of an integrand at a complex ball; with `analytic`, nothing where the ball meets a branch cut."""
    match expr:
        case sp.Rational():
            return acb(int(expr.p)) / int(expr.q)
        case sp.Symbol():
            return acb(where[expr])
        case sp.Add() | sp.Mul():
            out = _complex(expr.args[0], where, analytic)
            for a in expr.args[1:]:
                value = _complex(a, where, analytic)
                out = out + value if isinstance(expr, sp.Add) else out * value
            return out
        case sp.Pow():
            base, exponent = _complex(expr.args[0], where, analytic), expr.args[1]
            return base ** int(exponent) if exponent.is_Integer else base.pow(_complex(exponent, where, analytic), analytic=analytic)
        case sp.log():
            return _complex(expr.args[0], where, analytic).log(analytic=analytic)
        case _ if expr == sp.pi:
            return acb.pi()
        case _ if expr == sp.E:
            return acb(1).exp()
        case sp.Function() if type(expr) in WITHOUT_CUTS:
            return getattr(_complex(expr.args[0], where, analytic), type(expr).__name__)()
    raise NoValue(f"no integrand value for {type(expr).__name__}")
