"""What a quotient tends to along straight lines through a point, and whether it is 0/0 there."""

from __future__ import annotations

from sympy import Expr, Rational, S, Symbol, cancel, fraction, together

from tutor.model import Derivation
from tutor.trees import tree

KINDS = ("limit", "continuity", "differentiability")
SLOPES = (S.Zero, S.One, S.NegativeOne, S(2), Rational(1, 3))


def along_lines(derivation: Derivation) -> list[Expr | None]:
    """The values along the axes and some other lines, of a quotient of polynomials in the plane; None where there is none."""
    problem = derivation.problem
    f, point = _function(derivation), problem.given.get("point") or {}
    if f is None or problem.kind not in KINDS or len(problem.variables) != 2 or not f.is_rational_function(*problem.variables):
        return []
    x, y = problem.variables
    a, b = (tree.plain(point[v]) for v in (x, y))
    if not (a.is_finite and b.is_finite):
        return []
    t = Symbol("t", real=True)
    ways = [(a, b + t), *((a + t, b + m * t) for m in SLOPES)]
    return [_at_zero(cancel(f.subs({x: u, y: v}, simultaneous=True)), t) for u, v in ways]


def is_indeterminate(derivation: Derivation) -> bool:
    """Whether numerator and denominator are 0 at the point."""
    f, point = _function(derivation), derivation.problem.given.get("point") or {}
    if f is None or derivation.problem.kind not in KINDS:
        return False
    at = {v: tree.plain(a) for v, a in point.items()}
    return all(part.subs(at).is_zero for part in fraction(together(f)))


def _function(derivation: Derivation) -> Expr | None:
    f = derivation.problem.given.get("function")
    return tree.plain(f) if isinstance(f, Expr) else None


def _at_zero(f: Expr, t: Symbol) -> Expr | None:
    value = f.subs(t, 0)
    return value if value.is_finite else None
